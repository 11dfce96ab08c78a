"""A word of one side of a pair of opposites that the English tells by the other."""

from __future__ import annotations

import pytest

from summarizer.verifying import opposites
from summarizer.verifying.inflection import bases, forms

WRONG = (
    ("多数代表支持这一方案。", "Most delegates oppose the plan."),
    ("两国将加强港口合作。", "The two countries will weaken their ties in ports."),
    ("该镇贫困家庭可领取补助。", "Rich households of the town may receive the subsidy."),
    ("女队员先后登场。", "The men of the team took the stage one after another."),
    ("上游水位持续偏高。", "The level stays as it is downstream."),
    ("新建的图书馆向市民免费。", "The old library is free for citizens."),
    ("外资企业数量居全省前列。", "The number of domestic firms is among the top of the province."),
    ("合作社不支持这一方案。", "The cooperative does not oppose the plan."),
    ("鱼价每斤比去年高一成。", "Fish is ten percent dearer than first year."),
    ("队员的抗寒能力强。", "The players have a weak resistance to cold."),
    ("镇上的年味浓郁。", "The festive mood in town is weak."),
    ("石桥长300米。", "The stone bridge is 300 metres short."),
    ("小店得到补贴。", "Large shops receive the subsidy."),
    ("家长对这一安排持悲观看法。", "Parents are optimistic about the arrangement."),
)
RIGHT = (
    ("多数代表支持这一方案。", "Most delegates are in favour of the plan, which few oppose."),
    ("多数代表不支持这一方案。", "Most delegates oppose the plan."),
    ("有人支持，也有人反对。", "Some oppose it."),
    ("销量没有增长。", "Sales declined slightly, if anything."),
    ("出口增长百分之五。", "Exports did not fall; they gained five percent."),
    ("镇上成立了有百年历史的新茶社。", "A new company now runs the century-old tea house of the town."),
    (
        "茶展为期近一周，展品在镇上短暂停留。",
        "The nearly week-long show takes its exhibits through the town.",
    ),
    ("茶馆暂停对外开放。", "The tea house is temporarily closed to the public."),
    ("说法要增强说服力，立场要鲜明。", "What is said must convince more, and the stand must be clear-cut."),
    ("茶是姐夫种的。", "The tea was planted by a brother-in-law."),
    ("他拒绝接受采访。", "He refused to accept an interview."),
    ("产量增长较快。", "Output is climbing fast."),
    ("队员能力强，弱点是耐力。", "The players are able; their weak spot is stamina."),
    ("小店旁的大仓库失火。", "A large warehouse beside the shop caught fire."),
)


OUTNUMBERED = (
    ("市场需求持续增长，茶叶出口也快速增长。", "Demand declined steadily, and tea exports saw rapid growth."),
    ("全镇茶叶进出口总值翻番。", "The town's total exports and exports of tea doubled."),
    (
        "合作社降低了茶苗成本，增强了发展后劲。",
        "The cooperative reduced the cost of seedlings and weakened its staying power.",
    ),
    (
        "茶园有多大？合作社没有说。社里新建了两座仓库，又扩大了北坡的茶园，增加了茶树。",
        (
            "How large is the tea garden? The cooperative did not say. It built two new warehouses. "
            "It narrowed the garden on the northern slope and added trees."
        ),
    ),
    ("茶社净利润30万元，主要原因是茶价下跌。", "The tea house had a net loss of 300,000 yuan, for tea fell."),
)
COUNTED = (
    ("茶叶出口增长，果品进口也增长。", "Exports of tea grew, as did imports of fruit."),
    (
        "该项目吸引社会资本五亿元。国有资金占比过半。",
        "It drew private capital. State-owned funds are the most.",
    ),
    ("当日晚间八点，茶会开始。", "The tea party began at 8 p.m. that day."),
    ("路段每天22时至次日5时封闭。", "The stretch is closed from 10 p.m. to 5 a.m. each night."),
    (
        "回购金额不低于500万元且不超过800万元，价格不超过18元。",
        "The amount will be no less than 5 million yuan and no more than 8 million, not above 18 yuan each.",
    ),
    (  # The front is told by the sentence before.
        "茶馆挂了新牌子。车身前面写着茶馆的名字，车身侧面画着一只茶壶和茶馆的门牌号，车身尾部涂了绿色的条纹。茶馆天天营业。",
        (
            "The tea house has a new sign. Its name is on the front of the van. A teapot and the number are "
            "on the sides, and green stripes on the rear. The house is open every day."
        ),
    ),
    ("11人赞成，1人反对。", "Of 12 members, 11 were in favour and one was against."),
)


