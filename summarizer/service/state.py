"""The parts of a running service, together."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from summarizer.service.crew import Crew
from summarizer.service.database import Database
from summarizer.service.folders import Data, remove
from summarizer.service.limits import Limits
from summarizer.service.store import Store
from summarizer.service.tokens import Tokens
from summarizer.settings import Settings

LOG = logging.getLogger("summarizer.service")
_SWEEP = 600.0  # seconds between two looks for what is to be removed
_REPORT = 12 * 3600  # seconds that the address of a report is good for


@dataclass
class Service:
    """What a request can reach. Make it with `opened`."""

    settings: Settings
    limits: Limits
    data: Data
    database: Database
    store: Store
    tokens: Tokens
    crew: Crew
    key: bytes
    busy_keys: set[tuple[str, str]] = field(default_factory=set)
    streams: Counter[str] = field(default_factory=Counter)  # of events, by user
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    def opened(cls, settings: Settings, data: Data, limits: Limits) -> Service:
        """The service over a data folder. Raises UsageError where that cannot be used."""
        database = Database(data.root)
        store, tokens = Store(database), Tokens(database)
        crew = Crew(settings, store, data, limits)
        return cls(settings, limits, data, database, store, tokens, crew, tokens.secret("reports"))

    async def start(self) -> None:
        """Remove what an earlier process left, and begin to work."""
        await asyncio.to_thread(self.data.sweep, self.store.ids())
        self._tasks = [asyncio.create_task(self.crew.run()), asyncio.create_task(self._keep_tidy())]

    async def close(self) -> None:
        """Stop working; what is under way goes on at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.crew.close()
        self.database.close()

    @property
    def is_working(self) -> bool:
        """Whether jobs are taken from the queue."""
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    def capability(self, job: str) -> str:
        """A name for a job's report that whoever knows it may read, for some hours."""
        end = f"{int(time.time()) + _REPORT:x}"
        return f"{job}.{end}.{self._signature(job, end)}"

    def job_of(self, capability: str) -> str | None:
        """The job whose report this is the name of; None if it is not one, or no longer."""
        job, _, rest = capability.partition(".")
        end, _, signature = rest.partition(".")
        right = hmac.compare_digest(self._signature(job, end).encode(), signature.encode())
        return job if right and int(end, 16) > time.time() else None

    def _signature(self, job: str, end: str) -> str:
        return hmac.new(self.key, f"{job}.{end}".encode(), hashlib.sha256).hexdigest()

    async def _keep_tidy(self) -> None:
        while True:
            try:
                await self._tidy()
            except OSError:
                LOG.exception("the disk cannot be used")
            await asyncio.sleep(_SWEEP)

    async def _tidy(self) -> None:
        now, limits = time.time(), self.limits
        for states, age in (
            (("done", "failed", "cancelled"), limits.keep_days * 86_400),
            (("draft",), limits.draft_hours * 3600),
        ):
            for job in await asyncio.to_thread(self.store.older, states, now - age):
                await self.forget(job.id)
                LOG.info("removed", extra={"job": job.id})

    async def forget(self, job: str) -> None:
        """Remove a job and its folder; one that is under way, or is just being started, is stopped first."""
        while not await asyncio.to_thread(self.store.remove, job):
            with suppress(KeyError):  # somebody else removed it
                await self.crew.cancel(job)
        self.crew.bell.forget(job)
        await asyncio.to_thread(remove, self.data.job(job).root)
