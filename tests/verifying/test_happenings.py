"""An event of the fields is where and when its own lines have it, and has happened only if they say so."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

PLACES = ["青石镇", "白鹿县", "云台山体育馆"]


def found(lines: list[str], event: dict[str, Any], published: str = "2025-06-12") -> set[str]:
    """The addresses of what is wrong with an event of the first line of an article."""
    data = {
        "document": {
            "lines": [{"n": n, "text": text, "role": "body"} for n, text in enumerate(lines, 1)],
        },
        "fields": {
            "kind": "news",
            "publication_date": {
                "iso": published,
                "precision": "day",
                "basis": "stated",
                "zh": "",
                "lines": [],
            },
            "events": [{"lines": [1], "en": "", **event}],
            "places": [
                {"zh": name, "en": "", "level": "venue", "lines": [n]}
                for name in PLACES
                for n, text in enumerate(lines, 1)
                if name in text
            ],
        },
    }
    errors = (one for one in verify(read(data)).findings if one.severity == "error")
    return {
        one.where.removeprefix("fields.events.0.")
        for one in errors
        if one.where.endswith((".place", ".date.iso", ".status"))
    }


def dated(iso: str, zh: str, line: int, basis: str = "inferred") -> dict[str, Any]:
    return {"iso": iso, "precision": "day", "basis": basis, "zh": zh, "lines": [line]}


FAIR = "6月10日，农具展销会在青石镇举行。"
ELSEWHERE = [
    [FAIR, "记者来到现场。", "下一站是白鹿县。"],
    ["农具展销会在青石镇举行。", "展品有三百件。", "另据白鹿县消息，麦收已经开始。"],
]


@pytest.mark.parametrize("lines", ELSEWHERE)
def test_an_event_is_not_at_the_place_of_another(lines: list[str]) -> None:
    assert found(lines, {"zh": "农具展销会在青石镇举行", "place": "白鹿县"}) == {"place"}
    assert found(lines, {"zh": "农具展销会在青石镇举行", "place": "青石镇"}) == set()


def test_a_place_that_is_given_behind_its_label_is_the_one() -> None:
    lines = ["农具展销会开幕", "时间：6月14日", "地点：", "青石镇", "联系电话略", "白鹿县也将举办。"]
    assert found(lines, {"zh": "农具展销会开幕", "place": "青石镇"}) == set()
    assert found(lines, {"zh": "农具展销会开幕", "place": "云台山体育馆"}) == {"place"}


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["农具展销会开幕", "记者在青石镇看到，人很多。"], "青石镇"),  # told later on
        (["白鹿县传来消息。", "农具展销会开幕。"], "白鹿县"),
        (["农具展销会在青石镇文化站举行。"], "青石"),
        (["展销会在青石镇和白鹿县举行。"], "青石镇、白鹿县"),
    ],
)
def test_a_place_may_stand_in_other_lines_or_in_parts(lines: list[str], place: str) -> None:
    assert found(lines, {"zh": lines[0].strip("。"), "place": place}) == set()


def test_an_event_is_not_of_the_day_of_another() -> None:
    lines = [FAIR, "展品有三百件。", "6月3日，麦收开始。"]
    event = {"zh": "农具展销会在青石镇举行", "place": "青石镇"}
    assert found(lines, {**event, "date": dated("2025-06-03", "6月3日", 3)}) == {"date.iso"}
    assert found(lines, {**event, "date": dated("2025-06-10", "6月10日", 1)}) == set()
    told = {"zh": "6月10日，农具展销会在青石镇举行", "date": dated("2025-06-03", "6月3日", 3)}
    assert found(lines, told) == {"date.iso"}


@pytest.mark.parametrize(
    "lines",
    [
        ["农具展销会在青石镇举行。", "展品有三百件。", "6月3日，麦收开始。"],  # no day of its own
        [FAIR, "6月3日，麦收开始。"],  # in the next line
        ["6月3日发布的《展销办法》同时废止。", "展品有三百件。", "6月3日，麦收开始。"],
    ],
)
def test_a_day_may_be_given_elsewhere(lines: list[str]) -> None:
    event = {"zh": lines[0].split("，")[-1].strip("。"), "date": dated("2025-06-03", "6月3日", len(lines))}
    assert "date.iso" not in found(lines, event)


HAPPENED = [
    ("县里修好了三座桥", "Three bridges repaired", "planned"),
    ("大桥已通车", "The bridge opened", "called_for"),
    ("2024年3月1日县人大常委会通过", "Adopted by the county people's congress on 1 March 2024", "planned"),
    ("粮价走低", "Grain prices fell", "planned"),
    ("县医院成立夜间门诊", "A night clinic was opened at the county hospital", "called_for"),
    ("镇里办起农具展", "The town opened a farm tool exhibition", "planned"),
]
AHEAD = [
    ("县里将修三座桥", "The county will repair three bridges", "done"),
    ("县里计划修三座桥", "The county plans to repair three bridges", "done"),
    ("各镇要加快麦收", "All towns should speed up the wheat harvest", "done"),
    ("各镇应当公布结果", "All towns shall publish the results", "done"),
]
TOLD = [
    ("县里将修三座桥", "The county will repair three bridges", "planned"),
    ("县里修好了三座桥", "Three bridges were repaired", "done"),
    ("报名已经开始，截止时间为6月20日", "Registration has begun; the deadline is 20 June", "planned"),
    ("原定的展销会已被取消", "The fair that was planned has been cancelled", "planned"),
    ("县里宣布将修三座桥", "The county announced that it would repair three bridges", "done"),
    ("为了增产，推广良种", "To promote good seed in order to raise output", "called_for"),
    ("本办法自2024年1月1日起施行", "These Measures shall take effect on 1 January 2024", "done"),
    ("县长说，要修三座桥", "The county head said that three bridges should be repaired", "done"),
    ("将三座桥加固", "Three bridges reinforced", "done"),
    ("呼吁停火", "Called for a ceasefire", "called_for"),
    ("完成后将验收桥梁", "The bridge will be inspected after it was completed", "planned"),
]


@pytest.mark.parametrize(("zh", "en", "status"), [*HAPPENED, *AHEAD])
def test_what_has_happened_is_not_to_come(zh: str, en: str, status: str) -> None:
    assert found([f"{zh}。"], {"zh": zh, "en": en, "status": status}) == {"status"}


@pytest.mark.parametrize(("zh", "en", "status"), TOLD)
def test_a_status_may_be_what_the_texts_say(zh: str, en: str, status: str) -> None:
    assert found([f"{zh}。"], {"zh": zh, "en": en, "status": status}) == set()


def test_what_lies_after_the_publication_has_not_happened() -> None:
    event = {"zh": "2025年6月20日农具展销会开幕", "en": "Farm tool fair opens on 20 June"}
    later = {**event, "date": dated("2025-06-20", "2025年6月20日", 1, "stated")}
    assert found(["2025年6月20日农具展销会开幕。"], {**later, "status": "done"}) == {"status"}
    assert found(["2025年6月20日农具展销会开幕。"], {**later, "status": "planned"}) == set()
    past = {
        "zh": "2025年6月2日农具展销会开幕",
        "en": "Farm tool fair",
        "date": dated("2025-06-02", "2025年6月2日", 1, "stated"),
    }
    assert found(["2025年6月2日农具展销会开幕。"], {**past, "status": "planned"}) == {"status"}
    assert found(["2025年6月2日农具展销会开幕。"], {**past, "status": "done"}) == set()
