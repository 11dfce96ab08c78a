"""From a translated piece of a Word document to what is written in each place that the piece lies in.

A translation that does not have the tags of its source, each once and nested alike, goes in as plain text;
images, references and the like then follow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from summarizer.exchange import inline
from summarizer.layout.matching import fits, untagged
from summarizer.reading.word_paragraph import Fixed, Group, Slot, nodes_below
from summarizer.reading.word_pieces import Border, Numbered, Piece, Target, core


@dataclass(frozen=True, slots=True)
class Filled:
    """What a tag stands for, with the translation inside it."""

    target: Target
    inside: list[Content] = field(default_factory=list)


Content: TypeAlias = str | Filled


def contents(piece: Piece, translation: str) -> dict[Slot, list[Content]]:
    """What is written in each place of a piece; nothing for a blank translation."""
    if not translation.strip():
        return {}
    tree = _tree(piece, translation)
    chunks = _plain(piece, translation) if tree is None else _chunks(tree)
    places = _places(piece)
    found: dict[Slot, list[Content]] = {slot: [] for slot in places if slot}
    last = next(iter(found), None)
    for slot, chunk in zip(places, chunks + [[]] * len(places), strict=False):
        last = slot or last
        if last:
            found[last] += [" ", *chunk] if found[last] and chunk else chunk
    if tree is None:
        return {slot: [*content, *_kept(slot)] for slot, content in found.items()}
    return found


def words(content: Sequence[Content]) -> str:
    """The text of a content."""
    parts = (item if isinstance(item, str) else _words_inside(item) for item in content)
    return "".join(parts)


def _words_inside(item: Filled) -> str:
    """What a reader of the translation sees of it: nothing of what Word writes by itself."""
    is_unseen = isinstance(item.target, Fixed) and item.target.kind == "mark"
    return "" if is_unseen else words(item.inside)


# ------------------------------------------------------------------------------------------ with its tags


def _tree(piece: Piece, translation: str) -> list[Content] | None:
    """The translation with what its tags stand for, or None if they do not fit."""
    if not fits(translation, piece.tagged):
        return None
    if not piece.numbered:
        return [translation]
    stack: list[tuple[int, list[Content]]] = [(0, [])]
    last_border = 0
    for item in inline.pieces(translation):
        if isinstance(item, str):
            stack[-1][1].append(item)
            continue
        if item.kind == "close":
            stack.pop()
            continue
        numbered = piece.numbered.get(item.number)
        if numbered is None or not _may_stand(numbered, stack[-1][0], piece):
            return None
        if isinstance(numbered.target, Border):
            if item.number < last_border:
                return None
            last_border = item.number
        filled = Filled(numbered.target)
        stack[-1][1].append(filled)
        if item.kind == "open":
            stack.append((item.number, filled.inside))
    return stack[0][1]


def _may_stand(numbered: Numbered, inside: int, piece: Piece) -> bool:
    """Whether a tag may stand in the pair `inside`: a pair where it was, an object in any text."""
    if numbered.is_pair or isinstance(numbered.target, Border):
        return numbered.inside == inside
    return not inside or isinstance(piece.numbered[inside].target, Group)


def _chunks(tree: list[Content]) -> list[list[Content]]:
    """A tree parted at the borders of places."""
    found: list[list[Content]] = [[]]
    for item in tree:
        if isinstance(item, Filled) and isinstance(item.target, Border):
            found.append([])
        else:
            found[-1].append(item)
    return [_stripped(chunk) for chunk in found]


def _stripped(chunk: list[Content]) -> list[Content]:
    """A chunk without blanks at its edges: those belong to the place."""
    if chunk and isinstance(first := chunk[0], str):
        chunk[0] = first.lstrip()
    if chunk and isinstance(last := chunk[-1], str):
        chunk[-1] = last.rstrip()
    return chunk


def _places(piece: Piece) -> list[Slot | None]:
    """The place before, between and after the borders of a piece; None for an inner cell that is blank."""
    found: list[Slot | None] = [None]
    for part in piece.parts:
        if isinstance(part, Border):
            found.append(None)
        else:
            found[-1] = part
    return found


# --------------------------------------------------------------------------------------- without its tags


def _plain(piece: Piece, translation: str) -> list[list[Content]]:
    """A translation whose tags do not fit as plain texts, one for each place if the borders are there."""
    rest = _without_mark(piece, translation)
    chunks = [rest]
    for number, numbered in piece.numbered.items():
        if isinstance(numbered.target, Border):
            tag = f"<{number}>[^<]*</{number}>" if numbered.is_pair else f"<{number}/>"
            chunks += re.split(tag, chunks.pop(), maxsplit=1)
    if len(chunks) != len(_places(piece)):
        chunks = [rest]
    return [[untagged(chunk, piece.tagged).strip()] for chunk in chunks]


def _without_mark(piece: Piece, translation: str) -> str:
    """The translation without the number or word that Word writes before it."""
    first = piece.numbered.get(1)
    if first and isinstance(first.target, Fixed) and first.target.kind == "mark":
        head, closing, rest = translation.partition("</1>")
        if closing and head.startswith("<1>"):
            return rest.strip()
    return translation


def _kept(slot: Slot) -> list[Content]:
    """What must not be lost of a place whose text is written anew: images, references, formulas."""
    return [
        Filled(node)
        for node in nodes_below(core(slot))
        if isinstance(node, Fixed) and node.placed and node.kind != "tab"
    ]
