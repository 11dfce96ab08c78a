"""Names that are misspelt: another character in the Chinese, another letter in the pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from summarizer import pinyin
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places

HAN_CHAR = re.compile(f"[{HAN}]")
_NAME = re.compile(r"\b(?=([A-Z][\w'’-]{0,15}) ([A-Z][\w'’-]{1,15}))")  # two words, also within three
_WORD = re.compile("[a-z]+")
_POSSESSIVE = re.compile("['’]s$")
_NEARLY = 0.6  # share of the letters of a given name and another that are alike, in order


def by_first(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of three characters by the first one."""
    found: dict[str, list[str]] = {}
    for zh in names:
        if len(zh) == 3 and pinyin.HAN_NAME.fullmatch(zh):
            found.setdefault(zh[0], []).append(zh)
    return found


def misspelt_in(zh: str, names: Mapping[str, list[str]]) -> list[str]:
    """What of a text is one of some names (see `by_first`), or would be but for a character, in order."""
    found, end = [], 0
    for at in sorted(at for first in names for at in all_places(first, zh)):
        form = zh[at : at + 3]
        if at >= end and any(_is_but_for_one(form, name) for name in names[form[0]]):
            found.append(form)
            end = at + 3
    return found


def _is_but_for_one(form: str, name: str) -> bool:
    if len(form) < 3:
        return False
    return bool(
        (form[1] == name[1] and HAN_CHAR.match(form, 2)) or (form[2] == name[2] and HAN_CHAR.match(form, 1))
    )


_ALIKE = 5  # letters with which two spellings of a foreign name begin


def is_spelled_nearly(known: Iterable[str], words: Iterable[str]) -> bool:
    """Whether a foreign name is there in another spelling: Zelensky, Zelenskyy."""
    heads = {word[:_ALIKE] for word in words if len(word) > _ALIKE}
    return any(len(word) > _ALIKE and word[:_ALIKE] in heads for word in known)


def is_misspelt(zh: str, english: str) -> bool:
    """Pinyin but for a letter or two ("Ren Faiyan"), and not the hyphenated spelling of other places."""
    words = pinyin.letters(english).split()
    if len(words) != 2 or "-" in english or words[0] not in pinyin.surname_keys(zh):
        return False
    given = pinyin.letters(pinyin.propose(zh)).replace("'", "").split()[-1]
    return SequenceMatcher(None, words[1].replace("'", ""), given).ratio() > 0.7


def is_word(name: str, en: str) -> bool:
    """Whether an English text has a name, and not as the beginning of a longer word."""
    return any(not en[at + len(name) : at + len(name) + 1].isalpha() for at in all_places(name, en))


def nearly_named(zh: str, en: str) -> str:
    """A name of an English text with somebody's surname and nearly his given name, which the text does not
    have: "Wang Fan" for 王芳; "" if there is none.
    """
    given = _given(zh)
    if not given or given in _WORD.findall(pinyin.letters(en).replace("-", "")):
        return ""
    for surname, rest in _NAME.findall(en):
        if pinyin.letters(surname) not in pinyin.surname_keys(zh):
            continue
        name = f"{surname} {_POSSESSIVE.sub('', rest)}"
        told = pinyin.letters(name).split()[-1].replace("-", "").replace("'", "")
        if not pinyin.accepts(zh, name) and SequenceMatcher(None, told, given).ratio() > _NEARLY:
            return name
    return ""


def _given(zh: str) -> str:
    words = pinyin.letters(pinyin.propose(zh)).replace("'", "").replace("-", "").split()
    return words[-1] if len(words) == 2 else ""
