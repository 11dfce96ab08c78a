"""Invented documents with correct results, made by hand: no check may find an error in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.results import Result
from summarizer.verifying import verify

RESULTS = {path.stem: path for path in sorted((Path(__file__).parent / "correct_results").glob("*.json"))}


def correct(name: str) -> dict[str, Any]:
    """A copy to make errors in."""
    return json.loads(RESULTS[name].read_text(encoding="utf-8"))


def at(data: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The container and the key that a dotted path leads to; list items by position."""
    *steps, last = path.split(".")
    node: Any = data
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node, int(last) if isinstance(node, list) else last


def put(data: dict[str, Any], path: str, value: Any) -> None:
    node, key = at(data, path)
    node[key] = value


def read(data: dict[str, Any]) -> Result:
    return Result.model_validate(data)


def codes_of(zh: str, en: str, severity: str = "error", **fields: Any) -> set[str]:
    """What is found in an article of one line whose key point is that line; its summary is missing."""
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
        "fields": {"kind": "news", **fields},
    }
    findings = verify(read(data)).findings
    return {found.code for found in findings if found.severity == severity and found.where != "summary"}
