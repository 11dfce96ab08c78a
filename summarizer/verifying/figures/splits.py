"""English number words that run together although they belong to two figures.

"3 trillion-yuan thresholds" are three, "two century-old disciplines" are two, "fewer than one hundred ten
years ago" is a hundred and ten years, and "Thousand and Ten Thousand" are one number behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from summarizer.numerals import Figure, figures_en
from summarizer.numerals.english_words import SCALES
from summarizer.numerals.readings import Traces
from summarizer.verifying.figures.items import Item

_SCALES = re.compile("[十百千万亿]{3,}")  # 十百千万工程: no number, each for itself
_HYPHENED = re.compile(r"\S+ (hundred|thousand|million|billion|trillion|century)\Z")
_RUN_ON = re.compile(r"(.*\bhundred) (?!and\b)(\w+(?:-\w+)?)\Z")
_SCALE_TWICE = re.compile(r"(.*\b(hundred|thousand|million|billion|trillion)),? and (.*\b\2)\Z")


def parts_of(figure: Figure, en: str) -> tuple[Fraction | int, ...]:
    """The values that an English figure may have been put together from, or ()."""
    words = figure.surface.lower()
    if en.startswith("-", figure.end) and (found := _HYPHENED.match(words)):
        return figure.value / Fraction(SCALES[found[1]]), SCALES[found[1]]
    if figure.digits:
        return ()
    found = _SCALE_TWICE.match(words)
    if found:
        return _values(found[1], found[3])
    found = _RUN_ON.match(words)
    return _values(found[1], found[2]) if found else ()


def _values(*parts: str) -> tuple[Fraction | int, ...]:
    figures = [figures_en(part) for part in parts]
    return tuple(one.value for (one,) in figures) if all(len(each) == 1 for each in figures) else ()


def told_apart(
    missing: Sequence[Item], added: Sequence[Item], wanted: Sequence[Item], zh: str, en: str
) -> tuple[list[Item], list[Item]]:
    """What is missing and what was added, without what is several figures in the other text (see above)."""
    values, traces, known = {item.value for item in wanted}, Traces(zh), set[Fraction | int]()
    left: list[Item] = []
    for item in added:
        parts = parts_of(item.figure, en)
        if parts and all(part in values or traces.holds(Fraction(part), loose=True) for part in parts):
            known.update(parts)
        else:
            left.append(item)
    asked = (item for item in missing if not _SCALES.fullmatch(item.figure.surface))
    return [item for item in asked if item.value not in known], left
