import time

import pytest

from summarizer.cleaning import clean
from summarizer.text import Article, Document

MENU = ["首页", "公告", "登录 | 注册", "当前位置：首页 > 公告 > 正文"]
FOOTER = ["上一篇：关于清理沟渠的通知", "下一篇：关于放假的通知", "关于我们 | 联系我们", "版权所有 禁止转载"]
OTHERS = ["相关公告", "关于领取种子的公告", "关于停水的公告", "关于修路的公告", "关于体检的公告"]
OPENING = "为了让居民了解家乡的湿地，镇文化站决定举办稻田观鸟活动，现将有关事项通知如下。"
NOTICE = [
    "关于举办稻田观鸟活动的通知",
    "发布时间：2024-04-02 浏览次数：120",
    "各村民小组：",
    OPENING,
    "一、活动时间",
    "4月20日上午8:00—11:00",
    "二、活动地点",
    "石桥镇东湖稻田",
    "三、报名方式",
    "请有意参加的居民于4月15日前到镇文化站登记，每组限报二十人。",
]
CONTACTS = ["联系人：秦小雨、温立新", "电话：0000-1234567", "地址：石桥镇文化路3号"]
PAPER = [
    "稻田水位对鹭鸟觅食的影响",
    "2023-11-02 来源：湿地学刊 作者：秦小雨",
    "稻田是鹭鸟重要的觅食地，水位的高低直接影响它们捕食鱼类和蛙类的难易程度，前人已做过研究。",
    "本研究在六块相邻的稻田中设置了三种水位，每天在日出后两小时内用望远镜记录鹭鸟的觅食次数。",
    "结果显示，不同水位下觅食成功率的差异显著，水位过深时鹭鸟转向田埂附近觅食。",
]


def article(lines: list[str]) -> Article:
    return clean(Document("page.txt", "", "text/plain", "utf-8", tuple(lines)))


def body(lines: list[str]) -> list[str]:
    return [line.text for line in article(lines).body]


def spaced(lines: list[str]) -> list[str]:
    return [part for line in lines for part in (line, "")]


@pytest.mark.parametrize("lines", [NOTICE, spaced(NOTICE)])
def test_a_notice_goes_on_from_ordinal_to_ordinal(lines):
    assert body([*MENU, *lines, *OTHERS, *FOOTER]) == NOTICE[2:]


def test_the_contacts_right_below_a_notice_belong_to_it():
    assert body([*MENU, *NOTICE, *CONTACTS, *OTHERS, *FOOTER]) == [*NOTICE[2:], *CONTACTS]


def test_the_address_of_a_site_does_not_belong_to_the_article_above_it():
    found = body([*MENU, *NOTICE, "地址：石桥镇文化路3号 邮编：000000", "电话：0000-1234567", *FOOTER])
    assert found == NOTICE[2:]


@pytest.mark.parametrize(
    "line",
    [
        "基金项目：石桥镇湿地保护专项（2021-07）",
        "收稿日期：2023-05-06",
        "关键词：稻田；鹭鸟；水位",
        "DOI：10.0000/a.1",
    ],
)
def test_the_particulars_of_a_paper_are_not_lost(line):
    assert line in [shown.text for shown in article([*MENU, *PAPER, line, *OTHERS, *FOOTER]).shown]
    assert line in [shown.text for shown in article([*MENU, *PAPER[:3], line, *PAPER[3:], *FOOTER]).shown]


def test_lines_of_label_and_value_lead_to_the_sentence_below_them():
    pairs = ["岗位名称：图书管理员", "学历要求：大专以上", "薪资待遇：四千至五千元"]
    last = "应聘者请将简历送到镇文化站，初审合格者将在五个工作日内接到面试通知。"
    head = ["石桥镇文化站招聘公告", "2024-05-06 来源：石桥时报"]
    opening = "石桥镇文化站因工作需要，现面向社会公开招聘工作人员两名，有关事项公告如下。"
    assert body([*MENU, *head, opening, *pairs, last, *OTHERS, *FOOTER]) == [opening, *pairs, last]


def test_a_list_of_other_stories_with_ordinals_below_a_heading_of_the_site_is_noise():
    others = ["相关阅读", "四、关于领取种子的公告", "五、关于停水的公告"]
    assert body([*MENU, *NOTICE, *others, *FOOTER]) == NOTICE[2:]


@pytest.mark.parametrize("line", ["一、活动", "联系人：", "岗位：甲", "十、", "第一章"])
def test_many_lines_that_could_continue_a_body_take_linear_time(line):
    def seconds(count: int) -> float:
        start = time.process_time()
        article([*NOTICE, *[f"{line}{n}" if n % 3 else OPENING for n in range(count)]])
        return time.process_time() - start

    seconds(100)  # the model is read
    many, few = (min(seconds(count) for _ in range(3)) for count in (8_000, 800))
    assert many < 30 * max(few, 0.02)
