import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.cleaning import UNSURE, clean, propose, within
from summarizer.text import Document

MENU = ["首页", "要闻", "文化", "登录 | 注册", "当前位置：首页 > 要闻 > 正文"]
TITLE = "石桥镇图书馆搬进老粮仓"
BYLINE = "2024-03-09 10:20 来源：石桥时报 作者：秦小雨"
STORY = [
    "本报讯 昨天，石桥镇图书馆从租用的门面搬进了修缮一新的老粮仓，新馆面积是原来的三倍。",
    "馆长温立新介绍，新馆保留了粮仓的木梁和砖墙，一楼是儿童阅览区，二楼存放地方文献。",
    "“以前周末总是找不到座位，现在一家人可以坐在一起看书，”带孩子来的居民孟秋说。",
    "图书馆每周二闭馆，其余日子从上午九点开放到晚上八点，读者凭身份证就能办理借书证。",
]
AWARDS = "石桥镇评出年度好家庭"
OTHER = [
    "记者从镇政府获悉，今年的年度好家庭评选共收到一百二十份推荐材料，最后有十户家庭入选。",
    "评选小组走访了所有候选家庭，听取了邻居和村民小组的意见，并在公示栏公示了七天。",
    "获奖家庭将得到一块木牌和一套图书，颁奖仪式定于下个月在镇文化广场举行，欢迎居民参加。",
]
FOOTER = ["关于我们 | 联系我们", "版权所有 © 2024 石桥时报社 未经授权禁止转载"]
PAGE = [*MENU, TITLE, BYLINE, "", *STORY, "", "相关阅读", AWARDS, *OTHER, *FOOTER]


def document(lines: list[str]) -> Document:
    return Document("page.txt", "", "text/plain", "utf-8", tuple(lines))


def number(text: str, lines: list[str] = PAGE) -> int:
    return lines.index(text) + 1


def test_the_first_candidate_is_what_the_cleaning_took():
    body = clean(document(PAGE)).body
    proposal = propose(document(PAGE))
    assert proposal.candidates[0] == (body[0].n, body[-1].n)
    assert proposal.title == TITLE


def test_the_candidates_differ_and_there_are_at_most_six():
    candidates = propose(document(PAGE)).candidates
    assert 2 <= len(candidates) <= 6
    assert len(set(candidates)) == len(candidates)
    assert all(1 <= start <= stop <= len(PAGE) for start, stop in candidates)


def test_the_outline_shows_both_borders_of_each_candidate_and_the_title():
    proposal = propose(document(PAGE))
    shown = {int(row.split("|")[0]) for row in proposal.outline.split("\n") if "| " in row}
    assert {n for span in proposal.candidates for n in span} <= shown
    assert number(TITLE) in shown


def test_the_outline_shows_lines_as_they_are_and_collapses_the_others():
    lines = [f"栏目{n}" for n in range(40)]
    outline = propose(document([*lines, *PAGE])).outline
    assert f"{len(lines) + number(TITLE)}| {TITLE}" in outline.split("\n")
    assert any(row.startswith("... ") and row.endswith(" short lines ...") for row in outline.split("\n"))


def test_the_outline_of_a_long_page_stays_short():
    stories = [line for n in range(60) for line in (f"第{n}条消息", *STORY, *OTHER, "")]
    assert len(propose(document(stories)).outline) <= 1500


def test_the_lines_that_somebody_chose_become_the_body():
    found = within(document(PAGE), number(OTHER[0]), number(OTHER[-1]))
    assert [line.text for line in found.body] == OTHER
    assert {line.role for line in found.lines if line.text in (*MENU, *FOOTER, *STORY)} == {"noise"}


def test_the_proposed_range_gives_the_article_that_the_cleaning_gives():
    page = document(PAGE)
    assert [line.role for line in within(page, *propose(page).candidates[0]).lines] == [
        line.role for line in clean(page).lines
    ]


def test_title_and_particulars_are_found_around_the_chosen_lines():
    found = within(document(PAGE), number(STORY[0]), number(STORY[-1]))
    assert found.title == TITLE
    assert [line.text for line in found.lines if line.role == "meta"] == [BYLINE]
    assert [line.text for line in found.body] == STORY


def test_adverts_inside_and_scraps_at_the_ends_of_the_chosen_lines_are_no_body():
    lines = [*MENU, TITLE, BYLINE, "", *STORY[:2], "广告：春季图书特卖", *STORY[2:], "收起", *FOOTER]
    found = within(document(lines), number(STORY[0], lines), number("收起", lines))
    assert [line.text for line in found.body] == STORY


def test_dated_items_of_a_list_at_the_top_of_the_chosen_lines_are_body():
    items = ["- 初一：6月18日上午9：30", "- 初二：6月19日上午9：30"]
    lines = [*MENU, TITLE, BYLINE, "", "一、时间", *items, *STORY, *FOOTER]
    found = within(document(lines), number("一、时间", lines), number(STORY[-1], lines))
    assert set(items) <= {line.text for line in found.body}


def test_a_line_of_a_broken_sentence_stands_for_the_whole_sentence():
    lines = [*MENU, TITLE, BYLINE, *STORY[:2], "馆内还设有茶座", "，读者可以免费续水。", *FOOTER]
    found = within(document(lines), number(STORY[0], lines), number("馆内还设有茶座", lines))
    assert [line.text for line in found.body] == [*STORY[:2], "馆内还设有茶座", "，读者可以免费续水。"]


def test_reversed_numbers_are_put_in_order_and_those_outside_mean_the_ends():
    page = document(STORY)
    assert within(page, 4, 1) == within(page, 1, 4) == within(page, -3, 999)


def test_an_article_stands_for_its_document():
    page = document(PAGE)
    assert propose(clean(page)) == propose(page)
    assert within(clean(page), 10, 12) == within(page, 10, 12)


def test_blank_lines_choose_nothing():
    page = document(PAGE)
    blank = number("")
    assert within(page, blank, blank) == clean(page)


@pytest.mark.parametrize("lines", [[], [""], ["  ", "\u3000"]])
def test_a_document_without_text_has_no_candidates(lines):
    proposal = propose(document(lines))
    assert (proposal.title, proposal.candidates, proposal.outline) == ("", (), "")
    assert not within(document(lines), 1, 1).body


def test_a_plain_page_is_sure_and_one_with_two_equal_articles_less_so():
    plain = clean(document([*MENU, TITLE, BYLINE, "", *STORY, "", *FOOTER]))
    double = clean(document([*MENU, *STORY, "", *FOOTER, *MENU, *OTHER, *FOOTER]))
    assert plain.confidence > UNSURE
    assert double.confidence < plain.confidence


texts = st.lists(st.text(alphabet=" 首页，。：（）|abc12年月日来源版权\n", max_size=30), max_size=20)


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(-5, 30), st.integers(-5, 30))
def test_any_choice_gives_every_line_a_role(lines, start, stop):
    page = document([line.replace("\n", "") for line in lines])
    proposal = propose(page)
    assert len(within(page, start, stop).lines) == len(page.texts)
    assert len(set(proposal.candidates)) == len(proposal.candidates)
    assert bool(proposal.candidates) == bool(clean(page).body)
