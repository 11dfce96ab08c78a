"""Workbooks (.xlsx): each row of a sheet is a line, its cells joined with " | "; blank lines part sheets.

A row with a long text is a line for each cell. Numbers, percentages and dates are shown as the reader sees
them, formulas by their last value. Hidden sheets, rows and columns are no lines (hidden text that seems to
address a model is reported), nor are comments, charts, text boxes and the names of sheets.

The cells come with the bytes that they are made of: whoever writes the workbook anew, in another language,
replaces these, and leaves all else as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from summarizer.exchange import inline
from summarizer.reading.opening import damaged
from summarizer.reading.rendering import looks_like_orders
from summarizer.reading.scrubbing import QUOTE
from summarizer.reading.spreadsheet_parts import Parts, too_large
from summarizer.reading.spreadsheet_values import Formats, Properties, Span, Text, text_of
from summarizer.text import Document, SourceIssue

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_CELLS = 300_000  # with something in them
_MOST_SHEETS, _MOST_COLUMNS = 500, 16_384
_MOST_CHARACTERS = 20_000_000  # of all cells: many may show one long text of the table of texts
_LONGEST_CELL = 200  # characters; rows with longer cells are a line for each cell
_LONGEST_TEXT = 32_767  # what Excel itself allows in a cell
_MOST_ISSUES = 20
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset({"1", "true"})
_TEXTS = frozenset({"s", "inlineStr", "str"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it: where it is, what it shows, and from where to where its bytes are.

    `shared` is the number of its text in the table of texts, or -1. `name` is that of its element, with a
    prefix if it has one. Only a text that nobody computes `is_text`.
    """

    row: int
    column: int
    content: Text
    is_text: bool
    start: int
    end: int
    name: str
    attributes: Mapping[str, str]
    shared: int = -1


@dataclass
class Sheet:
    """A sheet: the name of its part, its cells by rows, and what of it is hidden."""

    part: str
    is_hidden: bool
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(_MOST_COLUMNS + 1))  # 1 where hidden
    formulas: list[str] = field(default_factory=list)

    def shows(self, cell: Cell) -> bool:
        """Whether a reader sees a cell."""
        is_hidden = self.hidden_columns[min(cell.column, _MOST_COLUMNS)]
        return not (self.is_hidden or is_hidden or cell.row in self.hidden_rows)


@dataclass
class Book:
    """A workbook whose cells are known."""

    parts: Parts
    main: str
    sheets: list[Sheet]

    @cached_property
    def lines(self) -> list[tuple[tuple[Sheet, Cell], ...]]:
        """The cells of each line; none for a blank line."""
        found: list[tuple[tuple[Sheet, Cell], ...]] = []
        for sheet in self.sheets:
            rows = [line for number in sorted(sheet.rows) for line in _lines(sheet, sheet.rows[number])]
            found += [()] * bool(found and rows) + rows
        return found

    def hidden(self) -> Iterator[str]:
        """The texts that nobody sees."""
        for sheet in self.sheets:
            for row in sheet.rows.values():
                yield from (inline.flat(cell.content.text) for cell in row if not sheet.shows(cell))


def read(data: bytes, blank: Document) -> Document:
    """Read a workbook. `blank` has the path and digest; texts, pieces and issues are added.

    Raises:
        UnreadableDocument: codes `damaged`, `encrypted`, `unsupported` (macros, an older format) and
            `too_large`.
    """
    book = opened(data)
    shown = [tuple(cell.content.text for _, cell in line) for line in book.lines]
    plain = [" | ".join(_flat(cell.content) for _, cell in line) for line in book.lines]
    orders = [text for text in book.hidden() if looks_like_orders(text)][:_MOST_ISSUES]
    return replace(
        blank,
        media_type=MEDIA_TYPE,
        texts=tuple(plain),
        issues=tuple(SourceIssue("injection", text[:QUOTE]) for text in orders),
        pieces={
            number: cells
            for number, (cells, line) in enumerate(zip(shown, plain, strict=True), 1)
            if len(cells) > 1 or cells not in {(line,), ()}
        },
    )


