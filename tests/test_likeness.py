"""Who is taken for a repeat of whom, and what differs."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import article

from summarizer.likeness import Telling, alike, compare, normal, signs, telling
from summarizer.text import Article

TITLE = "松湖县老旧管网改造工程全面完工"
BODY = (
    "5月28日，松湖县住建局宣布，全县老旧供水管网改造工程全面完工。工程总投资3.6亿元，更换管道128公里。",
    "松湖县住建局局长何远帆介绍，改造以后，管网漏损率由21%降到8.5%，每年可以节水420万立方米。",
    "“过去一到夏天水压就小，三楼以上常常用不上水。”家住北门街的居民说，“现在好了，一天到晚都有水。”",
    "下一阶段，松湖县将在管网上安装监测设备，出现漏水时可以很快找到地方，及时派人修理，"  # noqa: ISC004
    "并把改造的经验用到乡镇的供水工程上去。县里还将公布每个月的水质检测结果，请居民监督。",
)


def story(*body: str, title: str = TITLE) -> Article:
    return article(("title", title), *(body or BODY))


def same(one: Article, other: Article) -> bool:
    verdicts = {alike(telling(one), telling(other)), alike(telling(other), telling(one))}
    assert len(verdicts) == 1, "it does not matter who comes first"
    return verdicts.pop()


@pytest.mark.parametrize(
    "body",
    [
        (*BODY, "（责任编辑：周平）"),
        (*BODY, "来源：松湖日报", "免责声明：本站部分文章转载自网络，如有异议请在24小时内联系。"),
        (f"本报讯（记者 叶知秋）{BODY[0]}", *BODY[1:]),
        (f"新华社松湖5月29日电 {BODY[0]}", *BODY[1:]),
        (*BODY[:2], f"{BODY[2]}居民们对工程表示欢迎。", BODY[3]),
        tuple(line.replace("，", ",").replace("5月28日", "5 月 28 日") for line in BODY),
        tuple(part for line in BODY for part in line.replace("。", "。\n").split("\n") if part.strip("”")),
    ],
    ids=["editor", "disclaimer", "dateline", "agency", "a sentence more", "widths", "line breaks"],
)
def test_a_story_on_another_site_is_the_same_story(body: tuple[str, ...]) -> None:
    assert same(story(), story(*body))


@pytest.mark.parametrize(
    "title",
    ["管网改造三年见成效，居民用上放心水", f"{TITLE}_松湖新闻网", "", "松湖县老旧供水管网改造工程全面完工"],
)
def test_a_story_under_another_headline_is_the_same_story(title: str) -> None:
    assert same(story(), story(title=title))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("128公里", "182公里"),
        ("8.5%", "85%"),
        ("何远帆", "何近帆"),
        ("全面完工", "尚未完工"),
        ("420万", "420"),
        ("及时", "立即"),
    ],
)
def test_one_figure_name_or_word_that_differs_makes_another_document(old: str, new: str) -> None:
    assert not same(story(), story(*(line.replace(old, new) for line in BODY)))


@pytest.mark.parametrize(
    "more",
    [
        "工程还新建泵站三座。",
        "但工程的决算还在审核。",
        "县住建局后来更正了这一说法。",
        "叶知秋",
        "工程由县水务集团承建，" * 10 + "群众满意。",
    ],
    ids=["a figure", "a turn", "a correction", "a name in a list", "too much"],
)
def test_what_is_added_must_neither_state_nor_turn_anything(more: str) -> None:
    assert not same(story(), story(*BODY, more))


def test_a_paragraph_that_was_cut_is_the_same_story_only_where_it_says_little() -> None:
    assert same(story(*BODY, "居民们对工程的完工表示欢迎。"), story())
    assert not same(story(), story(*BODY[:-1]))


@pytest.mark.parametrize(
    "title",
    ["松湖县老旧管网改造工程（第2批）全面完工", "松湖县老旧燃气改造工程全面完工", f"关于取消{TITLE}的说明"],
)
def test_a_headline_with_another_blank_filled_in_is_another_document(title: str) -> None:
    assert not same(story(), story(title=title))


def test_a_body_that_says_nothing_does_not_make_two_notices_one() -> None:
    one, other = (story("具体内容详见附件。", title=f"关于{what}的通知") for what in ("放假", "开学"))
    assert not same(one, other)


def notice(name: str, post: str) -> Article:
    lines = (
        f"经研究，拟任命{name}同志为县图书馆{post}，现予以公示。",
        "公示期间，任何单位和个人都可以通过来信、来电、来访的形式，向县委组织部反映公示对象的情况和问题。",
        "以个人名义反映情况的，提倡署报本人真实姓名；以单位名义反映情况的，应当加盖本单位的公章。",
        "反映的情况和问题，必须真实、准确，内容尽量具体详细，并提供有关调查核实的线索。特此公示。",
    )
    return story(*lines, title="任前公示公告")


def test_notices_from_one_template_with_other_names_are_all_different() -> None:
    names = [family + given for family in "王李张刘陈" for given in ("伟", "芳", "小敏", "秀英")]
    told = [notice(name, post) for name in names for post in ("馆长", "副馆长", "书记", "职员", "主任")]
    assert len(told) == 100
    tellings = [telling(one) for one in told]
    assert not any(itertools.starmap(alike, itertools.combinations(tellings, 2)))


def test_what_is_the_same_shares_a_sign_and_other_stories_share_none() -> None:
    repost = telling(story(f"本报讯 {BODY[0]}", *BODY[1:], "居民们对工程的完工表示欢迎。"))
    assert set(signs(telling(story()))) & set(signs(repost))
    assert not set(signs(telling(story()))) & set(signs(telling(notice("王伟", "馆长"))))
    assert signs(Telling("", ())) == []


def test_what_stands_in_a_figure_is_not_taken_for_punctuation() -> None:
    assert normal("增长 7.4％，（约）1,200 元。") == normal("增长7.4%约1,200元")
    assert normal("7.4") != normal("74")
    assert normal("-5%") != normal("5%")


def test_lines_are_found_again_and_differences_listed() -> None:
    of = list(enumerate([TITLE, "来源：松湖日报", *BODY], 1))
    own = list(
        enumerate(["首页", TITLE, "", "来源：青溪网", BODY[0][:31], BODY[0][31:], *BODY[1:], "（完）"], 1)
    )
    compared = compare(own, of)
    assert compared.lines == {1: (2,), 3: (5, 6), 4: (7,), 5: (8,), 6: (9,)}
    assert [(one.lines, one.zh, one.of) for one in compared.differences] == [
        ((1,), "首页", ""),
        ((4,), "来源：青溪网", "来源：松湖日报"),
        ((10,), "（完）", ""),
    ]


def test_a_hostile_page_is_compared_in_passing() -> None:
    long = story(*("好。" * 20_000 for _ in range(2)))
    other = story(*("好。坏。" * 10_000 for _ in range(2)))
    assert not same(long, other)
    compare([(1, "好。" * 20_000)], [(1, "好。坏。" * 10_000)])


TEXTS = st.lists(st.text(alphabet="甲乙丙。！，3.\n ", max_size=30), max_size=8)


@given(TEXTS, TEXTS)
def test_it_never_matters_who_comes_first(one: list[str], other: list[str]) -> None:
    told = [Telling("", tuple(map(normal, lines))) for lines in (one, other)]
    assert alike(told[0], told[1]) == alike(told[1], told[0])


@given(TEXTS, TEXTS)
def test_lines_lead_to_lines_that_are_there(one: list[str], other: list[str]) -> None:
    own, of = list(enumerate(one, 1)), list(enumerate(other, 1))
    compared = compare(own, of)
    numbers = {n for n, _ in own}
    assert set(compared.lines) <= {n for n, _ in of}
    assert all(set(lines) <= numbers for lines in compared.lines.values())
    assert all(set(one.lines) <= numbers for one in compared.differences)
