"""What of a termbase a person should look at."""

from __future__ import annotations

import time
from typing import Any

import pytest

from summarizer.conflicts import alike, among, is_short_form
from summarizer.text import Term


def organisations(**names: str) -> list[Term]:
    return [Term(zh, en, "organisation") for zh, en in names.items()]


def test_two_institutions_with_one_english_are_a_conflict() -> None:
    (conflict,) = among(organisations(云岭学院="Yunling College", 云领学院="Yunling College"))
    assert conflict.zh == ("云岭学院", "云领学院")
    assert conflict.message == "云岭学院 and 云领学院 are both “Yunling College”."


def test_a_run_names_some_of_those_who_cannot_be_told_apart_in_english() -> None:
    people = [Term(zh, "Li Wei", "person") for zh in ("李伟", "李玮")]
    assert list(alike(people)) == ["李伟 and 李玮 are both “Li Wei”."]
    many = [Term(f"{zh}{n}", f"{n}", "person") for n in range(9) for zh in "甲乙"]
    assert (
        list(alike(many))[-1] == "6 more names share their English: `summarizer terms list OUT --conflicts`."
    )
    assert len(list(alike(many))) == 4


@pytest.mark.parametrize("decided", [{"status": "reviewed"}, {"origin": "glossary"}])
def test_what_people_decided_is_not_told_again(decided: dict[str, Any]) -> None:
    assert list(alike([Term(zh, "Li Wei", "person", **decided) for zh in ("李伟", "李玮")])) == []
    assert list(alike([Term("李伟", "Li Wei", "person", **decided), Term("李玮", "Li Wei", "person")]))


def test_a_short_form_may_have_the_english_of_the_long_one() -> None:
    assert (
        list(
            among(
                organisations(云职院="Yunling Vocational College", 云岭职业学院="Yunling Vocational College")
            )
        )
        == []
    )


def test_common_nouns_may_share_their_english() -> None:
    assert list(among([Term("高校", "universities"), Term("大学", "universities")])) == []


def test_an_abbreviation_with_an_english_of_its_own_is_a_conflict() -> None:
    terms = organisations(云职院="Cloud College", 云岭职业技术学院="Yunling Vocational and Technical College")
    (conflict,) = among(terms)
    assert conflict.zh == ("云职院", "云岭职业技术学院")
    assert "may be short for" in conflict.message


@pytest.mark.parametrize(
    "names",
    [
        {"教育局": "Education Bureau", "云岭县教育局": "Yunling County Education Bureau"},
        {"青河大学": "Qinghe University", "青河科技大学": "Qinghe University of Science and Technology"},
        {"苏州大学": "Soochow University", "苏州科技大学": "Suzhou University of Science and Technology"},
        {"云职院": "YVC", "云岭职业学院": "Yunling Vocational College"},
        {
            "云岭县教育局": "Yunling Education Bureau",
            "云岭县教育局幼儿园": "Kindergarten of Yunling Education Bureau",
        },
    ],
)
def test_what_belongs_together_or_only_looks_alike_is_none(names: dict[str, str]) -> None:
    assert list(among(organisations(**names))) == []


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("河职院", "河谷职业学院", True),
        ("院职河", "河谷职业学院", False),
        ("河", "河谷", False),
        ("河谷", "河谷", False),
    ],
)
def test_a_short_form_has_characters_of_the_long_one_in_order(short: str, long: str, is_one: bool) -> None:
    assert is_short_form(short, long) is is_one


def test_thousands_of_institutions_are_compared_quickly() -> None:
    terms = [
        Term(f"{chr(0x4E00 + i)}{chr(0x5E00 + i // 7)}职业学院", f"College {i}", "organisation")
        for i in range(2000)
    ]
    start = time.perf_counter()
    assert len(list(among(terms))) == 0
    assert time.perf_counter() - start < 10
