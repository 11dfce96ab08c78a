"""What a stage made of its inputs is not worked out a second time: it is remembered, beside the replies.

A stage that is a pure function may be asked under a name that stands for all its inputs, the program's own
code among them: another version of this program, of Python or of a library never sees what this one found.
What is remembered can be lost at any time. A row that is damaged, a store that is full: the stage does its
work, as it would have done in any case, and nobody needs to hear of it.

    r: x:  replies (see `llm.caching`)       t: f:  segments (see `memory`)       m:  this
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from summarizer.errors import UsageError

PREFIX = "m:"
WAITING, WEIGHT = (
    200,
    8_000_000,
)  # rows, or characters, that are written at once: alone, each costs ten times that
LARGEST = 2_000_000  # characters of one that is worth keeping
_PACKAGE = Path(__file__).parent
_LOADED = time.time_ns()  # what changes in the package from now on is not what this process runs
_CODE = (".py", ".json", ".txt")  # what the package is made of, and what decides what it finds
_ABOUT = (".dist-info", ".egg-info")
_APART = frozenset({"__pycache__", "_data"})  # prompts are named by those who use them


class Store(Protocol):
    """Texts by name, kept beyond the run. A name is printable ASCII."""

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        """The texts under those of the names that are there. Raises ValueError where the store is damaged."""
        ...

    def set_all(self, texts: Mapping[str, str]) -> None:
        """Keep all of these, or none. Raises UsageError if that is not possible (now)."""
        ...


class Shelf(Store, Protocol):
    """A store whose rows can be listed."""

    def names(self) -> Iterator[str]:
        """All names. Raises ValueError on damage."""
        ...

    def delete(self, names: Sequence[str]) -> int:
        """Delete rows; returns how many there were. Raises UsageError if that is not possible (now)."""
        ...


@cache
def code() -> str:
    """The digest of what decides what this process finds (see `version`)."""
    return version(_PACKAGE, _LOADED)


class Memo:
    """What stages made before. For any thread; `flush` it at the end. Without a store nothing is remembered,
    nor where nobody can say which `code` runs. `aside` has something done where nobody waits for it: many
    rows on their way to the disk would hold an event loop up.
    """

    def __init__(
        self,
        store: Store | None = None,
        code: Callable[[], str] = code,
        aside: Callable[[Callable[[], None]], None] = lambda act: act(),
    ) -> None:
        self._store, self._version, self._aside = store, code, aside
        self._waiting: dict[str, str] = {}
        self._new: set[str] = set()
        self._weight = 0
        self._lock = Lock()

    @property
    def remembers(self) -> bool:
        """Whether there is a store."""
        return self._store is not None

    def name(self, stage: str, *inputs: str | bytes) -> str:
        """The name of what `stage` makes of its inputs; "" where nothing is remembered."""
        code = self._version() if self._store is not None else ""
        if not code:
            return ""
        parts = [stage.encode(), *(part if isinstance(part, bytes) else _encoded(part) for part in inputs)]
        sizes = ",".join(str(len(part)) for part in parts).encode()  # so that no two lists look the same
        digest = hashlib.sha256(b"\n".join([code.encode(), sizes, *parts])).hexdigest()
        return f"{PREFIX}{code[:8]}:{digest}"

    def begin(self, content: str) -> None:
        """Note that a document with this `content` (its SHA-256) was met for the first time."""
        self._new.add(content)

    def end(self, content: str) -> None:
        """Note that all stages were asked about a document."""
        self._new.discard(content)

    def recall(self, name: str, content: str = "") -> str | None:
        """What is remembered under a name; None where there is nothing, or nothing sound.

        The store need not be asked about a document with a `content` that is new.
        """
        store = self._store
        if not name or store is None or content in self._new:
            return None
        if (text := self._waiting.get(name)) is not None:
            return text
        with suppress(ValueError):  # damaged: as good as not there
            row = store.get_all([name]).get(name)
            return _opened(name, row) if row else None
        return None

    def keep(self, name: str, text: str) -> None:
        """Remember a text under a name. It is written with others, later."""
        if not name or len(text) > LARGEST:
            return
        with self._lock:
            self._waiting[name] = text
            self._weight += len(text)
            full = len(self._waiting) >= WAITING or self._weight > WEIGHT
            texts = self._taken() if full else {}
        if texts:
            self._aside(lambda: self._write(texts))

    def flush(self) -> None:
        """Write what is waiting."""
        with self._lock:
            texts = self._taken()
        self._write(texts)

    def _taken(self) -> dict[str, str]:
        """What is waiting, which nothing is any more."""
        texts, self._waiting, self._weight = self._waiting, {}, 0
        return texts

    def _write(self, texts: Mapping[str, str]) -> None:
        """Where that fails, nothing more is tried: replies need what room there is."""
        store = self._store
        try:
            if texts and store is not None:
                store.set_all(_rows(texts))
        except UsageError:
            self._store = None


def count(shelf: Shelf) -> int:
    """How much is remembered, by whichever code."""
    return len(_names(shelf))


def prune(shelf: Shelf, older_than_days: float | None = None) -> int:
    """Delete what is of no use: made by other code than this, damaged, or older than so many days.

    Returns how many were deleted. Raises UsageError if that is not possible (now).
    """
    oldest = None if older_than_days is None else datetime.now(UTC) - timedelta(days=older_than_days)
    own = f"{PREFIX}{code()[:8]}:"
    names = _names(shelf)
    dead = [name for name in names if not name.startswith(own)]
    for start in range(0, len(names), WAITING):
        with suppress(ValueError):
            rows = shelf.get_all(names[start : start + WAITING])
            dead += [
                name for name, row in rows.items() if name.startswith(own) and _is_old(name, row, oldest)
            ]
    return shelf.delete(dead)


def _names(shelf: Shelf) -> list[str]:
    """The names of all that is remembered; of a damaged store, those that can be read."""
    found: list[str] = []
    with suppress(ValueError):
        found.extend(name for name in shelf.names() if name.startswith(PREFIX))
    return found


def version(package: Path, loaded: int) -> str:
    """The digest of code: of all files of a package, of Python and of the libraries that are installed.

    "" if something of the package was changed since it was `loaded` (ns since 1970): who knows what runs?
    """
    digest = hashlib.sha256("\n".join([sys.version, *_installed()]).encode("utf-8", "replace"))
    for file in _files(package):
        status = file.stat()
        if max(status.st_mtime_ns, status.st_ctime_ns) > loaded:
            return ""
        data = file.read_bytes()
        digest.update(f"\n{file.relative_to(package).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _files(package: Path) -> list[Path]:
    found = []
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in _APART]
        found += [Path(folder, name) for name in names if name.endswith(_CODE)]
    return sorted(found)


def _installed() -> list[str]:
    """The names of what is installed, with versions: those of the folders that say so."""
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(place or ".") if name.endswith(_ABOUT))  # noqa: PTH208
    return sorted(found)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _rows(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts as they are stored, all at once: one by one, among other work, that takes twice as long."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows: dict[str, str] = {}
    for name, text in texts.items():
        with suppress(UnicodeEncodeError):  # half a character has no place in a database
            rows[name] = _sealed(name, f"{now}\n{text}")
    return rows


def _sealed(name: str, body: str) -> str:
    """With a checksum over its name too, so that a row elsewhere is no row."""
    return f"{_checksum(name, body)}\n{body}"


def _opened(name: str, row: str) -> str | None:
    """The text in a stored row; None for one that is damaged or not ours."""
    checksum, _, body = row.partition("\n")
    if checksum != _checksum(name, body):
        return None
    return body.partition("\n")[2]


def _is_old(name: str, row: str, oldest: datetime | None) -> bool:
    """Whether a row is damaged, or was made before `oldest`."""
    if _opened(name, row) is None:
        return True
    return oldest is not None and datetime.fromisoformat(row.split("\n", 2)[1]) < oldest


def _checksum(name: str, body: str) -> str:
    return hashlib.sha256(f"{name}\n{body}".encode()).hexdigest()[:16]
