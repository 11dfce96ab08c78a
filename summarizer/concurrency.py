"""Doing several things at once without losing sight of the first that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from summarizer.errors import Waiting

T = TypeVar("T")
P = ParamSpec("P")


async def together(awaitables: Iterable[Awaitable[T]]) -> list[T]:
    """Await side by side and return the values in order.

    The first failure cancels the rest and is raised itself, not wrapped in a group. Waiting for a batch is
    none: the others go on, because they may have something to hand in as well; then it is raised.
    """
    several = list(awaitables)
    if len(several) == 1:  # as often as not: a task of its own would cost more than it does
        return [await several[0]]
    tasks = [asyncio.ensure_future(awaitable) for awaitable in several]
    try:
        with suppress(Waiting):
            return list(await asyncio.gather(*tasks))
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        raise _gravest(ended)
    finally:
        left = [task for task in tasks if not task.done()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _gravest(ended: Iterable[object]) -> BaseException:
    """The first failure; Waiting if there is no other. There is one."""
    failed = [one for one in ended if isinstance(one, BaseException)]
    return next((one for one in failed if not isinstance(one, Waiting)), failed[0])


SHORT = 5000  # characters that the slowest check looks through in some 50 ms


async def aside(size: int, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`function`, in a thread if the `size` of what it works on, in characters, is such that others would
    wait for long. Threads that compute take turns anyhow, and to change from one to another, and from one
    core to another, cost a fifth of all processor time where every little step had a thread of its own.
    """
    if size <= SHORT:
        return function(*args, **kwargs)
    return await asyncio.to_thread(function, *args, **kwargs)


async def undisturbed(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`function` in a thread. Who is cancelled meanwhile waits for its end first: a thread goes on anyway,
    and what it writes must not come after what closes the books.
    """
    work = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        work.exception()  # looked at: what stopped everything is told, what failed because of it is not
        raise
