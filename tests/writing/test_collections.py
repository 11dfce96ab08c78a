"""What belongs to the whole folder is written in one pass, in the order of the sources."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from written import result

from summarizer.errors import UsageError
from summarizer.writing import FORMATS, files, known, write
from summarizer.writing.collections import Failure, failures_jsonl, results_jsonl, write_run


def test_json_is_always_written_and_the_rest_when_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write(result(), out, "a/b.txt", [], {}) == (out / "documents/a/b.txt.json",)
    paths = write(result(), out, "a/b.txt", ["md", "json", "md"], {})
    assert [path.name for path in paths] == ["b.txt.json", "b.txt.md"]
    assert all(path.stat().st_size for path in paths)
    assert files("a/b.txt", ["md"]) == ("documents/a/b.txt.json", "documents/a/b.txt.md")


def test_an_unknown_format_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"“pdf”.*json, md"):
        write(result(), tmp_path / "out", "a", ["pdf"], {})
    assert not (tmp_path / "out").exists()
    assert known(["md"]) == ("json", "md")
    suffixes = {form.suffix for form in FORMATS.values()}
    assert suffixes == {".json", ".md", ".tmx", ".xlf", ".xliff", ".review.xlsx"}


def test_a_second_write_of_the_same_result_touches_nothing(tmp_path: Path) -> None:
    for path in write(result(), tmp_path, "a", ["md"], {}):
        os.utime(path, (1, 1))
    assert [path.stat().st_mtime for path in write(result(), tmp_path, "a", ["md"], {})] == [1, 1]


def test_results_are_collected_one_a_line_in_the_order_given(tmp_path: Path) -> None:
    for name in ("a", "b/c"):
        write(result(key_points=[]), tmp_path, name, [], {})
    (tmp_path / "documents" / "torn.json").write_bytes(b'{"schema_version": 1, "doc')
    (tmp_path / "documents" / "list.json").write_bytes(b"[]")
    target = tmp_path / "results.jsonl"
    collected = results_jsonl(tmp_path, ["b/c", "gone", "a", "torn", "list"], target)
    assert (collected.written, collected.missing, collected.damaged) == (2, 1, ("torn", "list"))
    lines = target.read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        json.loads((tmp_path / "documents" / f"{name}.json").read_bytes()) for name in ("b/c", "a")
    ]
    assert "临河市" in lines[0]


def test_a_collection_that_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    write(result(), tmp_path, "a", [], {})
    target = tmp_path / "results.jsonl"
    results_jsonl(tmp_path, ["a"], target)
    os.utime(target, (1, 1))
    results_jsonl(tmp_path, ["a"], target)
    assert target.stat().st_mtime == 1


def test_what_failed_is_told_on_one_line_and_named_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "failures.jsonl"
    failures_jsonl(
        [Failure("通知　第一号.txt", "It does not fit:\n- a\r\n- b", "answer", "Ask\nagain.")], target
    )
    assert json.loads(target.read_text("utf-8")) == {
        "path": "通知　第一号.txt",
        "error": "It does not fit: - a - b",
        "code": "answer",
        "what_to_do": "Ask again.",
    }


def test_failures_say_what_to_do(tmp_path: Path) -> None:
    target = tmp_path / "failures.jsonl"
    failures = [Failure("坏\udcff.txt", "It is empty.", "empty", "Remove it."), Failure("b", "No.\x1b[31m")]
    assert failures_jsonl(failures, target) == 2
    first, second = map(json.loads, target.read_text("utf-8").splitlines())
    assert first == {
        "path": "坏\ufffd.txt",
        "error": "It is empty.",
        "code": "empty",
        "what_to_do": "Remove it.",
    }
    assert "\x1b" not in second["error"]
    assert failures_jsonl([], target) == 0
    assert target.read_bytes() == b""


def test_the_run_is_written_as_json(tmp_path: Path) -> None:
    write_run({"documents": {"found": 1}, "cost_usd": None, "seconds": 1.5}, tmp_path / "run.json")
    assert json.loads((tmp_path / "run.json").read_bytes())["documents"]["found"] == 1
    assert not write_run({"documents": {"found": 1}, "cost_usd": None, "seconds": 1.5}, tmp_path / "run.json")
