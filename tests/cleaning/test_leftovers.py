"""What a site leaves at the ends of an article that was copied from it."""

from __future__ import annotations

import pytest

from summarizer.cleaning import clean
from summarizer.reading import read_text
from summarizer.text import Role

MENU = ["首页", "新闻", "文化", "登录 | 注册"]
HEAD = ["青石镇老戏台修好了", "2024-09-12 10:15 来源：青石时报"]
STORY = [
    "青石镇的老戏台经过半年修缮，昨天傍晚重新开台，附近几个村的居民早早搬着凳子来等开场。",
    "负责修缮的木匠杜师傅说，屋脊上的二十一片琉璃瓦是按老照片烧制的，梁上的彩绘也照原样补全。",
    "镇文化站介绍，今后每月逢五在戏台演出一场，村民凭身份证可以免费领票，外地游客也能观看。",
]
FOOTER = ["关于我们 | 联系我们", "版权所有 © 2024 青石时报"]
NOISE = [
    *(
        "返回搜狐，查看更多",
        "网友评论 0 条",
        "点击进入专题",
        "点击进入专题：老戏台的故事",
        "阅读 (1024)",
        "举报/反馈",
        "举报",
    ),
    *(
        "更多详情：https://news.example/a/1",
        "更多详情请点击：戏台专题",
        "更多精彩内容，请关注微信公众号“青石”",
        "查看原文",
    ),
    *(
        "扫描二维码关注我们",
        "展开全文",
        "打开APP阅读全文",
        "点赞 收藏 分享",
        "分享到：",
        "- END -",
        "共 3 条评论",
    ),
]
META = [
    *(
        "责任编辑：白杉",
        "（责编：白杉、鲁明）",
        "【纠错】【责任编辑:白杉】",
        "【纠错】 【责任编辑：白杉】",
        "发布于：北京市",
    ),
    *("责任编辑：白杉返回搜狐，查看更多", "（编辑：小白）返回搜狐，查看更多", "原标题：老戏台重新开台"),
]
ABOVE: list[tuple[str, Role]] = [
    ("当前位置：首页 > 文化 > 正文", "noise"),
    ("所在位置: 首页 / 文化", "noise"),
    ("收听本文", "noise"),
    ("小 中 大", "noise"),
    ("+关注", "noise"),
    ("本文共1200字，阅读约3分钟", "noise"),
    ("正在阅读：青石镇老戏台修好了", "meta"),
    ("原标题：老戏台重新开台", "meta"),
    ("（原标题：老戏台重新开台）", "meta"),
    ("来源：青石时报 举报", "meta"),
]


def role(lines: list[str], wanted: str) -> Role:
    article = clean(read_text("\n".join(lines), "page.txt"))
    assert [line.text for line in article.body if line.text != wanted] == STORY
    return next(line.role for line in article.lines if line.text == wanted)


@pytest.mark.parametrize("line", NOISE)
def test_a_way_to_the_site_below_a_copied_article_is_noise(line: str) -> None:
    assert role([*HEAD, *STORY, line], line) == "noise"
    assert role([*MENU, *HEAD, *STORY, line, *FOOTER], line) == "noise"


@pytest.mark.parametrize("line", META)
def test_who_edited_an_article_is_about_it_whatever_stands_beside(line: str) -> None:
    assert role([*HEAD, *STORY, line], line) == "meta"
    assert role([*MENU, *HEAD, *STORY, line, *FOOTER], line) == "meta"


@pytest.mark.parametrize(("line", "wanted"), ABOVE)
def test_above_the_first_paragraph_too(line: str, wanted: Role) -> None:
    found = role([*HEAD, line, *STORY], line)
    assert found == wanted
    assert role([*MENU, *HEAD, line, *STORY, *FOOTER], line) in (wanted, "meta")


@pytest.mark.parametrize(
    "line",
    [
        "更多信息请向文化站咨询",
        "扫描下方二维码报名",
        "位置：青石镇东街",
        "投诉与建议：镇文化站",
        "16",
        "更多详情请关注镇文化站公众号“青石文化”。",
    ],
)
def test_a_last_line_that_says_something_of_its_own_stays(line: str) -> None:
    assert role([*HEAD, *STORY, line], line) == "body"


def test_such_words_within_a_text_are_its_own() -> None:
    lines = [*HEAD, *STORY[:1], "关注", *STORY[1:]]
    assert "关注" in [line.text for line in clean(read_text("\n".join(lines), "text.txt")).body]


def test_a_list_keeps_its_last_entry() -> None:
    lines = ["柜台的牌子", "咨询", "缴费", "举报"]
    assert clean(read_text("\n".join(lines), "text.txt")).noise == ()


@pytest.mark.parametrize("heading", ["相关链接：", "热点新闻", "相关报道", "【最新资讯】"])
def test_headlines_below_a_heading_for_them_are_other_stories(heading: str) -> None:
    article = clean(
        read_text("\n".join([*HEAD, *STORY, heading, "石桥重新通车", "庙会月底开锣"]), "page.txt")
    )
    assert [line.text for line in article.body] == STORY


@pytest.mark.parametrize(
    "below",
    [
        ["相关文件：", "老戏台修缮办法"],
        ["相关链接", "老戏台建于清代，是镇里最老的房子，也是省里的保护单位。"],
        ["相关链接"],
        ["相关链接", "附件：修缮清单"],
    ],
)
def test_what_is_no_list_of_headlines_is_kept(below: list[str]) -> None:
    article = clean(read_text("\n".join([*HEAD, *STORY, *below]), "page.txt"))
    assert [line.text for line in article.body] == [*STORY, *below]
