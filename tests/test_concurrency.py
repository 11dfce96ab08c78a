"""What is done on the loop, and what in a thread of its own."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from summarizer.concurrency import SHORT, aside
from summarizer.reading import Row, Source


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


def test_what_nobody_knows_the_length_of_is_read_in_a_thread(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("短文", "utf-8")
    assert Source(file, "a.txt").size == 6
    row = Row(0, 6, "text")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for endless in (
        Source(file, "a.txt", place=row),
        Source(pipe, "pipe"),
        Source(tmp_path / "none", "none"),
    ):
        assert endless.size > 1 << 40
