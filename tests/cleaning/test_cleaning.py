import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cleaning import clean, explain
from summarizer.text import Article, Document

MENU = ["首页", "新闻", "体育", "财经", "登录 | 注册", "当前位置：首页 > 新闻 > 正文"]
FOOTER = [
    "关于我们 | 联系我们 | 版权声明",
    "版权所有 © 2024 江城晚报社 未经授权禁止转载",
    "京ICP备00000000号",
]
HEAD = ["江城湿地公园迎来第一批候鸟", "2024-10-12 09:15:00 来源：江城晚报 作者：林小满"]
STORY = [
    "本报讯 昨天清晨，江城湿地公园的巡护员在北侧浅滩记录到二百余只赤麻鸭，这是今年秋天到达的第一批候鸟。",
    "公园管理处主任周明远介绍，为了迎接候鸟，工作人员在九月降低了三处水塘的水位，并清理了滩涂上的垃圾。",
    "“往年要到十月下旬才能看到这样的规模，”周明远说，“今年提前了将近两周，说明这里的食物比较充足。”",
    "管理处提醒市民，观鸟时请保持安静，不要使用闪光灯，也不要向水中投放食物。",
]
RELATED = [
    "相关阅读",
    "东山镇举办首届丰收节",
    "地铁五号线年底试运行",
    "市图书馆延长周末开放时间",
    "老街改造二期工程启动",
    "青年公寓第三批房源开始登记",
    "本周气温将明显下降",
]


def document(lines: list[str], main: frozenset[int] | None = None) -> Document:
    return Document("page.txt", "", "text/plain", "utf-8", tuple(lines), main)


def article(lines: list[str], main: frozenset[int] | None = None) -> Article:
    return clean(document(lines, main))


def body(lines: list[str], main: frozenset[int] | None = None) -> list[str]:
    return [line.text for line in article(lines, main).body]


def folded(lines: list[str]) -> list[str]:
    table = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return [line.translate(table) for line in lines]


def test_an_article_is_found_between_menu_and_footer():
    found = article([*MENU, "", *HEAD, "", *STORY, "", *RELATED, "", *FOOTER])
    assert [line.text for line in found.body] == STORY
    assert found.title == HEAD[0]
    assert [line.text for line in found.lines if line.role == "meta"] == [HEAD[1]]
    assert found.confidence > 0.5


def test_half_width_punctuation_changes_nothing():
    page = [*MENU, "", *HEAD, "", *STORY, "", *RELATED, "", *FOOTER]
    assert [line.role for line in article(page).lines] == [line.role for line in article(folded(page)).lines]


def test_blank_lines_inside_the_body_belong_to_it_and_others_do_not():
    found = article([*MENU, "", *HEAD, "", STORY[0], "", STORY[1], "", STORY[2], "", *FOOTER])
    by_number = {line.n: line.role for line in found.lines}
    first = next(line.n for line in found.body)
    assert by_number[first + 1] == "body"
    assert by_number[first - 1] == "noise"


def test_a_list_of_headlines_without_a_marker_is_not_part_of_the_article():
    kept = body([*HEAD, "", *STORY, "", *RELATED[1:], "", *FOOTER])
    assert not set(kept) & set(RELATED)
    assert kept[: len(STORY)] == STORY


def test_a_numbered_ranking_after_the_article_is_noise():
    ranking = [f"  {n}. {text}" for n, text in enumerate(RELATED[1:] * 4, 1)]
    assert body([*HEAD, "", *STORY, "", *ranking]) == STORY


def test_a_disclaimer_in_prose_is_noise():
    disclaimer = (
        "免责声明：以上内容由网友自行上传，本站仅提供存储服务，不代表本站立场，如有侵权请联系我们删除。"
    )
    assert disclaimer not in body([*MENU, *HEAD, "", *STORY, "", disclaimer, "", *RELATED, *FOOTER])


def test_the_editor_is_no_body_but_stays_visible():
    found = article([*MENU, *HEAD, "", *STORY, "（责编：何静 审核：孟飞）", "", *RELATED, *FOOTER])
    assert "（责编：何静 审核：孟飞）" in [line.text for line in found.shown]
    assert "（责编：何静 审核：孟飞）" not in [line.text for line in found.body]


def test_an_article_about_complaints_is_kept_although_its_words_are_boilerplate():
    story = [
        "市场监管局昨天公布了三季度投诉举报情况，全市共受理投诉举报一万二千余件，比去年同期下降百分之八。",
        "其中关于网络购物的投诉最多，占四成以上，主要涉及退款难、虚假广告和商家删除评论等问题。",
        "市场监管局提醒消费者，下载应用和扫码支付时要注意核对商家信息，遇到纠纷可以拨打投诉热线反映。",
        "下一步，该局将公布一批侵权假冒典型案例，并联合有关部门对直播带货中的违法广告进行整治。",
    ]
    assert body([*MENU, "三季度投诉举报情况公布", HEAD[1], "", *story, "", *RELATED, *FOOTER]) == story


