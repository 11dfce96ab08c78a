"""Figures that a reader gets by counting, and that stand for what the lines list or number.

七类案件 for lines that （一） to （七） begin, 26名委员 for 26 lines below a heading, 第八项 for 八、.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_LISTED = 3  # lines, or names in a row: fewer make no list
_CLAUSE = re.compile("[，。；：！？]")
_ROW = 40  # characters: of a list each line has one item, 梁言顺　中央宣传部副部长


def is_counted(figure: Figure, cited: Sequence[int], lines: Mapping[int, str]) -> bool:
    """Whether a figure counts, or numbers, what the cited lines list; `lines` are those of the body."""
    if figure.qualifier or figure.upper is not None:
        return False
    texts = [lines[n] for n in cited if n in lines]
    if figure.kind == "ordinal":
        return any(_number(label) == figure.value for text in texts for label in _LABEL.finditer(text))
    if figure.kind != "count" or figure.value < _FEWEST:
        return False
    if figure.value in _lengths(texts):
        return True
    listed = (clause.count("、") + 1 for text in texts for clause in _CLAUSE.split(text))
    return figure.value >= _LISTED and figure.value in {*_rows(cited, lines), *listed}


def _rows(cited: Sequence[int], lines: Mapping[int, str]) -> Iterator[int]:
    """How many lines are cited, and how many there are in a row between two headings around cited ones."""
    texts = [lines.get(n, "") for n in cited]
    if not any(len(text) > _ROW or _LABEL.match(text) for text in texts):
        yield len(texts)
    count, meant = 0, False
    for number, text in lines.items():
        if len(text) > _ROW or text.endswith(("：", ":")) or _LABEL.match(text):
            if meant:
                yield count
            count, meant = 0, False
        else:
            count, meant = count + 1, meant or number in cited
    if meant:
        yield count


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
