"""Two people who changed places in the English; what stands beside their names tells."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.results import Result
from summarizer.verifying import verify
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


KNOWN = (("青禾银行", "Qinghe Bank"), ("副行长", "vice president"), ("西桥", "Xiqiao"), ("东桥", "Dongqiao"))


def is_found_beside(zh: str, en: str) -> bool:
    return bool(list(exchanged(Pair("p", "point", zh, en, ()), PEOPLE, KNOWN)))


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        # What the fields name stands beside the other one
        (
            "何霜来自青禾银行，戴维来自西桥。",
            "Dai Wei is from Qinghe Bank, He Shuang from Xiqiao.",
            True,
        ),
        (
            "何霜来自青禾银行，戴维来自西桥。",
            "Dai Wei is from Xiqiao, He Shuang from Qinghe Bank.",
            False,
        ),
        (
            "行长何霜到会，副行长戴维主持。",
            "President Dai Wei came; Vice President He Shuang presided.",
            True,
        ),
        ("行长何霜到会，副行长戴维主持。", "He Shuang, the president, came; Dai Wei presided.", False),
        # Only the two are in another order, or all of the sentence is
        (
            "何霜从西桥经过青禾银行走到东桥看望戴维。",
            "Dai Wei walked from Xiqiao past Qinghe Bank to Dongqiao to see He Shuang.",
            True,
        ),
        (
            "何霜从西桥经过青禾银行走到东桥看望戴维。",
            "Dai Wei was visited at Dongqiao, past Qinghe Bank, by He Shuang from Xiqiao.",
            False,
        ),
        # A pronoun may be anybody
        ("何霜说，何霜和戴维去年捐款36万元。", "He Shuang said she and Dai Wei gave 360,000.", False),
        # A surname before the whole name is somebody else's
        (
            "何总三年前来到西桥。戴维现在东桥，何霜在青禾银行。",
            "Mr He came to Xiqiao three years ago. Dai Wei is now at Dongqiao and He Shuang at Qinghe Bank.",
            False,
        ),
    ],
)
def test_what_is_named_besides_tells_too(zh: str, en: str, found: bool) -> None:
    assert is_found_beside(zh, en) is found


@pytest.mark.parametrize(
    ("en", "found"),
    [
        ("Nanhu Power sold 36 turbines in 2024; Beishan Wind sold 48 in 2025.", False),
        ("Beishan Wind sold 36 turbines in 2024; Nanhu Power sold 48 in 2025.", True),
        ("In 2025 Beishan Wind sold 48 turbines; Nanhu Power had sold 36 in 2024.", False),
    ],
)
def test_two_organisations_that_changed_places_are_found(en: str, found: bool) -> None:
    zh = "南湖电力2024年售出36台机组，北山风电2025年售出48台。"
    names = (("南湖电力", "Nanhu Power"), ("北山风电", "Beishan Wind"))
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
        "fields": {"kind": "news", "organisations": [{"zh": z, "en": e, "lines": [1]} for z, e in names]},
    }
    codes = {finding.code for finding in verify(Result.model_validate(data)).findings}
    assert ("name_swapped" in codes) is found


def test_people_of_one_surname_are_told_apart_by_their_whole_names() -> None:
    people = {"陈冬": "Chen Dong", "陈中瑞": "Chen Zhongrui"}
    pair = Pair(
        "p", "point", "陈冬今年36岁，陈中瑞今年41岁。", "Chen Dong is 36 and Chen Zhongrui is 41.", ()
    )
    assert not list(exchanged(pair, people))


ORDER = "班长沈家禾登记，组长何霜接待，佟月明开车。"


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        (
            ORDER,
            "Shen Jiahe, the monitor, takes names, He Shuang receives, Tong Yueming drives.",
            False,
        ),
        (
            ORDER,
            "He Shuang, the monitor, takes names, Shen Jiahe receives, Tong Yueming drives.",
            True,
        ),
        # one is told first, the others stay in order
        (
            ORDER,
            "Tong Yueming drives, the monitor Shen Jiahe takes names, He Shuang receives.",
            False,
        ),
        ("应沈家禾邀请，何霜来访。", "He Shuang came, at the invitation of Shen Jiahe.", False),
        ("沈家禾说，何霜昨天来访。", "He Shuang came yesterday, Shen Jiahe said.", False),
        (
            "沈家禾捐赠的何霜书信已入藏。",
            "Letters of He Shuang, given by Shen Jiahe, are here.",
            False,
        ),
    ],
)
def test_two_who_stand_in_each_others_place_changed_places(zh: str, en: str, found: bool) -> None:
    people = [{"zh": z, "en": e, "lines": [1]} for z, e in PEOPLE.items() if z in zh]
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
        "fields": {"kind": "news", "people": people},
    }
    codes = {item.code for item in verify(Result.model_validate(data)).findings if item.severity == "error"}
    assert ("name_swapped" in codes) is found
