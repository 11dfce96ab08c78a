"""Names that the Chinese says nothing of, in the place of those that it has; and who says what."""

from __future__ import annotations

from typing import Any

import pytest

from tests.verifying.examples import codes_of

PLACES = (
    ("卡塔尔", "Qatar"), ("多哈", "Doha"), ("海法", "Haifa"), ("湖滨省", "Hubin Province"),
    ("宁川省", "Ningchuan Province"), ("临沧", "Lincang"),
)  # fmt: skip
BODIES = (
    ("最高检察院", "Supreme Procuratorate"),
    ("最高检察院案件管理委员会", "Case Management Committee of the Supreme Procuratorate"),
    ("临沧青少年中心", "Lincang Youth Centre"),
    ("临沧青年报", "Lincang Youth Daily"),
    ("北京船舶研究院", "Beijing Ship Research Institute"),
    ("宁川工商银行", "Industrial Bank of Ningchuan"),
)


def fields() -> dict[str, Any]:
    return {
        "places": [{"zh": zh, "en": en, "lines": [1]} for zh, en in PLACES],
        "organisations": [{"zh": zh, "en": en, "lines": [1]} for zh, en in BODIES],
    }


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        # a country that is named less often than in the Chinese, and one that is not named there
        (
            "瑞士队今天抵达，瑞士总统到场迎接。",
            "Sweden's team arrived today, met by the Swiss president.",
            True,
        ),
        ("瑞士队今天抵达，瑞士总统到场迎接。", "The Swiss team arrived today, met by its president.", False),
        ("中国驻秘鲁大使馆举办招待会。", "The Chinese Embassy in Honduras held a reception.", True),
        ("中国驻秘鲁大使馆举办招待会。", "The Chinese embassy in Peru held a reception.", False),
        ("播客在国内发展很快，中国的网站不少。", "Podcasts grow fast in Kenya; China has many sites.", True),
        ("播客在国内发展很快，中国的网站不少。", "Podcasts grow fast at home; China has many sites.", False),
        # somebody's own side, headlines, and what only looks like a country
        ("贝方愿同中国合作，感谢中国支持。", "Benin is willing to work with China and is grateful.", False),
        (
            "黎称南部遭袭，以色列否认，以色列增兵。",
            "Lebanon says its south was hit; Israel denies it.",
            False,
        ),
        (
            "绿色发展是中国与法国、中国与欧盟的共识。",
            "China, France and the EU agree: Green comes first.",
            False,
        ),
        ("中国队获胜，中国球迷很高兴。", "Team China won, and Their Congo drums sounded for joy.", False),
        # places and organisations of the fields
        ("双方在卡塔尔首都多哈重启谈判。", "They resumed talks in Doha, the capital of Haifa.", True),
        ("双方在卡塔尔首都多哈重启谈判。", "They resumed talks in Doha, Qatar's capital.", False),
        (
            "当地时间3日，多哈有雨，临沧放晴。",
            "On the 3rd local time, it rained in Haifa; Lincang was sunny.",
            True,
        ),
        ("湖滨省从严管理离湖通道。", "Ningchuan Province controls the roads out of Hubin strictly.", True),
        ("湖滨省从严管理离湖通道。", "Hubin Province controls the roads out of Hubin strictly.", False),
        ("临沧青少年中心今天开放。", "The Lincang Youth Daily opened today.", True),
        ("临沧青少年中心今天开放。", "The Lincang Youth Centre opened today.", False),
        (
            "工行与临沧青少年中心签约。",
            "The Industrial Bank of Ningchuan signed an agreement with the youth centre of Lincang.",
            False,
        ),
        (
            "（四）最高检察院认为可以审查的其他情形。",
            "(4) Other cases that the Case Management Committee of the Supreme Procuratorate may review.",
            True,
        ),
        (
            "最高检察院的案管委认为可以审查。",
            "The Case Management Committee of the Supreme Procuratorate holds that it may review it.",
            False,
        ),
    ],
)
def test_a_stranger_for_what_is_too_seldom_there_is_found(zh: str, en: str, found: bool) -> None:
    assert ("name_swapped" in codes_of(zh, en, **fields())) is found


PEOPLE = ("高远帆", "温若兰", "石立冬")


def speaker_errors(line: str, said: str, speaker: str) -> bool:
    given = {
        "people": [{"zh": name, "en": "", "lines": [1]} for name in PEOPLE],
        "statements": [{"zh": said, "en": "", "lines": [1], "speaker": speaker, "mode": "indirect"}],
    }
    return "speaker" in codes_of(line, "", **given)


