"""Reads a table for review that comes back: whatever a person and an editor of documents have made of it.

Tracked changes count as accepted: that is what the person who made them sees. A comment on a row is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from summarizer.errors import UnreadableDocument, UsageError
from summarizer.exchange.sheet_layout import STATES
from summarizer.exchange.unit import Entry, Remark, State, Unit
from summarizer.files import printable
from summarizer.handout.columns import KEY, KIND, NOTE, NUMBER, STATUS, TAGGED, TERM, of_document
from summarizer.reading.numbering import Numbering
from summarizer.reading.word import Word, opened
from summarizer.reading.word_nodes import UNSEEN, is_break
from summarizer.reading.word_paragraph import W
from summarizer.reading.word_walk import below, vanishes


def read(data: bytes, name: str = "The file") -> tuple[Unit, ...]:
    """The units of a file for review, in the order of its rows; a comment is a remark of kind `note`.

    Raises UsageError naming the file: no Word document, one with macros, too large, damaged; without a table
    for review; and naming the row: an unknown status, a row that does not say what it is about.
    """
    rows = [row for row in _read(data, name) if row.is_segment]
    if not rows:
        hint = "Give the file that `summarizer review export` made. A translated document is not read back."
        raise UsageError(f"{printable(name)} has no table for review.", hint)
    paths = {of_document(row.document): row.document for row in rows}
    return tuple(_unit(row, paths) for row in rows)


def entries(data: bytes, name: str = "The file") -> tuple[Entry, ...]:
    """The terms at the end of a file for review. Raises UsageError: see `read`."""
    found = [row for row in _read(data, name) if row.is_term]
    return tuple(
        Entry(row.own(TERM), row.text("English"), row.text(KIND), row.text(NOTE), row.key[1])
        for row in found
        if row.key[0] == of_document(row.own(TERM))
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the heads of its columns, the path above it, and what it takes to name it in a message."""

    name: str
    document: str
    columns: Sequence[str]
    cells: Sequence[str]
    comments: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What the grey characters say: the document (or term), and the fingerprint of what was written."""
        found = KEY.search(self.cells[0])
        return (found[1], found[2]) if found else ("", "")

    @property
    def is_segment(self) -> bool:
        """Whether it is a segment, and not the row of another table."""
        return self.columns[0] == NUMBER and bool(self.own(NUMBER)) and (bool(self.key[0]) or self._is_ours())

    @property
    def is_term(self) -> bool:
        """Whether it is one of the terms."""
        return self.columns[0] == TERM and bool(self.key[0])

    def text(self, column: str) -> str:
        """The text of a column, "" where there is none."""
        return self.cells[self.columns.index(column)] if column in self.columns else ""

    def own(self, column: str) -> str:
        """The text of a column without the grey characters."""
        return KEY.sub("", self.text(column)).strip()

    def _is_ours(self) -> bool:
        return bool(self.document) and self.own(NUMBER).isdecimal() and len(self.cells) == len(self.columns)


@dataclass
class _Reading:
    """Goes through the tables of a document."""

    name: str
    numbering: Numbering
    comments: Mapping[str, str]
    document: str = ""
    columns: Sequence[str] = field(default_factory=tuple)

    def rows(self, body: Any) -> Iterator[_Row]:
        """The rows below a head of ours. A table that was torn apart has its head in the first part."""
        for table in body.iter(W + "tbl"):
            for row in below(table, "tr"):
                if row.find(f"{W}trPr/{W}del") is None:
                    yield from self._row(row)

    def _row(self, row: Any) -> Iterator[_Row]:
        cells = [self._text(cell) for cell in below(row, "tc")]
        heads = [" ".join(cell.split()) for cell in cells]
        if len(cells) == 1:
            self.document = cells[0].strip()
        elif cells and heads[0] in (NUMBER, TERM) and len(heads) > 2:
            self.columns = heads
        elif self.columns and len(cells) >= len(self.columns):
            found = (
                self.comments.get(one.get(W + "id") or "", "") for one in row.iter(W + "commentReference")
            )
            yield _Row(self.name, self.document, self.columns, cells, tuple(filter(None, found)))
        elif self.columns and cells and KEY.search(cells[0]):
            raise UsageError(
                f"{printable(self.name)}: the row “{printable(cells[0][:20])}” lacks cells.",
                "Restore its cells, or delete the row.",
            )

    def _text(self, cell: Any) -> str:
        """The text of a cell as it is seen, its paragraphs as lines."""
        parts: list[str] = []
        for paragraph in cell.iter(W + "p"):
            properties = paragraph.find(W + "pPr")
            mark = self.numbering.mark(properties, "")  # an editor may have made a list of "1. First"
            is_joined = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
            parts += [mark, "".join(_shown(paragraph)), "" if is_joined else "\n"]
        return "".join(parts)[:-1] if parts[-1:] == ["\n"] else "".join(parts)


def _read(data: bytes, name: str) -> list[_Row]:
    try:
        with opened(data) as word:
            return list(_reading(word, name).rows(word.library.element.body))
    except UnreadableDocument as error:
        raise UsageError(f"{printable(name)}: {error.message}", error.hint) from error


def _reading(word: Word, name: str) -> _Reading:
    return _Reading(name, word.numbering(), word.comments())


def _shown(element: Any) -> Iterator[str]:
    """The text below an element: insertions are in it; deletions, codes of fields and hidden text are not."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in UNSEEN or tag == W + "p":
            continue
        if tag == W + "t":
            yield child.text or ""
        elif tag == W + "tab":
            yield "\t"
        elif tag == W + "noBreakHyphen":
            yield "-"
        elif is_break(child):
            yield "\n"
        elif tag != W + "r" or not _is_hidden(child):
            yield from _shown(child)


def _is_hidden(run: Any) -> bool:
    properties = run.find(W + "rPr")
    return properties is not None and vanishes(properties)


def _unit(row: _Row, paths: Mapping[str, str]) -> Unit:
    number, (of, written) = row.own(NUMBER), row.key
    is_here = of in ("", of_document(row.document))  # in the table of its document
    document = row.document if is_here else paths.get(of, "")
    if not document:
        raise UsageError(
            f"{printable(row.name)}: row {printable(number)} does not say which document it is of.",
            "Restore the row with the path above its table, or delete the row.",
        )
    (source, source_tag), (target, target_tag) = _sides(row)
    return Unit(
        document,
        number,
        source,
        target,
        source_tag,
        target_tag,
        _state(row, number),
        tuple(Remark("note", comment) for comment in row.comments),
        written=written,
    )


def _sides(row: _Row) -> tuple[tuple[str, str], tuple[str, str]]:
    """The Chinese and the translation, each with its language."""
    found = [
        (cell, tagged[1])
        for head, cell in zip(row.columns, row.cells, strict=False)
        if (tagged := TAGGED.fullmatch(head))
    ]
    for pair in pairwise(found):
        return pair
    columns = "No., Chinese (zh), English (en)"
    raise UsageError(
        f"{printable(row.name)} has a table without the columns of a review.", f"They are: {columns}."
    )


def _state(row: _Row, number: str) -> State:
    said = " ".join(row.text(STATUS).split()).casefold()
    if said and said not in STATES:
        raise UsageError(
            f"{printable(row.name)}: row {printable(number)} has a status that is not known.",
            f"It is one of: {', '.join(STATES)}.",
        )
    return STATES.get(said, "translated")
