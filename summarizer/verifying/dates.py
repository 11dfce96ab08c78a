"""Dates: those of the Chinese summary stand in the article, the English states the same ones, and the
ISO forms of the fields say what their Chinese says.

`compare` is a pure function over a pair of texts; `check` runs it over a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.dates import DateMention, Day, agrees, dates_en, dates_zh
from summarizer.dates.mention import exists
from summarizer.numerals.figure import fold
from summarizer.results import DateValue, NewsFields, Result
from summarizer.text import Finding, Severity

NAME = "dates"
Side = Literal["zh", "en"]
_WRITTEN_BY_THE_MODEL = {"sentence", "point"}
_CATEGORY = "accuracy/mistranslation"


@dataclass(frozen=True, slots=True)
class Problem:
    """A disagreement about one date; `side` is the text that `surface` stands in."""

    code: str
    severity: Severity
    message: str
    surface: str
    side: Side


def check(result: Result) -> Iterator[Finding]:
    """Check every claim, the translation and the date fields."""
    calendar = _Calendar.of(result)
    for claim in result.claims():
        if claim.kind in _WRITTEN_BY_THE_MODEL:
            for problem in _unsupported(claim.zh, calendar):
                yield _finding(problem, claim.where, claim.lines)
        if claim.zh and claim.en:
            for problem in compare(claim.zh, claim.en, calendar.days):
                yield _finding(problem, claim.where, claim.lines, "en")
    for segment in result.translation.segments if result.translation else ():
        if segment.zh and segment.en:
            for problem in compare(segment.zh, segment.en, calendar.days):
                yield _finding(problem, f"translation.segments.{segment.n}", (segment.n,), "en")
    if isinstance(result.fields, NewsFields):
        yield from _date_fields(result.fields, calendar)


def _finding(problem: Problem, where: str, lines: tuple[int, ...], suffix: Side = "zh") -> Finding:
    return Finding(
        problem.code,
        _CATEGORY,
        problem.severity,
        f"{where}.{suffix}",
        problem.message,
        lines,
        problem.surface,
    )


# --------------------------------------------------------------------- what the article knows


@dataclass(frozen=True)
class _Calendar:
    """The dates of an article: those of its shown lines, of its noise, and those its fields resolve."""

    texts: dict[int, str]
    mentions: tuple[DateMention, ...]
    noise: tuple[str, ...]
    published: Day | None
    published_stated: bool
    resolved: frozenset[Day]

    @classmethod
    def of(cls, result: Result) -> _Calendar:
        texts = {line.n: line.text for line in result.document.lines if line.role != "noise"}
        noise = tuple(line.text for line in result.document.lines if line.role == "noise")
        values = list(_date_values(result.fields)) if isinstance(result.fields, NewsFields) else []
        days = [(where, value, day) for where, value in values for day in _iso_days(value.iso)]
        published = next(
            ((value, day) for where, value, day in days if where == "fields.publication_date"), None
        )
        return cls(
            texts, tuple(dates_zh("\n".join(texts.values()))), noise, published[1] if published else None,
            bool(published and published[0].basis == "stated"), frozenset(day for _, _, day in days),
        )  # fmt: skip

    @property
    def days(self) -> frozenset[Day]:
        """Every day that the English may resolve a relative or a partial date to."""
        return self.resolved | {day for mention in self.mentions for day in mention.days}

    @property
    def years(self) -> frozenset[int]:
        """Every year that the shown lines state."""
        return frozenset(day[0] for mention in self.mentions for day in mention.days if day[0] is not None)


def _date_values(fields: NewsFields) -> Iterator[tuple[str, DateValue]]:
    yield "fields.publication_date", fields.publication_date
    for index, event in enumerate(fields.events):
        yield f"fields.events.{index}.date", event.date


_ISO = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])")


def _iso_days(iso: str) -> list[Day]:
    return [
        (int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None)
        for match in _ISO.finditer(iso)
    ]  # fmt: skip


def _fits(day: Day, other: Day) -> bool:
    """Whether two partial dates can be the same one."""
    return all(left is None or right is None or left == right for left, right in zip(day, other, strict=True))


def _covers(known: Day, day: Day) -> bool:
    """Whether `known` states the month and the day of `day`, and no other year."""
    return _fits(known, day) and all(
        left is None or right is not None for left, right in zip(day[1:], known[1:], strict=True)
    )


# ----------------------------------------------------------------------- support by the article


def _unsupported(zh: str, calendar: _Calendar) -> Iterator[Problem]:
    """The dates of a Chinese text of the model's own that the article does not state."""
    for mention in dates_zh(zh):
        if mention.kind == "relative":
            continue
        days = [known for found in calendar.mentions for known in found.days]
        for day in mention.days:
            yield from _unsupported_day(mention, day, days, calendar)
        if mention.part and not _part_stands(mention, calendar.mentions):
            yield Problem(
                "date", "error", f"{mention.surface} stands nowhere in the article", mention.surface, "zh"
            )


