"""Segments -> English (or another language). Everything that is put into another language comes through here.

The same ids must come back as went out: what is missing is asked for again. A request that the provider
refuses, or whose answer was cut off, is halved until the segment stands alone; one that is too long by itself
is halved between its sentences. Only terms that occur in a segment travel with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from summarizer.answers import TranslateAnswer
from summarizer.asking import Asker, CutOff
from summarizer.concurrency import together
from summarizer.errors import ContentRefused
from summarizer.exchange import inline
from summarizer.leverage import Match
from summarizer.llm.calls import Cause
from summarizer.text import Complaint, Segment, Term

# What one request carries. Answers are about as long in tokens as the Chinese in characters times 1.3.
CHARS_PER_CALL = 3_000
SEGMENTS_PER_CALL = 80
NEARBY = 80  # characters of a neighbour that is not sent itself
SENTENCE_END = re.compile(r"[。！？；][”」』）]*")
WITHOUT_SPACES = ("ja", "zh", "yue")  # languages that have none between sentences
LANGUAGES = {"en": "English", "en-GB": "English (British spelling)", "en-US": "English (American spelling)"}


class Terms(Protocol):
    """What is needed of a termbase."""

    def matching(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, nested ones left out."""
        ...


async def translate(
    segments: Sequence[Segment],
    terms: Terms,
    asker: Asker,
    *,
    document: str,
    title: str = "",
    to: str = "en",
    complaints: Mapping[str, Complaint] | None = None,
    known: Mapping[str, str] | None = None,
    similar: Callable[[str], Match | None] = lambda _zh: None,
) -> Rendered:
    """The translations by id. One is missing only where the model left it out twice, or refused it.

    `complaints` gives, by the ids of what is translated again, what was wrong with the first translation.
    What is `known` (id -> translation) is not sent. It is left out of requests that are drawn up as if it
    were not known: so a run that goes on after a kill, knowing more, asks the rest in the very same words.
    `similar` gives an approved translation of a text like the one it is given, to go along as a reference.
    """
    distinct = [segment for segment in segments if segment.zh.strip()]
    found = {segment.id: known[segment.id] for segment in distinct if known and segment.id in known}
    batches = [[segment for segment in batch if segment.id not in found] for batch in _batches(distinct)]
    job = _Job(terms, asker, document, title, to, complaints or {}, _neighbours(distinct), similar)
    answers = await together([job.translated(batch) for batch in batches if batch])
    rendered = Rendered(found)
    for answer in answers:
        rendered |= answer
    return rendered


