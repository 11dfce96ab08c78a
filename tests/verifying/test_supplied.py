"""Names that a Chinese text joins, shares or leaves out, dates glued to names, and errors like them."""

from __future__ import annotations

import pytest

from tests.verifying.examples import codes_of

JOINED = (
    ("他们去过北上广深。", "They have been to Beijing, Shanghai, Guangzhou and Shenzhen.", True),
    ("宜荆恩城市群开会。", "The cities of Yichang, Jingzhou and Enshi held a meeting.", True),
    ("达开两地签约。", "Dazhou and Kaizhou signed.", True),
    ("通武廊的医院合作。", "The hospitals of Tongzhou, Wuqing and Langfang work together.", True),
    ("安新产业带动工。", "Work began on the Anyang-Xinxiang industrial belt.", True),
    ("潍、青、渝三校区的学生到会。", "Students in Weifang, Qingdao and Chongqing came.", True),
    ("上海和信阳的学生到会。", "Students in Shanghai and Qingdao came.", False),
    ("第一批企业来了。", "The first enterprises from Wanzhou, Dazhou and Kaizhou came.", False),
    # what ends the names of all stands once
    ("左右江的游客增多。", "There are more tourists on the Zuojiang and the Youjiang.", True),
    ("东、西洞山下雪了。", "It snowed on Dongshan.", True),
    ("黄（渤）海的候鸟来了。", "The birds of the Bohai Sea came.", True),
    ("海边的候鸟来了。", "The birds of the Bohai Sea came.", False),
    # what is shortened in ways of its own
    ("广发行开了新店。", "Guangdong Development Bank opened a branch.", True),
    ("朱子的书再版。", "The books of Zhu Xi are printed again.", True),
    ("红木的书再版。", "The books of Zhu Xi are printed again.", False),
)


@pytest.mark.parametrize(("zh", "en", "right"), JOINED)
def test_places_that_are_joined_and_masters_are_not_invented(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in codes_of(zh, en)) is right


DOUBTFUL = (
    ("堺市的厂房出售。", "The plant in Sakai is for sale.", True),
    ("日本的厂房出售。", "The plant in Zhongqing is for sale.", False),  # nor is this Japanese
    ("日本的厂房出售。", "The plant in Wuhan is for sale.", False),
    ("陈老来信了。", "A letter came from Chen Guangming.", True),
    ("周总到会。", "Zhou Mingyuan came.", True),
    ("全国总决赛开幕。", "Guo Xingyuan opened the finals.", False),
    ("石桥村的人来了。", "Chen Guangming came.", False),
    # what a school is named after, of which its short name has the surname
    ("邵院的学生到会。", "Students of Shao Lanting College came.", True),
    ("邵院的学生到会。", "Students led by Shao Lanting came.", False),
    ("外语学院的学生到会。", "Students of Shao Lanting College came.", False),
    # a character that is short for a city stands where the English has it
    ("他说青队赢了。", "He said that Qingdao won.", True),
    ("在常规训练后返校。", "They went back to Changzhou.", True),
    ("局长郑明到会。", "The head of the bureau in Zhengzhou came.", False),
    (
        "青年人都爱看书，他们常在村口的亭子里坐到天黑，说说笑笑。",
        "The young read till dark in Qingdao.",
        False,
    ),
)


@pytest.mark.parametrize(("zh", "en", "doubtful"), DOUBTFUL)
def test_what_may_be_left_out_or_read_otherwise_is_doubtful(zh: str, en: str, doubtful: bool) -> None:
    assert ("name_invented" in codes_of(zh, en, "warning")) is doubtful
    assert not (doubtful and "name_invented" in codes_of(zh, en))


QUOTED = (
    (
        "板材尺寸合适，采用“3+2”的结构，很稳固。",
        'The panels fit, and a "3+2" structure is used to make the whole thing firm, as they say "here".',
        True,
    ),
    (
        "他很有分寸，说今年不再办厂了。",
        'He said tactfully "that there would be no more works in 2024".',
        False,
    ),
    ("》的要求，各地会修路。", '", and its requirements, roads will be built in all of the places.', True),
    ("这叫四全三链模式。", 'This is called the "four wholes and three chains" model.', True),
    ("这叫四全三链模式。", 'This is the model: "four wholes and three chains".', False),
    ("他说今年还会再来一次。", 'He said that he "will come here once more this very year".', False),
)


@pytest.mark.parametrize(("zh", "en", "right"), QUOTED)
def test_a_mark_that_closes_a_quotation_or_a_figure_opens_none(zh: str, en: str, right: bool) -> None:
    assert ("quotation" not in codes_of(zh, en)) is right


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("会长Marek Dolanovit16日到会。", "Marek Dolanovit, the president, came on the 16th.", True),
        ("会长Dolanovit9月2日到会。", "Dolanovit, the president, came on 2 September.", True),
        ("球员Dolanovit3月受伤。", "Dolanovit was injured in March.", True),
        ("型号Dolanovit16已停产。", "The model is no longer made.", False),
        ("型号为KX16日前停产。", "The model was discontinued a few days ago.", False),
    ],
)
def test_a_date_may_be_glued_to_a_name(zh: str, en: str, right: bool) -> None:
    assert ("code_missing" not in codes_of(zh, en)) is right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("沈家禾与化学系助理教授Emily", True),
        ("沈家禾与化学系助理教授", False),
        ("沈家禾与化学系助理教授Emily来了。", False),
    ],
)
def test_the_holder_of_a_post_at_the_very_end_of_a_line_may_go_on_in_the_next(line: str, right: bool) -> None:
    people = [
        {"zh": "沈家禾", "en": "Shen Jiahe", "lines": [1]},
        {
            "zh": "Emily Tsui",
            "en": "Emily Tsui",
            "lines": [1],
            "posts": [{"zh": "化学系助理教授", "en": "assistant professor"}],
        },
    ]
    assert ("post" not in codes_of(line, "Shen Jiahe.", people=people)) is right


@pytest.mark.parametrize(("speaker", "right"), [("何霜", True), ("沈家禾", False)])
def test_who_speaks_before_a_semicolon_does_not_speak_after_it(speaker: str, right: bool) -> None:
    line = "沈家禾表示，路要修好；何霜同学寄语，要多读书。"
    people = [
        {"zh": "沈家禾", "en": "Shen Jiahe", "lines": [1]},
        {"zh": "何霜", "en": "He Shuang", "lines": [1]},
    ]
    said = [{"speaker": speaker, "zh": "要多读书", "en": "Read more.", "mode": "indirect", "lines": [1]}]
    en = "Shen Jiahe said that roads were needed; He Shuang said to read more."
    assert ("speaker" not in codes_of(line, en, people=people, statements=said)) is right
