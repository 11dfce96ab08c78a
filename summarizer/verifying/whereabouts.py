"""Places of China that a digest names and its article does not: 北京, 浙江, 华北.

Articles have them for short, too (在京, 沪渝高铁); whatever may be short for a place is enough. What looks
like a place may be of two words (湖南通过): only what stands as a place does is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from summarizer.pinyin import char_readings
from summarizer.verifying.abbreviations import BESIDE, CITIES, COMMON, NICKNAMES, PROVINCES
from summarizer.verifying.attested import stands_for
from summarizer.verifying.vocabulary import chinese

_REGIONS = ("华东", "华南", "华北", "华中", "西南", "西北", "东北")
_PLACES = (*PROVINCES.split(), *CITIES.split(), "香港", "澳门", "台湾", "台北", *_REGIONS)
_ANY = chinese(" ".join(_PLACES))
# What stands around a place: 在北京举行, 浙江省, 华东、西北.
_BEFORE, _BEHIND, _AT = (
    frozenset("在于赴抵到从往至自、，。,."),
    frozenset("省市举召开、,设建"),
    frozenset("在赴抵"),
)


class Place(NamedTuple):
    """A place of which the article says nothing; and whether it has no other that may lie there."""

    name: str
    surely: bool


def unheard_of(text: str, cited: str, article: str) -> Iterator[Place]:
    """The places of `text` that `article` has not; all texts in simplified characters."""
    for found in _ANY.finditer(text):
        name = found[0]
        if name in cited or not _stands_as_place(found):
            continue
        if name not in article and not _is_short(name, article):
            others = [other for other in _ANY.findall(cited) if other not in text]
            yield Place(name, name in _REGIONS or bool(others) or not _ANY.search(article))


def _stands_as_place(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1 : found.start()] or "。"
    behind = found.string[found.end() : found.end() + 1]
    return before in _AT or behind in "省市" or (before in _BEFORE and behind in _BEHIND)


def _is_short(name: str, article: str) -> bool:
    """Whether an article has anything that may stand for a place."""
    chars, nicknames, latin = _forms(name)
    return (
        any(char in article for char in chars if char not in COMMON)
        or any(_stands_beside(char, article) for char in chars if char in COMMON)
        or any(map(article.__contains__, nicknames))
        or any(map(article.casefold().__contains__, latin))
    )


def _stands_beside(char: str, article: str) -> bool:
    """Whether a character stands beside another that is short for a place: 京广."""
    return re.search(f"[{BESIDE}]{char}|{char}[{BESIDE}]", article) is not None


@cache
def _forms(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The characters that stand for a place, what else it is called, and its pinyin."""
    read = tuple({"".join(each) for each in product(*map(char_readings, name))})
    chars = frozenset().union(*map(stands_for, read))
    called = tuple(nickname for each in read for nickname in NICKNAMES.get(each, ()))
    return chars, called, read
