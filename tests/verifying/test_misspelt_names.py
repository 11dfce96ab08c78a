"""A letter that is missing, too many or exchanged in somebody's name, in running English."""

from __future__ import annotations

import pytest

from tests.verifying.examples import codes_of

ZH = "局长王芳主持会议，县长李红梅讲话。"
PEOPLE = [
    {"zh": "王芳", "en": "Wang Fang", "lines": [1], "posts": []},
    {"zh": "李红梅", "en": "Li Hongmei", "lines": [1], "posts": []},
]
TOLD = "Director {} chaired the meeting; county head {} spoke."


@pytest.mark.parametrize("wrong", ["Wang Fan", "Wang Fnag", "Wang Fangg", "Wang Fan's"])
def test_a_short_name_that_is_misspelt_is_found(wrong: str) -> None:
    assert "name" in codes_of(ZH, TOLD.format(wrong, "Li Hongmei"), people=PEOPLE)


@pytest.mark.parametrize("wrong", ["Li Honmei", "Li Hongmie", "Li Hongme"])
def test_a_longer_name_that_is_misspelt_is_found(wrong: str) -> None:
    assert codes_of(ZH, TOLD.format("Wang Fang", wrong), people=PEOPLE) & {"name", "name_invented"}


@pytest.mark.parametrize(
    "names",
    [
        ("Wang Fang", "Li Hongmei"),
        ("Wang Fang", "Li Hong-mei"),
        ("WANG Fang", "LI Hongmei"),
        ("Wang", "Li"),
        ("Ms Wang", "Ms Li"),
    ],
)
def test_other_ways_to_write_a_name_are_no_misspellings(names: tuple[str, str]) -> None:
    assert "name" not in codes_of(ZH, TOLD.format(*names), people=PEOPLE)


def test_somebody_else_whose_name_is_nearly_the_same_is_not_misspelt() -> None:
    zh = "局长王芳和副局长王帆出席会议。"
    assert "name" not in codes_of(
        zh, "Director Wang and deputy director Wang Fan attended.", people=PEOPLE[:1]
    )


def test_a_name_that_is_right_once_may_stand_beside_a_word_like_it() -> None:
    en = "Wang Fang of the Wang Fan Studio chaired the meeting; county head Li Hongmei spoke."
    assert "name" not in codes_of(ZH, en, people=PEOPLE)
