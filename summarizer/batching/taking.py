"""The answers of a batch -> the cache, and what has to be asked again. Safe to be repeated after a kill."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.batching import answers, parts
from summarizer.batching.ledger import Ledger, Part, rows
from summarizer.errors import MoneyError, ProviderError, SummarizerError
from summarizer.llm.batches import Batch
from summarizer.llm.caching import ReplyCache
from summarizer.llm.calls import Reply, Usage
from summarizer.llm.failures import Rejected, heard, judge
from summarizer.llm.metering import Meter

Paid = Callable[[str, Mapping[str, Any]], None]
_FULL = ("token_limit", "enqueued token limit")  # how a provider says that its queue has no room


@dataclass(frozen=True)
class Books:
    """Where answers and what they cost are put down. `paid` hears of the key and the account of each."""

    ledger: Ledger
    cache: ReplyCache
    meter: Meter
    paid: Paid
    host: str
    secret: str


@dataclass
class Taking:
    """The answers of one batch being taken in. `stop` is what is wrong with any batch, if something is."""

    books: Books
    part: Part
    batch: Batch
    stop: SummarizerError | None = None
    answered: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = Decimal(0)
    crowded: bool = False
    _left: dict[str, parts.Item] = field(default_factory=dict)
    _faulty: set[str] = field(default_factory=set)

    def run(self, files: Iterable[Path]) -> Taking:
        """Take in what is in the files. Blocks: every answer is on the disk before the next is read."""
        folder = self.books.ledger.folder
        self._left = {item.key: item for item in parts.listed(folder, self.part.name)}
        order = list(self._left)
        with parts.questions(folder, self.part.name).open("rb") as asked:
            for file in files:
                for row in rows(file):
                    self._one(row, asked)
        self._blame(order)
        again = [key for key in order if key in self._left]
        self.books.ledger.note(
            "taken",
            name=self.part.name,
            status=self.batch.status,
            answered=self.answered,
            again=again,
            faulty=True if len(self._faulty) == len(again) else sorted(self._faulty),
            usage=[self.usage.prompt, self.usage.completion, self.usage.cached, self.usage.written],
            cost=None if self.cost is None else str(self.cost),
            crowded=self.crowded,
        )
        return self

    @property
    def again(self) -> int:
        """How many questions are left."""
        return len(self._left)

    def _one(self, row: Mapping[str, Any], asked: BinaryIO) -> None:
        item = self._left.get(str(row.get("custom_id")))
        if item is None:
            return  # not ours, or answered twice
        found = answers.outcome(row, item.mode, host=self.books.host, secret=self.books.secret)
        if found.reply is not None:
            self._keep(item, found.reply, asked)
        elif isinstance(found.error, MoneyError | ProviderError) and not isinstance(found.error, Rejected):
            self.stop = found.error
        elif not found.is_untouched:
            self._refused(item, found.status, found.body)

    def _keep(self, item: parts.Item, reply: Reply, asked: BinaryIO) -> None:
        """Put an answer into the cache as a live one would be; then it is on the bill."""
        books, key = self.books, item.key
        request = item.request(parts.body_at(asked, item.at))
        known = books.cache.get(key) is not None or key in books.ledger.state.unfit
        if not known and not books.cache.put(key, request, reply):
            kept = {**asdict(reply), "extra": {}}
            books.ledger.note("unfit", key=key, reply=kept)
        del self._left[key]
        attempt = books.meter.answered(request, reply, 0.0, 0.0)
        self.answered += 1
        self.usage += attempt.usage or Usage()
        self.cost = None if self.cost is None or attempt.cost is None else self.cost + attempt.cost
        if not known:  # else it was taken in before a kill
            books.meter.came_back(attempt)
            books.paid(key, {**books.meter.settle(request), "mode": "batch"})
            books.meter.forget(request.document)

    def _refused(self, item: parts.Item, status: int, body: str) -> None:
        self._faulty.add(item.key)
        self.books.ledger.note(
            "refused",
            key=item.key,
            model=item.model,
            mode=item.mode,
            knobs=dict(item.knobs),
            status=status,
            body=body,
        )

    def _blame(self, order: list[str]) -> None:
        """Find out whose fault it is that questions were left, for none may be asked for ever."""
        for code, message, line in self.batch.faults:
            body = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
            if any(word in f"{code} {message}".lower() for word in _FULL):
                self.crowded = True
            elif 0 < line <= len(order) and order[line - 1] in self._left:
                self._refused(self._left[order[line - 1]], 400, body)
            else:
                self._judge(body)
        if not self._faulty and not self.crowded and not self.stop and self.batch.status != "cancelled":
            self._faulty = set(self._left)

    def _judge(self, body: str) -> None:
        """A fault of the whole batch: does it concern all batches to come?"""
        error = judge(heard(400, {}, body.encode(), host=self.books.host, secret=self.books.secret))
        if isinstance(error, MoneyError | ProviderError) and not isinstance(error, Rejected):
            self.stop = error
