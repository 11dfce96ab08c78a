"""Slips of the hand are told before anything is paid for; what people try is understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Cli
from server import Server
from support import ScriptedModel, folder_of, page


@pytest.mark.parametrize("to", ["", " ", ",", "zh", "zh-CN", "zh-Hant", "en,zh-Hans"])
def test_a_translation_into_no_language_or_into_chinese_is_refused(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, to: str
) -> None:
    for arguments in ((pages, "-o", "out"), (pages / "001.txt",), (pages, "--dry-run")):
        ended = cli("translate", *arguments, "--to", to)
        assert (ended.code, ended.out) == (2, "")
        ended.says("--to")
    assert model.count() == 0


def test_documents_said_to_be_in_other_languages_may_be_put_into_chinese(
    cli: Cli, server: Server, tmp_path: Path
) -> None:
    text = "The library opened on 5 May. Everybody who lives in the county is welcome to read there.\n"
    (tmp_path / "a.txt").write_text(text * 3, encoding="utf-8")
    assert cli("translate", tmp_path / "a.txt", "--to", "zh", "--only", "en").code == 0


UNUSABLE = {
    "foo,bar\n云岭县,Yunling\n": "foo",
    "": "has no terms",
    "zh,en\n": "has no terms",
    "zh,en\n云岭县,\n": "line 2: the English is empty",
}


@pytest.mark.parametrize("text", UNUSABLE)
def test_a_glossary_that_cannot_be_used_is_refused(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, text: str
) -> None:
    Path("g.csv").write_text(text, encoding="utf-8")
    for arguments in ((pages, "-o", "out"), (pages / "001.txt",), (pages, "--dry-run")):
        ended = cli("summarize", *arguments, "--glossary", "g.csv")
        assert (ended.code, ended.out) == (2, "")
        ended.says("g.csv", UNUSABLE[text])
    assert model.count() == 0


def test_a_glossary_that_renders_a_name_in_two_ways_is_used_with_a_warning(
    cli: Cli, server: Server, pages: Path
) -> None:
    Path("g.csv").write_text("zh,en\n云岭县,Yunling County\n云岭县,Cloud Ridge County\n", encoding="utf-8")
    for arguments in ((pages, "-o", "out"), (pages / "001.txt",), (pages, "--dry-run")):
        ended = cli("summarize", *arguments, "--glossary", "g.csv")
        assert ended.code == 0
        assert ended.err.count("g.csv, lines 2 and 3") == 1
    ended = cli("check", "out", "--glossary", "g.csv")
    assert ended.err.count("g.csv, lines 2 and 3") == 1


@pytest.mark.parametrize("data", [page(1).encode(), page(1).encode("gb18030"), b"<html><body><p>"])
def test_standard_input_is_a_document_of_an_output_folder(cli: Cli, server: Server, data: bytes) -> None:
    if data.startswith(b"<html>"):
        data += page(1).replace("\n", "</p><p>").encode() + b"</p></body></html>"
    assert cli("summarize", "-", "-o", "out", stdin=data).code == 0
    result = json.loads(Path("out/documents/stdin.txt.json").read_text("utf-8"))
    assert result["document"]["path"] == "stdin.txt"
    assert (result["document"]["media_type"] == "text/html") == data.startswith(b"<html>")
    again = cli("summarize", "-", "-o", "out", "--json", stdin=data)
    assert json.loads(again.out)["documents"]["skipped"] == 1


def test_standard_input_beside_other_paths_is_refused(cli: Cli, server: Server, pages: Path) -> None:
    ended = cli("summarize", "-", pages, "-o", "out", stdin=page(1).encode())
    assert ended.code == 2
    ended.says("cannot be combined with other paths")


def test_paths_of_the_same_name_are_listed_with_the_name_that_they_got(
    cli: Cli, server: Server, tmp_path: Path
) -> None:
    one, two = (folder_of(tmp_path / name, 1, "pages") for name in ("one", "two"))
    assert cli("summarize", one, two, "-o", "out").code == 0
    assert Path("out/documents/pages-2/001.txt.json").exists()
    assert json.loads(Path("out/run.json").read_text("utf-8"))["renamed"] == {str(two): "pages-2"}
