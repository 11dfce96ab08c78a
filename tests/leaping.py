"""Time that leaps over waiting, so that tests of pauses, limits and outages take none."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _LeapingSelector(selectors.DefaultSelector):
    """Never waits: tells the loop's clock how long it would have."""

    skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout:
            self.skipped += timeout
        return super().select(0)


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock leaps over waiting: an hour takes no time."""

    def __init__(self) -> None:
        self._leap = _LeapingSelector()
        super().__init__(self._leap)

    def time(self) -> float:
        return self._leap.skipped

    def block(self, seconds: float) -> None:
        """What a step that holds up the loop for so long does to its time."""
        self._leap.skipped += seconds


def leaping(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine with leaping time."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(main)


def now() -> float:
    """The loop's time, in seconds since its start."""
    return asyncio.get_running_loop().time()
