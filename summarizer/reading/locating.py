"""Finds the text that an extractor took out of a page again in our own lines, so that lines can be cited."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

_GRAM = 6  # characters that must agree for a place to be looked at
_SURE = 8  # letters; shorter lines are only taken between or beside others
_PLACES = 6  # places of one line in the extract that are considered


def locate(extract: str, lines: Sequence[str]) -> frozenset[int]:
    """Find which of `lines` make up `extract`, in order, ignoring spaces and punctuation."""
    wanted = _letters(extract)
    index = _index(wanted)
    spans = [
        (number, place, size)
        for number, line in enumerate(lines, 1)
        for place, size in _places(line, wanted, index)
    ]
    chain = _best_chain(spans)
    return frozenset(number for number, _, _ in chain) | _between(chain, lines, wanted)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _index(wanted: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for place in range(len(wanted) - _GRAM + 1):
        places = index.setdefault(wanted[place : place + _GRAM], [])
        if len(places) < _PLACES:
            places.append(place)
    return index


def _places(line: str, wanted: str, index: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Return (place, size) of where a line occurs in the extract: whole, or else most of it."""
    letters = _letters(line)
    if len(letters) < _SURE:
        return []
    whole = [
        (place, len(letters)) for place in index.get(letters[:_GRAM], ()) if wanted.startswith(letters, place)
    ]
    if whole:
        return whole
    grams = [letters[at : at + _GRAM] for at in range(0, len(letters) - _GRAM + 1, _GRAM)]
    found = [index[gram][0] for gram in grams if gram in index]
    if len(found) * 2 <= len(grams) or max(found) - min(found) > 2 * len(letters):
        return []
    return [(min(found), len(found) * _GRAM)]


def _best_chain(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Choose spans with rising line numbers and places that do not overlap, covering as much as possible.

    So a headline repeated in a menu does not count: only one occurrence fits in with its neighbours.
    """
    ends: list[int] = []  # ends of chains, rising, each with a greater weight than all before
    best: list[tuple[int, int]] = []  # (weight, index into nodes) of the chain that ends there
    nodes: list[tuple[tuple[int, int, int], int]] = []  # (span, index of the node before it or -1)
    groups: dict[int, list[tuple[int, int, int]]] = {}
    for span in spans:
        groups.setdefault(span[0], []).append(span)
    for group in groups.values():
        fresh = []
        for span in group:
            at = bisect.bisect_right(ends, span[1]) - 1
            weight, before = best[at] if at >= 0 else (0, -1)
            nodes.append((span, before))
            fresh.append((span[1] + span[2], weight + span[2], len(nodes) - 1))
        for end, weight, node in fresh:
            _insert(ends, best, end, (weight, node))
    return _trace(nodes, best[-1][1]) if best else []


def _insert(ends: list[int], best: list[tuple[int, int]], end: int, entry: tuple[int, int]) -> None:
    """Keep the frontier of chains: the later the end, the greater the weight."""
    at = bisect.bisect_right(ends, end)
    if at and best[at - 1][0] >= entry[0]:
        return
    stop = at
    while stop < len(ends) and best[stop][0] <= entry[0]:
        stop += 1
    start = at - 1 if at and ends[at - 1] == end else at
    ends[start:stop] = [end]
    best[start:stop] = [entry]


def _trace(nodes: list[tuple[tuple[int, int, int], int]], node: int) -> list[tuple[int, int, int]]:
    chain = []
    while node >= 0:
        span, node = nodes[node]
        chain.append(span)
    return chain[::-1]


def _between(chain: list[tuple[int, int, int]], lines: Sequence[str], wanted: str) -> frozenset[int]:
    """Take the short lines that fill the gaps of the extract between the lines already found, in order."""
    found = set()
    number, place = 0, 0
    for next_number, next_place, size in [*chain, (len(lines) + 1, len(wanted), 0)]:
        for between in range(number + 1, next_number):
            letters = _letters(lines[between - 1])
            if (
                letters
                and len(letters) < _SURE
                and wanted.startswith(letters, place)
                and place + len(letters) <= next_place
            ):
                found.add(between)
                place += len(letters)
        number, place = next_number, next_place + size
    return frozenset(found)
