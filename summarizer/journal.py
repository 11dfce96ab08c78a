"""The record of a folder's runs, `journal.jsonl` (what is done, under way, paid), and the folder's lock.

One JSON object a line, appended with one write: a killed run leaves at most a torn last line, which is
ignored. Everything the next run needs in order to go on is read in one pass. Event by event:

    run       settings, version                          a run began
    sent      key, document, task                        a request left; in doubt until it is answered
    answered  key, account                               its outcome is known, and what it took
    settled   window, names, terms                       these names were decided for a window of documents
    document  path, name, sha256, fingerprint, status, files, sizes, seen, requests, tokens, cost
    seen      path, seen                                 an unchanged source has new time stamps
    failed    path, error, code, hint                    a document failed; the next run tries it again
    stopped   why, retries, saved, listed, collected     the run ended, well or not

The journal is the truth; what is looked up of it (a million documents) is in a table on disk, `records`.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from summarizer.errors import UsageError
from summarizer.files import printable, refuse_links, unwritable
from summarizer.records import Record, Records

LOCK = ".lock"


@dataclass(slots=True)
class State:
    """What a journal says. `in_doubt` is key -> (document, task); `broken` counts lines that make no sense.

    `windows` is name -> window for the decisions of runs with `settings` that did not come to their end
    ("done"): the next run with these settings goes on in the same windows. `terms` are rows of the termbase
    that a killed run decided and may not have written there; `written` is Chinese -> English of all that
    runs decided: what differs from it in the file, a person changed. `listed` and `collected` stand for the
    names in `results.jsonl` and for the file, as the last run left them. `unfinished` says that the last run
    was killed: it may have left temporary files.
    """

    documents: Records = field(default_factory=Records)
    in_doubt: dict[str, tuple[str, str]] = field(default_factory=dict)
    windows: dict[str, int] = field(default_factory=dict)
    terms: list[dict[str, Any]] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    listed: str = ""
    collected: str = ""
    settings: str = ""
    runs: int = 0
    broken: int = 0
    unfinished: bool = False


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TERM = ("zh", "en", "kind", "origin", "status", "note", "variants")
_SENT, _ANSWERED, _KEY = b'{"event":"sent",', b'{"event":"answered",', b'"key":"'


def read(path: Path) -> State:
    """The state after everything in the journal at `path`, in one pass; an empty one if there is none.

    Lines that cannot be read (torn by a kill, damaged) are ignored and counted. Raises UsageError where
    the file itself cannot be read or is no file.
    """
    state = State()
    sent: dict[bytes, bytes] = {}
    for line in _lines(path):
        if not _is_paired(sent, line):
            _take(state, line)
    for line in sent.values():
        _take(state, line)
    state.documents.flush()
    return state


def entries(path: Path, *, start: int = 0, having: bytes = b"") -> Iterator[dict[str, Any]]:
    """What a journal says, line by line, from the byte `start` on; lines that make no sense are left out, and
    those without `having` are not looked at. Nothing where there is no journal.

    Raises UsageError where the file cannot be read or is no file.
    """
    for line in _lines(path, start):
        if having in line:
            with contextlib.suppress(ValueError, RecursionError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry


def _lines(path: Path, start: int = 0) -> Iterator[bytes]:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            _require_file(path, file.fileno())
            file.seek(start)
            yield from file
    except FileNotFoundError:
        return
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        hint = "Move it away, or choose another folder with -o."
        raise UsageError(f"Cannot read the journal {printable(path)}: {reason}.", hint) from error


class Journal:
    """A journal open for appending, from any thread. A context manager; one process at a time: `lock`."""

    def __init__(self, path: Path, descriptor: int, *, durable: bool, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._descriptor = descriptor
        self._durable = durable
        self._clock = clock
        self._torn = _ends_torn(descriptor)
        self._writing = threading.Lock()

    @classmethod
    def open(
        cls, path: Path, *, durable: bool = False, clock: Callable[[], datetime] | None = None
    ) -> Journal:
        """Open or begin the journal at `path`. With `durable`, every line has reached the disk when `append`
        returns; without, it survives a kill of the process but not a power cut.

        Raises UsageError if it cannot be written, is no file, or is a symbolic link.
        """
        refuse_links(path)
        flags = (
            os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, flags, 0o644)
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            _require_file(path, descriptor)
        except UsageError:
            os.close(descriptor)
            raise
        return cls(path, descriptor, durable=durable, clock=clock or _now)

    def append(self, event: str, **data: Any) -> None:
        """Add one line: the event, the time (UTC) and `data`, which must be JSON. Whole or not at all.

        Raises UsageError if it cannot be written.
        """
        line = _encoded({"event": event, "at": _stamp(self._clock()), **data})
        try:
            with self._writing:  # another thread's line that is still being written is not a torn one
                self._write(b"\n" + line if self._torn else line)
            if self._durable:
                os.fsync(self._descriptor)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def sync(self) -> None:
        """Make everything appended so far survive a power cut."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def size(self) -> int:
        """Bytes so far: where the next line will begin."""
        return os.fstat(self._descriptor).st_size

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def _write(self, line: bytes) -> None:
        """One write. What a full disk cuts off is finished or leaves a torn line behind that is ignored."""
        self._torn = True
        while line:
            line = line[os.write(self._descriptor, line) :]
        self._torn = False


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Be the only run that writes into `folder`, which is made if needed.

    The lock is the system's: it ends with the process, however that ends. Raises UsageError if another run
    has it, or if the folder cannot be written.
    """
    import filelock  # noqa: PLC0415

    path = folder / LOCK
    refuse_links(path)
    guard = filelock.FileLock(path, timeout=0, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        holder = _holder(path)  # asked first: some versions of filelock empty the file when they try it
        guard.acquire()
        _note_holder(path, str(os.getpid()))
    except filelock.Timeout as error:
        raise UsageError(
            f"Another run{holder} is writing into {printable(folder)}.",
            "Wait until it has finished, or choose another folder with -o.",
        ) from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            _note_holder(path, "")
        guard.release()


def _holder(path: Path) -> str:
    """Whose lock it is, as " (pid 123)", if the lock file says so; else ""."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = path.read_text("ascii").strip()
        if text.isdigit() and len(text) < 12:
            return f" (pid {text})"
    return ""


