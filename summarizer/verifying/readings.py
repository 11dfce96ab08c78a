"""Where characters of an article in a row are read like a word in pinyin, and what English words are such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from summarizer import pinyin
from summarizer.verifying.places import all_places

CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<![\w'’-].)[\w'’]*+(?:-\w[\w'’]*+)*+")
JOINING = re.compile(r"['’-]")
POSSESSIVE = re.compile(r"['’]s$")
NO_WORD = re.compile("[〇\ue000-\uf8ff]")  # a figure, and what each font draws as it likes
LONG = 4000  # characters: a longer text is parsed anew, so that the memory of others stays small
# Pinyin by its letters, but English, or established in other spellings.
NOT_NAMES = frozenset({"hong kong", "tai chi", "kung fu", "ping pong"})
ENGLISH = frozenset(
    """
    an ban bang bin can chi dang den die do fan fun gang hang he hen lie long made man me men nun pan
    pen pie pin rang run sang she so song sun tan tang ten to tong wan we wen yang you change chinese
    china boxing mixing taxing waxing relaxing
    xigaze putonghua renminbi queen quake chihuahua
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# English words that fall into syllables of pinyin and stand at the end of names: "Dongqian Lake".
GENERIC = frozenset(
    """
    area base cake cane case cuisine dance dike dune game gate lake lane line mine mode pier pine pole
    range rice route rule sea site suite tea time tune
    """.split()  # noqa: SIM905
)
# What the words of places look like whose letters are hardly English.
PLACE = re.compile(
    r"zh|^x[iu]|^q[iu]|[^aeiou]x[iu]|iang|uang|iong"
    r"|(?:chen|xing|qing|rong|sheng|feng|peng|meng|jun|yun|hui|kai|wei|fei|yuan|guo|hua|tao|hao|miao|liao|xiao|qiao|jia|xia)$"
    r"|(?:zhen|zhong|kun|shui|shun|tong|xian|xin|xue|xu)$"
    r"|(?:zhou|jing|jiang|shan|hai|dong|nan|bei|yang|cheng|chang|gang|chuan|han)$"
)


class Capitals(NamedTuple):
    """The capitalised words of an English text, and what of them is shaped like Chinese.

    `shapes` are pairs like "Wang Xiaoming", `places` single words that are surely pinyin, like "Changzhou".
    """

    words: tuple[str, ...]
    shapes: tuple[str, ...]
    places: tuple[str, ...]


def capitals_of(text: str) -> Capitals:
    """The capitalised words of an English text."""
    return _remembered(text) if len(text) < LONG else _capitals_of(text)


@lru_cache(maxsize=2048)
def _remembered(text: str) -> Capitals:
    return _capitals_of(text)  # a result is verified more than once on its way


def _capitals_of(text: str) -> Capitals:
    found = list(CAPITALISED.finditer(text))
    words = tuple(word[0] for word in found)
    shapes = tuple(_shapes(found, text))
    return Capitals(words, shapes, tuple(_places(words, shapes)))


def _shapes(words: Sequence[re.Match[str]], text: str) -> Iterator[str]:
    last = ""
    for first, second in pairwise(words):
        joined = text[first.end() : second.start()] == " "
        before, last = last, first[0] if joined else ""
        if not joined or not (shape := _shape(first[0], second[0])):
            continue
        if before and bare(second[0]) in ENGLISH and len(pinyin.syllables(bare(before))) == 1:
            continue  # "Jian Bing Man": a word of English after words in pinyin
        if before == "Hong" and first[0] == "Kong":
            continue  # "Hong Kong Human Rights"
        if before and _shape(before, first[0]):
            continue  # "Lei Feng Shine More": it goes on with the name
        if bare(second[0]) != "no" or text[second.end() : second.end() + 1] != ".":  # "Min Chu No. 188"
            yield shape


@lru_cache(maxsize=8192)
def _shape(first: str, second: str) -> str:
    """Two words that are shaped like a Chinese name, without the possessive, or ""."""
    surname, given = pinyin.letters(first), bare(second)
    if len(surname) == 1 or (second.isupper() and len(second) > 1):  # "A Game", "An AI"
        return ""
    if not pinyin.is_surname(surname) or not given.isascii():
        return ""
    if f"{surname} {given}" in NOT_NAMES or given in GENERIC or (surname in ENGLISH and given in ENGLISH):
        return ""
    short = 1 <= len(pinyin.syllables(given)) <= 2
    return f"{first} {POSSESSIVE.sub('', second)}" if short else ""


