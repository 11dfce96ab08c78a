"""Verification on other cores: worker processes check results while this process asks.

A large folder at many requests at once is bound by one core, and a third of what a document takes there is
verification: a pure function of a result and its terms. A worker is this program once more (`worker_process`)
at the other end of a pipe: it is told a result and terms, a line of JSON each, and says in a line what it
found. It keeps nothing and writes nothing, so one that dies takes nothing along: its work is done here. It
ends when its standard input closes, and so with this process, in whatever way that ends.

What is to be verified stands in line. A worker is given its next pieces as soon as it has room; where the
line grows too long for that, or there is no worker, this process takes one piece itself in every turn of its
event loop, between two looks at what came in. So nobody waits for long, and no answer of the model for more
than one verification. A whole result goes to whoever verified its draft: what is the same in both is known
there, and the rest takes little more than half.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, ValidationError

from summarizer.concurrency import aside
from summarizer.remembering import code
from summarizer.results import Result
from summarizer.text import Term
from summarizer.verdicts import Verification

MOST = 2  # workers that one process can keep busy
AFTER = 64  # verifications without help, before each look at whether a worker would pay
# Seconds of verification still to come for which it does: it takes a second to start, does a good half of
# what is left for a tenth more than it takes here, and spares a run that is bound by its core twice as long.
PAYS = 6.0
BOUND = 0.5  # of the time, such a run has a core or waits for one; any other waits for the model
WHOLE = 2.0  # times what its draft takes, a result with its English takes at least
AHEAD = 16  # pieces that a worker has at once, so that it need not wait for a turn of this event loop
LINE = 64  # pieces for each worker that may wait: what it does in some 0.4 s
SEEN = 256  # documents of which it is known who verified them; verification itself remembers no more
PATIENCE = 60.0  # seconds; a worker that owes something and says nothing for longer may have been stopped
_SCHEDULED = Path("/proc/thread-self/schedstat")  # of the thread of the event loop, in nanoseconds; on Linux
_PROGRAM = Path(__file__).with_name("worker_process.py")
_LINE = 1 << 28  # bytes of an answer at most
_GRACE = 0.5  # seconds in which a process that says no more may end


def suited() -> int:
    """How many workers are of use on this machine: one for each core that is left, but not many."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(MOST, cores - 1)


def verification(result: Result, terms: Sequence[Term] = ()) -> Verification:
    """What verification finds now. It is loaded with the first result: its hundreds of patterns are half of
    what a run takes to start, and what is remembered needs none.
    """
    return _loaded()(result, terms)


def _loaded() -> Callable[[Result, Sequence[Term]], Verification]:
    from summarizer.verifying import verify  # noqa: PLC0415

    return verify


@dataclass(frozen=True, slots=True)
class _Piece:
    """A result to be verified, and its verdict; None if it is to be found in this process."""

    result: Result
    terms: tuple[Term, ...]
    verdict: asyncio.Future[Verification | None]

    @property
    def document(self) -> str:
        return self.result.document.path

    def written(self) -> bytes | None:
        """As it is told a worker; None for what JSON cannot hold: half a character."""
        with suppress(PydanticSerializationError):
            return b"%b\n%b\n" % (_adapter(Result).dump_json(self.result), _terms().dump_json(self.terms))
        return None

    def end(self, answer: bytes = b"") -> None:
        """Pass on what a worker answered; where that is no verdict, it comes up here."""
        if not self.verdict.done():  # else nobody waits any more
            self.verdict.set_result(_verdict(answer))


def _seen() -> deque[str]:
    """For the documents that somebody verified last."""
    return deque(maxlen=SEEN)


def _note(piece: _Piece, seen: deque[str]) -> None:
    if piece.document not in seen:
        seen.append(piece.document)


