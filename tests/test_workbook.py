"""Terms in a spreadsheet."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import glossary, workbook
from summarizer.errors import UsageError
from summarizer.termbase import Termbase
from summarizer.text import Term


def test_text_that_looks_like_a_formula_or_a_link_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "terms.xlsx"
    cells = ["=1+1", '=HYPERLINK("http://x.invalid")', "+1", "-1", "@sum", "http://x.invalid", "007"]
    Termbase([Term(f"词{index}", cell) for index, cell in enumerate(cells)]).export(file, "xlsx")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == cells
    assert {row[1].data_type for row in sheet.iter_rows(min_row=2)} == {"s"}
    assert sheet.freeze_panes == "A2"


def test_what_was_exported_and_edited_comes_back_as_reviewed(tmp_path: Path) -> None:
    file = tmp_path / "terms.xlsx"
    Termbase([Term("甲", "A", "person", variants=("Aa",)), Term("乙", "=B")]).export(file, "xlsx")
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["B2"] = "Alpha"
    book.save(file)
    base = Termbase()
    assert base.import_(file) == (2, 2)
    assert base.get("甲") == Term("甲", "Alpha", "person", "reviewed", "reviewed", variants=("Aa",))
    assert base.names["乙"] == "=B"


def test_equal_terms_are_equal_files() -> None:
    assert glossary.to_xlsx([Term("甲", "A")]) == glossary.to_xlsx([Term("甲", "A")])


def test_a_workbook_of_somebody_elses_without_a_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("云岭县", "Yunling County"), (None, None), ("计划", 2025)):
        book.active.append(row)
    book.save(tmp_path / "mine.xlsx")
    terms = [entry.term for entry in glossary.read(tmp_path / "mine.xlsx")]
    assert [(term.zh, term.en) for term in terms] == [("云岭县", "Yunling County"), ("计划", "2025")]


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"zh,en", zipped(a="b"), zipped(**{"[Content_Types].xml": "<x/>"})]
)
def test_what_is_no_workbook_is_refused_with_its_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.xlsx").write_bytes(data)
    with pytest.raises(UsageError, match=r"bad\.xlsx"):
        glossary.read(tmp_path / "bad.xlsx")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match="too large"):
        list(workbook.rows(glossary.to_xlsx([Term("甲", "A")])))


@pytest.mark.parametrize("library", ["xlsxwriter", "openpyxl"])
def test_without_the_library_the_user_is_told_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = glossary.to_xlsx([Term("甲", "A")])
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=r"summarizer\[office\]"):
        list(workbook.rows(data)) if library == "openpyxl" else workbook.render(["zh"], [["甲"]])


@settings(max_examples=20)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", min_codepoint=33), min_size=1, max_size=20),
        min_size=2,
        max_size=4,
    )
)
def test_any_text_survives(cells: list[str]) -> None:
    rows = list(workbook.rows(workbook.render(["zh"] * len(cells), [cells])))
    assert rows[1:] == (
        [(2, [" ".join(cell.split()) for cell in cells])] if any(map(str.split, cells)) else []
    )
