"""Asking for the bounds of an article: only where code is unsure, never at the cost of the document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import ScriptedModel, asker_of, contents, counts, refuses, run_over, says, serving

from summarizer.bounding import bound, is_unsure
from summarizer.cleaning import UNSURE, clean
from summarizer.errors import NoArticle
from summarizer.reading import read_text
from summarizer.text import Article
from summarizer.vacancy import require_article

STORIES = (
    "记者从会上获悉，水库项目总投资2亿元，占地200亩，计划明年年底建成。项目负责人表示，建成后可新增岗位300个。",
    "滨海湿地昨日迎来首批候鸟，志愿者在岸边记录到黑脸琵鹭3只。专家说，这一带水草丰茂，是候鸟南迁的重要驿站。",
    "本报讯 市图书馆城东分馆昨日开放，馆藏图书4万册，读者凭身份证即可办理借阅。",
)


def page() -> str:
    """Three stories and no title: which of them is the article is hard to see."""
    headlines = ["水库开工", "机场开工", "粮库开工", "码头开工"]
    return "\n".join(
        ["热点 • 排行", *headlines, STORIES[0], "更多", STORIES[1], "更多", "排行榜", STORIES[2]]
    )


def unsure(text: str = "") -> Article:
    """The article of a page, as if code were unsure of it."""
    return replace(clean(read_text(text or page(), "a.txt")), confidence=UNSURE - 0.1)


def body(article: Article) -> list[int]:
    return [line.n for line in article.body]


async def test_the_lines_that_the_model_chose_become_the_body() -> None:
    model = ScriptedModel()
    model.alter("bounds", lambda _q, _a: {"guess": "wrong", "begin": 8, "end": 8})
    found = await bound(unsure(), asker_of(model))
    assert body(found) == [8]
    assert not is_unsure(found)


async def test_the_model_sees_an_outline_and_the_guess_not_the_page() -> None:
    model = ScriptedModel()
    await bound(unsure("\n".join([page(), *(f"第{n}条：{STORIES[1]}" for n in range(60))])), asker_of(model))
    (question,) = model.asked
    assert len(question.user) < 2_500
    assert "present guess: from line" in question.user


async def test_a_guess_that_is_right_stays() -> None:
    article = unsure()
    assert await bound(article, asker_of(ScriptedModel())) == article


@pytest.mark.parametrize(
    "answer",
    [
        {"guess": "wrong", "begin": 5, "end": 4},
        {"guess": "wrong", "begin": 0, "end": 3},
        {"guess": "wrong", "begin": 4, "end": 4_000},
        {"begin": 4, "end": 5},
    ],
)
async def test_an_answer_that_cannot_be_right_leaves_what_code_found(answer: dict[str, Any]) -> None:
    model = ScriptedModel()
    model.alter("bounds", lambda _q, _a: answer)
    article = unsure()
    assert await bound(article, asker_of(model)) == article


async def test_a_page_without_an_article_ends_there_and_is_not_asked_about_again() -> None:
    model = ScriptedModel()
    model.alter("bounds", lambda _q, _a: {"guess": "none", "begin": 0, "end": 0})
    with pytest.raises(NoArticle, match="no article"):
        await bound(unsure(), asker_of(model))
    assert model.count("bounds") == 1


async def test_a_refusal_leaves_what_code_found() -> None:
    model = ScriptedModel()
    model.always("bounds", refuses())
    article = unsure()
    assert await bound(article, asker_of(model)) == article


async def test_an_answer_that_is_no_json_is_asked_for_again() -> None:
    model = ScriptedModel()
    model.once("bounds", says("The article begins at line 8."))
    model.alter("bounds", lambda _q, _a: {"guess": "wrong", "begin": 8, "end": 8})
    assert body(await bound(unsure(), asker_of(model))) == [8]


def really_unsure() -> str:
    """A page of which code itself says that it is unsure."""
    text = page()
    assert is_unsure(clean(read_text(text, "a.txt"))), "the page has become too easy for this test"
    return text


async def test_a_run_asks_for_unsure_pages_counts_it_and_asks_never_again(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(really_unsure(), encoding="utf-8")
    model = ScriptedModel()
    model.alter("bounds", lambda _q, _a: {"guess": "wrong", "begin": 8, "end": 8})
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "pages", out=tmp_path / "out")
        assert ran.outcomes["a.txt"].result.provenance.requests == ran.tally["requests"]
        assert model.count("bounds") == 1
        before = contents(tmp_path / "out")
        again = await run_over(server, tmp_path / "pages", out=tmp_path / "out")
    assert (again.tally["requests"], again.tally["documents"]) == (0, counts(1, skipped=1))
    assert contents(tmp_path / "out") == before
    roles = [line.role for line in ran.outcomes["a.txt"].result.document.lines]
    assert [n for n, role in enumerate(roles, 1) if role == "body"] == [8]


async def test_a_page_of_menus_fails_with_what_to_do_costs_one_request_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "pages").mkdir()
    menu = ["首页", "新闻", "时政", "财经", "体育", "", "版权所有 云岭网", "联系我们", "网站地图"]
    (tmp_path / "pages" / "menu.txt").write_text("\n".join(menu), encoding="utf-8")
    (tmp_path / "pages" / "story.txt").write_text(f"图书馆开放\n{STORIES[2]}", encoding="utf-8")
    model = ScriptedModel()
    model.alter("bounds", lambda _q, _a: {"guess": "none", "begin": 0, "end": 0})
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "pages", out=tmp_path / "out")
        again = await run_over(server, tmp_path / "pages", out=tmp_path / "out")
        assert model.count("bounds") == 1
        forced = await run_over(server, tmp_path / "pages", out=tmp_path / "out", no_ask=True)
    failed = ran.outcomes["menu.txt"]
    assert (failed.status, failed.code) == ("failed", "no_article")
    assert "--no-ask" in failed.hint
    assert ran.outcomes["story.txt"].status == "verified"
    assert (again.tally["requests"], again.tally["documents"]) == (0, counts(2, failed=1, skipped=1))
    assert forced.outcomes["menu.txt"].result is not None


NOTHING_THERE = [
    "404\n抱歉，您访问的页面不存在或已被删除。",
    "请完成安全验证后继续访问\n拖动滑块完成拼图",
    "用户登录\n用户名\n密码\n忘记密码？ 立即注册",
    "该文章已被删除。\n返回首页",
    "Page not found",
    "404 Not Found\nSorry, the page was not found.",
    "温馨提示：您的访问过于频繁，请稍后再试。",
    "为了您的账号安全，请完成安全验证",
    "云岭新闻网\n很抱歉，您要查看的内容不存在或已被删除，请检查网址，或返回首页。",
]
SHORT = [
    "停水通知\n6月3日8时至17时，青柳路停水。",
    "系统维护公告\n网上办事大厅6月3日0时至6时维护，请重新安排办理时间。",
    "我市首家机器人餐厅昨日开业。",
    "网上流传的“学校停课”消息不实，发布者已删除该内容并致歉。",
    "网信办：诱导用户“免费注册”的APP将被下架",
    "市教育局提醒：请登录后查看录取结果。",
    "国家反诈中心提醒：凡要求“立即注册”的一律是诈骗。",
    "系统公告：因机房维护，6月3日网页无法访问。",
    "关于平台忘记密码处理方法的通知\n请先登录平台首页，点击忘记密码，按提示重置。",
    "春运火车票今起开售\n12306网站：登录需拖动滑块验证，请提前注册。",
    "大雪黄色预警\n返回首页",
    "特等奖奖金\n500",
]


@pytest.mark.parametrize("text", NOTHING_THERE)
async def test_a_page_that_was_not_found_or_asks_to_log_in_fails_at_no_cost(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    model = ScriptedModel()
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "a.txt", out=tmp_path / "out")
    assert (ran.outcomes["a.txt"].status, ran.outcomes["a.txt"].code) == ("failed", "no_article")
    assert ran.tally["requests"] == 0


async def test_such_a_page_is_read_with_no_ask(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTHING_THERE[0], encoding="utf-8")
    with serving(ScriptedModel()) as server:
        ran = await run_over(server, tmp_path / "a.txt", out=tmp_path / "out", no_ask=True)
    assert ran.outcomes["a.txt"].result is not None


@pytest.mark.parametrize("text", SHORT)
def test_a_short_text_is_an_article(text: str) -> None:
    require_article(clean(read_text(text, "a.txt")))


async def test_nobody_is_asked_with_no_ask(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(really_unsure(), encoding="utf-8")
    model = ScriptedModel()
    with serving(model) as server:
        await run_over(server, tmp_path / "a.txt", out=tmp_path / "out", no_ask=True)
    assert model.count("bounds") == 0
