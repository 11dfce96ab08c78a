"""What the English adds of its own, to fill up, is found; what the Chinese says in any words is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verifying.examples import codes_of

ROWS = (Path(__file__).parent / "fillers.txt").read_text(encoding="utf-8").strip().split("\n")


@pytest.mark.parametrize("row", ROWS)
def test_what_nothing_in_the_chinese_says_is_added(row: str) -> None:
    zh, en = row[2:].split(" | ")
    assert ("addition" in codes_of(zh, en)) is (row[0] == "+")
