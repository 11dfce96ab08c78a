"""Whether a word in pinyin is read in an article: in characters in a row, or in what stands for a place.

No pattern is made of the characters of an article: to compile one for each of its names took longer than
everything else that is verified.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from summarizer import pinyin
from summarizer.verifying.abbreviations import (
    ABBREVIATED,
    AMBIGUOUS_FORMS,
    BESIDE,
    BETWEEN,
    NICKNAMES,
    SHORT_FORMS,
)
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.readings import Keys, reads_somewhere, spans_read

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


@lru_cache(maxsize=512)
def is_read(wanted: str, shown: str, *, single: bool) -> bool:
    """Whether a word without blanks is read in an article, the first part of a `single` one perhaps alone."""
    if is_short_form(wanted, shown) or reads_somewhere(wanted, shown, keys_of(shown)):
        return True
    return single and _is_abbreviated(wanted, shown)


def _is_abbreviated(wanted: str, shown: str) -> bool:
    syllables = pinyin.syllables(wanted)
    chars = keys_of(shown).read_like(syllables[0]) if syllables else ()
    return any(_is_first_of(shown, at) for char in chars for at in all_places(char, shown))


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
        not _BESIDE.isdisjoint(_neighbours(text, at)) or text.startswith(_UNIVERSITIES, at + 1)
        for at in places
    )


# 川农大, 新医大: what a place's universities are called for short
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
