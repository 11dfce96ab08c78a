"""Keep to the provider's limits: requests and tokens per minute, pauses it asks for, calls at once.

Waiting calls are served strictly in order, so a large one is never starved by small ones. Each takes a slot
and its estimated tokens; what it really used is settled afterwards. Waiters are woken by what happens (a slot
comes free, a pause ends, a bucket has filled), never by looking again and again.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections import deque
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from summarizer.llm.calls import Complete, Reply, Request

BURST_SECONDS = 1.0  # providers enforce a limit per minute over shorter spans, so no minute's worth at once
IN_A_ROW = 3  # refusals without an answer between them are congestion; random ones are that once in 1000
MAX_PAUSE = 120.0  # seconds; whoever asks for more is asked again after that
_SLACK = 1e-6  # of a bucket: differences below it are rounding, not tokens

_OVERLOADED = frozenset({"429", "503", "529", "busy"})
_DURATION = re.compile(r"(\d++(?:\.\d++)?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _Bucket:
    """One limit per minute as a token bucket. It goes into debt for what is larger than the bucket."""

    def __init__(self, per_minute: float, now: float, unit: float) -> None:
        self.per_minute = per_minute
        self.size = max(unit, per_minute / 60 * BURST_SECONDS)
        # A full bucket and what flows in during a minute are together the limit, so no minute exceeds it.
        self.rate = max((per_minute - self.size + unit) / 60, per_minute / 120)
        self.level = self.size
        self._at = now

    def refill(self, now: float) -> None:
        self.level = min(self.size, self.level + max(0.0, now - self._at) * self.rate)
        self._at = now

    def wait(self, amount: float) -> float:
        """Seconds until `amount` may be taken."""
        missing = min(amount, self.size) - self.level
        return missing / self.rate if missing > _SLACK * self.size else 0.0

    def give(self, amount: float) -> None:
        self.level = min(self.size, self.level + amount)


class Lease:
    """One call's place: entered when it may go out, left when it is back."""

    def __init__(self, limiter: Limiter, tokens: float) -> None:
        self._limiter = limiter
        self.tokens = max(0.0, tokens)  # reserved
        self.used: float | None = None

    def settle(self, tokens: float) -> None:
        """Say what the call really used; without that the reservation stands."""
        self.used = max(0.0, tokens)

    async def __aenter__(self) -> Self:
        await self._limiter.acquire(self.tokens)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            _heed(self._limiter, error)
        self._limiter.release(self.tokens, self.used)


