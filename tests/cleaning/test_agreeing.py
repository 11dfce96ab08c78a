"""A short official page keeps all its lines, though hardly one of them is a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from summarizer.cleaning import clean, revising
from summarizer.reading import read_text
from summarizer.text import Article, Document, Vote

BYLINE = "发布时间：2024-06-12 来源：澄州市人民政府"
MENU = ["首页", "政务公开", "政务服务", "互动交流", "走进澄州"]
STORIES = ["青石镇举办运动会", "白河村喜获丰收", "澄州市召开教育工作会议", "市长调研防汛工作"]
FOOTER = "主办：澄州市人民政府办公室 版权所有 京ICP备123号 网站地图"
VACANCY = [
    *(
        "根据工作需要，市图书馆公开招聘工作人员3名。",
        "一、招聘条件",
        "1.本科及以上学历；",
        "2.年龄35周岁以下；",
    ),
    *("3.图书馆相关专业。", "二、报名方式", "报名时间：6月15日至6月20日", "报名地点：市图书馆三楼"),
    *("联系电话：0500-1234567", "三、待遇", "月薪5000元，缴纳五险一金。"),
]
OUTAGE = [
    *("停电时间：6月15日8:00—18:00", "停电范围：城东街道、河西街道", "停电原因：线路检修"),
    *("联系电话：95598", "澄州供电公司"),
]
WINNERS = ["赵明 澄州市第一中学", "钱芳 澄州市第二小学", "孙立 澄州市图书馆", "李静 澄州市人民医院"]
FRAMES = [
    '<div class="article">{}</div>',
    "<article>{}</article>",
    "<main>{}</main>",
    '<div id="content">{}</div>',
    '<table width="100%"><tr><td>{}</td></tr></table>',
]


def links(*texts: str) -> str:
    return "<ul>" + "".join(f'<li><a href="/{k}">{text}</a></li>' for k, text in enumerate(texts)) + "</ul>"


def page(title: str, content: str, frame: str = FRAMES[0], below: str = "") -> Article:
    """The article of a page of an official site."""
    inside = f'<h1>{title}</h1><p class="info">{BYLINE}</p>{content}{below}'
    return clean(
        read_text(
            f"<html><head><title>{title} - 澄州市人民政府</title></head><body><div>{links(*MENU)}</div>"
            f"{frame.format(inside)}<div><h3>相关新闻</h3>{links(*STORIES)}</div><div>{FOOTER}</div></body></html>",
            "page.html",
        )
    )


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def body(article: Article) -> list[str]:
    return [line.text for line in article.body]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("lines", [VACANCY, OUTAGE, WINNERS], ids=["vacancy", "outage", "winners"])
def test_a_notice_of_short_lines_is_kept_whole_and_nothing_of_its_site(lines, frame):
    assert body(page("关于市图书馆的公告", paragraphs(lines), frame)) == lines


@pytest.mark.parametrize("frame", FRAMES)
def test_headings_lists_tables_and_contacts_below_the_first_paragraph_are_kept(frame):
    first = (
        "5月30日，市应急管理局举行防汛推进会。局长林守义出席会议并讲话。会议指出，今年全市计划投入1.2亿元。"
    )
    content = (
        f"<p>{first}</p><h2>下一步</h2><ul><li>各街道要在6月20日前完成排查，不得拖延。</li></ul>"
        "<table><tr><th>项目</th><th>数量</th></tr><tr><td>水渠</td><td>38公里</td></tr></table>"
        "<p>图为会议现场。</p><p>联系电话：0500-1234567</p>"
    )
    rest = [
        "下一步",
        "各街道要在6月20日前完成排查，不得拖延。",
        "项目 | 数量",
        "水渠 | 38公里",
        "图为会议现场。",
    ]
    assert body(page("澄州市召开防汛推进会", content, frame)) == [first, *rest, "联系电话：0500-1234567"]


@pytest.mark.parametrize("title", ["停水通知", "天气预报", "便民服务网点一览"])
def test_the_short_headline_of_a_short_notice_is_its_title(title):
    article = page(title, "<p>因管道检修，6月15日8时至18时，城东片区停水，请居民提前储水。</p>")
    assert [line.text for line in article.lines if line.role == "title"] == [title]


def test_ways_to_other_pages_inside_the_articles_element_are_noise():
    below = (
        '<div>分享到：<a href="#">微信</a> <a href="#">微博</a></div>'
        '<div>上一篇：<a href="/p">关于端午节放假的通知</a></div>'
        f"<h4>相关链接</h4>{links(*STORIES)}"
    )
    assert body(page("停电公告", paragraphs(OUTAGE), below=below)) == OUTAGE


def test_the_first_line_under_a_label_is_the_notices_own_below_a_byline():
    article = page("停电公告", paragraphs(OUTAGE))
    assert [line.text for line in article.lines if line.role == "meta"] == [BYLINE]


def test_the_name_of_a_blog_that_stands_at_its_top_is_no_headline():
    told = "昨天傍晚，老街口的三棵香樟树终于修剪完毕，路灯重新照到了人行道上，散步的居民纷纷拍手叫好。"
    text = (
        "<html><head><title>老街散记的博客</title></head><body><p>老街散记的博客</p>"
        f"<div>{links('首页', '相册', '留言')}</div><h2>老街口的香樟树修剪完毕</h2><p>2024-06-12 10:20:00</p>"
        f"<p>{told}</p><p>{told.replace('三棵', '两棵')}</p><div>版权所有 关于我们</div></body></html>"
    )
    titles = [line.text for line in clean(read_text(text, "page.html")).lines if line.role == "title"]
    assert titles == ["老街口的香樟树修剪完毕"]


def test_the_name_of_a_series_below_the_headline_is_no_headline():
    told = "昨天傍晚，老街口的三棵香樟树终于修剪完毕，路灯重新照到了人行道上，散步的居民纷纷拍手叫好。"
    lines = ["老街口修剪香樟树路灯重放光明", "身边事（新老街·新生活）", "2024-06-12 10:20 来源：老街晚报"]
    text = (
        f"<html><head><title>身边事（新老街·新生活）--老街网</title></head><body>{links(*MENU)}"
        f"{paragraphs(lines)}<div>{paragraphs([told, told.replace('三棵', '两棵')])}</div>"
        f"<h3>相关新闻</h3>{links(*STORIES)}<div>{FOOTER}</div></body></html>"
    )
    roles = {line.text: line.role for line in clean(read_text(text, "page.html")).lines}
    assert [roles[line] for line in (lines[0], lines[2])] == ["title", "meta"]


class Known:
    """Lines that are known to recur."""

    known = frozenset({1})

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def marks(self, document: Document, texts: Sequence[str] | None = None) -> list[bool]:
        return [text in self.lines for text in (document.texts if texts is None else texts)]


def test_extractors_name_the_same_lines_when_a_page_is_cleaned_again_without_what_recurs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared = "更多信息请登录本馆网站查询，也可以扫描二维码关注本馆公众号，第一时间获取最新活动资讯。"
    seen: list[Document] = []
    monkeypatch.setattr(revising, "_MUCH", 0.1)
    monkeypatch.setattr(revising, "clean", lambda document: seen.append(document) or clean(document))
    article = page("关于市图书馆的公告", paragraphs([shared, *OUTAGE]))
    known: Any = Known(shared, *MENU)
    revising.revise(article, known)
    (again,) = seen
    assert len(again.votes) == len(article.document.votes) > 1
    for vote, before in zip(again.votes, article.document.votes, strict=True):
        assert named(again, vote) == named(article.document, before) - {shared, *MENU} != set()


def named(document: Document, vote: Vote) -> set[str]:
    return {document.texts[n - 1] for n in vote.lines or ()}


STORY = [
    "据市农业局统计，今年全市粮食总产量21.3万吨，同比增长3.5%，是近五年最好的一年。",
    "其中小麦9.8万吨，玉米8.1万吨，其余为水稻和薯类，单产都有提高。",
    "农户陈阿婆告诉记者，她家的十二亩稻田收了六吨多稻谷，比去年多了一成。",
    "市农业局表示，明年将再建高标准农田三万亩，并扩建两座粮仓。",
]
WIDGETS = ["点击进入专题 >>", "扫描二维码关注本报微信公众号", "分享到：", "[1] [2] [下一页]", "展开全文"]
DISCLAIMER = "特别声明：以上内容为用户上传并发布，本平台仅提供信息存储服务。"


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_an_article_goes_on_below_what_a_site_puts_between_its_paragraphs(widget: str, place: int) -> None:
    found = page("今年粮食丰收", paragraphs([*STORY[:place], widget, *STORY[place:]]))
    assert set(STORY) <= {line.text for line in found.body}


def test_what_stands_below_a_disclaimer_is_not_the_article() -> None:
    notice = "Notice: the content above is uploaded and posted by a user of the platform."
    found = page("今年粮食丰收", paragraphs([*STORY, DISCLAIMER, notice]))
    assert not {DISCLAIMER, notice} & {line.text for line in found.body}
