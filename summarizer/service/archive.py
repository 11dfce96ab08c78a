"""An output folder as a zip that is made while it is sent: neither memory nor disk grows with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from summarizer.files import TEMPORARY
from summarizer.journal import LOCK

_PIECE = 1 << 18
_STORED = frozenset({".docx", ".xlsx", ".epub", ".zip"})  # compressed as they are


class _Outlet(io.RawIOBase):
    """Collects what is written until it is taken; cannot go back."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object) -> int:
        """Keep it until it is taken."""
        piece = bytes(data)  # type: ignore[call-overload]
        self._written += piece
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        piece = bytes(self._written)
        self._written.clear()
        return piece


def zipped(folder: Path) -> Iterator[bytes]:
    """The files of `folder` as an archive, in pieces. No link is followed; locks stay behind."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            name = path.name
            if path.is_symlink() or not path.is_file() or name == LOCK or name.startswith(TEMPORARY):
                continue
            info = zipfile.ZipInfo.from_file(
                path, path.relative_to(folder).as_posix(), strict_timestamps=False
            )
            info.compress_type = zipfile.ZIP_STORED if path.suffix in _STORED else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(info, "w") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    yield outlet.take()
    yield outlet.take()
