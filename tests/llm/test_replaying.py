from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import respx
from server import Server, answers, completion, responds

from summarizer.errors import DocumentError, ProviderError, UsageError
from summarizer.llm.calls import Message, Reply, Request
from summarizer.llm.failures import Transient
from summarizer.llm.ladder import Ladder
from summarizer.llm.openai import Endpoint
from summarizer.llm.replaying import (
    RecordingMissing,
    Tapes,
    player,
    recorded_model,
    recorder,
    replay_side_effect,
)
from summarizer.llm.retrying import RetryBudget, retried
from summarizer.llm.transports import network

KEY = "sk-CANARY-0123456789abcdef"
ELSEWHERE = "https://elsewhere.example/compatible/v1"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}}


def request(text: str = "甲", **changes: Any) -> Request:
    messages = (Message("system", "Be exact."), Message("user", text))
    fields = {"task": "digest", "model": "m", "messages": messages, "schema_name": "digest", "schema": SCHEMA}
    return Request(**(fields | changes))


async def record(server: Server, folder: Path, *requests: Request, aiohttp: bool = False) -> list[Reply]:
    transport = recorder(Tapes(folder), network(server.url, aiohttp=aiohttp))
    endpoint = Endpoint(server.url, KEY, modes=Ladder(), transport=transport)
    replies = []
    for one in requests:
        try:
            replies.append(await endpoint.complete(one))
        except Transient:
            replies.append(await endpoint.complete(one))
    await endpoint.aclose()
    return replies


def only(folder: Path) -> Path:
    """The one file in a folder."""
    (path,) = (path for path in folder.iterdir() if path.is_file())
    return path


def replaying(folder: Path, mode: str = "") -> Endpoint:
    return Endpoint(ELSEWHERE, "any", modes=Ladder(mode), transport=player(folder))


@pytest.mark.parametrize("aiohttp", [False, True])
async def test_what_was_recorded_is_replayed_elsewhere_without_a_network(
    tmp_path: Path, aiohttp: bool
) -> None:
    with Server(answers('{"a": 1}'), answers('{"a": 2}')) as server:
        await record(server, tmp_path, request("甲"), request("乙"), aiohttp=aiohttp)
    endpoint = replaying(tmp_path)
    assert (await endpoint.complete(request("乙"))).text == '{"a": 2}'
    assert (await endpoint.complete(request("甲"))).text == '{"a": 1}'
    assert (await endpoint.complete(request("甲"))).text == '{"a": 1}'
    assert recorded_model(tmp_path) == "m"


async def test_recordings_are_readable_and_hold_no_secret(tmp_path: Path) -> None:
    echo = completion(f"the key is {KEY}, of org-abcdefghijklmnopqrst") | {"note": "中文"}
    headers = {
        "set-cookie": "session=1",
        "openai-organization": "org-x",
        "date": "today",
        "x-request-id": "r",
    }
    with Server(responds(json.dumps(echo).encode(), headers=headers)) as server:
        await record(server, tmp_path, request("正文"))
    path = only(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert path.name.startswith("digest-")
    assert "正文" in text
    assert "中文" in text
    for secret in (KEY, "org-abc", "session", "org-x", "today", "Bearer"):
        assert secret not in text
    kept = json.loads(text)
    assert kept["request"]["body"]["messages"][1]["content"] == "正文"
    assert kept["responses"][0]["status"] == 200


async def test_a_trouble_and_the_answer_after_it_are_replayed_in_order(tmp_path: Path) -> None:
    with Server(responds(b'{"error": "busy"}', 429, {"retry-after": "9"}), answers()) as server:
        await record(server, tmp_path, request())
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    endpoint = replaying(tmp_path)
    reply = await retried(endpoint.complete, budget=RetryBudget(), sleep=sleep)(request())
    assert reply.text == '{"a": 1}'
    assert len(slept) == 1
    assert slept[0] <= 1


async def test_a_replay_does_not_depend_on_how_the_ladder_was_climbed_down(tmp_path: Path) -> None:
    refused = responds(b'{"error": {"message": "json_schema is not supported"}}', 400)
    with Server(refused, answers('{"a": 1}'), answers('{"a": 2}')) as server:
        replies = await record(server, tmp_path, request("甲"), request("乙"))
    assert [reply.mode for reply in replies] == ["json_object", "json_object"]
    for mode in ("", "json_object", "tool", "text"):
        endpoint = replaying(tmp_path, mode)
        assert (await endpoint.complete(request("乙"))).text == '{"a": 2}'
        assert (await endpoint.complete(request("甲", temperature=0.1, max_tokens=9))).text == '{"a": 1}'


async def test_recording_again_replaces_what_was_there(tmp_path: Path) -> None:
    for number in (1, 2):
        with Server(answers(f'{{"a": {number}}}')) as server:
            await record(server, tmp_path, request())
    assert (await replaying(tmp_path).complete(request())).text == '{"a": 2}'


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (request("丙"), "document"),
        (request(model="another"), "of the model m, not another"),
        (request(schema={"type": "object"}), "JSON Schema"),
        (request(messages=(Message("system", "New words."), Message("user", "甲"))), "prompt template"),
    ],
)
async def test_a_missing_recording_stops_at_once_and_says_what_differs(
    tmp_path: Path, asked: Request, told: str
) -> None:
    with Server(answers()) as server:
        await record(server, tmp_path, request())
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    complete = retried(replaying(tmp_path).complete, budget=RetryBudget(), sleep=sleep)
    with pytest.raises(RecordingMissing, match="digest") as caught:
        await complete(asked)
    assert told in caught.value.hint
    assert isinstance(caught.value, DocumentError), "the other documents go on"
    assert caught.value.exit_code == ProviderError.exit_code, "nothing was answered up to now"
    assert slept == []


async def test_a_missing_recording_is_the_trouble_of_its_document_where_others_are_answered(
    tmp_path: Path,
) -> None:
    with Server(answers()) as server:
        await record(server, tmp_path, request())
    endpoint = replaying(tmp_path)
    await endpoint.complete(request())
    with pytest.raises(RecordingMissing) as caught:
        await endpoint.complete(request("丙"))
    assert (caught.value.exit_code, caught.value.code) == (1, "unrecorded")


def test_a_folder_without_recordings_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        player(tmp_path / "nowhere")
    assert recorded_model(tmp_path) == ""


async def test_a_file_that_is_no_recording_is_named(tmp_path: Path) -> None:
    with Server(answers()) as server:
        await record(server, tmp_path, request())
    path = only(tmp_path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=path.name):
        await replaying(tmp_path).complete(request())


def test_a_folder_that_cannot_be_made_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError):
        Tapes(tmp_path / "file" / "folder")


async def test_recordings_serve_tests_with_respx(tmp_path: Path, httpx2_mock: respx.Router) -> None:
    with Server(answers()) as server:
        httpx2_mock.route(host="127.0.0.1").pass_through()
        await record(server, tmp_path, request())
    route = httpx2_mock.post(f"{ELSEWHERE}/chat/completions")
    route.mock(side_effect=replay_side_effect(tmp_path))
    endpoint = Endpoint(ELSEWHERE, "any", modes=Ladder())
    assert (await endpoint.complete(request())).text == '{"a": 1}'
    with pytest.raises(RecordingMissing):
        await endpoint.complete(request("unheard of"))
    await endpoint.aclose()
