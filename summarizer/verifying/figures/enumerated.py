"""A count of what the cited lines number one by one: 七类案件 for the lines that （一） to （七） begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.numerals import Figure
from summarizer.numerals.figure import han_value

_HAN = "[一二三四五六七八九十]{1,3}"
# （一）, 1)、1., 一、, 第一条, ①; at the beginning of a line or behind what ends an item.
_LABEL = re.compile(
    rf"(?:\A|(?<=[\n；;。：:])) ?(?:[（(](?P<a>\d{{1,2}}|{_HAN})[)）]"
    rf"|第(?P<b>\d{{1,2}}|{_HAN})[条项款类步，、：: ]"
    rf"|(?P<c>\d{{1,2}}|{_HAN})(?:[、．)）]|\.(?!\d))|(?P<d>[①-⑳]))"
)
_FIRST_CIRCLE = ord("①")
_FEWEST = 2


def counts_items(figure: Figure, lines: Iterable[str]) -> bool:
    """Whether lines number as many items in a row, from the first, as a plain count says."""
    if figure.kind != "count" or figure.qualifier or figure.upper is not None or figure.value < _FEWEST:
        return False
    return figure.value in _lengths(lines)


def _lengths(lines: Iterable[str]) -> set[int]:
    """How many items the lists have that some lines number, those of a kind apart."""
    lists: dict[str | None, list[int]] = {}
    for found in (each for line in lines for each in _LABEL.finditer(line)):
        number, lengths = _number(found), lists.setdefault(found.lastgroup, [])
        if lengths and number == lengths[-1] + 1:
            lengths[-1] = number
        elif number == 1:
            lengths.append(1)
    return {length for lengths in lists.values() for length in lengths}


def _number(found: re.Match[str]) -> int:
    if found["d"]:
        return ord(found["d"]) - _FIRST_CIRCLE + 1
    written = found["a"] or found["b"] or found["c"]
    return int(written) if written.isdecimal() else int(han_value(written))
