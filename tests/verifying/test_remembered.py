"""Texts that were looked at before are known again, and that changes nothing in what is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from summarizer.text import Finding
from summarizer.verifying import verify
from summarizer.verifying.page import LONG, Page, Pair, remembered
from tests.verifying.examples import RESULTS, correct, read


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


def times_looked_at(check: str, *results: dict[str, Any]) -> int:
    """How often a text is looked at in some results that have it, where nothing is found in it."""
    seen = []

    def examine() -> Iterator[Finding]:
        seen.append(1)
        yield from ()

    for data in results:
        page = Page(read(data))
        assert not page.once(check, page.claims[1], examine)
    return len(seen)


def changed(data: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {**data, **parts}


def test_what_a_draft_says_in_chinese_is_looked_at_once() -> None:
    whole = correct("bridge")
    sentences = [{**sentence, "en": ""} for sentence in whole["summary"]["sentences"]]
    draft = changed(whole, summary=changed(whole["summary"], sentences=sentences, en=""))
    assert times_looked_at("draft", draft, whole) == 1


def test_where_the_article_or_what_the_fields_say_of_it_is_another_it_is_looked_at_again() -> None:
    data = correct("bridge")
    document, fields = data["document"], data["fields"]
    first, *lines = document["lines"]
    assert (
        times_looked_at(
            "background",
            data,
            changed(data, document=changed(document, lines=[{**first, "text": "桥"}, *lines])),
            changed(data, document=changed(document, lines=[{**first, "role": "body"}, *lines])),
            changed(data, document=changed(document, lines=[{**first, "n": 999}, *lines])),
            changed(data, document=changed(document, language="ja")),
            changed(data, fields=changed(fields, people=[{"zh": "郑一川", "en": "Zheng Yichuan"}])),
            changed(data, fields=changed(fields, publication_date={"iso": "1999-01-01", "zh": "元旦"})),
        )
        == 7
    )


@pytest.mark.parametrize("name", RESULTS)
def test_a_wrong_sentence_of_a_draft_is_found_again_in_the_whole(name: str) -> None:
    data = correct(name)
    data["key_points"][0]["zh"] += "共有987654人。"
    once, again = (verify(read(data)).findings for _ in range(2))
    assert any(finding.code == "figure" for finding in once)
    assert once == again
