"""The SQLite file of the service: its tables, and connections that wait for each other instead of failing."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.files import printable

NAME = "service.sqlite"
VERSION = 1
_PATIENCE = 15.0  # seconds that one process waits for another one's transaction
_TABLES = """
CREATE TABLE tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash BLOB NOT NULL,
    created_at REAL NOT NULL, used_at REAL NOT NULL DEFAULT 0
);
CREATE TABLE sessions (
    hash BLOB PRIMARY KEY, token TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE, ends_at REAL NOT NULL
);
CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL, name TEXT NOT NULL,
    state TEXT NOT NULL, options TEXT NOT NULL, files TEXT NOT NULL, bytes INTEGER NOT NULL,
    created_at REAL NOT NULL, queued_at REAL NOT NULL DEFAULT 0, started_at REAL NOT NULL DEFAULT 0,
    ended_at REAL NOT NULL DEFAULT 0, progress TEXT NOT NULL DEFAULT '{}', estimate TEXT NOT NULL DEFAULT '',
    problem TEXT NOT NULL DEFAULT '', reserved INTEGER NOT NULL DEFAULT 0, short INTEGER NOT NULL DEFAULT 0,
    deaths INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX jobs_of_user ON jobs (user, number);
CREATE INDEX jobs_by_state ON jobs (state, user, queued_at);
CREATE INDEX jobs_by_start ON jobs (user, started_at);
CREATE TABLE events (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, number INTEGER NOT NULL, kind TEXT NOT NULL,
    at REAL NOT NULL, data TEXT NOT NULL, PRIMARY KEY (job, number)
) WITHOUT ROWID;
CREATE TABLE suspects (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, path TEXT NOT NULL, deaths INTEGER NOT NULL,
    PRIMARY KEY (job, path)
) WITHOUT ROWID;
CREATE TABLE spending (
    job TEXT NOT NULL, attempt INTEGER NOT NULL, user TEXT NOT NULL, at REAL NOT NULL,
    nanodollars INTEGER NOT NULL,
    PRIMARY KEY (job, attempt)
) WITHOUT ROWID;
CREATE INDEX spending_by_time ON spending (at);
CREATE TABLE keys (
    user TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, PRIMARY KEY (user, key)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class _Reader:
    """A connection, and the lock of who uses it: its own thread, or the one that closes it."""

    connection: sqlite3.Connection
    used: threading.Lock = field(default_factory=threading.Lock)


class Database:
    """Readers wait for nobody: each thread has its connection. Writers take turns (other processes, too).

    Every write is on the disk when its block ends. Safe to use from several threads.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make the file in `folder`. Raises UsageError if that is impossible."""
        self.path = folder / NAME
        self._writing, self._own = threading.Lock(), threading.local()
        self._readers: list[_Reader] = []
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._writer = self._connected()
            self._prepare()
            self.path.chmod(0o600)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(
                f"The data folder {printable(folder)} cannot be used: {error}.",
                "Choose another one with --data, or change its permissions.",
            ) from error

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all or nothing. Raises OSError where the disk is full or cannot be used."""
        try:
            with self._writing, self._writer:  # the connection commits, or rolls back
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC if "full" in str(error) else errno.EIO, str(error)) from error

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """What a query finds."""
        reader = self._reader()
        with reader.used:
            return reader.connection.execute(query, values).fetchall()

    def row(self, query: str, values: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row that a query finds."""
        found = self.rows(query, values)
        return found[0] if found else None

    def close(self) -> None:
        """Close all connections, each when nobody uses it any more."""
        with self._writing:
            self._writer.close()
        for reader in self._readers:
            with reader.used:
                reader.connection.close()

    def _reader(self) -> _Reader:
        """The connection of this thread."""
        reader: _Reader | None = getattr(self._own, "reader", None)
        if reader is None:
            reader = self._own.reader = _Reader(self._connected())
            self._readers.append(reader)
        return reader

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _prepare(self) -> None:
        (version,) = self._writer.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise UsageError(
                f"The data folder was written by a newer version of this program ({printable(self.path)}).",
                "Update this one, or choose another folder with --data.",
            )
        if version == 0:
            self._writer.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;")
