"""A text in another language has the same lines; Markdown keeps its signs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rebuilding import pieces_of, put, rebuilt

from summarizer.reading import read_bytes


def markdown(source: str, texts: dict[int, str | tuple[str, ...]], *, bilingual: bool = False) -> str:
    return put(source.encode(), "a.md", texts, bilingual=bilingual)


def test_a_text_keeps_its_lines_indents_and_line_ends_and_becomes_utf_8() -> None:
    source = "　　市里昨天开会。\r\n\r\n  研究工作。\r\n".encode("gb18030")
    assert put(source, "a.txt", {1: "The city met.", 3: " Work\nwas studied. "}) == (
        "　　The city met.\r\n\r\n  Work was studied.\r\n"
    )


def test_a_text_in_both_languages_has_each_line_below_its_source() -> None:
    source = "市里昨天开会。\n\n2024\n研究工作。".encode()
    assert put(source, "a.txt", {1: "The city met.", 3: "2024"}, bilingual=True) == (
        "市里昨天开会。\nThe city met.\n\n2024\n研究工作。"
    )


def test_blank_lines_between_lines_that_are_kept_stay_though_they_belong_to_no_article() -> None:
    """Else a heading and the paragraph below it, or two paragraphs, become one in Markdown."""
    source = "# 标题\n\n昨天\n\n开会。\n\n广告\n\n署名\n热点\n完\n\n版权\n"
    texts: dict[int, str | tuple[str, ...]] = {
        1: "Title",
        3: "Yesterday",
        5: "They met.",
        9: "Name",
        11: "End",
    }
    dropped: dict[int, str | tuple[str, ...]] = dict.fromkeys((2, 4, 6, 7, 8, 10, 12, 13), ())
    expected = "# Title\n\nYesterday\n\nThey met.\n\nName\nEnd\n"
    assert markdown(source, {**texts, **dropped}) == expected


def test_signs_of_markdown_are_no_part_of_what_is_translated() -> None:
    source = "# 标题 ##\n- [ ] **甲**乙\n> 1. 看[这里](http://a.cn/x)和`码`\n\n| 年 | *人* |\n|---|---|\n"
    document = read_bytes(source.encode(), "a.md")
    assert document.texts == tuple(source.splitlines())
    assert document.pieces == {
        1: ("标题",),
        2: ("<1>甲</1>乙",),
        3: ("看<1>这里</1>和<2>码</2>",),
        5: ("年", "人"),
    }


def test_signs_of_markdown_stay_where_they_were() -> None:
    source = "# 标题 ##\n- [ ] **甲**乙\n> 1. 看[这里](http://a.cn/x)和`码`\n\n| 年 | *人* |\n|---|---|\n"
    out = markdown(
        source,
        {1: "Title", 2: "B <1>A</1>", 3: "<2>code</2>, see <1>here</1>", 5: ("Year", "a|b")},
    )
    assert out == (
        "# Title ##\n- [ ] B **A**\n> 1. `code`, see [here](http://a.cn/x)\n\n| Year | *a\\|b* |\n|---|---|\n"
    )


def test_a_translation_with_the_sign_of_its_line_does_not_get_it_twice() -> None:
    assert markdown("## 标题\n", {1: "## Title"}) == "## Title\n"


def test_tags_that_do_not_fit_leave_plain_text() -> None:
    assert markdown("看**这里**。\n", {1: "Look <1>here"}) == "Look here\n"
    assert markdown("看**这里**。\n", {1: "Look <2>here</2>"}) == "Look here\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. General", "1\\. General"), ("# 1", "\\# 1"), ("- 5 degrees", "\\- 5 degrees"), ("> x", "\\> x"),
        ("<script>x", "\\<script>x"), ("1.5 per cent", "1.5 per cent"), ("#1 of all", "#1 of all"),
    ],
)  # fmt: skip
def test_a_translation_does_not_become_a_list_or_markup_by_accident(text: str, shown: str) -> None:
    assert markdown("一般的话\n", {1: text}) == f"{shown}\n"


def test_code_within_a_line_is_written_as_it_is() -> None:
    assert markdown("用`<br>`分行\n", {1: "Break with <1><br></1>"}) == "Break with `<br>`\n"


def test_code_rules_and_definitions_stay_and_front_matter_stays_readable() -> None:
    source = "---\ntitle: 年报\n---\n\n```\n  # 注\n```\n\n* * *\n[a]: http://a.cn\n"
    out = markdown(source, {2: "Report: 2024", 6: "# note", 9: "x", 10: "y"})
    assert out == '---\ntitle: "Report: 2024"\n---\n\n```\n  # note\n```\n\n* * *\n[a]: http://a.cn\n'


def test_markdown_in_both_languages_stays_markdown() -> None:
    out = markdown(
        "# 标题\n\n一段话\n第二行\n\n- 甲\n- 乙\n\n| 年 | 2 |\n|---|---|\n",
        {1: "Title", 3: "A paragraph", 4: "Second line", 6: "A", 9: ("Year", "2")},
        bilingual=True,
    )
    assert out == (
        "# 标题\n\n# Title\n\n一段话  \nA paragraph  \n第二行  \nSecond line\n\n- 甲  \n  A  \n- 乙\n\n"
        "| 年<br>Year | 2 |\n|---|---|\n"
    )


LINES = st.lists(
    st.lists(
        st.sampled_from(
            ["甲", "乙 丙", "**", "*", "`", "``", "[", "](x)", "![", "|", "# ", "- ", "1. ", "> ", "~~", "__",
             "<br>", "<3>", "\\", " ", "　", "---", "[^1]", "```", "："]
        ),
        max_size=8,
    ).map("".join),
    max_size=8,
)  # fmt: skip


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_each_piece_of_a_markdown_text_put_in_its_own_place_makes_the_same_pieces(lines: list[str]) -> None:
    data = "\n".join(["首行", *lines]).encode()
    document = read_bytes(data, "a.md")
    again = read_bytes(rebuilt(data, "a.md"), "a.md")
    assert len(again.texts) == len(document.texts)
    assert [bool(pieces) for pieces in pieces_of(again)] == [bool(pieces) for pieces in pieces_of(document)]


def test_a_line_of_nothing_but_signs_is_read_at_once() -> None:
    for sign in ("[", "`", "*", "**a", "<a", "![", "|", "> ", "` `` "):
        read_bytes(("市里昨天开会，研究招生。" + sign * 20_000 + "\n").encode(), "a.md")
