"""What is left out or done at once, for speed, changes nothing of what comes out."""

from __future__ import annotations

import random

import pytest

from summarizer.cleaning import headlines, shapes
from summarizer.cleaning.choosing import choose
from summarizer.cleaning.context import survey
from summarizer.cleaning.model import SCALE, shipped
from summarizer.reading import read_text

PASTED = {
    "with a title": "关于开展河道巡查的通知\n各村（社区）：\n自6月1日起开展河道巡查，每周两次。\n",
    "without": "6月1日，镇里开始巡查河道。巡查由志愿者参加，每周两次。\n第一周共清理漂浮物三百公斤。\n",
    "a list": "采购清单\n桌子 12张\n椅子 48把\n书柜 6个\n以上物品于8月底前送达。\n",
    "one line": "镇里开始巡查河道。\n",
}


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_a_text_without_a_site_gets_the_same_roles_whether_candidates_are_compared_or_not(text: str) -> None:
    sheet = survey(read_text(text))
    quick, whole = (choose(sheet, shipped(), in_order=in_order) for in_order in (False, True))
    assert (quick.start, quick.stop, quick.confidence) == (whole.start, whole.stop, whole.confidence)
    assert (quick.headline and quick.headline.unit) == (whole.headline and whole.headline.unit)


@pytest.mark.parametrize("rows", [1, 2, 43, 5_000])
def test_scores_are_the_sums_of_what_the_features_add(rows: int) -> None:
    draw = random.Random(rows)
    for part in (shipped().lines, shipped().ranges):
        columns = {name: bytes(draw.randrange(256) for _ in range(rows)) for name in part.tables}
        told = part.explain(columns)
        for score, parts in list(zip(part.score(columns), told, strict=True))[:50]:
            assert score == pytest.approx(part.intercept + sum(parts.values()), abs=1 / SCALE)


def test_folding_changes_no_length_and_knows_frequent_and_rare_characters() -> None:
    assert shapes.fold("關於，ＡＢ（１）；！？\u3000的") == "关于,AB(1);!? 的"


def test_headlines_are_compared_alike_one_by_one_and_all_at_once() -> None:
    body = "图书馆新馆启用仪式在云岭县举行"
    own = [set(), {"启用", "新馆"}, {"启用", "停用"}, {"云岭", "岭县", "举行", "没有"}]
    few = headlines._overlaps(own, body)
    many = headlines._overlaps(own * 5, body)
    assert many == few * 5 == bytes([0, 10, 5, 7]) * 5
