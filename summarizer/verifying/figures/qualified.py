"""Whether a qualifier of a figure was surely added: nothing near the figure in the Chinese may be one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.numerals import Figure

_BEFORE = re.compile(
    "超|逾|近(?![年日期来])|约(?![定谈])|过(?!去)|破|[高低大小多少快慢长短优]于|不[足到少超低满及止得下]|至[少多]"
    "|最[多少高低大小长短]|限|封顶|门槛|底线|起[订购征投售步拍]|上[千百万亿]|[数几差概估似略未满]|接近|起码|以[上下内外]|[左右]|已[有致造经]|距"
)
_BEHIND = re.compile(
    "[余餘几许強强弱起数內内]|多(?!年来)|左右|上下|[以之][上下內内外後后前]|来[个人名岁万年米天]|开外|不到|出头|往上|上限|下限|封顶|[之以]?[前后]"
)
_CLAUSE = re.compile("[，；。：！？]")
_AHEAD, _AFTER = 40, 8  # characters; a verb may be qualified for its figure: 约占总量的3.1%


def may_be_qualified(zh: str, start: int, end: int) -> bool:
    """Whether what stands before or behind a figure may qualify it."""
    before = _CLAUSE.split(zh[max(0, start - _AHEAD) : start])[-1]
    behind, inside = zh[end : end + _AFTER], zh[start:end]
    return any((_BEFORE.search(before), _BEHIND.search(behind), _BEHIND.search(inside)))


PERIODS = frozenset("year years month months day days week weeks hour hours decade decades".split())  # noqa: SIM905
# What qualifies a figure and nothing else, just before it; "over" may belong to a verb: handing over 270.
_SURELY_EN = re.compile(
    r"(?:\b(?:about|around|approximately|roughly|nearly|almost|more than|at least|at most|no more than"
    r"|no fewer than|no less than|less than|fewer than|close to)"
    r"|(?:\A|[,;:(]|\b(?:of|for|with|in|by|at|to|from|is|are|was|were|and|or|has|have|had|after|reached"
    r"|totalled)) ?over)"
    r" ?(?:an? |some |the )?(?:[a-z]{0,3}[$€£¥])?\Z"
)


def is_surely_added(pair: tuple[Figure, Figure], figures: Sequence[Figure], zh: str, en: str) -> bool:
    """Whether English qualifies a figure, in so many words, and nothing near it in the Chinese does.

    What English has twice may be paired with the other one.
    """
    figure, rendering = pair
    before = en[max(0, rendering.start - 24) : rendering.start].lower()
    if not figure.digits or figure.vague or figure.value != rendering.value or not _SURELY_EN.search(before):
        return False
    if before.rstrip().endswith("over") and rendering.unit in PERIODS:
        return False  # what they did over 4 years
    alone = sum(other.value == figure.value for other in figures) < 2
    return alone and not may_be_qualified(zh, figure.start, figure.end)
