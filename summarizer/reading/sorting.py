"""Names of files in order, however many a folder has: what memory is too small for waits on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from heapq import merge
from tempfile import TemporaryFile
from typing import BinaryIO

ROOM = 50_000  # names held in memory: some 5 MB


class Sorted:
    """Names in the order of their characters: added all first, then iterated over once."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._names: list[str] = []
        self._runs: list[BinaryIO] = []

    def add(self, name: str) -> None:
        """Take in a name of a file (it has no NUL in it). Raises OSError where the disk is full."""
        self._names.append(name)
        if len(self._names) >= self._room:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        self._names.sort()
        if not self._runs:
            return iter(self._names)
        return merge(*map(_read, self._runs), self._names)

    def _spill(self) -> None:
        """Put what is in memory, sorted, into a file that goes when nobody needs it."""
        self._names.sort()
        run = TemporaryFile("w+b")  # noqa: SIM115 - closed when it has been read
        run.writelines(os.fsencode(name) + b"\0" for name in self._names)
        self._runs.append(run)
        self._names = []


def _read(run: BinaryIO) -> Iterator[str]:
    """The names in a run, in pieces."""
    with run:
        run.seek(0)
        rest = b""
        while piece := run.read(1 << 16):
            *names, rest = (rest + piece).split(b"\0")
            yield from map(os.fsdecode, names)
