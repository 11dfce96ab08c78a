"""Reads and writes tables of terms: glossaries of the user's, `terms.csv`, and what is exported from it.

A table is CSV or TSV in UTF-8 (a byte order mark is welcome), a JSON list of objects, a spreadsheet (.xlsx),
or TBX. Columns are found by their names (`zh`, `en`, `kind`, `note`, ...; also `source` and `target`);
without a header the first two are Chinese and English, and a third and fourth may name the languages.

A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or return first) is written
with an apostrophe before it. To give every text back unchanged, a cell of apostrophes followed by such a
character gets one more, and reading takes one away: `=1+1` <-> `'=1+1`, `'=1` <-> `''=1`, `'tis` <-> `'tis`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from summarizer import tbx, workbook
from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.text import Term, TermKind, TermOrigin, TermStatus

R = TypeVar("R")

COLUMNS = ("zh", "en", "kind", "origin", "status", "note")
_ALIASES = {
    "zh": ("zh", "source", "chinese", "zh-cn", "zh-hans", "中文"),
    "en": ("en", "target", "english", "en-gb", "en-us", "英文"),
    "kind": ("kind", "type", "category"),
    "origin": ("origin",),
    "status": ("status",),
    "note": ("note", "notes", "comment"),
}
# The kinds that glossaries use are many; these beginnings are understood, the rest are terms.
_KINDS: tuple[tuple[str, TermKind], ...] = (
    ("person", "person"),
    ("people", "person"),
    ("org", "organisation"),
    ("place", "place"),
    ("programme", "programme"),
    ("program", "programme"),
    ("project", "programme"),
    ("policy", "programme"),
    ("title", "title"),
)
_FORMULA = re.compile(r"'*+[=+\-@\t\r]")
_QUOTED_FORMULA = re.compile(r"'++[=+\-@\t\r]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_.-]*")  # so columns are named by programmers, and no term looks
_ORIGINS, _STATUSES = frozenset(get_args(TermOrigin)), frozenset(get_args(TermStatus))
_COLUMNS_ARE = "The columns are zh,en[,kind][,note]."
_ALSO = "also: "
_NOTE = "; note: "


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, the line of the file that it starts on, and what the file says of it: columns, and a kind."""

    term: Term
    line: int
    stated: frozenset[str] = frozenset()


def read(path: Path) -> tuple[Entry, ...]:
    """The terms of a table, in order. `en` may hold variants separated by `|` or `;`: the first is preferred.

    Raises UsageError naming the file and the line: missing, undecodable, a broken quote, no column for zh or
    en, an empty zh or en, swapped columns.
    """
    suffix = path.suffix.lower()
    if suffix == ".tbx":
        return tuple(_entry(path, number, cells) for number, cells in _foreign(path, tbx.rows))
    if suffix == ".json":
        return tuple(_json_entries(path, _decoded(path)))
    rows = _foreign(path, workbook.rows) if suffix == ".xlsx" else list(_rows(path, _decoded(path)))
    columns = _header(path, rows[0][1]) if rows else None
    if columns is not None:
        return tuple(_entry(path, line, _picked(row, columns)) for line, row in rows[1:])
    return tuple(_entry(path, line, _headless(path, line, row)) for line, row in rows)


def usable(path: Path) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, Entry], ...]]:
    """The terms of a table that a person gives, each Chinese form once; and what renders a form once more,
    otherwise, with the first of that form, which stands.

    Raises UsageError as `read` does, and where there is nothing to be used: no row, or none with Chinese.
    """
    entries = read(path)
    if not any(_HAN.search(entry.term.zh) for entry in entries):
        raise UsageError(
            f"{printable(path)} has no terms: no row with Chinese and English.",
            "The columns are zh,en[,kind][,note]; one term a row.",
        )
    first: dict[str, Entry] = {}
    doubles = []
    for entry in entries:
        earlier = first.setdefault(entry.term.zh, entry)
        if not agrees(earlier.term, entry.term.en):
            doubles.append((earlier, entry))
    return tuple(first.values()), tuple(doubles)


