"""What the sheets of `table.xlsx` hold: their columns, and the rows that one result adds to each.

Every text is harmless here (`writing.plain`); a list within a cell is one item a line. Dates are ISO text as
far as they are known ("2024-05", "2024-05-01/2024-05-03"). Numbers are numbers only where nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from summarizer.fields import (
    DateValue,
    Event,
    NewsFields,
    Number,
    Organisation,
    Person,
    Text,
    dates_of,
    items_of,
)
from summarizer.reporting.explaining import in_words, meaning
from summarizer.results import Result
from summarizer.text import Term
from summarizer.writing import tables
from summarizer.writing.plain import plain
from summarizer.writing.wording import EVENT_STATUS, ISSUES, named, where_text

Cell = str | int | float | None
Row = Sequence[Cell]
Style = Literal["index", "text", "number", "money"]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    header: str
    width: int
    style: Style = "text"


def _columns(*shown: Column) -> tuple[Column, ...]:
    """The columns of a sheet about documents: the number of the document first, its file last."""
    return (Column("No.", 7, "index"), *shown, Column("Lines", 10), Column("Document", 34))


SHEETS: Mapping[str, tuple[Column, ...]] = MappingProxyType({
    "Documents": (
        Column("No.", 7, "index"), Column("Document", 34), Column("Title", 46),
        Column("Title (Chinese)", 34), Column("Published", 13), Column("Kind", 14),
        Column("Status", 11), Column("Errors", 9, "index"), Column("Warnings", 11, "index"),
        Column("Summary", 80), Column("Key points", 90),
        Column("Summary (Chinese)", 60), Column("Key points (Chinese)", 50), Column("Publisher", 20),
        Column("Source", 20), Column("Author", 16), Column("Repeats", 30), Column("Model", 20),
        Column("Cost (USD)", 12, "money"), Column("Made", 22),
    ),
    "Events": _columns(
        Column("What", 54), Column("What (Chinese)", 40), Column("Sort", 14), Column("Type", 14),
        Column("From", 12), Column("Date", 23), Column("As written", 16), Column("Basis", 11),
        Column("Place", 24), Column("Status", 12), Column("Who", 30),
    ),
    "People": _columns(
        Column("Name", 24), Column("Name (Chinese)", 16), Column("Post", 34), Column("Post (Chinese)", 24),
        Column("Organisation", 36), Column("Organisation (Chinese)", 28), Column("Role", 20),
        Column("Listed as", 16),
    ),
    "Organisations": _columns(
        Column("Name", 46), Column("Name (Chinese)", 34), Column("Role", 26), Column("Listed as", 18),
    ),
    "Figures": _columns(
        Column("What", 54), Column("What (Chinese)", 40), Column("As written", 16),
        Column("Value", 18, "number"), Column("Unit", 10), Column("Kind", 13), Column("By", 13),
        Column("Listed as", 14),
    ),
    "Other fields": _columns(
        Column("Field", 26), Column("English", 54), Column("As in the source", 44), Column("More", 40),
    ),
    "Findings": _columns(
        Column("Severity", 11), Column("Check", 18), Column("Where", 34), Column("Meaning", 50),
        Column("Finding", 60), Column("Source", 40),
    ),
    "Terms": (
        Column("Chinese", 30), Column("English", 46), Column("Kind", 14), Column("Origin", 12),
        Column("Status", 12), Column("Note", 50),
    ),
})  # fmt: skip

_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\U00020000-\U0003ffff]")
# What a spreadsheet keeps digit by digit.
_EXACT = re.compile(r"-?(?=[0-9.]{1,16}\Z)[0-9]{1,15}(?:\.[0-9]{1,14})?")
_SHOWN_IN_MORE = frozenset({"What", "Name", "Statement", "English", "As in the source", "Field", "Lines"})


def rows(result: Result, names: Mapping[str, str], number: int) -> Iterator[tuple[str, Row]]:
    """The rows of a result, each with the name of its sheet; `number` is that of the document, from 1."""
    path = plain(result.document.path)
    yield "Documents", _document(result, number)
    for sheet, row, lines in (*_fields(result, names), *_other(result, names), *_findings(result)):
        cells = (cell if isinstance(cell, int | float) else _several(cell) for cell in row)
        yield sheet, (number, *cells, ", ".join(map(str, lines)), path)


def term_row(term: Term) -> Row:
    """The row of a term."""
    return [_several(text) for text in (term.zh, term.en, term.kind, term.origin, term.status, term.note)]


def display_width(text: str) -> int:
    """The width of a text in Latin letters: a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))


_Found = tuple[str, Row, Sequence[int]]  # sheet, cells, lines


def _document(result: Result, number: int) -> Row:
    made = result.provenance
    stated = {datum.name: datum.value for datum in reversed(result.document.metadata)}
    severities = [finding.severity for finding in result.findings]
    points = result.key_points
    published = result.fields.publication_date.iso if isinstance(result.fields, NewsFields) else ""
    texts = {
        "path": result.document.path, "title": result.title.en, "zh": result.title.zh, "on": published,
        "kind": tables.kind_of(result), "status": result.status,
    }  # fmt: skip
    rest = [
        _several(result.summary.en or "\n".join(one.en for one in result.summary.sentences)),
        _listed(point.en for point in points),
        _several(result.summary.zh or "\n".join(one.zh for one in result.summary.sentences)),
        _listed(point.zh for point in points),
        *(plain(stated.get(name, "")) for name in ("publisher", "source", "author")),
        plain(result.document.duplicate_of),
        plain(made.model),
    ]
    counts = severities.count("error"), severities.count("warning")
    return (number, *map(plain, texts.values()), *counts, *rest, made.cost_usd, plain(made.created_at))


