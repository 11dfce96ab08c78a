"""Tags in a translation that a person edited without seeing them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.exchange.inline import flat, tags
from summarizer.exchange.retagging import repieced, retagged

WORDS = st.lists(st.sampled_from(["the", "old", "bridge", "of", "Linhe", ",", "opened"]), max_size=8).map(
    " ".join
)


@pytest.mark.parametrize(
    ("old", "new", "tagged"),
    [
        ("the <1>old</1> bridge", "the very old bridge", "the very <1>old</1> bridge"),
        ("the <1>old</1> bridge", "the ancient bridge", "the <1>ancient</1> bridge"),
        ("see <1>this page</1>. It has 46 books<2/>.", "See this page; it holds 46 books.",
         "See <1>this page</1>; it holds 46 books<2/>."),
        ("<1>All bold</1>", "Quite other words", "<1>Quite other words</1>"),
        ("<1><2>Deep</2> bold</1> text", "Deep and bold text", "<1><2>Deep</2> and bold</1> text"),
        ("plain", "other", "other"),
        ("<1>a</1>", "<1>b</1>", "<1>b</1>"),
    ],
)  # fmt: skip
def test_tags_go_where_their_words_went(old: str, new: str, tagged: str) -> None:
    assert retagged(old, new) == tagged


@given(parts=st.lists(st.tuples(WORDS, st.booleans()), max_size=5), new=WORDS)
def test_no_tag_is_lost_and_no_word_changed(parts: list[tuple[str, bool]], new: str) -> None:
    pairs = [f"<{n}>{text}</{n}>" if paired else f"{text}<{n}/>" for n, (text, paired) in enumerate(parts, 1)]
    old = " ".join(pairs)
    made = retagged(old, new)
    assert (flat(made), tags(made)) == (new, tags(old))


def test_a_row_is_edited_cell_by_cell() -> None:
    row = ["<1>Venue</1>", "18:00", ""]
    assert repieced(row, "<1>Venue</1> | 18:00 |") == ["<1>Venue</1>", "18:00", ""]
    assert repieced(row, "Place | 6 p.m. |") == ["<1>Place</1>", "6 p.m.", ""]
    assert repieced(row, "Place, 6 p.m.") == ["Place, 6 p.m."], "whose cells cannot be told"
    assert repieced([], "Place") == []
