"""Headlines on several lines, as official documents set them, and the annexes below their signatures."""

from dataclasses import replace

import pytest

from summarizer.cleaning import clean
from summarizer.grounding import _title_lines
from summarizer.reading import read_bytes
from summarizer.text import Article, Document, Line, headlines

MENU = ["首页", "公告", "登录 | 注册", "当前位置：首页 > 公告 > 正文"]
FOOTER = ["上一篇：关于清理沟渠的通知", "下一篇：关于放假的通知", "关于我们 | 联系我们", "版权所有 禁止转载"]
HEADLINE = ["云岭县人民政府关于同意建立", "湿地保护工作联席会议", "制度的批复"]
WHOLE = "".join(HEADLINE)
NUMBER = "云政函〔2023〕18号"
BODY = [
    "县林业局：",
    "你局《关于建立湿地保护工作联席会议制度的请示》收悉，现批复如下，请认真组织实施。",
    "一、同意建立由县领导牵头的湿地保护工作联席会议制度，联席会议不刻制印章，不正式行文。",
    "二、联席会议成员因工作变动需要调整的，由所在单位提出，报联席会议确定（名单附后）。",
    "三、联席会议每年召开两次全体会议，研究湿地保护的重大问题，督促各单位落实分工任务。",
]
SIGNED = ["云岭县人民政府", "2023年5月9日"]
MEMBERS = [
    "湿地保护工作联席会议成员名单",
    "召集人：孟春和　　副县长",
    "周立夏　　县林业局局长",
    "何秋生　　县水利局副局长",
]
TOP = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>公告</a></li><li><a href='/c'>登录</a></li></ul>"
BOTTOM = "<div><p>关于我们 | 联系我们 | 网站地图</p><p>版权所有 禁止转载</p></div>"


def article(lines: list[str], title: str = "") -> Article:
    return clean(Document("page.txt", "", "text/plain", "utf-8", tuple(lines), title=title))


def page(content: list[str], title: str = "") -> Article:
    """The article of a page of HTML whose content stands in a frame of menus."""
    paragraphs = "".join(f"<p>{line}</p>" for line in content)
    head = f"<html><head><title>{title}</title></head><body>{TOP}"
    text = f"{head}<div id='content'>{paragraphs}</div>{BOTTOM}</body></html>"
    return clean(read_bytes(text.encode(), "page.html"))


def titles(found: Article) -> list[str]:
    return [line.text for line in found.lines if line.role == "title"]


@pytest.mark.parametrize("title", ["", f"{WHOLE}_通知公告_云岭县人民政府网"])
def test_a_headline_on_several_lines_is_one_title(title):
    found = article([*MENU, *HEADLINE, NUMBER, *BODY, *SIGNED, *FOOTER], title)
    assert titles(found) == HEADLINE
    assert found.title == WHOLE


def test_the_window_title_tells_that_lines_of_any_form_are_one_headline():
    lines = ["白鹭飞回东湖湿地", "三年治理终见成效", *BODY[1:4]]
    found = page(lines, "白鹭飞回东湖湿地三年治理终见成效_云岭新闻网")
    assert found.title == "白鹭飞回东湖湿地三年治理终见成效"


def test_the_index_of_an_official_page_has_the_headline_whole_under_its_label():
    index = [
        "索 引 号： | 0001/2023-18 | 主题分类： | 林业",
        f"标　　题： | {WHOLE}",
        f"发文字号： | {NUMBER}",
    ]
    found = article([*MENU, *index, *HEADLINE, NUMBER, *BODY, *SIGNED, *FOOTER])
    assert found.title == WHOLE
    assert titles(found) == [index[1], *HEADLINE]


def test_a_name_above_a_headline_on_one_line_is_no_part_of_it():
    found = article([*MENU, "云岭县人民政府", f"{WHOLE}", NUMBER, *BODY, *SIGNED, *FOOTER])
    assert found.title == WHOLE


def test_a_title_that_is_on_several_lines_cites_all_of_them():
    found = article([*MENU, *HEADLINE, NUMBER, *BODY, *SIGNED, *FOOTER])
    assert _title_lines(WHOLE, [], found) == [line.n for line in found.headline]
    assert [found.text_of(n) for n in _title_lines(WHOLE, [], found)] == HEADLINE


def test_words_of_a_headline_on_several_lines_do_not_run_together():
    lines = ["Wetland Report", "of Yunling County", *BODY[1:4]]
    assert article(lines, "Wetland Report of Yunling County").title == "Wetland Report of Yunling County"


def test_the_members_below_the_signature_of_a_document_belong_to_it():
    found = page([*HEADLINE, NUMBER, *BODY, *SIGNED, *MEMBERS], WHOLE)
    assert [line.text for line in found.body][-4:] == MEMBERS
    assert [line.text for line in found.lines if line.role == "meta"][-2:] == SIGNED


def test_a_document_that_speaks_of_no_annex_ends_with_its_signature():
    plain = [line.replace("（名单附后）", "") for line in BODY]
    others = ["关于清理沟渠的通知", "关于放假的通知", "关于停水的公告"]
    found = page([*HEADLINE, NUMBER, *plain, *SIGNED, *others], WHOLE)
    assert not {line.text for line in found.body} & set(others)


TABLE = [
    "附件",
    "湿地补助计划表",
    "单位：万元",
    "乡镇 2023年 2024年 2025年",
    "石桥镇 120 135 150",
    "东湖镇 80 95 110",
    "柳林乡 45 60 75",
    "备注：数据来自首页登记。",
    "说明：以上数字由县财政局汇总。",
]


def test_the_table_in_an_annex_of_a_crawled_text_belongs_to_the_document():
    found = article([*MENU, *HEADLINE, NUMBER, *BODY, *SIGNED, *TABLE, *FOOTER])
    assert [line.text for line in found.body][-len(TABLE) :] == TABLE
    assert [line.text for line in found.noise] == [*MENU, *FOOTER]


def test_other_stories_below_a_signature_are_no_annex():
    others = ["附件", "清理沟渠行动全面展开", "全县放假安排公布", "停水信息早知道", "修路工程进展顺利"]
    found = article([*MENU, *HEADLINE, NUMBER, *BODY, *SIGNED, *others, *FOOTER])
    assert not {line.text for line in found.body} & set(others[1:])


def test_an_annex_ends_where_the_site_lists_other_stories():
    found = article(
        [*MENU, *HEADLINE, NUMBER, *BODY, *SIGNED, *TABLE, "相关新闻", "清理沟渠行动展开", *FOOTER]
    )
    assert [line.text for line in found.body][-1] == TABLE[-1]


def test_a_headline_that_the_page_has_whole_and_on_lines_is_two_headlines():
    lines = [Line(n, text, "title") for n, text in enumerate([WHOLE, *HEADLINE], 1)]
    assert headlines(lines) == [(lines[0],), tuple(lines[1:])]
    assert headlines([lines[0], replace(lines[0], n=2)]) == [(lines[0],), (replace(lines[0], n=2),)]
