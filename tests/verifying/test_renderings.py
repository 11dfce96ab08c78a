"""Values of further kinds in many Chinese and English forms: right as they are, wrong when one is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarizer.numerals.readings import han_of
from summarizer.verifying.dates import compare as compare_dates
from summarizer.verifying.figures import compare

Rendering = Callable[..., str]
Drawn = tuple[Any, Any, Rendering, Rendering]
WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]  # a list of words reads better than a list of strings
TENTHS = [Decimal(n) / 10 for n in range(11, 999) if n % 10]


def family(
    values: st.SearchStrategy[Any], zh: tuple[Rendering, ...], en: tuple[Rendering, ...]
) -> st.SearchStrategy[Drawn]:
    """Two values of a kind, a way to say one in Chinese and a way to say one in English."""
    return st.tuples(values, values, st.sampled_from(zh), st.sampled_from(en))


WIDE: dict[int, str] = {ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789."}
GROWTH_ZH = (
    lambda n: f"同比增长{n}%。",
    lambda n: f"增速为{n}％。",
    lambda n: f"比上年增长百分之{han_of(int(n))}点{han_of(int(n * 10) % 10)}。",
)
GROWTH_EN = (
    lambda n: f"It grew by {n} percent year on year.",
    lambda n: f"Growth was {n}%.",
    lambda n: f"A rise of {n} per cent.",
)
TENTHS_ZH = (
    lambda n: f"占{han_of(n)}成。",
    lambda n: f"{han_of(n)}成企业已经复工。",
    lambda n: f"占百分之{han_of(n * 10)}。",
)
TENTHS_EN = (lambda n: f"It is {n * 10} percent of all.", lambda n: f"{n * 10}% of the companies are back.")
TIMES_ZH = (lambda n: f"产量是当年的{n}倍。", lambda n: f"产量相当于过去的{han_of(n)}倍。")
TIMES_EN = (
    lambda n: f"Output is {n} times that of then.",
    lambda n: f"Output is {WORDS[n]} times what it was.",
)
COUNTS_ZH = (lambda n: f"共有{n}家企业参加。", lambda n: f"共有{han_of(n)}家企业参加。")
COUNTS_EN = (lambda n: f"In all, {n} firms took part.", lambda n: f"In all, {WORDS[n]} firms took part.")
MONEY_ZH = (lambda n: f"投资{n}亿元。", lambda n: f"投资达{int(n * 10) * 1000}万元。")
MONEY_EN = (
    lambda n: f"An investment of {n * 100:.0f} million yuan.",
    lambda n: f"It invested {n / 10:.2f} billion yuan.",
)
LENGTHS_ZH = (lambda n: f"全长{n}公里。", lambda n: f"全线长{str(n).translate(WIDE)}公里。")
LENGTHS_EN = (lambda n: f"It is {n} kilometres long.", lambda n: f"It is {n} km long.")
VALUES = st.one_of(
    family(st.sampled_from(TENTHS), GROWTH_ZH, GROWTH_EN),
    family(st.integers(1, 9), TENTHS_ZH, TENTHS_EN),
    family(st.integers(3, 9), TIMES_ZH, TIMES_EN),
    family(st.integers(2, 19), COUNTS_ZH, COUNTS_EN),
    family(st.sampled_from(TENTHS), MONEY_ZH, MONEY_EN),
    family(st.sampled_from(TENTHS), LENGTHS_ZH, LENGTHS_EN),
)


@settings(deadline=None)  # the first example reads the tables
@given(VALUES)
def test_a_value_in_any_form_raises_no_alarm_and_another_value_always_does(drawn: Drawn) -> None:
    value, other, zh, en = drawn
    assert compare(zh(value), en(value)) == []
    assume(other != value)
    assert "error" in {problem.severity for problem in compare(zh(value), en(other))}


RANGES_ZH = (
    lambda a, b: f"每队{a}至{b}人。",
    lambda a, b: f"每队有{a}—{b}人。",
    lambda a, b: f"各队有{a}到{b}人。",
)
RANGES_EN = (lambda a, b: f"Teams of {a} to {b} people.", lambda a, b: f"Each team has {a}-{b} people.")
SIZES = st.integers(1, 300)


@settings(deadline=None)  # the first example reads the tables
@given(st.integers(11, 400), SIZES, SIZES, st.sampled_from(RANGES_ZH), st.sampled_from(RANGES_EN))
def test_a_range_has_both_its_ends(low: int, size: int, other: int, zh: Rendering, en: Rendering) -> None:
    assert compare(zh(low, low + size), en(low, low + size)) == []
    assume(size != other)
    assert "error" in {problem.severity for problem in compare(zh(low, low + size), en(low, low + other))}


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
DATES_ZH = (
    lambda d: f"自{d.year}年{d.month}月起施行。",
    lambda d: (
        f"自{''.join('〇一二三四五六七八九'[int(c)] for c in str(d.year))}年{han_of(d.month)}月起施行。"
    ),
)
DATES_EN = (lambda d: f"It applies from {d:%B} {d.year}.", lambda d: f"In force since {d:%B}, {d.year}.")


@settings(deadline=None)  # the first example reads the tables
@given(DAYS, DAYS, st.sampled_from(DATES_ZH), st.sampled_from(DATES_EN))
def test_a_month_matches_its_rendering_and_no_other(
    day: dt.date, other: dt.date, zh: Rendering, en: Rendering
) -> None:
    assert compare_dates(zh(day), en(day)) == []
    assume((day.year, day.month) != (other.year, other.month))
    assert "error" in {problem.severity for problem in compare_dates(zh(day), en(other))}
