"""Whether the value of a figure is another form of what its surface states: 120,000.0, 1/3, 1:18."""

from __future__ import annotations

import re
from fractions import Fraction

from summarizer.fields import Number
from summarizer.numerals import Figure, figures_zh, plain

_TO = re.compile(r"(?<=\d) ?[-–—~] ?(?=[-\d])")
_AGAINST = re.compile(r"(?<=\d) ?[-–—~:：∶比/] ?(?=\d)")
_NEARLY = Fraction(1, 100)  # a third as 0.33; of itself


def is_worth(number: Number, value: str) -> bool:
    """Whether the value of a field is another form of `value`.

    负增长3.2% may be told without its sign; and none is asked for where a reader of running text finds no
    figure: the value that results of earlier versions have of 二十四尊 is empty.
    """
    given = _normal(number.value)
    if not given:
        return not figures_zh(number.surface)
    from_there_on = "以上" in number.surface and given == value.partition("-")[0]
    return given == value or from_there_on or ("负增长" in number.surface and f"-{given}" == value)


def is_part(number: Number) -> bool:
    """Whether a value may be that of a fraction or a ratio, which no plain decimal states exactly.

    What a surface form says that has no value at all is not judged here.
    """
    figure = next((one for one in figures_zh(number.surface) if one.kind in {"fraction", "ratio"}), None)
    if figure is None:
        return True
    given = _fractions(number.value)
    return tuple(given) == figure.values or (len(given) == 1 and _is_near(given[0], figure))


def _is_near(given: Fraction, figure: Figure) -> bool:
    meant = [figure.value]
    if figure.upper is not None:
        meant = [Fraction(one, other) for one, other in (figure.values, figure.values[::-1]) if other]
    return any(abs(given - each) <= each * _NEARLY for one in meant for each in (one, 100 * one))


def _fractions(value: str) -> list[Fraction]:
    try:
        if "/" in value:
            return [Fraction(value.strip())]
        return [Fraction(part) for part in _AGAINST.split(value.strip().rstrip("%"))]
    except (ValueError, ZeroDivisionError):
        return []


def _normal(value: str) -> str:
    """A value as written by others: 120,000.0 is 120000, 3–5 is 3-5."""
    parts = _TO.split(value.replace(",", "").strip())
    try:
        return "-".join(plain(Fraction(part)) for part in parts)
    except (ValueError, ZeroDivisionError):
        return value.strip()
