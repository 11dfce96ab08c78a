"""Dates in the user's own fields, as they are written or in the form of ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from summarizer.dates import Day
from summarizer.dates.index import NOTHING
from summarizer.dates.masking import quantities_en, quantities_zh
from summarizer.dates.mention import DateMention, exists
from summarizer.numerals import figures_zh
from summarizer.verifying.dates.calendar import Calendar
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.page import ANY_HAN

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_LETTERS = re.compile("[A-Za-z]{3}")
_NEXT_DAYS = re.compile("[前昨今明后次翌当即][天日晚晨]")
_BY = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "次": 1, "翌": 1, "当": 0, "即": 0}
_WEEK = re.compile("[上下本这每]个?周(?![一二三四五六日末])")
_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天末])")
_DAYS_OF_A_WEEK = {day: at for at, day in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_PERIOD = re.compile(
    r"(?<![月\d])[\d一二三四五六七八九十百两]{1,4}个?(?:工作日|[天日](?:之?[内后]|以[内后]|之?前))"
)
_ENDS = re.compile("[月季年][底末初中]|[上中下]旬")
_FIRST, _LAST = (1, 10, 11, 15, 20, 21), 28  # days that 月初, 上旬, 月中 and 月底 may be told by
_DECEMBER = 12
_TWO_WEEKS, _HOLIDAYS = 15, 7
_FESTIVALS = re.compile("农历|正月|腊月|春节|元宵|清明|端午|中秋|国庆|元旦|劳动节|五一|十一|重阳|除夕|假期")


def days_of(text: str) -> list[Day]:
    """The partial dates of a text, none for those that depend on another (明天)."""
    if found := _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
        return [(year, month, day)] if exists(year, month, day) else []
    return [day for mention in _mentions(text) for day in mention.days if day != NOTHING]


def _mentions(text: str) -> Sequence[DateMention]:
    english = _LETTERS.search(text) and not ANY_HAN.search(text)
    found = (quantities_en if english else quantities_zh)(text).dates
    return [mention for mention in found if mention.kind != "relative"]


def _is_copied(text: str) -> bool:
    """Whether a text is a date as an article writes it, which nobody has reckoned."""
    return ANY_HAN.search(text) is not None and any(one.surface == text.strip() for one in _mentions(text))


class Almanac:
    """The days that an article states, or from which one may be reckoned."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def unstated(self, text: str) -> Iterator[Ill]:
        """The dates of a text that the article does not state."""
        for day in days_of(text):
            shown = "-".join(f"{part:02}" for part in day if part is not None)
            if day[1:] == (None, None):
                yield from self._year(day[0] or 0)
            elif self._calendar.stated.states(day):
                continue
            elif self._calendar.stated.covers(day) or self._calendar.may_be_bare(day):
                yield from self._year_of_its_own(day[0], shown)
            elif self._is_of_a_bare_day(day) or (not _is_copied(text) and self._is_within_reach(day)):
                yield Ill("date_inferred", "warning", f"{shown} is reckoned, no line states it")
            else:
                noise = self._calendar.noise.covers(day)
                place = "only in the page's noise" if noise else "nowhere in the article"
                yield Ill("date", "error", f"{shown} stands {place}")

    def _year(self, year: int) -> Iterator[Ill]:
        known = self._years
        if year not in self._calendar.stated.years and str(year) not in self._calendar.text:
            near = not known or any(abs(year - other) <= 1 for other in known)
            yield _of_year(f"the year {year} is stated by no line", near)

    def _year_of_its_own(self, year: int | None, shown: str) -> Iterator[Ill]:
        """The article has the day, and its year is that of another date, or the one before or after it."""
        known = self._years
        if year is None or year in known or not known:
            return
        near = any(abs(year - other) == 1 for other in known)
        yield _of_year(f"the year of {shown} is stated by no line", near)

    @cached_property
    def _years(self) -> frozenset[int]:
        """The years of the page, with what it says of itself and around the article."""
        about = (datum.value for datum in self._calendar.page.result.document.metadata)
        told = {day[0] for text in about for day in days_of(text[:10]) if day[0]}
        return frozenset(self._calendar.stated.years | self._calendar.noise.years | told)

    def _is_of_a_bare_day(self, day: Day) -> bool:
        """Whether the article has the day without any month: 17日."""
        return day[2] in self._calendar.bare_days

    def _is_within_reach(self, day: Day) -> bool:
        """Whether a day is as far from a stated one as the article's words reach: 三日内, 下周五, 月底."""
        year, month, number = day
        if self._is_an_end(month, number) or (_FESTIVALS.search(self._calendar.text) and month):
            return True
        if number is None or month is None:
            return bool(self._reach)
        meant = (_date(each, month, number) for each in ([year] if year else self._years))
        return any(map(self._is_near, filter(None, meant))) or bool(self._reach and not self._stated)

    def _is_near(self, one: date) -> bool:
        """Whether a day is as far from a stated one as is said, or a day of the week that is named, a week or
        two from it. Stated days are looked up: a table of thousands is not gone through for each value.
        """
        weeks = range(1 - _TWO_WEEKS, _TWO_WEEKS) if one.weekday() in self._weekdays else ()
        return any(one - timedelta(days=away) in self._stated for away in (*self._reach, *weeks))

    @cached_property
    def _weekdays(self) -> frozenset[int]:
        named = frozenset(_DAYS_OF_A_WEEK[found] for found in _WEEKDAY.findall(self._calendar.text))
        return frozenset(range(7)) if _WEEK.search(self._calendar.text) else named

    def _is_an_end(self, month: int | None, number: int | None) -> bool:
        """Whether a day may be that of the beginning or the end of a month which the article speaks of."""
        if month is None or number is None or not (number in _FIRST or number >= _LAST):
            return False
        parts = [mention for mention in self._calendar.mentions if mention.part]
        told = {mention.month or _DECEMBER for mention in parts if mention.kind != "relative"}
        named = bool(_ENDS.search(self._calendar.text))
        return named and (month in told or not told or (month == _DECEMBER and number >= _LAST))

    @cached_property
    def _stated(self) -> frozenset[date]:
        about = (datum.value for datum in self._calendar.page.result.document.metadata)
        lines = (day for mention in self._calendar.mentions for day in mention.days)
        days = {day for day in chain(lines, *(days_of(text[:10]) for text in about)) if day[1] and day[2]}
        found = ((day, [day[0]] if day[0] else self._years) for day in days)
        dates = (_date(year, day[1], day[2]) for day, years in found for year in years)
        return frozenset(filter(None, dates))

    @cached_property
    def _reach(self) -> frozenset[int]:
        """How many days later another may be meant: 明天, 5日内, 十个工作日后."""
        text = self._calendar.text
        days = {_BY[found[0]] for found in _NEXT_DAYS.findall(text)}
        for found in _PERIOD.findall(text):
            counted = next((int(figure.value) for figure in figures_zh(found)), 0)
            # Of ten working days fourteen pass, and more where there is a holiday.
            most = counted * 2 + _HOLIDAYS if "工作" in found else counted + 1
            later = range(max(1, counted - 1), most + 1)
            days.update((-day for day in later) if found.endswith("前") else later)
        return frozenset(days)


def _of_year(message: str, near: bool) -> Ill:
    return Ill("date_inferred", "warning", message) if near else Ill("date", "error", message)


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    return date(year, month, day) if year and month and day and exists(year, month, day) else None
