"""`demo`: the main job over the bundled samples, with recorded answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.options import Options


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example:\n\n  summarizer demo -o demo-out/")(demo)


def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="Output folder.")] = Path("demo-out"),
    json: Annotated[bool, typer.Option("--json", help="Print a machine-readable summary.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress.")] = False,
) -> None:
    """Summarize the bundled samples with recorded answers: no key, no network, no cost."""
    from summarizer.cli.folder import process  # noqa: PLC0415
    from summarizer.settings import Settings  # noqa: PLC0415
    from summarizer.wiring import bundled  # noqa: PLC0415

    samples = bundled("samples")
    # The environment is left aside: the demo does the same for everybody.
    settings = Settings(replay=samples / "recordings", glossary=(samples / "glossary.csv",))
    if not quiet:
        sys.stderr.write("Fictional sample documents, answered from recordings. Nothing is sent.\n")
    code = process([samples / "documents"], out, settings, Options(json=json, quiet=quiet), to="")
    if not quiet and not code:
        first = next(iter(sorted((out / "documents").glob("*.md"))), None)
        sys.stderr.write(f"Read one: {first}\n" if first else "")
    raise typer.Exit(code)