@dataclass(frozen=True)
class Rendered:
    """Translations by the ids of their segments, and the ids of those that the provider refused, of those
    that a person approved of, and of those that were asked for once more because they were faulty. `lines`
    are texts that a person approved of in one place, by it.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    tried: frozenset[str] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Rendered) -> Rendered:
        """Both together; of one id the later counts."""
        texts = {**self.texts, **other.texts}
        withheld = (self.withheld | other.withheld) - texts.keys()
        approved, tried = self.approved | other.approved, self.tried | other.tried
        return Rendered(texts, withheld, approved, tried, {**self.lines, **other.lines})


class _Job:
    """What the requests of one call of `translate` share."""

    def __init__(
        self,
        terms: Terms,
        asker: Asker,
        document: str,
        title: str,
        to: str,
        complaints: Mapping[str, Complaint],
        neighbours: Mapping[str, tuple[Segment | None, Segment | None]],
        similar: Callable[[str], Match | None],
    ) -> None:
        self.terms, self.asker, self.document = terms, asker, document
        self.title, self.to, self.complaints = title, to, complaints
        self.language = LANGUAGES.get(to, to)
        self.neighbours, self.similar = neighbours, similar

    async def translated(self, batch: Sequence[Segment], *, bare: bool = False) -> Rendered:
        """The translations of a batch; asks again for what is missing, halves what is refused or cut off.

        The halves go without their neighbours (`bare`): what is refused would be refused there, too.
        """
        try:
            found = Rendered(await self._asked(batch, bare=bare, again=bare))
            missing = [segment for segment in batch if segment.id not in found.texts]
            if missing:
                found |= Rendered(await self._asked(missing, bare=bare, again=True))
        except (CutOff, ContentRefused) as error:
            if len(batch) == 1:
                if isinstance(error, ContentRefused):
                    return Rendered(withheld=frozenset({batch[0].id}))
                if halves := _halved(batch[0]):
                    return await self._in_halves(batch[0].id, halves)
                raise
            half = len(batch) // 2
            parts = (batch[:half], batch[half:])
            first, second = await together(self.translated(part, bare=True) for part in parts)
            return first | second
        return found

    async def _in_halves(self, ident: str, halves: Sequence[Segment]) -> Rendered:
        """The translation of a segment from those of its halves; none if one of them has none."""
        made = await together(self.translated([half], bare=True) for half in halves)
        texts = [text for rendered in made for text in rendered.texts.values()]
        if any(rendered.withheld for rendered in made):
            return Rendered(withheld=frozenset({ident}))
        space = "" if self.to.startswith(WITHOUT_SPACES) else " "
        return Rendered({ident: space.join(texts)} if len(texts) == len(halves) else {})

    async def _asked(self, batch: Sequence[Segment], *, bare: bool, again: bool) -> dict[str, str]:
        ids = {segment.id for segment in batch}
        cause: Cause = "repair" if ids & self.complaints.keys() else "first"
        matching = self.terms.matching("\n".join(segment.zh for segment in batch))
        answer = await self.asker.ask(
            "translate",
            TranslateAnswer,
            document=self.document,
            cause="reask" if again else cause,
            segments=[self._item(segment, None if bare else ids) for segment in batch],
            terms={term.zh: term.en for term in matching},
            language=self.language,
            title=self.title,
            wish=lambda said: _untagged(said, batch),
        )
        return {item.id: item.en.strip() for item in answer.segments if item.id in ids and item.en.strip()}

    def _item(self, segment: Segment, sent: Container[str] | None) -> dict[str, Any]:
        """One segment as it is sent, with what stands beside it in the text and is not `sent` itself (None:
        with nothing beside it).
        """
        item: dict[str, Any] = {"id": segment.id, "zh": segment.zh}
        if segment.context:
            item["context"] = segment.context
        before, after = self.neighbours.get(segment.id, (None, None))
        if before and sent is not None and before.id not in sent:
            item["before"] = before.zh[-NEARBY:]
        if after and sent is not None and after.id not in sent:
            item["after"] = after.zh[:NEARBY]
        if match := self.similar(segment.zh):
            item["similar"] = {"zh": match.zh, "text": match.text}
        if segment.id in self.complaints:
            previous, messages = self.complaints[segment.id]
            item |= {"previous": previous, "complaint": "; ".join(messages)}
        return item


def _halved(segment: Segment) -> tuple[Segment, ...]:
    """A segment as two, cut at the end of the sentence nearest to its middle; () if there is none, or where
    tags within it belong together.
    """
    zh = segment.zh.strip()
    ends = [found.end() for found in SENTENCE_END.finditer(zh) if found.end() < len(zh)]
    if not ends or inline.tags(zh):
        return ()
    cut = min(ends, key=lambda end: abs(2 * end - len(zh)))
    return tuple(
        replace(segment, id=f"{segment.id}/{n}", zh=part) for n, part in enumerate((zh[:cut], zh[cut:]), 1)
    )


def _untagged(answer: TranslateAnswer, batch: Sequence[Segment]) -> str:
    """A complaint about segments whose inline tags did not come back as they went out; "" if all did."""
    sent = {segment.id: inline.tags(segment.zh) for segment in batch}
    wrong = [item.id for item in answer.segments if inline.tags(item.en) != sent.get(item.id, ())]
    if not any(sent[ident] for ident in wrong if ident in sent):
        return ""
    rows = [f"- `{ident}`: {' '.join(sent[ident])}" for ident in wrong if sent.get(ident)]
    return "These segments must have exactly the inline tags of their Chinese:\n" + "\n".join(rows)


def _neighbours(segments: Sequence[Segment]) -> dict[str, tuple[Segment | None, Segment | None]]:
    """For each segment of a running text, the ones before and after it."""
    text = [segment for segment in segments if segment.running]
    return {
        segment.id: (before, after)
        for before, segment, after in zip([None, *text], text, [*text[1:], None], strict=False)
    }


def _batches(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    batch: list[Segment] = []
    length = 0
    for segment in segments:
        if batch and (length + len(segment.zh) > CHARS_PER_CALL or len(batch) == SEGMENTS_PER_CALL):
            yield batch
            batch, length = [], 0
        batch.append(segment)
        length += len(segment.zh)
    if batch:
        yield batch
