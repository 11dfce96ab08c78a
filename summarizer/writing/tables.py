"""The fields of a result as compact Markdown tables, English first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarizer.results import Agreement, Event, NewsFields, Number, Person, Result, Statement, Text
from summarizer.writing.escaping import cell
from summarizer.writing.wording import EVENT_STATUS, MODES, date_text, named, post_text, value_text

Row = tuple[str, ...]
Section = tuple[str, Row, list[Row]]


def details(result: Result, names: Mapping[str, str], marks: Mapping[str, str]) -> Iterator[str]:
    """The blocks of the section "Details": a heading and a table for each field that has anything.

    `marks` is address -> what to put behind the row at this address ("fields.events.0").
    """
    fields = result.fields
    if isinstance(fields, NewsFields):
        sections = [_marked(name, section, marks) for name, section in _news(fields, names)]
    else:
        rows = [_custom_row(path, text, result, names) for path, text in _flattened(fields)]
        sections = [("Fields", ("Field", "English", "As in the source", "Lines"), rows)]
    tables = [(heading, _table(columns, rows)) for heading, columns, rows in sections if rows]
    if tables:
        yield "## Details"
    for heading, table in tables:
        yield f"### {heading}"
        yield table


def kind_of(result: Result) -> str:
    """The kind of article ("news", "policy"), or "" for fields of the user's own."""
    return result.fields.kind if isinstance(result.fields, NewsFields) else ""


def dated_lines(result: Result) -> list[int]:
    """The lines that state the date of publication and those of events."""
    if not isinstance(result.fields, NewsFields):
        return []
    dates = [result.fields.publication_date, *(event.date for event in result.fields.events)]
    return [number for value in dates for number in value.lines]


def _marked(name: str, section: Section, marks: Mapping[str, str]) -> Section:
    """The section with the marks of its rows (and of what is below them: posts) in the last column."""
    heading, columns, rows = section
    behind = [
        "".join(mark for at, mark in marks.items() if f"{at}.".startswith(f"fields.{name}.{index}."))
        for index in range(len(rows))
    ]
    return heading, columns, [(*row[:-1], row[-1] + mark) for row, mark in zip(rows, behind, strict=True)]


def _news(fields: NewsFields, names: Mapping[str, str]) -> Iterator[tuple[str, Section]]:
    """Name of the field -> heading, columns, rows."""
    events = [_event(item, names) for item in fields.events]
    yield "events", ("Events", ("What", "Date", "Place", "Status", "Lines"), events)
    people = [_person(item, names) for item in fields.people]
    yield "people", ("People", ("Name", "Posts", "Role", "Lines"), people)
    organisations: list[Row] = [
        (_both(item), named(item.role, names), _lines(item)) for item in fields.organisations
    ]
    yield "organisations", ("Organisations", ("Name", "Role", "Lines"), organisations)
    places: list[Row] = [(_both(item), item.level, _lines(item)) for item in fields.places]
    yield "places", ("Places", ("Name", "Level", "Lines"), places)
    programmes: list[Row] = [(_both(item), item.kind, _lines(item)) for item in fields.programmes]
    yield "programmes", ("Programmes and policies", ("Name", "Kind", "Lines"), programmes)
    figures = [_figure(item) for item in fields.numbers]
    yield "numbers", ("Figures", ("What", "As written", "Value", "Lines"), figures)
    agreements = [_agreement(item, names) for item in fields.agreements]
    yield "agreements", ("Agreements", ("What", "Parties", "Status", "Lines"), agreements)
    statements = [_statement(item, names) for item in fields.statements]
    yield "statements", ("Statements", ("Speaker", "Mode", "Statement", "Lines"), statements)


def _figure(number: Number) -> Row:
    value = value_text(number.value, number.unit_zh)
    return (_english(number), number.surface, value, _lines(number))


def _agreement(agreement: Agreement, names: Mapping[str, str]) -> Row:
    parties = "; ".join(named(party, names) for party in agreement.parties)
    return (_english(agreement), parties, agreement.status, _lines(agreement))


def _statement(statement: Statement, names: Mapping[str, str]) -> Row:
    mode = MODES.get(statement.mode, statement.mode)
    return (named(statement.speaker, names), mode, _english(statement), _lines(statement))


def _event(event: Event, names: Mapping[str, str]) -> Row:
    status = EVENT_STATUS.get(event.status, event.status)
    return (_english(event), date_text(event.date), named(event.place, names), status, _lines(event))


def _person(person: Person, names: Mapping[str, str]) -> Row:
    posts = (post_text(post.en or post.zh, post.organisation, names) for post in person.posts)
    return (_both(person), "; ".join(filter(None, posts)), named(person.role, names), _lines(person))


def _english(item: Text) -> str:
    return item.en or item.zh


def _both(item: Text) -> str:
    return f"{item.en} ({item.zh})" if item.en and item.zh else item.en or item.zh


def _lines(item: Text) -> str:
    return ", ".join(map(str, item.lines))


def _flattened(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Nested fields as (path, text): `parties.0`, `price.currency`."""
    if isinstance(value, Mapping):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple):
        items = [(str(index), item) for index, item in enumerate(value)]
    else:
        if value not in (None, ""):
            yield path, str(value)
        return
    for key, item in items:
        yield from _flattened(item, f"{path}.{key}" if path else key)


def _custom_row(path: str, text: str, result: Result, names: Mapping[str, str]) -> Row:
    english = result.fields_en.get(path) or names.get(text, "")
    label = " ".join(
        str(int(step) + 1) if step.isdigit() else step.replace("_", " ") for step in path.split(".")
    )
    lines = ", ".join(map(str, result.fields_lines.get(path, ())))
    return (label, english, text, lines)


def _table(columns: Row, rows: Sequence[Row]) -> str:
    """A table without the columns that would be empty."""
    used = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    lines = [[columns[index] for index in used], ["---"] * len(used)]
    lines += [[cell(row[index]) for index in used] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
