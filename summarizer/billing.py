"""Explains the bill of an output folder from its journal: by run, by stage, by cause, by document.

Every paid request leaves a line in the journal when it ends, with its tokens and its price, so the bill is
complete also for runs that were killed. Amounts are added up exactly. What is kept of documents is in a
temporary table on disk: a million of them need no memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarizer import journal
from summarizer.errors import UsageError
from summarizer.files import printable

UNKNOWN = "unknown"  # the stage and the cause where a journal says none
_UNIT = Decimal("1e-12")  # USD: prices per million tokens have some six decimals
_TABLE = """
CREATE TABLE documents (path BLOB PRIMARY KEY, requests INTEGER, prompt INTEGER, cached INTEGER,
                        completion INTEGER, cost INTEGER, unpriced INTEGER) WITHOUT ROWID"""
_ADD = """
INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    requests = requests + excluded.requests, prompt = prompt + excluded.prompt,
    cached = cached + excluded.cached, completion = completion + excluded.completion,
    cost = cost + excluded.cost, unpriced = unpriced + excluded.unpriced"""
_DEAREST = "SELECT * FROM documents ORDER BY cost DESC, prompt + completion DESC, path LIMIT ?"


@dataclass(slots=True)
class Amount:
    """What some requests took. `cost` is that of the requests whose price is known (USD); `unpriced` counts
    the others, `estimated` those whose tokens are a guess, `maybe_billed` failed ones that may have cost
    more.
    """

    requests: int = 0
    prompt: int = 0
    cached: int = 0
    written: int = 0
    completion: int = 0
    cost: Decimal = Decimal(0)
    unpriced: int = 0
    estimated: int = 0
    maybe_billed: int = 0

    def __iadd__(self, other: Amount) -> Amount:  # noqa: PYI034 - the class is not for subclassing
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def cached_share(self) -> float:
        """The share of the prompt tokens that the provider had in its own cache, 0 to 1."""
        return self.cached / self.prompt if self.prompt else 0.0

    def as_json(self) -> dict[str, Any]:
        """`cost_usd` is None where the price of some request is unknown; `known_usd` is without these."""
        written = {"written": self.written} if self.written else {}
        return {
            "requests": self.requests,
            "tokens": {
                "prompt": self.prompt, "completion": self.completion, "cached": self.cached, **written,
            },
            "cached_share": round(self.cached_share, 4),
            "cost_usd": None if self.unpriced else float(self.cost),
            "known_usd": float(self.cost),
            "unpriced": self.unpriced,
            "estimated": self.estimated,
            "maybe_billed": self.maybe_billed,
        }  # fmt: skip


@dataclass(slots=True)
class Run:
    """One run: when it began, how it ended ("" for one that was killed, or goes on), what it took."""

    began: str = ""
    version: str = ""
    why: str = ""
    documents: int = 0
    failed: int = 0
    parts: dict[tuple[str, str], Amount] = field(default_factory=dict)
    saved: Mapping[str, Any] = field(default_factory=dict)
    retries: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> Amount:
        """All parts together."""
        return _sum(self.parts.values())

    def as_json(self) -> dict[str, Any]:
        """One of `runs`."""
        return {
            "began": self.began,
            "ended": self.why,
            "version": self.version,
            "documents": self.documents,
            "failed": self.failed,
            **self.total.as_json(),
            "stages": _grouped([self], 0),
            "retries": dict(self.retries),
            "saved": dict(self.saved),
        }


@dataclass(frozen=True, slots=True)
class Bill:
    """The bill of a folder: its runs in order, its dearest documents, and how many requests were sent by runs
    that were killed before the answer came (they may have been billed).
    """

    runs: tuple[Run, ...]
    dearest: tuple[tuple[str, Amount], ...]
    documents: int
    in_doubt: int

    @property
    def total(self) -> Amount:
        """Everything."""
        return _sum(run.total for run in self.runs)

    def by(self, part: int) -> dict[str, Amount]:
        """By stage (0) or by cause (1), the dearest first."""
        return _by(self.runs, part)

    def saved(self, source: str) -> tuple[int, Decimal, bool]:
        """What `cache` or `memory` saved: how many replies or texts, USD, and if all prices are known."""
        found = [of for run in self.runs if isinstance(of := run.saved.get(source), dict)]
        count = sum(int(of.get("replies") or of.get("segments") or 0) for of in found)
        known = [of["cost_usd"] for of in found if of.get("cost_usd") is not None]
        return count, sum((Decimal(str(cost)) for cost in known), Decimal(0)), len(known) == len(found)

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        saved = {source: self.saved(source) for source in ("cache", "memory")}
        return {
            **self.total.as_json(),
            "documents": self.documents,
            "in_doubt": self.in_doubt,
            "stages": _grouped(self.runs, 0),
            "causes": _grouped(self.runs, 1),
            "saved": {
                source: {"count": count, "cost_usd": float(cost) if known else None}
                for source, (count, cost, known) in saved.items()
            },
            "dearest": [{"path": path, **amount.as_json()} for path, amount in self.dearest],
            "runs": [run.as_json() for run in self.runs],
        }


def read(out: Path, *, top: int = 10) -> Bill:
    """The bill of the output folder `out`, with its `top` dearest documents.

    Raises UsageError where there is no journal, or it cannot be read.
    """
    path = out / "journal.jsonl"
    if not path.is_file():
        raise UsageError(
            f"There is no journal in {printable(out)}, so there is no bill.",
            "Give the output folder of a run (-o of summarize or translate).",
        )
    # A temporary database: SQLite keeps it in memory while it is small, and removes the file at the end.
    with closing(sqlite3.connect("", isolation_level=None)) as table:
        table.execute(_TABLE)
        table.execute("BEGIN")
        ledger = _Ledger(table)
        for entry in journal.entries(path):
            ledger.take(entry)
        (documents,) = table.execute("SELECT count(*) FROM documents").fetchone()
        dearest = tuple(_document(row) for row in table.execute(_DEAREST, (top,)))
    return Bill(tuple(ledger.runs), dearest, documents, len(ledger.sent))


class _Ledger:
    """The journal's lines, added up one after the other."""

    def __init__(self, table: sqlite3.Connection) -> None:
        self.runs: list[Run] = []
        self.sent: set[str] = set()
        self._table = table

    def take(self, entry: Mapping[str, Any]) -> None:
        """Take in one line; what makes no sense counts for nothing."""
        event = entry.get("event")
        if event == "run" or not self.runs:
            self.runs.append(Run(str(entry.get("at", "")), str(entry.get("version", ""))))
        try:
            if event == "sent":
                self.sent.add(str(entry["key"]))
            elif event == "answered":
                self.sent.discard(str(entry["key"]))
                self._paid(entry, str(entry.get("document", "")))
            elif event == "document":
                self._finished(entry)
            elif event == "failed":
                self.runs[-1].failed += 1
            elif event == "stopped":
                self._stopped(entry)
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
            return

    def _paid(self, entry: Mapping[str, Any], document: str) -> None:
        """A request with its account; without one, nothing was sent for it."""
        if "tokens" not in entry:
            return
        amount = _amount(entry)
        part = str(entry.get("task") or UNKNOWN), str(entry.get("cause") or UNKNOWN)
        known = self.runs[-1].parts.setdefault(part, Amount())
        known += amount
        if document:
            self._table.execute(_ADD, _row(document, amount))

    def _finished(self, entry: Mapping[str, Any]) -> None:
        run = self.runs[-1]
        run.documents += 1
        if (not run.parts and entry.get("requests")) or (
            UNKNOWN,
            UNKNOWN,
        ) in run.parts:  # of a version that kept accounts by document alone
            self._paid({**entry, "task": UNKNOWN, "cause": UNKNOWN}, str(entry["path"]))

    def _stopped(self, entry: Mapping[str, Any]) -> None:
        run = self.runs[-1]
        run.why = str(entry.get("why", ""))
        run.saved = dict(entry.get("saved", {}))
        run.retries = {str(cause): int(count) for cause, count in dict(entry.get("retries", {})).items()}


