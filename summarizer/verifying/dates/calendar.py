"""The dates an article knows, and which dates of a text it supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from summarizer.dates import DateMention, Day
from summarizer.dates.index import NOTHING, DayIndex
from summarizer.dates.masking import quantities_zh
from summarizer.dates.mention import REPUBLIC, iso_days
from summarizer.dates.spoken import is_short_of, spoken_days
from summarizer.numerals.figure import fold
from summarizer.text import Severity
from summarizer.verifying.page import Page
from summarizer.verifying.problem import Problem


class Calendar:
    """The dates of an article: those of its shown lines, of its noise, and those its fields resolve."""

    def __init__(self, page: Page) -> None:
        self.page = page
        values = [date.value for date in page.dates]
        self._resolved = [day for value in values for day in iso_days(value.iso)]
        published = page.news.publication_date
        self.published_year = next((day[0] for day in iso_days(published.iso)), None)
        self.published_stated = published.basis == "stated"

    @cached_property
    def text(self) -> str:
        """The shown lines as one text."""
        return fold(self.page.written)

    @cached_property
    def mentions(self) -> list[DateMention]:
        """The dates of the shown lines."""
        texts = (*self.page.quantities.values(), *self.page.seams)
        return [mention for text in texts for mention in text.dates]

    @cached_property
    def stated(self) -> DayIndex:
        """What the shown lines state."""
        return DayIndex(self.mentions)

    @cached_property
    def resolved(self) -> DayIndex:
        """What the fields resolve dates to, and 昨日, 9日 and the like by the day of publication."""
        return DayIndex(days=[*self._resolved, *self._told_from_publication()])

    def _told_from_publication(self) -> Iterator[Day]:
        (year, month, day), *more = iso_days(self.page.news.publication_date.iso) or [NOTHING]
        if more or not (self.published_stated and year and month and day and _FIRST < year < _LAST):
            return
        try:
            published = date(year, month, day)
        except ValueError:  # the 31st of February
            return
        for found in {match[0] for match in _FROM_TODAY.finditer(self.text)}:
            told = published + timedelta(days=_FROM_TODAY_BY[found[0]])
            yield told.year, told.month, told.day
        for found in set(_FROM_THIS_MONTH.findall(self.text)):
            months = published.year * 12 + published.month - 1 + _MONTHS_BY[found[0]]
            yield months // 12, months % 12 + 1, None
        yield from self._latest(published)

    def _latest(self, published: date) -> Iterator[Day]:
        """Days stated without a month, by the day of publication: on 10 August, 9日 is 9 August."""
        for back in range(_WEEKS_OF_NEWS * 7):
            told = published - timedelta(days=back)
            if told.day in self.bare_days:
                yield told.year, told.month, told.day

    @cached_property
    def years_told(self) -> set[int]:
        """The years that 去年, 明年 and the like are, by the day of publication."""
        if self.published_year is None or not self.published_stated:
            return set()
        told = {found[0] for found in _YEAR_FROM_NOW.findall(self.text)}
        return {self.published_year + _FROM_THIS_YEAR[word] for word in told}

    @cached_property
    def known(self) -> DayIndex:
        """Every date that the English may resolve a relative or a partial one to."""
        return DayIndex(self.mentions, self._resolved)

    @cached_property
    def bare_days(self) -> set[int]:
        """The days that the shown lines state without a month: 25日, 三十号."""
        days = {day[2] for mention in self.mentions for day in mention.days if day[2] and not day[1]}
        return days | spoken_days(self.text)

    def may_be_bare(self, day: Day) -> bool:
        """Whether a day is stated without its month, which is that of another date of the article."""
        return day[2] in self.bare_days and (day[1] is None or self.stated.covers((None, day[1], None)))

    @cached_property
    def noise(self) -> DayIndex:
        """What only the page around the article states."""
        return DayIndex(self.page.noise_quantities.dates)


_FIRST, _LAST = 1800, 2200  # years in which something is published
_WEEKS_OF_NEWS = 4  # how old what is dated by the day alone may be: no day of a month comes twice in these
# How many days from the day of publication.
_FROM_TODAY_BY = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_FROM_THIS_MONTH = re.compile("(?:上|本|当|下)个?月(?![球亮度])")
_MONTHS_BY = {"上": -1, "本": 0, "当": 0, "下": 1}
_YEAR_FROM_NOW = re.compile("[去上今明前后]年(?!度|纪|轻|级)|[去今明](?=[春夏秋冬])")
_FROM_THIS_YEAR = {"前": -2, "去": -1, "上": -1, "今": 0, "明": 1, "后": 2}
_FROM_TODAY = re.compile(r"[前后]天|[昨今明][天日晚早晨夜]|昨(?=[从在由起召正一，])")


def unsupported(zh: str, calendar: Calendar) -> Iterator[Problem]:
    """The dates of a Chinese text of the model's own that the article does not state."""
    for mention in quantities_zh(zh).dates:
        if mention.kind == "relative":
            continue
        for day in mention.days:
            if day != NOTHING and not (calendar.stated.states(day) or _is_bare(day, calendar)):
                yield from _unsupported_day(mention, day, calendar)
        if mention.part and not _part_stands(mention, calendar.mentions):
            yield _problem(mention, "error", f"{mention.surface} stands nowhere in the article")


