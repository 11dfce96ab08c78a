"""The trained weights: a readable JSON file, read once when first needed.

The model is additive: every column of the sheet has a table from value to log-odds, and a unit's score
is the sum of what its values are worth. So each decision can be explained by listing the summands.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_ROOM = 300  # values that tables hold without a look at their end


@dataclass(frozen=True, slots=True)
class Table:
    """What each value of a column is worth; values above the last count as the last."""

    worth: tuple[float, ...]

    def of(self, column: Sequence[int]) -> list[float]:
        """The worth of each value of `column`."""
        try:
            return list(map(self.worth.__getitem__, column))
        except IndexError:
            worth, room, top = self.worth, len(self.worth), self.worth[-1]
            return [worth[value] if value < room else top for value in column]


@dataclass(frozen=True, slots=True)
class Additive:
    """An intercept and one table a feature."""

    intercept: float
    tables: dict[str, Table]

    def score(self, columns: dict[str, list[int]]) -> list[float]:
        """Log-odds of each row of `columns`."""
        parts = [table.of(columns[name]) for name, table in self.tables.items()]
        return [sum(row, self.intercept) for row in zip(*parts, strict=True)]

    def explain(self, columns: dict[str, list[int]]) -> list[dict[str, float]]:
        """For each row, what each feature adds to the log-odds."""
        parts = {name: table.of(columns[name]) for name, table in self.tables.items()}
        return [dict(zip(parts, row, strict=True)) for row in zip(*parts.values(), strict=True)]


@dataclass(frozen=True, slots=True)
class Model:
    """What is shipped.

    `lines` scores units by themselves and their context, `levels` corrects these scores by how they stand to
    the page's others, `headlines` scores what could be the headline, `ranges` chooses among candidate ranges,
    and `sureness` (a weight for each of a few facts, and "" for the intercept) says how far the choice can
    be trusted.
    """

    lines: Additive
    levels: Additive
    headlines: Additive
    ranges: Additive
    sureness: dict[str, float]


@cache
def shipped() -> Model:
    """The model of this package."""
    return parse(json.loads(files(__package__).joinpath("model.json").read_text(encoding="utf-8")))


def parse(data: dict[str, Any]) -> Model:
    """A model from its JSON form; `additive` reads a part."""
    names = ("lines", "levels", "headlines", "ranges")
    return Model(**{name: additive(data[name]) for name in names}, sureness=dict(data["sureness"]))


def additive(data: dict[str, Any]) -> Additive:
    """One part of a model: `{"intercept": 0, "features": {name: {"from": [0, 3], "worth": [-1, 1]}}}`."""
    return Additive(
        data["intercept"],
        {name: _expand(steps["from"], steps["worth"]) for name, steps in data["features"].items()},
    )


def _expand(starts: list[int], worth: list[float]) -> Table:
    ends = [*starts[1:], max(starts[-1] + 1, _ROOM)]
    return Table(
        tuple(
            value for start, end, value in zip(starts, ends, worth, strict=True) for _ in range(end - start)
        )
    )
