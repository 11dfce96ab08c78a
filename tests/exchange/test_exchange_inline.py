"""Tags in texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from summarizer.exchange.inline import Tag, flat, pieces, tags
from tests.exchange.exchanging import TEXT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a<1>b</1>c", ["a", Tag("open", 1), "b", Tag("close", 1), "c"]),
        ("<2/>", [Tag("alone", 2)]),
        ("<1><2>x</2></1>", [Tag("open", 1), Tag("open", 2), "x", Tag("close", 2), Tag("close", 1)]),
        ("<1>never closed", ["<1>never closed"]),
        ("</1>never opened", ["</1>never opened"]),
        ("<1>a<2>b</1>c</2>", [Tag("open", 1), "a<2>b", Tag("close", 1), "c</2>"]),
        ("<1>a</1><1>b</1>", [Tag("open", 1), "a", Tag("close", 1), "<1>b</1>"]),
        ("<01>a</01><0/></3/><99999/>", ["<01>a</01><0/></3/><99999/>"]),
        ("", []),
    ],
)
def test_only_tags_in_order_are_tags(text: str, found: list[object]) -> None:
    assert list(pieces(text)) == found


@given(TEXT)
def test_no_piece_of_a_text_is_lost(text: str) -> None:
    assert "".join(map(str, pieces(text))) == text


def test_tags_are_compared_without_their_order_and_left_out_for_matching() -> None:
    assert tags("<2/>a<1>b</1>") == tags("<1>x</1> y <2/>") != tags("<1>x</1>")
    assert flat("<2/>a<1>b</1><3>") == "ab<3>"


def test_thousands_of_open_tags_cost_next_to_nothing() -> None:
    text = "".join(f"<{n}>" for n in range(1, 9999)) * 3 + "</1>" * 20_000
    started = time.process_time()
    assert "".join(map(str, pieces(text))) == text
    assert time.process_time() - started < 5