class Limiter:
    """First in, first out; `rpm` and `tpm` (None: no limit) per minute, at most `concurrency` calls at once.

    `concurrency` is the most that is tried; it is halved when the provider says it is overloaded (at most
    once a second) and grows by one for each window of successes. To be used inside one event loop.
    """

    def __init__(self, rpm: float | None, tpm: float | None, concurrency: int) -> None:
        self._wanted = {"requests": rpm, "tokens": tpm}
        self._buckets: dict[str, _Bucket] = {}
        self._most = max(1, concurrency)
        self._window = float(self._most)
        self._busy = 0
        self._queue: deque[tuple[asyncio.Future[None], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._paused_until = -math.inf
        self._last_cut = -math.inf
        self._in_a_row = 0

    @property
    def busy(self) -> int:
        """Calls that are out now."""
        return self._busy

    @property
    def waiting(self) -> int:
        """Calls that wait for their turn."""
        return sum(not turn.done() for turn, _ in self._queue)

    @property
    def window(self) -> int:
        """How many calls may be out at once, as learnt so far."""
        return max(1, int(self._window))

    def slot(self, tokens: float) -> Lease:
        """`async with limiter.slot(tokens) as lease`: wait for turn, slot and tokens; give the slot back."""
        return Lease(self, tokens)

    async def acquire(self, tokens: float) -> None:
        """Wait for a turn. To be followed by `release`; being cancelled here takes nothing."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append((turn, tokens))
        self._pump()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # granted and cancelled in the same tick
                self.release(tokens, used=0.0)
            self._pump()  # whoever stood behind the cancelled one may go now
            raise

    def release(self, tokens: float, used: float | None) -> None:
        """Give a slot back, and of `tokens` reserved what was not `used` (None: all of it counts as used)."""
        self._busy -= 1
        if used is not None and "tokens" in self._buckets:
            self._buckets["tokens"].give(tokens - used)
        self._pump()

    def pause(self, seconds: float) -> None:
        """Let nothing new out for so long (at most two minutes). A shorter pause never ends a longer one."""
        if seconds > 0:
            until = asyncio.get_running_loop().time() + min(seconds, MAX_PAUSE)
            self._paused_until = max(self._paused_until, until)

    def succeeded(self) -> None:
        """A call came back well: after a window of these, one more may be out at once."""
        self._in_a_row = 0
        self._window = min(float(self._most), self._window + 1 / max(1.0, self._window))

    def overloaded(self, retry_after: float | None) -> None:
        """The provider refused a call because of load. The third in a row slows everybody down.

        Fewer concern the calls that got them, which wait by themselves: stopping all the others for them
        would let a few unlucky requests set the pace of the run.
        """
        self._in_a_row += 1
        if self._in_a_row < IN_A_ROW:
            return
        now = asyncio.get_running_loop().time()
        if now - self._last_cut >= 1.0:
            self._window = max(1.0, self._window / 2)
            self._last_cut = now
        self.pause(retry_after or 0.0)

    def observe(self, headers: Mapping[str, str]) -> None:
        """Learn from `x-ratelimit-limit-*` and `x-ratelimit-remaining-*`. What is missing or odd is ignored.

        A limit of the user's own is only ever lowered: it may be a share of what the provider allows.
        """
        now = asyncio.get_running_loop().time()
        known = {
            name.lower(): value for name, value in headers.items() if name.lower().startswith("x-ratelimit")
        }
        for kind, bucket in self._ready(now).copy().items():
            limit = _number(known.get(f"x-ratelimit-limit-{kind}"))
            if limit and limit < bucket.per_minute:
                self._learn(kind, limit, now)
        for kind in self._wanted.keys() - self._buckets.keys():
            if limit := _number(known.get(f"x-ratelimit-limit-{kind}")):
                self._learn(kind, limit, now)
        for kind, bucket in self._buckets.items():
            left = _number(known.get(f"x-ratelimit-remaining-{kind}"))
            if left is not None and _still_counts(known.get(f"x-ratelimit-reset-{kind}")):
                bucket.level = min(bucket.level, left)

    def _learn(self, kind: str, limit: float, now: float) -> None:
        bucket = _Bucket(limit, now, _unit(kind))
        if kind in self._buckets:
            bucket.level = min(bucket.level, self._buckets[kind].level)
        self._buckets[kind] = bucket

    def _ready(self, now: float) -> dict[str, _Bucket]:
        """The buckets, filled up to now; made at the first use, when there is a loop and so a time."""
        for kind, limit in self._wanted.items():
            if limit and kind not in self._buckets:
                self._buckets[kind] = _Bucket(limit, now, _unit(kind))
        for bucket in self._buckets.values():
            bucket.refill(now)
        return self._buckets

    def _pump(self) -> None:
        """Let out as many as may go; otherwise set the alarm for the moment when the first one may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        buckets = self._ready(loop.time())
        while self._queue:
            turn, tokens = self._queue[0]
            if not turn.done():  # else it was cancelled while it stood here
                if self._busy >= self.window:
                    return  # whoever comes back pumps again
                wait = self._wait(tokens, loop.time())
                if wait > 0:
                    self._timer = loop.call_later(wait, self._pump)
                    return
                self._take(buckets, tokens)
                turn.set_result(None)
            self._queue.popleft()

    def _wait(self, tokens: float, now: float) -> float:
        needs = {"requests": 1.0, "tokens": tokens}
        waits = [bucket.wait(needs[kind]) for kind, bucket in self._buckets.items()]
        return max([self._paused_until - now, *waits])

    def _take(self, buckets: Mapping[str, _Bucket], tokens: float) -> None:
        self._busy += 1
        for kind, bucket in buckets.items():
            bucket.give(-(1.0 if kind == "requests" else tokens))


def limited(complete: Complete, limiter: Limiter, estimate: Callable[[Request], int]) -> Complete:
    """`complete`, let out at the limiter's pace. `estimate` says how many tokens a request will probably use.

    Rate-limit headers are taken from `reply.extra["headers"]`, or from `headers` of an exception, where there
    are any; a `cause` of 429, 503, 529 or busy on an exception counts as overload, with its `retry_after`
    seconds.
    """

    async def paced(request: Request) -> Reply:
        async with limiter.slot(estimate(request)) as lease:
            reply = await complete(request)
            limiter.succeeded()
            if reply.usage is not None:
                lease.settle(reply.usage.prompt + reply.usage.completion)
            _observe(limiter, reply.extra.get("headers"))
            return reply

    return paced


def _heed(limiter: Limiter, error: BaseException) -> None:
    _observe(limiter, getattr(error, "headers", None))
    if str(getattr(error, "cause", "")) in _OVERLOADED:
        limiter.overloaded(getattr(error, "retry_after", None))


def _observe(limiter: Limiter, headers: object) -> None:
    if isinstance(headers, Mapping):
        limiter.observe(headers)


def _unit(kind: str) -> float:
    """The least a bucket must hold: one request, one token."""
    return 1.0 if kind == "requests" else 0.0


def _number(text: str | None) -> float | None:
    """A finite number from 0 up, or None."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _still_counts(reset: str | None) -> bool:
    """Whether what remains is about now: a bucket that is full again in no time needs no care."""
    seconds = _number(reset)
    if seconds is None:
        parts = _DURATION.findall(reset or "")
        seconds = sum(float(amount) * _SECONDS[unit] for amount, unit in parts) if parts else None
    return seconds is None or seconds > 0
