"""What English says in words that hold no number: noon, a year and a half, half past six, one in five.

All texts asked here are without blanks and hyphens, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.numerals.readings import Key

_TWELVE = "noon|midday|midnight"
# Twelve o'clock, and a half, in words of their own.
_WORDS = {
    "time": (0, re.compile(_TWELVE)),
    "fraction": (
        Fraction(1, 2),
        re.compile("majority|twiceayear|semiannual|biannual|halfyearly|halfway|midway|interim"),
    ),
}
_PERIODS = {
    "年": "year", "月": "month", "周": "week", "星期": "week", "天": "day", "日": "day", "小时": "hour",
    "时": "hour", "分": "minute", "分钟": "minute", "秒": "second",
}  # fmt: skip
# 第二天: the next day
_AFTER, _NEXT = frozenset("天日年周月夜"), "(?:next|following|subsequent)|dayafter|yearafter"
_OF_ONE = "(?:an?|last|first|final)(?:full|whole|single)?"
_AND_A_HALF = "(?:hour|day|week|month|year|decade|century|minute)andahalf"
_ONE_AND_A_HALF: Key = ("n", Fraction(3, 2))


_TURN, _GIGA = 180, 10**15  # 1000兆
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()  # noqa: SIM905
_DECADES: dict[Value, str] = {10 * tens: word for tens, word in enumerate(_TENS, start=2)}


def is_in_words(figure: Figure, value: Value, keys: Sequence[Key], text: str) -> bool:
    """Whether a text says a value of a Chinese figure, which answers to `keys`, in words without a number."""
    if _is_told_by_article(figure, value, text) or (_ONE_AND_A_HALF in keys and _finds(_AND_A_HALF, text)):
        return True
    if pattern := _pattern_of(figure, value):
        return _finds(pattern, text)
    if figure.unit == "点":  # 两点半
        minutes = int(value * 60)
        return _is_clock_face(minutes, text) or (minutes % 720 == 0 and _finds(_TWELVE, text))
    if figure.kind not in _WORDS:
        return False
    special, words = _WORDS[figure.kind]
    if value == special and words.search(text):
        return True
    return _is_one_in(value, text) if figure.kind == "fraction" else _is_clock_face(int(value), text)


def _pattern_of(figure: Figure, value: Value) -> str:
    """What English may say instead of a figure, or nothing."""
    if value == 2 and figure.kind == "ordinal" and figure.unit in _AFTER:
        return _NEXT
    if value == _TURN and figure.unit == "度":  # 180度转弯
        return "uturn|aboutface|turnaround|turnabout|revers"
    if figure.unit == "年代":
        return _DECADES.get(value % 100, "")
    if value == _GIGA and "兆" in figure.surface:
        return "gigabit|gbps"
    return "around|surround|onallsides|periphery" if value == 4 and figure.surface == "四周" else ""


def _is_told_by_article(figure: Figure, value: Value, text: str) -> bool:
    """Whether a text says 1年 as "a year"; the 1 of 1分40秒 is a minute."""
    if value != 1 or figure.upper is not None or not (figure.unit or figure.digits):
        return False
    period = _PERIODS.get(figure.unit.removeprefix("个")) if figure.unit else "minute"
    return bool(period) and _finds(rf"{_OF_ONE}{period}(?!s)", text)


def is_of_period(figure: Figure, rendering: Figure) -> bool:
    """Whether both figures count the same: hours, say."""
    period = _PERIODS.get(figure.unit.removeprefix("个"))
    return period is not None and rendering.unit.startswith(period)


@lru_cache(maxsize=32)  # many figures of a text ask the same
def _finds(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


_CLOCK_FACE = {15: ("quarterpast", 0), 30: ("halfpast", 0), 45: ("quarterto", 1)}
_HOURS = "twelve one two three four five six seven eight nine ten eleven".split()  # noqa: SIM905


def _is_clock_face(minutes: int, text: str) -> bool:
    """Whether a text says a time as “half past six”."""
    words, later = _CLOCK_FACE.get(minutes % 60, ("", 0))
    hour = (minutes // 60 + later) % 12
    said = rf"{words}(?:{_HOURS[hour]}(?!teen)|{hour or 12}(?!\d))"
    return bool(words) and re.search(said, text) is not None


_WORDS_OF_TEN = "one two three four five six seven eight nine ten".split()  # noqa: SIM905


def _is_one_in(share: Value, text: str) -> bool:
    """Whether a text says 四分之一 as “one in four” or “1 out of 4”."""
    terms = (share.numerator, share.denominator)
    forms = [f"(?:{term}|{_WORDS_OF_TEN[term - 1]})" if 0 < term <= 10 else str(term) for term in terms]
    return re.search(rf"{forms[0]}(?:in|outof)(?:every)?{forms[1]}(?!teen|\d)", text) is not None
