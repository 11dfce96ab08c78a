"""How far the choice of a range can be trusted: facts about it, and the probability that it is right.

The facts are few and each speaks for the choice the more, the greater it is: pages that go wrong are rare, so
there is little to fit weights to. Most telling are how far a different range is behind, and whether the lines
alone, before they are seen in relation to the page, would give the same range.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp

from summarizer.cleaning.context import Sheet
from summarizer.cleaning.spans import Span, best, gains, weigh

_FAR = 3.0  # a margin that counts as clear
_ALIKE = 0.9  # overlap from which two ranges are the same answer
_SHIFTS = (-2, -1, 0)  # strict thresholds, at which lines alone find the core of a body


def weigh_up(
    sheet: Sheet, scores: tuple[Sequence[float], Sequence[float]], candidates: Sequence[Span],
    worths: Sequence[float], headline_worth: float,
) -> dict[str, float]:  # fmt: skip
    """Facts about the best of the `candidates`; `scores` are the units' first and corrected ones.

    `margin`: log-odds ahead of the best candidate that is another answer. `plain`: overlap with what the
    first scores give. `prose`: share of the page's prose. `title`: log-odds of the headline above. `mean`:
    the mean of the units' scores.
    """
    first, scored = scores
    sizes = [shape.size for shape in sheet.shapes]
    sums = list(accumulate(sizes, initial=0))
    k = max(range(len(candidates)), key=worths.__getitem__)
    start, stop = candidates[k]
    overlaps = [overlap(sums, candidates[k], span) for span in candidates]
    weights = weigh(sheet.columns["size"])
    plain = [overlap(sums, candidates[k], best(gains(first, weights, shift))) for shift in _SHIFTS]
    prose = [size if marked else 0 for size, marked in zip(sizes, sheet.columns["prose"], strict=True)]
    inside = sum(weights[start:stop])
    return {
        "margin": _margin(worths, overlaps, k),
        "plain": sum(plain) / len(plain),
        "prose": sum(prose[start:stop]) / (sum(prose) + 1),
        "title": max(-4.0, min(4.0, headline_worth)),
        "mean": sum(z * w for z, w in zip(scored[start:stop], weights[start:stop], strict=True)) / inside,
    }


def sureness(facts: dict[str, float], weights: dict[str, float]) -> float:
    """The probability that the range with these `facts` is right."""
    total = weights[""] + sum(weights[name] * value for name, value in facts.items())
    return 1 / (1 + exp(-max(-20.0, min(20.0, total))))


def _margin(worths: Sequence[float], overlaps: Sequence[float], k: int) -> float:
    """How far candidate `k` is ahead of the best one that is another answer."""
    rivals = [worth for worth, overlap in zip(worths, overlaps, strict=True) if overlap < _ALIKE]
    return min(_FAR, worths[k] - max(rivals)) if rivals else _FAR


def overlap(sums: Sequence[int], one: Span, other: Span) -> float:
    """What two ranges share of their characters, as F1; `sums` are running sizes."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    total = sums[one[1]] - sums[one[0]] + sums[other[1]] - sums[other[0]]
    return 2 * (sums[high] - sums[low]) / total if high > low and total else 0.0
