"""Dates that are no date of the calendar, in English: 4月18日 is "18 April", 去年9月底前 "by the end of
September last year".

A year that the source does not give is not added: such a date has no `iso`, and a reader should still be able
to read it. What is not understood wholly is not said at all.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from functools import cache

from summarizer.scripts import simplified

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEARS = {
    "今年": "this year",
    "本年": "this year",
    "去年": "last year",
    "明年": "next year",
    "前年": "the year before last",
    "后年": "the year after next",
    "当年": "that year",
}
_DAYS = {
    "今天": "today",
    "今日": "today",
    "昨天": "yesterday",
    "昨日": "yesterday",
    "前天": "the day before yesterday",
    "明天": "tomorrow",
    "明日": "tomorrow",
    "当天": "the same day",
    "当日": "the same day",
}
_ALONE = {
    **dict.fromkeys(("近日", "日前", "近期", "最近"), "recently"),
    **dict.fromkeys(("近年来", "近年", "近几年"), "in recent years"),
    **dict.fromkeys(("目前", "截至目前", "当前", "现在", "如今"), "at present"),
    "本月": "this month",
    "上月": "last month",
    "下月": "next month",
    "上个月": "last month",
    "下个月": "next month",
    "本周": "this week",
    "上周": "last week",
    "下周": "next week",
    **dict.fromkeys(("月底", "月末"), "the end of the month"),
    "月初": "the beginning of the month",
    "今年以来": "since the beginning of this year",
    "去年以来": "since last year",
}
# 签约当天: what has a day of its own.
_OCCASIONS = {
    "投运": "commissioning",
    "签约": "the signing",
    **dict.fromkeys(("开幕", "开幕式", "开业", "开园", "开馆", "开学"), "the opening"),
    **dict.fromkeys(("闭幕", "闭幕式"), "the closing"),
    **dict.fromkeys(("开工", "动工"), "the start of construction"),
    **dict.fromkeys(("竣工", "完工"), "completion"),
    "通车": "the opening to traffic",
    "投产": "the start of production",
    **dict.fromkeys(("启动", "启动仪式", "上线", "首发"), "the launch"),
    "揭牌": "the unveiling",
    **dict.fromkeys(("会议", "大会", "开会"), "the meeting"),
    **dict.fromkeys(("活动", "仪式", "节日", "比赛", "考试"), "the event"),
    **dict.fromkeys(("发布", "公布", "公告"), "publication"),
    **dict.fromkeys(("事发", "案发", "事故"), "the incident"),
    "上市": "the listing",
}
_PARTS = {
    **dict.fromkeys(("上午", "早上", "早晨"), "morning"),
    **dict.fromkeys(("凌晨", "清晨"), "early morning"),
    "中午": "midday",
    "下午": "afternoon",
    "傍晚": "early evening",
    **dict.fromkeys(("晚上", "晚间", "晚"), "evening"),
    "夜间": "night",
}
_WHICH = {"": "", "本": "this ", "这": "this ", "上": "last ", "下": "next "}
# Of a month; of a year there are more.
_STRETCHES = {
    **dict.fromkeys(("上旬", "初"), "early {}"),
    "中旬": "mid-{}",
    "下旬": "late {}",
    **dict.fromkeys(("底", "末"), "the end of {}"),
}
_SEASONS = {
    "年初": "the beginning of {}",
    "年中": "the middle of {}",
    **dict.fromkeys(("年底", "年末"), "the end of {}"),
    "年内": "within {}",
    "上半年": "the first half of {}",
    "下半年": "the second half of {}",
    "一季度": "the first quarter of {}",
    "二季度": "the second quarter of {}",
    "三季度": "the third quarter of {}",
    "四季度": "the fourth quarter of {}",
    "春季": "spring {}",
    "夏季": "summer {}",
    "秋季": "autumn {}",
    "冬季": "winter {}",
}
_AFTER = {
    **dict.fromkeys(("之前", "以前", "前"), "by {}"),
    "以来": "since {}",
    "起": "from {}",
    **dict.fromkeys(("之后", "以后", "后"), "after {}"),
    **dict.fromkeys(("左右", "前后"), "around {}"),
}
_BEFORE = {"截至": "as of {}", "截止": "as of {}", "至": "until {}", "自": "from {}", "从": "from {}"}


def _one_of(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _shape() -> re.Pattern[str]:
    """A date: year, season, month, day, day of the week, part of the day, hour; each may be absent."""
    return re.compile(
        rf"(?P<year>{_one_of(_YEARS)}|(?:公元(?P<early>\d{{1,3}})|(?P<full>\d{{4}}))年)?(?P<season>第?(?:{_one_of(_SEASONS)}))?"
        rf"(?:(?P<month>{_NUMBER})月份?(?P<stretch>{_one_of(_STRETCHES)})?)?"
        rf"(?:(?P<day>{_NUMBER})[日号]|(?P<near>{_one_of(_DAYS)}))?"
        r"(?:[（(]?(?P<which>[本这上下]?)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])[）)]?)?"
        rf"(?P<part>{_one_of(_PARTS)})?(?P<hour>\d{{1,2}})?(?(hour)(?:[时点](?:(?P<minute>\d{{1,2}})分)?|:(?P<clock>\d\d))(?P<about>许)?)"
    )


def in_english(zh: str) -> str:
    """A date as it is written in the source in English words, or "" where a part of it is not understood."""
    text = simplified(re.sub(r"\s+", "", unicodedata.normalize("NFKC", zh)))
    if text in _ALONE:
        return _ALONE[text]
    if text.endswith(("当天", "当日")) and (occasion := _OCCASIONS.get(text[:-2])):
        return f"the day of {occasion}"
    first, to, last = _split(text)
    return _range(first, last) if to else _framed(text)


def _split(text: str) -> tuple[str, str, str]:
    """The two ends of a span; not of a text that only begins with 至."""
    found = re.fullmatch(r"([^至到—\-~]+)(至|到|—{1,2}|-|~)([^至到—\-~]+)", text)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _range(first: str, last: str) -> str:
    """From one day to another; the month may be said once."""
    begin, end = _shape().fullmatch(first), _shape().fullmatch(last)
    if not (begin and end and begin["day"]):
        return ""
    if begin["month"] and end["day"] and not end["month"] and not begin["year"]:
        alone = begin.end("day") + 1 == len(first) and end.end("day") + 1 == len(last)  # no 上午, no hour
        if not (alone and _holds(begin) and _holds(end)):
            return ""
        return f"{_value(begin['day'])} to {_value(end['day'])} {month_name[_value(begin['month'])]}"
    ends = _said(first), _said(last)
    return " to ".join(ends) if all(ends) else ""


def _framed(text: str) -> str:
    """A date with what stands before or behind it: by, since, from, after, around."""
    for word, frame in _BEFORE.items():
        if text.startswith(word) and (rest := _said(text.removeprefix(word))):
            return frame.format(rest)
    if said := _said(text):
        return said
    for word, frame in _AFTER.items():
        if text.endswith(word) and (rest := _said(text.removesuffix(word))):
            return frame.format(rest)
    return ""


def _said(text: str) -> str:
    found = _shape().fullmatch(text) if text else None
    if found is None or not _holds(found):
        return ""
    return _timed(found, _dayed(found))


def _holds(found: re.Match[str]) -> bool:
    """Whether month and day are ones that there are."""
    month, day = (_value(found[name]) if found[name] else 1 for name in ("month", "day"))
    return 1 <= month <= 12 and 1 <= day <= 31


def _dayed(found: re.Match[str]) -> str:
    """The day, month or season, with its year."""
    from summarizer.dates.mention import WEEKDAYS  # noqa: PLC0415 - dates are loaded with the first answer

    era = f"AD {found['early']}" if found["early"] else found["full"] or ""
    year = _YEARS.get(found["year"] or "", era)
    weekday = found["weekday"] and _WHICH[found["which"]] + WEEKDAYS[found["weekday"]]
    if found["season"]:
        frame = _SEASONS[found["season"].removeprefix("第")]
        return "" if found["month"] else frame.format(year or "the year").strip()
    day = _monthly(found) or _DAYS.get(found["near"] or "", "")
    if weekday and not day:
        day = weekday
    elif weekday:
        day = f"{weekday}, {day}"
    return " ".join(filter(None, (day, year)))


def _monthly(found: re.Match[str]) -> str:
    if not found["month"]:
        return f"the {_ordinal(_value(found['day']))}" if found["day"] else ""
    month = month_name[_value(found["month"])]
    if found["day"]:
        return f"{_value(found['day'])} {month}"
    return _STRETCHES[found["stretch"]].format(month) if found["stretch"] else month


def _timed(found: re.Match[str], day: str) -> str:
    """The day with the part of it, and the hour."""
    part = _PARTS.get(found["part"] or "", "")
    if part and day in {"today", "yesterday", "tomorrow"}:
        early, _, hours = part.rpartition(" ")  # early yesterday morning
        day = f"{early} {day} {hours}".replace("today", "this").strip()
    elif part:
        day = f"the {part} of {day}" if day else f"the {part}"
    if not found["hour"]:
        return day
    hour = f"{int(found['hour'])}:{int(found['minute'] or found['clock'] or 0):02}"
    return f"{day}, {'about ' if found['about'] else ''}{hour}".removeprefix(", ")


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    from summarizer.numerals.figure import han_value  # noqa: PLC0415  (the checks are loaded with the first answer)

    return int(han_value(digits))


def _ordinal(day: int) -> str:
    ending = "th" if 10 < day % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
