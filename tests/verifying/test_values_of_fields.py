from __future__ import annotations

import pytest

from summarizer.results import Result
from summarizer.verifying import figures, verify
from summarizer.verifying.page import Page
from tests.verifying.examples import read


def is_accepted(surface: str, value: str, unit: str = "") -> bool:
    number = {"surface": surface, "value": value, "unit_zh": unit}
    return not list(figures.check(Page(Result.model_validate({"fields": {"numbers": [number]}}))))


@pytest.mark.parametrize(
    ("surface", "value", "wrong"),
    [
        ("-5℃", "-5", "5"),
        ("零下12度", "-12.0", "12"),
        ("－3.2%", "-3.2", "3.2"),
        ("3-5年", "3–5", "-3-5"),
        ("-5℃至3℃", "-5–3", "5-3"),
        ("三十六柄", "36", "63"),
        ("7200㎡", "7,200", "720"),
        ("1万元以上5万元以下", "10000-50000", "50000"),
        ("三年以上七年以下", "3-7", "7"),
        ("三年以上七年以下", "3", "4"),
    ],
)
def test_a_sign_and_any_numeral_count(surface: str, value: str, wrong: str) -> None:
    assert is_accepted(surface, value)
    assert not is_accepted(surface, wrong)


@pytest.mark.parametrize("value", ["-3.2", "3.2"])
def test_negative_growth_may_be_told_without_its_sign(value: str) -> None:
    assert is_accepted("负增长3.2%", value)


@pytest.mark.parametrize("value", ["", "1/3", "0.333", "33.3", "33.33%"])
def test_what_no_decimal_states_exactly_may_be_told_in_any_way(value: str) -> None:
    assert is_accepted("三分之一", value)


@pytest.mark.parametrize("value", ["", "1:18", "1-18", "1/18", "0.0556", "18"])
def test_a_ratio_may_be_told_in_any_way(value: str) -> None:
    assert is_accepted("1:18", value)


@pytest.mark.parametrize(("surface", "value"), [("三分之一", "2/3"), ("三分之一", "0.3"), ("1:18", "1:80")])
def test_but_not_as_another_one(surface: str, value: str) -> None:
    assert not is_accepted(surface, value)


def test_an_empty_value_is_an_error_only_of_what_any_reader_takes_for_a_figure() -> None:
    assert is_accepted("三十六柄", "")
    assert not is_accepted("36家", "")


def test_a_unit_that_no_list_has_is_that_of_the_surface() -> None:
    assert is_accepted("7200㎡", "7200", "㎡")
    assert not is_accepted("7200㎡", "7200", "亩")


def _kind_is_wrong(surface: str, kind: str) -> bool:
    line = f"县里的数字是{surface}。"
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "fields": {
            "kind": "news",
            "numbers": [{"zh": surface, "surface": surface, "kind": kind, "lines": [1]}],
        },
    }
    found = verify(read(data)).findings
    return any(one.where == "fields.numbers.0.kind" and one.severity == "error" for one in found)


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("5%", "amount"),
        ("百分之三", "length"),
        ("第三届", "amount"),
        ("第12名", "percentage"),
        ("2014年", "amount"),
        ("一九九七年一月二日", "amount"),
        ("18:20", "amount"),
        ("3月2日", "percentage"),
        ("30亿元", "date"),
        ("1.3812", "date"),
        ("300人", "weight"),
        ("20公里", "period"),
    ],
)
def test_a_figure_is_not_of_a_kind_that_it_cannot_be(surface: str, kind: str) -> None:
    assert _kind_is_wrong(surface, kind)


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("5%", "percentage"),
        ("5%", "ratio"),
        ("5%", "count"),
        ("第一产业占5%", "percentage"),
        ("第三批资金5亿元", "amount"),
        ("1:20", "percentage"),
        ("第三届", "ordinal"),
        ("第三季度", "period"),
        ("2014年", "date"),
        ("18:20", "period"),
        ("30亿元", "amount"),
        ("30亿元", "count"),
        ("11.26", "date"),
        ("300人", "count"),
        ("300人", "amount"),
        ("30年", "period"),
    ],
)
def test_a_figure_may_be_of_more_than_one_kind(surface: str, kind: str) -> None:
    assert not _kind_is_wrong(surface, kind)
