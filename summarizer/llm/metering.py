"""Count what goes over the wire and what it costs, for each document and for the run.

The order of the wrappers, outermost first, and who counts what:

    cached(          on_hit=meter.hit       replies that cost nothing
      retried(       meter.retry(...)       that an attempt is made again, and why
        budgeted(                           reserves and settles each attempt
          limited(                          a waiting attempt holds no connection and is not timed
            stored(                         a request keeps its place until its reply is safe
              metered(                      every attempt that is really sent, also the ones that fail
                endpoint.complete))))))

`metered` stands innermost because only there one call is one request: further out a retry would hide inside
one call, and waiting for a turn or for money would be taken for the provider's latency.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import TracebackType
from typing import Self

from summarizer.llm.calls import Complete, Reply, Request, Usage
from summarizer.llm.prices import Price, cost
from summarizer.llm.tokens import estimate, request_estimate


@dataclass(frozen=True, slots=True)
class DocumentBill:
    """What one document, or a whole run, has cost so far.

    `requests` went over the wire, failed ones and retries included. `cost` is in USD and None as soon as one
    billed request has no known price. `estimated` requests came back without usage (their tokens are our
    guess), `maybe_billed` ones failed in a way that leaves open whether the provider charges for them (their
    tokens are not in `usage`). `seconds` is the time spent waiting for the provider, summed over requests.
    """

    requests: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = Decimal(0)
    estimated: int = 0
    maybe_billed: int = 0
    seconds: float = 0.0
    retries: Mapping[str, int] = field(default_factory=dict)


class Meter:
    """Adds up the bill. `price_of` says what a request's model costs at its endpoint, or None."""

    def __init__(self, price_of: Callable[[Request], Price | None]) -> None:
        self._price_of = price_of
        self._total = _Sums()
        self._documents: dict[str, _Sums] = {}

    @property
    def total(self) -> DocumentBill:
        """The bill of everything so far, forgotten documents included."""
        return self._total.bill()

    def for_document(self, path: str) -> DocumentBill:
        """The bill of one document (by `Request.document`); zero where nothing was asked for it."""
        sums = self._documents.get(path)
        return sums.bill() if sums else DocumentBill()

    def forget(self, path: str) -> None:
        """Drop a finished document, so that memory stays flat; the total keeps it."""
        self._documents.pop(path, None)

    def hit(self, request: Request) -> None:
        """A reply came from the cache: nothing was sent."""
        for sums in self._sums(request):
            sums.cached += 1

    def retry(self, request: Request, cause: str) -> None:
        """An attempt failed because of `cause` ("429", "timeout", ...) and is made again."""
        for sums in self._sums(request):
            sums.retries[cause] += 1

    def sent(self, request: Request, seconds: float, requests: int = 1) -> None:
        """A call came back, well or not, after `requests` requests over the wire."""
        for sums in self._sums(request):
            sums.requests += requests
            sums.seconds += seconds

    def answered(self, request: Request, reply: Reply) -> None:
        """A call brought a reply: its tokens and its price."""
        usage = _sound(reply.usage)
        guessed = usage is None
        usage = usage or _guess(request, reply)
        amount = cost(usage, self._price_of(request))
        for sums in self._sums(request):
            sums.add(usage, amount, guessed=guessed)

    def failed(self, request: Request, *, billed: bool) -> None:
        """A call failed; `billed` says that the provider may charge for it all the same."""
        for sums in self._sums(request):
            sums.maybe_billed += billed

    def _sums(self, request: Request) -> list[_Sums]:
        if not request.document:
            return [self._total]
        return [self._total, self._documents.setdefault(request.document, _Sums())]


def metered(complete: Complete, meter: Meter, clock: Callable[[], float] = time.monotonic) -> Complete:
    """`complete`, counted. `reply.extra["requests"]` (default 1) says if one call was several requests."""

    async def counted(request: Request) -> Reply:
        with _Attempt(meter, request, clock) as attempt:
            attempt.reply = await complete(request)
            return attempt.reply

    return counted


def replayed(complete: Complete, meter: Meter) -> Complete:
    """In place of `metered` where recordings answer: nothing is sent, so nothing is billed."""

    async def counted(request: Request) -> Reply:
        reply = await complete(request)
        meter.hit(request)
        return reply.cached_copy()

    return counted


class _Attempt:
    """One call: timed, and counted on leaving, however it ends."""

    def __init__(self, meter: Meter, request: Request, clock: Callable[[], float]) -> None:
        self._meter = meter
        self._request = request
        self._clock = clock
        self._start = 0.0
        self.reply: Reply | None = None

    def __enter__(self) -> Self:
        self._start = self._clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        carrier = error if self.reply is None else self.reply.extra
        self._meter.sent(self._request, max(0.0, self._clock() - self._start), _requests(carrier))
        if self.reply is not None:
            self._meter.answered(self._request, self.reply)
        else:
            self._meter.failed(self._request, billed=_maybe_billed(error))


@dataclass(slots=True)
class _Sums:
    """A bill in the making."""

    requests: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: Decimal = Decimal(0)
    unpriced: int = 0
    estimated: int = 0
    maybe_billed: int = 0
    seconds: float = 0.0
    retries: Counter[str] = field(default_factory=Counter)

    def add(self, usage: Usage, amount: Decimal | None, *, guessed: bool) -> None:
        self.usage += usage
        self.estimated += guessed
        if amount is None:
            self.unpriced += 1
        else:
            self.cost += amount

    def bill(self) -> DocumentBill:
        return DocumentBill(
            requests=self.requests,
            cached=self.cached,
            usage=self.usage,
            cost=None if self.unpriced else self.cost,
            estimated=self.estimated,
            maybe_billed=self.maybe_billed,
            seconds=self.seconds,
            retries=dict(sorted(self.retries.items())),
        )


def _requests(carrier: object) -> int:
    """How many requests a call was: `requests` of an exception or of a reply's extra, 1 where nobody says."""
    named = carrier.get("requests") if isinstance(carrier, Mapping) else getattr(carrier, "requests", None)
    return named if isinstance(named, int) and not isinstance(named, bool) and named >= 0 else 1


def _maybe_billed(error: BaseException | None) -> bool:
    """Whether a failed call may be on the bill: its error says so, or it was broken off while under way."""
    return getattr(error, "billed", not isinstance(error, Exception)) is True


def _sound(usage: Usage | None) -> Usage | None:
    """Usage that can be true: some prompt, nothing negative. Servers exist that send zeros or less."""
    if usage is None or usage.prompt <= 0 or usage.completion < 0:
        return None
    return Usage(usage.prompt, usage.completion, min(max(0, usage.cached), usage.prompt))


def _guess(request: Request, reply: Reply) -> Usage:
    return Usage(math.ceil(request_estimate(request)), math.ceil(estimate(reply.text)))
