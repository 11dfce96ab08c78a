from __future__ import annotations

import asyncio
import json
import re
import traceback
from collections.abc import AsyncIterator, Callable
from functools import cache
from typing import Any

import httpx
import httpx2
import pytest
import respx
from server import (
    Behaviour,
    Server,
    answers,
    completion,
    drips,
    floods,
    hangs,
    hangs_up,
    redirects,
    resets,
    responds,
)

from summarizer.errors import (
    ContentRefused,
    DocumentError,
    MoneyError,
    ProviderError,
    SummarizerError,
    UsageError,
    WireError,
)
from summarizer.llm.calls import Message, Request
from summarizer.llm.failures import ContextTooLong, Transient, asked_delay
from summarizer.llm.ladder import LADDER, Ladder
from summarizer.llm.openai import Endpoint

URL = "https://api.example.com/v1"
KEY = "sk-CANARY-0123456789abcdef"
JSON = '{"a": 1}'
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


def request(**changes: Any) -> Request:
    fields: dict[str, Any] = {
        "task": "digest",
        "model": "m",
        "messages": (Message("system", "Be exact."), Message("user", "12| 文本")),
        "schema_name": "digest",
        "schema": SCHEMA,
    }
    return Request(**(fields | changes))


TLS = cache(httpx2.create_ssl_context)


class Wire:
    """An endpoint and the route it is answered from."""

    def __init__(self, router: respx.Router) -> None:
        self.route = router.post(f"{URL}/chat/completions")
        self.ladder = Ladder()
        self.endpoint = Endpoint(URL, KEY, modes=self.ladder)

    def says(self, status: int, body: Any = None, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.route.mock(return_value=httpx.Response(status, content=content, headers=headers))

    async def fails(self, status: int, body: Any = None, **headers: str) -> Exception:
        self.says(status, body, **headers)
        with pytest.raises((SummarizerError, Transient)) as caught:
            await self.endpoint.complete(request())
        error = caught.value
        assert KEY not in "".join(traceback.format_exception(error)) + repr(error)
        return error

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(call.request.content) for call in self.route.calls]


