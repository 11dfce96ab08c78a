"""Invented documents with correct results, made by hand: no check may find an error in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.results import Result

RESULTS = {path.stem: path for path in sorted((Path(__file__).parent / "correct_results").glob("*.json"))}


def correct(name: str) -> dict[str, Any]:
    """A copy to make errors in."""
    return json.loads(RESULTS[name].read_text(encoding="utf-8"))


def read(data: dict[str, Any]) -> Result:
    return Result.model_validate(data)
