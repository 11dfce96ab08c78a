"""Many documents on their way through the stages of `pipeline`, side by side and in windows.

A failure is that of its document and nobody else's: each document ends in exactly one outcome. An error that
ends the run ends all.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from summarizer import pipeline
from summarizer.cleaning.recurring import Recurring
from summarizer.errors import FAULTS, DocumentError, InternalError, Waiting
from summarizer.finishing import Draft, Ready
from summarizer.pipeline import Job
from summarizer.reading import Source
from summarizer.repeating import Retold
from summarizer.results import Result
from summarizer.settling import anticipate
from summarizer.text import Article
from summarizer.windows import travel

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """How one document ended. `error`, `hint` and `code` say why it failed; there is a `result` otherwise,
    but for what was finished before, and for what is waiting for the answers of a batch.
    """

    path: str
    status: Literal["verified", "flagged", "failed", "skipped", "waiting"]
    result: Result | None = None
    error: str = ""
    hint: str = ""
    code: str = ""


@dataclass(frozen=True)
class Begun:
    """A document that was begun: its draft, or None if that waits for a batch. `holds`: so its window has to
    wait, too.
    """

    draft: Draft | None
    holds: bool = False


async def run(sources: Iterable[Source], job: Job) -> AsyncGenerator[Outcome, None]:
    """Process many documents; yields each outcome as it comes.

    An error that ends the run (money, provider, interruption) is raised after the outcomes that were
    reached; documents without an outcome were not finished.
    """
    course = _Course(job)
    stages = course.first, course.learn, course.begin, course.close, course.last
    travel_all = travel(sources, *stages, passed=course.passed, most=job.windows)
    travelling = asyncio.create_task(travel_all)
    travelling.add_done_callback(lambda _task: course.outcomes.put_nowait(None))
    try:
        while (outcome := await course.outcomes.get()) is not None:
            yield outcome
        await travelling
    finally:
        travelling.cancel()
        await asyncio.gather(travelling, return_exceptions=True)


class _Course:
    """The stages of a run, with what becomes of each document: a failure is its own and nobody else's.

    Where a window waits for a batch, none behind it closes; but what is to be asked about the names of these
    is asked, as far as it does not depend on the answers.
    """

    def __init__(self, job: Job) -> None:
        self.outcomes: asyncio.Queue[Outcome | None] = asyncio.Queue()
        self._job = job
        self._waiting = False  # a window before this one is not closed ...
        self._complete = True  # ... but all its drafts are there
        self._expected: set[str] = set()  # the names that are being decided

    def passed(self, source: Source) -> bool:
        """Whether the document was finished before."""
        finished = self._job.keeper.finished(source)
        if finished:
            self.outcomes.put_nowait(Outcome(source.path, "skipped"))
        return finished

    async def first(self, source: Source) -> Article | None:
        return await self._contained(source.path, pipeline.extract, source, self._job)

    async def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        return await pipeline.learn(window, articles, self._job)

    async def begin(self, recurring: Recurring, article: Article) -> Begun | None:
        path = article.document.path
        try:
            drafted = await self._contained(path, pipeline.begin, article, self._job, recurring)
        except Waiting as waiting:
            self._put_off(path)
            return Begun(None, waiting.holds)
        return Begun(drafted) if drafted else None

    async def close(self, window: int, begun: Sequence[Begun]) -> list[Ready | Retold]:
        drafts = [one.draft for one in begun if one.draft]
        held = any(one.holds for one in begun)
        self._complete = self._complete and not held
        if not self._waiting and not held:
            with suppress(Waiting):
                return await pipeline.close(window, drafts, self._job)
        if self._complete:
            await self._anticipate(drafts)
        self._waiting = True
        for one in drafts:
            self._put_off(one.article.document.path)
        return []

    async def last(self, ready: Ready | Retold) -> None:
        path = ready.drafted.article.document.path
        try:
            await self._contained(path, self._finished, ready)
        except Waiting:
            self._put_off(path)

    async def _finished(self, ready: Ready | Retold) -> None:
        result = await pipeline.complete(ready, self._job)
        self.outcomes.put_nowait(Outcome(result.document.path, result.status, result))

    async def _contained(self, path: str, work: Callable[..., Awaitable[T]], *about: Any) -> T | None:
        """The value of `work(*about)`; a failure of this document is its outcome."""
        try:
            return await work(*about)
        except DocumentError as error:
            self.outcomes.put_nowait(failure(path, error))
        except FAULTS as fault:
            self.outcomes.put_nowait(failure(path, InternalError.of(fault)))
        self._job.repeating.ended(path)
        return None

    def _put_off(self, path: str) -> None:
        self._job.repeating.put_off(path)
        self.outcomes.put_nowait(Outcome(path, "waiting"))

    async def _anticipate(self, drafts: Sequence[Draft]) -> None:
        names = [name for one in drafts for name in pipeline.named(one)]
        if self._waiting:  # else they have just been asked about
            with suppress(Waiting):
                await anticipate(names, self._job.termbase, self._job.asker, self._expected)
        self._expected |= {name.zh for name in self._job.termbase.missing(names)}


def failure(path: str, error: DocumentError) -> Outcome:
    """The outcome of a document that `error` ended."""
    return Outcome(path, "failed", error=error.message, hint=error.hint, code=error.code)
