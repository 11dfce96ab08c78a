from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable

import pytest
from leaping import leaping
from server import Server, answers, responds

from summarizer.errors import ContentRefused, MoneyError, ProviderError, WireError
from summarizer.llm.calls import Complete, Message, Reply, Request
from summarizer.llm.failures import Transient
from summarizer.llm.ladder import Ladder
from summarizer.llm.openai import Endpoint
from summarizer.llm.retrying import RetryBudget, retried

REQUEST = Request("digest", "m", (Message("user", "甲"),), "digest", {"type": "object"})
REPLY = Reply("{}")


class Time:
    """A clock that only moves when somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


class Model:
    """Fails as told, then answers."""

    def __init__(self, *failures: Exception | None, then: Exception | None = None) -> None:
        self.failures, self.then, self.calls = list(failures), then, 0

    async def __call__(self, _: Request) -> Reply:
        self.calls += 1
        failure = self.failures.pop(0) if self.failures else self.then
        if failure:
            raise failure
        return REPLY


def patient(model: Complete, time: Time, budget: RetryBudget | None = None, **settings: float) -> Complete:
    budget = budget or RetryBudget("api.example.com", clock=time.clock)
    return retried(model, budget=budget, sleep=time.sleep, **settings)  # type: ignore[arg-type]


async def test_a_passing_failure_is_tried_again_and_counted() -> None:
    time, causes = Time(), list[str]()
    model = Model(Transient("500"), Transient("connection"))
    complete = retried(
        model,
        budget=RetryBudget(clock=time.clock),
        on_retry=lambda request, cause: causes.append(f"{request.task} {cause}"),
        sleep=time.sleep,
    )
    assert await complete(REQUEST) == REPLY
    assert model.calls == 3
    assert causes == ["digest 500", "digest connection"]
    assert time.slept[0] <= 1
    assert time.slept[1] <= 2


@pytest.mark.parametrize("asked", [0.0, 0.35, 7.0, 60.0])
async def test_the_server_is_never_asked_earlier_than_it_wants(asked: float) -> None:
    for _ in range(20):
        time = Time()
        await patient(Model(Transient("429", asked)), time)(REQUEST)
        assert asked <= time.slept[0] <= asked + 5.0


async def test_an_hour_is_not_slept_through_and_nobody_else_asks() -> None:
    time = Time()
    budget = RetryBudget("api.example.com", clock=time.clock)
    model = Model(then=Transient("429", 3600.0))
    for _ in range(5):
        with pytest.raises(WireError, match="3600 s"):
            await patient(model, time, budget)(REQUEST)
    assert model.calls == 1
    assert time.slept == []
    time.now = 3601.0
    model.then = None
    assert await patient(model, time, budget)(REQUEST) == REPLY


@pytest.mark.parametrize("final", [MoneyError("no money"), ContentRefused("no"), ProviderError("bad key")])
async def test_a_final_failure_passes_at_once(final: Exception) -> None:
    time, model = Time(), Model(final)
    with pytest.raises(type(final)):
        await patient(model, time)(REQUEST)
    assert (model.calls, time.slept) == (1, [])


async def test_a_request_that_keeps_failing_fails_with_its_cause_and_count() -> None:
    time, budget = Time(), RetryBudget("api.example.com")
    budget.success()
    with pytest.raises(WireError, match=r"api\.example\.com failed 6 times .*HTTP 500") as caught:
        await patient(Model(then=Transient("500")), time, budget)(REQUEST)
    assert caught.value.hint
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("failure", "calls"),
    [
        (Transient("deadline", billed=True), 3),
        (Transient("connection", billed=True), 4),
        (Transient("cut", billed=True), 4),
        (Transient("500"), 6),
        (Transient("connection"), 6),
    ],
)
async def test_what_may_have_been_billed_is_tried_less_often(failure: Transient, calls: int) -> None:
    time, budget, model = Time(), RetryBudget(), Model(then=failure)
    budget.success()
    with pytest.raises(WireError):
        await patient(model, time, budget)(REQUEST)
    assert model.calls == calls


async def test_the_deadline_bounds_all_attempts_together() -> None:
    time, budget = Time(), RetryBudget()
    budget.success()
    with pytest.raises(WireError):
        await patient(Model(then=Transient("429", 80.0)), time, budget, deadline=300.0, attempts=50)(REQUEST)
    assert 80 <= sum(time.slept) <= 300


async def test_a_server_that_names_short_waits_is_waited_for_longer_and_never_taken_for_dead() -> None:
    time, budget = Time(), RetryBudget()
    slow = Model(*[Transient("503", 5.0)] * 40)
    reply = await patient(slow, time, budget, deadline=100.0, attempts=4)(REQUEST)
    assert reply == REPLY
    assert slow.calls == 41
    assert 200 <= sum(time.slept) <= 400


async def test_an_endpoint_that_is_not_there_is_named_within_seconds() -> None:
    time, model = Time(), Model(then=Transient("connection", words="api.example.com"))
    with pytest.raises(ProviderError, match="unreachable") as caught:
        await patient(model, time)(REQUEST)
    assert model.calls == 4
    assert time.now <= 7
    assert "doctor" in caught.value.hint


async def test_a_dead_endpoint_ends_a_run_soon_and_sees_few_requests() -> None:
    time = Time()
    budget = RetryBudget("api.example.com", clock=time.clock)
    model = Model(*[None] * 40, then=Transient("503"))
    complete = patient(model, time, budget)
    for _ in range(40):
        await complete(REQUEST)
    outcomes = await asyncio.gather(*(complete(REQUEST) for _ in range(16)), return_exceptions=True)
    assert all(isinstance(outcome, ProviderError) for outcome in outcomes)
    assert model.calls - 40 <= 16 + 10
    assert 120 < time.now < 150
    before = model.calls
    with pytest.raises(ProviderError):
        await complete(REQUEST)
    assert model.calls == before


async def test_a_short_outage_is_sat_out() -> None:
    time = Time()

    async def model(_: Request) -> Reply:
        if 5 <= time.now < 9:
            raise Transient("502")
        await time.sleep(1)
        return REPLY

    budget = RetryBudget(clock=time.clock)
    replies = []
    for _ in range(10):
        replies += await asyncio.gather(*(patient(model, time, budget)(REQUEST) for _ in range(16)))
    assert len(replies) == 160


async def test_an_outage_of_minutes_is_sat_out_by_requests_that_keep_their_attempts() -> None:
    time, told = Time(), list[str]()

    async def model(_: Request) -> Reply:
        await asyncio.sleep(0)
        if 0 < time.now < 100:
            raise Transient("503")
        return REPLY

    budget = RetryBudget("api.example.com", clock=time.clock, tell=told.append)
    complete = patient(model, time, budget, attempts=3)
    await complete(REQUEST)
    time.now = 0.1
    outcomes = await asyncio.gather(*(complete(REQUEST) for _ in range(30)), return_exceptions=True)
    assert [outcome for outcome in outcomes if outcome is not REPLY] == []
    assert [message.partition(" (")[0] for message in told] == [
        "The endpoint api.example.com does not answer",
        "The endpoint api.example.com answers again.",
    ]


async def test_being_told_to_slow_down_is_a_sign_of_life() -> None:
    time, budget = Time(), RetryBudget()
    for _ in range(50):
        budget.failure(Transient("429"))
    budget.check()
    assert await patient(Model(), time, budget)(REQUEST) == REPLY


def faulty(rng: random.Random) -> Callable[[Request], object]:
    async def model(_: Request) -> Reply:
        draw = rng.random()
        await asyncio.sleep(0)
        if draw < 0.10:
            raise Transient("429")
        if draw < 0.15:
            raise Transient("500")
        if draw < 0.17:
            raise Transient("connection", billed=True)
        return REPLY

    return model


async def test_faults_in_one_call_of_six_never_use_up_the_budget() -> None:
    time, causes = Time(), Counter[str]()
    budget = RetryBudget(clock=time.clock)
    complete = retried(
        faulty(random.Random(7)),  # type: ignore[arg-type]
        budget=budget,
        on_retry=lambda _, cause: causes.update([cause]),
        sleep=time.sleep,
    )
    for _ in range(20):
        outcomes = await asyncio.gather(*(complete(REQUEST) for _ in range(50)), return_exceptions=True)
        assert [outcome for outcome in outcomes if outcome is not REPLY] == []
    assert budget.allowance > 100
    assert causes["429"] > causes["500"] > causes["connection"] > 0


async def test_a_run_that_mostly_fails_stops_retrying() -> None:
    time = Time()
    budget = RetryBudget(clock=time.clock, allowance=10)
    model = Model(then=Transient("429"))
    for _ in range(30):
        with pytest.raises(WireError):
            await patient(model, time, budget)(REQUEST)
    assert model.calls == 30 + 10


async def test_a_cancelled_call_is_not_tried_again() -> None:
    time, calls = Time(), []

    async def model(_: Request) -> Reply:
        calls.append(1)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await patient(model, time)(REQUEST)
    assert len(calls) == 1


async def test_over_the_wire_a_wait_is_kept_and_then_the_answer_comes() -> None:
    time = Time()
    busy = responds(b'{"error": {"message": "slow down"}}', 429, {"retry-after": "2"})
    with Server(busy, responds(b"", 503), answers()) as server:
        endpoint = Endpoint(server.url, "", modes=Ladder())
        reply = await patient(endpoint.complete, time)(REQUEST)
        await endpoint.aclose()
        assert reply.text == '{"a": 1}'
        assert len(server.seen) == 3
    assert 2.0 <= time.slept[0] <= 2.5
    assert time.slept[1] <= 2.0


@pytest.mark.parametrize("status", [401, 402])
async def test_over_the_wire_a_bad_key_or_an_empty_purse_costs_one_request(status: int) -> None:
    time = Time()
    with Server(responds(b"{}", status)) as server:
        endpoint = Endpoint(server.url, "", modes=Ladder())
        with pytest.raises(MoneyError if status == 402 else ProviderError):
            await patient(endpoint.complete, time)(REQUEST)
        await endpoint.aclose()
        assert len(server.seen) == 1


def test_a_machine_that_slept_asks_again_without_a_rush() -> None:
    """All deadlines have passed at once: that is no dead endpoint, and nobody loses a document to it."""

    async def main() -> None:
        slept, calls = asyncio.Event(), 0

        async def model(_: Request) -> Reply:
            nonlocal calls
            calls += 1
            if not slept.is_set():
                await slept.wait()
                raise Transient("deadline", billed=True)
            await asyncio.sleep(1)
            return REPLY

        budget = RetryBudget("api.example.com", clock=asyncio.get_running_loop().time)
        budget.success()
        tasks = [asyncio.ensure_future(retried(model, budget=budget)(REQUEST)) for _ in range(40)]
        await asyncio.sleep(600)
        slept.set()
        assert await asyncio.gather(*tasks) == [REPLY] * 40
        assert calls == 2 * 40

    leaping(main())
