"""The story of a run, top to bottom: read once, settle names, render many.

source   --read, clean--> article                     side by side
articles --learn--> what recurs, and what repeats     in source order
article  --revise, digest--> draft in Chinese         side by side
drafts   --settle--> names of the window              in source order
draft    --translate, verify, keep--> result          side by side
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
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
from summarizer.errors import FAULTS, DocumentError, InternalError
from summarizer.finishing import Draft, Means, Ready, finish, prepare
from summarizer.forms import NEWS, Form
from summarizer.keeping import Keeper
from summarizer.reading import Source, read
from summarizer.repeating import Repeat, Repeating, Retold
from summarizer.results import Result
from summarizer.settling import names_of, settle
from summarizer.termbase import Termbase
from summarizer.text import Article, Document
from summarizer.verifying import verify
from summarizer.windows import travel

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """How one document ended. `error`, `hint` and `code` say why it failed; there is a `result` otherwise,
    but for what was finished before.
    """

    path: str
    status: Literal["verified", "flagged", "failed", "skipped"]
    result: Result | None = None
    error: str = ""
    hint: str = ""
    code: str = ""


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

    @property
    def asker(self) -> Asker:
        """Who is asked."""
        return self.means.asker


async def run(sources: Iterable[Source], job: Job) -> AsyncIterator[Outcome]:
    """Process many documents; yields each outcome as it comes.

    An error that ends the run (money, provider, interruption) is raised after the outcomes that were
    reached; documents without an outcome were not finished.
    """
    outcomes: asyncio.Queue[Outcome | None] = asyncio.Queue()

    async def first(source: Source) -> Article | None:
        if await asyncio.to_thread(job.keeper.finished, source):
            outcomes.put_nowait(Outcome(source.path, "skipped"))
            return None
        document = await asyncio.to_thread(read, source, max_bytes=job.max_bytes)
        return await asyncio.to_thread(clean, document)

    async def learn(window: int, articles: Sequence[Article]) -> Recurring:
        await job.repeating.learn(articles)
        return await undisturbed(job.keeper.learn, window, articles)

    async def last(ready: Ready | Retold) -> None:
        result = await (retell(ready, job) if isinstance(ready, Retold) else finish(ready, job.means))
        result = await undisturbed(job.keeper.keep, result.document.path, result)
        job.repeating.ended(result.document.path, result)
        outcomes.put_nowait(Outcome(result.document.path, result.status, result))

    async def contained(path: str, work: Callable[..., Awaitable[T]], *about: Any) -> T | None:
        """The value of `work(*about)`; a failure of this document is its outcome and nobody else's."""
        try:
            return await work(*about)
        except DocumentError as error:
            outcomes.put_nowait(failure(path, error))
        except FAULTS as fault:
            outcomes.put_nowait(failure(path, InternalError.of(fault)))
        job.repeating.ended(path)
        return None

    travel_all = travel(
        sources,
        lambda source: contained(source.path, first, source),
        learn,
        lambda recurring, article: contained(article.document.path, begin, article, job, recurring),
        lambda window, drafts: close(window, drafts, job),
        lambda ready: contained(ready.drafted.article.document.path, last, ready),
    )
    travelling = asyncio.create_task(travel_all)
    travelling.add_done_callback(lambda _task: outcomes.put_nowait(None))
    try:
        while (outcome := await outcomes.get()) is not None:
            yield outcome
        await travelling
    finally:
        travelling.cancel()
        await asyncio.gather(travelling, return_exceptions=True)


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
    article = await asyncio.to_thread(revise, article, recurring)
    if job.ask and is_unsure(article):
        article = await bound(article, job.asker)
        article = await asyncio.to_thread(revise, article, recurring)
    result = await digesting.digest(article, job.asker, job.form, max_chars=job.max_chars)
    faults = [finding for finding in verify(result).findings if rendering.is_error(finding, "zh")]
    return Draft(article, await digesting.mend(result, article, faults, job.asker))


async def begin(article: Article, job: Job, recurring: Recurring) -> Draft:
    """The draft of a document: that of its original, if it repeats one that has a draft; else its own."""
    repeat = await job.repeating.draft(await asyncio.to_thread(revise, article, recurring))
    drafted = repeat or await draft(article, job, recurring)
    job.repeating.drafted(article.document.path, drafted.result)
    return drafted


async def close(window: int, drafts: Sequence[Draft], job: Job) -> list[Ready | Retold]:
    """Settle the names of a window, and draw up what is to be translated. Repeats have those of their
    originals, and need no translation unless the body is to be translated whole.
    """
    names = await agree([one for one in drafts if not isinstance(one, Repeat)], job, window)
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
    names = [name for drafted in drafts for name in names_of(drafted.result)]
    return await settle(names, job.termbase, job.asker, window, document)


def failure(path: str, error: DocumentError) -> Outcome:
    """The outcome of a document that `error` ended."""
    return Outcome(path, "failed", error=error.message, hint=error.hint, code=error.code)
