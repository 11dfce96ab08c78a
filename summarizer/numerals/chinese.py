"""Figures in Chinese text.

Only the places where a figure can start are looked at; every kind of figure has a pattern of its own and
a small reader here.
"""

from __future__ import annotations

import re

from summarizer.numerals.chinese_patterns import (
    AFTER_DIGITS,
    AFTER_HAN,
    DECIMAL,
    HAN,
    HEADS,
    MANY_DIGITS,
    OTHERS,
    PLAIN,
    POINTS,
    RANGE,
    STARTS,
    TO,
    TO_WITHIN,
)  # fmt: skip
from summarizer.numerals.chinese_readers import READERS
from summarizer.numerals.figure import Figure, fold, with_fractions, with_surface


def figures_zh(text: str) -> list[Figure]:
    """Every figure of a Chinese text, in order, idioms and labels included (with their kind)."""
    return [with_surface(figure, text) for figure in figures_of_folded(fold(text))]


_NUMERALS = frozenset(HAN)


def figures_of_folded(folded: str) -> list[Figure]:
    """The figures of a text that is folded, with its surfaces."""
    figures = []
    search = STARTS.search
    start = search(folded)
    while start:
        at, end = start.span()
        match = _match(folded, at, end)
        if match is not None:
            end = match.end()
            figure = READERS[match.lastgroup or "skip"](match, folded)
            if figure is None and match.lastgroup == "range" and (one := PLAIN.match(folded, at)):
                figure, end = READERS["plain"](one, folded), one.end()  # 10人到四川 is no range
            if figure is not None:
                figures.append(figure)
        start = search(folded, end)
    return with_fractions(figures, folded) if "/" in folded else figures


def _match(folded: str, at: int, end: int) -> re.Match[str] | None:
    """The match of the first kind of figure that begins at `at`; `end` is where its run of digits ends.

    Most figures are plain, which can be told by the characters after their first: then nothing else is tried.
    """
    first = folded[at]
    if "0" <= first <= "9":
        goes_on = folded[end : end + 1] in POINTS and DECIMAL.match(folded, at)
        after = goes_on.end() if goes_on else end
        others = folded[after : after + 1] in AFTER_DIGITS or end - at >= MANY_DIGITS
    elif first not in _NUMERALS:
        return OTHERS[first].match(folded, at)
    else:
        others = folded[at + 1 : at + 2] in AFTER_HAN or folded[at : at + 2] in HEADS
    if others and (match := OTHERS[first].match(folded, at)):
        return match
    match = PLAIN.match(folded, at)
    if match is None:
        return None
    after = match.end("number")
    if TO.search(folded, after, after + TO_WITHIN):
        return RANGE.match(folded, at) or match
    return match
