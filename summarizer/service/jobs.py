"""A job, as it is remembered and as it is shown."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

State = Literal["draft", "queued", "running", "done", "failed", "cancelled"]
OPEN = ("queued", "running")
ENDED = ("done", "failed", "cancelled")
NANO = 1_000_000_000


@dataclass(frozen=True)
class Job:
    """One job. Times are seconds since 1970 (0: not yet), `progress` what its worker last said of it."""

    number: int
    id: str
    user: str
    name: str
    state: State
    options: dict[str, Any]
    files: list[dict[str, Any]]
    bytes: int
    created_at: float
    queued_at: float = 0.0
    started_at: float = 0.0
    ended_at: float = 0.0
    progress: dict[str, Any] = field(default_factory=dict)
    estimate: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None
    reserved: int = 0
    short: bool = False
    deaths: int = 0
    attempts: int = 0

    @classmethod
    def of(cls, row: sqlite3.Row) -> Job:
        """The job in a row of the table."""
        values = dict(row)
        for name in ("options", "files", "progress"):
            values[name] = json.loads(values[name])
        for name in ("estimate", "problem"):
            values[name] = json.loads(values[name]) if values[name] else None
        return cls(**values | {"short": bool(values["short"])})

    @property
    def is_ended(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.state in ENDED

    def shown(self, cost: int | None, position: int | None = None) -> dict[str, Any]:
        """The job for its owner. `cost` in nanodollars, None if unknown; `position` in the queue from 1."""
        counts = self.progress.get("documents", {})
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "options": self.options,
            "files": self.files,
            "bytes": self.bytes,
            "created_at": moment(self.created_at),
            "started_at": moment(self.started_at),
            "ended_at": moment(self.ended_at),
            "position": position,
            "documents": {name: counts.get(name, 0) for name in ("found", "verified", "flagged", "failed")},
            "requests": self.progress.get("requests", 0),
            "cached": self.progress.get("cached", 0),
            "cost_usd": cost / NANO if cost is not None else None,
            "warnings": self.progress.get("warnings", []),
            "estimate": self.estimate,
            "problem": self.problem,
            "links": _links(self.id),
        }


def moment(seconds: float) -> str | None:
    """A time as RFC 3339, in UTC; None for one that has not come."""
    if not seconds:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _links(job: str) -> dict[str, str]:
    base = f"/v1/jobs/{job}"
    return {"self": base} | {
        name: f"{base}/{name}" for name in ("events", "results", "report", "archive", "cancel")
    }
