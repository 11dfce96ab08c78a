"""What recurs across the stories of a folder is noise; what one story repeats, or a text needs, is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import PROMOTION, story, village

from summarizer.cleaning import clean
from summarizer.cleaning.recurring import (
    EVERYWHERE,
    FOLDER,
    NOTHING,
    Learner,
    Learnt,
    Recurring,
    Sample,
    group_of,
    keys,
    sample,
    texts_of,
)
from summarizer.cleaning.revising import revise
from summarizer.reading import read_text
from summarizer.text import Article, Datum


def articles(*texts: str, folder: str = "") -> list[Article]:
    return [clean(read_text(text, f"{folder}{number}.txt")) for number, text in enumerate(texts)]


def learnt_from(found: Sequence[Article]) -> Recurring:
    learner = Learner()
    learner.take(map(sample, found))
    return learner.known


def together(*texts: str) -> list[Article]:
    """The articles of a folder of these texts, with what they have in common learnt."""
    found = articles(*texts)
    known = learnt_from(found)
    return [revise(article, known) for article in found]


def body(article: Article) -> list[str]:
    return [line.text for line in article.body]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("责任编辑：王小明（实习）", "责任编辑:王小明(实习)"),
        ("今日阅读 1204 次的文章", "今日阅读７８次的文章"),
        ("　版权所有　不得转载", "版权所有 不得转载"),
        ("All Rights Reserved", "ALL RIGHTS RESERVED."),
    ],
)
def test_width_spaces_digits_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert len(set(keys([one, other]))) == 1


def test_other_letters_make_another_line() -> None:
    assert len(set(keys(["责任编辑：王小明", "责任编辑：李小红"]))) == 2


@pytest.mark.parametrize("line", ["", "  ", "2024-05-30 10:22", "分享到", "Print", "1.2亿元", "字" * 1100])
def test_what_is_too_short_or_too_long_is_not_counted(line: str) -> None:
    assert keys([line]) == [0]


@given(st.lists(st.text()))
def test_every_line_has_a_key_whatever_is_in_it(texts: list[str]) -> None:
    assert len(keys(texts)) == len(texts)


def test_a_line_at_the_end_of_five_stories_is_noise_in_all_of_them() -> None:
    alone = articles(*map(story, range(5)))
    assert all(PROMOTION in body(article) for article in alone), "else there is nothing to learn"
    found = together(*map(story, range(5)))
    assert not any(PROMOTION in body(article) for article in found)
    assert [len(article.body) for article in found] == [3, 3, 3, 3, 3]


def test_four_stories_prove_nothing() -> None:
    assert together(*map(story, range(4))) == articles(*map(story, range(4)))


def test_a_story_that_is_there_five_times_keeps_its_body() -> None:
    notes = ["本报编者按：这件事近来大家都很关心，现在把原文刊登在这里。", ""]
    texts = [
        story(
            1,
            above=notes[number % 2],
            below=f"{site}的读者可以到报亭里买到今天的报纸，也可以请邮递员送到家里来。",
        )
        for number, site in enumerate("东西南北中")
    ]
    assert together(*texts) == articles(*texts)


def test_a_line_of_a_few_documents_of_many_is_no_noise() -> None:
    texts = [story(n, below="" if n % 50 else PROMOTION) for n in range(200)]
    assert PROMOTION in body(together(*texts)[0])


def test_headings_salutations_and_formulae_stay_where_a_text_needs_them() -> None:
    inside = "二、加强组织领导\n各部门要高度重视，加强组织领导，确保任务落到实处。\n序号 水渠名称 长度 单位"
    texts = [story(n, above="各县（市、区）人民政府：", inside=inside, below="特此公告。") for n in range(6)]
    alone = articles(*texts)
    known = learnt_from(alone)
    assert sum(known.marks(alone[0].document)) >= 4, "all of them recur"
    assert [body(revise(article, known)) for article in alone] == [body(article) for article in alone]


def test_what_looks_like_a_site_goes_from_the_inside_too() -> None:
    advert = "扫一扫下方二维码，关注云岭日报微信公众号，下载客户端查看更多精彩内容。"
    found = together(*(story(n, inside=advert, below="") for n in range(5)))
    assert not any(advert in body(article) for article in found)
    assert [len(article.body) for article in found] == [3, 3, 3, 3, 3]


def test_where_most_of_a_body_recurs_the_rest_of_the_page_is_looked_at() -> None:
    others = "\n".join(
        f"{place}的农民今年种下了新的果树，春天开花，秋天结果，合作社帮助他们把水果卖到了外地的市场，收入增加了不少。"
        for place in ("东山", "西山", "南山", "北山", "中山", "高山", "低山")
    )
    pages = [story(n, below="") for n in range(5)] + [
        f"{name}小学举行春游\n\n发布时间：2024年5月30日　来源：云岭日报\n\n"
        f"昨天，云岭县{name}小学的孩子们去河边春游，老师说大家玩得很开心。\n\n相关报道\n{others}\n"
        for name in ("红星", "黄河", "蓝天", "白云", "绿水")
    ]
    assert all(any("果树" in line for line in body(article)) for article in articles(*pages)[5:])
    for article in together(*pages)[5:]:
        assert any("春游" in line for line in body(article))
        assert not any("果树" in line for line in body(article))


def test_texts_that_are_written_in_one_form_keep_what_they_share() -> None:
    """Notices of one kind differ in a line or two; no page is around them that the rest could belong to."""
    found = articles(
        *(
            f"{village(number)}低保对象公示\n\n"
            f"经{village(number)}村民小组评议，下列{number + 3}户符合条件，现予公示。\n"
            "公示期间，任何单位和个人如有不同意见，请以书面形式向镇民政办公室提出，并写明理由和联系方式。\n"
            "对公示对象的家庭人口、收入和财产情况，镇民政办公室将会同有关部门逐户入户核查，核查结果作为审批的依据。\n"
            for number in range(8)
        )
    )
    known = learnt_from(found)
    assert known.known, "the lines do recur"
    assert [revise(article, known) for article in found] == found


def test_an_article_without_recurring_lines_stays_the_very_same() -> None:
    (found,) = articles(story(1))
    assert revise(found, NOTHING) is found
    assert revise(found, Recurring(frozenset({1}))) is found


def test_a_body_that_recurs_as_a_whole_is_not_taken_away() -> None:
    (found,) = articles(story(1))
    marks = frozenset(Learnt(FOLDER, line.text).key for line in found.document.texts and found.body)
    assert body(revise(found, Recurring(marks)))


def test_a_format_without_noise_is_left_alone() -> None:
    found = articles(*map(story, range(5)))
    known = learnt_from(found)
    document = replace(found[0].document, media_type="application/pdf", main=frozenset(range(1, 30)))
    whole = clean(document)
    assert revise(whole, known) is whole


def test_folders_learn_for_themselves_and_with_a_higher_bar_for_each_other() -> None:
    apart = [clean(read_text(story(n), f"{n}/page.txt")) for n in range(8)]
    few, all_of_them = learnt_from(apart[:5]), learnt_from(apart)
    assert PROMOTION in body(revise(apart[0], few))
    assert PROMOTION not in body(revise(apart[0], all_of_them))
    near = [clean(read_text(story(n), f"a/{n}.txt")) for n in range(5)]
    assert PROMOTION not in body(revise(near[0], learnt_from(near)))
    assert PROMOTION in body(revise(apart[1], learnt_from(near)))


def test_what_was_learnt_can_be_read() -> None:
    found = articles(*map(story, range(5)))
    learner = Learner()
    lines = texts_of(learner.take(map(sample, found)), found)
    assert Learnt(FOLDER, PROMOTION) in lines
    assert {line.group for line in lines} <= {FOLDER, EVERYWHERE}
    assert {line.key for line in lines} == learner.known.known


def test_a_document_that_was_seen_before_is_not_counted_again() -> None:
    found = list(map(sample, articles(*map(story, range(2)))))
    learner = Learner()
    for _ in range(5):
        assert learner.take(found) == []


def test_the_group_is_the_host_where_it_is_known() -> None:
    (found,) = articles(story(1), folder="a/b/")
    assert group_of(found.document) == "a/b"
    for address, group in [("https://news.example.com/1.html", "news.example.com"), ("http://[", "a/b")]:
        stated = replace(found.document, metadata=(Datum("url", address, "link canonical"),))
        assert group_of(stated) == group


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(0, 99))
def test_the_tables_have_bounds_and_frequent_lines_outlive_rare_ones(size: int, seed: int) -> None:
    learner = Learner(room=200)
    for n in range(200):
        rare = tuple((seed * 7919 + n * 100 + k + 1000) << 16 | 9 for k in range(size))
        learner.take([Sample(n, "", rare[:5], (0, *rare[:2], 0)[:3], (77 << 16, *rare))])
        assert len(learner.counts) <= 200 + 2 * (size + 2)
    assert learner.known.known
