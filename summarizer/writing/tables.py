"""The fields of a result as compact Markdown tables, English first."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from functools import cache
from typing import Any, cast

from summarizer.fields import (
    Agreement,
    DateValue,
    Deadline,
    Decision,
    Event,
    Label,
    NewsFields,
    Number,
    Organisation,
    Participant,
    Party,
    Person,
    Place,
    Programme,
    Statement,
    Target,
    Task,
    Text,
    Venue,
    dates_of,
    mentions_of,
    own_names,
)
from summarizer.results import Result
from summarizer.writing.escaping import cell
from summarizer.writing.wording import EVENT_STATUS, MODES, date_text, named, post_text, value_text

Row = tuple[str, ...]
Render = Callable[[Any, Mapping[str, str]], Row]
Section = tuple[str, Row, list[tuple[str, Row]]]

# The order in which the lists of news are shown, and their headings where these are not their names.
CORE = ("events", "people", "organisations", "places", "programmes", "numbers", "agreements", "statements")
HEADINGS = {"programmes": "Programmes and policies", "numbers": "Figures", "forward_looking": "Outlook"}
PARTICULARS = ("What", "English", "As in the source", "Lines")


def details(result: Result, names: Mapping[str, str], marks: Mapping[str, str]) -> Iterator[str]:
    """The blocks of the section "Details": a heading and a table for each field that has anything.

    `marks` is address -> what to put behind the row at this address ("fields.events.0").
    """
    found = ((heading, columns, _marked(rows, marks)) for heading, columns, rows in sections(result, names))
    tables = [(heading, _table(columns, rows)) for heading, columns, rows in found if rows]
    if tables:
        yield "## Details"
    for heading, table in tables:
        yield f"### {heading}"
        yield table


def sections(result: Result, names: Mapping[str, str]) -> Iterator[Section]:
    """Every field that has anything, as (heading, columns, rows): English first, lines in the last column.

    A row comes with its address ("fields.events.0"). Some sections may have no rows.
    """
    if isinstance(result.fields, NewsFields):
        # Chained, not copied: a termbase may be large.
        known = cast("MutableMapping[str, str]", names)
        yield from _preset(result.fields, ChainMap(known, _general(result.fields, result.fields_en)))
    else:
        rows = [
            (f"fields.{path}", _custom_row(path, text, result, names))
            for path, text in _flattened(result.fields)
        ]
        yield "Fields", ("Field", "English", "As in the source", "Lines"), rows


def _general(fields: NewsFields, english: Mapping[str, str]) -> dict[str, str]:
    """The English of what stands in the place of a name without being one: "the contractor"."""
    if not english:
        return {}
    mentions = ((mention.zh, mention.where.removeprefix("fields.")) for mention in mentions_of(fields))
    return {zh: english[where] for zh, where in mentions if where in english}


def kind_of(result: Result) -> str:
    """The kind of article ("news", "policy"), or "" for fields of the user's own."""
    return result.fields.kind if isinstance(result.fields, NewsFields) else ""


def dated_lines(result: Result) -> list[int]:
    """The lines that state the dates of the fields."""
    if not isinstance(result.fields, NewsFields):
        return []
    return [number for date in dates_of(result.fields) for number in date.value.lines]


def _marked(rows: Sequence[tuple[str, Row]], marks: Mapping[str, str]) -> list[Row]:
    """The rows with the marks of their addresses (and of what is below them: posts) in the last column."""
    return [
        (*row[:-1], row[-1] + "".join(mark for at, mark in marks.items() if f"{at}.".startswith(f"{where}.")))
        for where, row in rows
    ]


def _preset(fields: NewsFields, names: Mapping[str, str]) -> Iterator[Section]:
    """What a preset has of its own first: single values in one table, then a table for each list."""
    own = own_names(type(fields))
    single = [(f"fields.{name}", _particular(name, getattr(fields, name))) for name in own]
    yield "Particulars", PARTICULARS, [(where, row) for where, row in single if row]
    for name in (*own, *CORE):
        items = getattr(fields, name)
        if isinstance(items, list) and items:
            kind: type[Text] = type(items[0])
            columns, render = _shape(kind)
            heading = HEADINGS.get(name) or name.replace("_", " ").capitalize()
            rows = [(f"fields.{name}.{index}", render(item, names)) for index, item in enumerate(items)]
            yield (
                heading,
                (*columns, "Lines"),
                [(where, (*row, _lines(item.lines))) for (where, row), item in zip(rows, items, strict=True)],
            )


