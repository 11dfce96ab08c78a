"""The first request to an address is made by the SDK; what follows it looks and fails like it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from server import Behaviour, Server, answers, drips, floods, hangs, hangs_up, redirects, resets, responds

from summarizer.errors import ProviderError, WireError
from summarizer.llm.calls import Message, Request
from summarizer.llm.failures import Transient
from summarizer.llm.ladder import Ladder
from summarizer.llm.openai import Endpoint

KEY = "sk-CANARY-0123456789abcdef"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


def request(text: str = "12| 文本", **changes: Any) -> Request:
    fields: dict[str, Any] = {
        "task": "digest",
        "model": "m",
        "messages": (Message("system", "Be exact."), Message("user", text)),
        "schema_name": "digest",
        "schema": SCHEMA,
    }
    return Request(**(fields | changes))


@pytest.fixture(params=[False, True], ids=["httpx2", "aiohttp"])
def aiohttp(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


async def ask_twice(server: Server, **settings: Any) -> Any:
    """The answer to the second request; the first one is answered well."""
    endpoint = Endpoint(server.url, KEY, modes=Ladder(), **settings)
    try:
        await endpoint.complete(request("首先"))
        return await endpoint.complete(request('其次 — “é”\u2028\x7f\t"\\', temperature=0.2, max_tokens=50))
    finally:
        await endpoint.aclose()


async def test_a_later_request_differs_from_the_first_by_its_body_alone(aiohttp: bool) -> None:
    with Server(answers()) as server:
        assert (await ask_twice(server, aiohttp=aiohttp)).text == '{"a": 1}'
    first, later = server.seen
    assert (first.method, first.path) == (later.method, later.path)
    own = {"content-length"}
    assert {**first.headers, **dict.fromkeys(own)} == {**later.headers, **dict.fromkeys(own)}
    assert later.headers["content-length"] == str(len(later.body))
    assert later.headers["authorization"] == f"Bearer {KEY}"


async def test_a_body_is_the_json_that_the_sdk_would_write(aiohttp: bool) -> None:
    with Server(answers()) as server:
        await ask_twice(server, aiohttp=aiohttp)
    for seen in server.seen:
        usual = json.dumps(seen.json, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        assert seen.body == usual.encode()


@pytest.mark.parametrize(
    ("behaviour", "cause", "seconds"),
    [
        (drips(0.02), "deadline", 0.5),
        (hangs(), "deadline", 0.5),
        (resets(), "connection", 30.0),
        (hangs_up(), "cut", 30.0),
    ],
)
async def test_a_wire_that_breaks_later_is_let_go(
    behaviour: Behaviour, cause: str, seconds: float, aiohttp: bool
) -> None:
    with Server(answers(), behaviour) as server, pytest.raises(Transient) as caught:
        await ask_twice(server, aiohttp=aiohttp, timeout=seconds)
    assert (caught.value.cause, caught.value.billed) == (cause, True)
    assert KEY not in str(caught.value)


async def test_a_port_that_is_closed_later_is_told_from_a_broken_wire(aiohttp: bool) -> None:
    endpoint = None
    with Server(responds(b'{"choices": []}', headers={"connection": "close"})) as server:
        endpoint = Endpoint(server.url, KEY, modes=Ladder(), aiohttp=aiohttp)
        with pytest.raises(Transient):
            await endpoint.complete(request())
    with pytest.raises(Transient) as caught:
        await endpoint.complete(request())
    await endpoint.aclose()
    assert caught.value.cause == "connection"


@pytest.mark.parametrize("compressed", [False, True])
async def test_a_later_body_without_end_is_not_read_to_its_end(compressed: bool, aiohttp: bool) -> None:
    size = 50_000_000 if compressed else 3_000_000
    floods_then = floods(size, compressed=compressed)
    with Server(answers(), floods_then) as server, pytest.raises(WireError, match="1 MB"):
        await ask_twice(server, aiohttp=aiohttp, max_bytes=1_000_000)


async def test_a_later_redirect_is_an_error_and_its_target_hears_nothing(aiohttp: bool) -> None:
    with Server(answers()) as other, Server(answers(), redirects(f"{other.url}/x?token=1")) as server:
        with pytest.raises((ProviderError, WireError)) as caught:
            await ask_twice(server, aiohttp=aiohttp)
        assert "token" not in str(caught.value)
        assert (len(server.seen), len(other.seen)) == (2, 0)


async def test_a_later_refusal_is_judged_like_any(aiohttp: bool) -> None:
    busy = responds(b'{"error": {"message": "Slow down"}}', 429, {"retry-after": "2"})
    with Server(answers(), busy) as server, pytest.raises(Transient) as caught:
        await ask_twice(server, aiohttp=aiohttp)
    assert (caught.value.cause, caught.value.retry_after) == ("429", 2.0)


async def test_what_no_file_can_hold_is_never_sent(aiohttp: bool) -> None:
    with Server(answers()) as server:
        endpoint = Endpoint(server.url, KEY, modes=Ladder(), aiohttp=aiohttp)
        for _ in range(2):
            with pytest.raises(ValueError, match="surrogate"):
                await endpoint.complete(request("半\ud83d"))
            await endpoint.complete(request())
        await endpoint.aclose()
        assert len(server.seen) == 2
