from __future__ import annotations

import pytest

from summarizer.results import Result
from summarizer.verifying import figures
from summarizer.verifying.page import Page


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
