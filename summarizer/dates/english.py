"""Dates in English text: 30 May 2024, May 30, 2024-05-31, ranges, early November, plans, relative ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from summarizer.dates.english_patterns import (
    AFTER_DAY,
    BY_WORD,
    BY_WORD_OR_ADDRESS,
    MAY_AFTER,
    MAY_BEFORE,
    MONTH_BEFORE,
    MONTHS,
    NO_MAY,
    OF_115,
    OF_DAYS,
    OF_DIGITS,
    OF_REPUBLIC,
    OF_YEARS,
    PART_BEFORE,
    PLAN_WORDS,
    WORDS,
)  # fmt: skip
from summarizer.dates.mention import (
    REPUBLIC,
    DateMention,
    Day,
    exists,
    plan_years,
    precision_of,
    with_surface,
)
from summarizer.numerals.figure import fold, small
from summarizer.numerals.tokens import Token, tokens_of

_COUNTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
           "two": 2, "three": 3, "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip


def dates_en(text: str) -> list[DateMention]:
    """Every date of an English text, in order; ranges are one mention where both ends share a month."""
    folded = fold(text)
    lower = small(folded)
    found = dates_of_folded(folded, lower, tokens_of(lower, WORDS))
    return [with_surface(mention, text) for mention in found]


def dates_of_folded(folded: str, lower: str, tokens: Iterable[Token]) -> list[DateMention]:
    """The dates of a folded text (`lower` in small letters); their surfaces are still to be taken from it.

    `tokens` are the words that dates may begin with (see `WORDS`), runs of digits, and others.
    """
    mentions: list[DateMention] = []
    for mention in _mentions(folded, lower, tokens):
        if mention.part[:1] == "?":
            part = _left_out(mention.part, mentions)
            if not part:
                continue
            mention = mention._replace(part=part)  # noqa: PLW2901  # the same mention
        if mentions and _completes(mention, mentions[-1], folded):
            mention = mentions.pop()._replace(year=mention.year, end=mention.end)  # noqa: PLW2901  # one mention
        if mentions:
            mentions[-1] = _with_year_of(mention, mentions[-1], folded)
        mentions.append(mention)
    return mentions


def _left_out(part: str, before: list[DateMention]) -> str:
    """The quarter or half that an ordinal alone stands for after another one, or nothing."""
    letter = next((last.part[0] for last in reversed(before[-8:]) if last.part[:1] in {"Q", "H"}), "")
    return f"{letter}{part[1:]}" if letter == "Q" or (letter == "H" and part[1:] in {"1", "2"}) else ""


_OF = frozenset({" of ", ", ", " in ", " (", ", in ", " of the "})


def _completes(mention: DateMention, last: DateMention, text: str) -> bool:
    """Whether a year of the Republic of China goes on from a day or month: 1 April of year 115 of the ROC."""
    alone = mention.year is not None and mention.month is None and not (mention.bare or mention.part)
    return alone and bool(last.month) and last.year is None and text[last.end : mention.start] in _OF


def _mentions(text: str, lower: str, tokens: Iterable[Token]) -> Iterator[DateMention]:
    at, addressed = 0, "@" in lower
    by_word = BY_WORD_OR_ADDRESS if addressed else BY_WORD
    for start, end, word in tokens:
        if start < at and (end <= at or not word[0].isdecimal()):
            continue  # a part of what was found before
        if word >= "a":
            pattern = by_word.get(word)
        elif addressed or start < at:
            pattern = OF_DIGITS  # the rest of some digits, or an address
        else:
            pattern = _of_digits(word, lower, start, end)
        match = pattern.match(text, max(start, at)) if pattern else None
        if match:
            mention = _mention(match)
            at = mention.end if mention else match.end()
            if mention:
                yield from _listed(match, mention)


def _listed(match: re.Match[str], last: DateMention) -> Iterator[DateMention]:
    """A date with the days that are listed beside it: 25, 26 and 27 August, August 25, 26 and 27."""
    if match.lastgroup != "dmy" or not match["dmy_l"]:
        yield last
        if match.lastgroup == "mdy" and (more := _MORE_DAYS.match(match.string, match.end())):
            days = [*_days_of(last, match.string, *more.span())]
            if _go_on(last, days):
                yield from days
        return
    start, end = match.span("dmy_l")
    yield from _days_of(last, match.string, start, end)
    yield last._replace(surface=match.string[end : last.end], start=end)


def _go_on(date: DateMention, days: Iterable[DateMention]) -> bool:
    """Whether days follow a date, in their order; behind a year they are figures."""
    if str(date.year) in date.surface:
        return False
    numbers = [date.day or 0, *(day.day or 0 for day in days)]
    return all(one < other for one, other in pairwise(numbers))


def _days_of(date: DateMention, text: str, start: int, end: int) -> Iterator[DateMention]:
    """The days that stand between two places, of the month and year of a date."""
    for day in _DIGITS.finditer(text, start, end):
        yield DateMention(day[0], *day.span(), date.year, date.month, int(day[0]), precision="day")


# February 5, 7, 9 and 11, each from 9 a.m.
_DAY = r"(?:3[01]|[12]?\d)(?![\d:%]|[.,]\d)"
_MORE_DAYS = re.compile(
    rf"(?:, {_DAY})*,? (?:and|&) {_DAY}"
    r"(?=[,.;:)]|$| (?:at|in|from|of|for|by|on|with|each|this|last|were|was|are|is)\b)"
)


def _of_digits(word: str, lower: str, start: int, end: int) -> re.Pattern[str] | None:
    """What a date may be that begins with a run of digits; most numbers begin none."""
    size = len(word)
    if size < 3:
        after = AFTER_DAY.match(lower, end)
        brand = after is not None and after[0][0] == "," and lower[start - 1 : start].isalpha()
        return OF_DAYS if after and not brand else None  # Zhibo8, 1 December
    if size == 4:
        return OF_YEARS if "1600" <= word < "2200" else None
    return OF_REPUBLIC if size == 3 and OF_115.match(lower, end) else None


_JOINT = re.compile(r"(?: ?-{1,2} ?| to | through | until | till | and |, )\Z")


def _with_year_of(mention: DateMention, last: DateMention, text: str) -> DateMention:
    """Hand the year back over a range: 30 May to 2 June 2024."""
    if last.year is not None or mention.year is None or last.month is None or mention.month is None:
        return last
    gap = text[last.end : mention.start]
    return last._replace(year=mention.year) if len(gap) < 10 and _JOINT.match(gap) else last


# --------------------------------------------------------------------------------------- atoms


def _mention(match: re.Match[str]) -> DateMention | None:
    shape = match.lastgroup or ""
    if shape in _FIELDS:
        return _single(match)
    surface, start, end = match[0], match.start(), match.end()
    if shape == "relative":
        return DateMention(surface, start, end, kind="relative")
    if shape == "plan":
        word = match["plan_n"].lower()
        first, last = plan_years(PLAN_WORDS.get(word) or int(word.removesuffix("th")))
        years = (last, None, None)
        return DateMention(surface, start, end, first, end_date=years, precision="range", kind="plan")
    if shape == "quarter":
        return DateMention(surface, start, end, precision="range", part=_quarter(match))
    return _years(match) if shape in {"school", "years"} else None


def _quarter(match: re.Match[str]) -> str:
    half = match["h_digit"] or match["h_word"]
    if half:
        return f"H{_COUNTS.get(half.lower(), 2)}"
    if match["q_alone"]:
        return f"?{_COUNTS[match['q_alone'].lower()]}"
    if match["q_many"]:
        return f"Q1-{_COUNTS[match['q_many'].lower()]}"
    return f"Q{_COUNTS[(match['q_digit'] or match['q_word'] or '').lower()]}"


def _years(match: re.Match[str]) -> DateMention | None:
    school = match.lastgroup == "school"
    if school:
        first, text = match["school_a"] or match["school_c"], match["school_b"] or match["school_d"]
    else:
        first, text = match.group("ys_a", "ys_b")
    year = int(first)
    second = int(text) if text else year + 1
    if second < 100:  # 2020-21
        second += year // 100 * 100
    surface, start, end, last = match[0], match.start(), match.end(), (second, None, None)
    if school:
        return DateMention(surface, start, end, year, end_date=last, precision="range", kind="academic_year")
    if second < year:
        return None
    return DateMention(surface, start, end, year, end_date=last, precision="range", bare=True)


# The groups of year, month and day (the last one of several).
_FIELDS = {
    "iso": ("iso_y", "iso_m", "iso_d"), "dmy": ("dmy_y", "dmy_m", "dmy_d"),
    "mdy": ("mdy_y", "mdy_m", "mdy_d"), "my": ("my_y", "my_m", ""),
    "roc_iso": ("ri_y", "ri_m", "ri_d"), "roc": ("", "", ""),
    "month": ("", "mo_m", ""), "year": ("year_n", "", ""), "day_only": ("", "", "do_d"),
}  # fmt: skip
_ROC = ("roc_a", "roc_b", "roc_c", "roc_d", "roc_e")
_PARTS = {"early": "early", "beginning of": "early", "start of": "early", "mid": "mid", "middle of": "mid"}
_PARTS |= {"first ten days of": "early", "first 10 days of": "early"}
_PARTS |= {"middle ten days of": "mid", "middle 10 days of": "mid"}
_REACH = 20  # so far back a part of a month or a year may begin


def _single(match: re.Match[str]) -> DateMention | None:
    shape, text, start = match.lastgroup or "", match.string, match.start()
    of_year, of_month, of_day = _FIELDS[shape]
    year = int(match[of_year]) if of_year and match[of_year] else None
    month_text = match[of_month] if of_month else None
    if month_text and not _is_month(match, month_text):
        return None
    month, day, last = _month(month_text), _number(match[of_day]) if of_day else None, None
    end_at = match.end()
    if shape == "mdy":
        last = _number(match["mdy_b"])
        if last and not year and last <= (day or 0):  # "on July 25, 22 people"
            last, end_at = None, match.end("mdy_d")
    elif shape == "dmy" and match["dmy_a"]:
        day, last = _number(match["dmy_a"]), day
    elif shape[:3] == "roc":
        year = REPUBLIC + (year or next(int(match[g] or 0) for g in _ROC if match[g]))
    if not exists(year, month, day):
        return None
    before = PART_BEFORE.search(text, max(0, start - _REACH), start) if day is None else None
    start = before.start() if before else start
    end: Day | None = (year, month, last) if last else None
    return DateMention(
        text[start:end_at], start, end_at, year, month, day, end_date=end,
        precision="range" if end else precision_of(year, month, day), bare=shape == "year" and not before,
        part=_PARTS.get(before["part"].lower(), "late") if before else "",
    )  # fmt: skip


def _is_month(match: re.Match[str], name: str) -> bool:
    """Whether a month's name is one: "may" and "march" are verbs, and so may be "May" without a number."""
    if name[0].isdigit():
        return True
    if match.lastgroup != "month" or not (name in _OFTEN_NONE or name[-1] == "." or len(name) < _SHORTEST):
        return name[0].isupper()
    text, start, end = match.string, match.start(), match.end()
    if name == "March":
        return not _ON_THE_MARCH.search(text, max(0, start - _REACH), start)
    if name != "May":
        before = MONTH_BEFORE.search(text, max(0, start - _REACH), start) is not None
        return name[0].isupper() and (before or text[end - 1] != ".")
    if NO_MAY.match(text, end):
        return False
    return bool(MAY_BEFORE.search(text, max(0, start - _REACH), start) or MAY_AFTER.match(text, end))


def _month(name: str | None) -> int | None:
    if not name:
        return None
    return int(name) if name[0].isdigit() else MONTHS[name[:3].lower()]


_OFTEN_NONE, _SHORTEST = frozenset({"May", "March"}), 4
# "Thousands March in Paris", "on the March"
_ON_THE_MARCH = re.compile(
    r"(?:\b(?:Thousands|Hundreds|Millions|People|[A-Z][a-z]+(?:ers|ors|ists|ents|ians))|\b[Oo]n the) \Z"
)
_DIGITS = re.compile(r"\d+")


def _number(text: str | None) -> int | None:
    digits = _DIGITS.match(text or "")
    return int(digits[0]) if digits else None
