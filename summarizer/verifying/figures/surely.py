"""What is missing though it seems to be said: another figure of the same value, the number of a provision."""

from __future__ import annotations

import re

from summarizer.numerals import Figure

_FEW = 10
_PROVISION = re.compile(r"第[^，。；第]{1,6}[条款章节编]")
_PROVISIONS = re.compile(r"\b(?:articles?|chapters?|sections?|paragraphs?|clauses?|rules?)\b", re.IGNORECASE)
_LAST_HAN = re.compile(r"[\u4e00-\u9fff]\Z")
_LIKE_OTHERS = frozenset("个年月日号时点分秒岁次")  # may count the same: 3年, 3个年头


def counts_other_things(figure: Figure, zh: str) -> bool:
    """Whether a few in digits are of another kind than all others of that number: 5期课程, 5场活动."""
    if (
        not figure.digits
        or figure.kind != "count"
        or not 1 < figure.value <= _FEW
        or figure.upper is not None
    ):
        return False
    unit = figure.unit
    if not unit or unit[-1] in _LIKE_OTHERS:
        return False
    behind = [found[1] for found in re.finditer(rf"(?<![\d.,\-]){figure.value}(?![\d.,])多?余?(.)", zh)]
    return len(behind) > 1 and behind.count(unit[-1]) == 1 and _LIKE_OTHERS.isdisjoint(behind)


def is_of_a_provision(figure: Figure, en: str) -> bool:
    """Whether a number is that of a provision which the English names: 第四条, "Article of the Rules"."""
    return _PROVISION.fullmatch(figure.surface) is not None and _PROVISIONS.search(en) is not None
