"""Figures that changed places beside what is counted off: 一期5亿元, "300 million for the first"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.numerals import Figure
from summarizer.verifying.problem import Problem

Matched = Sequence[tuple[Figure, Figure]]

_ORDINALS = (
    "first|1st|phase (?:one|1|I)",
    "second|2nd|phase (?:two|2|II)",
    "third|3rd|phase (?:three|3|III)",
)
_LETTERS = ("A|No\\. ?1", "B|No\\. ?2", "C|No\\. ?3")
# 一期 and 二期, 第一组 and 第二组, 甲校 and 乙校: a sign of the row, and what is counted off
_LABEL = re.compile(
    "第?(?P<ordinal>[一二三])(?P<kind>期|等奖|标段|季度|阶段|批次?|组|队|产业|学期|车间)"
    "|(?P<letter>[甲乙丙])(?P<of>[校方组队班厂村店县市镇楼]|公司)"
)
_ROWS = (("ordinal", "kind", "一二三", _ORDINALS), ("letter", "of", "甲乙丙", _LETTERS))
_NEAR = 16  # characters between a name and its figure


def exchanged(matched: Matched, zh: str, en: str) -> Iterator[Problem]:
    """A problem "number" where the figures of two that are counted off changed places.

    Something is said only where either text names each of the two once and goes in turns, name and figure
    or figure and name: then there is no doubt which belongs to which.
    """
    if len(matched) < 2 or not ("二" in zh or "乙" in zh):
        return
    for one, other in pairwise(_LABEL.finditer(zh)):
        words = _words(one, other, zh)
        ours = _beside(one, other, matched) if words else None
        if words and ours and _is_exchanged(words, ours, en):
            figure, rendering = ours[0]
            message = f"{figure.surface} ({rendering.surface}) is of {one[0]}, not of {other[0]}"
            yield Problem("number", "error", message, figure.surface, "zh")
            return


def _words(one: re.Match[str], other: re.Match[str], zh: str) -> tuple[str, str] | None:
    """What English calls two that are counted off in a row, if they are, and each is named once."""
    for sign, kind, row, words in _ROWS:
        if one[sign] and other[sign] and one[kind] == other[kind]:
            first, second = row.index(one[sign]), row.index(other[sign])
            once = zh.count(one[0]) == zh.count(other[0]) == 1
            return (words[first], words[second]) if once and second == first + 1 else None
    return None


def _beside(one: re.Match[str], other: re.Match[str], matched: Matched) -> Matched | None:
    """The only figure behind each of two names, with its rendering; None if there is no telling."""
    between = [pair for pair in matched if one.end() <= pair[0].start < other.start()]
    behind = [pair for pair in matched if other.end() <= pair[0].start < other.end() + _NEAR]
    if len(between) != 1 or not behind:
        return None
    both = (between[0], min(behind, key=lambda pair: pair[0].start))
    alike = both[0][0].unit == both[1][0].unit and both[0][0].start < one.end() + _NEAR
    values = [rendering.value for _, rendering in matched if rendering.kind != "ordinal"]
    once = all(values.count(rendering.value) == 1 for _, rendering in both)
    return both if alike and once and all(figure.upper is None for figure, _ in both) else None


def _is_exchanged(words: tuple[str, str], ours: Matched, en: str) -> bool:
    """Whether English names the two in turns with the figures, each beside that of the other."""
    places = [_places(word, en) for word in words]
    if any(len(found) != 1 for found in places):
        return False
    names = [(places[index][0], "name", index) for index in (0, 1)]
    figures = [(ours[index][1].start, "figure", index) for index in (0, 1)]
    order = sorted((*names, *figures))
    kinds = [kind for _, kind, _ in order]
    in_turns = kinds[0] != kinds[1] and kinds[:2] == kinds[2:]
    return in_turns and order[0][2] != order[1][2]


def _places(words: str, en: str) -> list[int]:
    """Where a word stands; a letter only as a capital."""
    flags = re.IGNORECASE if words[0].islower() else re.NOFLAG
    return [found.start() for found in re.finditer(rf"\b(?:{words})\b", en, flags)]
