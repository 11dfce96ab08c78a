"""Who works on what: starts workers, gives them the jobs whose turn it is, and makes sense of how they end.

A job is one order to one worker. When a worker dies, its job goes back into the queue and the documents that
were under way are suspects: the next worker tries these alone first, so that the one to blame is found and
set aside after its third death (`limits.DEATHS`), while the others are finished.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from summarizer.errors import FAULTS, SummarizerError
from summarizer.service import problems
from summarizer.service.bell import Bell
from summarizer.service.folders import Data, JobFolder
from summarizer.service.jobs import NANO, Job, State
from summarizer.service.limits import DEATHS, Limits
from summarizer.service.money import Money
from summarizer.service.options import JobOptions, settled
from summarizer.service.store import Store
from summarizer.service.worker import JOBS, Gone, Worker
from summarizer.settings import Settings

LOG = logging.getLogger("summarizer.service")
MOST_DEATHS = 30  # of one job: then it is given up
_PAUSE = 2.0  # seconds before a worker that could not be started is tried again
_STOPPING = 15.0  # seconds that a cancelled job may take


@dataclass
class Attempt:
    """A job that is under way. `documents` are begun and not ended; `worker` is there once one is hired."""

    job: Job
    worker: Worker | None = None
    documents: set[str] = field(default_factory=set)
    cancelled: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Crew:
    """The workers and the queue. `run` until it is cancelled; then `close`."""

    def __init__(self, settings: Settings, store: Store, data: Data, limits: Limits) -> None:
        self._settings, self._store, self._data, self._limits = settings, store, data, limits
        self.money = Money(store, limits)
        self.bell = Bell()
        self.attempts: dict[str, Attempt] = {}
        self.deaths = 0
        self._idle: list[Worker] = []
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._dropped: set[str] = set()
        self._woken = asyncio.Event()
        self._stopping = False
        self._desk = asyncio.Lock()
        self._clerk: Worker | None = None

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Start jobs whenever there is one and somebody to do it."""
        for job_id in await asyncio.to_thread(self._store.recover):
            LOG.info("goes on", extra={"job": job_id})
        with suppress(SummarizerError):  # the first job says it, too
            self._idle.append(await Worker.start(self._limits.memory_bytes))
        while True:
            self._woken.clear()
            try:
                await self._begin_what_waits()
            except OSError:
                LOG.exception("the disk cannot be used")
                await asyncio.sleep(_PAUSE)
                continue
            await self._woken.wait()

    async def _begin_what_waits(self) -> None:
        for dropped in list(self._dropped):
            await asyncio.to_thread(self._store.again, dropped)
            self._dropped.discard(dropped)
        while len(self._tasks) < self._limits.workers and (job := await self._next()):
            task = asyncio.create_task(self._perform(job))
            self._tasks[task] = job.id
            task.add_done_callback(self._performed)

    async def _next(self) -> Job | None:
        """The job to start now, with its share of the budget noted; None if none can be."""
        waiting = list[str]()
        while job := await asyncio.to_thread(self._store.next, waiting):
            share = await asyncio.to_thread(self.money.share, job)
            if share.is_used_up:
                problem = problems.body(
                    429, "The budget is used up.", "It is full again next month.", "budget"
                )
                await self._end(job.id, "failed", problem)
            elif share.must_wait:
                waiting.append(job.id)
            else:
                begun = await asyncio.to_thread(self._store.begin, job.id, share.nanodollars or 0)
                if begun is not None:  # else it was cancelled meanwhile
                    return begun
        return None

    def _performed(self, task: asyncio.Task[None]) -> None:
        """A job has ended in one way or another; one that could not even be noted waits again."""
        job = self._tasks.pop(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            LOG.error("a job was dropped", exc_info=fault, extra={"job": job})
            self._dropped.add(job)
        self.wake()

    # -------------------------------------------------------------------------------------------- one attempt

    async def _perform(self, job: Job) -> None:
        attempt = self.attempts[job.id] = Attempt(job)
        self.bell.ring(job.id)
        try:
            worker = attempt.worker = await self._hired()
            await self._share()
            await self._attempt(attempt, worker)
        except SummarizerError as error:
            LOG.error("no worker: %s", error)  # noqa: TRY400 - it says all
            await asyncio.sleep(_PAUSE)
            await self._again(job.id)
        finally:
            del self.attempts[job.id]
            attempt.over.set()
            await self._share()

    async def _attempt(self, attempt: Attempt, worker: Worker) -> None:
        try:
            ended = await self._followed(attempt, worker)
            await self._conclude(attempt, ended)
            await self._dismiss(worker)
        except Gone:
            await worker.kill()
            await self._died(attempt)
        except SummarizerError as error:  # its options cannot be used
            await self._end(attempt.job.id, "failed", problems.of_error(error))
            await self._dismiss(worker)
        except FAULTS:
            LOG.exception("a fault", extra={"job": attempt.job.id})
            await worker.kill()
            problem = problems.body(500, "The service met a fault.", "Its log says more.", "internal")
            await self._end(attempt.job.id, "failed", problem)

    async def _followed(self, attempt: Attempt, worker: Worker) -> dict[str, Any]:
        """Give the order, and note what happens; returns what was said at the end. Raises Gone."""
        job, folder = attempt.job, self._data.job(attempt.job.id)
        suspects = await asyncio.to_thread(self._store.suspects, job.id)
        options = JobOptions.model_validate(job.options)
        order = await asyncio.to_thread(self._order, options, folder, job.reserved)
        worker.jobs += 1
        told = await asyncio.to_thread(self._store.told, job.id)
        share = self._part(len(self.attempts))  # at the last moment: another job may just have begun
        await worker.order(do="run", suspects=suspects, deaths=job.deaths, share=share, told=told, **order)
        if attempt.cancelled or self._stopping:
            await worker.order(do="stop")
        moved, last = asyncio.get_running_loop().time(), ""
        async for said in worker.until_ended(self._limits.silence):
            if said["event"] == "ended":
                return said
            now, seen = asyncio.get_running_loop().time(), str(said)
            if seen != last:
                moved, last = now, seen
            elif now - moved > self._limits.standstill:
                LOG.warning("a worker gets nowhere", extra={"job": job.id})
                raise Gone
            await self._heard(attempt, said)
        raise Gone

    def _order(self, options: JobOptions, folder: JobFolder, reserved: int = 0) -> dict[str, Any]:
        """Where the job's folders are, and its settings: the operator's, with its options."""
        settings = settled(options, self._settings, folder.extras, folder.glossaries(), folder.memories())
        if reserved:
            settings = settings.model_copy(update={"max_cost": Decimal(reserved) / NANO})
        values = settings.model_dump(mode="json", exclude_unset=True)
        values["api_key"] = settings.api_key.get_secret_value()
        return {
            "settings": values,
            "in": str(folder.documents),
            "out": str(folder.out),
            "to": options.languages,
        }

    async def _heard(self, attempt: Attempt, said: dict[str, Any]) -> None:
        job, event = attempt.job.id, said["event"]
        if event == "begun":
            alone = said["alone"]
            attempt.documents = {said["path"]} if alone else attempt.documents | {said["path"]}
        elif event == "passed":
            attempt.documents.discard(said["path"])
        elif event == "document":
            attempt.documents.discard(said["path"])
            if attempt.job.deaths and said["status"] != "failed":
                await asyncio.to_thread(self._store.cleared, job, said["path"])
            if said["status"] != "skipped":  # else it was told by an earlier attempt
                told = {name: value for name, value in said.items() if name != "event"}
                told = problems.outside(told, self._data.root)
                await asyncio.to_thread(self._store.note, job, [("document", told)])
        elif event == "progress":
            await self._progress(job, said["progress"])
        self.bell.ring(job)

    async def _progress(self, job: str, progress: dict[str, Any]) -> None:
        progress = problems.outside(progress, self._data.root)
        cost = progress.pop("cost_usd", None)
        spent = int(Decimal(cost) * NANO) if cost is not None else None
        await asyncio.to_thread(self._store.progress, job, progress, spent)

    # ------------------------------------------------------------------------------------------ how it ended

    async def _conclude(self, attempt: Attempt, ended: dict[str, Any]) -> None:
        job, problem = attempt.job, ended["problem"]
        progress = ended["progress"]
        await self._progress(job.id, progress)
        if attempt.cancelled:
            await self._end(job.id, "cancelled")
        elif problem is None:
            await self._end(job.id, *self._verdict(job, progress))
        elif problem.get("code") == "stopped" and self._stopping:
            await self._again(job.id)
        elif problem.get("code") == "money" and not await asyncio.to_thread(self.money.is_out, job):
            await self._again(job.id, short=True)
        else:
            await self._end(job.id, "failed", problem)

    def _verdict(self, job: Job, progress: dict[str, Any]) -> tuple[State, dict[str, Any] | None]:
        """A job is done when all its documents have ended; with `strict`, only if none of them is flagged."""
        flagged = progress.get("documents", {}).get("flagged", 0)
        if job.options.get("strict") and flagged:
            return "failed", problems.body(422, f"{flagged} documents are flagged.", code="strict")
        return "done", None

    async def _died(self, attempt: Attempt) -> None:
        """The worker is gone: the documents that it had are suspects, and the job is tried again."""
        job = attempt.job
        if attempt.cancelled:
            await self._end(job.id, "cancelled")
            return
        if self._stopping:
            await self._again(job.id)
            return
        self.deaths += 1
        LOG.warning("a worker died", extra={"job": job.id, "under_way": len(attempt.documents)})
        await asyncio.to_thread(self._store.died, job.id, attempt.documents)
        if job.deaths + 1 >= (MOST_DEATHS if attempt.documents else DEATHS):
            problem = problems.body(500, "The processes that worked on this job ended again and again.")
            await self._end(job.id, "failed", problem | {"code": "died"})
        else:
            await self._again(job.id)

    async def _end(self, job: str, state: State, problem: dict[str, Any] | None = None) -> None:
        told = problems.outside(problem, self._data.root) if problem else None
        await asyncio.to_thread(self._store.end, job, state, told)
        self.bell.ring(job)

    async def _again(self, job: str, *, short: bool = False) -> None:
        await asyncio.to_thread(self._store.again, job, short=short)
        self.bell.ring(job)

    # ------------------------------------------------------------------------------------------- the workers

    async def _hired(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
        return await Worker.start(self._limits.memory_bytes)

    async def _dismiss(self, worker: Worker) -> None:
        if worker.jobs < JOBS and worker.is_alive and not self._stopping:
            self._idle.append(worker)
        else:
            await worker.leave()

    async def _share(self) -> None:
        """Give every job under way its part of the operator's limits."""
        part = self._part(len(self.attempts))
        for attempt in list(self.attempts.values()):
            if attempt.worker is not None:
                with suppress(Gone):
                    await attempt.worker.order(do="share", share=part)

    def _part(self, jobs: int) -> dict[str, Any]:
        settings, jobs = self._settings, max(1, jobs)
        return {
            "concurrency": max(1, settings.concurrency // jobs),
            "rpm": settings.rpm / jobs if settings.rpm else None,
            "tpm": settings.tpm / jobs if settings.tpm else None,
        }

    async def estimate(self, options: JobOptions, folder: JobFolder) -> dict[str, Any]:
        """What a job would send and cost, as `estimate`; or the `problem` why that is not known."""
        async with self._desk:
            order = await asyncio.to_thread(self._order, options, folder)
            if self._clerk is None or not self._clerk.is_alive:
                self._clerk = await Worker.start(self._limits.memory_bytes)
            try:
                async with asyncio.timeout(self._limits.answer_seconds):
                    await self._clerk.order(do="estimate", **order)
                    async for said in self._clerk.until_ended(self._limits.silence):
                        if said["event"] == "ended":
                            problem = said["problem"]
                            return said | {"problem": problem and problems.outside(problem, self._data.root)}
            except TimeoutError:  # it says that it works, and others wait for it
                await self._clerk.kill()
                return {"problem": problems.body(504, "The estimate took too long.", "Send less.", "slow")}
            except Gone:
                await self._clerk.kill()
            except asyncio.CancelledError:  # who asked has gone; what it still says is nobody's answer
                await self._clerk.kill()
                raise
            problem = problems.body(422, "A document cannot be read: the process that read it ended.")
            return {"problem": problem | {"code": "died"}}

    # ------------------------------------------------------------------------------------------------ the end

    async def cancel(self, job: str) -> None:
        """Stop a job that waits or runs; what is finished of it is kept. Returns when it has stopped."""
        while (attempt := self.attempts.get(job)) is None:
            if await asyncio.to_thread(self._store.withdraw, job):
                self.bell.ring(job)
                return
            await asyncio.sleep(0)  # it is just being started, or has just ended
            if self._store.known(job).is_ended:
                return
        attempt.cancelled = True
        await self._stopped([attempt], _STOPPING)

    async def close(self) -> None:
        """Stop all work: jobs under way wait for the next start, where they go on."""
        self._stopping = True
        self.bell.close()
        await self._stopped(list(self.attempts.values()), self._limits.grace)
        if self._tasks:
            await asyncio.wait(self._tasks)
        idle = [*self._idle, *([self._clerk] if self._clerk else [])]
        await asyncio.gather(*(worker.leave() for worker in idle))

    async def _stopped(self, attempts: Sequence[Attempt], patience: float) -> None:
        for attempt in attempts:
            if attempt.worker is not None:
                with suppress(Gone):
                    await attempt.worker.order(do="stop")
        for attempt in attempts:
            try:
                await asyncio.wait_for(attempt.over.wait(), patience)
            except TimeoutError:
                if attempt.worker is not None:
                    await attempt.worker.kill()
                await attempt.over.wait()
