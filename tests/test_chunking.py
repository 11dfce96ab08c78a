from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from support import article

from summarizer.chunking import split
from summarizer.text import Article

texts = st.lists(st.text(alphabet="字数年。！；，abc ", max_size=60), min_size=1, max_size=25)
roles = st.sampled_from(["title", "meta", "body", "noise"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    return article(*[(draw(roles), text) for text in draw(texts)])


@given(articles(), st.integers(10, 80))
def test_every_shown_line_is_in_the_parts_once_whole_and_in_order(given: Article, size: int) -> None:
    pieces = [line for part in split(given, max_chars=size) for line in part.lines]
    whole = [(n, "".join(piece.text for piece in run)) for n, run in groupby(pieces, key=lambda line: line.n)]
    assert whole == [(line.n, line.text) for line in given.shown]


@given(articles(), st.integers(10, 80))
def test_no_part_is_longer_than_allowed(given: Article, size: int) -> None:
    for part in split(given, max_chars=size):
        assert sum(len(line.text) for line in part.lines) <= size


@given(articles(), st.integers(10, 80))
def test_parts_are_numbered_and_know_how_many_they_are(given: Article, size: int) -> None:
    parts = split(given, max_chars=size)
    assert [part.index for part in parts] == list(range(1, len(parts) + 1))
    assert {part.total for part in parts} <= {len(parts)}
    assert all(part.lines for part in parts)


@given(articles(), st.integers(10, 80))
def test_roles_stay(given: Article, size: int) -> None:
    known = {line.n: line.role for line in given.shown}
    assert all(line.role == known[line.n] for part in split(given, max_chars=size) for line in part.lines)


def test_a_short_article_is_one_part() -> None:
    (part,) = split(article(("title", "题"), "文。"))
    assert (part.index, part.total) == (1, 1)


def test_noise_and_blank_lines_are_never_sent() -> None:
    (part,) = split(article(("noise", "首页"), "文。", "", ("noise", "广告")))
    assert [line.n for line in part.lines] == [2]


def test_parts_are_of_about_equal_length() -> None:
    parts = split(article(*["字" * 100 for _ in range(25)]), max_chars=1000)
    lengths = [sum(len(line.text) for line in part.lines) for part in parts]
    assert len(parts) == 3
    assert min(lengths) > 600, "no short last part: it would make a poor digest"


def test_a_line_that_is_too_long_is_cut_at_sentence_ends_and_keeps_its_number() -> None:
    long = "这是第一句话说得很长很长很长。这是第二句话也很长很长很长。这是第三句。" * 5
    parts = split(article("短。", long), max_chars=80)
    pieces = [line for part in parts for line in part.lines if line.n == 2]
    assert len(pieces) > 1
    assert all(piece.text.endswith("。") for piece in pieces)


def test_an_article_of_one_endless_word_is_cut_all_the_same() -> None:
    parts = split(article("字" * 1000), max_chars=100)
    assert all(sum(len(line.text) for line in part.lines) <= 100 for part in parts)
