"""Draft -> result: put into English (and other languages), verified, with what is wrong translated once more.

The texts of the digest are rendered in English; those of the body in each language that is asked for. Where
English is one of them, body and digest travel together.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import NamedTuple

from summarizer import bodies, rendering
from summarizer.asking import Asker
from summarizer.concurrency import aside, together
from summarizer.errors import AnswerError, UsageError, Waiting
from summarizer.exchange.inline import flat
from summarizer.exchange.languages import is_code
from summarizer.exchange.retagging import retagged
from summarizer.leverage import UserMemory, primary
from summarizer.memory import Claim, Setting, TranslationMemory, keys_of
from summarizer.recalling import checked, checked_by
from summarizer.remembering import Memo
from summarizer.rendering import Order, OwnTerms
from summarizer.results import Result
from summarizer.termbase import View
from summarizer.text import Article, Complaint, Segment, Term
from summarizer.translating import Rendered, translate
from summarizer.verdicts import Verification
from summarizer.workers import Workers

Complaints = Mapping[str, Complaint]  # by the ids of segments
CHINESE = "zh"  # by whichever script or region
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}", re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """A document half-way: its article, and its result in Chinese, not verified."""

    article: Article
    result: Result


@dataclass(frozen=True)
class Means:
    """What rendering needs. `to` are the languages of full translations; `reviewed` is what people approved
    of, to be taken as it is, `user` the memory that a user brought, for exact and near matches. `memo` is
    what stages made before, `workers` verify.
    """

    asker: Asker
    memory: TranslationMemory
    to: tuple[str, ...] = ()
    reviewed: UserMemory = field(default_factory=UserMemory)
    user: UserMemory = field(default_factory=UserMemory)
    memo: Memo = field(default_factory=Memo)
    workers: Workers = field(default_factory=Workers)

    def setting(self, language: str) -> Setting:
        """What decides a translation into `language`, beside its text and terms."""
        return Setting(self.asker.model, self.asker.prompts.get("translate").digest, language)


@dataclass(frozen=True)
class Task:
    """What is to be put into one language, and our place in the line for it."""

    language: str
    ordered: Order
    claim: Claim


@dataclass(frozen=True)
class Ready:
    """A draft whose names are settled, with what is to be translated of it. The first task is the English."""

    drafted: Draft
    terms: OwnTerms
    tasks: tuple[Task, ...]


def languages(to: str, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The language tags of a list such as "en,fr"; none for "".

    Raises UsageError for what is no tag, and for Chinese, which is what the documents are in: unless they
    are to be in other languages `only`.
    """
    tags = tuple(dict.fromkeys(tag.strip() for tag in to.split(",") if tag.strip()))
    for tag in tags:
        if not _TAG.fullmatch(tag) or not is_code(tag):
            raise UsageError(f"--to {tag}: this is no language tag.", "Examples: en, fr, pt-BR, en,ja.")
        if tag.lower().partition("-")[0] == CHINESE and (not only or CHINESE in only):
            raise UsageError(
                f"--to {tag}: the documents are in Chinese already.",
                "Name another language. If yours are in other languages, say so: --only en, for example.",
            )
    return tags


class _Judged(NamedTuple):
    """The translations of each task, the result with them, what verification says of it, and for each task
    what is wrong with its segments.
    """

    rendered: list[Rendered]
    result: Result
    found: Verification
    complaints: list[Complaints]


def verified(result: Result, terms: View, memo: Memo | None = None) -> Result:
    """`result` with what verification finds in it."""
    found = checked(result, rendering.terms_in(result, terms), memo or Memo())
    return rendering.judged(result, found.status, found.checks, found.findings)


async def prepare(drafts: Sequence[Draft], terms: View, means: Means) -> list[Ready]:
    """Draw up what is to be translated of each draft. In order of the sources: who comes first has a segment
    translated that several have in common.
    """
    size = sum(drafted.article.size for drafted in drafts)
    own = [rendering.own_terms(drafted.result, terms) for drafted in drafts]
    ordered = await aside(size, lambda: list(map(_ordered, drafts, own, repeat(means))))
    ready = []
    for drafted, known, orders in zip(drafts, own, ordered, strict=True):
        source = drafted.article.document.sha256
        tasks = [
            Task(language, order, means.memory.claim(order.segments, keys, means.setting(language), source))
            for language, order, keys in orders
        ]
        ready.append(Ready(drafted, known, tuple(tasks)))
    return ready


