"""`--max-cost`: the worst case of a request is reserved before it goes out and settled afterwards.

Spent and reserved money together never exceed the limit, at any concurrency, as long as the provider keeps to
the `max_tokens` of a request. What was reserved for a request whose outcome is unknown counts as spent.

In a run over many documents, the money is steered (`steering`): it finishes what was begun before it begins
another document, and what cannot be begun any more is refused, each document for itself.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from types import TracebackType
from typing import Self

from summarizer.errors import DocumentError, MoneyError, ProviderError, UsageError
from summarizer.llm.calls import Complete, Reply, Request, Usage
from summarizer.llm.failures import ContextTooLong
from summarizer.llm.prices import Price
from summarizer.llm.steering import Steering

OPEN_ENDED = 16_384  # completion tokens reserved for a request that sets no bound itself
_CENT = Decimal("0.0001")
_AGAIN = "What is finished is kept: raise --max-cost and run again to go on from here."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A request that waits for its money."""

    turn: asyncio.Future[None]
    amount: Decimal
    document: str


class Unaffordable(DocumentError):
    """A document that was not begun, because what is left is kept for those under way."""

    code = "money"


class Budget:
    """USD that a run may spend. `limit` None means no limit: nothing is reserved, spending is still added up.

    With `steering`, documents are told apart, and `refused` counts those that were not begun. Raises
    UsageError where there is a limit and no price: a limit that cannot be kept is not accepted.
    """

    def __init__(
        self,
        limit: Decimal | None,
        price: Price | None,
        tiers: Mapping[str, Price] | None = None,
        *,
        steering: Steering | None = None,
    ) -> None:
        if limit is not None and price is None:
            raise UsageError(
                "--max-cost needs a price, and no price list knows this model at this endpoint.",
                "Give it in USD per million tokens: --price IN,OUT",
            )
        self.limit = limit
        self.price = price
        self.tiers = tiers or {}  # what replies cost that name their service tier
        self.spent = Decimal(0)
        self.reserved = Decimal(0)
        self.in_flight = 0
        self.refused = 0
        self._steering = steering if limit is not None else None
        self._queue: deque[_Waiting] = deque()
        self._newcomers: deque[_Waiting] = deque()  # they stand behind all others

    def worst(self, request: Request, ceiling: Callable[[Request], int]) -> Decimal:
        """USD that the request can cost at the most; 0 where it does not matter, or no price is known."""
        if self.price is None or self.limit is None:
            return Decimal(0)
        return self.price.worst(ceiling(request), request.max_tokens or OPEN_ENDED)

    async def reserve(self, amount: Decimal, document: str = "") -> None:
        """Set `amount` USD aside for a request of a document, in order of asking.

        Waits while requests are in flight whose settling may free enough. When none is and `amount` does not
        fit, raises MoneyError, or Unaffordable for the first request of another document.
        """
        waiting = _Waiting(asyncio.get_running_loop().create_future(), amount, document)
        new = self._steering is not None and self._steering.is_new(document)
        (self._newcomers if new else self._queue).append(waiting)
        self._pump()
        turn = waiting.turn
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # granted in the same tick
                self.settle(amount, Decimal(0), document)
            self._pump()
            raise

    def settle(self, amount: Decimal, actual: Decimal | None, document: str = "") -> None:
        """End a reservation: `actual` USD were spent; None (nobody knows) counts as all of it."""
        actual = amount if actual is None else actual
        self.reserved -= amount
        self.spent += actual
        self.in_flight -= 1
        if self._steering is not None:
            self._steering.settled(document, amount, actual)
        self._pump()

    def expect(self, languages: int) -> None:
        """Say into how many languages whole documents are translated."""
        if self._steering is not None:
            self._steering.expect(languages)

    def finish(self, document: str, *, well: bool) -> None:
        """Nothing more will be asked for a document; `well`: because it is done."""
        if self._steering is not None:
            self._steering.finish(document, well=well)

    def stop(self) -> MoneyError:
        """The error for a run that could not begin all its documents."""
        return MoneyError(
            f"--max-cost {self.limit} reached: {_dollars(self.spent)} USD are spent, and what is left may not"
            " be enough for another document.",
            _AGAIN,
        )

    def charge(self, usage: Usage | None, tier: object = None) -> Decimal | None:
        """What a reply cost at the most, in USD; None without usage, 0 where no price is known."""
        price = self.tiers.get(str(tier)) or self.price
        if price is None:
            return Decimal(0)
        if usage is None or usage.prompt <= 0:
            return None
        cached = min(max(0, usage.cached), usage.prompt)
        reread = cached * price.cached_input / 1_000_000
        return price.worst(usage.prompt - cached, max(0, usage.completion)) + reread

    def _pump(self) -> None:
        while self._queue:
            first = self._queue[0]
            if not first.turn.done():
                if self._fits(first.amount):
                    self._grant(first)
                elif self.in_flight:
                    return  # whoever settles pumps again
                else:
                    first.turn.set_exception(self._exhausted(first.amount))
            self._queue.popleft()
        self._pump_newcomers()

    def _pump_newcomers(self) -> None:
        while self._newcomers:
            first = self._newcomers[0]
            if not first.turn.done():
                if self._may_begin(first):
                    self._grant(first)
                elif self.in_flight:
                    return
                else:
                    self.refused += 1
                    first.turn.set_exception(self._not_begun())
            self._newcomers.popleft()

    def _may_begin(self, waiting: _Waiting) -> bool:
        if self._steering is None or not self._steering.is_new(waiting.document):
            return self._fits(waiting.amount)  # another request of the same document came first
        return self._fits(self._steering.needs(waiting.amount))

    def _grant(self, waiting: _Waiting) -> None:
        self.reserved += waiting.amount
        self.in_flight += 1
        if self._steering is not None:
            self._steering.reserved(waiting.document, waiting.amount)
        waiting.turn.set_result(None)

    def _fits(self, amount: Decimal) -> bool:
        return self.limit is None or self.spent + self.reserved + amount <= self.limit

    def _exhausted(self, amount: Decimal) -> MoneyError:
        return MoneyError(
            f"--max-cost {self.limit} reached: {_dollars(self.spent)} USD are spent, and the next request may"
            f" cost up to {_dollars(amount)} USD.",
            _AGAIN,
        )

    def _not_begun(self) -> Unaffordable:
        return Unaffordable(
            f"Not begun: what is left of --max-cost {self.limit} is kept for the documents under way.", _AGAIN
        )


