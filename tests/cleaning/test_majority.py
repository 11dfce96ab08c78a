import pytest

from summarizer.cleaning import clean
from summarizer.text import Document, Vote

STORY = [
    "柳湖区图书馆昨天宣布，自下月起在六个街道试行流动书车，每周两次停靠在居民较为集中的小区门口。",
    "馆长顾南枝介绍，首批书车共三辆，每辆载书一千二百册，读者凭身份证即可借还，不收取任何押金。",
]
OTHER = [
    "城东菜市场改造后昨天重新开业，三百多个摊位全部搬进室内，管理处承诺一年之内不涨租金，受到商户欢迎。",
    "市场负责人说，改造共投入一千八百万元，新增冷库两座，并在入口处设置了农药残留快速检测室。",
    "附近居民表示，过去下雨天买菜要穿雨靴，现在地面干净整洁，老人和孩子也愿意来逛一逛。",
]
PAGE = [
    "首页 | 新闻 | 公告",
    "柳湖区试行流动书车",
    "2025-03-14 08:10 来源：柳湖日报",
    *STORY,
    "相关新闻",
    "城东菜市场重新开业",
    *OTHER,
    "版权所有 © 2025 柳湖网 未经授权禁止转载",
]
OWN, FOREIGN = frozenset({4, 5}), frozenset({8, 9, 10})


def body(*votes: frozenset[int] | None) -> list[str]:
    named = tuple(Vote(f"extractor {k}", lines) for k, lines in enumerate(votes))
    document = Document("page.html", "", "text/html", "utf-8", tuple(PAGE), votes[0], votes=named)
    return [line.text for line in clean(document).body]


@pytest.mark.parametrize("votes", [(OWN, OWN, OWN), (None, OWN, OWN), (OWN, None, OWN), (OWN, OWN)])
def test_what_extractors_agree_on_outweighs_a_longer_story(votes: tuple[frozenset[int] | None, ...]) -> None:
    assert body(*votes) == STORY


def test_no_extractor_counts_more_than_another() -> None:
    assert body(FOREIGN, OWN, OWN) == body(OWN, FOREIGN, OWN) == body(OWN, OWN, FOREIGN)


def test_one_vote_is_better_than_none() -> None:
    assert body(None, OWN, None) == STORY


@pytest.mark.parametrize("votes", [(None, None, None), (frozenset({1}), frozenset({4}), frozenset({12}))])
def test_a_page_without_two_that_agree_has_a_body(votes: tuple[frozenset[int] | None, ...]) -> None:
    assert body(*votes)


def test_numbers_of_lines_that_a_page_does_not_have_are_ignored() -> None:
    assert body(OWN | {999}, OWN | {0, 1000}) == STORY
