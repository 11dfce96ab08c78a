"""`report`: rebuilds from the results what was written beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example:\n\n  summarizer report out/ --format md")(report)


def report(
    out: Annotated[Path, typer.Argument(help="An output folder.")],
    formats: Annotated[str, typer.Option("--format", help="Formats, separated by commas.")] = "md",
) -> None:
    """Rebuild the briefs and results.jsonl of an output folder from its results. No model."""
    from summarizer.journal import lock  # noqa: PLC0415
    from summarizer.results import Result  # noqa: PLC0415
    from summarizer.termbase import Termbase  # noqa: PLC0415
    from summarizer.writing import known, write  # noqa: PLC0415
    from summarizer.writing.collections import results_jsonl  # noqa: PLC0415

    documents = out / "documents"
    if not documents.is_dir():
        raise UsageError(f"{out} is not an output folder.", "It has no folder `documents`.")
    wanted = known([part.strip() for part in formats.split(",") if part.strip()])
    names = sorted(
        file.relative_to(documents).as_posix().removesuffix(".json") for file in documents.rglob("*.json")
    )
    with lock(out):
        terms = Termbase.load(out / "terms.csv").names
        for name in names:
            try:
                result = Result.model_validate_json((documents / f"{name}.json").read_bytes())
            except (OSError, ValueError) as error:
                raise UsageError(f"{documents / name}.json is not a result.", "Run the job again.") from error
            write(result, out, name, wanted, terms)
        results_jsonl(out, _order(out, names), out / "results.jsonl")
    typer.echo(f"{len(names)} documents: {', '.join(wanted)}")


def _order(out: Path, names: list[str]) -> list[str]:
    """The order of results.jsonl as it is, new ones at the end."""
    from json import loads  # noqa: PLC0415

    try:
        with (out / "results.jsonl").open(encoding="utf-8") as lines:
            before = [loads(line)["document"]["path"] for line in lines]
    except (OSError, ValueError, KeyError, TypeError):
        return names
    known = set(names)
    first = [path for path in before if path in known]
    return [*first, *(name for name in names if name not in set(first))]
