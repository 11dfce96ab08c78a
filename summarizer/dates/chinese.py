"""Dates in Chinese text: partial ones, ranges, 旬, 季度, 学年, five-year plans and relative ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.dates.borrowed import with_english
from summarizer.dates.chinese_patterns import BY_DIGITS, BY_START, DAY, STARTS
from summarizer.dates.mention import (
    REPUBLIC,
    DateMention,
    Day,
    Precision,
    exists,
    fits,
    iso_days,
    plan_years,
    precision_of,
    with_surface,
)
from summarizer.numerals.figure import fold, han_value

_PARTS = {
    "上旬": "early",
    "上中旬": "early/mid",
    "中下旬": "mid/late",
    "初": "early",
    "中旬": "mid",
    "中": "mid",
    "下旬": "late",
    "底": "late",
    "末": "late",
}
_TO = re.compile(r" ?(?:-{1,2}+|至|到) ?\Z")
_LIST = re.compile(r"[、和及与或,，]\Z")


def dates_zh(text: str) -> list[DateMention]:
    """Every date of a Chinese text, in order; ranges are one mention. What cannot exist is no date."""
    return list(_remembered(text) if len(text) < _SHORT else _dates_of(text))


_SHORT = 64  # characters: the dates of the fields, which are asked for several times


@lru_cache(maxsize=1024)
def _remembered(text: str) -> tuple[DateMention, ...]:
    return tuple(_dates_of(text))


def _dates_of(text: str) -> list[DateMention]:
    return [with_surface(mention, text) for mention in dates_of_folded(fold(text))]


def dates_of_folded(folded: str) -> list[DateMention]:
    """The dates of a folded text; their surfaces are still to be taken from the text itself."""
    joined: list[DateMention] = []
    first = STARTS.search(folded)
    for mention in _atoms(folded, first) if first else ():
        if joined and _continues(joined, mention, folded):
            continue
        joined.append(mention)
    return with_english(joined, folded)


_FAR, _STOPS = 24, re.compile(rf".*[。！？；]|{_TO.pattern}|{_LIST.pattern}")


def _is_of_month(mention: DateMention, last: DateMention) -> bool:
    """Whether a bare day is a later one of the month named before it: 11月8日夜间至9日白天."""
    _, month, day = last.days[-1]
    alone = mention.kind == last.kind == "date" and not (mention.year or mention.month or mention.part)
    return bool(alone and month and day and mention.day and mention.day > day)


def _continues(joined: list[DateMention], mention: DateMention, text: str) -> bool:
    """Join a range (5月30日至6月2日) into one mention; let 3日、5日 inherit the month before them."""
    last = joined[-1]
    gap = text[last.end : mention.start]
    if _is_of_month(mention, last) and 0 < len(gap) <= _FAR and not _STOPS.match(gap):
        joined.append(mention._replace(month=last.days[-1][1]))
        return True
    if len(gap) > 4 or last.kind != "date" or mention.kind != "date" or mention.part[:1] in {"Q", "H"}:
        return _attach_part(joined, mention, gap)
    if _TO.match(gap) and last.end_date is None:
        end = _inherit((mention.year, mention.month, mention.day), (last.year, last.month, last.day))
        joined[-1] = last._replace(end=mention.end, end_date=end, precision="range", part="")
        return True
    if _LIST.match(gap) and mention.year is None:
        day = _inherit((None, mention.month, mention.day), last.days[-1])
        joined.append(mention._replace(year=day[0], month=day[1], day=day[2]))
        return True
    return False


def _attach_part(joined: list[DateMention], mention: DateMention, gap: str) -> bool:
    """2024年上半年 is one mention."""
    last = joined[-1]
    if (
        gap
        or last.precision != "year"
        or last.kind != "date"
        or mention.part[:1] not in {"Q", "H"}
        or last.part
    ):
        return False
    joined[-1] = last._replace(end=mention.end, part=mention.part, precision="range")
    return True


def _inherit(day: Day, from_day: Day) -> Day:
    year, month, number = day
    if month is None and number is not None:
        month = from_day[1]
    if year is None and month is not None:
        year = from_day[0]
    return year, month, number


# --------------------------------------------------------------------------------------- atoms


def _int(text: str | None) -> int | None:
    if not text:
        return None
    if text == "元":
        return 1
    return int(text) if text[0].isdigit() else int(han_value(text))


def _atoms(text: str, start: re.Match[str] | None) -> Iterator[DateMention]:
    while start:
        at, end = start.span()
        pattern = BY_DIGITS.get((end - at, text[end : end + 1])) if text[at].isdecimal() else None
        match = (pattern or BY_START[text[at]]).match(text, at)
        mention = _mention(match) if match else None
        if mention is not None:
            yield mention
            if mention.day and match and match[0][-1] not in "日号":
                yield from _listed(text, match.end())
        start = STARTS.search(text, match.end() if match else end)


# The last day of a list is a mention of its own.
_ONE_OF_DAYS = re.compile(rf"[、和及或]({DAY})(?=[、和及或]{DAY}| ?[两三四五六七][日天])")


def _listed(text: str, at: int) -> Iterator[DateMention]:
    """The days between the first and the last of a list: 8月25、26、27日."""
    while one := _ONE_OF_DAYS.match(text, at):
        at = one.end()
        yield DateMention(one[1], one.start(1), at, None, None, _int(one[1]), precision="day")


def _mention(match: re.Match[str]) -> DateMention | None:
    shape = match.lastgroup or ""
    if shape in _FIELDS:
        return _single(match)
    if shape in _ENDS:
        return _from_to(match) if shape == "iso_to" else _span(match)
    surface, start, end = match[0], match.start(), match.end()
    if shape == "relative":
        return DateMention(surface, start, end, kind="relative")
    if shape == "plan":
        first, last = plan_years(next(filter(None, map(_int, match.group(*_PLANS))), 0))
        years = (last, None, None)
        return DateMention(surface, start, end, first, end_date=years, precision="range", kind="plan")
    if shape == "quarter":
        return DateMention(surface, start, end, precision="range", part=_quarter(match))
    return None


def _quarter(match: re.Match[str]) -> str:
    if match["h"]:
        return "H1" if match["h"] == "上" else "H2"
    number = _int(match["q"])
    return f"Q1-{number}" if match["q_first"] else f"Q{number}"


# The groups of the number of a five-year plan.
_PLANS = ("plan_n", "plan_m", "plan_b", "plan_o")
# The groups of first and last year (or month); of year, month and day; and of what part of a period it is.
_ENDS = {
    "iso_to": ("it_d", "it_day"),
    "school": ("school_a", "school_b"), "years": ("ys_a", "ys_b"), "months": ("ms_a", "ms_b"),
    "roc_school": ("rs_a", "rs_b"), "roc_years": ("ry_a", "ry_b"),
}  # fmt: skip
_FIELDS = {
    "iso": ("iso_y", "iso_m", "iso_d"), "iso_month": ("ism_y", "ism_m", ""), "ymd": ("y", "m", "d"),
    "roc_iso": ("ri_y", "ri_m", "ri_d"), "roc": ("ro_n", "ro_m", "ro_d"),
    "md": ("", "md_m", "md_d"), "d_only": ("", "", "do_d"), "year": ("year_n", "", ""),
}  # fmt: skip
_PART_GROUPS = {"ymd": ("part1", "part2"), "md": ("part3",), "roc": ("part4", "part5")}


def _from_to(match: re.Match[str]) -> DateMention | None:
    """2024.11.18-11.22, and within one month 2024.11.18-22; 2024.11.18-1 is none."""
    first = [_int(match[group]) or 0 for group in ("it_y", "it_m", "it_d")]
    given = [_int(match[group]) for group in ("it_year", "it_month", "it_day")]
    last = [own or earlier for own, earlier in zip(given, first, strict=True)]
    if not (exists(*first) and exists(*last) and first < last):
        return None
    year, month, day = first
    ends = (last[0], last[1], last[2])
    return DateMention(match[0], match.start(), match.end(), year, month, day, ends, precision="range")


def _span(match: re.Match[str]) -> DateMention:
    shape, surface, start, end = match.lastgroup or "", match[0], match.start(), match.end()
    first, second = (_int(match[group]) for group in _ENDS[shape])
    if shape == "roc_years" and first is None:
        first, second = _int(match["ry_c"]), _int(match["ry_d"])
    if shape[:3] == "roc":
        first, second = REPUBLIC + (first or 0), second and REPUBLIC + second
    if shape == "months":
        return DateMention(surface, start, end, None, first, end_date=(None, second, None), precision="range")
    if second is not None and second < 100:  # 2020-21
        second += (first or 0) // 100 * 100
    if shape in {"years", "roc_years"}:
        bare, last = shape == "years" and not match["ys_unit"], (second, None, None)
        return DateMention(surface, start, end, first, end_date=last, precision="range", bare=bare)
    last = (second or (first or 0) + 1, None, None)
    return DateMention(surface, start, end, first, end_date=last, precision="range", kind="academic_year")


def _single(match: re.Match[str]) -> DateMention | None:
    shape = match.lastgroup or ""
    of_year, of_month, of_day = _FIELDS[shape]
    year = _int(match[of_year]) if of_year else None
    month = _int(match[of_month]) if of_month else None
    day = _int(match[of_day]) if of_day else None
    if shape[:3] == "roc":
        year = REPUBLIC + (year or (_int(match["ro_y"]) if shape == "roc" else None) or 0)
    if not exists(year, month, day):
        return None
    groups = _PART_GROUPS.get(shape)
    part = next((match[group] for group in groups if match[group]), "") if groups else ""
    return DateMention(
        match[0], match.start(), match.end(), year, month, day, precision=precision_of(year, month, day),
        part=_PARTS[part] if part else "", bare=shape == "year",
    )  # fmt: skip


# ----------------------------------------------------------------------------------- ISO forms


def iso_of(surface: str, *, year: int | None = None) -> tuple[str, Precision]:
    """The ISO form of the first date a surface form states, as far as it is stated, and its precision.

    "2024-05-31", "2024-05" or "2024"; a range is "2024-05-30/2024-06-02". `year` completes a date that states
    none. Where no year is known the answer is ("", "unknown").
    """
    mention = next((found for found in dates_zh(surface) if found.kind != "relative"), None)
    if mention is None:
        return "", "unknown"
    forms = [_iso(day, year) for day in mention.days]
    if not all(forms):
        return "", "unknown"
    if len(forms) > 1:
        return "/".join(forms), "range"
    first_year, month, day = mention.days[0]
    return forms[0], precision_of(first_year or year, month, day)


def _iso(day: Day, year: int | None) -> str:
    stated = day[0] or year
    if stated is None or (day[1] is None and day[2] is not None) or not exists(stated, day[1], day[2]):
        return ""
    return "-".join([f"{stated:04}", *(f"{number:02}" for number in day[1:] if number is not None)])


def agrees(surface: str, iso: str) -> bool:
    """Whether an ISO date (or partial one, or range) does not contradict what a Chinese surface form states.

    What either side leaves open cannot disagree; a surface form without a date agrees with everything.
    """
    found = iso_days(iso)
    stated = [day for mention in dates_zh(surface) if mention.kind != "relative" for day in mention.days]
    if not found or not stated:
        return True
    return all(any(fits(day, other) for other in stated) for day in found)
