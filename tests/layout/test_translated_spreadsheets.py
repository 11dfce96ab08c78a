"""A workbook in another language: translated cells are texts, and all else is as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from rebuilding import pieces_of, rebuilt

from summarizer.layout import LAYOUTS
from summarizer.reading import read_bytes

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(fill: Callable[..., None]) -> bytes:
    """A workbook of one sheet, that `fill(book, sheet)` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        fill(made, made.add_worksheet("预算"))
    return out.getvalue()


def whole() -> bytes:
    """A workbook with most of what people put into one."""

    def fill(made, sheet) -> None:
        bold = made.add_format({"bold": True, "bg_color": "yellow"})
        sheet.merge_range("A1:C1", "2024年预算表", bold)
        sheet.write_row("A2", ["项目", "金额", "比例"])
        sheet.write_row("A3", ["教育", 1200.5])
        sheet.write("C3", 0.125, made.add_format({"num_format": "0.0%"}))
        sheet.write_row("A4", ["合计", "=SUM(B3:B3)"])
        sheet.write_rich_string("A5", "请务必", bold, "按时", "上报")
        sheet.set_column("A:A", 31)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=预算!$B$3:$B$4"})
        sheet.insert_chart("H2", chart)

    return book(fill)


def cells_of(data: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def put(data: bytes, texts: dict[int, tuple[str, ...]], *, bilingual: bool = False) -> bytes:
    return LAYOUTS[MEDIA_TYPE].rebuild(data, texts, bilingual=bilingual, to="en")


def test_text_cells_are_translated_and_numbers_and_formulas_stay() -> None:
    texts = {1: ("Budget",), 2: ("Item", "Amount", "Share"), 3: ("Education", "9", "9"), 4: ("Total", "9")}
    assert cells_of(put(whole(), texts)) == {
        "A1": "Budget", "A2": "Item", "B2": "Amount", "C2": "Share", "A3": "Education", "B3": 1200.5,
        "C3": 0.125, "A4": "Total", "B4": "=SUM(B3:B3)", "A5": "请务必按时上报",
    }  # fmt: skip


def test_styles_widths_merged_cells_and_charts_stay() -> None:
    out = openpyxl.load_workbook(io.BytesIO(put(whole(), {1: ("Budget",)}))).worksheets[0]
    assert out["A1"].font.b
    assert out["A1"].fill.fgColor.rgb == "FFFFFF00"
    assert [str(area) for area in out.merged_cells.ranges] == ["A1:C1"]
    assert out.column_dimensions["A"].width > 31
    source, target = (
        zipfile.ZipFile(io.BytesIO(whole())),
        zipfile.ZipFile(io.BytesIO(put(whole(), {1: ("B",)}))),
    )
    assert target.namelist() == source.namelist()
    assert target.read("xl/charts/chart1.xml") == source.read("xl/charts/chart1.xml")


def test_bold_within_a_cell_stays_bold_where_the_tags_fit() -> None:
    line = read_bytes(whole(), "a.xlsx").pieces[5][0]
    assert line == "请务必<1>按时</1>上报"
    rich = openpyxl.load_workbook(io.BytesIO(put(whole(), {5: ("Report <1>in time</1>",)})), rich_text=True)
    spans = rich.worksheets[0]["A5"].value
    assert [str(span) for span in spans] == ["Report ", "in time"]
    assert spans[1].font.b
    assert cells_of(put(whole(), {5: ("Report <2>in time",)}))["A5"] == "Report in time"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_what_begins_like_a_formula_is_a_text(text: str) -> None:
    out = put(whole(), {1: (text,)})
    cell = openpyxl.load_workbook(io.BytesIO(out)).worksheets[0]["A1"]
    assert (cell.value, cell.data_type if cell.data_type != "f" else "s", cell.quotePrefix) == (
        text,
        "s",
        True,
    )
    xml = zipfile.ZipFile(io.BytesIO(out)).read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<f>") == 1


def test_a_text_cell_that_begins_like_a_formula_is_read_and_stays_a_text() -> None:
    data = book(lambda _, sheet: [sheet.write_string("A1", "=市里开会"), sheet.write("A2", "研究工作")])
    assert read_bytes(data, "a.xlsx").texts == ("=市里开会", "研究工作")


def test_markup_and_controls_in_a_translation_do_no_harm() -> None:
    out = put(whole(), {1: ("</t><f>1</f> & \x01\x0b_x0041_",)})
    assert read_bytes(out, "a.xlsx").texts[0] == "</t><f>1</f> & _x0041_"


def test_both_languages_stand_in_one_cell_that_breaks_its_lines() -> None:
    out = openpyxl.load_workbook(io.BytesIO(put(whole(), {2: ("Item", "Amount", "Share")}, bilingual=True)))
    cell = out.worksheets[0]["B2"]
    assert cell.value == "金额\nAmount"
    assert cell.alignment.wrapText


def test_the_names_of_a_tables_columns_follow_its_header_and_stay_different() -> None:
    def fill(_, sheet) -> None:
        sheet.add_table(
            "A1:B2", {"columns": [{"header": "名称"}, {"header": "称呼"}], "data": [["甲", "乙"]]}
        )

    out = openpyxl.load_workbook(io.BytesIO(put(book(fill), {1: ("Name", "name")}))).worksheets[0]
    assert [out["A1"].value, out["B1"].value] == ["Name", "name 2"]
    assert [column.name for column in out.tables["Table1"].tableColumns] == ["Name", "name 2"]


def test_a_header_that_a_formula_may_name_stays() -> None:
    def fill(_, sheet) -> None:
        sheet.add_table("A1:B2", {"columns": [{"header": "名称"}, {"header": "数量"}], "data": [["甲", 2]]})
        sheet.write_formula("D1", "=SUM(Table1[数量])")

    assert cells_of(put(book(fill), {1: ("Name", "Number", "0"), 2: ("A", "2")}))["B1"] == "数量"


def test_texts_that_no_cell_shows_any_longer_are_gone_from_the_file() -> None:
    data = book(
        lambda _, sheet: [
            sheet.write(place, text) for place, text in (("A1", "甲甲"), ("A2", "乙乙"), ("A3", "甲甲"))
        ]
    )
    packed = zipfile.ZipFile(io.BytesIO(put(data, {1: ("A",), 2: ("B",)})))
    shared = packed.read("xl/sharedStrings.xml").decode()
    assert "乙乙" not in shared
    assert "甲甲" in shared


def test_each_piece_put_in_its_own_place_makes_the_same_lines() -> None:
    document = read_bytes(whole(), "a.xlsx")
    again = read_bytes(rebuilt(whole(), "a.xlsx"), "a.xlsx")
    assert (again.texts, again.pieces) == (document.texts, document.pieces)
    once = rebuilt(whole(), "a.xlsx", lambda piece: piece.replace("教育", "卫生").replace("按时", "如期"))
    assert pieces_of(read_bytes(once, "a.xlsx"))[5] == ("请务必<1>如期</1>上报",)


def test_a_workbook_of_another_library_is_written_too() -> None:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active["B2"] = "市里昨天开会"
    made.active["B3"] = "第一行\n第二行"
    made.save(out)
    assert read_bytes(out.getvalue(), "a.xlsx").pieces == {2: ("第一行 <1/>第二行",)}
    texts = {1: ("The city met",), 2: ("One<1/>Two",)}
    assert cells_of(put(out.getvalue(), texts)) == {"B2": "The city met", "B3": "One\nTwo"}


def test_names_of_sheets_stay_and_are_known_to_stay() -> None:
    assert LAYOUTS[MEDIA_TYPE].left(whole()) == ["预算"]
