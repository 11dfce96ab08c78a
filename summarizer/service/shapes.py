"""The shapes of answers, as the API's description shows them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.service.options import JobOptions
from summarizer.service.problems import ProblemOut

JOB: dict[str, Any] = {
    "id": "5f0c2b7e9a1d4c3b8e6f",
    "name": "May notices",
    "state": "running",
    "options": {"task": "summarize"},
    "files": [{"name": "notice.txt", "bytes": 2048}],
    "bytes": 2048,
    "created_at": "2026-11-22T02:00:00.000Z",
    "started_at": "2026-11-22T02:00:01.000Z",
    "ended_at": None,
    "position": None,
    "documents": {"found": 1, "verified": 0, "flagged": 0, "failed": 0},
    "requests": 2,
    "cached": 0,
    "cost_usd": 0.0012,
    "warnings": [],
    "estimate": None,
    "problem": None,
    "links": {"self": "/v1/jobs/5f0c2b7e9a1d4c3b8e6f"},
}


class FileOut(BaseModel):
    """A file that was sent in."""

    name: str
    bytes: int


class CountsOut(BaseModel):
    """Documents by how they ended."""

    found: int = 0
    verified: int = 0
    flagged: int = 0
    failed: int = 0


class DocumentEstimateOut(BaseModel):
    """What of a document would be sent, or why it cannot be read."""

    path: str
    lines: int
    sent_lines: int
    characters: int
    requests: int
    tokens_in: list[int]
    tokens_out: list[int]
    error: str


class EstimateOut(BaseModel):
    """What a job would send and cost, as ranges. Nothing was sent."""

    documents: list[DocumentEstimateOut]
    requests: int
    tokens_in: list[int] = Field(description="low and high")
    tokens_out: list[int]
    cost_usd: list[float] | None = Field(description="low and high; null where the price is unknown")


class JobOut(BaseModel):
    """A job."""

    model_config = ConfigDict(title="Job", json_schema_extra={"examples": [JOB]})

    id: str
    name: str
    state: Literal["draft", "queued", "running", "done", "failed", "cancelled"]
    options: JobOptions
    files: list[FileOut]
    bytes: int
    created_at: str
    started_at: str | None
    ended_at: str | None
    position: int | None = Field(description="in the queue, from 1; with fair turns it may be sooner")
    documents: CountsOut
    requests: int
    cached: int = Field(description="replies that were there already, for nothing")
    cost_usd: float | None = Field(description="null where it is not known")
    warnings: list[str]
    estimate: EstimateOut | None
    problem: ProblemOut | None
    links: dict[str, str]


class JobsOut(BaseModel):
    """A page of jobs, the newest first."""

    jobs: list[JobOut]
    next: str | None = Field(description="give it as `after` for the next page; null on the last one")


class SessionIn(BaseModel):
    """Who signs in."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(max_length=200, examples=["sum_0123456789ab_secret"])


class SessionOut(BaseModel):
    """Who one is, and what this service can do."""

    user: str
    needs_token: bool = Field(description="whether one has to sign in at all")
    model: str
    price_known: bool
    budget_left_usd: float | None = Field(description="null: no budget is set")
    limits: dict[str, int]


class HealthOut(BaseModel):
    """Whether the service lives, or is ready for work."""

    status: Literal["ok"]
