"""Conditions and measures of which the English has no word at all: 除…外, 如遇…, 经批准, 人均, 最高.

Each has few forms in Chinese; what may render it is a list as broad as could be found. Of some 900 of them in
right texts one is told by none of its words, in its own sentence or in one beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of

_MISTRANSLATION = "accuracy/mistranslation"
_KINDS = frozenset({"sentence", "point", "line", "statement", "clause"})  # headlines leave out conditions


_BEFORE = r"(?<!\w)(?:un|in|non)?"


class _Row(NamedTuple):
    """What Chinese texts say in few ways, and all words that may render it."""

    code: str
    chars: frozenset[str]  # of which every text that says it has one
    zh: re.Pattern[str]
    en: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    text = files(__package__).joinpath("untold.txt").read_text(encoding="utf-8")
    return tuple(map(_row, text.split("\n# ")[1:]))


def _row(text: str) -> _Row:
    head, zh, *listed = text.strip().split("\n")
    code, chars = head.split()
    words = "|".join(" ".join(listed).replace("*", r"\w*").split(", ")).replace(" ", "[ -]")
    return _Row(code, frozenset(chars), re.compile(zh), re.compile(rf"{_BEFORE}(?:{words})(?!\w)"))


@cache
def _chars() -> frozenset[str]:
    return frozenset().union(*(row.chars for row in _rows()))


def check(pair: Pair) -> Iterator[Finding]:
    """The first condition or measure of a text (in simplified characters) that the English leaves untold."""
    chars = characters_of(pair.zh)
    if pair.kind not in _KINDS or _chars().isdisjoint(chars):
        return
    rows = [row for row in _rows() if not row.chars.isdisjoint(chars) and row.zh.search(pair.zh)]
    parts = side_by_side(pair.zh, pair.en) if rows else ()
    for row in rows:
        if lost := _lost(row, parts):
            message = f"“{lost}” has left no trace in the English."
            yield pair.error(row.code, _MISTRANSLATION, message, "en", lost)
            return


def _lost(row: _Row, parts: Sequence[tuple[str, str]]) -> str:
    """What a sentence says of a row that neither its English tells nor that of those beside it, or ""."""
    told = [row.en.search(en) is not None for _, en in parts]
    for at, (zh, _) in enumerate(parts):
        if (found := row.zh.search(zh)) and not any(told[max(0, at - 1) : at + 2]):
            return found[0].strip("。；！？")
    return ""
