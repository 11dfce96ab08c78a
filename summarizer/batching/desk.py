"""The model of a run with --batch: it answers from the cache, and collects what it cannot answer.

A pass goes `begin`, `take_in`, then the pipeline with `complete` as its model, `hand_in`, `end`. Each step is
safe to be cut short by a kill: what is at the provider is found again by its name, and never made twice.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from summarizer.batching import answers, parts
from summarizer.batching.courier import Courier
from summarizer.batching.ledger import Ledger, Part, Plan, Refusal
from summarizer.batching.taking import Books, Paid, Taking
from summarizer.errors import MoneyError, SummarizerError, Waiting, WireError
from summarizer.llm.batches import Batch, BatchEndpoint
from summarizer.llm.budgeting import OPEN_ENDED
from summarizer.llm.caching import ReplyCache
from summarizer.llm.calls import Reply, Request
from summarizer.llm.failures import ContextTooLong, Rejected, Transient
from summarizer.llm.ladder import LADDER, Ladder
from summarizer.llm.metering import Meter
from summarizer.llm.prices import Price
from summarizer.llm.tokens import request_ceiling, request_estimate

ROUNDS = 60  # times that a run hands something in; a folder of any size needs a dozen
SENDS = 5  # batches in which a question may go unanswered
# Tokens of an answer, low and high, by what is asked.
ANSWER: Mapping[str, tuple[int, int]] = {
    "bounds": (20, 100), "digest": (900, 3_000), "merge": (300, 1_500), "mend": (50, 600),
    "settle": (120, 900), "translate": (300, 2_200),
}  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What a file may hold."""

    requests: int = 50_000
    size: int = 190_000_000


@dataclass
class Passed:
    """What a pass has done: requests and batches handed in, answers taken in, and what is still under way.

    `tokens_in` and `tokens_out` are estimates, low and high, of what was handed in now. `withheld` questions
    were not, because of --max-cost.
    """

    handed_in: int = 0
    batches: list[str] = field(default_factory=list)
    taken: int = 0
    again: int = 0
    tokens_in: int = 0
    tokens_out: tuple[int, int] = (0, 0)
    cost: tuple[Decimal, Decimal] | None = None
    withheld: int = 0