def _places(words: Sequence[str], shapes: Sequence[str]) -> Iterator[str]:
    taken = {word for shape in shapes for word in shape.split()}
    for word in words:
        if (found := _places_within(word)) and word not in taken:
            yield from found


@lru_cache(maxsize=8192)
def _places_within(word: str) -> tuple[str, ...]:
    parts = word.split("-")
    return tuple(POSSESSIVE.sub("", part) for part in parts if part[:1].isupper() and is_place(bare(part)))


@lru_cache(maxsize=16384)
def bare(word: str) -> str:
    """`word` in small letters without tones, possessive, apostrophes and hyphens."""
    spelled = pinyin.letters(word)
    return spelled if spelled.isalpha() else JOINING.sub("", POSSESSIVE.sub("", spelled))


@dataclass(frozen=True)
class Keys:
    """The characters of an article by how they may be read: syllable -> characters."""

    chars: Mapping[str, Sequence[str]]

    @classmethod
    def of_chars(cls, chars: Iterable[str]) -> Keys:
        """Those of some characters that are Chinese."""
        found: dict[str, list[str]] = {}
        for char in chars:
            for key in char_keys(char):
                found.setdefault(key, []).append(char)
        return cls(found)

    def read_like(self, syllable: str) -> Sequence[str]:
        """The characters that may be read like a syllable."""
        return self.chars.get(syllable, ())

    def beginning(self, word: str, start: int = 0) -> dict[str, list[int]]:
        """The characters that a reading of a word from `start` on may begin with, and where it ends in it."""
        found: dict[str, list[int]] = {}
        for end in range(start + 1, min(start + pinyin.LONGEST_SYLLABLE, len(word)) + 1):
            for char in self.chars.get(word[start:end], ()):
                found.setdefault(char, []).append(end)
        return found


def reads_somewhere(word: str, text: str, keys: Keys) -> bool:
    """Whether some characters in a row in `text` read like `word` (small letters, no blanks).

    `keys` has the readings of the characters of `text`.
    """
    return next(readings_of(word, text, keys), None) is not None


def readings_of(word: str, text: str, keys: Keys) -> Iterator[tuple[int, int]]:
    """Where characters in a row begin and end that read like `word`."""
    ways = {0: keys.beginning(word)}
    places = (all_places(char, text) for char in ways[0])
    for start in sorted(chain.from_iterable(places)):
        if end := _end_of(word, text, start, keys, ways):
            yield start, end


def _end_of(word: str, text: str, at: int, keys: Keys, ways: dict[int, dict[str, list[int]]]) -> int:
    """Where the characters from a place on end that read like `word`, 0 if they do not.

    `ways` has how the word goes on from some of its letters; what is asked for is added.
    """
    size, ends = len(word), set(ways[0].get(text[at], ()))
    while ends and size not in ends and (at := at + 1) < len(text):
        before, ends = ends, set()
        for end in before:
            if end not in ways:
                ways[end] = keys.beginning(word, end)
            ends.update(ways[end].get(text[at], ()))
    return at + 1 if size in ends else 0


def spans_read(word: str, text: str) -> Iterator[tuple[int, int]]:
    """The same as `readings_of` for a short text, of which no `Keys` are made for a few words."""
    for start, char in enumerate(text):
        if word.startswith(char_keys(char)) and (end := _end_at(word, text, start)):
            yield start, end


def reads(word: str, text: str) -> bool:
    """Whether a short text reads like a word from its first character to its last."""
    return word.startswith(char_keys(text[0])) and _end_at(word, text, 0) == len(text)


def _end_at(word: str, text: str, at: int) -> int:
    """Where the characters from a place on end that read like `word`, 0 if they do not."""
    size, ends = len(word), {0}
    while ends and size not in ends and at < len(text):
        keys = char_keys(text[at])
        ends = {end + len(key) for end in ends for key in keys if word.startswith(key, end)}
        at += 1
    return at if size in ends else 0


@lru_cache(maxsize=16384)
def char_keys(char: str) -> tuple[str, ...]:
    """The readings of a Chinese character in small letters without tones, also as a surname; ü in all
    spellings.
    """
    if NO_WORD.match(char):
        return ()
    read = {*pinyin.char_readings(char), *pinyin.surname_readings(char)}
    return tuple({one.replace("ü", u) for one in read for u in ("yu", "v", "u")})


def is_place(word: str) -> bool:
    """Whether a word in small letters is surely pinyin, of two syllables or more."""
    if word in ENGLISH or len(word) < 5 or not word.isascii() or not PLACE.search(word):
        return False
    return 2 <= len(pinyin.syllables(word)) <= 4
