"""Lines that are cited for a sentence: all of an article are as good as none."""

from __future__ import annotations

from typing import Any

from summarizer.verifying import verify
from tests.verifying.examples import read

TEXTS = (
    "青柳镇六月三日举行龙舟赛。", "七个村派出十四支队伍。", "东村队获得冠军。", "镇长颁发奖杯。",
    "两岸观众超过三千人。", "明年比赛移到湖滨公园。",
)  # fmt: skip


def warned(count: int, cited: int) -> bool:
    data: dict[str, Any] = {
        "document": {"lines": [{"n": n, "text": text} for n, text in enumerate(TEXTS[:count], 1)]},
        "key_points": [{"id": "p1", "zh": TEXTS[2], "en": "", "lines": list(range(1, cited + 1))}],
    }
    found = verify(read(data)).findings
    return any(one.severity == "warning" and "of the article" in one.message for one in found)


def test_to_cite_nearly_the_whole_article_is_a_warning() -> None:
    assert warned(6, 6)
    assert warned(6, 5)


def test_some_lines_of_many_and_all_lines_of_a_few_may_be_cited() -> None:
    assert not warned(6, 4)
    assert not warned(4, 4)
