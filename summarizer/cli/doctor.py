"""`doctor`: what is configured, and whether the endpoint is there and can do the work."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import warn
from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(
        epilog="Example:\n\n  summarizer doctor --base-url http://localhost:11434/v1 --model qwen3:14b"
    )(doctor)


def doctor(
    model: Annotated[str | None, typer.Option(help="Model name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="OpenAI-compatible endpoint.")] = None,
    timeout: Annotated[float | None, typer.Option(help="Deadline of one request in seconds.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Only show what is configured.")] = False,
) -> None:
    """Show the configuration (secrets masked) and test the endpoint with one small request."""
    from summarizer.settings import load, unknown  # noqa: PLC0415

    given = {"model": model, "base_url": base_url, "timeout": timeout}
    settings = load(given)
    for text in unknown():
        warn(text)
    for line in _configured(settings, {name for name, value in given.items() if value is not None}):
        typer.echo(line)
    if offline:
        return
    settings.require_endpoint()
    import asyncio  # noqa: PLC0415 - 40 ms that `--help` does not need

    raise typer.Exit(asyncio.run(_tested(settings)))


def _configured(settings: Settings, given: AbstractSet[str]) -> list[str]:
    """What is set, and where: in the options `given`, in the environment or in `.env`."""
    from summarizer.settings import variable  # noqa: PLC0415
    from summarizer.wiring import cache_folder  # noqa: PLC0415

    rows = [f"{'cache folder':<14} {cache_folder(settings)}", f"{'.env here':<14} {Path('.env').is_file()}"]
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if name == "api_key":
            value = _masked(value.get_secret_value())
        if name == "model":
            value = settings.model_name + ("" if settings.model else " (default)")
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        source = _source(variable(name), is_given=name in given, is_set=name in settings.model_fields_set)
        rows.append(f"{name:<14} {'-' if value in (None, '') else value}{source}")
    return rows


def _source(variable: str, *, is_given: bool, is_set: bool) -> str:
    if is_given:
        return " (option)"
    if os.environ.get(variable):
        return " (environment)"
    return " (.env)" if is_set else ""


def _masked(key: str) -> str:
    if not key:
        return "none"
    return f"set, {len(key)} characters" + (f", ends in {key[-2:]}" if len(key) > 12 else "")


async def _tested(settings: Settings) -> int:
    """Ask for the list of models and for one tiny answer; print what works. Returns the exit code."""
    from summarizer import wiring  # noqa: PLC0415
    from summarizer.llm.calls import Message, Request  # noqa: PLC0415
    from summarizer.llm.failures import Transient  # noqa: PLC0415

    machine = wiring.machine(settings.model_copy(update={"no_cache": True, "attempts": 2}), warn=typer.echo)
    schema = {
        "type": "object",
        "properties": {"answer": {"type": "string"}},
        "required": ["answer"],
        "additionalProperties": False,
    }
    question = Request(
        task="doctor",
        model=machine.asker.model,
        messages=(
            Message("system", "Answer with one JSON object."),
            Message("user", 'Answer with {"answer": "你好"} as JSON.'),
        ),
        schema_name="doctor",
        schema=schema,
        endpoint=settings.base_url,
        max_tokens=2_000,
    )
    try:
        try:
            names = await machine.endpoint.models()
            typer.echo(f"models         {', '.join(names[:12])}{' ...' if len(names) > 12 else ''}")
        except (SummarizerError, Transient) as error:
            typer.echo(f"models         not listed ({error})")
        reply = await machine.asker.complete(question)
    except SummarizerError as error:
        typer.echo(f"answer         none: {error}")
        return error.exit_code if error.exit_code != 1 else 4
    finally:
        await machine.aclose()
    usage = reply.usage
    typer.echo(f"answer         {reply.text.strip()[:60]!r} in {reply.seconds:.2f} s, mode {reply.mode}")
    typer.echo(f"usage          {f'{usage.prompt} + {usage.completion} tokens' if usage else 'not reported'}")
    typer.echo(f"price          {machine.price or 'unknown (give --price IN,OUT)'}")
    return 0
