"""Dates: those of the Chinese summary stand in the article, the English states the same ones, and the
ISO forms of the fields say what their Chinese says.

`compare` is a pure function over a pair of texts; `check` runs it over a result.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.results import NewsFields, Result
from summarizer.text import Finding
from summarizer.verifying.dates.calendar import Calendar, unsupported
from summarizer.verifying.dates.fields import field_findings
from summarizer.verifying.dates.pairs import Problem, compare

__all__ = ["Problem", "check", "compare"]

_WRITTEN_BY_THE_MODEL = {"sentence", "point"}


def check(result: Result) -> Iterator[Finding]:
    """Check every claim, the translation and the date fields."""
    calendar = Calendar(result)
    for claim in result.claims():
        if claim.kind in _WRITTEN_BY_THE_MODEL:
            for problem in unsupported(claim.zh, calendar):
                yield _finding(problem, claim.where, claim.lines)
        if claim.zh and claim.en:
            for problem in compare(claim.zh, claim.en, calendar.known):
                yield _finding(problem, claim.where, claim.lines, "en")
    for segment in result.translation.segments if result.translation else ():
        if segment.zh and segment.en:
            for problem in compare(segment.zh, segment.en, calendar.known):
                yield _finding(problem, f"translation.segments.{segment.n}", (segment.n,), "en")
    if isinstance(result.fields, NewsFields):
        yield from field_findings(result.fields, calendar)


def _finding(problem: Problem, where: str, lines: tuple[int, ...], side: str = "zh") -> Finding:
    category = "accuracy/mistranslation"
    address = f"{where}.{side}"
    return Finding(problem.code, category, problem.severity, address, problem.message, lines, problem.surface)
