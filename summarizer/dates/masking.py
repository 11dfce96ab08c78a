"""Figures beside dates: a text's figures, after its dates have been taken out.

"2024年5月" is a date and no count of years; whoever checks figures asks here and gets both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.dates.chinese import dates_zh
from summarizer.dates.english import dates_en
from summarizer.dates.mention import DateMention
from summarizer.numerals import Figure, figures_en, figures_zh

_BLANK = "\x1f"  # neither a digit, a letter nor a space: nothing joins across it


@dataclass(frozen=True)
class Quantities:
    """The figures and the dates of a text; no figure lies within a date. Shared: not to be changed."""

    figures: Sequence[Figure]
    dates: Sequence[DateMention]
    rest: str  # the text with its dates blanked out

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that is stated."""
        return frozenset(day[0] for mention in self.dates for day in mention.days if day[0] is not None)


_LONG = 4000  # characters: a longer text is parsed anew, so that the memory of others stays small


def quantities_zh(text: str) -> Quantities:
    """The figures and dates of a Chinese text, with the text's own surfaces and spans."""
    return _remembered_zh(text) if len(text) < _LONG else _quantities(text, dates_zh(text), figures_zh)


def quantities_en(text: str) -> Quantities:
    """The figures and dates of an English text, with the text's own surfaces and spans."""
    return _remembered_en(text) if len(text) < _LONG else _quantities(text, dates_en(text), figures_en)


# Several checks ask for the same texts, and a result is verified more than once on its way.
@lru_cache(maxsize=2048)
def _remembered_zh(text: str) -> Quantities:
    return _quantities(text, dates_zh(text), figures_zh)


@lru_cache(maxsize=2048)
def _remembered_en(text: str) -> Quantities:
    return _quantities(text, dates_en(text), figures_en)


def _quantities(
    text: str, dates: Sequence[DateMention], figures: Callable[[str], Sequence[Figure]]
) -> Quantities:
    masked = _masked(text, [mention for mention in dates if mention.kind != "relative"])
    return Quantities(tuple(figures(masked)), tuple(dates), masked)


def _masked(text: str, dates: Sequence[DateMention]) -> str:
    """The text with its dates blanked out, so that every offset stays."""
    if not dates:
        return text
    pieces, at = [], 0
    for mention in dates:
        pieces += [text[at : mention.start], _BLANK * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, text[at:]])
