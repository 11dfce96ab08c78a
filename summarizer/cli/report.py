"""`report`: rebuilds from the results what was written beside them, and the report to look at."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.wording import counted
from summarizer.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example:\n\n  summarizer report out/ --open")(report)


def report(
    out: Annotated[Path, typer.Argument(help="An output folder.")],
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="Formats, separated by commas: md for each document; html, docx, xlsx for all."
        ),
    ] = "md,html",
    open_: Annotated[
        bool, typer.Option("--open", help="Open the report, in the browser or the program for its format.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a machine-readable summary.")] = False,
) -> None:
    """Rebuild the briefs, results.jsonl and the reports of an output folder from its results. No model."""
    from summarizer import reporting, writing  # noqa: PLC0415
    from summarizer.journal import lock  # noqa: PLC0415

    documents = out / "documents"
    if not documents.is_dir():
        raise UsageError(f"{out} is not an output folder.", "It has no folder `documents`.")
    wanted = [part.strip() for part in formats.split(",") if part.strip()]
    briefs, whole = _divided(wanted, set(writing.FORMATS), set(reporting.FORMATS))
    with lock(out):
        count = _rebuild(out, documents, writing.known(briefs))
        paths = reporting.build(out, whole)
    _tell(count, [*writing.known(briefs), *whole], paths, json=json)
    if open_ and paths:
        _show(paths[0])


def _divided(wanted: Sequence[str], briefs: set[str], reports: set[str]) -> tuple[list[str], list[str]]:
    """The formats for each document, and those for the whole folder. Raises UsageError for any other."""
    for name in wanted:
        if name not in briefs | reports:
            listed = ", ".join(sorted(briefs | reports))
            raise UsageError(f"There is no format “{name}”.", f"The formats are {listed}.")
    return [name for name in wanted if name in briefs], [name for name in wanted if name in reports]


def _rebuild(out: Path, documents: Path, formats: Sequence[str]) -> int:
    """Write the briefs and results.jsonl anew; returns the number of documents."""
    from summarizer.accepting import reason, stored  # noqa: PLC0415
    from summarizer.termbase import Termbase  # noqa: PLC0415
    from summarizer.writing import write  # noqa: PLC0415
    from summarizer.writing.collections import results_jsonl  # noqa: PLC0415

    names = sorted(
        file.relative_to(documents).as_posix().removesuffix(".json") for file in documents.rglob("*.json")
    )
    terms = Termbase.load(out / "terms.csv").names
    paths: dict[str, str] = {}  # of documents, by the names of their outputs
    for name in names:
        file = documents / f"{name}.json"
        try:
            result = stored(file.read_bytes())
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
        except ValueError as error:
            hint = "Mend it, or delete it and run the job again."
            raise UsageError(f"{file} is not a result: {reason(error)}.", hint) from error
        write(result, out, name, formats, terms)
        paths[name] = result.document.path
    shown = list(_order(out, paths))
    results_jsonl(out, shown, out / "results.jsonl")
    return len(shown)


def _order(out: Path, paths: Mapping[str, str]) -> Iterator[str]:
    """The names of the outputs in the order of results.jsonl as it is, later ones at the end.

    What it left out when it was written (its source was gone by then) stays out.
    """
    from json import loads  # noqa: PLC0415

    names = {path: name for name, path in paths.items()}
    listing = out / "results.jsonl"
    try:
        written = listing.stat().st_mtime_ns
        with listing.open(encoding="utf-8") as lines:
            before = [loads(line)["document"]["path"] for line in lines]
    except (OSError, ValueError, KeyError, TypeError):
        before, written = [], 0
    first = dict.fromkeys(names[path] for path in before if path in names)
    yield from first
    for name in paths:
        status = (out / "documents" / f"{name}.json").stat()
        is_later = max(status.st_mtime_ns, status.st_ctime_ns) > written  # a copy keeps only the first
        if name not in first and (is_later or not first):
            yield name


def _tell(count: int, formats: Sequence[str], paths: Sequence[Path], *, json: bool) -> None:
    """What was made, for a person or for a program."""
    from json import dumps  # noqa: PLC0415

    if json:
        typer.echo(
            dumps({"documents": count, "formats": [*formats], "reports": [str(path) for path in paths]})
        )
        return
    typer.echo(f"{counted(count, 'document')}: {', '.join(formats)}")
    if paths:
        typer.echo(f"To look at: {paths[0]}")


def _show(path: Path) -> None:
    """Open a file in the program that the system has for it; where there is none, say how to."""
    import webbrowser  # noqa: PLC0415

    if not webbrowser.open(path.resolve().as_uri()):
        sys.stderr.write(f"There is no program to open it with here. Open {path} yourself.\n")