def _particular(name: str, value: Any) -> Row:
    """The row of a single value, or () for one that is not there."""
    label = name.replace("_", " ").capitalize()
    if isinstance(value, Text) and value.zh:
        return (label, value.en, value.zh, _lines(value.lines))
    if isinstance(value, DateValue) and value.zh:
        english = date_text(value)
        return (label, "" if english == value.zh else english, value.zh, _lines(value.lines))
    return (label, value, "", "") if isinstance(value, str) else ()


@cache
def _shape(item: type[Text]) -> tuple[Row, Render]:
    """The columns for a type of item (without "Lines"), and what fills them."""
    return next(
        ((columns, render) for kind, columns, render in _SHAPES if issubclass(item, kind)),
        (("What",), lambda item, _names: (_english(item),)),
    )


def _day(value: DateValue) -> str:
    """A date in words; what cannot be said in English is marked as being what the source says."""
    said = date_text(value)
    return f"as written: {said}" if said and said == value.zh and not said.isascii() else said


def _target(target: Target, names: Mapping[str, str]) -> Row:
    return (*_figure(target, names), _day(target.by))


def _task(task: Task, names: Mapping[str, str]) -> Row:
    return (_english(task), _named(task.responsible, names), _day(task.deadline))


def _decision(decision: Decision, names: Mapping[str, str]) -> Row:
    return (_english(decision), decision.outcome, _named(decision.owner, names), _day(decision.due))


def _deadline(deadline: Deadline, _names: Mapping[str, str]) -> Row:
    return (_day(deadline.start), _day(deadline.date), _english(deadline))


def _figure(number: Number, _names: Mapping[str, str]) -> Row:
    return (_english(number), number.surface, value_text(number.value, number.unit_zh))


def _agreement(agreement: Agreement, names: Mapping[str, str]) -> Row:
    return (_english(agreement), _named(agreement.parties, names), agreement.status)


def _statement(statement: Statement, names: Mapping[str, str]) -> Row:
    mode = MODES.get(statement.mode, statement.mode)
    return (named(statement.speaker, names), mode, _english(statement))


def _event(event: Event, names: Mapping[str, str]) -> Row:
    status = EVENT_STATUS.get(event.status, event.status)
    return (_english(event), _day(event.date), named(event.place, names), status)


def _person(person: Person, names: Mapping[str, str]) -> Row:
    posts = (post_text(post.en or post.zh, post.organisation, names) for post in person.posts)
    return (_both(person), "; ".join(filter(None, posts)), named(person.role, names))


def _organisation(organisation: Organisation, names: Mapping[str, str]) -> Row:
    return (_both(organisation), named(organisation.role, names))


def _name(item: Text, _names: Mapping[str, str]) -> Row:
    return (_both(item),)


_SHAPES: tuple[tuple[type[Text] | tuple[type[Text], ...], Row, Render], ...] = (
    (Event, ("What", "Date", "Place", "Status"), _event),
    (Person, ("Name", "Posts", "Role"), _person),
    (Organisation, ("Name", "Role"), _organisation),
    (Place, ("Name", "Level"), lambda place, _names: (_both(place), place.level)),
    (Programme, ("Name", "Kind"), lambda programme, _names: (_both(programme), programme.kind)),
    (Target, ("What", "As written", "Value", "By"), _target),
    (Number, ("What", "As written", "Value"), _figure),
    (Agreement, ("What", "Parties", "Status"), _agreement),
    (Statement, ("Speaker", "Mode", "Statement"), _statement),
    (Task, ("What", "Responsible", "Deadline"), _task),
    (Decision, ("What", "Outcome", "Who", "Due"), _decision),
    (Deadline, ("From", "By", "What"), _deadline),
    ((Party, Participant, Venue), ("Name",), _name),
    (Label, ("What",), _name),
)


def _named(items: Sequence[str], names: Mapping[str, str]) -> str:
    return "; ".join(named(item, names) for item in items)


def _english(item: Text) -> str:
    return item.en or item.zh


def _both(item: Text) -> str:
    return f"{item.en} ({item.zh})" if item.en and item.zh != item.en and item.zh else item.en or item.zh


def _lines(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))


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
