"""How much the service takes on: every bound on what a caller can make it do, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DEATHS = 3  # a document that ended its worker so often is set aside


@dataclass(frozen=True)
class Limits:
    """Bounds of one service. Sizes in bytes, times in seconds, money in USD a calendar month (UTC)."""

    upload_bytes: int = 200_000_000  # of one request
    text_bytes: int = 10_000_000  # of a JSON body
    extra_bytes: int = 50_000_000  # of all glossaries and memories of a job: they are read at once
    files: int = 2_000  # documents of a job, those in archives included
    unpacked_bytes: int = 1_000_000_000  # of all archives of a job, unpacked
    idle: float = 20.0  # between two pieces of an upload
    upload_seconds: float = 900.0  # for a whole upload
    answer_seconds: float = 900.0  # for a document in one answer
    workers: int = 2  # jobs at once
    waiting: int = 100  # jobs of one user that wait or run
    streams: int = 100  # of events that one user watches at once
    drafts: int = 20  # jobs of one user that were not started
    free_bytes: int = 500_000_000  # left on the disk, or nothing more is taken
    memory_bytes: int = 4_000_000_000  # of a worker
    silence: float = 600.0  # a worker that says nothing for so long is ended
    standstill: float = 3_600.0  # a worker that gets nowhere for so long is ended
    grace: float = 20.0  # for work under way, when the service stops
    keep_days: float = 30.0  # ended jobs
    draft_hours: float = 24.0  # jobs that were not started
    session_days: float = 14.0  # who signed in on the page
    user_budget: Decimal | None = None
    budget: Decimal | None = None
