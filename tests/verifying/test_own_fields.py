"""Fields of the user's own are held against the article, and what a model may have worked out is let be."""

from __future__ import annotations

import time
from typing import Any

import pytest

from summarizer.recognising import Own
from summarizer.results import Result
from summarizer.verifying import verify

TEXTS = (
    "云岭县水渠整修工程招标公告",
    "发布时间：2024年5月31日",
    "云岭县水利局计划投入1.2亿元整修水渠38公里，惠及农户2300户，占年度计划的37.5%，其中三分之一为山区农户。",
    "投标文件须在6月20日17时前递交，联系人顾长河，电话0871-6512 3456，详见http://example.org/a。",
    "中标单位须在公告发布后5日内签约，保证金为20万元。省发改委、县财政局派人参加。",
)


def found(fields: dict[str, Any], *more: str) -> set[tuple[str, str]]:
    """The severities and addresses of what is found in some fields, of articles with some more lines."""
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate((*TEXTS, *more), start=1)]
    result = Result.model_validate({"document": {"lines": lines}})
    result = result.model_copy(update={"fields": Own(fields)})
    every = verify(result).findings
    return {(one.severity, one.where) for one in every if one.where.startswith("fields.")}


def errors(fields: dict[str, Any], *more: str) -> set[str]:
    return {where for severity, where in found(fields, *more) if severity == "error"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", ["12亿元"]),
        ("amount", "投入1.3亿元"),
        ("amount", ".2亿元"),
        ("length", "8公里"),
        ("amount", 12_000_000),
        ("amount_yuan", 1.2),
        ("amount_wan", 120_000_000),
        ("n", 99),
        ("n", "99"),
        ("share", "38.5%"),
        ("english", "an investment of 1.3 billion yuan"),
        ("deadline", "6月21日"),
        ("deadline", "2024-06-21T17:00:00"),
        ("deadline", 20240721),
        ("deadline", "2021-06-20"),
        ("deadline", "21 July 2024"),
        ("year", 2019),
        ("phone", "0871-65123457"),
        ("phone", "(0871) 65123457"),
        ("link", "http://example.org/b"),
        ("buyer", "国家水利部"),
        ("buyer", "北京市民政局"),
        ("winner", "鹤鸣建设有限公司"),
        ("contact", "王小明"),
        ("items", [{"name": "王小明", "phone": ""}]),
        ("items", [{"zh": "云岭县水利局", "lines": [99]}]),
    ],
)
def test_what_the_article_does_not_say_is_an_error(key: str, value: Any) -> None:
    assert errors({key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", "1.2亿元"),
        ("amount", "12000万元"),
        ("amount", "120,000,000元"),
        ("amount", 120_000_000),
        ("amount", 120_000_000.0),
        ("amount_wan_yuan", 12_000),
        ("金额（亿元）", 1.2),
        ("amount_million", 120),
        ("share", 0.375),
        ("share", 37.5),
        ("share", 38),
        ("share", 0.33),
        ("length", "三十八公里"),
        ("length", -38),
        ("english", "120 million yuan for 38 kilometres"),
        ("deadline", "2024-06-20"),
        ("deadline", "2024-06-20T17:00:00"),
        ("deadline", "6月20日"),
        ("deadline", "2024年6月20日"),
        ("deadline", "20 June 2024"),
        ("deadline", 20240620),
        ("published", "2024-05"),
        ("year", 2024),
        ("phone", "(0871) 65123456"),
        ("link", "http://example.org/a"),
        ("buyer", "云岭县水利局"),
        ("others", ["云岭县财政局", "省发改委"]),
        ("others", ["省发展和改革委员会"]),
        ("contact", "顾长河"),
        ("found", 0),
        ("open", True),
        ("offices", 2),
        ("confidence", 0.87),
        ("importance_score", 85),
        ("method", "公开招标"),
        ("method", "open_tender"),
        ("quarter", "2024Q2"),
        ("nothing", None),
        ("nothing", ""),
        ("items", [{"zh": "云岭县水利局", "en": "", "lines": [3]}]),
    ],
)
def test_what_it_says_in_whatever_notation_is_none(key: str, value: Any) -> None:
    assert not errors({key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", 1.2),
        ("signed_by", "2024-06-05"),
        ("total_sum", 140_000_000),
        ("all_money", 120_200_000),
        ("days_left", 25),
        ("offices_named", 7),
    ],
)
def test_what_may_have_been_worked_out_is_a_warning(key: str, value: Any) -> None:
    assert {severity for severity, _ in found({key: value})} == {"warning"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", 77), ("order", 88), ("year", 2023), ("days", 45), ("amountWan", 12_000), ("seq no", 91)],
)
def test_a_field_of_an_object_in_a_list_is_read_by_its_name_as_at_the_top(name: str, value: Any) -> None:
    assert found({"items": [{name: value}]}, "去年完成。") == {
        (severity, f"fields.items.0.{where.removeprefix('fields.')}")
        for severity, where in found({name: value}, "去年完成。")
    }
    assert not errors({"items": [{name: value}]}, "去年完成。")


