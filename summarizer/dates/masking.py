"""Figures beside dates: a text's figures, after its dates have been taken out.

"2024年5月" is a date and no count of years; whoever checks figures asks here and gets both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from summarizer.dates import chinese as chinese_dates
from summarizer.dates import english as english_dates
from summarizer.dates.english_patterns import WORDS
from summarizer.dates.mention import DateMention
from summarizer.dates.mention import with_surface as date_with_surface
from summarizer.numerals import Figure
from summarizer.numerals import chinese as chinese_figures
from summarizer.numerals import english as english_figures
from summarizer.numerals.english_words import OPENERS
from summarizer.numerals.figure import fold, small
from summarizer.numerals.figure import with_surface as figure_with_surface
from summarizer.numerals.readings import Key, key_of
from summarizer.numerals.tokens import outside, tokens_of

_BLANK = "\x1f"  # neither a digit, a letter nor a space: nothing joins across it


class Quantities:
    """The figures and the dates of a text; no figure lies within a date. Shared: not to be changed."""

    def __init__(
        self,
        text: str,
        folded: str,
        masked: str,
        dates: Sequence[DateMention] = (),
        figures: Sequence[Figure] | None = None,
    ) -> None:
        """`folded` is the text as it was read, see `fold`, and `masked` that without its dates.

        Figures that are not given are those of a Chinese text, which are read when somebody wants them.
        """
        self.dates = dates
        self.folded = folded
        self._text = text
        self.masked = masked
        self._figures = figures

    @property
    def figures(self) -> Sequence[Figure]:
        """The figures, in order."""
        if self._figures is None:
            found = chinese_figures.figures_of_folded(self.masked)
            self._figures = _as_written(found, self._text, self.folded)
        return self._figures

    @property
    def rest(self) -> str:
        """The text with its dates blanked out."""
        return self.masked if self._text == self.folded else _masked(self._text, _spans(self.dates))

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that is stated."""
        return frozenset(day[0] for mention in self.dates for day in mention.days if day[0] is not None)

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What the figures of a Chinese text and its years answer to, see `summarizer.numerals.readings`."""
        keys = {key_of(figure, value) for figure in self.figures for value in figure.values}
        return frozenset(keys | {("n", year) for year in self.years})


_LONG = 4000  # characters: a longer text is parsed anew, so that the memory of others stays small


def quantities_zh(text: str) -> Quantities:
    """The figures and dates of a Chinese text, with the text's own surfaces and spans."""
    return _remembered_zh(text) if len(text) < _LONG else _quantities_zh(text)


def quantities_en(text: str) -> Quantities:
    """The figures and dates of an English text, with the text's own surfaces and spans."""
    return _remembered_en(text) if len(text) < _LONG else _quantities_en(text)


class Quantifier:
    """The figures and dates of the texts of one result, each worked out once, however many there are."""

    def __init__(self) -> None:
        self._zh: dict[str, Quantities] = {}
        self._en: dict[str, Quantities] = {}

    def zh(self, text: str) -> Quantities:
        """Those of a Chinese text."""
        if (found := self._zh.get(text)) is None:
            found = self._zh[text] = quantities_zh(text)
        return found

    def folded(self, zh: str) -> str:
        """A Chinese text as it is read, see `fold`."""
        found = self._zh.get(zh)
        return fold(zh) if found is None else found.folded

    def en(self, text: str) -> Quantities:
        """Those of an English text."""
        if (found := self._en.get(text)) is None:
            found = self._en[text] = quantities_en(text)
        return found


# Several checks ask for the same texts, and a result is verified more than once on its way: first without its
# English, and again with it, when the lines and texts of some two hundred others may have come in between.
@lru_cache(maxsize=16_384)
def _remembered_zh(text: str) -> Quantities:
    return _quantities_zh(text)


@lru_cache(maxsize=2048)
def _remembered_en(text: str) -> Quantities:
    return _quantities_en(text)


def _quantities_zh(text: str) -> Quantities:
    folded = fold(text)
    dates = chinese_dates.dates_of_folded(folded)
    if not dates:
        return Quantities(text, folded, folded)
    return Quantities(text, folded, _masked(folded, _spans(dates)), _dated(dates, text))


_OPENERS = OPENERS | WORDS


_APOSTROPHE = re.compile(r"(?<=\d0)['’]s\b")


def _quantities_en(text: str) -> Quantities:
    folded = fold(text)
    if "0’s" in folded or "0's" in folded:
        folded = _APOSTROPHE.sub("s ", folded)  # the 1980's; every offset stays
    lower = small(folded)
    tokens = tokens_of(lower, _OPENERS)
    if not tokens:
        return Quantities(text, folded, folded, figures=())
    dates = english_dates.dates_of_folded(folded, lower, tokens)
    masked = folded
    if spans := _spans(dates):
        masked, lower, tokens = _masked(folded, spans), _masked(lower, spans), outside(tokens, spans)
    figures = english_figures.figures_of_folded(masked, lower, tokens)
    written = _as_written(figures, text, folded)
    return Quantities(text, folded, masked, dates if text == folded else _dated(dates, text), written)


def _as_written(figures: Sequence[Figure], text: str, folded: str) -> Sequence[Figure]:
    """The figures with the surfaces of the text."""
    return figures if text == folded else [figure_with_surface(figure, text) for figure in figures]


def _dated(dates: Sequence[DateMention], text: str) -> Sequence[DateMention]:
    """The dates with the surfaces of the text, also of those that were joined to one."""
    return [date_with_surface(mention, text) for mention in dates]


def _spans(dates: Sequence[DateMention]) -> list[tuple[int, int]]:
    """Where the dates stand, in order, without the relative ones, which stay in a text."""
    return [(mention.start, mention.end) for mention in dates if mention.kind != "relative"]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with some spans blanked out, so that every offset stays."""
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _BLANK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
