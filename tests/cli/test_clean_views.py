"""`clean` shows why a line is what it is, where another method differs, and the rows of a table."""

from __future__ import annotations

import json
from pathlib import Path

from calling import Cli
from support import page


def test_explain_names_what_sets_a_line_apart(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(page(), encoding="utf-8")
    shown = cli("clean", file, "--explain")
    assert shown.code == 0
    assert "line:" in shown.out
    assert "page:" in shown.out
    (found,) = map(json.loads, cli("clean", file, "--explain", "--json").out.splitlines())
    assert all(bool(line["reasons"]) == bool(line["text"].strip()) for line in found["lines"])
    assert len({json.dumps(line["reasons"]) for line in found["lines"]}) > 3


def test_diff_compares_with_the_extractor_of_a_page(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(), encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in page().split("\n") if line)
    menu = "".join(f"<li>栏目{number}</li>" for number in range(9))
    (tmp_path / "b.html").write_text(f"<html><body><ul>{menu}</ul>{body}</body></html>", encoding="utf-8")
    assert "nothing to compare with" in cli("clean", tmp_path / "a.txt", "--diff").out
    assert "lines differ" in cli("clean", tmp_path / "b.html", "--diff").out


def test_rows_of_a_table_are_shown_one_by_one(cli: Cli, tmp_path: Path) -> None:
    rows = [json.dumps({"body": page(number)}) for number in (1, 2)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    shown = cli("clean", tmp_path / "a.jsonl", "--text-column", "body", "--json")
    paths = [json.loads(line)["path"] for line in shown.out.splitlines()]
    assert paths == ["a.jsonl/000001.txt", "a.jsonl/000002.txt"]
