"""check, clean, terms, cache, prompts, doctor, report, demo, help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from calling import Cli
from server import Server
from support import ROOT, ScriptedModel, contents, fails, page

from summarizer import wiring
from summarizer.results import Result


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def out(cli: Cli, server: Server, pages: Path) -> Path:
    """An output folder of three documents."""
    assert cli("summarize", pages, "-o", "out").code == 0
    return Path("out")


# ---------------------------------------------------------------------------------------------- check


def test_check_verifies_a_folder_again(cli: Cli, out: Path, model: ScriptedModel) -> None:
    asked = model.count()
    ended = cli("check", out)
    assert ended.code == 0
    assert ended.out.count("verified") == 3
    assert model.count() == asked


def test_check_json_has_one_line_for_each_result_in_order(cli: Cli, out: Path) -> None:
    ended = cli("check", out, "--json")
    found = lines(ended.out)
    assert [set(row) for row in found] == [{"path", "status", "findings"}] * 3
    assert [row["status"] for row in found] == ["verified"] * 3
    assert found[0]["path"].endswith("001.txt.json")
    assert ended.err == ""


def corrupt(file: Path) -> None:
    result = json.loads(file.read_text("utf-8"))
    sentence = result["summary"]["sentences"][1]
    sentence["en"] = sentence["en"].replace("120,000,000", "12,000,000")
    result["summary"]["en"] = " ".join(one["en"] for one in result["summary"]["sentences"])
    file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def test_check_finds_what_was_corrupted_and_exits_1(cli: Cli, out: Path) -> None:
    corrupt(out / "documents" / "002.txt.json")
    ended = cli("check", out, "--json")
    assert ended.code == 1
    rows = lines(ended.out)
    assert [row["status"] for row in rows] == ["verified", "flagged", "verified"]
    finding = next(one for one in rows[1]["findings"] if one["severity"] == "error")
    assert {"code", "category", "severity", "where", "message", "lines", "quote"} <= set(finding)
    assert finding["where"] == "summary.sentences.s2.en"
    text = cli("check", out / "documents" / "002.txt.json")
    assert text.code == 1
    assert "error: summary.sentences.s2.en" in text.out


MINIMAL: dict[str, Any] = {
    "document": {"path": "a.txt", "lines": [{"n": 1, "text": "图书馆总投资1.2亿元。", "role": "body"}]},
    "summary": {
        "zh": "图书馆总投资1.2亿元。",
        "en": "The library cost 120 million yuan.",
        "sentences": [
            {
                "id": "s1",
                "zh": "图书馆总投资1.2亿元。",
                "en": "The library cost 120 million yuan.",
                "lines": [1],
            }
        ],
    },
}


def test_check_takes_a_minimal_result_made_by_hand(cli: Cli) -> None:
    Path("mine.json").write_text(json.dumps(MINIMAL), encoding="utf-8")
    ended = cli("check", "mine.json", "--json")
    (row,) = lines(ended.out)
    assert (ended.code, row["status"]) == (0, "verified"), row
    wrong = json.loads(json.dumps(MINIMAL).replace("120 million", "12 million"))
    Path("mine.json").write_text(json.dumps(wrong), encoding="utf-8")
    ended = cli("check", "mine.json", "--json")
    (row,) = lines(ended.out)
    assert (ended.code, row["status"]) == (1, "flagged")
    assert {finding["where"] for finding in row["findings"] if finding["severity"] == "error"} >= {
        "summary.sentences.s1.en"
    }


def test_check_takes_a_result_with_keys_of_others(cli: Cli) -> None:
    Path("mine.json").write_text(json.dumps(MINIMAL | {"vendor": {"x": 1}, "rating": 5}), encoding="utf-8")
    assert cli("check", "mine.json").code == 0


def test_check_follows_the_glossary_it_is_given_else_the_terms_of_the_folder(cli: Cli, out: Path) -> None:
    Path("g.csv").write_text("zh,en\n清风计划,Clean Wind Scheme\n", encoding="utf-8")
    ended = cli("check", out, "--glossary", "g.csv", "--json")
    assert ended.code == 1
    assert all(
        any("Clean Wind Scheme" in one["message"] for one in row["findings"]) for row in lines(ended.out)
    )
    text = (
        (out / "terms.csv")
        .read_text("utf-8")
        .replace("Fresh Breeze Plan,programme,model,decided", "Other Plan,programme,reviewed,reviewed")
    )
    (out / "terms.csv").write_text(text, encoding="utf-8")
    assert cli("check", out / "documents" / "001.txt.json").code == 1


@pytest.mark.parametrize("content", ["no json", "[]", '{"schema_version": 2}', '{"summary": 5}', ""])
def test_check_of_something_that_is_no_result_is_an_error(cli: Cli, content: str) -> None:
    Path("bad.json").write_text(content, encoding="utf-8")
    Path("good.json").write_text(json.dumps(MINIMAL), encoding="utf-8")
    ended = cli("check", "bad.json", "good.json")
    assert ended.code == 2
    ended.says("bad.json is not a result")
    assert "good.json: verified" in ended.out, "the others are checked"
    (bad, good) = lines(cli("check", "bad.json", "good.json", "--json").out)
    assert "not a result" in bad["error"]
    assert good["status"] == "verified"


def test_check_of_a_folder_without_results(cli: Cli, pages: Path) -> None:
    ended = cli("check", pages)
    assert ended.code == 2
    ended.says("no results")


# ---------------------------------------------------------------------------------------------- clean


def test_clean_json_is_exactly_the_contract(cli: Cli, pages: Path) -> None:
    (pages / "bad.txt").write_bytes(b"")
    ended = cli("clean", pages, "--json")
    assert ended.code == 1
    rows = lines(ended.out)
    assert [row["path"] for row in rows] == ["001.txt", "002.txt", "003.txt", "bad.txt"]
    assert all({"path", "confidence", "title", "lines"} <= set(row) for row in rows[:3])
    assert {"path", "error"} <= set(rows[3])
    first = rows[0]
    assert 0.0 <= first["confidence"] <= 1.0
    assert first["title"] == "云岭县第一小学新图书馆正式启用（1）"
    assert [line["n"] for line in first["lines"]] == list(range(1, len(first["lines"]) + 1))
    assert all(set(line) == {"n", "text", "role"} for line in first["lines"])
    assert {line["role"] for line in first["lines"]} <= {"title", "meta", "body", "noise"}
    assert ended.err == ""


def test_clean_shows_a_page_to_people(cli: Cli, pages: Path) -> None:
    ended = cli("clean", pages / "001.txt")
    assert ended.code == 0
    assert "body  图书馆面积" in ended.out
    assert "confidence" in ended.out


def test_clean_reads_standard_input(cli: Cli) -> None:
    (row,) = lines(cli("clean", "-", "--json", stdin=page().encode()).out)
    assert row["path"] == "-"
    bad = cli("clean", "-", "--json")
    assert bad.code == 1
    assert "error" in lines(bad.out)[0]


def test_clean_and_check_need_neither_key_nor_network(cli: Cli, pages: Path) -> None:
    assert cli("clean", pages).code == 0


# ---------------------------------------------------------------------------------------------- terms


def test_terms_are_listed_exported_changed_and_imported(cli: Cli, out: Path, pages: Path) -> None:
    listed = cli("terms", "list", out)
    assert "王建国\tWang Jianguo\tperson\tmodel\tdecided" in listed.out
    assert cli("terms", "export", out, "mine.csv").code == 0
    text = Path("mine.csv").read_text("utf-8").replace("Fresh Breeze Plan", "Clean Wind Scheme")
    Path("mine.csv").write_text(text, encoding="utf-8")
    assert "1 changed" in cli("terms", "import", out, "mine.csv").out
    assert "清风计划\tClean Wind Scheme\tprogramme\treviewed\treviewed" in cli("terms", "list", out).out
    assert cli("summarize", pages, "-o", out).code == 0
    assert "Clean Wind Scheme" in (out / "documents" / "001.txt.md").read_text("utf-8")


@pytest.mark.parametrize("suffix", ["csv", "tbx", "xlsx"])
def test_importing_an_export_redoes_only_the_documents_in_which_an_edited_term_occurs(
    cli: Cli, server: Server, pages: Path, suffix: str
) -> None:
    other = pages / "002.txt"
    other.write_text(other.read_text("utf-8").replace("青河建筑公司", "他人承建单位"), encoding="utf-8")
    assert cli("summarize", pages, "-o", "out").code == 0
    file = f"terms.{suffix}"
    cli("terms", "export", "out", file)
    assert "none of them changed" in cli("terms", "import", "out", file).out
    again = json.loads(cli("summarize", pages, "-o", "out", "--json").out)
    assert again["documents"]["skipped"] == 3
    _rename_in(Path(file), "Qinghe Construction Company", "Qinghe Builders")
    assert "1 changed" in cli("terms", "import", "out", file).out
    once_more = json.loads(cli("summarize", pages, "-o", "out", "--json").out)
    assert (once_more["documents"]["done"], once_more["documents"]["skipped"]) == (2, 1)


def _rename_in(file: Path, before: str, after: str) -> None:
    if file.suffix != ".xlsx":
        file.write_text(file.read_text("utf-8").replace(before, after), encoding="utf-8")
        return
    book = openpyxl.load_workbook(file)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.value = after if cell.value == before else cell.value
    book.save(file)


def test_terms_as_json(cli: Cli, out: Path) -> None:
    cli("terms", "export", out, "mine.json")
    rows = json.loads(Path("mine.json").read_text("utf-8"))
    assert {"zh", "en", "kind", "origin", "status", "note"} == set(rows[0])


def test_terms_without_an_output_folder(cli: Cli) -> None:
    for arguments in (("list", "gone"), ("export", "gone", "x.csv"), ("import", "gone", "x.csv")):
        ended = cli("terms", *arguments)
        assert ended.code == 2
        ended.says("gone")


def test_importing_what_is_no_table(cli: Cli, out: Path) -> None:
    Path("bad.csv").write_bytes(b"\xff\xff")
    before = (out / "terms.csv").read_bytes()
    for file in ("bad.csv", "gone.csv"):
        ended = cli("terms", "import", out, file)
        assert ended.code == 2
        ended.says(file)
    assert (out / "terms.csv").read_bytes() == before


def test_terms_that_need_a_decision(cli: Cli, out: Path) -> None:
    with (out / "terms.csv").open("a", encoding="utf-8") as file:
        file.write("汪建国,Wang Jianguo,person,model,decided,\n")
    assert "汪建国" in cli("terms", "list", out, "--conflicts").out


# ---------------------------------------------------------------------------------------------- cache


def test_the_cache_says_what_is_in_it(cli: Cli, out: Path) -> None:
    found = json.loads(cli("cache", "stats", "--json").out)
    assert found["entries"] == 7
    assert found["by_task"] == {"digest": 3, "settle": 1, "translate": 3}
    assert "entries: 7" in cli("cache", "stats").out


def test_why_tells_of_one_request(cli: Cli, out: Path) -> None:
    row = next(row for row in lines((out / "journal.jsonl").read_text("utf-8")) if row["event"] == "sent")
    ended = cli("cache", "why", row["key"][:12])
    assert ended.code == 0
    assert f"task: {row['task']}" in ended.out
    nothing = cli("cache", "why", "0" * 20)
    assert nothing.code == 2
    nothing.says("Nothing is stored")


def test_pruning_needs_a_choice_and_clearing_a_yes(cli: Cli, out: Path) -> None:
    for age in ("-1", "nan", "inf"):
        ended = cli("cache", "prune", "--older-than", age)
        assert ended.code == 2
        ended.says("--older-than")
    ended = cli("cache", "prune")
    assert ended.code == 2
    ended.says("--older-than")
    assert "0 replies" in cli("cache", "prune", "--older-than", 1).out
    assert "7 replies" in cli("cache", "prune", "--model", "m").out
    assert cli("cache", "clear", stdin=b"n\n").code == 1
    assert cli("cache", "clear", "--yes").code == 0


# -------------------------------------------------------------------------------------------- prompts


def test_prompts_are_listed_with_their_digests(cli: Cli) -> None:
    ended = cli("prompts", "list")
    assert [line.split()[0] for line in ended.out.splitlines()] == [
        "bounds", "digest", "merge", "mend", "settle", "translate", "reask"
    ]  # fmt: skip


def test_a_prompt_is_shown_and_filled_in(cli: Cli, pages: Path) -> None:
    assert (
        cli("prompts", "show", "settle").out.strip()
        == (ROOT / "prompts" / "settle.md").read_text("utf-8").strip()
    )
    digest = cli("prompts", "render", "digest", pages / "001.txt").out
    assert "=== system ===" in digest
    assert "5| 5月28日" in digest
    assert '"id": "L5"' in cli("prompts", "render", "translate", pages / "001.txt").out


def test_prompts_check_lints(cli: Cli) -> None:
    assert "no problems" in cli("prompts", "check").out
    Path("mine").mkdir()
    Path("mine/settle.md").write_text(
        "---\nname: settle\ninputs: [names]\n---\n# user\n{{ nams }}", encoding="utf-8"
    )
    ended = cli("prompts", "check", "--prompts", "mine")
    assert ended.code == 1
    assert "`nams` is used but not declared" in ended.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "poem"), "poem"),
        (("render", "poem", "001.txt"), "poem"),
        (("render", "settle", "001.txt"), "earlier answers"),
        (("render", "digest", "gone.txt"), "cannot be read"),
        (("render", "digest", "001.txt", "--fields", "x"), "--fields"),
        (("list", "--prompts", "gone"), "gone"),
    ],
)
def test_prompts_that_are_not_there(
    cli: Cli, pages: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(pages)
    ended = cli("prompts", *arguments)
    assert ended.code in (1, 2)
    ended.says(says)


# --------------------------------------------------------------------------------------------- doctor


def test_doctor_shows_the_configuration_with_secrets_masked_and_tests_the_endpoint(
    cli: Cli, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-0123456789abcdef")
    ended = cli("doctor")
    assert ended.code == 0, ended
    assert server.url in ended.out
    assert "sk-secret" not in ended.out
    assert "你好" in ended.out
    assert "json_schema" in ended.out


def test_doctor_offline_needs_nothing_and_shows_the_default_model(cli: Cli) -> None:
    ended = cli("doctor", "--offline")
    assert ended.code == 0
    assert "gpt-5-mini (default)" in ended.out


def test_doctor_says_what_is_wrong_with_the_endpoint(cli: Cli, server: Server, model: ScriptedModel) -> None:
    model.always("", fails(401, "invalid_api_key", "Incorrect API key provided"))
    ended = cli("doctor")
    assert ended.code == 4
    assert "answer" in ended.out
    assert "key" in ended.out


def test_doctor_without_key_names_the_ways_out(cli: Cli) -> None:
    ended = cli("doctor")
    assert ended.code == 2
    ended.says("summarizer demo")


def test_doctor_on_a_dead_endpoint(cli: Cli) -> None:
    ended = cli("doctor", "--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    assert ended.code == 4
    assert "Traceback" not in ended.out + ended.err


# --------------------------------------------------------------------------------------------- report


def test_report_rebuilds_the_briefs(cli: Cli, out: Path, model: ScriptedModel) -> None:
    before, asked = contents(out), model.count()
    (out / "documents" / "002.txt.md").unlink()
    (out / "results.jsonl").unlink()
    (out / "index.html").unlink()
    ended = cli("report", out)
    assert ended.code == 0
    made = contents(out)
    assert b"<h1>3 documents at a glance</h1>" in made["index.html"]
    assert made == before
    assert model.count() == asked


def test_report_keeps_the_order_of_the_results_and_what_they_leave_out(
    cli: Cli, server: Server, pages: Path
) -> None:
    assert server.url

    def shown() -> list[str]:
        lines = Path("out/results.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line)["document"]["path"] for line in lines]

    (pages / "001.txt").rename(pages / "a?b.txt")  # its output has another name
    (pages / "002.txt").rename(pages / "a_c.txt")
    cli("summarize", pages, "-o", "out")
    before = shown()
    assert before == sorted(before)
    cli("report", "out")
    assert shown() == before
    (pages / "a_c.txt").unlink()
    cli("summarize", pages, "-o", "out")
    cli("report", "out")
    assert shown() == [path for path in before if path != "a_c.txt"]


def test_report_on_what_is_no_output_folder(cli: Cli, pages: Path) -> None:
    ended = cli("report", pages)
    assert ended.code == 2
    ended.says("not an output folder")
    assert contents(pages, but=()) == contents(pages), "nothing was written there"


def test_report_in_an_unknown_format(cli: Cli, out: Path) -> None:
    ended = cli("report", out, "--format", "xyz")
    assert ended.code == 2
    ended.says("xyz")


def test_report_names_a_result_that_is_damaged(cli: Cli, out: Path) -> None:
    (out / "documents" / "002.txt.json").write_text("{", encoding="utf-8")
    ended = cli("report", out)
    assert ended.code == 2
    ended.says("002.txt.json")


# ----------------------------------------------------------------------------------------------- demo


@pytest.fixture
def tape(cli: Cli, server: Server, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Samples of our own with recordings, where the demo looks for them."""
    samples = tmp_path / "samples"
    samples.mkdir()
    pages.rename(samples / "documents")
    (samples / "glossary.csv").write_text("zh,en\n清风计划,Fresh Breeze Plan\n", encoding="utf-8")
    cli(
        "summarize", samples / "documents", "-o", "recorded", "--no-cache",
        "--glossary", samples / "glossary.csv", "--record", samples / "recordings",
    )  # fmt: skip
    real = wiring.bundled
    monkeypatch.setattr(wiring, "bundled", lambda name: samples if name == "samples" else real(name))
    return samples


