"""Figures in Chinese text.

Only the places where a figure can start are looked at; every kind of figure has a pattern of its own and
a small reader here.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
from summarizer.numerals.figure import Figure, fold, plain, with_fractions, with_surface


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
    if TO.isdisjoint(folded[after : after + TO_WITHIN]):
        return match
    return RANGE.match(folded, at) or match


# A month, with what may stand around it in a date; 3个月 is a period and is none.
_DATE = re.compile(
    r"(?:[\d〇零一二三四五六七八九]{2,4}年)?[\d０-９一二三四五六七八九十]{1,3}月(?:[\d０-９一二三四五六七八九十]{1,3}[日号])?"
    r"(?:[上中下]旬|上午|下午|底前?|初|份|前)?(?:[至到—~～-].{1,12})?"
)


@lru_cache(maxsize=4096)
def value_of(surface: str) -> tuple[str, str]:
    """The plain decimal value and the unit of the first figure of a Chinese surface form.

    ("120000000", "元") for 1.2亿元, ("30", "%") for 三成, ("3-5", "年") for 3至5年; the value is "1/3"
    where no finite decimal exists, and ("", "") where the surface states no figure, or a date.
    """
    stated = [figure for figure in figures_zh(surface) if figure.kind not in {"label", "idiom", "time"}]
    if not stated or _DATE.fullmatch(surface.strip()):
        return "", ""
    figure = next((figure for figure in stated if figure.kind != "date-part"), stated[0])
    return "-".join(plain(value) for value in figure.values), _as_written(figure.unit, surface)


def _as_written(unit: str, surface: str) -> str:
    """A unit with the characters of the surface form: 公頃 where it says 300公頃."""
    at = fold(surface).rfind(unit)
    return surface[at : at + len(unit)] if at >= 0 else unit
