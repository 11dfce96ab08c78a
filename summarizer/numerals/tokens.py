"""The words and the runs of digits of an English text at which a figure or a date may begin.

A text is cut into words once for both, which takes a fraction of what it takes to search it for each of some
two hundred words.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from itertools import accumulate, compress, count

Token = tuple[int, int, str]  # start and end in the text, and what stands there, in small letters

_WORDS_AND_DIGITS, _NUMBER = re.compile(r"([a-z]++|[0-9]++)"), re.compile("[0-9]++")
# An address or a label may begin with any word: with one that something of this kind is joined to.
_JOINING = frozenset("@._+:-")
_NOWHERE = (1 << 60, 1 << 60)
# Every byte but those of small letters becomes a blank.
_LETTERS = frozenset(string.ascii_lowercase.encode())
_BLANKED = bytes(byte if byte in _LETTERS else 0x20 for byte in range(256))


def tokens_of(lower: str, wanted: frozenset[str]) -> list[Token]:
    """The runs of digits of a text in small letters, its `wanted` words, and those with something joined to.

    `wanted` holds words of the letters a to z.
    """
    numbers = [(*at.span(), at[0]) for at in _NUMBER.finditer(lower)]
    if "@" in lower or "://" in lower or "www." in lower or any(_is_joined(at[0], lower) for at in numbers):
        return _with_joined(lower, wanted)
    tokens = _words_of(lower, wanted)
    return sorted(tokens + numbers) if numbers else tokens


def _is_joined(at: int, lower: str) -> bool:
    """Whether digits go on from a word: RMB38.5, COVID-19."""
    before = lower[at - 2 : at] if at > 1 else lower[:at]
    return "a" <= (before[:1] if before[1:] == "-" else before[-1:]) <= "z"


def _words_of(lower: str, wanted: frozenset[str]) -> list[Token]:
    """The wanted words of a text, in order."""
    # one byte for each character, so that every place stays; to cut at blanks is much faster than a pattern
    words = lower.encode("ascii", "replace").translate(_BLANKED).decode("ascii").split(" ")
    tokens, place, last = [], 0, 0
    for n in compress(count(), map(wanted.__contains__, words)):
        place += sum(map(len, words[last:n])) + n - last
        last = n
        tokens.append((place, place + len(words[n]), words[n]))
    return tokens


def _with_joined(lower: str, wanted: frozenset[str]) -> list[Token]:
    parts = _WORDS_AND_DIGITS.split(lower)
    words, gaps = parts[1::2], parts[2::2]
    at = [n for n, word in enumerate(words) if word in wanted or word < "a" or _joins(gaps[n])]
    ends = list(accumulate(map(len, parts)))
    return [(ends[2 * n], ends[2 * n + 1], words[n]) for n in at]


def _joins(gap: str) -> bool:
    return not gap or gap[0] in _JOINING


def outside(tokens: Iterable[Token], spans: Iterable[tuple[int, int]]) -> list[Token]:
    """The tokens that begin in none of some spans, which are in order and do not overlap."""
    rest = iter(spans)
    start, end = next(rest, _NOWHERE)
    left = []
    for token in tokens:
        while token[0] >= end:
            start, end = next(rest, _NOWHERE)
        if token[0] < start:
            left.append(token)
    return left
