"""What a translator leaves out of a paragraph, or adds to it, against the measure that he keeps elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import verify
from summarizer.verifying.sentences import left_out, measure

LINES = (Path(__file__).parent / "paragraphs.txt").read_text(encoding="utf-8").splitlines()[1:]
PARAGRAPHS = [*zip(LINES[::2], LINES[1::2], strict=True)]


def found(pairs: Sequence[tuple[str, str]]) -> list[Finding]:
    """The errors of omission and length in a document of these paragraphs with their translations."""
    data = {
        "document": {"lines": [{"n": n, "text": zh, "role": "body"} for n, (zh, _) in enumerate(pairs, 1)]},
        "translation": {"segments": [{"n": n, "zh": zh, "en": en} for n, (zh, en) in enumerate(pairs, 1)]},
        "fields": {"kind": "news"},
    }
    findings = verify(Result.model_validate(data)).findings
    return [each for each in findings if each.severity == "error" and each.code in {"omission", "length"}]


def changed(number: int, en: str) -> list[tuple[str, str]]:
    return [(zh, en if n == number else told) for n, (zh, told) in enumerate(PARAGRAPHS)]


def sentences(en: str) -> list[str]:
    return [f"{part.rstrip('.')}." for part in en.split(". ")]


def test_right_translations_and_a_list_of_foreign_names_leave_nothing_out() -> None:
    assert found(PARAGRAPHS) == []


@pytest.mark.parametrize(("number", "dropped"), [(0, 2), (0, 4), (1, 1), (1, 4), (2, 0), (2, 3), (3, 1)])
def test_a_sentence_that_the_english_leaves_out_is_found(number: int, dropped: int) -> None:
    zh, en = PARAGRAPHS[number]
    told = sentences(en)
    (finding,) = found(changed(number, " ".join(told[:dropped] + told[dropped + 1 :])))
    assert re.search("maybe “(.+?)[…。]”", finding.message).group(1) in zh
    assert finding.where == f"translation.segments.{number + 1}.en"


def test_sentences_that_are_joined_or_told_more_briefly_are_not_missing() -> None:
    zh, en = PARAGRAPHS[1]
    joined = en.replace("bank. Villagers", "bank, while villagers").replace("leak. The", "leak, and the")
    assert found(changed(1, joined)) == []
    brief = en.replace("of their own accord and made rooms free", "unasked and freed rooms")
    assert left_out(zh, brief, len(en) / measure(zh)) == ""


def test_a_paragraph_cut_off_in_its_middle_is_far_shorter_than_usual() -> None:
    (finding,) = found(changed(2, PARAGRAPHS[2][1][:420] + "."))
    assert finding.code == "omission"


def test_sentences_of_elsewhere_make_a_paragraph_far_longer_than_usual() -> None:
    added = " ".join([PARAGRAPHS[3][1], *sentences(PARAGRAPHS[2][1])[:4]])
    (finding,) = found(changed(3, added))
    assert finding.code == "length"
    assert "added" in finding.message


def test_where_little_else_is_translated_nothing_tells_what_is_usual() -> None:
    zh, en = PARAGRAPHS[0]
    told = sentences(en)
    assert found([(zh, " ".join(told[:2] + told[3:]))]) == []
