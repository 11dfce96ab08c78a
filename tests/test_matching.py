from __future__ import annotations

import unicodedata

import pytest
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from summarizer.matching import contains, find_line, fold, locate, plain, within
from summarizer.text import Line

PIECES = [
    "区域合作", "增长", "Ａ１２", "A12", "１２０", "120", "“", "”", "「", "」", '"', "，", ",", "。", "．",
    ".", "…", "……", "...", "—", "——", "-", "～", "（", "(", "）", " ", "\u00a0", "\u3000", "\u200b", "\t",
    "👍🏽",
    "👩‍👩‍👧", "e\u0301", "é", "x\u0302", "\u0301", "İ", "ß", "Σ", "𠮷", "***", "％", "·", "•", "\ufe0f",
    "豈",
    "⼀",
]  # fmt: skip
mixed = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("增长12.5%", "上半年增长１２．５％。", "增长１２．５％"),
        ("河湖长制", "全面推行河\u00a0湖\u3000长 制工作", "河\u00a0湖\u3000长 制"),
        ("“一湖一策”方案", "编制「一湖一策」方案", "「一湖一策」方案"),
        ("AI产业", "发展ai产业", "ai产业"),
        ("2020—2021年", "在2020－2021年间", "2020－2021年"),
        ("甲、乙", "由甲，乙两方", "甲，乙"),
        ("***代表", "***代表出席", "***代表"),
        ("周而复始……", "周而复始...是常态", "周而复始..."),
        ("二〇二四年", "二○二四年", "二○二四年"),
        ("生态\u200b优先", "坚持生态优先", "生态优先"),
    ],
)
def test_a_quote_is_found_whatever_its_width_blanks_and_marks(quote: str, text: str, found: str) -> None:
    span = locate(quote, text)
    assert span is not None
    assert text[span.start : span.end] == found
    assert span.exact == (quote == found)


def test_a_quote_with_an_ellipsis_is_found_by_its_pieces_in_order() -> None:
    text = "会议强调，要加快补齐短板，完善机制，全面提升防汛能力。"
    span = locate("加快补齐短板……全面提升防汛能力", text)
    assert span is not None
    assert text[span.start : span.end] == "加快补齐短板，完善机制，全面提升防汛能力"
    assert not span.exact
    assert locate("全面提升防汛能力……加快补齐短板", text) is None


@pytest.mark.parametrize("quote", ["", " ", "\u3000", "……", "王…李", "别的内容"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert locate(quote, "王某和李某出席了会议") is None
    assert not contains(quote, "王某和李某出席了会议")


def test_an_accented_letter_is_not_cut_in_two() -> None:
    assert locate("caf", "cafe\u0301") is not None
    assert locate("cafe", "cafe\u0301") is None
    assert locate("café", "cafe\u0301") is not None
    assert locate("x", "x\u0302x") == locate("x", "x\u0302x")
    assert locate("x", "x\u0302x").start == 2


def test_the_first_line_with_the_quote_is_found() -> None:
    lines = [Line(1, "标题"), Line(2, "第一段，合同"), Line(3, "第二段，合 同 额")]
    assert find_line("合同额", lines) == lines[2]
    assert find_line("没有", lines) is None


@given(mixed, mixed, st.data())
def test_a_located_span_always_reads_like_its_quote(before: str, text: str, data: st.DataObject) -> None:
    text = before + text
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    span = locate(quote, text)
    if span is not None and plain(quote) in plain(text):
        assert plain(text[span.start : span.end]) == plain(quote)
        assert span.exact == (text[span.start : span.end] == quote)


@given(mixed, mixed)
def test_any_span_of_a_foreign_quote_reads_like_it(quote: str, text: str) -> None:
    span = locate(quote, text)
    assert contains(quote, text) == (span is not None)
    if span is not None and "…" not in plain(quote):
        assert plain(text[span.start : span.end]) == plain(quote)


@given(st.text(alphabet="区域合作增长甲乙丙AB12，。“”、（）", min_size=1), mixed, mixed)
def test_a_whole_text_is_found_between_others(quote: str, before: str, after: str) -> None:
    text = f"{before}界{quote}界|{after}"
    span = locate(f"界{quote}界", text)
    assert span is not None
    assert plain(text[span.start : span.end]) == plain(f"界{quote}界")


@given(mixed)
def test_the_cheap_plain_form_is_that_of_the_map(text: str) -> None:
    assert plain(text) == fold(text).plain
    assert plain(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFD", text)).plain


def test_the_plain_form_of_a_character_is_its_own() -> None:
    becoming = {plain(chr(code)) for code in range(0x10000) if not 0xD800 <= code < 0xE000}
    assert [char for char in becoming if plain(char) != char] == []


def test_a_text_of_many_marks_is_as_plain_as_its_parts() -> None:
    marks = "，。：；（）［］《〈》〉？！％「」ＡＢＣ○"
    assert plain(marks) == "".join(map(plain, marks))


@given(mixed, mixed)
def test_plain_forms_are_compared_like_their_texts(quote: str, text: str) -> None:
    if contains(quote, text):
        assert within(plain(quote), plain(text))


def test_lone_surrogates_are_characters_like_others() -> None:
    assert locate("\ud83d合同", "甲\ud83d合 同") is not None


@pytest.mark.parametrize("piece", ["。", "e" + "\u0301\u0323" * 40, "x\u0302", "合同"])
def test_hostile_texts_take_time_in_proportion(piece: str) -> None:
    def run(size: int) -> None:
        text = (piece * size)[:size]
        locate("x……合同甲", text)
        locate("e", text)

    assert is_linear(run, 10_000, 160_000)
