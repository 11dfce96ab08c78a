import asyncio
import itertools
import selectors
import time
from contextlib import nullcontext

import pytest

from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.limiting import MAX_PAUSE, Limiter, limited


class _LeapingSelector(selectors.DefaultSelector):
    """Never waits: tells the loop's clock how long it would have."""

    skipped = 0.0

    def select(self, timeout=None):
        if timeout:
            self.skipped += timeout
        return super().select(0)


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock leaps over waiting: an hour takes no time."""

    def __init__(self):
        self._leap = _LeapingSelector()
        super().__init__(self._leap)

    def time(self):
        return self._leap.skipped


def leaping(main):
    """Run a coroutine with leaping time."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(main)


def now() -> float:
    return asyncio.get_running_loop().time()


def asked(tokens: int = 0) -> Request:
    return Request("t", "m", (Message("user", "x" * tokens),), "a", {})


def estimated(request: Request) -> int:
    return len(request.messages[0].content)


async def crowd(limiter: Limiter, sizes, seconds: float = 0.0, used=None) -> list[float]:
    """Calls of these sizes, all at once; the times at which they were let out, in order of asking."""
    started: list[float] = [0.0] * len(sizes)

    async def one(index: int, tokens: float) -> None:
        async with limiter.slot(tokens) as lease:
            started[index] = now()
            await asyncio.sleep(seconds)
            if used is not None:
                lease.settle(used)

    await asyncio.gather(*(one(index, tokens) for index, tokens in enumerate(sizes)))
    return started


def most_in_a_minute(times, weights=None) -> float:
    pairs = list(zip(times, weights or itertools.repeat(1), strict=False))
    return max(sum(w for t, w in pairs if start <= t < start + 60) for start in times)


