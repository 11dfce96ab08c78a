"""Clauses that English tells the other way round, figures and all: "now 250 yuan, previously 300 yuan".

What parts the two figures in English says so ("although", "compared with", a bracket), or names and other
figures that stand beside them came along.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer import pinyin
from summarizer.numerals import Figure

Rendered = tuple[Figure, Figure]

# What begins the part of a sentence that Chinese tells first: a reason, a concession, what was before.
_SUBORDINATE = re.compile(
    r"\b(?:compared|relative to|as opposed|although|though|despite|notwithstanding|given|having|after|before"
    r"|since|because|previous(?:ly)?|original(?:ly)?|former(?:ly)?|initial(?:ly)?|earlier|instead|rather than"
    r"|more than the|less than the|(?:short|ahead|in excess|on top) of|exceed\w*|follow\w*)\b"
    r"|\((?:(?:was|were|had been|planned|budgeted|target|last|prior)\b|\d{4}\))",
    re.IGNORECASE,
)
# "to 3% from 5%", "12 of the 38", "5% as against 3%": what English tells first
_TOLD_FIRST = re.compile(
    r"\b(?:of|from|out of|against|versus|vs|(?<!more )(?<!less )(?<!fewer )than|among|in)\b"
    r"(?: (?!and\b|but\b|or\b)[A-Za-z'’]+){0,2} ?(?:[A-Z]{0,3}[$€£¥])?\Z"
)
_LOW_FIRST = re.compile(r"\b(?:between|from|range of)(?: [A-Za-z]+)? \Z", re.IGNORECASE)
_TO_HIGH = re.compile(r"\W{0,2}(?:[CF]\b)?(?: [a-z]+)? (?:and|to) \Z")
_REACH, _BEHIND = 40, 20  # characters of the Chinese before and behind a figure that tell what it is of
_WINDOW = 200  # characters of the English around the two
_EDGE, _END = re.compile("[。！？]"), re.compile("[。；]")
_CAPITAL = re.compile(r"\b([A-Z][a-z']+)(?= ([A-Z][a-z']+))?")  # a word, and the next one


def is_turned(one: Rendered, other: Rendered, single: Sequence[Rendered], zh: str, en: str) -> bool:
    """Whether two figures that come the other way round are in clauses that do."""
    (_, later), (_, earlier) = one, other
    between = en[earlier.end : later.start]
    if _TOLD_FIRST.search(between) or _SUBORDINATE.search(between) or _is_range(earlier, later, between, en):
        return True
    return _came_along(one, other, single, zh, en)


def _is_range(low: Figure, high: Figure, between: str, en: str) -> bool:
    """Between 22°C and 35°C."""
    rising = low.value < high.value and _TO_HIGH.match(between) is not None
    return rising and _LOW_FIRST.search(en, max(0, low.start - 24), low.start) is not None


def _came_along(one: Rendered, other: Rendered, single: Sequence[Rendered], zh: str, en: str) -> bool:
    """Whether other figures or names beside the two come the other way round, as well."""
    start, end = one[0].end, other[0].start
    before, next_before = (max(0, one[0].start - _REACH), one[0].start), (max(start, end - _REACH), end)
    behind = start, min(_stop(zh, start), end)
    next_behind = other[0].end, _stop(zh, other[0].end)
    first = bisect_left(single, before[0], key=_place)
    near = single[first : bisect_left(single, next_behind[1], first, key=_place)]
    window = max(0, other[1].start - _WINDOW), one[1].end + _WINDOW
    names = tuple(_CAPITAL.finditer(en, *window))
    for mine, theirs in (((_last_edge(zh, *before), before[1]), next_before), (behind, next_behind)):
        ours = [*_figures(near, *mine), *_names(names, zh[slice(*mine)])]
        others = [*_figures(near, *theirs), *_names(names, zh[slice(*theirs)])]
        if ours and others and min(others) < max(ours):
            return True
    return False


def _place(rendered: Rendered) -> int:
    return rendered[0].start


def _stop(zh: str, at: int) -> int:
    found = _END.search(zh, at, at + _BEHIND)
    return found.start() if found else at + _BEHIND


def _last_edge(zh: str, start: int, end: int) -> int:
    """Where the sentence begins of which a stretch of text is the end."""
    return max((found.end() for found in _EDGE.finditer(zh, start, end)), default=start)


def _figures(single: Sequence[Rendered], start: int, end: int) -> Iterator[int]:
    """Where the English has the figures of a stretch of the Chinese."""
    return (rendering.start for figure, rendering in single if start <= figure.start and figure.end <= end)


def _names(names: Sequence[re.Match[str]], zh: str) -> Iterator[int]:
    """Where the English has the names of a Chinese text that it writes in pinyin."""
    return (
        name.start() for name in names if _reads(zh, name[1]) or (name[2] and _reads(zh, name[1], name[2]))
    )


def _reads(zh: str, *name: str) -> bool:
    """Whether a part of a Chinese text reads like a name of one or two words, of two syllables or more."""
    each = [_syllables(word.lower()) for word in name]
    wanted = [said for syllables in each for said in syllables] if all(each) else []
    return len(wanted) > 1 and any(
        all(said in pinyin.char_readings(char) for said, char in zip(wanted, zh[at:], strict=False))
        for at in range(len(zh) - len(wanted) + 1)
    )


@lru_cache(maxsize=512)
def _syllables(name: str) -> tuple[str, ...]:
    return pinyin.syllables(name.replace("'", ""))
