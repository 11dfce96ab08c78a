"""Goes through a Word document once: its lines in the order of reading, each with the places it came from.

The reader takes the texts, the rebuilder the places; there is no second way through a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summarizer.reading.notes import Notes
from summarizer.reading.numbering import Numbering
from summarizer.reading.rendering import looks_like_orders
from summarizer.reading.word_lines import lines_of, put_mark, trim
from summarizer.reading.word_nodes import UNSEEN, Collector
from summarizer.reading.word_paragraph import Paragraph, W
from summarizer.reading.word_pieces import Piece, WordLine, joined

_LONGEST_CELL = 200  # characters; rows with longer cells are page layout, not data
_SMALLEST = 4  # half-points; what is smaller no reader sees
_MOST_ISSUES = 20
TITLE_WITHIN = 20  # lines
_OFF = frozenset({"0", "false", "off"})
_TITLES = frozenset({"title", "标题"})
_ROW_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"))


@dataclass(frozen=True)
class Styles:
    """The ids of the styles that hide their text, and of those for titles."""

    hidden: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, styles: Any) -> Styles:
        """Read the part with the styles."""
        return cls(_hidden_styles(styles), _title_styles(styles))


@dataclass
class Walk:
    """Walks the body and collects lines; texts that Word hides are collected apart."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    is_inner: bool = False
    lines: list[WordLine] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    title: str = ""

    def all(self, body: Any) -> None:
        """Walk the body with its footnotes, and then the endnotes."""
        self.block(body)
        self.add_notes(is_end=True)

    def block(self, element: Any) -> None:
        """Add the paragraphs and tables below an element, each followed by its footnotes."""
        for child in element:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in UNSEEN:
                self.block(child)
            if not self.is_inner:
                self.add_notes()

    def add_notes(self, *, is_end: bool = False) -> None:
        """Add the footnotes that were referred to; at the end the endnotes, and what notes refer to."""
        while due := self.notes.due(is_end=is_end):
            for mark, body in due:
                lines = self._inside(body)
                if lines:
                    lines[0].prefix(mark)
                self.lines += lines

    def orders(self) -> list[str]:
        """Return the hidden texts that seem to address a model, and no others."""
        return [text for text in self.hidden if looks_like_orders(text)][:_MOST_ISSUES]

    def _paragraph(self, element: Any) -> None:
        """Add the lines of a paragraph that are not blank: more than one where it has line breaks."""
        properties = element.find(W + "pPr")
        style = _style(properties, "pStyle")
        collector = Collector(self.notes.meet, self._is_hidden)
        nodes = [] if style in self.styles.hidden else collector.nodes(element)
        if style in self.styles.hidden:
            collector.hide(element)
        paragraph = lines_of(element, nodes)
        texts = [slot.text for slot in paragraph.slots]
        if any(text.strip() for text in texts):
            self._number(paragraph, properties, style, "\n".join(texts))
        self.hidden += ["".join(collector.hidden).strip()] * bool(collector.hidden)
        for slot in paragraph.slots:
            trim(slot.root)
            if slot.text:
                self.lines.append(WordLine((Piece((slot,)),)))
        self.lines += [line for box in collector.boxes for line in self._inside(box)]

    def _number(self, paragraph: Paragraph, properties: Any, style: str, text: str) -> None:
        """Note a title, and put the number of a list item into its first line."""
        if style in self.styles.titles and len(self.lines) < TITLE_WITHIN and not self.title:
            self.title = " ".join(text.split())
        paragraph.level = self.numbering.level_of(properties, style)
        if mark := self.numbering.mark(properties, style):
            put_mark(paragraph.slots[0].root, mark)

    def _is_hidden(self, run: Any) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return False
        size = properties.find(W + "sz")
        tiny = size is not None and (size.get(W + "val") or "").isdecimal()
        return (
            vanishes(properties)
            or _style(properties, "rStyle") in self.styles.hidden
            or (tiny and int(size.get(W + "val")[:4]) < _SMALLEST)
        )

    def _table(self, table: Any) -> None:
        for row in below(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [self._inside(cell) for cell in below(row, "tc")]
            if all(sum(len(line.text) for line in cell) <= _LONGEST_CELL for cell in cells):
                self.lines += [WordLine(tuple(map(joined, cells)))] * any(cells)
            else:
                self.lines += [line for cell in cells for line in cell]

    def _inside(self, element: Any) -> list[WordLine]:
        """Return the lines of a cell, a note or a text box."""
        styles = Styles(self.styles.hidden)
        inner = Walk(styles, self.numbering, self.notes, is_inner=True, hidden=self.hidden)
        inner.block(element)
        return inner.lines


def _style(properties: Any, name: str) -> str:
    style = properties.find(W + name) if properties is not None else None
    return (style.get(W + "val") or "") if style is not None else ""


def below(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also where a control or a revision wraps them."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in _ROW_WRAPPERS:
            yield from below(child, name)


def vanishes(properties: Any) -> bool:
    """Whether run properties hide their text."""
    found = properties.find(W + "vanish")
    return found is not None and (found.get(W + "val") or "").lower() not in _OFF


def _hidden_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles that hide their text, by themselves or by what they are based on."""
    above: dict[str, str] = {}
    hidden: dict[str, bool] = {}
    for style in styles.iter(W + "style"):
        name = style.get(W + "styleId") or ""
        properties, base = style.find(W + "rPr"), style.find(W + "basedOn")
        above[name] = (base.get(W + "val") or "") if base is not None else ""
        if properties is not None and properties.find(W + "vanish") is not None:
            hidden[name] = vanishes(properties)
    return frozenset(name for name in above if _inherited(name, above, hidden))


def _title_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles for titles, whatever the language of the Word that wrote them."""
    return frozenset(
        style.get(W + "styleId") or ""
        for style in styles.iter(W + "style")
        if (name := style.find(W + "name")) is not None and (name.get(W + "val") or "").lower() in _TITLES
    )


def _inherited(name: str, above: dict[str, str], hidden: dict[str, bool]) -> bool:
    for _ in range(20):  # styles that are based on each other in a circle end here
        if name in hidden or not name:
            break
        name = above.get(name, "")
    return hidden.get(name, False)
