from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ConfigDict, Field

from summarizer.errors import UsageError
from summarizer.llm.calls import Message, Request
from summarizer.llm.failures import ContextTooLong, Said
from summarizer.llm.ladder import LADDER, Ladder, portable_schema, question

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


def request(**changes: Any) -> Request:
    fields: dict[str, Any] = {
        "task": "digest",
        "model": "m",
        "messages": (Message("system", "Be exact."), Message("user", "12| 文本")),
        "schema_name": "digest",
        "schema": SCHEMA,
        "temperature": 0.2,
        "max_tokens": 900,
    }
    return Request(**(fields | changes))


def refusal(words: str, status: int = 400, param: str = "") -> Said:
    return Said(status=status, words=words, blob=words.lower(), param=param)


# ------------------------------------------------------------------------------------------ bodies


def test_each_rung_asks_for_the_schema_in_its_own_way() -> None:
    ladder = Ladder()
    schema, plain, tool, text = (ladder.body(request(), mode) for mode in LADDER)
    assert schema["response_format"]["json_schema"] == {"name": "digest", "strict": True, "schema": SCHEMA}
    assert plain["response_format"] == {"type": "json_object"}
    assert tool["tools"][0]["function"]["parameters"] == SCHEMA
    assert tool["tool_choice"]["function"]["name"] == "digest"
    assert "response_format" not in text
    assert "tools" not in text
    for body in (plain, text):
        assert "json" in body["messages"][0]["content"]
        assert json.dumps(SCHEMA, separators=(",", ":")) in body["messages"][0]["content"]
    for body in (schema, tool):
        assert body["messages"][0]["content"] == "Be exact."


def test_bodies_of_equal_requests_are_equal_to_the_byte() -> None:
    for mode in LADDER:
        assert json.dumps(Ladder().body(request(), mode)) == json.dumps(Ladder().body(request(), mode))


def test_what_is_not_set_is_not_sent() -> None:
    body = Ladder().body(request(temperature=None, max_tokens=None), "text")
    assert body.keys() == {"model", "messages"}


def test_names_of_schemas_are_made_fit() -> None:
    body = Ladder().body(request(schema_name="合同 v1.2/" + "x" * 99), "json_schema")
    name = body["response_format"]["json_schema"]["name"]
    assert name.isascii()
    assert len(name) <= 64


@pytest.mark.parametrize(
    "messages",
    [
        (Message("system", "Be exact."), Message("user", "甲")),
        (Message("user", "甲"),),
        (Message("user", "甲"), Message("assistant", "{}"), Message("user", "again")),
    ],
)
def test_the_question_is_the_same_on_every_rung(messages: tuple[Message, ...]) -> None:
    ladder = Ladder()
    asked = request(messages=messages)
    first, *rest = (question(ladder.body(asked, mode)) for mode in LADDER)
    assert all(other == first for other in rest)
    assert first["schema"] == SCHEMA
    assert question(ladder.body(request(messages=(Message("user", "乙"),)), "text")) != first


# ---------------------------------------------------------------------------------------- stepping


def test_a_refused_form_moves_one_rung_down_and_stays_there() -> None:
    ladder = Ladder()
    body = ladder.body(request(), "json_schema")
    assert ladder.learn(body, "json_schema", refusal("This response_format type is unavailable now"))
    assert ladder.mode("m") == "json_object"
    assert ladder.mode("another") == "json_schema"


def test_fifty_refusals_at_once_move_one_rung_not_fifty() -> None:
    ladder = Ladder()
    body = ladder.body(request(), "json_schema")
    said = refusal("json_schema is not supported")
    assert all(ladder.learn(body, "json_schema", said) for _ in range(50))
    assert ladder.mode("m") == "json_object"


def test_below_the_last_rung_there_is_nothing_to_try() -> None:
    ladder = Ladder()
    for mode in LADDER[:-1]:
        assert ladder.learn({"model": "m"}, mode, refusal("tools are not supported"))
    assert ladder.mode("m") == "text"
    assert not ladder.learn({"model": "m"}, "text", refusal("strict mode is not supported"))


def test_a_refusal_of_something_else_moves_nothing() -> None:
    ladder = Ladder()
    assert not ladder.learn({"model": "m"}, "json_schema", refusal("messages[0] is too strange"))
    assert ladder.mode("m") == "json_schema"


def test_a_pinned_ladder_stays() -> None:
    ladder = Ladder("tool")
    assert not ladder.learn({"model": "m"}, "tool", refusal("tool_choice is not supported"))
    ladder.unusable("tool", "m")
    ladder.unusable("tool", "m")
    assert ladder.mode("m") == "tool"


def test_an_unknown_rung_is_the_users_mistake() -> None:
    with pytest.raises(UsageError, match="json_object"):
        Ladder("yaml")


def test_a_form_that_was_never_honoured_is_left_after_a_few_bad_answers() -> None:
    ladder = Ladder()
    for _ in range(2):
        ladder.unusable("json_schema", "m")
        assert ladder.mode("m") == "json_schema"
    ladder.unusable("json_schema", "m")
    assert ladder.mode("m") == "json_object"
    for _ in range(20):
        ladder.unusable("json_schema", "m")  # late news of a rung that was left
    assert ladder.mode("m") == "json_object"