def opened(data: bytes) -> Book:
    """Find the cells of a workbook. Raises UnreadableDocument as `read` does."""
    parts = Parts.of(data)
    main = next((name for kind, name in parts.related("").values() if kind == "officeDocument"), "")
    if not main or main not in parts.files:
        raise damaged("The file is not a workbook, whatever its name says.")
    related = parts.related(main)
    by_kind = dict(related.values())
    outline = _Outline(parts, main)
    texts = strings(parts, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
    formats = _formats(parts, by_kind.get("styles", ""), is_1904=outline.is_1904)
    reader = _Reader(parts, [text_of(spans) for _, _, spans in texts], formats)
    sheets = []
    for target, is_hidden in outline.sheets[:_MOST_SHEETS]:
        kind, name = related.get(target, ("", ""))
        if kind == "worksheet":
            sheets.append(reader.sheet(name, is_hidden=is_hidden))
    return Book(parts, main, sheets)


def _flat(content: Text) -> str:
    return inline.flat(content.text) if content.tags else content.text


def _lines(sheet: Sheet, row: Sequence[Cell]) -> Iterator[tuple[tuple[Sheet, Cell], ...]]:
    cells = [(sheet, cell) for cell in sorted(row, key=lambda cell: cell.column) if sheet.shows(cell)]
    if cells and all(len(cell.content.text) <= _LONGEST_CELL for _, cell in cells):
        yield tuple(cells)
    else:
        yield from ((cell,) for cell in cells)


# ------------------------------------------------------------------------------------------ the parts


class _Outline:
    """What the main part says: its sheets (id of the part, whether hidden), and where days begin."""

    def __init__(self, parts: Parts, main: str) -> None:
        self.sheets: list[tuple[str, bool]] = []
        self.is_1904 = False
        parts.walk(main, self._start, lambda *_: None, lambda _: None)

    def _start(self, name: str, attributes: Mapping[str, str], _at: int) -> None:
        if name == "sheet":
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((target, attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "").lower() in _TRUE


def strings(parts: Parts, name: str) -> list[tuple[int, int, list[Span]]]:
    """The texts of the table of texts, with the bytes that they are made of."""
    found: list[tuple[int, int, list[Span]]] = []
    reader = _Spans()
    begin = 0

    def start(local: str, attributes: Mapping[str, str], at: int) -> None:
        nonlocal begin
        if local == "si":
            begin = at
            reader.reset()
        reader.start(local, attributes)

    def end(local: str, at: int) -> None:
        reader.end(local)
        if local == "si":
            found.append((begin, at, reader.spans))

    parts.walk(name, start, end, reader.text)
    return found


def _formats(parts: Parts, name: str, *, is_1904: bool) -> Formats:
    styles: list[int] = []
    codes: dict[int, str] = {}
    inside = False

    def start(local: str, attributes: Mapping[str, str], _at: int) -> None:
        nonlocal inside
        if local == "cellXfs":
            inside = True
        elif local == "xf" and inside:
            styles.append(_number(attributes.get("numFmtId", "")))
        elif local == "numFmt":
            codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")[:200]

    def end(local: str, _at: int) -> None:
        nonlocal inside
        inside = inside and local != "cellXfs"

    if name in parts.files:
        parts.walk(name, start, end, lambda _: None)
    return Formats(styles, codes, is_1904=is_1904)


class _Spans:
    """Collects the runs of one text; how Chinese is pronounced is not part of it."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.spans: list[Span] = []
        self._properties: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self._in_properties = self._in_text = self._in_phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_properties:
            self._properties.append((name, tuple(attributes.items())))
        elif name == "r":
            self._properties = []
        elif name == "rPr":
            self._in_properties = True
        elif name == "rPh":
            self._in_phonetic = True
        elif name == "t" and not self._in_phonetic:
            self._in_text = True
            self.spans.append((tuple(self._properties), ""))

    def end(self, name: str) -> None:
        if name == "rPr":
            self._in_properties = False
        elif name == "rPh":
            self._in_phonetic = False
        elif name == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            properties, before = self.spans[-1]
            if len(before) <= _LONGEST_TEXT:
                self.spans[-1] = (properties, before + text)


class _Reader:
    """Reads sheets, one after the other."""

    def __init__(self, parts: Parts, strings: Sequence[Text], formats: Formats) -> None:
        self._parts, self._strings, self._formats = parts, strings, formats
        self._count = self._size = 0
        self._spans = _Spans()
        self._formula: list[str] | None = None

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        """Read one sheet."""
        self._sheet = Sheet(name, is_hidden)
        self._row = self._column = 0
        self._into: list[str] | None = None
        self._parts.walk(name, self._start, self._end, self._text)
        return self._sheet

    def _start(self, name: str, attributes: Mapping[str, str], at: int) -> None:
        if name == "c":
            self._begin(attributes, at)
        elif name == "row":
            self._row = _number(attributes.get("r", "")) or self._row + 1
            self._column = 0
            if attributes.get("hidden", "").lower() in _TRUE:
                self._sheet.hidden_rows.add(self._row)
        elif name == "col" and attributes.get("hidden", "").lower() in _TRUE:
            first = min(_number(attributes.get("min", "")), _MOST_COLUMNS)
            last = min(_number(attributes.get("max", "")), _MOST_COLUMNS)
            self._sheet.hidden_columns[first : last + 1] = b"\1" * max(0, last + 1 - first)
        elif name == "v":
            self._into = self._value
        elif name == "f":
            self._formula = []
            self._into = self._formula
        else:
            self._spans.start(name, attributes)

    def _begin(self, attributes: Mapping[str, str], at: int) -> None:
        self._attributes, self._at = dict(attributes), at
        self._value: list[str] = []
        self._formula = None
        self._spans.reset()
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._row = int(place[2]) if place else self._row

    def _text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)
        else:
            self._spans.text(text)

    def _end(self, name: str, at: int) -> None:
        if name in {"v", "f"}:
            self._into = None
        elif name == "c":
            self._finish(at)
        else:
            self._spans.end(name)

    def _finish(self, end: int) -> None:
        kind = self._attributes.get("t", "n")
        value = "".join(self._value)[: 2 * _LONGEST_TEXT]
        if self._formula is not None:
            self._sheet.formulas.append("".join(self._formula)[:10_000])
        shared = _number(value.strip()) if kind == "s" and value.strip().isdecimal() else -1
        content = self._content(kind, value, shared)
        if not content.text.strip():
            return
        self._count += 1
        self._size += len(content.text)
        if self._count > _MOST_CELLS or self._size > _MOST_CHARACTERS:
            raise too_large("there is too much in its cells")
        is_text = kind in _TEXTS and self._formula is None
        raw = self._parts.files[self._sheet.part][self._at + 1 : self._at + 60]
        name = re.split(rb"[\s/>]", raw, maxsplit=1)[0].decode("utf-8", "replace")
        self._sheet.rows.setdefault(self._row, []).append(
            Cell(
                self._row, self._column, content, is_text, self._at, end, name, self._attributes,
                shared if kind == "s" else -1,
            )
        )  # fmt: skip

    def _content(self, kind: str, value: str, shared: int) -> Text:
        if kind == "s":
            return self._strings[shared] if 0 <= shared < len(self._strings) else Text("")
        if kind == "inlineStr":
            return text_of(self._spans.spans)
        if kind == "str":
            return text_of([((), value)])
        if kind == "b":
            return Text("TRUE" if value.strip() in _TRUE else "FALSE" if value.strip() else "")
        if kind in {"e", "d"}:
            return Text(value.strip()[:40] if kind == "d" else "")
        return Text(self._formats.shown(value.strip()[:60], _number(self._attributes.get("s", ""))))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


__all__ = ["MEDIA_TYPE", "Book", "Cell", "Properties", "Sheet", "opened", "read", "strings"]
