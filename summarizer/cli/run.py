"""`summarize` and `translate`: the main job, over files, folders or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.ending import stoppable
from summarizer.cli.options import Options, with_options
from summarizer.cli.wording import warner
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.settings import Settings

DEFAULT_OUT = Path("summarizer-out")
STANDARD_INPUT = "stdin.txt"  # what it is called in an output folder
Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files and folders; - is standard input; with --allow-url, also URLs.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add both commands to `app`."""
    app.command(epilog=SUMMARIZE_EXAMPLES)(with_options(summarize))
    app.command(epilog=TRANSLATE_EXAMPLES)(with_options(translate))


SUMMARIZE_EXAMPLES = """Examples:

  summarizer summarize pages/ -o out/ --glossary terms.csv

  summarizer summarize pages/ --dry-run

  summarizer summarize article.html

  summarizer summarize tenders/ --fields tender.yaml --max-cost 2.50

  summarizer summarize archive/ -o out/ --batch      half the price; then: summarizer batch collect out/"""

TRANSLATE_EXAMPLES = """Examples:

  summarizer translate notices/ -o out/

  summarizer translate notice.txt > notice-brief.txt"""


def summarize(paths: Paths, options: Options) -> None:
    """Digest documents: summaries in Chinese and English, fields, every statement traced to its lines."""
    perform(paths, options, to="")


def translate(
    paths: Paths,
    options: Options,
    to: Annotated[
        str, typer.Option(help="Language of the translation, or several: en,fr. The digest is English.")
    ] = "en",
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help="Keep the Chinese beside the translation in `source` files.")
    ] = False,
) -> None:
    """Translate documents in full, with the digest on top.

    Word files, pages, tables, subtitles and texts are also written in the form of their source.
    """
    if not to.strip(" ,"):
        raise UsageError("--to: no language is given.", "Give one or several: --to en,fr.")
    options = replace(options, format=options.format or "json,md,html,source")
    perform(paths, options, to=to, bilingual=bilingual)


def perform(paths: list[str], options: Options, *, to: str, bilingual: bool = False) -> None:
    """Do what the options say: estimate, one document on stdout, or a folder. Ends with the exit code."""
    from summarizer.reading.web import is_url  # noqa: PLC0415
    from summarizer.settings import load, unknown  # noqa: PLC0415

    files = [Path(path) for path in paths if not is_url(path)]
    given = {**options.settings(), "bilingual": bilingual or None}
    dotenv = dotenv_for(files)
    settings = load(given, dotenv=dotenv)
    for text in unknown(dotenv=dotenv):
        warner(quiet=options.quiet)(text)
    out = options.out or settings.out
    printed = out is None and not settings.batch  # what comes later cannot be printed
    single = printed and len(paths) == 1 and _is_one_document(paths[0], settings.text_column)
    if settings.log_json == "-" and (options.json or single) and not options.dry_run:
        raise UsageError(
            "--log-json - and the result would both go to standard output.",
            "Write the log to a file, or leave --json away and give -o.",
        )
    if options.dry_run:
        if single:
            settings = settings.model_copy(update={"fresh": True})  # what is printed is never skipped
        _estimate(paths, options, settings, to)
    elif single:
        _one(paths[0], options, settings, to)
    else:
        from summarizer.cli.folder import process  # noqa: PLC0415

        with _standing_in(paths, settings) as found:
            raise typer.Exit(process(found, out or DEFAULT_OUT, settings, options, to=to))


@contextmanager
def _standing_in(paths: list[str], settings: Settings) -> Iterator[list[str]]:
    """`paths`, or where standard input is all there is, a file that holds it as long as the run takes."""
    if paths != ["-"] or settings.batch:
        yield paths
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / STANDARD_INPUT
        file.write_bytes(sys.stdin.buffer.read())
        yield [str(file)]


def _is_one_document(path: str, text_column: str) -> bool:
    from summarizer.reading import holds_many  # noqa: PLC0415
    from summarizer.reading.web import is_url  # noqa: PLC0415

    if path == "-" or is_url(path):
        return True
    return Path(path).is_file() and not holds_many(Path(path), text_column)


def dotenv_for(paths: list[Path]) -> Path | None:
    """The `.env` of the current directory, unless that is (inside) an input: inputs are not to be trusted."""
    here = Path.cwd()
    inside = any(path.is_dir() and here.is_relative_to(path.resolve()) for path in paths)
    if inside and Path(".env").is_file():
        sys.stderr.write("note: .env is not read, because it lies inside an input folder\n")
    return None if inside else Path(".env")


def _one(path: str, options: Options, settings: Settings, to: str) -> None:
    """One document, printed: its brief, or its result as JSON."""
    from summarizer.api import Summarizer  # noqa: PLC0415
    from summarizer.reading import located, read_bytes  # noqa: PLC0415
    from summarizer.writing import json  # noqa: PLC0415
    from summarizer.writing.brief import brief  # noqa: PLC0415

    with stoppable(), Summarizer(settings, warn=warner(quiet=options.quiet)) as summarizer:
        if path == "-":
            result = summarizer.digest(read_bytes(sys.stdin.buffer.read(), "-"), to=to)
        else:
            (given,) = located([path], allow_url=settings.allow_url)
            result = summarizer.summarize(given, to=to)
    text = json.render(result, {}).decode() if options.json else brief(result, {})
    typer.echo(text.rstrip("\n"))
    if options.strict and result.status == "flagged":
        raise typer.Exit(1)


def _estimate(paths: list[str], options: Options, settings: Settings, to: str) -> None:
    from summarizer.api import Summarizer  # noqa: PLC0415

    if "-" in paths:
        raise UsageError("--dry-run needs files or folders.", "Save the text to a file first.")
    with Summarizer(settings, warn=warner(quiet=options.quiet)) as summarizer:
        found = summarizer.estimate(*paths, out=options.out or settings.out or DEFAULT_OUT, to=to)
    if options.json:
        from json import dumps  # noqa: PLC0415

        typer.echo(dumps(found.as_json(), ensure_ascii=False))
        return
    from summarizer.cli.wording import estimate_lines  # noqa: PLC0415

    for line in estimate_lines(found, settings):
        typer.echo(line)
