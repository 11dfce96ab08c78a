"""What a translator names, quotes or copies in another way than the Chinese, and the errors like it."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import verify


def found_in(data: dict[str, Any], severity: str = "error") -> set[str]:
    findings: tuple[Finding, ...] = verify(Result.model_validate(data)).findings
    return {found.code for found in findings if found.severity == severity and found.where != "summary"}


def codes(zh: str, en: str, severity: str = "error", **fields: Any) -> set[str]:
    return found_in(
        {
            "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
            "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
            "fields": {"kind": "news", **fields},
        },
        severity,
    )


NAMED = (
    # institutions
    ("村庄在约旦河西岸。", "The village is in the West Bank.", True),
    ("村庄在约旦河东边。", "The village is in the West Bank.", False),
    ("Harrow Group开发了新材料。", "Harrow Group developed a new material.", True),
    ("新材料问世。", "Heyuan Group developed a new material.", False),
    ("晨丰推出新材料。", "Harrow Group developed a new material.", True),  # companies go by their brands
    ("中海油发现新油田。", "China National Offshore Oil Corporation found a new oilfield.", True),
    ("港铁昨天停运。", "Hong Kong's Mass Transit Railway Corporation stopped its trains.", True),
    ("昨天下了大雨。", "Mass Transit Railway Corporation stopped its trains.", False),
    ("总监离职引发疑虑", "Director's Exit Raises Doubts About This Broker Company", True),
    ("石桥村上洲组发生滑坡。", "There was a landslide in Shangzhou Group, Shiqiao Village.", True),
    ("石桥村上洲组织演出。", "Shangzhou Group, Shiqiao Village, put on a play.", False),
    # places and people
    ("大湾区的大学更多了。", "There are more universities in the Guangdong-Hong Kong-Macao area.", True),
    ("珠三角的工厂开工。", "Factories in the Zhujiang delta are at work.", True),
    ("杭嘉湖一带下雨。", "It is raining around Hangzhou, Jiaxing and Huzhou.", True),
    ("江主席到访。", "President Jiang Zemin visited.", True),
    ("江局长到访。", "President Jiang Zemin visited.", False),
    ("《文匯報》作了報道。", "Wen Wei Po reported it.", True),
    ("卓尔湖水位上涨。", "The water of Zhuo Er Lake is rising.", True),
    ("女王到访。", "The Queen visited.", True),
)


@pytest.mark.parametrize(("zh", "en", "right"), NAMED)
def test_what_the_chinese_names_in_another_way_is_not_invented(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in codes(zh, en)) is right


QUOTED = (
    # a speech that goes on in the next paragraph, or comes from the last one
    (
        "他说：“我不会买“新潮”的东西，我支持那些老手艺。",
        "\"I will not buy anything 'trendy'; I am for old crafts.\"",
        True,
    ),
    (
        "我们从没忘记过那些人。”他对晚报说。",
        '"We have never forgotten those people," he told the paper.',
        True,
    ),
    ("他对晚报说，我们没忘记过那些人。", '"We have never forgotten those people," he told the paper.', False),
    ('"我看到球飞过来，就踢了一脚。“', '"I saw the ball come flying and I gave it a kick."', True),
    # what counts is spelt out at length
    (
        "落实“三会一课”制度。",
        'They have "general meetings of members, meetings of committees, of groups and lectures about it".',
        True,
    ),
    ("80寸的价格能换65寸。", 'For the price of 80" you get a new one of 65".', True),
    ("80元的价格能换65寸。", 'He called it "the price of a new one" for once.', False),
)


@pytest.mark.parametrize(("zh", "en", "right"), QUOTED)
def test_a_quotation_may_be_half_in_the_text_or_longer(zh: str, en: str, right: bool) -> None:
    assert ("quotation" not in codes(zh, en)) is right


@pytest.mark.parametrize(
    ("zh", "en", "error", "warning"),
    [
        ("视频丨花开了", "Video丨Flowers are out", False, True),
        ("＃花开了", "＃Flowers are out", False, True),
        ("花开了。", "Flowers are out。", True, False),
        ("视频丨花开了", "Video丨花 are out", True, False),
    ],
)
def test_a_sign_in_full_width_is_less_than_chinese(zh: str, en: str, error: bool, warning: bool) -> None:
    assert ("untranslated" in codes(zh, en)) is error
    assert ("untranslated" in codes(zh, en, "warning")) is warning


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("制定ABCD2020年后的计划。", "Plans for ABCD after 2020 were made.", True),
        ("制定ABCD20计划。", "Plans were made.", False),
        ("0-60km/h只需3秒。", "From 0 to 60 km/h it takes only 3 seconds.", True),
        ("搭载F-35X。", "It carries aircraft.", False),
    ],
)
def test_a_code_ends_where_a_year_begins_and_a_speed_is_none(zh: str, en: str, right: bool) -> None:
    assert ("code_missing" not in codes(zh, en)) is right


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("副总理到会。", "The premier came.", False),
        ("副总监负责此事。", "The deputy head sees to it.", True),
        ("副总监负责此事。", "The head sees to it.", False),
        ("副处级干部第二批签字。", "Officials at division level signed in the second batch.", False),
        ("副处级干部第二批签字。", "Officials at deputy division level signed in the second batch.", True),
        ("副省级城市参加。", "Sub-provincial cities took part.", True),
        (
            "副处长张平、副处长李安来了。",
            "Deputy director Zhang Ping and director Li An came.",
            False,
        ),
        ("副处长张平、副处长李安来了。", "Deputy directors Zhang Ping and Li An came.", True),
        ("副处长张平到会，副处长张平讲话。", "Deputy director Zhang Ping came and spoke.", True),
        ("副部长和部长助理到会。", "The minister and an assistant minister came.", False),
        ("副部长和部长助理到会。", "The vice minister and an aide of the minister came.", True),
        ("他一副队长的样子。", "He looked like a captain.", True),
        ("受副热带高压影响，气温增长。", "Under a subtropical high it grew warmer.", True),
        ("他是副总统的不二人选。", "He alone can be the running mate.", True),
    ],
)
def test_each_deputy_of_the_chinese_is_one_in_the_english(zh: str, en: str, right: bool) -> None:
    assert ("post_rank" not in codes(zh, en)) is right


@pytest.mark.parametrize(
    ("post", "right"),
    [
        ("Undersecretary", True),
        ("Under Secretary", True),
        ("Pro-Vice-Chancellor", True),
        ("second-in-command", True),
        ("Minister of State", True),
        ("Lieutenant Governor", True),
        ("Secretary", False),
        ("Minister", False),
        ("Governor", False),
    ],
)
def test_an_undersecretary_is_a_deputy(post: str, right: bool) -> None:
    assert ("post_rank" not in codes("副部长到会。", f"The {post} attended.")) is right


def test_what_the_chinese_repeats_may_be_repeated() -> None:
    zh = "东滨湾区建桥，东滨湾区修路，东滨湾区办学。"
    name = "the Dongbin and Xiyuan and Nangang Greater Bay Area"
    en = f"{name} builds a bridge; {name} builds a road; {name} sets up a school."
    assert "repeat" not in codes(zh, en)
    assert "repeat" in codes("东滨湾区建桥，修路，办学。", en)


def test_who_is_told_of_in_an_announcement_does_not_make_it() -> None:
    people = [
        {"zh": "沈家禾", "en": "Shen Jiahe", "lines": [1]},
        {"zh": "何霜", "en": "He Shuang", "lines": [1]},
    ]
    zh = "沈家禾昨天返回，并于当晚宣布取消与何霜的会谈。"
    en = "Shen Jiahe returned yesterday and announced that the talks with He Shuang were off."
    assert "actor" not in codes(zh, en, people=people)


PAGE = (
    "本报专访",
    "沈家禾是一名医生。",
    "二十年来在山里行医，从未离开。",
    "何霜是他的学生。",
    "去年考取了执业资格。",
)


@pytest.mark.parametrize(
    ("zh", "cited", "warned"),
    [
        ("沈家禾二十年来在山里行医，从未离开。", 3, False),
        ("何霜二十年来在山里行医，从未离开。", 3, True),
        ("何霜去年考取了执业资格。", 5, False),
        ("沈家禾去年考取了执业资格。", 5, True),
    ],
)
def test_a_line_without_a_name_speaks_of_who_was_named_last(zh: str, cited: int, warned: bool) -> None:
    lines = [{"n": n, "text": text, "role": "title" if n == 1 else "body"} for n, text in enumerate(PAGE, 1)]
    people = [
        {"zh": "沈家禾", "en": "Shen Jiahe", "lines": [2]},
        {"zh": "何霜", "en": "He Shuang", "lines": [4]},
    ]
    point = {"id": "p1", "zh": zh, "en": "The doctor.", "lines": [cited]}
    data = {"document": {"lines": lines}, "key_points": [point], "fields": {"kind": "news", "people": people}}
    assert ("support" in found_in(data, "warning")) is warned


def test_whom_the_page_is_about_may_be_meant_anywhere() -> None:
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(PAGE, 1)]
    lines[0] = {"n": 1, "text": "专访沈家禾", "role": "title"}
    people = [
        {"zh": "沈家禾", "en": "Shen Jiahe", "lines": [2]},
        {"zh": "何霜", "en": "He Shuang", "lines": [4]},
    ]
    point = {"id": "p1", "zh": "沈家禾去年考取了执业资格。", "en": "The doctor.", "lines": [5]}
    data = {"document": {"lines": lines}, "key_points": [point], "fields": {"kind": "news", "people": people}}
    assert "support" not in found_in(data, "warning")