class Reservation:
    """`async with Reservation(budget, amount)`: set aside on entering, settled on leaving.

    `actual` is what was really spent (USD), None as long as nobody knows.
    """

    def __init__(self, budget: Budget, amount: Decimal, document: str = "") -> None:
        self._budget = budget
        self._amount = amount
        self._document = document
        self.actual: Decimal | None = None

    async def __aenter__(self) -> Self:
        await self._budget.reserve(self._amount, self._document)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and _is_free(error):
            self.actual = Decimal(0)
        self._budget.settle(self._amount, self.actual, self._document)


def budgeted(complete: Complete, budget: Budget, ceiling: Callable[[Request], int]) -> Complete:
    """`complete`, never beyond the budget. `ceiling` bounds the prompt tokens of a request from above.

    To be put inside the retries (each attempt is reserved, a waiting one holds nothing) and outside the
    limiter (who waits for money holds no slot). A refusal and an exception with `billed` False cost nothing;
    any other, and a cancelled call, keeps its reservation as spent. One call must be at most one billed
    generation.
    """

    async def guarded(request: Request) -> Reply:
        async with Reservation(budget, budget.worst(request, ceiling), request.document) as reservation:
            reply = await complete(request)
            reservation.actual = budget.charge(reply.usage, reply.extra.get("service_tier"))
            return reply

    return guarded


def _is_free(error: BaseException) -> bool:
    """Whether a failed request certainly costs nothing: it was refused before any work was done for it."""
    if isinstance(error, ProviderError | MoneyError | UsageError | ContextTooLong):
        return True
    return getattr(error, "billed", True) is False


def _dollars(amount: Decimal) -> Decimal:
    """Rounded up, so that nobody raises the limit by too little."""
    return amount.quantize(_CENT, rounding=ROUND_UP)
