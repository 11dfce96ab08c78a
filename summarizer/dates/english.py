"""Dates in English text: 30 May 2024, May 30, 2024-05-31, ranges, early November, plans, relative ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.dates.english_patterns import (
    AFTER_DAY,
    BY_WORD,
    MAY_AFTER,
    MAY_BEFORE,
    MONTHS,
    NO_MAY,
    OF_DIGITS,
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

_Found = dict[str, str | None]
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
    at = 0
    for start, end, word in tokens:
        if start < at and (end <= at or not word[0].isdecimal()):
            continue  # a part of what was found before
        if word[0].isdecimal():
            pattern = OF_DIGITS if _may_begin(end - start, lower, end) else None
        else:
            pattern = BY_WORD.get(word)
        match = pattern.match(text, max(start, at)) if pattern else None
        if match:
            at = match.end()
            mention = _mention(match)
            if mention:
                yield mention


def _may_begin(size: int, lower: str, end: int) -> bool:
    """Whether a date may begin with so many digits before `end`; most numbers are told from it by that."""
    if size > 4:
        return "@" in lower
    return size > 2 or AFTER_DAY.match(lower, end) is not None or "@" in lower


_JOINT = re.compile(r"(?: ?-{1,2} ?| to | through | until | till | and |, )\Z")


def _with_year_of(mention: DateMention, last: DateMention, text: str) -> DateMention:
    """Hand the year back over a range: 30 May to 2 June 2024."""
    if last.year is not None or mention.year is None or last.month is None or mention.month is None:
        return last
    gap = text[last.end : mention.start]
    return last._replace(year=mention.year) if len(gap) < 10 and _JOINT.match(gap) else last


# --------------------------------------------------------------------------------------- atoms


def _mention(match: re.Match[str]) -> DateMention | None:
    shape, found = match.lastgroup or "", match.groupdict()
    surface, start, end = match[0], match.start(), match.end()
    if shape == "relative":
        return DateMention(surface, start, end, kind="relative")
    if shape == "plan":
        word = (found["plan_n"] or "").lower()
        first, last = plan_years(PLAN_WORDS.get(word) or int(word.removesuffix("th")))
        years = (last, None, None)
        return DateMention(surface, start, end, first, end_date=years, precision="range", kind="plan")
    if shape == "quarter":
        return DateMention(surface, start, end, precision="range", part=_quarter(found))
    if shape in {"school", "years"}:
        return _years(match, found)
    return _single(match, found) if shape in _FIELDS else None


def _quarter(found: _Found) -> str:
    half = found["h_digit"] or found["h_word"]
    if half:
        return f"H{_COUNTS.get(half.lower(), 2)}"
    if found["q_alone"]:
        return f"?{_COUNTS[found['q_alone'].lower()]}"
    if found["q_many"]:
        return f"Q1-{_COUNTS[found['q_many'].lower()]}"
    return f"Q{_COUNTS[(found['q_digit'] or found['q_word'] or '').lower()]}"


def _years(match: re.Match[str], found: _Found) -> DateMention | None:
    first = int(found["school_a"] or found.get("school_c") or found.get("ys_a") or 0)
    text = found["school_b"] or found.get("school_d") or found.get("ys_b")
    second = int(text) if text else first + 1
    if second < 100:  # 2020-21
        second += first // 100 * 100
    surface, start, end, last = match[0], match.start(), match.end(), (second, None, None)
    if match.lastgroup == "school":
        return DateMention(surface, start, end, first, end_date=last, precision="range", kind="academic_year")
    if second < first:
        return None
    return DateMention(surface, start, end, first, end_date=last, precision="range", bare=True)


# The groups of year, month, day and last day.
_FIELDS = {
    "iso": ("iso_y", "iso_m", "iso_d", ""), "dmy": ("dmy_y", "dmy_m", "dmy_d", ""),
    "mdy": ("mdy_y", "mdy_m", "mdy_d", "mdy_b"), "my": ("my_y", "my_m", "", ""),
    "roc_iso": ("ri_y", "ri_m", "ri_d", ""), "roc": ("", "", "", ""),
    "month": ("", "mo_m", "", ""), "year": ("year_n", "", "", ""), "day_only": ("", "", "do_d", ""),
}  # fmt: skip
_ROC = ("roc_a", "roc_b", "roc_c", "roc_d", "roc_e")
_PARTS = {"early": "early", "beginning of": "early", "start of": "early", "mid": "mid", "middle of": "mid"}
_REACH = 20  # so far back a part of a month or a year may begin


def _single(match: re.Match[str], found: _Found) -> DateMention | None:
    shape, text, start = match.lastgroup or "", match.string, match.start()
    year_text, month_text, day_text, last_text = (found.get(group) for group in _FIELDS[shape])
    if month_text and not _is_month(match, month_text):
        return None
    if shape == "dmy" and found["dmy_a"]:
        day_text, last_text = found["dmy_a"], found["dmy_d"]
    year, month, day, last = _number(year_text), _month(month_text), _number(day_text), _number(last_text)
    if shape[:3] == "roc":
        year = REPUBLIC + (year or next(int(found[g] or 0) for g in _ROC if found.get(g)))
    if not exists(year, month, day):
        return None
    before = PART_BEFORE.search(text, max(0, start - _REACH), start) if day is None else None
    start = before.start() if before else start
    end: Day | None = (year, month, last) if last else None
    return DateMention(
        text[start : match.end()], start, match.end(), year, month, day, end_date=end,
        precision="range" if end else precision_of(year, month, day), bare=shape == "year" and not before,
        part=_PARTS.get(before["part"].lower(), "late") if before else "",
    )  # fmt: skip


def _is_month(match: re.Match[str], name: str) -> bool:
    """Whether a month's name is one: "may" and "march" are verbs, and so may be "May" without a number."""
    if name[0].isdigit():
        return True
    if name != "May" or match.lastgroup != "month":
        return name[0].isupper()
    text, start, end = match.string, match.start(), match.end()
    if NO_MAY.match(text, end):
        return False
    return bool(MAY_BEFORE.search(text, max(0, start - _REACH), start) or MAY_AFTER.match(text, end))


def _month(name: str | None) -> int | None:
    if not name:
        return None
    return int(name) if name[0].isdigit() else MONTHS[name[:3].lower()]


_DIGITS = re.compile(r"\d+")


def _number(text: str | None) -> int | None:
    digits = _DIGITS.match(text or "")
    return int(digits[0]) if digits else None
