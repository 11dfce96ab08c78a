"""Glossaries of two columns, as DeepL takes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import glossary
from summarizer.exchange import pairs
from summarizer.text import Term

TERMS = [
    Term("云岭县", "Yunling County", "place", variants=("Yunling",)),
    Term("局, “水务”", 'The "Water", Bureau'),
]


def test_the_table_has_two_columns_and_no_header() -> None:
    data, omitted = pairs.write(TERMS)
    assert data.decode() == '云岭县,Yunling County\n"局, “水务”","The ""Water"", Bureau"\n'
    assert omitted == ()


def test_tabs_need_no_quotes() -> None:
    assert pairs.write(TERMS[1:], "tsv")[0].decode() == '局, “水务”\tThe "Water", Bureau\n'


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_glossary_reads_them(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"deepl.{form}"
    file.write_bytes(pairs.write(TERMS, form)[0])  # type: ignore[arg-type]
    assert [(entry.term.zh, entry.term.en) for entry in glossary.read(file)] == [(t.zh, t.en) for t in TERMS]


@pytest.mark.parametrize(
    ("zh", "en", "reason"),
    [
        ("云岭县", "Yunling", "already"),
        ("新", "", "empty"),
        ("新", "=1+1", "formula"),
        ("@新", "New", "formula"),
        ("新", "a\nb", "line break"),
        ("新", "a\tb", "line break"),
        ("新", "\ud800", "control"),
        ("新" * 342, "New", "1,024"),
    ],
)
def test_what_a_service_would_refuse_is_left_out_with_the_reason(zh: str, en: str, reason: str) -> None:
    term = Term(zh, en)
    data, (omitted,) = pairs.write([*TERMS, term])
    assert data == pairs.write(TERMS)[0]
    assert omitted.term == term
    assert reason in omitted.reason


@given(st.lists(st.tuples(st.text(), st.text())))
def test_every_term_is_written_or_left_out(texts: list[tuple[str, str]]) -> None:
    data, omitted = pairs.write([Term(zh, en) for zh, en in texts])
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert len(rows) + len(omitted) == len(texts)
    assert all(len(row) == 2 for row in rows)
