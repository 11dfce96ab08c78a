"""Which sentences of a Chinese text go with which of its English, where they are not equal in number.

By their lengths, as translations of one text are usually aligned: the cheapest way to pair one or two
sentences of the one with up to three of the other, in order. Figures that both have make a pair more likely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

SENTENCE_ZH = re.compile(r"(?<=[。！？!?；;])(?![”」』）)])|(?<=[。！？!?；][”」』）)])")
SENTENCE_EN = re.compile(r"(?<=[a-z\d)%][.!?;])\s+(?=[A-Z\"“(\d])|(?<=[.!?][\"”)])\s+(?=[A-Z\"“(])|(?<=;)\s+")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
MOST = 40  # sentences: longer texts are lists of many things
# What may go together, and how unlikely that is.
STEPS = ((1, 1, 0.0), (1, 2, 1.2), (2, 1, 1.2), (2, 2, 2.5), (1, 3, 2.5), (3, 1, 2.5))
ALIKE = 0.8  # for a figure that both have
WORST = 12.0
LEAST, MOST_LETTERS = 1.8, 9.0  # English characters for a Chinese one


def aligned(zh: str, en: str) -> list[tuple[str, str]]:
    """The sentences that belong together, in order; one pair of the whole texts if they are too many."""
    ours = [part for part in SENTENCE_ZH.split(zh) if part.strip()]
    theirs = [part for part in SENTENCE_EN.split(en) if part.strip()]
    if not (1 < len(ours) <= MOST and 1 < len(theirs) <= MOST):
        return [(zh, en)]
    if len(ours) == len(theirs) and all(map(_fit, ours, theirs)):
        return list(zip(ours, theirs, strict=True))
    ends = _cheapest(ours, theirs, len(en) / len(zh))
    return [("".join(ours[a:c]), " ".join(theirs[b:d])) for (a, b), (c, d) in pairwise(ends)]


def _fit(zh: str, en: str) -> bool:
    """Whether a sentence may be the translation of another by its length."""
    return LEAST <= len(en) / len(zh) <= MOST_LETTERS


def _cheapest(ours: Sequence[str], theirs: Sequence[str], ratio: float) -> list[tuple[int, int]]:
    """Where groups begin and end on the cheapest way through both texts."""
    figures = [set(FIGURE.findall(part)) for part in ours], [set(FIGURE.findall(part)) for part in theirs]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for a in range(len(ours)):
        for b in range(len(theirs)):
            if (a, b) not in best:
                continue
            for down, across, unlikely in STEPS:
                c, d = a + down, b + across
                if c > len(ours) or d > len(theirs):
                    continue
                cost = best[a, b][0] + unlikely + _cost(ours[a:c], theirs[b:d], ratio)
                cost -= ALIKE * len(set().union(*figures[0][a:c]) & set().union(*figures[1][b:d]))
                if (c, d) not in best or cost < best[c, d][0]:
                    best[c, d] = cost, (a, b)
    at = (len(ours), len(theirs))
    if at not in best:
        return [(0, 0), at]
    ends = [at]
    while at != (0, 0):
        at = best[at][1]
        ends.append(at)
    return ends[::-1]


def _cost(ours: Sequence[str], theirs: Sequence[str], ratio: float) -> float:
    """How unlikely it is for texts of these lengths to say the same."""
    expected = ratio * sum(map(len, ours))
    off = sum(map(len, theirs)) - expected
    return float(min(WORST, off * off / (8.0 * (expected + 10.0))))
