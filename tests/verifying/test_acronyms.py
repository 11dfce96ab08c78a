"""Letters in brackets behind a name: of its own initials, of its letters, or of another language."""

from __future__ import annotations

import pytest

from summarizer.verifying import acronyms
from summarizer.verifying.page import Page
from tests.verifying.examples import read


def is_wrong(zh: str, en: str) -> bool:
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "summary": {"zh": "", "en": "", "sentences": []},
        "key_points": [],
        "translation": {"to": "en", "segments": [{"n": 1, "zh": zh, "en": en}]},
    }
    return bool(list(acronyms.check(Page(read(data)))))


@pytest.mark.parametrize(
    "en",
    [
        "The Qinghe Bureau of Land Survey (QBLK) said so.",
        "The Institute of River Engineering (IRZ) said so.",
        "He met the Qinghe Institute of River Engineering (QIRK).",
    ],
)
def test_letters_that_are_nearly_those_of_a_name_are_an_error(en: str) -> None:
    assert is_wrong("青禾的单位这样说。", en)


@pytest.mark.parametrize(
    "en",
    [
        "The Qinghe Bureau of Land Survey (QBLS) said so.",
        "The Qinghe Bureau of Land Survey (BLS) said so.",
        "Doctors Without Borders (MSF) said so.",
        "The Kuomintang (KMT) said so.",
        "The Zhejiang University of Technology (ZJUT) said so.",
        "The International Federation of Football (FIFA) said so.",
        "The General Administration of Civil Aviation of China (CAAC) said so.",
        "The General Administration of Civil Aviation (CAAC) said so.",
        "The loan prime rate (LPR) rose.",
    ],
)
def test_letters_may_be_chosen_in_other_ways(en: str) -> None:
    assert not is_wrong("青禾的单位这样说。", en)


def test_letters_of_the_article_are_right() -> None:
    assert not is_wrong("青禾测绘局（QBLK）这样说。", "The Qinghe Bureau of Land Survey (QBLK) said so.")
