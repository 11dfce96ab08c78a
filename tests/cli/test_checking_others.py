"""`check` on results that another program made, or that somebody edited by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from calling import Cli

from summarizer.journal import Journal

CORRECT = Path(__file__).parents[1] / "verifying" / "correct_results" / "bridge.json"
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def check(cli: Cli) -> Callable[[Edit], tuple[int, dict[str, Any]]]:
    """Checks the correct result after an edit: the exit code and the line that is printed."""

    def edited(edit: Edit) -> tuple[int, dict[str, Any]]:
        result = json.loads(CORRECT.read_text("utf-8"))
        edit(result)
        Path("edited.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        ended = cli("check", "edited.json", "--json")
        return ended.code, json.loads(ended.out)

    return edited


def folder_with(text: str) -> Path:
    """An output folder with one result."""
    out = Path("edited")
    (out / "documents").mkdir(parents=True, exist_ok=True)
    (out / "documents/a.txt.json").write_text(text, "utf-8")
    with Journal.open(out / "journal.jsonl") as journal:
        journal.append(
            "document",
            path="a.txt",
            name="a.txt",
            sha256="",
            fingerprint="a|b|c",
            status="verified",
            files=["documents/a.txt.json"],
        )
    return out


def errors(row: dict[str, Any]) -> list[str]:
    return [finding["where"] for finding in row["findings"] if finding["severity"] == "error"]


def value_of(result: dict[str, Any]) -> Any:
    return result["fields"]["numbers"][0]["value"]


def test_fields_with_a_key_more_are_checked_like_others(check: Any) -> None:
    def added(result: dict[str, Any]) -> None:
        result["fields"]["mood"] = "cheerful"

    def wrong(result: dict[str, Any]) -> None:
        added(result)
        result["fields"]["people"][0]["zh"] = "王小二"
        result["fields"]["numbers"][0]["value"] = "5"

    assert check(added)[0] == 0
    code, row = check(wrong)
    assert code == 1
    assert {"fields.people.0.zh", "fields.numbers.0.value"} <= set(errors(row))


@pytest.mark.parametrize("value", [None, "Lyu Wenjing", ["Lyu Wenjing"]])
def test_a_list_of_the_fields_that_is_out_of_shape_is_no_result(check: Any, value: Any) -> None:
    code, row = check(lambda result: result["fields"].update(people=value))
    assert code == 2
    assert "fields.people" in row["error"]


def test_a_form_of_somebody_s_own_is_not_held_against_the_contract(check: Any) -> None:
    fields = {"kind": "tender", "people": ["吕文静"], "deadline": ""}
    assert check(lambda result: result.update(fields=fields))[0] == 0


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (lambda result: result["title"].update(zh="", en="Martians Land in Qinghe"), "title.en"),
        (
            lambda result: result["fields"]["numbers"][0].update(surface="", value="777"),
            "fields.numbers.0.zh",
        ),
        (
            lambda result: result["fields"]["publication_date"].update(
                zh="", lines=[], iso="2019-01-01", basis="stated"
            ),
            "fields.publication_date.iso",
        ),
        (
            lambda result: result.update(source_issues=[{"type": "garbled", "zh": "乱码", "lines": [999]}]),
            "source_issues.0",
        ),
    ],
    ids=["an English title", "a value", "a date that is called stated", "an issue"],
)
def test_what_is_said_without_any_evidence_is_an_error(check: Any, edit: Edit, where: str) -> None:
    code, row = check(edit)
    assert code == 1
    assert where in errors(row)


def test_a_stated_date_may_do_without_its_wording_where_the_article_has_it(check: Any) -> None:
    assert check(lambda result: result["fields"]["publication_date"].update(zh=""))[0] == 0


@pytest.mark.parametrize(
    "edit",
    [
        lambda result: result["fields"]["publication_date"].update(iso=None, precision=None, basis="missing"),
        lambda result: result["fields"]["publication_date"].update(precision=""),
        lambda result: result["fields"].update(publication_date=None),
        lambda result: result["fields"]["people"][0].update(role=None, age=None),
        lambda result: result["fields"]["people"][0]["posts"][0].update(organisation=None),
        lambda result: result["fields"]["numbers"][0].update(value=float(value_of(result))),
        lambda result: result.update(status="done", findings=[{"code": "style", "severity": "info"}]),
        lambda result: result["document"].update(language="zh-CN"),
        lambda result: [item.pop("id") for item in result["summary"]["sentences"] + result["key_points"]],
        lambda result: result["summary"]["sentences"][0].update(
            zh=result["summary"]["sentences"][0]["zh"].rstrip("。")
        ),
    ],
    ids=["no date", "no precision", "a date that is null", "no role", "no organisation", "a number",
         "verdicts of its own", "Chinese of a country", "no ids",
         "full stops between the sentences only"],
)  # fmt: skip
def test_what_can_mean_one_thing_only_is_no_reason_to_refuse_a_result(check: Any, edit: Edit) -> None:
    def wrong(result: dict[str, Any]) -> None:
        edit(result)
        result["title"]["en"] = "Martians Land on 7 August 1999"

    assert check(edit)[0] == 0
    code, row = check(wrong)
    assert code == 1
    assert "title.en" in errors(row)


@pytest.mark.parametrize("text", ['{"documents": {"found": 1}, "requests": 3}', '{"name": "x"}', "{}"])
def test_a_json_object_that_is_something_else_is_called_no_result(cli: Cli, text: str) -> None:
    Path("run.json").write_text(text, "utf-8")
    ended = cli("check", "run.json")
    assert (ended.code, ended.out) == (2, "")
    ended.says("run.json is not a result")


def test_a_result_that_an_editor_saved_with_a_byte_order_mark_is_checked(cli: Cli) -> None:
    Path("edited.json").write_bytes(b"\xef\xbb\xbf" + CORRECT.read_bytes())
    assert cli("check", "edited.json").code == 0


def test_an_edit_that_breaks_a_result_is_named_by_every_command(cli: Cli) -> None:
    """Also in an output folder that is there already, with what belongs to it."""
    out = folder_with(json.dumps(json.loads(CORRECT.read_text("utf-8")) | {"title": []}))
    for command in (("report", out), ("review", "export", out, "x.xlsx"), ("check", out)):
        ended = cli(*command)
        assert ended.code == 2
        ended.says("a.txt.json is not a result: title")
    out = folder_with("{")
    for command in (("report", out), ("review", "export", out, "x.xlsx")):
        cli(*command).says("a.txt.json is not a result")


def test_a_report_shows_a_result_that_was_saved_with_a_byte_order_mark(cli: Cli) -> None:
    out = folder_with("\ufeff" + CORRECT.read_text("utf-8"))
    assert cli("report", out).code == 0
    assert len((out / "results.jsonl").read_text("utf-8").splitlines()) == 1


def test_some_of_the_fields_with_keys_of_their_own_are_checked_like_all(check: Any) -> None:
    def fewer(result: dict[str, Any]) -> None:
        people = [{**person, "confidence": 0.9} for person in result["fields"]["people"]]
        result["fields"] = {"kind": "news", "people": people}

    def wrong(result: dict[str, Any]) -> None:
        fewer(result)
        result["fields"]["people"][0]["en"] = "Smith John"

    assert check(fewer)[0] == 0
    code, row = check(wrong)
    assert code == 1
    assert "fields.people.0.en" in errors(row)


def test_a_figure_without_words_of_its_own_is_told_by_its_surface(check: Any) -> None:
    def bare(result: dict[str, Any]) -> None:
        result["fields"]["numbers"][0].update(zh="", en="")

    def wrong(result: dict[str, Any]) -> None:
        bare(result)
        result["fields"]["numbers"][0].update(surface="777亿元", value="77700000000")

    assert check(bare)[0] == 0
    code, row = check(wrong)
    assert code == 1
    assert "fields.numbers.0.zh" in errors(row)
