import asyncio
import random
from dataclasses import replace
from decimal import Decimal

import pytest

from summarizer.llm.bills import DocumentBill
from summarizer.llm.budgeting import Budget, budgeted
from summarizer.llm.caching import ReplyCache, cached
from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.limiting import Limiter, limited
from summarizer.llm.metering import Meter, accounted, metered, queued
from summarizer.llm.prices import Price
from summarizer.llm.retrying import RetryBudget, retried

D = Decimal
RATES = Price(D(1), D(10), D("0.5"))


def asked(document: str = "a.txt", text: str = "城东的图书馆") -> Request:
    return Request("digest", "m", (Message("user", text),), "answer", {}, document=document)


def answering(*outcomes):
    queue = list(outcomes)

    async def complete(_request: Request) -> Reply:
        outcome = queue.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return complete


def ticking(step: float = 2.0):
    now = iter(range(1000))
    return lambda: next(now) * step


async def test_every_attempt_is_counted_also_the_ones_that_fail():
    meter = Meter(lambda _: RATES)
    outcomes = [Transient("429"), Transient("timeout", billed=True), Reply("{}", usage=Usage(100, 50, 20))]
    call = metered(answering(*outcomes), meter, ticking())
    for cause in ("429", "timeout"):
        with pytest.raises(Transient):
            await call(asked())
        meter.retry(asked(), cause)
    await call(asked())
    bill = meter.for_document("a.txt")
    assert (bill.requests, bill.maybe_billed, bill.retries) == (3, 1, {"429": 1, "timeout": 1})
    assert bill.usage == Usage(100, 50, 20)
    assert bill.cost == (80 * D(1) + 20 * D("0.5") + 50 * D(10)) / 1_000_000
    assert bill.seconds == 6.0
    assert meter.total == bill


async def test_documents_have_bills_of_their_own_and_the_total_has_all():
    meter = Meter(lambda _: RATES)
    call = metered(answering(*[Reply("{}", usage=Usage(10, 1))] * 3), meter)
    await call(asked("a.txt"))
    await call(asked("b.txt"))
    await call(asked(""))
    meter.hit(asked("b.txt"))
    assert meter.for_document("a.txt").requests == 1
    assert (meter.for_document("b.txt").requests, meter.for_document("b.txt").cached) == (1, 1)
    assert (meter.total.requests, meter.total.cached) == (3, 1)
    assert meter.for_document("never.txt") == DocumentBill()


async def test_a_forgotten_document_leaves_the_total_as_it_is_and_nothing_behind():
    meter = Meter(lambda _: RATES)
    call = metered(answering(*[Reply("{}", usage=Usage(10, 1))] * 50), meter)
    for number in range(50):
        await call(asked(f"{number}.txt"))
        meter.forget(f"{number}.txt")
    meter.forget("never.txt")
    assert meter.total.requests == 50
    assert not meter._documents


@pytest.mark.parametrize("usage", [None, Usage(0, 0), Usage(-1, 5), Usage(5, -1)])
async def test_missing_or_impossible_usage_is_estimated_and_flagged(usage):
    meter = Meter(lambda _: RATES)
    await metered(answering(Reply("一段回答", usage=usage)), meter)(asked())
    bill = meter.total
    assert bill.estimated == 1
    assert bill.usage.prompt >= 4
    assert bill.usage.completion >= 3
    assert bill.cost is not None
    assert bill.cost > 0


async def test_an_unknown_price_makes_the_cost_unknown_and_not_zero():
    meter = Meter(lambda request: RATES if request.document == "a.txt" else None)
    call = metered(answering(*[Reply("{}", usage=Usage(10, 1))] * 2), meter)
    await call(asked("a.txt"))
    await call(asked("b.txt"))
    assert meter.for_document("a.txt").cost is not None
    assert meter.for_document("b.txt").cost is None
    assert meter.total.cost is None


