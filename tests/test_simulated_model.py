"""The simulated model of bench/: what measurements are made with has to be right, too."""

from __future__ import annotations

import asyncio
import sys
import threading
import urllib.error
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from summarizer.asking import Asker, schema_of
from summarizer.errors import WireError
from summarizer.llm.calls import Message, Request
from summarizer.llm.failures import Transient
from summarizer.llm.ladder import Ladder, portable_schema
from summarizer.llm.openai import Endpoint
from summarizer.prompting import Prompts
from summarizer.running import Run
from summarizer.settings import load
from summarizer.text import Line

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))
documents: Any = import_module("documents")
answering: Any = import_module("answering")
simulated: Any = import_module("simulated")
throughput: Any = import_module("throughput")


@pytest.fixture
def url() -> Iterator[str]:
    """A simulated model that listens in a thread of its own."""
    ready: list[Any] = []
    begun = threading.Event()

    async def serve() -> None:
        server, address = await simulated.serve(simulated.Model())
        stop = asyncio.Event()
        ready.extend([address, asyncio.get_running_loop(), stop])
        begun.set()
        await stop.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert begun.wait(10)
    address, loop, stop = ready
    yield address
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


def request(text: str = "第一句话在此。第二句话在此。") -> Request:
    schema = portable_schema(throughput.Digest)
    return Request("bench", "m", (Message("user", text),), "digest", schema)


async def asked(url: str, *texts: str, **settings: Any) -> list[Any]:
    """What comes back for each text: a reply, or the exception that was raised."""
    endpoint = Endpoint(url, "", modes=Ladder(), **settings)
    try:
        calls = (endpoint.complete(request(text)) for text in texts)
        return await asyncio.gather(*calls, return_exceptions=True)
    finally:
        await endpoint.aclose()


def test_a_document_is_always_the_same_and_like_no_other() -> None:
    texts = [documents.text(number) for number in range(1, 60)]
    assert texts == [documents.text(number) for number in range(1, 60)]
    assert all(len(text) >= documents.LENGTH for text in texts)
    paragraphs = [row for text in texts for row in text.split("\n")[4:] if row]
    assert len(paragraphs) == len(set(paragraphs))


async def test_a_folder_of_them_is_digested_translated_and_verified(url: str, tmp_path: Path) -> None:
    pages = documents.folder(tmp_path / "pages", 2, 500)
    settings = load({"base_url": url, "cache_dir": tmp_path / "cache"}, environ={}, dotenv=None)
    run = Run(settings, [pages], tmp_path / "out", "en", None, print)
    outcomes = [outcome async for outcome in run]
    assert [outcome.status for outcome in outcomes] == ["verified"] * 2
    seen = throughput.told(url, "stats")
    assert seen["tasks"].keys() == {"article", "names", "segments"}
    assert seen["requests"] == seen["answered"] == sum(seen["tasks"].values())
    assert seen["repeated"] == 0


@pytest.mark.parametrize("preset", ["policy", "notice", "company", "academic", "minutes"])
async def test_every_form_is_filled_in(preset: str) -> None:
    schema = schema_of(f"digest.{preset}")
    lines = [
        Line(1, "云岭县教育局公告"),
        Line(2, "5月1日，云岭县教育局局长王建国表示，下一步将扩建旧校舍12所。"),
    ]
    prompts = Prompts(ROOT / "prompts")
    asking = {
        "lines": lines,
        "part": 1,
        "total": 1,
        "fields": "",
        "preset": preset,
        "core": ["kind", "numbers"],
    }
    messages = [{"role": role, "content": text} for role, text in prompts.render("digest", **asking)]
    body = {"messages": messages, "response_format": {"json_schema": {"schema": schema}}}
    fields = answering.answer(answering.asked(body))["fields"]
    assert fields.keys() == schema["properties"]["fields"]["properties"].keys()
    assert "people" not in fields or fields["people"][0]["zh"] == "王建国"
    assert "numbers" not in fields or fields["numbers"][0]["surface"] == "12所"


async def test_other_requests_are_answered_by_their_schema(url: str) -> None:
    (reply,) = await asked(url, documents.text(7))
    digest = throughput.Digest.model_validate_json(reply.text)
    assert digest.summary_zh in documents.text(7).replace("\n", "")
    assert not any("\u4e00" <= character <= "\u9fff" for character in digest.summary_en)