def agrees(term: Term, en: str) -> bool:
    """Whether this English is that of a term, or one of its variants."""
    return en.casefold() in {known.casefold() for known in (term.en, *term.variants)}


def to_csv(terms: Iterable[Term]) -> bytes:
    """The terms as CSV with the columns of `terms.csv`; variants go into the note ("also: ...")."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        writer.writerow(map(guarded, _cells(term)))
    return out.getvalue().encode("utf-8", "replace")


def to_json(terms: Iterable[Term]) -> bytes:
    """The terms as a JSON list of objects with the keys of `terms.csv`."""
    rows = [dict(zip(COLUMNS, _cells(term), strict=True)) for term in terms]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def to_tbx(terms: Iterable[Term]) -> bytes:
    """The terms as TBX-Basic of 2019; see `tbx`."""
    return tbx.render(terms)


def to_xlsx(terms: Iterable[Term]) -> bytes:
    """The terms as a spreadsheet with the columns of `terms.csv`. Needs the extra `office`."""
    return workbook.render(COLUMNS, map(_cells, terms))


def guarded(cell: str) -> str:
    """The cell as it is written: never a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def _cells(term: Term) -> tuple[str, ...]:
    note = term.note
    if term.variants or note.startswith(_ALSO):
        variants = " | ".join(variant.replace("|", "/") for variant in term.variants)
        note = _ALSO + variants + (_NOTE + note if note else "")
    return (term.zh, term.en.replace("|", "/"), term.kind, term.origin, term.status, note)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UsageError(f"Cannot read {printable(path)}: {reason}.", "Check the path.") from error


def _foreign(path: Path, rows: Callable[[bytes], Iterator[R]]) -> list[R]:
    """The rows of a file in a format of other programs. Raises UsageError if there are none."""
    try:
        found = list(rows(_bytes(path)))
    except ValueError as error:
        raise UsageError(
            f"{printable(path)} cannot be read: {error}.", "Give a .tbx, .xlsx, .csv or .json file."
        ) from error
    if not found:
        raise UsageError(
            f"{printable(path)} has no terms in Chinese and English.", "Check the languages of its entries."
        )
    return found


