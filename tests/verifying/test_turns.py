"""What was lost or turned around in texts that no rule was made for, and the like that is right."""

from __future__ import annotations

import pytest

from summarizer import pinyin
from tests.verifying.examples import codes_of


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        (
            "他说，目标不变，“我们有信心完成，但不会为了规模牺牲利润”。",
            'The target is unchanged: "We are confident, but we will {} sacrifice profit for scale."',
            ("not", "gladly"),
        ),
        (
            "经营者不得收取未予标明的费用。",
            "Operators must not collect any charge that has {} been indicated.",
            ("not", "already"),
        ),
        (
            "该人士未持有公司股份，与股东不存在关联关系。",
            "He holds no shares and is {} related to any shareholder with 5% or more.",
            ("not", "closely"),
        ),
        (
            "新增计划暂停，原校舍不得对外出售。",
            "There will be no more plans, and the old school buildings must {} be sold.",
            ("not", "all"),
        ),
        (
            "改造不能“一刀切”，三分之二住户同意后方可动工。",
            "The work must {} be done in one way for all and begin only once two-thirds of households agree.",
            ("not", "always"),
        ),
        (
            "下游水质恢复，未影响饮用水安全。企业没有停产；污染源正在清理。",
            "The water has recovered and was {} affected. Work has not stopped. The source is known.",
            ("not", "badly"),
        ),
        (
            "商家以“二手商品不退不换”为由拒绝。",
            'The seller refused on the grounds that "second-hand goods can{} be returned or exchanged".',
            ("not", " always"),
        ),
        (
            "商家应当面验货，不宜先签收再开箱。",
            "Check the goods in front of the courier {} signing for them first.",
            ("rather than", "after"),
        ),
    ],
)
def test_one_of_several_negatives_is_missed(zh: str, en: str, found: tuple[str, str]) -> None:
    right, wrong = found
    assert "negation" not in codes_of(zh, en.format(right))
    assert "negation" in codes_of(zh, en.format(wrong))


@pytest.mark.parametrize(
    ("zh", "en", "right", "wrong"),
    [
        (
            "治疗组有效率显著高于对照组。",
            "The response rate was {} than in the control group.",
            "higher",
            "lower",
        ),
        (  # the same figure more than once, whichever way round they are told
            "收盘时茶价涨0.07%，盐价跌0.07%，糖价跌0.07%，米价涨0.3%。",
            "At the close tea rose 0.07%, salt {} 0.07%, sugar fell 0.07% and rice rose 0.3%.",
            "fell",
            "rose",
        ),
        ("产品合格率低于全国平均水平。", "The pass rate is {} than the national average.", "lower", "higher"),
        (
            "增速比上月末低0.2个百分点，比上年同期高0.7个百分点。",
            "Growth was 0.2 percentage points lower than in May but 0.7 percentage points {} on the year.",
            "higher",
            "lower",
        ),
        ("沪指低开高走，收涨0.87%。", "The index opened lower but closed {} 0.87%.", "up", "down"),
        (
            "全程累计爬升较去年减少60米。",
            "The course has 60 metres {} climbing than last year.",
            "less",
            "of new",
        ),
        ("10月末余额增速为8.2%。", "The {} rate was 8.2% at the end of October.", "growth", "decline"),
        (
            "有机碳增加2.3克，容重由1.38降至1.29。",
            "Organic carbon {} by 2.3 g, while bulk density decreased from 1.38 to 1.29.",
            "rose",
            "fell",
        ),
        (  # the figure is a part of another one
            "乡村零售额23.8亿元，增长3.8%；城镇下降1%。",
            "Rural retail sales were 2.38 billion yuan, {} 3.8%; those in towns fell 1%.",
            "up",
            "down",
        ),
        (  # it stands in another sentence, too
            "茶叶产量增长5%。茶价下降5%，茶园减少2座。",
            "Tea output {} 5%. Prices fell 5%, and there are 2 gardens less.",
            "rose",
            "dropped",
        ),
    ],
)
def test_a_direction_is_told_by_what_stands_beside_it(zh: str, en: str, right: str, wrong: str) -> None:
    assert "direction" not in codes_of(zh, en.format(right))
    assert "direction" in codes_of(zh, en.format(wrong))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (  # in another order
            "茶价涨0.07%，盐价跌0.07%，糖价跌0.07%。",
            "Salt fell 0.07%, sugar fell 0.07%, and tea rose 0.07%.",
        ),
        (  # all of them at once
            "茶价涨2%，盐价跌2%，糖价跌2%。",
            "Tea rose 2%; salt and sugar each fell 2%.",
        ),
        ("价格不能高于6元。", "The price must be lower than 6 yuan or the same."),
        ("他们增加12个岗位，失业率下降0.3%。", "They set up 12 posts, and unemployment fell 0.3%."),
        (
            "客流比上月多3万人次，票价不变。",
            "Fares are the same; 30,000 more trips were made than last month.",
        ),
        (  # what is reduced is told in another sentence
            "春雨大大缓解了旱情。茶叶产量有望比上年增长两成。",
            "The spring rain reduced the drought. Tea output may come to 120 percent of last year’s.",
        ),
    ],
)
def test_another_wording_turns_nothing_around(zh: str, en: str) -> None:
    assert "direction" not in codes_of(zh, en)