def misplaced(zh: str, lines: Sequence[int], calendar: Calendar) -> Iterator[Problem]:
    """The days of a Chinese text that the article states, but not in the lines that the text cites.

    Lines with another day speak against it; lines without any may well go on about the same day.
    """
    known = calendar.page.quantities
    cited = [mention for n in lines if n in known for mention in known[n].dates]
    if not cited or any(mention.kind == "relative" for mention in cited):
        return
    index = DayIndex(cited)
    days = {mention.days[0][1:] for mention in cited if mention.month and mention.day}
    for mention in quantities_zh(zh).dates:
        day = (None, mention.month, mention.day)
        if mention.month and mention.day and days and not index.covers(day) and calendar.stated.covers(day):
            message = f"{mention.surface} is not the date of the lines that this sentence cites"
            yield Problem("date_line", "error", message, mention.surface, "zh")


def _is_bare(day: Day, calendar: Calendar) -> bool:
    return day[0] is None and day[2] is not None and calendar.may_be_bare(day)


def _unsupported_day(mention: DateMention, day: Day, calendar: Calendar) -> Iterator[Problem]:
    year = day[0]
    if year is not None and (day[1:] == (None, None) or calendar.stated.covers(day)):
        yield from _year_of_its_own(mention, year, calendar)
    elif calendar.resolved.covers(day):
        yield _problem(mention, "warning", f"{mention.surface} is inferred, no line states it")
    else:
        place = "only in the page's noise" if calendar.noise.covers(day) else "nowhere in the article"
        yield _problem(mention, "error", f"{mention.surface} stands {place}")


def _year_of_its_own(mention: DateMention, year: int, calendar: Calendar) -> Iterator[Problem]:
    """The article states the day without a year, or no year at all: it must be that of the article."""
    if year == calendar.published_year and calendar.published_stated:
        return
    if any(form in calendar.text for form in _in_other_digits(year)) or is_short_of(year, calendar.text):
        return
    if (
        year in calendar.stated.years | calendar.resolved.years | calendar.years_told
        or str(year) in calendar.text
    ):
        yield _problem(mention, "warning", f"the year of {mention.surface} is inferred")
        return
    place = "only in the page's noise" if year in calendar.noise.years else "nowhere in the article"
    yield _problem(mention, "error", f"the year of {mention.surface} stands {place}")


def _in_other_digits(year: int) -> Iterator[str]:
    """二〇二三, 二○二三, and of those who finish school together 23届."""
    for zero in "〇○零":
        yield "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(year))
    yield f"{year - REPUBLIC}年"
    for cohort in "届级":
        yield f"{year % 100:02}{cohort}"


def _problem(mention: DateMention, severity: Severity, message: str) -> Problem:
    code = "date" if severity == "error" else "date_inferred"
    return Problem(code, severity, message, mention.surface, "zh")


def _part_stands(mention: DateMention, known: Iterable[DateMention]) -> bool:
    parts = mention.part.split("/")
    for found in known:
        if found.part == mention.part and (mention.month is None or found.month in {None, mention.month}):
            return True
        if mention.month is None and _lies_in(found, mention):
            return True
        if mention.month is not None and found.month == mention.month and _third(found.day) in parts:
            return True
        if mention.month is None and mention.part in {"early", "late", "mid"} and found.kind == "relative":
            return True
    return False


# The months of a year that are called so: 年初, 年中, 年底.
_MONTHS_OF = {"early": (1, 2, 3), "mid": (5, 6, 7, 8), "late": (11, 12), "end": (11, 12), "start": (1, 2)}


def _lies_in(found: DateMention, mention: DateMention) -> bool:
    """Whether a date lies in a part of a year: 28 December 2005 in 2005年底."""
    return found.month in _MONTHS_OF.get(mention.part, ()) and found.year in {None, mention.year}


def _third(day: int | None) -> str:
    """The part of the month that a day lies in."""
    return "" if day is None else "early" if day <= 10 else "mid" if day <= 20 else "late"
