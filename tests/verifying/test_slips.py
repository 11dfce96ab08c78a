"""Slips of a fluent English text: something is said twice or turned round, or "he" stands for her."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import standins, verify
from tests.growth import is_linear
from tests.verifying.examples import codes_of, read


def paired(zh: str, en: str, **fields: Any) -> set[str]:
    """The codes of the errors in a sentence; the one about the rest of the summary is left out."""
    return codes_of(zh, en, **fields)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("矿井下发生瓦斯爆炸。", "A gas explosion occurred a gas explosion occurred underground."),
        ("两家公司修改了章程。", "The two companies amended the two companies amended their articles."),
        (
            "资金可用于维修乡镇公共体育场等。",
            "It goes to repair of sports grounds in towns, repair of sports grounds in towns and so on.",
        ),
    ],
)
def test_a_run_of_words_that_is_there_again_at_once_is_a_slip(zh: str, en: str) -> None:
    assert "repeat" in paired(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "外方与中方合作的，中方应当提出申请。",
            "Where they work with the Chinese party, the Chinese party shall apply.",
        ),
        ("飞入其中，飞入其中。", "Fly into it, fly into it."),
        ("情况一天比一天好。", "Things get better day by day."),
        ("他曾经有过一次机会。", "He had had a chance once."),
    ],
)
def test_what_is_named_again_or_said_twice_in_chinese_is_none(zh: str, en: str) -> None:
    assert "repeat" not in paired(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("活动10月25日至27日举行。", "The event runs from 27 to 25 October."),
        ("时间：16:00-17:30", "Time: 17:30-16:00"),
        ("1至10月投资增长5%。", "From October to January investment grew 5%."),
        ("比赛5月17日、18日举行。", "The race is on 18 and 17 May."),
        ("年会5月10-12日召开。", "The meeting was held on 12-10 May."),
    ],
)
def test_a_range_that_begins_with_its_end_is_found(zh: str, en: str) -> None:
    assert "date" in paired(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("以25比22、25比19获胜。", "They won 25-22, 25-19."),
        ("22:00至次日5:00禁止通行。", "No passage from 22:00 to 5:00 the next day."),
        ("活动10月25日至27日举行。", "The event runs from 25 to 27 October."),
        ("主队1-3负于客队。", "The visitors beat the home side 3-1."),
        ("人数由80人降至60人。", "The number fell from 80 to 60."),
        ("比赛于11月至次年3月举行。", "The races run from November to March of the next year."),
    ],
)
def test_a_range_may_fall_or_go_on_into_the_next_day_or_year(zh: str, en: str) -> None:
    assert "date" not in paired(zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("她说会认真研究。", "He said he would study it carefully.", True),
        ("他说会认真研究。", "She said she would study it carefully.", True),
        ("她说会认真研究。", "She said she would study it carefully.", False),
        ("他的母亲说会认真研究。", "She said she would study it carefully.", False),
        ("他们说会认真研究。", "She said they would study it carefully.", False),
        ("王芳和其他人说会研究。", "She and others said they would study it.", False),
        ("她和丈夫说会研究。", "He said they would study it.", False),
        ("马耳他议长说会认真研究。", "Malta's speaker said she would study it carefully.", False),
        ("犹他州州长说会认真研究。", "Utah's governor said she would study it carefully.", False),
        ("她会见了何立峰。", "Ms Wang met He Lifeng.", False),
        ("她会见了客人。", "In his office he met guests.", True),
    ],
)
def test_whoever_is_a_woman_in_chinese_is_no_man_in_english(zh: str, en: str, wrong: bool) -> None:
    assert ("actor" in paired(zh, en)) is wrong


def test_english_may_have_a_possessive_of_somebody_else_whom_the_chinese_names() -> None:
    people = [{"zh": "默克尔", "en": "Merkel", "posts": [], "lines": [1]}]
    own = paired("他祝贺默克尔连任。", "Mr Li congratulated Merkel on her re-election.", people=people)
    doing = paired("他祝贺默克尔连任。", "She congratulated Merkel on the re-election.", people=people)
    assert "actor" not in own
    assert "actor" in doing


def test_a_name_that_is_another_one_turned_round_may_be_somebody_else() -> None:
    people = [{"zh": "刘洋", "en": "Liu Yang", "posts": [], "lines": [1]}]
    assert "name" not in paired("刘洋和杨柳到会。", "Liu Yang and Yang Liu came.", people=people)


def test_a_name_has_its_surname_first_in_every_text() -> None:
    people = [{"zh": "贾红波", "en": "Jia Hongbo", "posts": [], "lines": [1]}]
    data = {
        "document": {"lines": [{"n": 1, "text": "贾红波说要扩产，贾红波还说要招人。", "role": "body"}]},
        "key_points": [
            {
                "id": "p1",
                "zh": "贾红波说要扩产。",
                "en": "Jia Hongbo spoke of expanding production.",
                "lines": [1],
            },
            {"id": "p2", "zh": "贾红波说要招人。", "en": "Hongbo Jia spoke of hiring.", "lines": [1]},
        ],
        "fields": {"kind": "news", "people": people},
    }
    findings = verify(read(data)).findings
    assert [one.where for one in findings if one.code == "name"] == ["key_points.p2.en"]


@pytest.mark.parametrize(("en", "wrong"), [("early November", True), ("the end of November", False)])
def test_the_end_of_a_month_is_not_its_beginning(en: str, wrong: bool) -> None:
    assert ("date" in paired("探测器计划11月底发射。", f"The probe is to be launched in {en}.")) is wrong


def test_whoever_holds_a_post_abroad_may_have_a_name_of_one_word() -> None:
    posts = [{"zh": "泰国总理", "en": "Prime Minister of Thailand", "lines": [1]}]
    people = [{"zh": "阿努廷", "en": "Anutin", "posts": posts, "lines": [1]}]
    assert "name" not in paired("市长同阿努廷会谈。", "The mayor held talks with Anutin.", people=people)
    people[0]["posts"] = []
    assert "name" in paired("市长同阿努廷会谈。", "The mayor held talks with Anutin.", people=people)
    named = paired("市长同泰国总理阿努廷会谈。", "The mayor met Thai Prime Minister Anutin.", people=people)
    assert "name" not in named


def test_who_replaces_somebody_has_his_post() -> None:
    post = [{"zh": "总经理", "en": "general manager"}]
    people = [
        {"zh": "陈伟", "en": "Chen Wei", "posts": post, "lines": [1]},
        {"zh": "赵敏", "en": "Zhao Min", "posts": [], "lines": [1]},
    ]
    en = "Chen Wei replaced Zhao Min as general manager."
    assert "post" not in paired("陈伟接替赵敏任总经理。", en, people=people)


@pytest.mark.parametrize("text", ["A", "A-", "A&-", "A''", "Abc of the ", "Abc Company "])
def test_capitals_without_an_end_are_read_in_linear_time(text: str) -> None:
    read_in = standins._institutions.__wrapped__  # not what is remembered
    assert is_linear(lambda size: read_in(text * size), 1000, 8000)
