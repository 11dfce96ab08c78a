"""The documents of a run that repeat another: which they are, and what they wait for.

A repeat is not read by the model. It takes over what was made of its original, if something was: who waits
for a document that fails goes its own way. It waits only for documents that come before it in this run, or
takes one that was finished before; so what is sent depends on the order of the sources, never on timing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.concurrency import undisturbed
from summarizer.errors import Waiting
from summarizer.finishing import Draft, verified
from summarizer.referring import refer
from summarizer.remembering import Memo
from summarizer.results import Result, edited
from summarizer.termbase import View
from summarizer.text import Article

if TYPE_CHECKING:  # it loads SQLite, which only folders need
    from summarizer.repeats import Original, Repeats

Made = Callable[[str, str], Result | None]  # path and sha256 -> the result that is there


@dataclass(frozen=True)
class Repeat(Draft):
    """A document half-way that repeats another; its result so far is that of its original's draft."""

    original: Original


@dataclass(frozen=True)
class Retold:
    """A repeat whose turn has come, with the terms that it may see."""

    drafted: Repeat
    terms: View


@dataclass(frozen=True)
class _UnderWay:
    draft: asyncio.Future[Result | None]
    result: asyncio.Future[Result | None]


@dataclass
class Repeating:
    """What is known of repeats in one run, in one event loop. Without `repeats`, there are none."""

    repeats: Repeats | None = None
    made: Made = lambda _path, _sha256: None
    memo: Memo = field(default_factory=Memo)
    # By path: originals of repeats that were not begun, documents under way, and what repeats wait for.
    _originals: dict[str, Original] = field(default_factory=dict, init=False)
    _under_way: dict[str, _UnderWay] = field(default_factory=dict, init=False)
    _waiting: dict[str, _UnderWay] = field(default_factory=dict, init=False)
    _put_off: set[int] = field(default_factory=set, init=False)  # hashes of paths: their answers come later

    async def learn(self, articles: Sequence[Article]) -> None:
        """Take in a window's documents; windows come in order. Raises UsageError if it cannot be kept."""
        if self.repeats is None:
            return
        found = await undisturbed(self.repeats.find, articles)
        loop = asyncio.get_running_loop()
        for article in articles:
            path = article.document.path
            original = found.get(path)
            if original is None:
                self._under_way[path] = _UnderWay(loop.create_future(), loop.create_future())
            else:
                self._originals[path] = original
                if original.begun and original.path in self._under_way:
                    self._waiting[path] = self._under_way[original.path]

    async def draft(self, article: Article) -> Repeat | None:
        """The draft of a repeat, once its original has one; None for a document that is to be read."""
        path = article.document.path
        original = self._originals.pop(path, None)
        if original is None:
            return None
        told = await self._of(original, waiting.draft if (waiting := self._waiting.get(path)) else None)
        if told is None:
            return None
        return Repeat(article, await asyncio.to_thread(_drafted, article, told), original)

    async def result(self, retold: Retold) -> Result | None:
        """The verified result of a repeat, once its original has one; None if it never will."""
        repeat = retold.drafted
        waiting = self._waiting.get(repeat.article.document.path)
        told = await self._of(repeat.original, waiting.result if waiting else None)
        if told is None:
            return None
        return await asyncio.to_thread(lambda: verified(refer(repeat.article, told), retold.terms, self.memo))

    def drafted(self, path: str, result: Result) -> None:
        """Tell those that wait for a document's draft."""
        if under_way := self._under_way.get(path):
            _settle(under_way.draft, result)

    def ended(self, path: str, result: Result | None = None) -> None:
        """Tell those that wait for a document what became of it: None if it failed."""
        self._waiting.pop(path, None)
        if under_way := self._under_way.pop(path, None):
            _settle(under_way.draft, result)
            _settle(under_way.result, result)

    def put_off(self, path: str) -> None:
        """Tell those that wait for a document that it waits for a batch; so they do, too. Their drafts hold
        up nobody: a repeat has no names of its own.
        """
        self._put_off.add(hash(path))
        self._waiting.pop(path, None)
        if under_way := self._under_way.pop(path, None):
            for future in (under_way.draft, under_way.result):
                if not future.done():
                    future.set_exception(Waiting(holds=False))
                    future.exception()  # perhaps nobody waits

    async def _of(self, original: Original, under_way: asyncio.Future[Result | None] | None) -> Result | None:
        if under_way is not None:
            return await asyncio.shield(under_way)
        if hash(original.path) in self._put_off:
            raise Waiting(holds=False)
        return await asyncio.to_thread(self.made, original.path, original.sha256)


def _settle(future: asyncio.Future[Result | None], result: Result | None) -> None:
    if not future.done():
        future.set_result(result)


def _drafted(article: Article, told: Result) -> Result:
    """As if the original had only been drafted, also where it is finished: without English."""
    draft = edited(refer(article, told), lambda _claim: {"en": ""})
    return draft.model_copy(update={"fields_en": {}})
