"""A broken wire is tried again, with patience that is bounded per request and for the whole run.

Per request: `attempts` tries within `deadline` seconds. The waits are the server's own where it names one
(never earlier, with up to a quarter on top), else 0-1, 0-2, 0-4, ... 0-30 s, drawn evenly. Tries after which
the server named a wait of a minute or less do not count, and may go on for four deadlines. What may have been
billed is tried less often: three times after a timeout (the server has probably done the work), four after
a connection that broke in the middle.

For the run, in `RetryBudget`:

- 100 retries and half a retry more for each answer. Faults in one call of six cost 0.2 retries an answer and
  never exhaust that; waits that the server asked for are free.
- 8 failures in a row with no sign of life open the circuit (`circuit`): everybody waits while one request
  at a time looks whether the endpoint is back. After two minutes (ten seconds, if it never answered) it is
  gone, and the run stops (ProviderError, exit 4). So it does after a first request that fails in all its
  attempts (4 if nothing ever connected).
- A wait longer than `deadline` is not slept through: requests fail at once until it is over.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from summarizer.errors import ProviderError, SummarizerError, WireError
from summarizer.llm.calls import Complete, Reply, Request
from summarizer.llm.circuit import Circuit, Sleep
from summarizer.llm.failures import DOCTOR, Transient, told

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

ALLOWANCE = 100.0  # retries of a run that has no answer yet
EARNED = 0.5  # retries more for each answer
UNCONNECTED = 4  # attempts at an endpoint that never accepted a connection
AFTER_TIMEOUT = 3  # attempts at a request that ran into the deadline
AFTER_BREAK = 4  # attempts at a request that may have been billed otherwise
LONGEST = 30.0  # seconds of a wait that we choose
POLITE = 60.0  # seconds of a wait that the server may ask for again and again ...
PATIENT = 4  # ... within so many deadlines

_TIMEOUTS = frozenset({"deadline", "timeout"})
_RESUME = "Run the same command again later: what is done is kept."


@dataclass
class RetryBudget:
    """What all requests of a run know together about the endpoint. `host` is for the messages."""

    host: str = ""
    clock: Callable[[], float] = time.monotonic
    allowance: float = ALLOWANCE
    tell: Callable[[str], None] = lambda _message: None
    circuit: Circuit = field(init=False)
    _deferred_until: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self.circuit = Circuit(self.host, clock=self.clock, tell=self.tell)

    def success(self) -> None:
        """An answer came."""
        self.allowance += EARNED
        self.circuit.success()

    def failure(self, error: Transient) -> None:
        """An attempt failed. May find that the endpoint is down, or gone."""
        if error.cause == "429" or error.retry_after:
            self.circuit.alive()  # who says when to come again is there
        else:
            self.circuit.failure(error)

    def defer(self, seconds: float) -> None:
        """The server asked for a wait that nobody sits out."""
        self._deferred_until = max(self._deferred_until, self.clock() + seconds)

    def check(self) -> None:
        """Raises WireError while the endpoint asked to be left alone."""
        left = self._deferred_until - self.clock()
        if left > 0:
            raise WireError(f"The endpoint {self.host} asks to wait {left:.0f} s.", _RESUME)

    def spend(self, error: Transient) -> bool:
        """Takes one retry out of the budget, if there is one. Waits that the server asked for are free."""
        if error.retry_after is not None:
            return True
        if self.allowance < 1:
            return False
        self.allowance -= 1
        return True


def retried(
    complete: Complete,
    *,
    attempts: int = 6,
    deadline: float = 300.0,
    budget: RetryBudget,
    on_retry: Callable[[Request, str], None] = lambda _request, _cause: None,
    sleep: Sleep = asyncio.sleep,
) -> Complete:
    """`complete`, tried again after Transient; every other error passes at once.

    `on_retry` is told the request and the cause of each retry ("429", "500", ...). `sleep` is awaited with
    seconds. The result raises WireError when this request failed for good, ProviderError when the endpoint
    is gone.
    """

    async def attempt(request: Request, plan: _Plan) -> Reply:
        async with budget.circuit.passage(sleep) as probing:
            budget.check()
            try:
                reply = await complete(request)
            except Transient as error:
                plan.probes += probing
                budget.failure(error)
                raise
            except SummarizerError:
                budget.circuit.alive()
                raise
            budget.success()
            return reply

    async def complete_or_give_up(request: Request) -> Reply:
        plan = _Plan(attempts, deadline, budget, lambda cause: on_retry(request, cause))
        try:
            return await attempt(request, plan)
        except Transient as error:
            failed = error
        return await _again(lambda: attempt(request, plan), plan, failed, sleep)

    return complete_or_give_up


async def _again(attempt: Callable[[], Awaitable[T]], plan: _Plan, failed: Transient, sleep: Sleep) -> T:
    """The rest of the attempts, after the first one has failed. Most requests get by without tenacity."""
    from tenacity import AsyncRetrying, retry_if_exception_type  # noqa: PLC0415 - not for `--help`

    first = [failed]

    async def attempt_or_first() -> T:
        if first:
            raise first.pop()
        return await attempt()

    retrying = AsyncRetrying(
        retry=retry_if_exception_type(Transient),
        wait=plan.wait,
        stop=plan.stop,
        before_sleep=plan.announce,
        sleep=sleep,
        reraise=True,
    )
    try:
        return await retrying(attempt_or_first)
    except Transient as error:
        final = plan.verdict(error)
    raise final


@dataclass
class _Plan:
    """The waits of one request. tenacity asks `wait`, then `stop`; made anew for every request."""

    attempts: int
    deadline: float
    budget: RetryBudget
    on_retry: Callable[[str], None]
    made: int = 0
    reason: str = ""
    started: float = field(init=False)
    slept: float = 0.0
    polite: int = 0
    probes: int = 0
    late: int = 0
    billed: int = 0

    def __post_init__(self) -> None:
        self.started = self.budget.clock()

    def wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt."""
        asked = _error(state).retry_after
        if asked is not None:
            return asked + random.uniform(0, max(0.5, min(0.25 * asked, 5.0)))  # noqa: S311
        return random.uniform(0, min(LONGEST, 2.0 ** (state.attempt_number - 1)))  # noqa: S311

    def stop(self, state: RetryCallState) -> bool:
        """Is this request given up?"""
        error, self.made = _error(state), state.attempt_number
        if self._exhausted(error):
            return True
        # However long the first attempt took (a machine may sleep), it is not the last one.
        spent = self._spent() if self.made > 1 else 0.0
        if spent + state.upcoming_sleep > self._allowed(error):
            if error.retry_after is not None:
                self.reason = f"asks to wait {error.retry_after:.0f} s"
                self.budget.defer(error.retry_after)
            return True
        if not self.budget.spend(error):
            self.reason = "fails too often in this run"
            return True
        return False

    def announce(self, state: RetryCallState) -> None:
        """Counts a retry."""
        self.slept += state.upcoming_sleep
        self.on_retry(_error(state).cause)

    def verdict(self, error: Transient) -> SummarizerError:
        """What to say of a request that is given up."""
        host = self.budget.host
        if self.reason:
            return WireError(f"The endpoint {host} {self.reason} ({told(error)}).", _RESUME)
        nobody = error.cause == "connection" and not error.billed
        enough = self.made if nobody else max(self.made, UNCONNECTED)
        if not self.budget.circuit.answers and self.budget.circuit.streak >= enough:
            self.budget.circuit.give_up(error)
            return ProviderError(f"The endpoint {host} is unreachable ({told(error)}).", DOCTOR)
        times = "once" if self.made == 1 else f"{self.made} times"
        return WireError(f"The endpoint {host} failed {times} for this request ({told(error)}).", _RESUME)

    def _spent(self) -> float:
        """Seconds since the first attempt, by the clock or by the waits (whichever knows of more)."""
        return max(self.budget.clock() - self.started, self.slept)

    def _allowed(self, error: Transient) -> float:
        """Seconds that this request may take. A server that says when to come again is waited for longer."""
        return self.deadline * PATIENT if _is_polite(error) else self.deadline

    def _exhausted(self, error: Transient) -> bool:
        """Counts the failure. Has this request had all the attempts that its failures so far allow?"""
        self.polite += _is_polite(error)
        self.late += error.billed and error.cause in _TIMEOUTS
        self.billed += error.billed
        dead = error.cause == "connection" and not error.billed and not self.budget.circuit.answers
        return (
            self.made - self.polite - self.probes >= self.attempts
            or self.late >= AFTER_TIMEOUT
            or self.billed >= AFTER_BREAK
            or (dead and self.made >= UNCONNECTED)
        )


async def patiently(act: Callable[[], Awaitable[T]], *, attempts: int = 6, sleep: Sleep = asyncio.sleep) -> T:
    """`act()`, tried again after Transient: for the few requests that ask no model anything.

    Raises Transient when no attempt brought anything.
    """
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt  # noqa: PLC0415

    def wait(state: RetryCallState) -> float:
        longest = min(LONGEST, 2.0 ** (state.attempt_number - 1))
        asked = min(_error(state).retry_after or 0.0, POLITE)
        return asked + random.uniform(0, longest)  # noqa: S311 - spreads load, guards nothing

    retrying = AsyncRetrying(
        retry=retry_if_exception_type(Transient),
        wait=wait,
        stop=stop_after_attempt(attempts),
        sleep=sleep,
        reraise=True,
    )
    return await retrying(act)


def _is_polite(error: Transient) -> bool:
    """Whether the server named a wait that one can sit out; "come again at once" is no wait."""
    return error.retry_after is not None and 0 < error.retry_after <= POLITE


def _error(state: RetryCallState) -> Transient:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Transient) else Transient("unknown")
