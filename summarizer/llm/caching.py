"""Every reply that was paid for is on disk before anybody else sees it, and is never paid for again.

One SQLite file, through diskcache, with everything in diskcache switched off that loses or runs things:
nothing is evicted or expires, nothing is pickled, nothing lies in a file beside the database, and a reply
is flushed to the disk before `put` returns. Rows are text: a checksum, then a readable JSON record. Whoever
can write to the file can still lie to us, but cannot make us run, read or delete anything.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

from pydantic_core import PydanticSerializationError, to_json

from summarizer.errors import UsageError
from summarizer.llm.calls import Complete, Reply, Request, Usage, compact
from summarizer.llm.committing import Committer
from summarizer.llm.landing import Flight, Landing

if TYPE_CHECKING:
    from summarizer.llm.storing import TextStore

_GOOD, _UNFIT = "r:", "x:"  # replies to be used again, and those kept for the record only
_COMPLETE = frozenset({"", "stop", "tool_calls", "function_call", "end_turn", "eos", "stop_sequence"})
_TEXTS = (
    "created", "task", "model", "endpoint", "answered_by", "prompt", "messages", "finish", "mode", "refusal",
    "request_id", "text",
)  # fmt: skip
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known about a stored reply. `reusable` is False for refused, empty and cut-off ones.

    `prompt` is the digest of the template, `messages` that of what was sent; `answered_by` is the model the
    provider named; `text` is the start of the answer; `times` says how often such a reply came (unfit ones).
    """

    key: str
    reusable: bool
    created: datetime
    task: str
    model: str
    endpoint: str
    answered_by: str
    prompt: str
    messages: str
    usage: Usage | None
    finish: str
    mode: str
    refusal: str
    text: str
    seconds: float = 0.0
    times: int = 1


