"""The Chinese of the digest is held against the lines that it cites, Chinese against Chinese."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.verifying import retelling, verify
from summarizer.verifying.page import Page
from tests.verifying.examples import RESULTS, correct, read

CASES = [
    line.split(" | ")
    for line in (Path(__file__).parent / "retold.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PEOPLE = ("鲁青禾", "贺一川", "欧阳素")


def found(article: str, digest: str, published: str = "2024-03-02") -> set[tuple[str, str]]:
    """The codes and severities of what is found in a key point about an article; a slash ends its lines."""
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(article.split(" / "), 1)]
    date = {"iso": published, "precision": "day", "basis": "stated", "zh": published, "lines": [1]}
    people = [{"zh": name, "en": name, "lines": [1]} for name in PEOPLE if name in article]
    data: dict[str, Any] = {
        "document": {"lines": lines},
        "key_points": [{"id": "p1", "zh": digest, "en": "", "lines": [line["n"] for line in lines]}],
        "fields": {"kind": "news", "publication_date": date, "people": people},
    }
    return {(finding.code, finding.severity) for finding in retelling.check(Page(read(data)))}


@pytest.mark.parametrize(("code", "article", "digest"), CASES)
def test_what_the_article_tells_otherwise_is_found_and_what_it_tells_is_not(
    code: str, article: str, digest: str
) -> None:
    wanted = set() if code == "-" else {(code.rstrip("?"), "warning" if code.endswith("?") else "error")}
    assert found(article, digest) == wanted


@pytest.mark.parametrize("article", sorted({article for _, article, _ in CASES}))
def test_what_is_copied_is_right(article: str) -> None:
    for line in article.split(" / "):
        assert found(article, line) == set()


@pytest.mark.parametrize("name", RESULTS)
def test_nothing_is_found_in_correct_results(name: str) -> None:
    assert list(retelling.check(Page(read(correct(name))))) == []


def test_a_document_in_another_language_is_not_compared() -> None:
    data = json.loads(RESULTS["bridge"].read_text(encoding="utf-8"))
    data["document"]["language"] = "ja"
    assert list(retelling.check(Page(read(data)))) == []


def test_what_two_rules_see_in_the_same_words_is_told_once() -> None:
    line = {"n": 1, "text": "湖南省今年小麦产量增长5%，发展局公布了数据。", "role": "body"}
    point = {"id": "p1", "zh": "湖南省今年水稻产量增长5%。", "en": "", "lines": [1]}
    data = {"document": {"lines": [line]}, "key_points": [point], "fields": {"kind": "news"}}
    found = [one for one in verify(read(data)).findings if one.where == "key_points.p1.zh"]
    assert [one.quote for one in found if one.severity == "error"] == ["水稻"]
