"""What real pages taught: countries by any of their words, negations counted on both sides, opposites."""

import pytest

from summarizer.verifying import opposites, peoples, polarity, sentences


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("美国", "Shares of US chip makers rose."),
        ("美国", "An American firm won."),
        ("荷兰", "Dutch growers"),
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
    reading = polarity.read(zh)
    assert not reading.strong
    assert not reading.weak


@pytest.mark.parametrize("zh", ["校舍不得出租。", "这种苗不适合盐碱地。", "鱼塘没有投料。", "请勿投喂。"])
def test_a_negation_is_read(zh: str) -> None:
    reading = polarity.read(zh)
    assert len(reading.strong) + len(reading.weak) == 1


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


def test_an_opposite_is_found_only_where_nothing_speaks_for_it() -> None:
    assert (
        opposites.exchanged("合作社出口茶叶。", "the cooperative imports tea") == ()
    )  # 出口 has no row of its own
    assert opposites.exchanged("合作社进口茶苗。", "the cooperative exports seedlings") == ("进口", "exports")
    assert opposites.exchanged("进口和出口都多了。", "exports rose") == ()
