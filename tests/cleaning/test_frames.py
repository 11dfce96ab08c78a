"""Texts that somebody wrote or pasted, without a site around them: nothing of them is lost."""

from __future__ import annotations

import pytest

from summarizer.cleaning import UNSURE, clean
from summarizer.reading import read_text
from summarizer.text import Article

TEXTS = {
    "minutes": """\
青河县人民政府常务会议纪要
〔2025〕第7期
2025年4月18日，县长林国华主持召开县政府第12次常务会议。会议纪要如下：
一、会议听取了县教育局关于义务教育薄弱环节改善与能力提升工作情况的汇报。会议指出，要坚持问题导向，补齐短板。
二、会议审议并原则通过《青河县2025年度保障性住房建设实施方案》。会议要求，县住建局要抓紧按程序报批，于5月底前开工。
三、会议研究了农村饮水安全问题。由县水利局牵头，6月15日前完成32个村的管网改造。
出席：林国华、周敏、赵志强
请假：孙立（外出学习）
列席：县教育局、县住建局、县水利局主要负责人
下次会议时间：2025年5月9日
发送：县委各部门，县人大常委会办公室
""",
    "announcement": """\
青河股份有限公司关于股东减持股份的公告

证券代码：600000　　证券简称：青河股份　　公告编号：2025-018

本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。

重要内容提示：
● 股东持股的基本情况：截至本公告日，股东陈某持有公司股份12,345,678股，占公司总股本的3.21%。
● 减持计划：拟自公告之日起15个交易日后的3个月内减持不超过200万股。

一、减持主体的基本情况
股东名称 | 持股数量（股） | 持股比例
陈某 | 12,345,678 | 3.21%

特此公告。

青河股份有限公司董事会
2025年7月3日
""",
    "law with a table of contents": """\
临泽市城市绿化条例

（2024年12月20日临泽市第八届人民代表大会常务委员会第二十一次会议通过）

目 录
第一章 总则
第二章 规划与建设
第三章 附则

第一章 总则
第一条 为了规范城市绿化，改善生态环境，根据有关法律，制定本条例。
第二条 本市城市规划区内的绿化适用本条例。
第二章 规划与建设
第三条 新建居住区绿地率不得低于百分之三十五。
第四条 禁止下列行为：
（一）在树木上刻划、钉钉；
（二）擅自砍伐树木；
（三）其他损害绿化的行为。
第三章 附则
第五条 本条例自2025年3月1日起施行。
""",
    "list of names": """\
临泽市第五届中学生作文大赛获奖名单

一等奖（3名）
李一诺　临泽一中
周子涵　临泽三中
陈思远　临泽外国语学校

二等奖（2名）
吴桐　临泽六中
郑好　临泽实验学校

临泽市教育局
2025年6月12日
""",
    "list of points": """\
2025年临泽市政府工作要点

- 新建学校12所，增加学位1.8万个
- 改造老旧小区86个
- 新增公共充电桩3000个
- 完成110公里农村公路改造
- 地区生产总值增长5.5%左右
""",
    "poem": """\
秋日山行

山路弯弯石阶长
枫叶染红旧祠堂
溪水不知人去远
依然绕过稻花香

归来已是黄昏后
炊烟几缕过东墙
""",
    "notice in traditional characters": """\
臨澤縣政府公告

主旨：公告本縣114年度中秋節活動交通管制措施。

公告事項：
一、管制時間：114年10月6日下午3時至晚間11時。
二、管制路段：中山路（民權街至仁愛街）。
三、違者依道路交通管理處罰條例處罰。

縣長 林志明
""",
    "record of a meeting": """\
董事会会议记录

时间：2025年4月2日14:00
地点：公司三楼会议室
参加人员：周明、李红、王强、赵敏
主持人：周明
记录人：刘洋

周明：今天讨论两件事，一是年度预算，二是新厂选址。
李红：预算总额1.2亿元，比去年少8%。
王强：新厂建议放在临泽高新区，土地价格每亩38万元。
赵敏：同意，但环评要先做。
表决结果：4票同意，0票反对。

决议：
1. 通过年度预算。
2. 由王强牵头做环评，6月底前完成。
""",
    "forecast": """\
临泽市天气预报

临泽市气象台2025年7月2日17时发布

今天夜里到明天：多云转阵雨，偏南风3到4级，26～33℃。
后天：雷阵雨，局部暴雨，24～30℃。
大后天：阴，24～31℃。

温馨提示：请注意防雷避险。
""",
    "communique": """\
2024年临泽市国民经济和社会发展统计公报

临泽市统计局
2025年3月20日

一、综合
初步核算，全年地区生产总值3215.6亿元，比上年增长5.8%。其中，第一产业增加值201.3亿元，增长3.6%。

表1 2024年主要指标
指标 | 单位 | 绝对数 | 比上年增长（%）
地区生产总值 | 亿元 | 3215.6 | 5.8
社会消费品零售总额 | 亿元 | 1320.4 | 6.1
进出口总额 | 亿美元 | 45.7 | -2.3

二、人口
年末常住人口412.6万人。

注：
1.本公报中数据均为初步统计数。
2.部分数据因四舍五入的原因，存在总计与分项合计不等的情况。
""",
}
FOOTER = """
相关阅读：
临泽三中举行开学典礼 2025-03-01
网站地图 | 联系我们 | 关于本站
"""


def _cleaned(text: str) -> Article:
    return clean(read_text(text, "text.txt"))


@pytest.mark.parametrize("kind", TEXTS)
def test_no_line_of_a_text_without_a_site_around_it_is_lost(kind: str) -> None:
    article = _cleaned(TEXTS[kind])
    assert [line.text for line in article.lines if line.role == "noise" and line.text.strip()] == []
    assert article.confidence >= UNSURE, "and nobody needs to be asked"


@pytest.mark.parametrize(
    ("kind", "title"),
    [("poem", "秋日山行"), ("list of names", "获奖名单"), ("law with a table of contents", "绿化条例")],
)
def test_its_first_line_is_its_title(kind: str, title: str) -> None:
    (found,) = [line.text for line in _cleaned(TEXTS[kind]).lines if line.role == "title"]
    assert found.endswith(title)


@pytest.mark.parametrize("kind", ["minutes", "list of names", "law with a table of contents"])
def test_nor_is_a_line_lost_of_a_page_that_is_nothing_but_the_text(kind: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXTS[kind].splitlines())
    page = f"<!doctype html><html><head><title>x</title></head><body>{paragraphs}</body></html>"
    article = clean(read_text(page, "page.html"))
    assert [line.text for line in article.lines if line.role == "noise" and line.text.strip()] == []


def test_a_single_sentence_is_a_body_and_no_title() -> None:
    (line,) = _cleaned("临泽市今天开通第三条地铁线路，全长28.6公里。").lines
    assert line.role == "body"


@pytest.mark.parametrize("kind", ["minutes", "announcement", "communique"])
def test_below_the_same_text_the_footer_of_a_site_is_noise(kind: str) -> None:
    article = _cleaned(TEXTS[kind] + FOOTER)
    footer = [line.role for line in article.lines[-3:]]
    assert footer == ["noise"] * 3


def test_a_heading_that_is_also_in_the_table_of_contents_stays_in_both_places() -> None:
    article = _cleaned(TEXTS["law with a table of contents"])
    assert sum(line.text == "第三章 附则" and line.role == "body" for line in article.lines) == 2