class Desk:
    """A model that answers from the cache and collects the rest. One for a pass over one output folder.

    `meter` counts what the answers cost as they are taken in; `documents` counts them for each document, as
    they are used.
    """

    def __init__(
        self,
        ledger: Ledger,
        endpoint: BatchEndpoint,
        cache: ReplyCache,
        ladder: Ladder,
        meter: Meter,
        *,
        price: Price | None = None,
        max_cost: Decimal | None = None,
        limits: Limits | None = None,
        paid: Paid = lambda _key, _account: None,
    ) -> None:
        self.ledger, self.endpoint, self.meter = ledger, endpoint, meter
        self.courier = Courier(ledger, endpoint)
        self.documents = Meter(lambda _request: price)
        self.passed = Passed()
        self.forgotten: list[str] = []
        self._cache, self._ladder, self._price = cache, ladder, price
        self._max_cost, self._limits, self._paid = max_cost, limits or Limits(), paid
        self._writer: parts.Writer | None = None
        self._pending: set[str] = set()  # keys that are under way, or collected
        self._bought: set[str] = set()  # keys answered by batches of this campaign ...
        self._charged: set[str] = set()  # ... and charged to a document in this pass
        self._worst = Decimal(0)  # USD that what is under way or collected may cost ...
        self._part_worst = Decimal(0)  # ... and what is in the file that is being written
        self._number = 1  # of this round

    # ----------------------------------------------------------------------------------- a pass, in order

    def begin(self, plan: Plan) -> None:
        """Note what is to be done. What an earlier plan had not sent yet is dropped."""
        state = self.ledger.state
        if not state.is_open:
            self.ledger.note("begin", campaign=secrets.token_hex(4))
        self._number = state.rounds + 1
        if state.plan != plan:
            for part in self.ledger.open_parts:
                if part.step == "sealed":
                    self.courier.drop(part)
            self.ledger.note("plan", **asdict(plan))
        self._cache.store.set(f"b:{plan.digest}", "{}")

    async def take_in(self) -> None:
        """Finish handing in what was begun, and put the answers that are there into the cache.

        Raises what stops the run: no money, no access, no such model; after what is there has been taken in.
        """
        state = self.ledger.state
        await self._send()
        stop: SummarizerError | None = None
        for part, batch in await self.courier.look():
            if batch.is_over:
                stop = await self._take(part, batch) or stop
        if stop is not None:
            raise stop
        await asyncio.to_thread(self._count)
        for refusal in {str(one): one for every in state.refusals.values() for one in every}.values():
            self._learn(refusal)

    async def complete(self, request: Request) -> Reply:
        """The answer, if it is there. Raises Waiting where it is not, having collected the question; and what
        a live call would raise where the provider refused it.
        """
        key, state = request.key, self.ledger.state
        reply = self._cache.get(key)
        if reply is not None or key in state.unfit:
            return self._counted(request, reply or state.unfit[key])
        if key not in self._pending:
            self._refuse(request)
            self._collect(request)
        raise Waiting

    async def hand_in(self) -> None:
        """Complete the files of what was collected, and send them."""
        self._seal()
        await self._send()

    def end(self, *, waiting: bool) -> None:
        """The pass is over; if nobody is `waiting` any more, so is the whole.

        Raises MoneyError, if nothing could be handed in because of --max-cost.
        """
        if waiting or self.ledger.open_parts:
            if self.passed.withheld and not self.ledger.open_parts:
                raise self._too_dear()
            return
        for key in self.forgotten:
            self._cache.reject(key)
        self.close("done")

    def close(self, why: str) -> None:
        """Nothing more is wanted; what is still under way can be taken in later."""
        if self.ledger.state.is_open:
            self.ledger.note("closed", why=why)
        for part in self.ledger.state.parts.values():
            if not part.is_open:
                parts.remove(self.ledger.folder, part.name)
        with suppress(OSError):
            self.ledger.folder.rmdir()

    async def cancel(self) -> list[Batch]:
        """Stop all batches that are under way; what was not sent is dropped. Returns how they stand."""
        stopped = await self.courier.stop()
        self.close("cancelled")
        return stopped

    async def aclose(self) -> None:
        """Let go of everything; what was collected and not sealed is forgotten."""
        if self._writer:
            self._writer.discard()
        self.ledger.close()
        await self.endpoint.aclose()

    # ------------------------------------------------------------------------------------------ collecting

    def _counted(self, request: Request, reply: Reply) -> Reply:
        """The reply, on the document's bill: as paid for once, if a batch of this campaign brought it."""
        key = request.key
        if key in self._bought and key not in self._charged:
            self._charged.add(key)
            self.documents.came_back(self.documents.answered(request, reply, 0.0, 0.0))
            self.documents.settle(request)
        else:
            self.documents.hit(request)
            if key not in self._bought:
                self.meter.hit(request, reply)
        return reply

    def _refuse(self, request: Request) -> None:
        """Raise what earlier batches say about a question, unless it can be asked once more."""
        state, key = self.ledger.state, request.key
        refusals = state.refusals.get(key, ())
        learnt = 0
        for refusal in refusals:
            error = answers.again(refusal, host=self.endpoint.host)
            if self._learn(refusal):
                learnt += 1
            elif not isinstance(error, Transient | Rejected):
                raise error
        if state.faults.get(key, 0) - learnt >= SENDS:
            said = f" ({error})" if refusals else ""
            raise WireError(
                f"{SENDS} batches brought no answer to this request{said}.",
                "Run the same command without --batch: it asks live. What is answered is kept.",
            )

    def _learn(self, refusal: Refusal) -> bool:
        """Whether the ladder knows another form after this refusal."""
        error = answers.again(refusal, host=self.endpoint.host)
        body = {"model": refusal.model, **refusal.knobs}
        if isinstance(error, ContextTooLong):
            return self._ladder.learn_room(body, error)
        mode = next((mode for mode in LADDER if mode == refusal.mode), LADDER[0])
        return isinstance(error, Rejected) and self._ladder.learn(body, mode, error.said)

    def _collect(self, request: Request) -> None:
        worst = self._worst_of(request)
        if self._max_cost is not None and self._spent() + self._worst + worst > self._max_cost:
            self.passed.withheld += 1
            return
        mode, body = self.endpoint.body(request)
        line = parts.line_of(request, self.endpoint.path, body)
        limits = self._within()
        if self._writer and (
            self._writer.requests >= limits.requests or self._writer.size + len(line) > limits.size
        ):
            self._seal()
        if self._writer is None:
            self._writer, self._part_worst = parts.Writer(self.ledger.folder), Decimal(0)
        self._writer.add(request, line, mode, body)
        self._pending.add(request.key)
        self._part_worst += worst
        self._worst += worst
        self._estimate(request)

    def _seal(self) -> None:
        """Complete the file that is being written."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        state = self.ledger.state
        number = self._number
        if number > ROUNDS:
            writer.discard()
            raise WireError(
                f"After {ROUNDS} rounds {writer.requests} requests are still without an answer.",
                "Run the same command without --batch: it asks for the rest live.",
            )
        name, sealed = writer.seal(f"{state.campaign}-{state.made + 1:04}")
        self.ledger.note(
            "part",
            name=name,
            requests=sealed.requests,
            size=sealed.size,
            round=number,
            worst=None if self._price is None else str(self._part_worst),
            endpoint=self.ledger.endpoint,
        )

    def _within(self) -> Limits:
        """The limits now: half as much each time the provider's queue was too full."""
        half: int = 2**self.ledger.state.crowded
        return Limits(max(1, self._limits.requests // half), max(1, self._limits.size // half))

    def _estimate(self, request: Request) -> None:
        passed = self.passed
        low, high = ANSWER.get(request.task, (100, request.max_tokens or 2_000))
        passed.tokens_in += round(request_estimate(request))
        passed.tokens_out = (passed.tokens_out[0] + low, passed.tokens_out[1] + high)
        if self._price:
            ends = (0.85, passed.tokens_out[0]), (1.25, passed.tokens_out[1])
            low_usd, high_usd = (
                self._price.worst(round(share * passed.tokens_in), out) for share, out in ends
            )
            passed.cost = (low_usd, high_usd)

    def _worst_of(self, request: Request) -> Decimal:
        if self._price is None:
            return Decimal(0)
        return self._price.worst(request_ceiling(request), request.max_tokens or OPEN_ENDED)

    def _spent(self) -> Decimal:
        return self.ledger.state.cost or Decimal(0)

    def _too_dear(self) -> MoneyError:
        return MoneyError(
            f"--max-cost {self._max_cost} reached: {self._spent():.4f} USD are spent, and the next request "
            "may cost more than is left.",
            "What is finished is kept: give the command again with a higher --max-cost to go on from here.",
        )

    async def _send(self) -> None:
        for part in await self.courier.send():
            self.passed.handed_in += part.requests
            self.passed.batches.append(part.batch)

    async def _take(self, part: Part, batch: Batch) -> SummarizerError | None:
        """Put what a batch has answered into the cache. Returns what is wrong with any batch, if anything."""
        files, idents = [], [batch.input]
        folder = self.ledger.folder
        for ident, file in (
            (batch.output, parts.answers(folder, part.name, "output")),
            (batch.errors, parts.answers(folder, part.name, "errors")),
        ):
            if ident and await self.endpoint.fetch(ident, file):
                files.append(file)
                idents.append(ident)
        books = Books(
            self.ledger, self._cache, self.meter, self._paid, self.endpoint.host, self.endpoint.secret
        )
        taking = await asyncio.to_thread(Taking(books, part, batch).run, files)
        self.passed.taken += taking.answered
        self.passed.again += taking.again
        for file in files:  # what the provider says is not ours to keep as it is
            file.unlink(missing_ok=True)
        for ident in filter(None, idents):  # no document is left with the provider, if that can be had
            with suppress(SummarizerError):
                await self.endpoint.delete(ident)
        return taking.stop

    def _count(self) -> None:
        """Learn which keys are under way, and which the batches of this campaign have answered."""
        state, folder = self.ledger.state, self.ledger.folder
        for part in state.parts.values():
            if part.step == "dropped":
                continue
            with suppress(OSError):
                found = set(parts.keys(folder, part.name))
                if part.is_open and part.endpoint == self.ledger.endpoint:
                    self._pending |= found
                    self._worst += part.worst or Decimal(0)
                elif not part.is_open:
                    self._bought |= found - state.again[part.name]
        self._pending -= self._bought
