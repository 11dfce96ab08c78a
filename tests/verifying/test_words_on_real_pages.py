"""What real pages taught: countries by any of their words, negations counted on both sides, opposites."""

import pytest

from summarizer.results import Result
from summarizer.verifying import negation, opposites, peoples, polarity, sentences
from summarizer.verifying.page import Page


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("美国", "Shares of US chip makers rose."),
        ("美国", "An American firm won."),
        ("荷兰", "Dutch growers"),
        ("美國", "US orchards"),
        ("馬來西亞", "Malaysian durian"),
        ("中国", "the Chinese mainland"),
    ],
)
def test_a_country_is_told_by_any_of_its_words(zh: str, en: str) -> None:
    assert peoples.is_told(zh, en)


@pytest.mark.parametrize(("zh", "en"), [("美国", "He told us so."), ("日本", "a Chinese orchard")])
def test_another_country_or_a_pronoun_is_not_taken_for_it(zh: str, en: str) -> None:
    assert not peoples.is_told(zh, en)


def test_a_country_may_be_meant_by_one_character() -> None:
    assert peoples.is_meant("中国", "对华出口")
    assert not peoples.is_meant("美国", "美好的一天")


@pytest.mark.parametrize("zh", ["他功不可没。", "客人络绎不绝。", "来自莫斯科。", "能不能去", "价格不菲。"])
def test_a_word_may_hold_a_negating_character_and_negate_nothing(zh: str) -> None:
    assert not polarity.read(zh).negations


@pytest.mark.parametrize("zh", ["校舍不得出租。", "这种苗不适合盐碱地。", "鱼塘没有投料。", "请勿投喂。"])
def test_a_negation_is_read(zh: str) -> None:
    assert len(polarity.read(zh).negations) == 1


def test_a_lost_negation_is_counted() -> None:
    reading = polarity.read("果农没有卖出存货，也不打算降价。")
    assert polarity.counted(reading, "the growers have not sold and do not plan to cut prices").told == 2
    assert polarity.counted(reading, "the growers have sold and do not plan to cut prices").is_short


def test_sentences_are_aligned_where_they_are_not_equal_in_number() -> None:
    zh = "茶园今年新栽茶树3000株，其中一半种在北坡，成活率很高。合作社没有借款。"
    en = (
        "The tea garden planted 3000 trees this year. Half of them are on the northern slope, and most took "
        "root. The cooperative has no debts."
    )
    assert [part[1] for part in sentences.aligned(zh, en)][-1] == "The cooperative has no debts."


def test_sentences_are_aligned_by_what_they_say_where_lengths_allow_it() -> None:
    zh = "窑火怎么保？那就住在窑边不离人。窑边没有床铺。"
    en = "How is the fire kept in? Someone has to watch it. They never leave the kiln. It has no beds at all."
    groups = sentences.fairly_aligned(zh, en, lambda part: part.count("不"), lambda part: part.count("never"))
    assert ["不" in ours for ours, _ in groups] == ["never" in theirs for _, theirs in groups]


def test_marks_in_a_row_end_one_sentence() -> None:
    zh, en = "茶园种了吗？！种了。。", "Has the tea been planted?! It has."
    assert [part[1] for part in sentences.aligned(zh, en)] == ["Has the tea been planted?!", "It has."]


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("合作社进口茶苗。", "the cooperative exports seedlings", ("进口", "exports")),
        ("合作社出口茶叶。", "the cooperative imports tea", ("出口", "imports")),
        ("进口和出口都多了。", "exports rose", ()),
        ("鱼塘北侧新建了泵房。", "a pump house was built south of the pond", ("北侧", "south")),
        ("鱼塘南北两侧新建了泵房。", "a pump house was built south of the pond and another north", ()),
        ("开市之后再补货。", "stock up before the market opens", ("之后", "before")),
        ("开市前再补货。", "stock up before the market opens", ()),
        ("全村有1200多亩鱼塘。", "the village has fish ponds of more than 1,200 mu", ()),
        ("今年鱼苗成活率上升。", "fewer fry died this year, and growth was no slower", ()),
        ("门店白天开放。", "the shop is open by day, its back door half-closed", ()),
        ("泵房建成之后，鱼塘不再缺水。", "after the pump house was built the pond had water", ()),
        ("十二年的老店搬到新址。", "the 12 years old shop moved to new premises", ()),
        ("鱼价上涨5%。", "fish is down 5%", ("涨", "down")),
        ("老公养鱼，女人卖鱼。", "the husband keeps fish and the wife sells them", ()),
        ("鱼价上涨5%。", "fish prices, written down by the shop, are up 5%", ()),
    ],
)
def test_an_opposite_is_found_only_where_nothing_speaks_for_it(
    zh: str, en: str, found: tuple[str, ...]
) -> None:
    assert opposites.exchanged(zh, en) == found


