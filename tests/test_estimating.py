from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import ScriptedModel, contents, counts, folder_of, page, run_over, serving

from summarizer import wiring
from summarizer.api import AsyncSummarizer
from summarizer.estimating import Estimate, forecast
from summarizer.llm.tokens import estimate as tokens_of
from summarizer.reading import Source, walk
from summarizer.settings import load
from summarizer.wiring import Machine


async def estimated(*paths: Path, to: str = "", **options: Any) -> Estimate:
    settings = {"base_url": "http://127.0.0.1:9/v1", "model": "m", **options}
    async with AsyncSummarizer(**settings) as summarizer:
        return await summarizer.estimate(*paths, out="out", to=to)


def written(name: str = "a.txt", text: str = "") -> Path:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text or page(), encoding="utf-8")
    return file


async def test_it_sends_and_writes_nothing(tmp_path: Path) -> None:
    found = await estimated(folder_of(tmp_path, 2))
    assert [document.path for document in found.documents] == ["001.txt", "002.txt"]
    assert {name for name in contents(tmp_path) if not name.startswith("pages/")} == set()


async def test_tokens_and_cost_are_ranges() -> None:
    found = await estimated(written(), price="2,8")
    assert 0 < found.total("tokens_in", 0) < found.total("tokens_in", 1)
    assert 0 < found.total("tokens_out", 0) < found.total("tokens_out", 1)
    low, high = found.cost or (Decimal(0), Decimal(0))
    assert 0 < low < high < Decimal("0.2")
    assert low == (2 * found.total("tokens_in", 0) + 8 * found.total("tokens_out", 0)) / Decimal(1_000_000)


async def test_a_text_of_a_few_lines_may_cost_less_than_an_article() -> None:
    few = await estimated(written("few.txt", "青石镇的集市周六开门。\n"), to="en")
    article = await estimated(written("article.txt", page() * 4))
    assert few.total("tokens_out", 0) < 200
    assert few.total("tokens_in", 0) < article.total("tokens_in", 0)
    assert few.total("tokens_out", 1) > 1_000, "but how many names it has is not known"


async def test_an_unknown_price_is_unknown() -> None:
    found = await estimated(written())
    assert found.cost is None
    assert found.as_json()["cost_usd"] is None


@pytest.mark.parametrize("to", ["", "en"])
async def test_what_a_run_really_sends_lies_in_the_range(tmp_path: Path, to: str) -> None:
    """Measured for the prompts; the toy answers are shorter than a real model's."""
    model, folder = ScriptedModel(), folder_of(tmp_path, 3)
    found = await estimated(folder, to=to)
    with serving(model) as server:
        ran = await run_over(server, folder, out=tmp_path / "out", to=to)
    assert ran.tally["documents"] == counts(3, done=3)
    sent = sum(tokens_of(question.system + question.user) for question in model.asked)
    assert sent <= found.total("tokens_in", 1)
    assert sent >= 0.6 * found.total("tokens_in", 0)
    tasks = Counter(question.task for question in model.asked)
    assert sum(document.requests for document in found.documents) >= tasks["digest"] + tasks["translate"] - 1


async def test_a_translation_of_the_body_costs_more(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    without, with_it = await estimated(folder), await estimated(folder, to="en")
    assert with_it.total("tokens_out", 0) > without.total("tokens_out", 0)


async def test_a_long_document_is_counted_in_parts() -> None:
    line = "图书馆面积3200平方米，藏书12万册，总投资1.2亿元，由青河建筑公司承建，历时两年完成建设任务。\n"
    (document,) = (await estimated(written("long.txt", "云岭县新图书馆\n\n" + line * 600))).documents
    assert document.requests >= 4
    assert document.characters > 20_000


async def test_what_cannot_be_read_is_said_and_does_not_stop_it() -> None:
    written("pages/a.txt", "\n")
    written("pages/b.txt")
    bad, good = (await estimated(Path("pages"))).documents
    assert "empty" in bad.error
    assert (bad.requests, bad.tokens_in) == (0, (0, 0))
    assert good.error == ""


async def test_the_json_form_adds_up(tmp_path: Path) -> None:
    found = (await estimated(folder_of(tmp_path, 2))).as_json()
    assert found["requests"] == sum(document["requests"] for document in found["documents"])
    assert found["tokens_in"][0] == sum(document["tokens_in"][0] for document in found["documents"])


# ------------------------------------------------------------------------------------- before a run begins


def machine(**options: Any) -> Machine:
    return wiring.machine(
        load({"base_url": "http://127.0.0.1:9/v1", "model": "m", **options}, environ={}), warn=print
    )


def sources(folder: Path) -> list[Source]:
    return list(walk([folder]))


async def test_a_forecast_of_a_few_documents_is_the_estimate_of_all(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    whole = await estimated(folder, price="2,8")
    found = forecast(sources(folder), machine(price="2,8"))
    assert (found.documents, found.measured, found.cost) == (3, 3, whole.cost)
    assert found.tokens[1] == whole.total("tokens_in", 1) + whole.total("tokens_out", 1)


async def test_a_forecast_of_many_documents_is_judged_by_some_of_them(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 40)
    found = forecast(sources(folder), machine(price="2,8"), most=5)
    whole = await estimated(folder, price="2,8")
    assert (found.documents, found.measured) == (40, 5)
    assert found.cost is not None
    assert whole.cost is not None
    for judged, exact in zip(found.cost, whole.cost, strict=True):
        assert judged == pytest.approx(exact, rel=Decimal("0.1"))
    assert forecast(sources(folder), machine(price="2,8"), most=5) == found


def test_a_forecast_takes_no_longer_than_it_may(tmp_path: Path) -> None:
    now = iter(range(100))
    found = forecast(sources(folder_of(tmp_path, 9)), machine(), seconds=3, clock=lambda: float(next(now)))
    assert (found.measured, found.documents, found.cost) == (4, 9, None)


def test_a_forecast_of_nothing_is_nothing() -> None:
    assert forecast([], machine()).tokens == (0, 0)


async def test_a_run_is_foretold_for_what_is_still_to_be_done(tmp_path: Path) -> None:
    folder, told = folder_of(tmp_path, 3), list[list[str]]()

    async def hear(_machine: Machine, left: Iterable[Source]) -> None:
        told.append([source.path for source in left])

    with serving() as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            for _ in range(2):
                run = summarizer.run(folder, out=tmp_path / "out")
                run.before = hear
                assert [outcome async for outcome in run]
                (folder / "new.txt").write_text(page(77), "utf-8")
    assert told == [["001.txt", "002.txt", "003.txt"], ["new.txt"]]


async def test_what_was_finished_before_would_not_be_sent_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 3)
    with serving(ScriptedModel()) as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            async for _ in summarizer.run(folder, out="out"):
                pass
            (folder / "004.txt").write_text(page(4), encoding="utf-8")
            before = contents(tmp_path)
            found = await summarizer.estimate(folder, out="out")
            changed = await summarizer.estimate(folder, out="out", to="en")
        async with AsyncSummarizer(base_url=server.url, model="m", fresh=True) as summarizer:
            anew = await summarizer.estimate(folder, out="out")
    assert ([document.path for document in found.documents], found.finished) == (["004.txt"], 3)
    assert (len(changed.documents), len(anew.documents)) == (4, 4)
    assert contents(tmp_path) == before