def _unsupported_day(
    mention: DateMention, day: Day, days: Sequence[Day], calendar: _Calendar
) -> Iterator[Problem]:
    if day == (None, None, None):
        return
    candidates = [known for known in days if _covers(known, day)]
    if not candidates:
        yield _nowhere(mention, day, calendar)
    elif day[0] is not None and not any(known[0] == day[0] for known in candidates):
        yield from _year_of_its_own(mention, day[0], calendar)


def _nowhere(mention: DateMention, day: Day, calendar: _Calendar) -> Problem:
    if day in calendar.resolved or any(_covers(known, day) for known in calendar.resolved):
        return Problem(
            "date_inferred",
            "warning",
            f"{mention.surface} is inferred, no line states it",
            mention.surface,
            "zh",
        )
    noisy = any(
        _covers(known, day) for text in calendar.noise for found in dates_zh(text) for known in found.days
    )
    place = "only in the page's noise" if noisy else "nowhere in the article"
    digits = str(day[0]) if mention.bare else ""
    if digits and any(digits in fold(text) for text in calendar.texts.values()):
        return Problem(
            "date_inferred", "warning", f"{mention.surface} is no date in the article", mention.surface, "zh"
        )
    return Problem("date", "error", f"{mention.surface} stands {place}", mention.surface, "zh")


def _year_of_its_own(mention: DateMention, year: int, calendar: _Calendar) -> Iterator[Problem]:
    """The article states the day without a year: it must be that of the article."""
    if year in calendar.years:
        return
    known = {calendar.published[0]} if calendar.published else set()
    known |= {day[0] for day in calendar.resolved}
    if year not in known:
        yield Problem(
            "date",
            "error",
            f"the year of {mention.surface} stands nowhere in the article",
            mention.surface,
            "zh",
        )
    elif not calendar.published_stated or calendar.published is None or calendar.published[0] != year:
        yield Problem(
            "date_inferred", "warning", f"the year of {mention.surface} is inferred", mention.surface, "zh"
        )


def _part_stands(mention: DateMention, known: Iterable[DateMention]) -> bool:
    for found in known:
        if found.part == mention.part and (mention.month is None or found.month in {None, mention.month}):
            return True
        if mention.month is not None and found.month == mention.month and _third(found.day) == mention.part:
            return True
        if mention.month is None and mention.part in {"early", "late", "mid"} and found.kind == "relative":
            return True
    return False


def _third(day: int | None) -> str:
    """The part of the month that a day lies in."""
    return "" if day is None else "early" if day <= 10 else "mid" if day <= 20 else "late"


# --------------------------------------------------------------------------- Chinese and English


def compare(zh: str, en: str, known: frozenset[Day] = frozenset()) -> list[Problem]:
    """The dates that a Chinese text and its English rendering do not share.

    `known` are the dates that the English may use to complete a partial date or to resolve a relative one.
    Codes: "date" (another date, or none), "date_inferred" (the English says more than the Chinese does).
    """
    wanted, offered = dates_zh(zh), dates_en(en)
    if not (wanted or offered):
        return []
    state = _Pair(zh, en, wanted, offered, known)
    missing = [
        problem for mention in wanted if mention.kind != "relative" for problem in state.missing(mention)
    ]
    added = [problem for mention in offered if mention.kind != "relative" for problem in state.added(mention)]
    errors = [problem for problem in added if problem.severity == "error"]
    # one shifted date is one problem, told from the Chinese side
    if errors and any(problem.severity == "error" for problem in missing):
        missing = [_told(problem, errors) for problem in missing]
        added = [problem for problem in added if problem.severity != "error"]
    return missing + added


def _told(problem: Problem, others: Sequence[Problem]) -> Problem:
    if problem.severity != "error":
        return problem
    stated = ", ".join(other.surface for other in others)
    return Problem("date", "error", f"{problem.surface} -> {stated}", problem.surface, problem.side)


