"""Texts that were looked at before are known again, and that changes nothing in what is found."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.text import Finding
from summarizer.verifying.page import LONG, Pair, remembered


def test_texts_in_which_nothing_was_found_are_looked_at_once() -> None:
    seen = []

    @remembered
    def examine(pair: Pair) -> Iterator[Finding]:
        seen.append(pair.en)
        yield from ()

    for where in ("title", "key_points.p1"):
        assert not list(examine(Pair(where, "point", "水位下降", "The water fell.")))
    assert seen == ["The water fell."]


def test_what_is_found_again_is_found_at_its_own_address() -> None:
    @remembered
    def examine(pair: Pair) -> Iterator[Finding]:
        if pair.kind != "line":
            yield pair.error("direction", "accuracy", "It rose.")

    found = [
        finding
        for where, n in (("key_points.p1", 3), ("key_points.p2", 4))
        for finding in examine(Pair(where, "point", "水位下降", "The water rose.", (n,)))
    ]
    assert [(one.where, one.lines) for one in found] == [
        ("key_points.p1.en", (3,)),
        ("key_points.p2.en", (4,)),
    ]
    assert not list(examine(Pair("translation.segments.3", "line", "水位下降", "The water rose.", (3,))))


def test_a_very_long_text_is_looked_at_anew() -> None:
    seen = []

    @remembered
    def examine(pair: Pair) -> Iterator[Finding]:
        seen.append(pair.where)
        yield from ()

    for where in ("one", "other"):
        assert not list(examine(Pair(where, "line", "水" * LONG, "")))
    assert seen == ["one", "other"]
