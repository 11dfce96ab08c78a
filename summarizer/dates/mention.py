"""What a mention of a date is, in either language."""

from __future__ import annotations

import re
from calendar import isleap
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

DateKind = Literal["date", "academic_year", "plan", "relative"]
Precision = Literal["day", "month", "year", "range", "unknown"]
# A partial date: (year, month, day), None for what is not stated.
Day = tuple[int | None, int | None, int | None]
EARLIEST, LATEST = 1600, 2199
# By the character after 星期, 周 and 礼拜; Sunday has two.
WEEKDAYS = MappingProxyType(
    {
        "日": "Sunday",
        "一": "Monday",
        "二": "Tuesday",
        "三": "Wednesday",
        "四": "Thursday",
        "五": "Friday",
        "六": "Saturday",
        "天": "Sunday",
    }
)
REPUBLIC = 1911  # the year before the first one of the Republic of China, whose years Taiwan counts


class DateMention(NamedTuple):
    """A date with its span: `text[start:end] == surface`.

    `end_date` is the last day (month, year) of a range. `part` narrows it down: "early", "mid", "late"
    (旬, 初, 底), "mid/late" (中下旬), "Q1"..."Q4", "Q1-3", "H1", "H2". `bare` marks a year that stands
    alone and might be a count.
    """

    surface: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_date: Day | None = None
    precision: Precision = "unknown"
    kind: DateKind = "date"
    part: str = ""
    bare: bool = False

    @property
    def days(self) -> tuple[Day, ...]:
        """The partial date, and the last one of a range."""
        first = (self.year, self.month, self.day)
        return (first,) if self.end_date is None else (first, self.end_date)


def with_surface(mention: DateMention, text: str) -> DateMention:
    """The mention with its surface as in `text`, of which a folded form was read."""
    surface = text[mention.start : mention.end]
    return mention if surface == mention.surface else mention._replace(surface=surface)


def exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether such a day can exist (29 February may, where no year says otherwise)."""
    if year is not None and not EARLIEST <= year <= LATEST:
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None:
        return True
    leap = month == 2 and (year is None or isleap(year))
    return 1 <= day <= (29 if leap else 31 if month is None else _LENGTHS[month - 1])


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def precision_of(year: int | None, month: int | None, day: int | None) -> Precision:
    """The precision of a partial date: that of its finest part."""
    if day is not None:
        return "day"
    if month is not None:
        return "month"
    return "year" if year is not None else "unknown"


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the n-th Five-Year Plan (from the 6th on, 1981-1985, they are regular)."""
    first = 2021 + 5 * (number - 14)
    return first, first + 4


_ISO = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")


@lru_cache(maxsize=1024)  # many checks ask for the few of a result
def iso_days(iso: str) -> tuple[Day, ...]:
    """The partial dates of an ISO date, or of both ends of a range ("2024-05-30/2024-06-02")."""
    parts = ([int(part) if part else None for part in match.groups()] for match in _ISO.finditer(iso))
    return tuple((year, month, day) for year, month, day in parts)


def fits(day: Day, other: Day) -> bool:
    """Whether two partial dates can be the same one: what either leaves open cannot disagree."""
    return all(left is None or right is None or left == right for left, right in zip(day, other, strict=True))
