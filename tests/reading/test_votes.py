"""Several extractors say what the main content is; none of them can make a page fail or take minutes."""

from __future__ import annotations

import time

import pytest
from lxml import html

from summarizer.reading import extracting, readable
from summarizer.reading import read_text as read
from summarizer.text import Document, Vote
from summarizer.voting import agreement

PARAGRAPHS = "".join(
    f"<p>第{n}段：市教育局召开会议，研究部署今年的招生工作，要求各校认真落实有关规定。</p>" for n in range(9)
)
MENU = "<ul>" + "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(12)) + "</ul>"
PAGE = (
    f"<!DOCTYPE html><html><body><nav>{MENU}</nav><article><h1>会议</h1>{PARAGRAPHS}</article>"
    "<footer>版权所有</footer></body></html>"
)


def test_each_extractor_names_the_article() -> None:
    document = read(PAGE, "a.html")
    assert [vote.extractor for vote in document.votes] == ["trafilatura", "readability", "resiliparse"]
    for vote in document.votes:
        named = {document.texts[n - 1][:1] for n in vote.lines or ()}
        assert "第" in named
        assert "栏" not in named
    assert document.main == document.votes[0].lines
    assert agreement(document) > 0.9


def test_a_text_has_no_votes_and_no_doubts() -> None:
    document = read("市教育局召开会议。\n会议要求认真落实。", "a.txt")
    assert document.votes == ()
    assert agreement(document) == 1.0


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (({1, 2}, {1, 2}, {1, 2}), 1.0),
        (({1, 2}, {3}, {3}), 1 / 3),
        (({1}, {1, 2}), 0.25),
        (({1}, None), 0.0),
        ((None, None, None), 0.0),
        (({1},), 1.0),
    ],
)
def test_agreement_is_a_share_of_characters(votes: tuple[set[int] | None, ...], expected: float) -> None:
    cast = tuple(Vote(str(n), frozenset(lines) if lines else None) for n, lines in enumerate(votes))
    document = Document("a", "", "text/html", "utf-8", ("字", "三个字", "字字字字"), votes=cast)
    assert agreement(document) == pytest.approx(expected)


def test_an_extractor_that_stumbles_is_no_failure_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readable, "_MOST_TEXT", 10)
    found = read(PAGE, "a.html").votes
    assert [bool(vote.lines) for vote in found] == [True, False, True]


def test_a_page_beyond_all_limits_is_read_without_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "_LARGEST", 10)
    document = read(PAGE, "a.html")
    assert (document.votes, document.main) == ((), None)


def test_what_is_hidden_is_in_no_vote() -> None:
    hidden = f"<style>.x{{display:none}}</style><article class=x>{PARAGRAPHS.replace('第', '秘')}</article>"
    document = read(PAGE.replace("<footer>", hidden + "<footer>"), "a.html")
    assert not any(text.startswith("秘") for text in document.texts)
    assert agreement(document) > 0.9


def test_reading_does_not_change_the_tree() -> None:
    root = html.document_fromstring(PAGE)
    before = html.tostring(root)
    assert "第3段" in readable.extract(root)
    assert html.tostring(root) == before


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 120 + PARAGRAPHS * 300 + "</div>" * 120,
        "<div></div>" * 20_000 + PARAGRAPHS,
        f"<table>{'<tr><td></td></tr>' * 10_000}</table>" + PARAGRAPHS,
        "<div class='subtitle'>字</div>" * 10_000 + PARAGRAPHS,
        PARAGRAPHS
        + f"<article><div class=story>{'<div class=story><p>' + '字，' * 30 + '</p></div>'}</div></article>"
        * 2_000,
        "<p>" + " " * 500_000 + "x" + " \n" * 200_000 + "</p>" + PARAGRAPHS,
        "<p>" + "<a href=x>" + "连接，" * 10 + "</a>" * 1 + "</p>" + "<a>字</a><br>" * 15_000 + PARAGRAPHS,
        "<b>" * 100 + "<i>字</i>" * 20_000 + "</b>" * 100 + PARAGRAPHS,
        f"<img src='data:{'A' * 1_000_000}'>" * 3 + PARAGRAPHS,
        "<ul>" * 100 + "<li>字字字字字字，" * 10_000 + "</ul>" * 100 + PARAGRAPHS,
        "<div style='display:none'>" * 100 + PARAGRAPHS * 100 + "</div>" * 100 + PARAGRAPHS,
    ],
)
def test_hostile_pages_are_read_in_bounded_time(markup: str) -> None:
    started = time.process_time()
    document = read(f"<html><body>{markup}</body></html>", "a.html")
    assert any(text.startswith("第3段") for text in document.texts)
    assert time.process_time() - started < 15
