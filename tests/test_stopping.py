"""What a run does when it is stopped, and before it begins: nothing paid for is lost or paid twice."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from commands import CONCURRENCY, started, until
from server import Server, hangs
from support import ScriptedModel, folder_of, run_over, serving

from summarizer.api import AsyncSummarizer
from summarizer.cli import folder as command
from summarizer.errors import MoneyError, UsageError
from summarizer.llm.caching import ReplyCache
from summarizer.running import GRACE, Run


async def test_what_is_out_when_a_run_is_stopped_comes_home_and_is_never_paid_for_again(
    tmp_path: Path,
) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 12), tmp_path / "out"
    with serving(model, slow=0.5) as server:
        with started(server, folder, "-o", out, "--no-ask", "--json") as process:
            until(lambda: model.count() >= CONCURRENCY + 2)
            process.send_signal(signal.SIGINT)
            stdout, stderr = process.communicate(timeout=20)
        assert process.returncode == 130
        assert "requests are under way and paid for" in stderr
        asked = model.count()
        assert json.loads(stdout)["requests"] == asked, "and on the bill"
        with ReplyCache.open(tmp_path / "cache") as cache:
            assert sum(stored.reusable for stored in cache.find()) == asked, "every answer is stored"
        ran = await run_over(server, folder, out=out, no_ask=True)
    assert ran.tally["in_doubt"] == []
    assert ran.tally["documents"]["failed"] == 0
    assert model.count() == len(model.bodies()), "nothing is asked twice"


def test_a_second_signal_leaves_at_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    with Server(hangs()) as server, started(server, folder, "-o", tmp_path / "out") as process:
        assert process.stderr is not None
        until(lambda: bool(server.seen))
        process.send_signal(signal.SIGINT)
        assert any("waiting 30 s at most" in line for line in process.stderr)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(25) == 130
        assert time.monotonic() - began < 20, "waiting takes 30 s; a busy machine needs some for leaving"


@pytest.mark.parametrize(("number", "grace"), [(signal.SIGINT, GRACE), (signal.SIGTERM, command.TERMINATED)])
def test_whoever_will_kill_soon_is_not_kept_waiting(number: signal.Signals, grace: float) -> None:
    handlers: dict[int, Any] = {}
    loop = SimpleNamespace(add_signal_handler=lambda one, stop, *about: handlers.update({one: (stop, about)}))
    run = SimpleNamespace(grace=GRACE)
    task = SimpleNamespace(cancel=lambda: None)
    command._listen(loop, task, run, [])  # type: ignore[arg-type]
    stop, about = handlers[number]
    stop(*about)
    assert run.grace == grace
    assert command.TERMINATED < 10 < GRACE


async def test_a_library_can_choose_not_to_wait(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    with Server(hangs()) as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            run = summarizer.run(folder, out=tmp_path / "out")
            run.grace = 0.0

            async def follow(run: Run) -> None:
                async for _ in run:
                    pass

            task = asyncio.create_task(follow(run))
            while not server.seen:  # noqa: ASYNC110 - the server is in a thread of its own
                await asyncio.sleep(0.005)
            began = time.monotonic()
            task.cancel()
            await asyncio.wait([task])
    assert time.monotonic() - began < 5
    assert run.tally.ended == 3


async def test_a_run_that_money_stops_loses_no_answer(tmp_path: Path) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 10), tmp_path / "out"
    with serving(model, slow=0.05) as server:
        ran = await run_over(server, folder, out=out, price="1,1", max_cost="0.10")
        assert ran.error is not None
        with ReplyCache.open(tmp_path / "cache") as cache:
            assert len(list(cache.find())) == model.count()


async def test_a_run_that_money_stops_finishes_what_it_began(tmp_path: Path) -> None:
    model = ScriptedModel()
    with serving(model, slow=0.02) as server:
        folder = folder_of(tmp_path, 30)
        ran = await run_over(
            server, folder, out=tmp_path / "out", price="1,1", max_cost="0.2", concurrency=32
        )
    documents = ran.tally["documents"]
    assert isinstance(ran.error, MoneyError)
    assert "may not be enough for another document" in ran.error.message
    assert documents["done"] == model.count("digest") >= 3
    assert documents["failed"] == 30 - documents["done"]
    assert ran.tally["cost_usd"] <= 0.2


def test_two_processes_that_share_a_cache_pay_once(tmp_path: Path) -> None:
    model, folder = ScriptedModel(), folder_of(tmp_path, 6)
    with (
        serving(model, slow=0.1) as server,
        started(server, folder, "-o", tmp_path / "one", "--json") as one,
        started(server, folder, "-o", tmp_path / "two", "--json") as two,
    ):
        for process in (one, two):
            _, stderr = process.communicate(timeout=60)
            assert process.returncode == 0, stderr
    assert model.count() == len(model.bodies())
    assert len(list((tmp_path / "two/documents").glob("*.json"))) == 6


# ------------------------------------------------------------------------------------- before it begins


async def refused(tmp_path: Path, message: str, **options: Any) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        ran = await run_over(server, folder_of(tmp_path, 3), out=tmp_path / "out", **options)
    assert isinstance(ran.error, UsageError)
    assert message in str(ran.error)
    assert ran.error.hint
    assert model.count() == 0, "nothing is paid for"


@pytest.mark.parametrize("which", ["out", "cache"])
async def test_a_disk_without_room_is_found_out_before_anything_is_paid_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    plenty = shutil.disk_usage(tmp_path)

    def usage(path: Path) -> Any:
        return plenty._replace(free=3 << 20) if Path(path) == tmp_path / which else plenty

    monkeypatch.setattr(shutil, "disk_usage", usage)
    await refused(tmp_path, "Only 3 MB are free", cache_dir=tmp_path / "cache")


@pytest.mark.parametrize(("which", "option"), [("out", "-o"), ("cache", "SUMMARIZER_CACHE_DIR")])
async def test_a_folder_that_may_not_be_written_is_found_out_before_anything_is_paid_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str, option: str
) -> None:
    opened = Path.open

    def forbidden(path: Path, *mode: Any, **options: Any) -> Any:
        if path.parent == tmp_path / which and path.name.startswith(".tmp-"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))  # a real one would not stop root
        return opened(path, *mode, **options)

    monkeypatch.setattr(Path, "open", forbidden)
    await refused(tmp_path, option, cache_dir=tmp_path / "cache")


async def test_a_small_run_needs_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little = shutil.disk_usage(tmp_path)._replace(free=20 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: little)
    with serving() as server:
        ran = await run_over(server, folder_of(tmp_path, 3), out=tmp_path / "out")
    assert ran.error is None


# ------------------------------------------------------------------ a disk that fails, a clock that jumps


class FailingDisk:
    """The `nth` write to the disk that Python does itself fails, and all after it if `stays`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, nth: int, code: int, *, stays: bool) -> None:
        self.left, self.code, self.stays = nth, code, stays
        for name in ("write", "fsync"):
            monkeypatch.setattr(os, name, self.failing(getattr(os, name)))

    def failing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def act(descriptor: int, *about: Any) -> Any:
            self.left -= 1
            if not self.left or (self.left < 0 and self.stays):
                raise OSError(self.code, os.strerror(self.code))
            return function(descriptor, *about)

        return act


