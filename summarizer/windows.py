"""Many items, three stages side by side, and between them two steps that must happen in order.

Items travel in windows: fixed runs in source order. All items of a window pass the first stage; then
something is learnt from the window as a whole (strictly after the window before it), with which its items
pass the second stage; then the window is closed (again in order), and its items pass the third. Later windows
run ahead, but only so many, so that memory does not grow with the number of items.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from summarizer.concurrency import together, undisturbed

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
K = TypeVar("K")

SIZE = 64
# Windows under way beside those whose items are being asked about: each of the three stages, and the steps
# that wait for a window as a whole, may hold one up.
WAITING = 4


def ahead(concurrency: int) -> int:
    """How many windows are under way at most where so many requests may be out at once."""
    return WAITING + concurrency // SIZE


async def travel(
    items: Iterable[A],
    first: Callable[[A], Awaitable[B | None]],
    learn: Callable[[int, Sequence[B]], Awaitable[K]],
    second: Callable[[K, B], Awaitable[C | None]],
    close: Callable[[int, Sequence[C]], Awaitable[Sequence[D]]],
    third: Callable[[D], Awaitable[None]],
    *,
    passed: Callable[[A], bool] = lambda _item: False,
    size: int = SIZE,
    most: int = WAITING,
) -> None:
    """Take all items through the stages. `learn` and `close` get a window's index (from 0) and its survivors,
    in order; `second` gets what `learn` returned for the item's window, `third` what `close` made of an item.
    What has `passed` already has its place in a window, but goes through no stage. At most `most` windows are
    under way.

    The first error cancels everything that is under way and is raised.
    """

    async def window(index: int, part: list[A], learning: _Turn, closing: _Turn) -> None:
        survivors = _without_lost(await together(first(item) for item in part))
        async with learning:
            learnt = await learn(index, survivors)
        drafts = _without_lost(await together(second(learnt, survivor) for survivor in survivors))
        async with closing:
            closed = await close(index, drafts)
        await together(third(one) for one in closed)

    iterator, index, running = iter(items), 0, set[asyncio.Task[None]]()
    learning, closing = _Turn(), _Turn()
    try:
        while part := await undisturbed(lambda: list(islice(iterator, size))):  # it looks at the disk
            left = [item for item in part if not passed(item)]
            running.add(asyncio.create_task(window(index, left, learning, closing)))
            learning, closing, index = learning.next(), closing.next(), index + 1
            if len(running) == most:
                ready, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                await together(ready)
        await together(running)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class _Turn:
    """A step that begins when the one before it has ended well; one that fails lets nobody follow."""

    def __init__(self, before: asyncio.Event | None = None) -> None:
        self._before, self._over = before, asyncio.Event()

    def next(self) -> _Turn:
        return _Turn(self._over)

    async def __aenter__(self) -> None:
        if self._before is not None:
            await self._before.wait()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._over.set()


def _without_lost(found: Iterable[B | None]) -> list[B]:
    return [item for item in found if item is not None]
