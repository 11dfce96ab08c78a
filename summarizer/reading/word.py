"""Word documents (.docx): paragraphs, list items (with their numbers) and headings as lines, tables by rows.

The archive is unpacked and its XML looked through here first; only then does python-docx (the extra `office`)
open it. What Word does not show (hidden text, deleted text, field codes) is no line; hidden text that seems
to address a model is reported.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives
from summarizer.reading.numbering import Numbering
from summarizer.reading.opening import damaged
from summarizer.reading.rendering import looks_like_orders
from summarizer.reading.scrubbing import QUOTE
from summarizer.text import Document, SourceIssue

if TYPE_CHECKING:
    from docx.document import Document as Opened

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEEPEST = 200  # levels of XML; the parser's own limit is 256
_MOST_ELEMENTS = 1_500_000
_LARGEST_XML = 60_000_000  # bytes of all XML parts together
_LONGEST_CELL = 200  # characters; rows with longer cells are page layout, not data
_SMALLEST = 4  # half-points; what is smaller no reader sees
_MOST_ISSUES = 20
_TITLE_WITHIN = 20  # lines
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset(
    {
        _FALLBACK,  # the same once more, for older programs
        *(
            _W + name
            for name in (
                "del",
                "moveFrom",
                "delText",
                "instrText",
                "delInstrText",
                "rPr",
                "pPr",
                "rt",
                "sectPr",
            )
        ),
    }
)
_OFF = frozenset({"0", "false", "off"})
_TITLES = frozenset({"title", "标题"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, blank: Document) -> Document:
    """Read a Word document. `blank` has the path and digest; texts, title and issues are added.

    Raises:
        UnreadableDocument: codes `damaged`, `encrypted`, `unsupported` (macros, an older format),
            `too_large`, `missing_extra`.
    """
    _refuse_other(data)
    parts = _checked(data)
    library = _library()
    with _translated():
        return _converted(library.Document(io.BytesIO(data)), parts, blank)


def _converted(document: Opened, parts: frozenset[str], blank: Document) -> Document:
    if str(document.part.partname).lstrip("/") not in parts or document.element.body is None:
        raise damaged("The Word document has no main part that could be checked.")
    styles = document.styles.element
    page = _Page(_hidden_styles(styles), _title_styles(styles), Numbering.of(_numbering(document), styles))
    page.block(document.element.body)
    return replace(
        blank,
        media_type=MEDIA_TYPE,
        texts=tuple(page.lines),
        title=page.title or _stated_title(document, page.lines),
        issues=tuple(SourceIssue("injection", text[:QUOTE]) for text in page.orders()),
    )


# ---------------------------------------------------------------------------------- before it is opened


def _refuse_other(data: bytes) -> None:
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(
            "The Word document is protected with a password.",
            "Open it in Word, and save it without the password.",
            "encrypted",
        )
    if data.startswith(_OLE):
        raise UnreadableDocument(
            "The file is in an older format of Word, or protected with a password.",
            "Open it in Word, and save it as .docx without a password.",
            "unsupported",
        )
    raise damaged("The file is not a Word document, whatever its name says.")


def _checked(data: bytes) -> frozenset[str]:
    """Unpack every entry once, counting; look through all XML. Returns the names of the XML parts."""
    stream = io.BytesIO(data)
    checked: set[str] = set()
    budget = _Budget()
    listed = archives.entries(stream, archives.DOCUMENT)
    if any(entry.name.lower().endswith("vbaproject.bin") for entry in listed):
        raise UnreadableDocument(
            "The Word document holds macros.", "Save it as .docx without macros.", "unsupported"
        )
    for entry in listed:
        if entry.fault:
            raise entry.fault
        content = archives.unpack(stream, entry.packed, archives.DOCUMENT.total)
        if entry.name.lower().endswith((".xml", ".rels")):
            budget.inspect(content)
            checked.add(entry.name)
    return frozenset(checked)


@dataclass
class _Budget:
    """Counts what the XML parts of one document hold, and stops where it is too much."""

    size: int = 0
    elements: int = 0
    depth: int = 0

    def inspect(self, content: bytes) -> None:
        """Look through one part without building a tree."""
        self.size += len(content)
        if self.size > _LARGEST_XML:
            raise self._beyond("it holds too much XML")
        self.depth = 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)  # noqa: FBT003 (the only form there is)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged("The Word document holds broken XML.") from error

    def _doctype(self, *_: object) -> None:
        raise damaged("The Word document declares a document type, which none written by Word does.")

    def _start(self, _name: str, _attributes: object) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > _DEEPEST:
            raise self._beyond("its XML is nested too deeply")
        if self.elements > _MOST_ELEMENTS:
            raise self._beyond("it has too many elements")

    def _end(self, _name: str) -> None:
        self.depth -= 1

    @staticmethod
    def _beyond(why: str) -> UnreadableDocument:
        return UnreadableDocument(
            f"The Word document cannot be read: {why}.", "Split it, or save it as text.", "too_large"
        )


def _library() -> ModuleType:
    try:
        import docx  # noqa: PLC0415 (an extra, needed for Word documents only)
    except ImportError as error:
        raise UnreadableDocument(
            "Reading .docx needs an extra that is not installed.",
            "Install it: pip install 'summarizer[office]'",
            "missing_extra",
        ) from error
    return docx


@contextmanager
def _translated() -> Iterator[None]:
    """Translate what the library raises for a package in which something is missing or of the wrong kind."""
    from docx.exceptions import PythonDocxError  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docx.oxml.exceptions import XmlchemyError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        yield
    except (
        PythonDocxError, OpcError, XmlchemyError, LxmlError,
        ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError,
    ) as error:  # fmt: skip
        raise damaged("The file is not a whole Word document.") from error


# ------------------------------------------------------------------------------------------ its lines


@dataclass
class _Page:
    """Walks the body once and writes lines; texts that Word hides are collected apart."""

    hidden_styles: frozenset[str]
    title_styles: frozenset[str]
    numbering: Numbering
    lines: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    title: str = ""

    def block(self, element: Any) -> None:
        """Write the paragraphs and tables below an element."""
        for child in element:
            if child.tag == _W + "p":
                self.lines += self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self.block(child)

    def orders(self) -> list[str]:
        """Return the hidden texts that seem to address a model, and no others."""
        return [text for text in self.hidden if looks_like_orders(text)][:_MOST_ISSUES]

    def _paragraph(self, element: Any) -> list[str]:
        """Return the lines of a paragraph that are not blank: more than one where it has line breaks."""
        pieces: list[str] = []
        hidden: list[str] = []
        boxes: list[Any] = []
        properties = element.find(_W + "pPr")
        style = self._style(properties, "pStyle")
        self._collect(element, hidden if style in self.hidden_styles else pieces, hidden, boxes)
        if any(piece.strip() for piece in pieces):
            if style in self.title_styles and len(self.lines) < _TITLE_WITHIN and not self.title:
                self.title = " ".join("".join(pieces).split())
            pieces.insert(0, self.numbering.mark(properties, style))
        self.hidden += ["".join(hidden).strip()] * bool(hidden)
        lines = [" ".join(line.split(" ")).strip() for line in "".join(pieces).split("\n")]
        return [line for line in lines if line] + [line for box in boxes for line in self._inside(box)]

    def _collect(self, element: Any, pieces: list[str], hidden: list[str], boxes: list[Any]) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNSEEN:
                continue
            if tag.endswith("}t"):  # of a run, or of a formula
                pieces.append(child.text or "")
            elif tag == _W + "txbxContent":
                boxes.append(child)
            elif tag == _W + "r" and self._is_hidden(child):
                self._collect(child, hidden, hidden, boxes)
            else:
                pieces.append(_break(child))
                self._collect(child, pieces, hidden, boxes)

    def _is_hidden(self, run: Any) -> bool:
        properties = run.find(_W + "rPr")
        if properties is None:
            return False
        size = properties.find(_W + "sz")
        tiny = size is not None and (size.get(_W + "val") or "").isdecimal()
        return (
            _vanishes(properties)
            or self._style(properties, "rStyle") in self.hidden_styles
            or (tiny and int(size.get(_W + "val")[:4]) < _SMALLEST)
        )

    @staticmethod
    def _style(properties: Any, name: str) -> str:
        style = properties.find(_W + name) if properties is not None else None
        return (style.get(_W + "val") or "") if style is not None else ""

    def _table(self, table: Any) -> None:
        for row in _below(table, "tr"):
            cells = [self._inside(cell) for cell in _below(row, "tc")]
            if all(sum(map(len, cell)) <= _LONGEST_CELL for cell in cells):
                line = " | ".join(" ".join(cell) for cell in cells)
                self.lines += [line] * any(cells)
            else:
                self.lines += [line for cell in cells for line in cell]

    def _inside(self, element: Any) -> list[str]:
        """Return the lines of a cell or a text box."""
        inner = _Page(self.hidden_styles, frozenset(), self.numbering, hidden=self.hidden)
        inner.block(element)
        return inner.lines


def _break(element: Any) -> str:
    """Return what a run's element that holds no text stands for."""
    if element.tag == _W + "tab":
        return " "
    if element.tag == _W + "noBreakHyphen":
        return "-"
    is_break = element.tag in {_W + "br", _W + "cr"} and element.get(_W + "type") in {None, "textWrapping"}
    return "\n" if is_break else ""


