"""Durations that English tells with colons: 14:41.22 for 14分41秒22, 2:08:07 for 2小时8分7秒.

Or as one number: "eleven and a half years" for 十一年六个月, and distances: "60.7 km" for 60公里700米.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from summarizer.numerals import Figure

Spans = list[tuple[int, int]]

_DURATION = re.compile(
    r"(?<![\d.:])(?:(?P<hours>\d{1,3})个?(?:小时|时))?(?P<minutes>\d{1,3})[分′](?:钟)?"
    r"(?P<seconds>\d{1,2})(?:\.(?P<tenths>\d{1,3}))?[秒″](?P<hundredths>\d{1,3}(?![\d.]))?"
)


_COLONS = re.compile(r"(?<![\d:.])(?:\d{1,3}:)?\d{1,5}:\d{2}(?:\.\d{1,3})?(?![\d:]|\.\d)")


def told_with_colons(zh: str, en: str) -> tuple[Spans, Spans]:
    """Where the Chinese states a duration that the English states with colons, and where that does.

    `zh` is folded. Every duration needs a rendering of its own; one with other digits is none.
    """
    ours: Spans = []
    theirs: Spans = []
    if ":" not in en or ("秒" not in zh and "″" not in zh):
        return ours, theirs
    said: dict[str, deque[tuple[int, int]]] = {}
    for found in _COLONS.finditer(en):
        said.setdefault(found[0].lstrip("0"), deque()).append(found.span())
    for duration in _DURATION.finditer(zh):
        free = next((said[form] for form in _renderings(duration) if said.get(form)), None)
        if free:
            ours.append(duration.span())
            theirs.append(free.popleft())
    return ours, theirs


def _renderings(duration: re.Match[str]) -> Iterator[str]:
    """A duration as 2:08:07, 128:07 or 14:41.22, without noughts in front."""
    hours, minutes = int(duration["hours"] or 0), int(duration["minutes"])
    fraction = duration["tenths"] or duration["hundredths"]
    tail = f":{int(duration['seconds']):02}" + (f".{fraction}" if fraction else "")
    if duration["hours"]:
        yield f"{hours}:{minutes:02}{tail}".lstrip("0")
    yield f"{hours * 60 + minutes}{tail}".lstrip("0")


_IN_ONE = (
    # a Chinese unit, those that may follow it, how many of them it has, and the words for both
    ("年", ("个月",), 12, "year", "month"),
    ("小时", ("分钟", "分"), 60, "hour", "minute"),
    ("分钟", ("秒", "秒钟"), 60, "minute", "second"),
    ("公里", ("米",), 1000, "k", "m"),
)


GAPS = frozenset({"", "零", "又", "分"})  # what may stand between two figures that are told as one


def told_in_one(
    figures: Sequence[Figure], renderings: Sequence[Figure], zh: str
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where two Chinese figures in a row are one English figure: 十一年六个月, "eleven and a half years"."""
    for first, second in pairwise(figures):
        gap = zh[first.end : second.start]
        if gap not in GAPS:
            continue
        said = "分钟" if gap == "分" and not first.unit else first.unit.removeprefix("个")  # 2分30秒
        for unit, smaller, size, *words in _IN_ONE:
            in_minutes = unit == "小时" and not second.unit and zh.startswith("分", second.end)
            if said != unit or not (second.unit in smaller or in_minutes):
                continue
            whole = first.value + Fraction(second.value, size)
            forms = ((whole, words[0]), (whole * size, words[1]))
            told = (
                each
                for each in renderings
                for value, word in forms
                if each.value == value and each.unit.startswith(word)
            )
            if (one := next(told, None)) is not None:
                yield (first.start, second.end), (one.start, one.end)


def outside(figures: Sequence[Figure], spans: Spans) -> list[Figure]:
    """The figures that lie in none of some spans."""
    within = {at for start, end in spans for at in range(start, end)}
    return [f for f in figures if f.start not in within and f.end - 1 not in within]
