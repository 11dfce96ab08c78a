"""Dates told from the day of publication: 今年6月, 去年底, 本月15日, 昨日, 上周五; and years of two digits.

What is told from that day is written out (今年6月 -> 2024年6月) and read like any other date; so is 24年5月,
of which the century is missing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.dates.chinese import dates_zh, iso_of
from summarizer.dates.mention import Day, Precision, exists
from summarizer.numerals.figure import fold

_YEARS = {"前": -2, "去": -1, "昨": -1, "上": -1, "今": 0, "本": 0, "明": 1, "来": 1, "后": 2}
_MONTHS = {"上": -1, "本": 0, "这": 0, "下": 1}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEKDAYS = dict(zip("一二三四五六日天", (*range(7), 6), strict=True))
_TOLD = re.compile(
    r"(?P<year>(?:(?<![目以此当提往年大])[前后]|(?<![以日])[去上今本明])(?=年(?!轻|级|纪|间|均))|[昨来](?=年))年度?"
    r"|(?P<month>(?<![上下])[上本这下])个?月(?!球|份?来)份?"
    r"|(?P<week>(?<![上下])[上本这下])个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?P<day>(?<![日目此之以年月天星期空大])[前昨今明后](?=[天日])|[昨今明](?=[晚晨早夜]))[天日]?"
)
_SHORT_YEAR = re.compile(
    r"(?:(?<=[于在从自至到])|(?<![\d\u3400-\u9fff〇]))(\d\d|[〇零一二三四五六七八九]{2})年(?![多来余])"
)
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_BACK, _AHEAD = 60, 15  # how far from the page's own year one of two digits may lie
_CLOSE = 3  # and one without a month, which may be a length of time


def written_out(surface: str, published: Day) -> str:
    """A Chinese date with what is told from the day of publication as a date of its own; "" if nothing is."""
    folded = fold(surface)
    if not exists(*published):
        return ""
    told = _TOLD.sub(lambda found: _dated(found, published) or found[0], folded)
    told = _SHORT_YEAR.sub(lambda found: _whole_year(found, published) or found[0], told)
    return "" if told == folded else told


def told_from(surface: str, published: Day) -> tuple[str, Precision]:
    """The ISO form of a date that is told from the day of publication, and its precision; "" if it is not."""
    told = written_out(surface, published)
    return iso_of(told) if told else ("", "unknown")


def is_whole(surface: str, published: Day) -> bool:
    """Whether a date that is told from the day of publication says nothing that its ISO form leaves out."""
    told = written_out(surface, published)
    return any(mention.surface == told and not mention.part for mention in dates_zh(told))


def _dated(found: re.Match[str], published: Day) -> str:
    """今年 of 2024 is 2024年; "" where the day of publication is not known well enough."""
    year, month, day = published
    if year is None:
        return ""
    if found["year"]:
        return f"{year + _YEARS[found['year']]}年"
    if month and found["month"]:
        months = year * 12 + month - 1 + _MONTHS[found["month"]]
        return f"{months // 12}年{months % 12 + 1}月"
    return _day(found, date(year, month, day)) if month and day and not found["month"] else ""


def _day(found: re.Match[str], published: date) -> str:
    away = timedelta(days=_DAYS.get(found["day"] or "", 0))
    if found["week"]:  # a week begins on Monday
        weeks, weekday = _MONTHS[found["week"]], _WEEKDAYS[found["weekday"]]
        away = timedelta(days=7 * weeks + weekday - published.weekday())
    day = published + away
    return f"{day.year}年{day.month}月{day.day}日"


def _whole_year(found: re.Match[str], published: Day) -> str:
    """24年 is 2024年 on a page of about that year; without a month behind it only if it is close."""
    year = published[0]
    if year is None:
        return ""
    short = int(found[1].translate(_HAN_DIGITS))
    whole = max(whole for whole in range(short, 2200, 100) if whole <= year + _AHEAD)
    near = _BACK if found.string[found.end() : found.end() + 1].isnumeric() else _CLOSE
    return f"{whole}年" if abs(whole - year) <= near else ""
