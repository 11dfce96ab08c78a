from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.concurrency import together
from summarizer.windows import WAITING, travel


class Trip:
    """Notes what happens; each stage takes a random number of turns of the loop."""

    def __init__(
        self, seed: int = 0, lost: frozenset[int] = frozenset(), dropped: frozenset[int] = frozenset()
    ) -> None:
        self.chance, self.lost, self.dropped = random.Random(seed), lost, dropped
        self.learnt: list[tuple[int, list[int]]] = []
        self.closed: list[tuple[int, list[int]]] = []
        self.began: list[int] = []
        self.second_of: dict[int, int] = {}
        self.third_of: dict[int, int] = {}
        self.ended: list[int] = []

    async def wait(self) -> None:
        for _ in range(self.chance.randrange(5)):
            await asyncio.sleep(0)

    async def first(self, item: int) -> int | None:
        self.began.append(item)
        await self.wait()
        return None if item in self.lost else item

    async def learn(self, window: int, items: Sequence[int]) -> int:
        await self.wait()
        self.learnt.append((window, list(items)))
        return window

    async def second(self, learnt: int, item: int) -> int | None:
        assert learnt in [index for index, _ in self.learnt], "its window is learnt"
        self.second_of[item] = learnt
        await self.wait()
        return None if item in self.dropped else item

    async def close(self, window: int, items: Sequence[int]) -> list[tuple[int, int]]:
        await self.wait()
        self.closed.append((window, list(items)))
        return [(window, item) for item in items]

    async def third(self, closed: tuple[int, int]) -> None:
        window, item = closed
        assert window in [index for index, _ in self.closed], "its window is closed"
        self.third_of[item] = window
        await self.wait()
        self.ended.append(item)

    async def go(self, count: int, size: int) -> None:
        await travel(range(count), self.first, self.learn, self.second, self.close, self.third, size=size)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 40),
    st.integers(1, 7),
    st.integers(0, 5),
    st.frozensets(st.integers(0, 39)),
    st.frozensets(st.integers(0, 39)),
)
def test_windows_are_fixed_runs_in_source_order_whatever_the_timing(
    count: int, size: int, seed: int, lost: frozenset[int], dropped: frozenset[int]
) -> None:
    trip = Trip(seed, lost, dropped)
    asyncio.run(trip.go(count, size))
    runs = [list(range(count))[start : start + size] for start in range(0, count, size)]
    kept = [[item for item in run if item not in lost] for run in runs]
    left = [[item for item in run if item not in dropped] for run in kept]
    assert trip.learnt == list(enumerate(kept))
    assert trip.closed == list(enumerate(left))
    assert sorted(trip.ended) == [item for run in left for item in run]
    assert all(item in kept[window] for item, window in trip.second_of.items())
    assert all(item in left[window] for item, window in trip.third_of.items())


async def until(ready: Callable[[], bool]) -> None:
    """Let others go on until it is so: items are listed in a thread."""
    async with asyncio.timeout(60):
        while not ready():  # noqa: ASYNC110 - the code under test knows no event to wait for
            await asyncio.sleep(0)


async def test_the_first_stage_runs_ahead_but_not_without_bound() -> None:
    trip, release = Trip(), asyncio.Event()

    async def close(_window: int, items: Sequence[int]) -> Sequence[int]:
        await release.wait()
        return items

    travelling = asyncio.create_task(
        travel(range(100), trip.first, trip.learn, trip.second, close, lambda *_: asyncio.sleep(0), size=4)
    )
    await until(lambda: len(trip.began) >= WAITING * 4)
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(trip.began) == WAITING * 4
    release.set()
    await travelling
    assert len(trip.began) == 100


async def test_the_first_error_ends_everything_and_is_raised_itself() -> None:
    trip, cancelled = Trip(), list[int]()

    async def first(item: int) -> int:
        if item == 1:
            raise ValueError("one is bad")
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise
        return item

    with pytest.raises(ValueError, match="one is bad"):
        await travel(range(6), first, trip.learn, trip.second, trip.close, trip.third, size=2)
    assert set(cancelled) == {0, 2, 3, 4, 5}
    assert trip.closed == []


async def test_an_error_while_a_window_is_closed_ends_everything() -> None:
    trip = Trip()

    async def close(window: int, items: Sequence[int]) -> list[tuple[int, int]]:
        if window == 1:
            raise ValueError("cannot close")
        return [(window, item) for item in items]

    travelling = travel(
        range(9), trip.first, trip.learn, trip.second, close, lambda *_: asyncio.sleep(0), size=2
    )
    with pytest.raises(ValueError, match="cannot close"):
        await asyncio.wait_for(travelling, 5)


async def test_nobody_learns_after_a_window_that_could_not() -> None:
    trip, learnt = Trip(), list[int]()

    async def learn(window: int, _items: Sequence[int]) -> int:
        learnt.append(window)
        raise ValueError("cannot learn")

    with pytest.raises(ValueError, match="cannot learn"):
        await asyncio.wait_for(
            travel(range(9), trip.first, learn, trip.second, trip.close, trip.third, size=2), 5
        )
    assert learnt == [0]
    assert trip.closed == []


async def test_a_window_learns_while_the_one_before_it_is_not_closed() -> None:
    trip, release = Trip(), asyncio.Event()

    async def close(_window: int, items: Sequence[int]) -> Sequence[int]:
        await release.wait()
        return items

    travelling = asyncio.create_task(
        travel(range(100), trip.first, trip.learn, trip.second, close, lambda *_: asyncio.sleep(0), size=4)
    )
    await until(lambda: len(trip.learnt) >= WAITING)
    for _ in range(100):
        await asyncio.sleep(0)
    assert [window for window, _ in trip.learnt] == list(range(WAITING))
    release.set()
    await travelling


async def test_cancelling_the_trip_cancels_what_is_under_way() -> None:
    trip, cancelled = Trip(), list[int]()

    async def third(closed: tuple[int, int]) -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            cancelled.append(closed[1])
            raise

    travelling = asyncio.create_task(
        travel(range(2), trip.first, trip.learn, trip.second, trip.close, third, size=2)
    )
    while not trip.closed:  # noqa: ASYNC110 - what is waited for has no event
        await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
    travelling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await travelling
    assert sorted(cancelled) == [0, 1]


async def test_values_come_in_order_however_they_finish() -> None:
    async def late(value: int) -> int:
        await asyncio.sleep(0.001 * (3 - value))
        return value

    assert await together(late(value) for value in range(3)) == [0, 1, 2]
    assert await together([]) == []
    assert await together([late(7)]) == [7]


async def test_nothing_goes_on_behind_a_failure() -> None:
    ended: list[str] = []

    async def slow() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            ended.append("slow")

    async def bad() -> None:
        await asyncio.sleep(0)
        raise KeyError("bad")

    with pytest.raises(KeyError):
        await together([slow(), bad()])
    assert ended == ["slow"]
