"""Words that tell opposite things: the table `opposites.txt`, and where its words stand in a text.

The table has a row for each pair of opposites: what says the one side in Chinese, the English of it, and the
same of the other side. What stands after "~" may tell a side, too, among other things: it is no reason for a
finding, but one against it. A row with "!" has words of one side only, as they stand there, with all that may
be told by them and what says the opposite: so much that the rest of the English does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from importlib.resources import files
from itertools import count
from operator import or_
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.expressions import FIXED
from summarizer.verifying.inflection import forms
from summarizer.verifying.places import all_places
from summarizer.verifying.words import different_words

_DENIED = re.compile(
    r"(?:\b(?:not?|never|without|nor|neither|nobody|cannot|few|hardly|scarcely|seldom|rarely"
    r"|(?:rather|other) than|far from|anything but|lack\w*"
    r"|refus\w+|declin\w+|fail\w*)|n['’]t)(?: \w+){0,3} \Z"
    r"|\bless \Z"
    r"|\bno(?: \w+){2,6} (?:is|are|was|were|be) \Z"  # no unit or person is
    r"|\b(?:years |(?:half|century|decade|year|month|week|day|hour|minute|mile|met(?:re|er)|foot)-)\Z"
)
_OF_NONE = re.compile(r" (?:no(?! longer| doubt| matter)|none|nothing|nobody|neither)\b")
NO = frozenset("不没未无非")  # what denies in Chinese
_BEFORE = 60  # characters before a word within which it is denied
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")  # what of a pattern is no plain text
_BESIDE_FIGURE = r" (?:by |from |about |nearly |over |more than |some )?(?:rmb |us\$)?\d"
_STANDING = dict.fromkeys(("up", "down"), rf"(?={_BESIDE_FIGURE})")  # they count only there


class Chinese(NamedTuple):
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
            if word in zh:
                yield from ((at, word) for at in all_places(word, zh))
        if self.beside:
            yield from ((found.start(), found[0]) for found in self.beside.finditer(zh))

    def touched(self, zh: str) -> Iterator[int]:
        """The places of all characters of the words in a text."""
        for at, word in self.places(zh):
            yield from range(at, at + len(word))


@dataclass(frozen=True, eq=False)
class Rule:
    """English words that are wrong where the Chinese says their opposite, and what excuses them."""

    at: int  # its place among all
    wrong: frozenset[str]
    opposite: Chinese
    may_be_told_so: Chinese
    tells_the_opposite: frozenset[str] = frozenset()
    surely_tells: frozenset[str] = frozenset()  # of those, the words that tell nothing else

    @cached_property
    def of_whole_words(self) -> Chinese:
        """What says the opposite by itself, and not by denying something: 从不 is "always" of what is not."""
        whole = (word for word in self.opposite.plain if len(word) > 1 and NO.isdisjoint(word))
        return self.opposite._replace(plain=tuple(whole))

    @cached_property
    def of_several(self) -> Chinese:
        """What says the opposite; of a row of words of one side only words of several characters."""
        if self.tells_the_opposite:
            return self.opposite
        return chinese(*(word for word in self.opposite.plain if len(word) > 1))

    @cached_property
    def tellers(self) -> frozenset[str]:
        """The words that surely tell the opposite; of a row of one side, what the other rows have for it."""
        if self.tells_the_opposite:
            return self.surely_tells
        said = {*self.opposite.plain}
        others = (other for other in every() if not said.isdisjoint(other.opposite.plain))
        return frozenset().union(*(other.tells_the_opposite for other in others))


@cache
def every() -> tuple[Rule, ...]:
    """All rules, in order."""
    return tuple(_read(files(__package__).joinpath("opposites.txt").read_text(encoding="utf-8")))


def bits(some: Iterable[Rule]) -> int:
    """Some rules, each a bit."""
    return reduce(or_, (1 << rule.at for rule in some), 0)


def of_bits(bits: int) -> Iterator[Rule]:
    """The rules of some bits, in order."""
    while bits:
        lowest = bits & -bits
        yield every()[lowest.bit_length() - 1]
        bits -= lowest


@cache
def rules() -> Mapping[str, list[Rule]]:
    """English word -> the rules for it."""
    found: dict[str, list[Rule]] = {}
    for rule in every():
        for word in rule.wrong:
            found.setdefault(word, []).append(rule)
    return MappingProxyType(found)


@cache
def _words() -> frozenset[str]:
    return frozenset(rules())


@lru_cache(maxsize=256)
def words_met(en: str) -> frozenset[str]:
    """The words of an English text, in small letters, that tell one of two opposite things."""
    return _words() & different_words(en)


def _read(text: str) -> Iterator[Rule]:
    number = count()
    for row in re.sub(r"\n(?:\s+(?=\S)|(?=\|))", " ", text).strip().split("\n"):
        parts = row.removeprefix("! ").split(" | ")
        if row[0] == "!":
            words, support, opposite = parts
            yield Rule(next(number), frozenset(words.split()), chinese(opposite), chinese(support))
            continue
        zh, en, other_zh, other_en = (part.split("~") for part in parts)
        mine, theirs = _english(en[0]), _english(other_en[0])
        yield Rule(next(number), mine, chinese(other_zh[0]), chinese(*zh), _english(*other_en), theirs)
        yield Rule(next(number), theirs, chinese(zh[0]), chinese(*other_zh), _english(*en), mine)


def chinese(*lists: str) -> Chinese:
    """The Chinese words of some lists of the table."""
    words = " ".join(lists).split()
    plain = tuple(word for word in words if word.isalnum())
    beside = tuple(word for word in words if not word.isalnum())
    heads = frozenset(word[0] for word in (*plain, *(_ASIDE.sub("", word) for word in beside)))
    return Chinese(plain, re.compile("|".join(beside)) if beside else None, heads)


@cache
def _english(*lists: str) -> frozenset[str]:
    """The words of the file in all their forms; of one with "=" only this."""
    return frozenset().union(*(_forms(word) for text in lists for word in text.split()))


@cache
def _forms(word: str) -> frozenset[str]:
    return frozenset({word[1:]}) if word[0] == "=" else forms(word)


def told_in(
    wrong: AbstractSet[str], en: str, scale: float, *, alone: bool
) -> Iterator[tuple[int, str, bool]]:
    """Where in the Chinese some words would stand, and whether they are denied; `alone`: not in "clear-cut".

    `scale`: how much Chinese goes with how much English.
    """
    for word in sorted(wrong):
        for found in _whole(word, alone=alone).finditer(en):
            if any(start <= found.start() < end for start, end in _fixed(en)):
                continue
            yield int(scale * (found.start() + found.end()) / 2), word, _is_denied(en, *found.span())


def _is_denied(en: str, start: int, end: int) -> bool:
    """Whether a word of a text is denied before it, or by its object: "allow no delay"."""
    return bool(_DENIED.search(en, max(0, start - _BEFORE), start) or _OF_NONE.match(en, end))


@lru_cache(maxsize=8)  # many words of a sentence are looked for
def _fixed(en: str) -> tuple[tuple[int, int], ...]:
    """Where expressions stand whose words say nothing by themselves."""
    return tuple(found.span() for found in FIXED.finditer(en))


@cache
def _whole(word: str, *, alone: bool) -> re.Pattern[str]:
    before, behind = (r"(?<![\w-])", r"(?![\w-])") if alone else (r"\b", r"\b")
    return re.compile(rf"{before}{word}{behind}{_STANDING.get(word, '')}")


@cache
def mirrored() -> Mapping[Rule, Rule]:
    """The rule for the other side of each row that has two."""
    by_words = {rule.wrong: rule for rule in every()}
    return MappingProxyType({rule: by_words[rule.surely_tells] for rule in every() if rule.surely_tells})
