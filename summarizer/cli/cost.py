"""`cost`: what an output folder has cost, by run, stage, cause and document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.wording import counted, money, printable

if TYPE_CHECKING:
    from summarizer.billing import Amount, Bill, Run

EXAMPLES = """Examples:

  summarizer cost out/

  summarizer cost out/ --top 50 --json"""

CAUSES = {
    "first": "asked once",
    "reask": "the answer did not fit",
    "repair": "verification found errors",
    "retry": "a try before it broke off",
    "doubt": "lost by a killed run",
    "unknown": "not recorded",
}
_HEAD = ("requests", "tokens in", "cached", "tokens out", "cost", "share")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog=EXAMPLES)(cost)


def cost(
    out: Annotated[Path, typer.Argument(help="An output folder.")],
    top: Annotated[int, typer.Option(min=0, help="How many of the dearest documents to list.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Explain the bill of an output folder: all its runs, stage by stage, and its dearest documents."""
    from summarizer.billing import read  # noqa: PLC0415

    bill = read(out, top=top)
    if json:
        typer.echo(dumps(bill.as_json(), ensure_ascii=False))
        return
    for line in lines(bill):
        typer.echo(line)


def lines(bill: Bill) -> Iterator[str]:
    """The bill as tables."""
    total, whole = bill.total, bill.total.cost
    yield from _table("run", [(_named(run), run.total) for run in bill.runs], whole)
    yield from _table("stage", list(bill.by(0).items()), whole)
    yield from _table(
        "cause", [(f"{name}: {CAUSES.get(name, '')}", of) for name, of in bill.by(1).items()], whole
    )
    if bill.dearest:
        yield from _table("dearest documents", [(printable(path), of) for path, of in bill.dearest], whole)
    requests = counted(total.requests, "request")
    yield f"{counted(bill.documents, 'document')} paid for in {requests}: {_cost(total)}"
    yield from _remarks(bill)


def _remarks(bill: Bill) -> Iterator[str]:
    """What the sums do not show."""
    total = bill.total
    if total.cached:
        yield f"{total.cached_share:.0%} of the tokens in came from the provider's cache of prompts"
    if total.written:
        yield f"{total.written:,} tokens in were put into the provider's cache, which may charge more"
    replies, saved, known = bill.saved("cache")
    if replies:
        amount = _saved(saved, known=known)
        yield f"{counted(replies, 'reply', 'replies')} came from the cache on disk: {amount} saved"
    texts, saved, known = bill.saved("memory")
    if texts:
        amount = _saved(saved, known=known)
        yield f"{counted(texts, 'text')} came from the translation memory: {amount} saved (estimated)"
    if retries := _retries(bill.runs):
        yield "tried again: " + ", ".join(f"{count:,} x {cause}" for cause, count in retries.items())
    if total.unpriced:
        yield f"the price of {counted(total.unpriced, 'answer')} is not known: give it with --price next time"
    if total.estimated:
        answers = counted(total.estimated, "answer")
        yield f"the tokens of {answers} are estimated: the endpoint did not say them"
    if total.maybe_billed or bill.in_doubt:
        lost = counted(total.maybe_billed + bill.in_doubt, "request")
        yield f"{lost} failed or were cut short in a way that may have been billed: not included"


def _table(name: str, rows: Sequence[tuple[str, Amount]], whole: Decimal) -> Iterator[str]:
    """A table with its columns aligned, and a blank line after it."""
    cells = [(name, *_HEAD), *((label, *_cells(amount, whole)) for label, amount in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        figures = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([row[0].ljust(widths[0]), *figures])
    yield ""


def _cells(amount: Amount, whole: Decimal) -> tuple[str, ...]:
    share = f"{amount.cost / whole:.0%}" if whole and (amount.cost or not amount.unpriced) else ""
    cached = f"{amount.cached_share:.0%}" if amount.prompt else ""
    counts = (f"{amount.requests:,}", f"{amount.prompt:,}", cached, f"{amount.completion:,}")
    return (*counts, _cost(amount), share)


def _cost(amount: Amount) -> str:
    """The cost, as far as it is known."""
    if not amount.unpriced:
        return money(amount.cost)
    return f"over {money(amount.cost)}" if amount.cost else "unknown"


def _saved(cost: Decimal, *, known: bool) -> str:
    if known:
        return money(cost)
    return f"over {money(cost)}" if cost else "an unknown price"


def _named(run: Run) -> str:
    """When a run began, what it did and how it ended."""
    ended = {"done": "", "": ", killed or still running"}.get(run.why, ", stopped")
    failed = f", {run.failed:,} failed" if run.failed else ""
    return f"{run.began[:16].replace('T', ' ')} ({run.documents:,} made{failed}{ended})"


def _retries(runs: Sequence[Run]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for run in runs:
        for cause, count in run.retries.items():
            found[cause] = found.get(cause, 0) + count
    return dict(sorted(found.items(), key=lambda item: -item[1]))
