"""The texts of a result as JSON, and edits that leave everything else as it is.

An edit of a sentence is carried over to the summary, so that only the error itself can be found.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]
Path = tuple[str | int, ...]
LISTS = ("events", "organisations", "people", "places", "programmes", "agreements", "numbers", "statements")


@dataclass(frozen=True)
class Spot:
    """A text pair of a result: the path of its object, its kind, and the two texts."""

    path: Path
    kind: str
    zh: str
    en: str


def spots(data: Data, *kinds: str) -> Iterator[Spot]:
    """The text pairs of a result, of some kinds or of all."""
    found = [Spot(("title",), "title", data["title"].get("zh", ""), data["title"].get("en", ""))]
    for n, item in enumerate(data["summary"].get("sentences", [])):
        found.append(Spot(("summary", "sentences", n), "sentence", item.get("zh", ""), item.get("en", "")))
    for n, item in enumerate(data.get("key_points", [])):
        found.append(Spot(("key_points", n), "point", item.get("zh", ""), item.get("en", "")))
    for name in LISTS:
        for n, item in enumerate(data["fields"].get(name, [])):
            found.append(Spot(("fields", name, n), name, item.get("zh", ""), item.get("en", "")))
    for n, item in enumerate((data.get("translation") or {}).get("segments", [])):
        found.append(Spot(("translation", "segments", n), "line", item.get("zh", ""), item.get("en", "")))
    return (spot for spot in found if not kinds or spot.kind in kinds)


def running(data: Data) -> Iterator[Spot]:
    """The texts that are whole sentences, with English."""
    return (spot for spot in spots(data, "sentence", "point", "line") if spot.en)


def at(data: Data, path: Path) -> Any:
    """What stands at a path."""
    node: Any = data
    for key in path:
        node = node[key]
    return node


def edited(data: Data, *changes: tuple[Path, Any]) -> Data:
    """A copy with other values at some paths; the summary follows its sentences."""
    copied = copy.deepcopy(data)
    for path, value in changes:
        at(copied, path[:-1])[path[-1]] = value
    return _joined(copied)


def without(data: Data, path: Path) -> Data:
    """A copy without the item of a list."""
    copied = copy.deepcopy(data)
    del at(copied, path[:-1])[path[-1]]
    return _joined(copied)


def _joined(data: Data) -> Data:
    summary = data["summary"]
    if summary.get("sentences"):
        summary["zh"] = "".join(item["zh"].strip() for item in summary["sentences"])
        summary["en"] = " ".join(item["en"].strip() for item in summary["sentences"] if item["en"].strip())
    return data


def replaced(data: Data, spot: Spot, old: str, new: str, start: int = -1, side: str = "en") -> Data:
    """A copy with `old` (at `start`, or where it first stands) replaced in one text."""
    text = spot.en if side == "en" else spot.zh
    start = text.find(old) if start < 0 else start
    return edited(data, ((*spot.path, side), text[:start] + new + text[start + len(old) :]))


def as_written(word: str, old: str) -> str:
    """A word with a capital, if another one has it."""
    return word.capitalize() if old[0].isupper() else word
