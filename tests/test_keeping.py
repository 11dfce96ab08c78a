"""What stays in an output folder, and what a second run does with it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from server import Server
from support import (
    Ran,
    ScriptedModel,
    contents,
    counts,
    fails,
    folder_of,
    page,
    refuses,
    run_over,
    says,
    serving,
)

from summarizer.errors import UsageError
from summarizer.journal import lock
from summarizer.results import Result
from summarizer.termbase import Termbase

Env = tuple[ScriptedModel, Server, Path, Path]


@pytest.fixture
def env(tmp_path: Path) -> Any:
    """A model, its endpoint, a folder of three pages, and where the results go."""
    model = ScriptedModel()
    with serving(model) as server:
        yield model, server, folder_of(tmp_path, 3), tmp_path / "out"


async def done(env: Env, **options: Any) -> Ran:
    _, server, folder, out = env
    return await run_over(server, folder, out=out, **options)


def journal(out: Path) -> list[dict[str, Any]]:
    rows = []
    for line in (out / "journal.jsonl").read_bytes().splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


async def test_the_folder_is_complete(env: Env) -> None:
    await done(env)
    out = env[3]
    assert set(contents(out, but=(".lock",))) == {
        "documents/001.txt.json", "documents/001.txt.md",
        "documents/002.txt.json", "documents/002.txt.md",
        "documents/003.txt.json", "documents/003.txt.md",
        "results.jsonl", "failures.jsonl", "terms.csv", "journal.jsonl", "run.json", "learning.jsonl",
        "repeats.sqlite",
    }  # fmt: skip
    results = [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]
    assert [result["document"]["path"] for result in results] == ["001.txt", "002.txt", "003.txt"]
    with (out / "terms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["zh", "en", "kind", "origin", "status", "note"]
    assert {row["zh"]: row["en"] for row in rows}["王建国"] == "Wang Jianguo"
    assert (out / "failures.jsonl").read_bytes() == b""


async def test_run_json_has_the_keys_of_the_contract(env: Env) -> None:
    ran = await done(env)
    written = json.loads((env[3] / "run.json").read_text("utf-8"))
    assert {
        "documents", "requests", "cached", "retries", "tokens", "cost_usd", "seconds", "version"
    } <= set(written)  # fmt: skip
    assert written["documents"] == counts(3, done=3)
    assert written["requests"] == env[0].count() == 7
    assert written["tokens"]["prompt"] > 0
    assert written["cost_usd"] is None, "the price of `m` is unknown, not 0"
    assert {name: value for name, value in written.items() if name != "renamed"} == ran.tally


async def test_a_second_run_sends_nothing_and_changes_nothing(env: Env) -> None:
    await done(env)
    asked, before = env[0].count(), contents(env[3])
    ran = await done(env)
    assert env[0].count() == asked
    assert contents(env[3]) == before
    assert ran.tally["documents"] == counts(3, skipped=3)
    assert ran.tally["requests"] == ran.tally["cached"] == 0


async def test_the_bill_of_each_document_is_in_its_result_and_in_the_journal(env: Env) -> None:
    ran = await done(env, price="1,2")
    for outcome in ran.outcomes.values():
        bill = outcome.result.provenance
        assert bill.requests == 2
        assert bill.tokens.prompt > 0
        assert bill.cost_usd > 0
        assert bill.model == "m"
        assert bill.endpoint == env[1].url
        assert set(bill.prompts) == {"bounds", "digest", "merge", "mend", "settle", "translate"}
    rows = {row["path"]: row for row in journal(env[3]) if row["event"] == "document"}
    assert rows["001.txt"]["cost"] == ran.outcomes["001.txt"].result.provenance.cost_usd
    total = sum(outcome.result.provenance.cost_usd for outcome in ran.outcomes.values())
    assert ran.tally["cost_usd"] > total > 0, "settling names belongs to the folder"


async def test_fresh_makes_everything_anew_from_the_cache(env: Env) -> None:
    await done(env)
    asked = env[0].count()
    ran = await done(env, fresh=True)
    assert env[0].count() == asked
    assert ran.tally["documents"] == counts(3, done=3)
    assert ran.tally["cached"] > 0


async def test_fresh_without_the_cache_asks_anew(env: Env) -> None:
    await done(env)
    asked = env[0].count()
    await done(env, fresh=True, no_cache=True)
    assert env[0].count() > asked


async def test_a_changed_source_is_redone_and_the_others_are_not(env: Env) -> None:
    await done(env)
    (env[2] / "002.txt").write_text(page(77), encoding="utf-8")
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, done=1, skipped=2)
    assert ran.statuses["002.txt"] == "verified"
    assert "面积3077平方米" in (env[3] / "documents" / "002.txt.md").read_text("utf-8")


async def test_a_new_document_is_all_that_is_done(env: Env) -> None:
    await done(env)
    (env[2] / "004.txt").write_text(page(4), encoding="utf-8")
    asked = env[0].count()
    ran = await done(env)
    assert ran.tally["documents"] == counts(4, done=1, skipped=3)
    assert env[0].count() - asked == 2, "its names are known already"


async def test_another_model_or_wording_or_form_makes_other_results(env: Env, tmp_path: Path) -> None:
    await done(env)
    mine = tmp_path / "mine"
    mine.mkdir()
    root = Path(__file__).parents[1]
    text = (root / "prompts" / "translate.md").read_text("utf-8")
    (mine / "translate.md").write_text(text.replace("You translate", "You put"), encoding="utf-8")
    for options in ({"model": "n"}, {"prompts": mine}, {"temperature": 0.3}):
        ran = await done(env, **options)
        assert ran.tally["documents"]["done"] == 3, options


async def test_knobs_that_do_not_change_an_answer_redo_nothing(env: Env) -> None:
    await done(env)
    for options in ({"concurrency": 2}, {"timeout": 20.0}, {"rpm": 600}, {"price": "1,2"}, {"strict": True}):
        ran = await done(env, **options)
        assert ran.tally["documents"] == counts(3, skipped=3), options


@pytest.mark.parametrize("damage", ["deleted", "truncated", "emptied", "brief deleted", "brief emptied"])
async def test_a_lost_or_cut_output_is_rebuilt_for_free(env: Env, damage: str) -> None:
    await done(env)
    asked, before = env[0].count(), contents(env[3])
    file = env[3] / "documents" / f"002.txt.{'md' if 'brief' in damage else 'json'}"
    if "deleted" in damage:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-40] if damage == "truncated" else b"")
    ran = await done(env)
    assert env[0].count() == asked, "nothing is paid for again"
    assert ran.tally["documents"] == counts(3, done=1, skipped=2)
    after = contents(env[3])
    same = {name for name in before if "002.txt" not in name and name != "results.jsonl"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    made = Result.model_validate_json(after["documents/002.txt.json"])
    assert made.status == "verified"


async def test_the_whole_output_folder_is_rebuilt_from_the_cache(env: Env) -> None:
    await done(env)
    asked = env[0].count()
    shutil.rmtree(env[3])
    ran = await done(env)
    assert env[0].count() == asked
    assert ran.tally["documents"] == counts(3, done=3)


async def test_without_the_cache_the_finished_is_still_skipped(env: Env, tmp_path: Path) -> None:
    await done(env)
    asked = env[0].count()
    shutil.rmtree(tmp_path / "cache")
    ran = await done(env)
    assert env[0].count() == asked
    assert ran.tally["documents"] == counts(3, skipped=3)


# ------------------------------------------------------------------------------------------ glossaries


def glossary(tmp_path: Path, *rows: str) -> tuple[Path]:
    file = tmp_path / "glossary.csv"
    file.write_text("zh,en\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return (file,)


async def test_a_changed_glossary_redoes_only_the_documents_with_the_term(env: Env, tmp_path: Path) -> None:
    (env[2] / "002.txt").write_text(
        page(2, extra="大家都说书香校园活动办得很好，希望以后多多举行。\n"), encoding="utf-8"
    )
    env[0].alter("digest", lambda q, a: a | {"key_points": _points(q, a)})
    first = await done(env, glossary=glossary(tmp_path, "书香校园,Reading Campus"))
    assert first.tally["documents"] == counts(3, done=3)
    asked = env[0].count()
    ran = await done(env, glossary=glossary(tmp_path, "书香校园,Campus of Books"))
    assert ran.statuses == {"001.txt": "skipped", "002.txt": "verified", "003.txt": "skipped"}
    assert {question.task for question in env[0].asked[asked:]} == {"translate"}, (
        "the source is not read again"
    )
    assert "Campus of Books" in (env[3] / "documents" / "002.txt.md").read_text("utf-8")


def _points(question: Any, answer: Any) -> Any:
    line = next((n for n, text in question.texts.items() if "书香校园" in text), 0)
    extra = [{"zh": "大家都说书香校园活动办得很好，希望以后多多举行。", "lines": [line]}] if line else []
    return [*answer["key_points"], *extra]


async def test_a_glossary_term_that_occurs_nowhere_redoes_nothing(env: Env, tmp_path: Path) -> None:
    await done(env)
    ran = await done(env, glossary=glossary(tmp_path, "航天飞机,space shuttle"))
    assert ran.tally["documents"] == counts(3, skipped=3)


async def test_an_imported_review_wins_from_then_on(env: Env, tmp_path: Path) -> None:
    await done(env)
    out = env[3]
    termbase = Termbase.load(out / "terms.csv")
    termbase.import_(glossary(tmp_path, "清风计划,Clean Wind Scheme")[0])
    termbase.save(out / "terms.csv")
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, done=3), "it occurs in all of them"
    assert "Clean Wind Scheme" in (out / "documents" / "001.txt.md").read_text("utf-8")
    again = await done(env)
    assert again.tally["documents"] == counts(3, skipped=3)


async def test_an_edited_entry_asks_anew_only_where_its_term_occurs(tmp_path: Path) -> None:
    folder, out, model = folder_of(tmp_path, 30), tmp_path / "out", ScriptedModel()
    for number in (4, 17, 28):
        extra = "大家都说书香校园活动办得很好，希望以后多多举行，让更多的人来参加。\n"
        (folder / f"{number:03}.txt").write_text(page(number, extra=extra), encoding="utf-8")
    model.alter("digest", lambda question, answer: {**answer, "key_points": _points(question, answer)})
    with serving(model) as server:
        await run_over(server, folder, out=out)
        asked, before = model.count(), contents(out)
        termbase = Termbase.load(out / "terms.csv")
        termbase.import_(glossary(tmp_path, "书香校园,Campus of Books")[0])
        termbase.save(out / "terms.csv")
        ran = await run_over(server, folder, out=out)
    assert ran.tally["documents"] == counts(30, done=3, skipped=27)
    assert model.count() - asked <= 3
    changed = {name for name, data in contents(out).items() if before.get(name) != data}
    documents = {f"documents/{number:03}.txt.{suffix}" for number in (4, 17, 28) for suffix in ("json", "md")}
    assert changed == {*documents, "results.jsonl", "terms.csv"}


# ----------------------------------------------------------------------------------------- the journal

_FOREIGN = (
    b'{"event":"document","path":"x.txt","name":"x.txt","fingerprint":"?","status":"verified","files":[]}\n'
)


@pytest.mark.parametrize(
    "torn", [b'{"event":"document","path":"0', b"\x00\xff\xfe\n", b"[1, 2]\nnull\n{}\n", _FOREIGN]
)
async def test_a_torn_or_damaged_line_of_the_journal_is_ignored(env: Env, torn: bytes) -> None:
    await done(env)
    asked, before = env[0].count(), contents(env[3])
    with (env[3] / "journal.jsonl").open("ab") as file:
        file.write(torn)
    ran = await done(env)
    assert env[0].count() == asked
    assert contents(env[3]) == before
    assert ran.tally["documents"] == counts(3, skipped=3)
    assert (await done(env)).tally["documents"] == counts(3, skipped=3)


async def test_a_document_whose_line_in_the_journal_makes_no_sense_is_made_again(env: Env) -> None:
    await done(env)
    asked = env[0].count()
    with (env[3] / "journal.jsonl").open("ab") as file:
        file.write(_FOREIGN.replace(b"x.txt", b"001.txt"))
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, done=1, skipped=2)
    assert env[0].count() == asked


async def test_a_journal_cut_anywhere_costs_nothing(env: Env) -> None:
    await done(env)
    asked, before = env[0].count(), contents(env[3])
    whole = (env[3] / "journal.jsonl").read_bytes()
    for part in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 5):
        (env[3] / "journal.jsonl").write_bytes(whole[:part])
        ran = await done(env)
        assert sum(ran.tally["documents"].values()) == 6
        assert ran.tally["documents"]["failed"] == 0
    assert env[0].count() == asked
    assert contents(env[3])["terms.csv"] == before["terms.csv"]


async def test_the_journal_holds_no_key_and_no_text(env: Env) -> None:
    await done(env, api_key="sk-secret-0123456789abcdef")
    text = (env[3] / "journal.jsonl").read_text("utf-8")
    assert "sk-secret" not in text
    assert "图书馆面积" not in text


# -------------------------------------------------------------------------------------- what has failed


@pytest.mark.parametrize("said", [fails(500), refuses(), says("never JSON")])
async def test_a_document_that_failed_is_tried_again(env: Env, said: Any) -> None:
    model = env[0]
    model.always("digest", said, having="面积3002平方米")
    first = await done(env)
    assert first.tally["documents"] == counts(3, done=2, failed=1)
    (line,) = (env[3] / "failures.jsonl").read_text("utf-8").splitlines()
    failure = json.loads(line)
    assert failure["path"] == "002.txt"
    assert failure["error"]
    still = await done(env)
    assert still.tally["in_doubt"] == [], "no kill, so nothing is in doubt"
    assert still.tally["documents"] == counts(3, skipped=2, failed=1)
    model.behave()
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, skipped=2, done=1)
    assert (env[3] / "failures.jsonl").read_bytes() == b""
    assert len((env[3] / "results.jsonl").read_text("utf-8").splitlines()) == 3


async def test_an_earlier_result_stays_while_a_changed_source_fails(env: Env) -> None:
    await done(env)
    (env[2] / "002.txt").write_bytes(b"\x00\x01\x02" * 1000)
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, skipped=2, failed=1)
    rows = (env[3] / "failures.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["path"] for row in rows] == ["002.txt"]


async def test_flagged_is_finished_and_not_paid_for_again(env: Env) -> None:
    def wrong(_question: Any, answer: Any) -> Any:
        for segment in answer["segments"]:
            segment["en"] = segment["en"].replace("120,000,000", "12,000,000")
        return answer

    env[0].alter("translate", wrong)
    first = await done(env)
    assert first.tally["documents"] == counts(3, flagged=3)
    asked = env[0].count()
    ran = await done(env)
    assert ran.tally["documents"] == counts(3, skipped=3)
    assert env[0].count() == asked


# ----------------------------------------------------------------------------- where outputs and inputs meet


async def test_an_output_folder_inside_the_input_is_never_read(env: Env) -> None:
    _, server, folder, _ = env
    inside = folder / "results"
    first = await run_over(server, folder, out=inside)
    assert first.tally["documents"]["found"] == 3
    again = await run_over(server, folder, out=inside)
    assert again.tally["documents"] == counts(3, skipped=3)


async def test_an_output_folder_that_is_the_input_folder_is_refused(env: Env) -> None:
    _, server, folder, _ = env
    ran = await run_over(server, folder, out=folder)
    assert isinstance(ran.error, UsageError)
    assert "--out" in ran.error.hint or "--out" in ran.error.message
    assert env[0].count() == 0


async def test_several_paths_are_kept_apart_by_their_base_names(env: Env, tmp_path: Path) -> None:
    _, server, folder, out = env
    other = folder_of(tmp_path, 1, name="more")
    ran = await run_over(server, folder, other, out=out)
    assert set(ran.outcomes) == {"pages/001.txt", "pages/002.txt", "pages/003.txt", "more/001.txt"}
    assert (out / "documents" / "more" / "001.txt.json").is_file()


async def test_two_paths_with_one_base_name_do_not_overwrite_each_other(env: Env, tmp_path: Path) -> None:
    _, server, folder, out = env
    other = folder_of(tmp_path / "elsewhere", 1)
    (other / "001.txt").write_text(page(99), encoding="utf-8")
    ran = await run_over(server, folder, other, out=out)
    assert ran.tally["documents"] == counts(4, done=4)
    assert len(list((out / "documents").rglob("*.json"))) == 4
    assert len((out / "results.jsonl").read_text("utf-8").splitlines()) == 4


async def test_a_brief_alone_is_kept_with_its_result(env: Env) -> None:
    await done(env, format="md")
    assert len(list((env[3] / "documents").glob("*.json"))) == 3, "the result is what everything builds on"
    ran = await done(env, format="md")
    assert ran.tally["documents"] == counts(3, skipped=3)


async def test_two_runs_at_once_into_one_folder_are_refused_with_a_sentence(env: Env) -> None:
    with lock(env[3]):
        ran = await done(env)
    assert isinstance(ran.error, UsageError)
    assert "Another run" in ran.error.message
    assert env[0].count() == 0


async def test_a_limit_takes_the_first_documents(env: Env) -> None:
    ran = await done(env, limit=2)
    assert ran.statuses == {"001.txt": "verified", "002.txt": "verified"}
    assert ran.tally["documents"] == counts(2, done=2)


async def test_temporary_files_of_a_killed_run_are_swept(env: Env) -> None:
    await done(env)
    out = env[3]
    with (out / "journal.jsonl").open("ab") as file:
        file.write(b'{"event":"run","settings":"x"}\n')
    (out / "documents" / ".tmp-0123456789abcdef").write_bytes(b"half")
    await done(env)
    assert not list(out.rglob(".tmp-*"))


async def test_symbolic_links_in_the_output_are_not_followed_out_of_it(env: Env, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious", encoding="utf-8")
    documents = env[3] / "documents"
    documents.mkdir(parents=True)
    (documents / "001.txt.json").symlink_to(victim)
    ran = await done(env)
    assert victim.read_text("utf-8") == "precious"
    assert isinstance(ran.error, UsageError)
    assert "symbolic link" in str(ran.error)


async def test_translating_after_summarizing_asks_only_for_the_body(env: Env) -> None:
    await done(env)
    _, server, folder, out = env
    asked = env[0].count()
    ran = await run_over(server, folder, out=out, to="en")
    assert ran.tally["documents"] == counts(3, done=3)
    assert {question.task for question in env[0].asked[asked:]} <= {"translate"}, "the source is read once"
    written = Result.model_validate_json((out / "documents" / "001.txt.json").read_bytes())
    assert written.translation is not None
    assert all(segment.en for segment in written.translation.segments)
    again = await done(env)
    assert again.tally["documents"] == counts(3, skipped=3), "a translated folder is also a summarized one"