def test_nothing_sent_costs_nothing_even_without_a_price():
    meter = Meter(lambda _: None)
    meter.hit(asked())
    assert meter.total.cost == 0
    assert meter.total.requests == 0


async def test_a_call_that_was_several_requests_says_so():
    meter = Meter(lambda _: RATES)
    await metered(answering(Reply("{}", usage=Usage(1, 1), extra={"requests": 3})), meter)(asked())
    assert meter.total.requests == 3


async def test_a_call_broken_off_under_way_may_be_billed():
    meter = Meter(lambda _: RATES)

    async def never(_request: Request) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    task = asyncio.create_task(metered(never, meter)(asked()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (meter.total.requests, meter.total.maybe_billed) == (1, 1)


async def nap(_seconds: float) -> None:
    await asyncio.sleep(0)


async def test_the_wrappers_in_the_documented_order_count_every_attempt_once(tmp_path):
    dice, sent = random.Random(7), 0
    meter, budget, limiter = Meter(lambda _: RATES), Budget(D(1), RATES), Limiter(None, None, 4)

    async def provider(_request: Request) -> Reply:
        nonlocal sent
        sent += 1
        await asyncio.sleep(0)
        if dice.random() < 0.3:
            raise Transient(dice.choice(["429", "500"]))
        return Reply("{}", usage=Usage(10, 2))

    with ReplyCache.open(tmp_path / "replies") as cache:
        turn = queued(limited(metered(provider, meter), limiter, lambda _: 10))
        inner = budgeted(turn, budget, lambda _: 100)
        outer = retried(inner, budget=RetryBudget("host"), on_retry=meter.retry, sleep=nap)
        call = accounted(cached(outer, cache), meter)
        questions = [asked(f"{number}.txt", text=str(number)) for number in range(40)]
        await asyncio.gather(*(call(question) for question in questions * 2))
    total = meter.total
    assert total.requests == sent == 40 + sum(total.retries.values())
    assert total.cached == meter.saved.requests == 40
    assert meter.saved.cost == total.cost
    assert not meter._under_way
    assert total.usage == Usage(400, 80)
    assert total.cost == budget.spent == 40 * D(30) / 1_000_000
    assert (limiter.busy, limiter.waiting, budget.in_flight, budget.reserved) == (0, 0, 0, 0)


async def paid(meter: Meter, *outcomes, cause="first", document="a.txt", text="一", stage="digest"):
    """One request through all its attempts, and its account."""
    question = replace(asked(document, text), cause=cause, task=stage)
    call = metered(answering(*outcomes), meter, ticking())
    for outcome in outcomes:
        if isinstance(outcome, Transient):
            with pytest.raises(Transient):
                await call(question)
            meter.retry(question, outcome.cause)
        else:
            await call(question)
    return meter.settle(question)


USED = Usage(100, 50, 20)


async def test_the_bill_is_split_by_stage_and_by_cause_and_both_add_up():
    meter = Meter(lambda _: RATES)
    await paid(meter, Reply("{}", usage=USED))
    await paid(meter, Reply("{}", usage=USED), cause="reask", text="二")
    await paid(meter, Reply("{}", usage=USED), cause="repair", stage="translate", text="三")
    assert {stage: bill.requests for stage, bill in meter.stages.items()} == {"digest": 2, "translate": 1}
    assert {cause: bill.requests for cause, bill in meter.causes.items()} == {
        "first": 1, "reask": 1, "repair": 1,
    }  # fmt: skip
    for parts in (meter.stages, meter.causes):
        assert sum(bill.cost or 0 for bill in parts.values()) == meter.total.cost
        assert sum((bill.usage for bill in parts.values()), Usage()) == meter.total.usage


@pytest.mark.parametrize(
    ("failure", "cause"),
    [(Transient("429"), "first"), (Transient("timeout", billed=True), "retry")],
    ids=["refused", "may have been billed"],
)
async def test_money_goes_to_retries_only_where_it_may_be_spent_twice(failure, cause):
    meter = Meter(lambda _: RATES)
    account = await paid(meter, failure, Reply("{}", usage=USED))
    assert (account["cause"], account["requests"], account["maybe_billed"]) == (cause, 2, int(failure.billed))
    assert meter.causes[cause].usage == USED
    assert sum(bill.requests for bill in meter.causes.values()) == 2


async def test_what_a_killed_run_had_sent_is_paid_for_in_doubt():
    meter = Meter(lambda _: RATES)
    meter.doubtful = {replace(asked(text="一"), task="digest").key}
    assert (await paid(meter, Reply("{}", usage=USED)))["cause"] == "doubt"
    assert (await paid(meter, Reply("{}", usage=USED), text="二"))["cause"] == "first"


async def test_an_account_is_all_that_a_request_took_and_nothing_stays_behind():
    meter = Meter(lambda _: RATES)
    account = await paid(meter, Transient("500"), Transient("429"), Reply("{}", usage=USED))
    assert account == {
        "document": "a.txt", "task": "digest", "cause": "first", "requests": 3, "maybe_billed": 0,
        "estimated": 0, "tokens": {"prompt": 100, "completion": 50, "cached": 20}, "cost": 0.00059,
        "seconds": 6.0,
    }  # fmt: skip
    assert meter.settle(asked()) == {}
    assert not meter._under_way


async def test_an_answer_that_nobody_waits_for_any_more_is_still_accounted_for():
    meter = Meter(lambda _: RATES)
    landed, lost = asked(text="一"), asked(text="二")
    await metered(answering(Reply("{}", usage=USED)), meter)(landed)
    with pytest.raises(Transient):
        await metered(answering(Transient("timeout", billed=True)), meter)(lost)
    assert {key: account["cost"] for key, account in meter.unsettled().items()} == {landed.key: 0.00059}


async def test_what_comes_from_the_cache_is_counted_with_what_it_would_have_cost():
    meter = Meter(lambda _: RATES)
    known = Reply("{}", usage=USED, from_cache=True)
    await accounted(answering(known, known), meter)(asked())
    assert (meter.total.cached, meter.total.requests, meter.total.cost) == (1, 0, 0)
    assert (meter.saved.requests, meter.saved.usage, meter.saved.cost) == (1, USED, D("0.00059"))


async def test_waiting_for_a_turn_is_measured_and_is_not_the_providers_time():
    meter, now = Meter(lambda _: RATES), [0.0]
    limiter = Limiter(None, None, 1)

    async def provider(_request: Request) -> Reply:
        await asyncio.sleep(0)
        now[0] += 3.0
        return Reply("{}", usage=USED)

    inner = limited(metered(provider, meter, lambda: now[0]), limiter, lambda _: 1)
    call = queued(inner, lambda: now[0])
    await asyncio.gather(*(call(asked(text=str(number))) for number in range(3)))
    assert meter.waiting.total == pytest.approx(0 + 3 + 6)
    assert meter.latencies()["digest"].at(0.99) == pytest.approx(3.0, rel=0.02)
    assert meter.total.seconds == 9.0


async def test_listeners_hear_of_every_attempt_retry_and_reply_from_the_cache():
    heard = []

    class Ear:
        def attempted(self, attempt):
            heard.append(("attempt", attempt.error.cause if attempt.error else "", attempt.cost))

        def retried(self, request, cause):
            heard.append(("retry", request.document, cause))

        def reused(self, request, reply):
            heard.append(("reused", request.document, reply.text))

    meter = Meter(lambda _: RATES, [Ear()])
    await paid(meter, Transient("429"), Reply("{}", usage=USED))
    meter.hit(asked("b.txt"), Reply("{}", from_cache=True))
    assert heard == [
        ("attempt", "429", None), ("retry", "a.txt", "429"), ("attempt", "", D("0.00059")),
        ("reused", "b.txt", "{}"),
    ]  # fmt: skip
