"""A review sheet that comes back: whatever a person, a spreadsheet program or an attacker has made of it."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from summarizer.errors import FAULTS, UsageError
from summarizer.exchange.sheet_layout import FORM, STATES, TERMS, uninstalled
from summarizer.exchange.unit import UNSOUND, Entry, Remark, State, Unit, broken, fingerprint

MOST_BYTES = 200_000_000  # of all parts, unpacked
_MOST_COLUMNS, _HEADER_WITHIN = 64, 10  # of each row; how many rows may stand above the header
_GAP = 10_000  # rows
_BROKEN = (
    *FAULTS,
    OSError,
    RuntimeError,
    SyntaxError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
)
# How the format writes characters that XML cannot hold, and, escaped, texts that look like it.
_ESCAPED = re.compile(r"_x005F(_x[0-9A-F]{4}_)|_x([0-9A-F]{4})_", re.IGNORECASE)
# The library that reads workbooks drops a part of these escapes: they are hidden from it.
_SEEN, _HIDDEN = "x005F_", "x005F\ufdd0"
_TAGGED = re.compile(r"([^()]{1,40})\(([A-Za-z0-9-]{1,40})\)")
_FINDING = re.compile(r"\n(?=(?:error|warning): )")
_PLAIN = {"chinese": "zh", "english": "en"}  # headers that say no tag
_OURS = ("document", "no.", "id", "status", "comment", "findings", "written")


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the columns are: by their names in small letters, and `source`, `target`, `reviewed`."""

    columns: Mapping[str, int]
    source_language: str
    target_language: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet with what it takes to name one of its cells in a message."""

    cells: Sequence[Any]
    number: int
    header: _Header
    name: str

    def text(self, column: str) -> str:
        """The text in a column, "" where there is none. Raises UsageError for what is no text."""
        index = self.header.columns.get(column, -1)
        if not 0 <= index < len(self.cells) or self.cells[index].value is None:
            return ""
        cell = self.cells[index]
        what = {"f": "a formula", "d": "a date", "e": "an error"}.get(cell.data_type)
        if what:
            hint = "Replace it by the text that is meant (format the cell as text first)."
            raise UsageError(f"{self.name}: cell {_letters(index)}{self.number} holds {what}.", hint)
        return _shown(cell.value)


def units(data: bytes, name: str) -> tuple[Unit, ...]:
    """The units of a review sheet; see `sheet.read`."""
    found: dict[str, Unit] = {}
    for row in _rows(data, name, _of_review):
        unit = _unit(row)
        if unit is not None:
            found[unit.id] = _either(found.get(unit.id, unit), unit, row)
    return tuple(found.values())


def _either(earlier: Unit, later: Unit, row: _Row) -> Unit:
    """Of two rows about one unit the one that a person worked on."""
    if _worked_on(earlier) and _worked_on(later) and earlier.target != later.target:
        problem = f"{row.name}: row {row.number} is about {later.id}, as is another row, with another text"
        raise UsageError(f"{problem}.", "Delete one of the two rows.")
    return later if _worked_on(later) else earlier


def _worked_on(unit: Unit) -> bool:
    return unit.state == "reviewed" or fingerprint(unit.target) != unit.written


def entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """The terms of a review sheet; see `sheet.entries`."""
    found = []
    for row in _rows(data, name, _of_terms):
        zh, en, new = (row.text(column).strip() for column in ("chinese", "english", "reviewed english"))
        if zh and (new or en):
            found.append(Entry(zh, new or en, row.text("kind"), row.text("note"), row.text("written")))
    return tuple(found)


def _of_terms(sheets: Iterable[Any], name: str) -> Iterator[_Row]:
    sheet = next((sheet for sheet in sheets if sheet.title == TERMS), None)
    if sheet is None:
        return
    sheet.reset_dimensions()
    header = None
    for number, cells in _shown_rows(sheet):
        if header is not None:
            yield _Row(cells, number, header, name)
        else:
            names = [" ".join(str(cell.value or "").split()).casefold() for cell in cells]
            header = _Header({name: index for index, name in reversed(list(enumerate(names)))}, "zh", "en")


def _rows(data: bytes, name: str, of: Callable[[Iterable[Any], str], Iterator[_Row]]) -> Iterator[_Row]:
    """The rows of a workbook that `of` finds in its sheets."""
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise uninstalled() from error
    try:
        data = _inspected(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about styles and extensions, which are not read
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
            try:
                yield from of(book.worksheets, name)
            finally:
                book.close()
    except _BROKEN as error:
        raise UsageError(f"{name} is not a workbook ({FORM}).", "Save it as .xlsx once more.") from error


def _inspected(data: bytes, name: str) -> bytes:
    """The workbook with its escapes hidden. Refuses what unpacks to too much, and parts with a document type:
    no workbook has one.
    """
    is_escaped = False
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise UsageError(f"{name} is too large when unpacked.", "Split it into several files.")
        for part in packed.infolist():
            content = packed.read(part)
            if b"<!DOCTYPE" in content.replace(b"\0", b""):
                raise UsageError(f"{name} declares a document type, which no workbook does.", "Save it anew.")
            is_escaped = is_escaped or _SEEN.encode() in content
        return _hidden(packed) if is_escaped else data


def _hidden(packed: zipfile.ZipFile) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in packed.infolist():
            content = packed.read(part)
            if part.filename.endswith(".xml"):
                content = content.replace(_SEEN.encode(), _HIDDEN.encode())
            copy.writestr(part.filename, content)
    return out.getvalue()


def _of_review(sheets: Iterable[Any], name: str) -> Iterator[_Row]:
    """The rows below the header of the first sheet that has the columns of a review."""
    for sheet in sheets:
        sheet.reset_dimensions()  # some programs write wrong ones
        header = None
        for number, cells in _shown_rows(sheet):
            if header is not None:
                yield _Row(cells, number, header, name)
            elif number > _HEADER_WITHIN:
                break
            else:
                header = _header(cells)
        if header is not None:
            return
    columns = "Document, No., Chinese (zh), English (en), Reviewed English (en)"
    raise UsageError(f"{name} has no sheet with the columns of a review.", f"They are: {columns}.")


def _shown_rows(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows with anything in them, with their numbers, up to a gap that nobody leaves on purpose: a row
    may claim any number, and those before it are made up.
    """
    last = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        if number - last > _GAP:
            return
        if any(cell.value is not None for cell in cells):
            last = number
            yield number, cells


