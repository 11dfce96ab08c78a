"""Spend a limited sum so that documents get finished: none is begun whose end the money would not reach.

A document costs several requests, and those of all documents of a window go out before the first one of them
is finished. So what the begun documents will probably still cost is kept for them: their next requests go
first, and the first request of another document has to leave that much, and room for the dearest request
seen. This is an estimate, and only ever holds back; that the limit holds is `budgeting`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_NOTHING = Decimal(0)
_LATER = Decimal(1)  # what a document costs later on, for what its first requests cost ...
_BODY = Decimal(2)  # ... and for each language into which its body is translated
_WORST = Decimal("0.25")  # what they cost, for what they can cost at the worst, if nobody knows more


@dataclass(slots=True)
class _Begun:
    """A document under way, in USD."""

    spent: Decimal = _NOTHING
    reserved: Decimal = _NOTHING


class Steering:
    """Which documents are under way, and what they and others will probably cost."""

    def __init__(self) -> None:
        self._begun: dict[str, _Begun] = {}
        self._finished, self._finished_cost = 0, _NOTHING
        self._dearest = _NOTHING
        self._all = 1 + _LATER

    def expect(self, languages: int) -> None:
        """Bodies are translated into so many languages, which costs more later on."""
        self._all = 1 + _LATER + languages * _BODY

    def is_new(self, document: str) -> bool:
        """Whether nothing was asked for a document yet; what belongs to none is never new."""
        return bool(document) and document not in self._begun

    def needs(self, amount: Decimal) -> Decimal:
        """What must be left (USD, reservations not counted) for another document to begin with a request
        that may cost `amount`: nothing but that where none is under way.
        """
        if not self._begun:
            return amount
        each = self._expected(amount)
        kept = sum((max(_NOTHING, each - one.spent - one.reserved) for one in self._begun.values()), _NOTHING)
        return kept + max(amount, each) + max(amount, self._dearest)

    def reserved(self, document: str, amount: Decimal) -> None:
        """So much is set aside for a request of a document, which has begun now if it had not."""
        if document:
            self._begun.setdefault(document, _Begun()).reserved += amount
        self._dearest = max(self._dearest, amount)

    def settled(self, document: str, amount: Decimal, actual: Decimal) -> None:
        """Of `amount` set aside, `actual` was spent."""
        if one := self._begun.get(document):
            one.reserved -= amount
            one.spent += actual

    def finish(self, document: str, *, well: bool) -> None:
        """Nothing more will be asked for a document. What it cost tells about others if it ended well."""
        one = self._begun.pop(document, None)
        if one is not None and well:
            self._finished += 1
            self._finished_cost += one.spent

    def _expected(self, amount: Decimal) -> Decimal:
        """What a document probably costs in all."""
        if self._finished:
            return self._finished_cost / self._finished
        known = [one.spent for one in self._begun.values() if one.spent]
        if known:
            return self._all * sum(known, _NOTHING) / len(known)
        return self._all * _WORST * max(amount, self._dearest)
