"""The first request of a run goes out a little ahead: a wrong key, model or address shows at once.

Who refuses a call for its key does so before any model thinks. So the others wait for the first answer, but
for no longer than a blink, and are not sent to an endpoint that refuses everybody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from summarizer.errors import ProviderError
from summarizer.llm.calls import Complete, Reply, Request
from summarizer.llm.failures import Rejected

HEAD_START = 0.1  # seconds; of a run with answers after 200 ms this costs half a per cent
# In which it is counted: a loop that was busy, loading the client for the first call, lost only one of them.
STEPS = 5
FRESH = 5.0  # seconds for which a refusal is true for others (a library's object may live on)


class _Lead:
    """What is known of the first request."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.first: asyncio.Future[None] | None = None
        self.is_over = False
        self.answered = False
        self._refusal: tuple[float, ProviderError] | None = None
        self._clock = clock

    async def turn(self, head_start: float) -> None:
        """Pass as the first, or wait until its answer is there or its head start over."""
        if self.first is None:
            self.first = asyncio.get_running_loop().create_future()
            self._step(head_start / STEPS, STEPS)
        elif not self.is_over:
            await asyncio.shield(self.first)

    def _step(self, seconds: float, left: int) -> None:
        if not left:
            self.end()
        elif not self.is_over:
            asyncio.get_running_loop().call_later(seconds, self._step, seconds, left - 1)

    def end(self) -> None:
        """Nobody waits any longer."""
        self.is_over = True
        if self.first is not None and not self.first.done():
            self.first.set_result(None)

    def refuse(self, error: ProviderError) -> None:
        """The endpoint has refused a call as it would any other."""
        if not (self.answered or isinstance(error, Rejected)):
            self._refusal = (self._clock() + FRESH, error)

    def check(self) -> None:
        """Raises ProviderError while it is known that every call is refused."""
        if self._refusal and not self.answered and self._clock() < self._refusal[0]:
            raise ProviderError(self._refusal[1].message, self._refusal[1].hint)


def led(
    complete: Complete, *, head_start: float = HEAD_START, clock: Callable[[], float] = time.monotonic
) -> Complete:
    """`complete`, with its first request `head_start` seconds ahead. After a ProviderError, before anything
    was answered, others raise it without being sent.
    """
    lead = _Lead(clock)

    async def behind(request: Request) -> Reply:
        if lead.answered:
            return await complete(request)
        await lead.turn(head_start)
        lead.check()
        try:
            reply = await complete(request)
            lead.answered = True
        except ProviderError as error:
            lead.refuse(error)
            raise
        finally:
            lead.end()
        return reply

    return behind
