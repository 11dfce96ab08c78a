"""`--max-cost`: the worst case of a request is reserved before it goes out and settled afterwards.

Spent and reserved money together never exceed the limit, at any concurrency, as long as the provider keeps to
the `max_tokens` of a request. What was reserved for a request whose outcome is unknown counts as spent.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from decimal import ROUND_UP, Decimal
from types import TracebackType
from typing import Self

from summarizer.errors import MoneyError, ProviderError, UsageError
from summarizer.llm.calls import Complete, Reply, Request, Usage
from summarizer.llm.failures import ContextTooLong
from summarizer.llm.prices import Price

OPEN_ENDED = 16_384  # completion tokens reserved for a request that sets no bound itself
_CENT = Decimal("0.0001")


class Budget:
    """USD that a run may spend. `limit` None means no limit: nothing is reserved, spending is still added up.

    Raises UsageError where there is a limit and no price: a limit that cannot be kept is not accepted.
    """

    def __init__(self, limit: Decimal | None, price: Price | None) -> None:
        if limit is not None and price is None:
            raise UsageError(
                "--max-cost needs a price, and no price list knows this model at this endpoint.",
                "Give it in USD per million tokens: --price IN,OUT",
            )
        self.limit = limit
        self.price = price
        self.spent = Decimal(0)
        self.reserved = Decimal(0)
        self.in_flight = 0
        self._queue: deque[tuple[asyncio.Future[None], Decimal]] = deque()

    def worst(self, request: Request, ceiling: Callable[[Request], int]) -> Decimal:
        """USD that the request can cost at the most; 0 where no price is known."""
        if self.price is None:
            return Decimal(0)
        return self.price.worst(ceiling(request), request.max_tokens or OPEN_ENDED)

    async def reserve(self, amount: Decimal) -> None:
        """Set `amount` USD aside, in order of asking.

        Waits while requests are in flight whose settling may free enough. Raises MoneyError when none is and
        `amount` does not fit.
        """
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((turn, amount))
        self._pump()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # granted in the same tick
                self.settle(amount, Decimal(0))
            self._pump()
            raise

    def settle(self, amount: Decimal, actual: Decimal | None) -> None:
        """End a reservation: `actual` USD were spent; None (nobody knows) counts as all of it."""
        self.reserved -= amount
        self.spent += amount if actual is None else actual
        self.in_flight -= 1
        self._pump()

    def charge(self, usage: Usage | None) -> Decimal | None:
        """What a reply cost at the most, in USD; None without usage, 0 where no price is known."""
        if self.price is None:
            return Decimal(0)
        if usage is None or usage.prompt <= 0:
            return None
        cached = min(max(0, usage.cached), usage.prompt)
        reread = cached * self.price.cached_input / 1_000_000
        return self.price.worst(usage.prompt - cached, max(0, usage.completion)) + reread

    def _pump(self) -> None:
        while self._queue:
            turn, amount = self._queue[0]
            if not turn.done():
                if self._fits(amount):
                    self.reserved += amount
                    self.in_flight += 1
                    turn.set_result(None)
                elif self.in_flight:
                    return  # whoever settles pumps again
                else:
                    turn.set_exception(self._exhausted(amount))
            self._queue.popleft()

    def _fits(self, amount: Decimal) -> bool:
        return self.limit is None or self.spent + self.reserved + amount <= self.limit

    def _exhausted(self, amount: Decimal) -> MoneyError:
        return MoneyError(
            f"--max-cost {self.limit} reached: {_dollars(self.spent)} USD are spent, and the next request may"
            f" cost up to {_dollars(amount)} USD.",
            "What is finished is kept: raise --max-cost and run again to go on from here.",
        )


class Reservation:
    """`async with Reservation(budget, amount)`: set aside on entering, settled on leaving.

    `actual` is what was really spent (USD), None as long as nobody knows.
    """

    def __init__(self, budget: Budget, amount: Decimal) -> None:
        self._budget = budget
        self._amount = amount
        self.actual: Decimal | None = None

    async def __aenter__(self) -> Self:
        await self._budget.reserve(self._amount)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and _is_free(error):
            self.actual = Decimal(0)
        self._budget.settle(self._amount, self.actual)


def budgeted(complete: Complete, budget: Budget, ceiling: Callable[[Request], int]) -> Complete:
    """`complete`, never beyond the budget. `ceiling` bounds the prompt tokens of a request from above.

    To be put inside the retries (each attempt is reserved, a waiting one holds nothing) and outside the
    limiter (who waits for money holds no slot). A refusal and an exception with `billed` False cost nothing;
    any other, and a cancelled call, keeps its reservation as spent. One call must be at most one billed
    generation.
    """

    async def guarded(request: Request) -> Reply:
        async with Reservation(budget, budget.worst(request, ceiling)) as reservation:
            reply = await complete(request)
            reservation.actual = budget.charge(reply.usage)
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