ELSEWHERE = (
    (  # the other word stands in another sentence
        "茶会最后，社长谢过来客。茶社还要办一流的茶展，请各地茶农来看。",
        "At the close the head thanked the guests. The house will also hold a first show of tea.",
    ),
    (  # far away in the same one
        "村里缺茶工的压力较大，茶路也要整修，水渠要清淤，茶亭要补瓦，仓库要防潮，几个村干部办事拖拉。",
        (
            "The village is under considerable pressure for lack of tea workers, the road must be mended, "
            "the ditch cleared, the pavilion roofed, the store kept dry, and a small handful dawdle."
        ),
    ),
    (  # a word of one character, and not in the same clause
        "茶社多年来叠加新老做法，茶艺精湛，香飘四海。",
        "Over the years it has combined practices new and old; its art is superb, cutting through the air.",
    ),
    (
        "昨日茶叶期货收盘走高，持仓量十万手。",
        "Tea futures closed higher yesterday, with open interest of 100,000.",
    ),
    ("收盘时持仓量十万手。", "Open interest was 100,000 lots at the end of trading."),
    ("茶社提高了炒底茶的手艺。", "The house honed its skill in low-grade tea."),
    ("任何茶客或者茶农不得入内。", "No guest or grower of tea is allowed inside."),
    ("任何人不得入内。", "Nobody is allowed inside."),
    ("大家不得不停下。", "All were forced to stop, and let the cart pass."),
    ("一台发动机忽然熄火。", "An engine suddenly stopped."),
    (
        "茶社要防止茶农返贫，提升他们的收入。",
        "The house will keep growers from falling back into want and add to it.",
    ),
    ("今年上半年按下限计算。", "In the half year to June the lower limit was used."),
    ("政法干部违规喝茶。", "Political and legal officials drank tea against the rules."),
    ("茶社三年内扭亏为盈。", "The house turned losses into profits within three years."),
    ("老人交了茶叶后，便离开了。", "The old man handed over the tea before leaving."),
    (
        "由于茶区天气恶劣，导致春茶产量急剧下降，茶社本年度以斤计算的销量增长率为2%，低于上年同期的增长。",
        (
            "Because of severe weather in the tea areas, which led to a sharp fall in the spring harvest, "
            "the rate of growth of sales by weight was 2% for the house this year, below the growth before."
        ),
    ),
    ("申请交上一级茶协审理。", "The application goes to the tea association at the next level above."),
    ("茶农晚上一起商量明早的活。", "In the evening the growers discussed the work of the next morning."),
    ("茶叶去向不清。", "Where the tea went is far from clear."),
    ("账目不清，茶社正在查明原因。", "The accounts are muddled; the house is making clear why."),
    ("茶客对价格不满。", "Guests are anything but satisfied with the price."),
    ("分配不公，茶农要求公平交易。", "The shares are unequal; growers demand fair trade."),
    ("茶价不稳。", "The price of tea is less stable."),
    ("茶社查处非法经营，依法处罚。", "The house dealt with unlicensed trade by lawful means."),
    ("失业茶工重新就业。", "Tea workers who had lost their posts are employed again."),
    ("茶价不变。", "The price of tea has not changed."),
)
TOLD_HERE = (
    (  # the same words, where they should stand
        "村里缺茶工的压力较大，茶路也要整修，水渠要清淤，茶亭要补瓦，仓库要防潮，几个村干部办事拖拉。",
        (
            "The village is under small pressure for lack of tea workers, the road must be mended, "
            "the ditch cleared, the pavilion roofed, the store kept dry, and a handful of officials dawdle."
        ),
    ),
    ("茶社向群众开放。", "The tea house is open to the private."),
    ("村里建成长效机制。", "The village has built a short mechanism."),
    ("仓库在北郊。", "The store is in the southern suburbs."),
    ("茶社的小额贷款申请已获批。", "The application of the house for a loan has been rejected."),
    ("老人说春茶好喝。", "The old man said that autumn tea tasted good."),
    ("上一届茶协通过了章程。", "The next association of tea adopted the charter."),
    ("下一站是茶亭。", "The previous stop is the tea pavilion."),
    ("茶叶去向不清。", "Where the tea went is clear."),
    ("茶客对价格不满。", "Guests are satisfied with the price."),
    ("茶农认为分配不公。", "Growers hold that the shares are fair."),
    ("茶价不稳。", "The price of tea is stable."),
    ("该合同无效。", "The contract is valid."),
    ("茶社帮助失业者。", "The house helps those who are employed."),
    ("茶价不变。", "The price of tea has changed."),
    ("货款用途的说法不实。", "What was said of the use of the money is true."),
)

