"""The child process that does jobs, one after another: orders come in on a pipe, what happens goes out on
one.

    python -m summarizer.service.working

A job is a run of the library over the job's folders, nothing else. In a process of its own a document that
crashes a parser ends this job's worker and nothing more; and before each document is begun, its name has gone
out, so that the parent knows who was under way. Lines of JSON both ways; when the parent is gone, so is this.

    in    {"do": "run", ...} {"do": "estimate", ...} {"do": "share", ...} {"do": "stop"}
    out   ready, begun, passed, document, progress, warning, estimate, ended
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from summarizer import reporting
from summarizer.api import AsyncSummarizer
from summarizer.cleaning import clean
from summarizer.course import Outcome
from summarizer.errors import FAULTS, DocumentError, Interrupted, SummarizerError, UnreadableDocument
from summarizer.files import DOCUMENTS
from summarizer.journal import lock
from summarizer.reading import Source, read
from summarizer.results import Result
from summarizer.running import Run, Sources
from summarizer.service import problems
from summarizer.service.limits import DEATHS
from summarizer.settings import Settings

TICK = 0.5  # seconds between two looks at how far a run is
_LOCKED = 60.0  # seconds to wait for the run of a parent that is gone to let go of the folder
_ALONE = 120.0  # seconds that reading one document may take
_LINE = 1 << 26
Say = Callable[..., None]


@dataclass(frozen=True)
class Watched(Sources):
    """The documents of a job; says of each when it is begun, and those set aside fail without being read."""

    aside: frozenset[str] = frozenset()
    alone: str = ""
    begun: Callable[[str], object] = str

    def __iter__(self) -> Iterator[Source]:
        """All, or the one that is done alone."""
        for source in super().__iter__():
            if self.alone and source.path != self.alone:
                continue
            self.begun(source.path)
            yield replace(source, fault=_set_aside()) if source.path in self.aside else source


@dataclass
class Worker:
    """What is under way in this process. `share` is this job's part of the limits of the operator."""

    say: Say
    run: Run | None = None
    share: Mapping[str, Any] | None = None
    told: set[str] = field(default_factory=set)  # documents whose end was said

    def shared(self, share: Mapping[str, Any]) -> None:
        """Keep to this part of the limits from now on."""
        self.share = share
        if self.run is not None and self.run.machine is not None:
            self.run.machine.limiter.resize(**share)

    async def job(self, order: Mapping[str, Any]) -> None:
        """Do a job to its end; says `ended` with its tally and the problem that stopped it, if one did."""
        problem, warnings = None, list[str]()
        settings = Settings.model_validate(order["settings"])
        self.share, self.told = order["share"], set(order["told"])
        try:
            await _free(Path(order["out"]))
            await self._rehearse(order, settings)
            await self._perform(order, settings, warnings.append)
        except SummarizerError as error:
            problem = problems.of_error(error)
        except OSError as error:
            problem = problems.of_disk(error)
        except asyncio.CancelledError:
            problem = problems.of_error(Interrupted())
            with contextlib.suppress(SummarizerError):
                reporting.build(Path(order["out"]))
        if problem is not None:
            await asyncio.to_thread(self._tell_the_rest, order, settings)
        self.say("ended", problem=problem, progress=self._progress(warnings))
        self.run = None

    async def estimate(self, order: Mapping[str, Any]) -> None:
        """Measure what a job would send and cost."""
        settings = Settings.model_validate(order["settings"])
        try:
            async with AsyncSummarizer(settings) as summarizer, self._ticking():
                found = await summarizer.estimate(order["in"], out=order["out"], to=order["to"])
        except SummarizerError as error:
            self.say("ended", problem=problems.of_error(error))
        else:
            self.say("ended", problem=None, estimate=found.as_json())

    async def _rehearse(self, order: Mapping[str, Any], settings: Settings) -> None:
        """Read what was under way when a worker ended, one at a time: the culprit shows itself."""
        suspects: Mapping[str, int] = order["suspects"]
        left = {path for path, deaths in suspects.items() if deaths < DEATHS}
        for source in Sources(settings, [Path(order["in"])], Path(order["out"])) if left else ():
            if source.path in left:
                self.say("begun", path=source.path, alone=True)
                await _tried(source)
                self.say("passed", path=source.path)

    async def _perform(
        self, order: Mapping[str, Any], settings: Settings, warn: Callable[[str], None]
    ) -> None:
        """The run; where workers ended twice and nobody knows why, the suspects go first, each alone."""
        one_by_one = sorted(order["suspects"]) if order["deaths"] >= DEATHS - 1 else []
        aside = frozenset(path for path, deaths in order["suspects"].items() if deaths >= DEATHS)
        async with AsyncSummarizer(settings, warn=warn) as summarizer:
            for alone in (*(path for path in one_by_one if path not in aside), ""):
                run = summarizer.run(order["in"], out=order["out"], to=order["to"])
                run.sources = Watched(
                    settings, run.sources.paths, run.sources.out, aside, alone, self._begin(run, alone)
                )
                self.run = run
                await self._follow(run)

    def _begin(self, run: Run, alone: str) -> Callable[[str], None]:
        told, loop = set[str](), asyncio.get_running_loop()

        def begun(path: str) -> None:  # called from a thread
            if run.machine is not None and path not in told and run.tally.stopped is None:
                if not told and self.share:
                    loop.call_soon_threadsafe(self.shared, self.share)
                told.add(path)
                self.say("begun", path=path, alone=bool(alone))

        return begun

    async def _follow(self, run: Run) -> None:
        async with self._ticking():
            async for outcome in run:
                if outcome.status == "skipped" and outcome.path not in self.told:
                    self._tell(await asyncio.to_thread(_before, run.out, outcome))
                else:
                    self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        self.told.add(outcome.path)
        self.say("document", **_told(outcome))

    def _tell_the_rest(self, order: Mapping[str, Any], settings: Settings) -> None:
        """A run that was stopped has kept documents whose outcomes it did not get to yield."""
        out = Path(order["out"])
        with contextlib.suppress(SummarizerError, OSError):
            for source in Sources(settings, [Path(order["in"])], out):
                if source.path not in self.told:
                    outcome = _before(out, Outcome(source.path, "skipped"))
                    if outcome.result is not None:
                        self._tell(outcome)

    @contextlib.asynccontextmanager
    async def _ticking(self) -> AsyncIterator[None]:
        async def tick() -> None:
            while True:
                await asyncio.sleep(TICK)
                self.say("progress", progress=self._progress())

        ticking = asyncio.create_task(tick())
        try:
            yield
        finally:
            ticking.cancel()

    def _progress(self, warnings: list[str] | None = None) -> dict[str, Any]:
        run = self.run
        if run is None:
            return {"warnings": warnings or []}
        tally = run.tally
        bill = run.machine.meter.total if run.machine else tally.bill
        before = tally.skipped - tally.flagged_before  # what earlier attempts of the job finished
        return {
            "documents": {
                "found": tally.found, "verified": tally.done + before,
                "flagged": tally.flagged + tally.flagged_before, "failed": tally.failed,
            },
            "requests": bill.requests,
            "cached": bill.cached,
            "cost_usd": str(bill.cost) if bill.cost is not None else None,
            "warnings": (warnings if warnings is not None else tally.warnings)[:20],
        }  # fmt: skip


