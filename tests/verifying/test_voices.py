"""A statement of the fields is made by who speaks in its lines, or by whom the page is."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

PEOPLE = ["周明远", "何丽华"]
ORGANISATIONS = ["青岚种业公司", "白鹿县水利局"]


def is_wrong(lines: list[str], speaker: str, zh: str, point: str = "", kind: str = "news") -> bool:
    """Whether the speaker of a statement in the last line is found to be somebody else."""
    last = len(lines)
    data = {
        "document": {
            "lines": [
                {"n": n, "text": text, "role": "title" if n == 1 else "body"}
                for n, text in enumerate(lines, 1)
            ]
        },
        "key_points": [{"id": "p1", "zh": point, "en": "", "lines": [last]}] if point else [],
        "fields": {
            "kind": kind,
            "people": [{"zh": name, "en": "", "lines": [1]} for name in PEOPLE],
            "organisations": [{"zh": name, "en": "", "lines": [1]} for name in ORGANISATIONS],
            "statements": [{"zh": zh, "en": "", "speaker": speaker, "lines": [last]}],
        },
    }
    found = verify(read(data)).findings
    return any(one.code == "speaker" and one.where == "fields.statements.0.speaker" for one in found)


HEAD = ["春耕见闻", "何丽华来自白鹿县水利局。", "天气晴好。", "人很多。"]
SAID = "今年的种子够用"


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("青岚种业公司回复称，今年的种子够用。", ""),
        ("周明远介绍，今年的种子够用。", ""),
        ("今年的种子够用。", "周明远说，今年的种子够用。"),
    ],
)
def test_what_another_says_is_not_his(line: str, point: str) -> None:
    assert is_wrong([*HEAD, line], "何丽华", SAID, point)


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("何丽华对周明远说，今年的种子够用。", ""),
        ("今年的种子够用。", ""),
        ("今年的种子够用。", "何丽华说，今年的种子够用。"),
        ("我认为，今年的种子够用。", ""),
        ("他还说，今年的种子够用。", ""),
        ("县长看望周明远时说，今年的种子够用。", ""),
        ("县长对周明远说，今年的种子够用。", ""),
        ("县长表示，今年的种子够用。", ""),
        ("今年的种子够用。", "县长会见周明远时说，今年的种子够用。"),
    ],
)
def test_what_nobody_else_says_may_be_his(line: str, point: str) -> None:
    assert not is_wrong([*HEAD, line], "何丽华", SAID, point)


def test_a_page_is_of_whom_its_title_names() -> None:
    lines = ["白鹿县水利局关于春灌的通知", "各镇：", "请照办。", "水要省。", "青岚种业公司要节约用水。"]
    assert not is_wrong(lines, "白鹿县水利局", "要节约用水", kind="notice")


def test_lines_go_on_from_those_before_them() -> None:
    lines = ["春耕见闻", "何丽华介绍了情况。", "周明远也在场，今年的种子够用。"]
    assert not is_wrong(lines, "何丽华", SAID)
