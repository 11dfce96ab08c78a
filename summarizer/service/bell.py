"""Wakes those who watch a job when something has happened to it."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress


class Bell:
    """Rings for one job at a time; nobody who looks at `count` before they look at the job misses a ring."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._rings: Counter[str] = Counter()
        self.closing = asyncio.Event()

    def count(self, job: str) -> int:
        """How often it has rung for a job."""
        return self._rings[job]

    def ring(self, job: str) -> None:
        """Something has happened to a job."""
        self._rings[job] += 1
        for event in self._waiting.get(job, ()):
            event.set()

    def forget(self, job: str) -> None:
        """A job is no more: whoever watches it looks for the last time."""
        self.ring(job)
        del self._rings[job]

    def close(self) -> None:
        """The service stops: nobody is to wait any longer."""
        self.closing.set()
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def wait(self, job: str, seconds: float, since: int | None = None) -> bool:
        """Wait until it has rung for a job (since the count `since`), or it closes. False: time was up."""
        if self.closing.is_set() or (since is not None and self._rings[job] != since):
            return True
        event = asyncio.Event()
        self._waiting.setdefault(job, set()).add(event)
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        finally:
            self._waiting[job].discard(event)
            if not self._waiting[job]:
                del self._waiting[job]
        return event.is_set()
