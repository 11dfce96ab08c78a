"""Terms in the format of termbases."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import glossary, tbx
from summarizer.errors import UsageError
from summarizer.termbase import Termbase
from summarizer.text import Term

N = {"t": tbx.NAMESPACE}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TERMS = [
    Term("王芳", "Wang Fang", "person", "pinyin"),
    Term("云岭县", "Yunling County", "place", "glossary", variants=("Yunling",), note="县 < 市 & so on"),
]
MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
 <termEntry id="1"><descrip type="subjectField">organisation</descrip>
  <langSet xml:lang="en-GB">
   <tig><term>Old Bureau</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
   <tig><term>Water Office</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
   <ntig><termGrp><term>Water  Bureau</term>
    <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
  <langSet xml:lang="zh-CN"><tig><term>水务局</term></tig><tig><term>水利局</term></tig></langSet>
 </termEntry>
 <termEntry id="2"><langSet xml:lang="de"><tig><term>Wasser</term></tig></langSet></termEntry>
</body></text></martif>"""


def written(tmp_path: Path, text: str, name: str = "t.tbx") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_an_export_has_the_structure_of_the_2019_edition() -> None:
    root = ET.fromstring(tbx.render(TERMS))
    assert root.tag == f"{{{tbx.NAMESPACE}}}tbx"
    assert (root.get("type"), root.get("style"), root.get(LANG)) == ("TBX-Basic", "dca", "en")
    assert [child.tag.rpartition("}")[2] for child in root] == ["tbxHeader", "text"]
    entry = root.findall(".//t:conceptEntry", N)[1]
    assert [section.get(LANG) for section in entry.findall("t:langSec", N)] == ["zh", "en"]
    statuses = [note.text for note in entry.findall(".//t:termNote", N)]
    assert statuses == ["preferredTerm-admn-sts", "admittedTerm-admn-sts"]
    assert entry.findtext("t:descrip", namespaces=N) == "place"


def test_what_was_exported_comes_back_as_reviewed(tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    Termbase(TERMS).export(file, "tbx")
    base = Termbase()
    assert base.import_(file) == (2, 2)
    county = base.get("云岭县")
    assert county == Term(
        "云岭县", "Yunling County", "place", "reviewed", "reviewed", "县 < 市 & so on", ("Yunling",)
    )


def test_martif_of_other_tools_is_read_without_what_is_not_for_use(tmp_path: Path) -> None:
    terms = [entry.term for entry in glossary.read(written(tmp_path, MARTIF))]
    assert [(term.zh, term.en, term.variants, term.kind) for term in terms] == [
        ("水务局", "Water Bureau", ("Water Office",), "organisation"),
        ("水利局", "Water Bureau", ("Water Office",), "organisation"),
    ]


def test_the_style_of_categories_as_elements_is_read(tmp_path: Path) -> None:
    text = (
        f'<tbx xmlns="{tbx.NAMESPACE}" xmlns:min="http://www.tbxinfo.net/ns/min" style="dct" type="TBX-Min">'
        "<text><body><conceptEntry><min:subjectField>place</min:subjectField>"
        '<langSec xml:lang="zh"><termSec><term>云岭</term></termSec></langSec>'
        '<langSec xml:lang="en"><termSec><term>Yunling</term></termSec></langSec>'
        "</conceptEntry></body></text></tbx>"
    )
    (entry,) = glossary.read(written(tmp_path, text))
    assert (entry.term.zh, entry.term.en, entry.term.kind) == ("云岭", "Yunling", "place")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("not XML", "not well-formed"),
        ("<html/>", "neither"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]><tbx>&a;</tbx>', "declares entities"),
        ("<tbx/>", "no terms"),
    ],
)
def test_what_is_no_termbase_is_refused_with_its_name(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=rf"t\.tbx .*{problem}"):
        glossary.read(written(tmp_path, text))


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_any_text_makes_a_file_that_can_be_read(zh: str, en: str, note: str) -> None:
    ET.fromstring(tbx.render([Term(zh, en, note=note)]))
