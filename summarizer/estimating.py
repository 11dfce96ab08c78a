"""What a run would send and cost, before anything is sent.

The prompts of the digest are filled in and measured; what depends on answers (names, translations) is
estimated from the lengths that were measured on real pages, as a range.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from summarizer.bounding import is_unsure, question
from summarizer.chunking import split
from summarizer.cleaning import clean
from summarizer.errors import UnreadableDocument
from summarizer.forms import for_article
from summarizer.llm.prices import Price
from summarizer.llm.tokens import estimate as tokens_of
from summarizer.reading import Source, read
from summarizer.text import Article
from summarizer.wiring import Machine

# Tokens, low and high, as seen for articles of 500 to 4,000 characters. Of a few lines there is less
# to say: below SHORT characters the low ends shrink with it, but for PROMPT, the tokens of the wording alone.
SHORT, PROMPT = 800, 1_000
DIGEST_OUT = (900, 3_000)
ENGLISH_IN, ENGLISH_OUT = (1_700, 4_000), (700, 2_200)
NAMES_IN, NAMES_OUT = (250, 900), (120, 500)
# A Chinese character of a body is about so many tokens in, and so many out in English.
BODY_IN, BODY_OUT = (0.8, 1.3), (0.7, 1.2)
# A repaired answer and a re-ask now and then: the share by which the high end grows.
REPAIRS = 1.25


@dataclass(frozen=True)
class DocumentEstimate:
    """One document: what of it would be sent, or why it cannot be read."""

    path: str
    lines: int = 0
    sent_lines: int = 0
    characters: int = 0
    requests: int = 0
    tokens_in: tuple[int, int] = (0, 0)
    tokens_out: tuple[int, int] = (0, 0)
    error: str = ""


@dataclass(frozen=True)
class Estimate:
    """All documents that are to be done, and their sum. Costs are in USD, None where the price is unknown.
    `finished` is how many an earlier run finished.
    """

    documents: tuple[DocumentEstimate, ...]
    price: Price | None
    finished: int = 0

    def total(self, name: str, end: int) -> int:
        """The low (0) or high (1) end of `tokens_in` or `tokens_out` over all documents."""
        return sum(getattr(document, name)[end] for document in self.documents)

    @property
    def cost(self) -> tuple[Decimal, Decimal] | None:
        """The low and the high end."""
        if self.price is None:
            return None
        low, high = (
            self.price.worst(self.total("tokens_in", end), self.total("tokens_out", end)) for end in (0, 1)
        )
        return low, high

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        cost = self.cost
        return {
            "documents": [
                {
                    "path": document.path,
                    "lines": document.lines,
                    "sent_lines": document.sent_lines,
                    "characters": document.characters,
                    "requests": document.requests,
                    "tokens_in": list(document.tokens_in),
                    "tokens_out": list(document.tokens_out),
                    "error": document.error,
                }
                for document in self.documents
            ],
            "finished": self.finished,
            "requests": sum(document.requests for document in self.documents),
            "tokens_in": [self.total("tokens_in", 0), self.total("tokens_in", 1)],
            "tokens_out": [self.total("tokens_out", 0), self.total("tokens_out", 1)],
            "cost_usd": [float(cost[0]), float(cost[1])] if cost else None,
        }


@dataclass(frozen=True)
class Forecast:
    """What is still to be done will take about so many tokens and so much money (USD, None where the price is
    unknown): low and high ends. `measured` of the `documents` were read for it. The cache may have some.
    """

    documents: int
    measured: int
    tokens: tuple[int, int]
    cost: tuple[Decimal, Decimal] | None


def forecast(
    sources: Iterable[Source],
    machine: Machine,
    *,
    to: str = "",
    most: int = 24,
    seconds: float = 2.0,
    clock: Callable[[], float] = time.monotonic,
) -> Forecast:
    """Estimate a run from a few of its documents: `most`, chosen by chance, or as many as `seconds` allow."""
    chosen, count = _sample(sources, most)
    until, measured = clock() + seconds, list[DocumentEstimate]()
    for source in chosen:
        measured.extend(_each([source], machine, to))
        if clock() > until:
            break
    found = Estimate(tuple(measured), machine.price)
    share = Fraction(count, len(measured) or 1)
    low, high = (
        round((found.total("tokens_in", end) + found.total("tokens_out", end)) * share) for end in (0, 1)
    )
    cost = found.cost and (_times(found.cost[0], share), _times(found.cost[1], share))
    return Forecast(count, len(measured), (low, high), cost)


def _times(amount: Decimal, share: Fraction) -> Decimal:
    return amount * share.numerator / share.denominator


def _sample(sources: Iterable[Source], most: int) -> tuple[list[Source], int]:
    """Some of the sources, each as probable as any other, and how many there are. The same each time."""
    dice, chosen, count = random.Random(0), list[Source](), 0  # noqa: S311 - guards nothing
    for source in sources:
        count += 1
        if len(chosen) < most:
            chosen.append(source)
        elif (place := dice.randrange(count)) < most:
            chosen[place] = source
    return chosen, count


def estimate(sources: Iterable[Source], machine: Machine, *, to: str = "") -> Estimate:
    """Read and clean every source and measure what would be sent. `to` as in `summarize`."""
    return Estimate(tuple(_each(sources, machine, to)), machine.price)


def _each(sources: Iterable[Source], machine: Machine, to: str) -> Iterator[DocumentEstimate]:
    for source in sources:
        try:
            yield _measured(source, machine, to)
        except UnreadableDocument as error:
            yield DocumentEstimate(source.path, error=str(error))


def _measured(source: Source, machine: Machine, to: str) -> DocumentEstimate:
    article = clean(read(source))
    parts = split(article)
    form = for_article(machine.form, article)
    read_in = 0.0
    for part in parts:
        messages = machine.asker.prompts.render(
            "digest", lines=part.lines, part=part.index, total=part.total, **form.variables
        )
        read_in += sum(tokens_of(text) for _, text in messages)
    characters = sum(len(line.text) for line in article.body)
    body = characters if to else 0
    merging = len(parts) > 1
    asked = _asked(article, machine)
    share = min(1.0, characters / SHORT)

    def ends(
        known: int, once: tuple[int, int], part: tuple[int, int], per_character: tuple[float, float]
    ) -> tuple[int, int]:
        low = known + share * (once[0] + part[0] * len(parts)) + per_character[0] * body
        high = known + once[1] + part[1] * (len(parts) + merging) + per_character[1] * body
        return round(low), round(high * REPAIRS)

    read_in += asked
    known_in = round(read_in) + PROMPT
    more_in = ENGLISH_IN[0] + NAMES_IN[0] - PROMPT, ENGLISH_IN[1] + NAMES_IN[1] - PROMPT
    fixed_out = (ENGLISH_OUT[0] + NAMES_OUT[0], ENGLISH_OUT[1] + NAMES_OUT[1])
    return DocumentEstimate(
        source.path,
        lines=len(article.lines),
        sent_lines=len(article.shown),
        characters=characters,
        requests=len(parts) + merging + 1 + -(-body // 3_000) + (asked > 0),
        tokens_in=ends(known_in, more_in, (0, 1_500 * merging), BODY_IN),
        tokens_out=ends(0, fixed_out, DIGEST_OUT, BODY_OUT),
    )


def _asked(article: Article, machine: Machine) -> int:
    """The tokens of the question where the article begins and ends, if it would be asked; else 0."""
    if machine.settings.no_ask or not is_unsure(article):
        return 0
    messages = machine.asker.prompts.render("bounds", **question(article))
    return round(sum(tokens_of(text) for _, text in messages))
