"""Which sentences of a Chinese text go with which of its English, where they are not equal in number.

By their lengths, as translations of one text are usually aligned: the cheapest way to pair one or two
sentences of the one with up to three of the other, in order. Figures that both have make a pair more likely.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from itertools import accumulate, chain, pairwise
from math import inf
from operator import or_

SENTENCE = re.compile(r"[。！？；!?;]")  # the end of one
# Sentences are cut behind their marks, which are looked for by what they begin with: that is fast.
SENTENCE_ZH = re.compile(r"[^。！？!?；;]*+(?:[。！？!?；;]++[”」』）)]?)?")
STOP_EN = re.compile(r"[.!?](?:(?<=[a-z\d)%?!\"”].)\s+(?=[A-Z\"“(\d])|[\"”)]\s+(?=[A-Z\"“(]))")
END_EN = re.compile(rf"{STOP_EN.pattern}|;[\"”)]?\s+")
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
BORDER = re.compile("[，；：。！？]")
CLAUSE_ZH, CLAUSE_EN = re.compile("[，；：](?=.)"), re.compile(r"[,;:] (?=.)")
MOST = 160  # sentences: longer texts are lists of many things
BAND = 12  # sentences off the even way through both texts
# What may go together, and how unlikely that is.
STEPS = ((1, 1, 0.0), (1, 2, 1.2), (2, 1, 1.2), (2, 2, 2.5), (1, 3, 2.5), (3, 1, 2.5))
LONGER = ((1, 4, 3.5), (1, 5, 4.5))  # a sentence of many clauses, where a text is aligned by what it says
ALIKE = 0.8  # for a figure that both have
WORST = 12.0
UNTOLD = 3.0  # for what is said and not told, where a text is aligned by it
# Of 700 paragraphs that models translated none, of 925 that people did two would be better by as much without
# a sentence that is told; 2 in 3 are if one is not told.
FAR_BETTER = 4.5
BETTER = 3.5  # with fewer sentences in English: none of 1,400 that models translated
LATIN = 0.35  # of a Chinese character
HAN_RUNS, LATIN_RUNS = re.compile("[\u4e00-\u9fff]++"), re.compile("[0-9A-Za-z]++")
LEAST, MOST_LETTERS = 1.8, 9.0  # English characters for a Chinese one

Figures = tuple[list[int], list[int]] | tuple[()]
Counted = tuple[list[int], list[int]] | tuple[()]
Groups = tuple[tuple[str, str], ...]
Ways = dict[tuple[int, int], tuple[float, tuple[int, int]]]


@lru_cache(maxsize=64)  # several checks ask, each about all texts of a result
def aligned(zh: str, en: str) -> Groups:
    """The sentences that belong together, in order; one pair of the whole texts if they are too many."""
    ours, theirs = _sentences_zh(zh), sentences_en(en)
    if not (1 < len(ours) <= MOST and 1 < len(theirs) <= MOST):
        return ((zh, en),)
    if len(ours) == len(theirs) and all(map(_fit, ours, theirs)):
        return tuple(zip(ours, theirs, strict=True))
    return _grouped(ours, theirs, _cheapest(ours, theirs, len(en) / len(zh)))


def fairly_aligned(zh: str, en: str, says: Callable[[str], int], tells: Callable[[str], int]) -> Groups:
    """The same, but so that what the Chinese sentences say is told wherever it is about as likely.

    `says` and `tells` count something in a Chinese and an English sentence. What is then told less often than
    it is said is told nowhere near.
    """
    ours, theirs = _sentences_zh(zh), sentences_en(en)
    if not (1 < len(ours) <= MOST and 1 < len(theirs) <= MOST):
        return ((zh, en),)
    counted = [*accumulate(map(says, ours), initial=0)], [*accumulate(map(tells, theirs), initial=0)]
    return _grouped(ours, theirs, _cheapest(ours, theirs, len(en) / len(zh), counted))


@lru_cache(maxsize=64)  # several checks ask, each about all texts of a result
def side_by_side(zh: str, en: str) -> Groups:
    """The sentences that go together, the English in small letters."""
    groups = aligned(zh, en) if SENTENCE.search(zh[:-1]) else ((zh, en),)
    return tuple([(part, other.lower()) for part, other in groups])


def clauses(zh: str, en: str) -> list[tuple[str, str]]:
    """The clauses of two sentences that have equally many, of about the same lengths, with the same figures.

    Without figures nothing tells which goes with which: English may turn them round.
    """
    ours, theirs = CLAUSE_ZH.split(zh), CLAUSE_EN.split(en)
    if not (1 < len(ours) == len(theirs) and all(map(_fit, ours, theirs))):
        return []
    figures = _figures(ours, theirs)
    return list(zip(ours, theirs, strict=True)) if figures and figures[0] == figures[1] else []


def clauses_apart(zh: str, one: int, other: int) -> int:
    """How many borders of clauses lie between two places of a Chinese text."""
    return sum(1 for _ in BORDER.finditer(zh, min(one, other), max(one, other)))


@lru_cache(maxsize=256)
def _sentences_zh(zh: str) -> tuple[str, ...]:
    return tuple([part for part in SENTENCE_ZH.findall(zh) if part.strip()])


@lru_cache(maxsize=256)
def sentences_en(en: str, end: re.Pattern[str] = END_EN) -> tuple[str, ...]:
    """The sentences of an English text."""
    cuts = [0, *(found.end() for found in end.finditer(en)), len(en)]
    return tuple([part for start, end in pairwise(cuts) if (part := en[start:end].rstrip())])


def _stopped_en(en: str) -> tuple[str, ...]:
    """Those that no semicolon ends: English may have it for a Chinese comma, or for the end of a sentence."""
    return sentences_en(en, STOP_EN) if ";" in en else sentences_en(en)  # others ask for these, too


def _fit(zh: str, en: str) -> bool:
    """Whether a sentence may be the translation of another by its length."""
    return LEAST <= len(en) / (len(zh) or 1) <= MOST_LETTERS


def left_out(zh: str, en: str, usual: float) -> str:
    """The sentence of the Chinese without which the rest goes together far better; "" if there is none.

    `usual`: English characters for a Chinese one in other texts of the document, by `measure`. As others
    find omissions (Gale and Church, 1993): a sentence that goes with nothing, between those that fit. A text
    that is longer than usual, or has more sentences than the Chinese, has none left out, only told otherwise.
    """
    ours, theirs = _sentences_zh(zh), _stopped_en(en)
    if not (1 < len(ours) <= MOST and len(theirs) <= len(ours)):
        return ""
    better = FAR_BETTER if len(theirs) == len(ours) else BETTER
    place = _surplus(ours, theirs, usual, better)
    if place is None or (";" in en and _surplus(ours, sentences_en(en), usual, better) is None):
        return ""
    return ours[place]


def put_in(zh: str, en: str, usual: float) -> str:
    """The same the other way round: the English sentence that goes with nothing of the Chinese."""
    ours, theirs = _sentences_zh(zh), _stopped_en(en)
    if not (len(ours) < len(theirs) <= MOST):
        return ""
    place = _surplus_en(ours, theirs, usual)
    return "" if place is None else theirs[place]


def _surplus(ours: Sequence[str], theirs: Sequence[str], usual: float, better: float) -> int | None:
    """Which of our sentences goes with nothing; None if each goes with some."""
    if sum(map(len, theirs)) >= usual * sum(map(measure, ours)):
        return None
    return _without(ours, theirs, usual, (1, 0), better)


def _surplus_en(ours: Sequence[str], theirs: Sequence[str], usual: float) -> int | None:
    """Which of their sentences goes with nothing; None if each goes with some."""
    if sum(map(len, theirs)) <= usual * sum(map(measure, ours)):
        return None
    return _without(ours, theirs, usual, (0, 1), FAR_BETTER)


def _without(
    ours: Sequence[str], theirs: Sequence[str], usual: float, one: tuple[int, int], better: float
) -> int | None:
    """The sentence of the side where `one` has 1 without which the rest goes together `better` by so much."""
    sizes, lengths, figures = [*map(measure, ours)], [*map(len, theirs)], _figures(ours, theirs)
    ways = _ways(sizes, lengths, figures, usual)
    all_ours, all_theirs = len(ours), len(theirs)
    whole, _ = ways.get((all_ours, all_theirs), (inf, None))
    alike = sum(map(int.bit_count, figures[0])) if figures else 0
    if whole + ALIKE * alike < better:  # even if nothing speaks against the rest
        return None
    back = _ways(sizes[::-1], lengths[::-1], figures and (figures[0][::-1], figures[1][::-1]), usual)
    here, there = one
    without = (
        (cost + back[rest][0], a if here else b)
        for (a, b), (cost, _) in ways.items()
        if (rest := (all_ours - a - here, all_theirs - b - there)) in back
    )
    cost, place = min(without, default=(inf, 0))
    return place if better <= whole - cost < inf else None


@lru_cache(maxsize=256)
def measure(zh: str) -> float:
    """The length of a Chinese text: a letter or digit is not much of a character."""
    return sum(map(len, HAN_RUNS.findall(zh))) + LATIN * sum(map(len, LATIN_RUNS.findall(zh)))


def _grouped(ours: Sequence[str], theirs: Sequence[str], ends: Sequence[tuple[int, int]]) -> Groups:
    return tuple(("".join(ours[a:c]), " ".join(theirs[b:d])) for (a, b), (c, d) in pairwise(ends))


def _cheapest(
    ours: Sequence[str], theirs: Sequence[str], ratio: float, counted: Counted = ()
) -> list[tuple[int, int]]:
    """Where groups begin and end on the cheapest way through both texts."""
    ways = _ways([*map(len, ours)], [*map(len, theirs)], _figures(ours, theirs), ratio, counted)
    at = (len(ours), len(theirs))
    if at not in ways:
        return [(0, 0), at]
    ends = [at]
    while at != (0, 0):
        at = ways[at][1]
        ends.append(at)
    return ends[::-1]


def _ways(
    sizes: Sequence[float], lengths: Sequence[int], figures: Figures, ratio: float, counted: Counted = ()
) -> Ways:
    """The cheapest way to each place in both texts: what it costs, and the place before.

    `ratio`: how much of the English goes with how much of the Chinese; `counted`: how often something has
    been said, and told, before each sentence.
    """
    ends_zh, ends_en = [*accumulate(sizes, initial=0)], [*accumulate(lengths, initial=0)]
    steps = (*STEPS, *LONGER) if counted else STEPS
    there = [[_any(figures[1][b : b + n]) for n in range(6)] for b in range(len(lengths))] if figures else []
    best: Ways = {(0, 0): (0.0, (0, 0))}
    evenly = len(lengths) / len(sizes)
    for a in range(len(sizes)):
        ahead = _ahead(a, steps, ends_zh, figures, ratio, evenly)
        for b in range(len(lengths)):
            at = a, b
            if at not in best:
                continue
            so_far = best[at][0]
            for c, across, unlikely, expected, spread, even, here in ahead:
                d = b + across
                if d > len(lengths) or not -BAND <= d - even <= BAND:
                    continue
                off = ends_en[d] - ends_en[b] - expected
                off = off * off / spread
                cost = so_far + unlikely + (off if off < WORST else WORST)  # noqa: FURB136  # fast
                if here:
                    cost -= ALIKE * (here & there[b][across]).bit_count()
                if counted:
                    said, told = counted[0][c] - counted[0][a], counted[1][d] - counted[1][b]
                    cost += UNTOLD * max(0, said - told)
                to = c, d
                if to not in best or cost < best[to][0]:
                    best[to] = cost, at
    return best


def _ahead(
    a: int,
    steps: Iterable[tuple[int, int, float]],
    ends: Sequence[float],
    figures: Figures,
    ratio: float,
    evenly: float,
) -> list[tuple[int, int, float, float, float, float, int]]:
    """Where steps from a place in the Chinese lead, and of their costs what the English does not change."""
    found = []
    for down, across, unlikely in steps:
        if (c := a + down) < len(ends):
            expected = ratio * (ends[c] - ends[a])
            here = _any(figures[0][a:c]) if figures else 0
            found.append((c, across, unlikely, expected, 8.0 * (expected + 10.0), c * evenly, here))
    return found


def _figures(ours: Sequence[str], theirs: Sequence[str]) -> Figures:
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
