"""Checks a result against its own document: what a program can know, without a model.

Each check is a pure function of a result,
in a module of its own. A result is *verified* only if every check ran and
none found an error; a check that could not run is a finding itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarizer.results import Result
from summarizer.text import Finding, Term
from summarizer.verdicts import Verification, status_of
from summarizer.verifying import (
    acronyms,
    actors,
    agreement,
    assigned,
    attribution,
    captions,
    coverage,
    cut_names,
    dates,
    deadlines,
    direction,
    evidence,
    excerpts,
    figures,
    foreign,
    happenings,
    headings,
    language,
    leak,
    marks,
    named_bodies,
    names,
    negation,
    own,
    particulars,
    posts,
    renderings,
    retelling,
    roll,
    terms,
    translations,
    voices,
)
from summarizer.verifying.page import Page

__all__ = ["CHECKS", "Verification", "status_of", "verify"]

Check = Callable[[Page, Sequence[Term]], Iterator[Finding]]


def _alone(check: Callable[[Page], Iterator[Finding]]) -> Check:
    """A check that needs no terms."""
    return lambda page, _terms: check(page)


def _grounded(page: Page) -> Iterator[Finding]:
    """The evidence of what the contract names, of some presets' own fields, and of those of the user's."""
    yield from evidence.check(page)
    yield from excerpts.check(page)
    yield from cut_names.check(page)
    yield from happenings.check(page)
    yield from headings.check(page)
    yield from roll.check(page)
    yield from assigned.check(page)
    yield from deadlines.check(page)
    yield from particulars.check(page)
    yield from own.check(page)


def _attributed(page: Page) -> Iterator[Finding]:
    """What is quoted, and who says it."""
    yield from attribution.check(page)
    yield from voices.check(page)


def _named(page: Page, terms: Sequence[Term]) -> Iterator[Finding]:
    """The names of people, places and bodies."""
    yield from names.check(page, terms)
    yield from named_bodies.check(page)
    yield from acronyms.check(page)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("coverage", _alone(coverage.check)),
    ("evidence", _alone(_grounded)),
    ("leak", _alone(leak.check)),
    ("figures", figures.check),
    ("dates", _alone(dates.check)),
    ("names", _named),
    ("posts", _alone(posts.check)),
    ("terms", terms.check),
    ("language", _alone(language.check)),
    ("marks", _alone(marks.check)),
    ("attribution", _alone(_attributed)),
    ("actors", _alone(actors.check)),
    ("negation", _alone(negation.check)),
    ("direction", _alone(direction.check)),
    ("agreement", _alone(agreement.check)),
    ("renderings", _alone(renderings.check)),
    ("retelling", _alone(retelling.check)),
    ("translations", _alone(translations.check)),
)


def verify(result: Result, terms: Sequence[Term] = ()) -> Verification:
    """Run every check, in order. `terms` is the termbase: what names and terms were decided to be."""
    ran: list[str] = []
    findings: list[Finding] = []
    page = Page(result)
    for name, check in CHECKS:
        try:
            found = list(check(page, terms))
        except (ArithmeticError, ValueError, LookupError, TypeError, RecursionError) as error:
            message = f"The check “{name}” could not run on this result ({type(error).__name__})."
            findings.append(Finding("check_failed", "other", "error", "", message))
        else:
            ran.append(name)
            findings.extend(found)
    if not page.is_chinese:
        ran = [name for name in ran if name not in foreign.LIMITED]
        findings = list(foreign.sift(page, findings))
    findings = list(captions.sift(page, findings, frozenset(term.zh for term in terms)))
    return Verification(tuple(ran), tuple(dict.fromkeys(findings)))
