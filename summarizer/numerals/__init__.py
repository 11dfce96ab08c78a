"""Figures as a language matter: where a Chinese or an English text states one, and its exact value.

`figures_zh` and `figures_en` find figures with spans and values; `value_of` gives the value and the
unit of one Chinese surface form. No arithmetic is done in floating point.
"""

from summarizer.numerals.chinese import figures_zh
from summarizer.numerals.english import figures_en
from summarizer.numerals.figure import Figure, FigureKind, Qualifier, plain
from summarizer.numerals.worth import value_of

__all__ = ["Figure", "FigureKind", "Qualifier", "figures_en", "figures_zh", "plain", "value_of"]