def _below(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also where a control or a revision wraps them."""
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in {_W + wrapper for wrapper in ("sdt", "sdtContent", "ins", "customXml", "moveTo")}:
            yield from _below(child, name)


def _vanishes(properties: Any) -> bool:
    found = properties.find(_W + "vanish")
    return found is not None and (found.get(_W + "val") or "").lower() not in _OFF


def _numbering(document: Opened) -> Any | None:
    """Return the root of the part that defines lists, or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/numbering"):
            return getattr(relation.target_part, "element", None)
    return None


def _hidden_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles that hide their text, by themselves or by what they are based on."""
    above: dict[str, str] = {}
    hidden: dict[str, bool] = {}
    for style in styles.iter(_W + "style"):
        name = style.get(_W + "styleId") or ""
        properties, base = style.find(_W + "rPr"), style.find(_W + "basedOn")
        above[name] = (base.get(_W + "val") or "") if base is not None else ""
        if properties is not None and properties.find(_W + "vanish") is not None:
            hidden[name] = _vanishes(properties)
    return frozenset(name for name in above if _inherited(name, above, hidden))


def _title_styles(styles: Any) -> frozenset[str]:
    """Return the ids of the styles for titles, whatever the language of the Word that wrote them."""
    return frozenset(
        style.get(_W + "styleId") or ""
        for style in styles.iter(_W + "style")
        if (name := style.find(_W + "name")) is not None and (name.get(_W + "val") or "").lower() in _TITLES
    )


def _inherited(name: str, above: dict[str, str], hidden: dict[str, bool]) -> bool:
    for _ in range(20):  # styles that are based on each other in a circle end here
        if name in hidden or not name:
            break
        name = above.get(name, "")
    return hidden.get(name, False)


def _stated_title(document: Opened, lines: list[str]) -> str:
    """Return the metadata's title if it is a line near the top; often it is that of an older document."""
    stated = " ".join((document.core_properties.title or "").split())
    return stated if stated in lines[:_TITLE_WITHIN] else ""