class ReplyCache:
    """Stored replies by `Request.key`. Made by `open`; `close` it at the end.

    `warnings` and the callback `warn` get one line for each kind of trouble; `troubles` counts all of it.
    """

    def __init__(self, store: TextStore, warn: Callable[[str], None] | None = None) -> None:
        self.folder, self.store = store.folder, store
        self.warnings: list[str] = []
        self.troubles: Counter[str] = Counter()
        self._tell = warn
        self._writer = Committer(lambda rows: self.store.set_all(rows))  # noqa: PLW0108 - a store may be exchanged

    @classmethod
    def open(
        cls, folder: Path, *, warn: Callable[[str], None] | None = None, timeout: float = 10.0
    ) -> ReplyCache:
        """Open or start the cache in `folder`; `timeout` is how long (seconds) a lock is waited for.

        A damaged database is set aside as `*.corrupt-<n>` with a warning, and a new one started with what
        could be saved of it. Raises UsageError where the folder cannot be made or written, the disk is full
        or the database stays locked.
        """
        from summarizer.llm.storing import TextStore  # noqa: PLC0415 - diskcache is slow to import

        store = TextStore(folder, timeout)
        opened = cls(store, warn)
        if store.set_aside:
            kept = f"{store.set_aside.name}; {store.saved} replies could be taken over"
            opened.note("set aside", f"The cache was damaged. It is kept as {kept}.")
        return opened

    def get(self, key: str) -> Reply | None:
        """The reply stored for a key, fit to be used again, marked `from_cache`; None where there is none.

        A damaged or foreign row is no reply, and a warning.
        """
        row = self._read(_GOOD + key)
        return row.reply if row else None

    async def aget(self, key: str) -> Reply | None:
        """`get` for async code. Not in a thread: reading takes some 0.1 ms and never waits for a writer."""
        return self.get(key)

    def put(self, key: str, request: Request, reply: Reply) -> bool:
        """Store a reply; it is on the disk when this returns. False: kept for the record, `get` passes it by.

        Raises UsageError when it cannot be stored (disk full, locked by another process).
        """
        self.store.set_all(self._row(key, request, reply))
        return is_reusable(reply)

    async def aput(self, key: str, request: Request, reply: Reply) -> bool:
        """`put` in the cache's own thread, together with others. Cancelling the caller does not cancel it."""
        await self.write(lambda: self._row(key, request, reply))
        return is_reusable(reply)

    async def write(self, make: Callable[[], Mapping[str, str]]) -> None:
        """Store the rows that `make` returns, in the cache's own thread, together with others. Raises
        UsageError like `put`. Cancelling the caller does not cancel it.
        """
        await self._writer.write(make)

    def aside(self, act: Callable[[], object]) -> None:
        """Have something done in the cache's own thread, between two transactions. Nobody waits for it."""
        self._writer.do(act)

    def reject(self, key: str) -> bool:
        """Keep a stored reply for the record only, e.g. because it failed validation. False: none there."""
        row = self._read(_GOOD + key)
        if row is None:
            return False
        self.store.set(_UNFIT + key, _seal(_UNFIT + key, row.record))
        return self.store.delete([_GOOD + key]) > 0

    def find(self, model: str | None = None, task: str | None = None) -> Iterator[Stored]:
        """All that is stored, oldest first, unfit replies too; of one model or one task where given."""
        for name in self._names():
            row = self._read(name)
            if row and model in {None, row.stored.model} and task in {None, row.stored.task}:
                yield row.stored

    def why(self, key: str) -> Stored | None:
        """What is known about a reply, by its key or how it begins. Raises UsageError if several fit."""
        names = [name for name in self._names() if name[2:].startswith(key.lower())]
        if len({name[2:] for name in names}) > 1:
            raise UsageError(f"{len(names)} stored replies begin with {key}.", "Give more digits of the key.")
        names.sort(key=lambda name: name.startswith(_UNFIT))
        return next((row.stored for name in names if (row := self._read(name))), None)

    def stats(self) -> dict[str, Any]:
        """Entries, bytes on disk, entries by model and by task, tokens they cost, first and last time."""
        models: Counter[str] = Counter()
        tasks: Counter[str] = Counter()
        tokens, unfit, times = Usage(), 0, list[datetime]()
        for stored in self.find():
            models[stored.model] += 1
            tasks[stored.task] += 1
            unfit += not stored.reusable
            tokens += stored.usage or Usage()
            times = [min([*times, stored.created]), max([*times, stored.created])]
        return {
            "folder": str(self.folder),
            "entries": models.total(),
            "not_reusable": unfit,
            "damaged": self.troubles["damaged"],
            "bytes": self.store.size(),
            "by_model": dict(sorted(models.items())),
            "by_task": dict(sorted(tasks.items())),
            "tokens": asdict(tokens),
            "oldest": times[0].isoformat() if times else None,
            "newest": times[-1].isoformat() if times else None,
        }

    def prune(self, older_than_days: float | None = None, model: str | None = None) -> int:
        """Delete what is older than so many days and of the given model; both where both are given.

        Returns how many were deleted. Raises UsageError where neither is given.
        """
        if older_than_days is None and model is None:
            raise UsageError("Say which replies to delete.", "Give an age in days, a model, or both.")
        latest = datetime.now(UTC) - timedelta(days=older_than_days or 0)
        doomed = [
            (_GOOD if stored.reusable else _UNFIT) + stored.key
            for stored in self.find(model)
            if older_than_days is None or stored.created < latest
        ]
        return self.store.delete(doomed)

    def clear(self) -> int:
        """Delete everything; returns how many rows there were."""
        return self.store.clear()

    def close(self) -> None:
        """Finish writing and let go of the database. Closing twice is harmless."""
        self._writer.close(self.store.close)  # connections belong to threads
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def note(self, kind: str, message: str) -> None:
        """Count a trouble, and tell of the first one of its kind."""
        self.troubles[kind] += 1
        if self.troubles[kind] == 1:
            self.warnings.append(message)
            if self._tell:
                self._tell(message)

    def _names(self) -> Iterator[str]:
        """Stored keys with their prefix; other rows are skipped, and a damaged database ends it early."""
        try:
            yield from (name for name in self.store.names() if name.startswith((_GOOD, _UNFIT)))
        except ValueError:
            self.note("damaged", "The cache is damaged: it is examined when it is opened next.")

    def _row(self, key: str, request: Request, reply: Reply) -> dict[str, str]:
        """The row for a reply, by its name."""
        fit = is_reusable(reply)
        name = (_GOOD if fit else _UNFIT) + key
        before = None if fit else self._read(name)
        times = before.stored.times + 1 if before else 1
        return {name: _seal(name, _record(request, reply, times))}

    def _read(self, name: str) -> _Row | None:
        try:
            text = self.store.get(name)
            return None if text is None else _parse(name, text)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.note("damaged", "A stored reply is damaged or not ours: it is ignored and asked for again.")
            return None


def stored(complete: Complete, cache: ReplyCache) -> Complete:
    """`complete`, with each reply on the disk before anybody sees it.

    Put inside the limiter: a request keeps its place until its reply is safe, so a kill never loses more than
    the concurrency. A reply that cannot be stored is returned all the same, with a warning of the cache.
    """

    async def fetch(request: Request) -> Reply:
        reply = await complete(request)
        try:
            await cache.aput(request.key, request, reply)
        except UsageError as error:
            cache.note("unstored", f"Replies are not being stored: {error.message}")
        return reply

    return fetch


