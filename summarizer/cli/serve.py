"""`serve`: the service over HTTP, and the tokens of those who may use it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import warn
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.service.tokens import Tokens
    from summarizer.settings import Settings

DEFAULT_DATA = Path("summarizer-data")
Data = Annotated[Path, typer.Option("--data", help="Folder of jobs, their files, and the database.")]
Name = Annotated[str, typer.Argument(help="Name of the user.")]
EXAMPLES = """Examples:

  summarizer serve

  summarizer serve token add mei

  summarizer serve --host 0.0.0.0 --data /var/lib/summarizer --user-budget 20"""


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(
        help="Serve the same jobs over HTTP: a page to drop files on, and an API. See docs/service.md.",
        epilog=EXAMPLES,
        invoke_without_command=True,
    )
    group.callback()(serve)
    tokens = typer.Typer(help="Who may use the service.", no_args_is_help=True, epilog=EXAMPLES)
    tokens.command("add")(add)
    tokens.command("list")(list_)
    tokens.command("revoke")(revoke)
    group.add_typer(tokens, name="token")
    app.add_typer(group, name="serve")


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; others need a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8787,
    data: Data = DEFAULT_DATA,
    workers: Annotated[int, typer.Option(help="Jobs at once, each in a process.", min=1, max=64)] = 2,
    user_budget: Annotated[
        str | None, typer.Option(metavar="USD", help="What a user may spend in a calendar month.")
    ] = None,
    budget: Annotated[
        str | None, typer.Option(metavar="USD", help="What all may spend in a calendar month.")
    ] = None,
    max_upload: Annotated[int, typer.Option(metavar="MB", help="Size of one upload.", min=1)] = 200,
    max_files: Annotated[int, typer.Option(help="Documents of one job.", min=1)] = 2_000,
    max_jobs: Annotated[int, typer.Option(help="Jobs of one user that wait or run.", min=1)] = 100,
    memory: Annotated[int, typer.Option(metavar="MB", help="Memory of one worker; 0: any.", min=0)] = 4_000,
    keep_days: Annotated[float, typer.Option(help="Days until an ended job is removed.", min=0)] = 30.0,
    proxy: Annotated[
        str, typer.Option(metavar="IP[,IP]", help="Proxies whose X-Forwarded headers are believed.")
    ] = "",
    model: Annotated[str | None, typer.Option(help="Model name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Any OpenAI-compatible endpoint.")] = None,
    price: Annotated[
        str | None, typer.Option(metavar="IN,OUT", help="USD per million tokens, for unlisted models.")
    ] = None,
) -> None:
    """Serve the same jobs over HTTP: a page to drop files on, and an API.

    The model, its endpoint, keys and limits are those of the environment and .env, never a caller's.
    """
    if context.invoked_subcommand is not None:
        return
    from summarizer.settings import load, unknown  # noqa: PLC0415

    _require_extra()
    from summarizer.service import serving  # noqa: PLC0415
    from summarizer.service.limits import Limits  # noqa: PLC0415

    settings = load({"model": model, "base_url": base_url, "price": price})
    for text in unknown():
        warn(text)
    limits = Limits(
        upload_bytes=max_upload * 1_000_000,
        files=max_files,
        waiting=max_jobs,
        workers=workers,
        memory_bytes=memory * 1_000_000,
        keep_days=keep_days,
        user_budget=_amount("--user-budget", user_budget),
        budget=_amount("--budget", budget),
    )
    _tell(settings, host, port)
    serving.serve(settings, data.absolute(), host, port, limits, proxy=proxy)


def add(name: Name, data: Data = DEFAULT_DATA) -> None:
    """Make a token for a user, and print it. It is shown this once."""
    typer.echo(_tokens(data).add(name))


def list_(data: Data = DEFAULT_DATA) -> None:
    """List users, when their tokens were made, and when they were last used."""
    for token in _tokens(data).listed():
        used = _day(token.used_at) if token.used_at else "never used"
        typer.echo(f"{token.name}\t{_day(token.created_at)}\t{used}")


def revoke(name: Name, data: Data = DEFAULT_DATA) -> None:
    """Let a token, and whoever signed in with it, in no more. The user's jobs stay."""
    _tokens(data).revoke(name)


def _tokens(data: Path) -> Tokens:
    _require_extra()
    from summarizer.service.database import Database  # noqa: PLC0415
    from summarizer.service.tokens import Tokens  # noqa: PLC0415

    return Tokens(Database(data.absolute()))


def _require_extra() -> None:
    from importlib.util import find_spec  # noqa: PLC0415

    if missing := [
        name
        for name in ("fastapi", "uvicorn", "python_multipart", "prometheus_client")
        if not find_spec(name)
    ]:
        raise UsageError(
            f"`serve` needs an extra that is not installed ({', '.join(missing)}).",
            "Install it: pip install 'summarizer[service]'",
        )


def _amount(option: str, text: str | None) -> Decimal | None:

    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0:
        raise UsageError(f"{option} {text}: this is no amount of money.", "For example 12.50 (USD).")
    return amount


def _tell(settings: Settings, host: str, port: int) -> None:
    sys.stderr.write(f"http://{host}:{port}  ({settings.model_name} at {settings.base_url}; Ctrl-C stops)\n")


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
