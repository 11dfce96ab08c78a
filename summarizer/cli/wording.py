"""Sentences that several commands print."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import SummarizerError
from summarizer.files import on_a_line

if TYPE_CHECKING:
    from summarizer.course import Outcome
    from summarizer.estimating import Estimate, Forecast
    from summarizer.settings import Settings
    from summarizer.tally import Tally

BLANKS = "\u00a0\u2002\u2003\u2009\u202f\u3000"  # widths of blank that Python does not count as printable


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(cost: Decimal | None) -> str:
    """An amount for people; unknown is not 0."""
    if cost is None:
        return "cost unknown"
    return f"${cost:.4f}" if cost < 1 else f"${cost:,.2f}"


def outcome_line(outcome: Outcome) -> str:
    """How one document ended."""
    path = printable(outcome.path)
    if outcome.status == "failed":
        return f"{path}: failed: {on_a_line(f'{outcome.error} {outcome.hint}')}"
    if outcome.result is None or not outcome.result.findings:
        return f"{path}: {outcome.status}"
    first = outcome.result.findings[0]
    return f"{path}: {outcome.status}, {counted(len(outcome.result.findings), 'finding')} ({first.message})"


def closing_lines(tally: Tally, out: Path, error: SummarizerError | None) -> Iterator[str]:
    """What a run leaves on the terminal."""
    if error is not None:
        yield f"error: {error.message}"
        if error.hint:
            yield error.hint
    yield (
        f"{counted(tally.found, 'document')}: {tally.done} verified, {tally.flagged} flagged, "
        f"{tally.failed} failed, {tally.skipped} finished before"
        + (f", {tally.waiting} waiting for a batch" if tally.waiting else "")
    )
    bill = tally.bill
    retries = sum(bill.retries.values())
    yield (
        f"{counted(bill.requests, 'request')} ({counted(retries, 'retry', 'retries')}), "
        f"{counted(bill.cached, 'reply', 'replies')} from the cache, "
        f"{bill.usage.prompt:,} tokens in, {bill.usage.completion:,} out, {money(bill.cost)}, "
        f"{tally.seconds:.1f} s"
    )
    if bill.requests and bill.cost != 0:
        yield f"Where it went: summarizer cost {out}"
    if tally.in_doubt:
        doubtful = counted(len(tally.in_doubt), "request")
        yield f"{doubtful} of an earlier, killed run may have been billed (see run.json)"
    if tally.failed:
        yield f"What failed, and what to do: {out / 'failures.jsonl'}"
    if (out / "index.html").exists():
        yield f"Open in a browser: {out / 'index.html'}"
    if tally.waiting < tally.found and (out / "documents").exists():
        yield f"Briefs to read: {out / 'documents'}; all results: {out / 'results.jsonl'}"


def forecast_line(found: Forecast) -> str:
    """What a run will probably cost, before it begins."""
    some = "" if found.measured == found.documents else f", judging by {found.measured} of them"
    low, high = (f"{tokens:,}" for tokens in found.tokens)
    price = " to ".join(map(money, found.cost)) if found.cost else "price unknown: --price IN,OUT"
    tokens = f"{low} to {high} tokens{some}; less with what is cached"
    return f"{counted(found.documents, 'document')} to do: {price} ({tokens})"


def estimate_lines(found: Estimate, settings: Settings) -> Iterator[str]:
    """The estimate as a table with its sum."""
    for document in found.documents:
        if document.error:
            yield f"{printable(document.path)}: cannot be read: {document.error}"
        else:
            yield (
                f"{printable(document.path)}: {document.sent_lines} of {counted(document.lines, 'line')} "
                f"({document.characters:,} characters) in about {counted(document.requests, 'request')}"
            )
    low_in, high_in = found.total("tokens_in", 0), found.total("tokens_in", 1)
    low_out, high_out = found.total("tokens_out", 0), found.total("tokens_out", 1)
    before = f" ({found.finished} more are finished)" if found.finished else ""
    yield (
        f"{counted(len(found.documents), 'document')}{before}, {settings.model_name} at {settings.base_url}: "
        f"{low_in:,} to {high_in:,} tokens in, {low_out:,} to {high_out:,} out"
    )
    cost = found.cost
    yield f"Cost: {money(cost[0])} to {money(cost[1])}" if cost else "Cost: unknown (give --price IN,OUT)"
    yield "Nothing was sent. Replies that are in the cache already cost nothing again."


def warn(text: str) -> None:
    """A warning on stderr."""
    sys.stderr.write(f"warning: {text}\n")


def warner(*, quiet: bool) -> Callable[[str], None]:
    """Who tells of warnings: with `-q` nobody; those of a run are in its `run.json`."""
    return (lambda _text: None) if quiet else warn


def printable(text: str) -> str:
    """A file name on a terminal: control characters and undecodable bytes are made visible."""
    return "".join(
        char if char.isprintable() else " " if char in BLANKS else ascii(char)[1:-1] for char in text
    )
