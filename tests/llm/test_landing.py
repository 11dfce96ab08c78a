from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from leaping import leaping, now

from summarizer.llm.caching import ReplyCache, cached, stored
from summarizer.llm.calls import Complete, Message, Reply, Request
from summarizer.llm.failures import Transient
from summarizer.llm.landing import Landing
from summarizer.llm.limiting import Limiter, limited
from summarizer.llm.retrying import RetryBudget, retried


def asked(text: str = "甲") -> Request:
    return Request("digest", "m", (Message("user", text),), "digest", {"type": "object"})


class Model:
    """Answers after a while, or fails."""

    def __init__(self, seconds: float = 5.0, failure: Exception | None = None) -> None:
        self.seconds, self.failure, self.calls = seconds, failure, 0

    async def __call__(self, _request: Request) -> Reply:
        self.calls += 1
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        return Reply("{}")


def stack(model: Complete, cache: ReplyCache, landing: Landing, concurrency: int = 8) -> Complete:
    """The wrappers that matter here, in the order of the program."""
    clock = asyncio.get_running_loop().time
    limiter = Limiter(None, None, concurrency)
    complete = limited(landing.tracked(stored(model, cache)), limiter, lambda _request: 1)
    complete = retried(complete, budget=RetryBudget(clock=clock))
    return cached(complete, cache, store=False, landing=landing)


class DirectCache(ReplyCache):
    """Writes without a thread, for which leaping time would not wait."""

    async def aput(self, key: str, request: Request, reply: Reply) -> bool:
        return self.put(key, request, reply)


def run(tmp_path: Path, main: Callable[[ReplyCache, Landing], object]) -> None:
    with DirectCache.open(tmp_path) as cache:
        leaping(main(cache, Landing()))  # type: ignore[arg-type]


async def stopped(complete: Complete, *requests: Request, after: float = 1.0) -> None:
    """Ask, and be cancelled soon after."""
    tasks = [asyncio.ensure_future(complete(request)) for request in requests]
    await asyncio.sleep(after)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert all(task.cancelled() for task in tasks)


def test_a_request_that_is_out_comes_home_and_its_reply_is_stored(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        await stopped(stack(Model(), cache, landing), asked())
        assert landing.coming == 1
        assert now() == pytest.approx(1)
        assert await landing.wait(30) == 0
        assert landing.coming == 0
        assert now() == pytest.approx(5)
        assert cache.get(asked().key) is not None

    run(tmp_path, main)


def test_what_waits_for_a_turn_is_broken_off_at_once(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        model = Model()
        await stopped(stack(model, cache, landing, concurrency=1), asked("甲"), asked("乙"), asked("丙"))
        assert landing.coming == 1
        await landing.wait(30)
        assert model.calls == 1

    run(tmp_path, main)


def test_it_is_waited_for_only_so_long(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        await stopped(stack(Model(600), cache, landing), asked("甲"), asked("乙"))
        assert await landing.wait(8) == 2
        assert landing.coming == 0
        assert now() == pytest.approx(9)

    run(tmp_path, main)


def test_it_does_not_go_out_again_when_it_fails(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        model = Model(failure=Transient("500"))
        await stopped(stack(model, cache, landing), asked())
        assert await landing.wait(30) == 0
        assert model.calls == 1
        assert now() == pytest.approx(5)

    run(tmp_path, main)


def test_who_asks_the_same_meanwhile_gets_its_reply(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        model = Model()
        complete = stack(model, cache, landing)
        await stopped(complete, asked())
        assert (await complete(asked())).text == "{}"
        assert (model.calls, landing.coming) == (1, 0)

    run(tmp_path, main)


def test_who_asks_the_same_as_something_broken_off_asks_anew(tmp_path: Path) -> None:
    async def main(cache: ReplyCache, landing: Landing) -> None:
        model = Model()
        complete = stack(model, cache, landing, concurrency=1)
        other = asyncio.ensure_future(complete(asked("乙")))
        await asyncio.sleep(0)
        task = asyncio.ensure_future(complete(asked()))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(0)
        assert (await complete(asked())).text == "{}"
        await other
        assert model.calls == 2

    run(tmp_path, main)


def test_with_nothing_out_there_is_nothing_to_wait_for() -> None:
    async def main() -> None:
        assert await Landing().wait(30) == 0
        assert now() == 0

    leaping(main())
