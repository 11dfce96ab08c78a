"""A page in another language is the same page: markup, images and links stay, and only the text changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rebuilding import pieces_of, put

from summarizer.errors import UnreadableDocument
from summarizer.layout import LAYOUTS
from summarizer.reading import html, read_bytes
from summarizer.text import Document

HEAD = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="gb2312"><title>市里召开会议_某网</title>'


def page(body: str, head: str = "") -> bytes:
    return f"{HEAD}{head}</head><body>{body}</body></html>".encode("gb18030")


def body_of(shown: str) -> str:
    return shown.partition("<body>")[2].partition("</body>")[0]


def translated(body: str, texts: dict[int, str | tuple[str, ...]], *, bilingual: bool = False) -> str:
    return body_of(put(page(body), "a.html", texts, bilingual=bilingual))


def test_bold_words_links_and_images_within_a_sentence_are_tags() -> None:
    source = page('<p>昨天<b>市里</b>在<a href="/x">这里</a>开<img src="a.png">会。</p><p>全文</p>')
    document = read_bytes(source, "a.html")
    assert document.texts == ("昨天市里在这里开会。", "全文")
    assert document.pieces == {1: ("昨天<1>市里</1>在<2>这里</2>开<3/>会。",)}


def test_a_translation_may_put_them_in_another_order() -> None:
    out = translated(
        '<p class="x">昨天<b>市里</b>在<a href="/x">这里</a>开<img src="a.png">会。</p>',
        {1: "<3/>A meeting was held <2>here</2> by <1>the city</1>."},
    )
    assert out == (
        '<p class="x"><img src="a.png">A meeting was held <a href="/x">here</a> by <b>the city</b>.</p>'
    )


@pytest.mark.parametrize(
    "text",
    ["The city met.", "The <1>city</1> met.", "<1>a</1><2>b</2><4/>", "<2>The</1> <1>city</2>", "<9/>x"],
)
def test_where_tags_are_missing_or_added_the_text_goes_in_without_them(text: str) -> None:
    out = translated('<p class="x"><b>市里</b>在<i>这里</i>开会<img src="a.png">。</p>', {1: text})
    assert "<b>" not in out
    assert "<i>" not in out
    assert out.startswith('<p class="x">')
    assert '<img src="a.png">' in out
    assert "&lt;" not in out


def test_what_is_around_a_whole_sentence_stays_around_it_without_a_tag() -> None:
    source = '<p>\u3000\u3000<span style="a"><b>全部</b></span></p>'
    assert read_bytes(page(source + "<p>二</p>"), "a.html").pieces == {}
    assert translated(source, {1: "All"}) == '<p>\u3000\u3000<span style="a"><b>All</b></span></p>'


def test_neighbours_of_the_same_markup_are_one_and_markup_that_says_nothing_is_none() -> None:
    source = page(
        '<p><span style="a">甲</span><span style="a">乙</span><span>丙</span><b>丁</b></p><p>二</p>'
    )
    assert read_bytes(source, "a.html").pieces == {1: ("<1>甲乙</1>丙<2>丁</2>",)}


def test_the_type_faces_of_word_processors_for_figures_and_for_chinese_are_no_tags() -> None:
    western = '<span lang=EN-US><font face="Times New Roman">1956</font></span>'
    chinese = "<span style=\"FONT-FAMILY: 宋体; mso-ascii-font-family: 'Times New Roman'\">年建校，</span>"
    large = '<span lang="en-us" style="font-family: serif; font-size: 20pt">400</span>'
    source = page(f"<p>校史：{western}{chinese}有学生{large}人。</p><p>二</p>")
    assert read_bytes(source, "a.html").pieces == {1: ("校史：1956年建校，有学生<1>400</1>人。",)}
    alike = [
        western.replace("US", f'US style="Font-Size: 12pt{face}"') for face in ("", "; font-family: 宋体")
    ]
    assert read_bytes(page(f"<p>{''.join(alike)}</p><p>二</p>"), "a.html").pieces == {}
    out = translated(f"<p>校史：{western}{chinese}</p>", {1: "History: founded in 1956."})
    assert out == "<p>History: founded in 1956.</p>"


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ("text-indent: 2em;", False),
        (
            "color: rgb(0, 0, 0); font-size: 16px; orphans: auto; float: none; display: inline !important;",
            False,
        ),
        ("font-weight: bold; orphans: auto; widows: 1; font-size: 16px", True),
        ("color: red", True),
        ("font-size: 20pt", True),
        ("background-color: yellow", True),
    ],
)
def test_styles_that_came_along_with_copied_text_are_no_tags(style: str, says: bool) -> None:
    source = page(f'<p>承担任务的<span style="{style}">三个乡</span>应当配合。</p><p>二</p>')
    tagged = {1: ("承担任务的<1>三个乡</1>应当配合。",)}
    assert read_bytes(source, "a.html").pieces == (tagged if says else {})


def test_lines_that_share_an_element_keep_to_themselves() -> None:
    out = translated("<p><b>第一<br>第二</b>第三<br>第四</p>", {1: "One", 2: "<1>Two</1> three"})
    assert out == "<p><b>One<br></b><b>Two</b> three<br>第四</p>"


def test_cells_of_a_row_are_translated_one_by_one() -> None:
    source = "<table><tr><td>年份</td><td><b>人数</b></td></tr><tr><td>2024</td><td>一百</td></tr></table>"
    assert read_bytes(page(source), "a.html").pieces == {1: ("年份", "人数"), 2: ("2024", "一百")}
    out = translated(source, {1: ("Year", "People"), 2: "2024 | 100"})
    assert out == (
        "<table><tr><td>Year</td><td><b>People</b></td></tr><tr><td>2024</td><td>100</td></tr></table>"
    )


def test_text_in_a_row_but_in_no_cell_is_one_line_before_and_after() -> None:
    source = "<table><tr>甲<span>乙</span>丙</table><p>二</p>"
    assert ("甲乙丙",) in seen(soup(source)).values()
    assert seen(changed(soup(source), lambda piece: piece)) == seen(soup(source))


def test_a_line_without_a_translation_stays_as_it_is() -> None:
    assert translated("<p>一<b>二</b></p><p>三</p>", {2: "Three", 7: "x"}) == "<p>一<b>二</b></p><p>Three</p>"


def test_markup_in_a_translation_is_text() -> None:
    out = translated("<p>一</p><p>二</p>", {1: '<script>alert("1")</script> & <1>x</1>'})
    assert out == '<p>&lt;script&gt;alert("1")&lt;/script&gt; &amp; x</p><p>二</p>'


def test_what_looks_like_a_tag_in_the_source_is_text_too() -> None:
    source = "<p>标签<b>&lt;1&gt;</b>的用法</p>"
    assert read_bytes(page(source), "a.html").pieces == {}
    assert translated(source, {1: "Use of the tag <1>"}) == "<p>Use of the tag &lt;1&gt;</p>"


def test_the_page_says_its_language_and_encoding_and_keeps_scripts_and_styles() -> None:
    head = '<style>p > b{}</style><script>if (a<b) "</p>"</script><link rel="stylesheet" href="x.css">'
    out = put(page("<h1>市里召开会议</h1>", head), "a.html", {1: "The city met"})
    assert out.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "gb2312" not in out
    assert head in out
    assert "<title>The city met_某网</title>" in out


def test_event_handlers_and_links_that_are_scripts_are_dropped() -> None:
    out = translated(
        '<p onclick="x()"><a href=" java&#10;script:x()">甲</a>乙<a href="/ok">丙</a>'
        '<img src="b.png" onerror=x()><iframe srcdoc="<script>x()</script>"></iframe></p>',
        {1: "<1>A</1> b <2>c</2>"},
    )
    assert out == '<p><a>A</a> b <a href="/ok">c</a><img src="b.png"><iframe></iframe></p>'


def test_of_both_languages_the_translation_is_the_next_paragraph() -> None:
    out = translated('<p class="x" id="i"><b>市里</b>开会</p>', {1: "<1>The city</1> met"}, bilingual=True)
    assert out == (
        '<p class="x" id="i" lang="zh"><b>市里</b>开会</p>\n<p class="x" lang="en"><b>The city</b> met</p>'
    )


def test_of_both_languages_the_translation_of_an_item_or_cell_is_within_it() -> None:
    out = translated("<ul><li>一<li>二<b>三</b></ul>", {1: "One", 2: "Two <1>three</1>"}, bilingual=True)
    assert out == (
        '<ul><li>一<br><span lang="en">One</span></li>'
        '<li>二<b>三</b><br><span lang="en">Two <b>three</b></span></li></ul>'
    )


def test_a_page_beyond_the_limits_of_reading_is_not_written_either() -> None:
    with pytest.raises(UnreadableDocument):
        LAYOUTS["text/html"].rebuild(b"<p>x" + b"<b>" * 400, {}, bilingual=False, to="en")


# ------------------------------------------------------------------------------------------ any page

BODIES = st.lists(
    st.sampled_from(
        [
            "甲", "乙丙", " 丁 ", "\u3000戊", "2024年", "A & B", "\n", "&lt;1&gt;",
            "<b>", "</b>", "<i>", "</i>", '<a href="/x">', "</a>", '<span style="color:red">', "<span>",
            "</span>", '<span lang="en-us">', '<font face="宋体">',
            "<p>", "</p>", "<li>", "<pre>", "</pre>", "<table>", "<tr>", "<td>", "</table>", "<font>",
            "</font>",
            "<br>", '<img src="a.png">', "<!-- 注 -->", "<span hidden>暗</span>", '<i class="x"></i>',
            "<div>", "</div>",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


def soup(body: str) -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>首行</p>{body}'.encode()


def seen(data: bytes) -> dict[int, tuple[str, ...]]:
    """The pieces of a page; which of its lines are the article is not asked: that takes long."""
    return pieces_of(html.page(data.decode(), Document("", "", "", "", ()), extract=False))


def changed(data: bytes, change: Callable[[str], str], *, bilingual: bool = False) -> bytes:
    texts = {number: tuple(map(change, pieces)) for number, pieces in seen(data).items()}
    return LAYOUTS["text/html"].rebuild(data, texts, bilingual=bilingual, to="en")


@given(BODIES)
@example('甲<a href="/x"><font>甲<a href="/x">甲')
@settings(max_examples=200, deadline=None)
def test_each_piece_put_in_its_own_place_makes_the_same_lines(body: str) -> None:
    assert seen(changed(soup(body), lambda piece: piece)) == seen(soup(body))


@given(BODIES)
@example("<tr>甲<span>甲</span>甲")
@settings(max_examples=200, deadline=None)
def test_other_words_in_the_same_tags_are_read_back_as_they_were_put_in(body: str) -> None:
    swap = str.maketrans("甲乙丙丁戊首", "天地玄黄宇末")
    expected = {n: tuple(p.translate(swap) for p in pieces) for n, pieces in seen(soup(body)).items()}
    assert seen(changed(soup(body), lambda piece: piece.translate(swap))) == expected


@given(BODIES, st.booleans())
@settings(max_examples=200, deadline=None)
def test_without_tags_no_text_is_lost_either(body: str, bilingual: bool) -> None:
    data = soup(body)
    shown = "\n".join(
        text
        for pieces in seen(changed(data, lambda _: "xyz", bilingual=bilingual)).values()
        for text in pieces
    )
    count = sum(bool(piece.strip()) for pieces in seen(data).values() for piece in pieces)
    assert shown.count("xyz") == count
