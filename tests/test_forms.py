from __future__ import annotations

import json
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import UsageError
from summarizer.forms import NEWS, Form, load, strings


class Price(BaseModel):
    amount: str
    currency: Literal["CNY", "USD"] = "CNY"


class Tender(BaseModel):
    """What a tender says."""

    buyer: str = Field(description="the buyer's full name")
    prices: list[Price] = []
    open: bool = False
    deadline: str | None = None


class Node(BaseModel):
    children: list[Node] = []


class FreeDict(BaseModel):
    facts: dict[str, str]


class Pair(BaseModel):
    both: tuple[int, str]


class Anything(BaseModel):
    value: Any


class Colour(Enum):
    RED = "red"


class Coloured(BaseModel):
    colour: Colour
    when: date | None = None


def written(tmp_path: Path, name: str, text: str) -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_preset_is_known_by_name() -> None:
    assert load("news") == NEWS
    assert load(NEWS) is NEWS
    assert NEWS.guide() == ""


def test_a_pydantic_model_becomes_a_portable_schema() -> None:
    form = load(Tender)
    assert form.name == "Tender"
    assert form.model is Tender
    assert form.schema is not None
    assert form.schema["required"] == ["buyer", "prices", "open", "deadline"]
    assert form.schema["additionalProperties"] is False
    assert "the buyer's full name" in form.guide(), "descriptions reach the model"


def test_what_does_not_fit_the_model_is_said_without_the_text() -> None:
    form = load(Tender)
    good = {"buyer": "云岭县", "prices": [{"amount": "1.2亿元"}], "open": True, "deadline": None}
    assert form.invalid(good) == ""
    complaint = form.invalid({"buyer": ["机密"], "prices": [{"amount": "1", "currency": "EUR"}]})
    assert "fields.buyer" in complaint
    assert "fields.prices.0.currency" in complaint
    assert "机密" not in complaint


@pytest.mark.parametrize(
    ("model", "field"),
    [(Node, "children"), (FreeDict, "facts"), (Pair, "both"), (Anything, "value")],
)
def test_types_that_cannot_be_asked_for_are_named(model: type[BaseModel], field: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(model)
    assert model.__name__ in caught.value.message
    assert field in caught.value.message
    assert "strings, numbers" in caught.value.hint


def test_enums_and_dates_can_be_asked_for() -> None:
    form = load(Coloured)
    assert form.invalid({"colour": "red", "when": "2024-05-30"}) == ""
    assert form.invalid({"colour": "blue", "when": None})


def test_a_model_in_a_python_file_is_found(tmp_path: Path) -> None:
    file = written(
        tmp_path, "mine.py", "from pydantic import BaseModel\nclass Mine(BaseModel):\n    buyer: str\n"
    )
    assert load(f"{file}:Mine").schema is not None


def test_a_model_with_postponed_annotations_is_found(tmp_path: Path) -> None:
    text = (
        "from __future__ import annotations\nfrom pydantic import BaseModel\n"
        "class Price(BaseModel):\n    amount: str\n"
        "class Mine(BaseModel):\n    prices: list[Price]\n"
    )
    form = load(f"{written(tmp_path, 'later.py', text)}:Mine")
    assert form.invalid({"prices": [{"amount": "1"}]}) == ""


@pytest.mark.parametrize(
    ("text", "attribute", "problem"),
    [
        ("import nothing_of_this_name", "Mine", "does not give"),
        ("class Mine:", "Mine", "does not give"),
        ("x = 1", "Mine", "does not give"),
        ("Mine = 1", "Mine", "not a pydantic model"),
        ("1 / 0", "Mine", "does not give"),
        ("raise SystemExit(0)", "Mine", "does not give"),
        ("raise RuntimeError('x')", "Mine", "does not give"),
        ("open('/no/such/file')", "Mine", "does not give"),
    ],
)
def test_a_python_file_that_gives_no_model_is_an_error(
    tmp_path: Path, text: str, attribute: str, problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        load(f"{written(tmp_path, 'bad.py', text)}:{attribute}")


def test_a_missing_python_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file .*gone\.py"):
        load(f"{tmp_path}/gone.py:Mine")


def test_a_json_schema_is_a_form(tmp_path: Path) -> None:
    schema = {
        "type": "object",
        "properties": {"buyer": {"type": "string"}, "sums": {"type": "array", "items": {"type": "string"}}},
        "required": ["buyer", "sums"],
        "additionalProperties": False,
    }
    form = load(written(tmp_path, "tender.json", json.dumps(schema)))
    assert form.name == "tender"
    assert form.schema == schema
    assert form.invalid({"buyer": "云岭县", "sums": []}) == ""
    assert "buyer" in form.invalid({"sums": []})
    assert form.invalid({"buyer": 1, "sums": []})


@pytest.mark.parametrize(
    "text",
    [
        "- name: buyer\n  description: who buys\n- name: sums\n",
        "buyer: who buys\nsums:\n",
    ],
)
def test_a_yaml_list_of_names_and_descriptions_is_a_form(tmp_path: Path, text: str) -> None:
    form = load(written(tmp_path, "tender.yaml", text))
    assert form.schema is not None
    assert list(form.schema["properties"]) == ["buyer", "sums"]
    assert "who buys" in form.guide()
    assert form.invalid({"buyer": ["云岭县"], "sums": []}) == ""
    assert form.invalid({"buyer": "云岭县", "sums": []}), "each field is a list of texts"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "just text"),
        ("a.yaml", "- buyer\n- sums\n"),
        ("a.yaml", "[]"),
        ("a.yaml", ""),
        ("a.yaml", "- name: two words\n"),
        ("a.yaml", "- name: _hidden\n"),
        ("a.yaml", "- name: 采购人名称！\n"),
        ("a.yaml", "a: [unclosed"),
        ("a.json", "{not json"),
        ("a.json", '{"type": "object", "properties": 5}'),
        ("a.json", '{"type": "array"}'),
        ("a.yaml", "- name: copy\n- name: copy\n"),
    ],
)
def test_a_file_that_is_no_form_is_an_error_that_names_it(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UsageError, match=name.replace(".", r"\.")):
        load(written(tmp_path, name, text))


@pytest.mark.parametrize("name", ["class", "copy", "model_config", "schema", "采购人"])
def test_any_word_can_be_the_name_of_a_field(tmp_path: Path, name: str) -> None:
    form = load(written(tmp_path, "a.yaml", f"- name: {name}\n"))
    assert form.invalid({name: ["云岭县"]}) == ""


def test_a_file_of_bytes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        load(str(tmp_path / "a.yaml"))


@pytest.mark.parametrize("wanted", ["newz", "", "gone.yaml", "folder"])
def test_an_unknown_name_tells_what_there_is(wanted: str) -> None:
    Path("folder").mkdir()
    with pytest.raises(UsageError) as caught:
        load(wanted)
    assert "news" in caught.value.hint
    assert "FILE.py:Model" in caught.value.hint


def test_two_forms_differ_in_their_digest_and_one_does_not() -> None:
    assert load(Tender).digest == load(Tender).digest
    assert len({load(Tender).digest, load(Coloured).digest, NEWS.digest}) == 3


def test_every_string_of_nested_fields_has_its_path() -> None:
    value = {"buyer": "甲", "prices": [{"amount": "乙", "n": 1}], "none": None, "deep": [["丙"]]}
    assert dict(strings(value)) == {"buyer": "甲", "prices.0.amount": "乙", "deep.0.0": "丙"}


def test_a_form_without_a_model_accepts_everything_by_default() -> None:
    assert Form("x", {"type": "object"}).invalid({"any": "thing"}) == ""
