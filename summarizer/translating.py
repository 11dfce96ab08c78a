"""Segments -> English (or another language). Everything that is put into another language comes through here.

The same ids must come back as went out: what is missing is asked for again. A request that the provider
refuses is halved until the refused segment stands alone. Only terms that occur in a segment travel with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from summarizer.answers import TranslateAnswer
from summarizer.asking import Asker, CutOff
from summarizer.concurrency import together
from summarizer.errors import ContentRefused
from summarizer.text import Segment, Term

# What one request carries. Answers are about as long in tokens as the Chinese in characters times 1.3.
CHARS_PER_CALL = 3_000
SEGMENTS_PER_CALL = 80
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
    complaints: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, str]:
    """Id -> translation. An id is missing only where the model left it out twice or refused it.

    `complaints` gives, for ids that are translated again, the earlier translation and what was wrong.
    """
    distinct = [segment for segment in segments if segment.zh.strip()]
    batches = list(_batches(distinct))
    job = _Job(terms, asker, document, title, to, complaints or {})
    answers = await together([job.translated(batch) for batch in batches])
    return {ident: text for answer in answers for ident, text in answer.items()}


class _Job:
    """What the requests of one call of `translate` share."""

    def __init__(
        self,
        terms: Terms,
        asker: Asker,
        document: str,
        title: str,
        to: str,
        complaints: Mapping[str, tuple[str, str]],
    ) -> None:
        self.terms, self.asker, self.document = terms, asker, document
        self.title, self.language, self.complaints = title, LANGUAGES.get(to, to), complaints

    async def translated(self, batch: Sequence[Segment]) -> dict[str, str]:
        """The translations of a batch; asks again for what is missing, halves what is refused or cut off."""
        try:
            found = await self._asked(batch)
            missing = [segment for segment in batch if segment.id not in found]
            if missing:
                found |= await self._asked(missing)
        except (CutOff, ContentRefused) as error:
            if len(batch) == 1:
                if isinstance(error, ContentRefused):
                    return {}
                raise
            half = len(batch) // 2
            first, second = await together([self.translated(batch[:half]), self.translated(batch[half:])])
            return first | second
        return found

    async def _asked(self, batch: Sequence[Segment]) -> dict[str, str]:
        ids = {segment.id for segment in batch}
        matching = self.terms.matching("\n".join(segment.zh for segment in batch))
        answer = await self.asker.ask(
            "translate",
            TranslateAnswer,
            document=self.document,
            segments=[self._item(segment) for segment in batch],
            terms={term.zh: term.en for term in matching},
            language=self.language,
            title=self.title,
        )
        return {item.id: item.en.strip() for item in answer.segments if item.id in ids and item.en.strip()}

    def _item(self, segment: Segment) -> dict[str, str]:
        item = {"id": segment.id, "zh": segment.zh}
        if segment.context:
            item["context"] = segment.context
        if segment.id in self.complaints:
            item["previous"], item["complaint"] = self.complaints[segment.id]
        return item


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
