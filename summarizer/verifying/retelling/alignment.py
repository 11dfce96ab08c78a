"""Whether two clauses tell the same, in whatever order: by the pairs of characters that both have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.verifying.page import HAN

_WORDS = re.compile(f"[{HAN}A-Za-z\\d.%]+")
_MOST, _PART = 0.75, 0.6  # shares of the pairs of one clause that the other has
_SAMPLE = 4  # every which pair is looked for first: clauses mostly have nothing in common


def pairs_of(text: str) -> list[str]:
    """The different pairs of neighbouring characters of a text, none of them across a mark."""
    return list(dict.fromkeys(run[at : at + 2] for run in _WORDS.findall(text) for at in range(len(run) - 1)))


def share_of(pairs: Sequence[str], text: str) -> float:
    """What share of some pairs a text has."""
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


def tells(text: str, pairs: Sequence[str], least: float) -> bool:
    """Whether a text has a share of some pairs; a few of them are looked for first."""
    few = pairs[::_SAMPLE]
    return share_of(few, text) * 2 >= least and share_of(pairs, text) >= least


def are_same(one: str, other: str) -> bool:
    """Whether two clauses tell the same, the second perhaps more."""
    return tells(other, pairs_of(one), _MOST) and share_of(pairs_of(other), one) >= _PART
