"""What a field has in English may be a caption: it need not say all that was copied, and may say more.

The contract has copied Chinese and English for an event, a figure and an agreement, and keys of their own
for the day of the one and the value of the other. This program translates what was copied; others write what
it is about ("revenue in the first half of 2024", for 104.35亿元). So what is left out there is a warning.
What is said besides is one in any text whose own lines say it: it is out of place, and true. A programme
need not be called by the number of its document, and a statement may be told by some words ("Three
prohibitions for guarantors"), which nobody takes for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from summarizer.dates.mention import Day, iso_days
from summarizer.matching import plain
from summarizer.numerals.readings import key_of
from summarizer.text import Finding
from summarizer.verifying.page import Page

_CAPTION = re.compile(r"fields\.(?:events|numbers|agreements)\.\d+\.en")
_LEFT_OUT = frozenset({"number_missing", "date", "name_missing", "length", "omission"})
_UNSAID = _LEFT_OUT | {"negation", "modality", "term", "coverage"}
_SOME_WORDS = 1.45  # English characters for one of a statement, which in full takes three and more
_ADDED, _FIGURES = frozenset({"number_added", "date"}), frozenset({"number_missing", "date"})
_DEPUTY = re.compile("[副A-Za-z]")  # a post of another rank is no shorter name
OMISSION, ADDITION = "accuracy/omission", "accuracy/addition"


def sift(page: Page, findings: Iterable[Finding], decided: Collection[str]) -> Iterator[Finding]:
    """The findings, those about captions eased. `decided` are the Chinese forms of the termbase's terms.

    What is missing while something else is there that nothing tells has been replaced, and is an error.
    """
    known = list(findings)
    brief = frozenset(_brief(page)) if any(one.code == "length" for one in known) else frozenset()
    lacking = {one.where for one in known if one.category == OMISSION and one.code in _FIGURES}
    told = {one for one in known if _is_added(one) and _is_told(one, page, far=one.where not in lacking)}
    added = (one for one in known if _is_added(one) and one.severity == "error")
    replaced = {one.where for one in added if one not in told}
    unnamed = {one.where for one in known if one.code == "term"}
    named = {one for one in known if one.where not in unnamed and _is_of_its_lines(one, page)}
    replaced |= {one.where for one in known if one.code == "name_swapped" and one not in named}
    for one in known:
        left_out = one.where not in replaced and (
            _is_left_out(one, decided) or (one.where in brief and one.code in _UNSAID)
        )
        eased = one.severity == "error" and (left_out or one in told or one in named)
        yield replace(one, severity="warning") if eased else one


def _brief(page: Page) -> Iterator[str]:
    """Where statements are that English tells by some words."""
    for pair in page.pairs:
        if pair.kind == "statement" and 0 < len(pair.en) < _SOME_WORDS * len(plain(pair.zh)):
            yield f"{pair.where}.en"


def _is_added(finding: Finding) -> bool:
    """Whether a figure or a date was added to a text of the digest; a translation says what its line says."""
    digest = finding.where.endswith(".en") and not finding.where.startswith("translation.")
    return digest and finding.code in _ADDED and finding.category == ADDITION


def _is_left_out(finding: Finding, decided: Collection[str]) -> bool:
    if finding.severity != "error":
        return False
    if not _CAPTION.fullmatch(finding.where):
        return _is_number_of_document(finding)
    omitted = finding.code in _LEFT_OUT and finding.category == OMISSION
    return omitted or _is_own_name(finding, decided)


def _is_number_of_document(finding: Finding) -> bool:
    """Whether a programme is named without the number of its document: （国发〔2015〕43号）."""
    named = finding.where.startswith("fields.programmes.") and finding.category == OMISSION
    return named and finding.code == "number_missing" and finding.quote.endswith("号")


def _is_own_name(finding: Finding, decided: Collection[str]) -> bool:
    """Whether a name of the fields is not repeated, which nobody decided on."""
    own = finding.code == "term" or (finding.code == "post_rank" and not _DEPUTY.search(finding.quote))
    return own and finding.quote not in decided


def _is_of_its_lines(finding: Finding, page: Page) -> bool:
    """Whether an organisation that a field's Chinese does not name is named in its lines: the subject of an
    earlier clause, which English has to repeat.
    """
    added = finding.code == "name_swapped" and finding.category == ADDITION
    return added and finding.where.startswith("fields.") and plain(finding.quote) in page.text(finding.lines)


def _is_told(finding: Finding, page: Page, *, far: bool) -> bool:
    """Whether all figures and dates of what was added stand in the lines that the text cites; for a caption
    also anywhere in the article or among the dates of the fields, if it leaves out none (`far`).
    """
    known, far = page.quantities, far and _CAPTION.fullmatch(finding.where) is not None
    cited = [line for n, line in known.items() if far or n in finding.lines]
    days = [day for line in cited for mention in line.dates for day in mention.days]
    if far:
        days += [day for dated in page.dates for day in iso_days(dated.value.iso)]
    keys = frozenset().union(*(line.keys for line in cited))
    said = page.quantifier.en(finding.quote)
    dated = all(any(_says(other, day) for other in days) for mention in said.dates for day in mention.days)
    counted = all(any(key_of(figure, value) in keys for value in figure.values) for figure in said.figures)
    return bool(said.dates or said.figures) and dated and counted


def _says(day: Day, wanted: Day) -> bool:
    """Whether a day states all that another one does."""
    return all(part is None or part == own for own, part in zip(day, wanted, strict=True))
