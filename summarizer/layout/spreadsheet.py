"""A workbook once more, in another language: only the bytes of translated cells are replaced.

Styles, widths, charts, images, formulas, numbers and all else stay as they are. Not translated are the names
of sheets (formulas refer to them), what formulas yield, charts' own texts, text boxes and comments; the
headers of a table neither, if a formula may refer to them by name. A translation is always stored as a text,
never as a formula. With `bilingual`, it stands below its source in the same cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr, unescape

from summarizer.exchange import inline
from summarizer.layout.matching import fits, shared, untagged
from summarizer.layout.tables import Headers
from summarizer.layout.trees import serialised, tree
from summarizer.reading import spreadsheet
from summarizer.reading.spreadsheet import Book, Cell, Sheet
from summarizer.reading.spreadsheet_values import BREAK, Properties, Span, escaped, merged

_LONGEST = 32_767  # what Excel allows in a cell
_LIKE_A_FORMULA = ("=", "+", "-", "@")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")

Replacement = tuple[int, int, bytes]  # from, to, what is put there


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:  # noqa: ARG001
    """The workbook with its cells translated; see the package `layout`."""
    book = spreadsheet.opened(data)
    return _Writing(book, bilingual=bilingual).written(data, texts)


_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s[^<>]{0,2000}>")
_NAMED = re.compile(rb"""\bname=(?:"([^"]{0,400})"|'([^']{0,400})')""")


def left(data: bytes) -> list[str]:
    """The names of the sheets that a reader sees, which stay as they are."""
    book = spreadsheet.opened(data)
    shown = [found[0] for found in _SHEET.finditer(book.parts.files[book.main]) if b"idden" not in found[0]]
    names = (found[1] or found[2] for element in shown if (found := _NAMED.search(element)))
    return [unescape(name.decode("utf-8", "replace")) for name in names if name]


@dataclass(frozen=True, slots=True)
class _New:
    """A cell's new text, as runs of rich text."""

    cell: Cell
    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        return "".join(text for _, text in self.spans)


class _Writing:
    """One workbook being written."""

    def __init__(self, book: Book, *, bilingual: bool) -> None:
        self._book, self._bilingual = book, bilingual
        self._headers = Headers(book)
        self._styles = _Styles(book)

    def written(self, data: bytes, texts: Mapping[int, tuple[str, ...]]) -> bytes:
        """The archive with the parts that have changed."""
        changed: dict[str, bytes] = {}
        replaced: dict[str, list[_New]] = {}
        for number, pieces in texts.items():
            if 0 < number <= len(self._book.lines) and (cells := self._book.lines[number - 1]):
                for (sheet, cell), text in zip(cells, shared(pieces, len(cells)), strict=True):
                    new = self._new(sheet, cell, text.strip())
                    if new:
                        replaced.setdefault(sheet.part, []).append(new)
        for part, news in replaced.items():
            places = [(new.cell.start, new.cell.end, self._element(new)) for new in news]
            changed[part] = _spliced(self._book.parts.files[part], places)
        if replaced:
            changed |= self._headers.changed() | self._styles.changed() | self._recalculated()
            changed |= self._emptied([new.cell for news in replaced.values() for new in news])
        return _repacked(data, changed)

    def _new(self, sheet: Sheet, cell: Cell, text: str) -> _New | None:
        """The new text of a cell, None where it stays as it is."""
        if not text or not cell.is_text:
            return None
        spans = _spans(cell, _NOT_IN_XML.sub("", text)[:_LONGEST])
        same = not cell.content.tags and "".join(text for _, text in spans) == cell.content.text
        if self._bilingual and not same:
            source = _spans(cell, cell.content.text)
            spans = tuple(merged([*source, (cell.content.base, "\n"), *spans]))
        if self._headers.has(sheet, cell):
            name = self._headers.renamed(sheet, cell, " ".join("".join(text for _, text in spans).split()))
            return _New(cell, ((cell.content.base, name),)) if name else None
        return _New(cell, spans)

    def _element(self, new: _New) -> bytes:
        cell = new.cell
        prefix = cell.name.rpartition("c")[0]
        attributes = {key: value for key, value in cell.attributes.items() if key not in {"t", "cm", "vm"}}
        style = self._styles.derived(
            attributes.get("s", "0"),
            is_wrapped="\n" in new.plain,
            is_quoted=new.plain.startswith(_LIKE_A_FORMULA),
        )
        if style != "0":
            attributes["s"] = style
        shown = _shown(attributes.items())
        inner = "".join(_run(span, prefix, is_only=len(new.spans) == 1) for span in new.spans)
        text = f'<{prefix}c{shown} t="inlineStr"><{prefix}is>{inner}</{prefix}is></{prefix}c>'
        return text.encode()

    def _emptied(self, cells: Sequence[Cell]) -> dict[str, bytes]:
        """The table of texts without those that no cell shows any longer: nobody looks for Chinese there."""
        gone = {cell.shared for cell in cells if cell.shared >= 0}
        written = {(cell.start, cell.end) for cell in cells}
        for sheet in self._book.sheets:
            for row in sheet.rows.values():
                gone -= {cell.shared for cell in row if (cell.start, cell.end) not in written}
        related = self._book.parts.related(self._book.main)
        name = next((name for kind, name in related.values() if kind == "sharedStrings"), "")
        if not gone or name not in self._book.parts.files:
            return {}
        content = self._book.parts.files[name]
        places = []
        for number, (start, end, _) in enumerate(spreadsheet.strings(self._book.parts, name)):
            if number in gone:
                prefix = re.match(rb"<([^\s/>]*?)si[\s/>]", content[start : start + 60])
                before = prefix[1] if prefix else b""
                places.append((start, end, b"<%ssi><%st/></%ssi>" % (before, before, before)))
        return {name: _spliced(content, places)}

    def _recalculated(self) -> dict[str, bytes]:
        """The main part, asking for formulas to be computed anew: they may show translated cells."""
        if not any(sheet.formulas for sheet in self._book.sheets):
            return {}
        root = tree(self._book.parts.files[self._book.main])
        found = root.find("{*}calcPr")
        if found is None:
            before = next(
                (node for name in _BEFORE_CALCULATION if (node := root.find(f"{{*}}{name}")) is not None),
                None,
            )
            if before is None:
                return {}
            found = before.makeelement(before.tag.rpartition("}")[0] + "}calcPr")
            before.addnext(found)
        found.set("fullCalcOnLoad", "1")
        return {self._book.main: serialised(root)}


