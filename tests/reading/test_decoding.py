"""Decoding is right or refused: never other characters than those that were written."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading.decoding import Decoded, decode

SIMPLIFIED = (
    "市教育局昨日召开会议，研究部署今年职业院校的招生工作。会议要求各学校认真落实有关规定，提高教学质量。\n"
    "据介绍，全市共有职业学校二十三所，在校学生四万余名，毕业生就业率达到百分之九十六。\n"
)
TRADITIONAL = (
    "市教育局昨日召開會議，研究部署今年職業學校的招生工作。會議要求各學校認真落實有關規定，提高教學質量。\n"
    "據介紹，全市共有職業學校二十三所，在校學生四萬餘名，畢業生就業率達到百分之九十六。\n"
)
WORDS = (
    "教育", "学校", "会议", "工作", "我们", "全市", "发展", "，", "。", "建设", "要求", "三月", "2024",
    "技术", "培训", "镕基", "\n", "的", "了", "是", "在", "服务", "项目", "经济", "、", "合作", "“", "”",
)  # fmt: skip
TRADITIONAL_WORDS = (
    "教育", "學校", "會議", "工作", "我們", "全市", "發展", "，", "。", "建設", "要求", "三月", "2024",
    "技術", "培訓", "\n", "的", "了", "是", "在", "服務", "項目", "經濟", "、", "合作", "「", "」", "黨員",
)  # fmt: skip
CODECS = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "gbk",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp950",
    "big5hkscs",
)


def outcome(data: bytes, declared: str = "") -> Decoded | str:
    try:
        return decode(data, declared=declared)
    except UnreadableDocument as error:
        return error.code


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb2312", "gb18030"]
)
def test_simplified_chinese_is_read_in_every_encoding(codec: str) -> None:
    assert decode(SIMPLIFIED.encode(codec)).text == SIMPLIFIED


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "gb18030", "cp950", "big5hkscs"])
def test_traditional_chinese_is_read_in_every_encoding(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec)).text == TRADITIONAL


def test_the_seven_bit_encoding_of_old_mail_is_read() -> None:
    assert decode(SIMPLIFIED.encode("hz")) == Decoded(SIMPLIFIED, "hz")


def test_cantonese_characters_need_the_hong_kong_extension() -> None:
    text = TRADITIONAL + "佢哋嘅公園冇開放，咁就唔好去喇。\n"
    assert decode(text.encode("big5hkscs")) == Decoded(text, "big5hkscs")


def is_ascii(data: bytes) -> bool:
    """Bytes that are printable ASCII throughout are ASCII, whatever was meant: 三丠 in UTF-16 is "\\tN N"."""
    return re.fullmatch(rb"[\t\n\f\r -~]*", data) is not None


def is_utf8(data: bytes) -> bool:
    """Bytes that are UTF-8 throughout are UTF-8: nobody could tell that four rare characters were meant."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=120), st.sampled_from(CODECS[:8]))
def test_everyday_simplified_text_is_right_or_refused(words: list[str], codec: str) -> None:
    text = "".join(words)
    assume(len(text) >= 4 or not codec.startswith("utf-16-"))  # two bytes without a mark may be anything
    found = outcome(text.encode(codec))
    assert found in {"undecodable", "binary"} or (isinstance(found, Decoded) and found.text == text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TRADITIONAL_WORDS), min_size=4, max_size=120), st.sampled_from(CODECS))
