"""A paragraph of a Word document as a tree of what is read of it: texts, links, objects, line breaks.

Reading and rebuilding both build on this tree, so that a text is put back where it came from. What is hidden
or deleted is no text; what has no text but must survive (bookmarks, comments) is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from summarizer.reading.numbering import Level
from summarizer.reading.word_format import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# An element and the run that it stands in, whose formatting it keeps; an element of the paragraph has no run.
Placed: TypeAlias = tuple[Any, Any]
FixedKind: TypeAlias = Literal["object", "tab", "mark", "begin", "instruction", "separate", "end"]


@dataclass(eq=False)
class Text:
    """A stretch of one run's text; without a run, what is only read (the space for a tab)."""

    text: str
    run: Any
    look: Look = ()


@dataclass(eq=False)
class Fixed:
    """What is kept as it is: `text` is what is read of it ("" for an image), `placed` its elements.

    A "mark" is text that Word writes by itself (the number of a list item): it is read, and has no elements.
    """

    text: str
    placed: tuple[Placed, ...] = ()
    kind: FixedKind = "object"


@dataclass(eq=False)
class Marker:
    """What has no text and no place of its own in a sentence: a bookmark, a comment, a hidden run."""

    placed: Placed


@dataclass(eq=False)
class Break:
    """The end of a line within a paragraph: an element, a line feed in a text, or one inside a formula."""

    placed: tuple[Placed, ...] = ()
    is_inside: bool = False


@dataclass(eq=False)
class Group:
    """Nodes that belong together: a line, a link, a field's result, or texts that look alike.

    `lead` and `trail` are what stands around the text and is not shown to a translator: indents, bookmarks,
    an image before the first word. `opening` and `closing` are the elements around a field's result.
    """

    kind: Literal["line", "wrapper", "field", "look"]
    children: list[Node] = field(default_factory=list)
    element: Any = None
    opening: tuple[Placed, ...] = ()
    closing: tuple[Placed, ...] = ()
    lead: list[Node] = field(default_factory=list)
    trail: list[Node] = field(default_factory=list)


Node: TypeAlias = Text | Fixed | Marker | Break | Group


@dataclass(eq=False)
class Slot:
    """One line of a paragraph: a place for a text. `root` is its tree."""

    paragraph: Paragraph
    root: Group

    @property
    def text(self) -> str:
        """The text of the line, without what surrounds it."""
        return text_of(self.root.children)

    def prefix(self, mark: str) -> None:
        """Put what Word writes by itself before the text."""
        self.root.children.insert(0, Fixed(mark, kind="mark"))


@dataclass(eq=False)
class Paragraph:
    """A paragraph: its lines, the blank ones too, and the breaks between them."""

    element: Any
    slots: list[Slot] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    level: Level | None = None  # of a list


def nodes_below(group: Group) -> Iterator[Node]:
    """All nodes of a group's text, at all levels and in order."""
    for node in group.children:
        if isinstance(node, Group):
            yield from node.lead
            yield from nodes_below(node)
            yield from node.trail
        else:
            yield node


def text_of(nodes: list[Node]) -> str:
    """The text that is read of some nodes, without line breaks and what stands around it."""
    parts = (
        text_of(node.children)
        if isinstance(node, Group)
        else node.text
        if isinstance(node, Text | Fixed)
        else ""
        for node in nodes
    )
    return "".join(parts)


def container(wrapper: Any) -> Any:
    """Where the runs of a wrapper are: in a control, below its properties."""
    found = wrapper.find(W + "sdtContent") if wrapper.tag == W + "sdt" else wrapper
    return wrapper if found is None else found
