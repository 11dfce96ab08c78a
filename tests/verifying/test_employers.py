"""Posts of the fields whose lines have them right behind another body than the one that is given."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import posts
from summarizer.verifying.page import Page
from tests.verifying.examples import read


def found(line: str, zh: str, organisation: str) -> bool:
    post = {"zh": zh, "en": "", "organisation": organisation}
    person: dict[str, Any] = {"zh": "李卫东", "en": "Li Weidong", "lines": [1], "posts": [post]}
    lines = [line, f"{organisation}昨天派人参加，北洲也派了人。"]
    data = {
        "document": {"lines": [{"n": n, "text": text, "role": "body"} for n, text in enumerate(lines, 1)]},
        "summary": {"zh": "", "en": "", "sentences": []},
        "key_points": [],
        "fields": {"kind": "news", "people": [person]},
    }
    return any(one.code == "post" for one in posts.check(Page(read(data))))


@pytest.mark.parametrize(
    ("line", "zh", "organisation"),
    [
        ("青禾市教育局局长李卫东说。", "局长", "青禾钢铁集团"),
        ("北洲国防部发言人李卫东说。", "发言人", "青禾大学"),
        ("会上，水利部部长李卫东说。", "水利部部长", "青禾大学"),
    ],
)
def test_a_post_is_of_the_body_before_it(line: str, zh: str, organisation: str) -> None:
    assert found(line, zh, organisation)


@pytest.mark.parametrize(
    ("line", "zh", "organisation"),
    [
        ("青禾市教育局局长李卫东说。", "局长", "青禾市教育局"),
        ("市教育局局长李卫东说。", "局长", "青禾市教育局"),
        ("中科院院长李卫东说。", "院长", "中国科学院"),
        ("北洲外交部发言人李卫东说。", "发言人", "北洲政府"),
        ("水利部部长李卫东说。", "部长", "中国"),
        ("该校校长李卫东说。", "校长", "青禾大学"),
        ("校长李卫东说。", "校长", "青禾大学"),
        ("成员：水利部副部长李卫东。", "成员", "防汛工作领导小组办公室"),
        ("北洲水利部来人，局长李卫东也在。", "局长", "青禾市教育局"),
    ],
)
def test_a_body_may_be_named_for_short_or_elsewhere(line: str, zh: str, organisation: str) -> None:
    assert not found(line, zh, organisation)