@dataclass(eq=False)
class _Worker:
    """A worker process, and what it was given, in order."""

    process: Process
    given: deque[_Piece] = field(default_factory=deque)
    seen: deque[str] = field(default_factory=_seen)
    line: deque[_Piece] = field(default_factory=deque)  # what is to be told it, and no other
    since: float = 0.0  # when it was heard last, or got something after it had nothing

    @property
    def has_room(self) -> bool:
        """Whether it may be told more."""
        stdin = self.process.stdin
        return len(self.given) < AHEAD and stdin is not None and not stdin.is_closing()

    def give(self, piece: _Piece) -> None:
        """Tell it a piece; what it cannot be told comes up here."""
        if self.process.stdin is None or (told := piece.written()) is None:
            piece.end()
            return
        if not self.given:
            self.since = time.monotonic()
        self.process.stdin.write(told)
        self.given.append(piece)
        _note(piece, self.seen)

    def hear(self, answer: bytes) -> None:
        """Pass on its answer to what it was given first."""
        self.since = time.monotonic()
        self.given.popleft().end(answer)

    @property
    def is_silent(self) -> bool:
        """Whether it has owed an answer for too long."""
        return bool(self.given) and time.monotonic() - self.since >= PATIENCE


@dataclass(slots=True)
class _Pace:
    """How long verifications take."""

    count: int = 0
    seconds: float = 0.0

    def note(self, seconds: float) -> None:
        self.count += 1
        self.seconds += seconds

    @property
    def mean(self) -> float:
        """Seconds; 0 as long as there was none."""
        return self.seconds / self.count if self.count else 0.0


