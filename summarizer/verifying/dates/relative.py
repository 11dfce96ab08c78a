"""Times told from now or by name: 明年, 昨天, 周三, 上午8时. English has the same, or says them another way.

Something is said only where both sides turn: the Chinese has one that the English does not, the English has
one that the Chinese does not, and no other word of either may stand for it ("in 2023", "a year earlier"). A
text may tell of both years and have one of them wrong: then its sentences are looked at one by one, and words
are counted.
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
from summarizer.scripts import simplified
from summarizer.verifying.dates.moments import CHARS, misplaced
from summarizer.verifying.dates.parts import HAN_HOUR, HOURS, moved
from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import SENTENCE, aligned

_LONG_BEFORE, _BEFORE, _NOW, _AFTER, _LONG_AFTER = -2, -1, 0, 1, 2
_NAMES = tuple(dict.fromkeys(WEEKDAYS.values()))
_YEAR, _DAY, _MONTH = r"\b(?:1[89]|2[01])\d\d\b", rf"\b(?:{'|'.join(_NAMES)})", rf"\b(?:{WHOLE}|May)\b"
_DATE = rf"{_MONTH}|\d(?:st|nd|rd|th)\b"
_EARLIER, _LATER = r"\b(?:previous|prior|preceding|earlier|ago|before)\b", r"\b(?:following|later|after)\b"
# The same of a unit alone: an "after" may tell anything.
_UNIT_EARLIER = (
    r"(?:previous|prior|preceding) {0}|(?:an?|one) {0}[- ](?:ago|earlier|before|prior)|{0}-(?:ago|earlier)"
    r"|the {0} before(?! last| yesterday)|on[- ]{0}"
)
_UNIT_LATER = (
    r"(?:following|subsequent|second|new) {0}|{0}s? (?:later|after(?! tomorrow| next)|from now|hence)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """How a time is told from now: in Chinese, in English, and what else either language has for it."""

    zh: re.Pattern[str]
    en: re.Pattern[str]
    also_zh: re.Pattern[str]
    also_en: re.Pattern[str]
    told_en: re.Pattern[str]  # the same as `also_en`, but for words that may tell of anything


_SEASON = "(?:year|spring|summer|autumn|fall|winter)"


# In Chinese, in English, and what else either may have for it.
_WORDS = {
    "year": {
        _LONG_BEFORE: (
            r"(?<![\d\u4e00-\u9fff])前年|(?<=[于在从自是])前年",
            f"{_SEASON} before last|two years (?:ago|earlier|before)",
            "[年两][以之]?前",
            f"{_YEAR}|{_EARLIER}",
        ),
        _BEFORE: (
            "去年|上年(?!度)|昨年",
            f"(?<!before )last {_SEASON}",
            "同比|同期|前一年|上一?年|年前|昨|环比",
            f"{_YEAR}|{_EARLIER}|on.year",
        ),
        _NOW: (
            r"今年|今[春夏秋冬]|(?<![\d一二两三四五六七八九十半数几多])年内",
            f"this {_SEASON}|current year",
            "(?<![去上明]年)[全本当同此]年|年[内初中底末终度]|目前|[迄至]今|截至|新[年春]",
            rf"{_YEAR}|\b(?:(?:the|that) year|year-end|year['’]s end)\b",
        ),
        _AFTER: (
            "明年|来年|明[春夏秋冬]",
            f"next {_SEASON}|coming year",
            "[次翌后]年|下一?年|年后|新的?一?年|未来|[春夏秋冬]",
            f"{_YEAR}|{_LATER}",
        ),
        _LONG_AFTER: (
            r"(?<![\d\u4e00-\u9fff])后年|(?<=[于在从到至])后年",
            "year after next|in two years|two years from now",
            "[年两][以之]?后",
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
            f"last (?:week|{_DAY})",
            "前一?周|周前|环比|(?<![上下本这])周[一二三四五六日末]",
            f"{_DAY}|{_EARLIER}",
        ),
        _NOW: (
            "本周|这周|这个?星期",
            "this week|current week",
            "[当同此一]周|周[内初中末]|(?<![上下本这])周[一二三四五六日]",
            f"{_DAY}|now",
        ),
        _AFTER: (
            "下周|下个?星期",
            f"next (?:week|{_DAY})|coming week",
            "次周|周后|一周|未来|(?<![上下本这])周[一二三四五六日末]",
            f"{_DAY}|{_LATER}",
        ),
    },
    "day": {
        _LONG_BEFORE: (
            "(?<![日目此之以年月天星期空])前[天日晚](?![后本军方期线气津空才主然体内][^，。；]?)",
            "(?:day|night|evening) before (?:yesterday|last)|two (?:days|nights) (?:ago|earlier|before)",
            "[天日两][以之]?前",
            rf"{_DATE}|{_DAY}|\b(?:earlier|ago|previous)\b",
        ),
        _BEFORE: (
            "昨[天日晚夜晨早]|昨(?![年今非之是])",
            "(?<!before )yesterday|last night",
            "前一[天日晚]|昨|[0-9０-９一二三四五六七八九十][日号]",
            rf"{_DATE}|{_DAY}|{_EARLIER}",
        ),
        _NOW: (
            "今[天日晚夜晨早]|今(?=[上下]午)",
            "today|tonight|this (?:morning|afternoon|evening)",
            (
                "[当同此即][天日晚]|如今|现|目前|当前|[0-9０-９一二三四五六七八九十][日号]|今"
                "|(?<![昨明日天 ])(?:[上下]午|[早晨晚])"
            ),
            rf"{_DATE}|{_DAY}|\bnow",
        ),
        _AFTER: (
            "明[天日晚晨早]|明(?=[上下]午)",
            "(?<!after )tomorrow",
            "[次翌][日天]|第二天|明(?![确显白亮])|未来",
            rf"{_DATE}|{_DAY}|{_LATER}",
        ),
        _LONG_AFTER: (
            "(?<![先之以今年月天日此最午星期])后天(?![性教气津台努培失养])",
            "day after tomorrow|two days (?:later|from now)|in two days",
            "[天日两][以之]?后",
            rf"{_DATE}|{_DAY}|{_LATER}",
        ),
    },
}


@cache
def _rules() -> Mapping[str, Mapping[int, _Told]]:
    """By units, for what lies before, now and after."""
    return {
        unit: {offset: _compiled(unit, *words) for offset, words in told.items()}
        for unit, told in _WORDS.items()
    }


def _compiled(unit: str, zh: str, en: str, also_zh: str, also_en: str) -> _Told:
    told_en = also_en.replace(_EARLIER, _UNIT_EARLIER.format(unit)).replace(_LATER, _UNIT_LATER.format(unit))
    # In small letters, which is faster than to ignore them.
    en, also_en, told_en = (each.lower() for each in (rf"\b(?:{en})\b", also_en, told_en))
    return _Told(*map(re.compile, (zh, en, also_zh, also_en, told_en)))


# Cheap, as most texts tell nothing so: what is there wherever any word of the unit is.
_MAY_TELL = {
    "year": (frozenset("年今明"), re.compile("[去今明来昨上前后]年|年内|[今明][春夏秋冬]")),
    "month": (frozenset("月"), re.compile("[上本下]个?月|这个月")),
    "week": (frozenset("周星"), re.compile("[上本下这]个?(?:周|星期)")),
    "day": (frozenset("昨今明前后"), re.compile("[今明][天日晚夜晨早上下]|昨|前[天日晚]|后天")),
}
# What a text is compared with is an earlier time, and not what it tells of: "lower than last year".
_COMPARED = re.compile(
    r"\b(?:than|from|since|over|on|unlike|with)(?: (?:in|that|those|it|was|were|of|the|levels?)){0,3}"
    r" (?:yesterday|today|(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter))\b"
)
# What the English of each has, whatever the unit.
_WITHIN = {
    _LONG_BEFORE: ("before ", "two "),
    _BEFORE: ("last ", "yesterday"),
    _NOW: ("this ", "current ", "today", "tonight"),
    _AFTER: ("next ", "coming ", "tomorrow"),
    _LONG_AFTER: ("after ", "two "),
}
_TELLS = ("last ", "this ", "current ", "next ", "coming ", "two ", "esterday", "oday", "onight", "omorrow")

_YEAR_EN, _DAY_ZH = re.compile(_YEAR), re.compile(r"(?:\d{1,2}月)?(?<!\d)(\d{1,2})[日号）)]")
_DAY_EN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: (?:{WHOLE}|May)\b)?|{_MONTH} (\d{{1,2}})\b")

# 本周一直: a weekday of a week that is told, too, is one only before what goes on so.
_GOES_ON = (
    r"(?:[上下中]午|[早晚]|凌晨|深夜|傍晚|[开举召将在休闭至到和他她我去来曾已被宣]|[（(，。、；）)起]|\d|$)"
)
_WEEKDAY_ZH = re.compile(
    r"(?:星期|礼拜|(?<![一二两三四五六七八九十\d每上下本这前后])周"
    rf"|(?<=[上下本这每])周(?=[一二三四五六日天]{_GOES_ON}))([一二三四五六日天])(?![年岁期周个])"
)
_ON_YEAR_EN = re.compile(r"\bon[- ]year\b")
_ANY_WEEKDAY_ZH = re.compile("周([一二三四五六日天])")
_WEEKDAY_EN = re.compile(rf"\b(?:{'|'.join(_NAMES)})s?\b")
_RUN_ZH = re.compile(
    r"[一二三四五六][至到、和及\-—][一二三四五六日天]|周末|双休|凌晨"
    rf"|[上下本这]个?(?:周|星期|礼拜)[一二三四五六日天](?!{_GOES_ON})"
)
_DAYS_ON = re.compile(r"\bdays? (?:later|after|earlier|before)\b")

_MORNING, _EVENING = "a.m.", "p.m."
_HALF_ZH = re.compile(
    r"(?:(?P<am>凌晨|清晨|早晨|早上|上午)|(?P<pm>下午|午后|傍晚|晚上|晚间))?(?<!\d)(?<![:时点])"
    r"(?P<hour>[01]?\d|2[0-3]) ?(?:时(?![间期代速段])|点(?![\d个项位])|:[0-5]\d)"
)
_HALF_EN = re.compile(
    r"(?<![\d:.])(?P<hour>1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE
)
# The half is said once for both ends of a time: 下午4:30-5:30, 4.30 to 5.30 p.m.
_RANGE_ZH = re.compile(
    r"(?P<half>凌晨|清晨|早晨|早上|上午|下午|午后|傍晚|晚上|晚间)(?P<from>[01]?\d)(?P<minutes>:[0-5]\d|[时点](?:[0-5]\d分?|半)?)"
    r" ?(?:[-\u2010-\u2015~～至到]|--) ?(?=(?P<to>[01]?\d)(?:[时点]|:[0-5]\d))"
)
_RANGE_EN = re.compile(
    r"(?<![\d:.])(?P<from>1[0-2]|0?[1-9])(?P<minutes>(?:[:.][0-5]\d)?)"
    r"(?P<to> ?(?:[-\u2010-\u2015~]|to|until|and) ?)"
    r"(?=(?P<end>1[0-2]|0?[1-9])(?:[:.][0-5]\d)? ?(?P<half>[ap])\.?m\b)",
    re.IGNORECASE,
)
_MAY_BE_HALF = re.compile(r"\d ?[apAP]\.?[mM]\b")
_OF_HOURS, _NOON, _SMALL = frozenset("时点：:"), 12, 5
# The characters that are asked for: to look for these alone takes a fraction of what it takes to part a text.
_OF_TIMES = re.compile(f"[周星礼时点：:{''.join(CHARS.union(*(some for some, _ in _MAY_TELL.values())))}]")


def turned(zh: str, en: str) -> Iterator[Problem]:
    """What the English tells for another year, month, week, day, weekday or half of the day."""
    zh = simplified(zh)
    chars = frozenset(_OF_TIMES.findall(zh))
    if not chars:  # nothing of what follows; so with most
        return
    for unit, (some, guard) in _MAY_TELL.items():
        if not some.isdisjoint(chars) and guard.search(zh) and any(map(en.__contains__, _TELLS)):
            yield from [*_told_otherwise(unit, zh, en)] or moved(unit, zh, en.lower())
    if ("周" in chars or "星期" in zh or "礼拜" in zh) and _WEEKDAY_EN.search(en):
        yield from _weekday(zh, en)
    if not _OF_HOURS.isdisjoint(chars) and _MAY_BE_HALF.search(en):
        yield from _half(fold(zh), en)
    yield from misplaced(zh, en, chars)


def _told_otherwise(unit: str, zh: str, en: str) -> Iterator[Problem]:
    rules = _rules()[unit]
    theirs = _counted_en(rules, en.lower())
    if not any(told and told > len(rules[n].zh.findall(zh)) for n, told in theirs.items()):
        return
    ours = _counted_zh(rules, zh)
    found = _exchange(rules, zh, en) if any(ours.values()) else None
    if not found and any(theirs[n] < ours[n] for n in rules):
        several = SENTENCE.search(zh[:-1]) is not None
        parts = aligned(zh, en) if several else ((zh, en),)
        found = next(filter(None, (_exchange(rules, *part, closely=True) for part in parts)), None)
    yield from filter(None, [found])


def _counted_zh(rules: Mapping[int, _Told], zh: str) -> dict[int, int]:
    """How often a Chinese text has each."""
    return {n: len(told.zh.findall(zh)) for n, told in rules.items()}


def _counted_en(rules: Mapping[int, _Told], en: str) -> dict[int, int]:
    """The same of an English text in small letters."""
    return {
        n: len(told.en.findall(en)) if any(map(en.__contains__, _WITHIN[n])) else 0
        for n, told in rules.items()
    }


def _exchange(rules: Mapping[int, _Told], zh: str, en: str, *, closely: bool = False) -> Problem | None:
    """One that stands for another.

    `closely`: in a sentence that has as many as its Chinese, where it may have the right one, too, and no
    word such as "after" explains what is lost.
    """
    ours, theirs = _counted_zh(rules, zh), _counted_en(rules, en.lower())
    if closely and sum(ours.values()) != sum(theirs.values()):
        return None
    bare_zh, bare_en = _without_dates(zh, en)
    for told in rules.values():  # 去年中美贸易 has no 年中
        bare_zh = told.zh.sub(" ", bare_zh)
    en, bare_en = en.lower(), bare_en.lower()
    alone = _COMPARED.sub(" ", en)
    added = [
        n
        for n, told in rules.items()
        if theirs[n] > ours[n] and (closely or not ours[n]) and not told.also_zh.search(bare_zh)
    ]
    lost = [
        n
        for n, told in rules.items()
        if ours[n] > theirs[n] and not (told.told_en if closely else told.also_en).search(bare_en)
    ]
    for was, now in product(lost, added):
        if now > was or len(rules[now].en.findall(alone)) > ours[now]:
            return _problem(rules[was].zh.findall(zh)[0], rules[now].en.findall(en)[0])
    return None


def _without_dates(zh: str, en: str) -> tuple[str, str]:
    """Both texts without the years, days and weekdays that both have: these stand for nothing else."""
    days = {found[1] or found[2] for found in _DAY_EN.finditer(en) if _has_day(zh, found[1] or found[2])}
    en = _YEAR_EN.sub(lambda found: " " if found[0] in zh else found[0], en)
    if "同比" in zh:
        en = _ON_YEAR_EN.sub(" ", en)
    if "周" in zh and (ours := {WEEKDAYS[found[1]] for found in _ANY_WEEKDAY_ZH.finditer(zh)}):
        en = _WEEKDAY_EN.sub(lambda found: " " if found[0] in ours else found[0], en)
    en = _DAY_EN.sub(lambda found: " " if (found[1] or found[2]) in days else found[0], en)
    return _DAY_ZH.sub(lambda found: "" if found[1] in days else found[0], zh), en


def _has_day(zh: str, day: str) -> bool:
    return any(found[1] == day for found in _DAY_ZH.finditer(zh))


def _weekday(zh: str, en: str) -> Iterator[Problem]:
    found = _other_weekday(zh, en)
    if found:
        parts = aligned(zh, en) if SENTENCE.search(zh[:-1]) else ((zh, en),)
        if any(
            _other_weekday(*part) and not (_RUN_ZH.search(part[0]) or _DAYS_ON.search(part[1]))
            for part in parts
        ):
            yield found


def _other_weekday(zh: str, en: str) -> Problem | None:
    """A weekday that became another one, where both texts have equally many."""
    ours = {WEEKDAYS[found[1]]: found[0] for found in _WEEKDAY_ZH.finditer(zh)}
    theirs = {found[0].removesuffix("s"): found[0] for found in _WEEKDAY_EN.finditer(en)}
    lost, added = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if len(ours) != len(theirs) or not lost:
        return None
    return _problem(ours[min(lost, key=_NAMES.index)], theirs[min(added, key=_NAMES.index)])


def _half(zh: str, en: str) -> Iterator[Problem]:
    """20时 is 8 p.m.: the Chinese must say which half of the day is meant, and say no other hour like it."""
    zh = HAN_HOUR.sub(lambda found: str(HOURS[found[0]]), zh)
    zh, en = _RANGE_ZH.sub(_half_at_both_zh, zh), _RANGE_EN.sub(_half_at_both_en, en)
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


def _half_at_both_zh(found: re.Match[str]) -> str:
    end = found["half"] if int(found["from"]) <= int(found["to"]) <= _NOON else ""
    return f"{found[0]}{end}"


def _half_at_both_en(found: re.Match[str]) -> str:
    half = f" {found['half']}.m." if int(found["from"]) % _NOON < int(found["end"]) % _NOON else ""
    return f"{found['from']}{found['minutes']}{half}{found['to']}"


def _problem(zh: str, en: str) -> Problem:
    return Problem("date", "error", f"{zh} -> {en}", zh, "en")