def _amount(entry: Mapping[str, Any]) -> Amount:
    tokens, cost, requests = entry["tokens"], entry.get("cost"), int(entry.get("requests", 0))
    return Amount(
        requests=requests,
        prompt=int(tokens["prompt"]),
        cached=int(tokens.get("cached", 0)),
        written=int(tokens.get("written", 0)),
        completion=int(tokens["completion"]),
        cost=Decimal(0) if cost is None else Decimal(str(cost)),
        unpriced=int(cost is None and requests > 0),
        estimated=int(entry.get("estimated", 0)),
        maybe_billed=int(entry.get("maybe_billed", 0)),
    )


def _row(path: str, amount: Amount) -> tuple[Any, ...]:
    tokens = amount.prompt, amount.cached, amount.completion
    cost = int(amount.cost / _UNIT)
    return (path.encode("utf-8", "surrogatepass"), amount.requests, *tokens, cost, amount.unpriced)


def _document(row: tuple[Any, ...]) -> tuple[str, Amount]:
    path, requests, prompt, cached, completion, cost, unpriced = row
    amount = Amount(
        requests=requests, prompt=prompt, cached=cached, completion=completion, cost=cost * _UNIT,
        unpriced=unpriced,
    )  # fmt: skip
    return path.decode("utf-8", "surrogatepass"), amount


def _sum(amounts: Iterator[Amount] | Any) -> Amount:
    total = Amount()
    for amount in amounts:
        total += amount
    return total


def _by(runs: tuple[Run, ...] | list[Run], part: int) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for run in runs:
        for names, amount in run.parts.items():
            known = found.setdefault(names[part], Amount())
            known += amount
    return dict(sorted(found.items(), key=lambda item: (-item[1].cost, -item[1].prompt, item[0])))


def _grouped(runs: tuple[Run, ...] | list[Run], part: int) -> dict[str, Any]:
    return {name: amount.as_json() for name, amount in _by(runs, part).items()}
