"""Days that events are called by: 九一一, “9·11”, 三二〇, 七·一, "9/11".

They are no dates in Chinese, and English may have the day in full: "the September 11 attacks".
"""

from __future__ import annotations

import re
from functools import lru_cache

_DOT = "[·.．•・‧∙/-]"
_HAN = "〇一二三四五六七八九"
_ASCII = re.compile(r"0?([1-9]|1[0-2])[·.．•・‧∙/-]0?([1-9]|[12]\d|3[01])")
_TIGHT = re.compile(r"0?([1-9]|1[0-2])([012]\d|3[01])")


def names_day(month: int, day: int, text: str) -> bool:
    """Whether a folded Chinese text names something by a day: 9 and 11 for 九一一 or “9·11”."""
    if _LIKELY.search(text) is None:
        return False
    return _naming(month, day).search(text) is not None or (month, day) in _last_days(text)


# To make a pattern for a day takes a while.
_LIKELY = re.compile(
    r"[\d〇零一二三四五六七八九十][·.．•・‧∙/-][\d〇一二三四五六七八九十]|[〇零一二三四五六七八九十]{3}|\d{3}"
)


def names_day_of(month: int, text: str) -> bool:
    """Whether a folded Chinese text calls something by any day of a month, with a dot: “一二·九”."""
    return "·" in text and _NAMING[month].search(text) is not None


_MONTH = re.compile(rf"(?<![\d.])(?P<year>\d\d){_DOT}0?(?P<month>[1-9]|1[0-2])(?![\d.]*[\d万亿千百%])")


def names_month(year: int | None, month: int | None, text: str) -> bool:
    """Whether a folded Chinese text names something by a month: 2023 and 7 for “23·7”."""
    if year is None or month is None:
        return False
    told = ((int(found["year"]), int(found["month"])) for found in _MONTH.finditer(text))
    return (year % 100, month) in told


def month_of(surface: str) -> tuple[int, int] | None:
    """Year (of a century) and month that an event may be called by: 23.7; None if it is no month."""
    found = _MONTH.fullmatch(surface)
    return (int(found["year"]), int(found["month"])) if found else None


@lru_cache(maxsize=1024)
def _naming(month: int, day: int) -> re.Pattern[str]:
    months, days = "|".join(_in_han(month)), "|".join(_in_han(day))
    forms = [rf"(?:{months}){_DOT}(?:{days})", rf"(?<![\d.])0?{month}{_DOT}0?{day}(?![\d.]*[\d万亿千百%])"]
    if day > _ONE_DIGIT or month > _ONE_DIGIT:  # 五四 alone may be anything
        numbers = "".join(_HAN[int(digit)] for digit in f"{month}{day}").replace("〇", "[〇零]")
        forms += [rf"(?<![{_HAN}零十百]){numbers}(?![{_HAN}十百千万亿年])"]
        forms += [rf"(?<![\d.]){month}{day}(?![\d.%万亿千百人名个家元米公年])"]
    return re.compile("|".join(forms))


_ONE_DIGIT = 9


def _in_han(number: int) -> list[str]:
    """十一 and 一一 for 11."""
    tens, ones = divmod(number, 10)
    if not tens:
        return [_HAN[ones]]
    digits = f"{_HAN[tens]}{_HAN[ones]}".replace("〇", "[〇零]")
    return [digits, f"{'' if tens == 1 else _HAN[tens]}十{_HAN[ones] if ones else ''}"]


_NAMING = {
    month: re.compile(rf"(?<![\d.·{_HAN}零十])(?:0?{month}·\d{{1,2}}(?!\d)|(?:{forms})·[{_HAN}零十卅])")
    for month in range(1, 13)
    for forms in ["|".join(_in_han(month))]
}


def day_of(surface: str) -> tuple[int, int] | None:
    """Month and day that an event may be called by in digits: 9/11, 8.17, 911, 5.17日. Else None."""
    surface = surface.rstrip("日号")
    if "多" in surface and surface[-1] in "区區處处地":
        surface = surface[:-2]  # 8.11多区冲突: of 11 August, in several districts
    found = _ASCII.fullmatch(surface) or _TIGHT.fullmatch(surface)
    return (int(found[1]), int(found[2])) if found and int(found[2]) else None


# Days between which something is open in a notice: 9.27至9.29, 3.5-18; 3.5-3.18 may be rates as well.
_SPAN = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9]) ?[日号]? ?(?:-{1,2}+|[—–~～]{1,2}+|至|到) ?"
    r"(?:(?P<last_month>1[0-2]|0?[1-9])[./])?(?P<last>3[01]|[12]\d|0?[1-9]) ?[日号]?"
)


def days_of_span(surface: str) -> tuple[tuple[int, int], ...]:
    """The first and the last day, each with its month, that a range in digits may be: 9.27至9.29."""
    found = _SPAN.fullmatch(surface)
    if found is None:
        return ()
    first, last = int(found["month"]), int(found["last_month"] or found["month"])
    return (first, int(found["day"])), (last, int(found["last"]))


def _last_days(text: str) -> frozenset[tuple[int, int]]:
    """The last days of such ranges in a folded Chinese text, with the month that those before them have."""
    if "." not in text and "/" not in text:
        return frozenset()
    return frozenset(days_of_span(found[0])[1] for found in _STANDING.finditer(text))


_STANDING = re.compile(rf"(?<![\d./-]){_SPAN.pattern}(?![\d./:%-])")


def day_of_han(surface: str) -> tuple[int, int] | None:
    """The same for Han digits that are read out: 三二〇 is 3 and 20."""
    digits = "".join(str(_HAN.find(char)) if char in _HAN else char for char in surface.replace("零", "〇"))
    return day_of(digits) if digits.isdecimal() else None
