"""English of a Chinese document is copied, and not held against itself."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import codes_of, read

COPIED = (
    "Visitors may row on the lake. They must wear vests and should not stand up.",
    '"The lake is not deep," said Ann Brook, who could not come in person.',
    "Boats: 9:00 to 17:00, 12 May to 30 June, 3.15bn of them.",
    "The harbour might close on the 1st of May; it is no holiday.",
)


@pytest.mark.parametrize("text", COPIED)
def test_an_english_line_that_is_copied_is_right(text: str) -> None:
    assert "error" not in _severities(text, text)


QUOTED = (
    ("船长说：“You should not stand up in a boat, or you may get wet.”", 'The captain said, "{}"'),
    ("码头上挂着写有“We shall not be moved”的横幅。", 'A banner reading "{}" hung on the pier.'),
)


@pytest.mark.parametrize(("zh", "en"), QUOTED)
def test_english_within_a_chinese_sentence_means_the_same(zh: str, en: str) -> None:
    quoted = zh.partition("“")[2].partition("”")[0]
    assert "error" not in _severities(zh, en.format(quoted))


def test_what_stands_beside_english_that_is_copied_is_compared() -> None:
    zh = "船长说：“You should not stand up in a boat”，乘客没有站起来。"
    en = 'The captain said, "You should not stand up in a boat", and the passengers stood up.'
    assert "negation" in codes_of(zh, en)


def test_an_english_line_that_is_told_in_other_words_is_compared() -> None:
    assert "error" in _severities("The fee is 300 yuan.", "The fee is 500 yuan.")


def _result(zh: str, en: str) -> dict[str, object]:
    return {
        "document": {
            "lines": [{"n": 1, "text": "湖上划船须知", "role": "title"}, {"n": 2, "text": zh, "role": "body"}]
        },
        "summary": {"zh": "", "en": "", "sentences": []},
        "key_points": [],
        "translation": {"to": "en", "segments": [{"n": 2, "zh": zh, "en": en}]},
    }


def _severities(zh: str, en: str) -> set[str]:
    found = verify(read(_result(zh, en))).findings
    return {each.severity for each in found if each.where.startswith("translation.segments")}


def test_a_statement_that_is_quoted_in_english_is_not_held_against_itself() -> None:
    line = "他回复说：「We don't keep any money there」。"
    spoken = {"zh": "We don't keep any money there", "en": "We do not keep any money there", "lines": [1]}
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "fields": {"kind": "news", "statements": [{**spoken, "speaker": "", "mode": "direct"}]},
    }
    findings = verify(read(data)).findings
    assert not [one for one in findings if one.severity == "error" and one.where.startswith("fields")]
