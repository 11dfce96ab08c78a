from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from server import completion

from summarizer.errors import ContentRefused, MoneyError
from summarizer.llm.answers import NotJson, context_cut, parse_json, read_reply
from summarizer.llm.calls import Reply, Usage
from summarizer.llm.failures import Transient


def read(payload: Any, mode: str = "json_schema") -> Reply:
    return read_reply(json.dumps(payload).encode(), mode=mode)


def message(**fields: Any) -> dict[str, Any]:
    choice = {"finish_reason": fields.pop("finish", "stop"), "message": {"role": "assistant", **fields}}
    return completion("") | {"choices": [choice]}


# ------------------------------------------------------------------------------- completion -> Reply


def test_a_completion_becomes_a_reply() -> None:
    reply = read(completion('{"a": 1}', model="m-2024", service_tier="flex"))
    assert (reply.text, reply.finish, reply.model, reply.request_id) == ('{"a": 1}', "stop", "m-2024", "c-1")
    assert reply.usage == Usage(20, 5)
    assert reply.extra == {"service_tier": "flex"}


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html>log in first</html>", "not_json"),
        (b'"hello"', "not_json"),
        (b"[]", "not_json"),
        (b"data: {}", "not_json"),
        (b'{"choices": [{"mess', "cut"),
        (b'{"id": "x"}', "no_choices"),
        (b'{"choices": []}', "no_choices"),
        (b'{"choices": null}', "no_choices"),
        (b"{" + b'"a":{' * 100_000, "cut"),
    ],
)
def test_a_body_that_is_no_completion_is_worth_another_attempt(body: bytes, cause: str) -> None:
    with pytest.raises(Transient) as caught:
        read_reply(body, mode="text")
    assert caught.value.cause == cause


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ({"message": "Provider returned error", "code": 502}, Transient),
        ({"message": "slow down", "code": "429"}, Transient),
        ("something odd", Transient),
        ({"message": "Insufficient credits", "code": 402}, MoneyError),
        ({"message": "Content Exists Risk", "code": "invalid_request_error"}, ContentRefused),
    ],
)
def test_an_error_inside_a_200_is_the_error_it_says(error: Any, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        read({"error": error, "choices": None})
    with pytest.raises(expected):
        read({"choices": [{"error": error, "finish_reason": "error"}]})


def test_a_null_error_beside_an_answer_is_no_error() -> None:
    assert read(completion("{}", error=None)).text == "{}"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"content": '<think>first {"draft": 1}</think>\n{"a": 1}'}, '{"a": 1}'),
        ({"content": 'thinking without a start</think>{"a": 1}'}, '{"a": 1}'),
        ({"content": "<think>never finished"}, ""),
        ({"content": '{"a": "the tag </think> in a text"}'}, '{"a": "the tag </think> in a text"}'),
        ({"content": "", "reasoning_content": '{"a": 1}'}, '{"a": 1}'),
        ({"content": None, "reasoning": 'so</think>{"a": 1}'}, '{"a": 1}'),
        ({"content": None, "reasoning": "only thoughts"}, ""),
        ({"content": [{"type": "thinking", "thinking": []}, {"type": "text", "text": "{}"}]}, "{}"),
        ({"content": None, "tool_calls": [{"function": {"name": "t", "arguments": '{"a": 1}'}}]}, '{"a": 1}'),
        ({"content": "", "tool_calls": [{"function": {"arguments": {"a": "甲"}}}]}, '{"a": "甲"}'),
        ({"content": None, "function_call": {"arguments": "{}"}}, "{}"),
        ({"content": " \n\t "}, ""),
        ({}, ""),
    ],
)
def test_the_answer_is_found_where_the_server_put_it(fields: dict[str, Any], text: str) -> None:
    assert read(message(**fields)).text == text


def test_a_forced_tool_call_wins_over_the_chatter_beside_it() -> None:
    payload = message(content="Here you are:", tool_calls=[{"function": {"arguments": '{"a": 1}'}}])
    assert read(payload, mode="tool").text == '{"a": 1}'


@pytest.mark.parametrize(
    ("finish", "kept"),
    [("stop", "stop"), (None, "stop"), ("tool_calls", "stop"), ("length", "length"), ("MAX_TOKENS", "length"),
     ("content_filter", "content_filter"), ("sensitive", "content_filter"), ("odd", "odd")],
)  # fmt: skip
def test_finish_reasons_are_told_apart(finish: str | None, kept: str) -> None:
    reply = read(message(content="{}", finish=finish))
    assert reply.finish == kept
    assert bool(reply.refusal) == (kept == "content_filter")


def test_a_refusal_is_kept_as_one() -> None:
    assert (
        read(message(content=None, refusal="I cannot help with that.")).refusal == "I cannot help with that."
    )


def test_an_answer_the_provider_interrupted_is_worth_another_attempt() -> None:
    with pytest.raises(Transient):
        read(message(content="{", finish="insufficient_system_resource"))


@pytest.mark.parametrize(
    "usage",
    [None, "many", {}, {"prompt_tokens": -1, "completion_tokens": 2}, {"prompt_tokens": 3},
     {"prompt_tokens": "9", "completion_tokens": 2}, {"prompt_tokens": True, "completion_tokens": 2}],
)  # fmt: skip
def test_usage_that_cannot_be_believed_is_unknown(usage: Any) -> None:
    assert read(completion("{}", usage=usage)).usage is None


