"""A run in batches ends as a live one does: the same outputs for the same answers, nothing asked twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batch_server import Provider, providing
from support import (
    Question,
    Ran,
    ScriptedModel,
    fails,
    folder_of,
    page,
    refuses,
    run_over,
    says,
    serving,
)

from summarizer import course
from summarizer.windows import travel

ROUNDS = 12


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


async def advance(provider: Provider, *paths: Path, out: Path, **options: Any) -> Ran:
    """One pass of a run with --batch."""
    return await run_over(provider, *paths, out=out, batch=True, **options)  # type: ignore[arg-type]


async def through(provider: Provider, *paths: Path, out: Path, **options: Any) -> list[Ran]:
    """All passes of a run with --batch; the provider answers between them."""
    passes = []
    for _ in range(ROUNDS):
        passes.append(await advance(provider, *paths, out=out, **options))
        if not waiting(passes[-1]):
            return passes
        provider.run()
    raise AssertionError(f"still waiting after {ROUNDS} rounds: {passes[-1].tally}")


async def live(tmp_path: Path, *paths: Path, model: ScriptedModel | None = None, **options: Any) -> Ran:
    """The same, live, with a cache of its own."""
    with serving(model) as server:
        return await run_over(server, *paths, out=tmp_path / "live", cache_dir=tmp_path / "other", **options)


def waiting(ran: Ran) -> int:
    found: int = ran.tally["documents"]["waiting"]
    return found


def made(out: Path) -> dict[str, Any]:
    """What a run made, but for what says how and when."""
    found: dict[str, Any] = {}
    for file in sorted(out.rglob("*")):
        name = file.relative_to(out).as_posix()
        if file.suffix == ".json" and name != "run.json":
            found[name] = json.loads(file.read_text("utf-8")) | {"provenance": None}
        elif file.suffix == ".md":
            lines = file.read_text("utf-8").splitlines()
            found[name] = [line for line in lines if not line.startswith(("- Made ", "- Model "))]
        elif file.name in ("terms.csv", "failures.jsonl"):
            found[name] = file.read_text("utf-8")
    return found


def story(number: int) -> str:
    """An article with names of its own; one that all have in common is part of them."""
    town = f"云岭县第{number}镇"
    return page(number, extra=f"{town}和{town}小学参加了活动，大家都很高兴，一起读书。\n")


def named(count: int) -> ScriptedModel:
    """A model that knows the names in so many of them."""
    towns = {f"云岭县第{n}镇": ("place", f"Town {n}") for n in range(1, count + 1)}
    schools = {f"{zh}小学": ("organisation", f"{en} School") for zh, (_, en) in towns.items()}
    return ScriptedModel(**towns, **schools)


@pytest.mark.parametrize("to", ["", "en,fr"])
async def test_a_run_in_batches_makes_what_a_live_run_makes(
    tmp_path: Path, provider: Provider, to: str
) -> None:
    pages = folder_of(tmp_path, 4)
    (pages / "005.txt").write_text(page(1) + "\n责任编辑：张三\n", "utf-8")  # repeats 001
    model = ScriptedModel()

    passes = await through(provider, pages, out=tmp_path / "out", to=to)
    ran = await live(tmp_path, pages, model=model, to=to)

    assert passes[-1].error is None
    assert made(tmp_path / "out") == made(tmp_path / "live")
    assert provider.live == 0
    assert provider.model.bodies() == model.bodies(), "the very same questions"
    assert provider.model.count() == model.count(), "and none of them twice"
    total = sum(ran.tally["requests"] for ran in passes)
    assert total == ran.tally["requests"]


async def test_windows_settle_their_names_in_order_and_yet_in_few_rounds(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "travel", partial(travel, size=1))
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(1, 7):
        (pages / f"{number:03}.txt").write_text(story(number), "utf-8")
    provider.model, model = named(6), named(6)

    passes = await through(provider, pages, out=tmp_path / "out")
    await live(tmp_path, pages, model=model)

    assert made(tmp_path / "out") == made(tmp_path / "live")
    assert provider.model.bodies() == model.bodies()
    assert provider.model.count() == model.count()
    assert len(passes) == 5, "all windows but the first are asked about their names at once"


async def test_a_name_that_nobody_can_render_is_asked_about_as_often_as_live(
    tmp_path: Path, provider: Provider
) -> None:
    def silent(_question: Question, answer: Any) -> Any:
        return {"names": [name for name in answer["names"] if not name["en"].startswith("Qinghe")]}

    pages, model = folder_of(tmp_path, 1), ScriptedModel()
    for one in (provider.model, model):
        one.alter("settle", silent)
    await through(provider, pages, out=tmp_path / "out")
    await live(tmp_path, pages, model=model)
    assert made(tmp_path / "out") == made(tmp_path / "live")
    assert provider.model.count() == model.count()
    assert provider.model.bodies() == model.bodies()


async def test_a_document_waits_while_its_answers_are_awaited(tmp_path: Path, provider: Provider) -> None:
    pages = folder_of(tmp_path, 2)
    ran = await advance(provider, pages, out=tmp_path / "out")

    assert ran.error is None
    assert set(ran.statuses.values()) == {"waiting"}
    assert ran.tally["documents"] == {
        "found": 2, "done": 0, "flagged": 0, "failed": 0, "skipped": 0, "waiting": 2,
    }  # fmt: skip
    assert ran.tally["batch"]["under_way"] == 2
    assert not (tmp_path / "out" / "documents").exists()
    again = await advance(provider, pages, out=tmp_path / "out")
    assert again.tally["batch"]["requests"] == 2, "what is under way is not handed in again"


async def test_the_bill_is_exact_and_says_how_it_was_asked(tmp_path: Path, provider: Provider) -> None:
    pages = folder_of(tmp_path, 3)
    passes = await through(provider, pages, out=tmp_path / "out", price="1,2")

    results = [json.loads(file.read_text()) for file in sorted((tmp_path / "out/documents").glob("*.json"))]
    bills = [result["provenance"] for result in results]
    assert {bill["mode"] for bill in bills} == {"batch"}
    assert [bill["requests"] for bill in bills] == [2, 2, 2]
    whole = passes[-1].tally["batch"]
    assert whole["cost_usd"] == pytest.approx(sum(ran.tally["cost_usd"] for ran in passes))
    own = sum(bill["cost_usd"] for bill in bills)
    assert 0 < own < whole["cost_usd"], "the names of the folder are nobody's own"
    assert (whole["rounds"], whole["answered"], whole["requests"]) == (3, 7, 7)
    journal = [json.loads(line) for line in (tmp_path / "out/journal.jsonl").read_text().splitlines()]
    paid = [entry["cost"] for entry in journal if entry["event"] == "answered"]
    assert sum(paid) == pytest.approx(whole["cost_usd"])


async def test_what_is_finished_is_asked_nothing_more_live_or_in_batches(
    tmp_path: Path, provider: Provider
) -> None:
    pages = folder_of(tmp_path, 2)
    await through(provider, pages, out=tmp_path / "out")
    uploads = len(provider.uploads)
    ran = await advance(provider, pages, out=tmp_path / "out")
    assert ran.tally["documents"]["skipped"] == 2
    ran = await run_over(provider, pages, out=tmp_path / "again")  # type: ignore[arg-type]
    assert (ran.tally["requests"], provider.live, len(provider.uploads)) == (0, 0, uploads)
    assert not (tmp_path / "out" / "batch").exists(), "no document is left lying about"
    assert provider.files == {}, "nor with the provider"


# --------------------------------------------------------------------------------- what batches do not answer


async def test_what_the_provider_will_not_process_fails_as_it_does_live(
    tmp_path: Path, provider: Provider
) -> None:
    provider.model.always("digest", fails(400, "content_filter", "No."), having="（1）")
    provider.model.always("digest", refuses(), having="（2）")
    pages = folder_of(tmp_path, 3)
    passes = await through(provider, pages, out=tmp_path / "out")
    failed = {path: o.code for path, o in passes[-1].outcomes.items() if o.status == "failed"}
    assert failed == {"001.txt": "refused", "002.txt": "refused"}
    assert provider.model.count("digest") == 3, "a refusal is not asked again in this run"

    model = ScriptedModel()
    model.always("digest", fails(400, "content_filter", "No."), having="（1）")
    model.always("digest", refuses(), having="（2）")
    ran = await live(tmp_path, pages, model=model)
    assert {p: o.code for p, o in ran.outcomes.items() if o.status == "failed"} == failed
    assert made(tmp_path / "out") == made(tmp_path / "live")


async def test_a_refused_translation_is_halved_in_the_rounds_that_follow(
    tmp_path: Path, provider: Provider
) -> None:
    secret = "这一句话不宜翻译。"
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(page(1, extra=f"{secret}\n"), "utf-8")
    models = (provider.model, ScriptedModel())
    for model in models:
        model.always("translate", refuses(), having=secret)
    await through(provider, pages, out=tmp_path / "out", to="en")
    await live(tmp_path, pages, model=models[1], to="en")
    assert made(tmp_path / "out") == made(tmp_path / "live")
    assert models[0].count() == models[1].count()


async def test_an_answer_that_does_not_fit_is_asked_for_again_in_the_next_round(
    tmp_path: Path, provider: Provider
) -> None:
    provider.model.once("digest", says("no JSON"))
    provider.model.once("translate", says('{"segments": 3}'))
    passes = await through(provider, folder_of(tmp_path, 2), out=tmp_path / "out")
    assert passes[-1].error is None
    assert provider.live == 0
    assert any(question.again for question in provider.model.asked)
    assert len(passes) == 6


async def test_answers_that_never_fit_are_paid_for_once_in_a_run(tmp_path: Path, provider: Provider) -> None:
    provider.model.always("digest", says("no JSON"))
    passes = await through(provider, folder_of(tmp_path, 1), out=tmp_path / "out")
    assert passes[-1].outcomes["001.txt"].code == "answer"
    assert provider.model.count("digest") == 5


# ---------------------------------------------------------------------------------------- changed meanwhile


async def test_documents_may_come_and_go_between_rounds(tmp_path: Path, provider: Provider) -> None:
    pages = folder_of(tmp_path, 3)
    await advance(provider, pages, out=tmp_path / "out")
    provider.run()
    (pages / "001.txt").unlink()
    (pages / "004.txt").write_text(page(4), "utf-8")
    passes = await through(provider, pages, out=tmp_path / "out")
    assert passes[-1].error is None
    names = {file.name for file in (tmp_path / "out/documents").glob("*.json")}
    assert names == {"002.txt.json", "003.txt.json", "004.txt.json"}
