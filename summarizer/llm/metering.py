"""Count what goes over the wire and what it costs: by document, by stage, by cause, and for the run.

The order of the wrappers, outermost first, and who counts what:

    accounted(           replies that cost nothing; closes the account of each request
      cached(
        retried(         meter.retry(...)  that an attempt is made again, and why
          budgeted(                        reserves and settles each attempt
            queued(                        when an attempt begins to wait for its turn
              limited(                     a waiting attempt holds no connection and is not timed
                stored(                    a request keeps its place until its reply is safe
                  metered(                 every attempt that is really sent, also the ones that fail
                    endpoint.complete))))))))

`metered` stands innermost because only there one call is one request: further out a retry would hide inside
one call, and waiting for a turn or for money would be taken for the provider's latency.

Causes are those of `Request.cause`, and two for what may be paid for a second time: `doubt` (a killed run
had sent the request, and its answer was lost) and `retry` (an earlier attempt failed, but may have been
billed). An attempt after one that certainly cost nothing (HTTP 429) counts like its first.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Protocol, Self

from summarizer.errors import SummarizerError
from summarizer.llm.bills import Account, Attempt, DocumentBill, Sums
from summarizer.llm.calls import Asked, Complete, Reply, Request, Usage, digest_of
from summarizer.llm.prices import Price, cost
from summarizer.llm.quantiles import Quantiles
from summarizer.llm.tokens import estimate, request_estimate

_QUEUED: ContextVar[float] = ContextVar("queued")


class Listener(Protocol):
    """Who wants to know of each call while it happens: a log, a tracing system."""

    def attempted(self, attempt: Attempt) -> None:
        """A call came back, well or not."""
        ...

    def retried(self, request: Request, cause: str) -> None:
        """It failed because of `cause` ("429", "timeout", ...) and is made again."""
        ...

    def reused(self, request: Request, reply: Reply) -> None:
        """A reply came from the cache."""
        ...


class Meter:
    """Adds up the bill. `price_of` says what a request's model costs at its endpoint, or None.

    `doubtful` are the keys of requests that a killed run sent and whose answers were lost.
    """

    def __init__(
        self, price_of: Callable[[Request], Price | None], listeners: Iterable[Listener] = ()
    ) -> None:
        self.doubtful: AbstractSet[str] = frozenset()
        self.listeners: list[Listener] = list(listeners)
        self.tiers: Mapping[str, Price] = {}  # the price of replies that name a service tier
        self._price_of = price_of
        self._total = Sums()
        self._documents: dict[str, Sums] = {}
        self._stages: dict[str, Sums] = {}
        self._causes: dict[str, Sums] = {}
        self._saved = Sums()
        self._under_way: dict[str, Account] = {}
        self._latencies: dict[str, Quantiles] = {}
        self._waiting = Quantiles()

    @property
    def total(self) -> DocumentBill:
        """The bill of everything so far, forgotten documents included."""
        return self._total.bill()

    @property
    def stages(self) -> dict[str, DocumentBill]:
        """The bill by what was asked for: digest, settle, translate, ..."""
        return {stage: sums.bill() for stage, sums in sorted(self._stages.items())}

    @property
    def causes(self) -> dict[str, DocumentBill]:
        """The bill by why it was asked: see the head of this module."""
        return {cause: sums.bill() for cause, sums in sorted(self._causes.items())}

    @property
    def saved(self) -> DocumentBill:
        """What the replies that came from the cache would have cost."""
        return self._saved.bill()

    @property
    def waiting(self) -> Quantiles:
        """How long attempts waited for their turn in the limiter."""
        return self._waiting

    def latencies(self) -> dict[str, Quantiles]:
        """How long the provider took for the requests it answered, by stage."""
        return dict(sorted(self._latencies.items()))

    def for_document(self, path: str) -> DocumentBill:
        """The bill of one document (by `Request.document`); zero where nothing was asked for it."""
        sums = self._documents.get(path)
        return sums.bill() if sums else DocumentBill()

    def forget(self, path: str) -> None:
        """Drop a finished document, so that memory stays flat; the total keeps it."""
        self._documents.pop(path, None)

    def hit(self, request: Request, reply: Reply | None = None) -> None:
        """A reply came from the cache, or from recordings: nothing was sent."""
        for sums in self._sums(request, request.cause):
            sums.cached += 1
        if reply is not None:
            self._saved.requests += 1
            usage = _sound(reply.usage) or _guess(request, reply)
            self._saved.add(usage, cost(usage, self._price_of(request)), guessed=reply.usage is None)
            for listener in self.listeners:
                listener.reused(request, reply)

    def retry(self, request: Request, cause: str) -> None:
        """An attempt failed because of `cause` ("429", "timeout", ...) and is made again."""
        for sums in self._sums(request, self.cause_of(request)):
            sums.retries[cause] += 1
        for listener in self.listeners:
            listener.retried(request, cause)

    def cause_of(self, request: Request) -> str:
        """Why the next attempt at a request is made."""
        account = self._under_way.get(request.key)
        if account and account.maybe_billed:
            return "retry"
        return "doubt" if request.key in self.doubtful else request.cause

    def came_back(self, attempt: Attempt) -> None:
        """A call came back, with a reply or an error."""
        request = attempt.request
        self._under_way.setdefault(request.key, Account()).add(attempt)
        for sums in self._sums(request, attempt.cause):
            sums.count(attempt)
        self._waiting.add(attempt.waited)
        if attempt.reply is not None:
            self._latencies.setdefault(request.task, Quantiles()).add(attempt.seconds)
        for listener in self.listeners:
            listener.attempted(attempt)

    def settle(self, request: Request) -> dict[str, Any]:
        """Close the account of a request: what it took, for the journal; {} where nothing was sent for it."""
        account = self._under_way.pop(request.key, None)
        return account.as_json() if account else {}

    def answered(self, request: Request, reply: Reply, seconds: float, waited: float) -> Attempt:
        """The attempt that brought `reply`, with its tokens and its price."""
        usage = _sound(reply.usage)
        guessed, usage = usage is None, usage or _guess(request, reply)
        tier = self.tiers.get(str(reply.extra.get("service_tier")))
        amount, cause = cost(usage, tier or self._price_of(request)), self.cause_of(request)
        requests = _requests(reply.extra)
        if requests == 1 and reply.seconds > 0:  # the wire knows better: the first call also loads the SDK
            seconds = reply.seconds
        return Attempt(request, cause, seconds, waited, requests, reply, usage, amount, guessed=guessed)

    def failed(self, request: Request, error: BaseException | None, seconds: float, waited: float) -> Attempt:
        """The attempt that ended in `error`."""
        cause, billed = self.cause_of(request), _maybe_billed(error)
        requests = _requests(error)
        return Attempt(request, cause, seconds, waited, requests, error=error, maybe_billed=billed)

    def unsettled(self) -> dict[str, dict[str, Any]]:
        """Key -> account of requests that were answered when nobody waited for them any more."""
        return {key: account.as_json() for key, account in self._under_way.items() if account.answered}

    def _sums(self, request: Request, cause: str) -> Sequence[Sums]:
        parts = (
            self._total,
            self._stages.setdefault(request.task, Sums()),
            self._causes.setdefault(cause, Sums()),
        )
        return (*parts, self._documents.setdefault(request.document, Sums())) if request.document else parts


def accounted(complete: Complete, meter: Meter) -> Complete:
    """`complete`, with replies that were not paid for counted, and nothing left of a request that ended."""

    async def closed(request: Request) -> Reply:
        try:
            reply = await complete(request)
        except SummarizerError:
            meter.settle(request)
            raise
        meter.settle(request)
        if reply.from_cache:
            meter.hit(request, reply)
        return reply

    return closed


def recalled(
    meter: Meter, stored: Callable[[str], Reply | None] | None, model: str
) -> Callable[[Sequence[Asked], str], bool]:
    """A function that counts for a document what was asked before, like replies from the cache (see
    `accounted`), if all replies are `stored` and say what they said; else it is False, and counts nothing.
    """

    def recall(asked: Sequence[Asked], document: str) -> bool:
        if stored is None:
            return False
        replies = [(one, stored(one.key)) for one in asked]
        found = [(one, reply) for one, reply in replies if reply is not None and _is_answer(reply, one)]
        if len(found) < len(asked):
            return False
        for one, reply in found:
            meter.hit(one.again(document, model), reply)
        return True

    return recall


def _is_answer(reply: Reply, asked: Asked) -> bool:
    """Whether a reply is that of a question; one that does not say what it took is estimated by its words."""
    return _sound(reply.usage) is not None and digest_of(reply) == asked.answer


def queued(complete: Complete, clock: Callable[[], float] = time.monotonic) -> Complete:
    """`complete`, with the moment noted from which it waits: to be put around the limiter."""

    async def waiting(request: Request) -> Reply:
        token = _QUEUED.set(clock())
        try:
            return await complete(request)
        finally:
            _QUEUED.reset(token)

    return waiting


def metered(complete: Complete, meter: Meter, clock: Callable[[], float] = time.monotonic) -> Complete:
    """`complete`, counted. `reply.extra["requests"]` (default 1) says if one call was several requests."""

    async def counted(request: Request) -> Reply:
        with _Timed(meter, request, clock) as timed:
            timed.reply = await complete(request)
            return timed.reply

    return counted


def replayed(complete: Complete) -> Complete:
    """In place of `metered` where recordings answer: nothing is sent, so nothing is billed."""

    async def free(request: Request) -> Reply:
        return (await complete(request)).cached_copy()

    return free


class _Timed:
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
        """Count it."""
        seconds = max(0.0, self._clock() - self._start)
        waited = max(0.0, self._start - _QUEUED.get(self._start))
        if self.reply is not None:
            attempt = self._meter.answered(self._request, self.reply, seconds, waited)
        else:
            attempt = self._meter.failed(self._request, error, seconds, waited)
        self._meter.came_back(attempt)


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
    cached = min(max(0, usage.cached), usage.prompt)
    return Usage(usage.prompt, usage.completion, cached, min(max(0, usage.written), usage.prompt - cached))


def _guess(request: Request, reply: Reply) -> Usage:
    return Usage(math.ceil(request_estimate(request)), math.ceil(estimate(reply.text)))
