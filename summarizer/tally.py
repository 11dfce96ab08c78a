"""The summary of a run: the content of `run.json`, and what `--json` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarizer.errors import SummarizerError
from summarizer.llm.metering import DocumentBill


@dataclass
class Tally:
    """Counts of one run; `verified` documents are done. They add up to `found`."""

    found: int = 0
    done: int = 0
    flagged: int = 0
    failed: int = 0
    skipped: int = 0
    flagged_before: int = 0  # of those skipped
    seconds: float = 0.0
    bill: DocumentBill = field(default_factory=DocumentBill)
    in_doubt: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: SummarizerError | None = None

    def count(self, status: str) -> None:
        """Count one outcome."""
        name = "done" if status == "verified" else status
        setattr(self, name, getattr(self, name) + 1)

    @property
    def ended(self) -> int:
        """How many documents have an outcome."""
        return self.done + self.flagged + self.failed + self.skipped

    def exit_code(self, *, strict: bool = False) -> int:
        """0 all well, 1 some documents failed, or the code of what stopped the run."""
        if self.stopped is not None:
            return self.stopped.exit_code
        return 1 if self.failed or (strict and (self.flagged or self.flagged_before)) else 0

    def as_json(self) -> dict[str, Any]:
        """The content of `run.json`. `cost_usd` is None where a price is unknown."""
        usage, cost = self.bill.usage, self.bill.cost
        return {
            "documents": {
                "found": self.found,
                "done": self.done,
                "flagged": self.flagged,
                "failed": self.failed,
                "skipped": self.skipped,
            },
            "requests": self.bill.requests,
            "cached": self.bill.cached,
            "retries": dict(self.bill.retries),
            "tokens": {"prompt": usage.prompt, "completion": usage.completion, "cached": usage.cached},
            "cost_usd": float(cost) if cost is not None else None,
            "seconds": round(self.seconds, 3),
            "version": installed_version(),
            "maybe_billed": self.bill.maybe_billed,
            "in_doubt": self.in_doubt,
            "warnings": self.warnings,
            "stopped": self.stopped.message if self.stopped else "",
        }


def installed_version() -> str:
    """The version of this package, or "" in a tree that is not installed."""
    try:
        return version("summarizer")
    except PackageNotFoundError:
        return ""
