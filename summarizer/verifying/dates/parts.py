"""A part of a year, a month or a day that is told from now: 去年底, 今年上半年, 明年3月, 昨天上午.

The part finds its fellow in the other language wherever it stands: the end of last year is not that of this
year, though a text may tell of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.dates.english_patterns import WHOLE
from summarizer.numerals.readings import han_of
from summarizer.verifying.problem import Problem

_MONTHS = tuple(WHOLE.lower().replace("april", "april|may").split("|"))
_PARTS_ZH = {
    "底": "end", "末": "end", "初": "start", "上半": "first half", "下半": "second half",
    "春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter",
    "早": "morning", "上午": "morning", "凌晨": "morning", "清晨": "morning", "晨": "morning",
    "下午": "afternoon", "午后": "afternoon",
    "晚": "evening", "傍晚": "evening", "夜": "evening", "深夜": "evening",
    **{text: name for n, name in enumerate(_MONTHS, 1) for text in (str(n), f"0{n}", han_of(n))},
}  # fmt: skip
_PARTS_EN = {
    "close": "end", "late": "end", "beginning": "start", "early": "start",
    "fall": "autumn", "night": "evening",
}  # fmt: skip
_WHEN_ZH = {
    "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1,
    "上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1,
    "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1,
    "去": -1, "昨": -1, "今": 0, "明": 1,
}  # fmt: skip
HOURS = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12,
}  # fmt: skip
HAN_HOUR = re.compile(
    "(?:(?<=[凌清早]晨)|(?<=[早晚]上)|(?<=[上下]午)|(?<=午后)|(?<=傍晚)|(?<=晚间))"
    "(?:十[一二]?|[一二两三四五六七八九])(?=[点时])"
)
_WHEN_EN = {"last": -1, "this": 0, "next": 1, "yesterday": -1, "tomorrow": 1}
_EDGE = "(?P<part>end|close|start|beginning|{}early|late)(?: part)?(?: of| in)? (?P<when>last|this|next)"


@dataclass(frozen=True, slots=True)
class _Unit:
    """How a part of a unit is told: in Chinese from now, in Chinese in any way, and in English."""

    zh: re.Pattern[str]
    part: re.Pattern[str]
    en: tuple[re.Pattern[str], ...]


def _unit(when: str, part: str, *en: str) -> _Unit:
    zh = rf"(?P<when>{when})的?(?P<part>{part})"
    return _Unit(re.compile(zh), re.compile(part), tuple(re.compile(rf"\b{each}\b") for each in en))


_UNITS = {
    "year": _unit(
        "(?:[前去上今本明来]年|[去今明](?=[春夏秋冬]))年?",
        r"[底末初](?!中)|[上下]半(?=年)|[春夏秋冬](?![运节眠晚])|(?<!\d)(?:1[0-2]|0?[1-9])(?=月)"
        "|(?:十[一二]?|(?<!十)[一二三四五六七八九])(?=月)",
        f"{_EDGE.format('first half|second half|')} year",
        "(?P<when>last|this|next) (?P<part>spring|summer|autumn|fall|winter)",
        rf"(?P<part>{'|'.join(_MONTHS)})(?: \d\d?)?,?(?: of)? (?P<when>last|this|next) year",
    ),
    "month": _unit("[上下]个?月|本月|这个月", "(?<!年)[底末初]", f"{_EDGE.format('')} month"),
    "day": _unit(
        "[前昨今明][天日]|[昨今明]",
        "早(?!已)|[上下]午|凌晨|清晨|晨|午后|傍晚|深夜|[晚夜](?!报)",
        "(?P<when>last|this|yesterday|tomorrow) (?P<part>morning|afternoon|evening|night)",
    ),
}


def moved(name: str, zh: str, en: str) -> Iterator[Problem]:
    """What is told of another year, month or day than in the Chinese, which tells that part of no other one.

    `name` is that of the unit, `en` is in small letters.
    """
    unit = _UNITS.get(name)
    theirs = _told_en(unit, en) if unit else {}
    ours = _told_zh(unit, zh) if unit and theirs else {}
    for part, when in theirs.keys() - ours.keys():
        lost = [told for (mine, n), told in ours.items() if mine == part and (mine, n) not in theirs]
        if unit and lost and _is_always_told_so(part, unit, zh):
            yield Problem("date", "error", f"{lost[0]} -> {theirs[part, when]}", lost[0], "en")
            return


def _is_always_told_so(part: str, unit: _Unit, zh: str) -> bool:
    """Whether a Chinese text tells a part from now wherever it tells it: 年底 alone may be any."""
    told = sum(_PARTS_ZH[found["part"]] == part for found in unit.zh.finditer(zh))
    return told == sum(_PARTS_ZH[each] == part for each in unit.part.findall(zh))


def _told_zh(unit: _Unit, zh: str) -> dict[tuple[str, int], str]:
    """The parts that a Chinese text tells from now, with the words for each."""
    return {(_PARTS_ZH[found["part"]], _when(found["when"])): found[0] for found in unit.zh.finditer(zh)}


def _told_en(unit: _Unit, en: str) -> dict[tuple[str, int], str]:
    """The parts that an English text tells from now, with the words for each."""
    told = (found for pattern in unit.en for found in pattern.finditer(en))
    return {
        (_PARTS_EN.get(found["part"], found["part"]), _WHEN_EN[found["when"]]): found[0] for found in told
    }


def _when(zh: str) -> int:
    """How far from now: 去年 is -1, as is the 去 of 去冬."""
    return _WHEN_ZH.get(zh, _WHEN_ZH.get(zh[:-1], 0))


_AT_THE_END = re.compile(r"\bend|\bclos|\blast\b|\b(?:second|latter) (?:half|part)", re.IGNORECASE)


# "second-half demand": beside what it is of, where it may also be one of a game
_ADJECTIVES = {"H1": ("first-half",), "H2": ("second-half", "latter-half")}


def says(part: str, en: str) -> bool:
    """Whether an English text has a part of a month or of a year in other words."""
    if part == "late":
        return _AT_THE_END.search(en) is not None
    return any(map(en.lower().__contains__, _ADJECTIVES.get(part, ())))
