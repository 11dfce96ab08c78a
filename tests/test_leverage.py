"""A user's own memory: the same sentence is found again, a similar one too, another one never."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.leverage import UserMemory

PAIRS = [  # Chinese, English
    (
        "会议要求各县区于6月底前完成自查。",
        "The meeting required counties and districts to finish self-checks by June.",
    ),
    ("本办法自发布之日起施行。", "These Measures take effect on the day of promulgation."),
    ("共投入资金1200万元。", "A total of 12 million yuan was invested."),
]


def memory_of(pairs: Iterable[tuple[str, str]]) -> UserMemory:
    return UserMemory((zh, text, "en") for zh, text in pairs)


def test_a_memory_serves_its_own_language_and_its_varieties() -> None:
    memory = UserMemory([("市政府", "the municipal government", "en-US"), ("市政府", "la mairie", "fr")])
    assert memory.exact("市政府", "en-GB") == "the municipal government"
    assert memory.exact("市政府", "fr") == "la mairie"
    assert memory.exact("市政府", "de") == ""


@pytest.mark.parametrize(
    "written", ["本办法自发布之日起施行。", " 本办法自发布之日起 施行。", "共投入资金１２００万元。"]
)
def test_a_sentence_is_found_whatever_its_width_and_spaces(written: str) -> None:
    assert memory_of(PAIRS).exact(written)


def test_a_similar_sentence_comes_as_a_reference_with_its_likeness() -> None:
    match = memory_of(PAIRS).near("会议要求各县区于9月底前完成自查。")
    assert match is not None
    assert match.zh == PAIRS[0][0]
    assert 75 <= match.score < 100


@pytest.mark.parametrize("other", ["中国队昨晚赢得比赛。", "", "。"])
def test_another_sentence_has_no_reference(other: str) -> None:
    assert memory_of(PAIRS).near(other) is None


def test_the_last_translation_of_a_sentence_stands() -> None:
    assert memory_of([*PAIRS, (PAIRS[1][0], "Newer.")]).exact(PAIRS[1][0]) == "Newer."


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=30))
def test_whatever_is_in_a_memory_is_found_as_itself(pairs: list[tuple[str, str]]) -> None:
    memory = memory_of(pairs)
    for zh, text in pairs:
        if zh.strip() and text.strip():
            assert memory.exact(zh)


def test_a_large_memory_answers_from_few_candidates() -> None:
    memory = memory_of(
        (f"第{number}条规定由第{number}处负责解释。", f"Article {number}.") for number in range(20_000)
    )
    match = memory.near("第17777条规定由第17777处负责 解释")
    assert match is not None
    assert match.text == "Article 17777."


def test_what_belongs_to_a_document_counts_there_first_and_elsewhere_the_last() -> None:
    memory = UserMemory.of([("a", "甲", "A", "en"), ("b", "甲", "B", "en"), ("b", "乙", "C", "fr")])
    assert [memory.exact("甲", "en", path) for path in ("a", "b", "c", "")] == ["A", "B", "B", "B"]
    assert memory.exact("乙", "fr", "a") == "C"
    assert (memory.exact("乙", "en", "b"), len(memory)) == ("", 2)