def test_the_demo_needs_no_key_and_no_network(
    cli: Cli, tape: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("SUMMARIZER_MODEL")
    asked = len(server.seen)
    ended = cli("demo", "-o", "demo")
    assert ended.code == 0
    ended.says("Nothing is sent", "3 verified", "demo/documents/001.txt.md")
    assert len(server.seen) == asked
    assert Path("demo/results.jsonl").is_file()
    assert json.loads(cli("demo", "-o", "demo", "--json").out)["documents"]["skipped"] == 3


def test_the_demo_is_the_same_for_everybody(cli: Cli, tape: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_TEMPERATURE", "0.9")
    monkeypatch.setenv("SUMMARIZER_MAX_COST", "nonsense")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-for-the-demo-0123456789")
    assert cli("demo", "-o", "demo").code == 0


# ----------------------------------------------------------------------------------------------- help


def test_help_has_examples_and_the_exit_codes(cli: Cli) -> None:
    ended = cli("--help")
    assert ended.code == 0
    for text in ("summarizer demo", "--dry-run", "130 stopped"):
        assert text in ended.out
    for command in ("summarize", "translate", "demo", "clean", "check", "report", "doctor"):
        text = cli(command, "--help").out
        assert "Example" in text, command


def test_no_arguments_show_the_help(cli: Cli) -> None:
    assert "Usage" in "".join(cli().__dict__[part] for part in ("out", "err"))


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version").code == 0


def test_the_help_is_there_at_once_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom summarizer.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'openai', 'trafilatura', 'httpx2', 'jinja2', 'diskcache', 'pypinyin', 'pydantic'}\n"
        "sys.stderr.write(','.join(sorted(heavy & set(sys.modules))))"
    )
    began = time.process_time()
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )
    assert time.process_time() - began < 5
    assert ended.stderr == ""
    assert "summarize" in ended.stdout


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    (tmp_path / "p").mkdir()
    for number in range(40):
        (tmp_path / "p" / f"{number}.txt").write_text(page(number) * 3, encoding="utf-8")
    command = f"{sys.executable} -m summarizer clean {tmp_path / 'p'} --json | head -c 10"
    ended = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, text=True, check=False)
    assert ended.stderr == ""


def test_a_single_result_on_stdout_is_valid_json_that_check_accepts(
    cli: Cli, server: Server, pages: Path
) -> None:
    Path("one.json").write_text(cli("summarize", pages / "001.txt", "--json").out, encoding="utf-8")
    assert Result.model_validate_json(Path("one.json").read_bytes()).status == "verified"
    assert cli("check", "one.json").code == 0


def test_doctor_says_where_a_setting_comes_from(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SUMMARIZER_RPM=7\nSUMMARIZER_MODEL=a\nSUMMARIZER_CONCURRENCY=3\n", "utf-8")
    monkeypatch.setenv("SUMMARIZER_MODEL", "b")
    monkeypatch.setenv("SUMMARIZER_CONCURRENCY", "5")
    shown = cli("doctor", "--offline", "--model", "c").out.splitlines()
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in shown}
    assert rows["model"] == "c (option)"
    assert rows["concurrency"] == "5 (environment)"
    assert rows["rpm"] == "7.0 (.env)"
    assert rows["tpm"] == "-"