async def finish(ready: Ready, means: Means) -> Result:
    """Translate, verify, and have what is wrong translated once more. Raises DocumentError, or Waiting."""
    waiting = False
    try:
        rendered = await together(_rendered(ready, task, means) for task in ready.tasks)
        made = await _improved(ready, await _judged(ready, rendered, means), means)
        if any(map(_is_news, ready.tasks, made.rendered, made.complaints)):
            await _remember(ready, made, means)
        return rendering.judged(made.result, made.found.status, made.found.checks, made.found.findings)
    except Waiting:
        waiting = True
        raise
    finally:
        for task in ready.tasks:  # whoever waits for this document goes on in any case
            means.memory.release(task.claim, waiting=waiting)


async def _improved(ready: Ready, made: _Judged, means: Means) -> _Judged:
    """`made` with what is wrong translated once more, where that is no worse than it was."""
    mendable = list(map(_mendable, made.rendered, made.complaints))
    if not any(mendable):
        return made
    again = await _judged(ready, await _mended(ready, made.rendered, mendable, means), means)
    better = list(map(_better, made.rendered, again.rendered, made.complaints, again.complaints))
    return again if better == again.rendered else await _judged(ready, better, means)


def _is_news(task: Task, made: Rendered, wrong: Complaints) -> bool:
    """Whether the memory does not have all of this: what is new, or what could not be mended."""
    known, keys = task.claim.kept, task.claim.keys
    return bool(made.tried & wrong.keys()) or any(keys.get(one) not in known for one in made.texts)


async def _remember(ready: Ready, judged: _Judged, means: Means) -> None:
    """Keep what has no faults for all documents, and for this one what could not be mended."""
    for task, made, wrong in zip(ready.tasks, judged.rendered, judged.complaints, strict=True):
        sound = {ident: text for ident, text in made.texts.items() if ident not in wrong}
        faulty = {ident: made.texts[ident] for ident in made.tried & wrong.keys() & made.texts.keys()}
        await means.memory.keep(task.claim, sound, faulty)


async def _judged(ready: Ready, rendered: list[Rendered], means: Means) -> _Judged:
    """The result with its translations, and what verification says of it."""
    size = ready.drafted.article.size
    result, terms = await aside(size, _filled, ready, rendered, means)
    found = await checked_by(means.workers, result, terms, means.memo, size)
    wrong = [finding for finding in found.findings if rendering.is_error(finding, "en")]
    told: list[Complaints] = [
        rendering.complaints(result, task.ordered, wrong) if wrong else {} for task in ready.tasks
    ]
    return _Judged(rendered, result, found, told)


def _mendable(made: Rendered, complaints: Complaints) -> Complaints:
    """Those that are worth another question: not what a provider refused, not what a person approved of, nor
    what was asked for once more in vain, in this run or before it.
    """
    settled = made.withheld | made.approved | made.tried
    return {ident: wrong for ident, wrong in complaints.items() if ident not in settled}


async def _mended(
    ready: Ready, rendered: Sequence[Rendered], complaints: Sequence[Complaints], means: Means
) -> list[Rendered]:
    """What is wrong translated once more; without a usable answer the first one stands, flagged."""

    async def again(task: Task, made: Rendered, faulty: Complaints) -> Rendered:
        if not faulty:
            return made
        with suppress(AnswerError):
            anew = await _again(ready, task, means, faulty)
            return made | replace(anew, tried=frozenset(anew.texts))
        return made

    return await together(
        again(task, made, faulty)
        for task, made, faulty in zip(ready.tasks, rendered, complaints, strict=True)
    )


def _better(first: Rendered, second: Rendered, before: Complaints, after: Complaints) -> Rendered:
    """`second`, with the first translation of each segment, if it has one, whose second has more errors."""
    worse = {
        ident: first.texts[ident]
        for ident in (second.tried - first.tried) & first.texts.keys()
        if ident in after and len(after[ident].messages) > len(before[ident].messages)
    }
    return replace(second, texts={**second.texts, **worse}) if worse else second


