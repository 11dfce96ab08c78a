import asyncio
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from leaping import leaping

from summarizer.errors import MoneyError, ProviderError, UsageError
from summarizer.llm.budgeting import OPEN_ENDED, Budget, Unaffordable, budgeted
from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.limiting import Limiter, limited
from summarizer.llm.prices import Price
from summarizer.llm.retrying import RetryBudget, retried
from summarizer.llm.steering import Steering

D = Decimal
RATES = Price(D(1), D(10), D("0.5"))
MILLION = 1_000_000


def asked(prompt: int = 1000, answer: int | None = 100) -> Request:
    return Request("t", "m", (Message("user", "x" * prompt),), "a", {}, max_tokens=answer)


def size(request: Request) -> int:
    return len(request.messages[0].content)


def replying(prompt: int, completion: int, ticks: int = 0):
    async def complete(_request: Request) -> Reply:
        for _ in range(ticks):
            await asyncio.sleep(0)
        return Reply("{}", usage=Usage(prompt, completion))

    return complete


def failing(error: BaseException):
    async def complete(_request: Request) -> Reply:
        raise error

    return complete


async def test_a_request_is_settled_with_what_it_really_cost():
    budget = Budget(D(1), RATES)
    await budgeted(replying(400, 20), budget, size)(asked())
    assert budget.spent == D(400 * 1 + 20 * 10) / MILLION
    assert (budget.reserved, budget.in_flight) == (0, 0)


async def test_a_request_that_does_not_fit_is_not_sent():
    sent = []

    async def complete(request: Request) -> Reply:
        sent.append(request)
        return Reply("{}", usage=Usage(1000, 100))

    call = budgeted(complete, Budget(D("0.0039"), RATES), size)  # the worst case is 0.002
    await call(asked())
    with pytest.raises(MoneyError) as caught:
        await call(asked())
    assert len(sent) == 1
    assert caught.value.exit_code == 3
    assert "--max-cost 0.0039" in str(caught.value)
    assert "0.0020 USD are spent" in str(caught.value)
    assert "run again" in caught.value.hint


async def test_a_request_waits_for_money_that_another_may_free():
    budget = Budget(D("0.004"), RATES)  # two worst cases of 0.002 at a time; each really costs 0.0002
    call = budgeted(replying(100, 10, ticks=3), budget, size)
    await asyncio.gather(*(call(asked()) for _ in range(10)))
    assert budget.spent == D("0.002")


