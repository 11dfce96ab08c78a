"""What is said of one side of a pair of opposites in the Chinese, and of the other alone in the English.

The pairs are those of `antonyms.txt`. Of each pair the Chinese has a word of one side and nothing of the
other, and the English a word of the other and nothing of the one: 支持 that is told by "oppose", with no
"support", "back" or "help" beside it. What stands after "~" in the file may tell a side too, among other
things: it is no reason for a finding, but one against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.inflection import forms
from summarizer.verifying.words import words_in

# What is denied says nothing of a side: 没有增长, 不再支持, "did not grow".
_DENIED_ZH = re.compile("[不没未无非勿难]|[防免].")
_DENIED = re.compile(
    r"(?:\b(?:not?|never|without|nor|neither|cannot|than|refus\w+|declin\w+|fail\w*)|n['’]t)(?: \w+){0,4} \Z"
)
_BEFORE_ZH, _BEFORE = 3, 60  # characters before a word within which it is denied


class _Side(NamedTuple):
    """How a side is told in Chinese, surely and perhaps, and the English words that tell it so."""

    sure_zh: str
    any_zh: str
    sure_en: frozenset[str]
    any_en: frozenset[str]


class _Lexicon(NamedTuple):
    """The sides of all pairs, each two in a row being opposites, and what English words tell surely."""

    sides: tuple[_Side, ...]
    by_word: Mapping[str, tuple[int, ...]]


def exchanged(zh: str, en: str) -> tuple[str, str] | tuple[()]:
    """What a Chinese text says, and the opposite that the English one has, in small letters; () if none."""
    sides, by_word = _lexicon()
    words = set(words_in(en))
    for place in sorted({place for word in words & by_word.keys() for place in by_word[word]}):
        wrong, right = sides[place], sides[place ^ 1]
        if (
            words.isdisjoint(right.any_en)
            and (said := _said(right.sure_zh, zh))
            and not _pattern(wrong.any_zh).search(zh)
            and (told := _told(wrong.sure_en & words, en))
        ):
            return said, told
    return ()


@cache
def _pattern(alternatives: str) -> re.Pattern[str]:
    """A pattern, made when it is asked for: hardly a document needs more than half of them."""
    return re.compile(alternatives)


def _said(alternatives: str, zh: str) -> str:
    """The first of some words that the Chinese has without denying it."""
    for found in _pattern(alternatives).finditer(zh):
        if not _DENIED_ZH.search(zh, max(0, found.start() - _BEFORE_ZH), found.start()):
            return found[0]
    return ""


def _told(words: frozenset[str], en: str) -> str:
    """The first of some words that the English has without denying it."""
    for word in sorted(words):
        for found in re.finditer(rf"\b{word}\b", en):
            if not _DENIED.search(en, max(0, found.start() - _BEFORE), found.start()):
                return word
    return ""


@cache
def _lexicon() -> _Lexicon:
    sides = tuple(_sides(files(__package__).joinpath("antonyms.txt").read_text(encoding="utf-8")))
    by_word: dict[str, list[int]] = {}
    for place, side in enumerate(sides):
        for word in side.sure_en:
            by_word.setdefault(word, []).append(place)
    return _Lexicon(sides, MappingProxyType({word: tuple(places) for word, places in by_word.items()}))


def _sides(text: str) -> Iterator[_Side]:
    for row in re.sub(r"\n(?:\s+(?=\S)|(?=\|))", " ", text).strip().split("\n"):
        one, his, other, hers = (part.split("~") for part in row.split(" | "))
        yield _side(one, his)
        yield _side(other, hers)


def _side(zh: list[str], en: list[str]) -> _Side:
    sure, every = "|".join(zh[0].split()), "|".join(" ".join(zh).split())
    words, *more = (frozenset(form for word in part.split() for form in _forms(word)) for part in en)
    return _Side(sure, every, words, words.union(*more))


def _forms(word: str) -> frozenset[str]:
    return frozenset({word[1:]}) if word[0] == "=" else forms(word)
