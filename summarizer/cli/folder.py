"""A run over a folder, seen from the terminal: progress, interruption, the closing lines, the exit code."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from json import dumps
from pathlib import Path

import typer

from summarizer.api import AsyncSummarizer
from summarizer.cli.collecting import seldom
from summarizer.cli.handed import pass_lines
from summarizer.cli.options import Options
from summarizer.cli.progress import Progress, shown
from summarizer.cli.wording import closing_lines, forecast_line
from summarizer.concurrency import undisturbed
from summarizer.errors import Interrupted, SummarizerError, UsageError
from summarizer.estimating import forecast
from summarizer.reading import Source
from summarizer.running import Before, Run
from summarizer.settings import Settings
from summarizer.wiring import Machine
from summarizer.workers import suited

TERMINATED = 8.0  # seconds; who asks politely (a service manager, a container) kills after ten
TICK = 0.5  # seconds between two looks at a run in which no document has ended


def process(
    paths: Sequence[str | Path],
    out: Path,
    settings: Settings,
    options: Options,
    *,
    to: str,
    stays: bool = False,
) -> int:
    """Run, show, report; returns the exit code. Who `stays` for the answers of a batch need not be told when
    to come back.
    """
    if any(str(path) == "-" for path in paths):
        if settings.batch:
            raise UsageError(
                "--batch needs files or folders: it reads them again.", "Save the text to a file."
            )
        raise UsageError("Standard input (-) cannot be combined with other paths.")
    progress = shown(quiet=options.quiet, verbose=options.verbose)
    summarizer = AsyncSummarizer(settings, warn=progress.warn)
    run = summarizer.run(*paths, out=out, to=to)
    run.workers = suited() if settings.workers is None else settings.workers
    if progress.foretells and not settings.replay:  # recordings cost nothing
        run.before = _foretelling(progress, to)
    error = _drive(run, progress)
    if error is not None and run.machine is None:
        raise error
    if options.json:
        typer.echo(dumps(run.summary or run.tally.as_json(), ensure_ascii=False))
    if not options.quiet or error is not None:
        for line in closing_lines(run.tally, out, error):
            sys.stderr.write(line + "\n")
        if run.machine and run.machine.desk and error is None:
            desk = run.machine.desk
            waiting = 0 if stays else run.tally.waiting
            for line in pass_lines(desk.passed, desk.ledger.state, out, waiting=waiting):
                sys.stderr.write(line + "\n")
    return run.tally.exit_code(strict=settings.strict) if error is None else error.exit_code


def _foretelling(progress: Progress, to: str) -> Before:
    """What says, before anything is sent, about how much it will cost."""

    async def foretell(machine: Machine, sources: Iterable[Source]) -> None:
        found = await undisturbed(forecast, sources, machine, to=to)
        if found.documents:
            progress.say(forecast_line(found))

    return foretell


def _drive(run: Run, progress: Progress) -> SummarizerError | None:
    """Iterate over the run; returns the error that stopped it.

    After a signal, requests that are out come home; a second one leaves at once.
    """
    with asyncio.Runner() as runner:
        main = runner.get_loop().create_task(_follow(run, progress))
        stopped: list[int] = []
        _listen(runner.get_loop(), main, run, stopped)
        try:
            runner.get_loop().run_until_complete(main)
        except asyncio.CancelledError:
            code = 128 + (stopped[0] if stopped else signal.SIGINT)
            hint = "What was finished is kept; the same command goes on from here."
            return Interrupted("Stopped on request.", hint, code)
        except SummarizerError as error:
            return error
    return None


async def _follow(run: Run, progress: Progress) -> None:
    with progress, seldom():
        ticking = asyncio.create_task(_tick(run, progress))
        try:
            async for outcome in run:
                progress.outcome(outcome, run)
        finally:
            ticking.cancel()


async def _tick(run: Run, progress: Progress) -> None:
    while True:
        await asyncio.sleep(TICK)
        progress.tick(run)


def _listen(loop: asyncio.AbstractEventLoop, main: asyncio.Task[None], run: Run, stopped: list[int]) -> None:
    def stop(number: int) -> None:
        if stopped:
            os._exit(128 + number)
        stopped.append(number)
        if number == signal.SIGTERM:
            run.grace = min(run.grace, TERMINATED)
        main.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
