"""What is open, obliged or planned stays so; and what a paragraph does not say is not in its English."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import codes_of, read

TURNED = [
    ("新校区将于9月1日启用。", "The new campus may open on 1 September."),
    ("经营者必须公示价格。", "Operators may display their prices."),
    (
        "经营者可以预售。学校将于周末开放。",
        "Operators may sell in advance. The school may open at the weekend.",
    ),
    (
        "大桥横跨江面，连接新旧两个城区，全长两公里。受连日暴雨影响，通车可能推迟到秋季。",
        "Between the old and the new town, the bridge might be 2 km long. It may open only in autumn.",
    ),
    (
        "功能厅将于周末开放，由街道和社区管理。",
        "The multi-purpose hall may open at the weekend, run by the community.",
    ),
    ("最高人民法院应当及时复核。", "The Supreme People's Court may review it promptly."),
    (
        "拆除队伍的资质必须由主管部门核定，登记后才能开工。",
        "Demolition teams may be approved by the department, and work begins when they are entered.",
    ),
    (
        "住户可以自带工具，工坊将在周三统一检修设备。",
        "Residents may bring their own tools; the workshop may overhaul its equipment on Wednesday.",
    ),
    ("受台风影响，渡轮可能停航两天。", "Owing to the typhoon, the ferries will stop for two days."),
    ("館方稱展期或將延長。", "The museum says the exhibition will be extended."),
    ("新馆已经建成开放。", "The new library must be completed and opened."),
    (
        "展览将于周末开放，观众通过北门入场。",
        "The exhibition may open at the weekend; visitors enter by the north gate.",
    ),
    ("公司拟在明年建设第二座厂房。", "The company has begun to build a second plant next year."),
    ("全市力争年内新增学位五千个。", "The city managed to add 5,000 school places within the year."),
]
RIGHT = [
    ("合作社设社长一人，并得设副社长一人。", "A cooperative has one head and may have one deputy head."),
    ("未经批准不得施工。", "Work may not be carried out without approval."),
    ("岛上严禁生火。", "No one may light a fire on the island."),
    ("优秀作品将有机会展出。", "Outstanding works may be shown."),
    (
        "主动修复路灯的，可以从轻、减轻或者免除处罚。",
        "For those who mend the lamp, a lighter penalty may be imposed, or it may be reduced or waived.",
    ),
    ("全队全力赶工，以新的作风投入抢修。", "The team worked with all their might, in a new spirit."),
    ("虽然规模小，但影响大。", "It may be small, but its influence is great."),
    ("为使各方受益，双方签署了协议。", "The two sides signed the agreement so that all may benefit."),
    ("学生持学生证入场。", "Students may enter with a student card."),
    ("会员享有借阅资格。", "Members may borrow books."),
    ("该庙可以追溯到唐代。", "The temple must date back to the Tang."),
    ("专家建议推广这一做法。", "Experts urge that this practice be promoted."),
    ("双方将于下月签署协议。", "The agreement gets signed next month."),
    ("任何人不得占用消防通道。", "No one may block the fire lane."),
    ("經營者應當公示價格，並可接受預約。", "Operators shall display their prices and may take bookings."),
    ("受台风影响，渡轮可能停航两天。", "Ferries are likely to stop for two days owing to the typhoon."),
    ("仅凭一人不可能完成测绘。", "One person alone will never finish the survey."),
    ("参赛作品题材不限。", "Entries may be on any subject."),
    ("有意者请致电咨询。", "Those interested may call for information."),
    ("部分地区或有雷雨。", "There may be thunderstorms in places."),
    ("贷款期限最长三十年。", "Loans may run for up to thirty years."),
    ("呢間舖頭分分鐘執笠。", "This shop may close down any day."),
    ("会议于5月召开。", "The meeting was held in May."),
    ("本店禁止吸烟。", "Customers must not smoke here."),
    ("要压实责任。", "Responsibility must be brought home."),
    # by which way who comes may do so, and guesses
    ("参观者通过官网预约。", "Visitors may book through the official website."),
    ("读者到服务台领取读者证。", "Readers may collect their cards at the service desk."),
    ("无需再提交证明。", "Proof may now be dispensed with."),
    ("会员无需预约，随时入场。", "Members may come in at any time and book nothing."),
    # bounds that are set without a word for "not"
    ("货车限行。", "Lorries may not enter."),
    ("大桥限高三米。", "Vehicles higher than three metres may not cross the bridge."),
    ("每人限购两张票。", "Each person may buy two tickets."),
    ("看样子他累坏了。", "He must be tired."),
    ("走了一整天，他累坏了。", "He must be tired after walking all day."),
    ("他肯定知道了。", "He must know."),
    (
        "双方计划共建实验室，目前已启动选址。",
        "The two sides plan a joint laboratory and have begun to look for a site.",
    ),
]
LINES = [
    (
        "市图书馆昨日起延长开放时间，读者晚间也能借阅。",
        "Since yesterday the city library has been open longer.",
    ),
    (
        "新建的河滨公园占地二十公顷，设有步道。",
        "The new riverside park covers 20 hectares and has footpaths.",
    ),
]


@pytest.mark.parametrize(("zh", "en"), TURNED)
def test_what_is_said_with_another_force_is_an_error(zh: str, en: str) -> None:
    assert "modality" in codes_of(zh, en)


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_may_be_told_so_is_none(zh: str, en: str) -> None:
    assert "modality" not in codes_of(zh, en)


def test_a_rule_that_english_tells_by_must_is_only_worth_a_look() -> None:
    zh, en = "图书馆全天开放。", "The library must be open all day."
    assert "modality" in codes_of(zh, en, "warning") - codes_of(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("申请人可以委托代理人。", "The applicant must appoint an agent."),
        ("当事人可以在15日内提起诉讼。", "The party must file a lawsuit within 15 days."),
        ("当地居民可以参加。", "Local residents must take part."),
        ("企业可以自愿参加。", "Companies must take part."),
        ("当事人可以向法院起诉。", "The party shall bring an action."),
        ("主管部门可以责令停工。", "The competent department shall order work to stop."),
        ("居民可以申请补贴。", "Residents are required to apply for the subsidy."),
        ("居民可以申请补贴。", "Residents need to apply for the subsidy."),
        ("业主有权查阅账目。", "Owners must inspect the accounts."),
    ],
)
def test_what_is_allowed_is_not_demanded(zh: str, en: str) -> None:
    assert "modality" in codes_of(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("可以参加，但须提前报名。", "Anyone may take part but must register in advance."),
        ("当事人应当申报，也可以委托代理人申报。", "The party shall report, or have an agent report."),
        ("当事人可以起诉。", "The party shall have the right to bring an action."),
        ("可以看到，孩子们要学的还很多。", "As can be seen, the children have to learn a lot more."),
        ("请假可以由家长代办，须附证明。", "Parents must attach proof."),
        ("申请人可以委托代理人。", "Applicants who cannot come must be allowed an agent."),
        ("可以说，这是最大的桥。", "This must be the largest bridge."),
    ],
)
def test_a_demand_beside_what_is_allowed_may_be_told_by_must(zh: str, en: str) -> None:
    assert "modality" not in codes_of(zh, en)


PLANS_TOLD_AS_DONE = [
    ("全县计划投入1.2亿元。", "The county has invested 120 million yuan."),
    ("双方将签署合作协议。", "The two sides have signed a cooperation agreement."),
    ("双方将签署合作协议。", "The two sides signed a cooperation agreement."),
    ("拟投资3亿元。", "300 million yuan has been invested."),
    ("公司拟收购该企业。", "The company has acquired the enterprise."),
    ("项目将于5月开工。", "Construction of the project started in May."),
    ("预计实现利润3亿元。", "It achieved a profit of 300 million yuan."),
    ("力争达到5%。", "It has reached 5%."),
    ("建议推广该做法。", "The practice has been promoted nationwide."),
]
DONE_TOLD_AS_PLANNED = [
    ("双方签署了合作协议。", "The two sides will sign a cooperation agreement."),
    ("公司已投入3亿元。", "The company plans to invest 300 million yuan."),
    ("项目已于5月开工。", "Construction of the project is planned to start in May."),
    ("县里成立了专班。", "The county is to set up a task force."),
]
NEITHER = [
    ("建议推广该做法。", "It is suggested that the practice be promoted."),
    ("预计达到5%，去年为4%。", "It is forecast at 5 percent, after 4 percent was reached last year."),
    ("计划投入1.2亿元。", "An investment of 120 million yuan is planned."),
    (
        "拟投资3亿元，已完成投资1亿元。",
        "It plans to invest 300 million yuan, of which 100 million has been invested.",
    ),
    ("双方将在签署协议后开工。", "Once the agreement has been signed, the two sides will start work."),
    ("去年签署的协议将于5月生效。", "The agreement signed last year takes effect in May."),
    (
        "公司已投入3亿元，将再投入2亿元。",
        "Having invested 300 million yuan, the company will invest 200 million.",
    ),
    ("他说，签署了协议就能开工。", "He said that once they sign the agreement, work will start."),
    ("会议决定成立专班，已报批。", "The meeting decided that a task force will be set up."),
]


@pytest.mark.parametrize(("zh", "en"), [*PLANS_TOLD_AS_DONE, *DONE_TOLD_AS_PLANNED])
def test_what_is_planned_and_what_is_done_are_not_told_for_each_other(zh: str, en: str) -> None:
    assert "modality" in codes_of(zh, en)


@pytest.mark.parametrize(("zh", "en"), NEITHER)
def test_a_plan_beside_what_is_done_may_be_told_as_either(zh: str, en: str) -> None:
    assert "modality" not in codes_of(zh, en)


def additions(*lines: tuple[str, str]) -> list[str]:
    """Where sentences are found that the Chinese of their paragraph does not say."""
    data: dict[str, Any] = {
        "document": {"lines": [{"n": n, "text": zh, "role": "body"} for n, (zh, _) in enumerate(lines, 1)]},
        "translation": {
            "to": "en",
            "segments": [{"n": n, "zh": zh, "en": en} for n, (zh, en) in enumerate(lines, 1)],
        },
    }
    return [found.where for found in verify(read(data)).findings if found.code == "addition"]


def test_a_sentence_of_another_paragraph_is_an_error_where_it_does_not_belong() -> None:
    (zh, en), other = LINES
    assert additions(*LINES) == []
    assert additions((zh, f"{en} {other[1]}"), other) == ["translation.segments.1.en"]


def test_a_sentence_of_another_paragraph_is_an_error_behind_a_caption_without_a_stop_too() -> None:
    caption, en = "图书馆外景。市民供图", "The library from outside. Photo provided by a reader"
    assert additions((caption, en), *LINES) == []
    assert additions((caption, f"{en} {LINES[1][1]}"), *LINES) == ["translation.segments.1.en"]


def test_a_sentence_that_both_paragraphs_say_is_no_error() -> None:
    (zh, en), (other, told) = LINES
    assert additions((zh + other, f"{en} {told}"), (other, told)) == []
    assert additions((zh + "河滨公园占地二十公顷。", f"{en} {told}"), (other, told)) == []


def test_a_sentence_that_goes_with_nothing_is_an_error() -> None:
    zh = (
        "{}号楼外墙保温工程上周通过验收，住户反映屋内温度明显上升。物业公司表示，明年还将更换楼内的老旧管道。"
    )
    en = (
        "The insulation of the outer walls of Building No. {} passed acceptance last week, and residents say "
        "that their homes are noticeably warmer. The property company said it would also replace "
        "the old pipes next year."
    )
    lines = [(zh.format(n), en.format(n)) for n in range(1, 7)]
    more = "Several neighbouring districts have meanwhile expressed an interest in following this example."
    assert additions(*lines) == []
    assert additions(*lines[:5], (lines[5][0], f"{lines[5][1]} {more}")) == ["translation.segments.6.en"]


def test_what_is_bought_and_then_sold_is_no_plan() -> None:
    zh, en = (
        "将购买、收受的门票倒卖的，依法处罚。",
        "Whoever resells tickets bought or received is punished by law.",
    )
    assert "modality" not in codes_of(zh, en)
