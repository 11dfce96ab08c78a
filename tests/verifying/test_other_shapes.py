"""Figures and dates that both texts state in different shapes, and what is only warned of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import dates_en, dates_zh
from summarizer.dates.nicknames import day_of, day_of_han, names_day
from summarizer.numerals.chinese import figures_zh
from summarizer.numerals.english import figures_en
from summarizer.numerals.figure import fold, han_value
from summarizer.verifying import dates, figures

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def severities(zh: str, en: str) -> list[tuple[str, str]]:
    found = (*figures.compare(zh, en), *dates.compare(zh, en))
    return [(problem.code, problem.severity) for problem in found]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("据报道，1名游客受伤。", "A tourist was reportedly injured."),
        ("汇率跌破1美元兑6.9元。", "The rate fell below 6.9 yuan to the dollar."),
    ],
)
def test_a_1_that_english_says_by_an_article_is_no_error(zh: str, en: str) -> None:
    assert {severity for _, severity in severities(zh, en)} <= {"warning"}


def test_another_number_instead_of_a_1_is_an_error() -> None:
    found = severities("据报道，1名游客受伤。", "4 tourists were reportedly injured.")
    assert found == [("number", "error")]


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        # no line says of which month the dispatch is
        ("（云河九日电）市长将在四月卸任。", "(Yunhe, March 9) The mayor will leave in April.", "warning"),
        # the month named before a day is its month
        ("市长将在四月卸任，9日道别。", "The mayor will leave in April, and say goodbye on June 9.", "error"),
    ],
)  # fmt: skip
def test_the_day_of_a_dispatch_may_be_of_another_month(zh: str, en: str, severity: str) -> None:
    found = {found for code, found in severities(zh, en) if code in ("date", "date_inferred")}
    assert found == {severity}


def test_a_month_before_or_after_one_that_is_stated_may_be_named() -> None:
    right = "指数从前一个月的58升到8月的61。", "The index rose from 58 in July to 61 in August."
    wrong = "指数从前一个月的58升到8月的61。", "The index rose from 58 in June to 61 in August."
    assert severities(*right) == []
    assert ("date", "error") in severities(*wrong)


@given(st.integers(1, 12), st.integers(1, 28))
def test_an_event_may_be_called_by_its_day_in_either_language(month: int, day: int) -> None:
    zh = f"“{month}·{day}”事件的卷宗已移交。"
    en = f"The files of the {MONTHS[month - 1]} {day} incident have been handed over."
    assert severities(zh, en) == []
    assert names_day(month, day, zh)
    other = day % 28 + 1
    assert not names_day(month, other, zh)


@pytest.mark.parametrize(
    ("surface", "day"),
    [("9/11", (9, 11)), ("8.17", (8, 17)), ("911", (9, 11)), ("13/5", None), ("500", None), ("7.45", None)],
)
def test_digits_of_an_event_are_a_day(surface: str, day: tuple[int, int] | None) -> None:
    assert day_of(surface) == day


def test_han_digits_that_are_read_out_are_a_day() -> None:
    assert day_of_han("三二〇") == (3, 20)
    assert day_of_han("三百二十") is None


@pytest.mark.parametrize(
    ("zh", "value"),
    [
        ("三兆五千亿元", 3_500_000_000_000),
        ("四十兆日圆", 40_000_000_000_000),
        ("十几千", 10_000),
        ("8旬", 80),
    ],
)
def test_a_figure_is_worth_what_it_says(zh: str, value: int) -> None:
    assert [figure.value for figure in figures_zh(zh)] == [value]


def test_a_trillion_is_no_megawatt() -> None:
    assert [(int(figure.value), figure.unit) for figure in figures_zh("三兆瓦")] == [(3, "兆瓦")]
    assert han_value("三兆三千亿") == 3_300_000_000_000


@given(st.text(alphabet="零〇一二三四五六七八九0O年月.1a", max_size=24))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("en", "surfaces"),
    [
        ("Jan. Smith wrote it with Jun.", []),
        ("A film by Mar.", []),
        ("It closed in Mar. this year.", ["Mar."]),
        ("They will march in March.", ["March"]),
        ("On July 25, 22 people fell ill.", ["July 25"]),
        ("On July 25, 27 and 28", ["July 25, 27", "28"]),
        ("It grew from 5 in 2000 to 18 million.", ["2000"]),
    ],
)
def test_an_english_date_ends_where_it_ends(en: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in dates_en(en) if mention.kind == "date"] == surfaces


@pytest.mark.parametrize(
    ("zh", "surfaces"),
    [
        ("2000年前的陶器", []),
        ("二〇〇〇年前完成", ["二〇〇〇年"]),
        ("1930年代", []),
        ("2024年代表团", ["2024年"]),
        ("自一日起", ["一日"]),
        ("一日之内", []),
        ("十五个规划", []),
    ],
)
def test_a_chinese_date_ends_where_it_ends(zh: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in dates_zh(zh) if mention.kind != "relative"] == surfaces


@pytest.mark.parametrize(
    ("en", "values"),
    [
        ("six or seven hundred", [600, 700]),
        ("six or eight hundred", [6, 800]),
        ("two and half of the others", [2, 0.5]),
        ("a 3-million-strong crowd", [3_000_000]),
        ("US21.5 billion", [21_500_000_000]),
    ],
)
def test_an_english_numeral_is_worth_what_it_says(en: str, values: list[float]) -> None:
    assert [float(figure.value) for figure in figures_en(en) if figure.kind != "label"] == values


@pytest.mark.parametrize(
    ("zh", "source"),
    [
        ("增长5%。", "增长12.5%。"),
        ("新增23家。", "新增123家。"),
        ("补助5000元。", "补助1万5000元。"),
        ("补助5元。", "补助5万元。"),
        ("共三人。", "共十三人。"),
    ],
)
def test_a_part_of_another_figure_supports_nothing(zh: str, source: str) -> None:
    assert len(figures.unsupported(zh, [source])) == 1


@pytest.mark.parametrize(
    ("zh", "source"),
    [
        ("共12家。", "其中，12家通过验收，3家没有通过。"),
        ("降到30%。", "从18%降到30%以下。"),
        ("约两成。", "码头约两成余电可以送入。"),
        ("共一百家。", "市区一百家、县区八十家。"),
        ("投资1.2亿元。", "投资12000万元。"),
        ("增长三成。", "增长30%。"),
    ],
)
def test_a_figure_is_supported_as_it_is_written_and_in_another_shape(zh: str, source: str) -> None:
    assert figures.unsupported(zh, ["没有数字的一行。", source]) == []
