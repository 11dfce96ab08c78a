"""Dates: those of the Chinese summary stand in the article, the English states the same ones, and the
ISO forms of the fields say what their Chinese says.

`compare` is a pure function over a pair of texts; `check` runs it over a result.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.results import NewsFields
from summarizer.text import Finding
from summarizer.verifying.dates.calendar import Calendar, misplaced, unsupported
from summarizer.verifying.dates.fields import field_findings
from summarizer.verifying.dates.pairs import ADDED, MISSING, compare, compared
from summarizer.verifying.dates.relative import turned
from summarizer.verifying.dates.sides import Side
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.problem import Problem

__all__ = ["Problem", "check", "compare"]

_WRITTEN_BY_THE_MODEL = {"sentence", "point"}


def check(page: Page) -> Iterator[Finding]:
    """Check every claim, the translation and the date fields."""
    calendar = Calendar(page)
    for pair in page.pairs:
        if pair.kind in _WRITTEN_BY_THE_MODEL:
            for problem in (*unsupported(pair.zh, calendar), *misplaced(pair.zh, pair.lines, calendar)):
                yield _finding(problem, pair, "zh")
        if pair.zh and pair.en:
            for problem in turned(pair.zh, pair.en):
                yield _finding(problem, pair, "en")
            ours, theirs = page.quantifier.zh(pair.zh).dates, page.quantifier.en(pair.en).dates
            if not (ours or theirs):
                continue
            for problem in compared(Side(pair.zh, ours), Side(pair.en, theirs), calendar.known):
                yield _finding(problem, pair, "en")
    if isinstance(page.result.fields, NewsFields):
        yield from field_findings(calendar)


def _finding(problem: Problem, pair: Pair, side: str) -> Finding:
    make = pair.error if problem.severity == "error" else pair.warning
    return make(problem.code, _category(problem.message), problem.message, side, problem.surface)


def _category(message: str) -> str:
    if message.endswith(MISSING):
        return "accuracy/omission"
    return "accuracy/addition" if message.endswith(ADDED) else "accuracy/mistranslation"
