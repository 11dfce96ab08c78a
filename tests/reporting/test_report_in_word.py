"""`digest.docx`: what a reader finds in Word, and that nothing from a page or a model comes alive there."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reported import BRIDGE, PARK, TRANSLATED, folder, result
from test_report_page import hostile

from summarizer import reporting
from summarizer.errors import UsageError
from summarizer.reporting import word, word_markup

OUTSIDE = re.compile(rb"TargetMode=\"External\"|INCLUDE|DDE|HYPERLINK \"|altChunk|oleObject|vbaProject")


def build(out: Path) -> list[Document]:
    return [docx.Document(str(path)) for path in reporting.build(out, ["docx"])]


def headings(document: Document, level: int) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def texts(document: Document) -> str:
    """Every text of the body, with tables and contents."""
    return "\n".join(map(text_of, document.element.body.iter(qn("w:p"))))


def text_of(part: Any) -> str:
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


def minutes() -> dict[str, Any]:
    """A result of a preset with fields of its own."""
    fields = {
        "kind": "minutes",
        "meeting": {"zh": "第三次会议", "en": "Third meeting", "lines": [2]},
        "held_on": {"iso": "2024-05", "precision": "month", "basis": "stated", "zh": "5月", "lines": [4]},
        "present": [{"zh": "周敏", "en": "Zhou Min", "lines": [6]}],
        "decisions": [
            {
                "zh": "二期将于2025年开工",
                "en": "Phase two begins",
                "outcome": "passed",
                "owner": ["青石公司"],
                "due": {"iso": "2025", "precision": "year", "basis": "stated", "zh": "2025年"},
                "lines": [6],
            }
        ],
    }
    return {**BRIDGE, "fields": fields}


def test_each_document_has_a_brief_that_navigation_lists(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    assert headings(document, 1) == [
        "1. New bridge opens in Linhe City",
        "2. Riverside park opens",
        "Glossary of names",
    ]
    assert headings(document, 2)[:3] == ["Summary", "Key points", "Details"]
    assert "Events" in headings(document, 3)
    said = texts(document)
    for text in (
        "临河市新桥通车",
        "31 May 2024 · news",
        "Verified by code: 2 checks, no findings",
        "Phase two begins in 2025. [6]",
        "Source: a/bridge.txt",
        "Flagged: 1 error",
        "1. Error in summary, sentence 1 (English): The English figure has another value",
        "The source has “3000元”, the English has “4,000 yuan”.",
        "The park cost 4,000 yuan. [2] ⚠1",
    ):
        assert text in said


def test_the_title_page_tells_how_many_when_and_how_well(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert rows["Documents"] == "2"
    assert rows["Published"] == "31 May 2024 to 3 February 2025"
    assert rows["Verified by code"] == "1 of 2; 1 flagged, each with its findings"
    assert rows["Made"] == "21 November 2026, 20:15 UTC"
    assert rows["Model"] == "some-model"


def test_the_contents_are_a_field_and_useful_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    body = document.element.body
    assert [code.text.split()[0] for code in body.iter(qn("w:instrText"))] == ["TOC"]
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    entries = [
        text_of(part)
        for part in body.iter(qn("w:p"))
        if (style := part.find(f".//{qn('w:pStyle')}")) is not None and style.get(qn("w:val")) == "TOC1"
    ]
    entries = [entry.replace("\u00a0", " ") for entry in entries]  # a date is not torn
    assert entries[:3] == [
        "1. New bridge opens in Linhe City · 31 May 2024",
        "2. Riverside park opens · 3 February 2025 · flagged",
        "Glossary of names",
    ]


def test_every_link_leads_to_a_place_in_the_document(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    body = document.element.body
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert links == {"document1", "document2", "glossary"} == set(places)
    assert len(places) == len(set(places))


def test_chinese_has_a_chinese_font_and_says_that_it_is_chinese(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    fonts = {node.get(qn("w:eastAsia")) for node in document.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {"SimSun"}
    (title,) = [one for one in document.paragraphs if one.text == "临河市新桥通车"]
    assert title.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "zh-CN"


def test_pages_have_numbers_and_say_what_they_belong_to(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Digest of out"
    codes = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_fields_of_every_preset_become_tables(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out", [result(minutes())]))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [
        ["What", "English", "As in the source", "Lines"],
        ["Meeting", "Third meeting", "第三次会议", "2"],
    ] in [table[:2] for table in tables]
    assert [
        ["What", "Outcome", "Who", "Due", "Lines"],
        ["Phase two begins\n二期将于2025年开工", "passed", "Bluestone Company", "2025", "6"],
    ] in tables


def test_fields_of_ones_own_become_a_table(tmp_path: Path) -> None:
    own = result(fields={"buyer": {"name": "青石公司"}}, fields_en={"buyer.name": "Bluestone"})
    (document,) = build(folder(tmp_path / "out", [own]))
    assert "buyer name" in texts(document)
    assert "Bluestone" in texts(document)


def test_the_glossary_says_in_which_documents_a_name_is(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out"))
    rows = [[cell.text for cell in row.cells] for table in document.tables[-3:] for row in table.rows]
    links = [text_of(node) for node in document.tables[-3].rows[2]._tr.iter(qn("w:hyperlink"))]
    assert rows[1][:2] == ["Lu Yuan", "陆远"]
    assert rows[2][:2] == ["Zhou Min", "周敏"]
    assert links == ["1", "2"]


def test_a_repeat_says_what_it_repeats(tmp_path: Path) -> None:
    document = {
        **BRIDGE["document"],
        "duplicate_of": "first.txt",
        "differences": [{"lines": [4], "zh": "甲", "of": "乙"}],
    }
    (made,) = build(folder(tmp_path / "out", [result(document=document)]))
    assert "This document repeats first.txt, whose summary it has." in texts(made)
    assert "Here: 甲 [4] There: 乙" in texts(made)


def test_equal_results_are_equal_files_whenever_they_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = reporting.build(folder(tmp_path / "out"), ["docx"])
    first = path.read_bytes()
    path.unlink()
    monkeypatch.setattr("time.time", lambda: 2e9)
    reporting.build(folder(tmp_path / "out"), ["docx"])
    assert path.read_bytes() == first
    document = docx.Document(str(path))
    assert document.core_properties.created.isoformat() == "2026-11-21T20:15:00+00:00"
    assert document.core_properties.title == "Digest of out"


def test_nothing_from_a_page_or_a_model_comes_alive(tmp_path: Path) -> None:
    out = folder(tmp_path / "out", hostile())
    (document,) = build(out)
    assert len(headings(document, 1)) == 23
    assert "<script>alert(1)</script>" in texts(document)
    with zipfile.ZipFile(out / "digest.docx") as packed:
        for name in packed.namelist():
            data = packed.read(name)
            assert OUTSIDE.search(data) is None
            if name.endswith((".xml", ".rels")):
                etree.fromstring(data)
        body = packed.read("word/document.xml").decode()
    assert not set("\u202e\ufeff\x00") & set(body)


@given(text=st.text(max_size=60))
def test_any_text_is_sound_xml_and_the_same_text(text: str) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = etree.fromstring(f'<x xmlns:w="{space}">{word_markup.run(text)}</x>'.encode())
    shown = "".join(root.itertext())
    assert shown == " ".join(shown.split())
    assert shown == "".join(root.itertext(f"{{{space}}}t"))


def test_a_large_folder_becomes_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_DOCUMENTS", 2)
    out = folder(tmp_path / "out", [result(path=f"{number}.txt") for number in range(5)])
    made = build(out)
    assert [path.name for path in sorted(out.glob("*.docx"))] == [
        "digest-1.docx",
        "digest-2.docx",
        "digest-3.docx",
    ]
    assert [len(headings(one, 1)) for one in made] == [3, 3, 2]
    assert headings(made[1], 1)[0] == "3. New bridge opens in Linhe City"
    assert made[1].tables[0].rows[1].cells[1].text == "2 (3 to 4 of the folder)"


def test_files_of_an_earlier_report_do_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_DOCUMENTS", 1)
    out = folder(tmp_path / "out")
    (out / "digest-mine.docx").write_bytes(b"mine")
    build(out)
    monkeypatch.setattr(word, "MOST_DOCUMENTS", 500)
    build(out)
    assert sorted(path.name for path in out.glob("*.docx")) == ["digest-mine.docx", "digest.docx"]


def test_a_folder_without_results_becomes_an_empty_digest(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path / "out", []))
    assert document.tables[0].rows[1].cells[1].text == "0"
    assert headings(document, 1) == []


@pytest.mark.parametrize("made", ["", "yesterday", "0001-01-01T00:00:00+14:00", "2026-11-21"])
def test_a_time_that_is_none_does_no_harm(made: str, tmp_path: Path) -> None:
    assert build(folder(tmp_path / "out", [result(PARK, provenance={"created_at": made})]))


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_without_the_library_the_extra_is_named(
    form: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder(tmp_path / "out")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=re.escape("summarizer[office]")):
        reporting.build(out, [form])
    assert not list(out.glob("*.[dx]*x"))


@pytest.mark.parametrize(("form", "name"), [("docx", "digest.docx"), ("xlsx", "table.xlsx")])
def test_a_link_in_the_way_is_not_followed(form: str, name: str, tmp_path: Path) -> None:
    out = folder(tmp_path / "out")
    (tmp_path / "precious").write_bytes(b"precious")
    (out / name).symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError, match="symbolic link"):
        reporting.build(out, [form])
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_the_full_translations_are_there_in_every_language(tmp_path: Path) -> None:
    (document,) = build(folder(tmp_path, [result(BRIDGE, **TRANSLATED)]))
    assert {"Full translation", "Full translation: French (fr)"} <= set(headings(document, 2))
    text = texts(document)
    assert "2 lines translated (1 of them reviewed by a person), 1 withheld by the provider." in text
    assert "New Bridge Opens to Traffic in Linhe City [2]" in text
    assert "(withheld by the provider) [6]" in text
    assert "Le nouveau pont a ouvert. [4] ⚠1" in text
