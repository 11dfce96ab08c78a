import asyncio
import random
from decimal import Decimal

import pytest

from summarizer.llm.budgeting import Budget, budgeted
from summarizer.llm.caching import ReplyCache, cached
from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.limiting import Limiter, limited
from summarizer.llm.metering import DocumentBill, Meter, metered
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
        inner = budgeted(limited(metered(provider, meter), limiter, lambda _: 10), budget, lambda _: 100)
        outer = retried(inner, budget=RetryBudget("host"), on_retry=meter.retry, sleep=nap)
        call = cached(outer, cache, on_hit=meter.hit)
        questions = [asked(f"{number}.txt", text=str(number)) for number in range(40)]
        await asyncio.gather(*(call(question) for question in questions * 2))
    total = meter.total
    assert total.requests == sent == 40 + sum(total.retries.values())
    assert total.cached == 40
    assert total.usage == Usage(400, 80)
    assert total.cost == budget.spent == 40 * D(30) / 1_000_000
    assert (limiter.busy, limiter.waiting, budget.in_flight, budget.reserved) == (0, 0, 0, 0)
