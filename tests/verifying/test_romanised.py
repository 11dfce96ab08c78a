"""Names that look like pinyin and are none: foreign ones by their sound, Taiwan's in Wade-Giles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import pinyin
from summarizer.results import Result
from summarizer.verifying import verify
from summarizer.verifying.romanised import is_heard, is_of_taiwan, names_someone


def codes(zh: str, en: str, severity: str = "error", **fields: Any) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
        "fields": {"kind": "news", **fields},
    }
    findings = verify(Result.model_validate(data)).findings
    return {found.code for found in findings if found.severity == severity and found.where != "summary"}


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("阿根廷球员巴蒂托纳进球。", "The Argentine Batitona scored.", True),
        ("前锋德兰潘说，他会回来。", "Forward De Lanpan said he would be back.", True),
        ("小城卡拉坎正在下雨。", "It is raining in the town of Calacan.", True),
        ("沈阳正在下雨。", "It is raining in Shengyang.", False),
        ("会议在兰州举行。", "The meeting was held in Luzhou.", False),
        ("主任胡璐说。", "Director Hu Jun said so.", False),
        ("基金利率上升。", "Rates rose, Guo Xingrui said.", False),
    ],
)
def test_a_foreign_name_is_known_by_its_sound(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in codes(zh, en)) is right


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(pinyin.COMMON_SURNAMES)),
    st.text(alphabet="伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚", min_size=2, max_size=2),
)
def test_a_name_in_pinyin_is_heard_in_no_ordinary_text(surname: str, rest: str) -> None:
    english = pinyin.propose(surname + rest).lower().replace(" ", "").replace("'", "")
    text = "市里昨天召开会议，介绍上半年的基金利率、农业生产和东南亚贸易，与会代表提了什么意见还不清楚。"
    assert not is_heard(english, text, single=False)


@pytest.mark.parametrize(
    ("zh", "english", "right"),
    [
        ("陳志德", "Chen Chih-te", True),
        ("陳志德", "Chen Chi-te", True),
        ("陳志德", "Chen Zhi-de", True),
        ("邱建國", "Chiu Chien-kuo", True),
        ("謝添財", "Hsieh Tien-tsai", True),
        ("徐若雪", "Hsu Jo-hsueh", True),
        ("陳志德", "Chen Chih-ming", False),
        ("陳志德", "Lin Chih-te", False),
        ("陳志德", "Chen Chihte", False),
    ],
)
def test_a_name_of_taiwan_is_read_in_wade_giles_or_nearly_so(zh: str, english: str, right: bool) -> None:
    assert is_of_taiwan(zh, english) is right
    assert names_someone(english, f"議員{zh}出席。") is right


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("議員胡志偉發言。", "Councillor Wu Chi-wai spoke.", True),
        ("議員胡志偉發言。", "Councillor Wu Chi Wai spoke.", True),
        ("議員胡志偉發言。", "Councillor Wu Chi-man spoke.", False),
        ("議員胡志偉發言。", "Councillor Tang Chi-wai spoke.", False),
        ("议员胡志伟发言。", "Councillor Wu Chi-wai spoke.", False),
        ("香港议员胡志伟发言。", "Hong Kong councillor Wu Chi-wai spoke.", True),
        ("鄧佩玲與孔令文到場。", "Tang Pui-ling and Hung Ling-man came.", True),
        ("活動在沙田、柴灣和灣仔舉行。", "Events were held in Sha Tin, Chai Wan and Wan Chai.", True),
        ("活動在沙田舉行。", "An event was held in Chai Wan.", False),
        ("烏溪沙、荔枝角和何文田停電。", "Power failed in Wu Kai Sha, Lai Chi Kok and Ho Man Tin.", True),
        ("慈雲山、油麻地、米埔有雨。", "It rained in Tsz Wan Shan, Yau Ma Tei and Mai Po.", True),
        ("沙田下午有雨。", "It rained in Sha Tin.", False),
    ],
)
def test_hong_kong_spells_names_and_places_in_its_own_way(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in codes(zh, en)) is right


@pytest.mark.parametrize(
    ("name", "en", "right"),
    [
        ("胡志偉", "Wu Chi-wai", True),
        ("岑子安", "Edward Shum", True),
        ("曾鈺文", "Jasper Tsang Yuk-man", True),
        ("胡志偉", "Wu Chi-man", False),
        ("岑子安", "Lau Tsz-on", False),
    ],
)
def test_somebody_of_hong_kong_is_named_as_there(name: str, en: str, right: bool) -> None:
    found = codes(
        f"議員{name}發言。", f"Councillor {en} spoke.", people=[{"zh": name, "en": en, "lines": [1]}]
    )
    assert ({"name", "name_missing"}.isdisjoint(found)) is right


def test_such_a_name_is_no_wrong_reading_and_nobody_invented() -> None:
    zh, person = "立委林其華發言。", {"zh": "林其華", "en": "Lin Chi-hua", "lines": [1]}
    assert not {"name", "name_invented", "name_missing"} & codes(
        zh, "Legislator Lin Chi-hua spoke.", people=[person]
    )
    assert "name" in codes(zh, "Legislator Lin Chi-hua spoke.", "warning", people=[person])
    assert "name_invented" in codes(zh, "Legislator Lin Chi-wen spoke.")
