"""`summarizer report`: what it rebuilds, says and opens."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest
from calling import Cli
from reported import BRIDGE, PARK, folder, result

from summarizer.writing import write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder as a run leaves it."""
    results = [result(BRIDGE), result(PARK)]
    for one in results:
        write(one, tmp_path / "out", one.document.path, ["md"], {})
    return folder(tmp_path / "out", results)


def test_the_report_is_written_and_named(cli: Cli, out: Path) -> None:
    ended = cli("report", out)
    assert ended.code == 0
    assert ended.out.splitlines() == ["2 documents: json, md, html", f"To look at: {out / 'index.html'}"]
    assert (out / "index.html").is_file()


def test_only_the_formats_that_were_asked_for_are_written(cli: Cli, out: Path) -> None:
    assert cli("report", out, "--format", "md").code == 0
    assert not (out / "index.html").exists()
    (out / "documents" / "park.html.md").unlink()
    assert cli("report", out, "--format", "html").code == 0
    assert not (out / "documents" / "park.html.md").exists()


def test_an_unknown_format_is_refused_before_anything_is_written(cli: Cli, out: Path) -> None:
    ended = cli("report", out, "--format", "html,odt")
    assert ended.code == 2
    ended.says("odt", "html", "md")
    assert not (out / "index.html").exists()


def test_a_program_can_read_what_was_made(cli: Cli, out: Path) -> None:
    told = json.loads(cli("report", out, "--json").out)
    assert told == {
        "documents": 2,
        "formats": ["json", "md", "html"],
        "reports": [str(out / "index.html")],
    }


def test_the_report_is_opened_when_asked_for(cli: Cli, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: not opened.append(address))
    assert cli("report", out).code == 0
    assert opened == []
    assert cli("report", out, "--open").code == 0
    assert opened == [(out / "index.html").as_uri()]


def test_where_no_browser_is_the_reader_is_told(cli: Cli, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: False)
    ended = cli("report", out, "--open")
    assert ended.code == 0
    assert f"Open {out / 'index.html'} yourself" in ended.err


def test_a_second_report_changes_nothing(cli: Cli, out: Path) -> None:
    cli("report", out)
    before = {
        file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file() and file.name != ".lock"
    }
    cli("report", out)
    after = {
        file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file() and file.name != ".lock"
    }
    assert after == before
