"""A notice copied from a page as text keeps its lines, and the few of the site around it are noise."""

from __future__ import annotations

import pytest

from summarizer.cleaning import clean
from summarizer.reading import read_text
from summarizer.text import Article

OUTAGE = (
    "关于临时停气的通知",
    "各位用户：",
    "因西门站检修，定于7月3日8时至20时对以下区域停气：",
    "1. 柳林路以北",
    "2. 桂花里小区",
    "3. 第五中学",
    "请提前做好准备。",
    "咨询电话：0500-1234567",
)
EXAM = (
    "下半年考试安排",
    "笔试：11月9日",
    "面试：12月7日",
    "报名费：每科70元",
    "准考证打印：11月4日至8日",
    "注意事项：",
    "考生须携带身份证；",
    "禁止携带手机；",
)
PRICES = ("北门市场今日菜价", "大白菜 1.2元/斤", "西红柿 3.5元/斤", "猪肉 14元/斤", "鸡蛋 5.1元/斤")
SONG = ("渠水谣", "渠水清，渠水长，", "绕过村前到南庄。", "谁修渠？众人忙，", "三代挑土铺石墙。")
POST = (
    "招聘启事",
    "岗位：司机2名",
    "要求：C1驾照",
    "待遇：面议",
    "联系人：王女士",
    "电话：0500-1234567",
)
NOTICES = (OUTAGE, EXAM, PRICES, SONG, POST)
STORIES = ("澄州市召开夏收工作推进会", "青石镇开展河道清淤行动", "白河村桃子喜获丰收")
SITES = {
    "a breadcrumb": (("当前位置：首页 > 通知公告 > 正文",), ()),
    "the ways to other stories": ((), ("上一篇：关于做好防汛工作的通知", "下一篇：澄州市召开夏收会议")),
    "whose rights it is": ((), ("版权所有：澄州市人民政府办公室", "滇ICP备05000001号", "联系我们 网站地图")),
    "buttons": ((), ("【打印】 【关闭】",)),
    "a menu": (
        ("首页", "政务公开", "办事服务", "首页 > 公告"),
        ("相关链接", "省政府网", "版权所有：澄州市人民政府"),
    ),
    "other stories": (("首页 > 公告",), ("热点新闻", *STORIES, "版权所有：澄州市人民政府")),
    "dated stories": (("首页 > 公告",), (*(f"{one} 06-11" for one in STORIES), "版权所有：澄州市人民政府")),
}


def cleaned(above: tuple[str, ...], notice: tuple[str, ...], below: tuple[str, ...]) -> Article:
    return clean(read_text("\n".join((*above, *notice, *below))))


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_loses_no_line_to_the_site_around_it(site: str, notice: tuple[str, ...]) -> None:
    above, below = SITES[site]
    article = cleaned(above, notice, below)
    shown = [line.text for line in article.shown]
    assert [text for text in notice if text not in shown] == []
    assert [text for text in shown if text in (*above, *below)] == []


@pytest.mark.parametrize("notice", NOTICES)
def test_its_first_line_is_its_title(notice: tuple[str, ...]) -> None:
    above, below = SITES["a menu"]
    assert cleaned(above, notice, below).title == notice[0]


def test_an_article_in_prose_goes_on_without_what_stands_below_it() -> None:
    prose = "澄州市6月10日召开会议，研究防汛工作，市长到会讲话，要求各地加强巡查，及时处置险情。" * 4
    article = cleaned(("首页",), ("澄州市研究防汛工作", prose), (*STORIES, "版权所有：澄州市人民政府"))
    assert [line.text for line in article.body] == [prose]
