"""Every bad input of a user: a sentence that says what is wrong and what to do, the right exit code."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from calling import Cli
from server import Server
from support import ScriptedModel, counts, fails

KEYS = ("OPENAI_BASE_URL", "SUMMARIZER_MODEL")


# --------------------------------------------------------------------------------- what is given to read


def test_an_empty_folder(cli: Cli, server: Server) -> None:
    Path("empty").mkdir()
    ended = cli("summarize", "empty")
    assert ended.code == 2
    ended.says("nothing to read in empty", ".txt")
    assert not Path("summarizer-out").exists()


def test_a_missing_path(cli: Cli, server: Server, pages: Path) -> None:
    for command in ("summarize", "translate", "clean", "check"):
        ended = cli(command, pages / "gone.txt")
        assert ended.code == 2, command
        ended.says("gone.txt")
    ended = cli("summarize", pages, "gone", "-o", "out")
    assert ended.code == 2
    ended.says("gone")


def test_no_path_at_all(cli: Cli) -> None:
    ended = cli("summarize")
    assert ended.code == 2
    ended.says("Missing argument")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000), ""),
    ],
)
def test_one_file_that_cannot_be_read(cli: Cli, server: Server, name: str, content: bytes, says: str) -> None:
    Path(name).write_bytes(content)
    ended = cli("summarize", name)
    assert ended.code == 1
    ended.says("error:", says)
    assert ended.out == ""


def test_standard_input_that_is_empty(cli: Cli, server: Server) -> None:
    ended = cli("summarize", "-")
    assert ended.code == 1
    ended.says("empty")


def test_standard_input_beside_other_paths(cli: Cli, server: Server, pages: Path) -> None:
    for arguments in (("-", str(pages)), ("-", str(pages), "-o", "out")):
        ended = cli("summarize", *arguments)
        assert ended.code == 2
        ended.says("Standard input")


# ------------------------------------------------------------------------------------------ the endpoint


def test_no_key_and_no_model(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages)
    assert ended.code == 2
    ended.says("OPENAI_API_KEY", "--base-url", "summarizer demo")
    assert not Path("summarizer-out").exists()


@pytest.mark.parametrize(
    ("said", "code", "says"),
    [
        (fails(401, "invalid_api_key", "Incorrect API key provided: sk-abc"), 4, "key"),
        (fails(403, "", "not allowed"), 4, ""),
        (fails(404, "model_not_found", "The model `m` does not exist"), 4, "m"),
        (fails(429, "insufficient_quota", "You exceeded your current quota"), 3, ""),
        (fails(402, "", "Insufficient Balance"), 3, ""),
    ],
)
@pytest.mark.parametrize("single", [True, False])
def test_what_the_provider_refuses_for_all(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, said: Any, code: int, says: str, single: bool
) -> None:
    model.always("", said)
    ended = cli("summarize", pages / "001.txt" if single else pages)
    assert ended.code == code
    ended.says("error:", says)
    if not single:
        ended.says("3 documents", "3 failed")
        assert len(Path("summarizer-out/failures.jsonl").read_text("utf-8").splitlines()) == 3


def test_a_bad_key_midway_keeps_what_is_done_and_the_next_run_goes_on(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path
) -> None:
    cli("summarize", pages, "-o", "out", "--limit", 1)
    model.always("", fails(401, "invalid_api_key", "Incorrect API key"))
    ended = cli("summarize", pages, "-o", "out", "--json")
    assert ended.code == 4
    assert json.loads(ended.out)["documents"] == counts(3, skipped=1, failed=2)
    model.behave()
    assert cli("summarize", pages, "-o", "out").code == 0


def test_a_dead_endpoint(cli: Cli, pages: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    Path(".env").write_text("SUMMARIZER_ATTEMPTS=1\n", encoding="utf-8")
    ended = cli("summarize", pages, "--base-url", f"http://127.0.0.1:{port}/v1", "--model", "m")
    assert ended.code == 4
    ended.says("unreachable", "doctor")


@pytest.mark.parametrize(
    "url", ["ftp://x", "localhost:11434", "http://example.com/v1", "https://u:p@example.com"]
)
def test_an_address_that_cannot_be_used(cli: Cli, pages: Path, url: str) -> None:
    ended = cli("summarize", pages, "--base-url", url, "--model", "m")
    assert ended.code == 2
    ended.says("--base-url", "OPENAI_BASE_URL")
    assert "u:p" not in ended.err


# -------------------------------------------------------------------------------------- output and cache


def test_an_output_folder_that_is_a_file(cli: Cli, server: Server, model: ScriptedModel, pages: Path) -> None:
    Path("taken").write_text("mine", encoding="utf-8")
    for out in ("taken", "taken/deeper"):
        ended = cli("summarize", pages, "-o", out)
        assert ended.code == 2
        ended.says("taken", "-o")
    assert Path("taken").read_text("utf-8") == "mine"
    assert model.count() == 0, "nothing is paid for before that is known"


def test_a_file_in_the_place_of_a_folder_of_the_output(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path
) -> None:
    Path("out").mkdir()
    Path("out/documents").write_text("mine", encoding="utf-8")
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 2
    ended.says("out/documents")
    assert Path("out/documents").read_text("utf-8") == "mine"


def test_a_folder_in_the_place_of_the_journal(cli: Cli, server: Server, pages: Path) -> None:
    Path("out/journal.jsonl").mkdir(parents=True)
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 2
    ended.says("journal")


def test_a_damaged_cache_is_set_aside_with_a_warning(
    cli: Cli, server: Server, pages: Path, tmp_path: Path
) -> None:
    cli("summarize", pages, "-o", "out")
    for database in (tmp_path / "cache").glob("*.db*"):
        database.write_bytes(b"this is no database" * 100)
    ended = cli("summarize", pages, "-o", "out2")
    assert ended.code == 0
    ended.says("warning: The cache was damaged", "3 verified")
    assert list((tmp_path / "cache").glob("*corrupt*"))


def test_a_cache_folder_that_is_a_file(
    cli: Cli, server: Server, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", "file")
    for arguments in (("summarize", pages), ("summarize", pages / "001.txt"), ("cache", "stats")):
        ended = cli(*arguments)
        assert ended.code == 2, arguments
        ended.says("SUMMARIZER_CACHE_DIR", "file")


def test_a_torn_journal_line(cli: Cli, server: Server, model: ScriptedModel, pages: Path) -> None:
    cli("summarize", pages, "-o", "out")
    asked = model.count()
    with Path("out/journal.jsonl").open("ab") as file:
        file.write(b'{"event":"docu')
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 0
    ended.says("3 finished before")
    assert model.count() == asked


def test_a_damaged_termbase_is_named_and_not_overwritten(cli: Cli, server: Server, pages: Path) -> None:
    cli("summarize", pages, "-o", "out")
    Path("out/terms.csv").write_text('zh,en\n"云岭县,broken\n', encoding="utf-8")
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 2
    ended.says("terms.csv", "line 2")
    assert "broken" in Path("out/terms.csv").read_text("utf-8")


# ----------------------------------------------------------------------------------- options and settings

GLOSSARIES = [
    (b"zh,en\n\xe4\xba\x91,Cloud\n\xff\xfe,x\n", "not UTF-8"),
    (b"zh,en\n,Cloud\n", "Chinese is empty"),
    (b"zh,en\nCloud,\xe4\xba\x91\n", "swapped"),
    (b"zh,note\n\xe4\xba\x91,x\n", "no column"),
    (b'zh,en\n"\xe4\xba\x91,Cloud\n', "line 2"),
]


@pytest.mark.parametrize(("content", "says"), GLOSSARIES)
def test_an_invalid_glossary(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, content: bytes, says: str
) -> None:
    Path("g.csv").write_bytes(content)
    for arguments in ((pages, "-o", "out"), (pages / "001.txt",)):
        ended = cli("summarize", *arguments, "--glossary", "g.csv")
        assert ended.code == 2
        ended.says("g.csv", says)
    assert model.count() == 0, "nothing is paid for before that is known"


def test_a_missing_glossary(cli: Cli, server: Server, model: ScriptedModel, pages: Path) -> None:
    for target in (pages, pages / "001.txt"):
        ended = cli("summarize", target, "--glossary", "gone.csv")
        assert ended.code == 2
        ended.says("gone.csv")
    assert model.count() == 0


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--format", "json,xyz", "xyz"),
        ("--fields", "newz", "--fields takes"),
        ("--fields", "gone.yaml", "gone.yaml"),
        ("--fields", "gone.py:Model", "gone.py"),
        ("--structured", "xml", "--structured"),
        ("--concurrency", "0", "--concurrency"),
        ("--concurrency", "many", "--concurrency"),
        ("--limit", "0", "--limit"),
        ("--limit", "-1", "--limit"),
        ("--timeout", "0", "--timeout"),
        ("--rpm", "-5", "--rpm"),
        ("--tpm", "0", "--tpm"),
        ("--max-cost", "free", "--max-cost"),
        ("--max-cost", "0", "--max-cost"),
        ("--price", "nonsense", "--price"),
        ("--price", "1", "--price"),
        ("--price", "-1,2", "--price"),
        ("--prompts", "gone-prompts", "gone-prompts"),
        ("--replay", "gone-tape", "gone-tape"),
        ("--wish", "x", "--wish"),
    ],
)
def test_an_unknown_value_of_an_option(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, option: str, value: str, says: str
) -> None:
    for target in (pages, pages / "001.txt"):
        ended = cli("summarize", target, option, value)
        assert ended.code == 2
        ended.says(says)
    assert model.count() == 0
    assert not list(Path().rglob("*.json"))


def test_a_wrong_setting_in_the_environment_is_named(
    cli: Cli, server: Server, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "lots")
    ended = cli("summarize", pages)
    assert ended.code == 2
    ended.says("SUMMARIZER_CONCURRENCY")


def test_an_env_file_that_is_no_text(cli: Cli, server: Server, pages: Path) -> None:
    Path(".env").write_bytes(b"\xff\xfe\x00\x01")
    ended = cli("summarize", pages)
    assert ended.code == 2
    ended.says(".env")


def test_max_cost_without_a_known_price(cli: Cli, server: Server, model: ScriptedModel, pages: Path) -> None:
    for target in (pages, pages / "001.txt"):
        ended = cli("summarize", target, "--max-cost", "1")
        assert ended.code == 2
        ended.says("--price IN,OUT")
    assert model.count() == 0


@pytest.mark.parametrize(
    "options",
    [["--max-cost", "1"], ["--fields", "nosuch"], ["--format", "nosuch"], ["--glossary", "nosuch.csv"]],
    ids=lambda options: options[0],
)
def test_settings_that_cannot_work_leave_no_output_folder_behind(
    cli: Cli, server: Server, pages: Path, options: list[str]
) -> None:
    common = ("--base-url", server.url, "--model", "no-price-list-knows-this")
    assert cli("summarize", pages, "-o", "out", *common, *options).code == 2
    assert not Path("out").exists()
    Path("out").mkdir()
    Path("out/mine.txt").write_text("a file of the user's own", "utf-8")
    assert cli("summarize", pages, "-o", "out", *common, *options).code == 2
    assert Path("out/mine.txt").exists()


def test_max_cost_that_is_reached_stops_with_3(cli: Cli, server: Server, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out", "--max-cost", "0.000001", "--price", "1,2", "--json")
    assert ended.code == 3
    ended.says("--max-cost")
    tally = json.loads(ended.out)
    assert tally["documents"] == counts(3, failed=3)
    assert tally["requests"] == 0


def test_a_replay_folder_that_is_empty(cli: Cli, pages: Path) -> None:
    Path("tape").mkdir()
    ended = cli("summarize", pages, "--replay", "tape")
    assert ended.code == 2
    ended.says("no recordings in tape", "--record")


def test_a_replay_that_does_not_hold_the_question(cli: Cli, server: Server, pages: Path) -> None:
    cli("summarize", pages / "001.txt", "--record", "tape")
    ended = cli("summarize", pages / "002.txt", "--replay", "tape", "--model", "m")
    assert ended.code == 4
    ended.says("No recording answers")


def test_record_and_replay_together(cli: Cli, server: Server, pages: Path) -> None:
    ended = cli("summarize", pages, "--record", "tape", "--replay", "tape")
    assert ended.code == 2
    ended.says("exclude each other")


def test_a_prompt_template_with_a_fault(cli: Cli, server: Server, model: ScriptedModel, pages: Path) -> None:
    Path("mine").mkdir()
    Path("mine/digest.md").write_text("---\nname: digest\ninputs: []\n---\n# user\n{{ x }}", encoding="utf-8")
    for target in (pages, pages / "001.txt"):
        ended = cli("summarize", target, "--prompts", "mine")
        assert ended.code == 2
        ended.says("digest.md", "prompts check")
    assert model.count() == 0


def test_an_unknown_command_and_an_unknown_option(cli: Cli) -> None:
    assert cli("sumarize").code == 2
    assert cli("summarize", "x", "--frehs").code == 2


def test_no_error_shows_the_key(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "sk-secret-0123456789abcdef"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    model.always("", fails(401, "invalid_api_key", f"Incorrect API key provided: {key}"))
    ended = cli("summarize", pages, "-o", "out", "-v", "--json")
    assert ended.code == 4
    written = b"".join(file.read_bytes() for file in Path("out").rglob("*") if file.is_file())
    assert key not in ended.err + ended.out
    assert key.encode() not in written
