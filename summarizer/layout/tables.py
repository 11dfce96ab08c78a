"""The tables of a workbook: the cells of a table's header and the names of its columns must say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from summarizer.layout.trees import serialised, tree
from summarizer.reading.spreadsheet import Book, Cell, Sheet

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LONGEST = 255  # characters of a column's name


class Headers:
    """The header cells of all tables, by sheet and place."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._places: dict[tuple[str, int, int], tuple[str, Any]] = {}
        self._roots: dict[str, Any] = {}
        self._changed: set[str] = set()
        for sheet in book.sheets:
            for kind, name in book.parts.related(sheet.part).values():
                if kind == "table" and name in book.parts.files:
                    self._places |= dict(self._found(sheet, name))
        # A formula names a column in brackets; any that has some may mean one of these.
        self._are_named = any("[" in formula for sheet in book.sheets for formula in sheet.formulas) or any(
            "[" in "".join(node.itertext())
            for root in self._roots.values()
            for node in root.iter("{*}calculatedColumnFormula", "{*}totalsRowFormula")
        )

    def _found(self, sheet: Sheet, name: str) -> Iterator[tuple[tuple[str, int, int], tuple[str, Any]]]:
        root = self._roots[name] = tree(self._book.parts.files[name])
        area = _AREA.fullmatch(root.get("ref") or "")
        columns = root.find("{*}tableColumns")
        if area is None or columns is None or root.get("headerRowCount") == "0":
            return
        for at, column in enumerate(columns):
            yield (sheet.part, int(area[2]), _column(area[1]) + at), (name, column)

    def has(self, sheet: Sheet, cell: Cell) -> bool:
        """Whether a cell is in the header of a table."""
        return (sheet.part, cell.row, cell.column) in self._places

    def renamed(self, sheet: Sheet, cell: Cell, text: str) -> str:
        """Rename a table's column; the name that it has now, or "" where it must keep its own."""
        if self._are_named:
            return ""
        part, column = self._places[(sheet.part, cell.row, cell.column)]
        taken = {(other.get("name") or "").casefold() for other in column.getparent() if other is not column}
        text = text[: _LONGEST - 5]
        name, number = text, 1
        while name.casefold() in taken:
            number += 1
            name = f"{text} {number}"
        column.set("name", name)
        self._changed.add(part)
        return name

    def changed(self) -> dict[str, bytes]:
        """The parts of tables that have renamed columns."""
        return {name: serialised(self._roots[name]) for name in sorted(self._changed)}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
