"""Where a numeral of a Chinese text is a part of a name, so that its English need not state it as a figure.

三道渠村 is Sandaoqu Village and 第五彦 is Diwu Yan: the numeral is read, not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer import pinyin
from summarizer.numerals import Figure

_WITHIN = re.compile(r"['’-]")
_LETTERS = re.compile(r"[^a-z]+")
HAS_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千万亿两半\d]")
NAME = r"[A-Z][\w'’-]*+(?: (?:(?:of|the|de) )?[A-Z][\w'’-]*+){0,6}+"
_LIST = re.compile(rf"{NAME}(?:, (?:the )?{NAME}){{0,12}}+,? and (?:the )?{NAME}")
_SEPARATOR = re.compile(r", and |, | and ")


def names_with_numerals(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for those of the names that have a numeral in them; None if none has."""
    counted = {name for name in names if len(name) > 1 and HAS_NUMERAL.search(name)}
    found = sorted(counted, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found))) if found else None


def softened(figures: Iterable[Figure], zh: str, names: re.Pattern[str] | None) -> list[Figure]:
    """The figures, those in Han numerals within a name made soft (No. 3 Middle School may still say so)."""
    if names is None:
        return list(figures)
    spans = [found.span() for found in names.finditer(zh)]
    return [
        figure._replace(soft=True)
        if not (figure.digits or figure.soft)
        and any(start < figure.end and figure.start < end for start, end in spans)
        else figure
        for figure in figures
    ]


def is_transliterated(surface: str, words: str) -> bool:
    """Whether a word of the English (as `words_of` it) begins with the reading of a numeral."""
    if len(surface) < 2 or surface.isascii():
        return False
    readings = [pinyin.char_readings(char) for char in surface]
    spelled = {""}
    for choices in readings[:4]:
        spelled = {head + tail.replace("ü", "u") for head in spelled for tail in choices[:3]}
    return any(len(word) > 3 and f" {word}" in words for word in spelled)


def words_of(en: str) -> str:
    """The words of an English text, each after a blank, in small letters without marks and hyphens."""
    return f" {_LETTERS.sub(' ', _WITHIN.sub('', pinyin.letters(en)))}"


def lists_in(en: str) -> frozenset[int]:
    """How many names the lists of an English text have: {3} for "Suzhou, Wuxi and Changzhou"."""
    return frozenset(len(_SEPARATOR.split(found[0])) for found in _LIST.finditer(en))
