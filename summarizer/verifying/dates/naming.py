"""Months and years that are parts of names, and years that a translator adds for the reader.

The Wedding March is no month, 五月天 need not be May, and "Qianlong (1736-1795)" says no more than 乾隆.
"""

from __future__ import annotations

import re

from summarizer.dates import DateMention

_NAME_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Theresa|Brian|Peter|James)\.?|[A-Z][a-z]+(?:['’]s|s['’])?) \Z"
)
_NO_NAME_BEFORE = re.compile(
    r"\b(?:In|On|By|Of|Since|From|Until|Till|To|Through|During|Before|After|Between|Late|Early|Mid|Last|This|Next"
    r"|Every|Each|And|The|For|As|Around|About|Only) \Z"
)
_NAME_AFTER = re.compile(r" (?:of|on|for) (?:the )?[A-Z]")
_PREPOSITION = re.compile(
    r"\b(?:in|of|by|since|from|until|till|to|through|late|early|last|this|next|and|mid)[ -]\Z", re.IGNORECASE
)
_NAMES = frozenset({"March", "May", "August", "April", "June"})


def is_a_name(mention: DateMention, en: str) -> bool:
    """Whether what was read as a month alone is a part of a name: the Wedding March, Theresa May."""
    if mention.surface not in _NAMES:
        return False
    before = en[max(0, mention.start - 16) : mention.start]
    if mention.surface == "March" and _NAME_AFTER.match(en, mention.end) and not _PREPOSITION.search(before):
        return True
    return _NAME_BEFORE.search(before) is not None and _NO_NAME_BEFORE.search(before) is None


_GAMES_ZH = re.compile("奥运|冬奥|残奥|世界杯|亚运|欧洲杯|美洲杯|亚洲杯|世锦赛|世博|全运|大运|锦标赛|公开赛")
_GAMES = re.compile(
    r"(?:[A-Z][\w.-]* ){0,4}?(?:Olympic|Paralympic|World Cup|Asian Games|Games|Euro|Championship|Open|Expo)"
)
_IN_BRACKETS = re.compile(r"\((?:r\. ?|c\. ?)?\Z")


def is_gloss(mention: DateMention, zh: str, en: str) -> bool:
    """Whether a year of the English is that of what the Chinese names: in brackets, or of games."""
    if mention.month is not None or mention.kind != "date" or mention.year is None:
        return False
    before, after = en[max(0, mention.start - 24) : mention.start], en[mention.end : mention.end + 1]
    if _IN_BRACKETS.search(before) and after == ")" and mention.end_date is not None:
        return True
    behind = _GAMES.match(en[mention.end : mention.end + 60].lstrip())
    near = behind is not None or re.search(r"(?:Euro|Cup|Games|Olympics|Expo) \Z", before) is not None
    return near and _GAMES_ZH.search(zh) is not None


_HAN_MONTH = re.compile(r"[一二三四五六七八九十]月")
_OF_A_NAME = re.compile("[天花河街三节坡兰樱雪歌诗社晴流革鲜潭湾庙]|二(?!十)")


def names_period(mention: DateMention, zh: str, has_months: bool) -> bool:
    """Whether a month in Han numerals may be a part of a name: 五月天, 二月河, 三月三.

    So it is only where the English has no month at all, and where it goes on like a name.
    """
    alone = mention.month is not None and mention.day is None and mention.year is None and not mention.part
    if has_months or not alone or _HAN_MONTH.fullmatch(mention.surface) is None:
        return False
    return _OF_A_NAME.match(zh, mention.end) is not None
