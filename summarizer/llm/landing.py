"""One call that several wait for; and what becomes of it when nobody does any more.

When a run stops (Ctrl-C, no money left, one part of a document failed) what waits for a turn is broken off at
once. What is on the wire is paid for: it comes home, its reply is stored, and the next run finds it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from summarizer.llm.calls import Complete, Reply, Request


class Landing:
    """Knows which tasks have a request on the wire, and looks after those that were given up meanwhile."""

    def __init__(self) -> None:
        self._out: set[asyncio.Task[Any]] = set()
        self._given_up: set[asyncio.Task[Any]] = set()

    @property
    def coming(self) -> int:
        """Requests that nobody waits for, and that are still out."""
        return len(self._given_up)

    def tracked(self, complete: Complete) -> Complete:
        """`complete`, with its task known to be on the wire. To be put around what stores the reply."""

        async def noted(request: Request) -> Reply:
            task = asyncio.current_task()
            if task is None:  # pragma: no cover - a coroutine always runs in a task
                return await complete(request)
            self._out.add(task)
            try:
                return await complete(request)
            finally:
                self._out.discard(task)
                if task in self._given_up:
                    task.cancel()  # home: it must not go out again for another attempt

        return noted

    def takes(self, task: asyncio.Task[Any]) -> bool:
        """Whether a task that nobody waits for any more is on the wire, and so left to come home."""
        if task not in self._out:
            return False
        self._given_up.add(task)
        task.add_done_callback(self._given_up.discard)
        return True

    def wanted(self, task: asyncio.Task[Any]) -> None:
        """Somebody waits for a task again."""
        self._given_up.discard(task)

    async def wait(self, seconds: float) -> int:
        """Wait for what is out, so long; break off the rest. Returns how many requests that were."""
        late: set[asyncio.Task[Any]] = set()
        if self._given_up and seconds > 0:
            _, late = await asyncio.wait(set(self._given_up), timeout=seconds)
        late |= self._given_up
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)


class Flight:
    """One call that several may wait for. It is broken off when the last of them is cancelled, unless it is
    on the wire.
    """

    def __init__(self, call: Awaitable[Reply], landing: Landing) -> None:
        self.task = asyncio.ensure_future(call)
        self.task.add_done_callback(_retrieve)
        self.broken_off = False
        self._landing = landing
        self._waiting = 0

    async def join(self) -> Reply:
        """The reply of the call, or its error."""
        self._waiting += 1
        self._landing.wanted(self.task)
        try:
            await asyncio.wait({self.task})
        finally:
            self._waiting -= 1
            if not self._waiting and not self._landing.takes(self.task):
                self.broken_off = True
                self.task.cancel()  # nothing happens if it is done
        return self.task.result()

    def leave(self, flights: dict[str, Flight], key: str) -> None:
        """Take it out of `flights`, unless another has followed it there."""
        if flights.get(key) is self:
            del flights[key]


def _retrieve(done: asyncio.Future[Any]) -> None:
    """Look at the outcome, so that asyncio does not complain where everybody who waited has gone."""
    if not done.cancelled():
        done.exception()
