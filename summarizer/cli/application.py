"""Puts the commands together."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli import EPILOG


def application() -> typer.Typer:
    """The whole command line."""
    from summarizer.cli import (  # noqa: PLC0415 - each is a small file
        batch,
        cache,
        check,
        clean,
        cost,
        demo,
        doctor,
        prompts,
        report,
        review,
        run,
        serve,
        terms,
    )

    app = typer.Typer(
        name="summarizer",
        help="A folder of Chinese documents in, verified Chinese and English digests out.",
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    ) -> None:
        if version:
            from summarizer.tally import installed_version  # noqa: PLC0415

            typer.echo(installed_version())
            raise typer.Exit
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    commands = (run, batch, demo, clean, check, report, review, prompts, terms, cache, cost, doctor, serve)
    for module in commands:
        module.register(app)
    return app
