"""The summary of a run: the content of `run.json`, and what `--json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarizer.errors import SummarizerError
from summarizer.llm.bills import DocumentBill
from summarizer.llm.calls import Usage
from summarizer.llm.metering import Meter
from summarizer.llm.prices import Price, cost


@dataclass
class Tally:
    """Counts of one run; `verified` documents are done. They add up to `found`."""

    found: int = 0
    done: int = 0
    flagged: int = 0
    failed: int = 0
    skipped: int = 0
    waiting: int = 0  # for the answers of a batch
    flagged_before: int = 0  # of those skipped
    seconds: float = 0.0
    bill: DocumentBill = field(default_factory=DocumentBill)
    in_doubt: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: SummarizerError | None = None
    batch: Mapping[str, Any] | None = None  # what was handed in, where that is how it is asked
    measures: Mapping[str, Any] = field(default_factory=dict)  # see `measured`

    def count(self, status: str) -> None:
        """Count one outcome."""
        name = "done" if status == "verified" else status
        setattr(self, name, getattr(self, name) + 1)

    @property
    def ended(self) -> int:
        """How many documents have an outcome."""
        return self.done + self.flagged + self.failed + self.skipped + self.waiting

    def exit_code(self, *, strict: bool = False) -> int:
        """0 all well, 1 some documents failed, or the code of what stopped the run."""
        if self.stopped is not None:
            return self.stopped.exit_code
        return 1 if self.failed or (strict and (self.flagged or self.flagged_before)) else 0

    def as_json(self) -> dict[str, Any]:
        """The content of `run.json`. `cost_usd` is None where a price is unknown."""
        cost_usd = self.bill.cost
        return {
            "documents": {
                "found": self.found,
                "done": self.done,
                "flagged": self.flagged,
                "failed": self.failed,
                "skipped": self.skipped,
                **({} if self.batch is None else {"waiting": self.waiting}),
            },
            "requests": self.bill.requests,
            "cached": self.bill.cached,
            "retries": dict(self.bill.retries),
            "tokens": self.bill.tokens(),
            "cost_usd": float(cost_usd) if cost_usd is not None else None,
            "seconds": round(self.seconds, 3),
            "version": installed_version(),
            "maybe_billed": self.bill.maybe_billed,
            "in_doubt": self.in_doubt,
            "warnings": self.warnings,
            "stopped": self.stopped.message if self.stopped else "",
            **({} if self.batch is None else {"batch": dict(self.batch)}),
            **self.measures,
        }


def measured(meter: Meter, seconds: float, spared: Mapping[str, Any]) -> dict[str, Any]:
    """What a run of so many `seconds` shows beside its counts: bills by stage and cause, how long the
    provider took (seconds), how fast answers were written, how long requests waited for their turn, what the
    cache and the translation memory (`spared`) saved. All of it in memory that does not grow with the run.
    """
    total, saved = meter.total, meter.saved
    answered = total.usage.completion
    return {
        "estimated": total.estimated,
        "stages": {stage: bill.as_json() for stage, bill in meter.stages.items()},
        "causes": {cause: bill.as_json() for cause, bill in meter.causes.items()},
        "latency": {stage: taken.as_json() for stage, taken in meter.latencies().items()},
        "waiting": {**meter.waiting.as_json(), "seconds": round(meter.waiting.total, 3)},
        "tokens_per_second": {
            "run": round(answered / seconds, 1) if seconds > 0 else 0.0,
            "request": round(answered / total.seconds, 1) if total.seconds > 0 else 0.0,
        },
        "saved": {
            "cache": {
                "replies": saved.requests,
                "tokens": saved.tokens(),
                "cost_usd": float(saved.cost) if saved.cost is not None else None,
            },
            "memory": dict(spared),
        },
    }


def spared(segments: int, usage: Usage, price: Price | None) -> dict[str, Any]:
    """About what the translation memory saved: texts that were not sent, and their tokens."""
    amount = cost(usage, price)
    return {
        "segments": segments,
        "tokens": {"prompt": usage.prompt, "completion": usage.completion},
        "cost_usd": None if amount is None else float(amount),
    }


@cache
def installed_version() -> str:
    """The version of this package, or "" in a tree that is not installed."""
    try:
        return version("summarizer")
    except PackageNotFoundError:
        return ""
