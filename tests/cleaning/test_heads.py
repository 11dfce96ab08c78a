import time

import pytest

from summarizer.cleaning import clean
from summarizer.text import Article, Document

MENU = ["首页 | 新闻 | 公告", "当前位置：首页 > 正文"]
FOOTER = ["版权所有 © 2025 柳湖网 未经授权禁止转载", "关于我们 | 联系我们"]
STORY = [
    "柳湖区图书馆昨天宣布，自下月起在六个街道试行流动书车，每周两次停靠在居民较为集中的小区门口。",
    "馆长顾南枝介绍，首批书车共三辆，每辆载书一千二百册，读者凭身份证即可借还，不收取任何押金。",
    "试行期为半年，图书馆将根据借阅情况调整线路，并在年底公布各站点的使用数据，听取居民意见。",
]


def article(lines: list[str]) -> Article:
    return clean(Document("page.txt", "", "text/plain", "utf-8", tuple(lines)))


def roles(lines: list[str], wanted: list[str]) -> list[str]:
    by_text = {line.text: line.role for line in article(lines).lines}
    return [by_text[text] for text in wanted]


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：5,021    字号：[大] [中] [小]    打印    分享到：微信 微博",
        "点击：1830",
        "阅读 9,417   评论(12)   A+ A-",
        "瀏覽人次：003,118　字級：小 中 大",
        "分享到：微信 微博 QQ空间",
        "收藏 打印 关闭窗口",
    ],
)
def test_counters_and_controls_below_a_headline_are_noise(line: str) -> None:
    page = [*MENU, "柳湖区试行流动书车", line, "", *STORY, "", *FOOTER]
    assert roles(page, [line]) == ["noise"]
    assert [line.text for line in article(page).body] == STORY


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2025-03-14　来源：柳湖日报　点击：1830",
        "2025年3月14日 08:10  柳湖日报  记者 沈青禾  评论(12) A+ A-",
        "瀏覽人次：003,118　上稿日期：2025/03/14",
    ],
)
def test_a_line_with_a_date_stays_although_a_counter_stands_beside_it(line: str) -> None:
    page = [*MENU, "柳湖区试行流动书车", line, "", *STORY, "", *FOOTER]
    assert roles(page, [line]) == ["meta"]


def test_the_authors_and_institutes_of_a_paper_are_particulars() -> None:
    head = ["沈青禾1  顾南枝2*", "（1．柳湖大学信息管理系；2．柳湖区图书馆）"]
    page = [*MENU, "流动书车对社区阅读率影响的比较研究", *head, "", *STORY, "", *FOOTER]
    assert roles(page, head) == ["meta", "meta"]


def test_the_place_and_the_chair_of_a_meeting_are_particulars() -> None:
    head = [
        "（2025年第4次）",
        "会议时间：2025年3月14日下午",
        "会议地点：图书馆二楼会议室",
        "主持人：馆长  顾南枝",
    ]
    page = ["柳湖区图书馆馆务会会议纪要", *head, "", *STORY, "", *FOOTER]
    assert "noise" not in roles(page, head)


def test_the_number_and_the_company_above_the_title_of_an_announcement_are_particulars() -> None:
    head = [
        "证券代码：000X00    证券简称：柳湖纸业    公告编号：2025-011",
        "柳湖纸业股份有限公司",
    ]
    story = [
        "本公司董事会保证公告内容真实、准确、完整，没有虚假记载、误导性陈述或者重大遗漏。",
        "柳湖纸业股份有限公司拟以自有资金四千万元向全资子公司柳湖再生纸业有限公司增资，增资后持股比例不变。",
        "本次增资已经公司第三届董事会第九次会议审议通过，无需提交股东会审议，不构成关联交易。",
    ]
    page = [*MENU, "", *head, "关于向全资子公司增资的公告", "", *story, "", *FOOTER]
    found = article(page)
    assert roles(page, head) == ["meta", "meta"]
    assert found.title == "关于向全资子公司增资的公告"


def test_a_company_that_the_headline_names_is_no_headline() -> None:
    page = ["柳湖文化基金会", "", "柳湖文化基金会第二届理事会会议纪录", "时间：2025年3月14日", *STORY]
    assert article(page).title == "柳湖文化基金会第二届理事会会议纪录"


def test_share_links_and_other_headlines_below_a_headline_stay_noise() -> None:
    scraps = ["• 微信", "• QQ空间", "微信扫一扫", "分享给朋友", "T + -", "326"]
    page = [*MENU, "柳湖区试行流动书车", "2025-03-14 08:10 来源：柳湖日报", *scraps, "", *STORY, *FOOTER]
    assert set(roles(page, scraps)) == {"noise"}


def test_what_stands_below_another_text_is_no_head() -> None:
    other = "城东菜市场改造后重新开业，三百多个摊位全部搬进室内，管理处承诺一年内不涨租金，受到商户欢迎。"
    page = ["柳湖区试行流动书车", other, "招商热门地段", *STORY, *FOOTER]
    assert roles(page, ["招商热门地段"]) != ["meta"]


@pytest.mark.parametrize("line", ["责任编辑：沈青禾", "初审：沈青禾　复审：顾南枝", "[责编：沈青禾]"])
def test_the_editor_below_a_share_link_stays_visible(line: str) -> None:
    page = [*MENU, "柳湖区试行流动书车", "2025-03-14 来源：柳湖日报", *STORY, "分享", line, *FOOTER]
    assert roles(page, [line]) == ["meta"]


def test_who_signed_minutes_below_a_gap_is_visible() -> None:
    line = "签发：顾南枝        印发日期：2025年3月20日"
    page = ["柳湖区图书馆馆务会会议纪要", "会议时间：2025年3月14日", *STORY, "----------", line, *FOOTER]
    assert roles(page, [line]) == ["meta"]


@pytest.mark.parametrize("unit", ["浏览", "字号：", "打印时间", "1 ", "大", "分享到", "《", "A+"])
def test_hostile_furniture_takes_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        article([STORY[0], *[unit * 30] * count, *STORY])
        return time.process_time() - start

    seconds(10)  # the model is read
    assert seconds(4000) < 30 * max(seconds(400), 0.02)
