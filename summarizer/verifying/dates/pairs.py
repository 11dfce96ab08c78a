"""Whether a Chinese text and its English rendering state the same dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from summarizer.dates import DateMention, Day
from summarizer.dates.index import NOTHING, DayIndex
from summarizer.dates.masking import quantities_en, quantities_zh
from summarizer.dates.nicknames import names_month
from summarizer.dates.reigns import years_implied
from summarizer.dates.spoken import is_short_of
from summarizer.numerals.figure import fold
from summarizer.text import Severity
from summarizer.verifying.dates.bases import is_base, is_told_from
from summarizer.verifying.dates.bounds import turned_round
from summarizer.verifying.dates.festivals import names_date
from summarizer.verifying.dates.naming import is_a_name, is_gloss, names_period
from summarizer.verifying.dates.parts import says
from summarizer.verifying.dates.sides import Side
from summarizer.verifying.problem import Problem

MISSING, ADDED = "is not in the English", "is not in the Chinese"  # how messages about either end
UNKNOWN = DayIndex()


def compare(zh: str, en: str, known: DayIndex = UNKNOWN) -> list[Problem]:
    """The dates that a Chinese text and its English rendering do not share.

    `known` are the dates that the English may use to complete a partial date or to resolve a relative one.
    Codes: "date" (another date, or none), "date_inferred" (the English says more than the Chinese does).
    """
    return compared(Side(zh, quantities_zh(zh).dates), Side(en, quantities_en(en).dates), known)


def compared(ours: Side, theirs: Side, known: DayIndex) -> list[Problem]:
    """`compare` for texts whose dates are known."""
    turned = list(turned_round(ours, theirs))
    if turned or ours.is_same_as(theirs):
        return turned
    dated = [mention for mention in ours.stated if not _is_count(mention, theirs)]
    missing = [problem for mention in dated for problem in _eased(mention, ours, theirs, known)]
    added = [problem for mention in theirs.stated for problem in _added(mention, ours, theirs, known)]
    errors = [problem for problem in added if problem.severity == "error"]
    # one shifted date is one problem, told from the Chinese side
    if errors and any(problem.severity == "error" for problem in missing):
        missing = [_told(problem, errors) for problem in missing]
        added = [problem for problem in added if problem.severity != "error"]
    return list(dict.fromkeys(missing + added))


def _is_count(mention: DateMention, other: Side) -> bool:
    """Whether a lone number that might be a year is written as a count on the other side: 2000 and 2,000."""
    return mention.bare and mention.year is not None and f"{mention.year:,}" in other.text


def _told(problem: Problem, others: Sequence[Problem]) -> Problem:
    if problem.severity != "error":
        return problem
    stated = ", ".join(dict.fromkeys(other.surface for other in others[:3]))
    return Problem("date", "error", f"{problem.surface} -> {stated}", problem.surface, problem.side)


# ------------------------------------------------------------------------- from the Chinese side


_TITLE = re.compile(r"《[^《》]{0,40}+》")


def _eased(mention: DateMention, ours: Side, theirs: Side, known: DayIndex) -> Iterator[Problem]:
    """What the English does not render; the month in the title of a work need not be told (《十月的风》)."""
    if _stands_in(mention.surface, theirs.text) or is_told_from(mention, ours, theirs):
        return
    for problem in _missing(mention, ours, theirs, known):
        named = mention.year is None and any(
            found.start() < mention.start < found.end() for found in _TITLE.finditer(ours.text)
        )
        named = named or names_period(mention, ours.text, theirs.index.has_months)
        severity: Severity = "warning" if named else problem.severity
        yield Problem(problem.code, severity, problem.message, problem.surface, problem.side)


_AS_WRITTEN = re.compile(r"\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?")


def _stands_in(surface: str, en: str) -> bool:
    """Whether the English has the very digits of a date, as in a table: 2015.12."""
    parts = _AS_WRITTEN.findall(surface)
    if not parts or _AS_WRITTEN.sub("", surface).strip(" -—–~至到"):
        return False
    return all(re.search(rf"(?<!\d){re.escape(part)}(?!\d)", en) for part in parts)


def _missing(mention: DateMention, ours: Side, theirs: Side, known: DayIndex) -> Iterator[Problem]:
    """What the English does not render of a Chinese date."""
    if mention.kind == "plan":
        number = (mention.year or 0) // 5 - 390  # 2021 is the first year of the 14th
        if mention.year in theirs.index.years and mention.days[-1][0] in theirs.index.years:
            return  # from 2021 to 2025
        if theirs.plans and theirs.has_ordinal(number):
            return  # the 14th Five-Year Plan and the 15th
        if mention.year not in theirs.plans and (theirs.plans or not theirs.has_number(number)):
            yield _not_in_english(mention)
        return
    for day in mention.days:
        if day != NOTHING:
            yield from _missing_day(mention, day, ours, theirs, known)
    yield from _missing_part(mention, ours, theirs)


def _missing_day(
    mention: DateMention, day: Day, ours: Side, theirs: Side, known: DayIndex
) -> Iterator[Problem]:
    year, month, number = day
    if month is None and number is None:
        if not (theirs.index.covers(day) or _year_said(mention, year, theirs, known)):
            yield _not_in_english(mention)
    elif theirs.index.covers(day):
        if not (theirs.index.states(day) or _year_said(mention, year, theirs, known)):
            yield _not_in_english(mention, f"the year of {mention.surface}")
    elif month is None:
        # 停飞三日: for three days
        said = theirs.has_number(number) or _is_next_day(day, theirs) or theirs.counts(number, "day")
        if not (said or _is_told_from_dispatch(number, ours, theirs)):
            severe = bool(theirs.index) and not theirs.names_weekday
            yield _not_in_english(mention, severity="error" if severe else "warning")
    elif not _is_told_otherwise(mention, day, ours, theirs):
        yield _not_in_english(mention)


def _is_told_otherwise(mention: DateMention, day: Day, ours: Side, theirs: Side) -> bool:
    """Whether English tells a day of a month in another form."""
    year, month, number = day
    if _is_bare(mention) and (theirs.has_ordinal(number) or _is_told_from_dispatch(number, ours, theirs)):
        return True  # 7月29日……30日: the 30th, of the month named before it, or tomorrow
    if number is None and year is None and theirs.counts(month, "month"):
        return True  # 12月 of a contract: twelve months
    if month == _IN_MAY and number is None and _may_be_may(year, theirs):
        return True
    if (number or 0) >= _LAST_DAYS and "late" in theirs.parts and theirs.index.covers((None, month, None)):
        return True  # 6月30日: at the end of June
    return _is_run_of_months(mention, day, theirs) or _is_said_in_words(day, theirs)


_IN_MAY = 5
_MAY = re.compile(r"\bMay\b(?! (?:I|[Yy]ou|[Ww]e|[Tt]he|this|all|not|be)\b)")


def _may_be_may(year: int | None, theirs: Side) -> bool:
    """Whether a "May" that was taken for the verb is the month, which the Chinese has: "May saw a rise"."""
    read = theirs.index.covers((None, _IN_MAY, None))
    return not read and (year is None or theirs.has_number(year)) and _MAY.search(theirs.text) is not None


def _year_said(mention: DateMention, year: int | None, theirs: Side, known: DayIndex) -> bool:
    """Whether the English states a year, in digits or as "last year"."""
    if year in theirs.index.years or theirs.has_number(year):
        return True
    relative = any("year" in surface for surface in theirs.relative)
    return relative and not mention.bare and (not known or _near(year, known))


def _near(year: int | None, known: DayIndex) -> bool:
    return year is not None and not known.years.isdisjoint({year - 1, year, year + 1})


def _is_run_of_months(mention: DateMention, day: Day, theirs: Side) -> bool:
    """1—5月 may be "the first five months", "five-month profit", and 1—6月 "the first half"."""
    if mention.end_date is None or day[2] is not None or mention.month != 1:
        return False
    last = mention.end_date[1]
    part = _FIRST_PARTS.get(last or 0)
    told = part is not None and part.search(theirs.text) is not None
    return told or "months" in theirs.text or theirs.counts(last, "month")


# The first months of a year by the last of them.
_FIRST_PARTS = {
    3: re.compile(r"\bfirst[- ]quarter|\b(?:Q1|1Q)", re.IGNORECASE),
    6: re.compile(r"\bfirst[- ]half|\b(?:H1|1H)", re.IGNORECASE),
    9: re.compile(r"\b(?:first )?three[- ]quarters?\b", re.IGNORECASE),
}


def _is_said_in_words(day: Day, theirs: Side) -> bool:
    """Whether English has a day as "the 6th" after another of its month, or as the day after that."""
    _, month, number = day
    if _LUNAR.search(theirs.text):
        return True  # in the sixth lunar month
    if month is None or number is None:
        return False
    if (month, number) in theirs.later_days:
        return True
    return _is_next_day(day, theirs)


def _is_next_day(day: Day, theirs: Side) -> bool:
    """Whether English has it as "the next day" after the day before."""
    _, month, number = day
    told = any(surface in {"next day", "following day"} for surface in theirs.relative)
    before = (number or 0) - 1
    return told and (
        theirs.index.covers((None, month, before)) or (month is None and theirs.has_number(before))
    )


def _is_bare(mention: DateMention) -> bool:
    return "月" not in mention.surface and mention.surface[-1] in "日号"


_TOLD = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _is_told_from_dispatch(number: int | None, ours: Side, theirs: Side) -> bool:
    """Whether English tells a day from that of the dispatch: 12日电……11日, "yesterday"."""
    told = {_TOLD[surface] for surface in theirs.relative if surface in _TOLD}
    return any(ours.index.covers((None, None, (number or 0) - offset)) for offset in told)


_LAST_DAYS = 28
_LUNAR = re.compile(
    r"\b(?:lunar (?:month|calendar)|Chinese calendar|(?:first|third|fifth|seventh|ninth|tenth) month)\b"
)
_THIRDS = frozenset({"early", "mid", "late"})


def _missing_part(mention: DateMention, ours: Side, theirs: Side) -> Iterator[Problem]:
    part = mention.part
    period = part[:1] in {"Q", "H"}
    if not part or (period and "month" in theirs.text):
        return
    if any(each in theirs.parts or says(each, theirs.text) for each in part.split("/")):
        return
    if told := theirs.parts & _THIRDS - ours.parts if part in _THIRDS else frozenset():
        message = f"{mention.surface} has become “{min(told)}”"
        yield Problem("date", "error", message, mention.surface, "zh")
        return
    others = any((other[0] in "QH") == period for other in theirs.parts)
    yield _not_in_english(
        mention, f"the part of the period in {mention.surface}", "error" if others else "warning"
    )


def _not_in_english(mention: DateMention, what: str = "", severity: Severity = "error") -> Problem:
    return Problem("date", severity, f"{what or mention.surface} {MISSING}", mention.surface, "zh")


# ------------------------------------------------------------------------- from the English side


def _added(mention: DateMention, ours: Side, theirs: Side, known: DayIndex) -> Iterator[Problem]:
    """What the English states that no Chinese date does."""
    if is_a_name(mention, theirs.text) or is_base(mention, ours, theirs, known):
        return
    if mention.kind == "plan":
        if mention.year not in ours.plans and not ours.index.covers((mention.year, None, None)):
            yield Problem("date", "error", f"{mention.surface} {ADDED}", mention.surface, "en")
        return
    for day in mention.days:
        if day == NOTHING or ours.index.states(day):
            continue
        if day[1:] == (None, None) or not ours.index.covers(day):
            yield from _eased_gloss(mention, _from_nowhere(mention, day, ours, known), ours, theirs)
        elif day[0] not in ours.index.years:
            yield from _year_added(mention, day, ours, known)


def _eased_gloss(
    mention: DateMention, problems: Iterator[Problem], ours: Side, theirs: Side
) -> Iterator[Problem]:
    """What the reader of the English is told besides: the years of a reign, "the Paris 2024 Olympics"."""
    for problem in problems:
        gloss = problem.severity == "error" and is_gloss(mention, ours.text, theirs.text)
        yield (
            Problem("date_inferred", "warning", problem.message, problem.surface, "en") if gloss else problem
        )


# "June Fourth", "the May Fourth Movement": days that are called by their figures, by the month
_DAYS_BY_NAME: Mapping[int | None, re.Pattern[str]] = MappingProxyType({
    3: re.compile("三八|三一五"), 5: re.compile("五[四一卅]"), 6: re.compile("六四(?![分开開比成占])"),
    7: re.compile("七[七一]"), 8: re.compile("八一"), 9: re.compile("九一八"),
    10: re.compile("十一|[双雙]十"), 12: re.compile("一二九"),
})  # fmt: skip


def _from_nowhere(mention: DateMention, day: Day, ours: Side, known: DayIndex) -> Iterator[Problem]:
    year, month, number = day
    if number is None and month in _DAYS_BY_NAME and _DAYS_BY_NAME[month].search(ours.text):
        return
    if names_date(month, number, fold(ours.text)) or names_month(year, month, fold(ours.text)):
        return
    if month is None and number is None:
        if _is_implied(year, ours) or ours.has_number(year) or _may_complete(year, day, ours, known):
            return
    # 近日 and 12月 may be resolved to a date that the article or the fields state
    elif (
        ((ours.relative or ours.index.covers((None, month, None))) and known.covers(day))
        or _goes_on(day, ours)
        or _is_in_brackets(day, ours, known)
        or (number is None and (ours.tells_next_to_a_month(month) or ours.ends_first_months(month)))
    ):
        return
    elif severity := _of_bare_day(month, number, ours, known):
        if severity == "warning":
            message = f"the month of {mention.surface} {ADDED}"
            yield Problem("date_inferred", "warning", message, mention.surface, "en")
        return
    period = month is not None and number is None and any(part[:1] in {"Q", "H"} for part in ours.parts)
    unknown = bool(ours.relative) and not known
    inferred = period or unknown
    yield Problem(
        "date_inferred" if inferred else "date", "warning" if inferred else "error",
        f"{mention.surface} {ADDED}", mention.surface, "en",
    )  # fmt: skip


_IN_HAN = str.maketrans("0123456789", "零一二三四五六七八九")  # 九七后


def _is_implied(year: int | None, ours: Side) -> bool:
    """Whether the Chinese states a year in another way: 00后, 九七后, 光绪三十一年, 114年 of the Republic."""
    short = f"{(year or 0) % 100:02}"
    born = re.search(f"{short}后|{short.translate(_IN_HAN)}[后後前]", ours.text) is not None
    text = fold(ours.text)
    return born or is_short_of(year, text) or year in years_implied(ours.text) or ours.counts_from_1912(year)


def _of_bare_day(
    month: int | None, number: int | None, ours: Side, known: DayIndex
) -> Literal["", "right", "warning"]:
    """Whether a day whose month the Chinese leaves out may be of the month that the English says."""
    if month is None and (ours.has_rank(number) or _year_of_plan(number) in ours.plans):
        return "right"
    if number is None or number not in ours.bare_days:
        return ""
    opens = ours.opens_with(number)
    named = ours.index if ours.index.has_months and not opens else known
    if month is None or named.covers((None, month, None)):
        return "right"
    if opens and known.months <= ours.index.months:
        return "warning"  # the day of a dispatch: no line says of which month
    beside = any(named.covers((None, other, None)) for other in (month - 1 or 12, month % 12 + 1))
    stated = beside and known.covers((None, month, None))
    near = not named.has_months or named.turns_to(month, number) or stated
    return "warning" if near else ""


def _goes_on(day: Day, ours: Side) -> bool:
    """Whether a bare day of the Chinese is one of the month named before it."""
    year, month, number = day
    return (month, number) in ours.later_days and (year is None or year in ours.index.years)


def _is_in_brackets(day: Day, ours: Side, known: DayIndex) -> bool:
    """Whether a day is the bare one of 昨（2）日 or 今天（4日）, in a month that the article states."""
    return day[2] in ours.bracketed and known.covers((None, day[1], None))


def _year_of_plan(number: int | None) -> int:
    return (number or 0) * 5 + 1951  # the 14th begins in 2021


_RELATIVE_YEAR = re.compile(r"[去明前今当同上次翌后本]年")


def _may_complete(year: int | None, day: Day, ours: Side, known: DayIndex) -> bool:
    """Whether a year that the Chinese leaves out may be added: it is known, or next to one that is."""
    if year in known.years and (ours.index or ours.relative):
        return True
    return bool(_RELATIVE_YEAR.search(ours.text)) and (not known or _near(day[0], known))


def _is_near(year: int | None, ours: Side, known: DayIndex) -> bool:
    """Whether a text without a year may be of that year: it is next to one that the article states."""
    return not ours.index.years and _near(year, known)


def _year_added(mention: DateMention, day: Day, ours: Side, known: DayIndex) -> Iterator[Problem]:
    if _may_complete(day[0], day, ours, known) or _is_implied(day[0], ours):
        return
    severity: Severity = "error" if known.years and not _is_near(day[0], ours, known) else "warning"
    yield Problem(
        "date" if severity == "error" else "date_inferred", severity,
        f"the year of {mention.surface} {ADDED}", mention.surface, "en",
    )  # fmt: skip
