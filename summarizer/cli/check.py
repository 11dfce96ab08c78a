"""`check`: verifies results again, with code alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import printable, warn
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.termbase import Termbase
    from summarizer.verifying import Verification

EXAMPLES = """Examples:

  summarizer check out/

  summarizer check out/documents/page.txt.json --glossary terms.csv --json"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog=EXAMPLES)(check)


def check(
    paths: Annotated[list[Path], typer.Argument(help="Results (.json) or output folders.")],
    glossary: Annotated[
        list[Path] | None,
        typer.Option(help="Binding renderings. Default: terms.csv of the output folder."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each result.")] = False,
) -> None:
    """Verify results again by code: evidence, figures, dates, names, terms. No model."""
    flagged = bad = 0
    _tell_doubts(glossary or [])
    for file in [file for path in paths for file in _results(path)]:
        try:
            checked = _verified(file, glossary or [])
        except ValueError as error:
            bad += 1
            _tell_bad(file, error, json=json)
            continue
        flagged += checked.status == "flagged"
        _tell(file, checked, json=json)
    if bad:
        raise typer.Exit(2)
    if flagged:
        raise typer.Exit(1)


def _tell_doubts(glossaries: list[Path]) -> None:
    if glossaries:
        from summarizer.termbase import Termbase  # noqa: PLC0415

        for doubt in Termbase.load(None, glossaries).doubts:
            warn(doubt)


def _results(path: Path) -> Iterator[Path]:
    """The results that `path` names: itself, or those of an output folder, in order."""
    if path.is_file():
        yield path
        return
    folder = path / "documents" if (path / "documents").is_dir() else path
    found = sorted(folder.rglob("*.json")) if folder.is_dir() else []
    if not found:
        raise UsageError(f"There are no results in {path}.", "Give a result (.json) or an output folder.")
    yield from found


def _verified(file: Path, glossaries: list[Path]) -> Verification:
    """Raises ValueError (pydantic's, or of decoding) for a file that is no result."""
    from summarizer.accepting import accept  # noqa: PLC0415
    from summarizer.rendering import terms_in  # noqa: PLC0415
    from summarizer.verifying import verify  # noqa: PLC0415

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    result = accept(data)
    return verify(result, terms_in(result, _termbase(file, glossaries)))


def _termbase(file: Path, glossaries: list[Path]) -> Termbase:
    """The glossaries given, else `terms.csv` of the output folder in which the result lies, else nothing."""
    from summarizer.termbase import Termbase  # noqa: PLC0415

    if glossaries:
        return Termbase.load(None, glossaries)
    folders = file.absolute().parents
    home = next((folder.parent for folder in folders if folder.name == "documents"), None)
    return Termbase.load(home / "terms.csv" if home else None)


def _tell(file: Path, checked: Verification, *, json: bool) -> None:
    if json:
        from dataclasses import asdict  # noqa: PLC0415

        findings = [asdict(finding) for finding in checked.findings]
        typer.echo(
            dumps({"path": str(file), "status": checked.status, "findings": findings}, ensure_ascii=False)
        )
        return
    typer.echo(f"{printable(str(file))}: {checked.status} ({len(checked.checks)} checks)")
    for finding in checked.findings:
        lines = f" [lines {', '.join(map(str, finding.lines))}]" if finding.lines else ""
        typer.echo(f"  {finding.severity}: {finding.where}: {printable(finding.message)}{lines}")


def _tell_bad(file: Path, error: ValueError, *, json: bool) -> None:
    from summarizer.accepting import reason  # noqa: PLC0415

    if json:
        typer.echo(dumps({"path": str(file), "error": f"not a result: {reason(error)}"}, ensure_ascii=False))
    else:
        sys.stderr.write(f"error: {printable(str(file))} is not a result: {reason(error)}\n")
