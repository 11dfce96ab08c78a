"""What a run learns about recurring lines, as the model sees it and as it is kept with the output folder."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from server import Server
from stories import PROMOTION, stories_in, story
from support import Ran, ScriptedModel, contents, counts, run_over, serving

from summarizer import windows
from summarizer.api import AsyncSummarizer
from summarizer.cleaning import clean
from summarizer.errors import UsageError
from summarizer.learning import Learning
from summarizer.reading import read_text
from summarizer.text import Article

NONE_OF_THE_JOURNAL = ("run.json", "journal.jsonl", ".lock")


def shown(model: ScriptedModel) -> list[str]:
    """The articles that the model was given to digest."""
    return ["\n".join(q.texts.values()) for q in model.asked if q.task == "digest" and not q.again]


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (out / "learnt.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows.travel, "__kwdefaults__", {"size": 2})


async def ran(model: ScriptedModel, *paths: Path, out: Path, **options: Any) -> Ran:
    with serving(model, slow=options.pop("slow", 0.0), seed=options.pop("seed", 0)) as server:
        return await run_over(server, *paths, out=out, **options)


async def test_a_line_that_recurs_is_not_shown_to_the_model(tmp_path: Path) -> None:
    model = ScriptedModel()
    await ran(model, stories_in(tmp_path / "pages", *range(6)), out=tmp_path / "out")
    assert len(shown(model)) == 6
    assert not any(PROMOTION in text for text in shown(model))
    assert PROMOTION in [row["line"] for row in lines(tmp_path / "out")]


async def test_a_run_that_is_not_to_learn_shows_every_page_as_it_is(tmp_path: Path) -> None:
    model = ScriptedModel()
    await ran(model, stories_in(tmp_path / "pages", *range(6)), out=tmp_path / "out", no_learn=True)
    assert all(PROMOTION in text for text in shown(model))
    assert not (tmp_path / "out/learnt.jsonl").exists()
    assert not (tmp_path / "out/learning.jsonl").exists()


async def test_a_single_file_and_a_text_are_taken_as_they_are(tmp_path: Path) -> None:
    model, folder = ScriptedModel(), stories_in(tmp_path / "pages", *range(6))
    await ran(model, folder, out=tmp_path / "out")
    alone = stories_in(tmp_path / "more", 9) / "009.txt"
    await ran(model, alone, out=tmp_path / "out")
    with serving(model) as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            await summarizer.summarize(story(8))
    assert sum(PROMOTION in text for text in shown(model)) == 2


async def test_the_same_folder_again_sends_nothing_and_changes_nothing(tmp_path: Path) -> None:
    model, folder, out = ScriptedModel(), stories_in(tmp_path / "pages", *range(5)), tmp_path / "out"
    await ran(model, folder, out=out)
    before, asked = contents(out), model.count()
    again = await ran(model, folder, out=out, no_cache=True)
    assert (model.count(), again.tally["documents"]) == (asked, counts(5, skipped=5))
    assert contents(out, but=NONE_OF_THE_JOURNAL) == before


async def test_a_neighbour_that_arrives_is_sent_alone_and_profits_from_the_others(tmp_path: Path) -> None:
    model, folder, out = ScriptedModel(), stories_in(tmp_path / "pages", 1, 2, 3, 4), tmp_path / "out"
    await ran(model, folder, out=out)
    assert all(PROMOTION in text for text in shown(model)), "four stories prove nothing"
    before = contents(out)
    model.asked.clear()
    arrived = await ran(model, stories_in(folder, 0), out=out, no_cache=True)
    assert sorted(arrived.statuses) == [f"{n:03}.txt" for n in range(5)]
    assert arrived.tally["documents"]["skipped"] == 4
    (text,) = shown(model)
    assert PROMOTION not in text
    after = contents(out)
    assert all(after[name] == before[name] for name in before if name.startswith("documents/"))


async def test_a_folder_that_grows_by_one_document_a_day_learns_too(tmp_path: Path) -> None:
    model, folder, out = ScriptedModel(), tmp_path / "pages", tmp_path / "out"
    for day in range(6):
        await ran(model, stories_in(folder, day), out=out)
    assert [PROMOTION in text for text in shown(model)] == [True] * 4 + [False] * 2
    assert [row["group"] for row in lines(out) if row["line"] == PROMOTION] == ["", "*"]


async def test_fresh_applies_what_was_learnt_since_to_every_document(tmp_path: Path) -> None:
    model, folder, out = ScriptedModel(), tmp_path / "pages", tmp_path / "out"
    with serving(model) as server:
        for day in range(5):
            await run_over(server, stories_in(folder, day), out=out)
        learnt = (out / "learnt.jsonl").read_bytes()
        model.asked.clear()
        await run_over(server, folder, out=out, fresh=True)
    assert len(shown(model)) == 4, "the reply about the fifth is stored"
    assert not any(PROMOTION in text for text in shown(model))
    assert (out / "learnt.jsonl").read_bytes() == learnt


async def test_a_story_that_is_there_five_times_is_shown_whole(tmp_path: Path) -> None:
    model, folder = ScriptedModel(), tmp_path / "pages"
    folder.mkdir()
    for site in "东西南北中":
        text = story(1, below=f"{site}面的读者可以到报亭里买到今天的报纸，也可以请人送到家里。")
        (folder / f"{site}.txt").write_text(text, encoding="utf-8")
    await ran(model, folder, out=tmp_path / "out")
    assert len(shown(model)) == 5
    assert all(len(text.splitlines()) == len(story(1).split("\n")) - 3 for text in shown(model))


@pytest.mark.usefixtures("small_windows")
async def test_what_is_shown_does_not_depend_on_timing(tmp_path: Path) -> None:
    folder = stories_in(tmp_path / "pages", *range(9))
    bodies = []
    for seed in range(3):
        model = ScriptedModel()
        await ran(model, folder, out=tmp_path / f"out{seed}", slow=0.03, seed=seed, no_cache=True)
        bodies.append(model.bodies())
        assert [PROMOTION in text for text in shown(model)].count(True) == 4, "those of the first two windows"
    assert bodies[0] == bodies[1] == bodies[2]
    kept = [[row["line"] for row in lines(tmp_path / f"out{seed}")] for seed in range(3)]
    assert kept[0] == kept[1] == kept[2]


async def cut(server: Server, model: ScriptedModel, folder: Path, out: Path, after: int) -> None:
    """A run that is cancelled once the model was asked so often."""
    async with AsyncSummarizer(base_url=server.url, model="m", concurrency=3, no_cache=True) as summarizer:

        async def follow() -> None:
            async for _ in summarizer.run(folder, out=out):
                pass

        task = asyncio.create_task(follow())
        while model.count() < after and not task.done():  # noqa: ASYNC110 - another thread
            await asyncio.sleep(0.002)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("cuts", [(3,), (4, 9), (14,), (18, 20)])
@pytest.mark.usefixtures("small_windows")
async def test_a_run_in_pieces_shows_exactly_what_a_whole_one_shows(
    tmp_path: Path, cuts: tuple[int, ...]
) -> None:
    """Also to documents of early windows that are begun anew when later windows were learnt from."""
    folder = stories_in(tmp_path / "pages", *range(9))
    whole, pieces = ScriptedModel(), ScriptedModel()
    await ran(whole, folder, out=tmp_path / "whole", no_cache=True)
    with serving(pieces, slow=0.02, seed=5) as server:
        for after in cuts:
            await cut(server, pieces, folder, tmp_path / "pieces", after)
        last = await run_over(server, folder, out=tmp_path / "pieces", no_cache=True)
    assert last.tally["documents"]["failed"] == 0
    assert pieces.bodies() == whole.bodies()
    both = [[(row["group"], row["line"]) for row in lines(tmp_path / name)] for name in ("whole", "pieces")]
    assert both[0] == both[1]


@pytest.mark.usefixtures("small_windows")
async def test_after_a_stop_nothing_that_was_answered_is_sent_again(tmp_path: Path) -> None:
    model, folder, out = ScriptedModel(), stories_in(tmp_path / "pages", *range(8)), tmp_path / "out"
    with serving(model) as server:
        stopped = await run_over(server, folder, out=out, price="1,1", max_cost="0.08")
        assert stopped.error is not None
        await run_over(server, folder, out=out)
    assert len(model.bodies()) == model.count()


# ------------------------------------------------------------------------------------------- the files


def articles(*numbers: int) -> list[Article]:
    return [clean(read_text(story(number), f"{number}.txt")) for number in numbers]


def test_what_a_killed_run_learnt_in_a_later_window_is_not_known_in_an_earlier_one(tmp_path: Path) -> None:
    killed = Learning.open(tmp_path)
    seen = [killed.learn(window, articles(2 * window, 2 * window + 1)).known for window in range(4)]
    assert [bool(known) for known in seen] == [False, False, True, True]
    resumed = Learning.open(tmp_path)
    assert [resumed.learn(window, articles(2 * window, 2 * window + 1)).known for window in range(4)] == seen
    unread = Learning.open(tmp_path)
    assert [unread.learn(window, []).known for window in range(4)] == seen, "also where all are finished"


def test_a_run_that_ended_well_makes_it_known_everywhere(tmp_path: Path) -> None:
    first = Learning.open(tmp_path)
    known = [first.learn(window, articles(2 * window, 2 * window + 1)) for window in range(4)][-1]
    first.close(done=True)
    assert Learning.open(tmp_path).learn(0, []) == known


def test_a_new_document_in_a_window_that_was_counted_before_is_counted_too(tmp_path: Path) -> None:
    Learning.open(tmp_path).learn(0, articles(1, 2, 3, 4))
    assert Learning.open(tmp_path).learn(0, articles(1, 2, 3, 4, 5)).known


def test_a_torn_line_costs_what_it_holds_and_no_more(tmp_path: Path) -> None:
    first = Learning.open(tmp_path)
    for window in range(4):
        first.learn(window, articles(2 * window, 2 * window + 1))
    for name in ("learning.jsonl", "learnt.jsonl"):
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:-30])
    again = Learning.open(tmp_path)
    assert [bool(again.learn(window, articles(2 * window, 2 * window + 1)).known) for window in range(4)][
        2:
    ] == [True, True]
    again.close(done=True)
    assert PROMOTION in (tmp_path / "learnt.jsonl").read_text("utf-8")


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b'{"event":"counts","epoch":7,"counts":"x"}\n[]\n'])
def test_what_was_learnt_outlives_the_counters(tmp_path: Path, damage: bytes) -> None:
    first = Learning.open(tmp_path)
    known = first.learn(0, articles(*range(6)))
    first.close(done=True)
    (tmp_path / "learning.jsonl").write_bytes(damage)
    assert Learning.open(tmp_path).learn(0, []) == known


def test_a_line_that_somebody_adds_is_known(tmp_path: Path) -> None:
    (tmp_path / "learnt.jsonl").write_text(json.dumps({"group": "", "line": PROMOTION}) + "\n", "utf-8")
    known = Learning.open(tmp_path).learn(0, [])
    assert sum(known.marks(articles(1)[0].document)) == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "learnt.jsonl").mkdir()
    with pytest.raises(UsageError, match=r"learnt\.jsonl"):
        Learning.open(tmp_path)
