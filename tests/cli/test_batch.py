"""`--batch` and `batch status|collect|cancel`, as a user meets them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_server import Provider, providing
from calling import Cli
from server import Server, responds
from support import folder_of

from summarizer import journal
from summarizer.cli import batch as command


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The endpoint that the environment names."""
    with providing() as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("SUMMARIZER_MODEL", "m")
        yield running


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A folder with one article: three rounds."""
    return folder_of(tmp_path, 1)


def test_a_run_in_batches_tells_at_every_step_what_to_do_next(
    cli: Cli, provider: Provider, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = cli("summarize", one, "-o", "out", "--batch", "--price", "1,2")
    assert (begun.code, begun.out) == (0, "")
    begun.says("1 waiting", "Round 1: handed in 1 request", "tokens in", "Cost of this round", "$0.")
    begun.says("summarizer batch collect out", "--wait", "within 24 hours")
    assert not Path("out/documents").exists()

    asked = cli("batch", "status", "out")
    assert "batch_1  in progress: 0 of 1 requests processed, 24 hours left" in asked.out

    early = cli("batch", "collect", "out")
    assert early.code == 0
    early.says("batch_1  in progress", "summarizer batch collect out")
    assert len(provider.uploads) == 1

    provider.run()
    assert "There is something to take in" in cli("batch", "status", "out").out
    second = cli("batch", "collect", "out", "-v")
    second.says("Round 2: handed in 1 request", "2 rounds, 1 of 2 requests answered")

    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    out = Path("out").absolute()
    monkeypatch.chdir(elsewhere)
    provider.at_once = True
    last = cli("batch", "collect", out, "--wait", "--every", 0)
    assert last.code == 0
    last.says("1 document: 1 verified", "So far: 3 rounds, 3 of 3 requests answered")
    assert (out / "documents/001.txt.md").is_file()
    assert not Path("out").exists()

    assert "Nothing is under way" in cli("batch", "collect", out).err
    assert "3 of 3 requests answered" in cli("batch", "status", out).out
    cost = json.loads((out / "run.json").read_text())["batch"]["cost_usd"]
    assert cost > 0
    assert provider.live == 0


def test_one_document_is_translated_in_batches_with_a_line_of_json(
    cli: Cli, provider: Provider, one: Path
) -> None:
    provider.at_once = True
    begun = cli("translate", one / "001.txt", "--batch", "--json")
    assert json.loads(begun.out)["documents"] | {"found": 1} == {
        "found": 1, "done": 0, "flagged": 0, "failed": 0, "skipped": 0, "waiting": 1,
    }  # fmt: skip
    state = json.loads(cli("batch", "status", "summarizer-out", "--json").out)
    assert state["under_way_now"] == [
        {"id": "batch_1", "status": "completed", "requests": 1, "completed": 1, "failed": 0}
    ]
    ended = cli("batch", "collect", "summarizer-out", "--wait", "--every", 0, "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    result = json.loads(Path("summarizer-out/documents/001.txt.json").read_text("utf-8"))
    assert result["translation"]["to"] == "en"
    assert result["provenance"]["mode"] == "batch"
    assert Path("summarizer-out/documents/001.txt.en.txt").is_file() or list(
        Path("summarizer-out/documents").glob("001.txt*en*")
    )


def killed_at(provider: Provider, monkeypatch: pytest.MonkeyPatch, what: str, process: list[Any]) -> None:
    """Kill the process that asks for `what`, when the work is done and before it hears of it."""
    handled = Provider._handled

    def deadly(self: Provider, seen: Any, parts: list[str], query: Any) -> tuple[int, Any]:
        found = handled(self, seen, parts, query)
        if process and f"{seen.method} {seen.path}" == what:
            while not process[0]:
                time.sleep(0.01)
            os.kill(process.pop(0).pid, signal.SIGKILL)
        return found

    monkeypatch.setattr(Provider, "_handled", deadly)


def test_a_killed_process_leaves_nothing_to_be_sent_twice(
    cli: Cli, provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = folder_of(tmp_path, 2)
    process: list[Any] = [None]
    killed_at(provider, monkeypatch, "POST /v1/batches", process)
    arguments = ["summarize", str(pages), "-o", "out", "--batch"]
    process[0] = running = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments], env={**os.environ}
    )
    assert running.wait(60) == -signal.SIGKILL
    assert len(provider.uploads) == 1

    provider.at_once = True
    ended = cli("batch", "collect", "out", "--wait", "--every", 0)
    ended.says("2 documents: 2 verified")
    assert len(provider.uploads) == len(set(provider.uploads)) == 3
    assert len(provider.created) == len(set(provider.created)) == 3
    assert len(provider.billed) == len(set(provider.billed)) == 5


def test_two_collects_at_once_do_not_get_into_each_others_way(
    cli: Cli, provider: Provider, one: Path
) -> None:
    cli("summarize", one, "-o", "out", "--batch")
    provider.run()
    with journal.lock(Path("out")):
        for name in ("collect", "cancel"):
            second = cli("batch", name, "out")
            assert second.code == 2
            second.says("Another run", "is writing into out")
    assert len(provider.uploads) == 1
    assert cli("batch", "collect", "out").code == 0


def test_cancelled_batches_are_stopped_and_their_answers_kept(
    cli: Cli, provider: Provider, tmp_path: Path
) -> None:
    pages = folder_of(tmp_path, 3)
    cli("summarize", pages, "-o", "out", "--batch")
    ended = cli("batch", "cancel", "out")
    assert ended.code == 0
    assert "batch_1  cancelling" in ended.out
    assert "can be taken into the cache: summarizer batch collect out" in ended.out
    cli("batch", "collect", "out").says("0 answers taken", "1 batch still being stopped")
    provider.run(only=2)
    cli("batch", "collect", "out").says("2 answers taken into the cache")
    cli("batch", "collect", "out").says("Nothing is under way")
    assert len(provider.uploads) == 1, "nothing new is handed in"
    done = cli("summarize", pages, "-o", "out", "--json")
    assert json.loads(done.out)["cached"] == 2


@pytest.mark.parametrize("name", ["status", "collect", "cancel"])
def test_a_folder_without_batches_is_told(cli: Cli, tmp_path: Path, name: str) -> None:
    ended = cli("batch", name, tmp_path)
    assert ended.code == 2
    ended.says("Nothing was handed in", "--batch")


def test_a_folder_from_somebody_else_is_not_obeyed(
    cli: Cli, provider: Provider, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("summarize", one, "-o", "out", "--batch")
    ledger = Path("out/batch.jsonl")
    good = ledger.read_text()
    ledger.write_text(good.replace(provider.url, "http://127.0.0.1:9/v1"))
    ended = cli("batch", "collect", "out")
    assert ended.code == 2
    ended.says("was not written with this cache", "all its options again")
    ledger.write_text(good)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", "other-cache")
    assert cli("batch", "collect", "out").code == 2


def test_the_key_is_in_no_file(
    cli: Cli, provider: Provider, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "sk-CANARY-0123456789abcdef"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    cli("summarize", one, "-o", "out", "--batch")
    assert all(key.encode() not in file.read_bytes() for file in Path("out").rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--flex"], "does not go together with --flex"),
        (["--no-cache"], "--no-cache"),
        (["--record", "tapes"], "--record"),
    ],
)
def test_what_does_not_go_with_batches_is_told(
    cli: Cli, provider: Provider, one: Path, arguments: list[str], said: str
) -> None:
    ended = cli("summarize", one, "-o", "out", "--batch", *arguments)
    assert ended.code == 2
    ended.says(said)
    assert provider.uploads == []


def test_standard_input_cannot_be_read_again(cli: Cli, provider: Provider) -> None:
    ended = cli("summarize", "-", "--batch", stdin="文本".encode())
    assert ended.code == 2
    ended.says("--batch needs files or folders")


def test_an_endpoint_without_batches_is_told(cli: Cli, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(responds(b'{"detail": "Not Found"}', 404)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        ended = cli("summarize", one, "-o", "out", "--batch", "--model", "m")
    assert ended.code == 4
    ended.says("has no /files (HTTP 404)", "Leave --batch away")


def test_an_estimate_is_at_the_price_of_batches(cli: Cli, one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        json.loads(cli("summarize", one, "--dry-run", "--json", "--model", "gpt-5-mini", *more).out)
        for more in ([], ["--batch"])
    ]
    assert found[1]["cost_usd"] == pytest.approx([amount / 2 for amount in found[0]["cost_usd"]], rel=0.01)


def test_examples_of_the_help_name_all_commands() -> None:
    for name in ("status", "collect", "cancel", "--batch", "--wait"):
        assert name in command.EXAMPLES
