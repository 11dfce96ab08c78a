"""The compatibility form of Unicode, quickly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.widths import nfkc

# Wide punctuation, marks that combine or change places, letters that come apart.
DELICATE = "，：；（）！？％\u3000ab字\u0301\u0300\u0345ﬁ…①\uff9e\uff76é\u1100\u1161\u11a8\u0f71\u0f72\n"


@given(st.text() | st.text(st.sampled_from(DELICATE)))
def test_a_text_is_in_the_form_that_unicode_defines(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("plane", range(17))
def test_so_is_every_character(plane: int) -> None:
    first = 0x10000 * plane
    characters = map(chr, range(first, first + 0x10000, 1 if plane == 0 else 7))
    assert all(nfkc(char) == unicodedata.normalize("NFKC", char) for char in characters)
