from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.designations import apart, is_body, is_general


@pytest.mark.parametrize(
    ("zh", "names"),
    [
        ("王建国、李小红", ["王建国", "李小红"]),
        ("王建国；云岭县教育局", ["王建国", "云岭县教育局"]),
        ("云岭县教育局、财政局、青河建筑公司", ["云岭县教育局", "财政局", "青河建筑公司"]),
        ("云岭县教育、科学及文化组织", ["云岭县教育、科学及文化组织"]),
        ("市、县人民政府", ["市、县人民政府"]),
        ("“山、水、林”工作组", ["“山、水、林”工作组"]),
        ("云岭公司（东、西厂）", ["云岭公司（东、西厂）"]),
        ("王建国", ["王建国"]),
        ("", [""]),
    ],
)
def test_joined_names_are_taken_apart_where_each_part_is_a_name(zh: str, names: list[str]) -> None:
    assert apart(zh) == names


def test_where_people_are_listed_every_part_is_a_name() -> None:
    listed = "朝洛蒙、古丽·艾山、王建国"
    assert apart(listed) == [listed]
    assert apart(listed, people=True) == ["朝洛蒙", "古丽·艾山", "王建国"]


@pytest.mark.parametrize(
    "zh",
    [
        "施工单位", "各学校", "有关部门", "街道办事处", "县级人民政府", "乡镇人民政府", "人民政府", "我校",
        "本公司", "该局", "两校", "双方", "财务部", "人事科", "理事长", "理事長", "董事会", "物业服务企业",
        "行业主管部门", "学校", "公司", "县", "各县（区）", "工程部",
    ],
)  # fmt: skip
def test_what_stands_for_somebody_without_a_name_is_a_general_word(zh: str) -> None:
    assert is_general(zh)


@pytest.mark.parametrize(
    "zh",
    [
        "云岭县教育局", "教育部", "财政部", "科学技术部", "青河建筑公司", "云岭县第一小学", "本溪市",
        "云岭县人民政府", "双河镇", "青石村", "云岭县教育局人事科", "县委宣传部", "王建国",
        "青河建筑公司财务部", "云岭大学", "新华社", "我爱我家集团", "市财政局", "省教育厅", "校园安全联盟",
        "上海市", "建设银行",
    ],
)  # fmt: skip
def test_a_name_is_no_general_word(zh: str) -> None:
    assert not is_general(zh)


@pytest.mark.parametrize(
    ("zh", "is_one"),
    [("安监局", True), ("青河公司（云岭）", True), ("王建国", False), ("局", False), ("云岭县教育廳", True)],
)
def test_a_body_is_told_by_how_its_name_ends(zh: str, is_one: bool) -> None:
    assert is_body(zh) is is_one


@given(st.text(alphabet="王建国李教育局公司、；（）施工单位各", max_size=30))
def test_taking_names_apart_loses_no_character_of_them(zh: str) -> None:
    joined = "".join(apart(zh))
    assert joined in (zh, zh.replace("、", "").replace("；", ""))
    assert isinstance(is_general(zh), bool)


def test_a_hostile_name_costs_no_time() -> None:
    assert not is_general("施工建设监理" * 20_000 + "x")
    assert apart("王、" * 50_000) == ["王、" * 50_000]
