"""Minutes label who was there, who presided and when; the fields must not say otherwise."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

TEXTS = (
    "云岭县水利局第12次局长办公会议纪要",
    "时间：2024年6月5日上午",
    "地点：县水利局三楼会议室",
    "主持人：顾长河",
    "出席：温如岚、石青云",
    "列席：陆明远，记录：单小雨",
    "缺席：周大有（请假），由石青云代为参会",
    "一、同意清淤方案，由石青云负责，6月20日前完成。",
    "二、暂缓采购水泵，待资金落实后再议。",
    "三、下次会议定于6月19日召开。",
    "任务清单：暂缓采购水泵，责任人：温如岚，6月30日前报告。",
)


def copied(zh: str, *lines: int) -> dict[str, Any]:
    return {"zh": zh, "en": "", "lines": list(lines)}


def date(zh: str, iso: str, line: int) -> dict[str, Any]:
    basis = "stated" if "年" in zh else "inferred"
    return {"zh": zh, "iso": iso, "precision": "day", "basis": basis, "lines": [line]}


RIGHT: dict[str, Any] = {
    "kind": "minutes",
    "held_on": date("2024年6月5日", "2024-06-05", 2),
    "place": copied("县水利局三楼会议室", 3),
    "chair": copied("顾长河", 4),
    "present": [copied("温如岚", 5), copied("石青云", 5)],
    "in_attendance": [copied("陆明远", 6), copied("单小雨", 6)],
    "absent": [copied("周大有", 7)],
    "decisions": [
        {**copied("同意清淤方案", 8), "owner": ["石青云"], "due": date("6月20日", "2024-06-20", 8)},
        {**copied("暂缓采购水泵", 9), "owner": ["温如岚"], "due": date("6月30日", "2024-06-30", 11)},
    ],
    "next_meeting": date("6月19日", "2024-06-19", 10),
}


def errors(fields: dict[str, Any], texts: tuple[str, ...] = TEXTS) -> set[tuple[str, str]]:
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(texts, start=1)]
    found = verify(read({"document": {"lines": lines}, "fields": fields})).findings
    codes = ("attendance", "evidence", "date", "date_line")
    return {(one.code, one.where) for one in found if one.severity == "error" and one.code in codes}


def changed(**values: Any) -> dict[str, Any]:
    return {**copy.deepcopy(RIGHT), **values}


def test_what_the_labels_say_is_no_error() -> None:
    assert errors(RIGHT) == set()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("present", [copied("周大有", 7)], "attendance"),
        ("present", [copied("陆明远", 6)], "attendance"),
        ("in_attendance", [copied("温如岚", 5)], "attendance"),
        ("absent", [copied("温如岚", 5)], "attendance"),
        ("chair", copied("温如岚", 5), "attendance"),
        ("held_on", date("6月19日", "2024-06-19", 10), "date"),
        ("next_meeting", date("2024年6月5日", "2024-06-05", 2), "date"),
        ("place", copied("云岭县水利局", 1), "evidence"),
        ("decisions", [{**copied("同意清淤方案", 8), "owner": ["温如岚"]}], "evidence"),
        (
            "decisions",
            [{**copied("同意清淤方案", 8), "due": date("6月19日", "2024-06-19", 10)}],
            "date_line",
        ),
    ],
)
def test_what_they_do_not_say_is_one(key: str, value: Any, code: str) -> None:
    assert code in {found for found, where in errors(changed(**{key: value})) if f"fields.{key}" in where}


def test_nobody_is_both_present_and_absent_with_or_without_labels() -> None:
    both = changed(present=[copied("温如岚", 5)], absent=[copied("温如岚", 5)])
    assert ("attendance", "fields.absent.0.zh") in errors(both)
    texts = ("会议纪要", "温如岚因故未到。")
    twice = {"kind": "minutes", "present": [copied("温如岚", 2)], "absent": [copied("温如岚", 2)]}
    assert ("attendance", "fields.absent.0.zh") in errors(twice, texts)


def test_whoever_presides_in_a_sentence_presides() -> None:
    texts = ("会议纪要", "会议由顾长河局长主持，温如岚汇报。")
    people = {"people": [copied("顾长河", 2), copied("温如岚", 2)]}
    assert not errors({"kind": "minutes", "chair": copied("顾长河", 2), **people}, texts)
    wrong = {"kind": "minutes", "chair": copied("温如岚", 2), **people}
    assert ("attendance", "fields.chair.zh") in errors(wrong, texts)


def test_a_list_may_go_on_in_the_line_after_its_label_and_lists_may_share_one() -> None:
    texts = ("会议纪要", "出席：", "温如岚、石青云", "缺席：周大有。列席：陆明远。")
    assert not errors(
        {"kind": "minutes", "present": [copied("石青云", 3)], "absent": [copied("周大有", 4)]}, texts
    )
    assert errors({"kind": "minutes", "absent": [copied("石青云", 3)]}, texts)


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (("参会人员：温如岚、石青云（请假）",), {"absent": [copied("石青云", 1)]}),
        (("出席：温如岚，石青云因公请假",), {"absent": [copied("石青云", 1)]}),
        (("出席：温如岚、石青云", "石青云因病未到。"), {"absent": [copied("石青云", 2)]}),
        (("出　席：温如岚  缺　席：石青云",), {"absent": [copied("石青云", 1)]}),
        (("主 持 人：顾长河",), {"chair": copied("顾长河", 1)}),
        (("主持人：局长", "局长顾长河讲话。"), {"chair": copied("顾长河", 2)}),
        (("缺席：周大有，委托石青云参加",), {"present": [copied("石青云", 1)]}),
        (("缺席：王明华", "王明汇报。"), {"present": [copied("王明", 2)], "absent": [copied("王明华", 1)]}),
        (("出席：温如岚", "参加：陆明远"), {"in_attendance": [copied("陆明远", 2)]}),
        (("地点：线上（腾讯会议）",), {"place": copied("腾讯会议", 1)}),
        (
            ("时间：2024年6月5日", "下次会议", "时间：2024年6月19日"),
            {"next_meeting": date("2024年6月19日", "2024-06-19", 3)},
        ),
        (
            ("由于资金未落实，暂缓采购水泵。", "以上事项由办公室承办。"),
            {"decisions": [{**copied("暂缓采购水泵", 1), "owner": ["办公室"]}]},
        ),
        (
            ("由分管副局长负责清淤。", "石青云为分管副局长。"),
            {"decisions": [{**copied("清淤", 1), "owner": ["石青云"]}]},
        ),
        (
            ("清淤由石青云负责。", "责任人：温如岚", "完成时限：2024年6月30日"),
            {
                "decisions": [
                    {**copied("清淤", 1), "owner": ["温如岚"], "due": date("2024年6月30日", "2024-06-30", 3)}
                ]
            },
        ),
        (
            ("2024年6月1日起清淤，由石青云负责。", "责任人：温如岚", "完成时限：2024年6月30日"),
            {
                "decisions": [
                    {**copied("清淤", 1), "owner": ["石青云"], "due": date("2024年6月30日", "2024-06-30", 3)}
                ]
            },
        ),
        (
            ("清淤由石青云负责。", "责任人：温如岚"),
            {"decisions": [{**copied("责任人：温如岚", 2), "owner": ["石青云"]}]},
        ),
        (
            ("按2024年5月20日的要求清淤。", "以上事项2024年6月30日前完成。"),
            {"decisions": [{**copied("清淤", 1), "due": date("2024年6月30日", "2024-06-30", 2)}]},
        ),
    ],
)
def test_what_minutes_say_in_another_place_or_form_is_right(
    texts: tuple[str, ...], fields: dict[str, Any]
) -> None:
    assert errors({"kind": "minutes", **fields}, texts) == set()


def test_the_label_below_another_matter_says_nothing_of_this_one() -> None:
    texts = ("清淤由石青云负责。", "暂缓采购水泵。", "责任人：温如岚")
    assert errors({"kind": "minutes", "decisions": [{**copied("清淤", 1), "owner": ["温如岚"]}]}, texts)
