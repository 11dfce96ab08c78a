"""Notices, tenders, minutes and tables that somebody wrote: in whatever form they come, all is the text.

The texts in `texts/` are Markdown and invented.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from summarizer.cleaning import UNSURE, clean
from summarizer.reading import read_text

TEXTS = {
    path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "texts").glob("*.md"))
}
_RULE = re.compile(r"\|[ :|-]+\|\Z")
_MARKS = re.compile(r"\A(?:#+|[-*] \[[ x]\]|[-*]) |\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def plain(text: str, bar: str) -> str:
    """Markdown as somebody pastes it: without marks, the cells of tables between `bar`s."""
    lines = [line for line in text.splitlines() if not _RULE.match(line)]
    return "\n".join(bar.join(_cells(line)) if line.startswith("|") else _unmarked(line) for line in lines)


def page(text: str) -> str:
    """Markdown as a page without a site around it."""
    lines = [line for line in text.splitlines() if line.strip() and not _RULE.match(line)]
    parts = []
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        inner = "".join(
            _row(line) if is_table else f"<p>{html.escape(_unmarked(line))}</p>" for line in group
        )
        parts.append(f"<table>{inner}</table>" if is_table else inner)
    return f"<!doctype html><html><head><title>x</title></head><body>{''.join(parts)}</body></html>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _unmarked(line: str) -> str:
    return _LINK.sub(r"\1", _MARKS.sub("", line))


def _row(line: str) -> str:
    return f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in _cells(line))}</tr>"


FORMS: dict[str, Callable[[str], str]] = {
    "text.md": str,
    "tabs.txt": lambda text: plain(text, "\t"),
    "bars.txt": lambda text: plain(text, "｜"),
    "spaced.txt": lambda text: plain(text, " | "),
    "page.html": page,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_no_line_of_what_somebody_wrote_is_noise(name: str, form: str) -> None:
    article = clean(read_text(FORMS[form](TEXTS[name]), form))
    assert [line.text for line in article.noise] == []
    assert article.confidence >= UNSURE, "and nobody needs to be asked"


@pytest.mark.parametrize("name", TEXTS)
def test_the_first_line_is_the_title(name: str) -> None:
    first = TEXTS[name].splitlines()[0]
    assert clean(read_text(TEXTS[name], "text.md")).title in (first, first.lstrip("# "))


@pytest.mark.parametrize("name", ["training", "award_of_a_tender"])
def test_only_the_title_the_issuer_and_the_date_are_not_the_body(name: str) -> None:
    article = clean(read_text(TEXTS[name], "text.md"))
    other = [line.text for line in article.lines if line.text.strip() and line.role != "body"]
    assert len(other) <= 3
    assert other[-1].startswith("2025年")


PARAGRAPH = (
    "据县文化馆消息：馆里收藏的三百二十件旧农具昨天搬进新展厅，其中最老的一架水车用了一百多年，"
    "车身上的字仍看得清楚。馆长说，展厅每周二到周日开放，不收门票，学校可以预约讲解，每批不超过四十人。"
)


@pytest.mark.parametrize("width", [20, 24, 30, 36])
@pytest.mark.parametrize("title", ["县文化馆新展厅开放", "关于旧农具展厅开放的通告"])
def test_a_line_of_a_paragraph_wrapped_at_a_fixed_width_is_no_title(title: str, width: int) -> None:
    lines = [PARAGRAPH[at : at + width] for at in range(0, len(PARAGRAPH), width)]
    article = clean(read_text("\n".join([title, "", *lines]), "text.txt"))
    assert article.title == title
    assert [line.text for line in article.body] == lines


def test_a_title_in_front_matter_is_its_value_and_its_rules_are_no_title() -> None:
    text = f"---\ntitle: 县文化馆新展厅开放\ndate: 2024-05-02\n---\n\n# 县文化馆新展厅开放\n\n{PARAGRAPH}\n"
    article = clean(read_text(text, "text.md"))
    assert article.title == "县文化馆新展厅开放"
    assert article.lines[0].role != "title"


def test_english_below_a_chinese_title_is_no_title() -> None:
    lines = (
        "关于召开渡轮用户大会的公告",
        "The Ferry announces a meeting on 20 June in Lake Town.",
        "渡轮公司将于6月20日召开用户大会，讨论票价。",
    )
    assert clean(read_text("\n\n".join(lines))).title == lines[0]
