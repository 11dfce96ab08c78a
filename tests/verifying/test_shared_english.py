"""Two organisations of the fields that were given one English."""

from __future__ import annotations

from typing import Any

from summarizer.verifying import verify
from tests.verifying.examples import read

EN = "Qingliu Reservoir Company"


def told(first: str, second: str, sentence: str, en: str) -> list[tuple[str, str]]:
    texts = [f"{first}举行会议。", f"{second}派人出席。"]
    organisations = [
        {"zh": zh, "en": EN, "role": "", "lines": [n]} for n, zh in enumerate((first, second), 1)
    ]
    data: dict[str, Any] = {
        "document": {"lines": [{"n": n, "text": text} for n, text in enumerate(texts, 1)]},
        "fields": {"organisations": organisations},
        "key_points": [{"id": "p1", "zh": sentence, "en": en, "lines": [1]}],
    }
    return [(finding.code, finding.where) for finding in verify(read(data)).findings]


def test_two_names_with_one_english_are_told_at_the_second() -> None:
    found = told("青柳水库公司", "青柳航运公司", "青柳水库公司举行会议。", f"{EN} held a meeting.")
    assert ("term_consistency", "fields.organisations.1.en") in found


def test_the_sentence_that_is_right_about_one_of_them_is_not_blamed() -> None:
    found = told("青柳水库公司", "青柳航运公司", "青柳水库公司举行会议。", f"{EN} held a meeting.")
    assert "key_points.p1.en" not in [where for _, where in found]


def test_a_short_form_may_share_the_english_of_the_long_one() -> None:
    found = told("青柳水库公司", "青柳水库", "青柳水库公司举行会议。", f"{EN} held a meeting.")
    assert "term_consistency" not in [code for code, _ in found]
