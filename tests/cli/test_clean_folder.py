"""`clean` over a folder leaves out what recurs in it, as a run would; over one file it cannot know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Cli
from stories import PROMOTION, stories_in


def kept(cli: Cli, *arguments: str | Path) -> list[bool]:
    """For each document in order, whether the promotion is in its body."""
    rows = [json.loads(row) for row in cli("clean", *arguments, "--json").out.splitlines()]
    roles = [{line["text"]: line["role"] for line in row["lines"]} for row in rows]
    return [role[PROMOTION] == "body" for role in roles]


@pytest.mark.parametrize("count", [5, 70])
def test_a_folder_is_shown_without_what_recurs_in_it(cli: Cli, tmp_path: Path, count: int) -> None:
    folder = stories_in(tmp_path / "pages", *range(count))
    assert kept(cli, folder) == [False] * count
    assert list(Path().iterdir()) == [], "nothing is written"


def test_each_page_is_shown_as_it_is_where_that_is_wanted(cli: Cli, tmp_path: Path) -> None:
    folder = stories_in(tmp_path / "pages", *range(6))
    assert kept(cli, folder, "--no-learn") == [True] * 6
    assert kept(cli, folder / "000.txt") == [True]


def test_documents_come_in_order_and_unreadable_ones_in_their_place(cli: Cli, tmp_path: Path) -> None:
    folder = stories_in(tmp_path / "pages", 0, 1, 3)
    (folder / "002.txt").write_bytes(b"")
    rows = [json.loads(row) for row in cli("clean", folder, "--json").out.splitlines()]
    assert [row["path"] for row in rows] == ["000.txt", "001.txt", "002.txt", "003.txt"]
    assert ["error" in row for row in rows] == [False, False, True, False]


@pytest.mark.parametrize("options", [(), ("--json",), ("--no-learn",)])
def test_a_folder_with_nothing_to_read_in_it_is_refused_as_by_summarize(
    cli: Cli, tmp_path: Path, options: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = cli("clean", empty, *options)
    assert (ended.code, ended.out) == (2, "")
    ended.says("nothing to read in", "empty")
