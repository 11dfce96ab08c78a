"""What the Chinese says in one way and the English in the opposite one: 支持 that is told by "oppose".

A word of the English is wrong where the Chinese says its opposite, nothing in the Chinese may be told by the
word, and nothing in the English tells the opposite. What is denied says nothing. `opposites.txt` has a row
for each pair of opposites: what says the one side in Chinese, the English of it, and the same of the other
side. What stands after "~" may tell a side, too, among other things: it is no reason for a finding, but one
against it. A row with "!" has words of one side only, as they stand there, with all that may be told by them
and what says the opposite: so much that the rest of the English does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.inflection import forms
from summarizer.verifying.places import all_places
from summarizer.verifying.sentences import SENTENCE, in_step
from summarizer.verifying.words import words_in

# What is denied says the other side, or neither: 没有增长, 不再支持, "did not grow"; so with "years old".
_DENIED_ZH = re.compile(
    "(?:[不没未无非勿]|(?<!困)难|[防免](?=.))[^，。；：、]*$|(?:停止?|终止|取消|禁止?)对?外?$"
)
_DENIED = re.compile(
    r"(?:\b(?:not?|never|without|nor|neither|cannot|few|hardly|scarcely|seldom|rarely|(?:rather|other) than"
    r"|refus\w+|declin\w+|fail\w*)|n['’]t)(?: \w+){0,3} \Z"
    r"|\b(?:years |(?:half|century|decade|year|month|week|day|hour|minute|mile|met(?:re|er)|foot)-)\Z"
)
_BEFORE_ZH, _BEFORE = 5, 60  # characters before a word within which it is denied
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")  # what of a pattern is no plain text
_BESIDE_FIGURE = r" (?:by |from |about |nearly |over |more than |some )?(?:rmb |us\$)?\d"
_STANDING = dict.fromkeys(("up", "down"), rf"(?={_BESIDE_FIGURE})")  # they count only there


class _Chinese(NamedTuple):
    """Chinese words, and a pattern for those that count only beside others."""

    plain: tuple[str, ...]
    beside: re.Pattern[str] | None
    heads: frozenset[str]  # the first character of each

    def any_in(self, zh: str) -> bool:
        """Whether a text has any of the words."""
        return any(map(zh.__contains__, self.plain)) or bool(self.beside and self.beside.search(zh))

    def places(self, zh: str) -> Iterator[tuple[int, str]]:
        """Where the words stand in a text."""
        for word in self.plain:
            yield from ((at, word) for at in all_places(word, zh))
        if self.beside:
            yield from ((found.start(), found[0]) for found in self.beside.finditer(zh))


@dataclass(frozen=True, eq=False)
class _Rule:
    """English words that are wrong where the Chinese says their opposite, and what excuses them."""

    at: int  # its place among all
    wrong: frozenset[str]
    opposite: _Chinese
    may_be_told_so: _Chinese
    tells_the_opposite: frozenset[str] = frozenset()


def exchanged(zh: str, en: str) -> tuple[str, str] | tuple[()]:
    """What a Chinese text says, and the opposite that the English one has, in small letters; () if nothing.

    What excuses a word may belong to another sentence: so sentences are looked at side by side, too, where
    both texts have equally many.
    """
    lower = en.lower()
    words = set(words_in(lower))
    excused = []
    for rule in _concerning(set(zh), words):
        if rule.opposite.any_in(zh):
            if turned := _turned(rule, zh, lower, words):
                return turned
            if rule.tells_the_opposite:  # of a sentence, too, the rest of the English has to matter
                excused.append(rule)
    for part, other in in_step(zh, en) if excused and SENTENCE.search(zh[:-1]) else ():
        for rule in excused:
            if rule.opposite.any_in(part):
                lower = other.lower()
                if turned := _turned(rule, part, lower, set(words_in(lower))):
                    return turned
    return ()


def _concerning(chars: AbstractSet[str], words: AbstractSet[str]) -> list[_Rule]:
    """The rules for some English words whose opposites begin with some Chinese characters, in order."""
    rules = _rules()
    found = {
        rule
        for word in rules.keys() & words
        for rule in rules[word]
        if not rule.opposite.heads.isdisjoint(chars)
    }
    return sorted(found, key=attrgetter("at")) if found else []


def _turned(rule: _Rule, zh: str, en: str, words: AbstractSet[str]) -> tuple[str, str] | tuple[()]:
    """What the Chinese says, and the opposite in the English; () if it is not there, denied or excused."""
    if not rule.tells_the_opposite.isdisjoint(words) or rule.may_be_told_so.any_in(zh):
        return ()
    said, told = _said(rule.opposite, zh), _told(rule, words, en)
    return next(((said[denied], told[denied]) for denied in said.keys() & told.keys()), ())


def _said(words: _Chinese, zh: str) -> dict[bool, str]:
    """The last of some words that the Chinese has, and of those that it denies."""
    places = words.places(zh)
    return {_DENIED_ZH.search(zh, max(0, at - _BEFORE_ZH), at) is not None: word for at, word in places}


def _told(rule: _Rule, words: AbstractSet[str], en: str) -> dict[bool, str]:
    """The last wrong word that the English has, and the last that it denies; "clear-cut" is not one word."""
    before, behind = (r"\b", r"\b") if rule.tells_the_opposite else (r"(?<![\w-])", r"(?![\w-])")
    return {
        _DENIED.search(en, max(0, found.start() - _BEFORE), found.start()) is not None: word
        for word in sorted(rule.wrong & words)
        for found in re.finditer(rf"{before}{word}{behind}{_STANDING.get(word, '')}", en)
    }


@cache
def _rules() -> Mapping[str, list[_Rule]]:
    """English word -> the rules for it."""
    found: dict[str, list[_Rule]] = {}
    for rule in _read(files(__package__).joinpath("opposites.txt").read_text(encoding="utf-8")):
        for word in rule.wrong:
            found.setdefault(word, []).append(rule)
    return MappingProxyType(found)


def _read(text: str) -> Iterator[_Rule]:
    number = count()
    for row in re.sub(r"\n(?:\s+(?=\S)|(?=\|))", " ", text).strip().split("\n"):
        parts = row.removeprefix("! ").split(" | ")
        if row[0] == "!":
            words, support, opposite = parts
            yield _Rule(next(number), frozenset(words.split()), _chinese(opposite), _chinese(support))
            continue
        zh, en, other_zh, other_en = (part.split("~") for part in parts)
        yield _Rule(next(number), _english(en[0]), _chinese(other_zh[0]), _chinese(*zh), _english(*other_en))
        yield _Rule(next(number), _english(other_en[0]), _chinese(zh[0]), _chinese(*other_zh), _english(*en))


def _chinese(*lists: str) -> _Chinese:
    words = " ".join(lists).split()
    plain = tuple(word for word in words if word.isalnum())
    beside = tuple(word for word in words if not word.isalnum())
    heads = frozenset(word[0] for word in (*plain, *(_ASIDE.sub("", word) for word in beside)))
    return _Chinese(plain, re.compile("|".join(beside)) if beside else None, heads)


@cache
def _english(*lists: str) -> frozenset[str]:
    """The words of the file in all their forms; of one with "=" only this."""
    return frozenset().union(*(_forms(word) for text in lists for word in text.split()))


@cache
def _forms(word: str) -> frozenset[str]:
    return frozenset({word[1:]}) if word[0] == "=" else forms(word)
