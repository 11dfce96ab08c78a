"""One input of a run: a file, one of several documents in a file, or a page of the web; and where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from summarizer.errors import UnreadableDocument
from summarizer.reading.web import Web

_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class Packed:
    """A member of a zip archive: `start` and `stored` are where its bytes begin and how many they are there,
    `size` and `crc` what they must come to when unpacked.
    """

    start: int
    stored: int
    size: int
    crc: int
    deflated: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the bytes from `start`, `size` of them, and in which column its text is.

    For `.csv`, `position` is the column's index from 0, and `delimiter` separates the cells; for `.jsonl`,
    `position` is -1 and the `column` is a key.
    """

    start: int
    size: int
    column: str
    encoding: str = "utf-8"
    position: int = -1
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Source:
    """One input: where it is, and its path relative to the PATH given, with `/`, always valid Unicode.

    `member` names one of several documents in `file`, and `place` says where in it that is. A `fault` is why
    it cannot be read, where that was found while walking. `only` are the languages wanted, if not all.
    """

    file: Path
    path: str
    member: str = ""
    place: Packed | Row | Web | None = None
    fault: UnreadableDocument | None = field(default=None, compare=False)
    only: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of a regular file that is one document; of anything else more than any has: nobody knows
        how long that takes to read.
        """
        try:
            stated = self.file.stat()
        except (OSError, ValueError):
            return _ENDLESS
        return stated.st_size if self.place is None and S_ISREG(stated.st_mode) else _ENDLESS

    @property
    def name(self) -> str:
        """The base name, whose suffix tells the format."""
        return self.member.rpartition("/")[2] or self.file.name
