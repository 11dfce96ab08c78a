"""Rows that come in while others are being written wait together, and become one transaction.

A transaction that reaches the disk costs ten times what a row in it does, and a run has hundreds of requests
out at once. Nobody waits longer for it: what comes to an idle writer is written at once.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

Rows = Mapping[str, str]


@dataclass(slots=True)
class _Batch:
    """What becomes one transaction: functions that make the rows, and who waits for them, by event loop."""

    made: list[Callable[[], Rows]] = field(default_factory=list)
    waiting: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = field(default_factory=dict)


class Committer:
    """Writes with `commit`, in a thread of its own. What `commit` raises is raised to all who wait for it."""

    def __init__(self, commit: Callable[[Rows], None]) -> None:
        self._commit = commit
        self._lock = threading.Lock()
        self._open: _Batch | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cache")

    async def write(self, make: Callable[[], Rows]) -> None:
        """Have the rows written that `make` returns (it is called in the writer's thread), and wait for it.

        Who is cancelled here stops waiting; the rows are written all the same.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        with self._lock:
            batch, begun = (self._open, True) if self._open else (_Batch(), False)
            batch.made.append(make)
            batch.waiting.setdefault(loop, []).append(done)
            self._open = batch
        if not begun:
            self._thread.submit(self._write, batch).add_done_callback(partial(_settle, batch))
        await done

    def do(self, act: Callable[[], object]) -> None:
        """Have something else done in the writer's thread, in its turn. Nobody waits for it."""
        with suppress(RuntimeError):  # closed
            self._thread.submit(act)

    def close(self, last: Callable[[], None]) -> None:
        """Finish writing, then call `last` in the writer's thread. Closing twice is harmless."""
        self.do(last)
        self._thread.shutdown(wait=True)

    def _write(self, batch: _Batch) -> None:
        with self._lock:
            self._open = None
        rows: dict[str, str] = {}
        for make in batch.made:
            rows.update(make())
        self._commit(rows)


def _settle(batch: _Batch, written: Future[None]) -> None:
    """Tell those who wait, each in its own loop."""
    error = written.exception()
    for loop, waiting in batch.waiting.items():
        with suppress(RuntimeError):  # a loop that was closed: nobody waits there any more
            loop.call_soon_threadsafe(_tell, waiting, error)


def _tell(waiting: list[asyncio.Future[None]], error: BaseException | None) -> None:
    for done in waiting:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