@pytest.mark.parametrize(("written", "found"), [("Chih-ming Lin", True), ("Lin Chih-ming", False)])
def test_a_name_goes_one_way_in_fields_and_texts(written: str, found: bool) -> None:
    people = [{"zh": "林志明", "en": written, "lines": [1]}]
    codes = codes_of("林志明出席会议。", "Lin Chih-ming attended the meeting.", people=people)
    assert ("name" in codes) is found


@pytest.mark.parametrize(("country", "found"), [("韩国", False), ("", True)])
def test_a_name_from_abroad_is_no_pinyin(country: str, found: bool) -> None:
    zh = f"{country}汉江科技院介绍了成果。"
    organisations = [{"zh": "汉江科技院", "en": "Hangang Institute of Technology", "lines": [1]}]
    codes = codes_of(
        zh, "The Hangang Institute of Technology presented its work.", organisations=organisations
    )
    assert ("name_invented" in codes) is found


def test_a_doubled_character_is_no_transliteration() -> None:
    assert pinyin.is_chinese_name("王兰兰")
    assert not pinyin.is_chinese_name("王兰莱")


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("售价提高约6%至1073元。", "The price rose by about 6% to 1,073 yuan.", "1,037 yuan"),
        ("公司披露半年度报告，共42页。", "The company released its interim report of 42 pages.", "24 pages"),
        ("中签率不足四分之一。", "Fewer than one in four succeeded.", "one in five"),
        ("清晨六点半开工。", "Work began at half past six.", "half past seven"),
        ("须在10点前完成。", "It must be done by 10 a.m.", "11 a.m."),
        ("比赛将于下月8日开幕。", "The event opens on the 8th of next month.", "9th of next month"),
        ("11月8日夜间至9日白天降温。", "It cools from the night of November 8 to November 9.", "November 7"),
        ("四分之一决赛今天进行，共4场。", "The quarter-finals, four matches, are today.", "five matches"),
        ("降雨量偏少两到三成。", "Rainfall was 20 to 30 percent lower.", "40 percent"),
        ("外资连三日买超。", "Foreign investors bought for three sessions in a row.", "five sessions"),
    ],
)
def test_figures_and_dates_in_other_words(zh: str, en: str, wrong: str) -> None:
    assert not {code for code in codes_of(zh, en) if code.startswith(("number", "date"))}
    last = {
        "1,037 yuan": "1,073 yuan", "24 pages": "42 pages", "one in five": "one in four",
        "half past seven": "half past six", "11 a.m.": "10 a.m.", "9th of next month": "8th of next month",
        "November 7": "November 9", "five matches": "four matches", "40 percent": "30 percent",
        "five sessions": "three sessions",
    }[wrong]  # fmt: skip
    assert codes_of(zh, en.replace(last, wrong))


def test_votes_against_are_no_denial() -> None:
    zh = "议案以9票同意、0票反对、0票弃权获得通过，本次投资不构成关联交易，也不构成重大资产重组。"
    english = (
        "The proposal was adopted with 9 votes in favour, 0 against and 0 abstentions; this investment does "
        "not constitute a related-party transaction, nor does it constitute a major asset restructuring."
    )
    assert not codes_of(zh, english)
    assert codes_of(zh, english.replace("nor does it constitute", "but constitutes"))


def test_the_seconds_of_a_time_are_part_of_it() -> None:
    zh = "发布时间：2024-05-31 08:03:00 来源：云岭日报"
    english = "Published: 2024-05-31 08:03:00 Source: Yunling Daily"
    assert not codes_of(zh, english)
    assert codes_of(zh, english.replace("08:03", "08:05"))


def test_a_post_that_follows_a_name_is_not_that_of_the_next_name() -> None:
    zh = "市教育局副局长黄桂山、职成教处处长吴小剑出席。"
    english = (
        "Huang Guishan, deputy director of the Municipal Education Bureau, Wu Xiaojian, head of Vocational "
        "and Adult Education Division, attended."
    )
    people = [
        {
            "zh": "黄桂山",
            "en": "Huang Guishan",
            "lines": [1],
            "posts": [{"zh": "副局长", "en": "deputy director"}],
        },
        {"zh": "吴小剑", "en": "Wu Xiaojian", "lines": [1], "posts": [{"zh": "处长", "en": "head"}]},
    ]
    assert "post" not in codes_of(zh, english, people=people)
