import time

import pytest

from summarizer.cleaning import clean
from summarizer.text import Article, Document, Role

HEAD = ["渔港镇修缮老灯塔", "2024-06-02 08:40 来源：渔港融媒 作者：白露"]
STORY = [
    "本报讯 昨天上午，渔港镇的老灯塔结束了为期四个月的修缮，重新亮起了灯，镇上的居民赶到码头观看。",
    "镇文化站负责人沈岸介绍，工匠们更换了塔顶的三十六块玻璃，并用传统的灰浆修补了塔身的裂缝。",
    "“小时候我们都是看着它的灯光回家的，”七十岁的渔民何海生说，“现在它又亮了，心里踏实。”",
    "据介绍，灯塔将从下月起免费开放，每天限额六十人，参观者需要提前一天在镇文化站登记。",
]
MENU = ["首页", "新闻", "港口", "登录 | 注册", "当前位置：首页 > 新闻 > 正文"]
FOOTER = ["关于我们 | 联系我们", "版权所有 © 2024 渔港融媒中心 未经授权禁止转载"]
NOTICE = [
    "关于开展2024年渔船安全检查工作的通知",
    "",
    "渔港农发〔2024〕9号",
    "",
    "各村民委员会，各渔业合作社：",
    "",
    "为保障渔民生命财产安全，经研究，决定在全镇开展渔船安全检查，现将有关事项通知如下。",
    "",
    "一、检查范围为全镇登记在册的机动渔船，重点检查船体、救生设备和通信设备。",
    "",
    "二、各村应当于6月20日前完成自查，并将自查情况书面报送镇农业农村办公室。",
    "",
    "三、检查不合格的渔船应当停航整改，整改完成并复查合格后方可出海。",
    "",
]
SIGNATURE = ["渔港镇农业农村办公室", "渔港镇应急管理局（盖章）", "2024年6月3日"]


def article(lines: list[str], main: frozenset[int] | None = None, media_type: str = "text/plain") -> Article:
    return clean(Document("page", "", media_type, "utf-8", tuple(lines), main))


def role(found: Article, text: str) -> Role:
    return next(line.role for line in found.lines if line.text == text)


def body(lines: list[str]) -> list[str]:
    return [line.text for line in article(lines).body]


@pytest.mark.parametrize("between", [[], [""]])
def test_the_signature_of_a_notice_is_kept_as_particulars_and_its_attachments_as_body(between):
    attachments = ["附件：1.渔船安全检查表", "2.渔船登记名册"]
    lines = [*NOTICE, *attachments, *between, *[x for line in SIGNATURE for x in (line, *between)]]
    found = article(lines)
    assert [role(found, line) for line in SIGNATURE] == ["meta"] * 3
    assert [role(found, line) for line in attachments] == ["body"] * 2
    assert role(found, NOTICE[12]) == "body"


@pytest.mark.parametrize(
    "date", ["2024年6月3日", "2024 年 6 月 3 日", "二〇二四年六月三日", "（2024年6月3日）"]
)
def test_a_date_of_issue_is_read_however_it_is_written(date):
    assert role(article([*NOTICE, "渔港镇农业农村办公室", "", date]), date) == "meta"


def test_an_issuing_body_and_the_date_may_share_a_line():
    last = "渔港镇农业农村办公室　2024年6月3日"
    assert role(article([*NOTICE, last]), last) == "meta"


def test_contacts_around_a_signature_belong_to_the_document():
    contact, after = "联系人：沈岸；联系电话：0000-1234567。", "（联系地址：渔港镇码头路1号）"
    found = article([*NOTICE, contact, "", *SIGNATURE, "", after])
    assert role(found, contact) == role(found, after) == "body"


def test_a_ranking_below_a_signature_is_noise():
    ranking = ["1. 码头增设两处充电桩", "2. 镇里办起修船培训班", "3. 海鲜市场搬到新址"]
    found = article([*NOTICE, "附件：渔船安全检查表", "", *SIGNATURE, "", *ranking])
    assert {role(found, line) for line in ranking} == {"noise"}


