"""Tables whose rows are documents (.csv, .jsonl): listed as a stream, each row found again by its place.

Memory stays flat: no more than one row is held, whatever the size of the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import UnreadableDocument
from summarizer.reading.decoding import decode
from summarizer.reading.opening import damaged, opened, too_large
from summarizer.reading.sources import Row, Source

SUFFIXES = frozenset({".csv", ".jsonl"})
_LONGEST_ROW = 20_000_000  # bytes
_SAMPLE = 1_000_000  # bytes by which the encoding of a file is told
_DELIMITERS = (",", "\t", ";", "|")
_MOST_COLUMNS_NAMED = 20
_MOST_LINES_OF_HEAD = 50


def listed(source: Source, column: str) -> Iterator[Source]:
    """Yield a source for each row of a file; rows that are blank lines count as none.

    A file that cannot be taken apart, or has no such column, is one source with a fault.
    """
    is_csv = source.name.lower().endswith(".csv")
    number = 0
    try:
        with opened(source.file) as stream:
            for row in _csv_rows(stream, column) if is_csv else _json_rows(stream, column):
                number += 1
                yield _named(source, number, row)
    except UnreadableDocument as error:
        last = _named(source, number + 1, None) if number else source
        yield replace(last, fault=error.with_traceback(None))


def text_of(file: Path, row: Row) -> str:
    """Return the text of one row.

    Raises:
        UnreadableDocument: codes `too_large`, `damaged` (not a row of such a table any more), `no_text` (no
            such column, or no text in it).
    """
    if row.size > _LONGEST_ROW:
        raise too_large(_LONGEST_ROW)
    with opened(file) as stream:
        stream.seek(row.start)
        data = stream.read(row.size)
    return _json_text(data, row) if row.position < 0 else _csv_text(data, row)


def _named(source: Source, number: int, row: Row | None) -> Source:
    member = f"{number:06}.txt"
    return Source(source.file, f"{source.path}/{member}", member, row)


# ------------------------------------------------------------------------------------------ JSON lines


def _json_rows(stream: BinaryIO, column: str) -> Iterator[Row]:
    start = 0
    for line, size in _lines(stream):
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield Row(start, size, column)
        start += size


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield each line with its size; of one beyond the limit, the beginning."""
    while line := stream.readline(_LONGEST_ROW + 1):
        size = len(line)
        more = line
        while not more.endswith(b"\n") and (more := stream.readline(_LONGEST_ROW)):
            size += len(more)
        yield line, size


def _json_text(data: bytes, row: Row) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(data).text
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise damaged("The row is not valid JSON.") from error
    found = value.get(row.column) if isinstance(value, dict) else None
    if not isinstance(found, str):
        keys = f" It has: {_listed(value)}." if isinstance(value, dict) and value else ""
        raise _without_text(f"The row has no text under the key {row.column}.{keys}")
    return found


# ------------------------------------------------------------------------------------------ CSV


def _csv_rows(stream: BinaryIO, column: str) -> Iterator[Row]:
    """Let the library say where rows end: it takes exactly the lines that a row consists of."""
    encoding = _encoding(stream)
    lines = _Lines(stream, encoding)
    head, delimiter = _head(lines, column)
    position = head.index(column)
    reader = _reader(lines, delimiter)
    while True:
        start = lines.end
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise damaged(
                "The table cannot be taken apart from here on: a quotation mark or a line end is missing."
            ) from error
        if cells is None:
            return
        if cells:
            yield Row(start, lines.end - start, column, encoding, position, delimiter)


class _Lines:
    """The lines of a stream, decoded; `end` is where in the file the last one ended."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._lines, self._encoding = _lines(stream), encoding
        self.end = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, size = next(self._lines)
        if size > len(line):
            raise too_large(_LONGEST_ROW)
        if not self.end:
            line = line.removeprefix(codecs.BOM_UTF8)
        self.end += size
        return line.decode(self._encoding, "replace").replace("\0", "")


def _head(lines: _Lines, column: str) -> tuple[list[str], str]:
    """Return the names of the columns, and the delimiter with which `column` is one of them."""
    line = next(lines, "")
    for _ in range(_MOST_LINES_OF_HEAD):
        if line.count('"') % 2 == 0:  # else a name goes on in the next line
            break
        line += next(lines, "")
    if '"' not in line and "\r" in line.rstrip("\r\n"):
        raise damaged("The lines of the table end as only old programs do (CR alone).")
    try:
        heads = {mark: _names(line, mark) for mark in _DELIMITERS}
    except csv.Error as error:
        raise damaged("The first line of the table cannot be taken apart.") from error
    for mark, head in heads.items():
        if column in head:
            return head, mark
    head = max(heads.values(), key=len)
    raise _without_text(f"The table has no column {column}. Its columns are: {_listed(head)}.")


def _names(line: str, delimiter: str) -> list[str]:
    cells = next(_reader(io.StringIO(line, newline=""), delimiter), [])
    return [" ".join(name.split()) for name in cells]


def _reader(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_ROW)  # the library's own is less than a long article
    return csv.reader(lines, delimiter=delimiter)


def _encoding(stream: BinaryIO) -> str:
    """Tell the encoding by the beginning of the file, cut where a line ends."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    cut = sample.rfind(b"\n") + 1 if len(sample) == _SAMPLE else 0
    found = decode(sample[: cut or None]).encoding
    if found.startswith(("utf-16", "utf-32")):
        raise UnreadableDocument(
            f"Tables in {found} are not supported.", "Save the table as CSV in UTF-8.", "unsupported"
        )
    return "utf-8" if found.startswith("utf-8") else found


def _csv_text(data: bytes, row: Row) -> str:
    text = data.decode(row.encoding, "replace").replace("\0", "")
    try:
        cells = next(_reader(io.StringIO(text, newline=""), row.delimiter), [])
    except csv.Error as error:
        raise damaged("The row cannot be taken apart.") from error
    if row.position >= len(cells):
        raise _without_text(f"The row has no cell in the column {row.column}.")
    return cells[row.position]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(list(names)[:_MOST_COLUMNS_NAMED])[:300]


def _without_text(message: str) -> UnreadableDocument:
    return UnreadableDocument(message, "Check the name given with --text-column, and the row.", "no_text")
