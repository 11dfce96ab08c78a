"""Fields of the user's own whose names are also those of a preset stay the user's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, create_model
from support import ScriptedModel, page, serving

from summarizer import Summarizer, UsageError
from summarizer.fields import NewsFields
from summarizer.results import Result
from summarizer.writing import json as written


class Actor(BaseModel):
    name: str
    age: int


class Cast(BaseModel):
    kind: str
    people: list[Actor]


SAID = {"kind": "news", "people": [{"name": "王建国", "age": 51}]}


def fields_of(result: dict[str, Any]) -> Any:
    return json.loads(written.render(Result.model_validate(result), {}))["fields"]


@pytest.mark.parametrize("said", [SAID, {"kind": "news", "people": []}, {"people": []}, {"kind": "news"}])
def test_a_form_with_the_names_of_a_preset_comes_back_as_it_was_asked_for(
    said: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScriptedModel, "_custom", lambda _self, _question: said)
    names = {"kind": (str, ...), "people": (list[Actor], ...)}
    form = create_model("Mine", **{name: names[name] for name in said})  # type: ignore[call-overload]
    with serving(ScriptedModel()) as server, Summarizer(base_url=server.url, model="m") as summarizer:
        result = summarizer.summarize(page(), fields=form)
    assert isinstance(result.fields, form)
    assert result.fields.model_dump() == said


def test_such_fields_are_written_and_read_as_they_are() -> None:
    assert fields_of({"fields": SAID}) == SAID
    own = {"people": [{"zh": "王建国", "en": "Wang Jianguo", "age": 51}]}
    assert fields_of({"fields": own}) == own, "what a preset does not know is not thrown away"


def test_fields_of_the_contract_are_told_also_where_another_program_added_keys_to_their_items() -> None:
    fields = json.loads(NewsFields().model_dump_json())
    fields["people"] = [{"zh": "王建国", "en": "Wang Jianguo", "lines": [1], "age": 51}]
    assert isinstance(Result.model_validate({"fields": fields}).fields, NewsFields)
    some = {"kind": "news", "people": [{"zh": "王建国"}]}
    assert isinstance(Result.model_validate({"fields": some}).fields, NewsFields)


@pytest.mark.parametrize("wrong", [int, {"buyer": "who buys"}, ["buyer"], Cast(kind="a", people=[])])
def test_fields_that_are_none_are_told(wrong: Any) -> None:
    with Summarizer(base_url="http://127.0.0.1:9/v1", model="m") as summarizer, pytest.raises(UsageError):
        summarizer.summarize(page(), fields=wrong)


def test_a_form_without_any_field_is_none() -> None:
    with Summarizer(base_url="http://127.0.0.1:9/v1", model="m") as summarizer, pytest.raises(UsageError):
        summarizer.summarize(page(), fields=create_model("Nothing"))
