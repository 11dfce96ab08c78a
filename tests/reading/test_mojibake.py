"""Text that was damaged before it was saved is repaired exactly or refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading.mojibake import mend

TEXT = "市教育局昨日召开会议，研究今年的招生工作。会议要求各学校认真落实规定。"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf8_read_as_western_is_repaired(wrong: str) -> None:
    text = "".join(
        char for char in TEXT if char.encode().decode(wrong, "ignore").encode(wrong) == char.encode()
    )
    assert mend(text.encode().decode(wrong)) == (text, 1)


def test_it_is_repaired_when_it_happened_twice() -> None:
    twice = TEXT.encode().decode("latin-1").encode().decode("latin-1")
    assert mend(twice)[0] == TEXT


def test_gbk_read_as_western_is_repaired() -> None:
    assert mend(TEXT.encode("gbk").decode("latin-1"))[0] == TEXT


def test_utf8_read_as_gbk_is_repaired_where_nothing_was_lost() -> None:
    assert mend("浣犲ソ")[0] == "你好"
    assert mend(f"{TEXT}\n浣犲ソ")[0] == f"{TEXT}\n你好"


def test_one_damaged_line_among_good_ones_is_repaired() -> None:
    damaged = "“会议”•要求".encode().decode("latin-1")
    assert mend(f"{TEXT}\n{damaged}\n{TEXT}")[0] == f"{TEXT}\n“会议”•要求\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        TEXT.encode().decode("gbk", "replace"),
        "锟斤拷锟斤拷锟斤拷" * 4,
        "好的" + "\ufffd" * 30,
        "Ã¤Â½Ã¥Â¥",
    ],
)
def test_what_cannot_be_undone_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        mend(text)
    assert caught.value.code == "undecodable"


def test_a_single_lost_character_is_marked_as_lost() -> None:
    assert mend(f"{TEXT * 10}锟斤拷")[0] == f"{TEXT * 10}\ufffd\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Élève à Zürich, naïve café – “déjà vu”…",
        "La création a été créée à l'école, où l'élève était très aimé.",
        "縣長說：開門！鋼鐵、銀行、鐘錶。",
        "涓涓细流汇成江河",
        "王某×××、李××××，·····，气温25°C±2°",
        "王璐\ufffd说",
        "",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert mend(text) == (text, 0)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(TEXT), min_size=4, max_size=60))
def test_western_mojibake_of_any_chinese_is_undone(text: str) -> None:
    assert mend(text.encode().decode("latin-1"))[0] == text
