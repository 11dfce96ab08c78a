"""Recordings are whole however they came about, and what they do not hold is the trouble of one document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from calling import Cli
from server import Server
from support import ScriptedModel, contents, folder_of, page


def told(file: Path) -> Any:
    """What a recording says: its question, and the texts of the answers."""
    tape = json.loads(file.read_text("utf-8"))
    texts = [one["json"]["choices"][0]["message"]["content"] for one in tape["responses"]]
    return tape["request"], texts


def test_what_comes_from_the_cache_is_recorded_too(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path
) -> None:
    assert cli("summarize", pages, "-o", "one", "--record", "live").code == 0
    asked = model.count()
    assert cli("summarize", pages, "-o", "two", "--record", "stored").code == 0
    assert model.count() == asked, "the cache answers"
    live, stored = ({file.name: told(file) for file in Path(name).iterdir()} for name in ("live", "stored"))
    assert stored == live
    ended = cli("summarize", pages, "-o", "three", "--replay", "stored", "--json")
    assert ended.code == 0
    assert json.loads(ended.out)["documents"]["done"] == 3
    assert _summaries("three") == _summaries("one")


def _summaries(out: str) -> list[Any]:
    rows = [json.loads(data) for name, data in contents(Path(out)).items() if name.endswith("txt.json")]
    return [(row["title"], row["summary"], row["fields"]) for row in rows]


def test_what_is_half_in_the_cache_is_recorded_whole(
    cli: Cli, server: Server, model: ScriptedModel, tmp_path: Path, pages: Path
) -> None:
    assert cli("summarize", pages / "001.txt", "-q").code == 0
    assert cli("summarize", pages, "-o", "out", "--record", "rec", "--no-learn").code == 0
    shutil.rmtree(tmp_path / "cache")
    asked = model.count()
    assert cli("summarize", pages, "-o", "again", "--replay", "rec", "--no-learn").code == 0
    assert model.count() == asked


def test_a_document_that_was_not_recorded_fails_and_the_others_are_replayed(
    cli: Cli, server: Server, pages: Path
) -> None:
    assert cli("summarize", pages, "-o", "out", "--record", "rec").code == 0
    (pages / "000.txt").write_text(page(77).replace("王建国", "赵志强"), encoding="utf-8")
    ended = cli("summarize", pages, "-o", "again", "--replay", "rec", "--json")
    found = json.loads(ended.out)
    assert ended.code == 1
    assert found["documents"] == {"found": 4, "done": 3, "flagged": 0, "failed": 1, "skipped": 0}
    (failure,) = map(json.loads, Path("again/failures.jsonl").read_text("utf-8").splitlines())
    assert failure["path"] == "000.txt"
    assert "No recording answers" in failure["error"]


def test_where_nothing_is_recorded_the_replay_ends_as_with_a_provider_that_answers_nobody(
    cli: Cli, server: Server, pages: Path, tmp_path: Path
) -> None:
    assert cli("summarize", folder_of(tmp_path, 2), "-o", "out", "--record", "rec").code == 0
    other = tmp_path / "other"
    other.mkdir()
    for number in (1, 2):
        (other / f"{number}.txt").write_text(page(70 + number), encoding="utf-8")
    ended = cli("summarize", other, "-o", "again", "--replay", "rec")
    assert ended.code == 4
    ended.says("None of the documents is recorded in rec")
    assert cli("summarize", other / "1.txt", "--replay", "rec").code == 4
