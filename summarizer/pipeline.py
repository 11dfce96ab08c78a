"""The story of a run, top to bottom: read once, settle names, render many.

source   --read, clean--> article                     side by side
articles --learn--> what recurs, and what repeats     in source order
article  --revise, digest--> draft in Chinese         side by side
drafts   --settle--> names of the window              in source order
draft    --translate, verify, keep--> result          side by side

These are the stages; `course` takes the documents of a run through them, and `process` one alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from summarizer import recalling
from summarizer.asking import Asker
from summarizer.bounding import bound, is_unsure
from summarizer.chunking import MAX_CHARS
from summarizer.cleaning import clean
from summarizer.cleaning.recurring import NOTHING, Recurring
from summarizer.cleaning.revising import revise
from summarizer.concurrency import aside, undisturbed
from summarizer.finishing import Draft, Means, Ready, finish, prepare
from summarizer.forms import NEWS, Form
from summarizer.keeping import Keeper
from summarizer.reading import Source
from summarizer.repeating import Repeat, Repeating, Retold
from summarizer.results import Result
from summarizer.settling import names_of, settle
from summarizer.termbase import Termbase
from summarizer.text import Article, Document, Name
from summarizer.vacancy import require_article
from summarizer.windows import WAITING


@dataclass(frozen=True)
class Job:
    """Everything a run needs; never global. Without `ask`, the article is what code takes for it."""

    means: Means
    termbase: Termbase
    keeper: Keeper
    form: Form = NEWS
    ask: bool = True
    max_chars: int = MAX_CHARS
    max_bytes: int = 20_000_000
    windows: int = WAITING  # under way at most
    repeating: Repeating = field(default_factory=Repeating)
    # The names of a window that were asked about in vain.
    vain: MutableMapping[int, AbstractSet[str]] = field(default_factory=dict)

    @property
    def asker(self) -> Asker:
        """Who is asked."""
        return self.means.asker


async def extract(source: Source, job: Job) -> Article:
    """Read a source, and give each line its role."""
    return await aside(source.size, recalling.extract, source, job.max_bytes, job.means.memo)


async def learn(window: int, articles: Sequence[Article], job: Job) -> Recurring:
    """Learn from a window what recurs on the pages of a site or folder, and what documents tell."""
    await job.repeating.learn(articles)
    return await undisturbed(job.keeper.learn, window, articles)


async def begin(article: Article, job: Job, recurring: Recurring) -> Draft:
    """The draft of a document: that of its original, if it repeats one that has a draft; else its own."""
    if recurring.known:
        article = await aside(article.size, revise, article, recurring)
    drafted = await job.repeating.draft(article) or await draft(article, job, recurring)
    job.repeating.drafted(article.document.path, drafted.result)
    return drafted


async def draft(article: Article, job: Job, recurring: Recurring = NOTHING) -> Draft:
    """Digest an article without the lines that recur; what code cannot ground goes back to the model once.

    Where code is still unsure which lines are the article, the model is asked for its bounds first. A page
    that says that there is none costs nothing. Neither is so without `ask`.
    """
    if job.ask:
        require_article(article)
        if is_unsure(article):
            article = await bound(article, job.asker)
            article = await aside(article.size, revise, article, recurring)
    means = job.means
    found = await recalling.drafted(article, job.asker, job.form, job.max_chars, means.memo, means.workers)
    return Draft(article, found)


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


async def complete(ready: Ready | Retold, job: Job) -> Result:
    """Translate, verify and keep a document; returns the result as it was kept."""
    result = await (retell(ready, job) if isinstance(ready, Retold) else finish(ready, job.means))
    result = await undisturbed(job.keeper.keep, result.document.path, result)
    job.repeating.ended(result.document.path, result)
    return result


async def retell(retold: Retold, job: Job) -> Result:
    """What was made of the original; where that came to nothing, the repeat is finished on its own."""
    if result := await job.repeating.result(retold):
        return result
    (ready,) = await prepare([retold.drafted], retold.terms, job.means)
    return await finish(ready, job.means)


async def agree(drafts: Sequence[Draft], job: Job, window: int = 0, document: str = "") -> list[str]:
    """Settle the names of `drafts` that the termbase does not have; returns those that were decided."""
    vain = job.vain.get(window, frozenset())  # an earlier pass was given no answer about these
    names = [name for drafted in drafts for name in named(drafted) if name.zh not in vain]
    decided = await settle(names, job.termbase, job.asker, window, document)
    if left := {name.zh for name in job.termbase.missing(names)}:
        job.vain[window] = vain | left
    return decided


def named(drafted: Draft) -> list[Name]:
    """The names of a document; a repeat has none of its own."""
    return [] if isinstance(drafted, Repeat) else names_of(drafted.result)


async def process(document: Document, job: Job) -> Result:
    """Take one document all the way, alone. Raises what went wrong."""
    article = await asyncio.to_thread(lambda: revise(clean(document), NOTHING))
    drafted = await draft(article, job)
    await agree([drafted], job, document=document.path)
    (ready,) = await prepare([drafted], job.termbase.view(), job.means)
    result = await finish(ready, job.means)
    return job.keeper.keep(document.path, result)
