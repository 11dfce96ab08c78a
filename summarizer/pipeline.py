"""The story of a run, top to bottom: read once, settle names, render many.

source   --read, clean--> article                     side by side
articles --learn--> what recurs, and what repeats     in source order
article  --revise, digest--> draft in Chinese         side by side
drafts   --settle--> names of the window              in source order
draft    --translate, verify, keep--> result          side by side
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from summarizer import digesting, rendering
from summarizer.asking import Asker
from summarizer.bounding import bound, is_unsure
from summarizer.chunking import MAX_CHARS
from summarizer.cleaning import clean
from summarizer.cleaning.recurring import NOTHING, Recurring
from summarizer.cleaning.revising import revise
from summarizer.concurrency import undisturbed
from summarizer.errors import FAULTS, DocumentError, InternalError, Waiting
from summarizer.finishing import Draft, Means, Ready, finish, prepare
from summarizer.forms import NEWS, Form
from summarizer.keeping import Keeper
from summarizer.reading import Source, read
from summarizer.repeating import Repeat, Repeating, Retold
from summarizer.results import Result
from summarizer.settling import anticipate, names_of, settle
from summarizer.termbase import Termbase
from summarizer.text import Article, Document, Finding, Name
from summarizer.verifying import verify
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


@dataclass(frozen=True)
class Job:
    """Everything a run needs; never global. Without `ask`, the model is not asked which lines of a page are
    the article.
    """

    means: Means
    termbase: Termbase
    keeper: Keeper
    form: Form = NEWS
    ask: bool = True
    max_chars: int = MAX_CHARS
    max_bytes: int = 20_000_000
    repeating: Repeating = field(default_factory=Repeating)
    # The names of a window that were asked about in vain.
    vain: MutableMapping[int, AbstractSet[str]] = field(default_factory=dict)

    @property
    def asker(self) -> Asker:
        """Who is asked."""
        return self.means.asker


async def run(sources: Iterable[Source], job: Job) -> AsyncGenerator[Outcome, None]:
    """Process many documents; yields each outcome as it comes.

    An error that ends the run (money, provider, interruption) is raised after the outcomes that were
    reached; documents without an outcome were not finished.
    """
    course = _Course(job)
    stages = course.first, course.learn, course.begin, course.close, course.last
    travel_all = travel(sources, *stages, passed=course.passed)
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
        return await self._contained(source.path, self._cleaned, source)

    async def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        await self._job.repeating.learn(articles)
        return await undisturbed(self._job.keeper.learn, window, articles)

    async def begin(self, recurring: Recurring, article: Article) -> Begun | None:
        path = article.document.path
        try:
            drafted = await self._contained(path, begin, article, self._job, recurring)
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
                return await close(window, drafts, self._job)
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

    async def _cleaned(self, source: Source) -> Article | None:
        return await asyncio.to_thread(lambda: clean(read(source, max_bytes=self._job.max_bytes)))

    async def _finished(self, ready: Ready | Retold) -> None:
        job = self._job
        result = await (retell(ready, job) if isinstance(ready, Retold) else finish(ready, job.means))
        result = await undisturbed(job.keeper.keep, result.document.path, result)
        job.repeating.ended(result.document.path, result)
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
        names = [name for one in drafts for name in _named(one)]
        if self._waiting:  # else they have just been asked about
            with suppress(Waiting):
                await anticipate(names, self._job.termbase, self._job.asker, self._expected)
        self._expected |= {name.zh for name in self._job.termbase.missing(names)}


async def process(document: Document, job: Job) -> Result:
    """Take one document all the way, alone. Raises what went wrong."""
    drafted = await draft(await asyncio.to_thread(clean, document), job)
    await agree([drafted], job, document=document.path)
    (ready,) = await prepare([drafted], job.termbase.view(), job.means)
    result = await finish(ready, job.means)
    return job.keeper.keep(document.path, result)


async def draft(article: Article, job: Job, recurring: Recurring = NOTHING) -> Draft:
    """Drop the lines that recur, and digest; what code cannot ground goes back to the model once.

    Where code is still unsure which lines are the article, the model is asked for its bounds first.
    """
    return await _drafted(await asyncio.to_thread(revise, article, recurring), job, recurring)


async def _drafted(article: Article, job: Job, recurring: Recurring) -> Draft:
    """The draft of an article without the lines that recur."""
    if job.ask and is_unsure(article):
        article = await bound(article, job.asker)
        article = await asyncio.to_thread(revise, article, recurring)
    result = await digesting.digest(article, job.asker, job.form, max_chars=job.max_chars)
    faults = await asyncio.to_thread(_faults, result)
    return Draft(article, await digesting.mend(result, article, faults, job.asker))


def _faults(result: Result) -> list[Finding]:
    """The errors in the Chinese of a result."""
    return [finding for finding in verify(result).findings if rendering.is_error(finding, "zh")]


async def begin(article: Article, job: Job, recurring: Recurring) -> Draft:
    """The draft of a document: that of its original, if it repeats one that has a draft; else its own."""
    article = await asyncio.to_thread(revise, article, recurring)
    drafted = await job.repeating.draft(article) or await _drafted(article, job, recurring)
    job.repeating.drafted(article.document.path, drafted.result)
    return drafted


async def close(window: int, drafts: Sequence[Draft], job: Job) -> list[Ready | Retold]:
    """Settle the names of a window, and draw up what is to be translated. Repeats have those of their
    originals, and need no translation unless the body is to be translated whole.
    """
    names = await agree(drafts, job, window)
    if names:
        await undisturbed(job.keeper.settled, job.termbase, window, names)
    terms = job.termbase.view(window)
    retold = [Retold(one, terms) for one in drafts if isinstance(one, Repeat) and not job.means.to]
    others = [one for one in drafts if not isinstance(one, Repeat) or job.means.to]
    return [*await prepare(others, terms, job.means), *retold]


async def retell(retold: Retold, job: Job) -> Result:
    """What was made of the original; where that came to nothing, the repeat is finished on its own."""
    if result := await job.repeating.result(retold):
        return result
    (ready,) = await prepare([retold.drafted], retold.terms, job.means)
    return await finish(ready, job.means)


async def agree(drafts: Sequence[Draft], job: Job, window: int = 0, document: str = "") -> list[str]:
    """Settle the names of `drafts` that the termbase does not have; returns those that were decided."""
    vain = job.vain.get(window, frozenset())  # an earlier pass was given no answer about these
    names = [name for drafted in drafts for name in _named(drafted) if name.zh not in vain]
    decided = await settle(names, job.termbase, job.asker, window, document)
    if left := {name.zh for name in job.termbase.missing(names)}:
        job.vain[window] = vain | left
    return decided


def _named(drafted: Draft) -> list[Name]:
    """The names of a document; a repeat has none of its own."""
    return [] if isinstance(drafted, Repeat) else names_of(drafted.result)


def failure(path: str, error: DocumentError) -> Outcome:
    """The outcome of a document that `error` ended."""
    return Outcome(path, "failed", error=error.message, hint=error.hint, code=error.code)
