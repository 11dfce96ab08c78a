"""What is said of one side of a pair of opposites in the Chinese, and of the other alone in the English.

The pairs are those of `antonyms.txt`. Of each pair the Chinese has a word of one side and nothing of the
other, and the English a word of the other and nothing of the one: 支持 that is told by "oppose", with no
"support", "back" or "help" beside it. What stands after "~" in the file may tell a side too, among other
things: it is no reason for a finding, but one against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.inflection import forms
from summarizer.verifying.places import all_places

# What is denied says nothing of a side: 没有增长, 不再支持, "did not grow".
_DENIED_ZH = re.compile("[不没未无非勿难]|[防免].|(?:停止?|终止|取消|禁止?)对?外?$")
_DENIED = re.compile(
    r"(?:\b(?:not?|never|without|nor|neither|cannot|than|refus\w+|declin\w+|fail\w*)|n['’]t)(?: \w+){0,4} \Z"
)
_BEFORE_ZH, _BEFORE = 3, 60  # characters before a word within which it is denied


class _Words(NamedTuple):
    """Chinese words, and a pattern for those that count only beside others."""

    plain: tuple[str, ...]
    beside: re.Pattern[str] | None

    def places(self, zh: str) -> Iterator[tuple[int, str]]:
        """Where the words stand in a text."""
        for word in self.plain:
            if word in zh:  # cheap, and false for most
                yield from ((at, word) for at in all_places(word, zh))
        if self.beside:
            yield from ((found.start(), found[0]) for found in self.beside.finditer(zh))


class _Side(NamedTuple):
    """How a side is told in Chinese, surely and perhaps, and the English words that tell it so."""

    sure_zh: _Words
    any_zh: _Words
    sure_en: frozenset[str]
    any_en: frozenset[str]


class _Lexicon(NamedTuple):
    """The sides of all pairs, each two in a row being opposites, and what English words tell surely."""

    sides: tuple[_Side, ...]
    by_word: Mapping[str, tuple[int, ...]]


def exchanged(zh: str, en: str, words: AbstractSet[str]) -> tuple[str, str] | bool:
    """What a Chinese text says, and the opposite that the English one has, in small letters.

    Where there is no such thing: whether the English has the opposite of what the Chinese says at all, beside
    words that excuse it, which may be those of another sentence. `words` are those of the English.
    """
    concerned = False
    for wrong, right in _pairs(words):
        if not (said := _said(right.sure_zh, zh)):
            continue
        concerned = True
        excused = not words.isdisjoint(right.any_en) or any(wrong.any_zh.places(zh))
        if not excused and (told := _told(wrong.sure_en & words, en)):
            return said, told
    return concerned


def _pairs(words: AbstractSet[str]) -> Iterator[tuple[_Side, _Side]]:
    """The sides that English words tell surely, each with its opposite."""
    sides, by_word = _lexicon()
    for place in sorted({place for word in words & by_word.keys() for place in by_word[word]}):
        yield sides[place], sides[place ^ 1]


def _said(words: _Words, zh: str) -> str:
    """The first of some words that the Chinese has without denying it."""
    for at, word in words.places(zh):
        if not _DENIED_ZH.search(zh, max(0, at - _BEFORE_ZH), at):
            return word
    return ""


def _told(words: AbstractSet[str], en: str) -> str:
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
    known: dict[str, frozenset[str]] = {}
    for row in re.sub(r"\n(?:\s+(?=\S)|(?=\|))", " ", text).strip().split("\n"):
        one, his, other, hers = (part.split("~") for part in row.split(" | "))
        yield _side(one, his, known)
        yield _side(other, hers, known)


def _side(zh: list[str], en: list[str], known: dict[str, frozenset[str]]) -> _Side:
    sure, *more = (frozenset().union(*(_forms(word, known) for word in part.split())) for part in en)
    return _Side(_words(zh[0]), _words(" ".join(zh)), sure, sure.union(*more))


def _words(text: str) -> _Words:
    beside = [word for word in text.split() if not word.isalnum()]
    plain = (word for word in text.split() if word.isalnum())
    return _Words(tuple(plain), re.compile("|".join(beside)) if beside else None)


def _forms(word: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The forms of a word of the file, which are made once; many words stand in several rows."""
    if word not in known:
        known[word] = frozenset({word[1:]}) if word[0] == "=" else forms(word)
    return known[word]
