from __future__ import annotations

import json
from pathlib import Path

import pytest
from calling import Cli
from server import Server
from support import ScriptedModel, counts, page

from summarizer.results import Result

pytestmark = pytest.mark.usefixtures("server")


def documents(text: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(text)["documents"]
    return found


def test_a_folder_is_done_and_the_user_hears_what_came_of_it(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 0
    assert ended.out == "", "stdout is for what was asked for"
    ended.says("3 documents: 3 verified", "7 requests", "cost unknown", "out/documents")
    assert Path("out/documents/001.txt.md").is_file()


def test_without_o_a_folder_goes_to_summarizer_out(cli: Cli, pages: Path) -> None:
    assert cli("summarize", pages).code == 0
    assert Path("summarizer-out/documents/001.txt.json").is_file()


def test_json_prints_run_json_and_nothing_else(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out", "--json")
    assert documents(ended.out) == counts(3, done=3)
    written = json.loads(Path("out/run.json").read_text("utf-8"))
    printed = json.loads(ended.out)
    assert {key: written[key] for key in printed} == printed
    again = cli("summarize", pages, "-o", "out", "--json")
    assert documents(again.out) == counts(3, skipped=3)
    assert json.loads(again.out)["requests"] == 0


def test_quiet_says_nothing(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out", "-q")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_quiet_warns_of_nothing_but_in_the_account_of_the_run(
    cli: Cli, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.conflicts.alike", lambda _rows: ["two names share their English"])
    monkeypatch.setenv("SUMMARIZER_CONCURENCY", "3")
    for arguments in ((pages, "-o", "out"), (pages / "001.txt",), (pages, "--dry-run")):
        ended = cli("summarize", *arguments, "-q")
        assert (ended.code, ended.err) == (0, "")
        cli("summarize", *arguments, "-o", "loud").says("warning: ")
    assert json.loads(Path("out/run.json").read_text())["warnings"] == ["two names share their English"]


def test_verbose_has_a_line_for_each_document(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out", "-v")
    ended.says("[3/3]", "001.txt: verified", "003.txt: verified")


def test_one_file_prints_its_brief(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages / "001.txt")
    assert ended.code == 0
    assert "Yunling County No. 1 Primary School" in ended.out
    assert "云岭县第一小学" in ended.out
    assert not Path("summarizer-out").exists()


def test_one_file_with_json_prints_its_result(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages / "001.txt", "--json")
    result = Result.model_validate_json(ended.out)
    assert result.status == "verified"
    assert result.document.path == "001.txt"
    assert result.provenance.requests == 3


def test_one_file_with_o_makes_a_folder(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages / "001.txt", "-o", "out")
    assert (ended.code, ended.out) == (0, "")
    assert Path("out/documents/001.txt.json").is_file()


def test_a_dash_reads_standard_input(cli: Cli) -> None:
    ended = cli("summarize", "-", stdin=page().encode())
    assert ended.code == 0
    assert "Wang Jianguo" in ended.out
    gbk = cli("summarize", "-", "--json", stdin=page().encode("gb18030"))
    assert Result.model_validate_json(gbk.out).document.encoding.startswith("gb")


def test_translate_prints_the_digest_and_the_whole_body(cli: Cli, pages: Path) -> None:
    ended = cli("translate", pages / "001.txt", "--json")
    result = Result.model_validate_json(ended.out)
    assert result.translation is not None
    assert len(result.translation.segments) == 4
    assert "Fresh Breeze Plan" in result.translation.segments[2].en
    brief = cli("translate", pages / "001.txt")
    assert "Fresh Breeze Plan" in brief.out


def test_translate_works_on_folders(cli: Cli, pages: Path) -> None:
    ended = cli("translate", pages, "-o", "out", "--json")
    assert documents(ended.out) == counts(3, done=3)
    result = Result.model_validate_json(Path("out/documents/001.txt.json").read_bytes())
    assert result.translation is not None


def test_several_paths_go_into_folders_of_their_names(cli: Cli, pages: Path, tmp_path: Path) -> None:
    single = tmp_path / "extra.txt"
    single.write_text(page(9), encoding="utf-8")
    ended = cli("summarize", pages, single, "-o", "out", "--json")
    assert documents(ended.out) == counts(4, done=4)
    assert Path("out/documents/pages/001.txt.json").is_file()
    assert list(Path("out/documents").rglob("extra.txt.json"))


def test_a_limit_and_globs_choose_the_documents(cli: Cli, pages: Path) -> None:
    assert documents(cli("summarize", pages, "--limit", 2, "--json").out)["found"] == 2
    assert documents(cli("summarize", pages, "-o", "b", "--include", "*3.txt", "--json").out)["found"] == 1
    assert documents(cli("summarize", pages, "-o", "c", "--exclude", "00[12]*", "--json").out)["found"] == 1


def test_a_failed_document_makes_exit_1_and_the_rest_is_written(cli: Cli, pages: Path) -> None:
    (pages / "000.txt").write_bytes(b"")
    ended = cli("summarize", pages, "-o", "out")
    assert ended.code == 1
    ended.says("1 failed", "failures.jsonl")
    failure = json.loads(Path("out/failures.jsonl").read_text("utf-8"))
    assert failure["path"] == "000.txt"
    assert Path("out/documents/003.txt.json").is_file()


def spoil(model: ScriptedModel) -> None:
    def wrong(_question: object, answer: dict[str, list[dict[str, str]]]) -> object:
        for segment in answer["segments"]:
            segment["en"] = segment["en"].replace("120,000,000", "12,000,000")
        return answer

    model.alter("translate", wrong)


def test_flagged_is_published_and_no_failure_unless_strict(
    cli: Cli, pages: Path, model: ScriptedModel
) -> None:
    spoil(model)
    ended = cli("summarize", pages, "-o", "out", "--json")
    assert ended.code == 0
    assert documents(ended.out) == counts(3, flagged=3)
    strict = cli("summarize", pages, "-o", "strict", "--strict", "--json")
    assert strict.code == 1
    assert documents(strict.out) == counts(3, flagged=3)
    assert cli("summarize", pages / "001.txt", "--strict").code == 1


def test_strict_counts_what_was_flagged_by_an_earlier_run(
    cli: Cli, pages: Path, model: ScriptedModel
) -> None:
    spoil(model)
    cli("summarize", pages, "-o", "out")
    assert cli("summarize", pages, "-o", "out", "--strict").code == 1


def test_a_dry_run_sends_nothing_and_writes_nothing(cli: Cli, pages: Path, model: ScriptedModel) -> None:
    ended = cli("summarize", pages, "-o", "out", "--dry-run", "--price", "1,2")
    assert ended.code == 0
    assert "3 documents, m at http://127.0.0.1" in ended.out
    assert "Cost: $" in ended.out
    assert model.count() == 0
    assert not Path("out").exists()
    found = json.loads(cli("summarize", pages, "--dry-run", "--json").out)
    assert found["cost_usd"] is None
    assert found["tokens_in"][0] < found["tokens_in"][1]
    assert len(found["documents"]) == 3


def test_a_dry_run_over_nothing_ends_as_the_run_would(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = cli("summarize", tmp_path / "empty", "--dry-run")
    assert ended.code == 2
    assert "nothing to read" in ended.err


def test_the_output_folder_may_be_set_in_the_environment(
    cli: Cli, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_OUT", "elsewhere")
    assert cli("summarize", pages / "001.txt").code == 0
    assert Path("elsewhere/results.jsonl").exists()


@pytest.mark.parametrize("tag", ["xx", "klingon", "e"])
def test_a_language_that_is_none_is_refused_before_anything_is_sent(
    cli: Cli, pages: Path, model: ScriptedModel, tag: str
) -> None:
    assert cli("translate", pages, "-o", "out", "--to", tag).code == 2
    assert model.count() == 0


def test_a_dry_run_of_one_file_works_too(cli: Cli, pages: Path) -> None:
    assert "1 document," in cli("summarize", pages / "001.txt", "--dry-run").out


def test_a_dry_run_needs_no_key(cli: Cli, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("SUMMARIZER_MODEL")
    ended = cli("summarize", pages, "--dry-run")
    assert ended.code == 0
    assert "gpt-5-mini" in ended.out


def test_own_fields_from_a_yaml_list(cli: Cli, pages: Path) -> None:
    Path("school.yaml").write_text("- name: school\n  description: the school\n", encoding="utf-8")
    ended = cli("summarize", pages / "001.txt", "--fields", "school.yaml", "--json")
    result = Result.model_validate_json(ended.out)
    assert result.fields == {"school": ["云岭县教育局"]}


def test_a_glossary_wins(cli: Cli, pages: Path) -> None:
    Path("g.csv").write_text("zh,en\n云岭县教育局,Yunling Education Office\n", encoding="utf-8")
    assert "Yunling Education Office" in cli("summarize", pages / "001.txt", "--glossary", "g.csv").out


def test_record_and_replay_give_the_same_without_a_network(cli: Cli, pages: Path, server: Server) -> None:
    recorded = cli("summarize", pages, "-o", "a", "--record", "tape", "--no-cache", "--json")
    assert recorded.code == 0
    asked = len(server.seen)
    replayed = cli("summarize", pages, "-o", "b", "--replay", "tape", "--json")
    assert replayed.code == 0
    assert len(server.seen) == asked
    assert documents(replayed.out) == documents(recorded.out)
    one, other = (
        Result.model_validate_json(Path(folder, "documents/001.txt.json").read_bytes()) for folder in "ab"
    )
    assert one.model_dump(exclude={"provenance"}) == other.model_dump(exclude={"provenance"})


def test_the_cost_is_printed_where_a_price_is_known(cli: Cli, pages: Path) -> None:
    ended = cli("summarize", pages, "-o", "out", "--price", "1,2", "--json")
    assert json.loads(ended.out)["cost_usd"] > 0


def test_names_of_files_cannot_play_tricks_on_a_terminal(cli: Cli, pages: Path) -> None:
    (pages / "a\x1b[31mred\nx.txt").write_bytes(b"")
    ended = cli("summarize", pages, "-o", "out", "-v")
    assert ended.code == 1
    assert "\x1b" not in ended.err


# ------------------------------------------------------------------------------------------------ .env


def test_the_env_file_of_the_current_directory_is_read(
    cli: Cli, pages: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("SUMMARIZER_MODEL")
    Path(".env").write_text(f"OPENAI_BASE_URL={server.url}\nSUMMARIZER_MODEL=m\n", encoding="utf-8")
    assert cli("summarize", pages, "-o", "out").code == 0


def test_an_option_beats_the_environment_and_that_beats_the_env_file(
    cli: Cli, pages: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".env").write_text("SUMMARIZER_MODEL=from-file\n", encoding="utf-8")
    cli("summarize", pages / "001.txt", "--model", "from-option")
    assert model.asked[-1].body["model"] == "from-option"
    cli("summarize", pages / "001.txt")
    assert model.asked[-1].body["model"] == "m"
    monkeypatch.delenv("SUMMARIZER_MODEL")
    cli("summarize", pages / "001.txt")
    assert model.asked[-1].body["model"] == "from-file"


def test_an_env_file_inside_an_input_folder_is_never_read(
    cli: Cli, pages: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / ".env").write_text("SUMMARIZER_MODEL=evil\n", encoding="utf-8")
    cli("summarize", pages, "-o", "out")
    monkeypatch.chdir(pages)
    ended = cli("summarize", ".", "-o", "../out2")
    ended.says(".env is not read")
    assert {question.body["model"] for question in model.asked} == {"m"}


def test_an_env_file_further_up_is_not_searched_for(
    cli: Cli, pages: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".env").write_text("SUMMARIZER_TEMPERATURE=0.7\n", encoding="utf-8")
    Path("deeper").mkdir()
    monkeypatch.chdir("deeper")
    cli("summarize", pages / "001.txt")
    assert "temperature" not in model.asked[-1].body
