"""The usual case, told cheaply: every figure is a plain number or a percentage, once in either text.

What is paired here would be paired in the same way by `pairs`, which looks at all that may be otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.numerals import Figure

_NUMBERS = frozenset({"count", "amount", "date-part", "ordinal"})
_PERCENT = frozenset({"%", "百分点", "个百分点"})
# Amounts in coins and times of races are told in two units.
_IN_TWO_UNITS = ("秒", "″", "块", "毛", "角", "分钱")


def matched_plainly(
    figures: Sequence[Figure], renderings: Sequence[Figure], zh: str, names: re.Pattern[str] | None
) -> list[tuple[Figure, Figure]] | None:
    """The Chinese figures with the English ones that render them, or None if it is not as simple as that.

    `zh` is folded; figures that need no counterpart are left out.
    """
    ours = [figure for figure in figures if not figure.soft]
    theirs = [figure for figure in renderings if not figure.soft]
    if len(ours) != len(theirs) or (len(ours) != len(figures) and len(theirs) != len(renderings)):
        return None
    offered = {_key_en(figure): figure for figure in theirs}
    if len(offered) != len(theirs) or None in offered:
        return None
    wanted = {_key_zh(figure): figure for figure in ours}
    if wanted.keys() != offered.keys() or len(wanted) != len(ours):
        return None
    if _may_be_otherwise(figures, zh) or (names and names.search(zh)):
        return None
    return [(figure, offered[key]) for key, figure in wanted.items()]


def _may_be_otherwise(figures: Sequence[Figure], zh: str) -> bool:
    """Whether two figures may be one, or one not what it seems to be alone: 0.3个和0.5个百分点."""
    return (
        any(map(zh.__contains__, _IN_TWO_UNITS))
        or any(second.start - first.end < 2 for first, second in pairwise(figures))
        or ("百分点" in zh and any(figure.unit == "个" for figure in figures))
    )


_Key = tuple[bool, int, int] | None  # a percentage or not, and the value as numerator and denominator


def _key_zh(figure: Figure) -> _Key:
    if figure.upper is not None or figure.vague:
        return None
    if figure.kind in _NUMBERS:
        return False, figure.value.numerator, figure.value.denominator
    if figure.kind != "percentage" or figure.unit not in _PERCENT:
        return None
    return True, figure.value.numerator, figure.value.denominator


def _key_en(figure: Figure) -> _Key:
    if figure.upper is not None or figure.vague or figure.unit in {"m", "‰", "‱"}:
        return None
    if figure.kind not in {"count", "percentage"}:
        return None
    return figure.kind == "percentage", figure.value.numerator, figure.value.denominator
