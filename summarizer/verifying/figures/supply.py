"""Which figures of a Chinese text the lines of an article state."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from summarizer.dates.masking import Quantities, quantities_zh
from summarizer.numerals import Figure, Qualifier
from summarizer.numerals.chinese_patterns import HAN
from summarizer.numerals.figure import Value
from summarizer.numerals.readings import Key, key_of, token
from summarizer.verifying.figures.unsaid import years_of

_ROUNDING: dict[Qualifier, tuple[Value, Value]] = {
    # what a qualified figure may stand for, as shares of it
    "over": (1, Fraction(6, 5)),
    "at_least": (1, Fraction(6, 5)),
    "nearly": (Fraction(4, 5), 1),
    "under": (Fraction(4, 5), 1),
    "about": (Fraction(9, 10), Fraction(11, 10)),
}


_FEW, _MANY = 10, 60
_MONTHS, _HALF_YEAR = {"年": 12, "个月": 1}, 6
_HOUR, _NOON = 60, 12  # minutes, hours
_HALVES = re.compile("晚|下午|上午|早")
_NUMERALS = frozenset(HAN + string.digits + "０１２３４５６７８９几兆")
# What a figure that goes on has before it, and behind its unit and behind its last numeral.
_BEFORE = _NUMERALS | frozenset(string.ascii_letters + "第数.,:/-—–负成上．")
_GOING_ON = _NUMERALS | frozenset("半之")
_PARTS = _GOING_ON | frozenset(string.ascii_letters + ".,:/-—–~至到、成分点折世％%‰倍番年月日时岁旬个多余．")


def unsupported(zh: str, source: Sequence[str]) -> list[Figure]:
    """The figures of a Chinese text that no line of the source supports.

    The same value supports, however it is written; a qualified figure is supported by a value that it
    rounds (超22万亿 by 22.1万亿). Sums and other arithmetic support nothing.
    """
    return Supply(map(quantities_zh, source)).lacks(zh)


class Supply:
    """The figures of some lines. What is asked for first is worked out first."""

    def __init__(self, lines: Iterable[Quantities]) -> None:
        self._lines = tuple(lines)

    def lacks(self, zh: str) -> list[Figure]:
        """The figures of `zh` that the lines do not state."""
        return [figure for figure in stated(zh) if not self.has(figure)]

    def has(self, figure: Figure) -> bool:
        """Whether the lines state a figure, or one that it rounds."""
        if figure.kind == "label":
            return figure.surface in self._written or token(figure.surface) in self._text
        if self._is_written(figure.surface) or self._is_counted_off(figure) or self._is_of_evening(figure):
            return True
        stands = all(
            self._states(key_of(figure, value)) or self._rounds(figure, value) for value in figure.values
        )
        return stands or self._is_in_a_date(figure) or self._is_in_months(figure)

    def _is_in_months(self, figure: Figure) -> bool:
        """Whether the lines have a span of years in months, or the other way round: 半年, 6个月."""
        months = figure.value * _MONTHS.get(figure.unit, 0)
        if not months or months % _HALF_YEAR or figure.upper is not None:
            return False
        unit = "年" if figure.unit == "个月" else "个月"
        span = Fraction(months, _MONTHS[unit])
        value = int(span) if span.denominator == 1 else span
        other = figure._replace(value=value, unit=unit, kind="fraction" if value < 1 else "count")
        return unit in self._written and self._states(key_of(other, value))

    def _is_written(self, surface: str) -> bool:
        """Whether the lines have a figure just as it is written, and not as a part of another one.

        Most are; then no figure of the lines has to be read.
        """
        at = self._written.find(surface)
        while at >= 0:
            end = at + len(surface)
            parts = _PARTS if surface[-1] in _NUMERALS else _GOING_ON
            if self._written[at - 1] not in _BEFORE and self._written[end] not in parts:
                return True
            at = self._written.find(surface, at + 1)
        return False

    def _is_of_evening(self, figure: Figure) -> bool:
        """Whether a full hour is told apart from its half of the day: 今晚（1月22日）8点档."""
        if figure.kind != "time" or figure.value % _HOUR or not _HALVES.search(figure.surface):
            return False
        hours = (figure.value // _HOUR, figure.value // _HOUR + _NOON)
        return _HALVES.search(self._written) is not None and any(f"{n}点" in self._written for n in hours)

    def _is_counted_off(self, figure: Figure) -> bool:
        """Whether an ordinal is that of one of several things: 第三 where the article says 其三."""
        surface = figure.surface
        return surface[:1] == "第" and f"其{surface[1:2]}" in self._written and surface[1:2] in HAN

    def _states(self, key: Key) -> bool:
        """Whether any line states a value; those behind the first that does are not read."""
        return any(key in line.keys for line in self._lines)

    @cached_property
    def _written(self) -> str:
        return "\n".join(["", *[line.rest for line in self._lines], ""])

    def _is_in_a_date(self, figure: Figure) -> bool:
        """Whether a figure is a part of a date that is stated in full: 三十号, 98年."""
        if figure.unit == "号":
            return figure.value in self._days
        years = years_of(figure)
        if _FEW <= figure.value < _MANY:
            return False  # 25年 counts years more often than not
        return bool(years) and not self._years.isdisjoint(years)

    @cached_property
    def _text(self) -> str:
        return token("\n".join(line.rest for line in self._lines))

    @cached_property
    def _keys(self) -> set[Key]:
        return {key for line in self._lines for key in line.keys}

    @cached_property
    def _days(self) -> set[int | None]:
        return {day[2] for line in self._lines for mention in line.dates for day in mention.days}

    @cached_property
    def _years(self) -> set[int]:
        return {year for line in self._lines for year in line.years}

    def _rounds(self, figure: Figure, value: Value) -> bool:
        if figure.qualifier not in _ROUNDING:
            return False
        low, high = _ROUNDING[figure.qualifier]
        kind, wanted = key_of(figure, value)
        return any(key == kind and wanted * low <= known <= wanted * high for key, known in self._keys)


def stated(zh: str) -> list[Figure]:
    """The figures of a Chinese text that have to be supported: no idioms, no vague ones, no 一."""
    return [
        figure
        for figure in quantities_zh(zh).figures
        if not (figure.soft or figure.vague or figure.kind == "idiom")
    ]
