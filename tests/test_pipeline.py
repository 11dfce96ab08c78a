from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from support import (
    ScriptedModel,
    asker_of,
    contents,
    counts,
    cut_off,
    english,
    fails,
    folder_of,
    page,
    refuses,
    run_over,
    says,
    serving,
)

from summarizer import forms, windows
from summarizer.errors import MoneyError, ProviderError
from summarizer.finishing import Means
from summarizer.forms import Form
from summarizer.keeping import Memory
from summarizer.memory import TranslationMemory
from summarizer.pipeline import Job, process
from summarizer.reading import read_text
from summarizer.results import NewsFields, Result
from summarizer.termbase import Termbase


def job_of(model: ScriptedModel, **changes: Any) -> Job:
    means = Means(asker_of(model), TranslationMemory(changes.pop("store", None)), changes.pop("to", ()))
    return Job(means, changes.pop("termbase", Termbase()), Memory(lambda result: result), **changes)


async def processed(model: ScriptedModel, text: str = "", **changes: Any) -> Result:
    return await process(read_text(text or page(), "a.txt"), job_of(model, **changes))


async def test_a_page_becomes_a_verified_result() -> None:
    result = await processed(ScriptedModel())
    assert (result.status, [finding for finding in result.findings if finding.severity == "error"]) == (
        "verified",
        [],
    )
    assert {"evidence", "figures", "dates", "names", "terms", "language"} <= set(result.checks)
    assert isinstance(result.fields, NewsFields)
    assert result.fields.publication_date.iso == "2024-05-30"
    assert [(person.zh, person.en, person.posts[0].en) for person in result.fields.people] == [
        ("王建国", "Wang Jianguo", "Director"),
        ("李小红", "Li Xiaohong", "Principal"),
    ]
    assert [(event.date.iso, event.status) for event in result.fields.events] == [
        ("2024-05-28", "done"),
        ("2024-06-15", "planned"),
    ]
    assert all(claim.en for claim in result.claims())


async def test_a_page_costs_one_digest_one_settling_one_translation() -> None:
    model = ScriptedModel()
    await processed(model)
    assert [question.task for question in model.asked] == ["digest", "settle", "translate"]


async def test_what_code_cannot_ground_goes_back_once() -> None:
    def invented(_question: Any, answer: Any) -> Any:
        answer["fields"]["people"].append({"zh": "钱进", "lines": [5], "posts": [], "role": "spoke"})
        return answer

    model = ScriptedModel()
    model.alter("digest", invented)
    result = await processed(model)
    assert model.count("mend") == 1
    assert result.status == "verified"
    assert isinstance(result.fields, NewsFields)
    assert "钱进" not in [person.zh for person in result.fields.people]


async def test_what_cannot_be_mended_is_published_as_flagged_with_the_finding() -> None:
    def invented(_question: Any, answer: Any) -> Any:
        answer["fields"]["people"].append({"zh": "钱进", "lines": [5], "posts": [], "role": "spoke"})
        return answer

    model = ScriptedModel(钱进=("person", "Qian Jin"))
    model.alter("digest", invented)
    model.alter(
        "mend", lambda q, _: {"items": [{"id": one["id"], "zh": "钱进", "lines": [5]} for one in q.items]}
    )
    result = await processed(model)
    assert result.status == "flagged"
    assert model.count("mend") == 1
    assert any("钱进" in finding.message for finding in result.findings)


def wrong_figure(_question: Any, answer: Any) -> Any:
    for segment in answer["segments"]:
        segment["en"] = segment["en"].replace("120,000,000", "12,000,000")
    return answer


async def test_a_wrong_figure_in_english_is_translated_once_more_with_the_complaint() -> None:
    model = ScriptedModel()
    model.alter("translate", wrong_figure, times=1)
    result = await processed(model)
    assert result.status == "verified"
    assert model.count("translate") == 2
    again = model.asked[-1]
    assert all("complaint" in item and "12,000,000" in item["previous"] for item in again.items)


async def test_a_figure_that_stays_wrong_is_flagged_and_paid_for_once_more_only() -> None:
    model = ScriptedModel()
    model.alter("translate", wrong_figure)
    result = await processed(model)
    assert result.status == "flagged"
    assert model.count("translate") == 2
    assert any(finding.where.endswith(".en") for finding in result.findings)


