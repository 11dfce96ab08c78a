"""Inline tags carried over to a text that a person edited without them.

Whoever reviews a translation sees its text, not the tags that stand for bold words, links and images. Where
the text comes back changed, each tag goes to where the words around it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summarizer.exchange.inline import Tag, flat, pieces, tags

CELLS = " | "  # between the cells of a line; see `text.Document`
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST = 20_000  # characters: comparing longer texts takes long, and is not worth it

# A run of characters of the old text, and what became of it in the new one; equal where both are alike.
Change = tuple[int, int, int, int, bool]


def retagged(old: str, new: str) -> str:
    """`new` with the tags of `old`; as it is where it has them already, or has tags of its own.

    >>> retagged("the <1>old</1> bridge", "the very old bridge")
    'the very <1>old</1> bridge'
    """
    if not tags(old) or tags(new) or len(old) + len(new) > _LONGEST:
        return new
    placed: list[tuple[int, Tag]] = []
    at = before = 0
    changes = list(_changes(flat(old), new))
    for piece in pieces(old):
        if isinstance(piece, str):
            at += len(piece)
            continue
        before = max(before, _moved(at, piece, changes))  # in the old order: pairs stay nested
        placed.append((before, piece))
    return _written(new, placed)


def repieced(old: Sequence[str], new: str) -> list[str]:
    """The pieces of a line whose translation is `new` now, from those that it had: cell by cell, with tags.

    One piece, the whole text, where it cannot be told which cell is which.
    """
    if not old or CELLS.join(map(flat, old)).strip() == new.strip():
        return list(old)
    if len(old) == 1:
        return [retagged(old[0], new)]
    cells = [cell.strip() for cell in new.split("|")]
    if len(cells) != len(old) or any("|" in piece for piece in old):
        return [new]
    return [retagged(piece, cell) for piece, cell in zip(old, cells, strict=True)]


def _changes(old: str, new: str) -> Iterator[Change]:
    """How the old text became the new one, in runs of whole words."""
    words, others = _TOKEN.findall(old), _TOKEN.findall(new)
    starts, ends = _offsets(words), _offsets(others)
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        yield starts[i1], starts[i2], ends[j1], ends[j2], kind == "equal"


def _offsets(tokens: Sequence[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _moved(at: int, tag: Tag, changes: Sequence[Change]) -> int:
    """Where a tag that stood at `at` stands now: an opening one before the words that followed it, any other
    after those before it.
    """
    follows = tag.kind != "open"
    for start, end, new_start, new_end, is_equal in changes:
        if not (start < at <= end if follows else start <= at < end):
            continue
        if is_equal:
            return new_start + at - start
        return new_end if follows else new_start
    return changes[-1][3] if at and changes else 0


def _written(text: str, placed: Sequence[tuple[int, Tag]]) -> str:
    out: list[str] = []
    last = 0
    for at, tag in placed:
        out += [text[last:at], str(tag)]
        last = at
    return "".join([*out, text[last:]])
