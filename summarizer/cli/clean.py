"""`clean`: what of a page would be sent to the model, and what is left out as noise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import printable
from summarizer.errors import UnreadableDocument

if TYPE_CHECKING:
    from summarizer.reading import Source
    from summarizer.text import Article

COLOURS = {"title": "yellow", "meta": "cyan", "body": "green", "noise": "bright_black"}
EXAMPLES = """Examples:

  summarizer clean page.html

  summarizer clean pages/ --json | jq '.confidence'"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog=EXAMPLES)(clean)


def clean(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; - is standard input.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each document.")] = False,
    include: Annotated[list[str] | None, typer.Option(help="Only files that match. Repeatable.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Not files that match. Repeatable.")] = None,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Read each row of .csv and .jsonl files: this column.")
    ] = "",
) -> None:
    """Show each line of a page with its role: title, meta, body or noise. Noise is never sent."""
    failed = 0
    for path, article in _articles(paths, include or [], exclude or [], text_column):
        if isinstance(article, UnreadableDocument):
            failed += 1
            _tell_unreadable(path, article, json=json)
        elif json:
            typer.echo(dumps(_as_json(path, article), ensure_ascii=False))
        else:
            _show(path, article)
    if failed:
        raise typer.Exit(1)


def _articles(
    paths: list[Path], include: list[str], exclude: list[str], text_column: str
) -> Iterator[tuple[str, Article | UnreadableDocument]]:
    from summarizer.cleaning import clean as cleaned  # noqa: PLC0415
    from summarizer.reading import read, read_bytes, walk  # noqa: PLC0415

    def document(source: Source) -> Article | UnreadableDocument:
        try:
            return cleaned(read(source))
        except UnreadableDocument as error:
            return error

    if [str(path) for path in paths] == ["-"]:
        try:
            yield "-", cleaned(read_bytes(sys.stdin.buffer.read(), "-"))
        except UnreadableDocument as error:
            yield "-", error
        return
    for source in walk(paths, include=include, exclude=exclude, text_column=text_column):
        yield source.path, document(source)


def _as_json(path: str, article: Article) -> dict[str, object]:
    return {
        "path": path,
        "confidence": round(article.confidence, 3),
        "title": article.title,
        "lines": [{"n": line.n, "text": line.text, "role": line.role} for line in article.lines],
    }


def _tell_unreadable(path: str, error: UnreadableDocument, *, json: bool) -> None:
    if json:
        typer.echo(dumps({"path": path, "error": str(error), "code": error.code}, ensure_ascii=False))
    else:
        sys.stderr.write(f"error: {printable(path)}: {error}\n")


def _show(path: str, article: Article) -> None:
    """The lines with their roles, in colour on a terminal; noise dimmed."""
    shown = sum(len(line.text) for line in article.shown)
    noise = sum(len(line.text) for line in article.noise)
    share = round(100 * noise / max(1, shown + noise))
    typer.secho(
        f"{printable(path)}: {share}% of the text is noise, confidence {article.confidence:.2f}", bold=True
    )
    for line in article.lines:
        if line.text.strip():
            label = f"{line.n:>5} {line.role:<5} "
            typer.secho(label + printable(line.text.strip()), fg=COLOURS[line.role])
