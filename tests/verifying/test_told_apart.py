"""Figures and dates in the shapes of readings from several countries, right ones beside wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.dates import iso_of
from summarizer.numerals import value_of
from summarizer.verifying import dates, figures
from summarizer.verifying.problem import Problem

LINES = (Path(__file__).parent / "told_apart.txt").read_text(encoding="utf-8").splitlines()
TRIPLES = [tuple(line.split(" | ")) for line in LINES if line[0] != "#"]
RIGHT = [(zh, en) for mark, zh, en in TRIPLES if mark == "+"]
WRONG = [(zh, en) for mark, zh, en in TRIPLES if mark == "-"]


def problems(zh: str, en: str) -> list[Problem]:
    return [*figures.compare(zh, en), *dates.compare(zh, en)]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_a_right_rendering_raises_nothing(zh: str, en: str) -> None:
    assert problems(zh, en) == []


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_a_wrong_rendering_is_an_error(zh: str, en: str) -> None:
    assert [problem for problem in problems(zh, en) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("612萬3,500元", ("6123500", "元")),
        ("3亿2,500万元", ("325000000", "元")),
        ("1万2千人", ("12000", "人")),
        ("2亿零300万", ("203000000", "")),
        ("2亿零三百万元", ("203000000", "元")),
        ("1億2,345萬6,789件", ("123456789", "件")),
        ("3万2345.67元", ("32345.67", "元")),
        ("12万5", ("125000", "")),
        ("3千米", ("3", "千米")),
        ("300公頃", ("300", "公頃")),
    ],
)
def test_a_figure_of_several_terms_is_one_value(surface: str, value: tuple[str, str]) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize(
    ("surface", "iso"),
    [
        ("114/09/30", ("2025-09-30", "day")),
        ("民國114年9月13日", ("2025-09-13", "day")),
        ("中華民國115年4月1日", ("2026-04-01", "day")),
        ("114年度", ("2025", "year")),
        ("民國113年至115年", ("2024/2026", "range")),
        ("114學年度", ("2025/2026", "range")),
        ("民国三十八年十月", ("1949-10", "month")),
        ("民國60年代", ("", "unknown")),
        ("建校114年", ("", "unknown")),
        ("114.12.30.5", ("", "unknown")),
    ],
)
def test_a_year_of_the_republic_is_counted_from_1912(surface: str, iso: tuple[str, str]) -> None:
    assert iso_of(surface) == iso
