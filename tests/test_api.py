from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from support import ROOT, ScriptedModel, contents, counts, fails, folder_of, page, refuses, serving

from summarizer import AsyncSummarizer, Summarizer
from summarizer.errors import ContentRefused, ProviderError, UnreadableDocument, UsageError
from summarizer.results import NewsFields, Result
from summarizer.settings import Settings


class Library(BaseModel):
    school: str
    partners: list[str]


def test_a_text_in_a_verified_result_out() -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        result = summarizer.summarize(page())
    assert result.status == "verified"
    assert "Wang Jianguo announced" in result.summary.en
    assert isinstance(result.fields, NewsFields)
    assert result.fields.people[0].en == "Wang Jianguo"
    assert result.provenance.requests == 3


def test_a_result_with_fields_of_the_users_own_is_written_as_json() -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        result = summarizer.summarize(page(), fields=Library)
    fields = {
        "school": "云岭县教育局",
        "partners": ["云岭县教育局"],
    }  # and no warning, which would be an error
    assert json.loads(result.model_dump_json())["fields"] == fields
    assert result.model_dump()["fields"] == fields
    assert Result.model_validate_json(result.model_dump_json()).fields == fields


@pytest.mark.parametrize("wrong", [["a", "b"], b"a", None, ("a",)])
def test_what_is_no_path_or_text_is_refused_with_a_hint(wrong: Any, tmp_path: Path) -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        calls = (
            lambda: list(summarizer.run(wrong, out=tmp_path / "out")),
            lambda: summarizer.estimate(wrong, out=tmp_path / "out"),
            lambda: summarizer.summarize(wrong),
            lambda: summarizer.translate(wrong),
            lambda: summarizer.translate("新图书馆启用。", to=" "),
        )
        for call in calls:
            with pytest.raises(UsageError) as caught:
                call()
            assert caught.value.hint


def test_a_file_is_a_path_and_a_text_is_a_str(tmp_path: Path) -> None:
    file = folder_of(tmp_path, 1) / "001.txt"
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        assert summarizer.summarize(file).document.path == "001.txt"
        assert summarizer.summarize("云岭县教育局局长王建国宣布，新图书馆正式启用。").document.path == "-"


def test_with_a_pydantic_model_the_fields_are_an_instance_of_it() -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        result = summarizer.summarize(page(), fields=Library)
        again = summarizer.summarize(page())
    fields: object = result.fields
    assert isinstance(fields, Library)
    assert fields.school == "云岭县教育局"
    assert result.fields_en["school"] == "Yunling County Education Bureau"
    assert isinstance(again.fields, NewsFields), "the next one is as it was"


def test_fields_for_all_documents_can_be_given_once(tmp_path: Path) -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m", fields=Library) as summarizer:
        outcomes = list(summarizer.run(folder_of(tmp_path, 1), out=tmp_path / "out"))
        fields: object = summarizer.summarize(page()).fields
    assert isinstance(fields, Library)
    assert outcomes[0].status == "verified"
    written = json.loads((tmp_path / "out/documents/001.txt.json").read_text("utf-8"))
    assert written["fields"] == {"school": "云岭县教育局", "partners": ["云岭县教育局"]}


def test_translating_gives_the_whole_body() -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        result = summarizer.translate(page())
    assert result.translation is not None
    assert all(segment.en for segment in result.translation.segments)


def test_a_folder_is_run_over_outcome_by_outcome(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, 3), tmp_path / "out"
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        outcomes = {outcome.path: outcome.status for outcome in summarizer.run(folder, out=out)}
        again = {outcome.status for outcome in summarizer.run(folder, out=str(out))}
    assert outcomes == dict.fromkeys(("001.txt", "002.txt", "003.txt"), "verified")
    assert again == {"skipped"}


def test_leaving_the_loop_early_keeps_what_is_done(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, 4), tmp_path / "out"
    with serving(slow=0.02) as server:
        with Summarizer(base_url=server.url, model="m", concurrency=1) as summarizer:
            outcomes = summarizer.run(folder, out=out)
            next(outcomes)
            outcomes.close()  # type: ignore[attr-defined]  # a generator
        tally = json.loads((out / "run.json").read_text("utf-8"))
        assert sum(tally["documents"].values()) == 8
        with Summarizer(base_url=server.url, model="m") as summarizer:
            assert all(outcome.status != "failed" for outcome in summarizer.run(folder, out=out))


