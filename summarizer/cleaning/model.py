"""The trained weights: a readable JSON file, read once when first needed.

The model is additive: every column of the sheet has a table from value to log-odds, and a unit's score
is the sum of what its values are worth. So each decision can be explained by listing the summands.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCALE = 1000  # worths are whole thousandths
_ROOM = 256  # values of a column


@dataclass(frozen=True, slots=True)
class Table:
    """What each value of a column is worth, in 1/SCALE: `least` and `low` and 256 times `high` (if any)."""

    least: int
    low: bytes
    high: bytes


@dataclass(frozen=True, slots=True)
class Additive:
    """An intercept and one table a feature."""

    intercept: float
    tables: dict[str, Table]

    def score(self, columns: Mapping[str, bytes]) -> list[float]:
        """Log-odds of each row of `columns`.

        All rows are added up at once, as 16-bit lanes of two long integers: pages have many rows.
        """
        count = len(next(iter(columns.values())))
        lanes = bytearray(2 * count)
        lows = highs = 0
        for name, table in self.tables.items():
            column = columns[name]
            lanes[::2] = column.translate(table.low)
            lows += int.from_bytes(lanes, "little")
            if table.high:
                lanes[::2] = column.translate(table.high)
                highs += int.from_bytes(lanes, "little")
        base = round(self.intercept * SCALE) + sum(table.least for table in self.tables.values())
        rows = zip(_lanes(lows, count), _lanes(highs, count), strict=True)
        return [(base + low + 256 * high) / SCALE for low, high in rows]

    def explain(self, columns: Mapping[str, bytes]) -> list[dict[str, float]]:
        """For each row, what each feature adds to the log-odds."""
        parts = {
            name: [
                (table.least + table.low[value] + (256 * table.high[value] if table.high else 0)) / SCALE
                for value in columns[name]
            ]
            for name, table in self.tables.items()
        }
        return [dict(zip(parts, row, strict=True)) for row in zip(*parts.values(), strict=True)]


def _lanes(total: int, count: int) -> tuple[int, ...]:
    return struct.unpack(f"<{count}H", total.to_bytes(2 * count, "little"))


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
    whole = [round(value * SCALE) for value in worth]
    least = min(whole)
    ends = [*starts[1:], _ROOM]
    values = [
        value - least
        for start, end, value in zip(starts, ends, whole, strict=True)
        for _ in range(end - start)
    ]
    high = bytes(value // 256 for value in values)
    return Table(least, bytes(value % 256 for value in values), high if any(high) else b"")