async def test_a_second_translation_that_is_worse_is_not_taken() -> None:
    def gone(_question: Any, answer: Any) -> Any:
        for segment in answer["segments"]:
            segment["en"] = (
                "The bureau met in 1897 with 3,000 guests from 45 countries, at a cost of $7 billion."
            )
        return answer

    model = ScriptedModel()
    model.alter("translate", wrong_figure, times=1)
    model.alter("translate", gone)
    result = await processed(model)
    assert result.status == "flagged"
    assert "1897" not in result.model_dump_json()
    assert "12,000,000" in result.model_dump_json()


async def test_a_second_translation_is_taken_where_there_was_no_first_one() -> None:
    def without(_question: Any, answer: Any) -> Any:
        answer["segments"] = [one for one in answer["segments"] if one["id"] != "s1"]
        return answer

    def wrong(_question: Any, answer: Any) -> Any:
        for segment in answer["segments"]:
            segment["en"] = "The bureau met in 1897 with 3,000 guests, at a cost of $7 billion."
        return answer

    model = ScriptedModel()
    model.alter("translate", without, times=2)
    model.alter("translate", wrong)
    result = await processed(model)
    assert result.status == "flagged"
    assert "1897" in result.summary.sentences[0].en


async def test_a_second_digest_that_is_worse_is_not_taken() -> None:
    def one_error(_question: Any, answer: Any) -> Any:
        answer["sentences"][0]["zh"] += "总投资77亿元。"
        return answer

    def worse(question: Any, _answer: Any) -> Any:
        zh = "钱进于1897年在纽约投资45亿元，增长23%。"
        return {"items": [{"id": one["id"], "zh": zh, "lines": [5]} for one in question.items]}

    model = ScriptedModel()
    model.alter("digest", one_error)
    model.alter("mend", worse)
    result = await processed(model)
    assert model.count("mend") == 1
    assert "77亿元" in result.summary.sentences[0].zh


@pytest.mark.parametrize("said", [says("no"), cut_off(), refuses()])
async def test_a_second_translation_that_fails_leaves_the_first_flagged(said: Any) -> None:
    model = ScriptedModel()
    model.alter("translate", wrong_figure, times=1)
    model.always("translate", said, having='"complaint"')
    result = await processed(model)
    assert result.status == "flagged"
    assert result.summary.en


async def test_chinese_left_in_the_english_goes_back() -> None:
    def lazy(_question: Any, answer: Any) -> Any:
        answer["segments"][1]["en"] += " 云岭县"
        return answer

    model = ScriptedModel()
    model.alter("translate", lazy, times=1)
    assert (await processed(model)).status == "verified"
    assert model.count("translate") == 2


async def test_a_text_that_is_never_translated_is_flagged() -> None:
    model = ScriptedModel()
    model.alter("translate", lambda _q, a: {"segments": [s for s in a["segments"] if s["id"] != "s1"]})
    result = await processed(model)
    assert result.status == "flagged"
    assert any("s1" in finding.where for finding in result.findings)


async def test_an_answer_that_ignores_a_binding_term_goes_back(tmp_path: Path) -> None:
    glossary = tmp_path / "g.csv"
    glossary.write_text("zh,en\n开馆仪式,grand opening\n", encoding="utf-8")
    model = ScriptedModel()
    model.alter(
        "translate",
        lambda q, _: {"segments": [{"id": item["id"], "en": english(item["zh"])} for item in q.items]},
        times=1,
    )
    result = await processed(model, termbase=Termbase.load(None, [glossary]))
    assert model.count("translate") == 2
    assert "grand opening" in result.summary.en


async def test_the_body_is_translated_in_full_line_by_line() -> None:
    result = await processed(ScriptedModel(), to=("en",))
    assert result.translation is not None
    body = [line.n for line in result.document.lines if line.role == "body" and line.text.strip()]
    assert [item.n for item in result.translation.segments] == body
    assert all(item.en and item.zh for item in result.translation.segments)
    assert result.status == "verified"


