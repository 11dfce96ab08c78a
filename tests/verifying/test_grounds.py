"""Words of status and degree that need another in the other language."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.verifying.grounds import rules_of_table, unfounded

ROWS = [
    tuple(row.split(" | "))
    for row in (Path(__file__).parent / "grounds.txt").read_text(encoding="utf-8").splitlines()
    if " | " in row and not row.startswith("#")
]


@pytest.mark.parametrize(("code", "zh", "en"), ROWS)
def test_a_word_without_what_it_needs_is_found_and_one_that_has_it_is_not(
    code: str, zh: str, en: str
) -> None:
    assert {problem.code for problem in unfounded(zh, en)} == ({code} - {"-"})


def test_every_rule_finds_one_of_the_rows() -> None:
    wrong = [(zh, en) for code, zh, en in ROWS if code != "-"]
    unseen = [
        number
        for number, rule in enumerate(rules_of_table())
        if not any(rule.en.search(en.lower()) and rule.zh.search(zh) for zh, en in wrong)
    ]
    assert unseen == []
