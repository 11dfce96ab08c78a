"""The English of an event, a figure or an agreement may be a caption: it need not say all, nor only that."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.text import Term
from summarizer.verifying import verify
from tests.verifying.examples import read

LINE = "2024年上半年，青岚引望公司营业收入104.35亿元，7月9日在青岚大学签约，毛利率为55.36%。"


def found(name: str, zh: str, en: str, *terms: Term, severity: str = "error", **more: Any) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": LINE, "role": "body"}]},
        "fields": {
            "kind": "news",
            "organisations": [{"zh": "青岚大学", "en": "Qinglan University", "lines": [1]}],
            name: [{"zh": zh, "en": en, "lines": [1], **more}],
        },
    }
    findings = verify(read(data), terms).findings
    return {
        one.code for one in findings if one.severity == severity and one.where.startswith(f"fields.{name}")
    }


def figure(zh: str, en: str, surface: str, value: str, unit: str) -> set[str]:
    kind = "percentage" if unit == "%" else "amount"
    return found("numbers", zh, en, surface=surface, value=value, unit_zh=unit, kind=kind)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("7月9日在青岚大学签约", "Signing"),
        ("7月9日在青岚大学签约", "The company's signing ceremony"),
        ("7月9日在青岚大学签约", "Signing on 9 July 2024"),
        ("在青岚大学签约", "Signing at Qinglan University on 9 July"),
    ],
)
def test_a_caption_may_leave_out_and_take_from_its_lines(zh: str, en: str) -> None:
    assert found("events", zh, en) == set()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("7月9日在青岚大学签约", "Signing at Qinglan University on 8 July"),
        ("7月9日在青岚大学签约", "Signing on 9 July 2021"),
        ("7月9日在青岚大学签约", "Signing with 300 guests"),
    ],
)
def test_a_caption_says_nothing_else(zh: str, en: str) -> None:
    assert found("events", zh, en)


def test_what_a_figure_is_about_may_stand_for_the_figure() -> None:
    assert (
        figure("104.35亿元", "Revenue in the first half of 2024", "104.35亿元", "10435000000", "元") == set()
    )
    assert figure("104.35亿元", "Revenue: 104.35 million yuan", "104.35亿元", "10435000000", "元") == {
        "number"
    }
    assert figure("毛利率为55.36%", "gross margin of 55.63%", "55.36%", "55.36", "%") == {"number"}


def test_what_is_left_out_is_a_warning() -> None:
    assert "date" in found(
        "events", "7月9日在青岚大学签约", "Signing at Qinglan University", severity="warning"
    )


def test_a_decided_term_is_used_in_captions_too() -> None:
    term = Term("青岚大学", "Qinglan University", "organisation", origin="glossary")
    assert "term" in found("events", "7月9日在青岚大学签约", "Signing at Blue Mist College on 9 July", term)


def test_a_sentence_leaves_nothing_out() -> None:
    data = {
        "document": {"lines": [{"n": 1, "text": LINE, "role": "body"}]},
        "key_points": [
            {"id": "p1", "zh": "毛利率为55.36%。", "en": "The gross margin was given.", "lines": [1]}
        ],
    }
    findings = verify(read(data)).findings
    assert "number_missing" in {one.code for one in findings if one.severity == "error"}


def test_the_subject_of_an_earlier_clause_may_be_named_in_a_field() -> None:
    own = {"organisations": [{"zh": "青岚引望公司", "en": "Qinglan Yinwang", "lines": [1]}]}
    data = {
        "document": {
            "lines": [{"n": 1, "text": "青岚引望公司新增8家门店，9月再增16家门店。", "role": "body"}]
        },
        "fields": {
            "kind": "news",
            **own,
            "events": [
                {"zh": "9月再增16家门店", "en": "Qinglan Yinwang adds 16 stores in September", "lines": [1]}
            ],
        },
    }
    findings = verify(read(data)).findings
    assert not [one for one in findings if one.severity == "error" and one.where.startswith("fields.events")]


def test_speakers_who_are_named_together_are_each_in_the_article() -> None:
    spoken = {"zh": "汛期不等人", "en": "The flood season waits for no one", "lines": [1]}
    line = {"n": 1, "text": "县水利局和县应急局表示，汛期不等人。", "role": "body"}

    def codes(speaker: str) -> set[str]:
        fields = {"kind": "news", "statements": [{**spoken, "speaker": speaker, "mode": "indirect"}]}
        data = {"document": {"lines": [line]}, "fields": fields}
        found = verify(read(data)).findings
        return {one.code for one in found if one.severity == "error" and one.where.endswith("speaker")}

    assert codes("县水利局、县应急局") == set()
    assert codes("县水利局、县财政局") == {"evidence"}


def test_a_figure_may_stand_beside_what_it_is_of() -> None:
    surface = {"surface": "55.36%", "value": "55.36", "unit_zh": "%", "kind": "percentage"}
    assert found("numbers", "毛利率", "gross margin", **surface) == set()
    assert "value" in found("numbers", "营业收入104.35亿元", "revenue of 10.435 billion yuan", **surface)


STATEMENT = "不得在堤岸两侧堆放建筑垃圾，不得向湖中排放养殖废水，不得夜间驾船进入禁渔的水域"


def told(name: str, zh: str, en: str, **more: Any) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": f"文件要求，{zh}。", "role": "body"}]},
        "fields": {"kind": "policy", name: [{"zh": zh, "en": en, "lines": [1], **more}]},
    }
    findings = verify(read(data)).findings
    return {
        one.code for one in findings if one.severity == "error" and one.where.startswith(f"fields.{name}")
    }


def test_a_statement_may_be_told_by_some_words_or_in_full_but_not_by_half() -> None:
    assert told("statements", STATEMENT, "Three prohibitions on the lake") == set()
    half = "Building rubble may not be piled up along the embankments."
    assert told("statements", STATEMENT, half)


def test_a_programme_may_be_named_without_the_number_of_its_document() -> None:
    zh = "《关于促进担保行业发展的意见》（国发〔2015〕43号）"
    assert told("programmes", zh, "Opinions on the Development of the Guarantee Industry, 2015") == set()
    assert told(
        "programmes", zh, "Opinions on the Development of the Guarantee Industry (Guofa [2015] No. 34)"
    )


@pytest.mark.parametrize(("kind", "found"), [("policy", set()), ("news", {"quotation"})])
def test_only_in_news_does_a_direct_statement_need_quotation_marks(kind: str, found: set[str]) -> None:
    zh = "没有渔船的更新就没有渔港的振兴"
    en = "The fishing port cannot be revived unless its boats are renewed."
    data = {
        "document": {"lines": [{"n": 1, "text": f"各地要认识到，{zh}。", "role": "body"}]},
        "fields": {
            "kind": kind,
            "statements": [{"speaker": "", "mode": "direct", "zh": zh, "en": en, "lines": [1]}],
        },
    }
    findings = verify(read(data)).findings
    assert {one.code for one in findings if one.severity == "error" and "statements" in one.where} == found
