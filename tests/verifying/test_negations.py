"""Negations that other words of the English must not stand in for, and such as are told without a "not"."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.results import DocumentOut, LineOut, Result, TranslatedLine, Translation
from summarizer.verifying import verify

LOST = (
    # The adjective tells 不足, not 不宜; the "not" tells a limit or "only then", not 没有.
    ("对肥力不足的地块，不宜深耕。", "Plots short of nutrients are fit for deep ploughing."),
    (
        "没有额外补贴，每周加班不得超过六小时。",
        "Extra pay is given; staff may not work more than six hours.",
    ),
    (
        "他没有参加培训，三天后才收到通知。",
        "He took part in the training and was not notified until three days later.",
    ),
    ("样本不足以说明问题。", "The sample is sufficient to explain the matter."),
    ("公交车不停靠东门站。", "Buses call at East Gate."),
    ("车主不负赔偿责任，但并不意味着可以离开。", "The owner is liable, which does not mean that he may go."),
    ("未经审批不得砍伐或者移栽树木。", "With approval trees must not be felled or moved."),
    ("他的报告相当完整，但没有提到成本。", "His report is quite complete and mentions the cost."),
    ("队员们仍认为没有危险。", "The team still believes that there is a danger."),
    # "Still no" is one word that says no; what does not go is denied, whatever 不通 is told by elsewhere.
    ("目前还没有消息，外人无法进山。", "There is still no news, and outsiders are able to enter the hills."),
    ("这种做法在山区行不通。", "The practice works in the hills."),
)
TOLD = (
    ("专家不清楚原因。", "Experts are in doubt about the reasons."),
    ("产量没有达到预期。", "Output was below expectations."),
    ("监管一刻也不会放松。", "Supervision will continue as strictly as before."),
    ("不排除推迟开工的可能。", "Work may start later."),
    ("他指出了同事的不是。", "He pointed out his colleague's faults."),
    ("两个孩子没有父母。", "The two children are orphans."),
    ("这不是推卸责任，而是改革的需要。", "It is needed for the reform, instead of shifting the blame."),
    ("他还有两单没送。", "He still has two orders to deliver."),
    ("职工不能等到放假才体检。", "Staff cannot wait for their check-ups until they are on leave."),
    # 别 is a name's first sound, and 等 ends a list behind an adjective.
    ("风灾过后，别尔斯克州有三人受伤。", "After the storm three people were injured in the Bersk region."),
    (
        "他说自己工作不好等，骗了不知情的邻居。",
        "He spoke of a bad job and so on, and deceived unknowing neighbours.",
    ),
    ("村里只亏不赚。", "The village made only losses."),
)

LINES = (Path(__file__).parent / "negated.txt").read_text(encoding="utf-8").splitlines()
TRIPLES = [tuple(line.split(" | ")) for line in LINES if line[0] != "#"]


def errors(zh: str, en: str, code: str = "negation") -> list[str]:
    result = Result(
        document=DocumentOut(lines=[LineOut(n=1, text=zh)]),
        translation=Translation(segments=[TranslatedLine(n=1, zh=zh, en=en)]),
    )
    found = (finding for finding in verify(result).findings if finding.severity == "error")
    return [finding.code for finding in found if finding.code == code]


@pytest.mark.parametrize(("zh", "en"), LOST)
def test_a_negation_is_missed_whatever_else_says_no(zh: str, en: str) -> None:
    assert errors(zh, en) == ["negation"]


@pytest.mark.parametrize(("zh", "en"), TOLD)
def test_a_negation_may_be_told_in_other_words(zh: str, en: str) -> None:
    assert errors(zh, en) == []


@pytest.mark.parametrize(("zh", "en"), [(zh, en) for mark, zh, en in TRIPLES if mark == "+"])
def test_what_english_has_a_word_of_its_own_for_is_told(zh: str, en: str) -> None:
    assert errors(zh, en) == []


@pytest.mark.parametrize(("zh", "en"), [(zh, en) for mark, zh, en in TRIPLES if mark == "-"])
def test_what_is_said_without_its_negation_is_an_error(zh: str, en: str) -> None:
    assert errors(zh, en) == ["negation"]


ADDED = (
    ("市政府公布了新的方案。", "The city government did not publish the new plan."),
    ("研究人员发现，睡眠影响记忆。", "Researchers found that sleep does not affect memory."),
    ("代表们支持这一提案。", "The delegates never supported the proposal."),
    # What may deny is told by another word, or denies nothing.
    ("国防部门航拍了海岸空间。", "The defence authorities did not photograph the coast from the air."),
    (
        "未成年人禁止入内，成年人凭票入场。",
        "Minors are prohibited from entering; adults are not admitted with a ticket.",
    ),
    (
        "他只带了两名随员，会谈持续了一夜。",
        "He brought only two aides, and the talks did not continue all night.",
    ),
    ("桥梁无损，车辆已恢复通行。", "The bridge was undamaged and traffic has not resumed."),
    ("今年上半年载客较去年更多。", "In the first half it did not carry more than last year."),
    ("学费免除，学生已报名。", "Students are exempt from tuition and have not enrolled."),
    ("两人反对，九人赞成。", "Two opposed it and nine did not approve it."),
    ("门票不足五百张，已开始发售。", "Fewer than 500 tickets are left and sales have not begun."),
    (
        "船上载有茶叶、瓷器，并未沉没，船员获救。",
        "The ship, carrying tea and porcelain, did not sink and its crew were not rescued.",
    ),
    ("此前举行了三次会谈，未公布结果。", "Three rounds of talks were not held and no result was announced."),
)
OTHERWISE = (
    # What Chinese says without a negation.
    ("会议推迟到五月举行。", "The meeting will not take place before May."),
    ("他拖了三个月才交房租。", "He did not pay the rent for three months."),
    ("他说：“放心。”", 'He said, "Don\'t worry."'),
    ("法院驳回了上诉。", "The court did not uphold the appeal."),
    ("他始终坚持原则。", "He has never abandoned his principles."),
    ("伤者昏迷。", "The injured man is not conscious."),
    ("网传消息系谣言。", "The news going round online is not true."),
    ("早餐另计。", "Breakfast is not included."),
    ("检测结果呈阴性。", "The test did not find the virus."),
    ("退款将在7天内到账。", "Refunds should not take more than seven days."),
    ("车速最高30公里。", "Speeds must not exceed 30 kilometres an hour."),
    ("会谈流产。", "The talks did not take place."),
    ("政策形同虚设。", "The policy does not work in practice."),
    ("水质超标。", "The water does not meet the standard."),
    ("学费全部免除。", "Students do not have to pay any tuition."),
    ("该店周一休息。", "The shop does not open on Mondays."),
    ("暂缓办理签证。", "Visas cannot be applied for at present."),
    ("该药只对成人有效。", "The drug does not work on children."),
    # What English says twice, or as a phrase.
    ("她每天到场，风雨如常。", "She did not miss a day, come wind or rain."),
    ("多美的风景！", "Isn't the scenery beautiful!"),
    ("他不抽烟喝酒。", "He does not smoke and does not drink."),
    ("严禁携带火种、香烟。", "You must not carry lighters and must not carry cigarettes."),
    ("灯在午夜熄灭。", "The lights do not go out until midnight."),
    # What one word tells it tells once, and only what it may tell.
    ("他不满足于现状。", "He was not satisfied with things as they were."),
    ("不难看出，形势不利。", "It is not hard to see that the situation is unfavourable."),
    ("队员不得擅自离队。", "Members must not leave the team without permission."),
    ("村里的老人出人意料地没有反对。", "Unexpectedly, the old people of the village did not object."),
    ("甲、乙两方均未签字。", "Party A did not sign and Party B did not sign."),
    (
        "运动要深入，坚决防止走过场。",
        "The campaign against waste must go deeper and must not become a mere show.",
    ),
    ("免票入场。", "Visitors do not pay for admission."),
    ("这种树十分罕见，当地人也没见过。", "The tree is most unusual, and even the locals have not seen it."),
    ("参会者多达三百人，他没有到场。", "No fewer than 300 people attended; he did not come."),
    ("他对那里很陌生，没有认出来。", "The place was unfamiliar to him and he did not recognise it."),
    (
        "报告称其未有独立性（lack of independence）。",
        "The report says it was not independent (lack of independence).",
    ),
)


@pytest.mark.parametrize(("zh", "en"), ADDED)
def test_a_negation_that_nothing_tells_is_an_error(zh: str, en: str) -> None:
    assert errors(zh, en) == ["negation"]


@pytest.mark.parametrize(("zh", "en"), OTHERWISE)
def test_what_english_alone_tells_by_a_negation_is_none(zh: str, en: str) -> None:
    assert errors(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("产量比去年高出一成多。", "Output was 10 percent more than last year."),
        ("学生每周工作不得超过20小时。", "Students may not work less than 20 hours a week."),
    ],
)
def test_what_is_compared_is_no_qualifier_and_a_limit_is_not_turned(zh: str, en: str) -> None:
    assert "qualifier" in errors(zh, en, "qualifier")
