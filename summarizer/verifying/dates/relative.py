"""Times told from now or by name: 明年, 昨天, 周三, 上午8时. English has the same, or says them another way.

Something is said only where both sides turn: the Chinese has one that the English does not, the English has
one that the Chinese does not, and no other word of either may stand for it ("in 2023", "a year earlier").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from summarizer.dates.english_patterns import WHOLE
from summarizer.dates.mention import WEEKDAYS
from summarizer.numerals.figure import fold
from summarizer.verifying.problem import Problem

_BEFORE, _NOW, _AFTER = -1, 0, 1
_NAMES = tuple(dict.fromkeys(WEEKDAYS.values()))
_YEAR, _DAY, _MONTH = r"\b(?:1[89]|2[01])\d\d\b", rf"\b(?:{'|'.join(_NAMES)})", rf"\b(?:{WHOLE}|May)\b"
_DATE = rf"{_MONTH}|\d(?:st|nd|rd|th)\b"
_EARLIER, _LATER = r"\b(?:previous|prior|preceding|earlier|ago|before)\b", r"\b(?:following|later|after)\b"


@dataclass(frozen=True, slots=True)
class _Told:
    """How a time is told from now: in Chinese, in English, and what else either language has for it."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    also_zh: re.Pattern[str]
    also_en: re.Pattern[str]


_SEASON = "(?:year|spring|summer|autumn|fall|winter)"


# In Chinese, in English, and what else either may have for it.
_WORDS = {
    "year": {
        _BEFORE: (
            "去年|上年(?!度)|昨年",
            f"last {_SEASON}",
            "同比|同期|前一?年|上一?年|年前|昨|环比",
            f"{_YEAR}|{_EARLIER}|on.year",
        ),
        _NOW: (
            "今年|今[春夏秋冬]",
            f"this {_SEASON}|current year",
            "(?<![去上明]年)[全本当同此]年|年[内初中底末终度]|目前|[迄至]今|截至|新[年春]",
            _YEAR,
        ),
        _AFTER: (
            "明年|来年|明[春夏秋冬]",
            f"next {_SEASON}|coming year",
            "[次翌后]年|下一?年|年后|新的?一?年|未来|[春夏秋冬]",
            f"{_YEAR}|{_LATER}",
        ),
    },
    "month": {
        _BEFORE: (
            "上个?月(?![底初末])",
            "last month",
            "前月|前一个?月|环比|月前|[底初]",
            f"{_MONTH}|{_EARLIER}",
        ),
        _NOW: (
            "本月|这个月",
            "this month|current month",
            "[当同此]月|月[内初中底末]|目前|[迄至]今|截至",
            f"{_MONTH}|now",
        ),
        _AFTER: (
            "下个?月(?![底初末])",
            "next month|coming month",
            "[次]月|后一个?月|月后|未来",
            f"{_MONTH}|{_LATER}",
        ),
    },
    "week": {
        _BEFORE: (
            "上周|上个?星期",
            "last week",
            "前一?周|周前|环比|周[一二三四五六日末]",
            f"{_DAY}|{_EARLIER}",
        ),
        _NOW: (
            "本周|这周|这个?星期",
            "this week|current week",
            "[当同此一]周|周[内初中末一二三四五六日]",
            f"{_DAY}|now",
        ),
        _AFTER: (
            "下周|下个?星期",
            "next week|coming week",
            "次周|周后|一周|未来|周[一二三四五六日末]",
            f"{_DAY}|{_LATER}",
        ),
    },
    "day": {
        _BEFORE: (
            "昨[天日晚夜晨早]",
            "yesterday|last night",
            "前一[天日晚]|昨|[0-9０-９一二三四五六七八九十][日号]",
            rf"{_DATE}|{_DAY}|{_EARLIER}",
        ),
        _NOW: (
            "今[天日晚夜晨早]",
            "today|tonight",
            "[当同此即][天日晚]|如今|现|目前|当前|[0-9０-９一二三四五六七八九十][日号]|今",
            rf"{_DATE}|{_DAY}|\bnow",
        ),
        _AFTER: ("明[天日晚晨早]", "tomorrow", "[次翌][日天]|第二天|明|未来", rf"{_DATE}|{_DAY}|{_LATER}"),
    },
}


@cache
def _rules() -> Mapping[str, Mapping[int, _Told]]:
    """By units, for what lies before, now and after."""
    return {
        unit: {offset: _compiled(*words) for offset, words in told.items()} for unit, told in _WORDS.items()
    }