@pytest.mark.parametrize("rpm", [1, 6, 60, 600, 5000])
def test_requests_never_exceed_the_limit_in_any_minute_and_use_nearly_all_of_it(rpm):
    times = leaping(crowd(Limiter(rpm, None, 10_000), [0] * min(3 * rpm + 1, 1800)))
    assert most_in_a_minute(times[:: max(1, len(times) // 400)] if rpm > 600 else times) <= rpm
    assert times[-1] <= (len(times) / rpm + 0.1) * 60 * 1.05


def test_tokens_never_exceed_the_limit_in_any_minute_and_use_nearly_all_of_it():
    sizes = [700, 100, 400] * 100  # 120 000 in all
    times = leaping(crowd(Limiter(None, 30_000, 10_000), sizes))
    assert most_in_a_minute(times, sizes) <= 30_000 + 700
    assert times[-1] <= 4 * 60 * 1.05


def test_a_call_larger_than_the_bucket_goes_out_and_the_next_pays_for_it():
    first, second = leaping(crowd(Limiter(None, 600, 10), [600, 10]))
    assert first == 0
    assert second == pytest.approx(60, rel=0.1)


def test_order_is_first_in_first_out_and_a_large_call_is_not_starved():
    times = leaping(crowd(Limiter(None, 6000, 10), [10, 900, *[10] * 40]))
    assert times == sorted(times)


def test_no_more_than_the_concurrency_are_out():
    async def main() -> int:
        limiter, most = Limiter(None, None, 3), 0

        async def one() -> None:
            nonlocal most
            async with limiter.slot(1):
                most = max(most, limiter.busy)
                await asyncio.sleep(1)

        await asyncio.gather(*(one() for _ in range(20)))
        assert (limiter.busy, limiter.waiting) == (0, 0)
        assert now() == pytest.approx(7, abs=0.01)
        return most

    assert leaping(main()) == 3


def test_what_was_not_used_is_given_back():
    estimate_stands = leaping(crowd(Limiter(None, 6000, 1), [1000] * 10))
    settled = leaping(crowd(Limiter(None, 6000, 1), [1000] * 10, used=100))
    assert settled[-1] < estimate_stands[-1] / 5


def test_what_was_used_beyond_the_estimate_is_taken():
    async def main() -> float:
        limiter = Limiter(None, 6000, 1)
        async with limiter.slot(10) as lease:
            lease.settle(1000)
        async with limiter.slot(10):
            return now()

    assert leaping(main()) == pytest.approx(9.3, rel=0.1)


def test_a_pause_holds_everybody_and_a_shorter_one_does_not_end_it():
    async def main() -> None:
        limiter = Limiter(None, None, 5)
        limiter.pause(20)
        limiter.pause(5)
        limiter.pause(-1)
        assert await crowd(limiter, [1, 1, 1]) == pytest.approx([20, 20, 20])
        limiter.pause(86_400)
        async with limiter.slot(1):
            assert now() == pytest.approx(20 + MAX_PAUSE)

    leaping(main())


def test_concurrency_is_halved_at_most_once_a_second_and_recovers_slowly():
    async def main() -> None:
        limiter = Limiter(None, None, 16)
        limiter.overloaded(None)
        limiter.overloaded(None)
        assert limiter.window == 16  # two can be bad luck
        for _ in range(10):
            limiter.overloaded(None)
        assert limiter.window == 8
        await asyncio.sleep(1.1)
        limiter.overloaded(None)
        assert limiter.window == 4
        for _ in range(4 * 4):
            limiter.succeeded()
        assert 6 <= limiter.window <= 8
        for _ in range(1000):
            limiter.succeeded()
        assert limiter.window == 16

    leaping(main())


def test_the_window_settles_near_what_the_provider_can_take():
    async def main() -> None:
        limiter, out, refused, done = Limiter(None, None, 64), 0, 0, 0

        async def provider(_request: Request) -> Reply:
            nonlocal out, refused
            out += 1
            try:
                if out > 20:
                    refused += 1
                    raise Transient("429", 0.2)
                await asyncio.sleep(0.5)
                return Reply("{}")
            finally:
                out -= 1

        call = limited(provider, limiter, estimated)

        async def one() -> None:
            nonlocal done
            while True:
                try:
                    await call(asked())
                except Transient:
                    await asyncio.sleep(0.5)
                else:
                    done += 1
                    return

        await asyncio.gather(*(one() for _ in range(2000)))
        assert done == 2000
        assert refused < 500
        assert now() < 2000 / 20 * 0.5 * 2.5

    leaping(main())


def test_a_few_429s_stop_nobody_else_but_three_in_a_row_do():
    async def main() -> None:
        limiter, refusal = Limiter(None, None, 4), Transient("429", 30.0)
        outcomes = (refusal, refusal, None, refusal, refusal, refusal)
        coming = iter(outcomes)

        async def provider(_request: Request) -> Reply:
            if error := next(coming, None):
                raise error
            return Reply("{}")

        call = limited(provider, limiter, estimated)
        for outcome in outcomes:
            with nullcontext() if outcome is None else pytest.raises(Transient):
                await call(asked())
            assert now() == 0
        await call(asked())
        assert now() == pytest.approx(30)

    leaping(main())


@pytest.mark.parametrize("moment", range(4))
def test_cancelling_leaks_nothing(moment):
    async def main() -> None:
        limiter = Limiter(600, 6000, 2)

        async def one(seconds: float) -> None:
            async with limiter.slot(50):
                await asyncio.sleep(seconds)

        tasks = [asyncio.create_task(one(1)) for _ in range(6)]
        for _ in range(moment):
            await asyncio.sleep(0.6)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.wait(tasks)
        assert (limiter.busy, limiter.waiting) == (0, 0)
        assert len(await crowd(limiter, [1] * 3)) == 3

    leaping(main())


def test_a_turn_granted_and_cancelled_in_the_same_tick_goes_to_the_next():
    async def main() -> None:
        limiter = Limiter(None, 6000, 1)
        lease = limiter.slot(10)
        await lease.__aenter__()
        unlucky, lucky = asyncio.create_task(crowd(limiter, [10])), asyncio.create_task(crowd(limiter, [10]))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await lease.__aexit__(None, None, None)  # grants the turn to the first one waiting
        unlucky.cancel()
        await asyncio.wait({unlucky, lucky})
        assert lucky.result() is not None
        assert (limiter.busy, limiter.waiting) == (0, 0)

    leaping(main())


def test_whoever_stands_behind_a_cancelled_call_goes_as_soon_as_it_may():
    async def main() -> None:
        limiter = Limiter(None, 600, 5)
        await crowd(limiter, [10])
        large, small = asyncio.create_task(crowd(limiter, [10])), asyncio.create_task(crowd(limiter, [2]))
        await asyncio.sleep(0.3)
        large.cancel()
        await asyncio.wait({large, small})
        assert small.result()[0] < 0.5  # the large one would have gone after a second

    leaping(main())


def test_limits_are_learnt_from_headers():
    async def main() -> None:
        limiter = Limiter(None, None, 100)
        limiter.observe({"X-RateLimit-Limit-Requests": "60", "x-ratelimit-limit-tokens": "6000"})
        times = await crowd(limiter, [1] * 61)
        assert times[-1] >= 58
        limiter.observe({"x-ratelimit-limit-tokens": "600"})
        before = now()
        await crowd(limiter, [100, 100])
        assert now() - before >= 9

    leaping(main())


def test_a_limit_of_the_user_is_lowered_but_never_raised():
    async def main() -> None:
        limiter = Limiter(60, None, 100)
        limiter.observe({"x-ratelimit-limit-requests": "6000"})
        assert (await crowd(limiter, [1] * 31))[-1] >= 29
        limiter.observe({"x-ratelimit-limit-requests": "6"})
        before = now()
        await crowd(limiter, [1] * 3)
        assert now() - before >= 18

    leaping(main())


def test_what_others_have_used_of_the_same_account_is_seen():
    async def main() -> None:
        limiter = Limiter(600, None, 100)
        await crowd(limiter, [1])
        limiter.observe({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s"})
        before = now()
        await crowd(limiter, [1] * 5)
        assert now() - before >= 0.4  # without it all five would go at once

    leaping(main())


@pytest.mark.parametrize("value", ["", "many", "nan", "inf", "-5", "2024-01-01T00:00:00Z"])
def test_odd_headers_are_ignored(value):
    async def main() -> None:
        limiter = Limiter(None, None, 10)
        limiter.observe({f"x-ratelimit-{part}-{kind}": value for part in ("limit", "remaining", "reset")
                         for kind in ("requests", "tokens")})  # fmt: skip
        assert await crowd(limiter, [1] * 10) == [0.0] * 10

    leaping(main())


def test_headers_and_usage_of_a_reply_are_used():
    async def main() -> None:
        limiter = Limiter(None, None, 10)

        async def provider(_request: Request) -> Reply:
            return Reply("{}", usage=Usage(400, 100), extra={"headers": {"x-ratelimit-limit-tokens": "600"}})

        call = limited(provider, limiter, estimated)
        await call(asked(5))
        await call(asked(5))
        await call(asked(5))
        assert now() >= 40

    leaping(main())


async def test_a_slot_costs_next_to_nothing():
    limiter, start = Limiter(10**9, 10**9, 50), time.perf_counter()
    await crowd(limiter, [1] * 2000)
    assert time.perf_counter() - start < 2