async def test_the_translated_body_is_verified_too() -> None:
    def wrong(_question: Any, answer: Any) -> Any:
        for segment in answer["segments"]:
            if segment["id"][0] in "Ls":
                segment["en"] = segment["en"].replace("120,000,000", "12,000,000")
        return answer

    model = ScriptedModel()
    model.alter("translate", wrong)
    result = await processed(model, to=("en",))
    assert result.status == "flagged"
    assert any(finding.where.startswith("translation.segments.") for finding in result.findings)


class Library(BaseModel):
    school: str
    partners: list[str]


async def test_a_form_of_the_users_own_is_filled_in_located_and_put_into_english() -> None:
    model = ScriptedModel()
    result = await processed(model, form=forms.load(Library))
    assert result.fields == {"school": "云岭县教育局", "partners": ["云岭县教育局"]}
    assert result.fields_en["school"] == "Yunling County Education Bureau"
    assert result.fields_lines["school"] == [5]
    assert result.status == "verified"


async def test_an_answer_that_does_not_fit_the_users_form_is_asked_for_again() -> None:
    model = ScriptedModel()
    model.alter("digest", lambda _q, answer: answer | {"fields": {"school": ["x"]}}, times=1)
    result = await processed(model, form=forms.load(Library))
    assert model.count("digest") == 2
    assert "fields.school" in model.asked[1].user
    assert result.fields == {"school": "云岭县教育局", "partners": ["云岭县教育局"]}


@pytest.mark.parametrize("names", [["people"], ["people", "places"], ["kind"], ["numbers", "statements"]])
async def test_a_users_field_may_have_the_name_of_a_preset_field(names: list[str]) -> None:
    schema = {name: {"type": "array", "items": {"type": "string"}} for name in names}
    form = Form("mine", {"type": "object", "properties": schema})
    result = await processed(ScriptedModel(), form=form)
    assert result.fields == {name: ["云岭县教育局"] for name in names}
    assert Result.model_validate_json(result.model_dump_json()) == result


def test_a_users_form_reaches_the_prompt_and_the_schema() -> None:
    form = forms.load(Library)
    assert isinstance(form, Form)
    assert "partners" in form.guide()


# -------------------------------------------------------------------------------------- many documents


async def test_a_folder_is_done_and_the_counts_add_up(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 4)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    with serving() as server:
        ran = await run_over(server, folder, out=tmp_path / "out")
    assert ran.tally["documents"] == counts(6, done=4, failed=2)
    failed = {path: outcome.code for path, outcome in ran.outcomes.items() if outcome.status == "failed"}
    assert failed == {"empty.txt": "empty", "binary.txt": "binary"}
    assert all(outcome.error for outcome in ran.outcomes.values() if outcome.status == "failed")


async def test_one_document_that_is_refused_does_not_stop_the_others(tmp_path: Path) -> None:
    model = ScriptedModel()
    model.always("digest", refuses(), having="面积3002平方米")
    with serving(model) as server:
        ran = await run_over(server, folder_of(tmp_path, 3), out=tmp_path / "out")
    assert ran.statuses == {"001.txt": "verified", "002.txt": "failed", "003.txt": "verified"}
    assert ran.outcomes["002.txt"].code == "refused"
    assert ran.tally["documents"] == counts(3, done=2, failed=1)


async def test_one_document_whose_requests_keep_failing_does_not_stop_the_others(tmp_path: Path) -> None:
    model = ScriptedModel()
    model.always("digest", fails(500), having="面积3002平方米")
    with serving(model) as server:
        ran = await run_over(server, folder_of(tmp_path, 3), out=tmp_path / "out", attempts=2)
    assert ran.outcomes["002.txt"].code == "wire"
    assert ran.tally["documents"] == counts(3, done=2, failed=1)
    assert sum(ran.tally["retries"].values()) == 1