_RELATIVE_YEAR = re.compile(r"[去明前今当同上次翌后本]年")


@dataclass(frozen=True)
class _Pair:
    """Two texts with their dates."""

    zh: str
    en: str
    wanted: list[DateMention]
    offered: list[DateMention]
    known: frozenset[Day]

    def missing(self, mention: DateMention) -> Iterator[Problem]:
        """What the English does not render of a Chinese date."""
        if mention.kind == "plan":
            if not self._plan_stands(mention):
                yield Problem(
                    "date", "error", f"{mention.surface} is not in the English", mention.surface, "zh"
                )
            return
        days = [(found, day) for found in self.offered if found.kind != "relative" for day in found.days]
        for day in mention.days:
            if day != (None, None, None):
                yield from self._missing_day(mention, day, days)
        yield from self._missing_part(mention)

    def _plan_stands(self, mention: DateMention) -> bool:
        if any(found.kind == "plan" and found.year == mention.year for found in self.offered):
            return True
        number = (mention.year or 0) // 5 - 390  # 2021 is the first year of the 14th
        return bool(re.search(rf"\b{number}th\b", self.en)) or any(
            found.days == mention.days for found in self.offered
        )

    def _missing_day(
        self, mention: DateMention, day: Day, days: Sequence[tuple[DateMention, Day]]
    ) -> Iterator[Problem]:
        year, month, number = day
        same = [other for _, other in days if _covers(other, day)]
        if same:
            if year is not None and not any(other[0] == year for other in same) and not self._year_said(year):
                yield Problem(
                    "date",
                    "error",
                    f"the year of {mention.surface} is not in the English",
                    mention.surface,
                    "zh",
                )
            return
        if self._said_otherwise(mention, day):
            return
        severity: Severity = "warning" if month is None and number is not None and not days else "error"
        yield Problem("date", severity, f"{mention.surface} is not in the English", mention.surface, "zh")

    def _year_said(self, year: int) -> bool:
        return any(other[0] == year for found in self.offered for other in found.days) or self._in_digits(
            year
        )

    def _in_digits(self, number: int) -> bool:
        return bool(re.search(rf"(?<!\d){number}(?!\d)", self.en))

    def _said_otherwise(self, mention: DateMention, day: Day) -> bool:
        """A date that English states without looking like one: "the first five months", "on the 30th"."""
        year, month, number = day
        if month is None and number is not None:
            return bool(re.search(rf"\b{number}(?:st|nd|rd|th)?\b", self.en))
        if month is None:
            return year is not None and (
                self._in_digits(year) or (not mention.bare and self._relative_year(year))
            )
        first = mention.days[0][1]
        return mention.end_date is not None and number is None and first == 1 and "months" in self.en

    def _relative_year(self, year: int) -> bool:
        """Whether "last year" may stand for a year that the Chinese states."""
        return any(
            found.kind == "relative" and "year" in found.surface for found in self.offered
        ) and year in {(known[0] or 0) + shift for known in self.known for shift in (-1, 0, 1)}

    def _missing_part(self, mention: DateMention) -> Iterator[Problem]:
        part = mention.part
        if not part or (part == "late" and mention.month is None and re.search(r"\bend|year-?end", self.en)):
            return
        parts = {
            found.part
            for found in self.offered
            if found.part and (found.part[0] in "QH") == (part[0] in "QH")
        }
        if part in parts or (part[0] in "QH" and "months" in self.en):
            return
        severity: Severity = "error" if parts else "warning"
        yield Problem(
            "date",
            severity,
            f"{mention.surface}: the part of the period is not in the English",
            mention.surface,
            "zh",
        )

    def added(self, mention: DateMention) -> Iterator[Problem]:
        """What the English states that no Chinese date does."""
        days = [day for found in self.wanted for day in found.days]
        for day in mention.days:
            if day == (None, None, None):
                continue
            if not any(_covers(other, day) for other in days):
                if mention.kind != "plan":
                    yield from self._from_nowhere(mention, day)
            elif day[0] is not None and not any(other[0] == day[0] and _covers(other, day) for other in days):
                yield from self._year_added(mention, day)

    def _from_nowhere(self, mention: DateMention, day: Day) -> Iterator[Problem]:
        year, month, number = day
        if year is not None and month is None and str(year) in fold(self.zh):
            return
        relative = any(found.kind == "relative" for found in self.wanted)
        partial = any(
            _fits(found, day)
            for mention_zh in self.wanted
            for found in mention_zh.days
            if found != (None, None, None)
        )
        resolvable = any(_covers(other, day) for other in self.known)
        if (relative or (partial and month is not None)) and resolvable:
            return
        if relative and month is None and self._near(year):
            return
        quarter = number is None and any(found.part[:1] in {"Q", "H"} for found in self.wanted)
        severity: Severity = "warning" if quarter or (relative and not self.known) else "error"
        yield Problem("date_inferred" if severity == "warning" else "date", severity,
                      f"{mention.surface} is not in the Chinese", mention.surface, "en")  # fmt: skip

    def _year_added(self, mention: DateMention, day: Day) -> Iterator[Problem]:
        """The Chinese states the day without a year; English may add the year only if it is known."""
        year = day[0]
        if any(found.year == year for found in self.wanted) or any(
            _fits(other, day) and other[0] == year for other in self.known
        ):
            return
        if _RELATIVE_YEAR.search(self.zh) and (not self.known or self._near(year)):
            return
        severity: Severity = "error" if any(other[0] for other in self.known) else "warning"
        yield Problem("date" if severity == "error" else "date_inferred", severity,
                      f"the year of {mention.surface} is not in the Chinese", mention.surface, "en")  # fmt: skip

    def _near(self, year: int | None) -> bool:
        return year is not None and any(abs((other[0] or 0) - year) <= 1 for other in self.known)


