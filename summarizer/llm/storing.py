"""Text by key in one SQLite file, through diskcache: safe to keep paid replies in, safe to open.

What diskcache does by default and is switched off here: evicting rows when the file gets large, pickling,
putting large values into files that are never flushed, taking its settings from whatever file it opens.
Imported only where a cache is opened, because diskcache takes a while to import.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

import diskcache
from diskcache.core import ENOVAL, MODE_RAW
from filelock import FileLock

from summarizer.errors import UsageError

DATABASE = "cache.db"
_ATTEMPTS = 3  # each of them waits for the timeout while another process holds the lock
_GIVE_UP = 30.0  # seconds without trying to write after a lock that was never freed
_UPSERT = (
    "INSERT INTO Cache(key, raw, store_time, access_time, size, mode, value)"
    " VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)"
    " ON CONFLICT(key, raw) DO UPDATE SET store_time = ?3, access_time = ?3, expire_time = NULL, tag = NULL,"
    " size = ?4, mode = ?5, filename = NULL, value = ?6"
)
_SELECT = (
    "SELECT key, mode, value FROM Cache"
    " WHERE key IN (SELECT value FROM json_each(?)) AND raw = 1 AND filename IS NULL"
)
_SELECT_ONE = "SELECT key, mode, value FROM Cache WHERE key = ? AND raw = 1 AND filename IS NULL"
_BATCH = 500  # rows deleted in one transaction
_LAST_ROW = 10_000_000  # looked for in a damaged database, which may say anything
_SUSPECT = "suspect"  # a file that asks the next start to examine the database
_WAYS_OUT = "Choose another folder with SUMMARIZER_CACHE_DIR, or work without one: --no-cache."
_TABLES = {
    "Settings": "key, value",
    "Cache": "rowid, key, raw, expire_time, tag, size, mode, filename, value",
}
_T = TypeVar("_T")

# What must hold for every row ever written here, whatever another tool has left in the file's own settings.
_SETTINGS: Mapping[str, object] = {
    "statistics": 0,
    "tag_index": 0,
    "eviction_policy": "none",
    "size_limit": 2**62,
    "cull_limit": 0,
    "sqlite_auto_vacuum": 1,
    "sqlite_cache_size": 2**13,
    "sqlite_journal_mode": "wal",
    "sqlite_mmap_size": 0,  # a file cut short under a memory map kills the process
    "sqlite_synchronous": 2,  # FULL: an acknowledged reply survives a power cut
    "disk_min_file_size": 2**40,
    "disk_pickle_protocol": 0,
}
_COUNTERS = frozenset({"count", "size", "hits", "misses"})


class TextDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache has no types
    """Keys and values are text in the database. No pickles, no files, neither written nor read."""

    def __init__(self, directory: str, **_settings: object) -> None:
        super().__init__(directory, min_file_size=2**40)

    def put(self, key: object) -> tuple[str, bool]:
        """A key as it is stored. Raises ValueError for anything but printable ASCII text."""
        if type(key) is not str or not key.isascii() or not key.isprintable():
            raise ValueError("a cache key is printable ASCII text")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """A stored key, or "" for one that is not ours (raising would end diskcache's iteration)."""
        return key if raw and type(key) is str else ""

    def store(
        self,
        value: object,
        read: object,
        key: object = None,  # noqa: ARG002 - diskcache passes it
    ) -> tuple[int, int, None, str]:
        """Size, mode, file and value of a row. Raises ValueError for anything but text."""
        if read or type(value) is not str:
            raise ValueError("a cache value is text")
        return 0, MODE_RAW, None, value

    def fetch(self, mode: object, filename: object, value: object, read: object) -> str:
        """The value of a row. Raises ValueError for one that was not made by `store`."""
        if read or filename is not None or mode != MODE_RAW or type(value) is not str:
            raise ValueError("not a text row")
        return value

    def remove(self, file_path: object) -> None:
        """Nothing: there are no files of ours, so a row that names one does not get it deleted."""

    def filename(self, key: object = None, value: object = None) -> tuple[str, str]:  # noqa: ARG002
        """Refused: nothing is stored in files."""
        raise ValueError("nothing is stored in files")


class TextCache(diskcache.Cache):  # type: ignore[misc]
    """A cache whose settings are ours alone: what the file says about them, now or later, does not matter."""

    def reset(self, key: str, value: object = ENOVAL, update: bool = True) -> object:
        """Called by diskcache for each setting it finds, also at every new connection."""
        if key in _SETTINGS:
            return super().reset(key, _SETTINGS[key], update=False)  # they are in the file already
        return super().reset(key, value, update) if key in _COUNTERS else None

    def write(self, texts: Mapping[str, str]) -> None:
        """What `set` does, for many rows in a fifth of the time: in one transaction, in one statement.

        Raises ValueError and diskcache.Timeout like `set`.
        """
        rows = []
        for name, text in texts.items():
            (key, raw), (size, mode, _, value) = self.disk.put(name), self.disk.store(text, read=False)
            rows.append((key, raw, time.time(), size, mode, value))
        with self._transact():
            self._con.executemany(_UPSERT, rows)

    def read(self, names: Iterable[str]) -> dict[str, str]:
        """The texts of those names that are there, and sound."""
        keys = [self.disk.put(name)[0] for name in names]
        one = len(keys) == 1  # as often as not, and found sooner
        found = self._sql(_SELECT_ONE, keys) if one else self._sql(_SELECT, (json.dumps(keys),))
        return {key: value for key, mode, value in found if mode == MODE_RAW and type(value) is str}


class TextStore:
    """Texts by key. `set` returns when the text is on the disk; every wait is bounded.

    `set_aside` is where a damaged database was put when this one was opened, or None; `saved` is how many of
    its rows could be taken over.
    """

    def __init__(self, folder: Path, timeout: float) -> None:
        """Open or start the store; `timeout` is how long (seconds) another process's lock is waited for.

        Raises UsageError where the folder cannot be made or written, the disk is full, or the lock stays.
        """
        self.folder = _private_folder(folder)
        self._locked_until = 0.0
        self._writing = Lock()
        try:
            with FileLock(
                self.folder / "open.lock", timeout=timeout, mode=0o600
            ):  # one process repairs at a time
                self.set_aside = _ready(self.folder / DATABASE, timeout)
                self._cache = TextCache(str(self.folder), timeout=timeout, disk=TextDisk, **_SETTINGS)
                self.saved = self._salvage(self.set_aside) if self.set_aside else 0
        except (OSError, sqlite3.Error) as error:
            raise _unusable(self.folder, error) from error

    def get(self, name: str) -> str | None:
        """The text stored under a name, or None. Raises ValueError for a row that is damaged or not ours."""
        try:
            return self._cache.get(name)  # type: ignore[no-any-return]
        except sqlite3.Error as error:
            self._suspect(error)
            raise ValueError(str(error)) from error

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        """The texts stored under some of these names. Raises ValueError where the database is damaged."""
        try:
            return self._cache.read(names)
        except sqlite3.Error as error:
            self._suspect(error)
            raise ValueError(str(error)) from error

    def set(self, name: str, text: str) -> None:
        """Store a text durably. Raises UsageError if that is not possible (now)."""
        self._patiently(lambda: self._cache.set(name, text))

    def set_all(self, texts: Mapping[str, str]) -> None:
        """Store all of these durably, in one transaction. Raises UsageError like `set`."""
        with self._writing:  # threads of ours take turns: SQLite would have them look again and again
            self._patiently(lambda: self._cache.write(texts))

    def delete(self, names: Sequence[str]) -> int:
        """Delete rows; returns how many there were. Raises UsageError like `set`."""
        batches = (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))
        return sum(self._delete(batch) for batch in batches)

    def clear(self) -> int:
        """Delete all rows, also those that are not ours; returns how many there were."""
        return int(self._patiently(self._cache.clear))

    def names(self) -> Iterator[str]:
        """All names, in order of storing; "" for a row that is not ours. Raises ValueError on damage."""
        try:
            yield from self._cache
        except sqlite3.Error as error:
            self._suspect(error)
            raise ValueError(str(error)) from error

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in _files(self.folder / DATABASE))

    def close(self) -> None:
        """Close the connection of the calling thread; the next use opens it again."""
        self._cache.close()

    def _salvage(self, damaged: Path) -> int:
        """Take over what can still be read. Whether it is right, the checksums of the rows will tell."""
        saved = 0
        with self._cache.transact():
            for name, text in _rows(damaged):
                self._cache.set(name, text)
                saved += 1
        return saved

    def _delete(self, names: Sequence[str]) -> int:
        def act() -> int:
            with self._cache.transact():
                return sum(bool(self._cache.delete(name)) for name in names)

        return self._patiently(act)

    def _patiently(self, act: Callable[[], _T], attempts: int = _ATTEMPTS) -> _T:
        """Try again, within bounds, while another process holds the lock (`cache[k] = v` would for ever)."""
        if time.monotonic() < self._locked_until:
            raise _unusable(self.folder, diskcache.Timeout())
        try:
            return act()
        except diskcache.Timeout as error:
            if attempts > 1:
                return self._patiently(act, attempts - 1)
            self._locked_until = time.monotonic() + _GIVE_UP
            raise _unusable(self.folder, error) from error
        except (OSError, sqlite3.Error) as error:
            self._suspect(error)
            raise _unusable(self.folder, error) from error

    def _suspect(self, error: Exception) -> None:
        """Have the database examined at the next start if SQLite itself says that it is damaged."""
        if _is_damage(error):
            with suppress(OSError):
                (self.folder / _SUSPECT).touch(mode=0o600)