def _spans(cell: Cell, text: str) -> tuple[Span, ...]:
    """The runs of a translation: written like their source, where the tags fit."""
    content = cell.content
    tagged = bool(content.tags) and fits(text, content.text)
    if not tagged:
        plain = untagged(text, content.text) if content.tags else text
        return ((content.base, " ".join(plain.split())),)
    written: list[Properties] = [content.base]
    found: list[Span] = []
    for piece in inline.pieces(text):
        if isinstance(piece, str):
            found.append((written[-1], piece))
            continue
        tag = content.tags[piece.number]
        if tag == BREAK:
            found.append((written[-1], "\n"))
        elif piece.kind == "close":
            written.pop()
        else:
            written.append(tag)  # type: ignore[arg-type]  # what is no line break is the properties of a run
    return tuple(found)


def _run(span: Span, prefix: str, *, is_only: bool) -> str:
    properties, text = span
    shown = f'<{prefix}t xml:space="preserve">{escape(escaped(text))}</{prefix}t>'
    if is_only and not properties:
        return shown
    inner = "".join(f"<{prefix}{name}{_shown(attributes)}/>" for name, attributes in properties)
    written = f"<{prefix}rPr>{inner}</{prefix}rPr>" if inner else ""
    return f"<{prefix}r>{written}{shown}</{prefix}r>"


def _shown(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f" {key}={quoteattr(value)}" for key, value in attributes if ":" not in key)


class _Styles:
    """The styles of a workbook, and those made for translated cells."""

    def __init__(self, book: Book) -> None:
        self._book = book
        related = book.parts.related(book.main)
        self._name = next((name for kind, name in related.values() if kind == "styles"), "")
        self._root: Any = None
        self._made: dict[tuple[str, bool, bool], str] = {}

    def derived(self, style: str, *, is_wrapped: bool, is_quoted: bool) -> str:
        """The style that is like another but breaks lines, or says that its cell is no formula."""
        if not (is_wrapped or is_quoted) or self._name not in self._book.parts.files:
            return style
        key = (style, is_wrapped, is_quoted)
        if key not in self._made:
            self._made[key] = self._derive(*key)
        return self._made[key]

    def _derive(self, style: str, is_wrapped: bool, is_quoted: bool) -> str:
        if self._root is None:
            self._root = tree(self._book.parts.files[self._name])
        formats = self._root.find("{*}cellXfs")
        if formats is None or not style.isdecimal() or int(style) >= len(formats):
            return style
        twin = tree(serialised(formats[int(style)]))
        if is_quoted:
            twin.set("quotePrefix", "1")
        if is_wrapped:
            alignment = twin.find("{*}alignment")
            if alignment is None:
                alignment = twin.makeelement(twin.tag.rpartition("}")[0] + "}alignment")
                twin.insert(0, alignment)
            alignment.set("wrapText", "1")
            twin.set("applyAlignment", "1")
        formats.append(twin)
        formats.set("count", str(len(formats)))
        return str(len(formats) - 1)

    def changed(self) -> dict[str, bytes]:
        """The part, if a style was made."""
        return {self._name: serialised(self._root)} if self._root is not None else {}


def _spliced(content: bytes, places: Sequence[Replacement]) -> bytes:
    out: list[bytes] = []
    at = 0
    for start, end, new in sorted(places):
        out += [content[at:start], new]
        at = end
    return b"".join([*out, content[at:]])


def _repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in _files(source):
            new = zipfile.ZipInfo(info.filename, info.date_time)
            new.compress_type, new.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
            content = changed.get(info.filename.removeprefix("./"))
            target.writestr(new, source.read(info) if content is None else content)
    return out.getvalue()


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    return (info for info in archive.infolist() if not info.is_dir())
