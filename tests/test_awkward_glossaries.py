"""Entries of a glossary that look as if they could not be met: with quotation marks, overlapping others."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.finishing import verified
from summarizer.results import Result
from summarizer.termbase import Termbase


def complaints(tmp_path: Path, glossary: str, zh: str, en: str) -> list[str]:
    """What the check of terms says of a translation with this glossary."""
    file = tmp_path / "glossary.csv"
    file.write_text(f"zh,en\n{glossary}\n", encoding="utf-8")
    base = Termbase.load(tmp_path / "terms.csv", [file])
    given = {
        "document": {"path": "a.txt", "sha256": "", "lines": [{"n": 1, "text": zh, "role": "body"}]},
        "translation": {"to": "en", "segments": [{"n": 1, "zh": zh, "en": en}]},
    }
    found = verified(Result.model_validate(given), base.view()).findings
    return [one.message for one in found if one.code == "term"]


@pytest.mark.parametrize("glossary", ["“清风”计划,“Fresh Breeze” Plan", "清风计划,Fresh Breeze Plan"])
@pytest.mark.parametrize("marks", ["", "“”", "‘’", '""', "«»"])
def test_quotation_marks_around_a_rendering_make_no_difference(
    tmp_path: Path, glossary: str, marks: str
) -> None:
    zh = "本市启动“清风”计划。" if "“" in glossary else "本市启动清风计划。"
    begin, end = marks[:1], marks[1:]
    assert complaints(tmp_path, glossary, zh, f"The city began the {begin}Fresh Breeze{end} Plan.") == []
    assert complaints(tmp_path, glossary, zh, "The city began the Clean Wind Scheme.") != []


def test_a_rendering_with_one_quotation_mark_can_be_met(tmp_path: Path) -> None:
    glossary = '清风计划,"the ""Fresh Breeze Plan"'
    assert complaints(tmp_path, glossary, "本市启动清风计划。", "The city began the Fresh Breeze Plan.") == []


@pytest.mark.parametrize(
    "glossary",
    [
        "中国人民,Chinese people\n中国人民银行,Central Bank",
        "中国人民银行,Central Bank\n中国人民,Chinese people",
    ],
)
def test_of_an_entry_within_another_the_longer_one_binds(tmp_path: Path, glossary: str) -> None:
    zh = "中国人民银行发布公告。"
    assert complaints(tmp_path, glossary, zh, "The Central Bank issued a notice.") == []
    (message,) = complaints(tmp_path, glossary, zh, "The institute of Chinese people issued a notice.")
    assert "中国人民银行" in message


def test_of_entries_that_overlap_one_is_enough(tmp_path: Path) -> None:
    """发展改革 and 改革委员会 share a word: no sentence has to hold both renderings."""
    glossary = "发展改革,planning\n改革委员会,Reform Panel"
    found = complaints(
        tmp_path, glossary, "市发展改革委员会发布公告。", "The municipal planning body issued a notice."
    )
    assert found == []
