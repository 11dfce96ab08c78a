"""A day by which something is done, told as the day after which it is; a beginning, told as an end.

The same day stands in both texts, as a bound in both, and the bounds shut each other out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.dates import DateMention
from summarizer.dates.mention import fits
from summarizer.verifying.dates.sides import Side
from summarizer.verifying.problem import Problem

_HOUR = r"[\d:：时点分()（） ]{0,12}"
_TIME = r"(?:on )?(?:the )?(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.? ?)?(?:on )?)?(?:the )?"
_BY_EN = r"(?:before|by|until|till|prior to|up to|no later than|through)"
# "not until 20 June" is right for 6月20日起, "only after" for 6月20日前不得
_EXCUSED = (
    r"(?P<not>\b(?:not?|never|nor|un(?:til|less)|only|or|and|before|until|long|shortly|soon|just|\w+n['’]t"
    r"|dat\w+|away|exempt\w*)(?: \w+){0,3} )?"
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """What stands before and behind a day in Chinese, what stands before it in English that is wrong, and
    what says in either that something ceases or is denied there, which turns it round.
    """

    name: str
    before: re.Pattern[str]
    behind: re.Pattern[str]
    wrong: re.Pattern[str]
    denied_zh: re.Pattern[str]
    denied_en: re.Pattern[str]


_ENDS_EN = re.compile(
    r"\b(?:no|not|never|invalid|expir\w*|ceas\w*|clos\w*|end\w*|void|late|cannot|laps\w*"
    r"|stop\w*|terminat\w*"
    r"|suspen\w*|ban\w*|prohibit\w*)\b|n['’]t\b"
)
_NOTHING = re.compile("(?!)")
_BOUNDS = (
    _Bound(
        "before",
        re.compile(""),  # 6月20日前; 前后 and 前夕 are other words, 前往 begins one
        re.compile(rf"{_HOUR}(?:[之以]?前|截止)(?![后後往来來进進夕线線台台面方景途者任述半])"),
        re.compile(rf"{_EXCUSED}\b(?:after|from|since) {_TIME}\Z"),
        re.compile("[不未无無没沒禁勿莫才方]|暂停|停止|关闭|截至"),
        _NOTHING,
    ),
    _Bound(
        "from",
        re.compile("(?:自|从|由|[^，。；]$|^)"),
        re.compile(rf"{_HOUR}(?:起(?![草义诉降飞跑床点码伏来])|(?:[之以]后|开始)(?=[施实执生正全]))"),
        re.compile(rf"{_EXCUSED}\b{_BY_EN} {_TIME}\Z"),
        re.compile("[不未无無没沒禁勿莫才方止至到]|暂停|停|关闭|取消|废|失效|截|最[迟遲晚]"),
        re.compile(r"\b(?:repeal|ceas|expir|suspen|stop|clos|end|ban|prohibit|not|no)\w*"),
    ),
    _Bound(
        "until",
        re.compile(
            r"(?:有效期?限?|截止?(?:时间|日期)?|期限|效力|报名|申报|持续|延续|延长|延期"
            r"|展期)[为是]?[至到止]?[:：]?\Z"
        ),
        re.compile(""),
        re.compile(rf"{_EXCUSED}\b(?:after|from|since|(?:start|beg[ai]n|open)\w* (?:on|from)) {_TIME}\Z"),
        re.compile("[不未无無没沒禁勿莫自从起]|逾|作废|暂停|停止"),
        _ENDS_EN,
    ),
)
_GOES_ON = re.compile(r" (?:to|until|till|through|and (?=\d))\b| ?[-–—]")  # from 20 June to 20 July
_BORDERS = re.compile("[，。；！？,;]")
_SAYS = 2  # characters behind a bound in its clause that say what is done by it
_HERE = 80  # letters around a day in English that may say that something ceases there


def turned_round(ours: Side, theirs: Side) -> Iterator[Problem]:
    """The days which are another bound in the English than in the Chinese."""
    if not ("前" in ours.text or "起" in ours.text or "至" in ours.text or "截" in ours.text):
        return
    for mention in ours.stated:
        for bound in _BOUNDS:
            if _is_bound(bound, mention, ours):
                for other in theirs.stated:
                    if _is_same(mention, other) and (told := _wrong(bound, other, theirs.text)):
                        message = f"{bound.name} {mention.surface} -> {told} {other.surface}"
                        yield Problem("date", "error", message, mention.surface, "zh")
                        return


def _is_bound(bound: _Bound, mention: DateMention, side: Side) -> bool:
    """Whether a day is such a bound, nowhere anything else, and what is done by it is not denied."""
    text = side.text
    behind = bound.behind.match(text, mention.end)
    if not behind or not bound.before.search(text, max(0, mention.start - 8), mention.start):
        return False
    others = [one for one in side.stated if one.days == mention.days and one is not mention]
    return not others and bound.denied_zh.search(_clause(text, mention, behind.end())) is None


def _clause(text: str, mention: DateMention, end: int) -> str:
    """The clause around a bound, and the next one where the bound ends it: 6月20日前，不得开工."""
    start = max((found.end() for found in _BORDERS.finditer(text, 0, mention.start)), default=0)
    borders = (found.start() for found in _BORDERS.finditer(text, end + _SAYS))
    return text[start : mention.start] + "_" + text[end : next(borders, len(text))]


def _is_same(mention: DateMention, other: DateMention) -> bool:
    """Whether two dates are one day of a month, alone, and not of two years."""
    days = {day[1:] for day in mention.days}
    if len(days) != 1 or None in next(iter(days)) or {day[1:] for day in other.days} != days:
        return False
    return all(fits(one, day) for one in mention.days for day in other.days)


def _wrong(bound: _Bound, mention: DateMention, text: str) -> str:
    """What makes an English date another bound; "" if it is none, or that is right."""
    before = text[max(0, mention.start - _HERE) : mention.start].lower()
    found = bound.wrong.search(before)
    if not found or found["not"] or _GOES_ON.match(text, mention.end):
        return ""
    around = before + text[mention.end : mention.end + _HERE].lower()
    return "" if bound.denied_en.search(around) else found[0].strip()