# --------------------------------------------------------------------------------------- fields


def _date_fields(fields: NewsFields, calendar: _Calendar) -> Iterator[Finding]:
    lines = {f"fields.events.{index}.date": tuple(event.lines) for index, event in enumerate(fields.events)}
    for where, value in _date_values(fields):
        cited = tuple(value.lines) or lines.get(where, ())
        for severity, message in _field_problems(where, value, cited, calendar):
            code = "date" if severity == "error" else "date_inferred"
            yield Finding(code, _CATEGORY, severity, f"{where}.iso", message, cited, value.zh)


def _field_problems(
    where: str, value: DateValue, cited: tuple[int, ...], calendar: _Calendar
) -> Iterator[tuple[Severity, str]]:
    days = _iso_days(value.iso)
    if not value.iso:
        return
    if not days or not all(exists(*day) for day in days):
        yield "error", f"{value.iso} is no date"
        return
    if not agrees(value.zh, value.iso):
        yield "error", f"{value.iso} is not what {value.zh} says"
        return
    if where == "fields.publication_date" and not _stands_in(days, value, cited, calendar):
        yield "error", f"{value.iso} stands in none of the lines cited"
        return
    yield from _finer(value, days)
    yield from _year_of_field(value, days[0], calendar)


def _stands_in(days: Sequence[Day], value: DateValue, cited: tuple[int, ...], calendar: _Calendar) -> bool:
    """Whether a cited line states the date; a date that is inferred or not located is another matter."""
    text = "\n".join(calendar.texts.get(number, "") for number in cited)
    if value.basis != "stated" or not text.strip():
        return True
    mentions = dates_zh(text)
    stated = [day for mention in mentions for day in mention.days if day != (None, None, None)]
    return not stated or any(_fits(day, other) for day in days for other in stated)


def _finer(value: DateValue, days: Sequence[Day]) -> Iterator[tuple[Severity, str]]:
    """An ISO date with a day, for Chinese that states a month only."""
    mentions = dates_zh(value.zh)
    stated = [day for mention in mentions for day in mention.days if day != (None, None, None)]
    if not stated or any(mention.kind in {"relative", "plan"} for mention in mentions):
        return
    depth = max(
        sum(part is not None for part in day[1:]) + (day[2] is not None and day[1] is None) for day in stated
    )
    if any(sum(part is not None for part in day[1:]) > depth for day in days):
        yield "error", f"{value.iso} is more precise than {value.zh}"


def _year_of_field(value: DateValue, day: Day, calendar: _Calendar) -> Iterator[tuple[Severity, str]]:
    stated = {found[0] for mention in dates_zh(value.zh) for found in mention.days}
    year = day[0]
    if year is None or year in stated or not value.zh or year in calendar.years:
        return
    near = calendar.published is not None and abs((calendar.published[0] or 0) - year) <= 1
    if not near:
        yield "error", f"the year of {value.iso} stands nowhere in the article"
    elif value.basis == "stated":
        yield "warning", f"the year of {value.iso} is inferred, no line states it"