@pytest.mark.parametrize(
    ("line", "said", "speaker", "found"),
    [
        ("高远帆指出，温若兰的方案要再改。", "方案要再改", "温若兰", True),
        ("高远帆指出，温若兰的方案要再改。", "方案要再改", "高远帆", False),
        ("高远帆介绍，温若兰对大家说，方案要再改。", "方案要再改", "温若兰", False),
        ("高远帆说，温若兰一直不愿意改方案。", "温若兰一直不愿意改方案", "温若兰", True),
        ("高远帆更指，方案要再改。", "方案要再改", "石立冬", True),
        ("“方案要再改。”高远帆劝导大家。", "方案要再改。", "石立冬", True),
        ("“方案要再改。”高远帆的同事劝导大家。", "方案要再改。", "石立冬", False),
        ("高远帆在开幕时道歉，但强调方案没有错。", "方案没有错", "石立冬", True),
        ("总经理会见高远帆时表示，方案没有错。", "方案没有错", "石立冬", False),
        ("高远帆表示，路要修好。近年来，在石立冬带领下，路修得很快。", "路修得很快", "温若兰", True),
        ("高远帆表示，路要修好。在石立冬带领下，路修得很快。", "在石立冬带领下，路修得很快", "石立冬", True),
        ("高远帆表示，路要修好。石立冬认为，路太窄。", "石立冬认为，路太窄", "石立冬", False),
        ("高远帆在采访时表示，他会把石立冬提出的方案做完。", "他会把石立冬提出的方案做完", "石立冬", True),
        ("厂长高远帆主持会议并作部署，表示方案要再改。", "方案要再改", "石立冬", True),
        ("厂长高远帆主持会议并作部署，其后律师表示方案要再改。", "方案要再改", "石立冬", False),
        ("高远帆充分肯定这里的成绩，希望大家再改方案。", "希望大家再改方案", "石立冬", True),
        ("诗人高远帆称赞此作：妙手偶得之。", "妙手偶得之", "石立冬", True),
    ],
)
def test_a_statement_is_of_who_speaks(line: str, said: str, speaker: str, found: bool) -> None:
    assert speaker_errors(line, said, speaker) is found


def test_what_goes_on_with_itself_is_stuck_whatever_it_names() -> None:
    run = "officials of Hubin Province and Ningchuan Province visited the "
    zh = "湖滨省、宁川省、湖滨省各地和宁川省各地的干部参观了湖滨省和宁川省的工厂。"
    assert "repeat" in codes_of(zh, "The " + run * 5 + "factories.")


GUESTS = (("高远帆", "Gao Yuanfan"), ("温若兰", "Wen Ruolan"), ("李某", "Li"), ("王某", "Wang"))


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("高远帆嘱温若兰保存文件。", "Wen Ruolan asked Gao Yuanfan to keep the papers.", True),
        ("高远帆嘱温若兰保存文件。", "Gao Yuanfan asked Wen Ruolan to keep the papers.", False),
        ("高远帆嘱温若兰保存文件。", "Wen Ruolan was asked by Gao Yuanfan to keep the papers.", False),
        ("高远帆批评温若兰办事太慢。", "Wen Ruolan works too slowly, Gao Yuanfan complained.", False),
        ("高远帆收到温若兰寄来的文件。", "Wen Ruolan sent Gao Yuanfan the papers.", False),
        ("高远帆的母亲想见温若兰一面。", "Wen Ruolan is whom the mother of Gao Yuanfan wants to see.", False),
        ("对高远帆的提问，温若兰没有回答。", "Wen Ruolan did not answer Gao Yuanfan's question.", False),
        ("高远帆以21比18、21比17险胜温若兰。", "Wen Ruolan narrowly beat Gao Yuanfan 21-18, 21-17.", True),
        ("高远帆到任后，温若兰辞职。", "Wen Ruolan resigned after Gao Yuanfan took office.", False),
        (
            "高远帆认为价格会涨。温若兰也坦言成本很高。",
            "Wen Ruolan holds that prices will rise. Gao Yuanfan also admits that costs are high.",
            True,
        ),
        ("李某说，她早就离开了学校。", "Wang said that she had left school long ago.", True),
        ("李某说，她早就离开了学校。", "Li said that she had left school long ago.", False),
        ("李某说，她早就离开了学校。", "She left school long ago, she said.", False),
    ],
)
def test_a_sentence_begins_with_whom_it_tells_of(zh: str, en: str, found: bool) -> None:
    people = [{"zh": name, "en": said, "lines": [1]} for name, said in GUESTS]
    assert ("name_swapped" in codes_of(zh, en, people=people)) is found