def test_attachments_belong_to_a_document_without_a_signature():
    found = article([*NOTICE, "附件：", "1.渔船安全检查表", "2.渔船登记名册", "", *FOOTER])
    assert [line.text for line in found.body][-3:] == ["附件：", "1.渔船安全检查表", "2.渔船登记名册"]


def test_the_number_of_a_document_is_no_body():
    assert role(article([*NOTICE, *SIGNATURE]), NOTICE[2]) == "meta"


def test_a_body_named_below_other_noise_signs_nothing():
    found = article([*MENU, *HEAD, "", *STORY, "", *FOOTER, "渔港融媒文化中心", "2024年6月3日"])
    assert role(found, "渔港融媒文化中心") == "noise"


def test_where_a_format_says_that_all_is_content_nothing_is_noise():
    lines = ["内部资料", "", *HEAD, "", *STORY, "1", "相关推荐", "", "版权所有 翻印必究"]
    main = frozenset(range(1, len(lines) + 1))
    found = article(lines, main, "application/pdf")
    assert not found.noise
    assert found.confidence == 1.0
    assert role(found, HEAD[1]) == "meta"


@pytest.mark.parametrize(
    "note",
    [
        "转载说明：本页内容取自公开报道，目的在于传递信息，数据以原发布单位为准！",
        "版权声明：文中图片由作者提供，如需使用请先取得作者同意。",
        "特别声明：以上文字只代表作者个人看法。",
        "【转载声明】以上文字取自网络，供读者参考。",
    ],
)
def test_a_labelled_note_on_rights_is_noise(note):
    assert body([*MENU, *HEAD, "", *STORY, "", note]) == STORY
    assert body([*HEAD, "", *STORY, note]) == STORY


def test_a_last_paragraph_that_speaks_of_publishing_stays():
    last = "文化站提醒，以上开放时间为初步安排，最终以下月发布的公告为准。"
    lines = [*MENU, *HEAD, "", *STORY, last, "", "上一篇：码头增设两处充电桩", "下一篇：镇里办起修船培训班"]
    assert body([*lines, *FOOTER]) == [*STORY, last]


@pytest.mark.parametrize("turn", ["推荐阅读", "【相关新闻】", "延伸阅读：", "共 3 条评论", "已有12条评论"])
def test_other_stories_and_comments_below_an_article_are_noise_even_in_prose(turn):
    other = "邻镇的造船师傅用两年时间复原了一条木帆船，船长十二米，下水当天吸引了不少游客前来参观。"
    assert body([*HEAD, "", *STORY, turn, other]) == STORY


def test_the_issue_that_a_text_comes_from_is_particulars():
    assert (
        role(article([*HEAD, "", *STORY, "——《渔港文艺》2024年6月号"]), "——《渔港文艺》2024年6月号") == "meta"
    )


def test_who_drafted_a_text_is_particulars():
    assert role(article([*HEAD, "", *STORY, "（执笔：白露、沈岸）"]), "（执笔：白露、沈岸）") == "meta"


@pytest.mark.parametrize("scrap", ["推广：春季渔具特卖全场五折", "(Credit: Harbour Archive)"])
def test_adverts_and_picture_credits_between_paragraphs_are_noise(scrap):
    found = article([*MENU, *HEAD, *STORY[:2], scrap, *STORY[2:], *FOOTER])
    assert [line.text for line in found.body] == STORY


@pytest.mark.parametrize("scrap", ["本文链接：https://harbour.example/a/1", "收起"])
def test_a_bare_address_or_button_at_the_end_is_no_body(scrap):
    assert body([*HEAD, "", *STORY, scrap]) == STORY


@pytest.mark.parametrize(
    "line", ["推荐阅读", "附件：", "1.", "某某局", "2024年6月3日", "共 3 条评论", "转载说明："]
)
def test_many_lines_that_could_end_a_document_take_linear_time(line):
    def seconds(count: int) -> float:
        start = time.process_time()
        article([*STORY, *[f"{line}{n}" if n % 2 else line for n in range(count)]])
        return time.process_time() - start

    seconds(100)  # the model is read
    assert seconds(8_000) < 30 * max(seconds(800), 0.02)
