"""A place or a programme of the article that a sentence names where its lines name another one of the kind.

Lines go on from those before them, and the page may be about what only its title names: so an alarm asks for
another place or programme of the fields in the lines, which the sentence has not, and for nothing by which
the lines may mean the one that it has. Where the other stands between the same characters nothing excuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.scripts import simplified
from summarizer.verifying.abbreviations import PROVINCES
from summarizer.verifying.page import Page, Pair

_PARTS = re.compile("[、,/及和与(（]")
_MARKS = '《》〈〉“”"「」『』()（）'
_KIND = "省市县区州镇乡村国旗盟府"  # 湖州 for 湖州市
_BESIDE = 2  # characters on either side of a name
_POINTS, _TAIL = ("该", "上述", "这个", "这座", "这家", "这一", "此", "本"), 2
_BEFORE = 2  # lines before those that are cited, which they may go on from


def elsewhere(pair: Pair, text: str, cited: str, page: Page) -> Iterator[tuple[str, str]]:
    """What is named in a text, and which other one its lines name; both in plain and simplified form."""
    for names in page.scenes:
        for name in [each for each in names if len(each) > 1 and each in text and each not in cited]:
            other = "" if is_meant(name, cited) else _other(name, names, text, cited)
            longer = any(name in each and each in text for each in names if each != name)
            told = other and (
                _in_its_place(name, names, text, cited) or not _may_be_meant(name, cited, pair, page)
            )
            if told and not longer:
                yield name, other


def swapped(text: str, cited: str, page: Page) -> Iterator[tuple[str, str]]:
    """What stands in a text where its lines, between the same characters, have another one of the kind."""
    people = frozenset(map(simplified, page.names))
    for names in (*page.scenes, people, page.organisations):
        for name in [each for each in names if len(each) > 1 and each in text and each in cited]:
            before, behind = _beside(name, text)
            if len(before) + len(behind) < 2 * _BESIDE or _stands_there(name, before, behind, cited):
                continue
            others = (
                each for each in names if each not in name and name not in each and _is_of_a_kind(each, name)
            )
            fitting = [each for each in others if _fits(each, before, behind, cited)]
            if other := min((each for each in fitting if before[-1:] + each not in text), default=""):
                yield name, other


def _beside(name: str, text: str) -> tuple[str, str]:
    at = text.find(name)
    end = at + len(name)
    return text[max(0, at - _BESIDE) : at], text[end : end + _BESIDE]


def _stands_there(name: str, before: str, behind: str, cited: str) -> bool:
    """Whether the lines have a name, too, where a text has it."""
    closely = before[-1:] + name in cited and name + behind[:1] in cited
    return closely or before + name in cited or name + behind in cited


_PROVINCES = frozenset(PROVINCES.split())


def _is_of_a_kind(one: str, other: str) -> bool:
    """Whether neither may be where the other is: 山西 for its 大同市 is right."""
    return (one.rstrip(_KIND) in _PROVINCES) == (other.rstrip(_KIND) in _PROVINCES)


def _fits(name: str, before: str, behind: str, cited: str) -> bool:
    """Whether the lines have another name there."""
    return before[-1:] + name + behind in cited or before + name + behind[:1] in cited


def is_meant(name: str, text: str) -> bool:
    """Whether a text names something, in parts or for short too."""
    whole = name.strip(_MARKS)
    bare = whole.rstrip(_KIND)
    parts = [part for each in _PARTS.split(name) if (part := each.strip(_MARKS))]
    return whole in text or all(part in text for part in parts) or (len(bare) > 1 and bare in text)


def _other(name: str, names: Iterable[str], text: str, cited: str) -> str:
    """One that the lines name, and the text does not."""
    others = (each for each in names if each in cited and each not in text)
    return min((each for each in others if each not in name and name not in each), default="")


def _in_its_place(name: str, names: Iterable[str], text: str, cited: str) -> bool:
    """Whether another one stands in the lines beside a character that stands beside the name."""
    at = text.find(name)
    before, behind = text[max(0, at - 1) : at], text[at + len(name) : at + len(name) + 1]
    others = [each for each in names if each in cited and each not in text]
    return any((before and before + each in cited) or (behind and each + behind in cited) for each in others)


def _may_be_meant(name: str, cited: str, pair: Pair, page: Page) -> bool:
    """Whether the page is about it, the lines point at it (上述公园) or those before name it."""
    pointed = any(word + name[-_TAIL:] in cited for word in _POINTS) if len(name) > _TAIL else False
    return pointed or name in page.heading or name in simplified(_with_those_before(pair.lines, page))


def _with_those_before(lines: Iterable[int], page: Page) -> str:
    numbers = list(page.plain)
    places = [numbers.index(n) for n in lines if n in page.plain]
    return page.text(numbers[each] for at in places for each in range(max(0, at - _BEFORE), at + 1))