async def test_it_works_where_an_event_loop_runs_already() -> None:
    with serving() as server, Summarizer(base_url=server.url, model="m") as summarizer:
        assert summarizer.summarize(page()).status == "verified"


async def test_the_async_face_does_many_at_once() -> None:
    with serving(slow=0.05) as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            results = await asyncio.gather(*(summarizer.summarize(page(number)) for number in range(5)))
        assert server.most_at_once > 1
    assert [result.status for result in results] == ["verified"] * 5


async def test_each_result_has_its_own_bill_also_of_many_at_once() -> None:
    with serving(slow=0.05) as server:
        async with AsyncSummarizer(base_url=server.url, model="m", price="1,2") as summarizer:
            results = await asyncio.gather(*(summarizer.summarize(page(number)) for number in range(4)))
    bills = [result.provenance for result in results]
    assert [bill.requests + bill.cached for bill in bills] == [3, 3, 3, 3]
    assert sum(bill.requests for bill in bills) == len(server.seen)


async def test_the_async_run_has_its_tally(tmp_path: Path) -> None:
    with serving() as server:
        async with AsyncSummarizer(base_url=server.url, model="m") as summarizer:
            run = summarizer.run(folder_of(tmp_path, 2), out=tmp_path / "out")
            paths = [outcome.path async for outcome in run]
    assert sorted(paths) == ["001.txt", "002.txt"]
    assert run.tally.as_json()["documents"] == counts(2, done=2)


def test_it_can_be_used_again_after_closing() -> None:
    with serving() as server:
        summarizer = Summarizer(base_url=server.url, model="m")
        for _ in range(2):
            assert summarizer.summarize(page()).status == "verified"
            summarizer.close()


def test_the_second_time_costs_nothing() -> None:
    model = ScriptedModel()
    with serving(model) as server:
        for _ in range(2):
            with Summarizer(base_url=server.url, model="m") as summarizer:
                result = summarizer.summarize(page())
    assert model.count() == 3
    assert (result.provenance.requests, result.provenance.cached) == (0, 2), "its segments are remembered"


def test_errors_are_those_of_the_package(tmp_path: Path) -> None:
    model = ScriptedModel()
    with serving(model) as server, Summarizer(base_url=server.url, model="m", no_cache=True) as summarizer:
        with pytest.raises(UnreadableDocument):
            summarizer.summarize("")
        with pytest.raises(UnreadableDocument):
            summarizer.summarize(tmp_path / "gone.txt")
        model.once("digest", refuses())
        with pytest.raises(ContentRefused):
            summarizer.summarize(page())
        model.once("digest", fails(401, "invalid_api_key"))
        with pytest.raises(ProviderError):
            summarizer.summarize(page())
        assert summarizer.summarize(page()).status == "verified", "it is usable all the same"


@pytest.mark.parametrize(
    "options",
    [{"concurrency": 0}, {"wish": 1}, {"base_url": "nowhere"}, {"fields": "newz"}, {"format": "json,pdf9"}],
)
def test_a_wrong_setting_is_a_usage_error(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Summarizer(**{"base_url": "http://127.0.0.1:9/v1", "model": "m", **options}).summarize(page())


def test_without_key_and_model_it_says_what_to_do() -> None:
    with Summarizer() as summarizer, pytest.raises(UsageError, match="OPENAI_API_KEY"):
        summarizer.summarize(page())


def test_constructing_it_opens_and_writes_nothing(tmp_path: Path) -> None:
    Summarizer(base_url="http://127.0.0.1:9/v1", model="m").close()
    assert contents(tmp_path) == {}


def test_settings_can_be_given_whole() -> None:
    with serving() as server:
        settings = Settings(base_url=server.url, model="m")
        with Summarizer(settings) as summarizer:
            assert summarizer.summarize(page()).provenance.model == "m"


def test_warnings_are_heard(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "cache.db").write_bytes(b"no database at all" * 100)
    heard: list[str] = []
    with serving() as server:
        with Summarizer(base_url=server.url, model="m", warn=heard.append) as summarizer:
            summarizer.summarize(page())
        assert any("damaged" in warning for warning in heard)


def test_importing_it_loads_nothing_heavy_and_reads_no_file(tmp_path: Path) -> None:
    code = (
        "import sys, summarizer\n"
        "from summarizer import Summarizer, AsyncSummarizer\n"
        "heavy = {'openai', 'trafilatura', 'httpx2', 'diskcache', 'pypinyin', 'genai_prices'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert ended.stdout.strip() == "[]"
