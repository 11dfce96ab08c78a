"""The table for review in Word: as it is handed out, and as it comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import handout
from summarizer.errors import UsageError
from summarizer.exchange import Entry, Remark, Unit
from summarizer.exchange.unit import UNSOUND, broken
from tests.exchange.exchanging import SOUND_TEXT, UNITS, told

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTRIES = (Entry("云岭县", "Yunling County", "place"), Entry("水务局", "Water Bureau", "organisation"))


def edited(edit: Callable[[Any], None], units: tuple[Unit, ...] = UNITS) -> bytes:
    """The file for these units after somebody worked on it with another program."""
    document = docx.Document(io.BytesIO(handout.write(units, ENTRIES)))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cell(document: Any, row: int, column: int, table: int = 0) -> Any:
    return document.tables[table].rows[row].cells[column]


def put(document: Any, text: str, row: int, column: int, table: int = 0) -> None:
    """Write over the text of a cell."""
    paragraph = cell(document, row, column, table).paragraphs[0]
    for child in list(paragraph._p):
        if not child.tag.endswith("}pPr"):
            paragraph._p.remove(child)
    paragraph.add_run(text)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with another part, or with another content of one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
        target.writestr(name, content)
    return out.getvalue()


def test_the_file_says_what_it_has_to_say() -> None:
    document = docx.Document(io.BytesIO(handout.write(UNITS, ENTRIES)))
    assert "Chinese (zh) → English (en)" in document.paragraphs[0].text
    assert [len(table.rows) for table in document.tables] == [4, 5, 3]
    first = document.tables[0]
    assert first.rows[0].cells[0].text == "页面/a b.html"
    assert [one.text for one in first.rows[1].cells] == [
        "No.", "Chinese (zh)", "English (en)", "Findings and terms", "Status",
    ]  # fmt: skip
    row = first.rows[2].cells
    assert row[0].paragraphs[0].text == "7"
    assert (row[1].text, row[2].text) == (UNITS[0].source, UNITS[0].target)
    assert row[3].text.splitlines() == [
        "error: The figure “120万” & its unit differ.", "note: Checked <once>.",
        "云岭县 = Yunling County", "水务局 = Water Bureau",
    ]  # fmt: skip
    assert [text.text for text in row[4]._tc.iter(f"{{{W}}}t")] == ["findings to review"]


def test_the_file_is_fit_for_work() -> None:
    document = docx.Document(io.BytesIO(handout.write(UNITS)))
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    table = document.tables[0]
    heads = [row._tr.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None for row in table.rows]
    assert heads == [True, True, False, False], "the path and the columns are on every page"
    choices = [item.get(f"{{{W}}}value") for item in table.rows[2]._tr.iter(f"{{{W}}}listItem")]
    assert "approved" in choices


def test_units_come_back_as_they_were() -> None:
    units = handout.read(handout.write(UNITS, ENTRIES), "x.docx")
    assert [(unit.id, unit.source, unit.target, unit.state) for unit in units] == [
        (unit.id, unit.source, unit.target, unit.state) for unit in UNITS
    ]
    assert all(unit.written for unit in units)


def test_equal_units_are_equal_files() -> None:
    assert handout.write(UNITS, ENTRIES) == handout.write(iter(UNITS), iter(ENTRIES))


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.tuples(SOUND_TEXT, SOUND_TEXT), min_size=1, max_size=4))
def test_any_text_comes_back_with_its_lines_broken_in_one_way(texts: list[tuple[str, str]]) -> None:
    units = [
        Unit("b.txt", str(n), f"源{source}", f"T{target}") for n, (source, target) in enumerate(texts, 1)
    ]
    expected = [replace(unit, source=broken(unit.source), target=broken(unit.target)) for unit in units]
    assert [told(unit) for unit in handout.read(handout.write(units))] == expected


def test_an_edit_an_approval_and_a_term_come_back() -> None:
    def edit(document: Any) -> None:
        put(document, "Better <1>text</1><2/>.", 2, 2)
        put(document, " Approved", 3, 4)
        put(document, "Yunling", 1, 1, table=2)

    data = edited(edit)
    one, two, *_ = handout.read(data)
    assert (one.target, one.state) == ("Better <1>text</1><2/>.", "needs-review")
    assert (two.target, two.state) == (UNITS[1].target, "reviewed")
    assert [(entry.zh, entry.en) for entry in handout.entries(data) if entry.is_changed] == [
        ("云岭县", "Yunling")
    ]


def test_tracked_changes_are_taken_as_accepted() -> None:
    def edit(document: Any) -> None:
        paragraph = cell(document, 2, 2, 1).paragraphs[0]._p
        run = paragraph.find(f"{{{W}}}r")
        paragraph.remove(run)
        about = f'xmlns:w="{W}" w:id="9" w:author="R" w:date="2026-01-01T00:00:00Z"'
        for kind, part, text in (("del", "delText", "News"), ("ins", "t", "Local news")):
            paragraph.append(
                parse_xml(f"<w:{kind} {about}><w:r><w:{part}>{text}</w:{part}></w:r></w:{kind}>")
            )

    found = {unit.id: unit for unit in handout.read(edited(edit))}
    assert found["b.txt#3"].target == "Local news"


def test_a_row_that_was_deleted_with_tracked_changes_is_gone() -> None:
    def edit(document: Any) -> None:
        row = document.tables[0].rows[2]._tr
        row.find(f"{{{W}}}trPr").append(parse_xml(f'<w:del xmlns:w="{W}" w:id="3" w:author="R"/>'))

    assert "页面/a b.html#7" not in {unit.id for unit in handout.read(edited(edit))}


def test_a_comment_is_passed_on() -> None:
    def edit(document: Any) -> None:
        runs = cell(document, 2, 2).paragraphs[0].runs
        document.add_comment(runs, text="Is this the right bureau?", author="R", initials="R")

    units = handout.read(edited(edit))
    assert units[0].remarks == (Remark("note", "Is this the right bureau?"),)
    assert units[1].remarks == ()


def test_several_paragraphs_of_a_cell_are_lines_and_a_list_keeps_its_numbers() -> None:
    def edit(document: Any) -> None:
        target = cell(document, 2, 2)
        put(document, "First", 2, 2)
        target.add_paragraph("Second", style="List Number")

    assert handout.read(edited(edit))[0].target.splitlines() == ["First", "Second"]


def test_rows_may_be_moved_and_tables_torn_apart() -> None:
    def edit(document: Any) -> None:
        first, second = document.tables[0]._tbl, document.tables[1]._tbl
        second.append(first.tr_lst[2])  # line 7 below the rows of another document
        half = parse_xml(f'<w:tbl xmlns:w="{W}"><w:tblPr/><w:tblGrid/></w:tbl>')
        half.append(second.tr_lst[3])
        second.addnext(half)

    assert {unit.id for unit in handout.read(edited(edit))} == {unit.id for unit in UNITS}


def test_a_row_without_its_grey_characters_is_of_the_table_it_stands_in() -> None:
    def edit(document: Any) -> None:
        key = cell(document, 2, 0, 1).paragraphs[1]._p
        key.getparent().remove(key)

    found = {unit.id: unit for unit in handout.read(edited(edit))}
    assert found["b.txt#3"].written == ""


def test_a_row_of_a_document_that_the_file_does_not_have_is_named() -> None:
    def edit(document: Any) -> None:
        first = document.tables[0]._tbl
        first.remove(first.tr_lst[0])  # the path
        second = document.tables[1]._tbl
        second.getparent().remove(second)

    with pytest.raises(UsageError, match=r"x\.docx: row 7 does not say which document"):
        handout.read(edited(edit), "x.docx")


def test_a_row_that_lost_cells_is_named() -> None:
    def edit(document: Any) -> None:
        row = document.tables[0].rows[2]._tr
        row.remove(row.tc_lst[-1])

    with pytest.raises(UsageError, match="lacks cells"):
        handout.read(edited(edit), "x.docx")


def test_a_status_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"row 7 has a status that is not known.*approved"):
        handout.read(edited(lambda document: put(document, "fine", 2, 4)), "x.docx")


def test_a_translated_document_is_no_table_for_review() -> None:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Text")
    document.add_table(2, 5)
    document.save(out)
    with pytest.raises(UsageError, match=r"no table for review.*A translated document is not read back"):
        handout.read(out.getvalue(), "a.en.docx")


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "not a whole|cannot|damaged|not"),
        (b"plain text", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older format"),
        (with_part(handout.write(UNITS), "word/vbaProject.bin", b"x"), "macros"),
        (with_part(handout.write(UNITS), "word/comments.xml", LAUGHS + b"<x>&b;</x>"), "document type"),
        (with_part(handout.write(UNITS), "word/bomb.xml", b"<a>" + b" " * 5_000_000 + b"</a>"), "unpack"),
    ],
    ids=["cut off", "no archive", "old", "macros", "entities", "bomb"],
)
def test_what_is_unsafe_or_broken_is_refused_with_its_name(data: bytes, says: str) -> None:
    with pytest.raises(UsageError, match=rf"review\.docx: .*({says})") as caught:
        handout.read(data, "review.docx")
    assert caught.value.hint


def test_too_many_rows_are_sent_to_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.handout.making.MOST_ROWS", 4)
    with pytest.raises(UsageError, match=r"5 segments.*\.xlsx"):
        handout.write(UNITS)


def test_what_no_xml_can_hold_is_refused() -> None:
    assert UNSOUND.search("\x0b")
    with pytest.raises(UsageError, match=r"U\+000B"):
        handout.write([Unit("a", "1", "甲", "A\x0b")])
