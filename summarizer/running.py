"""One run over files and folders into an output folder: opened, counted, brought to its end in any case."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AsyncExitStack, ExitStack, aclosing, closing
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from summarizer import conflicts, course, journal, recalling, reporting, wiring
from summarizer.batching import Plan, Vain
from summarizer.course import Outcome
from summarizer.errors import (
    FAULTS,
    DocumentError,
    InternalError,
    Interrupted,
    ProviderError,
    SummarizerError,
    UsageError,
)
from summarizer.files import discard, preflight
from summarizer.finishing import Means, languages
from summarizer.forms import Form
from summarizer.keeping import Folder
from summarizer.learning import Learning
from summarizer.llm.replaying import UNRECORDED
from summarizer.pipeline import Job
from summarizer.reading import Source, Web, renamed, walk
from summarizer.repeating import Repeating
from summarizer.settings import Settings
from summarizer.tally import Tally, installed_version, measured, spared
from summarizer.windows import ahead
from summarizer.wiring import Machine
from summarizer.workers import Workers
from summarizer.writing.collections import Failure

GRACE = 30.0  # seconds
GONE = 5.0  # seconds, where the endpoint answers nobody any more
GIVEN = "given in Python"  # in a plan, a form of fields that cannot be named
ROOM, ROOM_EACH, MOST_ROOM = 4 << 20, 128 << 10, 64 << 20  # bytes that must be free: in all, by document
LARGE = 10_000  # documents from which a report is only made where it was asked for

Before = Callable[[Machine, Iterable[Source]], Awaitable[None]]


@dataclass(frozen=True)
class Sources:
    """The documents of a run: walked anew each time they are asked for, never held in memory."""

    settings: Settings
    paths: Sequence[Path | Web]
    out: Path

    def __iter__(self) -> Iterator[Source]:
        """All sources in order. Raises UsageError for a PATH that is not there."""
        found = walk(
            self.paths,
            include=self.settings.include,
            exclude=self.settings.exclude,
            skip=[self.out],
            text_column=self.settings.text_column,
            only=self.settings.only,
        )
        return islice(found, self.settings.limit)

    def count(self) -> int:
        """How many there are. Raises UsageError if there is nothing to read."""
        count = sum(1 for _ in self)
        if not self.paths:
            raise UsageError("No path is given.", "Name the files and folders to be read.")
        if not count:
            named = ", ".join(str(path) for path in self.paths)
            raise UsageError(
                f"There is nothing to read in {named}.",
                "Inputs are .txt, .md, .html, .pdf, .docx, .xlsx, .epub, .srt, .vtt, .eml and .mht files and "
                ".zip archives of them; see --include, --exclude and --text-column. Links in folders are not "
                "followed. URLs need --allow-url.",
            )
        return count


def unfinished(sources: Sources, machine: Machine, to: str) -> Iterator[Source]:
    """Those of `sources` that a run would not skip. Nothing is written into the output folder to find out."""
    if not (sources.out / "journal.jsonl").exists():
        yield from sources
        return
    with ExitStack() as stack:
        aside = Path(stack.enter_context(TemporaryDirectory()))
        state = journal.read(sources.out / "journal.jsonl")
        stack.callback(state.documents.close)
        noted = stack.enter_context(closing(journal.Journal.open(aside / "journal.jsonl")))
        folder = Folder(sources.out, noted, state)
        folder.begin(machine.wanted(to), machine.sign, sources.settings.glossary)
        for source in folder.listed(sources):
            if not folder.finished(source):
                yield source
            folder.ended(source.path)


class Run:
    """A run, to be iterated over once. `tally` counts while it goes on; `machine` and `found` are there from
    the first outcome on. `grace` is how long (seconds) a run that is stopped waits for requests that are out,
    `workers` how many processes may help with a large folder;
    `before` hears of the machine and of what is still to be done, before anything is sent.
    """

    def __init__(
        self,
        settings: Settings,
        paths: Sequence[Path | Web],
        out: Path,
        to: str,
        form: Form | None,
        warn: Callable[[str], None],
    ) -> None:
        self.settings, self.out, self.to = settings, out, to
        self.sources = Sources(settings, paths, out)
        self.tally = Tally()
        self.summary: dict[str, Any] = {}  # what `run.json` says, once the run has ended
        self.machine: Machine | None = None
        self.grace = GRACE
        self.workers = settings.workers or 0
        self.before: Before | None = None
        self._form, self._warn = form, warn
        self._unrecorded: list[Outcome] = []  # what no recording answers for

    async def __aiter__(self) -> AsyncGenerator[Outcome, None]:
        """Yields each document's outcome as it comes; see `AsyncSummarizer.run`."""
        started = time.monotonic()
        languages(self.to, self.settings.only)  # a wrong one is found out first
        self.tally.found = self.sources.count()
        self.settings.require_endpoint()
        async with AsyncExitStack() as stack:
            if not self.out.exists():
                stack.callback(self._leave_nothing)
            self._preflight()
            stack.enter_context(journal.lock(self.out))
            folder = self._open(stack)
            job = self._job(folder, stack)
            try:
                if self.before and self.machine:
                    await self.before(self.machine, folder.unfinished(self.sources))
                async with aclosing(self._outcomes(folder, job)) as outcomes:
                    async for outcome in outcomes:
                        self._end(outcome, folder)
                        yield outcome
            except SummarizerError as error:
                self.tally.stopped = error
                raise
            except (asyncio.CancelledError, GeneratorExit):
                self.tally.stopped = Interrupted()
                raise
            finally:
                try:
                    await self._land()
                finally:
                    self._close(folder, started)

    async def _outcomes(self, folder: Folder, job: Job) -> AsyncGenerator[Outcome, None]:
        """The outcomes of the pipeline; what it could not ask for is handed in as batches, where wanted."""
        desk = self.machine.desk if self.machine else None
        if desk:
            desk.begin(self._plan())
            await desk.take_in()
        async with aclosing(course.run(self._affordable(folder.listed(self.sources)), job)) as outcomes:
            async for outcome in outcomes:
                yield outcome
        if 0 < len(self._unrecorded) == self.tally.ended:
            message = f"None of the documents is recorded in {self.settings.replay}."
            raise ProviderError(message, self._unrecorded[0].hint)
        if self.machine and self.machine.budget.refused:
            raise self.machine.budget.stop()
        if desk:
            await desk.hand_in()
            desk.end(waiting=self.tally.waiting > 0)

    def _affordable(self, sources: Iterator[Source]) -> Iterator[Source]:
        """`sources`, until there is no money left to begin one."""
        return takewhile(lambda _source: not (self.machine and self.machine.budget.refused), sources)

    def _plan(self) -> Plan:
        """What is to be done, so that it can go on without being told again: the key is not part of it, nor
        the place of the cache, which is to be the user's own.
        """
        own = {"api_key", "cache_dir"}
        settings = self.settings.model_dump(mode="json", exclude_unset=True, exclude=own)
        if self._form is not None:
            settings["fields"] = GIVEN
        return Plan(tuple(map(str, self.sources.paths)), str(Path.cwd()), self.to, settings)

    def _preflight(self) -> None:
        """Room and rights for what will be written, before anything is paid for. Raises UsageError."""
        free = min(MOST_ROOM, ROOM + self.tally.found * ROOM_EACH)
        preflight(self.out, free=free)
        if not (self.settings.no_cache or self.settings.replay):
            preflight(wiring.cache_folder(self.settings), free=free, option="SUMMARIZER_CACHE_DIR")

    def _leave_nothing(self) -> None:
        """Settings that cannot work are no run: no folder is left behind that looks like one."""
        if self.machine is None:
            discard(self.out, ("journal.jsonl", journal.LOCK))

    async def _land(self) -> None:
        """Wait for requests that are still out: their replies are paid for, and of use to the next run."""
        if self.machine is None or not (coming := self.machine.landing.coming):
            return
        grace = min(self.grace, GONE) if isinstance(self.tally.stopped, ProviderError) else self.grace
        requests = "1 request is" if coming == 1 else f"{coming} requests are"
        self._warn(f"Stopping: {requests} under way and paid for; waiting {grace:.0f} s at most.")
        await self.machine.landing.wait(grace)

    def _open(self, stack: AsyncExitStack) -> Folder:
        folder = Folder.open(self.out)
        stack.callback(folder.journal.close)
        return folder

    def _job(self, folder: Folder, stack: AsyncExitStack) -> Job:
        """The machine and the folder, which know each other through the journal."""
        machine = wiring.machine(
            self.settings, warn=self._told, journal=folder.journal, form=self._form, out=self.out
        )
        stack.push_async_callback(machine.aclose)
        folder.begin(machine.wanted(self.to), machine.sign, self.settings.glossary)
        for doubt in folder.termbase.doubts:
            self._told(doubt)
        if self._is_folder() and not self.settings.no_learn:
            folder.learning = Learning.open(self.out)
        self.machine = machine  # only now: settings that cannot work are no run
        for observer in machine.observers:
            observer.begun(_facts(machine, self.tally.found, self.to))
        self.tally.in_doubt = folder.in_doubt(machine.has)
        machine.meter.doubtful = {request["key"] for request in self.tally.in_doubt}
        ask = not self.settings.no_ask
        workers = Workers(self.workers, lambda: self.tally.found - self.tally.ended, self._told)
        stack.push_async_callback(workers.aclose)
        means = replace(
            machine.means(languages(self.to, self.settings.only), folder.reviewed()), workers=workers
        )
        repeating = self._repeating(folder, stack, means)
        vain: MutableMapping[int, AbstractSet[str]] = Vain(machine.desk.ledger) if machine.desk else {}
        windows = ahead(self.settings.concurrency)
        return Job(
            means, folder.termbase, folder, machine.form, ask, repeating=repeating, windows=windows, vain=vain
        )

    def _repeating(self, folder: Folder, stack: AsyncExitStack, means: Means) -> Repeating:
        """What finds documents that repeat another one, where that is wanted."""
        if self.settings.duplicates == "keep" or not self._is_folder():
            return Repeating()
        from summarizer.repeats import NAME, Repeats  # noqa: PLC0415 - it loads SQLite

        repeats = Repeats(self.out / NAME, lambda article: recalling.told(article, means.memo))
        stack.callback(repeats.close)
        return Repeating(repeats, folder.made, means.memo)

    def _is_folder(self) -> bool:
        """Whether documents can tell about each other: not where a single file was given."""
        given = self.sources.paths[0]
        several = len(self.sources.paths) > 1 or self.tally.found > 1
        return several or (isinstance(given, Path) and given.is_dir())

    def _told(self, warning: str) -> None:
        self.tally.warnings.append(warning)
        for observer in self.machine.observers if self.machine else ():
            observer.warned(warning)
        self._warn(warning)

    def _end(self, outcome: Outcome, folder: Folder) -> None:
        self.tally.count(outcome.status)
        if outcome.status == "skipped":
            self.tally.flagged_before += folder.status_before(outcome.path) == "flagged"
        if outcome.code == UNRECORDED:
            self._unrecorded.append(outcome)
        if outcome.status == "failed":
            folder.fail(Failure(outcome.path, outcome.error, outcome.code, outcome.hint))
        if self.machine:
            for observer in self.machine.observers:
                observer.document(outcome.path, _ended(outcome, self.machine))
            self.machine.ended(outcome.path, well=False)
        folder.ended(outcome.path)

    def _close(self, folder: Folder, started: float) -> None:
        """Account for what was not reached, and bring the folder's own files up to date."""
        waiting = "waiting for a batch" if self.tally.waiting else ""
        why = self.tally.stopped.message if self.tally.stopped else waiting
        problem = self._end_rest(folder, why) if self.tally.ended < self.tally.found else None
        self.tally.found = self.tally.ended  # files may have come and gone meanwhile
        self.tally.seconds = time.monotonic() - started
        if self.machine:
            meter = self.machine.meter
            self.tally.bill = meter.total
            self.tally.batch = self.machine.desk.ledger.state.as_json() if self.machine.desk else None
            memory = self.machine.memory
            saved = spared(memory.reused, memory.spared, self.machine.price)
            self.tally.measures = measured(meter, self.tally.seconds, saved)
        if self.tally.done + self.tally.flagged:
            for warning in conflicts.alike(folder.termbase.rows()):
                self._told(warning)
        names = {**renamed(self.sources.paths), **folder.renamed}
        self.summary = {**self.tally.as_json(), "renamed": names}
        if problem is not None:
            raise problem
        for key, account in self.machine.meter.unsettled().items() if self.machine else ():
            folder.journal.append("answered", key=key, **account)
        folder.close(self.sources, self.summary, why)
        self._report()
        for observer in self.machine.observers if self.machine else ():
            observer.ended(self.tally.as_json())

    def _end_rest(self, folder: Folder, why: str) -> SummarizerError | None:
        """Count what was not reached; returns why that could not be noted in the journal (a full disk)."""
        problem = None
        for source in self._left(folder):
            try:
                self._end(_unreached(source, folder, why), folder)
            except SummarizerError as error:
                problem = problem or error
        return problem

    def _left(self, folder: Folder) -> Iterator[Source]:
        """The sources without an outcome: those under way, and those that were never listed."""
        yield from [found.source for found in folder.under_way.values()]
        rest = iter(self.sources)
        if folder.count and not any(source.path == folder.latest for source in rest):
            rest = islice(self.sources, folder.count, None)  # the file has gone: as well as one can say
        yield from rest

    def _report(self) -> None:
        """Write the reports that were asked for: on what there is, also after a run that was stopped.

        A report that is newer than the results is left alone. Who asked for none in particular, and has very
        many documents, is not made to wait for one.
        """
        wanted = wiring.formats(self.settings.format).reports
        large = self.tally.found > LARGE and "format" not in self.settings.model_fields_set
        due = [name for name in wanted if reporting.is_due(self.out, name)]
        if not due or large or not self.machine or isinstance(self.tally.stopped, Interrupted):
            return
        if self.tally.waiting and not (self.tally.done or self.tally.flagged):
            return
        for name in due:
            try:
                reporting.build(self.out, [name])
            except (SummarizerError, OSError, *FAULTS) as error:  # the run is what it is
                told = InternalError.of(error).message if isinstance(error, FAULTS) else error
                self._told(f"The report {reporting.FILES[name]} was not written: {told}")


