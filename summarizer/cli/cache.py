"""`cache stats|prune|clear|why`: the replies that were paid for, and what stages made of them."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer import remembering
from summarizer.cli.wording import counted, warn
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.llm.caching import ReplyCache

OLDEST = 100_000  # days
EXAMPLES = """Examples:

  summarizer cache stats

  summarizer cache prune --older-than 90

  summarizer cache why 3fa9"""


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(help="The disk cache of paid replies.", no_args_is_help=True, epilog=EXAMPLES)
    group.command()(stats)
    group.command()(prune)
    group.command()(clear)
    group.command()(why)
    app.add_typer(group, name="cache")


def stats(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show how many replies are stored, for which models and tasks, and what they took."""
    with _opened() as cache:
        found = cache.stats() | {"remembered": remembering.count(cache.store)}
    if json:
        typer.echo(dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        typer.echo(f"{name}: {value}")


def prune(
    older_than: Annotated[float | None, typer.Option(help="Days.")] = None,
    model: Annotated[str | None, typer.Option(help="Only replies of this model.")] = None,
) -> None:
    """Delete stored replies by age or model. They would be paid for again.

    What was remembered of stages goes by age, and where another version of the program made it.
    """
    if older_than is None and model is None:
        raise UsageError("Say what to prune: --older-than DAYS, --model NAME, or both.")
    if older_than is not None and not 0 <= older_than <= OLDEST:
        raise UsageError(f"--older-than {older_than:g}: this is no age.", f"Give days, from 0 to {OLDEST}.")
    with _opened() as cache:
        gone = cache.prune(older_than, model)
        typer.echo(f"{counted(gone, 'reply', 'replies')} deleted")
        if forgotten := remembering.prune(cache.store, older_than):
            results = counted(forgotten, "remembered result")
            typer.echo(f"{results} of stages deleted: they are made again for free")


def clear(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete all stored replies and what was made of them. They would be paid for again."""
    with _opened() as cache:
        if not yes and not typer.confirm(f"Delete {cache.stats()['entries']} paid replies?"):
            raise typer.Exit(1)
        typer.echo(f"{cache.clear()} rows deleted: replies, and what was made of them")


def why(
    key: Annotated[str, typer.Argument(help="A request's key, or its beginning (see journal.jsonl).")],
) -> None:
    """Show what is stored for a request: when, by which model, with which prompt."""
    with _opened() as cache:
        stored = cache.why(key)
    if stored is None:
        raise UsageError(f"Nothing is stored under {key}: it was not asked, or was refused or cut off.")
    from dataclasses import asdict  # noqa: PLC0415

    for name, value in asdict(stored).items():
        typer.echo(f"{name}: {value}")


def _opened() -> ReplyCache:
    from summarizer.llm.caching import ReplyCache  # noqa: PLC0415
    from summarizer.settings import load  # noqa: PLC0415
    from summarizer.wiring import cache_folder  # noqa: PLC0415

    return ReplyCache.open(cache_folder(load()), warn=warn)
