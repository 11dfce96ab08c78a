"""Translations as a spreadsheet for review (XLSX): a row for each segment, the reviewed text beside it.

The columns to fill in are open, the rest is locked against accidents (there is no password). Rows may be
sorted, filtered and left out, columns added: they are found by their names, rows by document and number.
The languages are told in the headers: "Chinese (zh)", "English (en)", "Reviewed English (en)".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from summarizer.errors import UsageError
from summarizer.exchange import sheet_reading
from summarizer.exchange.sheet_layout import (
    FORM,
    GUIDE,
    MOST_ROWS,
    STATES,
    TERM_COLUMNS,
    TERMS,
    Column,
    columns,
    styles,
    uninstalled,
)
from summarizer.exchange.unit import UNSOUND, Entry, Unit, broken, checked, fingerprint
from summarizer.files import printable
from summarizer.workbook import literal

__all__ = ["FORM", "entries", "read", "write"]

_ALLOWED = ("sort", "autofilter", "format_columns", "format_rows", "format_cells")
_LONGEST = 32_767  # UTF-16 units, what a cell can hold
_TOLD = ("Findings", "Terms")  # for information: cut where they are too long


def write(units: Iterable[Unit], terms: Iterable[Entry] = ()) -> bytes:
    """The units as a workbook; equal units are equal files. Cells are text, whatever they hold: no formulas.
    The terms, if there are any, have a sheet of their own.

    Raises UsageError: see `unit.checked`; for a text that no cell can hold, and more rows than a sheet has;
    where the library for it (the extra `office`) is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415
    except ImportError as error:
        raise uninstalled() from error
    found = checked(units)
    if len(found) > MOST_ROWS:
        problem = f"A sheet holds {MOST_ROWS:,} rows, and there are {len(found):,} segments."
        raise UsageError(problem, "Export fewer documents at once.")
    try:
        return _made(xlsxwriter, found, list(terms))
    except XlsxWriterException as error:
        raise UsageError("The sheet for review cannot be made.", "Export as XLIFF instead.") from error


def _made(xlsxwriter: Any, found: list[Unit], entries: list[Entry]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # equal units are equal files
        formats = styles(book)
        _lay_out(book.add_worksheet("Review"), formats, found)
        if entries:
            _lay_out_terms(book.add_worksheet(TERMS), formats, entries)
        guide = book.add_worksheet("How to review")
        guide.set_column(0, 0, 110)
        for row, line in enumerate(GUIDE):
            guide.write_string(row, 0, line, formats["text" if row else "header"])
    return out.getvalue()


def read(data: bytes, name: str = "The file") -> tuple[Unit, ...]:
    """The units of a review sheet, in the order of its rows. The target is the reviewed text where there is
    one, and the unit is then `reviewed`; a comment is a remark of kind `note`.

    Raises UsageError naming the file, and the cell or row where there is one: no workbook, no sheet with the
    columns of a review, a formula, date or error in a column of ours, an unknown status, a row that does not
    say what it is about, two rows about the same with different reviewed texts; where the library for it is
    not installed.
    """
    return sheet_reading.units(data, printable(name))


def entries(data: bytes, name: str = "The file") -> tuple[Entry, ...]:
    """The terms of a review sheet, with the reviewed English where there is any. Raises as `read`."""
    return sheet_reading.entries(data, printable(name))


def _lay_out_terms(sheet: Any, formats: Mapping[str, Any], found: list[Entry]) -> None:
    for index, column in enumerate(TERM_COLUMNS):
        sheet.set_column(index, index, column.width, None, {"hidden": column.style == "hidden"})
        sheet.write_string(0, index, column.header, formats["header"])
    for row, entry in enumerate(found, 1):
        zh, en, kind, note = (
            UNSOUND.sub(" ", broken(text)) for text in (entry.zh, entry.en, entry.kind, entry.note)
        )
        for index, (column, text) in enumerate(
            zip(TERM_COLUMNS, (zh, en, "", kind, note, fingerprint(en)), strict=True)
        ):
            _write_cell(sheet, (row, index), text, formats[column.style], column)
    sheet.freeze_panes(1, 0)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))


def _lay_out(sheet: Any, formats: Mapping[str, Any], units: list[Unit]) -> None:
    found = columns(units[0])
    for index, column in enumerate(found):
        sheet.set_column(index, index, column.width, None, {"hidden": column.style == "hidden"})
        sheet.write_string(0, index, column.header, formats["header"])
    for row, unit in enumerate(units, 1):
        for index, (column, text) in enumerate(zip(found, _cells(unit), strict=True)):
            if _is_long(text) and column.header not in _TOLD:
                raise _too_long(unit, column)
            _write_cell(sheet, (row, index), text, formats[column.style], column)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.autofilter(0, 0, len(units), len(found) - 1)
    status = [column.header for column in found].index("Status")
    choices = {"validate": "list", "source": list(STATES), "error_type": "stop"}
    sheet.data_validation(1, status, len(units), status, choices)
    sheet.protect("", dict.fromkeys(_ALLOWED, True))


def _cells(unit: Unit) -> tuple[str, ...]:
    status = next(text for text, state in STATES.items() if state == unit.state)
    findings = [
        f"{remark.severity}: {remark.message}" for remark in unit.remarks if remark.severity != "note"
    ]
    comments = [remark.message for remark in unit.remarks if remark.severity == "note"]
    terms = [f"{term} = {rendering}" for term, rendering in unit.terms]
    lists = ("\n".join(findings), "\n".join(terms), "\n".join(comments))
    told = (unit.document, unit.segment, unit.source, unit.target)
    return (*told, "", status, *lists, unit.id, fingerprint(unit.target))


def _write_cell(sheet: Any, place: tuple[int, int], text: str, style: Any, column: Column) -> None:
    if column.style == "number" and _is_number(text):
        sheet.write_number(*place, int(text), style)  # so that it sorts as a number
    elif not text:
        sheet.write_blank(*place, None, style)
    else:
        # What looks like an escape of the format (_x000D_) is escaped by the library, and read back.
        sheet.write_string(*place, literal(_cut(broken(text))), style)


def _is_long(text: str) -> bool:
    return len(text.encode("utf-16-le")) > 2 * _LONGEST


def _cut(text: str) -> str:
    """As much of a text as a cell can hold."""
    shortened = text.encode("utf-16-le")[: 2 * _LONGEST - 4].decode("utf-16-le", "ignore") + "…"
    return shortened if _is_long(text) else text


def _too_long(unit: Unit, column: Column) -> UsageError:
    problem = f"{printable(unit.id)}, {column.header}: no cell holds more than {_LONGEST:,} characters."
    return UsageError(problem, "Export as XLIFF, where a text may have any length.")


def _is_number(text: str) -> bool:
    """Whether text is a number that a spreadsheet gives back digit by digit."""
    return text.isascii() and text.isdecimal() and len(text) <= 15 and str(int(text)) == text
