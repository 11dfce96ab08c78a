"""`--log-json` tells programs what a run does, and never what a document says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from calling import Cli
from server import Server
from support import ScriptedModel, fails, refuses, says

from summarizer.errors import UsageError
from summarizer.observing.jsonlog import JsonLog

SECRET = "sk-very-secret-0123456789"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_run_is_logged_from_its_beginning_to_its_end(
    cli: Cli, server: Server, pages: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    model.once("digest", fails(500, message="云岭县 is down"))
    model.once("digest", says("not JSON"))
    model.once("digest", refuses(), having="（3）")
    ended = cli("summarize", pages, "-o", "out", "--log-json", "log.jsonl", "--price", "1,2", "--json")
    run, log = json.loads(ended.out), lines(Path("log.jsonl"))
    assert (log[0]["event"], log[-1]["event"]) == ("run_begun", "run_ended")
    assert (log[0]["model"], log[0]["found"]) == ("m", 3)
    assert {name: log[-1][name] for name in ("requests", "tokens", "cost_usd")} == {
        name: run[name] for name in ("requests", "tokens", "cost_usd")
    }
    requests = [line for line in log if line["event"] == "request"]
    assert sum(line["requests"] for line in requests) == run["requests"]
    assert sum(line.get("cost_usd") or 0 for line in requests) == pytest.approx(run["cost_usd"])
    assert {line["cause"] for line in requests} == {"first", "reask"}
    assert [line["error"] for line in requests if "error" in line] == ["500"]
    assert [line["error"] for line in log if line["event"] == "retry"] == ["500"]
    assert {line["document"]: line["status"] for line in log if line["event"] == "document"} == {
        "001.txt": "verified", "002.txt": "verified", "003.txt": "failed",
    }  # fmt: skip
    assert all(line["time"].endswith("Z") for line in log)


def test_no_text_of_a_document_and_no_secret_is_logged(
    cli: Cli, server: Server, pages: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    model.once("digest", refuses(), having="（1）")
    model.always("translate", says('{"segments": "云岭县"}'))
    cli("summarize", pages, "-o", "out", "--log-json", "log.jsonl")
    text = Path("log.jsonl").read_text("utf-8")
    assert "refused" in text
    assert not any("\u3400" <= char <= "\u9fff" for char in text)
    assert "Yunling" not in text
    assert SECRET not in text


def test_a_second_run_is_appended_and_what_it_takes_from_the_cache_is_told(
    cli: Cli, server: Server, pages: Path
) -> None:
    cli("summarize", pages, "-o", "one", "--log-json", "log.jsonl")
    before = len(lines(Path("log.jsonl")))
    cli("summarize", pages, "-o", "two", "--log-json", "log.jsonl")
    after = lines(Path("log.jsonl"))[before:]
    assert {line["event"] for line in after} == {"run_begun", "reused", "document", "run_ended"}


def test_the_log_can_go_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    log = JsonLog.open("-", print)
    log.warned("one")
    log.close()
    assert json.loads(capfd.readouterr().out)["text"] == "one"


@pytest.mark.parametrize("more", [["--json", "-o", "out"], []], ids=["with --json", "one document, printed"])
def test_the_log_and_the_result_do_not_share_standard_output(
    cli: Cli, server: Server, pages: Path, more: list[str]
) -> None:
    what = pages if more else pages / "001.txt"
    ended = cli("summarize", what, "--log-json", "-", *more)
    assert ended.code == 2
    ended.says("standard output", "file")


def test_a_log_that_cannot_be_opened_is_found_out_before_anything_is_sent(
    cli: Cli, server: Server, pages: Path, model: ScriptedModel
) -> None:
    ended = cli("summarize", pages, "-o", "out", "--log-json", "missing/log.jsonl")
    assert (ended.code, model.count()) == (2, 0)
    ended.says("missing/log.jsonl")


def test_a_disk_that_is_full_ends_the_log_and_says_so_once(tmp_path: Path) -> None:
    told: list[str] = []
    log = JsonLog.open("/dev/full", told.append)
    log.warned("one")
    log.warned("two")
    log.close()
    assert len(told) == 1
    assert "No space left" in told[0]


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot write"):
        JsonLog.open(str(tmp_path), print)
