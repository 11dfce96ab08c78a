"""The usual case, told cheaply: every figure is told once in either text and in the same kind.

What is paired here would be paired in the same way by `pairs`, which looks at all that may be otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.numerals.readings import token
from summarizer.verifying.figures.coins import changes
from summarizer.verifying.figures.durations import GAPS
from summarizer.verifying.figures.units import may_be_changed

_NUMBERS = frozenset({"count", "amount", "date-part", "ordinal"})
_PERCENT = frozenset({"%", "百分点", "个百分点"})

Pairs = list[tuple[Figure, Figure]]


def matched_plainly(
    figures: Sequence[Figure], renderings: Sequence[Figure], zh: str, names: re.Pattern[str] | None
) -> Pairs | None:
    """The Chinese figures with the English ones that render them, or None if it is not as simple as that.

    `zh` is folded; figures that need no counterpart are left out.
    """
    ours = [figure for figure in figures if not figure.soft]
    theirs = [figure for figure in renderings if not figure.soft]
    if not len(ours) <= len(theirs) <= 2 * len(ours):
        return None
    wanted = [(_key_zh(figure, value), figure) for figure in ours for value in figure.values]
    offered = {_key_en(figure): figure for figure in theirs}
    if None in offered or not (len(wanted) == len(theirs) == len(offered)):
        return None
    if {key for key, _ in wanted} != offered.keys():
        return None
    soft_in_both = len(ours) != len(figures) and len(theirs) != len(renderings)
    if soft_in_both and not _may_be_left_out(figures, renderings, offered.keys(), zh):
        return None
    if _may_be_otherwise(figures, ours, zh) or (names and names.search(zh)):
        return None
    return [(figure, offered[key]) for key, figure in wanted]


def _may_be_left_out(
    figures: Sequence[Figure], renderings: Sequence[Figure], taken: Iterable[_Key], zh: str
) -> bool:
    """Whether nothing is wrong with soft figures of both texts, whichever of them render each other: 一个."""
    ours = [figure for figure in figures if figure.soft]
    if any(figure.qualifier or may_be_changed(figure, zh) for figure in ours):
        return False
    values = {(key[1], key[2]) for key in taken if key}
    theirs = [figure for figure in renderings if figure.soft]
    return all((each.value.numerator, each.value.denominator) not in values for each in (*ours, *theirs))


def _may_be_otherwise(figures: Sequence[Figure], ours: Sequence[Figure], zh: str) -> bool:
    """Whether two figures may be one, or one not what it seems to be alone: 0.3个和0.5个百分点."""
    return (
        next(changes(zh), None) is not None  # coins and times of races are told in two units
        or any(zh[first.end : second.start] in GAPS for first, second in pairwise(ours))
        or (("百分点" in zh or "基点" in zh) and any(figure.unit in _BEFORE_POINTS for figure in figures))
    )


_BEFORE_POINTS = frozenset({"个", ""})


# What it is, and its value as numerator and denominator; of a label its name.
_Key = tuple[str, int | str, int] | None


def _key_zh(figure: Figure, value: Value) -> _Key:
    if figure.vague:
        return None
    if figure.kind in _NUMBERS:
        return "n", value.numerator, value.denominator
    if figure.kind == "percentage" and figure.unit in _PERCENT:
        return "%", value.numerator, value.denominator
    return None if figure.upper is not None else _special(figure)


def _key_en(figure: Figure) -> _Key:
    if figure.upper is not None or figure.vague or figure.unit in {"m", "‰", "‱"}:
        return None
    if figure.kind in {"count", "ordinal"}:
        return "n", figure.value.numerator, figure.value.denominator
    if figure.kind == "percentage":
        return "%", figure.value.numerator, figure.value.denominator
    return _special(figure)


def _special(figure: Figure) -> _Key:
    """The key of a time, a fraction or a label, which are the same in both languages."""
    if figure.kind == "time":
        return "time", int(figure.value % 720), 1
    if figure.kind == "fraction" and figure.value < 1:
        return "fraction", figure.value.numerator, figure.value.denominator
    return ("label", token(figure.surface), 1) if figure.kind == "label" else None
