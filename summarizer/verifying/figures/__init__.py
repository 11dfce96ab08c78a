"""Figures: those of the Chinese summary stand in the article, the English states the same ones, and the
values of the number fields are those of their surface forms.

`compare` (pairs) and `unsupported` (supply) are pure functions over texts; `check` runs them over a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarizer.numerals import Figure, plain, value_of
from summarizer.results import NewsFields, Result
from summarizer.text import Finding, Severity
from summarizer.verifying.figures.pairs import compare
from summarizer.verifying.figures.qualifiers import Problem
from summarizer.verifying.figures.supply import Supply, unsupported

__all__ = ["Problem", "check", "compare", "unsupported"]

_WRITTEN_BY_THE_MODEL = {"sentence", "point"}
_CATEGORIES = {"number_missing": "accuracy/omission", "number_added": "accuracy/addition"}


def check(result: Result) -> Iterator[Finding]:
    """Check every claim, the translation, and the values of the number fields.

    Codes: "figure" (no line of the article states it), those of `compare`, and "value" (a field's value is
    not that of its surface form).
    """
    lines = result.document.lines
    shown = Supply([line.text for line in lines if line.role != "noise"])
    noise = Supply([line.text for line in lines if line.role == "noise"])
    for claim in result.claims():
        if claim.kind in _WRITTEN_BY_THE_MODEL:
            for figure in shown.lacks(claim.zh):
                yield _unsupported(figure, noise, claim.where, claim.lines)
        yield from _pair(claim.zh, claim.en, claim.where, claim.lines)
    for segment in result.translation.segments if result.translation else ():
        yield from _pair(segment.zh, segment.en, f"translation.segments.{segment.n}", (segment.n,))
    if isinstance(result.fields, NewsFields):
        yield from _number_fields(result.fields)


def _pair(zh: str, en: str, where: str, lines: tuple[int, ...]) -> Iterator[Finding]:
    if not (zh and en):
        return
    for problem in compare(zh, en):
        category = _CATEGORIES.get(problem.code, "accuracy/mistranslation")
        yield Finding(
            problem.code, category, problem.severity, f"{where}.en", problem.message, lines, problem.surface
        )


# An article that names two towns and never says "two" may still be summed up as 两地.
_COUNTED_BY_THE_READER = re.compile(r"[方地校市省国县区者点大家个项类种]|方面|部门|领域")


def _unsupported(figure: Figure, noise: Supply, where: str, lines: tuple[int, ...]) -> Finding:
    small = not figure.digits and figure.value <= 5 and bool(_COUNTED_BY_THE_READER.fullmatch(figure.unit))
    place = "nowhere in the article" if noise.lacks(figure.surface) else "only in the page's noise"
    message = f"{figure.surface} stands {place}"
    severity: Severity = "warning" if small else "error"
    return Finding("figure", "accuracy/addition", severity, f"{where}.zh", message, lines, figure.surface)


def _number_fields(fields: NewsFields) -> Iterator[Finding]:
    for index, number in enumerate(fields.numbers):
        value = value_of(number.surface)[0]
        if value and _normal(number.value) != value:
            message = f"{number.surface} is {value}, not {number.value or 'nothing'}"
            where = f"fields.numbers.{index}.value"
            lines = tuple(number.lines)
            yield Finding("value", "accuracy/mistranslation", "error", where, message, lines, number.surface)


def _normal(value: str) -> str:
    """A value as written by others: 120,000.0 is 120000, 3–5 is 3-5."""
    parts = re.split(r"(?<=\d) ?[-–—~] ?(?=\d)", value.replace(",", "").strip())
    try:
        return "-".join(plain(Fraction(part)) for part in parts)
    except (ValueError, ZeroDivisionError):
        return value
