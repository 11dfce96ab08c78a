"""Which line is the headline of a range: short, near, echoed in the text below it and above the byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import add, and_

from summarizer.cleaning.context import Sheet
from summarizer.cleaning.endings import SIGNED, is_issuer
from summarizer.cleaning.model import Additive
from summarizer.cleaning.shapes import Shape, fold

_REACH = 30  # units above a body in which its headline is looked for
_TOP = 3  # units among which the title of the window is
_SHORTEST = 4
_FITTING = bytes(_SHORTEST <= size <= 60 for size in range(256))  # sizes of headlines
_SIGNS = re.compile(r"[\W_]+")
_OPENING = 800  # characters of a body that its headline is compared with
_CERTAIN, _WHOLE = 4.0, 10  # log-odds and tenths of a headline that the metadata names
_MARKS = frozenset("-_|—–·»")  # between a title and the name of the site
_FEW = 8  # headlines whose pairs are looked up in a body, rather than all pairs of the body being made
_TAKEN_OVER = (
    "size",
    "last",
    "first",
    "nav",
    "legal",
    "meta",
    "date",
    "digits",
    "repeats",
    "indent",
    "ends",
    "commas",
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The likeliest headline of a range: its unit, the log-odds that it is one, and (in tenths) how much
    of it occurs in the text below.
    """

    unit: int
    worth: float
    overlap: int


@dataclass
class Headlines:
    """Finds headlines in a sheet; remembers what it computed. `known` is the title of the metadata or ""."""

    sheet: Sheet
    model: Additive
    known: str = ""
    _pairs: dict[int, set[str]] = field(default_factory=dict)
    _found: dict[int, Headline | None] = field(default_factory=dict)

    def above(self, start: int) -> Headline | None:
        """The likeliest headline of a body that begins with unit `start`; None if no line could be one."""
        if start not in self._found:
            units, columns = self.describe(start)
            worth = self.model.score(columns) if units else []
            k = max(range(len(units)), key=worth.__getitem__, default=-1)
            self._found[start] = Headline(units[k], worth[k], columns["overlap"][k]) if units else None
        return self._found[start]

    def named(self, start: int) -> Headline | None:
        """The headline of a body that begins with unit `start`: what the metadata's title names, if it stands
        above; else the likeliest. A site puts its own name behind that title.
        """
        if not self.known:
            return self.above(start)
        known, texts = fold(self.known), self.sheet.texts
        near = range(min(start, len(texts) - 1), max(0, start - _REACH) - 1, -1)
        found = next((k for k in near if _leads(texts[k], known)), None)
        likeliest = self.above(start)
        if found is None or (
            likeliest and likeliest.worth > 0 and self._heads_a_series(found, likeliest.unit)
        ):
            return likeliest
        return Headline(found, _CERTAIN, _WHOLE)

    def _heads_a_series(self, named: int, likeliest: int) -> bool:
        """Whether what the metadata's title names is no story's: the name of a blog, at the top, or that of a
        series, right below the headline.
        """
        return named == 0 or (
            named == likeliest + 1 and self.sheet.texts[named] not in self.sheet.texts[likeliest]
        )

    def describe(self, start: int) -> tuple[list[int], dict[str, bytes]]:
        """The units that could be the headline, and their columns for the model."""
        sizes = self.sheet.columns["size"]
        low, high = max(0, start - _REACH), min(len(sizes), start + 2)
        wanted_sizes = bytes(map(and_, sizes[low:high].translate(_FITTING), self._titular(low, high)))
        units = list(compress(range(low, high), wanted_sizes))
        columns = {
            name: bytes(compress(self.sheet.columns[name][low:high], wanted_sizes)) for name in _TAKEN_OVER
        }
        body = letters("".join(self.sheet.texts[start : start + 12])[:_OPENING])
        wanted = _pairs(self.known)
        notes = self._notes(low, high + 8)
        columns["overlap"] = _overlaps([self._of(k) for k in units], body)
        columns["known"] = bytes(
            1 + min(_share(own, wanted), _share(wanted, own)) if wanted else 0 for own in map(self._of, units)
        )
        columns["gap"] = bytes([start + 2 - k for k in units])
        columns["until_note"] = bytes([min((n - k for n in notes if n > k), default=9) for k in units])
        top = "\n".join(self.sheet.texts[:_TOP])
        columns["echoed"] = bytes(
            [self.sheet.texts[k] in top if k >= _TOP else self._echoed(k) for k in units]
        )
        columns["pipes"] = bytes([min(2, self.sheet.columns["pipes"][k]) for k in units])
        return units, columns

    def _titular(self, low: int, high: int) -> bytes:
        """0 for the names of bodies that stand above a headline, or that one has in it too; 1 for others."""
        texts, titular = self.sheet.texts[low:high], bytearray(b"\1" * (high - low))
        for k in [k for k, text in enumerate(texts) if text.endswith(SIGNED)]:
            named = any(texts[k] in text and texts[k] != text for text in texts)
            if is_issuer(texts[k]) and (named or _heads(self.sheet.shapes[low + k + 1 : low + k + 2])):
                titular[k] = 0
        return bytes(titular)

    def _of(self, k: int) -> set[str]:
        if k not in self._pairs:
            self._pairs[k] = _pairs(self.sheet.texts[k])
        return self._pairs[k]

    def _notes(self, low: int, high: int) -> list[int]:
        """The units that say when, where or by whom something was published."""
        return [
            k
            for k, shape in enumerate(self.sheet.shapes[low:high], low)
            if shape.size < 60 and (shape.date >= 2 or shape.meta >= 2)
        ]

    def _echoed(self, k: int) -> int:
        """Whether one of the page's first units contains unit `k`, as its window title does."""
        text = self.sheet.texts[k]
        return int(any(j != k and text in other for j, other in enumerate(self.sheet.texts[:_TOP])))


def _leads(text: str, known: str) -> bool:
    """Whether the title `known` is `text`, or goes on behind it with the mark before a site's name."""
    rest = known[len(text) :].lstrip()
    return len(text) >= _SHORTEST and known.startswith(text) and (not rest or rest[0] in _MARKS)


def _heads(shapes: Sequence[Shape]) -> bool:
    """Whether the first of `shapes` may be a headline: no sentence, no particulars, nothing of a site."""
    if not shapes:
        return False
    shape = shapes[0]
    marked = shape.ends or shape.commas or shape.date or shape.meta or shape.nav or shape.rules
    return shape.size >= _SHORTEST and shape.last in (0, 3) and not marked


def _overlaps(headlines: Sequence[set[str]], body: str) -> bytes:
    """How much of the pairs of each of the `headlines` the letters of a body have, in tenths."""
    if len(headlines) > _FEW:
        pairs = _paired(body)
        return bytes([_share(own, pairs) for own in headlines])
    return bytes([sum([pair in body for pair in own]) * 10 // len(own) if own else 0 for own in headlines])


def _share(own: set[str], others: set[str]) -> int:
    return len(own & others) * 10 // len(own) if own else 0


def _pairs(text: str) -> set[str]:
    return _paired(letters(text))


def letters(text: str) -> str:
    """The letters and digits of a text, without what stands between them."""
    return text if text.isalnum() else _SIGNS.sub("", text)


def _paired(letters: str) -> set[str]:
    return set(map(add, letters, letters[1:]))
