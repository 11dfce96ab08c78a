"""Chinese figures that English says in another form: Roman numerals, other units of time, words of sport.

二期 is "Phase II", 两个月 "60 days", 15天 "a fortnight", 0比0 "goalless". Asked only about figures that
nothing else explains.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.verifying.figures.items import Item


def told_in_other_forms(
    missing: Sequence[Item], added: Sequence[Item], zh: str, en: str, years: Collection[int]
) -> tuple[list[Item], list[Item]]:
    """What is missing and what was added, without what English says in another form.

    `years` are those that the English states.
    """
    if not missing:
        return [], list(added)
    romans, small = roman_numerals(en), en.lower()
    same = told_in_other_units(missing, added, zh) | _minutes_of_play(missing, added, zh) if added else set()
    left = [
        item
        for item in missing
        if not (id(item) in same or item.value in romans or is_season(item.figure, years))
        and not is_called_otherwise(item.figure, item.value, small)
    ]
    return left, [item for item in added if id(item) not in same]


# ------------------------------------------------------------------------------ Roman numerals


_ROMAN = re.compile(r"(?<![A-Za-z.&-])(?:[A-Z][\w'’]*:?,? )?(?P<numeral>[IVX]{1,5})(?![A-Za-z&'’]|\.[A-Z])")
_WORTH = {"I": 1, "V": 5, "X": 10}


def roman_numerals(en: str) -> set[Value]:
    """The values of the Roman numerals of a text: Episode IX, World War II. A letter alone is none."""
    found = _ROMAN.finditer(en)
    return {_roman(each["numeral"]) for each in found if len(each[0]) > 1}


def _roman(numeral: str) -> int:
    total, last = 0, 0
    for letter in reversed(numeral):
        worth = _WORTH[letter]
        total += worth if worth >= last else -worth
        last = max(last, worth)
    return total


# -------------------------------------------------------------------------------- words


# What a value of a Chinese unit is called by words (in small letters).
_CALLED: tuple[tuple[frozenset[str], Value, str], ...] = (
    (frozenset({"天", "日"}), 7, r"an? week|one week|weekly"),
    (frozenset({"天", "日"}), 14, "fortnight"),
    (frozenset({"天", "日"}), 15, "fortnight|half a month"),
    (frozenset({"年", "周年"}), 100, r"centur|centen"),
    (frozenset({"周", "个星期", "星期"}), 2, "fortnight"),
    (frozenset({"天", "日"}), 30, r"an? month|one month|monthly"),
    (frozenset({"天", "日"}), 365, "all year|an? year|one year|year-round|every day"),
    (frozenset({"个月"}), 12, r"an? year|one year|(?:full|whole) year"),
    (frozenset({"个月"}), 3, "quarter(?!ly)"),
    (frozenset({"小时", "个小时"}), 24, r"an? day|one day|day and night"),
    (frozenset({"小时", "个小时"}), 48, "two days"),
    (frozenset({"分钟"}), 60, r"an hour|one hour|hourly"),
    (frozenset({"分钟"}), 15, "quarter of an hour"),
    (frozenset({"分钟", "分", ""}), 30, "hours? and a half|half an hour|half-hour"),
    (frozenset({"分钟", "小时"}), 90, r"(?:full|whole|entire) (?:match|game)"),
    (frozenset({"公里", "千米"}), 1, "an? kilomet"),
    (frozenset({"公斤", "千克"}), 1, "an? kilo"),
    (frozenset({"米"}), 1, "an? met(?:re|er)"),
    (frozenset({"吨"}), 1, "an? ton"),
    (frozenset({"个基点", "基点"}), 50, r"half(?: an?| of an?)?[- ](?:percentage[- ])?point"),
    (frozenset({"个基点", "基点"}), 25, r"quarter(?: of an?)?[- ](?:percentage[- ])?point"),
    (frozenset({"个百分点"}), Fraction(1, 2), r"half(?: an?| of an?)?[- ](?:percentage[- ])?point"),
    (frozenset({"个百分点"}), Fraction(1, 4), r"quarter(?: of an?)?[- ](?:percentage[- ])?point"),
)
# 7人制橄榄球: rugby sevens
_SIDES = {5: "fives|futsal", 6: "sixes", 7: "sevens", 10: "rugby tens", 15: "fifteens"}
_CALLED += tuple((frozenset({"人"}), number, words) for number, words in _SIDES.items())
_AGE = frozenset({"岁", "周岁"})
_TEENS = re.compile(r"\bteen(?:s|aged?|agers?)\b")
# What a small number is called in reports of games, and where nothing is counted.
_IN_SPORTS: dict[Value, re.Pattern[str]] = {
    0: re.compile(r"\b(?:goalless|scoreless|nil|love|no|none|without|clean sheet|from scratch)\b"),
    2: re.compile(r"\b(?:brace|double)\b"),
    3: re.compile(r"\b(?:hat[- ]trick|treble)s?\b"),
}


def is_called_otherwise(figure: Figure, value: Value, en: str) -> bool:
    """Whether an English text in small letters says a Chinese figure by a word: a fortnight, teens."""
    if figure.unit in _AGE:
        return _TEENAGE <= value < 20 and _TEENS.search(en) is not None
    if value in _IN_SPORTS and figure.unit in _GOALS and _IN_SPORTS[value].search(en):
        return True
    return any(
        figure.unit in units and value == known and re.search(rf"\b(?:{words})", en) is not None
        for units, known, words in _CALLED
    )


_TEENAGE = 10
_GOALS = frozenset({"", "个", "例", "粒"})

# ---------------------------------------------------------------------------- other units


# How many days or seconds a unit has; those of a month and a year are told as 30 and 365.
_YEAR, _MONTH, _WEEK, _DAY = map(Fraction, (365, 30, 7, 1))
_QUARTER, _HOUR, _MINUTE = Fraction(91), Fraction(1, 24), Fraction(1, 1440)
_DAYS = {
    "年": _YEAR, "个季度": _QUARTER, "个月": _MONTH, "周": _WEEK, "星期": _WEEK, "个星期": _WEEK, "天": _DAY,
    "日": _DAY, "小时": _HOUR, "个小时": _HOUR, "分钟": _MINUTE, "分": _MINUTE,
}  # fmt: skip
_IN_ENGLISH = {
    "year": _YEAR, "quarter": _QUARTER, "month": _MONTH, "week": _WEEK, "day": _DAY, "hour": _HOUR,
    "minute": _MINUTE,
}  # fmt: skip
_RUN = frozenset({"公里", "千米"})
_ROUGHLY = Fraction(1, 14)  # six weeks are a month and a half
_AND_A_HALF = "半"


def told_in_other_units(missing: Sequence[Item], added: Sequence[Item], zh: str) -> set[int]:
    """The identities of the items of both texts that tell a time in other units: 90天, three months."""
    same: set[int] = set()
    for item in missing:
        if item.figure.unit in _RUN:  # 5公里健康跑: a 5K run
            k = (e for e in added if e.figure.surface[-1:] in "kK" and e.value == 1000 * item.value)
            same.update(id(each) for other in k for each in (item, other))
            continue
        size = _DAYS.get(item.figure.unit)
        if size is None:
            continue
        half = Fraction(1, 2) if zh.startswith(_AND_A_HALF, item.figure.end) else 0
        days = (item.value + half) * size
        for other in added:
            known = _IN_ENGLISH.get(other.figure.unit.removesuffix("s"))
            if known is None or known == size or id(other) in same:
                continue
            if abs(other.value * known - days) <= days * _ROUGHLY:
                same |= {id(item), id(other)}
                break
    return same


_ADDED_ON = re.compile(r"(?:(?P<regular>45|90|105|120) ?\+ ?|补时的?第? ?)(?P<more>\d{1,2}) ?分")


def _minutes_of_play(missing: Sequence[Item], added: Sequence[Item], zh: str) -> set[int]:
    """The identities of the items that tell a minute of stoppage time: 第90+3分钟, the 93rd minute."""
    if "+" not in zh and "补时" not in zh:
        return set()
    same: set[int] = set()
    for found in _ADDED_ON.finditer(zh):
        more = int(found["more"])
        regular = (int(found["regular"]),) if found["regular"] else (45, 90)
        told = [other for other in added if other.value in {each + more for each in regular}]
        if told:
            same |= {id(told[0])} | {id(item) for item in missing if item.value in (*regular, more)}
    return same


# ------------------------------------------------------------------------------ seasons


_SEASON = re.compile(r"(?P<first>(?:19|20)?\d\d) ?[-/至] ?(?P<last>(?:19|20)?\d\d)")


def is_season(figure: Figure, years: Collection[int]) -> bool:
    """Whether a Chinese figure is two years in a row that English states: 19-20赛季, "2019/20"."""
    found = _SEASON.match(figure.surface)
    if found is None or not years:
        return False
    first, last = (int(found[name]) % 100 for name in ("first", "last"))
    told = {year % 100 for year in years}
    return (first + 1) % 100 == last and {first, last} <= told


# ------------------------------------------------------------------------------- titles


_TITLE = re.compile(r"《[^《》]{1,40}+》")


def is_in_title(figure: Figure, zh: str) -> bool:
    """Whether a figure stands in the title of a work, which may have quite another one in English."""
    if "《" not in zh[max(0, figure.start - 40) : figure.start]:
        return False
    return any(found.start() < figure.start < found.end() for found in _TITLE.finditer(zh))
