"""The words of an English text, and its letters without anything between them.

Nearly every text is written in the characters of one code page, where each is a byte: to cut or to squeeze
bytes takes a fraction of what a pattern takes, and nothing at all to get at them where they are ASCII. What
is in other characters goes the long way.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD, _NO_LETTERS = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
_CODE_PAGE = "cp1252"
_CHARS = [bytes([byte]).decode(_CODE_PAGE, "replace") for byte in range(256)]
_BLANKED = bytes(byte if char.isalnum() else 0x20 for byte, char in enumerate(_CHARS))
_DROPPED = bytes(byte for byte, char in enumerate(_CHARS) if not char.isalnum())


@lru_cache(maxsize=256)  # several checks ask
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in order: letters and digits in a row."""
    if text.isascii():
        return tuple(text.encode().translate(_BLANKED).decode().split())
    try:
        written = text.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        return tuple(_WORD.findall(text))
    return tuple(written.translate(_BLANKED).decode(_CODE_PAGE).split())


@lru_cache(maxsize=256)
def different_words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words_in(text))


@lru_cache(maxsize=256)  # it takes longer than what is asked of them
def characters_of(text: str) -> frozenset[str]:
    """The characters of a text, each once."""
    return frozenset(text)


def squeezed(text: str) -> str:
    """The letters and digits of a text in small letters, without what stands between them."""
    lower = text.lower()
    if lower.isascii():
        return lower.encode().translate(None, _DROPPED).decode()
    try:
        written = lower.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        return _NO_LETTERS.sub("", lower)
    return written.translate(None, _DROPPED).decode(_CODE_PAGE)
