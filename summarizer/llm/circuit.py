"""Tell an endpoint that is down from one that stumbles, and wait for it with one request at a time.

closed  requests go out; so many failures in a row without a sign of life open the circuit
open    nothing goes out but one request now and then, to see; an answer closes the circuit
gone    nobody has answered for too long: every request is refused at once, for a while
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from summarizer.errors import ProviderError
from summarizer.llm.failures import DOCTOR, Transient, told

STREAK = 8  # failures in a row that look like an outage
IMPATIENCE = (
    10.0  # seconds that it must last where nothing was ever answered: a wrong address, a server that is off
)
PATIENCE = 120.0  # seconds that it is waited for otherwise
FIRST_PROBE, LONGEST_PROBE = 2.0, 20.0  # seconds between two requests that go out to see; doubled each time
RECOVERY = 30.0  # seconds after which an endpoint that was gone may be asked again (a service lives longer)

Sleep = Callable[[float], Awaitable[None]]


class Circuit:
    """What is known about an endpoint's being there. `host` is for the messages, which `tell` hears."""

    def __init__(
        self,
        host: str = "",
        *,
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[str], None] = lambda _message: None,
    ) -> None:
        self.host = host
        self.answers = 0
        self.streak = 0
        self.is_open = False
        self._clock, self._tell = clock, tell
        self._since = 0.0
        self._gone, self._gone_until = "", float("-inf")
        self._probing, self._probe_at, self._pause = False, 0.0, FIRST_PROBE
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def patience(self) -> float:
        """Seconds that an outage is waited for."""
        return PATIENCE if self.answers else IMPATIENCE

    def success(self) -> None:
        """An answer came."""
        self.answers += 1
        self.alive()

    def alive(self) -> None:
        """The endpoint said something sensible, if not an answer."""
        self.streak = 0
        if self.is_open:
            self.is_open = False
            self._tell(f"The endpoint {self.host} answers again.")
            self._wake(len(self._waiting))

    def failure(self, error: Transient) -> None:
        """An attempt failed without a sign of life."""
        now = self._clock()
        if not self.streak:
            self._since = now
        self.streak += 1
        if self.streak < STREAK:
            return
        if now - self._since >= self.patience:
            self.give_up(error)
        elif not self.is_open:
            self._open(error, now)

    def give_up(self, error: Transient) -> None:
        """The endpoint is gone: nothing more is sent in this run."""
        self._gone = told(error)
        self._gone_until = self._clock() + RECOVERY
        self.is_open, self.streak = False, 0
        self._wake(len(self._waiting))

    def check(self) -> None:
        """Raises ProviderError when the endpoint is gone."""
        if self._clock() < self._gone_until:
            raise ProviderError(f"The endpoint {self.host} is unreachable ({self._gone}).", DOCTOR)

    @asynccontextmanager
    async def passage(self, sleep: Sleep = asyncio.sleep) -> AsyncGenerator[bool, None]:
        """`async with circuit.passage() as probing`: wait until a request may go out, and send it inside.

        `probing`: it goes alone, to see whether the endpoint is back; its failure is not its own fault. Who
        waits is woken by what happens; `sleep` (seconds) is only awaited until the next look.
        """
        probing = await self._turn(sleep)
        try:
            self.check()
            yield probing
        finally:
            if probing:
                self._pause = min(LONGEST_PROBE, self._pause * 2)
                self._probe_at = self._clock() + self._pause
                self._probing = False
                self._wake(1)

    async def _turn(self, sleep: Sleep) -> bool:
        """Wait while the circuit is open. True: this one is to go out and see."""
        while self.is_open:
            if self._probing:
                await self._woken()
            elif await self._time_to_probe(sleep):
                return True
        return False

    async def _time_to_probe(self, sleep: Sleep) -> bool:
        """Wait for the next look, as the one who will do it. False: the circuit has closed meanwhile."""
        self._probing, due = True, False
        try:
            await sleep(max(0.0, self._probe_at - self._clock()))
            due = self.is_open
        finally:
            if not due:  # or cancelled: somebody else does it
                self._probing = False
                self._wake(1)
        return due

    async def _woken(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # woken and cancelled in the same tick
                self._wake(1)
            raise

    def _wake(self, count: int) -> None:
        while count and self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                count -= 1

    def _open(self, error: Transient, now: float) -> None:
        self.is_open = True
        self._pause, self._probe_at = FIRST_PROBE, now + FIRST_PROBE
        self._tell(
            f"The endpoint {self.host} does not answer ({told(error)}): everything waits while one request"
            f" at a time looks whether it is back, for {self.patience:.0f} s at most."
        )
