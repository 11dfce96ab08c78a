"""One run over files and folders into an output folder: opened, counted, brought to its end in any case."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from summarizer import journal, pipeline, reporting, wiring
from summarizer.errors import DocumentError, Interrupted, SummarizerError, UsageError
from summarizer.finishing import languages
from summarizer.forms import Form
from summarizer.keeping import Folder
from summarizer.learning import Learning
from summarizer.pipeline import Job, Outcome
from summarizer.reading import Source, Web, walk
from summarizer.repeating import Repeating
from summarizer.settings import Settings
from summarizer.tally import Tally
from summarizer.wiring import Machine
from summarizer.writing.collections import Failure

LARGE = 10_000  # documents from which a report is only made where it was asked for


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
        if not count:
            named = ", ".join(str(path) for path in self.paths) or "no path given"
            raise UsageError(
                f"There is nothing to read in {named}.",
                "Inputs are .txt, .md, .html, .pdf, .docx, .xlsx, .epub, .srt, .vtt, .eml and .mht files and "
                ".zip archives of them; see --include, --exclude and --text-column. URLs need --allow-url.",
            )
        return count


class Run:
    """A run, to be iterated over once. `tally` counts while it goes on; `machine` and `found` are there from
    the first outcome on.
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
        self.machine: Machine | None = None
        self._form, self._warn = form, warn
        self._ended: set[int] = set()

    async def __aiter__(self) -> AsyncGenerator[Outcome, None]:
        """Yields each document's outcome as it comes; see `AsyncSummarizer.run`."""
        started = time.monotonic()
        languages(self.to)  # a wrong one is found out first
        self.tally.found = self.sources.count()
        self.settings.require_endpoint()
        async with AsyncExitStack() as stack:
            stack.enter_context(journal.lock(self.out))
            folder = self._open(stack)
            job = self._job(folder, stack)
            try:
                async for outcome in pipeline.run(folder.listed(self.sources), job):
                    self._end(outcome, folder)
                    yield outcome
            except SummarizerError as error:
                self.tally.stopped = error
                raise
            except (asyncio.CancelledError, GeneratorExit):
                self.tally.stopped = Interrupted()
                raise
            finally:
                self._close(folder, started)

    def _open(self, stack: AsyncExitStack) -> Folder:
        folder = Folder.open(self.out)
        stack.callback(folder.journal.close)
        return folder

    def _job(self, folder: Folder, stack: AsyncExitStack) -> Job:
        """The machine and the folder, which know each other through the journal."""
        machine = wiring.machine(self.settings, warn=self._told, journal=folder.journal, form=self._form)
        stack.push_async_callback(machine.aclose)
        folder.begin(machine.wanted(self.to), machine.sign, self.settings.glossary)
        if self._is_folder() and not self.settings.no_learn:
            folder.learning = Learning.open(self.out)
        self.machine = machine  # only now: settings that cannot work are no run
        self.tally.in_doubt = folder.in_doubt(machine.has)
        ask = not self.settings.no_ask
        means = machine.means(languages(self.to), folder.reviewed())
        repeating = self._repeating(folder, stack)
        return Job(means, folder.termbase, folder, machine.form, ask, repeating=repeating)

    def _repeating(self, folder: Folder, stack: AsyncExitStack) -> Repeating:
        """What finds documents that repeat another one, where that is wanted."""
        if self.settings.duplicates == "keep" or not self._is_folder():
            return Repeating()
        from summarizer.repeats import NAME, Repeats  # noqa: PLC0415 - it loads SQLite

        repeats = Repeats(self.out / NAME)
        stack.callback(repeats.close)
        return Repeating(repeats, folder.made)

    def _is_folder(self) -> bool:
        """Whether documents can tell about each other: not where a single file was given."""
        given = self.sources.paths[0]
        several = len(self.sources.paths) > 1 or self.tally.found > 1
        return several or (isinstance(given, Path) and given.is_dir())

    def _told(self, warning: str) -> None:
        self.tally.warnings.append(warning)
        self._warn(warning)

    def _end(self, outcome: Outcome, folder: Folder) -> None:
        self._ended.add(hash(outcome.path))
        folder.unseen.pop(outcome.path, None)
        self.tally.count(outcome.status)
        if outcome.status == "skipped":
            self.tally.flagged_before += folder.status_before(outcome.path) == "flagged"
        if outcome.status == "failed":
            folder.fail(Failure(outcome.path, outcome.error, outcome.code, outcome.hint))

    def _close(self, folder: Folder, started: float) -> None:
        """Account for what was not reached, and bring the folder's own files up to date."""
        why = self.tally.stopped.message if self.tally.stopped else ""
        if self.tally.ended < self.tally.found:
            for source in self.sources:
                if hash(source.path) not in self._ended:
                    self._end(_unreached(source, folder, why), folder)
        self.tally.found = self.tally.ended  # files may have come and gone meanwhile
        if self.machine:
            self.tally.bill = self.machine.meter.total
        self.tally.seconds = time.monotonic() - started
        folder.close(self.sources, self.tally.as_json(), why)
        self._report()

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
        try:
            reporting.build(self.out, due)
        except UsageError as error:  # the run is what it is
            self._told(f"The report was not written: {error}")


def _unreached(source: Source, folder: Folder, why: str) -> Outcome:
    """How a document ended whose outcome did not get through before the run stopped."""
    if status := folder.unseen.get(source.path):
        return Outcome(source.path, "verified" if status == "verified" else "flagged")
    try:
        if folder.finished(source):
            return Outcome(source.path, "skipped")
    except DocumentError as error:
        return pipeline.failure(source.path, error)
    left = f"Not finished, because the run stopped: {why or 'it was ended early'}"
    return Outcome(source.path, "failed", error=left, hint="Run again.", code="stopped")
