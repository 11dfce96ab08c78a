"""A line of a page as a translator sees it: its text, with numbered tags for the markup within.

What stands around the whole sentence, or says nothing (a `span` without attributes, or one that only chooses
a type face), is no tag; neighbours of one and the same markup are one. Images between words are single tags.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.exchange import inline
from summarizer.reading.rendering import Rendered, Run, spaced

_LIKE_A_TAG = re.compile("</?[0-9]{1,5}/?>")
_MOST_TAGS = 60  # no sentence has so many; a translator could not keep them
_ATOMS = frozenset(
    {
        "img",
        "svg",
        "canvas",
        "video",
        "audio",
        "object",
        "embed",
        "iframe",
        "input",
        "button",
        "select",
        "math",
    }
)
_ICONS = frozenset({"i", "em", "span"})
_IDLE = frozenset({"span", "font"})  # these say nothing, unless their attributes do
# Which type face and which language: word processors set figures in one and Chinese in another, so that every
# figure of a sentence would be a tag. For English both are wrong anyhow.
_OF_SCRIPT = frozenset({"lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang", "face"})
_STYLE_OF_SCRIPT = re.compile(
    r"\s*+(?:font-family|mso-[a-z-]++|(?:-webkit-)?+font-kerning)\s*+:", re.IGNORECASE
)
# What is of blocks or is so anyhow, as a browser writes it out for whatever is copied from another page ...
_STYLE_OF_NOTHING = re.compile(
    r"(?:text-(?:align|indent)|line-height|orphans|widows|margin[a-z-]*+|-webkit-[a-z-]++)\s*+:"
    r"|[a-z-]++\s*+:\s*+(?:normal|none|inline|auto|inherit|initial|unset|start|baseline|0(?:px|pt|em)?)"
    r"(?:\s*+!important)?\Z"
)
# ... and there size and colours are those of that page.
_COPIED = re.compile(r"(?:orphans|widows|-webkit-text-stroke-width)\s*+:")
_STYLE_OF_PAGE = re.compile(r"(?:font-size|(?:background-)?color)\s*+:")


@dataclass(frozen=True, slots=True)
class Mark:
    """Elements, the outermost first, around a part of a sentence."""

    elements: tuple[Any, ...]
    inside: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """An element within a sentence that holds none of its text, such as an image."""

    element: Any


Node = str | Mark | Atom


@dataclass(frozen=True, slots=True)
class Sentence:
    """One cell of a line: the runs of its text without the space around it, and what they are together.

    `top` is the innermost element around all of it; `wrappers` are elements below that, around all of the
    text. `text` has the tags, and `tags` says what they stand for. A sentence without text has no runs.
    """

    runs: tuple[Run, ...]
    top: Any = None
    wrappers: tuple[Any, ...] = ()
    text: str = ""
    tags: Mapping[int, Mark | Atom] = field(default_factory=dict)


def pieces(page: Rendered) -> dict[int, tuple[str, ...]]:
    """Line number -> its pieces, for the lines that are several cells or have tags."""
    hidden = frozenset(page.unseen)
    found = {}
    for number, (line, cells) in enumerate(zip(page.lines, page.cells, strict=True), 1):
        if len(cells) == 1 and len(cells[0]) == 1:
            continue
        parts = tuple(sentence(cell, hidden).text for cell in cells)
        if (
            parts != (line,)
            and " | ".join(inline.flat(part) if "<" in part else part for part in parts) == line
        ):
            found[number] = parts
    return found


def sentence(cell: Sequence[Run], hidden: Collection[Any] = ()) -> Sentence:
    """Read one cell; `hidden` are the elements whose texts are on no line."""
    runs = _trimmed(cell)
    if not runs:
        return Sentence(())
    top = _common(runs[0].container, runs[-1].container)
    nodes = _joined(_Walk(runs, hidden).between(top))
    wrappers: tuple[Any, ...] = ()
    while len(nodes) == 1 and isinstance(nodes[0], Mark):
        wrappers, nodes = wrappers + nodes[0].elements, list(nodes[0].inside)
    tags: dict[int, Mark | Atom] = {}
    text = "".join(_written(nodes, tags))
    plain = "".join(_plain(nodes))
    if len(tags) > _MOST_TAGS or _LIKE_A_TAG.search(plain) or (tags and inline.flat(text) != plain):
        return Sentence(runs, top, wrappers, plain)
    return Sentence(runs, top, wrappers, text, tags)


def _trimmed(cell: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without the space before the first word and after the last."""
    kept = [run for run in cell if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    first = kept[0]
    start = first.end - len(first.text.lstrip())
    kept[0] = Run(first.element, first.is_tail, start, first.end)
    last = kept[-1]
    end = last.start + len(last.text.rstrip())
    kept[-1] = Run(last.element, last.is_tail, last.start, end)
    return tuple(kept)


def _common(one: Any, other: Any) -> Any:
    """The innermost element that is or holds both."""
    around = {one, *one.iterancestors()}
    while other not in around:
        other = other.getparent()
    return other


class _Walk:
    """Walks a sentence from its first run to its last."""

    def __init__(self, runs: Sequence[Run], hidden: Collection[Any]) -> None:
        self._runs = {(run.element, run.is_tail): run for run in runs}
        self._hidden = hidden
        self._first, self._last = runs[0], runs[-1]
        self._holders = {above for run in runs for above in (run.container, *run.container.iterancestors())}
        self._is_begun = self._is_done = self._after_space = False

    def between(self, top: Any) -> list[Node]:
        """What the sentence consists of, below `top`."""
        if self._first.container is top and not self._first.is_tail:
            return self._text(top, is_tail=False) + self._following(next(iter(top), None))
        start = self._first.element
        while start.getparent() is not top:
            start = start.getparent()
        return self._following(start)

    def _following(self, child: Any) -> list[Node]:
        """An element and those after it, with their tails."""
        found: list[Node] = []
        while child is not None and not self._is_done:
            found += self._element(child)
            found += self._text(child, is_tail=True)
            child = child.getnext()
        return found

    def _text(self, element: Any, *, is_tail: bool) -> list[Node]:
        run = None if self._is_done else self._runs.get((element, is_tail))
        if run is None:
            return []
        self._is_begun = True
        self._is_done = run is self._last
        text = spaced(run.text)
        if self._after_space:
            text = text.removeprefix(" ")
        self._after_space = text.endswith(" ") or (self._after_space and not text)
        return [text] if text else []

    def _element(self, child: Any) -> list[Node]:
        if self._is_done or not isinstance(child.tag, str) or child in self._hidden:
            return []
        if child not in self._holders:
            return [Atom(child)] if self._is_begun and self._is_atom(child) else []
        inside = _joined(self._text(child, is_tail=False) + self._following(next(iter(child), None)))
        if not inside or (child.tag in _IDLE and not _said(child)) or _is_link_in_link(child):
            return inside
        if len(inside) == 1 and isinstance(inside[0], Mark):
            return [Mark((child, *inside[0].elements), inside[0].inside)]
        return [Mark((child,), tuple(inside))]

    def _is_atom(self, element: Any) -> bool:
        if element.tag in _ATOMS or (element.tag in _ICONS and element.get("class") and not len(element)):
            return True
        return any(
            inner.tag in _ATOMS and inner not in self._hidden for inner in element.iterdescendants("*")
        )


def _is_link_in_link(element: Any) -> bool:
    """Links do not nest: what looks like it is one that was not closed."""
    return element.tag == "a" and next(element.iterancestors("a"), None) is not None


def _said(element: Any) -> dict[str, str]:
    """What the attributes of an element say; of a `span` or `font` without what is for its script only."""
    if element.tag not in _IDLE:
        return dict(element.attrib)
    said = {name: value for name, value in element.attrib.items() if value and name not in _OF_SCRIPT}
    if "style" in said:
        kept = _kept(said.pop("style").lower())
        said |= {"style": kept} if kept else {}
    return said


def _kept(style: str) -> str:
    """The rules of a style that say something about the words in it."""
    rules = [rule for rule in map(str.strip, style.split(";")) if rule and not _STYLE_OF_SCRIPT.match(rule)]
    copied = _COPIED.search(style) is not None
    return ";".join(
        rule
        for rule in rules
        if not _STYLE_OF_NOTHING.match(rule) and not (copied and _STYLE_OF_PAGE.match(rule))
    )


def _joined(nodes: Sequence[Node]) -> list[Node]:
    """Make one of neighbouring texts, and of neighbours of the same markup."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if isinstance(last, str) and isinstance(node, str):
            found[-1] = last + node
        elif isinstance(last, Mark) and isinstance(node, Mark) and _signs(last) == _signs(node):
            found[-1] = Mark(last.elements, tuple(_joined([*last.inside, *node.inside])))
        else:
            found.append(node)
    return found


def _signs(mark: Mark) -> list[tuple[str, dict[str, str]]]:
    return [(element.tag, _said(element)) for element in mark.elements]


def _written(nodes: Sequence[Node], tags: dict[int, Mark | Atom]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        number = len(tags) + 1
        tags[number] = node
        if isinstance(node, Atom):
            yield f"<{number}/>"
        else:
            yield from (f"<{number}>", *_written(node.inside, tags), f"</{number}>")


def _plain(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Mark):
            yield from _plain(node.inside)
