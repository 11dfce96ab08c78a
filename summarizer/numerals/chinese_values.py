"""What a Chinese figure is worth, what qualifies it and of which kind it is: by what a pattern matched."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

from summarizer.numerals.chinese_patterns import (
    HAN_PARTS,
    NO_MORE,
    PIECE,
    QUALIFIED_AFTER,
    QUALIFIED_BEFORE,
    QUALIFYING_AFTER,
    QUALIFYING_BEFORE,
    RECENT,
)  # fmt: skip
from summarizer.numerals.figure import (
    Figure,
    FigureKind,
    Qualifier,
    Value,
    digit_value,
    han_range,
    han_value,
    multiplier,
)  # fmt: skip

_SCALES = {"万": 10**4, "亿": 10**8}


@lru_cache(maxsize=4096)
def number_of(text: str) -> tuple[Value, Value | None]:
    """The value (or bounds) of what `_NUM` matched."""
    if text[0].isdigit():
        text = text.replace(" ", "") if text[-1].isdigit() else text  # 138 000
        factor = _SCALES.get(text[-1])
        number = text[:-1] if factor else text
        if number.replace(".", "", 1).isdecimal():  # 45.67亿: one term
            return digit_value(number, factor or 1), None
        return _terms(text), None
    parts = HAN_PARTS.match(text)
    if parts is None:
        return 0, None
    low, high = han_range(parts[1])
    factor = multiplier(parts[2])
    return low * factor, None if high is None else high * factor


def _terms(text: str) -> Value:
    """The sum of terms in digits and multipliers (3亿2,500万); a last digit counts tenths (12万5).

    What stands before a greater multiplier is multiplied, too: 6千5百万, 1万2千亿.
    """
    total: Value = 0
    below: Value = 0  # what is not multiplied by 万 or 亿 yet
    factor = 1
    for piece in PIECE.finditer(text):
        zero, number, times = piece.groups()
        if times is None and factor > 10 and not zero and len(number) == 1:
            return total + below + value_in(number) * (factor // 10)
        is_last = not text[piece.end() :].strip("余多来几 ")
        of_myriads = times == "千" and factor == 10**8 and not zero and is_last
        factor = multiplier(times) * (_MYRIAD if of_myriads else 1)  # 2亿5千 has 5千万
        scale = _MYRIAD ** ((len(str(factor)) - 1) // 4)
        below += _value(number, factor // scale)
        if scale > 1:
            total, below = (total + below) * scale if total < scale else total + below * scale, 0
    return total + below


_MYRIAD = 10**4


def _value(number: str, factor: int) -> Value:
    return digit_value(number, factor) if number[0].isdigit() else han_value(number) * factor


def value_in(text: str) -> Value:
    """The value of a numeral in digits or in Han numerals."""
    return digit_value(text) if text[0].isdigit() else han_value(text)


def qualifier_of(text: str, start: int, end: int, surface: str) -> Qualifier:
    """What qualifies the figure between two places of a text."""
    head = QUALIFYING_BEFORE.search(text, start - 12 if start > 12 else 0, start)
    if head:
        before = QUALIFIED_BEFORE.search(text, head.start(), start)
        if before and not _is_other_word(before[0], text, start):
            return _named(before)
    if "余" in surface or "多" in surface or (surface[0] != "几" and "几" in surface):
        more = _MORE.search(text, start, end)
        return "" if more and NO_MORE.match(text, more.start()) else "over"
    if not QUALIFYING_AFTER.search(text, end, end + 4):
        return ""
    after = QUALIFIED_AFTER.match(text, end)
    return _named(after) if after and after.lastgroup else "over" if after and "+" in after[0] else ""


_MORE = re.compile("[余多]")  # of 12多米尼加 it begins a name


def _is_other_word(word: str, text: str, start: int) -> bool:
    """Whether what stands before a figure does not qualify it: 近三年, 科约两国 (Kuwait and Jordan)."""
    return (word == "近" and RECENT.match(text, start) is not None) or (
        word == "约" and text.startswith("两国", start)
    )


def _named(match: re.Match[str]) -> Qualifier:
    return cast("Qualifier", match.lastgroup or "")


_MONEY = ("元", "圆", "币", "英镑", "卢布", "块", "角")
_RANKS = frozenset("届期级轮号层条章节线环环卷版集辑代") | {"等奖", "年级", "中全会", "周年", "星级", "大"}


@lru_cache(maxsize=1024)
def kind_of(unit: str) -> FigureKind:
    """The kind of what is counted in a unit."""
    if unit in {"%", "‰"} or unit.endswith(("百分点", "基点", "基本点", "BP", "bp", "BPS", "bps")):
        return "percentage"
    if unit.endswith(_MONEY):
        return "amount"
    return "multiple" if unit == "倍" else "ordinal" if unit in _RANKS else "count"


def figure_of(match: re.Match[str], text: str, value: Value, **more: Any) -> Figure:
    """The figure that a pattern has matched."""
    surface, (start, end) = match[0], match.span()
    if not more.get("qualifier"):
        more["qualifier"] = qualifier_of(text, start, end, surface)
    return Figure(surface, start, end, value, **more)