def test_everyday_traditional_text_is_right_or_refused(words: list[str], codec: str) -> None:
    text = "".join(words)
    assume(not is_ascii(text.encode(codec)))
    found = outcome(text.encode(codec))
    assert found in {"undecodable", "binary"} or (isinstance(found, Decoded) and found.text == text)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4),
    st.sampled_from(CODECS[:6]),
)
def test_rare_characters_are_right_or_refused(text: str, codec: str) -> None:
    data = text.encode(codec)
    # 4E 09 4E 20 4E 20 4E A5 is four characters of UTF-16, and as well "N", blanks and one of Big5.
    assume(4 * sum(byte > 127 for byte in data) > len(data))
    assume(codec == "utf-8" or not is_utf8(data))
    found = outcome(data)
    assert found in {"undecodable", "binary"} or (isinstance(found, Decoded) and found.text == text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_never_crash_and_never_yield_surrogates(data: bytes) -> None:
    found = outcome(data)
    if isinstance(found, Decoded):
        found.text.encode("utf-8")


@pytest.mark.parametrize(
    "declared", ["utf-8", "big5", "iso-8859-1", "shift_jis", "rot13", "utf-7", "nonsense"]
)
def test_a_wrong_declaration_does_not_matter(declared: str) -> None:
    assert decode(SIMPLIFIED.encode("gbk"), declared=declared).text == SIMPLIFIED
    assert decode(SIMPLIFIED.encode(), declared="gb2312").text == SIMPLIFIED


def test_a_declaration_helps_a_short_text() -> None:
    assert decode("滨河公园".encode("gbk"), declared="gb2312") == Decoded("滨河公园", "gb18030")


def test_a_text_too_short_to_tell_is_refused() -> None:
    assert outcome("谢谢".encode("gbk")) == "undecodable"  # is valid UTF-8 for two Cyrillic letters


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("오늘 정부는 새로운 교육 정책을 발표하였다고 밝혔다. " * 4, "euc-kr"),
        ("本日、政府は新しい教育政策を発表した。" * 4, "euc-jp"),
        ("本日、政府は新しい教育政策を発表した。" * 4, "cp932"),
        ("Сегодня правительство объявило о новой политике. " * 4, "koi8-r"),
        ("Le président a déclaré que l'école était prête. " * 4, "latin-1"),
    ],
)
def test_other_languages_in_old_encodings_are_refused_unless_declared(text: str, codec: str) -> None:
    assert outcome(text.encode(codec)) == "undecodable"


def test_a_declared_japanese_page_is_read() -> None:
    text = "本日、政府は新しい教育政策を発表した。" * 4
    assert decode(text.encode("cp932"), declared="Shift_JIS") == Decoded(text, "cp932")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "cp950"])
def test_a_character_cut_off_at_the_end_is_replaced(codec: str) -> None:
    text = TRADITIONAL.rstrip("\n")
    found = decode(text.encode(codec)[:-1])
    assert found.text == text[:-1] + "\ufffd"


def test_a_few_broken_bytes_in_utf8_are_replaced_and_counted() -> None:
    data = (SIMPLIFIED * 5).encode()
    found = decode(data[:30] + b"\xff\xc0" + data[30:])
    assert found.text.replace("\ufffd", "") == SIMPLIFIED * 5
    assert found.broken == 2


def test_many_broken_bytes_are_refused() -> None:
    data = SIMPLIFIED.encode().replace("。".encode(), b"\xff\xfe\xfd\xff\xfe") + b"\xff" * 30
    assert outcome(data) == "undecodable"


def test_a_byte_lost_in_a_double_byte_text_does_not_shift_a_line_unnoticed() -> None:
    data = SIMPLIFIED.encode("gb18030")
    assert outcome(data[:20] + data[21:]) == "undecodable"


def test_a_file_of_two_encodings_is_read_line_by_line() -> None:
    found = decode(SIMPLIFIED.encode() + SIMPLIFIED.encode("gbk"))
    assert found.mixed
    assert found.text == SIMPLIFIED * 2


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n0000", b"\x7fELF\x02\x01", b"\x1f\x8b\x08\x00abc", b"%PDF-1.7\n%abc",
        b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0\xa1\xb1", b"{\\rtf1 abc}", b"\x00" * 50, bytes(range(256)) * 4,
    ],
)  # fmt: skip
def test_binary_data_is_refused_as_such(data: bytes) -> None:
    assert outcome(data) == "binary"


def test_stray_nul_bytes_do_not_make_a_text_binary() -> None:
    text = SIMPLIFIED * 3
    assert decode(text.replace("会议", "会\0议", 1).encode()).text.replace("\0", "") == text


def test_western_letters_alone_stay_what_they_are() -> None:
    text = "Élève à l'école, déjà vu, naïve café."
    assert decode(text.encode()) == Decoded(text, "utf-8")
