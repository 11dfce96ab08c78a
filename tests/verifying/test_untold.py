"""Conditions and measures that Chinese says in few forms, and of which the English has no word."""

from __future__ import annotations

import pytest

from summarizer.verifying import untold
from summarizer.verifying.page import Pair


def codes(zh: str, en: str, kind: str = "line") -> list[str]:
    found = untold.check(Pair("somewhere", kind, zh, en))  # type: ignore[arg-type]
    return [finding.code for finding in found if finding.severity == "error"]


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("除周一外，展馆每天开放。", "The hall is open every day.", "modality"),
        ("除老人以外，游客均须购票。", "All visitors must buy tickets.", "modality"),
        ("如遇暴雨，渡轮停航。", "The ferries do not run.", "modality"),
        ("若油价回落，航班将增加。", "There will be additional flights.", "modality"),
        ("逾期未领取的，视为放弃。", "The prize is forfeited.", "modality"),
        ("情节严重的，处以罚款。", "A fine is imposed.", "modality"),
        ("经园方同意，游客可以露营。", "Visitors may camp.", "modality"),
        ("原则上不办理退票。", "Tickets are not refunded.", "modality"),
        ("展期必要时可以延长。", "The exhibition may be extended.", "modality"),
        ("符合条件的渔民可以领取补助。", "Fishermen may draw the subsidy.", "modality"),
        ("村民自愿参加培训。", "The villagers take part in the training.", "modality"),
        (
            "《湿地管理办法（试行）》发布。",
            "The Measures for the Management of Wetlands came out.",
            "modality",
        ),
        ("他时任厂长，签了合同。", "He, the director of the plant, signed the contract.", "post_rank"),
        ("每户最高可获补助3000元。", "Each household receives a subsidy of 3,000 yuan.", "qualifier"),
        ("居民人均收入3万元。", "Residents' income totals 30,000 yuan.", "qualifier"),
        ("产值年均增长7%。", "Output grew 7%.", "qualifier"),
        ("码头日均停靠30艘船。", "30 ships call at the quay.", "qualifier"),
    ],
)
def test_what_no_word_of_the_english_may_render_is_lost(zh: str, en: str, code: str) -> None:
    assert codes(zh, en) == [code]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("除周一外，展馆每天开放。", "The hall is open daily but for Mondays."),
        ("除夕之夜，室外人山人海。", "On New Year's Eve it was crowded outdoors."),
        ("除外资外，民资也参与。", "Private capital took part, and so did foreign capital."),
        ("除港口外，机场也已恢复运营。", "Like the port, the airport is running again."),
        ("若不及时治疗，病情会恶化。", "Left untreated, the illness worsens."),
        ("一旦录用，签订合同。", "Successful candidates will sign a contract."),
        ("一旦发生火灾，请走楼梯。", "Take the stairs during a fire."),
        ("逾期未缴的，加收滞纳金。", "A surcharge is added to unpaid sums."),
        ("情节严重的，吊销执照。", "Licences are revoked for egregious violations."),
        ("经医生同意，他提前出院。", "With his doctor's go-ahead he left hospital early."),
        ("他经常同意对方的意见。", "He often shares the other side's views."),
        ("经营许可范围包括食品。", "The business scope covers food."),
        ("原则上每户一个名额。", "The rule is one place per household."),
        ("在保证安全的前提下加快进度。", "Speed up work, with safety assured."),
        ("市民可自愿报名。", "Citizens may sign up."),
        ("时任省长访问该厂。", "The governor of the day visited the plant."),
        ("如遇暴雨，渡轮停航。", "Ferries do not run when it rains heavily."),
        ("若油价回落，航班将增加。", "Were oil to become cheaper, more flights would be laid on."),
        ("若干航班取消。", "Several flights were cancelled."),
        ("如有异议，请来函。", "Objections must be made in writing."),
        ("如果你要做菜，先洗手。", "Before you cook, wash your hands."),
        (
            "逾期未领取的，视为放弃。",
            "A prize not collected in time counts as forfeited; those who fail to do so lose it.",
        ),
        ("经园方同意，游客可以露营。", "Visitors may camp with the park's permission."),
        ("未经批准的集会有三场。", "There were three unauthorised assemblies."),
        ("经批准文号为12号。", "The number of the document is 12."),
        ("游客非自愿下船。", "The passengers left the ship against their will."),
        ("供述是在不自愿的情况下作出的。", "The statement was made under duress."),
        ("志愿者三十人到场，自愿者优先。", "Thirty helpers came."),
        (
            "《湿地管理办法（试行）》发布。",
            "The Measures for the Management of Wetlands (for Trial Implementation) came out.",
        ),
        ("最高气温35℃。", "It was as hot as 35°C."),
        ("最高法能动司法，发布5个案例。", "The top court published five cases."),
        ("居民人均收入3万元。", "Residents earn 30,000 yuan a head."),
        ("他时任厂长，签了合同。", "He was the director of the plant then and signed the contract."),
        ("会议结束。除雨天外均开放。", "Except on rainy days it is open. The meeting ended."),
    ],
)
def test_what_may_be_told_in_any_way_is_let_be(zh: str, en: str) -> None:
    assert codes(zh, en) == []


def test_a_headline_may_leave_out_a_condition() -> None:
    assert codes("如遇暴雨，渡轮停航", "Ferries to stop", "title") == []
