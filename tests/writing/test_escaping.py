"""Text stays text in Markdown: nothing of the page or the model becomes markup; plain text stays plain."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.writing.escaping import block, cell, code, inline
from summarizer.writing.plain import plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<!-- hidden --> text",
    "<![CDATA[x]]> <?php x ?> <!DOCTYPE html>",
    "</details></table><iframe src=//evil.example>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/?q=secret)",
    "![x][1]\n\n[1]: https://evil.example",
    "[1]: https://evil.example 'title'",
    "[x][1] and [1] and [^1]",
    "<https://evil.example>",
    "<mail@evil.example>",
    "https://evil.example/path?a=b&c=d",
    "see www.evil.example or evil.com/login now",
    "write to someone@evil.example, please",
    "公司网址evil.cn请访问",
    "网址：公司.com",
    "**bold** *it* __bold__ _it_ ~~gone~~ ~gone~",
    "`code` ``code`` ```\nfence",
    "~~~\nfence\n~~~",
    "# heading",
    "## heading ##",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "---",
    "***",
    "___",
    "===",
    "    indented code",
    "\tindented code",
    "| a | b |\n| --- | --- |\n| c | d |",
    "a | b \\| c \\\\| d",
    ": definition",
    "&lt;script&gt; &#60;b&#62; &amp;amp; &copy;",
    "\\<script>alert(1)\\</script>",
    "\\[x](https://evil.example)",
    "\\`<b>`",
    "{: onclick=alert(1)} {#id .class}",
    "- [ ] task",
    "a\u202eb\u200bc\ufeff\x00\x1b[31m",
    "line one\r\nline two\u2028line three\x85line four",
    "`https://evil.example`",
    "``<b>``https://evil.example``",
    "(https://evil.example/a_(b)_c)",
    "x<y>z a<b and c>d",
    "ends with a backslash\\",
    "a\\\\",
    "*https://evil.example*",
]
INERT = {"inline", "text", "softbreak", "code_inline", "paragraph_open", "paragraph_close"}
TABLE = {
    f"{name}_{end}" for name in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
}
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[object]:
    return [inner for token in RENDERER.parse(markdown) for inner in (token, *(token.children or []))]


def shown(markdown: str) -> str:
    """What a reader sees."""
    return "".join(token.content for token in tokens(markdown) if token.type in ("text", "code_inline"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    found = tokens(block(text))
    assert {token.type for token in found} <= INERT
    assert shown(block(text)) == plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_heading(text: str) -> None:
    found = tokens(f"# {block(text)}\n\nnext")
    assert {token.type for token in found} <= INERT | {"heading_open", "heading_close"}
    assert shown(f"# {block(text)}") == plain(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {cell(text)} | last |"
    found = tokens(table)
    assert {token.type for token in found} <= INERT | TABLE
    cells = [token for token in found if token.type == "td_open"]
    assert len(cells) == 2
    assert shown(table) == f"ab{plain(text)}last"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_bare_address_is_left_for_a_renderer_to_link(text: str) -> None:
    outside = re.sub("`[^`]*`", "", block(text))
    assert "://" not in outside
    assert "www." not in outside
    assert not re.search(r"\w@\w", outside)
    assert not re.search(r"\.(com|cn|example)\b", outside)


@pytest.mark.parametrize(
    "text",
    [
        "Linhe (临河) invested 1.2 million yuan, up 3.5% - a record!",
        "“Quoted”, 'single' and \"double\"; a/b, R&D, C++, 50-60, No. 3: e.g. this.",
        "snake_case and 3=3, 5 > 4, $100 + $20, U.S. and J. K. Li.",
        "河谷产教联盟成立大会（第1届）——“开放、共享”。",
    ],
)
def test_plain_text_is_not_touched(text: str) -> None:
    assert inline(text) == text
    assert block(text) == text


def test_code_spans_hold_anything_but_backticks() -> None:
    assert code("a`b <c>\n|d|") == "`a'b <c> |d|`"
    assert code("") == ""


@given(st.text(st.characters() | st.sampled_from("\\`*_{}[]<>~#|!&;:/.@-+=1)( \n"), max_size=80))
def test_any_text_is_shown_and_does_nothing(text: str) -> None:
    assert {token.type for token in tokens(block(text))} <= INERT
    assert shown(block(text)) == plain(text)


@given(st.text(st.sampled_from("\\`|<a.@:/ "), max_size=40))
def test_any_text_stays_in_its_cell(text: str) -> None:
    found = tokens(f"| a | b |\n| --- | --- |\n| {cell(text)} | last |")
    assert {token.type for token in found} <= INERT | TABLE
    assert sum(token.type == "td_open" for token in found) == 2


@pytest.mark.parametrize(
    "text", ["a." * 50_000, "\\" * 100_000, "_" * 100_000, "&#" * 50_000, "@." * 50_000, "[" * 100_000]
)
def test_escaping_is_quick_on_hostile_input(text: str) -> None:
    assert len(inline(text)) >= len(text)
