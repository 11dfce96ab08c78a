"""The spreadsheet for review: as it is handed out, and as it comes back."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from summarizer import exchange
from summarizer.errors import UsageError
from summarizer.exchange import Remark, Unit, sheet
from tests.exchange.exchanging import UNITS

HEADER = [
    *("Document", "No.", "Chinese (zh)", "English (en)", "Reviewed English (en)"),
    *("Status", "Findings", "Terms", "Comment", "id", "written"),
]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def edited(edit: Callable[[Any], None], units: tuple[Unit, ...] = UNITS) -> bytes:
    """The sheet for these units after somebody worked on it with another program."""
    book = opened(sheet.write(units))
    edit(book["Review"])
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows: list[Any], title: str = "Review") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def test_the_sheet_says_what_it_has_to_say() -> None:
    page = opened(sheet.write(UNITS))["Review"]
    assert [cell.value for cell in page[1]] == HEADER
    assert [cell.value for cell in page[2]][:9] == [
        "页面/a b.html", 7, UNITS[0].source, UNITS[0].target, None, "findings to review",
        "error: The figure “120万” & its unit differ.", "云岭县 = Yunling County\n水务局 = Water Bureau",
        "Checked <once>.",
    ]  # fmt: skip
    assert [page.cell(row, 6).value for row in range(3, 7)] == [
        "to review", "approved", "refused by the provider", "not translated",
    ]  # fmt: skip


def test_the_sheet_is_fit_for_work() -> None:
    page = opened(sheet.write(UNITS))["Review"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:K6"
    assert page.protection.sheet
    assert not page["E2"].protection.locked
    assert not page["F2"].protection.locked
    assert page["C2"].protection.locked
    assert (page["C2"].alignment.wrap_text, page["C2"].font.name) == (True, "Microsoft YaHei")
    hidden = [name for name, column in page.column_dimensions.items() if column.hidden]
    assert hidden[0] == "J"
    (choices,) = page.data_validations.dataValidation
    assert "approved" in choices.formula1
    assert str(choices.sqref) == "F2:F6"


def test_text_is_text_whatever_it_looks_like() -> None:
    looks = (
        "=1+1",
        '=HYPERLINK("http://x.invalid")',
        "+1",
        "-1",
        "@sum",
        "http://x.invalid",
        "007",
        "{=1}",
        "1e5",
    )
    units = [Unit(text, str(n), text, text, remarks=(Remark("note", text),)) for n, text in enumerate(looks)]
    page = opened(sheet.write(units))["Review"]
    for column in (1, 3, 4, 9):
        cells = [page.cell(row, column) for row in range(2, len(looks) + 2)]
        assert [cell.value for cell in cells] == list(looks)
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)


def test_an_edit_an_approval_and_a_comment_come_back() -> None:
    def edit(page: Any) -> None:
        page["E2"], page["F3"], page["I4"] = "Better <1>text</1><2/>.", "Approved ", "Why not?"

    one, two, three, *_ = sheet.read(edited(edit))
    assert (one.target, one.state) == ("Better <1>text</1><2/>.", "reviewed")
    assert (two.target, two.state) == (UNITS[1].target, "reviewed")
    assert three.remarks == (Remark("note", "Why not?"),)


def test_rows_may_be_sorted_hidden_left_out_and_blank_and_columns_added_and_moved() -> None:
    rows = [[cell.value for cell in row] for row in opened(sheet.write(UNITS))["Review"].iter_rows()]
    header, *body = [["mine", *reversed(row)] for row in rows]
    book = opened(table(header, *body[::-1][:3], [], ["=LEN(B2)"], body[0]))
    book.active.row_dimensions[3].hidden = True
    units = sheet.read(saved(book))
    assert [unit.segment for unit in units] == ["10", "4", "3", "7"]
    assert units[-1].target == UNITS[0].target


def test_columns_that_are_not_needed_may_be_gone() -> None:
    short = table(["id", "English", "Chinese", "Reviewed English"], ["a#b.txt#7", "New", "新", "Newer"])
    (unit,) = sheet.read(short)
    assert (unit.id, unit.source, unit.target) == ("a#b.txt#7", "新", "Newer")
    assert (unit.state, unit.written) == ("reviewed", "")


def test_the_header_may_stand_lower_and_on_another_sheet() -> None:
    book = openpyxl.Workbook()
    page = book.create_sheet("copy")
    for row in (["Please review"], [], HEADER[:5], ["a.txt", 7, "新", "New", None]):
        page.append(row)
    assert [unit.id for unit in sheet.read(saved(book))] == ["a.txt#7"]


def test_other_languages_are_told_by_the_header() -> None:
    unit = Unit("a.txt", "7", "新", "Neu", target_language="de-AT")
    data = sheet.write([unit])
    assert opened(data)["Review"]["E1"].value == "Reviewed German (de-AT)"
    assert sheet.read(data)[0].target_language == "de-at"


def test_a_number_or_a_truth_value_is_the_text_that_it_shows() -> None:
    for value, text in ((2025, "2025"), (2025.0, "2025"), (0.5, "0.5"), (True, "True")):

        def edit(page: Any, value: Any = value) -> None:
            page["E2"] = value

        assert sheet.read(edited(edit))[0].target == text


@pytest.mark.parametrize(
    ("cell", "value", "what"),
    [
        ("E2", "=1+1", "E2 holds a formula"),
        ("D3", '=HYPERLINK("http://x.invalid")', "D3 holds a formula"),
        ("E2", date(2024, 5, 30), "E2 holds a date"),
        ("E2", "#REF!", "E2 holds an error"),
        ("F2", "perhaps", "row 2 has a Status that is not known"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cell(cell: str, value: Any, what: str) -> None:
    def edit(page: Any) -> None:
        page[cell] = value

    with pytest.raises(UsageError, match=rf"my\.xlsx: .*{what}") as caught:
        sheet.read(edited(edit), "my.xlsx")
    assert caught.value.hint


def test_a_formula_in_a_column_of_the_reviewers_own_is_nobodys_business() -> None:
    def edit(page: Any) -> None:
        page["M1"], page["M2"] = "length", "=LEN(E2)"

    assert len(sheet.read(edited(edit))) == len(UNITS)


def test_of_two_rows_about_the_same_the_one_that_was_worked_on_counts() -> None:
    def copied(page: Any) -> None:
        page.append([cell.value for cell in page[2]])
        page.append([cell.value for cell in page[2]])
        page["E7"] = "Better <1>text</1><2/>."

    units = sheet.read(edited(copied))
    assert len(units) == len(UNITS)
    assert units[0].target == "Better <1>text</1><2/>."


def test_two_rows_about_the_same_with_two_texts_are_refused() -> None:
    def copied(page: Any) -> None:
        page.append([cell.value for cell in page[2]])
        page["E2"], page["E7"] = "One", "Two"

    with pytest.raises(UsageError, match=r"row 7 is about 页面/a b\.html#7, as is another row"):
        sheet.read(edited(copied))


def test_a_row_that_says_nothing_of_its_segment_is_refused() -> None:
    with pytest.raises(UsageError, match="row 2 does not say"):
        sheet.read(table(HEADER, ["", "", "新", "New"]))


def test_a_translation_that_was_changed_in_place_can_be_told() -> None:
    def edit(page: Any) -> None:
        page["D3"] = "Changed in place"

    before, after = sheet.read(sheet.write(UNITS))[1], sheet.read(edited(edit))[1]
    assert (after.target, after.written, after.state) == ("Changed in place", before.written, "translated")


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


def repacked(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A sheet whose parts were changed; a part that becomes None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet.write(UNITS))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"id,zh", zipped(a="b"), zipped(**{"[Content_Types].xml": "<x/>"})]
)
def test_what_is_no_workbook_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"bad\.xlsx is not a workbook"):
        sheet.read(data, "bad.xlsx")


def test_a_workbook_without_the_columns_is_refused_with_what_they_are() -> None:
    with pytest.raises(UsageError, match=r"no sheet with the columns.*Reviewed English \(en\)"):
        sheet.read(table(["zh", "en"], ["新", "New"]))


def test_parts_that_hold_no_text_may_be_missing() -> None:
    gone = ("docProps/app.xml", "docProps/core.xml", "xl/theme/theme1.xml")
    data = repacked(lambda name, content: None if name in gone else content)
    assert [unit.target for unit in sheet.read(data)] == [unit.target for unit in UNITS]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_an_error(part: str) -> None:
    data = repacked(lambda name, content: content[: len(content) // 2] if name == part else content)
    with pytest.raises(UsageError):
        sheet.read(data)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_entities_in_any_part_are_refused(part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    data = repacked(lambda name, text: text.replace(b"?>", b"?>" + laughs, 1) if name == part else text)
    with pytest.raises(UsageError, match="declares a document type"):
        sheet.read(data)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.exchange.sheet_reading.MOST_BYTES", 100)
    with pytest.raises(UsageError, match="too large"):
        sheet.read(sheet.write(UNITS))


def test_rows_and_columns_far_out_cost_nothing() -> None:
    far = b'<row r="999999999"><c r="XFD999999999" t="str"><v>x</v></c></row></sheetData>'
    wide = b'<row r="90"><c r="XFD90" t="str"><v>x</v></c></row>' + far
    data = repacked(
        lambda name, text: text.replace(b"</sheetData>", wide) if name.endswith("sheet1.xml") else text
    )
    started = time.process_time()
    assert len(sheet.read(data)) == len(UNITS)
    assert time.process_time() - started < 10


ESCAPES = ("单价_x000D_", "_x000D__x000d_", "_x005F_x000D_", "ax005F_b_x0041_", "_x0001_x0002_", "_x000D_\n")


def test_what_looks_like_an_escape_of_the_format_comes_back_as_the_text_that_it_was() -> None:
    units = [Unit("a.txt", str(number), text, f"T {text.strip()}") for number, text in enumerate(ESCAPES)]
    data = sheet.write(units)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert "单价_x005F_x000D_" in packed.read("xl/sharedStrings.xml").decode()
    assert [(unit.source, unit.target) for unit in sheet.read(data)] == [
        (unit.source, unit.target) for unit in units
    ]
    assert exchange.review(sheet.read(data), units).untouched == tuple(units)


def test_a_return_that_a_spreadsheet_keeps_is_the_end_of_a_line() -> None:
    def edit(page: Any) -> None:
        page["E2"] = "One_x000D_\nTwo"

    assert sheet.read(edited(edit))[0].target == "One\nTwo"


def test_long_lists_of_findings_are_cut_and_texts_are_not() -> None:
    remarks = tuple(Remark("warning", "The figure is another one. " * 20) for _ in range(100))
    unit = Unit("a.txt", "7", "新", "New", state="needs-review", remarks=remarks)
    (back,) = sheet.read(sheet.write([unit]))
    assert (back.source, back.target, back.remarks[0]) == ("新", "New", Remark("warning", remarks[0].message))


def test_a_text_that_no_cell_can_hold_is_refused_with_another_way() -> None:
    with pytest.raises(UsageError, match=r"32,767 characters.*XLIFF"):
        sheet.write([Unit("a.txt", "7", "新" * 40_000, "New")])


@pytest.mark.parametrize("library", ["xlsxwriter", "openpyxl"])
def test_without_the_library_the_user_is_told_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sheet.write(UNITS)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=r"summarizer\[office\]"):
        sheet.read(data) if library == "openpyxl" else sheet.write(UNITS)
