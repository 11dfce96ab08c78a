"""Subtitles: each cue is a line; times, numbers, notes and settings come out byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rebuilding import pieces_of, put, rebuilt

from summarizer.layout.subtitles import WIDTH, wrapped
from summarizer.reading import read_bytes
from summarizer.reading.subtitles import cues

SUBRIP = (
    "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>市里昨天\n召开会议</i>\n\n"
    "2\n00:00:03,500 --> 00:00:05,000 X1:40\n研究<b>招生</b>工作\n和 2024 计划\n"
)
WEBVTT = (
    "WEBVTT - 会议\n\nNOTE 说明\n第二行\n\nSTYLE\n::cue { color: red }\n\n"
    "first\n00:01.000 --> 00:03.000 align:start\n<v 张三>大家好 &amp; 再见</v>\n"
)


def test_a_cue_is_a_line_without_its_tags_and_all_of_it_is_main_content() -> None:
    document = read_bytes(SUBRIP.encode(), "a.srt")
    assert document.texts == ("市里昨天召开会议", "研究招生工作和 2024 计划")
    assert document.pieces == {2: ("研究<1>招生</1>工作和 2024 计划",)}
    assert document.main == {1, 2}
    assert document.media_type == "application/x-subrip"
    webvtt = read_bytes(WEBVTT.encode(), "a.vtt")
    assert webvtt.texts == ("大家好 & 再见",)
    assert webvtt.media_type == "text/vtt"


def test_only_the_text_of_cues_changes() -> None:
    texts = {1: "The city met yesterday", 2: "It studied <1>admissions</1> and the 2024 plan"}
    assert put(SUBRIP.encode("gb18030"), "a.srt", texts) == (
        "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>The city met yesterday</i>\n\n"
        "2\n00:00:03,500 --> 00:00:05,000 X1:40\nIt studied <b>admissions</b> and the 2024 plan\n"
    )
    assert put(WEBVTT.encode(), "a.vtt", {1: "Hello & goodbye"}) == WEBVTT.replace(
        "大家好 &amp; 再见", "Hello &amp; goodbye"
    )


def test_line_ends_stay_those_of_the_file() -> None:
    source = SUBRIP.replace("\n", "\r\n").encode()
    out = put(source, "a.srt", {1: "The mayor and the whole of the council met yesterday afternoon"})
    assert "The mayor and the whole of the\r\ncouncil met yesterday afternoon" in out
    assert out.count("\n") == out.count("\r\n")


def test_both_languages_stand_in_one_cue() -> None:
    out = put(SUBRIP.encode(), "a.srt", {1: "The city met"}, bilingual=True)
    assert "{\\an8}<i>市里昨天\n召开会议</i>\n<i>The city met</i>\n\n2\n" in out


@pytest.mark.parametrize(
    "times", ["00:00:xx --> 00:00:05", "00:00:01,000 -> 00:00:05,000", "00:00:01", "1:2 3:4 -->"]
)
def test_broken_times_are_left_alone_and_the_text_is_a_line_all_the_same(times: str) -> None:
    source = f"1\n{times}\n市里昨天开会\n\n2\n00:00:03,500 --> 00:00:05,000\n研究工作\n"
    assert read_bytes(source.encode(), "a.srt").texts == ("市里昨天开会", "研究工作")
    assert put(source.encode(), "a.srt", {1: "The city met", 2: "Work"}) == source.replace(
        "市里昨天开会", "The city met"
    ).replace("研究工作", "Work")


def test_cues_without_a_blank_line_between_them_and_text_without_times_are_read() -> None:
    source = "1\n00:01 --> 00:02\n甲甲\n2\n00:03 --> 00:04\n乙乙\n\n没有时间的文字\n"
    assert [cue.text for cue in cues(source)] == ["甲甲", "乙乙", "没有时间的文字"]


def test_two_speakers_keep_a_line_each() -> None:
    source = "1\n00:01 --> 00:02\n- 你好\n- 再见\n".encode()
    assert read_bytes(source, "a.srt").pieces == {1: ("- 你好 <1/>- 再见",)}
    assert put(source, "a.srt", {1: "- Hello <1/>- Goodbye"}).endswith("- Hello\n- Goodbye\n")


@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_a_translation_is_neither_times_nor_a_tag(name: str) -> None:
    source = ("WEBVTT\n\n" if name == "a.vtt" else "1\n") + "00:01.000 --> 00:02.000\n市里开会\n"
    out = put(source.encode(), name, {1: "</i><b> 00:05 --> 00:06"})
    assert out.count("-->") == 1
    assert "<b>" not in out
    assert len(cues(out)) == 1


def test_a_text_is_wrapped_to_two_lines_of_like_length_where_it_fits() -> None:
    lines = wrapped("The Municipal Education Bureau held a meeting yesterday on this year's work")
    assert lines == ["The Municipal Education Bureau held a", "meeting yesterday on this year's work"]
    assert wrapped("Short enough") == ["Short enough"]


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=40))
def test_wrapping_keeps_all_words_within_the_width(words: list[str]) -> None:
    lines = wrapped(" ".join(words))
    assert " ".join(lines).split() == words
    assert all(len(line) <= WIDTH for line in lines)


@given(
    st.lists(
        st.sampled_from(
            ["市里", "开会 ", "\n", "\n\n", "1\n", "00:01 --> 00:02\n", "<i>", "</i>", "{\\an8}", "<v 张>",
             "- ", "-->", "<1>", "<00:01.500>", "NOTE ", "&lt;", "\\N", "\r\n"]
        ),
        max_size=20,
    ),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_each_piece_put_in_its_own_place_makes_the_same_lines(parts: list[str], is_webvtt: bool) -> None:
    head = "WEBVTT\n\n" if is_webvtt else ""
    data = f"{head}1\n00:00:01.000 --> 00:00:02.000\n市里昨天开会\n\n{''.join(parts)}".encode()
    name = "a.vtt" if is_webvtt else "a.srt"
    assert pieces_of(read_bytes(rebuilt(data, name), name)) == pieces_of(read_bytes(data, name))


def test_a_cue_of_nothing_but_tags_ends_quickly() -> None:
    source = "1\n00:01 --> 00:02\n市里昨天开会" + "<i>甲" * 50_000 + "</b>" * 50_000
    assert len(read_bytes(source.encode(), "a.srt").texts) == 1