async def test_faults_are_drawn_alike_in_any_order(url: str) -> None:
    texts = [f"这是第{number}条。" for number in range(40)]
    found = []
    for order in (texts, texts[::-1]):
        throughput.told(url, "configure", {"faults": {"429": 0.2, "500": 0.2, "malformed": 0.2}, "seed": 5})
        replies = dict(zip(order, await asked(url, *order), strict=True))
        found.append([getattr(replies[text], "cause", "") or replies[text].text[-1] for text in texts])
    assert found[0] == found[1]
    assert {"429", "500", "}"} < set(found[0])


@pytest.mark.parametrize(
    ("fault", "cause"), [("429", "429"), ("500", "500"), ("disconnect", "connection"), ("hang", "deadline")]
)
async def test_a_fault_looks_like_one(url: str, fault: str, cause: str) -> None:
    throughput.told(url, "configure", {"faults": {fault: 1.0}})
    (error,) = await asked(url, "一句话。", timeout=0.4)
    assert isinstance(error, Transient)
    assert error.cause == cause
    assert throughput.told(url, "stats")["faults"] == {fault: 1}


@pytest.mark.parametrize("fault", ["malformed", "schema"])
async def test_a_faulty_answer_is_asked_for_again(url: str, fault: str) -> None:
    throughput.told(url, "configure", {"faults": {fault: 1.0}})
    endpoint = Endpoint(url, "", modes=Ladder())
    asker = Asker(Prompts(ROOT / "prompts"), endpoint.complete, "m", tries=2)
    with pytest.raises(Exception, match="no usable answer"):
        await asker.ask("merge", throughput.Digest, document="a", title="", statements=[])
    await endpoint.aclose()
    assert throughput.told(url, "stats")["faults"] == {fault: 2}


async def test_limits_are_kept_and_named(url: str) -> None:
    throughput.told(url, "configure", {"rpm": 120, "retry_after": 3})
    replies = await asked(url, *(f"第{number}句。" for number in range(5)))
    refused = [error for error in replies if isinstance(error, Transient)]
    assert len(refused) == 3  # of 120 a minute, 2 may come at once
    assert {error.retry_after for error in refused} == {3.0}
    named = next(reply for reply in replies if not isinstance(reply, Exception)).extra["headers"]
    assert named["x-ratelimit-limit-requests"] == "120"


async def test_too_many_at_once_are_refused(url: str) -> None:
    throughput.told(url, "configure", {"at_once": 2, "latency": 0.05})
    replies = await asked(url, *(f"第{number}句。" for number in range(6)))
    assert sum(not isinstance(reply, Exception) for reply in replies) == 2
    assert throughput.told(url, "stats")["statuses"] == {"200": 2, "429": 4}


async def test_it_knows_what_it_was_asked_before(url: str) -> None:
    for _ in range(3):
        await asked(url, "同一句话。")
    seen = throughput.told(url, "stats")
    assert (seen["requests"], seen["repeated"], seen["most_in_flight"]) == (3, 2, 1)


def test_a_switch_that_does_not_exist_is_refused(url: str) -> None:
    for wrong in ({"latancy": 1}, {"faults": {"429s": 1}}):
        with pytest.raises(urllib.error.HTTPError) as caught:
            throughput.told(url, "configure", wrong)
        assert caught.value.code == 400
        caught.value.close()


async def test_what_it_does_not_understand_is_an_error(url: str) -> None:
    endpoint = Endpoint(url, "", modes=Ladder())
    odd = Request("bench", "m", (Message("user", "===== BEGIN NAMES =====\nno list"),), "x", {})
    await asked(url, "一句话。")
    with pytest.raises((WireError, Exception), match="not understood"):
        await endpoint.complete(odd)
    await endpoint.aclose()


@pytest.mark.parametrize("name", ["floor", "stack"])
async def test_what_is_compared_does_the_same_work(url: str, name: str, tmp_path: Path) -> None:
    work = throughput.Work(url, 1, 5, 2, tmp_path)
    took = await asyncio.to_thread(lambda: asyncio.run(throughput.calls(name, work)))
    assert took["cpu"] > 0
    seen = throughput.told(url, "stats")
    assert seen["answered"] == 5
    assert seen["most_in_flight"] <= 2


def test_a_row_is_shown_on_a_line() -> None:
    row = {"what": "share of the ideal", "who": "stack", "share": 0.857, "requests": 5000}
    shown = " ".join(throughput.shown(row).split())
    assert shown == "share of the ideal stack share 85.7% requests 5,000"
