"""Whether a word in pinyin is read in an article: in characters in a row, or in what stands for a place.

No pattern is made of the characters of an article: to compile one for each of its names took longer than
everything else that is verified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from summarizer import pinyin
from summarizer.verifying.abbreviations import (
    ABBREVIATED,
    AMBIGUOUS_FORMS,
    AMONG,
    BESIDE,
    BETWEEN,
    CITIES,
    COMMON,
    NICKNAMES,
    PROVINCES,
    SHORT_FORMS,
)
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.readings import Keys, reads, reads_somewhere, spans_read

HAN_CHAR = re.compile(f"[{HAN}]")


@lru_cache(maxsize=16)
def keys_of(shown: str) -> Keys:
    """How the characters of an article may be read."""
    return Keys.of_chars(set(shown))


def is_read_beside(wanted: str, zh: str, shown: str) -> bool:
    """Whether a text has characters that read like a word, and the article has them, too.

    Nearly every name in a translation is one of its own Chinese: it need not be looked for in the article.
    """
    return any(zh[start:end] in shown for start, end in spans_read(wanted, zh))


def is_read_in(word: str, text: str, shown: str) -> bool:
    """Whether a text has characters in a row, each of them in the article, that read like a word."""
    return any(all(char in shown for char in text[start:end]) for start, end in spans_read(word, text))


@lru_cache(maxsize=512)
def is_read(wanted: str, shown: str, *, single: bool) -> bool:
    """Whether a word without blanks is read in an article, the first part of a `single` one perhaps alone."""
    if is_short_form(wanted, shown) or reads_somewhere(wanted, shown, keys_of(shown)):
        return True
    return single and _is_abbreviated(wanted, shown)


def _is_abbreviated(wanted: str, shown: str) -> bool:
    syllables = pinyin.syllables(wanted)
    chars = keys_of(shown).read_like(syllables[0]) if syllables else ()
    own = stands_for(wanted) if chars else ()
    return any(
        _is_first_of(shown, at) or is_short(shown, at, known=char in own)
        for char in chars
        for at in all_places(char, shown)
    )


def is_short(shown: str, at: int, *, known: bool) -> bool:
    """Whether a character is short for a place: 在绵高校, 成德眉资, 武宜段, 引江济淮.

    It is `known` if it is the first one of the city that is looked for; others may be those of districts and
    rivers, which are shortened in fewer surroundings.
    """
    before, char, after = shown[max(0, at - _AROUND) : at], shown[at], shown[at + 1 : at + 1 + _AROUND]
    if before.endswith(_STAYING) and (char in _SURE or (known and _WHO_STAYS.match(after))):
        return True
    if _DIVERTED.match(after) if _LEADING.search(before) else _DIVERTING.search(before):
        return True
    if known and _OWNED.match(after):
        return True
    before, after = before.translate(_JOINED), after.translate(_JOINED)
    beside = _FIRSTS.intersection(before[-1:] + after[:1])
    if not beside:
        return False
    one, other = char in _SURE, not _SURE.isdisjoint(beside)
    if known and ((one and other) or _is_in_a_row(before, char, after)):
        return True
    return (other or char in _FIRSTS) and _AMONG.match(after) is not None


def _is_in_a_row(before: str, char: str, after: str) -> bool:
    """Whether three characters in a row may be those of places, one of them surely."""
    row = [char, *takewhile(_FIRSTS.__contains__, after)]
    row += takewhile(_FIRSTS.__contains__, reversed(before))
    return len(row) > 2 and not _SURE.isdisjoint(row)


def stands_for(wanted: str) -> frozenset[str]:
    """The characters that stand for a city or province in pinyin."""
    own = (place[0] for place in _PLACES if reads(wanted, place))
    return frozenset((*own, *_SHORT_FORMS_OF.get(wanted, ()), *_AMBIGUOUS_FORMS_OF.get(wanted, ())))


def is_city(word: str) -> bool:
    """Whether a word in pinyin is a well-known city, or a province."""
    return any(reads(word, place) for place in _PLACES)


def is_of_named(wanted: str, name: str, zh: str) -> bool:
    """Whether a city in pinyin may stand before a `name` that a text has without it: 国安, Beijing Guoan."""
    if len(pinyin.syllables(name)) < 2 or not is_city(wanted):
        return False
    return any(not zh.endswith(_AFTER_PLACES, 0, start) for start, _ in spans_read(name, zh))


def is_told_from_here(wanted: str, zh: str) -> bool:
    """Whether a text tells of "our province" or "our city" and names none, and a word in pinyin is one."""
    if wanted == _OF_THE_CORPS and "兵团" in zh:
        return True
    for here, places in ((_HERE_PROVINCE, _PROVINCES), (_HERE_CITY, _CITIES)):
        if here.search(zh) and not any(place in zh for place in places):
            return any(reads(wanted, place) for place in places)
    return False


def is_given_name(name: str, zh: str) -> bool:
    """Whether a text has a given name of two characters or more with no surname before it: 悟空, 东坡."""
    return len(pinyin.syllables(name)) > 1 and any(
        zh[max(0, start - 1) : start] in _NO_SURNAME or not HAN_CHAR.match(zh, max(0, start - 1))
        for start, _ in spans_read(name, zh)
    )


def _is_first_of(shown: str, at: int) -> bool:
    """Whether a character stands for a place in what is named after it: 北师大, 京沪高铁, 郑万高铁."""
    if shown[at + 1 : at + 2] in _ABBREVIATED or _LINE.match(shown, at + 1):
        return True
    second = HAN_CHAR.match(shown, max(0, at - 1), at) is not None
    return second and _NAMED_AFTER.match(shown, at + 1) is not None


_ABBREVIATED = frozenset(ABBREVIATED)
_NAMED_AFTER = re.compile(rf"(?:[、,][{HAN}]{{2,3}}){{0,3}}(?:{BETWEEN})")
_LINE = re.compile(rf"[{HAN}]{_NAMED_AFTER.pattern}")


def is_short_form(wanted: str, text: str) -> bool:
    """Whether a text has a character, or a name, that stands for a place in pinyin: 沪, 苏锡常, 申城."""
    if any(char in text for char in _SHORT_FORMS_OF.get(wanted, ())):
        return True
    if any(name in text for name in NICKNAMES.get(wanted, ())):
        return True
    places = (at for char in _AMBIGUOUS_FORMS_OF.get(wanted, ()) for at in all_places(char, text))
    return any(
        not _BESIDE.isdisjoint(_neighbours(text, at))
        or text.startswith(_UNIVERSITIES, at + 1)
        or (text[at] in _SURE and text[at + 1 : at + 2] in _OF_PLACES)
        or is_short(text, at, known=True)
        for at in places
    )


# 川农大, 新医大: what a place's universities are called for short
# ... and its trades, food and theatre: 川菜, 晋商
_OF_PLACES = frozenset("大师医农理工科财邮林美音体院菜剧腔商军籍企绣酒茶")
_UNIVERSITIES = ("农大", "师大", "医大", "工大", "科大", "财大", "理工", "财经")


def _neighbours(text: str, at: int) -> str:
    """The characters on either side of one; of what is listed (川、滇、藏) those behind the comma."""
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    listed = ("、", ",")
    return (before[:1] if before.endswith(listed) else before[-1:]) + (
        after[1:] if after.startswith(listed) else after[:1]
    )


_BESIDE = frozenset(BESIDE)


def _inverted(forms: Mapping[str, str]) -> dict[str, list[str]]:
    """The characters by what they stand for."""
    found: dict[str, list[str]] = {}
    for char, names in forms.items():
        for name in names.split():
            found.setdefault(name, []).append(char)
    return found


_SHORT_FORMS_OF, _AMBIGUOUS_FORMS_OF = _inverted(SHORT_FORMS), _inverted(AMBIGUOUS_FORMS)
_CITIES, _PROVINCES = CITIES.split(), PROVINCES.split()
_PLACES = (*_CITIES, *_PROVINCES)
_FIRSTS = frozenset([*(city[0] for city in _CITIES), *SHORT_FORMS, *AMBIGUOUS_FORMS])
_SURE = _FIRSTS.difference(COMMON)
_ANY = "".join(sorted(_FIRSTS))
_AROUND = 8  # characters in which those beside one, and what is named after them, are looked for
_STAYING = tuple("在赴驻来抵返离留访")
_WHO_STAYS = re.compile(
    "高校|院校|[央民台外侨]?企|单位|部队|[投就创]|工作|学习|考察|调研|出席|参加|期间|举[办行]|召开"
)
_OWNED = re.compile("[足篮控]|[交期商]所")  # clubs, holdings and exchanges: 深足, 北控, 广期所
_NO_SURNAME = frozenset(["", *"的和与了在是把被对向给让见说"])
_JOINED = str.maketrans("", "", "()-·")  # 成(绵)南达万
_LEADING = re.compile(r"(?<![吸牵指招索援])引\Z")
_DIVERTED, _DIVERTING = re.compile(rf"[{HAN}]?[济入补]"), re.compile(rf"引[{HAN}]{{1,3}}[济入补]\Z")
_AMONG = re.compile(rf"[{_ANY}]{{0,4}}(?:特别)?(?:{AMONG})")
_AFTER_PLACES = (*_PLACES, *"省市县区州镇乡京沪")
_OF_THE_CORPS = "xinjiang"  # 兵团 by itself is its Production and Construction Corps
_HERE_PROVINCE = re.compile(r"[我全本]省|(?<![个各数多外跨])省[委内级直政人属会府]|\A省")
_HERE_CITY = re.compile(r"[我全本]市|(?<![个各数多外城])市[委内级直政属府]|\A市")
