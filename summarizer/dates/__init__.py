"""Dates as a language matter: where a Chinese or an English text states one, and how much of it.

`dates_zh` and `dates_en` find them with spans; `iso_of` gives the ISO form of one Chinese surface form;
`agrees` says whether an ISO date contradicts what a surface form states.
"""

from summarizer.dates.chinese import agrees, dates_zh, iso_of
from summarizer.dates.english import dates_en
from summarizer.dates.mention import DateKind, DateMention, Day, Precision

__all__ = ["DateKind", "DateMention", "Day", "Precision", "agrees", "dates_en", "dates_zh", "iso_of"]
