"""What a page and its lines say about the publication is kept, each with where it was said."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading import read_text
from summarizer.reading.bylines import stated
from summarizer.text import Datum, Document

BODY = "<p>市教育局昨日召开会议，研究今年的招生工作。</p>"


def page(head: str, body: str = BODY, lang: str = "") -> Document:
    return read_text(f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}</body></html>", "a.html")


def said(document: Document, name: str) -> list[tuple[str, str]]:
    return [(datum.value, datum.origin) for datum in document.metadata if datum.name == name]


@pytest.mark.parametrize(
    ("head", "name", "value", "origin"),
    [
        ('<meta name="ArticleTitle" content="招生会议">', "title", "招生会议", "meta articletitle"),
        ('<meta name="PubDate" content="2024-05-31 08:00">', "date", "2024-05-31", "meta pubdate"),
        ('<meta name="ContentSource" content="来源：滨河日报">', "source", "滨河日报", "meta contentsource"),
        ('<meta name="Author" content="宁小雨">', "author", "宁小雨", "meta author"),
        ('<meta name="Editor" content="路遥知">', "editor", "路遥知", "meta editor"),
        ('<meta name="SiteName" content="滨河市教育局">', "publisher", "滨河市教育局", "meta sitename"),
        ('<meta property="og:site_name" content="滨河网">', "publisher", "滨河网", "meta og:site_name"),
        ('<meta name="DC.Creator" content="宁小雨">', "author", "宁小雨", "meta dc.creator"),
        ('<meta property="og:url" content="https://b.cn/1">', "url", "https://b.cn/1", "meta og:url"),
        ('<link rel="Canonical" href="https://b.cn/1">', "url", "https://b.cn/1", "link canonical"),
        ('<meta http-equiv="content-language" content="zh">', "language", "zh", "meta content-language"),
        ('<meta property="og:locale" content="zh_CN">', "language", "zh-CN", "meta og:locale"),
    ],
)  # fmt: skip
def test_the_head_of_a_page_is_read(head: str, name: str, value: str, origin: str) -> None:
    assert said(page(head), name) == [(value, origin)]


def test_linked_data_of_an_article_is_read_with_what_it_refers_to() -> None:
    document = page(
        """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "Person", "@id": "#p", "name": "宁小雨"}, {"@type": "Organization", "name": "别的"},
        {"@type": ["NewsArticle"], "headline": "招生会议", "author": [{"@id": "#p"}, {"name": "路遥知"}],
         "editor": "林间", "publisher": {"@type": "Organization", "name": "滨河网"}, "inLanguage": "zh",
         "datePublished": "2024-05-31T08:00:00+08:00", "mainEntityOfPage": {"@id": "https://b.cn/1"}}
        ]}</script><meta name="author" content="宁小雨">"""
    )
    assert said(document, "author") == [("宁小雨", "json-ld author"), ("路遥知", "json-ld author")]
    assert said(document, "title") == [("招生会议", "json-ld headline")]
    assert said(document, "editor") == [("林间", "json-ld editor")]
    assert said(document, "publisher") == [("滨河网", "json-ld publisher")]
    assert said(document, "date") == [("2024-05-31", "json-ld datePublished")]
    assert said(document, "url") == [("https://b.cn/1", "json-ld mainEntityOfPage")]
    assert said(document, "language") == [("zh", "json-ld inLanguage")]


def test_the_language_of_the_page_and_its_title_are_kept() -> None:
    document = page("<title>招生会议 - 滨河网</title>", "<h1>招生会议</h1>" + BODY, ' lang="zh-Hans"')
    assert said(document, "language") == [("zh-Hans", "html lang")]
    assert said(document, "title") == [("招生会议 - 滨河网", "title"), ("招生会议", "h1")]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="">', '<meta name="author" content="null">',
        '<meta name="author" content="https://b.cn/me">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="/1">', '<meta name="PubDate" content="soon">',
        '<meta name="editor" content="1610">',
        '<meta http-equiv="content-language" content="<b>zh</b>">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": 7, "url": [[]]}</script>',
        '<script type="application/ld+json">{"@type": "Organization", "name": "别的"}</script>',
        f'<script type="application/ld+json">{"[" * 5_000}</script>',
    ],
)  # fmt: skip
def test_what_says_nothing_is_left_out(head: str) -> None:
    assert page(head).metadata == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-05-31 08:00　来源：滨河日报　作者：宁小雨", [("source", "滨河日报"), ("author", "宁小雨")]),
        ("发布时间：2024年5月31日 来源: 市教育局 字号：大", [("date", "2024-05-31"), ("source", "市教育局")]),
        ("（责任编辑：路遥知）", [("editor", "路遥知")]),
        ("责编：路遥知、林间", [("editor", "路遥知、林间")]),
        ("记者：宁小雨 林间", [("author", "宁小雨 林间")]),
        ("来源：滨河日报 举报", [("source", "滨河日报")]),
        ("来源：滨河日报2024-05-13", [("source", "滨河日报")]),
        ("文" * 300 + "。（责任编辑：路遥知）", [("editor", "路遥知")]),
        ("数据来源：统计局", []),
        ("图片来源：摄图网", []),
        ("记者：您认为今年的招生工作会有哪些变化？", []),
        ("来源：", []),
        ("这些信息的来源是公开的", []),
        ("发布时间：近日", []),
    ],
)
def test_labelled_lines_are_read(line: str, expected: list[tuple[str, str]]) -> None:
    found = stated(["标题", line])
    assert [(datum.name, datum.value) for datum in found] == expected
    assert {datum.lines for datum in found} <= {(2,)}


def test_a_plain_text_has_the_metadata_of_its_lines() -> None:
    document = read_text("标题\n来源：滨河日报\n正文在这里。", "a.txt")
    assert document.metadata == (Datum("source", "滨河日报", "line 来源", (2,)),)


def test_labels_far_from_the_article_are_not_about_it() -> None:
    lines = ["正文。"] * 10 + [f"新闻{n} 来源：别处{n}" for n in range(60)]
    assert stated(lines, frozenset(range(1, 5)))[0].lines == (11,)
    assert all(datum.lines[0] <= 29 for datum in stated(lines, frozenset(range(1, 5))))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("来源作者编辑：: 　甲乙（）0-2024年月“”"), max_size=60), max_size=8))
def test_any_lines_can_be_read(lines: list[str]) -> None:
    for datum in stated(lines):
        assert datum.value
        assert 1 <= datum.lines[0] <= len(lines)


def test_long_lines_take_linear_time() -> None:
    started = time.process_time()
    stated(["来源：" * 100_000, "来源 " * 100_000 + ":", "：" * 300_000])
    assert time.process_time() - started < 2
