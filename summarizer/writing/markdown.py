"""The bilingual brief, as Markdown: what an English-speaking reader opens first.

English on top, each sentence followed by the numbers of the Chinese lines it rests on; the lines
themselves at the end. Nothing of the model's or the page's text becomes markup (see `escaping`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarizer.results import Result, Sentence
from summarizer.writing import tables
from summarizer.writing.escaping import block, code, inline
from summarizer.writing.plain import shortened
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

LONGEST_LINE = 2000


def render(result: Result, names: Mapping[str, str]) -> bytes:
    """The brief as UTF-8 Markdown; `names` gives the English of names that the result has in Chinese only."""
    names = all_names(result, names)
    marks = _marks(result)
    blocks = [
        *_head(result, marks.get("title", "")),
        *_section("The same text as another document", _repeat(result)),
        *_section("Summary", _paragraph(result.summary.sentences, result.summary.en, marks)),
        *_section("Key points", _points(result.key_points, marks)),
        *tables.details(result, names, marks),
        *_section("Findings", _findings(result)),
        *_section("About the source", _issues(result)),
        *_translations(result, marks),
        *_section("摘要 (summary in Chinese)", _chinese_summary(result)),
        *_section("要点 (key points in Chinese)", _list(block(point.zh) for point in result.key_points)),
        *_section("Source lines", _source_lines(result)),
        *_section("How this was made", _making(result)),
    ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def refs(lines: Iterable[int]) -> str:
    """Line numbers as " [3, 4]", or "" for none: plain text, as nothing defines such a link."""
    numbers = ", ".join(map(str, lines))
    return f" [{numbers}]" if numbers else ""


def _head(result: Result, mark: str) -> Iterator[str]:
    title = result.title.en or result.title.zh or result.document.path or "Untitled"
    yield f"# {block(title)}{mark}"
    if result.title.en and result.title.zh:
        yield block(result.title.zh)
    status, why = status_line(result)
    below = " (marked ⚠, see Findings below)" if result.findings else ""
    yield f"**{status}:** {inline(why)}{below}."
    facts = {
        "Published": inline(published_text(result)),
        "Kind": inline(tables.kind_of(result)),
        "Source": code(result.document.path),
    }
    yield _list(f"{name}: {value}" for name, value in facts.items() if value)


def _repeat(result: Result) -> str:
    """What a repeat refers to, and where it differs; else ""."""
    document = result.document
    if not document.duplicate_of:
        return ""
    told = f"This document repeats {code(document.duplicate_of)}, whose summary it has."
    if not document.differences:
        return f"{told} The two do not differ."
    here = [(f"here{refs(one.lines)}", one.zh) for one in document.differences]
    there = [("there", one.of) for one in document.differences]
    pairs = [pair for both in zip(here, there, strict=True) for pair in both]
    shown = _list(f"{inline(where)}: {inline(shortened(text, 300))}" for where, text in pairs if text)
    return f"{told} The differences:\n\n{shown}"


def _section(heading: str, body: str) -> Iterator[str]:
    """A heading and what belongs to it, or nothing."""
    if body:
        yield f"## {heading}"
        yield body


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items if item)


def _marks(result: Result) -> dict[str, str]:
    """A mark such as " ⚠1" for each address in the result that a finding is about, language left out."""
    marks: dict[str, str] = {}
    for number, finding in enumerate(result.findings, 1):
        address = finding.where.removesuffix(".en").removesuffix(".zh")
        marks[address] = f"{marks.get(address, '')} ⚠{number}"
    return marks


def _paragraph(sentences: Sequence[Sentence], whole: str, marks: Mapping[str, str]) -> str:
    """The sentences with their lines; the text as a whole where the result has no sentences."""
    cited = [
        inline(sentence.en) + refs(sentence.lines) + marks.get(f"summary.sentences.{sentence.id}", "")
        for sentence in sentences
        if sentence.en
    ]
    if not cited:
        return block(whole)
    first = sentences[[bool(sentence.en) for sentence in sentences].index(True)].en
    return " ".join([block(first) + cited[0][len(inline(first)) :], *cited[1:]])


def _points(points: Sequence[Sentence], marks: Mapping[str, str]) -> str:
    return _list(
        block(point.en) + refs(point.lines) + marks.get(f"key_points.{point.id}", "")
        for point in points
        if point.en
    )


def _chinese_summary(result: Result) -> str:
    return block(result.summary.zh or "".join(sentence.zh for sentence in result.summary.sentences))


def _findings(result: Result) -> str:
    """Each finding in words, numbered as it is marked."""
    items = []
    for number, finding in enumerate(result.findings, 1):
        where = where_text(finding.where)
        said = [
            f"{number}. **{finding.severity.capitalize()}**",
            f" in {inline(where)}" if where else "",
            ": ",
        ]
        said.append(inline(finding.message) or inline(finding.code))
        said.append(refs(finding.lines))
        if finding.quote:
            said.append(f" — source: “{inline(shortened(finding.quote, 200))}”")
        items.append("".join(said))
    return "\n".join(items)


def _issues(result: Result) -> str:
    return _list(
        ISSUES.get(issue.type, block(issue.type))
        + (f" “{inline(shortened(issue.zh, 200))}”" if issue.zh else "")
        + refs(issue.lines)
        for issue in result.source_issues
    )


def _translations(result: Result, marks: Mapping[str, str]) -> Iterator[str]:
    """The full translations, a paragraph a line, each led by the number of its Chinese line."""
    for where, made in result.renderings():
        coverage = coverage_text(made)
        paragraphs = [
            f"[{item.n}] {inline(numbered(item)) or f'*({translation_text(item)})*'}"
            + marks.get(f"{where}.{key}.{item.n}", "")
            for key, item in made.lines
        ]
        told = [f"*{inline(coverage)}*"] if coverage and paragraphs else []
        yield from _section(inline(translation_heading(made)), "\n\n".join([*told, *paragraphs]))


def _source_lines(result: Result) -> str:
    """The Chinese lines that are cited; with a translation, all that were translated, too."""
    wanted = _cited(result)
    wanted |= {item.n for _, made in result.renderings() for _, item in made.lines}
    return _list(
        f"[{line.n}] {inline(shortened(line.text, LONGEST_LINE))}"
        for line in result.document.lines
        if line.n in wanted and line.text.strip()
    )


def _cited(result: Result) -> set[int]:
    cited = {number for claim in result.claims() for number in claim.lines}
    cited.update(tables.dated_lines(result))
    found = [finding.lines for finding in result.findings]
    issues = [issue.lines for issue in result.source_issues]
    return cited.union(*found, *issues, *result.fields_lines.values())


def _making(result: Result) -> str:
    """Who made this, out of what, for how much."""
    made = result.provenance
    model = f"Model {code(made.model)}" if made.model else ""
    if model and made.endpoint:
        model += f" at {code(made.endpoint)}"
    prompts = ", ".join(f"{inline(name)} {code(digest[:8])}" for name, digest in sorted(made.prompts.items()))
    cost = "cost unknown" if made.cost_usd is None else f"cost USD {made.cost_usd:.4f}"
    tokens = f"{made.tokens.prompt:,} + {made.tokens.completion:,} tokens"
    bill = f"{counted(made.requests, 'request')}, {made.cached:,} answered from the cache, {tokens}, {cost}"
    when = inline(moment_text(made.created_at))
    whose = f"by summarizer {inline(made.version)}" if made.version else ""
    return _list(
        [
            model,
            f"Prompts: {prompts}" if prompts else "",
            bill[:1].upper() + bill[1:],
            " ".join(filter(None, ("Made", when, whose))) if when or whose else "",
            f"Source SHA-256: {code(result.document.sha256)}" if result.document.sha256 else "",
            "Machine translation, checked by code, not edited by a person",
        ]
    )