@pytest.mark.parametrize(
    ("zh", "right", "wrong"),
    [
        # any verb may be denied, and so may what has no word of its own
        (
            "合作社今年不招工。",
            "The cooperative is not hiring this year.",
            "The cooperative is hiring this year.",
        ),
        ("他不认同这种养法。", "He disagrees with this way of farming.", "He likes this way of farming."),
        ("水质不稳定。", "The water quality is unstable.", "The water quality is stable."),
        (
            "泵房的用途不清楚。",
            "What the pump house is for is unclear.",
            "What the pump house is for is clear.",
        ),
        ("提案遭村民否决。", "The villagers vetoed the proposal.", "The villagers backed the proposal."),
        ("村民反对填塘。", "Villagers object to filling in the pond.", "Villagers wish to fill in the pond."),
        ("村里拒绝了报价。", "The village turned down the offer.", "The village took up the offer."),
        (
            "泵房在没有通过验收之前不得使用。",
            "Until inspected the pump house must not be used.",
            "It may be used.",
        ),
        # a word that says no of something else is no trace
        (
            "反洪涝专家说，鱼塘今年没有干涸。",
            "The anti-flood expert said the pond has not dried up this year.",
            "The anti-flood expert said the pond has dried up this year.",
        ),
        (
            "鱼塘没有改建，村民抗议失败。",
            "The pond was not rebuilt and the villagers' protest failed.",
            "The pond was rebuilt and the villagers' protest failed.",
        ),
    ],
)
def test_what_is_denied_is_told_or_lost(zh: str, right: str, wrong: str) -> None:
    assert not [found for found in _negation(zh, right) if found == "error"]
    assert "error" in _negation(zh, wrong)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("一次座无虚席的演出。", "A performance to a full house."),
        ("谈判停滞不前。", "The talks have stalled."),
        ("果不其然，鱼价涨了。", "As expected, fish prices rose."),
        ("鱼塘不停换水。", "The water of the pond is changed all the time."),
        ("他好几年没去过鱼市了。", "It is years since he went to the fish market."),
        ("鱼市更像广场，而不是商店。", "The fish market is more like a square than a shop."),
        ("这不是好消息吗？", "Surely this is good news."),
        ("请勿超出这条线。", "Please stay within this line."),
        ("等了十分钟不到，车就来了。", "The bus came in less than ten minutes."),
        ("他反对填塘，反对修路。", "He opposes filling in the pond and building the road."),
        ("两家公司都拒绝，没有说明理由。", "Both firms refused, without giving reasons."),
        ("部分鱼塘非死即废。", "Some of the ponds are dead or abandoned."),
        ("泵房在没有通过验收之前都关着。", "The pump house stays shut until it has passed inspection."),
        ("水闸迟迟修不好。", "The sluice has been slow to be mended."),
        ("下雨天在家不出去的人多。", "On rainy days many people stay at home."),
        ("亏本的鱼塘不是太浅就是太小。", "Ponds that lose money are either shallow or small."),
        ("这家没没无闻的店卖鱼。", "This obscure shop sells fish."),
        ("鱼塘的管理不严格。", "The management of the ponds is lax."),
    ],
)
def test_what_english_tells_in_another_way_is_no_error(zh: str, en: str) -> None:
    assert "error" not in _negation(zh, en)


def _negation(zh: str, en: str) -> list[str]:
    """The severities of what the check of negation says of a line and its translation."""
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
    }
    page = Page(Result.model_validate(data))
    return [finding.severity for finding in negation.check(page) if finding.code == "negation"]