def test_a_form_that_was_honoured_survives_bad_answers_that_meet_by_chance() -> None:
    ladder = Ladder()
    ladder.usable("json_schema", "m")
    for _ in range(10):
        for _ in range(5):
            ladder.unusable("json_schema", "m")
        ladder.usable("json_schema", "m")
    assert ladder.mode("m") == "json_schema"
    for _ in range(20):
        ladder.unusable("json_schema", "m")
    assert ladder.mode("m") == "json_object"


# -------------------------------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (refusal("Unsupported value: 'temperature' does not support 0.2 with this model."), "temperature"),
        (refusal("no", param="temperature"), "temperature"),
        (refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."), "max_tokens"),
        (refusal("body.max_tokens Extra inputs are not permitted", 422), "max_tokens"),
    ],
)
def test_a_refused_parameter_is_left_out_from_then_on(said: Said, gone: str) -> None:
    ladder = Ladder()
    assert ladder.learn(ladder.body(request(), "json_schema"), "json_schema", said)
    after = ladder.body(request(), "json_schema")
    assert gone not in after
    assert ladder.mode("m") == "json_schema"
    assert gone != "max_tokens" or after["max_completion_tokens"] == 900


def test_the_limit_is_renamed_once_and_then_dropped() -> None:
    ladder = Ladder()
    for name in ("max_completion_tokens", "max_tokens"):
        body = ladder.body(request(), "text", limit="max_completion_tokens")
        assert name in body
        assert ladder.learn(body, "text", refusal(f"unknown parameter {name}"))
    assert ladder.body(request(), "text").keys() == {"model", "messages", "temperature"}


@pytest.mark.parametrize(
    "words",
    [
        "Invalid max_tokens value, the valid range of max_tokens is [1, 512]",
        "max_tokens is too large: 900. This model supports at most 512 completion tokens",
        "Range of max_tokens should be [1, 512]",
    ],
)
def test_too_much_room_is_cut_to_what_the_server_allows(words: str) -> None:
    ladder = Ladder()
    assert ladder.learn(ladder.body(request(), "text"), "text", refusal(words))
    assert ladder.body(request(), "text")["max_tokens"] == 512
    assert ladder.body(request(max_tokens=300), "text")["max_tokens"] == 300


def test_room_for_the_answer_that_fills_the_window_is_given_up() -> None:
    ladder = Ladder()
    full = ContextTooLong("maximum context length is 8192; you requested 9000 (100 + 8900 in the completion)")
    assert ladder.learn_room(ladder.body(request(), "text"), full)
    body = ladder.body(request(), "text")
    assert "max_tokens" not in body
    assert not ladder.learn_room(body, full)


# -------------------------------------------------------------------------------- portable schemas


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Party(BaseModel):
    """A docstring that is nobody's business."""

    title: str = Field(description="As written", max_length=80, examples=["甲公司"])
    kind: Colour = Colour.RED


class Contract(BaseModel):
    parties: list[Party] = Field(min_length=1)
    main: Party | None = None
    amount: Annotated[float, Field(ge=0)] = 0
    price: Decimal = Decimal(1)
    state: Literal["signed"] = "signed"
    tags: set[str] = set()


def walk(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.get("properties", {}).values():
            yield from walk(value)
        yield from walk(schema.get("items"))
        for item in schema.get("anyOf", ()):
            yield from walk(item)


def test_a_portable_schema_uses_only_what_every_server_knows() -> None:
    schema = portable_schema(Contract)
    Draft202012Validator.check_schema(schema)
    known = {
        "type",
        "description",
        "enum",
        "anyOf",
        "items",
        "properties",
        "required",
        "additionalProperties",
    }
    for part in walk(schema):
        assert part.keys() <= known
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])


def test_a_portable_schema_keeps_what_a_model_needs() -> None:
    properties = portable_schema(Contract)["properties"]
    assert properties["parties"]["items"]["properties"]["title"] == {
        "type": "string",
        "description": "As written",
    }
    assert properties["parties"]["items"]["properties"]["kind"]["enum"] == ["red", "blue"]
    assert "docstring" not in json.dumps(properties)
    assert {"type": "null"} in properties["main"]["anyOf"]
    assert properties["state"]["enum"] == ["signed"]


class Free(BaseModel):
    table: dict[str, int]


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")


class Pair(BaseModel):
    pair: tuple[int, str]


class Tree(BaseModel):
    children: list[Tree]


class Anything(BaseModel):
    thing: Any


class Loose(BaseModel):
    things: list


@pytest.mark.parametrize(
    ("model", "named"),
    [(Free, "Free.table"), (Open, "Open"), (Pair, "Pair.pair"), (Tree, "Tree.children"),
     (Anything, "Anything.thing"), (Loose, "Loose.things")],
)  # fmt: skip
def test_what_is_not_portable_is_refused_by_name(model: type[BaseModel], named: str) -> None:
    with pytest.raises(TypeError, match=named):
        portable_schema(model)