# What may tell the other side among other things stands far away.
BESIDE = (
    ("茶工的工资连续十年调涨。", "The wage of tea workers has been lowered ten years in a row."),
    ("工期滞后约三周。", "The work is about three weeks ahead."),
    ("茶市早盘高开。", "The tea market closed higher in the morning."),
    ("茶社回购股份一成。", "The house sold a tenth of its shares."),
    ("茶路通车后，路程缩短一小时。", "When the road opened, it raised the journey by an hour."),
    ("被告收受茶叶十斤。", "The defendant rejected ten jin of tea."),
    ("旧镇八十年代初有三家茶社。", "In the late 1980s the old town had three tea houses."),
    (
        "茶社要切实强化卫生意识，带头遵守规定，做到宽严有度，绝不为多卖茶叶而放松，始终为茶客着想。",
        (
            "The house must effectively weaken its awareness of hygiene, take the lead in keeping the rules, "
            "be strict and lenient in measure, never relax to sell more tea, and always think of its guests."
        ),
    ),
    (
        "这台炒茶机噪音很小，对茶工提出了更高的要求，如果火候过大，茶叶会焦，茶香也会散去很多。",
        (
            "The noise of this machine is very small, and it places lower demands on the workers: if the "
            "fire is too large, the leaves will burn, and much of the scent will be gone as well."
        ),
    ),
    (
        "据茶社介绍，6日晚茶亭失火。",
        "According to the house, the pavilion caught fire on the morning of the 6th.",
    ),
    ("当晚由上级茶社派人检查。", "That evening the tea house at the lower level sent people to inspect it."),
    ("茶社指导下级茶园采摘。", "The house guides the gardens at the upper levels in picking."),
    ("茶社股东计划减持一成。", "A shareholder of the house plans to buy a tenth."),
)
NOT_BESIDE = (
    (
        "茶会从下半年起对前三十家茶社体检。",
        "Since the second half, the fair has checked the top 30 tea houses.",
    ),
    ("茶社可支配收入较少，支持者不多。", "The house has little disposable income and few supporters."),
    ("茶价不具备大幅下跌的基础。", "There is no basis for a sharp fall of prices."),
    ("今天茶客有所减少。", "Guests were fewer than yesterday."),
    ("他从不迟到。", "He is always on time."),
    (
        "据茶社介绍，6日晚茶亭失火。",
        "According to the house, the pavilion caught fire on the evening of the 6th.",
    ),
    (
        "茶社按进度发放贷款，满足茶农需求。",
        "The house issues loans in line with progress to meet the needs of growers.",
    ),
    ("争议由其上一级茶会处理。", "Disputes are dealt with by the association at the next higher level."),
    ("在较不平等的村子，茶价也高。", "In less equal villages tea is dear as well."),
    (
        "单身母亲的茶园按父亲的职业归类。",
        "The gardens of single mothers are classed by the work of their fathers.",
    ),
)


@pytest.mark.parametrize(("zh", "en"), BESIDE)
def test_what_may_tell_a_side_far_from_a_word_does_not_excuse_it(zh: str, en: str) -> None:
    assert opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), NOT_BESIDE)
def test_what_may_tell_a_side_beside_a_word_excuses_it(zh: str, en: str) -> None:
    assert not opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), ELSEWHERE)
def test_what_is_told_by_another_word_or_elsewhere_is_no_opposite(zh: str, en: str) -> None:
    assert not opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), TOLD_HERE)
def test_an_opposite_about_where_the_word_should_be_told_is_found(zh: str, en: str) -> None:
    assert opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), OUTNUMBERED)
def test_a_word_that_another_of_its_kind_beside_it_would_excuse_is_counted(zh: str, en: str) -> None:
    assert opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), COUNTED)
def test_what_is_said_as_often_as_it_is_told_is_no_opposite(zh: str, en: str) -> None:
    assert not opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), WRONG)
def test_the_opposite_of_what_the_chinese_says_is_found(zh: str, en: str) -> None:
    assert opposites.exchanged(zh, en)


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_a_word_that_is_told_or_denied_is_no_opposite(zh: str, en: str) -> None:
    assert not opposites.exchanged(zh, en)


def test_what_is_found_is_named_in_both_languages() -> None:
    assert opposites.exchanged("议会批准了预算。", "Parliament rejected the budget.") == ("批准", "rejected")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("grow", "grew"),
        ("cut", "cutting"),
        ("decline", "declining"),
        ("carry", "carried"),
        ("early", "earliest"),
        ("high", "highest"),
        ("win", "won"),
        ("play", "played"),
    ],
)
def test_the_forms_of_a_word_are_made(word: str, form: str) -> None:
    assert form in forms(word)


@pytest.mark.parametrize("word", ["grow", "decline", "study", "plan", "win", "buy", "rise"])
def test_a_form_that_a_verb_is_found_by_is_among_its_forms(word: str) -> None:
    assert all(word in bases(form) for form in (f"{word}s", *forms(word) & {f"{word}ed", f"{word}ing"}))
