"""What a rise is told from: English may name the month, quarter or year that 环比 and 同比 leave out.

"Prices fell in October from September" says no more than 10月份环比下降; nor does "up 5% year on year"
in 2024 say less than 较2023年增长5%.
"""

from __future__ import annotations

import re

from summarizer.dates import DateMention
from summarizer.dates.english_patterns import WHOLE
from summarizer.dates.index import DayIndex
from summarizer.verifying.dates.sides import Side

_BY_YEAR, _BY_MONTH = re.compile("同比|按年"), re.compile("[环環]比|按月|按季")
_BEFORE = re.compile("[较較比同与與和]\\Z")
_NEAR = 60  # letters before what is compared with
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|relative to|from|than|over|on|against|versus|vs\.?|above|below)"
    r"(?: (?:in|of|that|those|the|same|corresponding|levels?|figures?|totals?|periods?|months?|quarters?|half"
    rf"|seen|recorded|for|during|at|to|first|second|third|fourth|{WHOLE}|may)){{0,6}} \Z",
    re.IGNORECASE,
)
_ANNUALLY = re.compile(
    r"\b(?:year[- ]on[- ]year|y-?o-?y|year[- ]over[- ]year|annual\w*|(?:previous|prior|preceding|last) year"
    r"|(?:a|one) year (?:earlier|ago|before)|year before(?! last))\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"\b(?:month[- ]on[- ]month|m-?o-?m|month[- ]over[- ]month|(?:previous|prior|preceding|last) month"
    r"|(?:a|one) month (?:earlier|ago|before)|month before(?! last))\b",
    re.IGNORECASE,
)


def is_base(mention: DateMention, ours: Side, theirs: Side, known: DayIndex) -> bool:
    """Whether an English date is what the figures of the Chinese are compared with, without its naming it."""
    if mention.day or mention.end_date or not _is_compared(mention, theirs):
        return False
    year, month = mention.year, mention.month
    if year is None:
        near = ours.index.months or known.months
        return month is not None and month % 12 + 1 in near and _has(_BY_MONTH, ours)
    return year + 1 in (ours.index.years or known.years) and _has(_BY_YEAR, ours)


def is_told_from(mention: DateMention, ours: Side, theirs: Side) -> bool:
    """Whether English tells a Chinese date by the one before it: 10月环比下降, "fell from September".

    Or without a date: 较2023年增长, "up year on year".
    """
    if mention.day or mention.end_date:
        return False
    if _BEFORE.search(ours.text, max(0, mention.start - 1), mention.start):
        return _is_year_before(mention, ours, theirs) or _is_month_before(mention, ours, theirs)
    if not (_has(_BY_YEAR, ours) or _has(_BY_MONTH, ours)):
        return False
    return any(_precedes(other, mention, ours) and _is_compared(other, theirs) for other in theirs.stated)


def _precedes(other: DateMention, mention: DateMention, ours: Side) -> bool:
    """Whether an English date is that before a Chinese one, by year or by what 环比 compares."""
    if mention.part[:1] == "Q" and _has(_BY_MONTH, ours):
        return other.part == _QUARTER_BEFORE.get(mention.part)
    if mention.month and mention.year is None:
        return other.month == (mention.month - 2) % 12 + 1 and _has(_BY_MONTH, ours)
    return bool(mention.year) and other.year == (mention.year or 0) - 1 and _has(_BY_YEAR, ours)


_QUARTER_BEFORE = {"Q2": "Q1", "Q3": "Q2", "Q4": "Q3", "Q1": "Q4"}


def _is_year_before(mention: DateMention, ours: Side, theirs: Side) -> bool:
    next_year = (mention.year or 0) + 1
    return next_year in ours.index.years and next_year in theirs.index.years and _has(_ANNUALLY, theirs)


def _is_month_before(mention: DateMention, ours: Side, theirs: Side) -> bool:
    month = (mention.month or 0) % 12 + 1
    both = month in ours.index.months and month in theirs.index.months
    return mention.year is None and mention.month is not None and both and _has(_MONTHLY, theirs)


def _is_compared(mention: DateMention, theirs: Side) -> bool:
    """Whether an English date stands behind a word that compares: from, than in, compared with."""
    return _COMPARED.search(theirs.text, max(0, mention.start - _NEAR), mention.start) is not None


def _has(words: re.Pattern[str], side: Side) -> bool:
    return words.search(side.text) is not None