async def test_waiting_is_in_order_and_ends_in_an_error_when_nobody_is_left_to_free_money():
    budget = Budget(D("0.003"), RATES)
    call = budgeted(replying(1000, 100, ticks=3), budget, size)
    outcomes = await asyncio.gather(*(call(asked()) for _ in range(4)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [Reply, MoneyError, MoneyError, MoneyError]
    assert budget.spent == D("0.002")


@pytest.mark.parametrize("usage", [None, Usage(0, 0)])
async def test_without_usage_the_reservation_counts_as_spent(usage):
    async def complete(_request: Request) -> Reply:
        return Reply("{}", usage=usage)

    budget = Budget(D(1), RATES)
    await budgeted(complete, budget, size)(asked())
    assert budget.spent == D("0.002")


@pytest.mark.parametrize(
    ("error", "spent"),
    [
        (Transient("timeout", billed=True), "0.002"),
        (OSError("unknown outcome"), "0.002"),
        (Transient("429"), "0"),
        (ProviderError("bad key"), "0"),
    ],
)
async def test_a_failure_costs_nothing_only_if_that_is_certain(error, spent):
    budget = Budget(D(1), RATES)
    with pytest.raises(type(error)):
        await budgeted(failing(error), budget, size)(asked())
    assert budget.spent == D(spent)
    assert (budget.reserved, budget.in_flight) == (0, 0)


async def test_a_cancelled_request_keeps_its_reservation_and_a_cancelled_waiter_takes_none():
    budget = Budget(D("0.003"), RATES)
    call = budgeted(replying(100, 10, ticks=10**6), budget, size)
    under_way, waiting = (asyncio.create_task(call(asked())) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    assert budget.reserved == D("0.002")
    under_way.cancel()
    await asyncio.wait({under_way})
    assert (budget.spent, budget.reserved, budget.in_flight) == (D("0.002"), 0, 0)


async def test_a_waiter_cancelled_in_the_tick_of_its_turn_leaks_nothing():
    budget = Budget(D("0.002"), RATES)
    await budget.reserve(D("0.002"))
    waiting = asyncio.create_task(budget.reserve(D("0.002")))
    await asyncio.sleep(0)
    budget.settle(D("0.002"), D(0))  # grants the turn
    waiting.cancel()
    await asyncio.wait({waiting})
    assert (budget.spent, budget.reserved, budget.in_flight) == (0, 0, 0)


def test_a_limit_without_a_price_is_refused():
    with pytest.raises(UsageError, match="--price"):
        Budget(D(1), None)


async def test_without_a_limit_nothing_is_held_up():
    budget = Budget(None, None)
    assert (await budgeted(replying(10, 10), budget, size)(asked())).text == "{}"
    counting = Budget(None, RATES)
    await budgeted(replying(100, 10), counting, size)(asked())
    assert counting.spent == D("0.0002")


def test_an_answer_without_a_bound_is_reserved_at_a_large_one():
    assert Budget(D(1), RATES).worst(asked(0, None), size) == D(OPEN_ENDED * 10) / MILLION


async def one_run(seed: int) -> tuple[Budget, Decimal, int]:
    """A random crowd of requests with retries, against a provider that bills; what it billed is the truth."""
    dice = random.Random(seed)
    cents = [dice.randint(0, 500), dice.randint(1, 3000), dice.randint(0, 300), dice.choice([0, 0, 700])]
    rates = Price(*(D(cent) / 100 for cent in cents))
    budget = Budget(D(dice.randint(1, 400)) / 10_000, rates)
    billed, most, refused = D(0), D(0), 0

    async def provider(request: Request) -> Reply:
        nonlocal billed, most
        prompt, completion = dice.randint(1, size(request)), dice.randint(0, request.max_tokens or 0)
        cached = dice.randint(0, prompt)
        fate = dice.random()
        for _ in range(dice.randint(0, 8)):
            await asyncio.sleep(0)
        if fate < 0.15:
            raise Transient("429")
        fresh = max(rates.input, rates.cache_write)
        billed += (
            (prompt - cached) * fresh + cached * rates.cached_input + completion * rates.output
        ) / MILLION
        most = max(most, billed)
        if fate < 0.3:
            raise Transient("timeout", billed=True)
        return Reply("{}", usage=None if fate < 0.4 else Usage(prompt, completion, cached))

    call = budgeted(provider, budget, size)

    async def document() -> None:
        nonlocal refused
        for _ in range(dice.randint(0, 5)):
            await asyncio.sleep(0)
        request = asked(dice.randint(1, 3000), dice.randint(1, 500))
        for _attempt in range(3):
            try:
                await call(request)
            except Transient:
                continue
            except MoneyError:
                refused += 1
            return

    tasks = [asyncio.create_task(document()) for _ in range(dice.randint(1, 40))]
    for task in dice.sample(tasks, k=len(tasks) // 10):
        await asyncio.sleep(0)
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    return budget, most, refused


def test_the_limit_is_never_exceeded_whatever_happens():
    refusals = 0
    for seed in range(200):
        budget, billed, refused = asyncio.run(one_run(seed))
        assert budget.limit is not None
        assert billed <= budget.spent <= budget.limit, seed
        assert (budget.reserved, budget.in_flight) == (0, 0), seed
        refusals += refused
    assert refusals > 100  # the limits were tight enough to mean something


# ------------------------------------------------------------------------------- what is begun gets finished


class Folder:
    """Documents that are digested side by side, wait for each other, and are then put into English."""

    def __init__(self, budget: Budget, seed: int, documents: int) -> None:
        self.budget, self.dice = budget, random.Random(seed)
        self.call = budgeted(self.answer, budget, size)
        self.billed, self.finished = D(0), 0
        self.drafted, self.gate = 0, asyncio.Event()
        self.left = documents

    async def answer(self, request: Request) -> Reply:
        await asyncio.sleep(self.dice.random())
        usage = Usage(self.dice.randint(200, size(request)), self.dice.randint(20, 60))
        self.billed += D(usage.prompt * 1 + usage.completion * 10) / MILLION
        return Reply("{}", usage=usage)

    async def document(self, name: str) -> None:
        try:
            await self.call(replace(asked(1000, 500), document=name))
        except Unaffordable:
            return
        finally:
            self.left -= 1
            if not self.left:
                self.gate.set()
        self.drafted += 1
        await self.gate.wait()
        await self.call(replace(asked(1000, 500), document=name))
        self.budget.finish(name, well=True)
        self.finished += 1


@pytest.mark.parametrize("limit", ["0.02", "0.05", "0.1"])
def test_every_document_that_is_begun_is_finished(limit):
    async def main() -> None:
        budget = Budget(D(limit), RATES, steering=Steering())
        folder = Folder(budget, seed=7, documents=128)
        await asyncio.gather(*(folder.document(f"{number}.txt") for number in range(128)))
        assert folder.billed <= budget.spent <= D(limit)
        assert folder.finished == folder.drafted
        assert folder.finished + budget.refused == 128
        assert folder.billed > D(limit) / 3, "and much of it is used"
        assert "may not be enough for another document" in str(budget.stop())

    leaping(main())


def test_one_document_is_tried_whatever_is_expected_of_it():
    async def main() -> None:
        budget = Budget(D("0.007"), RATES, steering=Steering())
        folder = Folder(budget, seed=7, documents=5)
        await asyncio.gather(*(folder.document(f"{number}.txt") for number in range(5)))
        assert folder.finished == 1

    leaping(main())


def test_what_documents_have_cost_tells_what_others_will():
    steering = Steering()
    steering.reserved("a", D(4))
    assert steering.needs(D(4)) == 8, "nothing is known yet"
    steering.settled("a", D(4), D("0.1"))
    steering.finish("a", well=True)
    steering.reserved("b", D("0.2"))
    assert steering.needs(D("0.2")) == D("0.2") + 4, "and room for the dearest request"
    steering.settled("b", D("0.2"), D(0))
    assert steering.needs(D("0.2")) == D("0.1") + D("0.2") + 4, "what b will cost is kept for it"
    steering.finish("b", well=False)
    assert not steering.is_new("")
    assert steering.is_new("b")


def test_translations_of_whole_documents_are_expected_to_cost_more():
    plain, whole = Steering(), Steering()
    whole.expect(languages=2)
    for steering in (plain, whole):
        steering.reserved("a", D(4))
        steering.settled("a", D(4), D(1))
    assert whole.needs(D(1)) > plain.needs(D(1))


@pytest.mark.parametrize("steered", [True, False])
def test_the_limit_holds_at_128_at_once_in_the_whole_stack(steered):
    """Retries, a limiter, random prices, sizes, faults: what the provider bills never exceeds the limit."""

    async def main(seed: int) -> bool:
        dice = random.Random(seed)
        rates = Price(*(D(dice.randint(1, 3000)) / 100 for _ in range(3)))
        limit, billed = D(dice.randint(1, 200)) / 1000, D(0)
        budget = Budget(limit, rates, steering=Steering() if steered else None)

        async def provider(request: Request) -> Reply:
            nonlocal billed
            await asyncio.sleep(dice.random())
            if (fate := dice.random()) < 0.1:
                raise Transient("429", 0.5)
            usage = Usage(dice.randint(1, size(request)), dice.randint(0, request.max_tokens or 0))
            billed += (usage.prompt * rates.input + usage.completion * rates.output) / MILLION
            if fate < 0.2:
                raise Transient("deadline", billed=True)
            return Reply("{}", usage=usage)

        complete = budgeted(limited(provider, Limiter(None, None, 128), size), budget, size)
        clock = asyncio.get_running_loop().time
        complete = retried(complete, budget=RetryBudget(clock=clock))

        async def document(name: str) -> None:
            for _ in range(3):
                prompt, answer = dice.randint(1, 3000), dice.randint(1, 500)
                await complete(replace(asked(prompt, answer), document=name))
            budget.finish(name, well=True)

        named = (document(str(number)) for number in range(128))
        outcomes = await asyncio.gather(*named, return_exceptions=True)
        assert billed <= budget.spent <= limit, seed
        assert (budget.reserved, budget.in_flight) == (0, 0), seed
        return any(isinstance(outcome, MoneyError | Unaffordable) for outcome in outcomes)

    assert sum(leaping(main(seed)) for seed in range(100)) > 50, "the limits were tight enough to matter"
