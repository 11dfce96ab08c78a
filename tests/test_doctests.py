"""What docstrings show is what comes out."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = [file for file in (ROOT / "summarizer").rglob("*.py") if ">>> " in file.read_text(encoding="utf-8")]
MODULES = sorted(".".join(file.relative_to(ROOT).with_suffix("").parts) for file in SHOWN)


@pytest.mark.parametrize("name", MODULES)
def test_an_example_in_a_docstring_gives_what_it_shows(name: str) -> None:
    failed, attempted = doctest.testmod(importlib.import_module(name))
    assert attempted
    assert not failed
