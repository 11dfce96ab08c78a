"""A sentence names the places and programmes of its own lines, and has nothing that no line says."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

PLACES, PROGRAMMES = ["青石镇", "白鹿县", "云河水库"], ["青苗计划", "《春灌办法》"]


def wrong(lines: list[str], zh: str, cited: list[int]) -> bool:
    """Whether the support of a key point is an error."""
    data = {
        "document": {
            "lines": [
                {"n": n, "text": text, "role": "title" if n == 1 else "body"}
                for n, text in enumerate(lines, 1)
            ]
        },
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": cited}],
        "fields": {
            "kind": "news",
            "places": [{"zh": name, "en": "", "lines": [1]} for name in PLACES],
            "programmes": [{"zh": name, "en": "", "lines": [1]} for name in PROGRAMMES],
        },
    }
    found = verify(read(data)).findings
    return any(one.code == "support" and one.severity == "error" for one in found)


LINES = [
    "春耕见闻",
    "白鹿县按照《春灌办法》放水，用水户共有三百家。",
    "天气晴好，人很多。",
    "路上车不多。",
    "青石镇按照青苗计划发放良种，受益农户共有五百家。",
]


@pytest.mark.parametrize(
    "zh",
    [
        "白鹿县按照青苗计划发放良种，受益农户共有五百家。",
        "青石镇按照《春灌办法》发放良种，受益农户共有五百家。",
    ],
)
def test_what_other_lines_name_is_not_told_of_these(zh: str) -> None:
    assert wrong(LINES, zh, [5])


@pytest.mark.parametrize(
    ("zh", "cited"),
    [
        ("青石镇按照青苗计划发放良种，受益农户共有五百家。", [5]),
        ("青石按照“青苗计划”发放良种，受益农户共有五百家。", [5]),
        ("白鹿县按照《春灌办法》放水，用水户共有三百家。", [2]),
    ],
)
def test_what_the_lines_name_may_be_told(zh: str, cited: list[int]) -> None:
    assert not wrong(LINES, zh, cited)


def test_lines_may_go_on_from_those_before_them_and_the_title() -> None:
    lines = ["白鹿县春耕见闻", "白鹿县开始放水。", "水从青石镇来，用水户共有三百家。"]
    assert not wrong(lines, "白鹿县用水户共有三百家。", [3])
    assert not wrong(["见闻", *lines[1:]], "白鹿县用水户共有三百家。", [3])


def test_a_sentence_that_no_line_supports_is_found_among_others() -> None:
    told = "青石镇按照青苗计划发放良种，受益农户共有五百家。"
    assert wrong(LINES, f"{told}村民对此普遍感到满意。", [5])
    assert not wrong(LINES, f"{told}受益的农户有五百家。", [5])
    assert not wrong(LINES, f"{told}本文只列到第二段。", [5])
    assert not wrong(LINES, f"{told}最终收成未公布。", [5])


def test_two_places_of_the_same_lines_do_not_change_places() -> None:
    lines = ["见闻", "水泵从白鹿县运抵，再由青石镇村民装好，共用三天。"]
    assert wrong(lines, "水泵从青石镇运抵，共用三天。", [2])
    assert not wrong(lines, "水泵从白鹿县运抵，共用三天。", [2])
    assert not wrong(lines, "装好水泵的是青石镇村民，共用三天。", [2])


def test_lines_may_point_at_what_is_named_further_above() -> None:
    lines = [
        "见闻",
        "水从云河水库来。",
        "放水三天。",
        "天晴。",
        "路好走。",
        "该水库免费开放，白鹿县派人巡查。",
    ]
    scenes = ["云河水库免费开放。", "云河水库免费开放，有人巡查。"]
    assert not any(wrong(lines, zh, [6]) for zh in scenes)
