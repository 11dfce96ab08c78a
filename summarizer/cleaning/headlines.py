"""Which line is the headline of a range: short, near, echoed in the text below it and above the byline."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.cleaning.context import Sheet
from summarizer.cleaning.model import Additive

_REACH = 30  # units above a body in which its headline is looked for
_SIZES = range(4, 61)
_OPENING = 800  # characters of a body that its headline is compared with
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

    def describe(self, start: int) -> tuple[list[int], dict[str, list[int]]]:
        """The units that could be the headline, and their columns for the model."""
        sizes = self.sheet.columns["size"]
        low, high = max(0, start - _REACH), min(len(sizes), start + 2)
        units = [k for k in range(low, high) if sizes[k] in _SIZES]
        columns = {name: [self.sheet.columns[name][k] for k in units] for name in _TAKEN_OVER}
        body = _pairs("".join(self.sheet.texts[start : start + 12])[:_OPENING])
        wanted = _pairs(self.known)
        notes = self._notes(low, high + 8)
        columns["overlap"] = [_share(self._of(k), body) for k in units]
        columns["known"] = [
            1 + min(_share(own, wanted), _share(wanted, own)) if wanted else 0 for own in map(self._of, units)
        ]
        columns["gap"] = [start + 2 - k for k in units]
        columns["until_note"] = [min((n - k for n in notes if n > k), default=9) for k in units]
        columns["echoed"] = [self._echoed(k) for k in units]
        columns["pipes"] = [min(2, self.sheet.columns["pipes"][k]) for k in units]
        return units, columns

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
        return int(any(j != k and text in other for j, other in enumerate(self.sheet.texts[:3])))


def _share(own: set[str], others: set[str]) -> int:
    return len(own & others) * 10 // len(own) if own else 0


def _pairs(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text))
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
