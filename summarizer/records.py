"""What is known of finished documents, by path: a table on disk, because a million do not belong in memory.

The table is temporary. It is filled from the journal when a run begins, kept up to date while it goes on, and
gone when the process ends, however that ends: the journal is the truth.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from threading import Lock
from typing import Any

from summarizer.files import DOCUMENTS

_PREFIX = f"{DOCUMENTS}/"
_BATCH = 500  # records written to the table at once
_SETTLED = 2_000_000_000  # ns that a file must have been left alone before its time stamps say anything
_TABLE = """
CREATE TABLE records (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, name BLOB, fingerprint BLOB, status BLOB,
    suffixes BLOB, sizes TEXT, seen TEXT, now INTEGER)"""
_PUT = """
INSERT INTO records (path, name, fingerprint, status, suffixes, sizes, seen, now)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET name = excluded.name, fingerprint = excluded.fingerprint,
    status = excluded.status, suffixes = excluded.suffixes, sizes = excluded.sizes, seen = excluded.seen,
    now = excluded.now"""
_GET = "SELECT name, fingerprint, status, suffixes, sizes, seen, now FROM records WHERE path = ?"
_TUNING = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8000")  # 8 MB of memory


@dataclass(frozen=True, slots=True)
class Record:
    """A finished document. `fingerprint` stands for the source and the settings.

    `suffixes` are what its files have after their common beginning, `documents/<name>` (or whole paths, for
    files elsewhere), and `sizes` their bytes when they were written. `seen` are the marks of the source as it
    was read (see `marks`), "" where they say nothing. `now` says that this run made it.
    """

    name: str
    fingerprint: str
    status: str
    suffixes: tuple[str, ...]
    sizes: tuple[int, ...] = ()
    seen: str = ""
    now: bool = False

    @classmethod
    def of(cls, entry: Mapping[str, Any], *, now: bool = False) -> Record:
        """The record in a `document` line. Raises KeyError, TypeError or ValueError for one that is none."""
        name = str(entry["name"])
        start = _PREFIX + name
        suffixes = tuple(str(file).removeprefix(start) for file in entry.get("files", ()))
        sizes = tuple(int(size) for size in entry.get("sizes", ()))
        seen, status = str(entry.get("seen", "")), str(entry["status"])
        return cls(name, str(entry["fingerprint"]), status, suffixes, sizes, seen, now)

    @property
    def files(self) -> tuple[str, ...]:
        """The files written for it, relative to the output folder."""
        start = _PREFIX + self.name
        return tuple(suffix if suffix.startswith(_PREFIX) else start + suffix for suffix in self.suffixes)


class Records(Mapping[str, Record]):
    """Path -> record, in the order in which documents were first finished. For any thread.

    >>> records = Records()
    >>> records.put("a.txt", Record("a.txt", "f", "verified", (".json",)))
    >>> records["a.txt"].files, len(records)
    (('documents/a.txt.json',), 1)
    """

    def __init__(self) -> None:
        self._table: sqlite3.Connection | None = None
        self._waiting: dict[str, Record] = {}
        self._lock = Lock()

    def put(self, path: str, record: Record) -> None:
        """Note a document, or its latest record."""
        with self._lock:
            self._waiting[path] = record
            if len(self._waiting) >= _BATCH:
                self._write()

    def note(self, path: str, seen: str) -> None:
        """Note new marks of the source of a document, where there is a record of it."""
        with self._lock:
            self._write()
            if self._table is not None:
                self._table.execute("UPDATE records SET seen = ? WHERE path = ?", (seen, _encoded(path)))

    def flush(self) -> None:
        """Put everything into the table."""
        with self._lock:
            self._write()

    def close(self) -> None:
        """Let go of the table; it is empty then."""
        with self._lock:
            self._waiting.clear()
            if self._table is not None:
                self._table.close()
                self._table = None

    def __getitem__(self, path: str) -> Record:
        """The record of a document. Raises KeyError for one that was never finished."""
        with self._lock:
            if (waiting := self._waiting.get(path)) is not None:
                return waiting
            row = self._table.execute(_GET, (_encoded(path),)).fetchone() if self._table else None
        if row is None:
            raise KeyError(path)
        name, fingerprint, status, suffixes, sizes, seen, now = row
        own = path if name is None else _decoded(name)
        texts = _decoded(fingerprint), _decoded(status), _texts(suffixes)
        return Record(own, *texts, _numbers(sizes), seen, bool(now))

    def __iter__(self) -> Iterator[str]:
        self.flush()
        last = 0
        while rows := self._after(last):
            yield from (_decoded(path) for _, path in rows)
            last = rows[-1][0]

    def __len__(self) -> int:
        self.flush()
        with self._lock:
            return (
                int(self._table.execute("SELECT count(*) FROM records").fetchone()[0]) if self._table else 0
            )

    def _after(self, last: int) -> list[tuple[int, bytes]]:
        query = "SELECT id, path FROM records WHERE id > ? ORDER BY id LIMIT ?"
        with self._lock:
            return self._table.execute(query, (last, _BATCH)).fetchall() if self._table else []

    def _write(self) -> None:
        if not self._waiting:
            return
        if self._table is None:
            self._table = _opened()
        self._table.executemany(_PUT, (_row(path, record) for path, record in self._waiting.items()))
        self._waiting.clear()


def marks(file: Path, *, now: int | None = None) -> str:
    """Size, times and number of a file, by which one sees without reading it that it has not changed.

    "" where there are none, and where they say nothing: on systems that do not tell when a file last changed.
    With `now` (ns since 1970) also for a file that was touched just before: what is written within the grain
    of a time stamp leaves no trace.
    """
    try:
        status = os.stat(file)  # noqa: PTH116 - for each of a million files
    except (OSError, ValueError):
        return ""
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if os.name != "posix" or (now is not None and now - changed < _SETTLED):
        return ""  # elsewhere `st_ctime` is when the file was made
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def is_whole(out: Path, record: Record) -> bool:
    """Whether all files of a document are in the output folder: as long as they were written, or else (people
    edit) not cut off.
    """
    for file, size in zip_longest(record.files, record.sizes):
        try:
            found = os.stat(f"{out}/{file}").st_size  # noqa: PTH116 - for each of a million
        except OSError:
            return False
        if found != size and not _is_complete(out / file):
            return False
    return True


def _is_complete(file: Path) -> bool:
    """Whether an output is there and was not cut off (by a power failure; writing is atomic)."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, 2)
            opened.seek(max(0, size - 2))
            end = opened.read()
    except OSError:
        return False
    return end == b"}\n" if file.suffix == ".json" else size > 0


def _opened() -> sqlite3.Connection:
    """A database without a name: SQLite keeps it in memory while it is small, and removes its file."""
    table = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    for setting in _TUNING:
        table.execute(f"PRAGMA {setting}")
    table.execute(_TABLE)
    table.execute("BEGIN")  # once and for all: nothing is to be kept
    return table


def _row(path: str, record: Record) -> tuple[Any, ...]:
    return (
        _encoded(path),
        None if record.name == path else _encoded(record.name),
        _encoded(record.fingerprint),
        _encoded(record.status),
        _encoded("\0".join(record.suffixes)),
        ",".join(map(str, record.sizes)),
        record.seen,
        int(record.now),
    )


@lru_cache(maxsize=64)
def _texts(joined: bytes) -> tuple[str, ...]:
    return tuple(_decoded(joined).split("\0")) if joined else ()


def _numbers(joined: str) -> tuple[int, ...]:
    return tuple(map(int, joined.split(","))) if joined else ()


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")


def _decoded(path: bytes) -> str:
    return path.decode("utf-8", "surrogatepass")
