"""Years, months, weeks, days and halves of the day told from now or by name."""

from __future__ import annotations

import pytest

from summarizer.verifying.dates.relative import turned

RIGHT = [
    ("明年将建成两座水闸。", "Two sluices will be completed next year."),
    ("去年粮食增产。", "Grain output rose in 2023, and this year is expected to be good."),
    ("今年粮食产量高于去年同期。", "Grain output is higher than in the same period last year."),
    ("年内将建成两座水闸。", "Two sluices will be completed this year."),
    ("昨日，水闸开工；5月30日开闸。", "Work on the sluice began on the 29th; it opens today, 30 May."),
    ("水闸将于20时开启。", "The sluice will open at 8 p.m."),
    ("水闸每天8时和20时开启。", "The sluice opens at 8 a.m. and 8 p.m. every day."),
    ("门店周一至周五8时至18时营业。", "The shop is open from 8 a.m. to 6 p.m., Monday to Friday."),
    ("会议历时三周，一周后再开。", "The meeting took three weeks and will resume on Monday."),
    ("本月开工。", "Work begins in May; last month it rained."),
    ("昨日，水闸开工，5月30日开闸。", "Begun on 29 May, the sluice opens today, 30 May."),
]
WRONG = [
    ("明年将建成两座水闸。", "Two sluices will be completed this year.", "明年 -> this year"),
    ("去年粮食增产。", "Grain output rose this year.", "去年 -> this year"),
    ("上个月开工。", "Work began this month.", "上个月 -> this month"),
    ("本周开工。", "Work begins next week.", "本周 -> next week"),
    ("水闸昨日开工。", "Work on the sluice began today.", "昨日 -> today"),
    ("水闸星期三开启。", "The sluice opens on Tuesday.", "星期三 -> Tuesday"),
    ("水闸将于20时开启。", "The sluice will open at 8 a.m.", "20时 -> 8 a.m."),
    ("昨日（5月29日），水闸开工。", "Work on the sluice began tomorrow (29 May).", "昨日 -> tomorrow"),
    ("2019年立项，自今年动工。", "Planned in 2019, it begins next year.", "今年 -> next year"),
    ("水闸将于上午８：30开启。", "The sluice will open at 8.30 p.m.", "上午8:30 -> 8.30 p.m."),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_is_told_from_now_may_be_said_another_way(zh: str, en: str) -> None:
    assert list(turned(zh, en)) == []


@pytest.mark.parametrize(("zh", "en", "message"), WRONG)
def test_another_year_week_day_or_half_of_the_day_is_an_error(zh: str, en: str, message: str) -> None:
    assert [(found.severity, found.message) for found in turned(zh, en)] == [("error", message)]
