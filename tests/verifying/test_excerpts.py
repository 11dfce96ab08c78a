"""What is copied out of a line is not the contrary of what the line says."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

DENIED = [
    ("events", "双方未签署合作协议。", "签署合作协议", "signing of a cooperation agreement"),
    ("agreements", "双方没有达成采购协议。", "采购协议", "procurement agreement"),
    ("events", "县教育局否认取消中考。", "取消中考", "cancellation of the entrance examination"),
    ("events", "县医院表示，尚未发现新增病例。", "发现新增病例", "new cases found"),
    (
        "statements",
        "周明强调，不得以任何名义向学生收费。",
        "以任何名义向学生收费",
        "charge students under any name",
    ),
    ("statements", "公司不存在违规担保。", "存在违规担保", "there are guarantees in breach of the rules"),
    ("events", "法院驳回了公司的上诉请求。", "公司的上诉请求", "the company's appeal"),
    ("events", "县政府暂不考虑上调水价。", "上调水价", "a rise in water prices"),
]
TOLD = [
    ("events", "双方未签署合作协议。", "未签署合作协议", "no cooperation agreement was signed"),
    ("events", "双方未签署合作协议。", "签署合作协议", "a cooperation agreement was not signed"),
    ("events", "县教育局否认取消中考。", "取消中考", "denial that the examination was cancelled"),
    ("events", "去年未签署协议，今年双方签署协议。", "签署协议", "signing of an agreement"),
    ("events", "县里不断改善办学条件。", "改善办学条件", "better conditions at schools"),
    ("events", "未来五年新建学校12所。", "新建学校12所", "12 new schools built"),
    (
        "statements",
        "拒绝整改的企业停产一个月。",
        "企业停产一个月",
        "the enterprises stop production for a month",
    ),
    ("statements", "不得不停产检修。", "停产检修", "production is stopped for repairs"),
    ("statements", "试点期不得超过30天。", "30天", "30 days"),
]
AHEAD = [
    ("县里计划投资2亿元建设大桥。", "建设大桥"),
    ("计划明年举办的运动会。", "运动会"),
    ("县政府计划明年新建学校12所。", "新建学校12所"),
    ("大桥有望年底前建成通车。", "建成通车"),
    ("企业如未按期整改，将被吊销许可证。", "被吊销许可证"),
    ("原定于6月的签约仪式不再举行。", "签约仪式"),
]
DONE = [
    ("计划生育协会举行年会。", "举行年会"),
    ("准备充分的球队举行训练。", "举行训练"),
    ("预计投资2亿元的大桥通车。", "大桥通车"),
    ("县政府今年新建学校12所。", "新建学校12所"),
    ("县政府按计划新建学校12所。", "县政府按计划新建学校12所"),
    ("大桥已于年底建成通车，计划明年验收。", "建成通车"),
    ("若是没有支持，何以译出这些经典？", "译出这些经典"),
]


def found_in(line: str, name: str, **item: Any) -> set[tuple[str, str]]:
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "fields": {"kind": "news", name: [{"lines": [1], **item}]},
    }
    findings = verify(read(data)).findings
    return {(found.code, found.severity) for found in findings if found.where.endswith(".zh")}


@pytest.mark.parametrize(("name", "line", "zh", "en"), DENIED)
def test_what_a_line_denies_is_not_cut_out_of_its_denial(name: str, line: str, zh: str, en: str) -> None:
    assert ("negation", "error") in found_in(line, name, zh=zh, en=en)


@pytest.mark.parametrize(("name", "line", "zh", "en"), TOLD)
def test_a_copy_that_says_what_its_line_says_is_left_alone(name: str, line: str, zh: str, en: str) -> None:
    assert ("negation", "error") not in found_in(line, name, zh=zh, en=en)


@pytest.mark.parametrize(("line", "zh"), AHEAD)
def test_what_a_line_plans_or_calls_off_is_no_event_that_is_done(line: str, zh: str) -> None:
    assert ("modality", "error") in found_in(line, "events", zh=zh, en="", status="done")
    assert ("modality", "error") not in found_in(line, "events", zh=zh, en="", status="planned")


@pytest.mark.parametrize(("line", "zh"), DONE)
def test_what_is_done_may_be_given_as_done(line: str, zh: str) -> None:
    assert ("modality", "error") not in found_in(line, "events", zh=zh, en="", status="done")


def test_a_denial_in_one_of_two_places_is_no_denial() -> None:
    line = "双方上月未签署合作协议。昨日双方签署合作协议。"
    assert not found_in(
        line, "events", zh="签署合作协议", en="signing of a cooperation agreement", status="done"
    )