@pytest.mark.parametrize(
    ("said", "error", "code"),
    [
        (fails(401, "invalid_api_key", "Incorrect API key provided"), ProviderError, 4),
        (fails(404, "model_not_found", "The model `m` does not exist"), ProviderError, 4),
        (fails(429, "insufficient_quota", "You exceeded your current quota"), MoneyError, 3),
    ],
)
async def test_what_the_provider_refuses_for_all_stops_the_run_and_keeps_what_is_done(
    tmp_path: Path, said: Any, error: type[Exception], code: int
) -> None:
    model = ScriptedModel()
    folder, out = folder_of(tmp_path, 3), tmp_path / "out"
    with serving(model) as server:
        await run_over(server, folder, out=out, limit=1)
        model.always("", said)
        ran = await run_over(server, folder, out=out)
        assert isinstance(ran.error, error)
        assert ran.error.exit_code == code  # type: ignore[attr-defined]
        assert ran.tally["documents"] == counts(3, skipped=1, failed=2)
        assert ran.tally["stopped"]
        lines = (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["path"] for line in lines] == ["002.txt", "003.txt"]
        assert len((out / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 1
        model.behave()
        again = await run_over(server, folder, out=out)
    assert again.error is None
    assert again.tally["documents"] == counts(3, skipped=1, done=2)


async def test_one_name_has_one_english_in_the_whole_folder(tmp_path: Path) -> None:
    model = ScriptedModel()
    turns = iter(range(100))
    model.alter(
        "settle",
        lambda q, _: {
            "names": [
                {"id": item["id"], "en": item.get("pinyin") or f"Version {next(turns)}", "origin": "zh"}
                for item in q.items
            ]
        },
    )
    with serving(model) as server:
        ran = await run_over(server, folder_of(tmp_path, 4), out=tmp_path / "out")
    names = {
        (item.zh, item.en)
        for outcome in ran.outcomes.values()
        for item in outcome.result.fields.organisations
    }
    assert len({zh for zh, _ in names}) == len(names)
    assert model.count("settle") == 1


async def test_the_bodies_of_requests_do_not_depend_on_the_order_of_completion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows.travel, "__kwdefaults__", {"size": 2})
    folder = folder_of(tmp_path, 7)
    for number, name in enumerate(("赵志强", "钱多多", "孙文理", "周明白"), 4):
        text = page(number, extra=f"云岭县教育局局长{name}表示，希望同学们多读书，大家都要支持这项工作。\n")
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    bodies, files = [], []
    for seed in (1, 2, 3):
        model = ScriptedModel(钱多多=("person", "Qian Duoduo"), 孙文理=("person", "Sun Wenli"))
        with serving(model, slow=0.05, seed=seed) as server:
            await run_over(server, folder, out=tmp_path / f"out{seed}", no_cache=True)
        assert model.count("settle") >= 2, "several windows decided something"
        bodies.append(model.bodies())
        files.append((tmp_path / f"out{seed}" / "terms.csv").read_bytes())
    assert bodies[0] == bodies[1] == bodies[2]
    assert files[0] == files[1] == files[2]


async def test_failing_documents_do_not_shift_the_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that fails once and is made later asks what it would have asked at first."""
    monkeypatch.setattr(windows.travel, "__kwdefaults__", {"size": 2})
    folder = folder_of(tmp_path, 5)
    whole, broken = ScriptedModel(), ScriptedModel()
    broken.always("translate", fails(500), having="面积3003平方米")
    with serving(whole) as server:
        await run_over(server, folder, out=tmp_path / "one", no_cache=True)
    with serving(broken) as server:
        ran = await run_over(server, folder, out=tmp_path / "two", no_cache=True)
        assert ran.tally["documents"] == counts(5, done=4, failed=1)
        broken.behave()
        await run_over(server, folder, out=tmp_path / "two", no_cache=True)
    assert broken.bodies() == whole.bodies()


async def test_memory_of_a_single_document_leaves_no_folder(tmp_path: Path) -> None:
    await processed(ScriptedModel())
    assert contents(tmp_path / "cwd") == {}


async def test_every_result_that_is_written_follows_the_published_schema(tmp_path: Path) -> None:
    schema = json.loads((Path(forms.__file__).parent / "schemas" / "result.schema.json").read_text("utf-8"))
    with serving() as server:
        await run_over(server, folder_of(tmp_path, 2), out=tmp_path / "out", to="en")
    files = sorted((tmp_path / "out" / "documents").glob("*.json"))
    assert len(files) == 2
    for file in files:
        Draft202012Validator(schema).validate(json.loads(file.read_text(encoding="utf-8")))