class Workers:
    """Who verifies: this process, and up to `most` workers in a run in which much is `left` (a number of
    documents). For one event loop; `aclose` it at the end. `tell` hears, once, of a worker that was lost.
    """

    def __init__(
        self,
        most: int = 0,
        left: Callable[[], int] = lambda: 0,
        tell: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        self._most, self._left, self._tell = most, left, tell
        self._waiting: deque[_Piece] = deque()  # for whoever has room
        self._own: deque[_Piece] = deque()  # for this process
        self._seen = _seen()
        self._workers: list[_Worker] = []
        self._employed: list[asyncio.Task[None]] = []
        self._count = 0
        self._began = _occupied(), time.monotonic()
        self._drafts, self._wholes = _Pace(), _Pace()  # what was verified here
        self._is_turn_due = self._was_told = False

    async def verify(self, result: Result, terms: Sequence[Term], size: int) -> Verification:
        """What verification finds in a result, whose text has about `size` characters."""
        self._employ()
        piece = _Piece(result, tuple(terms), asyncio.get_running_loop().create_future())
        self._line(piece).append(piece)
        self._hand_out()
        if (found := await self._awaited(piece.verdict)) is not None:
            return found
        _note(piece, self._seen)
        return await aside(size, self._here, result, terms)

    async def aclose(self) -> None:
        """End the workers: what they still have nobody waits for."""
        employed, self._employed = self._employed, []
        for task in employed:
            task.cancel()
        await asyncio.gather(*employed, return_exceptions=True)

    async def _awaited(self, verdict: asyncio.Future[Verification | None]) -> Verification | None:
        """A verdict: what a worker has that says nothing comes up, here or with another worker."""
        try:
            while not verdict.done():
                await asyncio.wait((verdict,), timeout=PATIENCE)
                self._dismiss_the_silent()
            return verdict.result()
        finally:
            verdict.cancel()  # where nobody waits any more

    def _line(self, piece: _Piece) -> deque[_Piece]:
        """Where a piece is to stand: with who verified the draft, and remembers what is the same."""
        if piece.document in self._seen:
            return self._own
        return next((one.line for one in self._workers if piece.document in one.seen), self._waiting)

    def _hand_out(self) -> None:
        """Give workers what they have room for; of what is too much for them, or for this process alone, one
        piece in every turn comes up here.
        """
        for worker in sorted(self._workers, key=lambda one: len(one.given)):
            while worker.has_room and (line := worker.line or self._waiting):
                worker.give(line.popleft())
        if not self._is_turn_due and (self._own or self._is_too_much):
            self._is_turn_due = True
            asyncio.get_running_loop().call_soon(self._turn)

    @property
    def _is_too_much(self) -> bool:
        """Whether more stands in line than workers soon have room for."""
        count = len(self._waiting) + sum(len(worker.line) for worker in self._workers)
        return count > LINE * len(self._workers)

    def _turn(self) -> None:
        self._is_turn_due = False
        lines = self._own, self._waiting, *(worker.line for worker in self._workers)
        if line := next(filter(None, lines), None):
            line.popleft().end()
        self._hand_out()

    def _here(self, result: Result, terms: Sequence[Term]) -> Verification:
        """What verification finds, with the time that it takes noted; not that of loading it."""
        _loaded()
        began = time.thread_time()
        found = verification(result, terms)
        pace = self._wholes if result.summary.en else self._drafts
        pace.note(time.thread_time() - began)
        return found

    def _employ(self) -> None:
        """Start the workers, once it is sure that there is work for them."""
        self._count += 1
        if self._most and not self._employed and self._count % AFTER == 0 and self._would_pay():
            self._employed = [asyncio.create_task(self._work()) for _ in range(self._most)]

    def _would_pay(self) -> bool:
        """Whether what is left to be verified takes long enough, by what was verified so far, and the run is
        bound by its core.
        """
        draft = self._drafts.mean
        left = (draft + (self._wholes.mean or WHOLE * draft)) * self._left()
        occupied, began = self._began
        return left >= PAYS and _occupied() - occupied >= BOUND * (time.monotonic() - began)

    async def _work(self) -> None:
        """Start a worker, and pass on what it says until it ends."""
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", str(_PROGRAM), json.dumps(sys.path)),
                stdin=PIPE,
                stdout=PIPE,
                limit=_LINE,
                start_new_session=True,  # Ctrl-C on the terminal is for this process
            )
        # The second is that of an event loop without processes: the selector loop of Windows.
        except (OSError, NotImplementedError) as error:
            return self._lost(f"cannot be started ({error})")
        worker = _Worker(process)
        try:
            await self._listen(worker)
            await _gone(process)
        finally:
            self._dismiss(worker)
            await process.wait()
        return self._lost(f"has ended ({process.returncode})")

    async def _listen(self, worker: _Worker) -> None:
        """Hear a worker. One that runs other code than this process is not asked."""
        heard = worker.process.stdout
        if heard is None or not code() or (await heard.readline()).decode().strip() != code():
            return
        self._workers.append(worker)
        self._hand_out()
        with suppress(ValueError):  # an answer that has no end
            while (line := await heard.readline()).endswith(b"\n"):
                if not worker.given:  # it was dismissed
                    return
                worker.hear(line)
                self._hand_out()

    def _dismiss_the_silent(self) -> None:
        for worker in [one for one in self._workers if one.is_silent]:
            self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        """Have no more to do with a worker; what it has not answered comes up again."""
        if worker in self._workers:
            self._workers.remove(worker)
        self._waiting.extendleft(reversed([*worker.given, *worker.line]))
        worker.given.clear()
        worker.line.clear()
        with suppress(ProcessLookupError):
            worker.process.kill()
        self._hand_out()

    def _lost(self, how: str) -> None:
        if not self._was_told:
            self._was_told = True
            self._tell(f"A worker process {how}. Its work is done without it, on one core.")


def _occupied() -> float:
    """Seconds for which this thread computed or waited for a core; where the system does not tell, those for
    which the process computed.
    """
    try:
        computing, waiting, _ = _SCHEDULED.read_text().split()
    except (OSError, ValueError):
        return time.process_time()
    # A system that does not count tells zeros.
    return (int(computing) + int(waiting)) / 1e9 or time.process_time()


async def _gone(process: Process) -> None:
    """Let a process that says no more end by itself: to kill it would read its code away, and tell 255."""
    if process.stdout is not None and process.stdout.at_eof():
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await process.wait()


def _verdict(answer: bytes) -> Verification | None:
    with suppress(ValidationError):
        return _adapter(Verification).validate_json(answer)  # type: ignore[no-any-return]
    return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _terms() -> TypeAdapter[tuple[Term, ...]]:
    return _adapter(tuple[Term, ...])
