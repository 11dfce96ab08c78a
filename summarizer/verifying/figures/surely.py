"""What is missing though it seems to be said: another figure of the same value, the number of a provision."""

from __future__ import annotations

import re

from summarizer.numerals import Figure

_FEW = 10
_PROVISION = re.compile(r"第[^，。；第]{1,6}[条款章节编]")
_PROVISIONS = re.compile(r"\b(?:articles?|chapters?|sections?|paragraphs?|clauses?|rules?)\b", re.IGNORECASE)
_LIKE_OTHERS = frozenset("个年月日号时点分秒岁次")  # may count the same: 3年, 3个年头


def counts_other_things(figure: Figure, zh: str) -> bool:
    """Whether a few in digits are of another kind than all others of that number: 5期课程, 5场活动."""
    few = figure.kind in ("count", "amount") and figure.upper is None and 1 < figure.value <= _FEW
    if not (figure.digits and few and figure.unit):
        return False
    same = re.finditer(rf"(?<![\d.,\-]){figure.value}(?![\d.,])多?余?(.)", zh)
    behind = [found[1] for found in same]
    unlike = [unit for unit in behind if unit not in _LIKE_OTHERS]
    return len(behind) == len(set(behind)) > 1 and len(behind) - len(unlike) < 2


def is_of_a_provision(figure: Figure, en: str) -> bool:
    """Whether a number is that of a provision which the English names: 第四条, "Article of the Rules"."""
    return _PROVISION.fullmatch(figure.surface) is not None and _PROVISIONS.search(en) is not None
