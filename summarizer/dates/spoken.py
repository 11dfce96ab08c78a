"""Dates as they are spoken: 三十号 is a day of the month, 98年 and 九八年 are the year 1998."""

from __future__ import annotations

import re

from summarizer.dates.chinese_patterns import DAY
from summarizer.numerals.figure import han_value

# 3号楼, 5号线: no day
_SPOKEN_DAY = re.compile(
    rf"(?<![\d第.一二三四五六七八九十百])({DAY})号(?![楼线馆院机店门厅车台风洪站厂公文令码井坑矿炉桥路])"
)
_SPOKEN_YEAR = re.compile(
    r"(?<![\d.〇零一二三四五六七八九十百千万几])(\d\d|[〇零一二三四五六七八九]{2}) ?"
    r"(?:年(?![多来余级制])|款|届|级|版|[硕博本专]|回归|大限|沙士|非典|民运|学运|暴动|奥运|世博|亚运|冬奥|残奥|世界杯|欧洲杯)"
    r"|['’‘](\d\d)(?!\d)"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_EARLIEST, _LATEST = 1920, 2040


def spoken_days(text: str) -> set[int]:
    """The days without a month that a folded Chinese text states with 号."""
    return {_value(day) for day in _SPOKEN_DAY.findall(text)} if "号" in text else set()


def _value(day: str) -> int:
    return int(day) if day.isdecimal() else int(han_value(day))


_SEASON = re.compile(
    r"(?<![\d/.-])(?:19|20)?(\d\d) ?[-/] ?(?:19|20)?(\d\d)"
    r"(?= ?(?:[赛雪]季|[学财]年|英超|西甲|德甲|意甲|法甲|欧冠|中超))"
)


def is_short_of(year: int | None, text: str) -> bool:
    """Whether a folded Chinese text states a year by its last two digits: 98年, 05款, '98, 19/20赛季."""
    if year is None or not _EARLIEST <= year <= _LATEST:
        return False
    found = {match[1] or match[2] for match in _SPOKEN_YEAR.finditer(text)}
    if "-" in text or "/" in text:
        found.update(digits for match in _SEASON.finditer(text) for digits in match.groups())
    return any(int(digits.translate(_DIGITS)) == year % 100 for digits in found)
