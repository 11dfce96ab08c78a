"""What the program itself takes out of a line of Markdown is not missed in its translation."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read


def codes(zh: str, en: str, media_type: str = "text/markdown") -> set[str]:
    segment = {"n": 1, "zh": zh, "en": en, "pieces": [en]}
    data = {
        "document": {"media_type": media_type, "lines": [{"n": 1, "text": zh}]},
        "translation": {"to": "en", "segments": [segment]},
    }
    return {one.code for one in verify(read(data)).findings if "segments" in one.where}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("1. 完成清淤", "Complete dredging"),
        ("12) 完成清淤", "Complete dredging"),
        ("1. 完成清淤", "1. Complete dredging"),
        ("脚注见下[^1]。", "See the note below."),
        ("[^1]: 数据来自县水利局。", "The data come from the county water bureau."),
    ],
)
def test_numbers_of_items_and_marks_of_notes_may_be_left_out(zh: str, en: str) -> None:
    assert not codes(zh, en) & {"number_missing", "number_added"}


def test_the_figures_of_the_text_may_not() -> None:
    assert "number_missing" in codes("1. 完成清淤38公里", "Complete dredging")
    assert "number_missing" in codes("完成清淤38公里[^1]。", "Complete dredging.")
    assert "number_missing" in codes("脚注见下[^38]。", "See below.", "text/plain"), "no Markdown"
