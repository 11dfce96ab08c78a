"""docs/checks.md says what verification does: every code is in it, and its examples do what they say."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.results import Result, Sentence, summary_of
from summarizer.text import Finding, Term
from summarizer.verifying import verify
from tests.verifying.examples import correct, read

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^#|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL))
EXAMPLES = [
    (code, kind, example)
    for code, text in SECTIONS.items()
    for kind, example in re.findall(r"^- (alarm|silent): (.*)$", text, re.MULTILINE)
]
MAKERS = {"error", "warning", "make", "Finding", "Problem", "_error", "_problem", "_finding"}
EDIT = re.compile(r"(?:^|, )([a-z_]+(?:\.\w+)*) = ")


def emitted() -> Iterator[object]:
    """The codes that stand first in the calls that make findings, or are told apart beforehand."""
    for file in (ROOT / "summarizer" / "verifying").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                first = node.args[0] if node.args else None
                found = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                if name in MAKERS:
                    yield from (item.value for item in found if isinstance(item, ast.Constant))
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                head = node.value.elts[0]
                if isinstance(head, ast.Constant) and head.value not in ("error", "warning"):
                    yield head.value


def test_every_code_is_documented_and_no_other() -> None:
    codes = {code for code in map(str, emitted()) if re.fullmatch(r"[a-z_]{4,}", code)}
    also = {"date_inferred", "foreign_link", "code_missing"}  # chosen by a condition
    assert codes - set(SECTIONS) - {"error", "warning", "summary"} == set()
    assert set(SECTIONS) - codes - also == set()


def test_every_code_has_both_examples() -> None:
    kinds = {(code, kind) for code, kind, _ in EXAMPLES}
    assert {code for code in SECTIONS if {(code, "alarm"), (code, "silent")} - kinds} == {"check_failed"}


def edited(example: str) -> Result:
    """The correct result that an example names, with its edits."""
    name, _, rest = example.partition(", ")
    data: Any = correct(name)
    spots = list(EDIT.finditer(rest))
    for spot, after in zip(spots, [*spots[1:], None], strict=True):
        value = json.loads(rest[spot.end() : after.start() if after else len(rest)])
        *path, last = (int(key) if key.isdigit() else key for key in spot[1].split("."))
        node = data
        for key in path:
            node = node[key]
        node[last] = value
    if "summary.sentences" in rest:
        sentences = [Sentence.model_validate(item) for item in data["summary"]["sentences"]]
        data["summary"] = summary_of(sentences).model_dump()
    return read(data)


def findings(example: str) -> tuple[Finding, ...]:
    if " → " not in example:
        return verify(edited(example)).findings
    term = re.match(r"\[(.+?) = (.+?)\] ", example)
    zh, _, en = example.removeprefix(term[0] if term else "").partition(" → ")
    terms = [Term(term[1], term[2], origin="glossary")] if term else []
    line = {"n": 1, "text": zh, "role": "body"}
    sentence = {"id": "s1", "zh": zh, "en": en, "lines": [1]}
    data = {
        "document": {"lines": [line]},
        "summary": {"zh": zh, "en": en, "sentences": [sentence]},
        "translation": {"to": "en", "segments": [{"n": 1, "zh": zh, "en": en}]},
    }
    return verify(read(data), terms).findings


@pytest.mark.parametrize(("code", "kind", "example"), EXAMPLES, ids=lambda value: str(value)[:40])
def test_an_example_does_what_it_says(code: str, kind: str, example: str) -> None:
    assert (code in {finding.code for finding in findings(example)}) is (kind == "alarm")
