"""`prompts list|show|render|check`: the prompt templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.errors import UsageError

Folder = Annotated[Path | None, typer.Option("--prompts", help="Folder with templates of your own.")]
EXAMPLES = """Examples:

  summarizer prompts render digest page.txt

  summarizer prompts check --prompts my-prompts/"""


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(
        help="The prompt templates: list, show, fill in, lint.", no_args_is_help=True, epilog=EXAMPLES
    )
    group.command("list")(list_)
    group.command()(show)
    group.command()(render)
    group.command()(check)
    app.add_typer(group, name="prompts")


def list_(prompts: Folder = None) -> None:
    """List the templates with their digests and what they are for."""
    from summarizer.prompting import TASKS  # noqa: PLC0415
    from summarizer.wiring import prompts as load  # noqa: PLC0415

    loaded = load(prompts)
    for name in TASKS:
        template = loaded.get(name)
        typer.echo(f"{name:<10} {template.digest}  {template.head.description}")


def show(name: Annotated[str, typer.Argument(help="A template's name.")], prompts: Folder = None) -> None:
    """Print a template as it is written."""
    from summarizer.wiring import prompts as load  # noqa: PLC0415

    typer.echo(load(prompts).get(name).file.read_text(encoding="utf-8").rstrip("\n"))


def render(
    name: Annotated[str, typer.Argument(help="A template's name; `digest` is filled in for a file.")],
    file: Annotated[Path, typer.Argument(help="A document.")],
    prompts: Folder = None,
    fields: Annotated[str, typer.Option(help="As in `summarize`.")] = "news",
) -> None:
    """Print what would be sent for a document."""
    from summarizer import forms  # noqa: PLC0415
    from summarizer.chunking import split  # noqa: PLC0415
    from summarizer.cleaning import clean  # noqa: PLC0415
    from summarizer.reading import Source, read  # noqa: PLC0415
    from summarizer.wiring import prompts as load  # noqa: PLC0415

    if not file.exists():
        raise UsageError(f"{file} cannot be read: No such file or directory.", "Check the path.")
    article = clean(read(Source(file, file.name)))
    loaded = load(prompts)
    form = forms.for_article(forms.load(fields), article)
    if name == "digest":
        for part in split(article):
            about = {"part": part.index, "total": part.total, **form.variables}
            _print(loaded.render(name, lines=part.lines, **about))
    elif name == "translate":
        segments = [{"id": f"L{line.n}", "zh": line.text.strip()} for line in article.body]
        _print(loaded.render(name, segments=segments, terms={}, language="English", title=article.title))
    else:
        loaded.get(name)
        raise UsageError(
            f"`{name}` depends on earlier answers and cannot be filled in for a file alone.",
            "`render` takes digest and translate; `show` prints the others.",
        )


def check(prompts: Folder = None) -> None:
    """Lint the templates: heads, roles, and variables against what the program gives."""
    from summarizer.prompting import TASKS  # noqa: PLC0415
    from summarizer.wiring import prompts as load  # noqa: PLC0415

    loaded = load(prompts)
    problems = [problem for name in TASKS for problem in loaded.problems(name)]
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{len(TASKS)} templates, no problems")


def _print(messages: tuple[tuple[str, str], ...]) -> None:
    for role, text in messages:
        typer.echo(f"=== {role} ===\n{text}\n")
