"""Which figures of a Chinese text the lines of an article state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from summarizer.dates.masking import Quantities, quantities_zh
from summarizer.numerals import Figure, Qualifier
from summarizer.numerals.readings import Key, key_of, token

_ROUNDING: dict[Qualifier, tuple[Fraction, Fraction]] = {
    # what a qualified figure may stand for, as shares of it
    "over": (Fraction(1), Fraction(6, 5)),
    "at_least": (Fraction(1), Fraction(6, 5)),
    "nearly": (Fraction(4, 5), Fraction(1)),
    "under": (Fraction(4, 5), Fraction(1)),
    "about": (Fraction(9, 10), Fraction(11, 10)),
}


def unsupported(zh: str, source: Sequence[str]) -> list[Figure]:
    """The figures of a Chinese text that no line of the source supports.

    The same value supports, however it is written; a qualified figure is supported by a value that it
    rounds (超22万亿 by 22.1万亿). Sums and other arithmetic support nothing.
    """
    return Supply(map(quantities_zh, source)).lacks(zh)


class Supply:
    """The figures of some lines. What is asked for first is worked out first."""

    def __init__(self, lines: Iterable[Quantities]) -> None:
        self._lines = tuple(lines)

    def lacks(self, zh: str) -> list[Figure]:
        """The figures of `zh` that the lines do not state."""
        return [figure for figure in stated(zh) if not self.has(figure)]

    def has(self, figure: Figure) -> bool:
        """Whether the lines state a figure, or one that it rounds."""
        if figure.kind == "label":
            return token(figure.surface) in self._text
        return all(
            key_of(figure, value) in self._keys or self._rounds(figure, value) for value in figure.values
        )

    @cached_property
    def _text(self) -> str:
        return token("\n".join(line.rest for line in self._lines))

    @cached_property
    def _keys(self) -> set[Key]:
        return {key for line in self._lines for key in line.keys}

    def _rounds(self, figure: Figure, value: Fraction) -> bool:
        if figure.qualifier not in _ROUNDING:
            return False
        low, high = _ROUNDING[figure.qualifier]
        kind, wanted = key_of(figure, value)
        return any(key == kind and wanted * low <= known <= wanted * high for key, known in self._keys)


def stated(zh: str) -> list[Figure]:
    """The figures of a Chinese text that have to be supported: no idioms, no vague ones, no 一."""
    return [
        figure
        for figure in quantities_zh(zh).figures
        if not (figure.soft or figure.vague or figure.kind == "idiom")
    ]
