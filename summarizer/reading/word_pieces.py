"""The pieces of a line of a Word document: its cells, each with tags for what is inside its sentences.

A piece that lies in several places (the paragraphs of one cell) has a tag at each border; `numbered` says
what each tag stands for, so that a translation with the same tags can be put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from summarizer.exchange import inline
from summarizer.reading.word_format import Look, is_unseen
from summarizer.reading.word_paragraph import Fixed, Group, Marker, Node, Slot, Text

_MOST_TAGS = 999


@dataclass(frozen=True, slots=True)
class Border:
    """What is read between two places of one piece: a space, or " | " between the cells of an inner table."""

    text: str


Part: TypeAlias = Slot | Border
Target: TypeAlias = Group | Fixed | Border


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a tag stands for, whether it is a pair, and the number of the pair around it (0: none)."""

    target: Target
    is_pair: bool
    inside: int = 0


@dataclass(frozen=True, eq=False)
class Piece:
    """A text that is translated on its own, and the places where it lies."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The text without tags."""
        return "".join(part.text for part in self.parts)

    @cached_property
    def tagged(self) -> str:
        """The text with tags, if they can be told from what looks like tags in the text itself."""
        return self._written[0]

    @property
    def numbered(self) -> dict[int, Numbered]:
        """Tag number -> what it stands for."""
        return self._written[1]

    @cached_property
    def _written(self) -> tuple[str, dict[int, Numbered]]:
        writer = _Writer()
        for part in self.parts:
            if isinstance(part, Border):
                writer.border(part)
            else:
                writer.nodes(core(part).children)
        tagged = "".join(writer.out)
        if len(writer.numbered) > _MOST_TAGS or inline.flat(tagged) != self.text:
            return self.text, {}
        return tagged, writer.numbered


@dataclass(frozen=True, eq=False)
class WordLine:
    """One line of the document, as its pieces; a row of a table has one for each cell."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as it is read."""
        return " | ".join(piece.text for piece in self.pieces)

    @property
    def tagged(self) -> tuple[str, ...]:
        """The tagged pieces, or none if the text of the line says it all."""
        has_more = len(self.pieces) > 1 or any(piece.numbered for piece in self.pieces)
        return tuple(piece.tagged for piece in self.pieces) if has_more else ()

    def prefix(self, mark: str) -> None:
        """Put what Word writes by itself before the first text."""
        slots = (part for piece in self.pieces for part in piece.parts if isinstance(part, Slot))
        first = next(slots, None)
        if first is not None:
            first.prefix(mark)


def joined(lines: Iterable[WordLine]) -> Piece:
    """Make one piece of all lines of a cell."""
    parts: list[Part] = []
    for line in lines:
        parts += [Border(" ")] * bool(parts)
        for at, piece in enumerate(line.pieces):
            parts += [Border(" | ")] * bool(at) + list(piece.parts)
    return Piece(tuple(parts))


def core(slot: Slot) -> Group:
    """The group that holds the text of a line, its texts grouped by their look: a link if all is in it."""
    group = slot.root
    while len(group.children) == 1 and isinstance(inner := group.children[0], Group) and inner.kind != "look":
        group = inner
    _arrange(slot.root)
    return group


def base_look(group: Group) -> Look:
    """How most of the text right in a group looks: blanks, which runs share out in any way, do not count."""
    counts: Counter[Look] = Counter()
    for node in group.children:
        if isinstance(node, Text) and (seen := "".join(node.text.split())):
            counts[node.look] += len(seen)
    return counts.most_common(1)[0][0] if counts else ()


def _arrange(group: Group) -> None:
    """Group the neighbours that look alike and unlike most of the text. Doing it again changes nothing."""
    if group.kind == "look":
        return
    base = base_look(group)
    arranged: list[Node] = []
    for node in group.children:
        last = arranged[-1] if arranged else None
        if isinstance(node, Group):
            _arrange(node)
        if _is_without_look(node):
            (last.children if isinstance(last, Group) and last.kind == "look" else arranged).append(node)
        elif not isinstance(node, Text) or node.run is None or node.look == base:
            arranged.append(node)
        elif isinstance(last, Group) and last.kind == "look" and look_of_group(last) == node.look:
            last.children.append(node)
        else:
            arranged.append(Group("look", [node]))
    group.children = arranged


def _is_without_look(node: Node) -> bool:
    """Whether a node parts no texts that look alike: a blank, a bookmark, a hidden run."""
    if isinstance(node, Text):
        return node.run is not None and is_unseen(node.text, node.look)
    return isinstance(node, Marker)


def look_of_group(group: Group) -> Look:
    """How the texts of a group that look alike look."""
    return next((node.look for node in group.children if isinstance(node, Text)), ())


@dataclass
class _Writer:
    """Writes nodes as tagged text, and numbers them."""

    out: list[str] = field(default_factory=list)
    numbered: dict[int, Numbered] = field(default_factory=dict)

    def nodes(self, nodes: list[Node], inside: int = 0) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self.out.append(node.text)
            elif isinstance(node, Group):
                number = self._next(Numbered(node, is_pair=True, inside=inside))
                self.out.append(f"<{number}>")
                self.nodes(node.children, number)
                self.out.append(f"</{number}>")
            elif isinstance(node, Fixed) and (node.text or node.placed):
                self._fixed(node, node.text, inside)

    def border(self, border: Border) -> None:
        text = border.text.strip()
        self.out += [] if text else [border.text]
        self._fixed(border, border.text if text else "", 0)

    def _fixed(self, target: Fixed | Border, text: str, inside: int) -> None:
        number = self._next(Numbered(target, is_pair=bool(text), inside=inside))
        self.out.append(f"<{number}>{text}</{number}>" if text else f"<{number}/>")

    def _next(self, numbered: Numbered) -> int:
        number = len(self.numbered) + 1
        self.numbered[number] = numbered
        return number
