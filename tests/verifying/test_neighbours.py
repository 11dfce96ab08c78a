"""Two people who changed places in the English; what stands beside their names tells."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.verifying.neighbours import exchanged
from summarizer.verifying.page import Pair

PEOPLE = {"沈家禾": "Shen Jiahe", "戴维": "Dai Wei", "佟月明": "Tong Yueming", "何霜": "He Shuang"}
RACE = "22岁的小将沈家禾以10秒06夺冠，老将戴维以0.02秒之差屈居亚军。"
PAPER = "佟月明负责数据处理，何霜撰写初稿。"
TRADE = "沈家禾去年捐款36万元，戴维今年捐款48万元。"


def is_found(zh: str, en: str) -> bool:
    pair = Pair("key_points.p1", "point", zh, en, (1,))
    return any(finding.severity == "error" for finding in exchanged(pair, PEOPLE))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (RACE, "Dai Wei, 22, won in 10.06 seconds; veteran Shen Jiahe was second, 0.02 seconds behind."),
        (RACE, "At 22, Dai Wei won the title. Shen Jiahe, a veteran, came second by 0.02 seconds."),
        (PAPER, "He Shuang processed the data and Tong Yueming wrote the first draft."),
        (
            "法国选手戴维排名第四，何霜排名第五。",
            "He Shuang of France was fourth and Dai Wei was fifth.",
        ),
    ],
)
def test_two_people_who_changed_places_are_found(zh: str, en: str) -> None:
    assert is_found(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (RACE, "Shen Jiahe, 22, won in 10.06 seconds; veteran Dai Wei was second, 0.02 seconds behind."),
        (RACE, "Veteran Dai Wei was second, 0.02 seconds behind the winner, Shen Jiahe, 22."),
        (RACE, "The veteran Dai Wei lost by 0.02 seconds to Shen Jiahe, 22, who took the title in 10.06."),
        (PAPER, "The draft was written by He Shuang from data that Tong Yueming had processed."),
        (PAPER, "Tong Yueming processed the data and He Shuang wrote the first draft. He thanked her."),
        ("沈家禾会见了戴维。", "Dai Wei was received by Shen Jiahe."),
        (
            "沈家禾以21比15战胜戴维，夺得2025年冠军。",
            "Dai Wei was beaten 21-15 by Shen Jiahe, the 2025 champion.",
        ),
    ],
)
def test_another_order_of_what_is_told_is_no_exchange(zh: str, en: str) -> None:
    assert not is_found(zh, en)


@given(st.integers(20, 59), st.integers(60, 99), st.permutations(["沈家禾", "戴维", "佟月明"]))
def test_figures_tell_who_is_who(first: int, second: int, names: list[str]) -> None:
    one, other, _ = names
    zh = f"{one}今年{first}岁，{other}今年{second}岁。"
    for left, right in permutations((one, other)):
        en = f"{PEOPLE[left]} is {first} years old. {PEOPLE[right]} is {second}."
        assert is_found(zh, en) is (left == other)


def test_people_of_one_surname_are_told_apart_by_their_whole_names() -> None:
    people = {"陈冬": "Chen Dong", "陈中瑞": "Chen Zhongrui"}
    pair = Pair(
        "p", "point", "陈冬今年36岁，陈中瑞今年41岁。", "Chen Dong is 36 and Chen Zhongrui is 41.", ()
    )
    assert not list(exchanged(pair, people))
