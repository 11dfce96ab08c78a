"""The story of a run, top to bottom: read once, settle names, render many.

source --read, clean, digest--> draft in Chinese      side by side
drafts --settle--> names of the window                in source order
draft  --translate, verify, keep--> result            side by side
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from summarizer import digesting, rendering
from summarizer.asking import Asker
from summarizer.chunking import MAX_CHARS
from summarizer.cleaning import clean
from summarizer.concurrency import undisturbed
from summarizer.errors import FAULTS, AnswerError, DocumentError, InternalError
from summarizer.forms import NEWS, Form
from summarizer.reading import Source, read
from summarizer.results import Result
from summarizer.settling import names_of, settle
from summarizer.termbase import Termbase, View
from summarizer.text import Article, Document
from summarizer.translating import translate
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


class Keeper(Protocol):
    """Where finished documents are kept: an output folder, or nowhere."""

    def finished(self, source: Source) -> bool:
        """Whether `source` was finished before, with these settings."""
        ...

    def settled(self, termbase: Termbase, window: int, names: Sequence[str]) -> None:
        """Make the names that were just decided durable, before anything is built on them."""
        ...

    def keep(self, path: str, result: Result) -> Result:
        """Write a result with its bill, and return it so."""
        ...


@dataclass(frozen=True)
class Job:
    """Everything a run needs; never global. `to` is the language of a full translation, or "" for none."""

    asker: Asker
    termbase: Termbase
    keeper: Keeper
    form: Form = NEWS
    to: str = ""
    max_chars: int = MAX_CHARS
    max_bytes: int = 20_000_000


@dataclass(frozen=True)
class Draft:
    """A document half-way: its article, and its result in Chinese, not verified."""

    article: Article
    result: Result


async def run(sources: Iterable[Source], job: Job) -> AsyncIterator[Outcome]:
    """Process many documents; yields each outcome as it comes.

    An error that ends the run (money, provider, interruption) is raised after the outcomes that were
    reached; documents without an outcome were not finished.
    """
    outcomes: asyncio.Queue[Outcome | None] = asyncio.Queue()

    async def first(source: Source) -> Draft | None:
        if await asyncio.to_thread(job.keeper.finished, source):
            outcomes.put_nowait(Outcome(source.path, "skipped"))
            return None
        document = await asyncio.to_thread(read, source, max_bytes=job.max_bytes)
        return await draft(document, job)

    async def close(window: int, drafts: Sequence[Draft]) -> None:
        names = await agree(drafts, job, window)
        if names:
            await undisturbed(job.keeper.settled, job.termbase, window, names)

    async def second(window: int, drafted: Draft) -> None:
        result = await finish(drafted, job, job.termbase.view(window))
        result = await undisturbed(job.keeper.keep, result.document.path, result)
        outcomes.put_nowait(Outcome(result.document.path, result.status, result))

    async def contained(path: str, work: Coroutine[Any, Any, T]) -> T | None:
        """The value of `work`; a failure of this document is its outcome and nobody else's."""
        try:
            return await work
        except DocumentError as error:
            outcomes.put_nowait(failure(path, error))
        except FAULTS as fault:
            outcomes.put_nowait(failure(path, InternalError.of(fault)))
        return None

    travel_all = travel(
        sources,
        lambda source: contained(source.path, first(source)),
        close,
        lambda window, drafted: contained(drafted.article.document.path, second(window, drafted)),
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
    drafted = await draft(document, job)
    await agree([drafted], job, document=document.path)
    result = await finish(drafted, job, job.termbase.view())
    return job.keeper.keep(document.path, result)


async def draft(document: Document, job: Job) -> Draft:
    """Clean and digest; what code cannot ground goes back to the model once."""
    article = await asyncio.to_thread(clean, document)
    result = await digesting.digest(article, job.asker, job.form, max_chars=job.max_chars)
    faults = [finding for finding in verify(result).findings if rendering.is_error(finding, "zh")]
    return Draft(article, await digesting.mend(result, article, faults, job.asker))


async def agree(drafts: Sequence[Draft], job: Job, window: int = 0, document: str = "") -> list[str]:
    """Settle the names of `drafts` that the termbase does not have; returns those that were decided."""
    names = [name for drafted in drafts for name in names_of(drafted.result)]
    return await settle(names, job.termbase, job.asker, window, document)


async def finish(drafted: Draft, job: Job, terms: View) -> Result:
    """Put into English, verify, and have what is wrong translated once more."""
    ordered = rendering.order(drafted.result, terms, body=bool(job.to))
    english = await _english(drafted, ordered, job, terms)
    result = rendering.fill(drafted.result, ordered, english, terms, to=job.to)
    checked = verify(result, rendering.terms_in(result, terms))
    complaints = rendering.complaints(result, ordered, checked.findings)
    if complaints:
        with suppress(AnswerError):  # then the first English stands, flagged
            english |= await _english(drafted, ordered.only(complaints), job, terms, complaints)
        result = rendering.fill(drafted.result, ordered, english, terms, to=job.to)
        checked = verify(result, rendering.terms_in(result, terms))
    return rendering.judged(result, checked.status, checked.checks, checked.findings)


async def _english(
    drafted: Draft,
    ordered: rendering.Order,
    job: Job,
    terms: View,
    complaints: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, str]:
    return await translate(
        ordered.segments,
        terms,
        job.asker,
        document=drafted.article.document.path,
        title=drafted.result.title.zh,
        to=job.to or "en",
        complaints=complaints,
    )


def failure(path: str, error: DocumentError) -> Outcome:
    """The outcome of a document that `error` ended."""
    return Outcome(path, "failed", error=error.message, hint=error.hint, code=error.code)
