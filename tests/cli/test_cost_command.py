"""`summarizer cost` explains what a folder has cost."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from calling import Cli
from server import Server
from support import ScriptedModel, says

from summarizer.cli.wording import forecast_line
from summarizer.estimating import Forecast


def test_cost_shows_runs_stages_causes_and_the_dearest_documents(
    cli: Cli, server: Server, pages: Path, model: ScriptedModel
) -> None:
    model.once("digest", says("not JSON"))
    run = json.loads(cli("summarize", pages, "-o", "out", "--price", "0.25,2", "--json").out)
    ended = cli("cost", "out", "--top", "1")
    assert ended.code == 0
    for text in (
        "run ",
        "stage ",
        "digest",
        "translate",
        "reask: ",
        "dearest documents",
        "3 documents paid for",
    ):
        assert text in ended.out
    assert f"${run['cost_usd']:.4f}" in ended.out
    assert sum(line.startswith("00") for line in ended.out.splitlines()) == 1
    assert max(map(len, ended.out.splitlines())) <= 100


def test_cost_as_json_agrees_with_the_run(cli: Cli, server: Server, pages: Path) -> None:
    run = json.loads(cli("summarize", pages, "-o", "out", "--json").out)
    bill = json.loads(cli("cost", "out", "--json").out)
    assert bill["tokens"] == run["tokens"]
    assert bill["cost_usd"] is None
    assert bill["unpriced"] == run["requests"]
    assert {row["path"] for row in bill["dearest"]} == {"001.txt", "002.txt", "003.txt"}
    assert "unknown" in cli("cost", "out").out


def test_a_folder_that_no_run_has_written_is_explained(cli: Cli, tmp_path: Path) -> None:
    ended = cli("cost", tmp_path)
    assert ended.code == 2
    ended.says("no journal", "-o")


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            Forecast(1000, 24, (4000, 9000), (Decimal("2.1"), Decimal("5.48"))),
            "1,000 documents to do: $2.10 to $5.48 (4,000 to 9,000 tokens, judging by 24 of them",
        ),
        (Forecast(2, 2, (4, 9), None), "2 documents to do: price unknown: --price IN,OUT (4 to 9 tokens"),
    ],
)
def test_a_run_begins_with_what_it_will_probably_cost(found: Forecast, line: str) -> None:
    assert forecast_line(found) == f"{line}; less with what is cached)"
