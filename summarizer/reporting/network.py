"""Who appears with whom, as an arc diagram: names in a column, an arc for each pair, related names together.

A column of names stays legible at any width, which a cloud of nodes does not. Every name is moved
to where its arcs are shortest; nothing is random, so the same results always give the same picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

ROW = 28  # pixels; the style sheet gives each name this height
GUTTER = 132  # pixels for the arcs
NAMES, ARCS = 24, 64
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Arc:
    """Two rows of the diagram, the upper one first, in how many documents they appear, and the path."""

    first: int
    second: int
    weight: int
    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Network:
    """The rows (indices of names) from top to bottom, and the arcs, weak ones first."""

    rows: tuple[int, ...] = ()
    arcs: tuple[Arc, ...] = ()


def network(documents: Iterable[Sequence[int]]) -> Network:
    """The diagram for documents, each the names (as numbers) in it: the names that are in most documents.

    A name that appears with nobody else in it is left out.
    """
    held = [sorted(set(names)) for names in documents]
    counts = Counter(name for names in held for name in names)
    turns = _turns(held, counts)
    most = set(sorted(counts, key=lambda name: (-counts[name], turns[name], name))[:NAMES])
    pairs = Counter(pair for names in held for pair in combinations([n for n in names if n in most], 2))
    ranked = sorted(pairs, key=lambda pair: (-pairs[pair], max(map(turns.__getitem__, pair)), pair))
    strongest = {pair: pairs[pair] for pair in ranked[:ARCS]}
    rows = _ordered(strongest, counts)
    return Network(tuple(rows), tuple(_arcs(strongest, rows)))


def _turns(held: Sequence[Sequence[int]], counts: Mapping[int, int]) -> dict[int, int]:
    """When a name has its turn among equals: one of each document comes before a second of any."""
    turns: dict[int, int] = {}
    for names in held:
        for index, name in enumerate(sorted(names, key=lambda name: (-counts[name], name))):
            turns[name] = min(index, turns.get(name, index))
    return turns


def _ordered(pairs: Mapping[tuple[int, int], int], counts: Mapping[int, int]) -> list[int]:
    """The names so that those with strong ties stand close together."""
    near: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), weight in pairs.items():
        near[one][other] = near[other][one] = weight
    return [name for group in _groups(near, counts) for name in _drawn_together(group, near)]


def _groups(near: Mapping[int, Mapping[int, int]], counts: Mapping[int, int]) -> list[list[int]]:
    """The names that hang together, the largest group first; within a group, the most frequent first."""
    groups, seen = [], set[int]()
    for start in sorted(near):
        reached, queue = [], [start]
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                reached.append(name)
                queue += sorted(near[name])
        if reached:
            groups.append(sorted(reached, key=lambda name: (-counts[name], name)))
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _drawn_together(group: list[int], near: Mapping[int, Mapping[int, int]]) -> list[int]:
    """The group in an order with short arcs: each name goes where it is best, until no move helps."""
    order, shortest = group, _length(group, near)
    for _ in range(_ROUNDS):
        before = shortest
        for name in group:
            rest = [other for other in order if other != name]
            for place in range(len(group)):
                tried = [*rest[:place], name, *rest[place:]]
                length = _length(tried, near)
                if length < shortest:
                    order, shortest = tried, length
        if shortest == before:
            break
    return order


def _length(order: Sequence[int], near: Mapping[int, Mapping[int, int]]) -> int:
    place = {name: index for index, name in enumerate(order)}
    return sum(abs(place[one] - place[two]) * weight for one in order for two, weight in near[one].items())


def _arcs(pairs: Mapping[tuple[int, int], int], rows: Sequence[int]) -> list[Arc]:
    place = {name: index for index, name in enumerate(rows)}
    heaviest = max(pairs.values(), default=1)
    arcs = []
    for (one, other), weight in pairs.items():
        first, second = sorted((place[one], place[other]))
        width = 1 + 3 * (weight - 1) / max(heaviest - 1, 1)
        arcs.append(Arc(first, second, weight, round(width, 1), _path(first, second, len(rows))))
    return sorted(arcs, key=lambda arc: (arc.weight, arc.first, arc.second))


def _path(first: int, second: int, rows: int) -> str:
    """An arc to the left of the rows; the further apart they are, the wider."""
    top, bottom = (ROW * row + ROW // 2 for row in (first, second))
    reach = 18 + (GUTTER - 26) * (second - first) / max(rows - 1, 1)
    left = round(GUTTER - 6 - reach * 4 / 3)  # a Bézier curve goes three quarters of the way
    return f"M{GUTTER - 6} {top}C{left} {top} {left} {bottom} {GUTTER - 6} {bottom}"