@pytest.mark.parametrize(
    ("nth", "code", "stays"),
    [
        (4, errno.ENOSPC, False),
        (5, errno.EIO, True),
        (8, errno.EIO, False),
        (13, errno.ENOSPC, True),
        (21, errno.ENOSPC, True),
        (34, errno.EIO, False),
    ],
)
async def test_a_write_that_fails_is_loud_and_costs_nothing_twice(
    tmp_path: Path, nth: int, code: int, stays: bool
) -> None:
    model, out = ScriptedModel(), tmp_path / "out"
    folder = folder_of(tmp_path, 3)
    with serving(model) as server:
        with pytest.MonkeyPatch.context() as patch:
            disk = FailingDisk(patch, nth, code, stays=stays)
            first = await loudly(run_over(server, folder, out=out))
        assert disk.left <= 0, "it did fail"
        assert os.strerror(code) in first
        for file in out.rglob("*.json"):
            json.loads(file.read_bytes())
        ran = await run_over(server, folder, out=out)
    documents = ran.tally["documents"]
    assert documents["done"] + documents["skipped"] == 3
    assert not list(out.rglob(".tmp-*"))
    assert model.count() == len(model.bodies()), "nothing is asked twice"


async def loudly(running: Any) -> str:
    """What a run says of a failure, whether it stops it or not."""
    try:
        ran = await running
    except UsageError as error:
        return str(error)
    return " ".join([str(ran.error), *ran.tally["warnings"]])


async def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, day = folder_of(tmp_path, 4), 86_400
    jumping, true = iter(range(10**9)), time.time
    monkeypatch.setattr(time, "time", lambda: true() + (day if next(jumping) % 2 else -day))
    with serving() as server:
        ran = await run_over(server, folder, out=tmp_path / "out")
        again = await run_over(server, folder, out=tmp_path / "out")
    assert ran.tally["documents"]["done"] == 4
    assert again.tally["documents"]["skipped"] == 4
    assert 0 <= ran.tally["seconds"] < 60
