"""A document is of the kind that its title tells, and its English title is of the same paper."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read


def wheres(
    title: str, en: str = "", kind: str = "news", body: str = "记者走访了各镇。", **fields: object
) -> set[str]:
    data = {
        "document": {
            "lines": [{"n": 1, "text": title, "role": "title"}, {"n": 2, "text": body, "role": "body"}],
        },
        "title": {"zh": title, "en": en, "lines": [1]},
        "fields": {"kind": kind, **fields},
    }
    return {one.where for one in verify(read(data)).findings if one.severity == "error"}


@pytest.mark.parametrize(
    ("title", "kind", "wrong"),
    [
        ("青岚省人民政府办公厅关于做好春灌工作的通知", "news", True),
        ("青岚省人民政府办公厅关于做好春灌工作的通知", "policy", False),
        ("青岚省人民政府办公厅发布春灌通知", "news", False),
        ("春耕见闻", "policy", True),
        ("春耕见闻", "news", False),
        ("青岚省春灌规定", "policy", False),
    ],
)
def test_a_paper_of_an_authority_is_no_news(title: str, kind: str, wrong: bool) -> None:
    assert ("fields.kind" in wheres(title, kind=kind)) is wrong


def test_what_no_reporter_wrote_may_be_a_policy() -> None:
    assert "fields.kind" not in wheres("春耕见闻", kind="policy", body="各镇要抓紧春耕。")


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("关于做好春灌工作的通知", "Guiding Opinions on Spring Irrigation", True),
        ("关于春灌用水问题的复函", "Notice on Water for Spring Irrigation", True),
        ("关于做好春灌工作的意见", "Letter on Spring Irrigation", True),
        ("各镇陆续开始春灌", "Notice on the Spring Irrigation Plan", True),
        ("各镇陆续开始春灌", "Towns Begin Spring Irrigation One After Another", False),
        ("关于做好春灌工作的通知", "Circular on Spring Irrigation", False),
        ("关于春灌用水问题的复函", "Reply on Water for Spring Irrigation", False),
        ("给农民朋友的一封信", "Letter to Our Friends the Farmers", False),
        ("春灌招标启事", "Notice of Invitation to Tender for Spring Irrigation", False),
        ("春灌收费办法", "Measures for Charges for Spring Irrigation", False),
        ("春灌收费办法", "Spring Irrigation Begins in All Towns", True),
        (
            "国内联播快讯",
            "Towns in the whole province begin spring irrigation one after another after the rain",
            True,
        ),
    ],
)
def test_an_english_title_is_of_the_same_paper(zh: str, en: str, wrong: bool) -> None:
    assert ("title.en" in wheres(zh, en)) is wrong


@pytest.mark.parametrize(
    ("zh", "status", "wrong"),
    [
        ("双方签署供水协议", "rejected", True),
        ("双方签署供水协议", "signed", False),
        ("县里拒绝了供水协议", "rejected", False),
    ],
)
def test_an_agreement_is_rejected_only_where_something_says_no(zh: str, status: str, wrong: bool) -> None:
    item = {"zh": zh, "en": "", "status": status, "lines": [2]}
    found = wheres("春耕见闻", body=f"{zh}。", agreements=[item])
    assert ("fields.agreements.0.status" in found) is wrong


@pytest.mark.parametrize(
    ("one", "other", "en", "wrong"),
    [
        ("青石镇", "白鹿县", "Qingshi", True),
        ("青石镇", "青石", "Qingshi", False),
        ("本港", "香港", "Hong Kong", False),
        ("内地", "大陆", "mainland China", False),
        ("青岚市青石镇", "青石镇", "Qingshi Town", False),
    ],
)
def test_two_places_have_not_one_english(one: str, other: str, en: str, wrong: bool) -> None:
    places = [{"zh": name, "en": en, "lines": [2]} for name in (one, other)]
    found = wheres("春耕见闻", body=f"{one}、{other}。", places=places)
    assert ("fields.places.1.en" in found) is wrong
