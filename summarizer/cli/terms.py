"""`terms list|export|import`: the termbase of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import counted, warn
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.termbase import Termbase

Out = Annotated[Path, typer.Argument(help="An output folder.")]
EXAMPLES = """Examples:

  summarizer terms list out/

  summarizer terms export out/ terms.csv     (edit it, then)

  summarizer terms import out/ terms.csv     (and run again: only what changed is redone)"""


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(
        help="The names and terms of an output folder.", no_args_is_help=True, epilog=EXAMPLES
    )
    group.command("list")(list_)
    group.command()(export)
    group.command("import")(import_)
    app.add_typer(group, name="terms")


def list_(
    out: Out, conflicts: Annotated[bool, typer.Option(help="Only what needs a decision.")] = False
) -> None:
    """Print the terms: Chinese, English, kind, origin, status."""
    from summarizer import reviews  # noqa: PLC0415
    from summarizer.preferring import preferences  # noqa: PLC0415
    from summarizer.verifying.misnamed import belied  # noqa: PLC0415

    termbase = _loaded(out)
    if conflicts:
        for conflict in termbase.conflicts():
            typer.echo(conflict.message)
        for message in belied(termbase.rows()):
            typer.echo(message)
        for preference in preferences(reviews.load(out), termbase):
            typer.echo(preference.message)
        return
    for term in termbase.rows():
        typer.echo(f"{term.zh}\t{term.en}\t{term.kind}\t{term.origin}\t{term.status}")


def export(
    out: Out,
    file: Annotated[Path, typer.Argument(help="The file to write (.csv, .json, .tbx or .xlsx).")],
) -> None:
    """Write the terms to a file that can be edited and imported again."""
    termbase = _loaded(out)
    termbase.export(file, file.suffix.lower().removeprefix(".") or "csv")
    typer.echo(f"{counted(len(termbase), 'term')}: {file}")


def import_(
    out: Out,
    file: Annotated[
        Path, typer.Argument(help="A table with the columns zh and en (.csv, .json, .xlsx), or TBX.")
    ],
) -> None:
    """Take over the terms that were changed; they win over what was decided. Then run the job again."""
    from summarizer.journal import lock  # noqa: PLC0415

    termbase = _loaded(out)
    with lock(out):
        done = termbase.import_(file)
        termbase.save(out / "terms.csv", root=out)
    for doubt in termbase.doubts:
        warn(doubt)
    if not done.changed:
        typer.echo(f"{counted(done.terms, 'term')} read, none of them changed: nothing to redo.")
        return
    typer.echo(
        f"{counted(done.terms, 'term')} read, {done.changed} changed. "
        "Run the job again: documents in which a changed term occurs are redone."
    )


def _loaded(out: Path) -> Termbase:
    from summarizer.termbase import Termbase  # noqa: PLC0415

    if not out.is_dir():
        raise UsageError(f"There is no output folder {out}.", "Give the folder that a run has written.")
    return Termbase.load(out / "terms.csv")
