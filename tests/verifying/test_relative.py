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
    (
        "去年动工的水闸今年完工，今年还将再建一座。",
        "Begun last year, the sluice is finished; another is built this year.",
    ),
    (
        "去年收成好于前年，今年持平。",
        "Last year's harvest was better than that of the year before; this year's is the same.",
    ),
    ("前天，水闸开启。", "The sluice opened two days ago."),
    ("目前天气晴好，明天有雨。", "The weather is fine at present; it will rain tomorrow."),
    ("水闸定於本週三下午3時開啟。", "The sluice is to open at 3 p.m. this Wednesday."),
    ("水闸上午11:30-1:00关闭。", "The sluice is closed from 11.30 a.m. to 1 p.m."),
    (
        "他三年前到村里，两年后当上闸长。",
        "He came to the village three years ago and was in charge two years later.",
    ),
    ("开闸三天前，村里贴出通知。", "The village put up a notice three days before the sluice opened."),
    (
        "水闸年底前完工，明年初开启。",
        "The sluice will be finished by the end of the year and opened early next year.",
    ),
    (
        "大年初一，水闸开启。",
        "The sluice opened on the first day of the new year, at the end of a cold week.",
    ),
    ("未来五年，水闸要大修。", "Within five years the sluice will be overhauled."),
    ("傍晚时分，水位下降。", "The water fell late in the afternoon."),
    ("水闸凌晨关闭。", "The sluice was closed during the night."),
    ("昨晚，水闸关闭。", "The sluice was closed at 8 p.m. yesterday."),
    (
        "去年收成同比增长一成。",
        "The harvest was up by 10 percent year on year in 2023; this year will be better.",
    ),
    ("年内水闸完工。", "The sluice will be finished before the end of the year, and opened next year."),
    ("每周一次清淤，周三检修。", "Silt is cleared once a week; checks are on Wednesdays."),
    ("周末开闸。", "The sluice opens on Saturday and Sunday."),
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
    (
        "去年动工的水闸今年完工。",
        "Begun last year, the sluice will be finished next year.",
        "今年 -> next year",
    ),
    ("去年动工的水闸今年完工。", "Begun this year, the sluice is finished this year.", "去年 -> this year"),
    ("早在去年12月就已漏水。", "It already leaked in December this year or earlier.", "去年 -> this year"),
    ("测试后，水闸明天开启。", "After the test the sluice will be opened today.", "明天 -> today"),
    (
        "水闸将于明天（5月30日）开启。截至目前，今年已建成三座。",
        "The sluice will open today (30 May). So far this year three have been built.",
        "明天 -> today",
    ),
    (
        "水閘昨日下午3時開啟。今早，水位下降。",
        "It opened at 3 p.m. today. The water fell this morning.",
        "昨日 -> today",
    ),
    ("前天，水闸开启。", "The sluice opened yesterday.", "前天 -> yesterday"),
    ("后天，水闸开启。", "The sluice opens tomorrow.", "后天 -> tomorrow"),
    ("前年，水闸开工。", "Work on the sluice began last year.", "前年 -> last year"),
    ("水闸定於本週三開啟。", "The sluice is to open on Tuesday.", "周三 -> Tuesday"),
    ("水闸本周五开启。", "The sluice opens next Friday.", "本周 -> next friday"),
    ("水闸下午2:30至4:00开启。", "The sluice is open from 2.30 to 4 a.m.", "下午4:00 -> 4 a.m."),
    ("三天前，他看到通知。", "Three days later he saw the notice.", "三天前 -> three days later"),
    (
        "两年后，水闸完工。",
        "The sluice had been finished two years earlier.",
        "两年后 -> finished two years earlier",
    ),
    ("下月初，水闸开启。", "The sluice will open at the end of next month.", "月初 -> end of next month"),
    ("上世纪九十年代末，水闸动工。", "Work on the sluice began in the early 1990s.", "年代末 -> early 1990s"),
    ("近两年，水位下降。", "The water will fall over the next two years.", "近两年 -> next two years"),
    ("當天上午，水閘開啟。", "The sluice opened that afternoon.", "上午 -> afternoon"),
    ("昨日下午，水闸关闭。", "The sluice was closed yesterday evening.", "下午 -> evening"),
    (
        "去年中游水闸漏水，同比增加。",
        "The middle sluices leaked this year, more often on year.",
        "去年 -> this year",
    ),
    (
        "去年冬天漏水次数为五年前两倍。",
        "It leaked this year twice as often as five years ago.",
        "去年 -> this year",
    ),
    ("水闸年内完工。", "The sluice will be finished next year.", "年内 -> next year"),
    ("委員會昨通過撥款。", "The committee will approve the grant tomorrow.", "昨 -> tomorrow"),
    ("明天夜间到后天白天有雨。", "Rain from tonight to the day after tomorrow.", "明天 -> tonight"),
    ("水闸周一至周六开放。", "The sluice is open from Tuesday to Saturday.", "周一 -> Tuesday"),
    ("每週一休館。", "Closed on Tuesdays.", "周一 -> Tuesdays"),
    (
        "凌晨仍有人。自下周一起，水闸关闭。",
        "People were there in the small hours. It is closed from next Tuesday.",
        "周一 -> Tuesday",
    ),
]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_is_told_from_now_may_be_said_another_way(zh: str, en: str) -> None:
    assert list(turned(zh, en)) == []


@pytest.mark.parametrize(("zh", "en", "message"), WRONG)
def test_another_year_week_day_or_half_of_the_day_is_an_error(zh: str, en: str, message: str) -> None:
    assert ("error", message) in [(found.severity, found.message) for found in turned(zh, en)]


PARTS = [  # of a year, a month or a day: each finds its fellow, though the text tells of other years, too
    (
        "渡口改建去年9月动工，目前今年的汛期已过。",
        "Rebuilding began in September this year; the flood season of this year is over now.",
        True,
    ),
    (
        "渡口改建去年9月动工，目前今年的汛期已过。",
        "Rebuilding began in September last year; the flood season of this year is over now.",
        False,
    ),
    (
        "据估计，到去年底库存已超过五千台，比去年同期多。",
        "By the end of this year stocks are put at more than 5,000, up on the same period of last year.",
        True,
    ),
    (
        "去年底动工，年底完工。",
        "Begun at the end of last year, it is to be finished at the end of this year.",
        False,
    ),
    (
        "今年上半年来客不少，這個暑期更多。",
        "Many visitors came in the first half of next year, and more this summer.",
        True,
    ),
    (
        "今年上半年來客不少，這個暑期更多。",
        "Many visitors came in the first half of this year, and more this summer.",
        False,
    ),
    ("這個月底還有一場展覽。", "There will be another exhibition at the end of last month.", True),
    ("月底还有一场展览。", "There will be another exhibition at the end of this month.", False),
    (
        "昨天上午签约，今天下午动工。",
        "The contract was signed this morning, and work began this afternoon.",
        True,
    ),
    ("昨夜今晨有雨。", "It rained last night and this morning.", False),
    ("去冬今春少雨。", "Last winter and this spring saw little rain.", False),
    ("去冬今春少雨。", "This winter and this spring saw little rain.", True),
    ("他上周三去镇上的作坊做工。", "Last Thursday he went to work at the workshop in town.", True),
    ("上周三家企业复工。", "Three firms went back to work last week.", False),
]


@pytest.mark.parametrize(("zh", "en", "wrong"), PARTS)
def test_a_part_of_a_year_that_is_told_from_now_finds_its_fellow(zh: str, en: str, *, wrong: bool) -> None:
    assert bool(list(turned(zh, en))) == wrong