@pytest.fixture
def one_tls_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the certificates of the system takes a tenth of a second each time."""
    monkeypatch.setattr("httpx2.create_ssl_context", TLS)


@pytest.fixture
async def wire(httpx2_mock: respx.Router, one_tls_context: None) -> AsyncIterator[Wire]:
    wire = Wire(httpx2_mock)
    yield wire
    await wire.endpoint.aclose()


# ---------------------------------------------------------------------------------------- success


async def test_an_answer_comes_back_with_what_it_cost(wire: Wire) -> None:
    wire.says(200, completion(JSON), **{"x-request-id": "r-1", "x-ratelimit-remaining-requests": "7"})
    reply = await wire.endpoint.complete(request())
    assert (reply.text, reply.mode, reply.request_id) == (JSON, "json_schema", "r-1")
    assert reply.usage is not None
    assert reply.extra["headers"] == {"x-ratelimit-remaining-requests": "7"}
    assert wire.endpoint.sent == 1


@pytest.mark.parametrize("mode", LADDER)
async def test_an_answer_comes_back_on_every_rung(httpx2_mock: respx.Router, mode: str) -> None:
    arguments = [{"type": "function", "function": {"name": "digest", "arguments": JSON}}]
    message = {"content": None, "tool_calls": arguments} if mode == "tool" else {"content": JSON}
    payload = completion("", choices=[{"finish_reason": "stop", "message": message}])
    httpx2_mock.post(f"{URL}/chat/completions").respond(json=payload)
    endpoint = Endpoint(URL, KEY, modes=Ladder(mode))
    reply = await endpoint.complete(request())
    assert (reply.text, reply.mode) == (JSON, mode)
    await endpoint.aclose()


async def test_what_is_sent_is_the_ladders_body_and_nothing_of_the_accounts(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-secret")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
    wire.says(200, completion(JSON))
    await wire.endpoint.complete(request(temperature=0.0, max_tokens=50))
    sent = wire.route.calls[0].request
    body = json.loads(sent.content)
    assert body == wire.ladder.body(request(temperature=0.0, max_tokens=50), "json_schema")
    assert list(body) == ["model", "messages", "temperature", "max_tokens", "response_format"]
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert not {"openai-organization", "openai-project"} & set(sent.headers)
    assert "secret" not in str(sent.headers)


async def test_openai_itself_is_sent_the_new_name_of_the_limit(httpx2_mock: respx.Router) -> None:
    route = httpx2_mock.post("https://api.openai.com/v1/chat/completions").respond(json=completion(JSON))
    endpoint = Endpoint("https://api.openai.com/v1", KEY, modes=Ladder())
    await endpoint.complete(request(max_tokens=50))
    assert json.loads(route.calls[0].request.content)["max_completion_tokens"] == 50
    await endpoint.aclose()


async def test_an_answer_that_hit_its_limit_says_so(wire: Wire) -> None:
    choice = {"finish_reason": "length", "message": {"content": '{"a":'}}
    wire.says(200, completion("", choices=[choice]))
    assert (await wire.endpoint.complete(request())).finish == "length"


async def test_a_refusal_comes_back_as_a_reply(wire: Wire) -> None:
    choice = {"finish_reason": "stop", "message": {"content": None, "refusal": "No."}}
    wire.says(200, completion("", choices=[choice]))
    assert (await wire.endpoint.complete(request())).refusal == "No."


async def test_the_models_on_offer_are_listed(httpx2_mock: respx.Router) -> None:
    httpx2_mock.get(f"{URL}/models").respond(json={"data": [{"id": "b"}, {"id": "a"}]})
    endpoint = Endpoint(URL, KEY, modes=Ladder())
    assert await endpoint.models() == ["a", "b"]
    httpx2_mock.get(f"{URL}/models").respond(503)
    with pytest.raises(ProviderError):
        await endpoint.models()
    await endpoint.aclose()


# ------------------------------------------------------------------------------ passing failures


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
async def test_passing_trouble_is_worth_another_attempt(wire: Wire, status: int) -> None:
    error = await wire.fails(status, {"error": {"message": f"trouble, {KEY}"}}, **{"retry-after": "7"})
    assert isinstance(error, Transient)
    assert (error.cause, error.retry_after, error.billed) == (str(status), 7.0, status == 504)
    assert wire.route.call_count == 1


async def test_a_server_that_forbids_another_attempt_is_obeyed(wire: Wire) -> None:
    error = await wire.fails(503, {"error": "gone"}, **{"x-should-retry": "false"})
    assert not isinstance(error, Transient)


@pytest.mark.parametrize(
    ("body", "cause"),
    [(b"", "empty"), (b"<html>Please log in</html>", "not_json"), (b'{"choices": [{"mes', "cut"),
     (b'{"error": {"code": 503, "message": "overloaded"}}', "503"), (b'{"choices": []}', "no_choices")],
)  # fmt: skip
async def test_a_200_that_is_no_answer_is_worth_another_attempt(wire: Wire, body: bytes, cause: str) -> None:
    error = await wire.fails(200, body)
    assert isinstance(error, Transient)
    assert error.cause == cause


@pytest.mark.parametrize(
    ("broken", "cause", "billed"),
    [
        (httpx.ConnectError, "connection", False),
        (httpx.ConnectTimeout, "timeout", False),
        (httpx.ReadTimeout, "timeout", True),
        (httpx.ReadError, "connection", True),
        (httpx.RemoteProtocolError, "connection", True),
    ],
)
async def test_a_broken_connection_says_whether_it_may_have_cost(
    wire: Wire, broken: type[Exception], cause: str, billed: bool
) -> None:
    wire.route.mock(side_effect=broken)
    with pytest.raises(Transient) as caught:
        await wire.endpoint.complete(request())
    assert (caught.value.cause, caught.value.billed) == (cause, billed)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "2", "retry-after-ms": "350"}, 0.35),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:30 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"retry-after": "Sat, 21 Nov 2026 09:00:00 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"}, 0.0),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s"}, 360.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "17ms"}, 0.017),
        ({"x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": "17s"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "-5"}, 0.0),
        ({}, None),
    ],
)
def test_the_wait_a_server_asks_for_is_read_in_every_spelling(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert asked_delay(headers) == pytest.approx(seconds)


async def test_a_wait_may_stand_in_the_text(wire: Wire) -> None:
    error = await wire.fails(429, {"error": {"message": "Rate limit reached. Please try again in 1.5s."}})
    assert isinstance(error, Transient)
    assert error.retry_after == 1.5


# --------------------------------------------------------------------------------- final failures

MONEY = [
    (402, {"error": {"message": "Insufficient Balance"}}),
    (429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}),
    (429, {"error": {"code": "1113", "message": "您的账户已欠费，请充值后重试"}}),
    (403, {"code": 30001, "message": "Sorry, your account balance is insufficient"}),
    (
        400,
        {"code": "Arrearage", "message": "Access denied, please make sure your account is in good standing."},
    ),
    (429, {"error": {"type": "exceeded_current_quota_error", "message": "suspended"}}),
    (403, {"error": {"message": "余额不足"}}),
]
CONTENT = [
    (400, {"error": {"code": "content_filter", "message": "The response was filtered"}}),
    (400, {"error": {"message": "Content Exists Risk", "type": "invalid_request_error"}}),
    (400, {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}),
    (400, {"error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容"}}),
    (403, {"error": {"message": "Your input was flagged", "code": 403}}),
    (451, b"for legal reasons"),
]
CONTEXT = [
    (400, {"error": {"code": "context_length_exceeded", "message": "too long"}}),
    (400, {"error": {"message": "This model's maximum context length is 8192 tokens."}}),
    (400, {"message": "Range of input length should be [1, 30720]"}),
    (400, {"error": {"message": "request (9000 tokens) exceeds the available context size (4096 tokens)"}}),
    (413, b"<html>413</html>"),
]
PROVIDER = [
    (401, {"error": {"message": f"Incorrect API key provided: {KEY}."}}),
    (403, {"error": {"message": f"Bearer {KEY} has no access"}}),
    (404, {"error": {"message": "The model `m` does not exist", "code": "model_not_found"}}),
    (404, {"error": 'model "m" not found, try pulling it first'}),
    (400, {"error": {"message": "Model Not Exist"}}),
    (400, {"error": {"code": "1211", "message": "模型不存在，请检查模型代码。"}}),
    (503, {"error": {"code": "model_not_found", "message": "无可用渠道"}}),
    (404, b"<html>404</html>"),
    (405, b""),
    (400, {"error": {"message": f"messages are wrong: {KEY}"}}),
    (422, {"detail": [{"loc": ["body", "messages"], "msg": "bad", "input": f"the document and {KEY}"}]}),
    (418, [{"error": {"message": "a list"}}]),
]


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        *((status, body, MoneyError) for status, body in MONEY),
        *((status, body, ContentRefused) for status, body in CONTENT),
        *((status, body, ContextTooLong) for status, body in CONTEXT),
        *((status, body, ProviderError) for status, body in PROVIDER),
    ],
)
async def test_a_final_failure_is_named_after_one_request(
    wire: Wire, status: int, body: Any, expected: type[Exception]
) -> None:
    error = await wire.fails(status, body)
    assert type(error) is expected or (expected is ProviderError and isinstance(error, ProviderError))
    assert isinstance(error, SummarizerError)
    assert error.hint
    assert "the document" not in str(error)
    assert wire.route.call_count == 1


async def test_the_servers_words_are_shown_short_and_on_one_line(wire: Wire) -> None:
    error = await wire.fails(400, {"error": {"message": "no\n\x1b[31m " + "very " * 500}})
    assert len(str(error)) < 500
    assert str(error).isprintable()


async def test_an_endpoint_that_answered_before_refuses_a_document_not_the_run(wire: Wire) -> None:
    wire.says(200, completion(JSON))
    await wire.endpoint.complete(request())
    wire.says(400, {"error": {"message": "messages[1] cannot be read"}})
    with pytest.raises(WireError) as caught:
        await wire.endpoint.complete(request())
    assert isinstance(caught.value, DocumentError)


# ----------------------------------------------------------------------------------- personalities

Personality = Callable[[dict[str, Any]], httpx.Response]


@pytest.mark.parametrize("others", ["answered", "refused"])
async def test_a_refusal_that_comes_first_waits_for_what_becomes_of_the_others(
    wire: Wire, others: str
) -> None:
    release, asked = asyncio.Event(), asyncio.Event()

    async def reply(sent: httpx.Request) -> httpx.Response:
        if "文本" in sent.content.decode():
            return said(400, "no")
        asked.set()
        await release.wait()
        return done(content=JSON) if others == "answered" else said(400, "no")

    wire.route.mock(side_effect=reply)
    later = request(messages=(Message("user", "another"),))
    tasks = [asyncio.create_task(wire.endpoint.complete(each)) for each in (request(), later)]
    await asked.wait()
    for _ in range(50):
        await asyncio.sleep(0)
    assert not tasks[0].done()
    release.set()
    first, second = await asyncio.gather(*tasks, return_exceptions=True)
    if others == "answered":
        assert isinstance(first, WireError)
        assert not isinstance(second, BaseException)
    else:
        assert isinstance(first, ProviderError)
        assert isinstance(second, ProviderError)


def said(status: int, message: str, **fields: Any) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": message, **fields}})


def form(body: dict[str, Any]) -> str:
    if "tools" in body:
        return "tool"
    return str(body.get("response_format", {}).get("type", "text"))


def done(**message: Any) -> httpx.Response:
    return httpx.Response(200, json=completion("", choices=[{"finish_reason": "stop", "message": message}]))


def openai_strict(body: dict[str, Any]) -> httpx.Response:
    if "max_tokens" in body:
        hint = "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."
        return said(400, hint, param="max_tokens", code="unsupported_parameter")
    if "temperature" in body:
        return said(400, "Unsupported value: 'temperature' does not support 0.1.", param="temperature")
    return done(content=JSON)


def azure(body: dict[str, Any]) -> httpx.Response:
    if "max_completion_tokens" in body:
        return said(400, "unknown field max_completion_tokens")
    return done(content=JSON)


def lm_studio(body: dict[str, Any]) -> httpx.Response:
    if form(body) == "json_object":
        return httpx.Response(400, json={"error": "'response_format.type' must be 'json_schema' or 'text'"})
    return done(content=JSON)


def deepseek(body: dict[str, Any]) -> httpx.Response:
    if form(body) == "json_schema":
        return said(400, "This response_format type is unavailable now", type="invalid_request_error")
    return done(content=JSON, reasoning_content="hmm")


def dashscope(body: dict[str, Any]) -> httpx.Response:
    if form(body) == "json_schema":
        return said(400, "'response_format.type' json_schema is not supported by this model")
    if "json" not in json.dumps(body["messages"]):
        return said(400, "'messages' must contain the word 'json' to use 'response_format' json_object")
    return done(content=JSON)


def ollama(body: dict[str, Any]) -> httpx.Response:
    return done(content=JSON, reasoning="thinking")


def ollama_cloud(body: dict[str, Any]) -> httpx.Response:
    return done(content="Certainly! A is one.") if form(body) == "json_schema" else done(content=JSON)


def vllm_misrouted(body: dict[str, Any]) -> httpx.Response:
    return done(content=None, reasoning=f"{JSON}\n")


def think_tags(body: dict[str, Any]) -> httpx.Response:
    return done(content=f'<think>{{"a": 0}}?</think>\n{JSON}')


def text_only(body: dict[str, Any]) -> httpx.Response:
    if form(body) == "text":
        return done(content=f"```json\n{JSON}\n```")
    field = "tools" if form(body) == "tool" else "response_format"
    detail = [{"loc": ["body", field], "msg": "Extra inputs are not permitted", "input": body}]
    return httpx.Response(422, json={"detail": detail})


def tools_only(body: dict[str, Any]) -> httpx.Response:
    if form(body) != "tool":
        return said(400, "structured output is not available; use tools")
    return done(
        content="", tool_calls=[{"type": "function", "function": {"name": "digest", "arguments": JSON}}]
    )


def open_router(body: dict[str, Any]) -> httpx.Response:
    if form(body) == "json_schema":
        return said(404, "No endpoints found that support structured outputs", code=404)
    return done(content=JSON)


@pytest.mark.parametrize(
    ("personality", "mode", "first"),
    [
        (openai_strict, "json_schema", 3),
        (azure, "json_schema", 1),
        (lm_studio, "json_schema", 1),
        (deepseek, "json_object", 2),
        (dashscope, "json_object", 2),
        (ollama, "json_schema", 1),
        (vllm_misrouted, "json_schema", 1),
        (think_tags, "json_schema", 1),
        (text_only, "text", 4),
        (tools_only, "tool", 3),
        (open_router, "json_object", 2),
    ],
)
async def test_every_kind_of_server_is_understood_and_learnt_once(
    wire: Wire, personality: Personality, mode: str, first: int
) -> None:
    wire.route.mock(side_effect=lambda sent: personality(json.loads(sent.content)))
    asked = request(temperature=0.1, max_tokens=900)
    reply = await wire.endpoint.complete(asked)
    assert "a" in reply.text
    assert reply.mode == mode
    assert wire.route.call_count == first
    assert reply.extra.get("requests", 1) == first
    await wire.endpoint.complete(asked)
    assert wire.route.call_count == first + 1


async def test_a_form_that_is_accepted_but_not_honoured_is_left(wire: Wire) -> None:
    wire.route.mock(side_effect=lambda sent: ollama_cloud(json.loads(sent.content)))
    for _ in range(3):
        reply = await wire.endpoint.complete(request())
        assert reply.text != JSON
        wire.ladder.unusable(reply.mode, "m")
    reply = await wire.endpoint.complete(request())
    assert (reply.text, reply.mode) == (JSON, "json_object")


async def test_many_first_requests_at_once_all_find_their_way(wire: Wire) -> None:
    wire.route.mock(side_effect=lambda sent: text_only(json.loads(sent.content)))
    replies = await asyncio.gather(*(wire.endpoint.complete(request()) for _ in range(20)))
    assert {reply.mode for reply in replies} == {"text"}


async def test_room_that_does_not_fit_the_window_is_given_up_before_the_document(wire: Wire) -> None:
    def small_window(sent: httpx.Request) -> httpx.Response:
        if "max_tokens" not in json.loads(sent.content):
            return done(content=JSON)
        return said(
            400, "maximum context length is 8192 tokens, you requested 16100 (100 + 16000 in the completion)"
        )

    wire.route.mock(side_effect=small_window)
    assert (await wire.endpoint.complete(request(max_tokens=16_000))).text == JSON


async def test_a_server_that_refuses_every_form_stops_the_run(wire: Wire) -> None:
    error = await wire.fails(400, {"error": {"message": "response_format, tools and text are not supported"}})
    assert isinstance(error, ProviderError)
    assert wire.route.call_count == 4


# -------------------------------------------------------------------------------- addresses and keys


@pytest.mark.parametrize(
    "url",
    ["http://api.example.com/v1", "ftp://api.example.com", "api.example.com/v1", "https://", "", "https://[::1",
     "https://user:pass@api.example.com/v1", "https://api.example.com/v1?key=1", "http://10.0.0.5:8000/v1"],
)  # fmt: skip
def test_an_address_that_must_not_be_used_is_refused_at_once(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(url, KEY, modes=Ladder())
    assert "pass" not in caught.value.message.replace("a password", "")


@pytest.mark.parametrize(
    "url",
    ["http://localhost:11434/v1", "http://127.0.0.1:8080/v1/", "http://[::1]:8000/v1", "https://x.cn/v1"],
)
def test_an_address_that_may_be_used_is_taken(url: str) -> None:
    assert Endpoint(url, KEY, modes=Ladder()).base_url == url.rstrip("/")


def test_the_full_address_of_the_call_is_understood_too() -> None:
    assert Endpoint(f"{URL}/chat/completions", KEY, modes=Ladder()).base_url == URL


@pytest.mark.parametrize("key", ["", "  ", "sk-密钥", "sk-a b", "sk-a\nb"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(URL, key, modes=Ladder())
    assert not key.strip() or key not in str(caught.value)


def test_an_endpoint_never_shows_its_key() -> None:
    assert KEY not in repr(Endpoint(URL, KEY, modes=Ladder()))


@pytest.mark.parametrize("proxy", ["quux://127.0.0.1:1", "http://127.0.0.1:none"])
async def test_a_proxy_that_cannot_be_used_is_the_users_to_mend(
    monkeypatch: pytest.MonkeyPatch, proxy: str, aiohttp: bool
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    endpoint = Endpoint(URL, KEY, modes=Ladder(), aiohttp=aiohttp)
    with pytest.raises(UsageError, match="proxy"):
        await endpoint.complete(request())


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "socks://127.0.0.1:9", "127.0.0.1:9"])
async def test_the_proxy_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, proxy: str, aiohttp: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)  # nobody listens there; going round it would fail the test
    endpoint = Endpoint(URL, KEY, modes=Ladder(), aiohttp=aiohttp)
    with pytest.raises(Transient) as caught:
        await endpoint.complete(request())
    assert caught.value.cause == "connection"
    await endpoint.aclose()


async def test_this_machine_is_never_reached_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Server(answers()) as server:
        assert (await ask(server)).text == JSON


async def test_a_wrong_certificate_file_is_the_users_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    endpoint = Endpoint(URL, KEY, modes=Ladder())
    with pytest.raises(UsageError, match="SSL_CERT_FILE"):
        await endpoint.complete(request())


# ------------------------------------------------------------------------------------ real sockets


async def ask(server: Server, *, key: str = KEY, **settings: Any) -> Any:
    endpoint = Endpoint(server.url, key, modes=Ladder(), **settings)
    try:
        return await endpoint.complete(request())
    finally:
        await endpoint.aclose()


@pytest.fixture(params=[False, True], ids=["httpx2", "aiohttp"])
def aiohttp(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [(drips(0.02), "deadline"), (hangs(), "deadline"), (resets(), "connection"), (hangs_up(), "cut")],
)
async def test_a_wire_that_breaks_or_stalls_is_let_go(
    behaviour: Behaviour, cause: str, aiohttp: bool
) -> None:
    with Server(behaviour) as server, pytest.raises(Transient) as caught:
        await ask(server, aiohttp=aiohttp, timeout=0.3)
    assert (caught.value.cause, caught.value.billed) == (cause, True)


async def test_a_closed_port_is_told_from_a_broken_wire(aiohttp: bool) -> None:
    with Server(answers()) as server:
        pass
    with pytest.raises(Transient) as caught:
        await ask(server, aiohttp=aiohttp)
    assert (caught.value.cause, caught.value.billed) == ("connection", False)


@pytest.mark.parametrize("compressed", [False, True])
async def test_a_body_without_end_is_not_read_to_its_end(compressed: bool, aiohttp: bool) -> None:
    size = 50_000_000 if compressed else 3_000_000
    with Server(floods(size, compressed=compressed)) as server, pytest.raises(WireError, match="1 MB"):
        await ask(server, aiohttp=aiohttp, max_bytes=1_000_000)


async def test_a_redirect_is_an_error_and_its_target_hears_nothing(aiohttp: bool) -> None:
    with Server(answers()) as other, Server(redirects(f"{other.url}/x?token=1")) as server:
        with pytest.raises(ProviderError, match=re.escape("127.0.0.1")) as caught:
            await ask(server, aiohttp=aiohttp)
        assert "token" not in str(caught.value)
        assert (len(server.seen), len(other.seen)) == (1, 0)


async def test_fifty_requests_travel_at_once(aiohttp: bool) -> None:
    with Server(answers(delay=0.3)) as server:
        endpoint = Endpoint(server.url, KEY, modes=Ladder(), concurrency=50, aiohttp=aiohttp)
        replies = await asyncio.gather(*(endpoint.complete(request()) for _ in range(50)))
        await endpoint.aclose()
        assert {reply.text for reply in replies} == {JSON}
        assert server.most_at_once > 40


async def test_a_local_server_needs_no_key(aiohttp: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with Server(answers()) as server:
        await ask(server, key="", aiohttp=aiohttp)
        assert KEY not in str(server.seen[0].headers)


async def test_an_encrypted_endpoint_that_is_none_is_named(aiohttp: bool) -> None:
    with Server(responds(b"")) as server:
        endpoint = Endpoint(server.url.replace("http:", "https:"), KEY, modes=Ladder(), aiohttp=aiohttp)
        with pytest.raises(ProviderError, match="TLS"):
            await endpoint.complete(request())
        await endpoint.aclose()


async def test_an_endpoint_can_be_closed_and_used_again(aiohttp: bool) -> None:
    with Server(answers()) as server:
        endpoint = Endpoint(server.url, KEY, modes=Ladder(), aiohttp=aiohttp)
        for _ in range(2):
            assert (await endpoint.complete(request())).text == JSON
            await endpoint.aclose()
