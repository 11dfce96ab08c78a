"""What is wrong with a source by its own words."""

from __future__ import annotations

import pytest

from summarizer.blemishes import blemishes
from summarizer.text import Article, Document, Line, Role

PARAGRAPH = "六月三日，青柳镇举行龙舟赛，来自七个村的十四支队伍参加了比赛，两岸观众超过三千人。"


def found(*lines: str | tuple[Role, str], media_type: str = "text/plain") -> list[tuple[str, str]]:
    given = [line if isinstance(line, tuple) else ("body", line) for line in lines]
    numbered = tuple(Line(n, text, role) for n, (role, text) in enumerate(given, 1))  # type: ignore[arg-type]
    document = Document("a.txt", "", media_type, "utf-8", tuple(line.text for line in numbered))
    return [(issue.type, issue.zh) for issue in blemishes(Article(document, numbered))]


@pytest.mark.parametrize(
    ("last", "zh"),
    [
        (("body", "比赛由镇工会承办，总奖金为23"), "比赛由镇工会承办，总奖金为23"),
        (("body", "赛后，镇长宣布明年将把比赛移到新建的湖滨公园举行，届时邀请邻县的十六支队伍共同"), ""),
        (("body", "冠军归东村队。（未完待续）"), "（未完待续）"),
        (("noise", "展开全文"), "展开全文"),
        (("noise", "登录后查看全文"), "登录后查看全文"),
        (("noise", "[1] [2] [3] 下一页"), "[1] [2] [3] 下一页"),
        (("noise", "剩余60%内容需付费"), "剩余60%内容需付费"),
    ],
)
def test_a_text_that_breaks_off_says_so(last: tuple[Role, str], zh: str) -> None:
    ((kind, passage),) = found(PARAGRAPH, PARAGRAPH, last)
    assert kind == "truncated"
    assert passage == zh or not zh


@pytest.mark.parametrize(
    "last",
    [
        "冠军归东村队。",
        "青柳镇人民政府",
        "咨询电话：010-64000023",
        "责任编辑：李明",
        "联系人：李明，联系电话：010-64000023，地址：青柳镇湖滨路中段青柳大厦十二层1208号",
        "本报记者李明，通讯员王芳，摄影陈立，校对赵静，由青柳镇文化站和青柳镇工会供稿",
        "读者反映，有的网站“登录后查看全文”，给老人带来不便，镇图书馆为此开设了辅导班。",
    ],
)
def test_a_text_that_ends_is_whole(last: str) -> None:
    assert found(PARAGRAPH, PARAGRAPH, last) == []


def test_behind_the_button_of_a_saved_page_stands_what_it_shows() -> None:
    assert found(PARAGRAPH, ("noise", "展开全文"), media_type="text/html") == []


@pytest.mark.parametrize(
    ("line", "zh"),
    [
        (("meta", "转载自：青柳晚报"), "转载自：青柳晚报"),
        (("noise", "本文转自青柳网"), "本文转自青柳网"),
        (("meta", "来源：青柳晚报（转载）"), "来源：青柳晚报（转载）"),
    ],
)
def test_a_page_that_has_its_text_from_elsewhere_says_so(line: tuple[Role, str], zh: str) -> None:
    assert found(line, PARAGRAPH) == [("repost", zh)]


@pytest.mark.parametrize("text", ["铁路由单线转自动闭塞。", "他转自营业务。", "未经许可不得转载。"])
def test_who_turns_to_something_has_reposted_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("司机李某某当场被查获。", "李某某"),
        ("民警将陈某带回。", "陈某"),
        ("顾XX表示认错。", "顾XX"),
        ("温○○出席。", "温○○"),
        ("劉×× 沒有回應。", "劉××"),
    ],
)
def test_a_name_that_is_given_by_half_is_masked(text: str, zh: str) -> None:
    assert ("censored", zh) in found(text)


@pytest.mark.parametrize(
    "text", ["当时某公司倒闭。", "于XX年XX月完工。", "方某种程度上同意。", "尺码为XXL。", "他向某人求助。"]
)
def test_what_is_no_name_is_not_masked(text: str) -> None:
    assert found(text) == []


def test_a_passage_in_another_encoding_is_garbled() -> None:
    misread = "浼氳鎸囧嚭"  # 会议指出
    assert found(f"{misread}，水渠要修好。") == [("garbled", misread)]
    assert found("县财??局发文。") == [("garbled", "县财??局发文。")]
    assert found("你是谁??我是镇长。") == []
    assert found("淦鑫、漓江、珏璐和滢滢到场。真的吗??") == []
