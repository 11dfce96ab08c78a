"""Sentences about what was handed in as batches: after a run, and for `batch status`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from summarizer.cli.wording import counted, money

if TYPE_CHECKING:
    from summarizer.batching import Part, Passed, State
    from summarizer.llm.batches import Batch


def pass_lines(passed: Passed, state: State, out: Path, *, waiting: int) -> Iterator[str]:
    """What a pass of a run with --batch did, and what to do next."""
    if passed.again:
        yield f"{counted(passed.again, 'request')} without an answer, to be asked again"
    if passed.handed_in:
        low, high = passed.tokens_out
        names = ", ".join(passed.batches[:3]) + (", ..." if len(passed.batches) > 3 else "")
        yield (
            f"Round {state.rounds}: handed in {counted(passed.handed_in, 'request')}, about "
            f"{passed.tokens_in:,} tokens in and {low:,} to {high:,} out, "
            f"as {counted(len(passed.batches), 'batch', 'batches')} ({names})"
        )
        if passed.cost:
            yield f"Cost of this round at the batch price: {money(passed.cost[0])} to {money(passed.cost[1])}"
        elif passed.tokens_in:
            yield "Cost of this round: unknown (give --price IN,OUT)"
    if passed.withheld:
        withheld = counted(passed.withheld, "request")
        yield f"{withheld} held back by --max-cost until it is known what the others cost"
    if state.requests:
        yield _sum(state)
    if waiting:
        yield from next_lines(out)


def next_lines(out: Path) -> Iterator[str]:
    """What to do while answers are awaited."""
    folder = quote(str(out))
    yield "Nothing more to do for now: the answers come within 24 hours, mostly much sooner. Come back with"
    yield f"  summarizer batch collect {folder}          take in what is there, and go on"
    yield f"  summarizer batch collect {folder} --wait   the same, until everything is done"
    yield f"  summarizer batch status {folder}           how far it is"


def status_lines(
    state: State, found: Sequence[tuple[Part, Batch]], out: Path, *, now: datetime | None = None
) -> Iterator[str]:
    """How the batches of a folder stand."""
    for part, batch in found:
        failed = f", {batch.failed} of them without success" if batch.failed else ""
        answered = batch.completed + batch.failed
        yield (
            f"{batch.id}  {batch.status.replace('_', ' ')}: {answered:,} of {part.requests:,} requests "
            f"processed{failed}{_until(batch, now)}"
        )
    unsent = sum(part.requests for part in state.open_parts if not part.batch)
    if unsent:
        yield f"{counted(unsent, 'request')} not handed in yet"
    if state.requests:
        yield _sum(state)
    if any(batch.is_over for _, batch in found) or unsent:
        yield f"There is something to take in: summarizer batch collect {quote(str(out))}"
    elif found:
        yield from next_lines(out)


def _sum(state: State) -> str:
    usage, asked = state.usage, counted(state.requests, "request")
    return (
        f"So far: {counted(state.rounds, 'round')}, {state.answered:,} of {asked} answered, "
        f"{usage.prompt:,} tokens in, {usage.completion:,} out, {money(state.cost)}"
    )


def _until(batch: Batch, now: datetime | None) -> str:
    """How much time the provider has left."""
    if batch.is_over or not batch.expires:
        return ""
    seconds = batch.expires - (now or datetime.now(UTC)).timestamp()
    return f", {max(0.0, seconds) / 3600:.0f} hours left"
