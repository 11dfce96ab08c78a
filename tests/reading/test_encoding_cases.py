"""Hundreds of generated cases of encodings, declarations and damage: none is read wrongly in silence."""

from __future__ import annotations

from collections import Counter

import pytest
from encoding_cases import Case, cases

from summarizer.errors import UnreadableDocument
from summarizer.reading.decoding import decode

ALL = list(cases())
GROUPS = sorted({case.name.split()[0] for case in ALL})


def ending(case: Case) -> str:
    """`right`, `refused`, `told` (wrong in part, and marked as damaged), or `wrong`, which must not be."""
    try:
        found = decode(case.data, declared=case.declared)
    except UnreadableDocument:
        return "refused"
    if found.text == case.text:
        return "right"
    kept = case.text.startswith(found.text.rstrip("\ufffd")) or found.text.count("\ufffd") > 0
    if (found.broken or "\ufffd" in found.text) and kept:
        return "told"
    if case.name.startswith("cut in front"):  # of pairs of bytes, one at the very start says nothing
        return "right" if found.text[2:] in case.text else "wrong"
    # A cut between two characters leaves a shorter text with nothing wrong in it.
    cut = case.name.startswith("cut") and found.text and found.text in case.text
    return "right" if cut else "wrong"


def test_there_are_many() -> None:
    assert len({(case.data, case.declared) for case in ALL}) >= 500


@pytest.mark.parametrize("group", GROUPS)
def test_none_is_silently_wrong(group: str) -> None:
    found = [(case.name, ending(case), case.data) for case in ALL if case.name.split()[0] == group]
    assert [(name, data) for name, end, data in found if end == "wrong"] == []


@pytest.mark.parametrize("group", ["whole", "utf-8", "gb18030", "cp950"])
def test_whole_texts_are_not_refused_either(group: str) -> None:
    ends = Counter(ending(case) for case in ALL if case.name.split()[0] == group)
    assert ends["right"] >= 0.97 * ends.total()
