"""What commands say is what there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Cli
from server import Server
from support import page

from summarizer import Summarizer, UsageError


def test_json_on_the_terminal_is_run_json_to_the_last_key(cli: Cli, server: Server, pages: Path) -> None:
    (pages / "a:b.txt").write_text(page(7), encoding="utf-8")
    said = json.loads(cli("summarize", pages, "-o", "out", "--json").out)
    assert said == json.loads(Path("out/run.json").read_text("utf-8"))
    assert list(said["renamed"]) == ["a:b.txt"]


def test_briefs_are_announced_only_where_there_are_any(cli: Cli, server: Server) -> None:
    Path("bad").mkdir()
    Path("bad/empty.txt").write_text("", encoding="utf-8")
    ended = cli("summarize", "bad", "-o", "out")
    assert ended.code == 1
    assert "Briefs to read" not in ended.err
    assert not Path("out/documents").exists()


def test_a_prompt_cannot_be_filled_in_for_a_file_that_is_not_there(cli: Cli) -> None:
    ended = cli("prompts", "render", "digest", "nowhere.txt")
    assert ended.code == 2
    ended.says("nowhere.txt cannot be read")


def test_doctor_shows_lists_as_they_are_given(cli: Cli) -> None:
    rows = cli("doctor", "--offline").out.splitlines()
    assert "format         json, md, html" in rows
    assert "glossary       -" in rows


@pytest.mark.parametrize("name", ["page.txt", "./page.txt"])
def test_the_name_of_a_file_is_not_digested_as_a_text(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(page(), encoding="utf-8")
    with Summarizer(base_url="http://127.0.0.1:9/v1", model="m") as summarizer:
        with pytest.raises(UsageError, match="name of a file"):
            summarizer.summarize(name)
        with pytest.raises(UsageError, match="No path is given"):
            next(iter(summarizer.run(out="out")))
