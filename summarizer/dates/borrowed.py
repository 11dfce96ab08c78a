"""English dates within Chinese text: papers ("Received 3 May 2024") and pages in two languages have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.dates.english_patterns import MONTHS
from summarizer.dates.mention import DateMention, exists, precision_of

_MONTH = re.compile("[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)")  # cheap: most texts have none
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d人名个個家部型号號次项項种種条條件位台辆輛届屆代])"
_DATE = re.compile(
    rf"(?<![A-Za-z\d])(?:(?P<before>{_DAY}) )?"
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z]))\.?"
    rf"(?: (?P<after>{_DAY}))?(?:,? ?(?P<year>(?:19|20)\d\d)(?!\d))?"
)


def with_english(found: list[DateMention], text: str) -> list[DateMention]:
    """The dates that were `found` in a Chinese text and those that it has in English, in order."""
    if not _MONTH.search(text):
        return found
    english = list(_english(text))
    spans = [(mention.start, mention.end) for mention in english]
    chinese = [each for each in found if all(each.end <= start or end <= each.start for start, end in spans)]
    return sorted([*chinese, *english], key=lambda mention: mention.start)


def _english(text: str) -> Iterator[DateMention]:
    """Those of which more than a month is told: May and March are no dates alone."""
    for match in _DATE.finditer(text):
        day, year = match["before"] or match["after"], match["year"]
        number = int(re.sub(r"\D", "", day)) if day else None
        date = (int(year) if year else None, MONTHS[match["month"][:3].lower()], number)
        if (day or year) and exists(*date):
            surface, (start, end) = match[0], match.span()
            yield DateMention(surface, start, end, *date, precision=precision_of(*date))