def cached(
    complete: Complete,
    cache: ReplyCache,
    *,
    on_hit: Callable[[Request], None] | None = None,
    store: bool = True,
    landing: Landing | None = None,
) -> Complete:
    """`complete`, asked only for what is not stored, and (with `store`) `stored`.

    Equal requests at the same time are one call: all get its reply (all but the first as a hit) or its error,
    and it goes on as long as anybody waits for it, or while `landing` knows that it is on the wire. `on_hit`
    hears of each request that cost nothing.
    """
    landing = landing or Landing()
    flights: dict[str, Flight] = {}
    fetch = stored(complete, cache) if store else complete

    def hit(request: Request, reply: Reply) -> Reply:
        if on_hit:
            on_hit(request)
        return reply.cached_copy()

    async def ask(request: Request) -> Reply:
        # No await between looking into the cache and joining a flight: nothing can be missed between the two.
        known = cache.get(request.key)
        if known is not None:
            return hit(request, known)
        flight = flights.get(request.key)
        if flight is not None and not flight.broken_off:
            return hit(request, await flight.join())
        flight = flights[request.key] = Flight(fetch(request), landing)
        flight.task.add_done_callback(lambda _: flight.leave(flights, request.key))
        return await flight.join()

    return ask


@dataclass(frozen=True, slots=True)
class _Row:
    """A stored record, checked, and what it says."""

    record: dict[str, Any]
    stored: Stored
    reply: Reply


def is_reusable(reply: Reply) -> bool:
    """Whether a reply is an answer at all: not refused, not empty, not cut off, not filtered."""
    return not reply.refusal and bool(reply.text.strip()) and reply.finish in _COMPLETE


def _record(request: Request, reply: Reply, times: int) -> dict[str, Any]:
    said = [[message.role, message.content] for message in request.messages]
    return {
        "v": 1,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "task": request.task,
        "model": request.model,
        "endpoint": _bare(request.endpoint),
        "answered_by": reply.model,
        "prompt": request.prompt,
        "messages": hashlib.sha256(compact(said)).hexdigest(),
        "usage": {name: getattr(reply.usage, name) for name in Usage.__slots__} if reply.usage else None,
        "finish": reply.finish,
        "mode": reply.mode,
        "refusal": reply.refusal,
        "request_id": reply.request_id,
        "seconds": round(reply.seconds, 3),
        "times": times,
        "text": reply.text,
    }


def _bare(endpoint: str) -> str:
    """An endpoint without anything secret that people put into URLs."""
    parts = urlsplit(endpoint)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _seal(name: str, record: Mapping[str, Any]) -> str:
    try:
        body = to_json(record).decode()
    except PydanticSerializationError:
        body = json.dumps(record)  # half a surrogate pair, which models do send, has no UTF-8
    return f"{_checksum(name, body)}\n{body}"


def _checksum(name: str, body: str) -> str:
    """Over the key too: a record under another key is as wrong as a changed one."""
    return hashlib.sha256(f"{name}\n{body}".encode()).hexdigest()


def _parse(name: str, text: str) -> _Row:
    """Raises ValueError, KeyError or TypeError for anything that `_seal` has not made."""
    checksum, _, body = text.partition("\n")
    if checksum != _checksum(name, body):
        raise ValueError("checksum")
    record = json.loads(body)
    if record["v"] != 1:
        raise ValueError("version")
    said = {key: _checked(record[key], str) for key in _TEXTS}
    tokens = record["usage"]
    usage = Usage(**{key: _checked(value, int) for key, value in tokens.items()}) if tokens else None
    seconds, request_id = float(record["seconds"]), said.pop("request_id")
    reply = Reply(
        text=said["text"], finish=said["finish"], refusal=said["refusal"], usage=usage,
        model=said["answered_by"], mode=said["mode"], request_id=request_id, seconds=seconds, from_cache=True,
    )  # fmt: skip
    created = datetime.fromisoformat(said.pop("created")).astimezone(UTC)
    said["text"] = said["text"][:200]
    times = _checked(record["times"], int)
    stored = Stored(
        key=name[2:], reusable=name.startswith(_GOOD), created=created, usage=usage, seconds=seconds,
        times=times, **said,
    )  # fmt: skip
    return _Row(record, stored, reply)


def _checked(value: Any, kind: type[_T]) -> _T:
    if not isinstance(value, kind):
        raise TypeError(kind.__name__)
    return value
