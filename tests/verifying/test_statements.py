"""The English of a statement may tell who said it; the Chinese begins behind that."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

LINE = "市长王凯说：“对外开放带来进步，我们会继续改革。”李强指出，道路不能一天修成，但会修好。"
PEOPLE = [
    {"zh": "王凯", "en": "Wang Kai", "posts": [], "lines": [1]},
    {"zh": "李强", "en": "Li Qiang", "posts": [], "lines": [1]},
]


def found(zh: str, en: str, mode: str, speaker: str) -> set[str]:
    said: dict[str, Any] = {"speaker": speaker, "mode": mode, "zh": zh, "en": en, "lines": [1]}
    data = {
        "document": {"lines": [{"n": 1, "text": LINE, "role": "body"}]},
        "fields": {"kind": "news", "people": PEOPLE, "statements": [said]},
    }
    errors = (one for one in verify(read(data)).findings if one.severity == "error")
    return {one.code for one in errors if one.where.startswith("fields.statements")}


OPENING = "对外开放带来进步，我们会继续改革"


@pytest.mark.parametrize(
    "en",
    [
        '"Opening to the world brings progress, and we will go on with reform," Wang Kai said.',
        "“Opening to the world brings progress, and we will go on with reform,” said Wang Kai, the mayor.",
        'Wang Kai said: "Opening to the world brings progress, and we will go on with reform."',
        "Opening to the world brings progress, and we will go on with reform.",
    ],
)
def test_a_direct_statement_may_be_quoted_with_its_speaker(en: str) -> None:
    assert found(OPENING, en, "direct", "王凯") == set()


def test_somebody_else_is_not_its_speaker() -> None:
    en = '"Opening to the world brings progress, and we will go on with reform," Li Qiang said.'
    assert found(OPENING, en, "direct", "王凯")


def test_what_is_quoted_must_be_right_all_the_same() -> None:
    en = '"Isolation brings progress, and we will not go on with reform," Wang Kai said.'
    assert found(OPENING, en, "direct", "王凯")


def test_an_indirect_statement_may_begin_with_its_speaker_and_is_no_quotation() -> None:
    zh = "道路不能一天修成，但会修好"
    right = "Li Qiang pointed out that the road cannot be built in a day but will be built."
    assert found(zh, right, "indirect", "李强") == set()
    quoted = 'Li Qiang pointed out: "The road cannot be built in a day but it will be built."'
    assert "quotation" in found(zh, quoted, "indirect", "李强")


def test_a_denial_is_not_taken_for_who_speaks() -> None:
    zh = "道路不能一天修成，但会修好"
    denied = "Li Qiang never said that the road can be built in a day; it will be built."
    assert found(zh, denied, "indirect", "李强") == set()
