"""First scores in relation to the page: how a unit's score stands to its neighbours' and to the best part.

How high a body scores differs from page to page; what shows everywhere is the step between it and what
surrounds it. These columns let a second additive model correct the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from summarizer.cleaning.context import Sheet, windows
from summarizer.cleaning.spans import best, gains, weigh

_NOTHING = -8.0  # the mean score beyond the ends of a document
_THRESHOLDS = (0, 1, 2, 3, 4)
_TAKEN_OVER = (
    "size",
    "solid",
    "open",
    "last",
    "nav",
    "legal",
    "meta",
    "date",
    "since_byline",
    "all_share",
    "bare_run",
)


def relate(sheet: Sheet, scores: Sequence[float]) -> dict[str, list[int]]:
    """Columns over the units of `sheet`, from their first `scores`."""
    count = len(scores)
    sizes = sheet.columns["size"]
    weights = [min(size, 120) + 5 for size in sizes]
    heavy = list(accumulate(weights, initial=0))
    scored = list(accumulate((z * w for z, w in zip(scores, weights, strict=True)), initial=0.0))

    def means(back: int, ahead: int) -> list[float]:
        totals, sizes_of = windows(scored, back, ahead), windows(heavy, back, ahead)
        return [total / size if size else _NOTHING for total, size in zip(totals, sizes_of, strict=True)]

    around = means(4, 5)
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
        before = means(reach, 0)
        after = means(-1, 1 + reach)
        columns[f"before_{reach}"] = [steps(x) for x in before]
        columns[f"after_{reach}"] = [steps(x) for x in after]
        columns[f"rise_{reach}"] = [steps(y - x) for x, y in zip(before, after, strict=True)]
    weighed = weigh(sizes)
    for shift in _THRESHOLDS:
        start, stop = best(gains(scores, weighed, shift))
        columns[f"in_{shift}"] = _depths(start, stop, count)
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


def _depths(start: int, stop: int, count: int) -> list[int]:
    """0..3 outside a range (3 beside it), 4..7 inside (4 at its border), for each of `count` units."""
    length = stop - start
    inside = [4 + min(k, length - 1 - k, 3) for k in range(min(length, 3))]
    if length > 3:
        inside += [7] * (length - 6) + [4 + min(length - 1 - k, 3) for k in range(max(3, length - 3), length)]
    above, below = [1, 2, 3], [3, 2, 1]
    return (
        [0] * (start - 3)
        + above[max(0, 3 - start) :]
        + inside
        + below[: count - stop]
        + [0] * (count - stop - 3)
    )
