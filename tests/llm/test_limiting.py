import asyncio
import itertools
import math
import random
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace

import pytest
from leaping import leaping, now

from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.limiting import CONGESTED, FIRST_WAVE, MAX_PAUSE, WAVE, Limiter, limited
from summarizer.llm.retrying import RetryBudget, retried
from summarizer.llm.tokens import TokenEstimator


def asked(tokens: int = 0) -> Request:
    return Request("t", "m", (Message("user", "x" * tokens),), "a", {}, document="a.txt")


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


def test_calls_begin_in_waves_as_long_as_no_limit_is_known():
    async def main() -> None:
        times = await crowd(Limiter(None, None, 200), [1] * 200, seconds=60)
        assert times[: FIRST_WAVE + 1] == [0.0] * FIRST_WAVE + [pytest.approx(WAVE)]
        assert times[-1] <= 7 * WAVE, "two hundred are out after a second and a half"
        before = now()
        await crowd(Limiter(6000, None, 200), [1] * 50)
        assert now() == before, "a known limit needs no waves"

    leaping(main())


def test_a_loop_that_was_busy_does_not_take_silence_for_consent():
    async def main() -> None:
        limiter, started = Limiter(None, None, 200), []

        async def one() -> None:
            async with limiter.slot(1):
                started.append(now())
                await asyncio.sleep(60)

        tasks = [asyncio.create_task(one()) for _ in range(200)]
        await asyncio.sleep(0.01)
        asyncio.get_running_loop().block(5)  # what loading a large module does
        await asyncio.sleep(0.1)
        assert len(started) == FIRST_WAVE
        await asyncio.sleep(WAVE)
        assert len(started) == 1.5 * FIRST_WAVE
        for task in tasks:
            task.cancel()

    leaping(main())


def test_the_first_answer_ends_the_waves():
    async def main() -> None:
        limiter = Limiter(None, None, 200)
        waiting = asyncio.create_task(crowd(limiter, [1] * 200, seconds=60))
        await asyncio.sleep(0.01)
        limiter.succeeded()
        limiter.release(0, None)
        assert limiter.busy == 199
        waiting.cancel()

    leaping(main())


def test_what_many_wait_for_goes_first():
    async def main() -> None:
        limiter, order = Limiter(None, None, 1), []

        async def one(name: str, *, urgent: bool) -> None:
            async with limiter.slot(1, urgent=urgent):
                order.append(name)
                await asyncio.sleep(1)

        calls = [("a", False), ("b", False), ("c", False), ("names", True), ("more names", True)]
        await asyncio.gather(*(one(name, urgent=urgent) for name, urgent in calls))
        assert order == ["a", "names", "more names", "b", "c"]

    leaping(main())


def test_who_was_refused_does_not_stand_in_line_again():
    async def main() -> None:
        order = []

        async def provider(request: Request) -> Reply:
            name = request.messages[0].content
            order.append(name)
            await asyncio.sleep(1)
            if order == ["a"]:
                raise Transient("429", 0.0)
            return Reply("{}")

        call = limited(provider, Limiter(None, None, 1), estimated)

        async def stubborn(name: str) -> None:
            request = replace(asked(), messages=(Message("user", name),))
            with suppress(Transient):
                await call(request)
                return
            await call(request)

        await asyncio.gather(*(stubborn(name) for name in "abcd"))
        assert order == ["a", "b", "a", "c", "d"], "b had its turn already when a came back"

    leaping(main())


def test_a_limit_that_is_learnt_while_calls_are_out_lets_no_second_burst_go():
    async def main() -> None:
        limiter = Limiter(None, None, 100)
        await crowd(limiter, [1] * FIRST_WAVE)
        limiter.observe({"x-ratelimit-limit-requests": "600"})
        times = await crowd(limiter, [1] * 11)
        assert times[-1] >= 1.0

    leaping(main())


def test_a_learnt_limit_rises_again_with_what_the_provider_says():
    async def main() -> None:
        limiter = Limiter(None, None, 100)
        limiter.observe({"x-ratelimit-limit-requests": "60"})
        limiter.observe({"x-ratelimit-limit-requests": "6000"})
        assert (await crowd(limiter, [1] * 61))[-1] <= 1

    leaping(main())


@pytest.mark.parametrize("reset", ["7m12s", "86400", "1h"])
def test_a_limit_per_day_is_not_taken_for_one_per_minute(reset):
    async def main() -> None:
        limiter = Limiter(None, None, 100)
        limiter.observe({"x-ratelimit-limit-requests": "200", "x-ratelimit-remaining-requests": "199",
                         "x-ratelimit-reset-requests": reset})  # fmt: skip
        assert (await crowd(limiter, [1] * 50))[-1] < 1

    leaping(main())