def _note_holder(path: Path, text: str) -> None:
    """For the message of the next run only; what locks is the system's lock on the file, not its content."""
    path.write_text(text, "ascii")


def _require_file(path: Path, descriptor: int) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        message = f"{printable(path)} is not a file, so it cannot be the journal."
        raise UsageError(message, "Move it away, or choose another folder with -o.")


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe that somebody put in the journal's place."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _ends_torn(descriptor: int) -> bool:
    """Whether the last line has no end: the next one must begin on a line of its own."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) != b"\n"


def _encoded(entry: dict[str, Any]) -> bytes:
    """One line. Chinese stays readable; names of files that are no text are escaped, and survive."""
    text = _WRITER.encode(entry)
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


def _now() -> datetime:
    return datetime.now(UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_paired(sent: dict[bytes, bytes], line: bytes) -> bool:
    """Whether the line is `sent` or `answered`, and then note it in `sent`: key -> line.

    Most lines of a long journal are such pairs; only those without a partner are worth parsing.
    """
    if not line.startswith((_SENT, _ANSWERED)) or not line.endswith(b"}\n"):
        return False
    key = line.partition(_KEY)[2].partition(b'"')[0]
    if key and line.startswith(_SENT):
        sent[key] = line
    else:
        sent.pop(key, None)
    return bool(key)


def _take(state: State, line: bytes) -> None:
    """Take one line of the journal into the state."""
    try:
        entry = json.loads(line)
        handler = _HANDLERS.get(entry["event"])
        if handler is not None:
            handler(state, entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        state.broken += bool(line.strip())


def _run(state: State, entry: dict[str, Any]) -> None:
    settings = str(entry.get("settings", ""))
    if settings != state.settings:
        state.windows.clear()
    state.settings = settings
    state.runs += 1
    state.unfinished = True


def _settled(state: State, entry: dict[str, Any]) -> None:
    window = int(entry["window"])
    for name in entry.get("names", ()):
        state.windows.setdefault(str(name), window)
    terms = [{name: row[name] for name in TERM} for row in entry.get("terms", ())]
    state.terms += terms
    state.written |= {row["zh"]: row["en"] for row in terms}


def _stopped(state: State, entry: dict[str, Any]) -> None:
    state.unfinished = False
    state.terms.clear()
    state.listed, state.collected = str(entry.get("listed", "")), str(entry.get("collected", ""))
    if entry.get("why") == "done":
        state.windows.clear()


def _sent(state: State, entry: dict[str, Any]) -> None:
    state.in_doubt[str(entry["key"])] = (str(entry.get("document", "")), str(entry.get("task", "")))


def _document(state: State, entry: dict[str, Any]) -> None:
    state.documents.put(str(entry["path"]), Record.of(entry))
    state.listed = ""  # what was collected before is not all any more


def _seen(state: State, entry: dict[str, Any]) -> None:
    state.documents.note(str(entry["path"]), str(entry["seen"]))


_HANDLERS: dict[str, Callable[[State, dict[str, Any]], None]] = {
    "run": _run,
    "settled": _settled,
    "stopped": _stopped,
    "sent": _sent,
    "document": _document,
    "seen": _seen,
}
