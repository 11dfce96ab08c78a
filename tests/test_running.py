"""Runs that are killed, interrupted, or left early: nothing is lost, nothing is paid for twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from commands import CONCURRENCY, started, until
from server import Server, hangs
from support import ScriptedModel, counts, folder_of, page, run_over, serving

from summarizer import windows
from summarizer.api import AsyncSummarizer
from summarizer.errors import UsageError
from summarizer.journal import Journal
from summarizer.llm.caching import ReplyCache
from summarizer.pinyin import propose
from summarizer.running import Sources
from summarizer.settings import Settings


@contextmanager
def sending(server: Server, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The command line, `started` and its first request there."""
    with started(server, *arguments) as process:
        until(lambda: bool(server.seen) or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        yield process


def rows(out: Path) -> list[dict[str, Any]]:
    found = []
    for line in (out / "journal.jsonl").read_text("utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def sent(out: Path) -> list[str]:
    return [row["key"] for row in rows(out) if row["event"] == "sent"]


@pytest.mark.parametrize("after", [2, 11])
async def test_after_a_kill_the_next_run_goes_on_and_asks_nothing_twice(tmp_path: Path, after: int) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 8), tmp_path / "out"
    with serving(model, slow=0.1) as server:
        with sending(server, folder, "-o", out) as process:
            until(lambda: model.count() >= after)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        before = sent(out)
        with ReplyCache.open(tmp_path / "cache") as cache:
            stored = {key for key in before if cache.get(key) is not None}
        ran = await run_over(server, folder, out=out)
    again = sent(out)[len(before) :]
    documents = ran.tally["documents"]
    assert documents["done"] + documents["skipped"] == documents["found"] == 8
    assert not stored & set(again), "no request with a stored reply is sent again"
    assert len(set(before) & set(again)) <= CONCURRENCY, "what was in flight may be"
    in_doubt = {row["key"] for row in ran.tally["in_doubt"]}
    assert in_doubt == set(before) - stored
    assert len((out / "results.jsonl").read_text("utf-8").splitlines()) == 8


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
async def test_an_interrupted_run_keeps_others_out_writes_what_is_done_and_can_be_resumed(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 12), tmp_path / "out"
    with serving(model, slow=0.2) as server:
        with sending(server, folder, "-o", out, "--json") as process:
            until(lambda: len(list((out / "documents").glob("*.json"))) >= 1)
            refused = await run_over(server, folder, out=out)
            assert isinstance(refused.error, UsageError)
            assert f"pid {process.pid}" in refused.error.message
            process.send_signal(number)
            stdout, stderr = process.communicate(timeout=60)
        assert process.returncode == code
        assert "Traceback" not in stderr
        assert "goes on from here" in stderr
        tally = json.loads(stdout)
        documents = tally["documents"]
        assert documents["found"] == 12 == sum(documents.values()) - 12
        results = (out / "results.jsonl").read_text("utf-8").splitlines()
        assert len(results) == documents["done"] >= 1
        assert json.loads((out / "run.json").read_text("utf-8"))["documents"] == documents
        ran = await run_over(server, folder, out=out)
    assert ran.tally["documents"] == counts(12, done=12 - documents["done"], skipped=documents["done"])


async def test_counts_add_up_when_the_disk_fills_up_midway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, append = folder_of(tmp_path, 6), Journal.append
    done: list[str] = []

    def full(journal: Journal, event: str, **data: Any) -> None:
        if len(done) >= 2:
            raise UsageError("Cannot write: No space left on device.")
        append(journal, event, **data)
        if event == "document":
            done.append(event)

    monkeypatch.setattr(Journal, "append", full)
    with serving() as server:
        ran = await run_over(server, folder, out=tmp_path / "out")
    assert isinstance(ran.error, UsageError)
    documents = ran.tally["documents"]
    assert documents["found"] == 6 == sum(documents.values()) - 6
    assert ran.tally["requests"] > 0, "what was paid for is told, too"


async def test_leaving_the_loop_early_stops_the_run_and_accounts_for_the_rest(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, 6), tmp_path / "out"
    with serving(slow=0.02) as server:
        async with AsyncSummarizer(base_url=server.url, model="m", concurrency=1) as summarizer:
            run = summarizer.run(folder, out=out)
            outcomes = aiter(run)
            await anext(outcomes)
            await outcomes.aclose()
        documents = run.tally.as_json()["documents"]
        assert sum(documents.values()) == 12
        assert 1 <= documents["done"] < 6
        failures = [json.loads(row) for row in (out / "failures.jsonl").read_text("utf-8").splitlines()]
        assert {row["code"] for row in failures} == {"stopped"}
        ran = await run_over(server, folder, out=out)
    assert ran.tally["documents"]["failed"] == 0


async def test_a_cancelled_run_ends_soon_and_is_resumed(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, 6), tmp_path / "out"
    model = ScriptedModel()
    with serving(model, slow=0.1) as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:

            async def follow() -> None:
                async for _ in summarizer.run(folder, out=out):
                    pass

            task = asyncio.create_task(follow())
            while not model.count():  # noqa: ASYNC110 - the server is in a thread of its own
                await asyncio.sleep(0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(task, 5)
        tally = json.loads((out / "run.json").read_text("utf-8"))
        assert tally["stopped"]
        assert tally["documents"]["failed"] == 6
        ran = await run_over(server, folder, out=out)
    assert ran.tally["documents"] == counts(6, done=6)


class Followed:
    """A run that is cancelled once its model was asked so often."""

    def __init__(self, model: ScriptedModel, after: int) -> None:
        self.model, self.after = model, after

    async def over(self, server: Server, folder: Path, out: Path) -> None:
        async with AsyncSummarizer(base_url=server.url, model="m", concurrency=3) as summarizer:

            async def follow() -> None:
                async for _ in summarizer.run(folder, out=out):
                    pass

            task = asyncio.create_task(follow())
            while self.model.count() < self.after and not task.done():  # noqa: ASYNC110 - another thread
                await asyncio.sleep(0.002)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("cuts", [(3, 9), (7,), (12, 16, 20)])
async def test_a_run_in_pieces_asks_exactly_what_a_whole_one_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cuts: tuple[int, ...]
) -> None:
    """Also what is asked of a document late in the folder, where windows have decided names before."""
    monkeypatch.setattr(windows.travel, "__kwdefaults__", {"size": 2})
    folder = folder_of(tmp_path, 8)
    people = ("钱多多", "孙文理", "周明白", "吴小天")
    for number, (one, other) in enumerate(zip(people, people[1:] + people[:1], strict=True), 3):
        text = page(
            number,
            extra=f"云岭县教育局局长{one}表示，希望同学们多读书，{other}也支持这项工作，大家都很高兴。\n",
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    names = {zh: ("person", propose(zh)) for zh in people}
    whole, pieces = ScriptedModel(**names), ScriptedModel(**names)
    with serving(whole, slow=0.02) as server:
        await run_over(server, folder, out=tmp_path / "whole", cache_dir=tmp_path / "other")
    with serving(pieces, slow=0.02, seed=7) as server:
        for cut in cuts:
            await Followed(pieces, cut).over(server, folder, tmp_path / "pieces")
        ran = await run_over(server, folder, out=tmp_path / "pieces")
    assert ran.tally["documents"]["failed"] == 0
    assert pieces.bodies() == whole.bodies()
    assert (tmp_path / "pieces/terms.csv").read_bytes() == (tmp_path / "whole/terms.csv").read_bytes()


async def test_money_is_never_overspent_and_the_next_run_goes_on(tmp_path: Path) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 10), tmp_path / "out"
    with serving(model, slow=0.02) as server:
        ran = await run_over(server, folder, out=out, price="1,1", max_cost="0.10")
        assert ran.error is not None
        assert ran.error.exit_code == 3  # type: ignore[attr-defined]
        assert ran.tally["cost_usd"] <= 0.10
        assert sum(ran.tally["documents"].values()) == 20
        more = await run_over(server, folder, out=out, price="1,1")
    assert more.tally["documents"]["failed"] == 0


async def test_the_run_json_of_a_run_that_could_not_begin_is_not_written(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with serving() as server:
        ran = await run_over(server, empty, out=tmp_path / "out")
    assert isinstance(ran.error, UsageError)
    assert not (tmp_path / "out").exists()


def test_sources_are_walked_anew_each_time_in_the_same_order(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    sources = Sources(Settings(), [folder], tmp_path / "out")
    assert [source.path for source in sources] == [source.path for source in sources]
    (folder / "000.txt").write_text(page(9), encoding="utf-8")
    assert sources.count() == 4


@pytest.mark.parametrize(
    ("option", "found"),
    [({"include": ("*2.txt",)}, ["002.txt"]), ({"exclude": ("002*",)}, ["001.txt", "003.txt"])],
)
def test_globs_choose_the_sources(tmp_path: Path, option: dict[str, Any], found: list[str]) -> None:
    sources = Sources(Settings(**option), [folder_of(tmp_path, 3)], tmp_path / "out")
    assert [source.path for source in sources] == found


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone"):
        Sources(Settings(), [tmp_path / "gone"], tmp_path / "out").count()


def test_one_file_that_is_being_printed_can_be_stopped_at_once(tmp_path: Path) -> None:
    file = folder_of(tmp_path, 1) / "001.txt"
    with Server(hangs()) as server, sending(server, file) as process:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        stdout, stderr = process.communicate(timeout=60)
        assert time.monotonic() - began < 25, "it does not wait for the answer, nor the 30 s of a folder"
    assert process.returncode == 143
    assert stdout == ""
    assert stderr == "error: Stopped on request.\n"
