"""Of a Markdown file, what is for programs or nothing but markup is no part of the article."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.cleaning import clean
from summarizer.reading import read_bytes
from summarizer.reading.markdown import bare, title_of
from summarizer.verifying import verify
from tests.verifying.examples import read

PAGE = """---
title: "夜读角本周启用"
date: 2025-03-04
tags:
  - 阅读
categories: [社区]
---

<figure>
<img src="https://library.example/阅读.jpg" alt="">
<figcaption>夜读角一角。</figcaption>
</figure>

![](https://library.example/b.jpg)

河西社区图书馆的夜读角本周启用，每晚开放到十点，居民凭[借书证](https://library.example/20210712/card)入场。

馆长说，夜读角共有四十个座位，周末还将举办读书会，欢迎附近的学生和家长参加。
"""


def roles(text: str) -> dict[str, str]:
    article = clean(read_bytes(text.encode(), "a.md"))
    return {line.text.strip(): line.role for line in article.lines if line.text.strip()}


def test_what_nobody_reads_is_noise_and_what_people_read_is_not() -> None:
    found = roles(PAGE)
    noise = ["tags:", "- 阅读", "categories: [社区]", "---", "<figure>", "</figure>"]
    assert {found[text] for text in noise} == {"noise"}
    assert found["![](https://library.example/b.jpg)"] == "noise"
    assert found['title: "夜读角本周启用"'] == "title"
    assert found["date: 2025-03-04"] == "meta"
    assert found["<figcaption>夜读角一角。</figcaption>"] == "body"


def test_the_front_matter_names_the_document() -> None:
    assert title_of(PAGE.split("\n")) == "夜读角本周启用"
    assert title_of(["---", "tags: [a]", "---", "title: 正文里的一行"]) == ""
    assert title_of(["第一行", "---"]) == ""


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["---", "正文没有结束的分隔线"], set()),
        (["正文", "---", "tags: 不是文件头", "---"], set()),
        (["<br>", "甲<br>乙", "[链接](x)", "![图](x)", "![](x)", "| 甲 | ![](x) |"], {1, 5}),
        (["```", "<br>", "```"], set()),
        (["---", "作者: 某某", "layout: post", "---", "正文"], {1, 3, 4}),
        (["---", "关于借阅的通知", "", "请各位读者按时归还。", "---", "联系人：王芳"], set()),
        (["---", "description: |", "  两行的", "  摘要", "layout: post", "---", "正文"], {1, 5, 6}),
        (["---", "tags: [a]", "---", "![](a.png)"], set()),
    ],
)
def test_lines_without_a_word_are_told_from_others(lines: list[str], numbers: set[int]) -> None:
    assert bare(lines) == numbers


def found(zh: str, en: str, *pieces: str) -> set[str]:
    """The codes of errors in the translation of one line."""
    segment: dict[str, Any] = {"n": 1, "zh": zh, "en": en, "pieces": list(pieces)}
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "translation": {"to": "en", "segments": [segment]},
    }
    return {
        item.code
        for item in verify(read(data)).findings
        if item.severity == "error" and item.where.startswith("translation")
    }


def test_where_a_link_leads_is_kept_by_its_tag_and_not_missed_in_the_text() -> None:
    zh = "居民凭[借书证](https://library.example/20210712/card?id=3)入场<br>。"
    en = "Residents enter with their library cards."
    assert found(zh, en, "Residents enter with their <1>library cards</1>.") == set()
    assert found(zh, en) != set(), "without tags nothing keeps it"
    assert "number_added" in found(zh, "Residents enter with 4 library cards.", "x")
