"""Word documents (.docx): paragraphs, list items (with their numbers) and headings as lines, tables by rows.

Footnotes follow the paragraph or table that refers to them, endnotes are at the end. Running heads and feet,
comments, and what Word does not show (hidden text, deleted text, field codes) are no lines; hidden text that
seems to address a model is reported.

The archive is unpacked and its XML looked through here first; only then does python-docx (the extra `office`)
open it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives
from summarizer.reading.notes import Notes
from summarizer.reading.numbering import Numbering
from summarizer.reading.opening import damaged, refuse_other
from summarizer.reading.scrubbing import QUOTE
from summarizer.reading.word_paragraph import W
from summarizer.reading.word_walk import TITLE_WITHIN, Styles, Walk
from summarizer.text import Document, SourceIssue

if TYPE_CHECKING:
    from docx.document import Document as Opened

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RUNNING = re.compile(r"(?:header|footer)\d{0,6}\.xml\Z")
_DEEPEST = 200  # levels of XML; the parser's own limit is 256
_MOST_ELEMENTS = 1_500_000
_LARGEST_XML = 60_000_000  # bytes of all XML parts together


def read(data: bytes, blank: Document) -> Document:
    """Read a Word document. `blank` has the path and digest; texts, pieces, title and issues are added.

    Raises:
        UnreadableDocument: codes `damaged`, `encrypted`, `unsupported` (macros, an older format),
            `too_large`, `missing_extra`.
    """
    with opened(data) as word:
        walk = word.walked()
        texts = [line.text for line in walk.lines]
        return replace(
            blank,
            media_type=MEDIA_TYPE,
            texts=tuple(texts),
            pieces={n: pieces for n, line in enumerate(walk.lines, 1) if (pieces := line.tagged)},
            title=walk.title or _stated_title(word.library, texts),
            issues=tuple(SourceIssue("injection", text[:QUOTE]) for text in walk.orders()),
        )


@dataclass(frozen=True)
class Word:
    """An opened Word document: the library's view, and the trees of its notes by the names of their parts."""

    library: Opened
    notes: dict[str, Any]
    checked: frozenset[str] = frozenset()  # the names of the parts that were looked through

    def trees(self) -> dict[str, Any]:
        """The roots of the parts that hold text (the body, notes), by their names."""
        return {_name(self.library.part): self.library.element, **self.notes}

    def styles(self) -> dict[str, Any]:
        """The root of the part with the styles, by its name; none if the document has no such part."""
        return {
            _name(part): part.element
            for part in _parts(self.library)
            if hasattr(part, "element") and part.element.tag == self.library.styles.element.tag
        }

    def lists(self) -> dict[str, Any]:
        """The root of the part that defines lists, by its name; none if the document has no such part."""
        root = _numbering(self.library)
        return {
            _name(part): root
            for part in _parts(self.library)
            if root is not None and getattr(part, "element", None) is root
        }

    def numbering(self) -> Numbering:
        """Counts the paragraphs of lists, from the beginning."""
        return Numbering.of(_numbering(self.library), self.library.styles.element)

    def comments(self) -> dict[str, str]:
        """The texts of the comments, by their ids."""
        return {
            comment.get(W + "id") or "": " ".join("".join(comment.itertext(W + "t")).split())
            for part in _parts(self.library)
            if _name(part) in self.checked and _name(part).endswith("comments.xml")
            for comment in _root(part).iter(W + "comment")
        }

    def running(self) -> list[str]:
        """The texts of the running heads and feet, each once."""
        roots = [
            _root(part)
            for part in _parts(self.library)
            if _name(part) in self.checked and _RUNNING.search(_name(part))
        ]
        texts = ("".join(one.itertext(W + "t")).strip() for root in roots for one in root.iter(W + "p"))
        return list(dict.fromkeys(filter(None, texts)))

    def walked(self) -> Walk:
        """Go through the whole document, once for all who read or rebuild it."""
        styles = self.library.styles.element
        walk = Walk(Styles.of(styles), self.numbering(), Notes.of(self.notes))
        walk.all(self.library.element.body)
        return walk


@contextmanager
def opened(data: bytes) -> Iterator[Word]:
    """Check and open a document, and translate what goes wrong with it while it is open.

    Raises:
        UnreadableDocument: as `read`.
    """
    refuse_other(data, "Word document", "Word", ".docx")
    parts = _checked(data)
    library = _library()
    with _translated():
        document = library.Document(io.BytesIO(data))
        if _name(document.part) not in parts or document.element.body is None:
            raise damaged("The Word document has no main part that could be checked.")
        yield Word(document, _notes(document, parts), parts)


# ---------------------------------------------------------------------------------- before it is opened


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
    from zipfile import BadZipFile  # noqa: PLC0415
    from zlib import error as ZlibError  # noqa: N812, PLC0415

    from docx.exceptions import PythonDocxError  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from docx.oxml.exceptions import XmlchemyError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        yield
    except (
        PythonDocxError, OpcError, XmlchemyError, LxmlError, BadZipFile, ZlibError, EOFError,
        ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError,
    ) as error:  # fmt: skip
        raise damaged("The file is not a whole Word document.") from error


# ------------------------------------------------------------------------------------------- its parts


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _parts(document: Opened) -> list[Any]:
    """Return the parts that the main part refers to."""
    return [relation.target_part for relation in document.part.rels.values() if not relation.is_external]


def _numbering(document: Opened) -> Any | None:
    """Return the root of the part that defines lists, or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/numbering"):
            return getattr(relation.target_part, "element", None)
    return None


def _notes(document: Opened, checked: frozenset[str]) -> dict[str, Any]:
    """Return the roots of the parts with notes that the main part refers to and that were looked through."""
    names = {_name(part): part for part in _parts(document)}
    return {name: _root(part) for name, part in names.items() if name in checked and Notes.kind_of(name)}


def _root(part: Any) -> Any:
    """Return the root of a part that was looked through."""
    from lxml import etree  # noqa: PLC0415 (not needed for texts)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(part.blob, parser)


def _stated_title(document: Opened, lines: list[str]) -> str:
    """Return the metadata's title if it is a line near the top; often it is that of an older document."""
    stated = " ".join((document.core_properties.title or "").split())
    return stated if stated in lines[:TITLE_WITHIN] else ""