def _private_folder(folder: Path) -> Path:
    """The folder, absolute, made if need be, and nobody else's business."""
    folder = folder.expanduser().absolute()
    if os.path.expandvars(folder) != str(folder):  # diskcache would expand it and go elsewhere
        raise UsageError(f"{folder} cannot hold the cache: its name contains a variable.", _WAYS_OUT)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(PermissionError):  # somebody else's folder that we may write to
            folder.chmod(0o700)
    except OSError as error:
        raise _unusable(folder, error) from error
    return folder


def _ready(database: Path, timeout: float) -> Path | None:
    """Make sure that there is a sound database that can be written. Returns where a damaged one was put."""
    suspect = database.with_name(_SUSPECT)
    sound = not database.exists() or (database.is_file() and _is_sound(database, timeout, suspect.exists()))
    aside = None if sound else _set_aside(database)
    suspect.unlink(missing_ok=True)
    os.close(os.open(database, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    for file in _files(database):
        file.chmod(0o600)
    return aside


def _is_sound(database: Path, timeout: float, thorough: bool) -> bool:
    """Whether SQLite can read and write the file, and its tables are those of diskcache or none at all."""
    with closing(sqlite3.connect(database, timeout=timeout, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            for table, columns in _TABLES.items():
                if table in tables:
                    connection.execute(f"SELECT {columns} FROM {table} LIMIT 1").fetchall()  # noqa: S608
            found = connection.execute("PRAGMA quick_check(1)").fetchone() if thorough else ("ok",)
            connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            if _is_damage(error):
                return False
            raise
    return bool(found[0] == "ok")


def _is_damage(error: Exception) -> bool:
    """Damaged, no database at all, or other tables than expected: not a full disk, a lock or a permission."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _set_aside(database: Path) -> Path:
    """Rename a damaged database and what belongs to it; never delete, there are paid replies in it."""
    number = 1
    while (aside := database.with_name(f"{database.name}.corrupt-{number}")).exists():
        number += 1
    for file in _files(database):
        file.rename(str(aside) + file.name.removeprefix(database.name))
    return aside


def _rows(damaged: Path) -> Iterator[tuple[str, str]]:
    """Our rows in a damaged database, one by one: each can be lost without the next being lost too."""
    select = f"SELECT key, value FROM Cache WHERE rowid = ? AND raw = 1 AND mode = {MODE_RAW}"  # noqa: S608
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{damaged.as_uri()}?mode=ro", uri=True)) as rescued,
    ):
        for number in range(1, _last_row(rescued) + 1):
            found = []
            with suppress(sqlite3.Error):
                found = rescued.execute(select, (number,)).fetchall()
            for name, text in found:
                if type(name) is str and type(text) is str and name.isascii() and name.isprintable():
                    yield name, text


def _last_row(connection: sqlite3.Connection) -> int:
    """The highest row number; a bound for it where just that cannot be read (a row is over 500 bytes)."""
    try:
        ((last,),) = connection.execute("SELECT MAX(rowid) FROM Cache")
    except sqlite3.Error:
        ((pages,),) = connection.execute("PRAGMA page_count")
        return int(pages) * 8
    return min(int(last or 0), _LAST_ROW)


def _files(database: Path) -> list[Path]:
    names = (database, Path(f"{database}-wal"), Path(f"{database}-shm"))
    return [file for file in names if file.exists()]


def _unusable(folder: Path, error: Exception) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error) or "another process keeps it locked"
    return UsageError(f"The cache in {folder} cannot be used: {reason}.", _WAYS_OUT)
