"""Budgets: what a user, and all of them together, may spend in a calendar month (UTC).

A job is never started without a part of what is left, which it cannot overspend (`--max-cost` of the run):
half of what is free, so that others can start beside it. A job for which that was too little is started again
when it can have all of it, and pays for nothing twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from summarizer.service.jobs import NANO, Job
from summarizer.service.limits import Limits
from summarizer.service.store import Store

LEAST = NANO // 1_000  # a tenth of a cent: with less, nothing is begun


@dataclass(frozen=True)
class Share:
    """What a job may spend, in nanodollars; None: no bound. `must_wait`: others hold what is left."""

    nanodollars: int | None
    is_used_up: bool = False
    must_wait: bool = False


class Money:
    """The budgets over the store."""

    def __init__(self, store: Store, limits: Limits, clock: Callable[[], float] = time.time) -> None:
        self._store, self._limits, self._clock = store, limits, clock

    def left(self, user: str) -> int | None:
        """What is left this month for a user, not counting what running jobs hold; None: no bound."""
        rests = [total - self._spent(whose) for total, whose in self._budgets(user)]
        return max(0, min(rests)) if rests else None

    def share(self, job: Job) -> Share:
        """What a job may spend if it is started now."""
        own = self._own(job)
        if own is not None and own < LEAST:
            return Share(own, is_used_up=True)
        bounds = [own] if own is not None else []
        for total, whose in self._budgets(job.user):
            rest = total - self._spent(whose)
            if rest < LEAST:
                return Share(0, is_used_up=True)
            held = self._store.reserved(whose)
            free = rest - held
            if free < LEAST or (job.short and held):
                return Share(0, must_wait=True)
            bounds.append(free if job.short else max(LEAST, free // 2))
        return Share(min(bounds) if bounds else None)

    def is_out(self, job: Job) -> bool:
        """Whether a job that ran out of its share had all that it could have."""
        own = self._own(job)
        return job.short or not list(self._budgets(job.user)) or (own is not None and own < LEAST)

    def _own(self, job: Job) -> int | None:
        """What is left of the bound that the caller set."""
        given = job.options.get("max_cost")
        return int(Decimal(given) * NANO) - (self._store.cost(job.id) or 0) if given else None

    def _budgets(self, user: str) -> list[tuple[int, str | None]]:
        given = ((self._limits.user_budget, user), (self._limits.budget, None))
        return [(int(total * NANO), whose) for total, whose in given if total is not None]

    def _spent(self, user: str | None) -> int:
        return self._store.spent(self._month(), user)

    def _month(self) -> float:
        now = datetime.fromtimestamp(self._clock(), UTC)
        return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()

    def until_next_month(self) -> int:
        """Seconds until budgets are full again."""
        now = datetime.fromtimestamp(self._clock(), UTC)
        year, month = (now.year + 1, 1) if now.month == 12 else (now.year, now.month + 1)
        return int(datetime(year, month, 1, tzinfo=UTC).timestamp() - now.timestamp()) + 1
