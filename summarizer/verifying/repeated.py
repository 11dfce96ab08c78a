"""A run of words that is there again at once: "a gas explosion a gas explosion occurred"."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 3  # words: "little by little", "very very" and "had had" are no slips
_MANY = 6  # so many are one also behind a comma
_LONGEST = 40
_AGAIN_ZH = re.compile(r"(.{2,12})[，、；。！？\s]?\1")
_BLANKS = re.compile(r"[\s-]+")


def at_once(words: Sequence[str], en: str, zh: str) -> str:
    """The first run of words that is there twice with nothing between, "" if there is none.

    What a Chinese text says twice itself may be; `en` is in small letters, and `words` are its own.
    """
    last: dict[tuple[str, ...], int] = {}
    runs = list(zip(words, words[1:], words[2:], strict=False))
    if len(set(runs)) == len(runs):  # mostly
        return ""
    for start, run in enumerate(runs):
        size = start - last.get(run, -_LONGEST * 2)
        last[run] = start
        if FEWEST <= size <= _LONGEST and words[start : start + size] == words[start - size : start]:
            told, written = " ".join(words[start - size : start]), _BLANKS.sub(" ", en)
            again = f"{told} {told}" in written or (size >= _MANY and f"{told}, {told}" in written)
            if again and not _AGAIN_ZH.search(zh):
                return told
    return ""
