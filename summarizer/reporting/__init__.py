"""Makes of a whole output folder what a stakeholder opens: reports on all results, one module a format.

A format is one function, `write(results, terms, folder) -> paths`: it takes the results one by one, in the
order of `results.jsonl`, and the terms of the folder; its file, and what that needs, go into `folder`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from summarizer import glossary
from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.reporting import html, tables, word
from summarizer.results import Result
from summarizer.text import Term

__all__ = ["FORMATS", "build", "known", "results_of", "terms_of"]

Write = Callable[[Iterator[Result], Sequence[Term], Path], list[Path]]

FORMATS: Mapping[str, Write] = MappingProxyType(
    {"html": html.write, "docx": word.write, "xlsx": tables.write}
)


FILES: Mapping[str, str] = MappingProxyType(
    {"html": "index.html", "docx": "digest.docx", "xlsx": "table.xlsx"}
)


def is_due(out: Path, name: str) -> bool:
    """Whether a report is missing, or older than the results."""
    try:
        return (out / FILES[name]).stat().st_mtime_ns < (out / "results.jsonl").stat().st_mtime_ns
    except FileNotFoundError:
        return True


def known(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats to write, each once. Raises UsageError for one that does not exist."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(
            f"There is no report “{printable(unknown[0])}”.", f"The reports are {', '.join(FORMATS)}."
        )
    return tuple(dict.fromkeys(formats))


def build(out: Path, formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write the reports on the output folder `out`; returns their paths, the one to open first.

    Reads `results.jsonl` once for each format, never whole. Raises UsageError for an unknown format, a folder
    without results, a line that is no result, or a file that cannot be written.
    """
    wanted = known(formats)
    terms = terms_of(out)
    return [path for name in wanted for path in FORMATS[name](results_of(out), terms, out)]


def results_of(out: Path) -> Iterator[Result]:
    """The results of an output folder in their order, one at a time. Raises UsageError naming a bad line."""
    file = out / "results.jsonl"
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield _result(line, file, number)
    except OSError as error:
        raise UsageError(
            f"{printable(out)} is not an output folder.", "It has no readable file results.jsonl."
        ) from error


def terms_of(out: Path) -> tuple[Term, ...]:
    """The terms of an output folder, in the order of `terms.csv`; none if it has no such file."""
    file = out / "terms.csv"
    return tuple(entry.term for entry in glossary.read(file)) if file.exists() else ()


def _result(line: bytes, file: Path, number: int) -> Result:
    try:
        return Result.model_validate_json(line)
    except ValidationError as error:
        raise UsageError(
            f"{printable(file)}, line {number} is not a result.",
            "`summarizer report OUT` makes the file anew.",
        ) from error
