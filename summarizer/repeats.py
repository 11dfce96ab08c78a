"""Which documents repeat another one: found in the order of the sources, kept with the output folder.

`repeats.sqlite` has a row for each document that was looked at: what it repeats, or else what it tells, with
the signs by which repeats find it. What was found once stays: a run that goes on after a kill sees the same.
A million documents take about 2 GB of disk and no memory.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from summarizer.errors import UsageError
from summarizer.files import printable, refuse_links
from summarizer.likeness import Telling, Told, alike, told
from summarizer.text import Article

NAME: Final = "repeats.sqlite"

_VERSION = 1  # of the tables, the signs and the rules; what another version found is forgotten
_CROWD = 16  # documents that share a sign before it tells nothing
_LARGEST = 4_000_000  # bytes of what a document tells
_TABLES = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, sha256 TEXT NOT NULL, original INTEGER, told BLOB);
CREATE TABLE signs (sign INTEGER, document INTEGER, PRIMARY KEY (sign, document)) WITHOUT ROWID;
CREATE INDEX by_document ON signs (document);
CREATE INDEX by_original ON documents (original) WHERE original IS NOT NULL;
"""


@dataclass(frozen=True)
class Original:
    """What a document repeats. `begun` says that it came before in this run, so that it can be waited for."""

    path: str
    sha256: str
    begun: bool


class Repeats:
    """The knowledge of one output folder, for one run at a time. Windows must come in order."""

    def __init__(self, path: Path, tell: Callable[[Article], Told] = told) -> None:
        """Open `path`, or begin it. `tell` says what an article tells. Raises UsageError if `path` cannot be
        used.
        """
        for file in (path, path.with_name(f"{path.name}-journal")):
            refuse_links(file)
        self._path, self._tell = path, tell
        self._begun = bytearray()  # by the number of a document: whether it came in this run
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._tables = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                self._prepare()
            except sqlite3.Error:
                self._tables.close()
                raise

    def find(self, articles: Sequence[Article]) -> dict[str, Original]:
        """Path -> original, for those of the window's documents that repeat one; the others are noted.

        Articles are to be as they were cleaned alone. Raises UsageError if it cannot be written down.
        """
        found: dict[str, Original] = {}
        with self._translated(), self._written():
            for article in articles:
                if original := self._find(article):
                    found[article.document.path] = original
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._tables.close()

    def _find(self, article: Article) -> Original | None:
        path, sha256 = _encoded(article.document.path), article.document.sha256
        row = self._row("SELECT id, sha256, original FROM documents WHERE path = ?", path)
        if row and row[1] != sha256:
            self._forget(row[0])
            row = None
        number, original = (row[0], row[2]) if row else self._note(article, path, sha256)
        known = self._row("SELECT path, sha256 FROM documents WHERE id = ?", original)
        if not known:
            self._begin(number)
            return None
        return Original(_decoded(known[0]), known[1], any(self._begun[original : original + 1]))

    def _row(self, query: str, value: object) -> Any:
        """The first row that a query finds, or None."""
        return self._tables.execute(query, (value,)).fetchone()

    def _note(self, article: Article, path: bytes, sha256: str) -> tuple[int, Any]:
        told, marks = self._tell(article)
        near = {mark: self._with(mark) for mark in marks}
        original = self._original(told, near)
        stored = None if original else _packed(told)
        number = self._tables.execute(
            "INSERT INTO documents (path, sha256, original, told) VALUES (?, ?, ?, ?)",
            (path, sha256, original, stored),
        ).lastrowid
        if number is None:  # cannot be, after an INSERT; the type allows for it
            return 0, None
        if stored is not None:
            rows = [(mark, number) for mark in marks if len(near[mark]) < _CROWD]
            self._tables.executemany("INSERT OR IGNORE INTO signs VALUES (?, ?)", rows)
        return number, original

    def _original(self, told: Telling, near: dict[int, list[int]]) -> int | None:
        """The first document that tells the same as `told`."""
        for number in sorted({number for numbers in near.values() for number in numbers}):
            row = self._row("SELECT told FROM documents WHERE id = ?", number)
            if row and (other := _unpacked(row[0])) and alike(told, other):
                return number
        return None

    def _with(self, mark: int) -> list[int]:
        rows = self._tables.execute(
            "SELECT document FROM signs WHERE sign = ? ORDER BY document LIMIT ?", (mark, _CROWD)
        )
        return [number for (number,) in rows]

    def _forget(self, number: int) -> None:
        """A file has another content now; who repeated the former one stands for itself."""
        self._tables.execute("DELETE FROM signs WHERE document = ?", (number,))
        self._tables.execute("DELETE FROM documents WHERE original = ?", (number,))
        self._tables.execute("DELETE FROM documents WHERE id = ?", (number,))

    def _begin(self, number: int) -> None:
        self._begun.extend(bytes(max(0, number + 1 - len(self._begun))))
        self._begun[number] = 1

    def _prepare(self) -> None:
        (version,) = self._tables.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        with self._written():
            for name in ("documents", "signs"):
                self._tables.execute(f"DROP TABLE IF EXISTS {name}")
            for statement in filter(str.strip, _TABLES.split(";")):
                self._tables.execute(statement)
            self._tables.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Everything or nothing. A kill leaves what was there before."""
        with self._tables:
            self._tables.execute("BEGIN")
            yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"Cannot use {printable(self._path)}, which knows what documents repeat: {error}.",
                "Delete it (it is made anew), or run with --duplicates keep.",
            ) from error


def _packed(told: Telling) -> bytes:
    return zlib.compress("\n".join([told.title, *told.body]).encode("utf-8", "replace"), 1)


def _unpacked(data: bytes | None) -> Telling | None:
    """What a document tells; None for what was damaged, or is larger than any document."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(data or b"", _LARGEST).decode()
    except (zlib.error, ValueError):
        return None
    title, *body = text.split("\n")
    return Telling(title, tuple(body)) if unpacking.eof else None


def _encoded(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")


def _decoded(path: bytes) -> str:
    return path.decode("utf-8", "surrogatepass")
