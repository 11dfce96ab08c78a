"""Keep to the provider's limits: requests and tokens per minute, pauses it asks for, calls at once.

Waiting calls are served in order, so a large one is never starved by small ones; only what was refused
before, and the few calls that whole windows of documents wait for, go before the others. Each takes a slot
and its estimated tokens; what it really used is settled afterwards. Waiters are woken by what happens (a slot
comes free, a pause ends, a bucket has filled), never by looking again and again.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from summarizer.llm.calls import Complete, Reply, Request, Usage

BURST_SECONDS = 0.8  # providers enforce a limit per minute over shorter spans, so no minute's worth at once
FIRST_WAVE = 16  # calls that go out at once to an endpoint that has not said what it can take ...
WAVE = 0.2  # ... and seconds until there may be half as many more: refusals come sooner than answers
ON_TIME = 0.02  # seconds; a loop that wakes up later than that was busy
NOT_A_MINUTE = 90.0  # seconds: a limit that takes longer to be whole again is one per hour or day
IN_A_ROW = 3  # refusals without an answer between them are congestion; random ones are that once in 1000
CONGESTED = 0.5  # seconds of the first pause of everybody where the provider names none; doubled up to ...
MOST_CONGESTED = 8.0  # ... as long as nothing but refusals comes back
RISE = 30.0  # seconds from the smallest window to the largest, if nothing is refused
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


@dataclass(frozen=True, slots=True)
class _Mark:
    """The moment at which a call went out, and how many requests and tokens had gone out by then."""

    at: float
    sent: Mapping[str, float]


class Lease:
    """One call's place: entered when it may go out, left when it is back."""

    def __init__(self, limiter: Limiter, tokens: float, *, urgent: bool = False) -> None:
        self._limiter = limiter
        self._urgent = urgent
        self.tokens = max(0.0, tokens)  # reserved
        self.used: float | None = None
        self._mark: _Mark | None = None

    def observe(self, headers: object) -> None:
        """Learn from the headers of the response, if they are any."""
        if isinstance(headers, Mapping):
            self._limiter.observe(headers, self._mark)

    def refused(self, error: BaseException) -> None:
        """The call failed: was it because of load?"""
        headers = getattr(error, "headers", None)
        self.observe(headers)
        if str(getattr(error, "cause", "")) in _OVERLOADED:
            explained = isinstance(headers, Mapping) and _used_up(headers, self.tokens)
            self._limiter.overloaded(getattr(error, "retry_after", None), explained=explained)

    def settle(self, tokens: float) -> None:
        """Say what the call really used; without that the reservation stands."""
        self.used = max(0.0, tokens)

    async def __aenter__(self) -> Self:
        await self._limiter.acquire(self.tokens, urgent=self._urgent)
        self._mark = self._limiter.mark()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.refused(error)
        self._limiter.release(self.tokens, self.used)


