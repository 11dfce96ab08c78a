"""Whether the ISO dates of the fields say what their Chinese and their lines say.

A year that no line states may only be inferred from a stated publication date, by one rule: 去年12月 is told
from it; else what has happened lies at or before it, what is planned at or after it, at most a year away,
or on the day on which a term ends that the lines state.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from summarizer.dates import DateMention, Day, agrees, dates_zh
from summarizer.dates.index import NOTHING
from summarizer.dates.mention import exists, fits, iso_days
from summarizer.dates.told import is_whole, told_from
from summarizer.fields import DateValue
from summarizer.numerals.worth import value_of
from summarizer.text import Finding, Severity
from summarizer.verifying.dates.calendar import Calendar

_Problems = Iterator[tuple[Severity, str]]


def field_findings(calendar: Calendar) -> Iterator[Finding]:
    """Contradictions between an ISO date, its Chinese surface and the lines it cites."""
    dates = calendar.page.dates
    behind = (dated.value for dated in dates if dated.where.count(".") == 1 and not dated.ahead)
    published = next((days[0] for value in behind if (days := list(iso_days(value.iso)))), NOTHING)
    now = published if calendar.page.news.publication_date.basis in ("stated", "inferred") else NOTHING
    for dated in dates:
        where, value, cited = dated.where, dated.value, dated.lines
        problems = list(_form_problems(value)) or list(_surface_problems(value))
        if not problems and where == "fields.publication_date":
            problems = list(_line_problems(value, cited, calendar))
        elif not problems and value.iso and told_from(value.zh, now)[0] and not _stated_year(value.zh):
            problems = list(_told_problems(value, now, cited, calendar))
        elif not problems:
            problems = list(_year_problems(value, published, cited, calendar, planned=dated.ahead))
        for severity, message in problems:
            code = "date" if severity == "error" else "date_inferred"
            yield Finding(code, "accuracy/mistranslation", severity, f"{where}.iso", message, cited, value.zh)


_TIMES = frozenset(
    "年月日号號天周週期季旬时時今昨明前后後近早晚春夏秋冬节節末底初刚剛即未连連以当當现現目往过過去世纪紀假夜午晨临臨间間旦"
    "朝代汉漢唐宋元清秦隋晋晉魏齐齊梁陈陳民国國古历曆叶葉甲乙丙丁戊己庚辛壬癸"
    "庆慶夕宵阳陽诞誕暑寒尽盡待满滿常"  # 国庆, 除夕, 元宵, 重阳, 圣诞, 大暑; 尽快, 待定, 额满, 常年
)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_PRECISION = {4: "year", 7: "month", 10: "day"}


def _form_problems(value: DateValue) -> _Problems:
    """What is written for a date and is none, and what is said of it that it is not."""
    if value.zh.strip() and not any(char.isnumeric() or char in _TIMES for char in value.zh):
        yield "error", f"“{value.zh}” is no date"
    if not value.iso:
        return
    if not _ISO.fullmatch(value.iso):
        yield "error", f"{value.iso} is no date in the form of ISO 8601"
    elif value.precision not in ("unknown", *_precisions(value.iso)):
        yield "error", f"{value.iso} is not precise to the {value.precision}"
    elif value.basis == "missing" and value.zh.strip():
        yield "error", f"{value.iso} is called missing"


def _precisions(iso: str) -> tuple[str, ...]:
    """What may be said of an ISO date: how fine it is, or its ends are; and that it is a range."""
    first, _, last = iso.partition("/")
    return (_PRECISION[len(first)], *(("range",) if last else ()))


def _surface_problems(value: DateValue) -> _Problems:
    """An ISO date that is none, that contradicts its Chinese, or that says more than it."""
    days = iso_days(value.iso)
    if not value.iso:
        return
    if not days or not all(exists(*day) for day in days):
        yield "error", f"{value.iso} is no date"
    elif not agrees(value.zh, value.iso):
        yield "error", f"{value.iso} is not what {value.zh} says"
    elif _depth(days) > _depth(_stated(value.zh)):
        yield "error", f"{value.iso} is more precise than {value.zh}"


def _stated(zh: str) -> list[Day]:
    """The partial dates of a text; none where it has a relative date, which may resolve to anything."""
    return _days(dates_zh(zh))


def _days(mentions: Sequence[DateMention]) -> list[Day]:
    if any(mention.kind in {"relative", "plan"} or mention.part for mention in mentions):
        return []
    return [day for mention in mentions for day in mention.days if day != NOTHING]


def _depth(days: Sequence[Day]) -> int:
    """How fine dates are: 1 a year, 2 a month, 3 a day; 3 where there is nothing to hold against."""
    return max((3 if day[2] else 2 if day[1] else 1 for day in days), default=3)


def _line_problems(value: DateValue, cited: Sequence[int], calendar: Calendar) -> _Problems:
    """A publication date that none of its lines states, or no line at all where there is nothing of it in
    Chinese; one that is inferred is another matter.
    """
    known, lines = calendar.page.quantities, calendar.page.lines
    where = [n for n in cited if n in known]
    text = "\n".join(lines[n].text for n in where) if len(where) > 1 else ""
    stated = _days(known[where[0]].dates) if len(where) == 1 else _stated(text)
    days = iso_days(value.iso)
    if (
        value.basis == "stated"
        and days
        and stated
        and not any(fits(day, other) for day in days for other in stated)
    ):
        yield "error", f"{value.iso} stands in none of the lines cited"
    elif value.basis == "stated" and not value.zh.strip() and not all(map(calendar.stated.states, days)):
        yield "error", f"{value.iso} stands nowhere in the article"
    elif value.basis == "stated" and value.zh.strip() and not _states_year(value, cited, calendar):
        yield "error", f"the year of {value.iso} is not stated where it is said to be"


def _states_year(value: DateValue, cited: Sequence[int], calendar: Calendar) -> bool:
    """Whether the Chinese of a date or one of its lines, or of the three before each, has its year."""
    years = {day[0] for day in iso_days(value.iso)}
    stated = _stated(value.zh)
    known = {day[0] for day in stated} | _years_near(cited, calendar, body=True)
    return bool(years & known) or not years or not stated


def _year_problems(
    value: DateValue, published: Day, cited: Sequence[int], calendar: Calendar, *, planned: bool
) -> _Problems:
    day = next(iter(iso_days(value.iso)), NOTHING)
    year = day[0]
    if year is None or year in calendar.page.quantifier.zh(value.zh).years or calendar.stated.states(day):
        return
    if value.basis == "inferred" and day in _expiries(cited, calendar):
        return
    on_the_page = year in calendar.stated.years
    if year in _plausible_years(day, published, planned=planned):
        if value.basis == "stated" and not _states_year(value, cited, calendar):
            yield "error", f"the year of {value.iso} is inferred, no line states it"
    elif on_the_page:
        near = year in _years_near(cited, calendar) | _years_written(day, calendar, planned=planned)
        what = f"the year of {value.iso} does not follow from the date of publication"
        yield ("warning" if near or published == NOTHING else "error"), what
    else:
        yield "error", f"the year of {value.iso} stands nowhere in the article"


_LENGTH = "([\\d一二两三四五六七八九十]{1,3})"
_VALID = re.compile(
    f"(?:有效期|期限|[任聘租]期|合同期|质保期|保修期)限?[为是]?{_LENGTH}(个月|年)(?:零?{_LENGTH}个月)?"
)


def _expiries(cited: Sequence[int], calendar: Calendar) -> set[Day]:
    """The days on which ends what cited lines let last for years or months: 有效期5年, 任期两年零六个月.

    They are counted from the dates of the fields.
    """
    page = calendar.page
    found = {_months(*length) for n in cited for length in _VALID.findall(page.plain.get(n, ""))}
    begun = {day for dated in page.dates for day in iso_days(dated.value.iso) if exists(*day) and all(day)}
    return {end for months in found if months for day in begun for end in _after(day, months)}


def _months(number: str, unit: str, more: str) -> int:
    """How many months 5年, 18个月 and 两年零六个月 are."""
    first, then = (int(value_of(f"{each}年")[0] or 0) for each in (number, more or "零"))
    return first * (12 if unit == "年" else 1) + then


def _after(day: Day, months: int) -> Iterator[Day]:
    """The same day so many months later, or the last one of that month, and the one before it."""
    year, month, number = day
    if not (year and month and number):
        return
    later, ahead = divmod(year * 12 + month - 1 + months, 12)
    if not exists(later, ahead + 1, 1):
        return
    end = date(later, ahead + 1, min(number, monthrange(later, ahead + 1)[1]))
    for last in (end, end - timedelta(days=1)):
        yield last.year, last.month, last.day


def _stated_year(zh: str) -> bool:
    """Whether a date has its year: 今年（2024年）6月."""
    return any(day[0] for day in _stated(zh))


_LATE = 2  # days from what a dispatch calls today to its publication


def _told_problems(value: DateValue, now: Day, cited: Sequence[int], calendar: Calendar) -> _Problems:
    """An ISO date that is not what its Chinese tells from the day of publication, or does so as a fact."""
    told = [told_from(value.zh, day)[0] for day in _days_before(now)]
    years = {day[0] for day in iso_days(value.iso)}
    if not any(_says(value, iso, now) for iso in told):
        above = _days_above(calendar) - {now}
        if any(_says(value, told_from(value.zh, day)[0], day) for day in above):
            return  # a letter of 2004 that was put online in 2018
        near = years <= _years_near(cited, calendar, body=True) - {now[0]}  # a story of another time
        what = f"{value.iso} is not what {value.zh} says, told from the date of publication: {told[0]}"
        yield ("warning" if near else "error"), what
    elif value.basis == "stated" and not years & _years_near(cited, calendar, body=True):
        yield "error", f"the year of {value.iso} is inferred, no line states it"


def _days_before(now: Day) -> Iterator[Day]:
    """The day of publication, and those on which the article may have been written."""
    yield now
    year, month, day = now
    if year and month and day and exists(*now):
        for late in range(1, _LATE + 1):
            written = date(year, month, day) - timedelta(days=late)
            yield written.year, written.month, written.day


def _says(value: DateValue, told: str, now: Day) -> bool:
    """Whether an ISO date is what was told, and no more precise."""
    days, ours = iso_days(told), iso_days(value.iso)
    fine = _depth(ours) <= _depth(days) or not is_whole(value.zh, now)
    return fine and all(any(fits(day, other) for other in days) for day in ours)


def _years_near(cited: Sequence[int], calendar: Calendar, *, body: bool = False) -> set[int | None]:
    """The years of the cited lines and of the three before each: 2021年……，3月28日又…….

    `body`: not those of lines above the article, which date the page.
    """
    page = calendar.page
    numbers = [n for n in page.quantities if not body or n in cited or page.role(n) == "body"]
    places = [numbers.index(n) for n in cited if n in numbers]
    near = {numbers[at] for place in places for at in range(max(0, place - 3), place + 1)}
    return {year for n in near for year in page.quantities[n].years}


def _years_written(day: Day, calendar: Calendar, *, planned: bool) -> set[int]:
    """The years that the same rule allows from the days that stand above the article: a letter of 2004 that
    was put online in 2018.
    """
    above = _days_above(calendar)
    return set().union(*(_plausible_years(day, other, planned=planned) for other in above))


def _days_above(calendar: Calendar) -> set[Day]:
    """The days that the lines above the article state."""
    page = calendar.page
    above = (line for n, line in page.quantities.items() if page.role(n) == "meta")
    return {day for line in above for mention in line.dates for day in mention.days if all(day)}


def _plausible_years(day: Day, published: Day, *, planned: bool) -> set[int]:
    """The years that the rule above allows."""
    year, month, number = published
    if year is None:
        return set()
    if day[1] is None or month is None:
        return {year - 1, year, year + 1}
    later = (day[1], day[2] or 0) > (month, number or 31)
    if planned:
        return {year, year + 1}
    return {year - 1} if later else {year}
