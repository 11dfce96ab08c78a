"""A story of a page may end with a table: one that it announces, or that stands in its part of the page."""

from __future__ import annotations

import time

import pytest

from summarizer.cleaning import clean
from summarizer.reading import read_text
from summarizer.text import Article

TITLE = "青石镇公布冬季供暖安排"
BYLINE = "2024-10-08 09:20 来源：青石时报"
OPENING = "青石镇昨天公布今年冬季供暖安排，供暖从11月15日开始，预计持续四个月，覆盖全镇十一个小区。"
MORE = "镇热力站站长鲁明说，今年新换了三台锅炉，管网也全部检修过，室温不达标的用户可以要求退费。"
ROWS = [
    ["小区", "面积", "单价"],
    ["东溪花园", "3.2万", "22元"],
    ["石桥新村", "1.8万", "22元"],
    ["文苑", "0.9万", "20元"],
]
SHOWN = [" | ".join(row) for row in ROWS]
STORIES = ["东溪水库大坝加固完工", "青石中学新建图书阅览室"]


def page(*, inside: str, outside: str = "") -> Article:
    items = "".join(f"<li><a href={k}>{story}</a></li>" for k, story in enumerate(STORIES))
    return clean(
        read_text(
            f"<html><head><title>{TITLE}_青石网</title></head><body>"
            f"<div><a href=/>首页</a> | <a href=/n>新闻</a> | <a href=/t>通知</a></div>"
            f"<h1>{TITLE}</h1><div>{BYLINE}</div><div id=content>{inside}</div>{outside}"
            f"<div><h3>相关新闻</h3><ul>{items}</ul></div>"
            "<div>版权所有 青石时报 京ICP备00000号</div></body></html>",
            "page.html",
        )
    )


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body(article: Article) -> list[str]:
    return [line.text for line in article.body]


@pytest.mark.parametrize(
    "line", ["各小区的面积和单价如下：", "各小区的面积和单价见下表。", "表1 各小区供暖情况", "具体如下"]
)
def test_the_table_that_a_story_announces_at_its_end_belongs_to_it(line: str) -> None:
    article = page(inside=paragraphs(OPENING, MORE, line) + table(ROWS))
    assert body(article) == [OPENING, MORE, line, *SHOWN]


def test_a_table_in_the_part_of_the_page_that_is_the_story_belongs_to_it() -> None:
    assert body(page(inside=paragraphs(OPENING, MORE) + table(ROWS))) == [OPENING, MORE, *SHOWN]


def test_so_do_its_caption_and_its_notes() -> None:
    lines = ["各小区情况如下：", "单位：平方米"]
    article = page(inside=paragraphs(OPENING, *lines) + table(ROWS) + paragraphs("注：面积为建筑面积"))
    assert body(article) == [OPENING, *lines, *SHOWN, "注：面积为建筑面积"]


@pytest.mark.parametrize("bar", [" | ", "｜", "\t"])
def test_also_in_the_text_of_a_page(bar: str) -> None:
    top = ["首页 | 新闻 | 通知", TITLE, BYLINE, OPENING, MORE, "各小区的面积和单价如下："]
    rows = [bar.join(row) for row in ROWS]
    below = ["相关新闻", *STORIES, "版权所有 青石时报 京ICP备00000号"]
    article = clean(read_text("\n".join([*top, *rows, *below]), "page.txt"))
    assert body(article) == [*top[3:], *rows]


def test_rows_outside_the_story_that_nothing_announces_are_noise() -> None:
    rows = [[str(k), story, f"{90 - k}次"] for k, story in enumerate(STORIES, 1)]
    article = page(inside=paragraphs(OPENING, MORE), outside=f"<div class=rank>{table(rows)}</div>")
    assert body(article) == [OPENING, MORE]


def test_a_long_table_takes_linear_time() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        lines = [f"{k} | 村{k} | {k}亩" if k % 50 else "面积如下：" for k in range(count)]
        clean(read_text("\n".join([TITLE, BYLINE, OPENING, MORE, *lines, "相关新闻", *STORIES]), "page.txt"))
        return time.process_time() - start

    seconds(100)  # the model is read
    assert seconds(8_000) < 30 * max(seconds(800), 0.02)
