"""Whether a figure of the fields is one: its surface form holds a figure, all of it, and that of its text.

"8公里" stands in 整修水渠38公里 and is not what the article says; 会议指出 counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.fields import Number
from summarizer.matching import plain, within
from summarizer.numerals.chinese_patterns import HAN
from summarizer.numerals.figure import fold
from summarizer.verifying.places import all_places

# What counts without a numeral: 翻番, 过半, 首家, 俩人, 多数.
_COUNTING = frozenset("两兩半双雙俩倆仨倍番首冠亚亞季末单單数數几幾多全甲乙丙丁")
_NUMERALS = frozenset(HAN + "萬億兩")
_DIGITS = frozenset("0123456789")
_SCALES = frozenset("万亿萬億")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")  # behind a comma: in 10,20,30 each is a figure of its own
_BEHIND = 5  # characters: a comma, three digits, and what follows
_DATE = re.compile(r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?")
_PERCENT = frozenset("%％‰‱百分成折点點率半倍番全")


def misgiven(number: Number, lines: Sequence[str]) -> Iterator[str]:
    """What is wrong with the surface form of a figure; `lines` are those that it cites, folded."""
    surface, zh = plain(number.surface), plain(number.zh)
    if not surface:
        return
    if not _counts(surface):
        yield f"“{number.surface}” holds no figure"
    elif not (_DIGITS.isdisjoint(surface) or within(surface, zh)) and _has_figure(zh):
        yield f"“{number.surface}” is no part of “{number.zh}”, whose figure it should be"
    elif is_cut(fold(number.surface.strip()), lines):
        yield f"“{number.surface}” is cut out of a longer figure of the article"
    if number.kind == "percentage" and _PERCENT.isdisjoint(surface):
        yield f"{number.surface} is no percentage"


def _has_figure(zh: str) -> bool:
    """Whether a text has a figure beside its dates: else it may be what one is of, 2003年污水处理率."""
    return not _DIGITS.isdisjoint(_DATE.sub("", zh))


def _counts(text: str) -> bool:
    return any(char.isnumeric() or char in _COUNTING for char in text)


def is_cut(surface: str, lines: Sequence[str]) -> bool:
    """Whether a surface form stands in some lines, and everywhere as a part of a longer figure.

    Blanks part figures here, as they do in a table.
    """
    places = [(line, at) for line in lines for at in all_places(surface, line)]
    return bool(places) and all(
        _goes_on_before(surface, line[max(0, at - 2) : at])
        or _goes_on_behind(surface[-1], line[at + len(surface) : at + len(surface) + _BEHIND])
        for line, at in places
    )


def _goes_on_before(surface: str, before: str) -> bool:
    first = surface[0]
    if first in ".,":
        return before[-1:] in _DIGITS
    if first in _DIGITS:
        parted = before[-1:] == "." or (before[-1:] == "," and _THOUSANDS.match(surface))
        return before[-1:] in _DIGITS or (bool(parted) and before[:1] in _DIGITS)
    return first in _NUMERALS and before[-1:] in _NUMERALS


def _goes_on_behind(last: str, after: str) -> bool:
    if last in _DIGITS:
        joined = after[:1] == "." or (after[:1] == "," and _THOUSANDS.match(after[1:]))
        return after[:1] in _DIGITS or after[:1] in _SCALES or (bool(joined) and after[1:2] in _DIGITS)
    kilo = last in _SCALES and after[:1] in ("千", "百")  # 3万千瓦
    return last in _NUMERALS and after[:1] in _NUMERALS and not kilo