@pytest.mark.parametrize(
    "lines",
    [
        ["今天下午江城下了今年的第一场雪。"],
        ["一句没有标点的话"],
        ["江城下雪了", "今天下午江城下了今年的第一场雪，市区积雪约两厘米。"],
        ["  ", "", "雪。"],
        ["• 首页"],
        ["2024-01-01"],
    ],
)
def test_a_very_short_text_has_a_body(lines):
    assert body(lines)


@pytest.mark.parametrize("lines", [[], [""], ["", "  ", "\u3000"]])
def test_nothing_has_no_body_and_no_confidence(lines):
    found = article(lines)
    assert [line.role for line in found.lines] == ["noise"] * len(lines)
    assert found.confidence == 0.0


def shown(lines: list[str]) -> list[str]:
    return [line.text for line in article(lines).shown]


def test_a_pasted_article_without_noise_stays_whole():
    assert shown([*HEAD, "", *STORY]) == [*HEAD, *STORY]
    assert body(STORY) == STORY


def test_a_policy_with_numbered_articles_stays_whole():
    policy = [
        "江城市湿地保护办法",
        "",
        "第一章　总则",
        "第一条　为了加强湿地保护，维护湿地生态功能，根据有关法律法规，结合本市实际，制定本办法。",
        "第二条　本市行政区域内湿地的规划、保护、利用和管理，适用本办法。",
        "第三条　湿地保护坚持保护优先、系统治理、科学修复、合理利用的原则。",
        "第二章　规划与保护",
        "第四条　市林业主管部门负责编制湿地保护规划，报市人民政府批准后公布实施。",
        "第五条　禁止在湿地范围内从事下列活动：",
        "（一）开垦、填埋湿地；",
        "（二）擅自采砂、取土；",
        "（三）排放未经处理的污水。",
        "第六条　本办法自2024年11月1日起施行。",
    ]
    assert shown(policy) == [line for line in policy if line]


def test_verse_stays_whole():
    verse = ["秋江", "一夜西风过小桥，", "满江红叶落萧萧。", "渔舟不问来时路，", "只向芦花深处摇。"]
    assert shown(verse) == verse


def test_main_content_of_a_page_outweighs_a_longer_story_beside_it():
    other = [
        "记者从铁路部门获悉，元旦假期加开的旅客列车已经开始售票，主要面向省内和周边的短途方向。",
        "铁路部门介绍，今年元旦预计发送旅客六十万人次，客流高峰出现在假期的第一天和最后一天。",
        "为了方便旅客，江城站将增设十二台自助售票机，并在进站口安排志愿者引导。",
        "此外，部分列车将试行静音车厢，旅客购票时可以自愿选择。",
    ]
    page = [*MENU, *HEAD, *STORY[:2], "分享到：", "猜你喜欢", "元旦火车票开售", *other, *FOOTER]
    start = len(MENU) + len(HEAD) + 1
    assert body(page, frozenset({start, start + 1})) == STORY[:2]


def test_every_feature_that_decided_can_be_listed():
    page = [*HEAD, "", *STORY]
    told = explain(document(page))
    assert len(told) == len(page)
    assert told[2] == {}
    assert any(name.startswith("page:") for name in told[3])


texts = st.lists(
    st.text(alphabet=" \u3000首页登录，。：“”（）•|abc12.-年月日来源版权\t\ufeff\x00", max_size=40),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_line_has_a_role_whatever_it_says(lines):
    found = article(lines)
    assert [line.text for line in found.lines] == lines
    assert 0.0 <= found.confidence <= 1.0
    visible = [line for line in lines if line.replace("\ufeff", "").replace("\u3000", "").strip()]
    assert bool(found.body) or not visible


@settings(max_examples=20, deadline=None)
@given(texts)
def test_the_same_document_gets_the_same_roles(lines):
    assert article(lines) == article(lines)


def test_what_was_kept_is_kept_again():
    kept = shown([*MENU, "", *HEAD, "", *STORY, "", *RELATED, "", *FOOTER])
    assert shown(kept) == kept


@pytest.mark.parametrize("unit", ["，", "。", "1-", "2024", "来源：", "版权", "“", " ", "<", "a.", "•"])
def test_hostile_lines_take_linear_time(unit):
    def seconds(count: int) -> float:
        start = time.process_time()
        article([unit * count, *[unit] * (count // 50), STORY[0]])
        return time.process_time() - start

    seconds(1_000)  # the model is read
    assert seconds(80_000) < 30 * max(seconds(8_000), 0.02)
