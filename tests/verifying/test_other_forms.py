"""Figures and dates that the other language tells in another form, and wrong ones in the same form."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.numerals import figures_en, figures_zh, value_of
from summarizer.numerals.figure import fold
from summarizer.verifying import dates, figures

LINES = (Path(__file__).parent / "other_forms.txt").read_text(encoding="utf-8").splitlines()
TRIPLES = [tuple(line.split(" | ")) for line in LINES if line[0] != "#"]
RIGHT = [(zh, en) for mark, zh, en in TRIPLES if mark == "+"]
WRONG = [(zh, en) for mark, zh, en in TRIPLES if mark == "-"]


def errors(zh: str, en: str) -> list[str]:
    problems = [*figures.compare(zh, en), *dates.compare(zh, en)]
    return [problem.message for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_another_form_is_no_error(zh: str, en: str) -> None:
    assert errors(zh, en) == []


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_another_value_in_that_form_is_an_error(zh: str, en: str) -> None:
    assert errors(zh, en)


@pytest.mark.parametrize(
    ("surface", "value"),
    [("壹仟贰佰元", ("1200", "元")), ("伍万元整", ("50000", "元")), ("叁拾陆万伍仟元", ("365000", "元"))],
)
def test_numerals_of_contracts_are_read(surface: str, value: tuple[str, str]) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize("text", ["伍先生收拾行李，陆地运输。", "陆佰生拾金不昧，圆满完成。"])
def test_what_names_and_words_have_in_common_with_them_is_not(text: str) -> None:
    assert fold(text) == text
    assert not [figure for figure in figures_zh(text) if figure.value > 1]


def test_a_hyphen_joins_the_words_for_a_scale_and_makes_no_label_of_them() -> None:
    values = [figure.value for figure in figures_en("2 trillion-3 trillion yuan since the mid-1980s")]
    assert values == [2 * 10**12, 3 * 10**12, 1980]
