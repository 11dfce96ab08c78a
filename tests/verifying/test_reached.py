"""What something moves to, and by how much it moves."""

from __future__ import annotations

import pytest

from summarizer.verifying.figures import compare


def wrong(zh: str, en: str) -> list[str]:
    return [problem.message for problem in compare(zh, en) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("票价提高到80元。", "Tickets rose by 80 yuan."),
        ("票价提高了80元。", "Tickets rose to 80 yuan."),
        ("库存下降到30万吨。", "Stocks dropped 300,000 tonnes."),
        ("库存减少约30万吨。", "Stocks fell to about 300,000 tonnes."),
        ("庫存減少了30萬噸。", "Stocks were reduced to 300,000 tonnes."),
        ("工期压缩至14个月。", "The works were shortened by 14 months."),
        ("比例上升了0.4个百分点。", "The share rose to 0.4 percentage points."),
        ("展期延长到30天。", "The exhibition was extended by 30 days."),
        ("航班降价30%。", "Fares were cut to 30%."),
        ("水稻占耕地的60%。", "Rice rose by 60%."),
    ],
)
def test_to_and_by_are_no_synonyms(zh: str, en: str) -> None:
    assert wrong(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("票价提高到80元。", "Tickets rose to 80 yuan."),
        ("票价提高了80元。", "Tickets rose by 80 yuan."),
        ("票价提高80元。", "Tickets were raised by up to 80 yuan."),
        ("票价提高80元。", "Tickets went up to the tune of 80 yuan."),
        ("票价提高80元，达到300元。", "Tickets rose by 80 yuan to 300 yuan."),
        ("票价上涨80元，至300元。", "Tickets rose 80 yuan to 300 yuan."),
        ("产量增长8%至10%。", "Output rose by 8% to 10%."),
        ("产量增长8%到10%。", "Output is to rise 8% to 10%."),
        ("产量扩大到3倍。", "Output grew threefold."),
        ("票价由200元提高到280元。", "Tickets were raised from 200 to 280 yuan."),
        ("到2030年，产量提高到300吨。", "By 2030 output will have grown to 300 tonnes."),
        ("服务新增8个城市。", "The service was extended to 8 new cities."),
        ("新增8家企业。", "The scheme gave rise to 8 firms."),
        ("水稻占耕地的60%，比上年增加。", "Rice rose, taking up 60% of the land."),
    ],
)
def test_what_moved_to_a_figure_or_by_it_may_be_told_so(zh: str, en: str) -> None:
    assert wrong(zh, en) == []
