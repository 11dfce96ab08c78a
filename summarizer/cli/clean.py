"""`clean`: what of a page would be sent to the model, and what is left out as noise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from itertools import islice
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import printable
from summarizer.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from summarizer.reading import Source, Web
    from summarizer.text import Article

COLOURS = {"title": "yellow", "meta": "cyan", "body": "green", "noise": "bright_black"}
MOST_REASONS = 5  # features shown for a line
EXAMPLES = """Examples:

  summarizer clean page.html

  summarizer clean pages/ --json | jq '.confidence'

  summarizer clean page.html --explain"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog=EXAMPLES)(clean)


def clean(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files and folders; - is standard input; with --allow-url, also URLs.",
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each document.")] = False,
    include: Annotated[list[str] | None, typer.Option(help="Only files that match. Repeatable.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Not files that match. Repeatable.")] = None,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Read each row of .csv and .jsonl files: this column.")
    ] = "",
    allow_url: Annotated[
        bool, typer.Option("--allow-url", help="Fetch the URLs that are given as PATH.")
    ] = False,
    no_learn: Annotated[
        bool, typer.Option("--no-learn", help="Look at each page alone, not at what recurs in the folder.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what decided about each line.")] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Only the lines that the page's own extractor would treat otherwise."),
    ] = False,
) -> None:
    """Show each line of a page with its role: title, meta, body or noise. Noise is never sent."""
    from summarizer.reading import located, walk  # noqa: PLC0415

    failed = shown = 0
    given = located(paths, allow_url=allow_url or _allows_urls(paths))
    found = partial(walk, include=include or [], exclude=exclude or [], text_column=text_column)
    articles = _articles(given, found)
    for path, article in articles if no_learn else _revised(articles):
        shown += 1
        if isinstance(article, UnreadableDocument):
            failed += 1
            _tell_unreadable(path, article, json=json)
        elif json:
            typer.echo(dumps(_as_json(path, article, explain=explain), ensure_ascii=False))
        elif diff:
            _show_differences(path, article)
        else:
            _show(path, article, explain=explain)
    if not shown:
        raise UsageError(
            f"There is nothing to read in {', '.join(map(printable, paths))}.",
            "Give files or folders with documents; see --include, --exclude and --text-column.",
        )
    if failed:
        raise typer.Exit(1)


def _allows_urls(paths: list[str]) -> bool:
    """Whether the settings allow URLs; they are read only where there is one."""
    from summarizer.reading.web import is_url  # noqa: PLC0415

    if not any(map(is_url, paths)):
        return False
    from summarizer.settings import load  # noqa: PLC0415

    return load().allow_url


def _articles(
    paths: list[Path | Web], found: Callable[[list[Path | Web]], Iterator[Source]]
) -> Iterator[tuple[str, Article | UnreadableDocument]]:
    from summarizer.cleaning import clean as cleaned  # noqa: PLC0415
    from summarizer.reading import read, read_bytes  # noqa: PLC0415

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
    for source in found(paths):
        yield source.path, document(source)


def _revised(
    articles: Iterator[tuple[str, Article | UnreadableDocument]],
) -> Iterator[tuple[str, Article | UnreadableDocument]]:
    """The articles without what recurs in them, window by window as in a run."""
    from summarizer.cleaning.recurring import Learner, sample  # noqa: PLC0415
    from summarizer.cleaning.revising import revise  # noqa: PLC0415
    from summarizer.windows import SIZE  # noqa: PLC0415

    learner = Learner()
    while window := list(islice(articles, SIZE)):
        readable = [article for _, article in window if not isinstance(article, UnreadableDocument)]
        learner.take(map(sample, readable))
        for path, article in window:
            if isinstance(article, UnreadableDocument):
                yield path, article
            else:
                yield path, revise(article, learner.known)


def _as_json(path: str, article: Article, *, explain: bool) -> dict[str, object]:
    lines: list[dict[str, object]] = [
        {"n": line.n, "text": line.text, "role": line.role} for line in article.lines
    ]
    if explain:
        for line, reasons in zip(lines, _reasons(article), strict=True):
            line["reasons"] = {name: round(value, 2) for name, value in reasons}
    return {
        "path": path,
        "confidence": round(article.confidence, 3),
        "title": article.title,
        "metadata": [asdict(datum) for datum in article.document.metadata],
        "lines": lines,
    }


def _reasons(article: Article) -> list[list[tuple[str, float]]]:
    """For each line the features that set it apart from the page's other lines, in log-odds of being body.

    What a feature adds to every line of a page alike explains none of them, and is taken away.
    """
    from summarizer.cleaning import explain  # noqa: PLC0415

    worths = explain(article.document)
    count = sum(map(bool, worths)) or 1
    names = {name for worth in worths for name in worth}
    common = {name: sum(worth.get(name, 0.0) for worth in worths) / count for name in names}
    apart = [{name: value - common[name] for name, value in worth.items()} for worth in worths]
    return [
        [(name, worth[name]) for name in sorted(worth, key=lambda name: -abs(worth[name]))[:MOST_REASONS]]
        for worth in apart
    ]


def _tell_unreadable(path: str, error: UnreadableDocument, *, json: bool) -> None:
    if json:
        typer.echo(dumps({"path": path, "error": str(error), "code": error.code}, ensure_ascii=False))
    else:
        sys.stderr.write(f"error: {printable(path)}: {error}\n")


def _show_differences(path: str, article: Article) -> None:
    """The lines on which the page's own extractor disagrees: + it would keep, - it would leave out."""
    main = article.document.main
    if main is None:
        typer.secho(
            f"{printable(path)}: nothing to compare with (only web pages have an extractor)", bold=True
        )
        return
    kept = {line.n for line in article.body}
    shown = [line for line in article.lines if line.text.strip() and (line.n in main) != (line.n in kept)]
    typer.secho(f"{printable(path)}: {len(shown)} lines differ", bold=True)
    for line in shown:
        sign, colour = ("+", "green") if line.n in main else ("-", "red")
        typer.secho(f"{sign} {line.n:>5} {line.role:<5} {printable(line.text.strip())}", fg=colour)


def _show(path: str, article: Article, *, explain: bool) -> None:
    """The lines with their roles, in colour on a terminal; noise dimmed."""
    shown = sum(len(line.text) for line in article.shown)
    noise = sum(len(line.text) for line in article.noise)
    share = round(100 * noise / max(1, shown + noise))
    typer.secho(
        f"{printable(path)}: {share}% of the text is noise, confidence {article.confidence:.2f}", bold=True
    )
    reasons = _reasons(article) if explain else [[] for _ in article.lines]
    for line, why in zip(article.lines, reasons, strict=True):
        if line.text.strip():
            label = f"{line.n:>5} {line.role:<5} "
            typer.secho(label + printable(line.text.strip()), fg=COLOURS[line.role])
        if why:
            typer.secho(f"{'':12}{'  '.join(f'{name} {value:+.1f}' for name, value in why)}", dim=True)
