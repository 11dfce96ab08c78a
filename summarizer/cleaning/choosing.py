"""Document -> the range of its units that is the body, with a confidence: the three models in a row."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from summarizer.cleaning import comparing, levels, ranges
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.headlines import Headline, Headlines
from summarizer.cleaning.model import Additive, Model
from summarizer.cleaning.roles import widened

_FAR = 3.0  # a margin that counts as clear
_TELLING = (
    "step_in",
    "step_out",
    "size",
    "gain_share",
    "title",
    "lost_above",
    "lost_below",
    "skipped",
    "barriers",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The body's units `start` to `stop` (half-open), the likeliest headline, and the confidence."""

    start: int
    stop: int
    headline: Headline | None
    confidence: float


def choose(sheet: Sheet, model: Model, known_title: str = "") -> Choice:
    """Choose the body of a sheet that has at least one unit."""
    first = model.lines.score(sheet.columns)
    scores = model.levels.score(levels.relate(sheet, first))
    candidates = ranges.propose(sheet, scores)
    titles = Headlines(sheet, model.headlines, known_title)
    columns = comparing.describe(sheet, scores, candidates, titles)
    (start, stop), facts = pick(candidates, columns, model.ranges)
    headline = titles.above(start)
    start, stop = widened(sheet, start, stop, headline)
    return Choice(start, stop, headline, _sureness(facts, model.sureness))


def pick(
    candidates: list[tuple[int, int]], columns: dict[str, list[int]], chooser: Additive
) -> tuple[tuple[int, int], dict[str, float]]:
    """The candidate that `chooser` prefers by its `columns`, and the facts that say how sure that is."""
    worth = chooser.score(columns)
    k = max(range(len(candidates)), key=worth.__getitem__)
    facts = {name: float(columns[name][k]) for name in _TELLING}
    return candidates[k], {"margin": _margin(candidates, worth, k), **facts}


def _margin(candidates: list[tuple[int, int]], worth: list[float], k: int) -> float:
    """How far candidate `k` is ahead of the best one that differs from it in more than a fifth."""
    start, stop = candidates[k]
    rivals = [
        value
        for (low, high), value in zip(candidates, worth, strict=True)
        if abs(low - start) + abs(high - stop) > 0.2 * (stop - start)
    ]
    return min(_FAR, worth[k] - max(rivals)) if rivals else _FAR


def _sureness(facts: dict[str, float], weights: dict[str, float]) -> float:
    total = weights[""] + sum(weights[name] * value for name, value in facts.items())
    return 1 / (1 + exp(-max(-20.0, min(20.0, total))))
