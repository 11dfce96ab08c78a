"""One document's brief on a terminal."""

from __future__ import annotations

from written import FINDING, result

from summarizer.results import Result, Summary, Text
from summarizer.writing.brief import brief


def test_english_comes_first_then_chinese_then_the_status() -> None:
    text = brief(result(), {"临河市": "Linhe City"})
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks == [
        "Linhe founds an alliance\n31 May 2024 · linhe/a b.txt",
        "The alliance was founded. Wang Fang said it must be run well.",
        "- 123 enterprises took part",
        "People: Wang Fang 王芳 (vice mayor, Linhe City)",
        "临河市成立河谷产教联盟",
        "联盟成立。王芳要求办好联盟。",
        "- 123家企业参加",
        "Verified by code: 3 checks, no findings.",
    ]


def test_findings_are_told() -> None:
    text = brief(result(status="flagged", findings=[FINDING]), {})
    assert text.endswith("Flagged: 1 error.\n- error: 210 million is not in the source.\n")


def test_nothing_reaches_the_terminal_that_it_would_obey() -> None:
    evil = "a\x1b]8;;http://evil\x07b\x9b31m\u202e\r\x08\udcffc"
    text = brief(
        Result(title=Text.model_construct(en=evil, zh=evil), summary=Summary.model_construct(en=evil)), {}
    )
    assert all(char.isprintable() or char == "\n" for char in text)
    assert text.encode("utf-8")