def _compiled(zh: str, en: str, also_zh: str, also_en: str) -> _Told:
    patterns = (zh, rf"\b(?:{en})\b", also_zh, also_en)
    return _Told(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


# Cheap, as most texts tell nothing so: what is there wherever any word of the unit is.
_MAY_TELL = {
    "year": ("年今明", re.compile("[去今明来昨上]年|[今明][春夏秋冬]")),
    "month": ("月", re.compile("[上本下]个?月|这个月")),
    "week": ("周星", re.compile("[上本下这]个?(?:周|星期)")),
    "day": ("昨今明", re.compile("[昨今明][天日晚夜晨早]")),
}
# What a text is compared with is an earlier time, and not what it tells of: "lower than last year".
_COMPARED = re.compile(
    r"\b(?:than|from|since|over|on|unlike|with)(?: (?:in|that|those|it|was|were|of|the|levels?)){0,3}"
    r" (?:yesterday|today|(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"(?:last|this|current|next|coming) |yesterday|today|tonight|tomorrow", re.IGNORECASE)

_YEAR_EN, _DAY_ZH = re.compile(_YEAR), re.compile(r"(?:\d{1,2}月)?(?<!\d)(\d{1,2})[日号）)]")
_DAY_EN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: (?:{WHOLE}|May)\b)?|{_MONTH} (\d{{1,2}})\b")

_WEEKDAY_ZH = re.compile(
    r"(?:星期|礼拜|(?<![一二两三四五六七八九十\d每上下本这前后])周)([一二三四五六日天])(?![年岁期周个])"
)
_WEEKDAY_EN = re.compile(rf"\b(?:{'|'.join(_NAMES)})s?\b")
_RUN_ZH = re.compile(
    r"[一二三四五六][至到、和及\-—](?:星期|礼拜|周)?[一二三四五六日天]|周末|双休|凌晨"
    r"|[上下本这]个?(?:周|星期|礼拜)[一二三四五六日天]"
)

_MORNING, _EVENING = "a.m.", "p.m."
_HALF_ZH = re.compile(
    r"(?:(?P<am>凌晨|清晨|早晨|早上|上午)|(?P<pm>下午|午后|傍晚|晚上|晚间))?(?<!\d)(?<![:时点])"
    r"(?P<hour>[01]?\d|2[0-3]) ?(?:时(?![间期代速段])|点(?![\d个项位])|:[0-5]\d)"
)
_HALF_EN = re.compile(
    r"(?<![\d:.])(?P<hour>1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)
_MAY_BE_HALF = re.compile(r"\d ?[apAP]\.?[mM]\b")
_NOON, _SMALL = 12, 5


def turned(zh: str, en: str) -> Iterator[Problem]:
    """What the English tells for another year, month, week, day, weekday or half of the day."""
    for unit, (chars, guard) in _MAY_TELL.items():
        if any(map(zh.__contains__, chars)) and guard.search(zh) and _TELLS.search(en):
            yield from _told_otherwise(unit, zh, en)
    if ("周" in zh or "星期" in zh or "礼拜" in zh) and _WEEKDAY_EN.search(en):
        yield from _weekday(zh, en)
    if _MAY_BE_HALF.search(en):
        yield from _half(fold(zh), en)


def _told_otherwise(unit: str, zh: str, en: str) -> Iterator[Problem]:
    rules = _rules()[unit]
    ours = {offset: told.zh.findall(zh) for offset, told in rules.items()}
    if not any(ours.values()):
        return
    theirs = {offset: told.en.findall(en) for offset, told in rules.items()}
    if not any(theirs[n] and not ours[n] for n in rules):
        return
    alone = _COMPARED.sub(" ", en)
    zh, en = _without_dates(zh, en)
    added = [n for n in rules if theirs[n] and not ours[n] and not rules[n].also_zh.search(zh)]
    lost = [n for n in rules if len(ours[n]) > len(theirs[n]) and not rules[n].also_en.search(en)]
    for was, now in product(lost, added):
        if now > was or rules[now].en.search(alone):
            yield _problem(ours[was][0], theirs[now][0])
            return


def _without_dates(zh: str, en: str) -> tuple[str, str]:
    """Both texts without the years and days that both have: these stand for nothing else."""
    days = {found[1] or found[2] for found in _DAY_EN.finditer(en) if _has_day(zh, found[1] or found[2])}
    en = _YEAR_EN.sub(lambda found: " " if found[0] in zh else found[0], en)
    en = _DAY_EN.sub(lambda found: " " if (found[1] or found[2]) in days else found[0], en)
    return _DAY_ZH.sub(lambda found: "" if found[1] in days else found[0], zh), en


def _has_day(zh: str, day: str) -> bool:
    return any(found[1] == day for found in _DAY_ZH.finditer(zh))


def _weekday(zh: str, en: str) -> Iterator[Problem]:
    ours = {WEEKDAYS[found[1]]: found[0] for found in _WEEKDAY_ZH.finditer(zh)}
    theirs = {found[0].removesuffix("s"): found[0] for found in _WEEKDAY_EN.finditer(en)}
    lost, added = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if len(ours) == len(theirs) and lost and added and not _RUN_ZH.search(zh):
        yield _problem(ours[min(lost, key=_NAMES.index)], theirs[min(added, key=_NAMES.index)])


def _half(zh: str, en: str) -> Iterator[Problem]:
    """20时 is 8 p.m.: the Chinese must say which half of the day is meant, and say no other hour like it."""
    ours: dict[int, dict[str, str]] = {}
    for found in _HALF_ZH.finditer(zh):
        hour = int(found["hour"])
        half = _MORNING if found["am"] else _EVENING if found["pm"] or hour > _NOON else ""
        if hour < _SMALL and found["pm"] in ("晚上", "晚间"):
            half = _MORNING  # as people speak: 晚上1点
        ours.setdefault(hour % _NOON, {})[half] = found[0]
    theirs: dict[int, dict[str, str]] = {}
    for said in _HALF_EN.finditer(en):
        theirs.setdefault(int(said["hour"]) % _NOON, {})[f"{said['half'].lower()}.m."] = said[0]
    for hour, told in theirs.items():
        halves = ours.get(hour, {})
        # Whoever has the right half, too, tells another time with the other one: 19时至次日七时.
        if hour and halves and "" not in halves and halves.keys().isdisjoint(told):
            yield _problem(next(iter(halves.values())), next(iter(told.values())))


def _problem(zh: str, en: str) -> Problem:
    return Problem("date", "error", f"{zh} -> {en}", zh, "en")
