"""A day by which something is done, told as the day after which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.dates import DateMention
from summarizer.verifying.dates.sides import Side
from summarizer.verifying.problem import Problem

# 6月20日前; 前后 and 前夕 are other words, 前往 begins one
_BEFORE = re.compile(
    r"[\d:：时点分()（） ]{0,12}(?:[之以]?前|截止)(?![后後往来來进進夕线線台台面方景途者任述半])"
)
_AFTER = re.compile(r"[\d:：时点分()（） ]{0,12}(?:[之以]?[后後]|起|开始|至)")
_TIME = r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.? ?)?(?:on )?"
_LATER = re.compile(
    r"(?P<not>\b(?:not?|never|nor|un(?:til|less)|only|or|and|before|until|long|shortly|soon|just) )?"
    rf"\bafter (?:the )?(?:{_TIME})?\Z"
)
# 6月20日前不得: "only after 20 June" is right
_DENIED = re.compile("[不未无無没沒禁勿莫才方]|暂停|停止|关闭|截至")
_HERE = 40  # characters around a day that may deny what is done by it


def turned_round(ours: Side, theirs: Side) -> Iterator[Problem]:
    """The days before which something is done in the Chinese, and after which in the English."""
    if "after " not in theirs.text or "前" not in ours.text:
        return
    for mention in ours.stated:
        if _is_bound(mention, ours):
            for other in theirs.stated:
                if _is_same(mention, other) and _is_later(other, theirs.text):
                    message = f"before {mention.surface} -> after {other.surface}"
                    yield Problem("date", "error", message, mention.surface, "zh")
                    return


def _is_bound(mention: DateMention, side: Side) -> bool:
    text = side.text
    if not _BEFORE.match(text, mention.end):
        return False
    near = text[max(0, mention.start - _HERE) : mention.end + _HERE]
    again = [one for one in side.stated if one.days == mention.days and _AFTER.match(text, one.end)]
    return not again and _DENIED.search(near) is None


def _is_same(mention: DateMention, other: DateMention) -> bool:
    """Whether two dates are one day of a month, alone."""
    days = {day[1:] for day in mention.days}
    return len(days) == 1 and None not in next(iter(days)) and {day[1:] for day in other.days} == days


def _is_later(mention: DateMention, text: str) -> bool:
    found = _LATER.search(text, max(0, mention.start - 30), mention.start)
    return found is not None and not found["not"]