def _fields(result: Result, names: Mapping[str, str]) -> Iterator[_Found]:
    fields = result.fields
    if not isinstance(fields, NewsFields):
        return
    for dated in dates_of(fields):
        if dated.where.count(".") == 1 and dated.where != "fields.publication_date" and dated.value.zh:
            yield "Events", _date_of_document(dated.where, dated.value, result), dated.lines
    for where, item in items_of(fields):
        listed = _label(where.split(".")[1])
        if any(isinstance(getattr(item, name), DateValue) for name in type(item).model_fields):
            yield "Events", _happening(item, listed, names), item.lines
        if item.claim == "person":
            yield from (("People", row, item.lines) for row in _people(item, listed, names))
        elif item.claim == "organisation":
            role = named(item.role, names) if isinstance(item, Organisation) else ""
            yield "Organisations", (item.en, item.zh, role, listed), item.lines
        elif isinstance(item, Number):
            yield "Figures", _figure(item, listed), item.lines


def _date_of_document(where: str, value: DateValue, result: Result) -> Row:
    label = _label(where.split(".")[1])
    said = f"{label}: {result.title.en or result.title.zh}", result.title.zh
    return (*said, label, "", "", value.iso, value.zh, value.basis, "", "", "")


def _happening(item: Text, listed: str, names: Mapping[str, str]) -> Row:
    """The row of anything with a date: an event, a task, a target, a deadline, a decision."""
    given = {name: getattr(item, name) for name in type(item).model_fields}
    dates = {name: value for name, value in given.items() if isinstance(value, DateValue)}
    start = dates.pop("start", DateValue())
    date = next(iter(dates.values()), DateValue())
    status = (
        EVENT_STATUS.get(item.status, item.status) if isinstance(item, Event) else given.get("outcome", "")
    )
    who = [named(zh, names) for name in ("responsible", "owner") for zh in given.get(name, ())]
    written = date.zh or start.zh
    place = named(given.get("place", ""), names)
    when = (start.iso, date.iso, written, date.basis if date.zh else "")
    return (item.en, item.zh, listed, given.get("type", ""), *when, place, status, "\n".join(who))


def _people(item: Text, listed: str, names: Mapping[str, str]) -> Iterator[Row]:
    """A row for each post, or one for a person without any."""
    role = named(item.role, names) if isinstance(item, Person) else ""
    posts = item.posts if isinstance(item, Person) else []
    for post in posts:
        held = (post.en, post.zh, named(post.organisation, names), post.organisation)
        yield (item.en, item.zh, *held, role, listed)
    if not posts:
        yield (item.en, item.zh, "", "", "", "", role, listed)


def _figure(item: Number, listed: str) -> Row:
    exact = bool(_EXACT.fullmatch(item.value))
    value: Cell = (float(item.value) if "." in item.value else int(item.value)) if exact else item.value
    by = getattr(item, "by", DateValue())
    return (item.en, item.zh, item.surface, value, item.unit_zh, item.kind, by.iso or by.zh, listed)


def _other(result: Result, names: Mapping[str, str]) -> Iterator[_Found]:
    """Everything that has no sheet of its own, so that nothing is left out."""
    fields = result.fields
    items: dict[str, Any] = dict(items_of(fields)) if isinstance(fields, NewsFields) else {}
    dated = {one.where for one in dates_of(fields)} if isinstance(fields, NewsFields) else set()
    for heading, columns, found in tables.sections(result, names):
        for where, row in found:
            item = items.get(where)
            if where in dated or (item is not None and _has_sheet(item)) or not row:
                continue
            told = dict(zip(columns, row, strict=True))
            label = told.get("Field") or (told.get("What") if heading == "Particulars" else heading)
            english, zh = (
                (item.en, item.zh)
                if item is not None
                else (told.get("English"), told.get("As in the source"))
            )
            more = [f"{name}: {text}" for name, text in told.items() if text and name not in _SHOWN_IN_MORE]
            lines = item.lines if item is not None else _numbers(told.get("Lines", ""))
            yield "Other fields", (label, english, zh, "\n".join(more)), lines


def _has_sheet(item: Text) -> bool:
    has_date = any(isinstance(getattr(item, name), DateValue) for name in type(item).model_fields)
    return has_date or item.claim in ("person", "organisation") or isinstance(item, Number)


def _findings(result: Result) -> Iterator[_Found]:
    for found in result.findings:
        said = (
            found.severity,
            found.code,
            where_text(found.where),
            meaning(found.code),
            in_words(found.message),
        )
        yield "Findings", (*said, found.quote), found.lines
    for issue in result.source_issues:
        told = ("source", issue.type, "", ISSUES.get(issue.type, issue.type), "", issue.zh)
        yield "Findings", told, issue.lines


def _label(name: str) -> str:
    return plain(name.replace("_", " ").capitalize())


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in map(plain, texts) if text)


def _several(text: Any) -> str:
    """The text, each line of it harmless."""
    return "\n".join(filter(None, map(plain, str(text or "").split("\n"))))


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in listed.split(", ") if number.isdigit()]
