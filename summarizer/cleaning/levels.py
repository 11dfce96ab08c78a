"""First scores in relation to the page: how a unit's score stands to its neighbours' and to the best part.

How high a body scores differs from page to page; what shows everywhere is the step between it and what
surrounds it. These columns let a second additive model correct the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import sub

from summarizer.cleaning.context import Sheet, ramp, windows
from summarizer.cleaning.spans import best, gains, weigh

_NOTHING = -8.0  # the mean score beyond the ends of a document
_ZERO = b"\x14"  # what `steps` makes of 0
_WEIGHTS = bytes(min(size, 120) + 5 for size in range(256))
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


def relate(sheet: Sheet, scores: Sequence[float]) -> dict[str, bytes]:
    """Columns over the units of `sheet`, from their first `scores`."""
    count = len(scores)
    sizes = sheet.columns["size"]
    weights = sizes.translate(_WEIGHTS)
    heavy = list(accumulate(weights, initial=0))
    scored = list(accumulate((z * w for z, w in zip(scores, weights, strict=True)), initial=0.0))

    def means(back: int, ahead: int) -> list[float]:
        totals, sizes_of = windows(scored, back, ahead), windows(heavy, back, ahead)
        return [total / size if size else _NOTHING for total, size in zip(totals, sizes_of, strict=True)]

    around = means(4, 5)
    top = max(around)
    own = _all_steps(scores)
    columns = {
        "score": own,
        "score-1": _ZERO + own[:-1],
        "score+1": own[1:] + _ZERO,
        "lag": _all_steps([top - z - 5 for z in scores]),
        "lag_around": _all_steps([top - z - 5 for z in around]),
        "top": _all_steps([top]) * count,
    }
    for reach in (3, 8):
        before = means(reach, 0)
        after = means(-1, 1 + reach)
        columns[f"before_{reach}"] = _all_steps(before)
        columns[f"after_{reach}"] = _all_steps(after)
        columns[f"rise_{reach}"] = _all_steps(list(map(sub, after, before)))
    weighed = weigh(sizes)
    for shift in _THRESHOLDS:
        start, stop = best(gains(scores, weighed, shift))
        columns[f"in_{shift}"] = _depths(start, stop, count)
    columns.update((name, sheet.columns[name]) for name in _TAKEN_OVER)
    columns["main"] = sheet.main
    columns["main_near"] = _nearby(sheet.main)
    columns["votes"] = sheet.votes
    columns["votes_near"] = _voted_nearby(sheet.votes)
    return columns


def _nearby(main: bytes) -> bytes:
    """How many of the seven units around each are main content, from 1; 0 where that is not known."""
    if not main or not main[0]:
        return main
    sums = list(accumulate((int(value == 2) for value in main), initial=0))
    return bytes(1 + near for near in windows(sums, 3, 4))


def _all_steps(scores: Sequence[float]) -> bytes:
    """A column of the `steps` of `scores`."""
    return bytes([int(z * 2) + 20 if -10 < z < 10 else 40 if z > 0 else 0 for z in scores])


def _voted_nearby(votes: bytes) -> bytes:
    """How many votes the seven units around each have together, from 1; 0 where that is not known."""
    if not votes or not votes[0]:
        return votes
    sums = list(accumulate((value - 1 for value in votes), initial=0))
    return bytes(1 + sums[min(len(votes), k + 4)] - sums[max(0, k - 3)] for k in range(len(votes)))


def steps(score: float, fine: int = 2) -> int:
    """A score of -10..10 as an integer from 0, `fine` to the unit."""
    return int((10.0 if score > 10 else -10.0 if score < -10 else score) * fine) + 10 * fine


def _depths(start: int, stop: int, count: int) -> bytes:
    """0..3 outside a range (3 beside it), 4..7 inside (4 at its border), for each of `count` units."""
    length = stop - start
    half = (length + 1) // 2
    inside = ramp(4, half, 7) + ramp(4, length - half, 7)[::-1]
    above, below = b"\1\2\3"[max(0, 3 - start) :], b"\3\2\1"[: count - stop]
    return bytes(max(0, start - 3)) + above + inside + below + bytes(max(0, count - stop - 3))
