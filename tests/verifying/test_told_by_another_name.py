"""Names that are told otherwise, left out or added from the lines: no stranger stands in their place."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.text import Term
from summarizer.verifying import hongkong, verify
from summarizer.verifying.meant import place_is_meant, times_told
from tests.verifying.examples import codes_of, read

NAMES = {"name_swapped", "name_missing", "term"}
BODIES = (
    ("世界湖泊组织", "World Lakes Organization"), ("湖滨新闻社", "The Hubin Press"),
    ("白岭发展委员会", "Bailing Development Commission"), ("日本政府", "Japanese government"),
    ("青岚市水利局", "Qinglan Water Resources Bureau"), ("湖区救援署", "LARA"),
    ("青岚省政府办公室", "Office of the Qinglan Provincial Government"),
    ("青岚省政府", "Qinglan Provincial Government"), ("陶远图基金会", "Tao Yuantu Foundation"),
)  # fmt: skip
PLACES = (
    ("天津", "Tianjin"), ("香港", "Hong Kong"), ("柬埔寨", "Cambodia"), ("南京", "Nanjing"),
    ("临沧", "Lincang"), ("白岭", "Bailing"),
)  # fmt: skip
PEOPLE = (("陶远图", "Tao Yuantu"), ("石立冬", "Shi Lidong"))


def fields(**more: Any) -> dict[str, Any]:
    named = {"organisations": BODIES, "places": PLACES, "people": PEOPLE}
    return {
        **{key: [{"zh": zh, "en": en, "lines": [1]} for zh, en in known] for key, known in named.items()},
        **more,
    }


def names_of(zh: str, en: str) -> set[str]:
    return NAMES & codes_of(zh, en, **fields())


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        # by the capitals, in full, by what it is, by its capital
        ("湖区救援署称，世界湖泊组织吁立即停工。", "LARA says WLO urges an immediate halt to the works."),
        ("火起于午夜。湖滨新闻社", "The fire broke out at midnight. HP"),
        ("白岭发展委员会公布了方案。", "The commission published the plan."),
        ("白岭发展委员会和青岚市水利局公布了方案。", "The bureau and the commission published it."),
        ("日本政府已允诺拆除。", "Tokyo has promised to take it down."),
        ("陶远图基金会四处采购。", "His foundation is buying everywhere."),
        # what is called by a place, or by a character of it
        (
            "京津冀水网建成，青岚市水利局管理。",
            "The water grid of Beijing, Tianjin and Hebei is run by the Qinglan bureau of water resources.",
        ),
        ("第一批物资陆续运港。", "The first goods are reaching Hong Kong."),
        (
            "柬新政府恪守一个中国原则，反对干涉中国内政。",
            "Cambodia's new government abides by the one-China principle, against any attack on China.",
        ),
    ],
)  # fmt: skip
def test_a_name_that_is_told_otherwise_is_neither_missing_nor_another(zh: str, en: str) -> None:
    assert names_of(zh, en) == set()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "世界湖泊组织吁立即停工。",
            "The Qinglan Water Resources Bureau urges an immediate halt to the works.",
        ),
        ("白岭发展委员会公布了方案。", "The World Lakes Organization published the plan."),
        ("青岚省政府公布了方案。", "The Office of the Qinglan Provincial Government published the plan."),
        ("白岭发展委员会公布了方案。", "Bright Valley Holdings Group published the plan."),
        ("第一批物资陆续运到临沧。", "The first goods are reaching Hong Kong."),
        ("陶远图和石立冬出席了。", "Shi Lidong was there."),
    ],
)
def test_a_name_in_the_place_of_another_is_still_found(zh: str, en: str) -> None:
    assert names_of(zh, en)


def digest(lines: list[str], zh: str, en: str, kind: str = "key_points", **more: Any) -> set[str]:
    """The errors of a point, or of a statement, that cites the last of some lines."""
    text = {"zh": zh, "en": en, "lines": [len(lines)], **more}
    data: dict[str, Any] = {
        "document": {"lines": [{"n": n, "text": line, "role": "body"} for n, line in enumerate(lines, 1)]},
        "fields": {"kind": "news", **fields()},
    }
    if kind == "key_points":
        data["key_points"] = [{"id": "p1", **text}]
    else:
        data["fields"][kind] = [text]
    found = verify(read(data)).findings
    return {
        one.code
        for one in found
        if one.severity == "error" and one.where.startswith((kind, f"fields.{kind}"))
    }


def test_what_its_lines_name_may_be_added_to_a_text() -> None:
    lines = ["据青岚市水利局24日的消息，水库水位当晚上涨，已高出警戒线。"]
    zh = "水库水位当晚上涨，已高出警戒线"
    en = "Reservoir rises above the warning line that night, Qinglan Water Resources Bureau says"
    assert "name_swapped" not in digest(lines, zh, en)


def test_whose_statement_it_is_may_be_added_to_it_though_only_other_lines_name_him() -> None:
    lines = ["世界湖泊组织答复如下：", "力争今年年内推出，感谢你们的关心。"]
    zh, en = "力争今年年内推出", "The World Lakes Organization said it aimed to launch it this year."
    assert not digest(lines, zh, en, "statements", speaker="世界湖泊组织", mode="indirect")


def test_somebody_else_is_not_added_where_a_name_is_gone() -> None:
    lines = ["白岭发展委员会力争今年年内推出，世界湖泊组织没有表态。"]
    zh, en = "白岭发展委员会力争今年年内推出", "The World Lakes Organization aims to launch it this year"
    assert "name_swapped" in digest(lines, zh, en)


def test_an_office_and_what_it_is_a_part_of_may_both_be_told() -> None:
    lines = ["青岚省政府办公室的通知：报告已经青岚省政府同意，现转发给你们。"]
    zh = "报告已经青岚省政府同意，现转发给你们"
    en = (
        "The Office of the Qinglan Provincial Government passed on the report, to which"
        " the Qinglan Provincial Government had agreed."
    )
    assert not digest(lines, zh, en)


def test_whom_something_is_named_after_need_not_be_named() -> None:
    assert "name_missing" not in names_of("陶远图奖学金今年发放。", "The scholarships are paid this year.")
    assert "name_missing" in names_of("陶远图今年发放奖学金。", "The scholarships are paid this year.")


def test_a_pronoun_takes_up_whom_the_paragraph_before_names() -> None:
    lines = ["石立冬表示，路要修好。", "石立冬强调，桥也要修好。"]

    def codes(en: str) -> set[str]:
        segments = [
            {"n": 1, "zh": lines[0], "en": "The road must be mended, Shi Lidong said."},
            {"n": 2, "zh": lines[1], "en": en},
        ]
        data = {
            "document": {
                "lines": [{"n": n, "text": text, "role": "body"} for n, text in enumerate(lines, 1)]
            },
            "fields": {"kind": "news", **fields()},
            "translation": {"to": "en", "segments": segments},
        }
        return {one.code for one in verify(read(data)).findings if one.severity == "error"}

    assert "name_missing" not in codes("He stressed that the bridge must be mended, too.")
    assert "name_missing" in codes("It was stressed that the bridge must be mended, too.")


def test_a_post_behind_another_party_is_not_of_who_stands_before_it() -> None:
    def codes(line: str) -> set[str]:
        people = [
            {
                "zh": "石立冬",
                "en": "Shi Lidong",
                "lines": [1],
                "posts": [{"zh": "白岭市长", "en": "mayor of Bailing"}],
            },
            {"zh": "陶远图", "en": "Tao Yuantu", "lines": [1]},
        ]
        return codes_of(line, "", people=people)

    assert "post" not in codes("陶远图同白岭市长会谈")
    assert "post" not in codes("陶远图与白岭市长举行会谈")
    assert "post" in codes("陶远图出任白岭市长")


@pytest.mark.parametrize(("speaker", "wrong"), [("石立冬", False), ("陶远图", True)])
def test_who_put_forward_what_somebody_supports_does_not_speak(speaker: str, wrong: bool) -> None:
    line = "石立冬表示，建交多年来友谊不断加深。本市坚持原则，支持陶远图主席提出的倡议，愿加强协调。"
    said = {"zh": "本市坚持原则", "en": "", "lines": [1], "speaker": speaker, "mode": "indirect"}
    people = [{"zh": zh, "en": en, "lines": [1]} for zh, en in PEOPLE]
    assert ("speaker" in codes_of(line, "", people=people, statements=[said])) is wrong


@pytest.mark.parametrize(
    ("zh", "wrong"), [("工信部启动万兆网络试点工作。", False), ("教育部启动万兆网络试点工作。", True)]
)
def test_a_short_name_and_the_full_one_are_one_body(zh: str, wrong: bool) -> None:
    line = "工业和信息化部启动万兆网络试点工作。教育部和工信部都在推进建设。"
    named = [{"zh": name, "en": "", "lines": [1]} for name in ("工业和信息化部", "教育部")]
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": [1]}],
        "fields": {"kind": "news", "organisations": named},
    }
    found = {one.code for one in verify(read(data)).findings if one.severity == "error"}
    assert ("actor" in found) is wrong


@pytest.mark.parametrize(
    ("name", "en", "times"),
    [
        ("World Lakes Organization", "The W.L.O. met; WLO's head spoke.", 2),
        ("WLO", "The World Lakes Organization met.", 1),
        ("World Lakes Organization", "The WLOX met at an organization.", 0),
    ],
)
def test_capitals_stand_for_a_name(name: str, en: str, times: int) -> None:
    assert times_told(Term("湖盟", name, "organisation"), en) == times


@pytest.mark.parametrize(
    ("en", "times"),
    [
        ("The Ministry of Water met.", 0), ("China's water ministry met.", 1), ("Ministries met.", 0),
        ("Two ministries met.", 1), ("The Ministry met.", 1), ("A Green Ministry met.", 0),
    ],
)  # fmt: skip
def test_somebody_is_pointed_at_by_what_he_is(en: str, times: int) -> None:
    assert times_told(Term("青岚水务部", "Qinglan Hydrology", "organisation"), en) == times


@pytest.mark.parametrize(
    ("zh", "en", "text", "meant"),
    [
        ("天津", "Tianjin", "京津冀协同发展", True),
        ("香港", "Hong Kong", "物资陆续运港", True),
        ("南京", "Nanjing", "南大红会招募", True),
        ("葡萄牙", "Portugal", "葡新政府", True),
        ("葡萄牙", "Portugal", "白岭市政府", False),
        ("天津", "Tianjin", "白岭市政府", False),
    ],
)
def test_a_character_may_mean_a_place(zh: str, en: str, text: str, meant: bool) -> None:
    assert place_is_meant(Term(zh, en, "place"), text) is meant


@pytest.mark.parametrize(
    ("zh", "wrong"),
    [
        ("所见文本止于第三部分的标题，具体办法不得而知。", False),
        ("所见文本在产业一节的标题处中断，落实手段无从判断。", False),
        ("这是一份活动汇编，含一场讲座预告和一次征稿。", False),
        ("省里出台办法，融资成本降低两成，项目随后中断。", True),
    ],
)
def test_what_a_digest_says_of_the_text_itself_is_in_no_line(zh: str, wrong: bool) -> None:
    assert ("support" in digest(["三、切实降低企业综合融资成本"], zh, "")) is wrong


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("体育部教师参加。", "Teachers of the Department of Physical Education took part.", False),
        ("財政局答覆。", "The budget bureau of the education authority replied.", False),
        ("体育部教师参加。", "Teachers of the Department of Education took part.", True),
        (
            "两位副局长出席了工程院活动。",
            "The two officials attended the engineering academy's event.",
            False,
        ),
        ("副局长出席了活动。", "The director attended the event.", True),
    ],
)
def test_offices_and_ranks_have_more_words_than_one(zh: str, en: str, wrong: bool) -> None:
    assert bool({"name_swapped", "post_rank"} & codes_of(zh, en)) is wrong


@pytest.mark.parametrize(
    ("name", "right"),
    [("Ha Che", True), ("Tai Mo Shan", True), ("Ha Lin", False), ("Tai Long Shan", False)],
)
def test_villages_and_hills_of_hong_kong_are_spelled_as_there(name: str, right: bool) -> None:
    assert hongkong.names_so(name, "香港新界八鄉下輋村、大帽山昨日失火。") is right


@pytest.mark.parametrize(
    ("en", "missing"),
    [
        ("The lake region's director said that the dam holds.", False),
        ("The region's leader said that the dam holds.", False),
        ("An official said that the dam holds.", True),
        ("A guest, director of the lake region, said that the dam holds.", True),
    ],
)
def test_somebody_may_go_by_his_post(en: str, missing: bool) -> None:
    posts = [{"zh": "区长", "en": "director"}]
    people = [{"zh": "陶远图", "en": "Tao Yuantu", "lines": [1], "posts": posts}]
    assert ("name_missing" in codes_of("湖区区长陶远图说，大坝稳固。", en, people=people)) is missing


@pytest.mark.parametrize(
    ("en", "missing"), [("Dolanovych came.", False), ("Dolanovitch came.", False), ("Dorian came.", True)]
)
def test_a_foreign_name_may_be_spelled_otherwise(en: str, missing: bool) -> None:
    people = [{"zh": "多拉诺维奇", "en": "Marek Dolanovich", "lines": [1]}]
    assert ("name_missing" in codes_of("多拉诺维奇到会。", en, people=people)) is missing


@pytest.mark.parametrize(
    ("zh", "en", "gone"),
    [
        ("青岚省临沧市发布通知。", "Lincang issued a notice.", False),
        ("青岚省、临沧市发布通知。", "Both regions issued a notice.", False),
        ("青岚省发布通知。", "A notice was issued.", True),
        ("青岚省和临沧市发布通知。", "Lincang issued a notice.", True),
    ],
)
def test_a_city_is_known_without_its_province(zh: str, en: str, gone: bool) -> None:
    places = [
        {"zh": "青岚省", "en": "Qinglan Province", "lines": [1]},
        {"zh": "临沧市", "en": "Lincang", "lines": [1]},
    ]
    assert ("term" in codes_of(zh, en, places=places)) is gone


def test_a_capital_stands_for_its_country() -> None:
    assert "name_invented" not in codes_of("中国愿同美国合作。", "Beijing is ready to work with Washington.")
    assert "name_invented" in codes_of("湖区愿同美国合作。", "Beijing is ready to work with Washington.")