@pytest.mark.parametrize(
    "detail", [{"prompt_tokens_details": {"cached_tokens": 4}}, {"prompt_cache_hit_tokens": 4}]
)
def test_cached_prompt_tokens_are_read_in_both_spellings(detail: dict[str, Any]) -> None:
    usage = {"prompt_tokens": 9, "completion_tokens": 2} | detail
    assert read(completion("{}", usage=usage)).usage == Usage(9, 2, 4)


def test_half_a_character_never_leaves_the_wire() -> None:
    body = json.dumps(completion("x")).replace('"x"', r'"a\ud83d b\ud83d\ude00"').encode()
    assert read_reply(body, mode="text").text == "a\ufffd b😀"


@pytest.mark.parametrize(
    ("estimate", "prompt", "answer", "cut"),
    [(9000, 4090, 6, True), (9000, 3000, 900, True), (9000, 8700, 400, False), (800, 400, 100, False),
     (5000, 3700, 396, True), (4000, 3900, 196, False), (9000, 6000, 500, False),
     (9000, 0, 0, False), (9000, 12, 300, False)],
)  # fmt: skip
def test_a_prompt_that_was_cut_silently_is_noticed(
    estimate: int, prompt: int, answer: int, cut: bool
) -> None:
    assert bool(context_cut(estimate, Usage(prompt, answer))) == cut
    assert context_cut(estimate, None) is None


# --------------------------------------------------------------------------------- text -> JSON value

CLEAN = '{"题": "甲，乙：“丙”", "n": [1, 2]}'
VALUE = {"题": "甲，乙：“丙”", "n": [1, 2]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"\ufeff{CLEAN}", VALUE),
        (f"```json\n{CLEAN}\n```", VALUE),
        (f"Here it is:\n```\n{CLEAN}\n```\nAnything else?", VALUE),
        (f"结果如下：{CLEAN} 请查收。", VALUE),
        (f'<think>maybe {{"题": 0}}</think>{CLEAN}', VALUE),
        (f'{{"题": "draft draft", "n": []}}\nBetter:\n{CLEAN}', VALUE),
        (f"{CLEAN}\nNote: {{}} means nothing.", VALUE),
        (json.dumps(CLEAN), VALUE),
        (f"[{CLEAN}]", VALUE),
        ('{"a": NaN, "b": Infinity}', {"a": None, "b": None}),
        ("{“a”：“b：c”，“n”：1}", {"a": "b：c", "n": 1}),
        ('｛"a"："b，c"｝', {"a": "b，c"}),
        ('{"a": 1, "b": [1, 2,],}', {"a": 1, "b": [1, 2]}),
        ('{"a": "他说"你好"，走了"}', {"a": '他说"你好"，走了'}),
        ('{"a": "one\ntwo"}', {"a": "one\ntwo"}),
        ("{'a': 'b', 'c': True, 'd': None}", {"a": "b", "c": True, "d": None}),
        ('{"a": 1 // why\n}', {"a": 1}),
        ('{"a": "x" "b": 2}', {"a": "x", "b": 2}),
        ("{a: 1}", {"a": 1}),
    ],
)  # fmt: skip
def test_slips_of_form_are_read_through(text: str, value: Any) -> None:
    assert parse_json(text)[0] == value


def test_clean_json_counts_as_clean_and_the_rest_as_repaired() -> None:
    assert parse_json(CLEAN) == (VALUE, False)
    assert parse_json(f" {CLEAN}\n") == (VALUE, False)
    assert parse_json(f"```json\n{CLEAN}\n```") == (VALUE, True)


@pytest.mark.parametrize("end", range(1, len(CLEAN)))
def test_an_answer_cut_anywhere_is_never_mended(end: int) -> None:
    with pytest.raises(NotJson):
        parse_json(CLEAN[:end])
    with pytest.raises(NotJson):
        parse_json(f"```json\n{CLEAN[:end]}")


@pytest.mark.parametrize(
    "text",
    ["", " \n\n", "I am sorry, I cannot do that.", "{", "{}x{", "[" * 100_000, "{" * 100_000, '{"a":' * 5_000,
     "{" + "x" * 500_000 + "}", r'{"a": "\ud83d"}', '"just a string"',
     '{"draft": 1} {"final": ', '{"a":' * 150 + "1" + "}" * 150 + "x"],
)  # fmt: skip
def test_what_is_not_json_says_so_in_one_line(text: str) -> None:
    with pytest.raises(NotJson) as caught:
        parse_json(text)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), JSON, min_size=1, max_size=4), st.booleans())
def test_any_object_survives_a_fence_and_prose(value: dict[str, Any], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assume("</think>" not in text)
    assert parse_json(text) == (value, False)
    assert parse_json(f"Sure.\n```json\n{text}\n```\nDone.")[0] == value
    assert parse_json(f"Sure: {text}")[0] == value


@given(st.text(alphabet='{}[]":,，：“”\\ a1\n', max_size=60))
def test_no_text_does_worse_than_not_json(text: str) -> None:
    with contextlib.suppress(NotJson):
        parse_json(text)
