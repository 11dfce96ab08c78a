"""`table.xlsx`: the folder to sort and filter: a sheet each for documents, events, people, figures, findings.

Text is text whatever it begins with: no formulas, no links but those to our own files beside the workbook.
What a sheet cannot hold goes on in a further one ("Figures 2"), what a cell cannot hold is cut, which the
cell and the sheet "About" say. Rows are written as they come and not kept. Equal results give equal files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.files import DOCUMENTS, streamed, unwritable
from summarizer.reporting.sheets import SHEETS, Cell, Column, Row, display_width, rows, term_row
from summarizer.results import Result
from summarizer.text import Term
from summarizer.workbook import literal
from summarizer.writing.naming import output_name
from summarizer.writing.wording import all_names, counted, moment_text

if TYPE_CHECKING:
    import xlsxwriter

NAME = "table.xlsx"
MOST_ROWS = 1_048_575  # what a sheet can hold below its header
LONGEST = 32_767  # UTF-16 units, what a cell can hold
_CUT = " … [cut: a cell holds no more]"
_MOST_LINKS = 60_000  # a sheet can hold 65,530
_LINKED = (".md", ".json")  # what a document's row leads to: the first that is there
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # equal results are equal files
_UNLINKABLE = re.compile(r"[#%\[\]]")  # these mean something else in a link
_PRINTED = 10  # columns of the sheet "Documents", up to the summary
_LINE, _TALLEST = 15, 180  # points: the height of a line of text, and of the tallest row
# Where xlsxwriter (3.2 and 3.3) keeps the heights of all rows, also of those that are long written.
_REMEMBERED = ("row_info", "set_rows", "row_sizes")
_WARNING, _GOOD, _HEAD = "#FCE8DC", "#E3F1E6", "#DCE6F1"
_COLOURED = {"flagged": "warning", "error": "warning", "verified": "good"}


@dataclass(slots=True)
class Filling:
    """A sheet with `last` rows below its header; `part` counts the sheets of this name."""

    name: str
    sheet: Any
    last: int = 0
    part: int = 1


@dataclass
class Book:
    """A workbook that is being written; counts what had to be cut."""

    book: xlsxwriter.Workbook
    root: Path
    formats: Mapping[str, Any]
    sheets: dict[str, Filling] = field(default_factory=dict)
    cut: int = 0
    links: int = 0

    def begin(self, name: str, part: int = 1) -> Filling:
        """A sheet with its header; `part` is told from 2 on."""
        sheet = self.book.add_worksheet(name if part == 1 else f"{name} {part}")
        for index, column in enumerate(SHEETS[name]):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, column.header, self.formats["head"])
        sheet.freeze_panes(1, 2 if name == "Documents" else 1)
        _set_print(sheet)
        self.sheets[name] = Filling(name, sheet, part=part)
        return self.sheets[name]

    def end(self, filling: Filling) -> None:
        """Let the sheet be filtered."""
        if filling.name == "Documents":  # all columns on a page could not be read
            filling.sheet.print_area(0, 0, filling.last, _PRINTED - 1)
        filling.sheet.autofilter(0, 0, filling.last, len(SHEETS[filling.name]) - 1)

    def add(self, name: str, row: Row) -> None:
        """Write a row; a full sheet goes on in another."""
        filling = self.sheets[name]
        if filling.last == MOST_ROWS:
            self.end(filling)
            filling = self.begin(name, filling.part + 1)
        filling.last += 1
        _set_height(filling.sheet, filling.last, name, row)
        for index, (column, cell) in enumerate(zip(SHEETS[name], row, strict=True)):
            self._write(filling.sheet, (filling.last, index), cell, column)

    def link(self, path: str, shown: str) -> None:
        """Let the file of the document that was added last lead to what was written about it."""
        filling = self.sheets["Documents"]
        target = _target(self.root, path)
        if target and self.links < _MOST_LINKS:
            self.links += 1
            said = self._fitting(shown)
            filling.sheet.write_url(filling.last, 1, f"external:{target}", self.formats["link"], said)

    def _write(self, sheet: Any, place: tuple[int, int], cell: Cell, column: Column) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, int | float):
            style = "whole" if column.style == "number" and isinstance(cell, int) else column.style
            sheet.write_number(*place, cell, self.formats[style])
        else:
            sheet.write_string(*place, self._fitting(cell), self.formats[_COLOURED.get(cell, "text")])

    def _fitting(self, text: str) -> str:
        """The text, cut to what a cell can hold."""
        text = literal(text)
        if len(text) <= LONGEST // 2:
            return text
        data = text.encode("utf-16-le")
        if len(data) <= 2 * LONGEST:
            return text
        self.cut += 1
        return data[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def write(results: Iterator[Result], terms: Sequence[Term], folder: Path) -> list[Path]:
    """Write `table.xlsx`; returns its path.

    Raises UsageError for what cannot be written, and where xlsxwriter (the extra `office`) is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Spreadsheets need a further library.", "Install it: pip install 'summarizer[office]'."
        ) from error
    path = folder / NAME
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with streamed(path, durable=False, root=folder) as file:
        try:
            with xlsxwriter.Workbook(file, options) as book:
                book.use_zip64()
                _fill(Book(book, folder, _formats(book)), results, terms)
        except FileCreateError as error:
            raise unwritable(path, OSError(*error.args)) from error
    return [path]