def test_what_remains_is_believed_as_old_as_it_may_be():
    async def main() -> None:
        limiter = Limiter(600, None, 100)
        lease = limiter.slot(1)
        await lease.__aenter__()
        await asyncio.sleep(3)  # thirty requests have become free again meanwhile
        lease.observe({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1s"})
        await lease.__aexit__(None, None, None)
        before = now()
        await crowd(limiter, [1] * 8)
        assert now() == before

    leaping(main())


def test_refusals_that_a_limit_explains_do_not_lower_the_concurrency():
    async def main() -> None:
        limiter = Limiter(None, None, 16)
        used_up = {"x-ratelimit-limit-requests": "600", "x-ratelimit-remaining-requests": "0"}

        async def provider(_request: Request) -> Reply:
            raise Transient("429", 1.0, headers=used_up)

        for _ in range(10):
            with pytest.raises(Transient):
                await limited(provider, limiter, estimated)(asked())
        assert limiter.window == 16

    leaping(main())


def test_unexplained_refusals_make_everybody_pause_longer_and_longer_until_something_succeeds():
    async def main() -> None:
        limiter, pauses = Limiter(None, None, 16), []
        for _ in range(7):
            for _ in range(3):
                limiter.overloaded(None)
            before = now()
            async with limiter.slot(1):
                pauses.append(now() - before)
        assert pauses == pytest.approx([CONGESTED, 1, 2, 4, 8, 8, 8])
        limiter.succeeded()
        for _ in range(3):
            limiter.overloaded(None)
        before = now()
        async with limiter.slot(1):
            assert now() - before == pytest.approx(CONGESTED)

    leaping(main())


@dataclass
class Provider:
    """Lets `rpm` requests a minute through, at most a second's worth at once, and says so or not."""

    rpm: float
    latency: float
    headers: bool = True
    level: float = field(default=0.0)
    at: float = 0.0
    refused: int = 0
    answered: list[float] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(3))

    def __post_init__(self) -> None:
        self.level = self.rpm / 60

    async def __call__(self, _request: Request) -> Reply:
        await asyncio.sleep(0.02)
        self.level = min(self.rpm / 60, self.level + (now() - self.at) * self.rpm / 60)
        self.at = now()
        if self.level < 1:
            self.refused += 1
            raise Transient("429", math.ceil((1 - self.level) / self.rpm * 60), headers=self.said())
        self.level -= 1
        said = self.said()
        await asyncio.sleep(self.latency * self.dice.uniform(0.5, 1.5))
        self.answered.append(now())
        return Reply("{}", extra={"headers": said})

    def said(self) -> dict[str, str]:
        if not self.headers:
            return {}
        missing = 1000 * (1 - self.level / (self.rpm / 60))
        return {
            "x-ratelimit-limit-requests": f"{self.rpm:g}",
            "x-ratelimit-remaining-requests": str(max(0, int(self.level))),
            "x-ratelimit-reset-requests": f"{missing:.0f}ms",
        }


@pytest.mark.parametrize(("latency", "concurrency"), [(0.2, 64), (2.0, 64), (8.0, 256)])
def test_a_limit_that_the_provider_names_is_used_up_and_hardly_ever_hit(latency, concurrency):
    async def main() -> None:
        provider = Provider(1200, latency)
        limiter = Limiter(None, None, concurrency)
        clock = asyncio.get_running_loop().time
        call = retried(limited(provider, limiter, estimated), budget=RetryBudget(clock=clock))
        await asyncio.gather(*(call(asked()) for _ in range(1200)))
        assert provider.refused <= 12, "at most one of a hundred is refused"
        last = provider.answered[-1] - 1.5 * latency
        steady = [at for at in provider.answered if 10 < at <= last]
        assert len(steady) / (last - 10) >= 0.95 * 20, "and 95 % of the limit are used"

    leaping(main())


def test_a_limit_that_the_provider_does_not_name_is_lived_with():
    async def main() -> None:
        provider = Provider(1200, 2.0, headers=False)
        limiter, clock = Limiter(None, None, 64), asyncio.get_running_loop().time
        call = retried(limited(provider, limiter, estimated), budget=RetryBudget(clock=clock))
        await asyncio.gather(*(call(asked()) for _ in range(1200)))
        assert provider.refused < 100
        assert now() < 1.25 * 60

    leaping(main())


def test_tokens_are_only_estimated_where_they_are_limited_and_the_estimate_learns():
    async def main() -> None:
        estimator, learnt = TokenEstimator(), []

        def estimate(request: Request) -> int:
            learnt.append(estimator.total(request))
            return learnt[-1]

        async def provider(_request: Request) -> Reply:
            return Reply("{}", usage=Usage(300, 40))

        free = limited(provider, Limiter(None, None, 5), estimate, estimator.learn)
        await free(asked(400))
        assert learnt == []
        counted = limited(provider, Limiter(None, 10**6, 5), estimate, estimator.learn)
        for _ in range(12):
            await counted(asked(400))
        assert learnt[-1] == pytest.approx(340, rel=0.05)
        assert learnt[0] > 500

    leaping(main())


async def test_a_slot_costs_next_to_nothing():
    limiter, start = Limiter(10**9, 10**9, 50), time.perf_counter()
    await crowd(limiter, [1] * 2000)
    assert time.perf_counter() - start < 2
