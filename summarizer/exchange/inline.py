"""Inline tags: what is `<1>bold</1>` and `<2/>` in a segment's text, and an element in an exchange format.

Only tags that are in order become elements: numbers from 1 without leading zeros, each pair or single tag
once, pairs nested. Whatever else looks like a tag is text, and comes back as the text it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind = Literal["open", "close", "alone"]
Place = Literal["pair", "open", "close", "alone", "through", "character"]

_TOKEN = re.compile(r"<(/?)([1-9][0-9]{0,3})(/?)>", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,6}")
_DEEPEST = 50  # XML readers stop at some depth, libxml2 at 256; no text of a person's comes near this


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a text: `<3>` (open), `</3>` (close) or `<3/>` (alone)."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        start, end = ("/" if self.kind == "close" else ""), ("/" if self.kind == "alone" else "")
        return f"<{start}{self.number}{end}>"


Piece: TypeAlias = str | Tag
# Element name -> what it is, and the attributes that may hold its number, the first that is there counts.
Vocabulary: TypeAlias = Mapping[str, tuple[Place, tuple[str, ...]]]


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut into runs of text and tags that are in order. Joined, they are the text again."""
    if "<" not in text:  # nearly always
        return (text,) if text else ()
    tokens = list(_TOKEN.finditer(text))
    ordered = _ordered([_tag(token.groups()) for token in tokens])
    found: list[Piece] = []
    start = 0
    for index, token in enumerate(tokens):
        tag = ordered.get(index)
        if tag is not None:
            found += [text[start : token.start()], tag]
            start = token.end()
    return tuple(piece for piece in (*found, text[start:]) if piece != "")


def tags(text: str) -> tuple[str, ...]:
    """The tags of a text that are in order, sorted: equal where two texts have the same tags."""
    if "<" not in text:
        return ()
    return tuple(sorted(str(piece) for piece in pieces(text) if isinstance(piece, Tag)))


def flat(text: str) -> str:
    """The text without its tags."""
    if "<" not in text:
        return text
    return "".join(piece for piece in pieces(text) if isinstance(piece, str))


def fill(element: Any, text: str, pair: Callable[[Any, int], Any], alone: Callable[[Any, int], Any]) -> None:
    """Put a text into an empty XML element. `pair` and `alone` append an element for a tag and return it."""
    inside = [element]
    for piece in pieces(text):
        if isinstance(piece, str):
            append(inside[-1], piece)
        elif piece.kind == "close":
            inside.pop()
        elif piece.kind == "open":
            inside.append(pair(inside[-1], piece.number))
        else:
            alone(inside[-1], piece.number)


def append(element: Any, text: str) -> None:
    """Put text at the end of an element's content."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def content(element: Any, vocabulary: Vocabulary, *, with_tags: bool = True) -> str:
    """The text of an XML element, its tags as placeholders (or left out).

    Elements that the vocabulary does not know hold the code of another program, not text: they are dropped.
    """
    parts = [element.text or ""]
    for child in element:
        place, attributes = vocabulary.get(_local(child), ("alone", ()))
        if place == "character":
            parts += [_character(child.get(attributes[0], "")), child.tail or ""]
            continue
        number = _number(child, attributes) if with_tags else ""
        inner = content(child, vocabulary, with_tags=with_tags) if place in ("pair", "through") else ""
        parts += [_placed(place, number, inner), child.tail or ""]
    return "".join(parts)


def _tag(groups: Sequence[str]) -> Tag | None:
    slash, number, end = groups
    if slash and end:
        return None
    return Tag("close" if slash else "alone" if end else "open", int(number))


def _ordered(found: list[Tag | None]) -> dict[int, Tag]:
    """Index -> tag, for those that are in order."""
    kept: dict[int, Tag] = {}
    used: set[int] = set()
    opened: dict[int, int] = {}  # number -> index, innermost last
    for index, tag in enumerate(found):
        if tag is None:
            continue
        if tag.kind == "close":
            if tag.number not in opened:
                continue
            while (last := opened.popitem())[0] != tag.number:
                pass  # opened inside and not closed there: text
            kept |= {last[1]: Tag("open", tag.number), index: tag}
        elif tag.number not in used and (tag.kind == "alone" or len(opened) < _DEEPEST):
            used.add(tag.number)
            if tag.kind == "alone":
                kept[index] = tag
            else:
                opened[tag.number] = index
    return kept


def _placed(place: Place, number: str, inner: str) -> str:
    if not number or place == "through":
        return inner
    shapes = {"pair": f"<{number}>{inner}</{number}>", "open": f"<{number}>", "close": f"</{number}>"}
    return shapes.get(place, f"<{number}/>")


def _number(element: Any, attributes: tuple[str, ...]) -> str:
    given = next((element.get(name) for name in attributes if element.get(name) is not None), "")
    return given if _NUMBER.fullmatch(given) else ""


def _character(hexadecimal: str) -> str:
    """The character of a code, for what XML cannot hold; "" for what is none."""
    code = int(hexadecimal, 16) if _HEXADECIMAL.fullmatch(hexadecimal) else 0
    return chr(code) if 0 < code <= 0x10FFFF else ""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
