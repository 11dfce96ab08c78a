"""The figures of an article in whatever notation, and numbers that are to be found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property, reduce
from operator import add

from summarizer.dates.mention import EARLIEST, LATEST
from summarizer.numerals import Figure, figures_zh
from summarizer.numerals.figure import Value, fold, ratio
from summarizer.text import Severity
from summarizer.verifying.figures.supply import Supply
from summarizer.verifying.own.keys import (
    is_judged,
    is_numbering,
    is_of_the_fields,
    is_reckoned,
    is_year,
    scale_of,
)
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.page import Page

POWERS = (3, 4, 6, 8, 9)  # 千, 万, million, 亿, billion
_KILO = frozenset({"公里", "千米", "吨", "公斤", "千克", "升", "千瓦"})
FEW, SOME = 3, 20  # what may be counted of anything, and of what an article names
MANY, SUMMED = 400, 40  # figures: of more, any number is the sum of two
_SCALE = frozenset("十百千万亿兆")
_IN_SCALE = re.compile("单位[:：]?.{0,8}?[千万亿]|[（(][百千]?[万亿][元人户吨美]?[元吨]?[)）]")
_RELATIVE_YEAR = re.compile("[去上今本明前后]年|年前|年后|周年")
_ITEM = re.compile("[、，,；;。\n]")
_NO_DIGIT = re.compile(r"\D")
_CODE = 5  # digits: a number of so many may be that of a telephone


class Stock:
    """What a page states in figures, worked out once for all values that are held against it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._quantities = [*page.quantities.values(), *page.seams]
        self.supply = Supply(self._quantities)

    def unstated(self, number: float | str, key: str) -> Iterator[Ill]:
        """What is wrong with a number under a key."""
        value = exact(number)
        if value is None or value == 0 or is_judged(key) or is_numbering(key) or is_of_the_fields(key):
            return
        written = str(number)
        if is_year(key) and value.denominator == 1 and EARLIEST <= value <= LATEST:
            yield from self._year(int(value), written)
            return
        yield from self._value(value, written, key)

    def _value(self, value: Value, written: str, key: str) -> Iterator[Ill]:
        scale = scale_of(key)
        if self._is_stated(value, scale) or self.has_digits(written):
            return
        if scale is None and self.is_in_another_scale(value):
            message = f"{written} stands in the article only with a unit that is not said here"
            yield Ill("figure", "warning", message)
        elif value > FEW or value.denominator > 1:
            computed = self.may_be_reckoned(value, key) or self.may_be_counted(value)
            severity: Severity = "warning" if computed else "error"
            yield Ill("figure", severity, f"{written} stands nowhere in the article")

    def _is_stated(self, value: Value, scale: int | None) -> bool:
        """Whether the article has a value that is given in some power of ten."""
        if self.has(value * 10 ** (scale or 0)):
            return True
        # 12000 under 单位：万元, and the other way round
        return value in self._unscaled or (scale == 0 and self._shrunk(value))

    def is_in_another_scale(self, value: Value) -> bool:
        """Whether the article has a value, in another unit: 12000 of 1.2亿, 1.2 of 1200."""
        return any(self.has(value * 10**power) for power in POWERS) or self._shrunk(value)

    def _shrunk(self, value: Value) -> bool:
        parts = [ratio(value.numerator, value.denominator * 10**power) for power in POWERS]
        return parts[0] in self._kilos or (
            self._is_below_a_scale and any(part in self._unscaled for part in parts)
        )

    def has(self, value: Value) -> bool:
        """Whether the article has a value: as it is, rounded, or a share for a percentage."""
        return value in self.values or value * 100 in self._shares or self._is_rounded(value)

    def states(self, text: str) -> bool:
        """Whether the article has all figures of a text, which has some: 4年 may be 四年."""
        stated = [value for figure in figures_zh(text) for value in figure.values]
        return bool(stated) and all(map(self.has, stated))

    def has_digits(self, written: str) -> bool:
        """Whether some line has the digits of a long number, however they are grouped."""
        digits = _NO_DIGIT.sub("", written)
        return len(digits) >= _CODE and self.has_run(digits)

    def has_run(self, digits: str) -> bool:
        """Whether some line has these digits, maybe as a part of a longer number."""
        return any(digits in line for line in self._digits)

    def may_be_reckoned(self, value: Value, key: str) -> bool:
        """Whether a number may be worked out from what the article states."""
        return is_reckoned(key) or 0 < value < 1 or value in self.sums

    def may_be_counted(self, value: Value) -> bool:
        """Whether so many things of one kind may stand in the article."""
        return value.denominator == 1 and value <= min(SOME, max(FEW, self._items))

    def _year(self, year: int, written: str) -> Iterator[Ill]:
        known = self.years
        if year in known or year in self.values:
            return
        near = any(abs(year - other) <= FEW for other in known) and _RELATIVE_YEAR.search(self._page.written)
        if near or not known:
            yield Ill("date_inferred", "warning", f"the year {written} is inferred, no line states it")
        else:
            yield Ill("date", "error", f"the year {written} stands nowhere in the article")

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures that are no labels."""
        return tuple(
            figure
            for one in self._quantities
            for figure in one.figures
            if figure.kind not in ("label", "idiom")
        )

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that lines state."""
        return frozenset().union(*(one.years for one in self._quantities))

    @cached_property
    def values(self) -> frozenset[Value]:
        """The values of all figures, and the parts of dates."""
        found: set[Value] = {value for figure in self.figures for value in figure.values}
        days = (day for one in self._quantities for mention in one.dates for day in mention.days)
        return frozenset(found.union(part for day in days for part in day if part is not None))

    @cached_property
    def _unscaled(self) -> frozenset[Value]:
        """The values that are written without 万 and 亿."""
        plain = (figure for figure in self.figures if _SCALE.isdisjoint(figure.surface))
        return frozenset(value for figure in plain for value in figure.values)

    @cached_property
    def _kilos(self) -> frozenset[Value]:
        """The values of which each is a thousand of a smaller unit."""
        return frozenset(value for figure in self.figures if figure.unit in _KILO for value in figure.values)

    @cached_property
    def _shares(self) -> frozenset[Value]:
        parts = (figure for figure in self.figures if figure.kind in ("percentage", "fraction", "ratio"))
        return frozenset(
            value * (100 if figure.kind == "fraction" else 1) for figure in parts for value in figure.values
        )

    def _is_rounded(self, value: Value) -> bool:
        """37 or 38 of 37.5%, 0.33 or 33.3% of 三分之一."""
        if value.denominator == 1:
            broken = (known for known in self.values if known.denominator > 1)
            return any(-1 < known - value < 1 for known in broken)
        thirds = (share for share in self._shares if share.denominator % 3 == 0)
        return any(-1 < share - one < 1 for share in thirds for one in (value, value * 100))

    @cached_property
    def sums(self) -> frozenset[Value]:
        """The sums and differences of two values, and the sums of all with one unit."""
        by_unit: dict[str, list[Value]] = {}
        for figure in self.figures[:MANY]:
            by_unit.setdefault(figure.unit, []).append(figure.value)
        found: set[Value] = set()
        for values in by_unit.values():
            distinct = sorted(set(values))[:SUMMED]
            found.update(one + other for one in distinct for other in distinct)
            found.update(one - other for one in distinct for other in distinct)
            found.add(reduce(add, values))
        return frozenset(found)

    @cached_property
    def _is_below_a_scale(self) -> bool:
        return _IN_SCALE.search(fold(self._page.written)) is not None

    @cached_property
    def _digits(self) -> tuple[str, ...]:
        return tuple(_NO_DIGIT.sub("", line) for line in self.lines)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the article, folded."""
        return tuple(one.folded for one in self._page.quantities.values())

    @cached_property
    def _items(self) -> int:
        """How many things the article may name."""
        return 1 + len(_ITEM.findall(self._page.written))


def exact(number: float | str) -> Value | None:
    """How much a number is, exactly and whatever its sign; None where it is none."""
    try:
        value = Fraction(Decimal(str(number).replace(",", "")))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return ratio(abs(value.numerator), value.denominator)
