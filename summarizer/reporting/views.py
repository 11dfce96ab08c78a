"""What the page shows of one document, in the words of the reports: plain JSON for the page's script.

Every text is one harmless line here (see `writing.plain`), and the script sets it as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.fields import DateValue, NewsFields, Text, items_of
from summarizer.pinyin import is_chinese_name, propose
from summarizer.reporting.explaining import in_words, meaning
from summarizer.results import FindingOut, Provenance, Result, Sentence, SourceIssueOut, Translation
from summarizer.widths import nfkc
from summarizer.writing import tables
from summarizer.writing.plain import plain, shortened
from summarizer.writing.wording import (
    ISSUES,
    all_names,
    counted,
    coverage_text,
    moment_text,
    numbered,
    published_text,
    status_line,
    translation_heading,
    translation_text,
    where_text,
)

View = dict[str, Any]
_QUOTE = 300  # characters of a quote in a finding
_NO_LANGUAGE = "und"


def view(result: Result, names: Mapping[str, str]) -> View:
    """Everything that is shown of a result; `names` gives the English of names in Chinese."""
    status, why = status_line(result)
    return {
        "path": plain(result.document.path),
        "language": _tag(result.document.language),
        "status": result.status,
        "verdict": f"{status}: {why}",
        "title": {"en": plain(result.title.en), "zh": plain(result.title.zh), "lines": result.title.lines},
        "facts": [(name, value) for name, value in _facts(result, all_names(result, names)) if value],
        "summary": _whole_summary(result),
        "sentences": _claims(result.summary.sentences, "summary.sentences"),
        "points": _claims(result.key_points, "key_points"),
        "sections": list(_sections(result, names)),
        "findings": [_finding(finding) for finding in result.findings],
        "issues": [_issue(issue) for issue in result.source_issues],
        "translations": [_translation(where, made, result) for where, made in result.renderings()],
        "lines": [
            (line.n, line.role, plain(line.text)) for line in result.document.lines if line.text.strip()
        ],
        "making": [(name, plain(value)) for name, value in _making(result) if value],
    }


def search_text(shown: View) -> str:
    """What a search looks at in a view: the digest in both languages, and the file; see `searchable`."""
    claims = [shown["title"], shown["summary"], *shown["sentences"], *shown["points"]]
    rows = [row for section in shown["sections"] for row in section["rows"]]
    parts = [shown["path"], *(claim[language] for claim in claims for language in ("en", "zh"))]
    parts += (text for row in rows for text in (*row["cells"], row["zh"]))
    return searchable("\n".join(dict.fromkeys(filter(None, parts))))


def searchable(text: str) -> str:
    """The form in which texts are searched: small letters, one width. The script does so, too."""
    return nfkc(text).lower()


def _whole_summary(result: Result) -> View:
    """The summary as one text, for a result that does not have it sentence by sentence."""
    whole = not result.summary.sentences
    return {"en": plain(result.summary.en) * whole, "zh": plain(result.summary.zh) * whole}


def _facts(result: Result, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Published", plain(published_text(result))
    yield "Kind", plain(tables.kind_of(result)).replace("_", " ")
    stated = {datum.name: datum.value for datum in reversed(result.document.metadata)}
    for name, label in (("publisher", "Publisher"), ("source", "Source"), ("author", "Author")):
        yield label, _called(plain(stated.get(name, "")), names)
    yield "File", plain(result.document.path)


def _called(zh: str, names: Mapping[str, str]) -> str:
    """Who published or wrote something, with the English name, or that of a person in pinyin."""
    english = names.get(zh) or (propose(zh) if is_chinese_name(zh) else "")
    return f"{english} ({zh})" if english and english != zh else zh


def _claims(claims: Sequence[Sentence], address: str) -> list[View]:
    return [
        {
            "where": f"{address}.{claim.id}",
            "en": plain(claim.en),
            "zh": plain(claim.zh),
            "lines": claim.lines,
        }
        for claim in claims
    ]


def _sections(result: Result, names: Mapping[str, str]) -> Iterator[View]:
    """The tables of fields: their rows with what supports them instead of a column of line numbers."""
    sources = _sources(result)
    for heading, columns, rows in tables.sections(result, names):
        used = [index for index in range(len(columns) - 1) if any(row[index] for _, row in rows)]
        if rows:
            yield {
                "heading": plain(heading),
                "columns": [columns[index] for index in used],
                "rows": [_row(where, [row[index] for index in used], sources) for where, row in rows],
            }


def _row(where: str, cells: Iterable[str], sources: Mapping[str, tuple[str, list[int]]]) -> View:
    """A row; the Chinese is added where none of the cells shows it."""
    zh, lines = sources.get(where, ("", []))
    shown = [plain(cell) for cell in cells]
    is_shown = any(zh in cell for cell in shown)
    return {"where": where, "cells": shown, "zh": "" if is_shown else plain(zh), "lines": lines}


def _sources(result: Result) -> dict[str, tuple[str, list[int]]]:
    """The Chinese and the lines behind each address of the fields."""
    fields = result.fields
    if not isinstance(fields, NewsFields):
        return {f"fields.{path}": ("", lines) for path, lines in result.fields_lines.items()}
    found = {where: (item.zh, item.lines) for where, item in items_of(fields)}
    for name in type(fields).__pydantic_fields__:
        value = getattr(fields, name)
        if isinstance(value, (DateValue, Text)):
            found[f"fields.{name}"] = (value.zh, value.lines)
    return found


def _finding(finding: FindingOut) -> View:
    return {
        "severity": finding.severity,
        "where": finding.where.removesuffix(".en").removesuffix(".zh"),
        "place": plain(where_text(finding.where)),
        "meaning": meaning(finding.code),
        "text": plain(in_words(finding.message) or finding.code).rstrip("."),
        "quote": _quote(finding.quote),
        "lines": finding.lines,
    }


def _issue(issue: SourceIssueOut) -> View:
    return {
        "text": plain(ISSUES.get(issue.type, issue.type)),
        "quote": _quote(issue.zh),
        "lines": issue.lines,
    }


def _quote(text: str) -> str:
    return shortened(plain(text), _QUOTE)


def _translation(where: str, made: Translation, result: Result) -> View:
    """The translated lines: where, number, translation, what is said in its place, whether a person reviewed
    it, and the Chinese where it is not simply the line.
    """
    texts = {line.n: line.text for line in result.document.lines}
    rows = [
        (
            f"{where}.{key}.{item.n}",
            item.n,
            plain(numbered(item)),
            translation_text(item),
            item.state == "reviewed",
            "" if item.zh == texts.get(item.n) else plain(item.zh),
        )
        for key, item in made.lines
    ]
    return {
        "heading": plain(translation_heading(made)),
        "coverage": coverage_text(made),
        "language": _tag(made.to),
        "rows": rows,
    }


def _making(result: Result) -> Iterator[tuple[str, str]]:
    made: Provenance = result.provenance
    yield "Model", f"{made.model} at {made.endpoint}" if made.endpoint else made.model
    whose = made.version and f"(version {made.version})"
    yield "Made", " ".join(filter(None, (moment_text(made.created_at), whose)))
    yield "Requests", f"{counted(made.requests, 'request')}, {made.cached:,} answered from the cache"
    yield "Tokens", f"{made.tokens.prompt:,} in, {made.tokens.completion:,} out"
    yield "Cost", "unknown" if made.cost_usd is None else f"USD {made.cost_usd:.4f}"
    yield "Source SHA-256", result.document.sha256


def _tag(language: str) -> str:
    """A language tag that is safe in an attribute, or the tag for an unknown language."""
    letters = language.replace("-", "")
    return language if letters.isascii() and letters.isalnum() and len(language) < 12 else _NO_LANGUAGE
