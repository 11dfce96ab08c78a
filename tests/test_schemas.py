"""The JSON Schemas that are sent to a model are files; these tests keep them equal to the code.

`python tests/test_schemas.py` writes them anew after a deliberate change.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import answers
from summarizer.llm.ladder import portable_schema
from summarizer.presets import PRESETS, digest_answer, schema_name

FOLDER = Path(__file__).parents[1] / "summarizer" / "schemas"
SENT = {
    **{schema_name(name): digest_answer(name) for name in PRESETS},
    "bounds": answers.BoundsAnswer,
    "merge": answers.MergeAnswer,
    "mend": answers.MendAnswer,
    "settle": answers.SettleAnswer,
    "translate": answers.TranslateAnswer,
}


def written(name: str) -> str:
    return json.dumps(portable_schema(SENT[name]), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", SENT)
def test_the_committed_schema_is_the_one_the_code_would_make(name: str) -> None:
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == written(name)


@pytest.mark.parametrize("name", SENT)
def test_a_sent_schema_requires_every_key_and_forbids_others(name: str) -> None:
    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")))


if __name__ == "__main__":
    for schema in SENT:
        (FOLDER / f"{schema}.schema.json").write_text(written(schema), encoding="utf-8")