def _fill(book: Book, results: Iterator[Result], terms: Sequence[Term]) -> None:
    known = {term.zh: term.en for term in terms}
    for name in SHEETS:
        book.begin(name)
    count, latest = 0, ""
    for count, result in enumerate(results, 1):
        for name, row in rows(result, all_names(result, known), count):
            book.add(name, row)
            if name == "Documents":
                book.link(result.document.path, str(row[1]))
        latest = max(latest, result.provenance.created_at)
    for term in terms:
        book.add("Terms", term_row(term))
    for filling in book.sheets.values():
        book.end(filling)
    _tell(book, count, latest)


def _tell(book: Book, count: int, latest: str) -> None:
    """The last sheet: what this is, and what is not in it."""
    sheet = book.book.add_worksheet("About")
    sheet.set_column(0, 0, 110)
    made = f", the last made on {moment_text(latest)}" if latest else ""
    lines = [
        f"{counted(count, 'document')}{made}.",
        "Machine translation, checked by code, not edited by a person.",
        "Lines are those of the Chinese source. Dates are given as far as they are known: 2024, 2024-05.",
        "Findings of severity “source” are about the Chinese source itself.",
    ]
    lines += [
        f"A sheet was full: {one.name} goes on in “{one.name} {one.part}”."
        for one in book.sheets.values()
        if one.part > 1
    ]
    if book.cut:
        lines.append(
            f"{counted(book.cut, 'text')} had to be cut: a cell holds {LONGEST:,} characters. "
            "Nothing is cut in results.jsonl."
        )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, book.formats["text"])


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """How cells look. The quote prefix keeps a text a text also when somebody edits its cell."""
    book.set_properties({"title": "Documents, names and figures", "created": _CREATED})
    text = {"text_wrap": True, "valign": "top", "quote_prefix": True}
    number = {"valign": "top", "align": "right"}
    looks = {
        "text": text,
        "head": {**text, "bold": True, "bg_color": _HEAD, "bottom": 1},
        "warning": {**text, "bg_color": _WARNING},
        "good": {**text, "bg_color": _GOOD},
        "link": {**text, "font_color": "#0B5394", "underline": 1},
        "index": {"valign": "top", "align": "center", "font_color": "#56616C"},
        "whole": {**number, "num_format": "#,##0"},
        "number": {**number, "num_format": "#,##0.0#############"},
        "money": {**number, "num_format": "0.0000"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _set_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _set_height(sheet: Any, row: int, name: str, cells: Row) -> None:
    """Give a row the height of its text: not every program does so by itself."""
    both = zip(cells, SHEETS[name], strict=True)
    most = max((_lines(cell, column.width) for cell, column in both if isinstance(cell, str)), default=1)
    for kept in (getattr(sheet, kept, {}) for kept in _REMEMBERED):
        kept.pop(row - 2, None)
    if most > 1:
        sheet.set_row(row, min(most * _LINE, _TALLEST))


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column."""
    return sum(1 + int(1.1 * display_width(line) / width) for line in text.split("\n"))


def _target(root: Path, path: str) -> str:
    """What was written about a document, relative to `root`, or "" where nothing is there that can be linked.

    The name is the safe one that all outputs have (see `writing.naming`), never the path as it came.
    """
    name = f"{DOCUMENTS}/{output_name(path).name}"
    if _UNLINKABLE.search(name):
        return ""
    return next((name + suffix for suffix in _LINKED if (root / (name + suffix)).is_file()), "")
