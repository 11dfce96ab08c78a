"""`table.xlsx`: what a reader finds in a spreadsheet, and that it is text whatever it begins with."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reported import BRIDGE, PARK, TERMS, folder, result
from test_report_in_word import minutes
from test_report_page import hostile

from summarizer import reporting
from summarizer.files import write_atomically
from summarizer.reporting import tables
from summarizer.text import Term

FORMULAS = [
    "=1+1", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","x")',
    "\t=1+1", "\r=1+1", "＝1+1", "{=1+1}", "http://evil.example/", "file:///etc/passwd",
    "mailto:a@evil.example", r"\\evil.example\share", "internal:Sheet1!A1", "external:evil.xlsx",
    "<r><t>x</t></r>", "<r>&</r>", "<r></r>", "_x000D_", "_x0041_", "TRUE", "1e5", "007", "#REF!",
]  # fmt: skip


def book_of(out: Path) -> Any:
    (path,) = reporting.build(out, ["xlsx"])
    return openpyxl.load_workbook(path)


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    header, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def cells(book: Any) -> list[Any]:
    return [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_every_kind_of_thing_has_a_sheet(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out"))
    assert book.sheetnames == [
        "Documents", "Events", "People", "Organisations", "Figures", "Other fields", "Findings",
        "Terms", "About",
    ]  # fmt: skip
    bridge, park = rows(book, "Documents")
    assert (bridge["No."], bridge["Document"], bridge["Title"]) == (
        1,
        "a/bridge.txt",
        "New bridge opens in Linhe City",
    )
    assert (bridge["Published"], bridge["Status"], bridge["Errors"]) == ("2024-05-31", "verified", 0)
    assert bridge["Key points"] == "• It is 3.2 kilometres long."
    assert bridge["Cost (USD)"] == 0.0125
    assert (park["Status"], park["Errors"], park["Warnings"]) == ("flagged", 1, 0)
    opened, begins = rows(book, "Events")
    assert (opened["What"], opened["What (Chinese)"], opened["Date"]) == (
        "The bridge opens",
        "新桥正式通车",
        "2024-05-30",
    )
    assert (begins["Date"], begins["Status"], begins["Lines"]) == ("2025", "planned", "6")
    assert [(row["Name"], row["Post"], row["No."]) for row in rows(book, "People")] == [
        ("Zhou Min", "manager", 1), ("Zhou Min", None, 2), ("Lu Yuan", None, 2),
    ]  # fmt: skip
    assert rows(book, "Organisations")[0]["Role"] == "builder"
    (found,) = rows(book, "Findings")
    assert found["Where"] == "summary, sentence 1 (English)"
    assert found["Finding"] == "The source has “3000元”, the English has “4,000 yuan”"
    assert [row["Chinese"] for row in rows(book, "Terms")] == [term.zh for term in TERMS]
    assert rows(book, "Other fields")[0]["English"] == "Linhe City"


def test_dates_are_text_as_far_as_they_are_known(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out", [result(minutes())]))
    held, decided = rows(book, "Events")
    assert (held["Sort"], held["Date"], held["As written"]) == ("Held on", "2024-05", "5月")
    assert (decided["Sort"], decided["Date"], decided["Who"]) == ("Decisions", "2025", "Bluestone Company")
    assert decided["Status"] == "passed"


def test_nothing_of_a_preset_is_left_out(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out", [result(minutes())]))
    (meeting,) = rows(book, "Other fields")
    assert (meeting["Field"], meeting["English"], meeting["Lines"]) == ("Meeting", "Third meeting", "2")
    assert [row["Listed as"] for row in rows(book, "People")] == ["Present"]


def test_fields_of_ones_own_are_listed(tmp_path: Path) -> None:
    own = result(
        fields={"buyer": {"name": "青石公司"}},
        fields_en={"buyer.name": "Bluestone"},
        fields_lines={"buyer.name": [6]},
    )
    (row,) = rows(book_of(folder(tmp_path / "out", [own])), "Other fields")
    assert (row["Field"], row["English"], row["As in the source"], row["Lines"]) == (
        "buyer name",
        "Bluestone",
        "青石公司",
        "6",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("120000000", 120000000), ("-3.5", -3.5), ("3-5", "3-5"), ("1234567890123456", "1234567890123456"),
        ("0.1234567890123456", "0.1234567890123456"), ("٣", "٣"), ("", None), ("=1", "=1"), ("1e5", "1e5"),
    ],
)  # fmt: skip
def test_a_value_is_a_number_where_nothing_is_lost(value: str, shown: Any, tmp_path: Path) -> None:
    fields = {
        "kind": "news",
        "numbers": [
            {"zh": "数", "en": "A figure", "surface": "x", "value": value, "unit_zh": "元", "lines": [2]}
        ],
    }
    (row,) = rows(book_of(folder(tmp_path / "out", [result(fields=fields)])), "Figures")
    assert (row["Value"], row["Unit"]) == (shown, "元")


def test_sheets_can_be_filtered_and_keep_their_header_in_sight(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out"))
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes in ("B2", "C2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["B"].width > 5
    assert book["Documents"]["J2"].alignment.wrap_text


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    poisoned = result(
        title={"zh": text, "en": text},
        summary={"zh": text, "en": text},
        key_points=[{"id": "p1", "zh": text, "en": text}],
        fields={
            "kind": text,
            "people": [{"zh": text, "en": text, "role": text, "posts": [{"zh": text, "en": text}]}],
        },
        findings=[{"code": text, "message": text, "quote": text}],
        provenance={"model": text, "created_at": text},
        path=text,
    )
    out = folder(tmp_path / "out", [poisoned])
    write_atomically(out / "terms.csv", b"")
    list(tables.write(iter([poisoned]), [Term(text, text, note=text)], out))
    with zipfile.ZipFile(out / "table.xlsx") as packed:
        data = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name, part in data.items() if b"<f>" in part or b"<hyperlink" in part]
    book = openpyxl.load_workbook(out / "table.xlsx")
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "inlineStr"}
    for found in (rows(book, "Documents")[0]["Title"], rows(book, "Terms")[0]["Note"]):
        # Excel reads `_x005F_` as `_`, openpyxl does not.
        assert found.replace("_x005F_", "_").strip() == text.strip()
    assert book["Documents"]["C2"].quotePrefix


def test_markup_and_control_characters_do_no_harm(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out", hostile()))
    said = [cell.value for cell in cells(book) if isinstance(cell.value, str)]
    assert "<script>alert(1)</script>New bridge opens in Linhe City" in said
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufeff]", "".join(said))


def test_a_row_leads_to_what_was_written_about_its_document(tmp_path: Path) -> None:
    names = ["a/b c.txt", "新闻.html", "none.txt", "a#1.txt"]
    out = folder(tmp_path / "out", [result(path=name) for name in names])
    for name in ("a/b c.txt.md", "新闻.html.json", "a#1.txt.md"):
        write_atomically(out / "documents" / name, b"x")
    sheet = book_of(out)["Documents"]
    links = [sheet.cell(row, 2).hyperlink for row in range(2, 6)]
    assert [link and link.target.replace("\\", "/") for link in links] == [
        "documents/a/b%20c.txt.md", "documents/新闻.html.json", None, None,
    ]  # fmt: skip
    assert [sheet.cell(row, 2).value for row in range(2, 6)] == names


@pytest.mark.parametrize(
    "path", ["../../secret.txt", "/etc/passwd", r"\\host\share", "C:/x", "a/../../secret.txt"]
)
def test_no_link_leads_out_of_the_folder(path: str, tmp_path: Path) -> None:
    out = folder(tmp_path / "out", [result(PARK, path=path)])
    for place in (tmp_path / "secret.txt.md", tmp_path / "secret.txt.json"):
        place.write_bytes(b"secret")
    (out / "documents").mkdir()
    assert book_of(out)["Documents"]["B2"].hyperlink is None


def test_what_a_cell_cannot_hold_is_cut_and_said(tmp_path: Path) -> None:
    long = "长" * 40_000
    wide = "𠮷" * 20_000  # two units each
    fits = "x" * 32_767
    book = book_of(
        folder(tmp_path / "out", [result(title={"zh": long, "en": wide}, summary={"zh": "", "en": fits})])
    )
    (row,) = rows(book, "Documents")
    for text in (row["Title"], row["Title (Chinese)"]):
        assert text.endswith("… [cut: a cell holds no more]")
        assert 32_700 < len(text.encode("utf-16-le")) // 2 <= 32_767
    assert row["Summary"] == fits
    assert "2 texts had to be cut: a cell holds 32,767 characters." in book["About"]["A5"].value


def test_what_a_sheet_cannot_hold_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 4)
    book = book_of(folder(tmp_path / "out", [result(path=f"{number}.txt") for number in range(9)]))
    assert [len(rows(book, name)) for name in ("Documents", "Documents 2", "Documents 3")] == [4, 4, 1]
    assert book["Documents 3"].auto_filter.ref == "A1:T2"
    assert any("“Documents 3”" in str(cell.value) for cell in book["About"]["A"])


def test_equal_results_are_equal_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = reporting.build(folder(tmp_path / "out"), ["xlsx"])
    first = path.read_bytes()
    path.unlink()
    monkeypatch.setattr("time.time", lambda: 2e9)
    reporting.build(tmp_path / "out", ["xlsx"])
    assert path.read_bytes() == first


def test_faults_of_the_source_stand_beside_the_findings(tmp_path: Path) -> None:
    issue = {"type": "censored", "zh": "王**", "lines": [6]}
    (row,) = rows(book_of(folder(tmp_path / "out", [result(source_issues=[issue])])), "Findings")
    assert (row["Severity"], row["Source"], row["Lines"]) == ("source", "王**", "6")
    assert row["Meaning"].startswith("Something is masked in the source")


def test_a_folder_without_results_becomes_an_empty_table(tmp_path: Path) -> None:
    book = book_of(folder(tmp_path / "out", []))
    assert rows(book, "Documents") == []
    assert book["About"]["A1"].value == "0 documents."


def test_what_the_page_tells_of_its_publication_is_listed(tmp_path: Path) -> None:
    document = {**BRIDGE["document"], "metadata": [{"name": "publisher", "value": "河谷日报"}]}
    (row,) = rows(book_of(folder(tmp_path / "out", [result(document=document)])), "Documents")
    assert row["Publisher"] == "河谷日报"
