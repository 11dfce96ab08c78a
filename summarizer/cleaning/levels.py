"""First scores in relation to the page: how a unit's score stands to its neighbours' and to the best part.

How high a body scores differs from page to page; what shows everywhere is the step between it and what
surrounds it. These columns let a second additive model correct the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from summarizer.cleaning.context import Sheet
from summarizer.cleaning.spans import best, gains

_THRESHOLDS = (0, 1, 2, 3, 4)
_TAKEN_OVER = ("size", "solid", "open", "last", "nav", "legal", "meta", "date", "since_byline", "all_share", "bare_run")


def relate(sheet: Sheet, scores: Sequence[float]) -> dict[str, list[int]]:
    """Columns over the units of `sheet`, from their first `scores`."""
    count = len(scores)
    sizes = sheet.columns["size"]
    weights = [min(size, 120) + 5 for size in sizes]
    heavy = list(accumulate(weights, initial=0))
    scored = list(accumulate((z * w for z, w in zip(scores, weights, strict=True)), initial=0.0))

    def mean(a: int, b: int) -> float:
        a, b = max(0, a), min(count, b)
        return (scored[b] - scored[a]) / (heavy[b] - heavy[a]) if a < b else -8.0

    around = [mean(k - 4, k + 5) for k in range(count)]
    top = max(around)
    columns = {
        "score": [steps(z) for z in scores],
        "score-1": [20, *(steps(z) for z in scores[:-1])],
        "score+1": [*(steps(z) for z in scores[1:]), 20],
        "lag": [steps(top - z - 5) for z in scores],
        "lag_around": [steps(top - z - 5) for z in around],
        "top": [steps(top)] * count,
    }
    for reach in (3, 8):
        before = [mean(k - reach, k) for k in range(count)]
        after = [mean(k + 1, k + 1 + reach) for k in range(count)]
        columns[f"before_{reach}"] = [steps(x) for x in before]
        columns[f"after_{reach}"] = [steps(x) for x in after]
        columns[f"rise_{reach}"] = [steps(y - x) for x, y in zip(before, after, strict=True)]
    for shift in _THRESHOLDS:
        start, stop = best(gains(scores, sizes, shift))
        columns[f"in_{shift}"] = [_depth(k, start, stop) for k in range(count)]
    columns.update((name, sheet.columns[name]) for name in _TAKEN_OVER)
    columns["main"] = sheet.main
    columns["main_near"] = _nearby(sheet.main)
    return columns


def _nearby(main: list[int]) -> list[int]:
    """How many of the seven units around each are main content, from 1; 0 where that is not known."""
    if not main or not main[0]:
        return main
    sums = list(accumulate((int(value == 2) for value in main), initial=0))
    return [1 + sums[min(len(main), k + 4)] - sums[max(0, k - 3)] for k in range(len(main))]


def steps(score: float, fine: int = 2) -> int:
    """A score of -10..10 as an integer from 0, `fine` to the unit."""
    return int((10.0 if score > 10 else -10.0 if score < -10 else score) * fine) + 10 * fine


def _depth(k: int, start: int, stop: int) -> int:
    """0..3 outside a range (3 beside it), 4..7 inside (4 at its border)."""
    if k < start:
        return max(0, 4 - (start - k))
    if k >= stop:
        return max(0, 3 - (k - stop))
    return min(7, 4 + min(k - start, stop - 1 - k))
