"""A timeline: dated things counted by day, month, year or decade, and where their columns stand.

A column's key is the beginning of the ISO dates that it counts ("2024-05"): the page finds them by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_TRIMMED = 0.05  # of the dates at each end stand outside if that makes the rest more than twice as dense
_TICKS = 4  # gaps between labels; more do not fit a phone (of years, twice as many do)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a column stands for: `size` characters of an ISO date, and the longest span in days it is for."""

    name: str
    size: int
    days: int


UNITS = (
    Unit("day", 10, 45),
    Unit("month", 7, 6 * 366),
    Unit("year", 4, 60 * 366),
    Unit("decade", 3, 10000 * 366),
)


@dataclass(frozen=True, slots=True)
class Column:
    """How many things a stretch of time has: what has happened, and what lies or lay ahead."""

    key: str
    label: str
    done: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Columns in order, without gaps; `earlier` and `later` are outside, `vague` has no date fine enough."""

    unit: str
    columns: tuple[Column, ...] = ()
    earlier: int = 0
    later: int = 0
    vague: int = 0

    @property
    def highest(self) -> int:
        """The highest column, at least 1."""
        return max((column.done + column.ahead for column in self.columns), default=1) or 1

    @property
    def ticks(self) -> tuple[int, ...]:
        """The indices of the columns that get a label."""
        last = len(self.columns) - 1
        gaps = _TICKS * 2 if self.unit in {"year", "decade"} else _TICKS
        if last <= gaps:
            return tuple(range(last + 1))
        return tuple(round(last * step / gaps) for step in range(gaps + 1))


def timeline(dated: Iterable[tuple[str, bool]]) -> Timeline:
    """The timeline of (ISO date, whether it lies ahead); dates that are none are left out."""
    items = [(iso, ahead) for iso, ahead in dated if _day(iso)]
    if not items:
        return Timeline("day")
    first, last = _extent(sorted(day for iso, _ in items if (day := _day(iso))))
    unit = next(unit for unit in UNITS if (last - first).days <= unit.days)
    fine = [(iso[: unit.size], ahead) for iso, ahead in items if len(iso) >= min(unit.size, 10)]
    keys = list(_keys(first, last, unit))
    done = Counter(key for key, ahead in fine if not ahead)
    ahead = Counter(key for key, ahead in fine if ahead)
    return Timeline(
        unit=unit.name,
        columns=tuple(Column(key, label(key), done[key], ahead[key]) for key in keys),
        earlier=sum(key < keys[0] for key, _ in fine),
        later=sum(key > keys[-1] for key, _ in fine),
        vague=len(items) - len(fine),
    )


def label(key: str) -> str:
    """A key in words: "2024-05-31" -> "31 May 2024", "2024-05" -> "May 2024", "202" -> "2020s"."""
    if len(key) == 3:
        return f"{key}0s"
    day = _day(key)
    if day is None or len(key) == 4:
        return key
    return f"{day.day} {day:%b} {day.year}" if len(key) == 10 else f"{day:%b} {day.year}"


def _day(iso: str) -> date | None:
    """The first day of what the date names, or None."""
    try:
        return date.fromisoformat(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])
    except ValueError:
        return None


def _extent(days: Sequence[date]) -> tuple[date, date]:
    """From when to when: a few dates far from all others do not flatten the rest."""
    cut = int(len(days) * _TRIMMED)
    inner = days[cut : len(days) - cut]
    whole, most = days[-1] - days[0], inner[-1] - inner[0]
    return (inner[0], inner[-1]) if whole > 2 * most + timedelta(days=400) else (days[0], days[-1])


def _keys(first: date, last: date, unit: Unit) -> Iterator[str]:
    """The keys from the one of `first` to the one of `last`."""
    if unit.name == "day":
        yield from ((first + timedelta(days=count)).isoformat() for count in range((last - first).days + 1))
    elif unit.name == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in months)
    elif unit.name == "year":
        yield from (f"{year:04}" for year in range(first.year, last.year + 1))
    else:
        yield from (f"{decade:03}" for decade in range(first.year // 10, last.year // 10 + 1))
