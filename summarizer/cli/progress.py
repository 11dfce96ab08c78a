"""What the user sees while a run goes on: a live bar on a terminal, a line a document with -v."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from summarizer.cli.wording import counted, money, outcome_line, warn

if TYPE_CHECKING:
    from summarizer.course import Outcome
    from summarizer.running import Run


class Progress:
    """Only warns; others say more, or less. `foretells`: somebody looks, who wants to know what it costs."""

    foretells = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to end."""

    def outcome(self, outcome: Outcome, run: Run) -> None:
        """A document has ended."""

    def tick(self, run: Run) -> None:
        """Time has passed: requests go out long before the first document has ended."""

    def say(self, text: str) -> None:
        """Something belongs above the bar, where there is one."""

    def warn(self, text: str) -> None:
        """Something is worth knowing."""
        warn(text)


class Quiet(Progress):
    """Says nothing, and warns of nothing."""

    def warn(self, text: str) -> None:
        """It is in `run.json`."""


class Lines(Progress):
    """A line for each document."""

    def outcome(self, outcome: Outcome, run: Run) -> None:
        """Print how it ended."""
        sys.stderr.write(f"[{run.tally.ended}/{run.tally.found}] {outcome_line(outcome)}\n")


class Bar(Progress):
    """A live bar: done, flagged, failed, requests, tokens, cost, time left. With `lines`, lines above it."""

    foretells = True

    def __init__(self, *, lines: bool) -> None:
        from rich.console import Console  # noqa: PLC0415 - only where a terminal is looking
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        self._lines = lines
        self._bar = RichProgress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}", markup=False),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True, markup=False, highlight=False),
            transient=True,
        )
        self._task = self._bar.add_task("reading and asking ...", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar off the screen."""
        self._bar.stop()

    def outcome(self, outcome: Outcome, run: Run) -> None:
        """Move the bar on."""
        if self._lines:
            self._print(outcome_line(outcome))
        self.tick(run)

    def tick(self, run: Run) -> None:
        """Show how far the run is."""
        tally = run.tally
        bill = run.machine.meter.total if run.machine else tally.bill
        counts = f"{tally.done} verified, {tally.flagged} flagged, {tally.failed} failed"
        skipped = f", {tally.skipped} skipped" if tally.skipped else ""
        skipped += f", {tally.waiting} waiting" if tally.waiting else ""
        tokens = bill.usage.prompt + bill.usage.completion
        bought = f"{counted(bill.requests, 'request')}, {tokens:,} tokens, {money(bill.cost)}"
        self._bar.update(
            self._task,
            total=tally.found,
            completed=tally.ended,
            description=f"{counts}{skipped} · {bought}",
        )

    def say(self, text: str) -> None:
        """Print above the bar."""
        self._print(text)

    def warn(self, text: str) -> None:
        """Print above the bar."""
        self._print(f"warning: {text}")

    def _print(self, text: str) -> None:
        from rich.text import Text  # noqa: PLC0415 - names of files are never markup

        plain: Any = Text(text)
        self._bar.console.print(plain)


def shown(*, quiet: bool, verbose: bool) -> Progress:
    """The display that fits the options and the terminal."""
    if quiet:
        return Quiet()
    if sys.stderr.isatty():
        return Bar(lines=verbose)
    return Lines() if verbose else Progress()
