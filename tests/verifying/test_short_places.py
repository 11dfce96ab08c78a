"""Places and institutions that the Chinese shortens and the English spells out, and errors like them."""

from __future__ import annotations

import pytest

from tests.verifying.examples import codes_of

SHORT = (
    # what is named after two places or more
    (
        "西宜高铁襄宜段开工。",
        "Work began on the Xiangyang-Yichang section of the line from Xi'an.",
        True,
    ),
    ("建设广珠通道。", "The Guangzhou-Zhuhai Link is being built.", True),
    ("打造宁（滁）合马经济带。", "The Nanjing (Chuzhou)-Hefei-Ma'anshan economic belt is being built.", True),
    ("深莞特别合作区挂牌。", "The Shenzhen-Dongguan Special Cooperation Zone was set up.", True),
    ("株潭衡一体发展。", "Zhuzhou, Xiangtan and Hengyang develop together.", True),
    ("第一阶段结束。", "The first stage of the Jieyang line is over.", False),
    ("绿色通道开通。", "The Suzhou Link is open.", False),
    ("局长郑明到会。", "The head of the bureau in Zhengzhou came.", False),
    # rivers that are led elsewhere
    ("引洮济渭工程通水。", "Water flows from the Taohe to the Weihe, near Weinan and Taojiang.", True),
    ("引进人才。", "Talents come to Jinjiang.", False),
    # who is in a place, goes there or comes from it
    ("在邛企业增多。", "There are more companies in Qionglai.", False),  # 邛 is short for no city
    ("在泸企业增多。", "There are more companies in Luzhou.", True),
    ("驻济高校签约。", "Universities in Jinan signed.", True),
    ("在蓉学生返校。", "Students in Chengdu went back.", True),
    # institutions by the first characters of their parts
    (
        "川农的研究团队来到四川山区。",
        "A team of Sichuan Agricultural University came.",
        True,
    ),
    ("四川山区的大棚丰收。", "Sichuan Agricultural University had a good harvest in the mountains.", False),
    ("兰州的兰医一院扩建。", "Lanzhou Medical First Hospital is being enlarged.", True),
    ("兰州的医院扩建，住在开封的人来了。", "Kaifeng First Hospital is being enlarged.", False),
    ("四川很大。他在省肿瘤医院工作。", "He works at Sichuan Cancer Hospital.", True),
    ("苏博展出青铜器。", "Suzhou Museum shows bronzes.", True),
    ("央视总台播出节目。", "China Media Group broadcast the programme.", True),
    ("昨天下了大雨。", "China Media Group broadcast the programme.", False),
    ("万达昨天公告。", "Wanda Group made an announcement.", True),
    ("公告昨天发布。", "Wanda Group made an announcement.", False),
    ("鼎武收购工地。", "China Dingwu Steel Group bought the site.", True),
    ("渣打报告称。", "Standard Chartered Bank says so.", True),
    ("川菜和深足。", "Sichuan dishes and Shenzhen's club.", True),
    ("游客来到清迈。", "Tourists come to Chiang Mai.", True),
    ("游客来到清江。", "Tourists come to Chiang Mai.", False),
    # a capital for its country, an established spelling, a word of English after a word in pinyin
    ("中方表示欢迎。", "Beijing welcomed it.", True),
    ("村民表示欢迎。", "Beijing welcomed it.", False),
    ("鼓岭之夏开幕。", "Summer in Kuliang has begun.", True),
    ("电影《面人侠》上映。", "The film Mian Ren Man is shown.", True),
    ("电影《面人侠》上映。", "The film Mian Ren Zhuang Qiuping is shown.", False),
)


@pytest.mark.parametrize(("zh", "en", "right"), SHORT)
def test_what_the_chinese_shortens_is_not_invented(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in codes_of(zh, en)) is right


SUPPLIED = (
    ("我省出台新规。", "Guizhou issued new rules.", True),
    ("全市出台新规。", "Mianyang issued new rules.", True),
    ("全市出台新规。", "Qingzhang issued new rules.", False),  # no city that is known
    ("各省出台新规。", "Guizhou issued new rules.", False),
    ("广东省委来信。", "Guizhou sent a letter.", False),
    ("师父说，戒言来了。", "Master said that Zhu Jieyan came.", True),
    ("师父说，周戒言来了。", "Master said that Zhu Jieyan came.", False),
    ("大雁发布公告。", "Harrow Group made an announcement.", True),
    ("国安主场取胜。", "Beijing Guoan won at home.", True),
    ("徐州云龙区取胜。", "Wuhan Yunlong won at home.", False),
)


@pytest.mark.parametrize(("zh", "en", "doubtful"), SUPPLIED)
def test_a_city_that_is_left_out_in_chinese_is_only_doubtful(zh: str, en: str, doubtful: bool) -> None:
    assert ("name_invented" in codes_of(zh, en)) is not doubtful
    assert ("name_invented" in codes_of(zh, en, "warning")) is doubtful


CUT = (
    (
        '花开时节"，随后以"北方的冬天',
        'When flowers bloom"; then he spoke for an hour on "Winter',
        True,
    ),
    (
        "花开时节”，随后讲了“北方的冬天",
        "When flowers bloom”; then he spoke for an hour on “Winter",
        True,
    ),
    (
        "花开时节，随后讲了北方的冬天。",
        '"When flowers bloom all over", he said, and "Winter".',
        False,
    ),
)


@pytest.mark.parametrize(("zh", "en", "right"), CUT)
def test_what_stands_between_two_quotations_is_not_quoted(zh: str, en: str, right: bool) -> None:
    assert ("quotation" not in codes_of(zh, en)) is right
