"""Names that are rightly told in a form of their own, joined to a word or in full; and who only listens."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.text import Term
from summarizer.verifying import verify
from tests.verifying.examples import codes_of, correct, put, read

PEOPLE = [
    {"zh": zh, "en": en, "lines": [1], "posts": [], "role": "mentioned"}
    for zh, en in (
        ("奥尔森", "Nils Olsen"), ("默茨", "Friedrich Merz"), ("图斯克", "Donald Tusk"),
        ("林舒然", "Lin Shuran"),
    )
]  # fmt: skip
ORGANISATIONS = [
    {"zh": zh, "en": en, "lines": [1]}
    for zh, en in (
        ("橘子日報", "Orange Daily"), ("觀點新聞", "View News"),
        ("湖大民意研究計劃", "Lake University Opinion Programme"),
        ("記協", "Journalists Association"), ("湖台", "Lake Radio"),
        ("河谷銀行學會", "Valley Banking Society"),
    )
]  # fmt: skip


def _codes(zh: str, en: str) -> set[str]:
    return codes_of(zh, en, people=_named(PEOPLE, zh), organisations=ORGANISATIONS)


def _named(people: list[dict[str, Any]], zh: str) -> list[dict[str, Any]]:
    return [person for person in people if person["zh"] in zh]


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("港口有反奥尔森的示威。", "There were anti-Olsen demonstrations at the port.", False),
        ("支持奥尔森的团体到场。", "Pro-government and pro-Olsen groups came.", False),
        ("港口有反奥尔森的示威。", "There were anti-government demonstrations at the port.", True),
    ],
)
def test_a_name_may_be_joined_to_a_word(zh: str, en: str, missing: bool) -> None:
    assert ("name_missing" in _codes(zh, en)) is missing


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("彭斯", "Mike Pence", False),  # by its sound
        ("包道森", "Paul Dawson", False),
        ("彭斯", "Pang Si", True),
        ("彭斯", "Liu Qiang", True),
        ("张立新", "Paul Dawson", True),
    ],
)
def test_a_name_that_looks_chinese_may_be_of_the_west(zh: str, en: str, wrong: bool) -> None:
    people = [{"zh": zh, "en": en, "lines": [1], "posts": [], "role": "mentioned"}]
    assert ("name" in codes_of(f"{zh}到场。", f"{en} came.", people=people)) is wrong


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("默茨会见图斯克时表示将建桥。", "Friedrich Merz said it, meeting Donald Tusk.", False),
        ("默茨同图斯克会谈后说将建桥。", "Friedrich Merz said it after meeting Donald Tusk.", False),
        ("默茨会见图斯克时图斯克表示将建桥。", "Meeting Friedrich Merz, Donald Tusk said it.", False),
        ("默茨去看桥，图斯克表示将建桥。", "Donald Tusk saw it; Friedrich Merz said it.", True),
    ],
)  # fmt: skip
def test_whoever_meets_somebody_speaks(zh: str, en: str, wrong: bool) -> None:
    assert ("actor" in _codes(zh, en)) is wrong


def test_a_post_right_behind_an_organisation_is_in_it() -> None:
    zh = "林舒然以記協主席身份接受湖台訪問。"
    en = "Lin Shuran was interviewed by Lake Radio as chairperson of the Journalists Association."
    people = [{**PEOPLE[-1], "posts": [{"zh": "主席", "en": "chairperson", "organisation": "記協"}]}]
    assert "name_swapped" not in codes_of(zh, en, people=people, organisations=ORGANISATIONS)


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("當日《橘子》停刊。", "Orange Daily closed that day.", False),
        ("她在觀點工作三年。", "She worked for View News for three years.", False),
        (
            "市民可向湖大民研報名。",
            "Residents can register with the Lake University Opinion Programme.",
            False,
        ),
        ("市民可向郵局報名。", "Residents can register with the Lake University Opinion Programme.", True),
        ("當日晚報停刊。", "Valley Banking Society closed that day.", True),
    ],
)
def test_a_short_name_may_be_told_in_full(zh: str, en: str, wrong: bool) -> None:
    assert ("name_swapped" in _codes(zh, en)) is wrong


def _byline(role: str) -> set[str]:
    """What is found where a sentence names somebody who stands in another line only, of some role."""
    data = correct("bridge")
    data["fields"]["people"].append(
        {"zh": "郑知远", "en": "Zheng Zhiyuan", "lines": [5], "posts": [], "role": "author"}
    )
    data["document"]["lines"][4] = {"n": 5, "text": "撰文：郑知远", "role": role}
    put(data, "summary.sentences.1.zh", "郑知远说，欧阳磊表示没有辜负市民的期望。")
    put(data, "summary.sentences.1.lines", [9])
    return {
        f.code
        for f in verify(read(data)).findings
        if f.where == "summary.sentences.s2.zh" and f.severity == "error"
    }


def test_who_is_named_in_the_byline_is_no_stranger() -> None:
    assert "support" not in _byline("meta")
    assert "support" in _byline("body")


def test_an_office_within_the_number_of_a_document_is_not_rendered() -> None:
    term = Term("湖运总局", "General Administration of Lakes", "organisation", "glossary")
    codes = _with(
        term,
        "你局请示（湖运总局〔2006〕80号）收悉。",
        "Your request (Hu Yun Zong Ju [2006] No. 80) has been received.",
    )
    assert "term" not in codes
    assert "term" in _with(term, "湖运总局来函收悉。", "The letter of the Lake Bureau has been received.")


def _with(term: Term, zh: str, en: str) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
    }
    return {found.code for found in verify(read(data), (term,)).findings if found.severity == "error"}


@pytest.mark.parametrize(
    ("zh", "en", "invented"),
    [
        (
            "候選人南希勒龐當選。",
            "The candidate Nancy Le Pen was elected.",
            False,
        ),  # by its sound, in either script
        ("候選人南希當選。", "The candidate Nancy Le Pen was elected.", True),
        ("播发评论《让林舒精神照亮前路》。", 'The commentary "Let Lin Shu Shine" was broadcast.', False),
        ("播发评论《让林舒精神照亮前路》。", 'The commentary "Let Lin Guoxing Shine" was broadcast.', True),
        ("“石光照野”队到场。", 'The team "Shi Sun Lights the Wild" came.', False),
    ],
)
def test_a_name_is_read_up_to_where_it_ends(zh: str, en: str, invented: bool) -> None:
    assert ("name_invented" in _codes(zh, en)) is invented


def test_what_is_quoted_may_quote_in_the_same_marks() -> None:
    zh = "館報指出，規則「原意為節省時間。除了賦予主席更大權力，亦禁止「答非所問」。觀眾可隨時提出。」"
    en = (
        'The bulletin says that the rule "was meant to save time. Besides giving more power, it forbids '
        "'answering beside the point'. The audience may raise it at any time.\""
    )
    assert "quotation" not in _codes(zh, en)
