"""Rows that wait together: fewer transactions, the same promises."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.llm.committing import Committer
from summarizer.llm.storing import TextStore


class Disk:
    """Keeps what is written, transaction by transaction; can be held up, and can fail."""

    def __init__(self) -> None:
        self.written: list[dict[str, str]] = []
        self.free = threading.Event()
        self.free.set()
        self.full = False

    def commit(self, rows: Mapping[str, str]) -> None:
        assert self.free.wait(60)
        if self.full:
            raise UsageError("The disk is full.")
        self.written.append(dict(rows))


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def committer(disk: Disk) -> Iterator[Committer]:
    committer = Committer(disk.commit)
    yield committer
    disk.free.set()
    committer.close(lambda: None)


def row(name: str) -> dict[str, str]:
    return {name: f"text of {name}"}


async def all_under_way(committer: Committer, names: str) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(committer.write(partial(row, name))) for name in names]
    await asyncio.sleep(0.01)
    return tasks


async def test_what_comes_to_an_idle_writer_is_written_at_once(committer: Committer, disk: Disk) -> None:
    await committer.write(lambda: row("a"))
    assert disk.written == [row("a")]


async def test_what_comes_while_it_writes_becomes_one_transaction(committer: Committer, disk: Disk) -> None:
    disk.free.clear()
    tasks = await all_under_way(committer, "abcde")
    disk.free.set()
    await asyncio.gather(*tasks)
    assert sum(map(len, disk.written)) == 5
    assert len(disk.written) <= 2
    assert {name for rows in disk.written for name in rows} == set("abcde")


async def test_nobody_goes_on_before_the_rows_are_written(committer: Committer, disk: Disk) -> None:
    disk.free.clear()
    tasks = await all_under_way(committer, "ab")
    assert not any(task.done() for task in tasks)
    disk.free.set()
    await asyncio.gather(*tasks)


async def test_a_failure_is_everybodys(committer: Committer, disk: Disk) -> None:
    disk.full = True
    tasks = await all_under_way(committer, "abc")
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(error) for error in found] == ["The disk is full."] * 3
    disk.full = False
    await committer.write(lambda: row("d"))  # and the next one is a new start
    assert disk.written == [row("d")]


async def test_who_is_cancelled_is_written_all_the_same(committer: Committer, disk: Disk) -> None:
    disk.free.clear()
    tasks = await all_under_way(committer, "ab")
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    disk.free.set()
    committer.close(lambda: None)
    assert {name for rows in disk.written for name in rows} == set("ab")


async def test_closing_twice_is_harmless(committer: Committer) -> None:
    calls: list[str] = []
    committer.close(lambda: calls.append("last"))
    committer.close(lambda: calls.append("too late"))
    assert calls == ["last"]


def test_many_texts_are_stored_and_found_together(tmp_path: Path) -> None:
    store = TextStore(tmp_path / "cache", timeout=5)
    store.set_all({f"t:{number}": f"文{number}" for number in range(300)})
    store.set_all({"t:7": "anew"})
    assert store.get_all(["t:7", "t:8", "t:none"]) == {"t:7": "anew", "t:8": "文8"}
    assert store.get("t:7") == "anew"
    assert len(list(store.names())) == 300
    store.close()


def test_a_foreign_row_is_not_found(tmp_path: Path) -> None:
    store = TextStore(tmp_path / "cache", timeout=5)
    store.set("t:1", "text")
    store._cache._sql("UPDATE Cache SET mode = 4, value = x'8004'")  # a pickle
    assert store.get_all(["t:1"]) == {}
    store.close()


@pytest.mark.parametrize("name", ["词", "a\nb"])
def test_a_name_that_is_no_printable_ascii_is_refused(tmp_path: Path, name: str) -> None:
    store = TextStore(tmp_path / "cache", timeout=5)
    with pytest.raises(ValueError, match="printable ASCII"):
        store.set_all({"t:1": "text", name: "text"})
    assert store.get("t:1") is None  # all or nothing
    store.close()


def test_what_else_is_done_has_its_turn_and_nobody_waits_for_it(disk: Disk, committer: Committer) -> None:
    done, disk.free = list[str](), threading.Event()
    committer.do(lambda: disk.commit({"a": "1"}))
    committer.do(lambda: done.append(threading.current_thread().name))
    assert not done
    disk.free.set()
    committer.close(lambda: done.append("last"))
    committer.do(lambda: done.append("after the last"))
    assert disk.written == [{"a": "1"}]
    assert len(done) == 2
    assert done[0].startswith("cache")
    assert done[1] == "last"