def _decoded(path: Path) -> str:
    data = _bytes(path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "Save the file as UTF-8 (in Excel: “CSV UTF-8”)."
        raise _wrong(path, line, "the text is not UTF-8", hint) from error


def _wrong(path: Path, line: int, problem: str, hint: str) -> UsageError:
    return UsageError(f"{printable(path)}, line {line}: {problem}.", hint)


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line it starts on, its cells stripped and unguarded."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(path, text), strict=True)
    line = 1
    try:
        for cells in reader:
            row = [" ".join((unguarded(cell) if cell[:1] == "'" else cell).split()) for cell in cells]
            if any(row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        hint = (
            'Quote a cell that holds a comma or a quotation mark, and double the marks in it: "say ""yes""".'
        )
        raise _wrong(path, line, f"this row cannot be read ({error})", hint) from error


def _delimiter(path: Path, text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if path.suffix.lower() in (".tsv", ".tab") or "\t" in first:
        return "\t"
    return ";" if ";" in first and "," not in first else ","


def _header(path: Path, row: Sequence[str]) -> dict[str, int] | None:
    """The position of each known column, or None if the first row is no header."""
    names = [cell.lower() for cell in row]
    found = {
        column: next((names.index(alias) for alias in aliases if alias in names), -1)
        for column, aliases in _ALIASES.items()
    }
    columns = {column: index for column, index in found.items() if index >= 0}
    known = {alias for aliases in _ALIASES.values() for alias in aliases}
    has_text = any(_HAN.search(name) for name in names if name not in known)
    if "zh" in columns and "en" in columns:
        # "ZH,EN" in the third and fourth place of a table without header are languages, not names.
        return columns if max(columns["zh"], columns["en"]) < 2 or not has_text else None
    if columns and not has_text:
        missing = "en" if "zh" in columns else "zh"
        raise _wrong(path, 1, f"there is no column “{missing}”", _COLUMNS_ARE)
    if len(names) > 1 and not has_text and all(map(_IDENTIFIER.fullmatch, row)):
        shown = " and ".join(f"“{cell}”" for cell in row[:2])
        raise _wrong(path, 1, f"{shown} are no columns known here, and no Chinese term", _COLUMNS_ARE)
    return None


def _picked(row: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: row[index] if index < len(row) else "" for name, index in columns.items()}


def _headless(path: Path, line: int, row: Sequence[str]) -> dict[str, str]:
    if len(row) < 2:
        raise _wrong(path, line, "two columns are needed: Chinese and English", "Separate them with a comma.")
    languages = [cell.lower()[:2] for cell in row[2:4]]
    zh, en = (row[1], row[0]) if languages == ["en", "zh"] else (row[0], row[1])
    return {"zh": zh, "en": en}


def _json_entries(path: Path, text: str) -> Iterator[Entry]:
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise _wrong(path, line, "this is not JSON", "Give a file made with `terms export`.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(path, 1, "a list of objects is needed", 'For example [{"zh": "…", "en": "…"}].')
    for number, row in enumerate(rows, 1):
        cells = {key: " ".join(value.split()) for key, value in row.items() if isinstance(value, str)}
        yield _entry(path, number, cells)


def _entry(path: Path, line: int, cells: Mapping[str, str]) -> Entry:
    """One row as a term; unknown kinds are terms, unknown origins and statuses are those of a glossary."""
    zh, note = cells.get("zh", ""), cells.get("note", "")
    en = _variants(cells.get("en", ""), "|;" if "origin" not in cells else "|")
    if not zh or not en:
        missing = "English" if zh else "Chinese"
        raise _wrong(path, line, f"the {missing} is empty", "Fill it in, or delete the row.")
    if _HAN.search(en[0]) and not _HAN.search(zh):
        raise _wrong(path, line, "the columns are swapped", "Chinese comes first: zh,en.")
    also, note = _split_note(note)
    origin, status = cells.get("origin", ""), cells.get("status", "")
    term = Term(
        zh,
        en[0],
        kind=kind_of(cells.get("kind", "")),
        origin=cast("TermOrigin", origin) if origin in _ORIGINS else "glossary",
        status=cast("TermStatus", status) if status in _STATUSES else "decided",
        note=note,
        variants=tuple(dict.fromkeys(variant for variant in (*en[1:], *also) if variant != en[0])),
    )
    return Entry(term, line, frozenset(cells if cells.get("kind", "kind") else cells.keys() - {"kind"}))


@lru_cache
def kind_of(word: str) -> TermKind:
    """The kind that a glossary's word for it means: "title_gov" -> "title"; anything unknown is a term."""
    lowered = word.strip().lower()
    return next((kind for beginning, kind in _KINDS if lowered.startswith(beginning)), "term")


def _variants(en: str, separators: str) -> list[str]:
    for separator in separators[1:]:
        en = en.replace(separator, separators[0])
    if separators[0] not in en:
        return [en.strip()] if en and not en.isspace() else []
    return [variant.strip() for variant in en.split(separators[0]) if variant.strip()]


def _split_note(note: str) -> tuple[list[str], str]:
    """The variants that `to_csv` put into a note, and the rest of the note."""
    if not note.startswith(_ALSO):
        return [], note
    also, _, rest = note[len(_ALSO) :].partition(_NOTE)
    return _variants(also, "|"), rest


WRITERS: Mapping[str, Callable[[Iterable[Term]], bytes]] = MappingProxyType(
    {"csv": to_csv, "json": to_json, "tbx": to_tbx, "xlsx": to_xlsx}
)