def _header(cells: Sequence[Any]) -> _Header | None:
    """The columns, if this row is the header. Of equal names the first counts."""
    names = [" ".join(str(cell.value or "").split()).casefold() for cell in cells]
    columns = {name: index for index, name in reversed(list(enumerate(names))) if name in _OURS}
    tagged = [(index, *found) for index, name in enumerate(names) if (found := _side(name))]
    reviewed = next(((index, tag) for index, is_reviewed, tag in tagged if is_reviewed), None)
    plain = [(index, tag) for index, is_reviewed, tag in tagged if not is_reviewed]
    pair = _pair(plain, reviewed)
    if pair is None or not ("id" in columns or {"document", "no."} <= columns.keys()):
        return None
    (source, source_language), (target, target_language) = pair
    places = {"source": source, "target": target} | ({"reviewed": reviewed[0]} if reviewed else {})
    return _Header({**columns, **places}, source_language, target_language)


def _pair(
    plain: list[tuple[int, str]], reviewed: tuple[int, str] | None
) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """The columns of the source and the target, with their languages, wherever they were moved to.

    The language of the reviewed text is the target's. Where it is gone, Chinese is the source.
    """
    targets = [side for side in plain if reviewed and side[1] == reviewed[1]]
    sources = [side for side in plain if side not in targets[-1:]]
    if not reviewed:
        sources.sort(key=lambda side: not side[1].startswith("zh"))
        targets = sources[1:2]
    target = targets[-1] if targets else reviewed
    return (sources[0], target) if sources and target else None


def _side(name: str) -> tuple[bool, str] | None:
    """Whether a column is the reviewed text, and its language; None for a column of another kind."""
    reviewed = name.startswith("reviewed ")
    name = name.removeprefix("reviewed ")
    tagged = _TAGGED.fullmatch(name)
    tag = tagged[2] if tagged else _PLAIN.get(name, "")
    return (reviewed, tag) if tag else None


def _unit(row: _Row) -> Unit | None:
    """The unit of a row; None for a row with nothing in our columns."""
    texts = {column: row.text(column) for column in row.header.columns}
    if not any(text.strip() for text in texts.values()):
        return None
    document, segment = texts.get("document", ""), texts.get("no.", "")
    if not (document and segment):
        document, _, segment = texts.get("id", "").rpartition("#")
    if not segment:
        hint = "Fill in Document and No. as they were, or delete the row."
        raise UsageError(f"{row.name}: row {row.number} does not say which segment it is about.", hint)
    reviewed = texts.get("reviewed", "")
    return Unit(
        document,
        segment,
        texts["source"],
        reviewed if reviewed.strip() else texts["target"],
        row.header.source_language,
        row.header.target_language,
        "reviewed" if reviewed.strip() else _state(row, texts.get("status", "")),
        tuple(_remarks(texts)),
        written=texts.get("written", ""),
    )


def _state(row: _Row, status: str) -> State:
    said = " ".join(status.split()).casefold()
    if said and said not in STATES:
        hint = f"It is one of: {', '.join(STATES)}."
        raise UsageError(f"{row.name}: row {row.number} has a Status that is not known.", hint)
    return STATES.get(said, "translated")


def _remarks(texts: Mapping[str, str]) -> Iterator[Remark]:
    for finding in _FINDING.split(texts.get("findings", "")):
        severity, colon, message = finding.partition(": ")
        if colon and severity == "error":
            yield Remark("error", message)
        elif colon and severity == "warning":
            yield Remark("warning", message)
    if comment := texts.get("comment", "").strip():
        yield Remark("note", comment)


def _shown(value: Any) -> str:
    """A value as a person reads it: 2025, not 2025.0. Returns are how a spreadsheet keeps pasted lines."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return broken(_unescaped(str(value)))


def _unescaped(text: str) -> str:
    """A text as it was before the format's escapes."""
    if "_x" not in text and _HIDDEN not in text:
        return text
    return _ESCAPED.sub(_meant, text.replace(_HIDDEN, _SEEN))


def _meant(found: re.Match[str]) -> str:
    return found[1] or UNSOUND.sub("\ufffd", chr(int(found[2], 16)))


def _letters(index: int) -> str:
    """The name of a column: A for 0. There are 64 at most."""
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)