def _facts(machine: Machine, found: int, to: str) -> dict[str, Any]:
    """What is told of a run before it begins."""
    settings = machine.settings
    return {
        "version": installed_version(),
        "model": machine.asker.model,
        "endpoint": settings.base_url,
        "found": found,
        "to": to,
        "concurrency": settings.concurrency,
        "rpm": settings.rpm,
        "tpm": settings.tpm,
        "max_cost": None if settings.max_cost is None else float(settings.max_cost),
    }


def _ended(outcome: Outcome, machine: Machine) -> dict[str, Any]:
    """What is told of a document to those who watch the run: nothing of its text."""
    if outcome.result is None:
        bill = machine.meter.for_document(outcome.path).as_json()
        return {"status": outcome.status, "code": outcome.code, **bill}
    made = outcome.result.provenance
    return {
        "status": outcome.status,
        "code": outcome.code,
        "requests": made.requests,
        "cached": made.cached,
        "tokens": made.tokens.model_dump(),
        "cost_usd": made.cost_usd,
        "findings": len(outcome.result.findings),
    }


def _unreached(source: Source, folder: Folder, why: str) -> Outcome:
    """How a document ended whose outcome did not get through before the run stopped."""
    if status := folder.unseen.get(source.path):
        return Outcome(source.path, "verified" if status == "verified" else "flagged")
    try:
        if folder.finished(source):
            return Outcome(source.path, "skipped")
    except DocumentError as error:
        return course.failure(source.path, error)
    left = f"Not finished, because the run stopped: {why or 'it was ended early'}"
    return Outcome(source.path, "failed", error=left, hint="Run again.", code="stopped")
