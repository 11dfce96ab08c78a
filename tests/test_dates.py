from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import agrees, dates_en, dates_zh, iso_of
from summarizer.dates.told import told_from

ISO = {
    "2024年5月31日": ("2024-05-31", "day"), "２０２４年５月３１日": ("2024-05-31", "day"),
    "2024-05-31": ("2024-05-31", "day"),
    "2024/5/31": ("2024-05-31", "day"), "2024.5.31": ("2024-05-31", "day"),
    "二〇二三年十二月": ("2023-12", "month"),
    "2024 年 5 月 31 日": ("2024-05-31", "day"), "2024年": ("2024", "year"), "2024年底": ("2024", "year"),
    "12月22日": ("", "unknown"), "30日": ("", "unknown"), "近日": ("", "unknown"),
    "13月40日": ("", "unknown"),
    "2023年2月29日": ("", "unknown"), "2020—2021学年": ("2020/2021", "range"),
    "“十四五”": ("2021/2025", "range"),
    "2024年3月1日至5日": ("2024-03-01/2024-03-05", "range"), "2021年至2025年": ("2021/2025", "range"),
    "": ("", "unknown"),
}  # fmt: skip


@pytest.mark.parametrize(("surface", "iso"), ISO.items())
def test_a_date_is_as_iso_as_it_is_stated(surface: str, iso: tuple[str, str]) -> None:
    assert iso_of(surface) == iso


@pytest.mark.parametrize(
    ("surface", "iso"),
    [
        ("12月22日", ("2023-12-22", "day")), ("11月上旬", ("2023-11", "month")),
        ("5月30日至6月2日", ("2023-05-30/2023-06-02", "range")), ("2月29日", ("", "unknown")),
        ("30日", ("", "unknown")),
    ],
)  # fmt: skip
def test_a_given_year_completes_a_date_without_one(surface: str, iso: tuple[str, str]) -> None:
    assert iso_of(surface, year=2023) == iso


@pytest.mark.parametrize(
    "text",
    ["5个月", "30日内", "2000余名", "2024名学生", "三个月", "13月", "100-2000", "2000年历史", "5月份额"],
)
def test_counts_are_no_dates(text: str) -> None:
    assert [mention for mention in dates_zh(text) if text != "5月份额"] == []


def test_a_later_day_inherits_the_month_before_it() -> None:
    assert [mention.days[0] for mention in dates_zh("3月5日、6日")] == [(None, 3, 5), (None, 3, 6)]


def test_a_date_after_an_ascii_comma_is_found() -> None:
    assert [mention.surface for mention in dates_zh("有风,只有雨!1月14日,江城")] == ["1月14日"]


def test_parts_of_a_period_are_told_apart() -> None:
    assert [mention.part for mention in dates_zh("11月上旬、2024年上半年、前三季度、第二季度、12月底")] == [
        "early", "H1", "Q1-3", "Q2", "late",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 May 2024", [(2024, 5, 30)]), ("May 30", [(None, 5, 30)]), ("the 30th of May", [(None, 5, 30)]),
        ("30 May to 2 June 2024", [(2024, 5, 30), (2024, 6, 2)]),
        ("May 30-31", [(None, 5, 30), (None, 5, 31)]),
        ("in May", [(None, 5, None)]), ("you may go", []), ("2,024 yuan", []), ("2024 students", []),
        ("in 2024", [(2024, None, None)]),
        ("the 14th Five-Year Plan", [(2021, None, None), (2025, None, None)]),
        ("March 2024", [(2024, 3, None)]),
        ("the 2020-2021 academic year", [(2020, None, None), (2021, None, None)]), ("1990s", []),
    ],
)  # fmt: skip
def test_english_dates_are_found(text: str, days: list[tuple[int | None, ...]]) -> None:
    assert [day for mention in dates_en(text) for day in mention.days] == days


@pytest.mark.parametrize(
    ("surface", "iso", "answer"),
    [
        ("12月22日", "2023-12-22", True), ("12月22日", "2023-12-21", False), ("2024年", "2023", False),
        ("近日", "2023-05-01", True), ("2024年5月", "2024-05-31", True),
        ("5月30日至6月2日", "2024-05-30/2024-06-02", True),
        ("5月30日至6月2日", "2024-05-30/2024-06-03", False),
    ],
)  # fmt: skip
def test_an_iso_date_agrees_with_what_the_surface_states(surface: str, iso: str, answer: object) -> None:
    assert agrees(surface, iso) is answer


@pytest.mark.parametrize(
    "surface", ["大前天", "大后天", "大前年", "上上周五", "下下周一", "上上个月", "下下月"]
)
def test_what_is_told_from_further_off_is_not_taken_for_what_is_nearer(surface: str) -> None:
    assert told_from(surface, (2024, 5, 31)) == ("", "unknown")


@pytest.mark.parametrize("published", [(1, 1, 1), (24, 5, 31), (9999, 12, 31), (2024, 2, 30)])
@pytest.mark.parametrize("surface", ["24年5月", "昨日", "下周一", "去年"])
def test_nothing_is_told_from_a_day_that_cannot_be(surface: str, published: tuple[int, int, int]) -> None:
    assert told_from(surface, published) == ("", "unknown")


@given(st.dates(min_value=dt.date(1700, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_any_day_reads_back_from_any_notation(day: dt.date) -> None:
    for surface in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
    ):
        assert iso_of(surface) == (day.isoformat(), "day")
    assert dates_en(f"on {day:%B} {day.day}, {day.year}")[0].days == ((day.year, day.month, day.day),)
    assert dates_en(f"on {day.day} {day:%B} {day.year}")[0].days == ((day.year, day.month, day.day),)


@given(
    st.text(
        st.sampled_from("0123456789２０年月日号至-—、./第上半季度学十五二四“” MayJune,th\u0301😀"),
        max_size=40,
    )
)
def test_a_span_is_its_surface_on_any_text(text: str) -> None:
    for mention in (*dates_zh(text), *dates_en(text)):
        assert text[mention.start : mention.end] == mention.surface != ""


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("收稿日期：Received 3 May 2024; Accepted 12 June 2024。", ["2024-5-3", "2024-6-12"]),
        ("论坛于September 2024举行，5月3日闭幕。", ["2024-9", "5-3"]),
        ("主题为“Earth Day, April 22nd, 2024”。", ["2024-4-22"]),
        ("于2024年5月3日（3 May）出版。", ["2024-5-3", "5-3"]),
        ("Marvel 3部电影上映，May 5人获奖，推出Mar 7型飞机。", []),
        ("Feb 31, 2024", ["2024"]),
    ],
)
def test_english_dates_within_chinese_are_dates(text: str, dates: list[str]) -> None:
    found = dates_zh(text)
    told = ["-".join(str(part) for part in mention.days[0] if part is not None) for mention in found]
    assert told == dates
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("February 5, 7, 9 and 11, each from 9 a.m.", [9, 11]),
        ("held on May 5, 6, and 7.", [7]),
        ("The accident happened on August 25, and 3 were injured.", []),
        ("On August 25, 3 and 5 were injured.", []),
        ("By March 5, 2024, 6 and 7 were chosen.", []),
        ("March 5, 2024 and 12 in total", []),
    ],
)
def test_days_behind_a_date_go_on_with_it_and_other_figures_do_not(text: str, days: list[int]) -> None:
    assert [found.day for found in dates_en(text)][1:] == days
