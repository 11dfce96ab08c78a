"""The JSON of a result is the published contract.

`python tests/writing/test_json_format.py` writes its schema anew after a deliberate change.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import FINDING, ISSUE, result

import summarizer
from summarizer.errors import DocumentError
from summarizer.results import DocumentOut, Result, Text, TranslatedLine, Translation
from summarizer.writing import put
from summarizer.writing.json import published_schema, render

SCHEMA = Path(summarizer.__file__).parent / "schemas" / "result.schema.json"
CONTRACT = ["schema_version", "document", "status", "title", "summary", "key_points", "fields", "translation"]


def published() -> dict[str, object]:
    return json.loads(SCHEMA.read_text("utf-8"))


def schema_of_the_code() -> str:
    return json.dumps(published_schema(), ensure_ascii=False, indent=1) + "\n"


def test_the_committed_schema_is_that_of_the_code() -> None:
    assert SCHEMA.read_text("utf-8") == schema_of_the_code()


def test_the_files_are_told_with_their_sizes_json_first(tmp_path: Path) -> None:
    made = put(result(), tmp_path, "a", ["md", "json"], {})
    assert list(made.sizes) == ["documents/a.json", "documents/a.md"]
    assert made.sizes == {file: (tmp_path / file).stat().st_size for file in made.sizes}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"findings": [FINDING], "source_issues": [ISSUE], "status": "flagged"},
        {"translation": Translation(segments=[TranslatedLine(n=5, zh="五", en="five")])},
        {"fields": {"parties": ["甲", "乙"], "price": {"amount": 3.5}}, "fields_en": {"parties.0": "A"}},
    ],
)
def test_a_written_result_is_valid_against_the_published_schema(changes: dict[str, object]) -> None:
    jsonschema.Draft202012Validator(published()).validate(json.loads(render(result(**changes), {})))


def test_the_schema_refuses_what_is_no_result() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema_version": 1, "status": "perfect"}, published())


def test_keys_come_in_the_order_of_the_contract_and_chinese_is_readable() -> None:
    data = render(result(), {})
    keys = list(json.loads(data))
    assert [key for key in keys if key in CONTRACT] == CONTRACT
    assert keys[-4:] == ["source_issues", "checks", "findings", "provenance"]
    assert "临河市成立河谷产教联盟".encode() in data
    assert data.endswith(b"}\n")
    assert b'\n "document": {\n' in data


def test_reading_gives_the_same_result_and_writing_is_deterministic() -> None:
    original = result(findings=[FINDING])
    data = render(original, {})
    assert Result.model_validate_json(data) == original
    assert render(Result.model_validate_json(data), {"王芳": "ignored"}) == data


@pytest.mark.parametrize("text", ["名\udcb4", "\ud83d", "a\\udcb4\udcb4"])
def test_half_characters_become_visible_escapes(text: str) -> None:
    broken = result(document=DocumentOut.model_construct(path=text, lines=[]))
    path = json.loads(render(broken, {}))["document"]["path"]
    assert path == text.encode("utf-8", "backslashreplace").decode()


def test_what_does_not_fit_its_schema_is_not_written() -> None:
    broken = result().model_copy(update={"title": Text.model_construct(zh="题", en="title", lines=["x"])})
    with pytest.raises(DocumentError, match=r"title\.lines"):
        render(broken, {})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    data = render(result(title=Text(zh=text, en=text)), {})
    assert Result.model_validate_json(data).title.zh == text


if __name__ == "__main__":
    SCHEMA.write_text(schema_of_the_code(), "utf-8")