class Limiter:
    """First in, first out; `rpm` and `tpm` (None: no limit) per minute, at most `concurrency` calls at once.

    `concurrency` is the most that is tried; it is halved when the provider refuses calls and does not say why
    (at most once a second), and grows steadily while calls succeed. As long as nothing is known of the
    provider's limits, calls begin in waves. To be used inside one event loop.
    """

    def __init__(self, rpm: float | None, tpm: float | None, concurrency: int) -> None:
        self._wanted = {"requests": rpm, "tokens": tpm}
        self._buckets: dict[str, _Bucket] = {}
        self._most = max(1, concurrency)
        self._window = float(self._most)
        self._busy = 0
        self._sent = {"requests": 0.0, "tokens": 0.0}
        self._queue: deque[tuple[asyncio.Future[None], float]] = deque()
        self._urgent: deque[tuple[asyncio.Future[None], float]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._paused_until = -math.inf
        self._last_cut = -math.inf
        self._in_a_row = 0
        self._pauses = 0
        self._grown = -math.inf
        self._answered = False  # as long as nothing was, calls begin in waves
        self._wave, self._wave_at = float(FIRST_WAVE), math.inf

    @property
    def counts_tokens(self) -> bool:
        """Whether there is a limit of tokens, so that estimates matter."""
        return bool(self._wanted["tokens"]) or "tokens" in self._buckets

    @property
    def busy(self) -> int:
        """Calls that are out now."""
        return self._busy

    @property
    def waiting(self) -> int:
        """Calls that wait for their turn."""
        return sum(not turn.done() for turn, _ in (*self._urgent, *self._queue))

    @property
    def window(self) -> int:
        """How many calls may be out at once, as learnt so far."""
        return max(1, int(self._window))

    def slot(self, tokens: float, *, urgent: bool = False) -> Lease:
        """`async with limiter.slot(tokens) as lease`: wait for turn, slot and tokens; give the slot back.

        `urgent` calls, which must be few, go before all others.
        """
        return Lease(self, tokens, urgent=urgent)

    async def acquire(self, tokens: float, *, urgent: bool = False) -> None:
        """Wait for a turn. To be followed by `release`; being cancelled here takes nothing."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._queue).append((turn, tokens))
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

    def resize(self, concurrency: int, rpm: float | None = None, tpm: float | None = None) -> None:
        """Keep to other limits from now on: several runs that share an account get and give parts of it."""
        most = max(1, concurrency)
        self._window = float(max(1, min(most, int(self._window) + max(0, most - self._most))))
        self._most = most
        now = asyncio.get_running_loop().time()
        self._ready(now)
        for kind, limit in (("requests", rpm), ("tokens", tpm)):
            if limit and self._wanted[kind]:
                self._wanted[kind] = limit
                self._learn(kind, limit, None)
        self._pump()

    def pause(self, seconds: float) -> None:
        """Let nothing new out for so long (at most two minutes). A shorter pause never ends a longer one."""
        if seconds > 0:
            until = asyncio.get_running_loop().time() + min(seconds, MAX_PAUSE)
            self._paused_until = max(self._paused_until, until)

    def succeeded(self) -> None:
        """A call came back well: where that many are wanted, more may be out at once. One more for each
        window of successes, and over time, so that slow answers do not make for a slow recovery.
        """
        self._in_a_row = self._pauses = 0
        self._answered = True
        if self._window < self._most:
            now = asyncio.get_running_loop().time()
            risen = min(1.0, now - self._grown) * self._most / RISE
            self._grown = now
            self._window = min(float(self._most), self._window + 1 / max(1.0, self._window) + risen)

    def overloaded(self, retry_after: float | None, *, explained: bool = False) -> None:
        """The provider refused a call because of load. The third in a row slows everybody down.

        Fewer concern the calls that got them, which wait by themselves: stopping all the others for them
        would let a few unlucky requests set the pace of the run. So do those that are `explained` by a limit
        per minute: the buckets know of it.
        """
        self._in_a_row += 1
        if self._in_a_row < IN_A_ROW or explained:
            return
        now = asyncio.get_running_loop().time()
        if now - self._last_cut >= 1.0:
            out = self._window if self._answered else min(self._window, self._wave)
            self._window = max(1.0, out / 2)
            self._last_cut = self._grown = now
        if now >= self._paused_until:  # else it was out before the pause
            congested = min(MOST_CONGESTED, CONGESTED * 2.0**self._pauses)
            self._pauses += 1
            self.pause(retry_after or congested)

    def mark(self) -> _Mark:
        """For the headers of a call that goes out now."""
        return _Mark(asyncio.get_running_loop().time(), dict(self._sent))

    def observe(self, headers: Mapping[str, str], mark: _Mark | None = None) -> None:
        """Learn from `x-ratelimit-limit-*`, `-remaining-*` and `-reset-*`. What is missing or odd is ignored.

        `mark` is when the call went out whose response this is: what is said to remain may be as old as that.
        A limit of the user's own is only ever lowered: it may be a share of what the provider allows.
        """
        known = {
            name.lower(): value for name, value in headers.items() if name.lower().startswith("x-ratelimit")
        }
        if not known:
            return
        now = asyncio.get_running_loop().time()
        buckets = self._ready(now)
        for kind, wanted in self._wanted.items():
            limit = _number(known.get(f"x-ratelimit-limit-{kind}"))
            left = _number(known.get(f"x-ratelimit-remaining-{kind}"))
            reset = _seconds(known.get(f"x-ratelimit-reset-{kind}"))
            if limit and (reset is None or reset <= NOT_A_MINUTE):
                self._learn(kind, min(limit, wanted or limit), left)
            # A bucket that is full again in no time needs no care.
            if kind in buckets and left is not None and reset != 0:
                more = (
                    buckets[kind].rate * (now - mark.at) - self._sent[kind] + mark.sent[kind] if mark else 0.0
                )
                buckets[kind].level = min(buckets[kind].level, left + max(0.0, more))

    def _learn(self, kind: str, limit: float, left: float | None) -> None:
        """Set a limit. What is left of one that was not known before is what the provider says, or nothing:
        calls are out already.
        """
        before = self._buckets.get(kind)
        if before is not None and before.per_minute == limit:
            return
        now = asyncio.get_running_loop().time()
        bucket = self._buckets[kind] = _Bucket(limit, now, _unit(kind))
        known = left if before is None else before.level
        bucket.level = min(bucket.level, known or 0.0)

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
        now = loop.time()
        buckets = self._ready(now)
        while queue := self._urgent or self._queue:
            turn, tokens = queue[0]
            if not turn.done():  # else it was cancelled while it stood here
                if self._busy >= self.window:
                    return  # whoever comes back pumps again
                wait = self._wait(tokens, now)
                if wait > 0:
                    self._timer = loop.call_later(wait, self._pump)
                    return
                self._take(buckets, tokens)
                turn.set_result(None)
            queue.popleft()

    def _wait(self, tokens: float, now: float) -> float:
        """Seconds until a call of so many tokens may go out."""
        wait = self._paused_until - now
        for kind, bucket in self._buckets.items():
            wait = max(wait, bucket.wait(1.0 if kind == "requests" else tokens))
        if not self._answered and not self._buckets and self._busy >= self._wave:
            wait = max(wait, self._next_wave(now))
        return wait

    def _next_wave(self, now: float) -> float:
        """Seconds until more may be out; 0 where that is now. A busy loop may not have heard of refusals
        yet, and waits once more.
        """
        if 0 <= now - self._wave_at <= ON_TIME:
            self._wave *= 1.5
        elif now < self._wave_at < math.inf:
            return self._wave_at - now
        self._wave_at = now + WAVE
        return WAVE if self._busy >= self._wave else 0.0

    def _take(self, buckets: Mapping[str, _Bucket], tokens: float) -> None:
        self._busy += 1
        for kind, amount in (("requests", 1.0), ("tokens", tokens)):
            self._sent[kind] += amount
            if kind in buckets:
                buckets[kind].give(-amount)


def limited(
    complete: Complete,
    limiter: Limiter,
    estimate: Callable[[Request], int],
    learn: Callable[[Request, Usage | None], None] = lambda _request, _usage: None,
) -> Complete:
    """`complete`, let out at the limiter's pace. `estimate` says how many tokens a request will probably use,
    and `learn` is told what it did use; both only where there is a limit of tokens.

    Rate-limit headers are taken from `reply.extra["headers"]`, or from `headers` of an exception, where there
    are any; a `cause` of 429, 503, 529 or busy on an exception counts as overload, with its `retry_after`
    seconds.
    """
    tried: set[str] = set()

    async def paced(request: Request) -> Reply:
        tokens = estimate(request) if limiter.counts_tokens else 0
        # What belongs to no document are the names of many.
        urgent = not request.document or request.key in tried
        async with limiter.slot(tokens, urgent=urgent) as lease:
            tried.add(request.key)
            reply = await complete(request)
            tried.discard(request.key)
            limiter.succeeded()
            if reply.usage is not None:
                lease.settle(reply.usage.prompt + reply.usage.completion)
            if tokens:
                learn(request, reply.usage)
            lease.observe(reply.extra.get("headers"))
            return reply

    return paced


def _used_up(headers: Mapping[str, str], tokens: float) -> bool:
    """Whether a provider says that a limit of its own leaves no room for a call of so many tokens."""
    left = {name.lower(): _number(value) for name, value in headers.items()}
    requests_left = left.get("x-ratelimit-remaining-requests")
    tokens_left = left.get("x-ratelimit-remaining-tokens")
    return (requests_left is not None and requests_left < 1) or (
        tokens_left is not None and tokens_left < max(1.0, tokens)
    )


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


def _seconds(text: str | None) -> float | None:
    """Seconds in "6m0s", "17ms" or "12", or None."""
    seconds = _number(text)
    if seconds is None:
        parts = _DURATION.findall(text or "")
        seconds = sum(float(amount) * _SECONDS[unit] for amount, unit in parts) if parts else None
    return seconds
