"""What calls cost: one attempt, one request with its attempts, and sums of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from summarizer.llm.calls import Reply, Request, Usage


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

    def tokens(self) -> dict[str, int]:
        """Tokens as they are written down."""
        usage = self.usage
        written = {"written": usage.written} if usage.written else {}
        return {"prompt": usage.prompt, "completion": usage.completion, "cached": usage.cached, **written}

    def as_json(self) -> dict[str, Any]:
        """A row of `run.json`. `cost_usd` is None where a price is unknown."""
        return {
            "requests": self.requests,
            "cached": self.cached,
            "retries": dict(self.retries),
            "tokens": self.tokens(),
            "cost_usd": float(self.cost) if self.cost is not None else None,
        }


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call that came back, well or not. `waited` and `seconds` are the time before it was let out and the
    provider's; `requests` how many requests it was. `usage` and `cost` are there for one that was answered
    (`guessed`: the provider said nothing of tokens), `error` for one that failed.
    """

    request: Request
    cause: str
    seconds: float
    waited: float
    requests: int
    reply: Reply | None = None
    usage: Usage | None = None
    cost: Decimal | None = None
    guessed: bool = False
    error: BaseException | None = None
    maybe_billed: bool = False


@dataclass(slots=True)
class Sums:
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

    def count(self, attempt: Attempt) -> None:
        """Take in an attempt."""
        self.requests += attempt.requests
        self.seconds += attempt.seconds
        self.maybe_billed += attempt.maybe_billed
        if attempt.usage is not None:
            self.add(attempt.usage, attempt.cost, guessed=attempt.guessed)

    def add(self, usage: Usage, amount: Decimal | None, *, guessed: bool) -> None:
        """Take in the tokens and the price of an answer."""
        self.usage += usage
        self.estimated += guessed
        if amount is None:
            self.unpriced += 1
        else:
            self.cost += amount

    def bill(self) -> DocumentBill:
        """The bill so far."""
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


@dataclass(slots=True)
class Account:
    """One request under way, with all its attempts so far."""

    document: str = ""
    task: str = ""
    cause: str = ""
    answered: bool = False
    failed: int = 0
    maybe_billed: int = 0
    sums: Sums = field(default_factory=Sums)

    def add(self, attempt: Attempt) -> None:
        """Take in an attempt."""
        self.document, self.task = attempt.request.document, attempt.request.task
        self.cause = attempt.cause
        self.answered = attempt.reply is not None
        self.failed += attempt.error is not None
        self.maybe_billed += attempt.maybe_billed
        self.sums.count(attempt)

    def as_json(self) -> dict[str, Any]:
        """What it came to, for the journal."""
        bill = self.sums.bill()
        return {
            "document": self.document,
            "task": self.task,
            "cause": self.cause,
            "requests": bill.requests,
            "maybe_billed": bill.maybe_billed,
            "estimated": bill.estimated,
            "tokens": bill.tokens(),
            "cost": float(bill.cost) if bill.cost is not None else None,
            "seconds": round(bill.seconds, 3),
        }
