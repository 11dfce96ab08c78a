"""The ends of Chinese ranges: whether there are two, and what they share (3至5万, 三到四百)."""

from __future__ import annotations

import re

from summarizer.numerals.figure import multiplier

_ONE_HAN = frozenset("一二三四五六七八九两")
_SCALED = re.compile(r"(?:\A\d.*?|\A[一二三四五六七八九两])([百千万亿]+)\Z")


def goes_to(number: str, unit: str | None, unit_to: str | None) -> bool:
    """Whether what looks like the end of a range is where so many go: 10人到四川, 8人到三家企业."""
    if unit_to is None:
        return number[0].isdigit()
    return bool(unit) and unit != unit_to.strip()


def is_scaled(first: str, last: str) -> bool:
    """Whether a range in Han numerals says by itself that it counts: 两到三百万."""
    return first in _ONE_HAN and last[-1] in "万亿"


def shared_scale(first: str, last: str) -> int:
    """What the second number is multiplied by and the first one as well, or 1: 3至5万, 三到四百."""
    if _of(first) > 1 or (not last[0].isdigit() and first not in _ONE_HAN):
        return 1
    return _of(last)


def _of(number: str) -> int:
    found = _SCALED.match(number)
    return multiplier(found[1]) if found else 1
