"""Document -> the range of its units that is the body, with a confidence: the three models in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.cleaning import agreeing, bordering, comparing, doubting, frames, levels, ranges
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.headlines import Headline, Headlines
from summarizer.cleaning.model import Additive, Model
from summarizer.cleaning.roles import unframed_title, widened
from summarizer.cleaning.spans import Span

# Below this it is worth asking: 9 to 15 of 100 pages of unseen sites, among them most of the wrong ones.
UNSURE = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The body's units `start` to `stop` (half-open), the likeliest headline, and the confidence.

    `candidates` are all ranges that were proposed, best first where they were compared; `framed` says whether
    a site stands around the text.
    """

    start: int
    stop: int
    headline: Headline | None
    confidence: float
    candidates: tuple[Span, ...]
    framed: bool = True


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


def choose(sheet: Sheet, model: Model, known_title: str = "", *, in_order: bool = True) -> Choice:
    """Choose the body of a sheet that has at least one unit.

    Where the order of the candidates is not wanted, they are only compared if that can change the choice.
    """
    first = model.lines.score(sheet.columns)
    scores = first, model.levels.score(levels.relate(sheet, first))
    titles = Headlines(sheet, model.headlines, known_title)
    candidates = ranges.propose(sheet, scores[1])
    framed = frames.is_framed(sheet)
    if not (framed or in_order) and (agreed := _agreed(sheet, candidates, titles)):
        return _whole(sheet, agreed[0], candidates)
    offer = describe(sheet, scores, candidates, titles)
    (start, stop), *_ = ranked = rank(offer, model.ranges)
    headline = titles.named(start)
    if not framed:
        return _whole(sheet, unframed_title(sheet, headline), ranked)
    confidence = doubting.sureness(doubt(offer, model.ranges), model.sureness)
    start, stop = agreeing.reach(sheet, *widened(sheet, start, stop, headline), headline)
    whole = bordering.between(sheet) if confidence < bordering.SURE else None
    if whole and (confidence < bordering.HARDLY or (whole[0] <= start and stop <= whole[1])):
        start, headline = bordering.titled(sheet, whole, headline)
        stop = whole[1]
    return Choice(start, stop, headline, confidence, tuple(ranked))


def _whole(sheet: Sheet, headline: Headline | None, candidates: Sequence[Span]) -> Choice:
    """All that stands below the headline of a sheet that no site stands around."""
    start = headline.unit + 1 if headline else 0
    return Choice(start, len(sheet.texts), headline, frames.CERTAIN, tuple(candidates), framed=False)


def _agreed(sheet: Sheet, candidates: Sequence[Span], titles: Headlines) -> list[Headline | None]:
    """The title of a text without a site around it, if it is the same whichever candidate is the body; else
    nothing.
    """
    starts = dict.fromkeys(start for start, _ in candidates)
    found = [unframed_title(sheet, titles.above(start)) for start in starts]
    return found[:1] if len({title and title.unit for title in found}) == 1 else []


def gather(sheet: Sheet, scores: tuple[Sequence[float], Sequence[float]], titles: Headlines) -> Offer:
    """The candidates that the corrected scores propose, described."""
    return describe(sheet, scores, ranges.propose(sheet, scores[1]), titles)


def describe(
    sheet: Sheet,
    scores: tuple[Sequence[float], Sequence[float]],
    candidates: list[Span],
    titles: Headlines,
) -> Offer:
    """The candidates with all that speaks for and against each."""
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
