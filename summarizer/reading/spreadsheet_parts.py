"""The parts of a workbook (.xlsx): unpacked within limits, and read as a stream of events, without a tree.

Nothing is trusted: macros, document types, other encodings, and what is too large or too deep are refused
before a cell is looked at.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives
from summarizer.reading.opening import damaged, refuse_other

_DEEPEST = 100  # levels of XML
_MOST_ELEMENTS = 1_500_000
_LARGEST_XML = 80_000_000  # bytes of all parts that are read
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})

Start = Callable[[str, Mapping[str, str], int], None]  # local name, attributes, where it begins in the part
End = Callable[[str, int], None]  # local name, where what closes it ends


@dataclass
class Parts:
    """The files of one workbook, and how much may be read of them yet."""

    files: Mapping[str, bytes]
    _size: int = 0
    _elements: int = 0
    _read: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, data: bytes) -> Parts:
        """Unpack a workbook.

        Raises:
            UnreadableDocument: codes `damaged`, `encrypted`, `unsupported` (macros, an older format),
                `too_large`.
        """
        refuse_other(data, "workbook", "Excel", ".xlsx")
        stream = io.BytesIO(data)
        listed = archives.entries(stream, archives.DOCUMENT)
        for entry in listed:
            if entry.name.lower().endswith("vbaproject.bin"):
                raise UnreadableDocument(
                    "The workbook holds macros.", "Save it as .xlsx without macros.", "unsupported"
                )
            if entry.fault:
                raise entry.fault
        files = {
            entry.name: archives.unpack(stream, entry.packed, archives.DOCUMENT.total) for entry in listed
        }
        for name, content in files.items():
            if name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in content.replace(b"\0", b""):
                raise damaged("The workbook declares a document type, which none written by Excel does.")
        return cls(files)

    def walk(self, name: str, start: Start, end: End, text: Callable[[str], None]) -> None:
        """Read one part. Raises UnreadableDocument where it is missing, broken, or beyond the limits."""
        content = self.files.get(name)
        if content is None:
            raise damaged("A part that belongs to the workbook is missing in it.")
        self._size += len(content)
        if self._size > _LARGEST_XML:
            raise too_large("it holds too much XML")
        parser = expat.ParserCreate()
        parser.buffer_text = True
        self._watch(parser, content, start, end)
        parser.CharacterDataHandler = text
        try:
            parser.Parse(content, True)  # noqa: FBT003 (the only form there is)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged("The workbook holds broken XML.") from error

    def _watch(self, parser: expat.XMLParserType, content: bytes, start: Start, end: End) -> None:
        depth = 0

        def begun(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > _DEEPEST:
                raise too_large("its XML is nested too deeply")
            if self._elements > _MOST_ELEMENTS:
                raise too_large("it has too many cells")
            start(name.rpartition(":")[2], attributes, parser.CurrentByteIndex)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name.rpartition(":")[2], content.find(b">", parser.CurrentByteIndex) + 1)

        parser.StartElementHandler, parser.EndElementHandler = begun, ended
        parser.XmlDeclHandler = _refuse_encoding
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            _refuse_encoding("1.0", "utf-16", -1)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to within the workbook: id -> kind, name of the part."""
        folder, base = posixpath.split(name)
        links = f"{folder}/_rels/{base}.rels".lstrip("/")
        found: dict[str, tuple[str, str]] = {}

        def start(local: str, attributes: Mapping[str, str], _at: int) -> None:
            if local == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))

        if links in self.files:
            self.walk(links, start, lambda *_: None, lambda _: None)
        return found


def too_large(why: str) -> UnreadableDocument:
    """Make the error for a workbook beyond the limits."""
    return UnreadableDocument(
        f"The workbook cannot be read: {why}.", "Split it, or save what matters of it as .csv.", "too_large"
    )


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in _UTF8:
        raise damaged("The workbook is not in UTF-8, as every one written by Excel is.")
