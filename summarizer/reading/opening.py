"""Opening files that may be anything: never blocks on a pipe, never reads a device, never beyond a limit."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from summarizer.errors import UnreadableDocument

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how the older formats of Office begin, and encrypted packages


@contextmanager
def opened(file: Path) -> Iterator[BufferedReader]:
    """Open a regular file for reading; what fails inside the block is translated as well.

    Raises:
        UnreadableDocument: code `unreadable`: it cannot be opened or read, or is no regular file.
    """
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _unopened(error) from error
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableDocument(
                f"This is not a regular file but {_kind(mode)}.", "Use `-` to read standard input."
            )
        with open(handle, "rb", closefd=False) as stream:
            yield stream
    except OSError as error:
        raise _unopened(error) from error
    finally:
        os.close(handle)


def whole(file: Path, max_bytes: int) -> bytes:
    """Return the content of a regular file.

    Raises:
        UnreadableDocument: codes `unreadable`, `too_large`.
    """
    with opened(file) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > max_bytes:
            raise too_large(max_bytes)
        data = stream.read(size + 1)  # room for all that is allowed costs more than reading does
        return data if len(data) <= size else data + stream.read(max_bytes - size)


def too_large(max_bytes: int) -> UnreadableDocument:
    """Make the error for a file beyond the limit."""
    return UnreadableDocument(
        f"The file is larger than the limit of {max_bytes:,} bytes.",
        "Split it into smaller files.",
        "too_large",
    )


def damaged(what: str) -> UnreadableDocument:
    """Make the error for a file that breaks the rules of its format; `what` is a whole sentence."""
    return UnreadableDocument(
        what, "Get the file again, or open it in its own program and save it anew.", "damaged"
    )


def _unopened(error: OSError | ValueError) -> UnreadableDocument:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableDocument(f"The file cannot be read: {reason}.", "Check its permissions.")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder (that cannot be listed, or was given as a file)"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def refuse_other(data: bytes, what: str, program: str, suffix: str) -> None:
    """Raise UnreadableDocument for what is no package of Office: encrypted, of an older format, or else.

    `what` is what it should be ("Word document"), `program` and `suffix` are how to save it so.
    """
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(
            f"The {what} is protected with a password.",
            f"Open it in {program}, and save it without the password.",
            "encrypted",
        )
    if data.startswith(_OLE):
        raise UnreadableDocument(
            f"The file is in an older format of {program}, or protected with a password.",
            f"Open it in {program}, and save it as {suffix} without a password.",
            "unsupported",
        )
    raise damaged(f"The file is not a {what}, whatever its name says.")
