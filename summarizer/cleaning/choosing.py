"""Document -> the range of its units that is the body, with a confidence: the three models in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.cleaning import comparing, doubting, frames, levels, ranges
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.headlines import Headline, Headlines
from summarizer.cleaning.model import Additive, Model
from summarizer.cleaning.roles import unframed_title, widened
from summarizer.cleaning.spans import Span


@dataclass(frozen=True, slots=True)
class Choice:
    """The body's units `start` to `stop` (half-open), the likeliest headline, and the confidence.

    `candidates` are all ranges that were compared, best first.
    """

    start: int
    stop: int
    headline: Headline | None
    confidence: float
    candidates: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The candidates for the body of a sheet, and all that speaks for and against each.

    `scores` are the units' first scores and the corrected ones, `columns` are over the candidates.
    """

    sheet: Sheet
    scores: tuple[Sequence[float], Sequence[float]]
    candidates: list[Span]
    columns: dict[str, bytes]
    titles: Headlines


def choose(sheet: Sheet, model: Model, known_title: str = "") -> Choice:
    """Choose the body of a sheet that has at least one unit."""
    first = model.lines.score(sheet.columns)
    scores = model.levels.score(levels.relate(sheet, first))
    offer = gather(sheet, (first, scores), Headlines(sheet, model.headlines, known_title))
    (start, stop), *_ = ranked = rank(offer, model.ranges)
    headline = offer.titles.above(start)
    if frames.is_framed(sheet):
        confidence = doubting.sureness(doubt(offer, model.ranges), model.sureness)
        start, stop = widened(sheet, start, stop, headline)
    else:
        headline = unframed_title(sheet, headline)
        confidence, start, stop = frames.CERTAIN, headline.unit + 1 if headline else 0, len(sheet.texts)
    return Choice(start, stop, headline, confidence, tuple(ranked))


def gather(sheet: Sheet, scores: tuple[Sequence[float], Sequence[float]], titles: Headlines) -> Offer:
    """The candidates that the corrected scores propose, described."""
    candidates = ranges.propose(sheet, scores[1])
    return Offer(sheet, scores, candidates, comparing.describe(sheet, scores[1], candidates, titles), titles)


def rank(offer: Offer, chooser: Additive) -> list[Span]:
    """The candidates, in the order in which `chooser` prefers them."""
    worths = chooser.score(offer.columns)
    order = sorted(range(len(worths)), key=worths.__getitem__, reverse=True)
    return [offer.candidates[k] for k in order]


def doubt(offer: Offer, chooser: Additive) -> dict[str, float]:
    """The facts that say how sure the choice of `chooser` is."""
    worths = chooser.score(offer.columns)
    start, _ = offer.candidates[max(range(len(worths)), key=worths.__getitem__)]
    headline = offer.titles.above(start)
    worth = headline.worth if headline else -4.0
    return doubting.weigh_up(offer.sheet, offer.scores, offer.candidates, worths, worth)
