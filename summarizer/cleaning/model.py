"""The trained weights: a readable JSON file, read once when first needed.

The model is additive: every column of the sheet has a table from value to log-odds, and a unit's score
is the sum of what its values are worth. So each decision can be explained by listing the summands.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCALE = 1000  # worths are whole thousandths
_ROOM = 256  # values of a column
_AT_ONCE = 4_000  # values that are added up at once: much more leave the processor's cache


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

        All rows are added up at once, as lanes of long integers: pages have many rows.
        """
        count = len(next(iter(columns.values())))
        parts = [(columns[name], table) for name, table in self.tables.items()]
        lows = _added([column.translate(table.low) for column, table in parts], count)
        highs = _added([column.translate(table.high) for column, table in parts if table.high], count)
        base = round(self.intercept * SCALE) + sum([table.least for _, table in parts])
        return [(base + low + 256 * high) / SCALE for low, high in zip(lows, highs, strict=True)]

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


def _added(columns: Sequence[bytes], count: int) -> tuple[int, ...]:
    """The sums of the rows of `columns`, up to 257 of `count` rows."""
    total, step = 0, max(1, _AT_ONCE // count)
    for start in range(0, len(columns), step):
        total += _folded(columns[start : start + step], 16 * count)
    return struct.unpack(f"<{count}H", total.to_bytes(2 * count, "little"))


def _folded(columns: Sequence[bytes], width: int) -> int:
    """The sum of `columns` as a number of `width` bits with lanes of 16: one half of them is added to the
    other, until one is left.
    """
    joined = b"".join(columns)
    lanes = bytearray(2 * len(joined))
    lanes[::2] = joined
    total, left = int.from_bytes(lanes, "little"), len(columns)
    while left > 1:
        left = (left + 1) // 2
        border = width * left
        total = (total >> border) + (total & ((1 << border) - 1))
    return total


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
