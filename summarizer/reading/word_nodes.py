"""Collects the nodes of a Word paragraph: what of its elements is text, object, link or hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summarizer.reading.word_format import Look, look_of
from summarizer.reading.word_paragraph import Break, Fixed, FixedKind, Group, Marker, Node, Text, W, container

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
UNSEEN = frozenset(
    {
        _COMPATIBILITY + "Fallback",  # the same once more, for older programs
        *(
            W + name
            for name in (
                "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt", "sectPr",
            )
        ),
    }
)  # fmt: skip
_THROUGH = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "rubyBase")
)
_WRAPPERS = frozenset(W + name for name in ("hyperlink", "fldSimple", "sdt"))
_IDLE = frozenset(
    W + name
    for name in ("softHyphen", "lastRenderedPageBreak", "proofErr", "smartTagPr", "customXmlPr", "rubyPr")
)
_OBJECTS = frozenset(
    W + name
    for name in (
        "drawing", "pict", "object", "sym", "ptab", "pgNum", "br", "footnoteReference", "endnoteReference",
        "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "contentPart",
    )
) | {_COMPATIBILITY + "AlternateContent"}  # fmt: skip


@dataclass
class Collector:
    """Collects the nodes of a paragraph. `meet` says whether an element refers to a note, `is_hidden` whether
    a run is not shown; texts that are not shown and text boxes are collected apart.
    """

    meet: Callable[[Any], bool]
    is_hidden: Callable[[Any], bool]
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def nodes(self, element: Any) -> list[Node]:
        """The nodes below a paragraph, or below what wraps runs."""
        found: list[Node] = []
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in UNSEEN or tag in _IDLE:
                continue
            if tag == W + "r":
                found += self._run(child)
            elif tag in _THROUGH:
                found += self.nodes(child)
            elif tag in _WRAPPERS:
                found.append(Group("wrapper", self.nodes(container(child)), child))
            else:
                found += self._fixed(child, None)
        return found

    def hide(self, element: Any) -> None:
        """Take what is in an element as hidden; its boxes are looked into all the same."""
        self._read(element, self.hidden, seen=False)

    def _run(self, run: Any) -> list[Node]:
        if self.is_hidden(run):
            self.hide(run)
            return [Marker((run, None))]
        look = look_of(run.find(W + "rPr"))
        found: list[Node] = []
        for child in run:
            tag = child.tag
            if not isinstance(tag, str) or tag in _IDLE or (tag in UNSEEN and tag != W + "instrText"):
                continue
            if tag == W + "t":
                found += _texts(child.text or "", run, look)
            elif tag == W + "noBreakHyphen":
                found.append(Text("-", run, look))
            elif tag == W + "ruby":
                found += self.nodes(child)
            else:
                found += self._of_run(child, run)
        return found

    def _of_run(self, child: Any, run: Any) -> list[Node]:
        placed = ((child, run),)
        if is_break(child):
            return [Break(placed)]
        if child.tag == W + "tab":
            return [Fixed("", placed, "tab"), Text(" ", None)]
        if child.tag == W + "instrText":
            return [Fixed("", placed, "instruction")]
        if child.tag == W + "fldChar":
            kinds: dict[str, FixedKind] = {"begin": "begin", "separate": "separate", "end": "end"}
            return [Fixed("", placed, kinds.get(child.get(W + "fldCharType") or "", "object"))]
        return self._fixed(child, run)

    def _fixed(self, element: Any, run: Any) -> list[Node]:
        """What is kept as a whole, with the text that is read of it (a formula, a shape)."""
        texts: list[str] = []
        boxes = len(self.boxes)
        self._read([element], texts, seen=True)
        first, *rest = "".join(texts).split("\n")
        if not first and not rest and element.tag not in _OBJECTS and len(self.boxes) == boxes:
            return [Marker((element, run))]
        found: list[Node] = [Fixed(first, ((element, run),))]
        for text in rest:
            found += [Break(is_inside=True), Fixed(text)]
        return found

    def _read(self, elements: Any, texts: list[str], *, seen: bool) -> None:
        for element in elements:
            tag = element.tag
            if not isinstance(tag, str) or tag in UNSEEN:
                continue
            if tag.endswith("}t"):  # of a run, or of a formula
                texts.append(element.text or "")
            elif tag == W + "txbxContent":
                self.boxes.append(element)
            elif seen and self.meet(element):
                continue
            elif tag == W + "r" and self.is_hidden(element):
                self._read(element, self.hidden, seen=False)
            else:
                texts.append(_character(element))
                self._read(element, texts, seen=seen)


def is_break(element: Any) -> bool:
    """Whether an element ends a line, and neither a page nor a column."""
    return element.tag in {W + "br", W + "cr"} and element.get(W + "type") in {None, "textWrapping"}


def _texts(text: str, run: Any, look: Look) -> list[Node]:
    """The nodes of a text: Word shows its line feeds as spaces, but they end a line of ours."""
    found: list[Node] = []
    for at, part in enumerate(text.split("\n")):
        found += [Break()] * bool(at) + [Text(part, run, look)] * bool(part)
    return found


def _character(element: Any) -> str:
    """Return what a run's element that holds no text stands for."""
    if element.tag == W + "tab":
        return " "
    if element.tag == W + "noBreakHyphen":
        return "-"
    return "\n" if is_break(element) else ""
