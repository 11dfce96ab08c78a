"""What a field has in English may be a caption: it need not say all that was copied, and may say more.

The contract has copied Chinese and English for an event, a figure and an agreement, and keys of their own
for the day of the one and the value of the other. This program translates what was copied; others write what
it is about ("revenue in the first half of 2024", for 104.35亿元). So what is left out there is a warning.
What is said besides is one in any text whose own lines say it: it is out of place, and true.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from summarizer.dates.mention import Day, iso_days
from summarizer.numerals.readings import key_of
from summarizer.text import Finding
from summarizer.verifying.page import Page

_CAPTION = re.compile(r"fields\.(?:events|numbers|agreements)\.\d+\.en")
_LEFT_OUT = frozenset({"number_missing", "date", "name_missing", "length", "omission"})
_ADDED = frozenset({"number_added", "date"})
OMISSION, ADDITION = "accuracy/omission", "accuracy/addition"


def sift(page: Page, findings: Iterable[Finding], decided: Collection[str]) -> Iterator[Finding]:
    """The findings, those about captions eased. `decided` are the Chinese forms of the termbase's terms.

    What is missing while something else is there that nothing tells has been replaced, and is an error.
    """
    known = list(findings)
    told = {one for one in known if _is_added(one) and _is_told(one, page)}
    replaced = {one.where for one in known if _is_added(one) and one not in told}
    for one in known:
        left_out = one.where not in replaced and _is_left_out(one, decided)
        eased = one.severity == "error" and (left_out or one in told)
        yield replace(one, severity="warning") if eased else one


def _is_added(finding: Finding) -> bool:
    """Whether a figure or a date was added to a text of the digest; a translation says what its line says."""
    digest = finding.where.endswith(".en") and not finding.where.startswith("translation.")
    return digest and finding.code in _ADDED and finding.category == ADDITION


def _is_left_out(finding: Finding, decided: Collection[str]) -> bool:
    if finding.severity != "error" or not _CAPTION.fullmatch(finding.where):
        return False
    omitted = finding.code in _LEFT_OUT and finding.category == OMISSION
    return omitted or _is_own_name(finding, decided)


def _is_own_name(finding: Finding, decided: Collection[str]) -> bool:
    """Whether a name of the fields is not repeated, which nobody decided on."""
    return finding.code in ("term", "post_rank") and finding.quote not in decided


def _is_told(finding: Finding, page: Page) -> bool:
    """Whether all figures and dates of what was added stand in the lines that the text cites; the dates of a
    caption anywhere in the article, or among those of the fields.
    """
    known = page.quantities
    cited = [known[n] for n in finding.lines if n in known]
    days = [day for line in cited for mention in line.dates for day in mention.days]
    if _CAPTION.fullmatch(finding.where):
        days += [day for line in known.values() for mention in line.dates for day in mention.days]
        days += [day for dated in page.dates for day in iso_days(dated.value.iso)]
    keys = frozenset().union(*(line.keys for line in cited))
    said = page.quantifier.en(finding.quote)
    dated = all(any(_says(other, day) for other in days) for mention in said.dates for day in mention.days)
    counted = all(any(key_of(figure, value) in keys for value in figure.values) for figure in said.figures)
    return bool(said.dates or said.figures) and dated and counted


def _says(day: Day, wanted: Day) -> bool:
    """Whether a day states all that another one does."""
    return all(part is None or part == own for own, part in zip(day, wanted, strict=True))
