"""What is put off, below an age, by the month or until a day is not told as the contrary."""

from __future__ import annotations

import pytest

from summarizer.verifying.dates import compare
from summarizer.verifying.reversals import reversed_in

WRONG = (
    ("会议推迟至6月20日举行。", "The meeting has been brought forward to 20 June."),
    ("开学典礼延期到下周。", "The opening ceremony was moved up to next week."),
    ("会议提前至6月20日举行。", "The meeting has been postponed to 20 June."),
    ("年满18周岁的公民可以报名。", "Citizens under the age of 18 may register."),
    ("未满16周岁的，须家长陪同。", "Those over 16 must be accompanied by a parent."),
    ("月薪5000元。", "The annual salary is 5,000 yuan."),
    ("年薪50万元。", "It pays 500,000 yuan a month."),
    ("每人每天补助50元。", "Each person receives a subsidy of 50 yuan per month."),
    ("日均客流3万人。", "The monthly average is 30,000 passengers."),
    ("公司由盈转亏。", "The company turned from loss to gain."),
    ("茶厂扭亏为盈。", "The tea factory swung to a loss."),
    ("两者呈显著正相关。", "There is a significant negative correlation between the two."),
    ("产量与雨量成反比。", "Output is directly proportional to rainfall."),
    ("协议自签字之日起生效。", "The agreement expires on the day of signature."),
    ("合同于6月1日到期。", "The contract takes effect on 1 June."),
    ("工程2026年底前完工。", "The works will be finished after the end of 2026."),
    ("差异显著（P＜0.01）。", "The difference was significant (P>0.01)."),
    ("该队首次参赛便夺冠。", "The team won the title when it took part for the last time."),
    ("第一阶段工程月内完工。", "The last phase of the works will be completed within the month."),
    ("震中位于北纬31度。", "The epicentre was at 31 degrees south latitude."),
    ("获奖作品在评选结束后展出。", "The winning works are shown before the judging ends."),
    ("洪水造成的直接经济损失仍在统计。", "The direct economic gains from the flood are still being counted."),
    ("越来越多的农户选择种茶。", "Less and less farmers choose to plant tea."),
)
RIGHT = (
    ("该队首次参赛便夺冠。", "The team won the title when it took part for the first time."),
    (
        "这是他首次参赛，也是最后一次。",
        "It was the first and last time that he took part, for the last time at home.",
    ),
    (
        "上一阶段工程已完工，第一阶段延期。",
        "The last phase of the works is complete, and the first phase has been put off.",
    ),
    ("震中位于北纬31度。", "The epicentre was at 31 degrees north latitude."),
    ("获奖作品在评选结束后展出。", "The winning works are shown after the judging ends."),
    (
        "评选结束后展出，此前不公布。",
        "The works are shown when the judging ends and are not published before.",
    ),
    ("大桥通车前后各测一次。", "Measurements are made before and after the bridge opens."),
    (
        "洪水造成的直接经济损失仍在统计。",
        "The direct economic losses from the flood are still being counted.",
    ),
    ("越来越多的农户选择种茶。", "More and more farmers choose to plant tea."),
    ("会议推迟至6月20日举行。", "The meeting has been put off until 20 June."),
    ("会议推迟，比赛提前。", "The meeting was postponed and the match brought forward to Monday."),
    ("年满18周岁。", "Aged 18 or over."),
    ("年满18周岁，不满60周岁。", "Over 18 and under 60."),
    ("月薪5000元，年薪6万元。", "The monthly pay is 5,000 yuan, the annual salary 60,000 yuan."),
    ("每人每天50元，年底结算。", "50 yuan a day for each person, settled annually."),
    ("公司扭亏为盈。", "The company turned a loss into a profit."),
    ("公司由盈转亏。", "The company swung from profit to loss."),
    ("正相关，而非负相关。", "A positive, not a negative correlation."),
    ("合同自签字之日起生效，有效期三年。", "The contract takes effect once signed and expires in 2030."),
    ("年底前不会完工。", "It will not be finished until after the end of the year."),
    ("P<0.01", "P < 0.01"),
    ("5<x<9", "9 > x > 5"),
    ("10个工作日内答复。", "A reply comes within 10 working days."),
    ("15日内答复，10个工作日内办结。", "A reply comes within 15 days, all is done within 10 business days."),
)
TURNED = (
    ("要在6月20日前完成清淤，不得拖延。", "Dredging must be finished after 20 June, without delay."),
    ("要在6月20日前完成清淤。", "Dredging must be finished from 20 June."),
    ("办法自6月20日起施行。", "The measures are in force until 20 June."),
    ("办法自2024年7月1日起施行。", "The measures take effect by 1 July 2024."),
    ("证书有效期至2026年12月31日。", "The certificate is valid from 31 December 2026."),
    ("报名截至6月20日。", "Registration starts on 20 June."),
)
KEPT = (
    ("6月20日前，不得开工。", "Work may start after 20 June."),
    ("要在6月20日前完成。", "It must not be finished after 20 June."),
    ("办法自6月20日起废止。", "The measures are in force until 20 June."),
    ("6月20日起至7月20日。", "From 20 June until 20 July."),
    ("有效期至6月20日，逾期作废。", "It is void after 20 June."),
    ("报名截至6月20日。", "No registration is accepted after 20 June."),
    ("自6月20日起才可报名。", "Registration is not open until 20 June."),
)


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_what_the_english_tells_as_the_contrary_is_an_error(zh: str, en: str) -> None:
    assert [problem.severity for problem in reversed_in(zh, en)] == ["error"]


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_the_contrary_of_something_else_is_none_of_it(zh: str, en: str) -> None:
    assert list(reversed_in(zh, en)) == []


def test_working_days_that_became_days_are_warned_about() -> None:
    found = list(reversed_in("应在10个工作日内答复。", "A reply must be given within 10 days."))
    assert [(problem.code, problem.severity) for problem in found] == [("unit", "warning")]


@pytest.mark.parametrize(("zh", "en"), TURNED)
def test_a_day_that_bounds_something_does_not_bound_it_the_other_way(zh: str, en: str) -> None:
    assert [problem.code for problem in compare(zh, en) if problem.severity == "error"] == ["date"]


@pytest.mark.parametrize(("zh", "en"), KEPT)
def test_what_ceases_on_a_day_or_is_denied_before_it_may_be_told_from_the_other_side(
    zh: str, en: str
) -> None:
    assert compare(zh, en) == []
