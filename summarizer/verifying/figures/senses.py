"""Whether matched figures mean the same: below nought or above it, a price or what is off it, li or km."""

from __future__ import annotations

import re
from fractions import Fraction

from summarizer.numerals import Figure, plain

# Characters of English around a figure that may say that it is below nought: a loss may be named long before.
_NEAR, _FAR = 90, 200


def in_another_sense(figure: Figure, rendering: Figure, written: str, en: str) -> str:
    """What a figure of equal value means in the English alone, or nothing. `written` is not folded."""
    if figure.unit == "折":
        return _of_price(figure, rendering, en)
    if figure.unit == "里":
        return _of_length(figure, rendering, en)
    return _sign_lost(figure, rendering, written, en)


# ------------------------------------------------------------------------------------- below nought

_DEGREES = frozenset({"℃", "度", "摄氏度"})
_AMOUNT = re.compile("%|℃|度$|点$|元$|[吨人户件个]$")
# 同比-3.2%, 增长－3.2%; a dash behind a figure or a letter, or a long one, joins or lists
_DASH = re.compile(r"(?<=[\u4e00-\u9fff（(：:、，])(?<![年月日号期第至到届周]) ?[-－−]\Z")
_AT_FIRST = re.compile(r"(?:\A|[，。；、：:（(\s])[-－−]\Z")
_BESIDE = frozenset("-－−下负长")  # one of these stands before it
_IN_WORDS = re.compile("(?:零下|(?<![正胜自欠抱肩担背身辜])负|负增长)\\Z")
_BELOW = re.compile(
    r"[-–—−－] ?(?:RMB|CNY|US|HK|NT)? ?[€£$¥]? ?\d"
    r"|\b(?:minus|negative(?:ly)?|below|under|sub-?zero|freezing|frost|zero)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:f[ea]ll(?:s|en|ing)?|declin|drop|decreas|down|contract|shr[iau]nk|lower|less|reduc|slump|slid|loss"
    r"|los[et]|deficit|cut|short|behind|plung|dip|outflow|in the red|retreat|weak|slip|shed|eas(?:ed|ing)"
    r"|off\b)",
    re.IGNORECASE,
)


def _sign_lost(figure: Figure, rendering: Figure, written: str, en: str) -> str:
    """What is below nought in the Chinese, and nothing near its figure in the English says so."""
    if not is_below(figure, written) or rendering.value != figure.value:
        return ""
    degrees = figure.unit in _DEGREES
    near = en[max(0, rendering.start - (_NEAR if degrees else _FAR)) : rendering.end + _NEAR]
    if _BELOW.search(near) or (not degrees and _FELL.search(near)):
        return ""
    return "it is below nought"


def is_below(figure: Figure, written: str) -> bool:
    """Whether a figure of a Chinese text is below nought: 零下12度, 同比-3.2%."""
    start = figure.start
    if written[start - 1 : start] not in _BESIDE or not _AMOUNT.search(figure.unit or ""):
        return False
    before = written[max(0, start - 4) : start]
    if _IN_WORDS.search(before) or _DASH.search(before):
        return True
    return figure.unit in _DEGREES and _AT_FIRST.search(before) is not None


# --------------------------------------------------------------------------------- prices and lengths

_OFF = re.compile(
    r"(?:%| per ?cent)? (?:off|discounts?|reductions?|cheaper|less|lower|below|price cuts?|savings?)\b"
)
_OFF_BEFORE = re.compile(
    r"\b(?:(?:discount|reduction|saving)s? of|(?:discounted|reduced|cut) by|sav(?:e|es|ing))"
    r"(?: up to| about)? (?:an? )?\Z"
)
_OF = re.compile(
    r"(?:%| per ?cent)? of (?:(?:the|its|their) )?(?:(?:original|list|regular|full|usual|market|normal) )?"
    r"(?:price|cost|fare|fee)"
)


def _of_price(figure: Figure, rendering: Figure, en: str) -> str:
    """打八折 is 20 percent off: what is paid is told as what is off it, or the reverse."""
    if rendering.kind != "percentage" or figure.upper is not None:
        return ""
    paid, told = 10 * Fraction(figure.value), rendering.value
    off = _OFF.match(en, rendering.end) or _OFF_BEFORE.search(
        en, max(0, rendering.start - 40), rendering.start
    )
    if off and told == paid != 100 - paid:
        return f"{plain(100 - paid)} percent are off"
    if told == 100 - paid != paid and not off and _OF.match(en, rendering.end):
        return f"{plain(paid)} percent are paid"
    return ""


_KILOMETRES = re.compile(r"[ -]?(?:km|kilomet(?:re|er)s?)(?![A-Za-z])")


def _of_length(figure: Figure, rendering: Figure, en: str) -> str:
    """15里 are 7.5 kilometres."""
    if rendering.value != figure.value or figure.soft:
        return ""
    at = rendering.end - (2 if rendering.surface.endswith("km") else 0)
    return "a li is half a kilometre" if _KILOMETRES.match(en, at) else ""
