"""The units of a result."""

from __future__ import annotations

from summarizer import exchange
from summarizer.exchange import Remark
from summarizer.results import Result

RESULT = Result.model_validate(
    {
        "document": {"path": "a.txt"},
        "title": {"zh": "通知", "en": "Notice", "lines": [1]},
        "summary": {"sentences": [{"id": "s1", "zh": "概要。", "en": "Summary.", "lines": [3]}]},
        "key_points": [{"id": "p1", "zh": "要点", "en": "", "lines": [3]}],
        "fields": {"places": [{"zh": "云岭县", "en": "Yunling County", "lines": [3]}]},
        "translation": {
            "to": "en-GB",
            "segments": [
                {"n": 3, "zh": "甲", "en": "A"},
                {"n": 5, "zh": "乙", "en": "B"},
                {"n": 6, "zh": "丙", "en": ""},
                {"n": 10, "zh": "丁", "en": " "},
            ],
        },
        "findings": [
            {"code": "number", "where": "translation.segments.5.en", "message": "five"},
            {"code": "length", "severity": "warning", "where": "translation.segments.5", "message": "long"},
            {"code": "refused", "where": "translation.segments.10.en", "message": "refused"},
            {"code": "number", "where": "summary.sentences.s1.en", "message": "one"},
        ],
    }
)


def test_each_line_of_the_translation_is_a_unit_with_its_findings() -> None:
    units = exchange.units(RESULT)
    assert [(unit.id, unit.source, unit.target, unit.state) for unit in units] == [
        ("a.txt#3", "甲", "A", "translated"),
        ("a.txt#5", "乙", "B", "needs-review"),
        ("a.txt#6", "丙", "", "failed"),
        ("a.txt#10", "丁", " ", "withheld"),
    ]
    assert units[1].remarks == (Remark("error", "five"), Remark("warning", "long"))
    assert {(unit.source_language, unit.target_language) for unit in units} == {("zh", "en-GB")}


def test_the_digest_comes_first_where_it_is_wanted() -> None:
    units = exchange.units(RESULT, digest=True)
    assert [(unit.segment, unit.state) for unit in units[:3]] == [
        ("title", "translated"), ("s1", "needs-review"), ("p1", "failed"),
    ]  # fmt: skip
    assert len(units) == 7


def test_a_result_without_translation_has_no_units() -> None:
    assert exchange.units(RESULT.model_copy(update={"translation": None})) == ()
