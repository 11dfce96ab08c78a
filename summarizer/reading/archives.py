"""Zip archives from anybody: the directory is checked before a byte is unpacked, and unpacking is counted.

Word documents and e-books are archives, too. What other programs might read in two ways (duplicate names,
entries that overlap, names that lead elsewhere) is refused, so that nobody can show a person one thing and
this program another. Nothing is ever written to disk.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import UnreadableDocument
from summarizer.reading.opening import damaged, too_large
from summarizer.reading.sources import Packed

if TYPE_CHECKING:
    from zipfile import ZipInfo

_RATIO = 100  # a larger entry that shrinks more than this is a bomb
_RATIO_FROM = 250_000  # bytes
_DIRECTORY_ENTRY = 600  # bytes of the directory for one entry, on average, at most
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL = struct.Struct("<4s5H3L2H")
_DRIVE = re.compile("[A-Za-z]:")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entries an archive may have, and how many bytes all of them together, unpacked."""

    entries: int = 2_000
    total: int = 100_000_000


DOCUMENT = Limits()  # an archive that is one document
COLLECTION = Limits(entries=20_000, total=4_000_000_000)  # unpacked one at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in an archive. `fault` says why it cannot be unpacked, if it cannot."""

    name: str
    packed: Packed
    fault: UnreadableDocument | None = None


def entries(stream: BinaryIO, limits: Limits) -> list[Entry]:
    """List the files of an archive in the order of their names; folders and links are left out.

    Raises:
        UnreadableDocument: codes `damaged` (no archive, broken, ambiguous, unsafe names), `too_large` (too
            many entries, too much in them).
    """
    import zipfile  # noqa: PLC0415 (not needed for texts and pages)

    _refuse_huge_directory(stream, limits)
    try:
        with zipfile.ZipFile(stream) as archive:
            found = archive.infolist()
    # What `zipfile` raises of broken input: offsets before the file, unknown code pages and methods too.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, LookupError, NotImplementedError) as error:
        raise damaged("The archive is broken or cut off.") from error
    if len(found) > limits.entries:
        raise _crowded(limits)
    if sum(info.file_size for info in found) > limits.total:
        raise _swollen()
    _refuse_overlaps(found)
    named = {_name(info): info for info in found}
    if len(named) < len(found):
        raise damaged("The archive holds two files of the same name.")
    return [_entry(name, info) for name, info in sorted(named.items()) if _is_file(name, info)]


def unpack(stream: BinaryIO, packed: Packed, max_bytes: int) -> bytes:
    """Return the content of one entry.

    Raises:
        UnreadableDocument: codes `damaged` (size or checksum are not as announced), `too_large`.
    """
    if packed.size > max_bytes:
        raise too_large(max_bytes)
    stream.seek(packed.start)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise damaged("The archive is broken or cut off.")
    *_, name_size, extra_size = _LOCAL.unpack(head)
    stream.seek(name_size + extra_size, os.SEEK_CUR)
    stored = stream.read(packed.stored)
    content = _inflated(stored, packed.size) if packed.deflated else stored
    if len(content) != packed.size or zlib.crc32(content) != packed.crc:
        raise damaged("A file in the archive is not what the archive's directory says.")
    return content


def _inflated(stored: bytes, size: int) -> bytes:
    """Inflate no more than one byte beyond the announced size."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(stored, size + 1)
    except zlib.error as error:
        raise damaged("A file in the archive cannot be unpacked.") from error


# ------------------------------------------------------------------------------------------ the directory


def _refuse_huge_directory(stream: BinaryIO, limits: Limits) -> None:
    """Read how large the directory says it is, before the library reads all of it into memory."""
    end = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, end - _END.size - 0xFFFF - 20 - _END_64.size))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise damaged("The file is not a whole archive: its directory is missing.")
    size = _END.unpack_from(tail, at)[5]
    locator = tail[max(0, at - 20) : at]
    if locator.startswith(b"PK\x06\x07"):
        at_64 = at - 20 - _END_64.size
        record = tail[at_64 : at_64 + _END_64.size] if at_64 >= 0 else b""
        size = max(size, _END_64.unpack(record)[8]) if len(record) == _END_64.size else end
    if size > limits.entries * _DIRECTORY_ENTRY:
        raise _crowded(limits)


def _refuse_overlaps(found: list[ZipInfo]) -> None:
    end = 0
    for info in sorted(found, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise damaged("Files in the archive overlap.")
        end = info.header_offset + _LOCAL.size + info.compress_size


def _name(info: ZipInfo) -> str:
    """Return an entry's name, with `/`: in UTF-8 if it says or looks so, else as Chinese systems write it.

    Raises:
        UnreadableDocument: code `damaged` for a name that leads out of the archive.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        name = _decoded(name)
    name = name.replace("\\", "/").removeprefix("./")
    parts = name.removesuffix("/").split("/")
    if "\0" in name or _DRIVE.match(name) or any(part in {"", ".", ".."} for part in parts):
        raise damaged("The archive holds a file whose name leads out of it.")
    return name


def _decoded(name: str) -> str:
    try:
        raw = name.encode("cp437")  # what the library takes for the encoding of all names without a mark
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return name


def _is_file(name: str, info: ZipInfo) -> bool:
    kind = info.external_attr >> 28  # the type of file of Unix: 8 is regular, 10 a link, 0 not said
    return not name.endswith("/") and kind in {0, 8}


def _entry(name: str, info: ZipInfo) -> Entry:
    deflated = info.compress_type == _DEFLATED
    packed = Packed(info.header_offset, info.compress_size, info.file_size, info.CRC, deflated)
    return Entry(name, packed, _fault(info))


def _fault(info: ZipInfo) -> UnreadableDocument | None:
    if info.flag_bits & _ENCRYPTED:
        return UnreadableDocument(
            "The archive is protected with a password.", "Unpack it, and give the folder.", "encrypted"
        )
    if info.compress_type not in {_STORED, _DEFLATED}:
        return UnreadableDocument(
            "The archive uses a compression that is not supported.",
            "Unpack it, and give the folder.",
            "unsupported",
        )
    if info.file_size > _RATIO_FROM and info.file_size > _RATIO * info.compress_size:
        return _swollen()
    return None


def _swollen() -> UnreadableDocument:
    return UnreadableDocument(
        "Unpacked, the file would be far larger than it is: it may be made to fill up memory.",
        "If you trust it, unpack it or save it in another format.",
        "too_large",
    )


def _crowded(limits: Limits) -> UnreadableDocument:
    return UnreadableDocument(
        f"The archive holds more than {limits.entries:,} files.",
        "If you trust it, unpack it, and give the folder.",
        "too_large",
    )
