"""Renderings of a glossary are found in whatever form the sentence needs."""

from __future__ import annotations

import pytest

from summarizer.results import DocumentOut, LineOut, Result, TranslatedLine, Translation
from summarizer.text import Term
from summarizer.verifying import verify
from summarizer.verifying.inflection import bases


def found(zh: str, en: str, *terms: Term) -> list[str]:
    """The Chinese of the terms that are not rendered as decided."""
    result = Result(
        document=DocumentOut(lines=[LineOut(n=1, text=zh)]),
        translation=Translation(segments=[TranslatedLine(n=1, zh=zh, en=en)]),
    )
    return [finding.quote for finding in verify(result, terms).findings if finding.code == "term"]


@pytest.mark.parametrize(
    ("zh", "wording", "en"),
    [
        ("表示", "say", "The principal said that it was open."),
        ("表示", "say", "As the principal says, it is open."),
        ("出席", "attend", "The mayor is attending the meeting."),
        ("研究", "study", "They studied the proposal."),
        ("规划", "plan", "The road was planned last year."),
        ("使用", "use", "The hall is used by pupils."),
        ("举行会议", "hold a meeting", "A meeting was held in May."),
        ("开展", "carry out", "It carried out two checks."),
        ("标准", "criterion", "The criteria were published."),
        ("妇女", "woman", "Women took part."),
        ("撰写", "write", "The report, written in May, is out."),
    ],
)
def test_a_form_of_the_word_will_do(zh: str, wording: str, en: str) -> None:
    assert found(f"校长{zh}了意见。", en, Term(zh, wording, origin="glossary")) == []


@pytest.mark.parametrize(
    ("wording", "en"),
    [
        ("say", "The principal noted it."),
        ("plan", "The planet is far."),
        ("say", "An essay was read."),
        ("use", "The bus left."),
        ("sing", "As usual."),
    ],
)
def test_another_word_will_not(wording: str, en: str) -> None:
    assert found("校长表示同意。", en, Term("表示", wording, origin="glossary")) == ["表示"]


def test_of_terms_within_each_other_only_the_longest_is_asked_for() -> None:
    terms = (
        Term("产教融合", "integration of industry and education", origin="glossary"),
        Term("产教融合型企业", "enterprise recognised for vocational training", origin="glossary"),
    )
    english = "It is an enterprise recognised for vocational training."
    assert found("这是一家产教融合型企业。", english, *terms) == []


@pytest.mark.parametrize("zh", ["「一带一路」倡议", "“一带一路”倡议", '"一带一路"倡议'])
def test_quotation_marks_are_alike_whatever_their_shape(zh: str) -> None:
    term = Term("“一带一路”", "“Belt and Road”", origin="glossary")
    assert found(zh, 'the "Belt and Road" Initiative', term) == []
    assert found(zh, "the Silk Route Initiative", term) == ["“一带一路”"]


def test_a_word_is_a_form_of_itself() -> None:
    assert "said" in bases("said")
    assert {"leave", "left"} <= bases("left")
    assert bases("bus") == {"bus"}
