"""Dates without a year reach the reader in English."""

from __future__ import annotations

from calendar import month_name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.results import DateValue
from summarizer.writing.loose_dates import in_english
from summarizer.writing.wording import date_text


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("4月18日", "18 April"),
        ("四月十八日", "18 April"),
        ("４月１８日", "18 April"),
        ("9月底前", "by the end of September"),
        ("去年9月底前", "by the end of September last year"),
        ("今年2月20日", "20 February this year"),
        ("5月下旬", "late May"),
        ("5月中旬", "mid-May"),
        ("明年二季度", "the second quarter of next year"),
        ("今年第三季度", "the third quarter of this year"),
        ("年底前", "by the end of the year"),
        ("2月1日起", "from 1 February"),
        ("今年以来", "since the beginning of this year"),
        ("5月8日至11日", "8 to 11 May"),
        ("5月8号至11号", "8 to 11 May"),
        ("11月11日至12日", "11 to 12 November"),
        ("5月30日至6月2日", "30 May to 2 June"),
        ("24日至26日", "the 24th to the 26th"),
        ("19日上午", "the morning of the 19th"),
        ("昨天下午", "yesterday afternoon"),
        ("今天凌晨", "early this morning"),
        ("昨日8时40分许", "yesterday, about 8:40"),
        ("3月2日（周五）", "Friday, 2 March"),
        ("上周五", "last Friday"),
        ("至今年7月", "until July this year"),
        ("近日", "recently"),
        ("公元763年", "AD 763"),
        ("週二", "Tuesday"),
    ],
)
def test_a_date_without_a_year_is_said_in_english(zh: str, english: str) -> None:
    assert in_english(zh) == english


@pytest.mark.parametrize(
    "zh",
    [
        "",
        "庙会后第三天",
        "13月2日",
        "4月32日",
        "三年前",
        "项目建成后",
        "前",
        "至",
        "4月18日起草",
        "不日",
        "5月8日上午至11日",
    ],
)
def test_what_is_not_understood_wholly_is_not_said(zh: str) -> None:
    assert in_english(zh) == ""


@given(st.integers(1, 12), st.integers(1, 31))
def test_every_day_of_every_month_keeps_its_figures(month: int, day: int) -> None:
    assert in_english(f"{month}月{day}日") == f"{day} {month_name[month]}"
    assert in_english(f"去年{month}月{day}日前") == f"by {day} {month_name[month]} last year"


@given(st.text("今去明年月日底初前至上下半季度一二三10229时分许周星期晚午—", max_size=14))
def test_any_mix_of_date_characters_is_said_in_english_or_not_at_all(zh: str) -> None:
    assert in_english(zh).isascii()


def test_a_brief_shows_the_chinese_only_where_it_cannot_be_said() -> None:
    assert date_text(DateValue(zh="4月18日", basis="stated")) == "18 April"
    assert date_text(DateValue(zh="庙会后第三天", basis="stated")) == "庙会后第三天"
    assert date_text(DateValue(zh="5月30日", iso="2024-05-30", basis="stated")) == "30 May 2024"


@pytest.mark.parametrize(
    ("zh", "words"),
    [("投运当天", "the day of commissioning"), ("签约当日", "the day of the signing"), ("庙会当天", "")],
)
def test_the_day_of_an_occasion_is_said(zh: str, words: str) -> None:
    assert in_english(zh) == words
