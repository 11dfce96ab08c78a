"""Figures beside dates: a text's figures, after its dates have been taken out.

"2024年5月" is a date and no count of years; whoever checks figures asks here and gets both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.dates.chinese import dates_zh
from summarizer.dates.english import dates_en
from summarizer.dates.mention import DateMention
from summarizer.numerals import Figure, figures_en, figures_zh

_BLANK = "\x1f"  # neither a digit, a letter nor a space: nothing joins across it


@dataclass(frozen=True, slots=True)
class Quantities:
    """The figures and the dates of a text; no figure lies within a date."""

    figures: list[Figure]
    dates: list[DateMention]
    rest: str  # the text with its dates blanked out

    @property
    def years(self) -> set[int]:
        """Every year that is stated."""
        return {day[0] for mention in self.dates for day in mention.days if day[0] is not None}


def quantities_zh(text: str) -> Quantities:
    """The figures and dates of a Chinese text, with the text's own surfaces and spans."""
    return _quantities(text, dates_zh(text), figures_zh)


def quantities_en(text: str) -> Quantities:
    """The figures and dates of an English text, with the text's own surfaces and spans."""
    return _quantities(text, dates_en(text), figures_en)


def _quantities(text: str, dates: list[DateMention], figures: Callable[[str], list[Figure]]) -> Quantities:
    masked = _masked(text, [mention for mention in dates if mention.kind != "relative"])
    return Quantities(figures(masked), dates, masked)


def _masked(text: str, dates: Sequence[DateMention]) -> str:
    """The text with its dates blanked out, so that every offset stays."""
    pieces, at = [], 0
    for mention in dates:
        pieces += [text[at : mention.start], _BLANK * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, text[at:]])
