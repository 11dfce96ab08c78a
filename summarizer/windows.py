"""Many items, two stages side by side, and one step between them that must happen in order.

Items travel in windows: fixed runs in source order. All items of a window pass the first stage, then the
window is closed (strictly after the window before it), then its items pass the second stage. The first
stage of later windows runs ahead, at most AHEAD windows, so memory does not grow with the number of items.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from summarizer.concurrency import together

A = TypeVar("A")
B = TypeVar("B")

SIZE = 64
AHEAD = 3


async def travel(
    items: Iterable[A],
    first: Callable[[A], Awaitable[B | None]],
    close: Callable[[int, Sequence[B]], Awaitable[None]],
    second: Callable[[int, B], Awaitable[None]],
    *,
    size: int = SIZE,
) -> None:
    """Take all items through both stages. `close` gets a window's index (from 0) and its survivors, in order.

    The first error cancels everything that is under way and is raised.
    """

    async def window(
        index: int, part: list[A], before: asyncio.Future[None], closed: asyncio.Future[None]
    ) -> None:
        found = await together(first(item) for item in part)
        survivors = [item for item in found if item is not None]
        await before
        await close(index, survivors)
        closed.set_result(None)
        await together(second(index, item) for item in survivors)

    loop = asyncio.get_running_loop()
    iterator, index, running = iter(items), 0, set[asyncio.Task[None]]()
    before = loop.create_future()
    before.set_result(None)
    try:
        while part := list(islice(iterator, size)):
            closed = loop.create_future()
            running.add(asyncio.create_task(window(index, part, before, closed)))
            before, index = closed, index + 1
            if len(running) == AHEAD:
                ready, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                await together(ready)
        await together(running)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
