"""Workers that die, hang, or are stopped: the others go on, and what is to blame is set aside."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hosted import SMALL, Inside, Stuck, settings_for
from server import Server
from support import page

from summarizer.llm.limiting import Limiter
from summarizer.service import crew
from summarizer.service.crew import Crew
from summarizer.service.database import Database
from summarizer.service.folders import Data
from summarizer.service.jobs import Job
from summarizer.service.limits import Limits
from summarizer.service.store import Store, new_id
from summarizer.service.worker import Gone, Worker
from summarizer.settings import Settings


class Works:
    """A crew at work over a folder."""

    def __init__(self, folder: Path, settings: Settings, limits: Limits) -> None:
        self.data = Data(folder)
        self.database = Database(folder)
        self.store = Store(self.database)
        self.crew = Crew(settings, self.store, self.data, limits)

    def job(self, *names: str, user: str = "mei", **options: Any) -> Job:
        ident = new_id()
        folder = self.data.job(ident)
        folder.extras.mkdir(parents=True)
        for number, name in enumerate(names, 1):
            folder.documents.mkdir(exist_ok=True)
            (folder.documents / name).write_text(page(number), encoding="utf-8")
        options = {"task": "summarize", **options}
        made = self.store.add(ident, user, "x", options, [], state="queued")
        self.crew.wake()
        return made

    async def ended(self, job: Job) -> Job:
        async with asyncio.timeout(30):
            while not (found := self.store.known(job.id)).is_ended:
                await self.crew.bell.wait(job.id, 0.5)
        return found

    def documents(self, job: Job) -> dict[str, dict[str, Any]]:
        told = (event.data for event in self.store.events(job.id) if event.kind == "document")
        return {data["path"]: data for data in told}


@asynccontextmanager
async def working(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, kind: type[Any], **limits: Any
) -> AsyncIterator[Works]:
    monkeypatch.setattr(crew, "Worker", kind)
    works = Works(folder, settings, replace(SMALL, **limits))
    running = asyncio.create_task(works.crew.run())
    try:
        yield works
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await works.crew.close()
        works.database.close()


def killed_by(path: str, *, while_reading: bool = True) -> type[Inside]:
    """Workers that end when they come to a document."""

    class Killed(Inside):
        deaths = 0

        async def perform(self, order: dict[str, Any]) -> None:
            say = self.say

            def listening(event: str, **data: Any) -> None:
                say(event, **data)
                doomed = event == "begun" and data["path"] == path
                if doomed and path not in aside(order) and (while_reading or not rehearsing(data)):
                    Killed.deaths += 1
                    self._worker.say = lambda *_args, **_more: None
                    loop.call_soon_threadsafe(self.die)
                    loop.call_soon_threadsafe(work.cancel)

            loop = asyncio.get_running_loop()
            self._worker.say = listening
            work = asyncio.create_task(self._worker.job(order))
            with suppress(asyncio.CancelledError):
                await work

    def rehearsing(data: dict[str, Any]) -> bool:
        return bool(data["alone"]) and Killed.deaths < 2

    return Killed


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - threads and processes do not ring
            await asyncio.sleep(0.01)


def aside(order: dict[str, Any]) -> set[str]:
    return {path for path, deaths in order["suspects"].items() if deaths >= 3}


@pytest.fixture
def endpoint(server: Server, tmp_path: Path) -> Settings:
    return settings_for(server.url, cache_dir=tmp_path / "cache")


@pytest.mark.parametrize("while_reading", [True, False])
async def test_a_document_that_ends_its_worker_three_times_is_set_aside(
    tmp_path: Path, endpoint: Settings, monkeypatch: pytest.MonkeyPatch, *, while_reading: bool
) -> None:
    kind = killed_by("b.txt", while_reading=while_reading)
    async with working(tmp_path / "data", endpoint, monkeypatch, kind) as works:
        job = await works.ended(works.job("a.txt", "b.txt", "c.txt"))
        assert (job.state, vars(kind)["deaths"]) == ("done", 3)
        told = works.documents(job)
        assert told["b.txt"]["code"] == "set_aside"
        assert {told["a.txt"]["status"], told["c.txt"]["status"]} == {"verified"}
        failures = (works.data.job(job.id).out / "failures.jsonl").read_text()
        assert json.loads(failures)["path"] == "b.txt"


async def test_a_worker_that_says_nothing_is_ended_and_the_job_goes_on(
    tmp_path: Path, endpoint: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent(Inside):
        silent = 1

        async def perform(self, order: dict[str, Any]) -> None:
            if Silent.silent:
                Silent.silent -= 1
                await asyncio.Event().wait()
            await super().perform(order)

    async with working(tmp_path / "data", endpoint, monkeypatch, Silent, silence=1.5) as works:
        ended = await works.ended(works.job("a.txt"))
        assert (ended.state, ended.deaths, works.crew.deaths) == ("done", 1, 1)


async def test_a_job_whose_workers_die_before_any_document_fails(
    tmp_path: Path, endpoint: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dying(Inside):
        async def perform(self, order: dict[str, Any]) -> None:
            self.die()

    async with working(tmp_path / "data", endpoint, monkeypatch, Dying) as works:
        job = await works.ended(works.job("a.txt"))
        assert job.state == "failed"
        assert job.problem is not None
        assert job.problem["code"] == "died"


async def test_jobs_at_once_share_the_limits_of_the_operator(
    tmp_path: Path, endpoint: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = endpoint.model_copy(update={"concurrency": 9, "rpm": 60.0})
    async with working(tmp_path / "data", settings, monkeypatch, Stuck, workers=2) as works:
        jobs = [works.job("a.txt"), works.job("b.txt")]

        def shares() -> list[tuple[int, float]]:
            """What each job was told last."""
            workers = [vars(attempt.worker) for attempt in works.crew.attempts.values() if attempt.worker]
            told = [[order["share"] for order in worker["orders"] if "share" in order] for worker in workers]
            return [(share[-1]["concurrency"], share[-1]["rpm"]) for share in told if share]

        await until(lambda: shares() == [(4, 30.0), (4, 30.0)])
        await works.crew.cancel(jobs[0].id)
        await until(lambda: shares() == [(9, 60.0)])


async def test_a_budget_is_kept_by_all_jobs_together_and_a_job_that_needs_more_of_it_goes_on(
    tmp_path: Path, endpoint: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    priced = endpoint.model_copy(update={"price": "10,10", "concurrency": 1})
    async with working(tmp_path / "a", priced, monkeypatch, Inside) as works:
        cost = works.store.cost((await works.ended(works.job("a.txt", "b.txt", "c.txt"))).id)
        assert cost
    fresh = priced.model_copy(update={"cache_dir": tmp_path / "other"})
    worst = Decimal(cost) / 10**9 * 60  # what a request may cost at most is far more than what it does
    async with working(tmp_path / "b", fresh, monkeypatch, Inside, budget=worst, workers=1) as works:
        jobs = [works.job("a.txt", "b.txt", "c.txt", user=user) for user in ("mei", "jun")]
        states = {(await works.ended(job)).state for job in jobs}
        assert states == {"done"}
        assert works.store.spent(0.0) <= int(worst * 10**9)
    tiny = replace(SMALL, budget=Decimal("0.0000001"))
    async with working(tmp_path / "c", fresh, monkeypatch, Inside, budget=tiny.budget) as works:
        ended = await works.ended(works.job("a.txt"))
        assert ended.problem is not None
        assert (ended.state, ended.problem["code"]) == ("failed", "budget")


async def test_a_process_that_is_killed_is_noticed_and_takes_no_orders() -> None:
    worker = await Worker.start(0)
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(Gone):
        await worker.heard(10)
    await worker.kill()
    assert not worker.is_alive
    with pytest.raises(Gone):
        await worker.order(do="stop")


async def test_a_limiter_keeps_to_the_share_it_is_given_last() -> None:
    limiter = Limiter(60.0, None, 8)
    limiter.resize(2, 30.0)
    assert limiter.window == 2
    for _ in range(2):
        await limiter.acquire(0)
    third = asyncio.create_task(limiter.acquire(0))
    await asyncio.sleep(0)
    assert (limiter.busy, limiter.waiting) == (2, 1)
    limiter.resize(8, 6_000.0)
    await asyncio.wait_for(third, 5)
    assert (limiter.busy, limiter.window) == (3, 8)
