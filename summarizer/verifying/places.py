"""Where parts of a text stand.

What stands in one document only (a name, a figure) is looked for here and without a pattern: to compile one
takes a thousand times as long as to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def all_places(part: str, text: str) -> Iterator[int]:
    """Where `part` stands in a text, in order."""
    at = text.find(part)
    return _from(at, part, text) if at >= 0 else iter(())  # mostly it does not


def _from(at: int, part: str, text: str) -> Iterator[int]:
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def places_apart(part: str, text: str) -> list[int]:
    """Where `part` stands in a text, in order and without overlap."""
    places = []
    at = text.find(part) if part else -1
    while at >= 0:
        places.append(at)
        at = text.find(part, at + len(part))
    return places


def words_apart(word: str, text: str) -> list[int]:
    """Where `word` stands in a text and is no part of a longer one."""
    return [
        at
        for at in places_apart(word, text)
        if not (_goes_on(text[at - 1 : at]) or _goes_on(text[at + len(word) : at + len(word) + 1]))
    ]


def stands_alone(part: str, text: str, longer: Iterable[str]) -> bool:
    """Whether `part` stands in a text other than as a part of any `longer` name."""
    rest = text
    for name in longer:
        if part in name and part != name:
            rest = rest.replace(name, " ")
    return part in rest


def _goes_on(char: str) -> bool:
    return char.isalnum() or char == "_"


def spans_of(parts: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where any of some parts stands in a text, in order and without overlap, the longest at each place."""
    return without_overlap((at, at + len(part)) for part in parts if part for at in all_places(part, text))


def without_overlap(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, of those that overlap the first, and of those that begin together the longest."""
    spans, end = [], 0
    for at, size in sorted((start, start - stop) for start, stop in found):
        if at >= end:
            end = at - size
            spans.append((at, end))
    return spans