def _set_aside() -> UnreadableDocument:
    return UnreadableDocument(
        f"The document was set aside: {DEATHS} times, the process that worked on it ended.",
        "Save it in another format, or report it; the other documents are not affected.",
        "set_aside",
    )


def _before(out: Path, outcome: Outcome) -> Outcome:
    """How a document ended that was finished just before a process was killed, and could not be told."""
    try:
        result = Result.model_validate_json((out / DOCUMENTS / f"{outcome.path}.json").read_bytes())
    except (OSError, ValueError):
        return outcome
    return replace(outcome, status=result.status, result=result)


def _told(outcome: Outcome) -> dict[str, Any]:
    """How a document ended, for who watches."""
    result = outcome.result
    return {
        "path": outcome.path,
        "status": outcome.status,
        "title": {"en": result.title.en, "zh": result.title.zh} if result else None,
        "findings": len(result.findings) if result else 0,
        "error": outcome.error,
        "hint": outcome.hint,
        "code": outcome.code,
    }


async def _tried(source: Source) -> None:
    """Read and clean a document, as the run will. What it raises is for the run to tell."""

    def attempt() -> None:
        with contextlib.suppress(DocumentError, *FAULTS):
            clean(read(source))

    try:
        await asyncio.wait_for(asyncio.to_thread(attempt), _ALONE)
    except TimeoutError:
        os._exit(os.EX_SOFTWARE)  # the thread cannot be ended otherwise


async def _free(out: Path) -> None:
    """Wait until no other process writes into the folder. Raises UsageError if that takes too long."""
    end = asyncio.get_running_loop().time() + _LOCKED
    while True:
        try:
            with lock(out):
                return
        except SummarizerError:
            if asyncio.get_running_loop().time() > end:
                raise
        await asyncio.sleep(0.2)


# ------------------------------------------------------------------------------------------------ the process


async def serve(orders: asyncio.StreamReader, say: Say) -> None:
    """Take orders until there is nobody to give them."""
    worker, task = Worker(say), None
    say("ready")
    while line := await orders.readline():
        order = json.loads(line)
        match order["do"]:
            case "share":
                worker.shared(order["share"])
            case "stop" if task is not None:
                task.cancel()
            case "run":
                task = asyncio.create_task(worker.job(order))
                task.add_done_callback(_left)
                await asyncio.sleep(
                    0
                )  # it must have begun before a stop reaches it, or it ends without a word
            case "estimate":
                task = asyncio.create_task(worker.estimate(order))
                task.add_done_callback(_left)
    if task is not None:
        task.cancel()
        await asyncio.wait([task], timeout=10)


def _left(task: asyncio.Task[None]) -> None:
    """A fault that nobody caught ends the process, as a crash would: the parent counts it."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        # Where it happened, not what it says: that may be a document's text.
        traceback.print_tb(fault.__traceback__)
        sys.stderr.write(f"{type(fault).__name__}\n")
        sys.stderr.flush()
        os._exit(os.EX_SOFTWARE)


def main() -> None:
    """Talk over the standard input and output; whatever else prints goes to the standard error."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the parent says when to stop
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit(int(sys.argv[1]) if len(sys.argv) > 1 else 0)

    turn = threading.Lock()

    def say(event: str, **data: Any) -> None:
        line = json.dumps({"event": event, **data}, separators=(",", ":")).encode() + b"\n"
        try:
            with turn:
                while line:
                    line = line[os.write(out, line) :]
        except BrokenPipeError:
            os._exit(0)

    async def begin() -> None:
        orders = asyncio.StreamReader(limit=_LINE)
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(orders), sys.stdin
        )
        await serve(orders, say)

    asyncio.run(begin())
    os._exit(0)  # threads that still read a document keep nobody waiting


def _limit(memory: int) -> None:
    """Keep to so much memory, and let the server go first: somebody waits for its answers."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        os.nice(5)
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main()
