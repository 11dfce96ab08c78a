"""One table of traditional characters for everything that compares words of both scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.scripts import TO_SIMPLIFIED, is_traditional, simplified


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [("六個國家的會議紀錄", "六个国家的会议纪录"), ("產量減少三萬噸", "产量减少三万吨"), ("茶園", "茶园")],
)
def test_traditional_characters_are_written_as_on_the_mainland(traditional: str, expected: str) -> None:
    assert is_traditional(traditional)
    assert simplified(traditional) == expected


def test_no_character_stands_for_itself_or_for_one_that_stands_for_another() -> None:
    assert not set(map(chr, TO_SIMPLIFIED)) & set(TO_SIMPLIFIED.values())


@given(st.text())
def test_a_text_keeps_its_length_and_has_nothing_traditional_left(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert not is_traditional(simplified(text))
