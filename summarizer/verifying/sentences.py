"""Which sentences of a Chinese text go with which of its English, where they are not equal in number.

By their lengths, as translations of one text are usually aligned: the cheapest way to pair one or two
sentences of the one with up to three of the other, in order. Figures that both have make a pair more likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, chain, pairwise, product
from operator import or_

SENTENCE = re.compile(r"[。！？；!?;]")  # the end of one
# Sentences are cut behind their marks, which are looked for by what they begin with: that is fast.
SENTENCE_ZH = re.compile(r"[^。！？!?；;]*+(?:[。！？!?；;]++[”」』）)]?)?")
END_EN = re.compile(r"[.!?](?:(?<=[a-z\d)%?!].)\s+(?=[A-Z\"“(\d])|[\"”)]\s+(?=[A-Z\"“(]))|;[\"”)]?\s+")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
CLAUSE_ZH, CLAUSE_EN = re.compile("[，；：](?=.)"), re.compile(r"[,;:] (?=.)")
MOST = 160  # sentences: longer texts are lists of many things
BAND = 12  # sentences off the even way through both texts
# What may go together, and how unlikely that is.
STEPS = ((1, 1, 0.0), (1, 2, 1.2), (2, 1, 1.2), (2, 2, 2.5), (1, 3, 2.5), (3, 1, 2.5))
ALIKE = 0.8  # for a figure that both have
WORST = 12.0
LEAST, MOST_LETTERS = 1.8, 9.0  # English characters for a Chinese one


@lru_cache(maxsize=8)  # several checks ask in a row
def aligned(zh: str, en: str) -> tuple[tuple[str, str], ...]:
    """The sentences that belong together, in order; one pair of the whole texts if they are too many."""
    ours, theirs = _sentences_zh(zh), _sentences_en(en)
    if not (1 < len(ours) <= MOST and 1 < len(theirs) <= MOST):
        return ((zh, en),)
    if len(ours) == len(theirs) and all(map(_fit, ours, theirs)):
        return tuple(zip(ours, theirs, strict=True))
    ends = _cheapest(ours, theirs, len(en) / len(zh))
    return tuple(("".join(ours[a:c]), " ".join(theirs[b:d])) for (a, b), (c, d) in pairwise(ends))


def clauses(zh: str, en: str) -> list[tuple[str, str]]:
    """The clauses of two sentences that have equally many, of about the same lengths, with the same figures.

    Without figures nothing tells which goes with which: English may turn them round.
    """
    ours, theirs = CLAUSE_ZH.split(zh), CLAUSE_EN.split(en)
    if not (1 < len(ours) == len(theirs) and all(map(_fit, ours, theirs))):
        return []
    figures = _figures(ours, theirs)
    return list(zip(ours, theirs, strict=True)) if figures and figures[0] == figures[1] else []


def _sentences_zh(zh: str) -> list[str]:
    return [part for part in SENTENCE_ZH.findall(zh) if part.strip()]


def _sentences_en(en: str) -> list[str]:
    cuts = [0, *(found.end() for found in END_EN.finditer(en)), len(en)]
    parts = (en[start:end].rstrip() for start, end in pairwise(cuts))
    return [part for part in parts if part]


def _fit(zh: str, en: str) -> bool:
    """Whether a sentence may be the translation of another by its length."""
    return LEAST <= len(en) / (len(zh) or 1) <= MOST_LETTERS


def _cheapest(ours: Sequence[str], theirs: Sequence[str], ratio: float) -> list[tuple[int, int]]:
    """Where groups begin and end on the cheapest way through both texts."""
    ends_zh, ends_en = ([*accumulate(map(len, parts), initial=0)] for parts in (ours, theirs))
    figures = _figures(ours, theirs)
    best, evenly = {(0, 0): (0.0, (0, 0))}, len(theirs) / len(ours)
    for at in product(range(len(ours)), range(len(theirs))):
        if at not in best:
            continue
        (a, b), so_far = at, best[at][0]
        for down, across, unlikely in STEPS:
            c, d = to = a + down, b + across
            if c > len(ours) or d > len(theirs) or abs(d - c * evenly) > BAND:
                continue
            expected = ratio * (ends_zh[c] - ends_zh[a])
            off = ends_en[d] - ends_en[b] - expected
            cost = so_far + unlikely + min(WORST, off * off / (8.0 * (expected + 10.0)))
            if figures:
                cost -= ALIKE * (_any(figures[0][a:c]) & _any(figures[1][b:d])).bit_count()
            if to not in best or cost < best[to][0]:
                best[to] = cost, at
    at = (len(ours), len(theirs))
    if at not in best:
        return [(0, 0), at]
    ends = [at]
    while at != (0, 0):
        at = best[at][1]
        ends.append(at)
    return ends[::-1]


def _figures(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[int], list[int]] | tuple[()]:
    """The figures of each part that both texts have, one bit a figure; () if there are none."""
    here, there = ([FIGURE.findall(part) for part in parts] for parts in (ours, theirs))
    bits: dict[str, int] = {}
    for figure in set(chain.from_iterable(here)) & set(chain.from_iterable(there)):
        bits[figure] = 1 << len(bits)
    if not bits:
        return ()
    mine, others = ([_any(bits.get(each, 0) for each in found) for found in side] for side in (here, there))
    return mine, others


def _any(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
