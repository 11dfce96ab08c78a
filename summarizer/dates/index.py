"""A set of partial dates that answers at once whether it states another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from summarizer.dates.mention import DateMention, Day

NOTHING: Day = (None, None, None)
_LATE, _EARLY = 25, 7  # days of a month that lie near another one


class DayIndex:
    """The partial dates of some mentions (relative ones state none), looked up by month and day."""

    def __init__(self, mentions: Iterable[DateMention] = (), days: Iterable[Day] = ()) -> None:
        self._years: dict[tuple[int | None, int | None], set[int | None]] = defaultdict(set)
        self.years: set[int] = set()
        stated = {*days, *(day for mention in mentions for day in mention.days)}
        for day in stated - {NOTHING}:  # an article states its own again and again
            self._add(day)

    def _add(self, day: Day) -> None:
        year, month, number = day
        if year is not None:
            self.years.add(year)
        for key in ((month, number), (month, None), (None, number), (None, None)):
            self._years[key].add(year)

    @property
    def has_months(self) -> bool:
        """Whether a date here states its month."""
        return any(month is not None for month, _ in self._years)

    @property
    def months(self) -> set[int]:
        """The months that are stated."""
        return {month for month, _ in self._years if month is not None}

    def turns_to(self, month: int | None, number: int) -> bool:
        """Whether a day may be one of the month before or after a date here: 31 July, and 2 August."""
        before, after = ((month or 0) - 2) % 12 + 1, (month or 0) % 12 + 1
        late, early = number >= _LATE, number <= _EARLY
        return any(
            (early and own == before and (day or 0) >= _LATE)
            or (late and own == after and day and day <= _EARLY)
            for own, day in self._years
        )

    def __bool__(self) -> bool:
        return bool(self._years)

    def covers(self, day: Day) -> bool:
        """Whether a date here states the month and the day of `day`, and no other year.

        A lone year is covered by itself only.
        """
        year, *rest = day
        years = self._years.get((rest[0], rest[1]), set())
        if rest == [None, None]:
            return year in years
        return bool(years) if year is None else year in years or None in years

    def states(self, day: Day) -> bool:
        """Whether a date here states the year, month and day that `day` states."""
        return day[0] in self._years.get(day[1:], set()) or (day[0] is None and self.covers(day))