def _ordered(drafted: Draft, terms: OwnTerms, means: Means) -> list[tuple[str, Order, Mapping[str, str]]]:
    """For each language what is to be translated, and the keys of its segments in the memory."""
    orders = rendering.orders(drafted.result, terms, means.to, drafted.article.document.pieces)
    if not means.memory.remembers:
        return [(language, order, {}) for language, order in orders]
    return [
        (language, order, keys_of(order.segments, terms, means.setting(language)))
        for language, order in orders
    ]


def _filled(ready: Ready, rendered: Sequence[Rendered], means: Means) -> tuple[Result, tuple[Term, ...]]:
    """The draft with all its translations, and the terms that occur in it."""
    made = {
        task.language: bodies.Made(
            {**rendering.placed(task.ordered, one.texts), **one.lines},
            _places(task, one.withheld),
            _places(task, one.approved) | one.lines.keys(),
        )
        for task, one in zip(ready.tasks, rendered, strict=True)
    }
    result = rendering.fill(ready.drafted.result, made[rendering.ENGLISH].texts, ready.terms)
    result = rendering.translated(result, means.to, ready.drafted.article.document.pieces, made)
    return result, rendering.terms_in(result, ready.terms)


def _places(task: Task, ids: frozenset[str]) -> frozenset[str]:
    return frozenset(place for ident in ids for place in task.ordered.places.get(ident, ()))


async def _rendered(ready: Ready, task: Task, means: Means) -> Rendered:
    """The translations of a task: what people approved of, what is remembered, and the rest by the model."""
    remembered = await means.memory.known(task.claim)
    approved, lines = dict[str, str](), dict[str, str]()
    if len(means.user) or len(means.reviewed):
        approved, lines = await asyncio.to_thread(_approved, ready, task, means, remembered)
    known = {**remembered, **_as_it_stands(ready, task), **approved}
    rendered = await _asked(ready, task, task.ordered.segments, means, known=known)
    if task.claim.expected - approved.keys():
        raise Waiting
    tried = task.claim.tried - approved.keys()
    return replace(rendered, approved=frozenset(approved), tried=tried, lines=lines)


def _as_it_stands(ready: Ready, task: Task) -> dict[str, str]:
    """Id -> text, of what is in the language of the translation already: a document's own lines and what was
    copied from them, if there is no Chinese in it. Chinese into Chinese is the model's work: it may be wanted
    in the other script.
    """
    language = ready.drafted.article.document.language
    if language in ("", "zh") or primary(task.language) != primary(language):
        return {}
    return {one.id: one.zh for one in task.ordered.segments if not bodies.HAN.search(one.zh)}


async def _again(ready: Ready, task: Task, means: Means, complaints: Complaints) -> Rendered:
    """Those segments anew that errors complain about."""
    return await _asked(ready, task, task.ordered.only(complaints).segments, means, complaints=complaints)


def _approved(
    ready: Ready, task: Task, means: Means, known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Id -> translation, from what was reviewed in this folder and from the user's own memory; and the same
    of whole lines, by their places: people approve of lines, which may have several cells.

    What is `known` lends them its tags.
    """
    document = ready.drafted.article.document

    def find(zh: str) -> str:
        reviewed = means.reviewed.exact(zh, task.language, document.path)
        return reviewed or means.user.exact(zh, task.language)

    approved = {segment.id: find(flat(segment.zh)) for segment in task.ordered.segments}
    lines: dict[str, str] = {}
    if task.language in means.to:
        where = bodies.slot(task.language, means.to)
        lines = bodies.approved(ready.drafted.result, document.pieces, where, find)
    for ident, places in task.ordered.places.items():
        if all(place in lines for place in places):
            approved[ident] = lines[places[0]]
        lines |= {place: retagged(known.get(ident, ""), lines[place]) for place in places if place in lines}
    found = {ident: retagged(known.get(ident, ""), text) for ident, text in approved.items() if text}
    return found, lines


async def _asked(
    ready: Ready,
    task: Task,
    segments: Sequence[Segment],
    means: Means,
    *,
    known: Mapping[str, str] | None = None,
    complaints: Complaints | None = None,
) -> Rendered:
    return await translate(
        segments,
        ready.terms,
        means.asker,
        document=ready.drafted.article.document.path,
        title=ready.drafted.result.title.zh,
        to=task.language,
        complaints=complaints,
        known=known,
        similar=lambda zh: means.user.near(zh, task.language) or means.reviewed.near(zh, task.language),
    )
