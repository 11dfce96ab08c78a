"""`review export|import`: translations out to a reviewer, and back in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import counted
from summarizer.files import printable

if TYPE_CHECKING:
    from summarizer.exchange import Review

Out = Annotated[Path, typer.Argument(help="An output folder of `translate`.")]
EXAMPLES = """Examples:

  summarizer review export out/ review.docx     (also .xlsx, .xlf, .xliff, .tmx)

  summarizer review import out/ review.docx     (after a person has edited it)"""


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(
        help="Translations out to a reviewer, and back in.", no_args_is_help=True, epilog=EXAMPLES
    )
    group.command()(export)
    group.command("import")(import_)
    app.add_typer(group, name="review")


def export(
    out: Out,
    file: Annotated[Path, typer.Argument(help="The file to write: .docx, .xlsx, .xlf, .xliff or .tmx.")],
    to: Annotated[str, typer.Option("--to", metavar="LANG", help="Only this language, of several.")] = "",
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="GLOB", help="Only documents that match. May be repeated."),
    ] = None,
) -> None:
    """Write all translations of a folder, with what was found about them, for a reviewer to edit."""
    from summarizer import reviewing  # noqa: PLC0415

    def warn(message: str) -> None:
        typer.echo(message, err=True)

    count = reviewing.export(out, file, to=to, include=include or (), warn=warn)
    typer.echo(f"{counted(count, 'segment')}: {file}")


def import_(
    out: Out,
    file: Annotated[Path, typer.Argument(help="The reviewed file: .docx, .xlsx, .xlf, .xliff or .tmx.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also where another translation was reviewed meanwhile.")
    ] = False,
) -> None:
    """Take a reviewed file back in: edited segments stand from now on, and are never paid for again."""
    from summarizer import reviewing  # noqa: PLC0415
    from summarizer.journal import lock  # noqa: PLC0415

    with lock(out):
        done = reviewing.import_(out, file, overwrite=overwrite)
    for line in _told(done.review):
        typer.echo(line)
    for path, status in done.statuses.items():
        typer.echo(f"{printable(path)}: {status}")
    for entry in done.terms:
        typer.echo(
            f"Term {entry.zh} is “{entry.en}” from now on. Run the job again: where it occurs is redone."
        )
    for preference in done.preferred:
        typer.echo(f"To decide: {preference.message}")
    if done.preferred:
        typer.echo("Decide in terms.csv: write the rendering that is to stand, and run the job again.")


def _told(review: Review) -> list[str]:
    """What came of the file, as lines for the user."""
    counts = (
        f"{counted(len(review.edited), 'segment')} edited, {len(review.confirmed)} approved, "
        f"{len(review.untouched)} untouched, {review.absent} did not come back."
    )
    lines = [counts]
    lines += [
        f"Not taken over, {printable(conflict.current.id)}: {conflict.message}"
        for conflict in review.conflicts
    ]
    lines += [f"Unknown segment: {printable(unit.id)}" for unit in review.unknown]
    lines += [
        f"Comment on {printable(unit.id)}: {' / '.join(comments)}" for unit, comments in review.commented
    ]
    return lines
