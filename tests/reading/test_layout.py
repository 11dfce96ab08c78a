"""Pieces on pages become paragraphs: the geometry alone, without a PDF."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.layout import Piece, glued, paragraphs, rows_of

LENGTHS = st.floats(-1e4, 1e4, allow_nan=False)


def piece(x: float, y: float, text: str, size: float = 12) -> Piece:
    return Piece(x, x + size * len(text), y, size, text)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("招生", "工作", "招生工作"),
        ("the school", "opened", "the school opened"),
        ("the minis-", "try", "the ministry"),
        ("Sino-", "American", "Sino- American"),
        ("第3", "章", "第3章"),
    ],
)
def test_lines_are_joined_as_they_would_be_read(first: str, second: str, whole: str) -> None:
    assert glued(first, second) == whole


def test_pieces_on_one_baseline_are_one_row_from_left_to_right() -> None:
    rows = rows_of([piece(300, 700.5, "乙"), piece(72, 700, "甲"), piece(72, 680, "丙")])
    assert [row.text for row in rows] == ["甲 乙", "丙"]


def test_a_decorated_page_number_is_left_out_of_a_single_page() -> None:
    pieces = [piece(72, 700, "招生工作"), piece(290, 30, "— 3 —")]
    assert paragraphs([pieces]) == ["招生工作"]


def test_a_repeated_line_in_the_middle_of_pages_stays() -> None:
    lines = [f"第{n}条的内容" for n in "一二三四五六七八"]
    pages = [[piece(72, 700 - 20 * n, lines[n]) for n in range(8)] for _ in range(3)]
    assert paragraphs(pages).count(lines[3]) == 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(Piece, LENGTHS, LENGTHS, LENGTHS, st.floats(0, 100), st.text(max_size=8)), max_size=30
        ),
        max_size=4,
    )
)
def test_any_geometry_ends_in_paragraphs(pages: list[list[Piece]]) -> None:
    found = "".join(paragraphs(pages))
    assert len(found) <= sum(len(piece.text) + 3 for page in pages for piece in page)
