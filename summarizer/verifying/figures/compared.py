"""So much more than something is not so much less: 减少3起 that became "three more than a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.numerals import Figure
from summarizer.verifying.vocabulary import FALLING, RISING

_WITHIN = 22  # characters before a figure that say which way it goes
_NEAR = 50  # letters before it in English that may say it, too
_ABOUT = "[了约近逾超有达至少过]{0,2}"
# 较上届多4枚, 比去年同期减少45万人
_MORE_ZH, _LESS_ZH = (
    re.compile(rf"(?:{moves}|[较比](?<![对相].)[^，。；：、较比]{{1,14}}?{sign}){_ABOUT}\Z")
    for moves, sign in (
        ("增加|增长|增多|上升|上涨|提高|提升|新增|多出|高出", "[多高]"),
        ("减少|下降|降低|下跌|压降|压减|下滑|缩减", "[少低]"),
    )
)
# "three more than", "5.6 million yuan less", not "three or more", "12 percent, more than" or "fell by 3 more"
_AFTER = re.compile(
    r"(?:[ -](?!and |or |no |not |but |while |from |than |to |even |is |are |was |were )[a-z%]+){0,3}?"
    r"[ -](?:(more)|(less|fewer))\b(?![ -](?:developed|important|likely|expensive|common|or|and|so)\b)"
)
_CLAUSE = re.compile(r"[,;:.(]| and | while ")


def turned(
    figure: Figure, rendering: Figure, zh: str, en: str, matched: Sequence[tuple[Figure, Figure]]
) -> str:
    """How a figure that says how much more or less something is goes the other way; "" if it does not."""
    after = _AFTER.match(en, rendering.end)
    if not after:
        return ""
    before = zh[max(0, figure.start - _WITHIN) : figure.start]
    more, less = _MORE_ZH.search(before), _LESS_ZH.search(before)
    if bool(more) == bool(less) or bool(more) == bool(after[1]):
        return ""
    near = _CLAUSE.split(en[max(0, rendering.start - _NEAR) : rendering.start].lower())[-1]
    if (RISING if more else FALLING).search(near) or not _is_alone(figure, matched):
        return ""
    return f"“{(more or less or [''])[0]}” has become “{after[1] or after[2]}”"


def _is_alone(figure: Figure, matched: Sequence[tuple[Figure, Figure]]) -> bool:
    """Whether no other figure has this value, so that it is clear which one renders it."""
    return sum(each.value == figure.value for each, _ in matched) == 1
