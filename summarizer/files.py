"""Writes a file whole or not at all: under a temporary name in the same folder, then renamed.

A reader, a crash or a full disk never sees half a file, an unchanged file keeps its time stamp, and no
symbolic link inside an output folder is followed out of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

from summarizer.errors import UsageError

DOCUMENTS = "documents"  # the folder of an output folder that holds the results
TEMPORARY = ".tmp-"
_CHUNK = 1 << 20

_HINTS = {
    errno.ENOSPC: "Free some space and run again: what is finished is kept.",
    errno.EDQUOT: "Your disk quota is used up. Free some space and run again: what is finished is kept.",
    errno.EIO: "The disk reports an error. Choose another folder with -o.",
    errno.ENOTDIR: "A file is where a folder is needed. Remove it, or choose another folder with -o.",
    errno.EISDIR: "A folder is where a file is needed. Remove it, or choose another folder with -o.",
    errno.EMFILE: "Too many files are open. Lower --concurrency or raise the limit (ulimit -n).",
    errno.ENAMETOOLONG: "Choose an output folder with a shorter path with -o.",
}
_HINT = "Choose a folder that you may write to with -o, or change its permissions."


def unwritable(path: Path, error: OSError) -> UsageError:
    """The error to raise for a failed write: it names `path` and the cause, and says what to do."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return UsageError(f"Cannot write {printable(path)}: {reason}.", _HINTS.get(error.errno or 0, _HINT))


def printable(path: Path | str) -> str:
    """The path as text that every terminal and encoding can show: no control characters, no surrogates.

    Blanks of other widths, which Python does not count as printable, are as good as any.
    """
    return "".join(char if char.isprintable() or category(char) == "Zs" else "\ufffd" for char in str(path))


def on_a_line(text: str) -> str:
    """A text for people as `printable` has it, on one line."""
    return printable(" ".join(line.strip() for line in text.splitlines()))


def write_atomically(
    path: Path, data: bytes, *, durable: bool = True, root: Path | None = None, named: bool = True
) -> bool:
    """Make `path` hold exactly `data`; missing folders are made. True if anything was written.

    A file that holds these bytes already is left alone. With `root`, nothing between `root` and `path` may
    be a symbolic link (`root` itself may be: it is the user's choice). With `durable` the bytes have reached
    the disk before the name appears, and with `named` the name has when this returns: without, a power cut
    may leave the old file, or none, but never half a file. Raises UsageError if that is impossible; the old
    file is then intact.
    """
    try:
        refuse_links(path, root)
        if _holds(path, data):
            return False
        with _temporary(path, durable=durable, named=named, compared=True) as file:
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from error
    return True


@contextlib.contextmanager
def streamed(path: Path, *, durable: bool = True, root: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to, piece by piece; it takes the name `path` when the block ends without an error.

    Like `write_atomically`, for what is too long to hold in memory. An equal file keeps its time stamp.
    OSErrors inside the block become UsageError.
    """
    try:
        refuse_links(path, root)
        with _temporary(path, durable=durable) as file:
            yield file
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_links(path: Path, root: Path | None = None) -> None:
    """Raise UsageError if `path`, or a folder between `root` and it, is a symbolic link.

    Without `root` only `path` itself is looked at. Raises ValueError if `path` is not below `root`.
    """
    entries = [str(path)]
    if root is not None:
        # By their parts: `relative_to` takes as long as all the rest.
        above, inner = path.parts[: len(root.parts)], path.parts[len(root.parts) :]
        if above != root.parts or ".." in inner:
            raise ValueError(f"{printable(path)} is not below {printable(root)}")
        entry, entries = str(root), []
        for part in inner:
            entry = os.path.join(entry, part)  # noqa: PTH118 - for each of a million files
            entries.append(entry)
    for entry in entries:
        if os.path.islink(entry):  # noqa: PTH114
            raise UsageError(
                f"Cannot write {printable(path)}: {printable(entry)} is a symbolic link.",
                "Remove the link, or choose another folder with -o.",
            )


def preflight(folder: Path, *, free: int = 64 << 20, option: str = "-o") -> None:
    """Make `folder`, which `option` chooses, and prove that it can be written, before anything is paid for.

    Raises UsageError if it cannot, or if fewer than `free` bytes are left on its disk.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        left = shutil.disk_usage(folder).free
        probe = folder / f"{TEMPORARY}{secrets.token_hex(8)}"
        with probe.open("xb") as file:
            file.write(b"probe")
            file.flush()
            os.fsync(file.fileno())
        probe.unlink()
    except OSError as error:
        problem = unwritable(folder, error)
        raise UsageError(problem.message, problem.hint.replace(" -o", f" {option}")) from error
    if left < free:
        message = f"Only {left >> 20} MB are free where {printable(folder)} is; {free >> 20} MB are needed."
        raise UsageError(message, f"Free some space, or choose another folder with {option}.")


def discard(folder: Path, names: Sequence[str]) -> None:
    """Remove `folder` and its files `names`, if these are empty and it has nothing else."""
    with contextlib.suppress(OSError):
        files = [path for name in names if (path := folder / name).exists()]
        if not any(path.stat().st_size for path in files) and len(files) == sum(1 for _ in folder.iterdir()):
            for path in files:
                path.unlink()
            folder.rmdir()


def sweep(folder: Path) -> int:
    """Remove the temporary files that a killed run left below `folder`; returns how many there were.

    Only for the holder of the folder's lock: a live run's temporary files look the same.
    """
    removed = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.startswith(TEMPORARY):
                with contextlib.suppress(OSError):
                    Path(parent, name).unlink()
                    removed += 1
    return removed


@contextlib.contextmanager
def _temporary(
    path: Path, *, durable: bool, named: bool = True, compared: bool = False
) -> Iterator[BinaryIO]:
    """A new file beside `path` that replaces it at the end, unless both are equal or the block fails.

    `compared`: it is known that they differ.
    """
    # Names of files as plain text: there are a million of them.
    temporary = os.path.join(path.parent, f"{TEMPORARY}{secrets.token_hex(8)}")  # noqa: PTH118
    descriptor = _begun(temporary)
    replaced = False
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(descriptor)
        if compared or not _equal(Path(temporary), path):
            os.replace(temporary, path)  # noqa: PTH105
            replaced = True
            if durable and named:
                _sync_folder(path.parent)
    finally:
        if not replaced:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)


def _begun(temporary: str) -> int:
    """The descriptor of a new file, in a folder that is made where it is missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(temporary, flags, 0o644)  # the umask takes its share
    except FileNotFoundError:
        Path(temporary).parent.mkdir(parents=True, exist_ok=True)
        return os.open(temporary, flags, 0o644)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable. Some systems cannot open or sync a folder: they give what they can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file is there and holds these bytes; the length is compared before anything is read."""
    try:
        return os.stat(path).st_size == len(data) and path.read_bytes() == data  # noqa: PTH116
    except OSError:
        return False


def _equal(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes, read in pieces."""
    try:
        if one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as left, other.open("rb") as right:
            while chunk := left.read(_CHUNK):
                if chunk != right.read(_CHUNK):
                    return False
    except OSError:
        return False
    return True
