"""One document in a Word report: what `views` shows of it, as a heading, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.reporting.views import View, view
from summarizer.reporting.word_markup import heading, newline, paragraph, run, shares, space, table
from summarizer.results import Result

# Columns that say what a row is about: the Chinese of the row stands below it.
_SUBJECTS = ("What", "Statement", "Name", "English")
_SAID = frozenset({"File"})  # facts that are told at the end


def anchor(number: int) -> str:
    """Where links to a document lead."""
    return f"document{number}"


def heading_text(result: Result, number: int) -> str:
    """What a document is called in the report: "12. New bridge opens"."""
    return f"{number}. {result.title.en or result.title.zh or result.document.path or 'Untitled'}"


def brief(result: Result, names: Mapping[str, str], number: int) -> Iterator[str]:
    """The brief of a document, piece by piece; `number` is its number in the report, from 1."""
    shown = view(result, names)
    marks = _marks(shown["findings"])
    yield heading(1, heading_text(result, number), anchor(number), number)
    yield from _head(shown, marks)
    yield from _repeat(result)
    yield from _section("Summary", _summary(shown, marks))
    yield from _section("Key points", (_point(point, marks) for point in shown["points"]))
    yield from _section("Details", _details(shown["sections"], marks))
    yield from _section("Findings", _findings(shown["findings"]))
    yield from _section("About the source", (_issue(issue) for issue in shown["issues"]))
    for made in shown["translations"]:
        yield from _section(made["heading"], _translation(made, marks))
    yield paragraph(
        run("Source:", bold=True) + space() + run(shown["path"]) if shown["path"] else "", style="Facts"
    )


def _section(title: str, pieces: Iterable[str]) -> Iterator[str]:
    """A heading and what belongs to it, or nothing."""
    found = [piece for piece in pieces if piece]
    if found:
        yield heading(2, title)
        yield from found


def _head(shown: View, marks: Mapping[str, str]) -> Iterator[str]:
    if shown["title"]["en"]:
        yield paragraph(run(shown["title"]["zh"]), style="ChineseTitle")
    facts = [value for name, value in shown["facts"] if name not in _SAID]
    yield paragraph(run(" · ".join(facts)), style="Facts")
    verdict, _, why = shown["verdict"].partition(": ")
    colour = "Good" if shown["status"] == "verified" else "Bad"
    yield paragraph(run(verdict, colour), run(f": {why}"), _mark("title", marks), style="Facts")


def _repeat(result: Result) -> Iterator[str]:
    """What a repeat refers to, and where it differs."""
    document = result.document
    if document.duplicate_of:
        same = "" if document.differences else " The two do not differ."
        yield paragraph(
            run(f"This document repeats {document.duplicate_of}, whose summary it has.{same}", "Quiet")
        )
    for one in document.differences:
        said = run(f"Here: {one.zh or '—'}"), _lines(one.lines), space(), run(f"There: {one.of or '—'}")
        yield paragraph(*said, style="ListBullet")


def _summary(shown: View, marks: Mapping[str, str]) -> Iterator[str]:
    whole, sentences = shown["summary"], shown["sentences"]
    yield paragraph(run(whole["en"]), *(_claim(claim, marks) for claim in sentences if claim["en"]))
    chinese = whole["zh"] or "".join(claim["zh"] for claim in sentences)
    yield paragraph(run(chinese), style="ChineseText")


def _claim(claim: View, marks: Mapping[str, str]) -> str:
    """A sentence, the lines that it rests on, and a mark for each finding about it."""
    return run(claim["en"]) + _lines(claim["lines"]) + _mark(claim["where"], marks) + space()


def _point(point: View, marks: Mapping[str, str]) -> str:
    english = run(point["en"]) + _lines(point["lines"]) + _mark(point["where"], marks)
    chinese = run(point["zh"], "Quiet")
    return paragraph(english, newline() if point["en"] and chinese else "", chinese, style="ListBullet")


def _details(sections: Sequence[View], marks: Mapping[str, str]) -> Iterator[str]:
    for section in sections:
        columns = [*section["columns"], "Lines"]
        rows = [(*row["cells"], _numbers(row["lines"])) for row in section["rows"]]
        yield heading(3, section["heading"])
        filled = (_cells(row, section["columns"], marks) for row in section["rows"])
        yield "".join(table(columns, filled, shares(columns, rows)))


def _cells(row: View, columns: Sequence[str], marks: Mapping[str, str]) -> list[str]:
    """The cells of a row, the Chinese below what it is the Chinese of."""
    below = next((columns.index(name) for name in _SUBJECTS if name in columns), 0)
    cells = [run(cell) for cell in row["cells"]]
    chinese = run(row["zh"], "Quiet")
    if chinese and cells:
        cells[below] += (newline() if cells[below] else "") + chinese
    return [*cells, run(_numbers(row["lines"])) + _mark(row["where"], marks)]


def _findings(findings: Sequence[View]) -> Iterator[str]:
    """Each finding in plain words, numbered as it is marked."""
    for number, finding in enumerate(findings, 1):
        place = f"in {finding['place']}" if finding["place"] else ""
        said = f"{finding['meaning']} {finding['text']}.".strip()
        quote = f" Source: “{finding['quote']}”" if finding["quote"] else ""
        yield paragraph(
            run(f"{number}. {finding['severity'].capitalize()}", "Bad" * (finding["severity"] == "error")),
            space() if place else "",
            run(f"{place}: {said}{quote}"),
            _lines(finding["lines"]),
        )


def _issue(issue: View) -> str:
    quote = f" “{issue['quote']}”" if issue["quote"] else ""
    return paragraph(run(f"{issue['text']}{quote}"), _lines(issue["lines"]), style="ListBullet")


def _translation(made: View, marks: Mapping[str, str]) -> Iterator[str]:
    """A full translation, a paragraph a line, with the number of its line."""
    coverage = made["coverage"]
    yield paragraph(run(coverage, "Quiet")) if coverage and made["rows"] else ""
    for where, number, text, instead, _, _ in made["rows"]:
        shown = run(text) if text else run(f"({instead})", "Quiet")
        yield paragraph(shown, _lines([number]), _mark(where, marks))


def _marks(findings: Sequence[View]) -> dict[str, str]:
    """A mark such as " ⚠1" for each address that a finding is about."""
    marks: dict[str, str] = {}
    for number, finding in enumerate(findings, 1):
        where = finding["where"]
        marks[where] = f"{marks.get(where, '')} ⚠{number}"
    return marks


def _mark(where: str, marks: Mapping[str, str]) -> str:
    """The marks of an address and of what is below it: a person's posts."""
    found = "".join(mark for at, mark in marks.items() if f"{at}.".startswith(f"{where}."))
    return space() + run(found, "Bad") if found else ""


def _lines(lines: Sequence[int]) -> str:
    return space() + run(f"[{_numbers(lines)}]", "Lines") if lines else ""


def _numbers(lines: Sequence[Any]) -> str:
    return ", ".join(map(str, lines))
