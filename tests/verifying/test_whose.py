"""Figures and posts of one organisation are not told of another; who speaks is known by the article, too."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from summarizer.verifying.page import Page
from tests.verifying.examples import read

ARTICLE = (
    "两家果业公司公布业绩",
    "8月2日，晴岚果业公布上半年业绩：营业收入32.5亿元，同比增长12.3%；净利润1.86亿元，同比下降4.1%。",
    "同日，远帆食品公布上半年业绩：营业收入21.8亿元，同比下降6.7%；净利润9400万元，同比增长21.5%。",
    "晴岚果业董事长冯砚秋表示，净利润下降主要是由于包装材料价格上涨，下半年将推出两款新品。",
    "远帆食品总经理唐近水说，上半年部分产品已进入欧洲市场，价格保持稳定。",
)
ORGANISATIONS = ("晴岚果业", "远帆食品")


def errors(zh: str, *lines: int) -> set[str]:
    """The codes of the errors in a key point; the fields name no people."""
    known = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(ARTICLE, 1)]
    organisations = [{"zh": name, "en": "", "role": "", "lines": [2]} for name in ORGANISATIONS]
    data = {
        "document": {"lines": known},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": list(lines)}],
        "fields": {"kind": "news", "organisations": organisations},
    }
    found = verify(read(data)).findings
    return {each.code for each in found if each.severity == "error" and each.where == "key_points.p1.zh"}


@pytest.mark.parametrize(
    ("zh", "lines", "code"),
    [
        ("晴岚果业上半年营业收入21.8亿元。", (2, 3), "figure"),
        ("远帆食品净利润1.86亿元，同比增长21.5%。", (2, 3), "figure"),
        ("远帆食品净利润9400万元，同比下降6.7%。", (3,), "figure"),
        ("晴岚果业净利润32.5亿元。", (2,), "figure"),
        ("远帆食品董事长冯砚秋表示，下半年将推出两款新品。", (4,), "post"),
        ("唐近水表示，净利润下降主要是由于包装材料价格上涨。", (4,), "support"),
        ("唐近水表示，净利润下降主要是由于包装材料价格上涨。", (4, 5), "speaker"),
    ],
)
def test_what_is_another_one_s_is_an_error(zh: str, lines: tuple[int, ...], code: str) -> None:
    assert code in errors(zh, *lines)


@pytest.mark.parametrize(
    ("zh", "lines"),
    [
        ("晴岚果业上半年营业收入32.5亿元，净利润下降4.1%至1.86亿元。", (2,)),
        ("晴岚果业和远帆食品上半年营业收入分别为32.5亿元和21.8亿元。", (2, 3)),
        ("两家公司营业收入一增一降，分别为32.5亿元和21.8亿元。", (2, 3)),
        ("晴岚果业董事长冯砚秋表示，下半年将推出两款新品。", (4,)),
        ("董事长冯砚秋将净利润下降归因于包装材料涨价。", (4,)),
        ("唐近水说，部分产品已进入欧洲市场。", (5,)),
    ],
)
def test_what_is_one_s_own_is_none(zh: str, lines: tuple[int, ...]) -> None:
    assert not errors(zh, *lines)


FORECASTS = (
    "业内人士认为，随着包装材料价格上涨，中小果业企业可能面临更大压力。"
    "中国果品流通协会预计，全年果品销量将增长3%左右。"
)


def speaker_errors(zh: str) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": FORECASTS, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": [1]}],
        "fields": {
            "kind": "news",
            "organisations": [{"zh": "中国果品流通协会", "en": "", "role": "", "lines": [1]}],
        },
    }
    return {each.code for each in verify(read(data)).findings if each.severity == "error"} & {"speaker"}


def test_an_organisation_does_not_say_what_somebody_else_says() -> None:
    assert speaker_errors("中国果品流通协会认为，中小果业企业可能面临更大压力。")
    assert not speaker_errors("中国果品流通协会预计，全年果品销量将增长3%左右。")


def test_what_was_clean_is_looked_at_again_where_the_fields_name_other_organisations() -> None:
    text, zh = "8月2日，晴岚果业公布业绩：营业收入32.5亿元。", "远帆食品营业收入32.5亿元。"
    data = {
        "document": {"lines": [{"n": 1, "text": text, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": [1]}],
        "fields": {"kind": "news", "organisations": []},
    }

    def support() -> bool:
        return any(each.code == "support" for each in verify(read(data)).findings)

    assert not support()
    named = [{"zh": name, "en": "", "role": "", "lines": [1]} for name in ORGANISATIONS]
    data["fields"] = {"kind": "news", "organisations": named}
    assert support()


@pytest.mark.parametrize(
    ("told", "zh", "is_told"),
    [
        ("股东计划在6个月内减持股份。", "股东拟半年内减持股份。", True),
        ("股东计划在半年内减持股份。", "股东拟6个月内减持股份。", True),
        ("合同自签字之日起生效，有效期三年。", "合同有效期3年。", True),
        ("合同自签字之日起生效，有效期36个月。", "合同有效期3年。", True),
        ("股东计划在3个月内减持股份。", "股东拟6个月内减持股份。", False),
        ("合同自签字之日起生效，有效期三年。", "合同有效期5年。", False),
    ],
)
def test_a_span_of_time_may_be_told_in_years_or_in_months(told: str, zh: str, is_told: bool) -> None:
    data = {
        "document": {"lines": [{"n": 1, "text": told, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": [1]}],
    }
    found = {each.code for each in verify(read(data)).findings if each.severity == "error"}
    assert ("figure" not in found) == is_told


@pytest.mark.parametrize(
    "line",
    [
        "晴岚果业、远帆食品董事长冯砚秋出席。",
        "晴岚果业董事长冯砚秋兼任远帆食品董事长。",
    ],
)
@pytest.mark.parametrize("name", ORGANISATIONS)
def test_who_has_a_post_twice_has_either(name: str, line: str) -> None:
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": f"{name}董事长冯砚秋出席。", "en": "", "lines": [1]}],
        "fields": {
            "kind": "news",
            "people": [{"zh": "冯砚秋", "en": "Feng Yanqiu", "lines": [1]}],
            "organisations": [{"zh": each, "en": "", "role": "", "lines": [1]} for each in ORGANISATIONS],
        },
    }
    assert "post" not in {each.code for each in verify(read(data)).findings}


def test_a_person_without_a_name_hides_nobody_who_speaks() -> None:
    data = {
        "document": {"lines": [{"n": 1, "text": "公司董事长冯砚秋表示，水位下降。", "role": "body"}]},
        "fields": {"kind": "news", "people": [{"zh": "  ", "en": "", "lines": [1]}]},
    }
    assert Page(read(data)).people == {"冯砚秋"}
