"""Tables as XLSX, for those who review terms in a spreadsheet: text is text, never a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from summarizer.errors import UsageError

MOST_BYTES = 200_000_000  # unpacked: a table of terms is a hundredth of this
_WIDTHS = (28, 44)  # characters, of the first two columns


def render(columns: Sequence[str], table: Iterable[Sequence[str]]) -> bytes:
    """A workbook with one sheet: a frozen header that filters, and cells that are text whatever they hold.

    Raises UsageError where the library for it is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing() from error
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # equal tables are equal files
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("terms")
        last = 0
        for last, row in enumerate((columns, *table)):
            for column, cell in enumerate(row):
                sheet.write_string(last, column, literal(_sound(cell)), text if last else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
    return out.getvalue()


def rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that are not blank, with their numbers; of a formula its last value.

    Raises UsageError where the library for it is not installed, ValueError for what is no workbook.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing() from error
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise ValueError("it is too large when unpacked")
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets = book.worksheets
        for number, row in enumerate(sheets[0].iter_rows(values_only=True) if sheets else (), 1):
            cells = [" ".join(_shown(cell).split()) for cell in row]
            if any(cells):
                yield number, cells
    except (KeyError, TypeError, AttributeError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise ValueError("it is not an Excel workbook (.xlsx)") from error


def _shown(cell: Any) -> str:
    """A cell as a person reads it: 2025, not 2025.0."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _missing() -> UsageError:
    return UsageError(
        "Spreadsheets need further libraries.", "Install them: pip install 'summarizer[office]'."
    )


def literal(text: str) -> str:
    """A text that xlsxwriter writes as text: what begins like its own markup, it would write as such."""
    return f" {text}" if text.startswith("<r>") else text