def test_an_office_may_be_named_in_short_where_the_article_has_it_in_full() -> None:
    text = (
        "工业和信息化部、省发展和改革委员会派人参加，教育系统不受影响，请向县里的主管机构以及有关财政局申请。"
    )
    assert not errors({"guests": ["工信部", "省发改委"]}, text)
    assert errors({"guests": ["教育部"]}, text)


def test_what_numbers_an_object_says_nothing_about_the_figures_in_it() -> None:
    assert errors({"pages": [{"amount": 77}]})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("phone", "+86 871 6512 3456"),
        ("phone", "0086-871-65123456"),
        ("share", "33.3%"),
        ("score", "85/100"),
        ("confidence", "85%"),
        ("guests", "县财政局和省发改委"),
        ("guests", "省发改委与县财政局"),
    ],
)
def test_what_the_article_says_in_another_way_is_right(key: str, value: Any) -> None:
    assert not found({key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("phone", "+86 871 6512 3457"),
        ("share", "34.5%"),
        ("risk", "风险较高，因为投入达到1.3亿元之多"),
        ("guests", "县财政局和县教育局"),
    ],
)
def test_what_the_article_does_not_say_in_any_way_is_wrong(key: str, value: Any) -> None:
    assert errors({key: value})


def test_a_table_in_tens_of_thousands_may_be_given_in_yuan() -> None:
    assert not errors({"budget_yuan": 56_780_000}, "单位：万元", "预算 5678")


def test_a_deadline_without_any_year_in_the_article_may_be_given_with_one() -> None:
    lines = [{"n": 1, "text": "请于6月20日前报名。", "role": "body"}]
    result = Result.model_validate({"document": {"lines": lines}})
    result = result.model_copy(update={"fields": Own({"deadline": "2024-06-20"})})
    assert not [one for one in verify(result).findings if one.where.startswith("fields.")]


def test_texts_in_the_words_of_the_model_may_sum_the_article_up() -> None:
    assert not errors({"gist": "云岭县拟投入1.2亿元整修38公里水渠，6月20日截止投标。"})
    assert errors({"gist": "云岭县拟投入1.2亿元整修83公里水渠，6月20日截止投标。"})


def test_many_values_of_a_long_article_take_no_longer_than_reading_it_does() -> None:
    many = [f"{1600 + at % 500}年有农户{at}户，6月20日前完成，下周一验收。" for at in range(1000)]
    fields = {
        "days": [f"{1700 + at}-{at % 12 + 1:02}-{at % 27 + 1:02}" for at in range(100)],
        "texts": [f"某某事项的说明文字第{chr(0x4E00 + at)}条" for at in range(100)],
    }
    began = time.process_time()
    found(fields, *many)
    assert time.process_time() - began < 4  # gone through for each value it takes ten


NONE = ["未提及", "暂无", "无", "原文未说明", "（未提供）", "N/A", "Not mentioned", "暂无相关信息", "—"]
IDS = [("id", "doc-2023-0777"), ("task_id", "T-9981"), ("slug", "canal-2023")]


@pytest.mark.parametrize("value", NONE)
def test_a_value_that_says_that_there_is_none_is_right(value: str) -> None:
    assert not found({"buyer": value})


@pytest.mark.parametrize(("key", "value"), IDS)
def test_what_a_model_calls_an_item_by_is_no_figure_of_the_article(key: str, value: str) -> None:
    assert not found({"items": [{key: value, "name": "整修水渠"}]})


def test_the_number_of_a_document_is_one_of_the_article() -> None:
    assert errors({"doc_no": "云政发〔2024〕9号"}, "云政发〔2024〕8号")
    assert not errors({"doc_no": "云政发〔2024〕8号"}, "云政发〔2024〕8号")


def test_an_address_is_the_same_over_either_protocol() -> None:
    assert not found({"link": "https://example.org/a"})
    assert not found({"link": "www.example.org/a/"})
    assert errors({"link": "https://ample.org/a"})


@pytest.mark.parametrize(
    "fields",
    [
        {"manager": "高中"},
        {"manager": {"name": "顾长河", "education": "高职"}},
        {"manager_degree": "安于现"},
        {"people": [{"name": "顾长河", "note": "周到"}]},
    ],
)
def test_what_is_told_of_a_person_is_no_name_of_one(fields: dict[str, Any]) -> None:
    assert not errors(fields)


@pytest.mark.parametrize("fields", [{"managers": ["王小明"]}, {"manager": {"full_name": "王小明"}}])
def test_a_person_of_whom_the_article_knows_nothing_is_an_error_under_any_name_of_a_field(
    fields: dict[str, Any],
) -> None:
    assert errors(fields)


@pytest.mark.parametrize("key", ["id", "item_key", "uid", "slug"])
@pytest.mark.parametrize("value", ["99", 99, "A-99"])
def test_what_tells_items_apart_is_the_model_s_own(key: str, value: object) -> None:
    assert not errors({key: value})
