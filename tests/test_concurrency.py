"""What is done on the loop, and what in a thread of its own."""

from __future__ import annotations

import threading

import pytest

from summarizer.concurrency import SHORT, aside


@pytest.mark.parametrize(("size", "same"), [(0, True), (SHORT, True), (SHORT + 1, False)])
async def test_only_long_work_leaves_the_thread_of_the_loop(size: int, same: bool) -> None:
    here = threading.get_ident()
    assert (await aside(size, threading.get_ident) == here) is same


@pytest.mark.parametrize("size", [1, SHORT + 1])
async def test_what_goes_wrong_is_raised_wherever_it_was_done(size: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        await aside(size, _fail, "no number")


def _fail(text: str) -> None:
    raise ValueError(text)
