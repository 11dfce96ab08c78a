"""Both versions of XLIFF: states, notes and tags, also as other tools hand them back."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from summarizer.exchange import FORMATS, Remark, Unit, xliff12, xliff21
from tests.exchange.exchanging import UNITS, problems

N1 = {"": "urn:oasis:names:tc:xliff:document:1.2"}
N2 = {"": "urn:oasis:names:tc:xliff:document:2.0", "gls": "urn:oasis:names:tc:xliff:glossary:2.0"}


FINISHED = '<segment state="final"><source>新</source><target>N</target></segment>'
UNFINISHED = '<segment state="translated"><source>闻</source><target>ew</target></segment>'


def version_1(
    unit: str, attributes: str = 'version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
) -> bytes:
    return (
        f'<xliff {attributes}><file original="a.txt" source-language="zh-CN" target-language="en-GB">'
        "<header><note>n</note></header><body><group>"
        f"<trans-unit {unit}</trans-unit></group></body></file></xliff>"
    ).encode()


def version_2(unit: str) -> bytes:
    return (
        '<xliff version="2.0" srcLang="zh-CN" trgLang="en-GB" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        '<file id="f1" original="a.txt"><notes><note>n</note></notes><group id="g">'
        f'<unit id="7">{unit}</unit></group></file></xliff>'
    ).encode()


def test_what_another_reader_sees_in_1_2() -> None:
    root = ET.fromstring(xliff12.write(UNITS))
    files = root.findall("file", N1)
    assert [(file.get("original"), file.get("target-language")) for file in files] == [
        ("页面/a b.html", "en"), ("b.txt", "en"),
    ]  # fmt: skip
    found = root.findall(".//trans-unit", N1)
    assert [unit.get("id") for unit in found] == ["7", "8", "3", "4", "10"]
    assert [unit.get("approved") for unit in found] == [None, None, "yes", None, None]
    targets = [unit.find("target", N1) for unit in found]
    assert [target.get("state") for target in targets if target is not None] == [
        "needs-review-translation", "needs-review-translation", "signed-off", "needs-translation",
        "needs-translation",
    ]  # fmt: skip
    assert "".join(found[0].find("source", N1).itertext()) == "云岭县水务局拨款120万元。"  # type: ignore[union-attr]
    assert [note.text for note in found[0].findall("note", N1)] == [
        "The figure “120万” & its unit differ.", "Checked <once>.", "云岭县 = Yunling County",
        "水务局 = Water Bureau",
    ]  # fmt: skip


def test_what_another_reader_sees_in_2_1() -> None:
    root = ET.fromstring(xliff21.write(UNITS))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "zh", "en")
    segments = root.findall(".//segment", N2)
    assert [(segment.get("state"), segment.get("subState")) for segment in segments] == [
        ("translated", "summarizer:needs-review"), ("translated", None), ("reviewed", None),
        ("initial", "summarizer:withheld"), ("initial", "summarizer:failed"),
    ]  # fmt: skip
    assert [term.text for term in root.findall(".//gls:term", N2)] == ["云岭县", "水务局"]
    assert [(note.get("category"), note.text) for note in root.findall(".//note", N2)] == [
        ("error", "The figure “120万” & its unit differ."), (None, "Checked <once>."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        ('id="7"><source>新</source><target state="final">New</target>', "reviewed"),
        ('id="7"><source>新</source><target state="signed-off">New</target>', "reviewed"),
        ('id="7" approved="yes"><source>新</source><target>New</target>', "reviewed"),
        ('id="7" approved="no"><source>新</source><target state="translated">New</target>', "translated"),
        ('id="7"><source>新</source><target>New</target>', "translated"),
        ('id="7"><source>新</source><target state="needs-review-translation">New</target>', "needs-review"),
        ('id="7"><source>新</source><target state="needs-adaptation">New</target>', "needs-review"),
        ('id="7"><source>新</source><target state="new">New</target>', "failed"),
        ('id="7"><source>新</source><target/>', "failed"),
        ('id="7"><source>新</source>', "failed"),
    ],
)
def test_a_state_of_1_2_is_understood(unit: str, state: str) -> None:
    (found,) = xliff12.read(version_1(unit))
    assert (found.state, found.id) == (state, "a.txt#7")
    assert (found.source_language, found.target_language, found.remarks) == ("zh-CN", "en-GB", ())


@pytest.mark.parametrize(
    ("segments", "state"),
    [
        ('<segment state="final"><source>新</source><target>New</target></segment>', "reviewed"),
        (
            '<segment state="reviewed" subState="x:y"><source>新</source><target>N</target></segment>',
            "reviewed",
        ),
        ('<segment state="translated"><source>新</source><target>New</target></segment>', "translated"),
        ("<segment><source>新</source><target>New</target></segment>", "translated"),
        ("<segment><source>新</source></segment>", "failed"),
        (
            FINISHED + UNFINISHED,
            "translated",
        ),
    ],
)
def test_a_state_of_2_is_understood(segments: str, state: str) -> None:
    (found,) = xliff21.read(version_2(segments))
    assert (found.state, found.id, found.target_language) == (state, "a.txt#7", "en-GB")


def test_segments_of_a_unit_are_one_text_again() -> None:
    unit = (
        '<segment id="1"><source>一。</source><target>One.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment id="2"><source>二。</source><target>Two.</target></segment>'
    )
    (found,) = xliff21.read(version_2(unit))
    assert (found.source, found.target) == ("一。 二。", "One. Two.")


def test_tags_of_other_tools_in_1_2() -> None:
    source = (
        '<bpt id="1">&lt;b></bpt>粗<ept id="1">&lt;/b></ept><g id="g2">斜<x id="3"/></g>'
        '<mrk mtype="seg" mid="0">段</mrk><it id="4" pos="open">&lt;i></it>'
        '<ph id="5">&lt;br/><sub>下</sub></ph><bx id="6"/>引<ex id="7" rid="6"/>'
    )
    (unit,) = xliff12.read(version_1(f'id="7"><source>{source}</source><seg-source>x</seg-source>'))
    assert unit.source == "<1>粗</1>斜<3/>段<5/><6>引</6>"


def test_tags_and_characters_of_other_tools_in_2() -> None:
    source = (
        '<sc id="1"/>粗<ec startRef="1"/><pc id="p">斜<ph id="3"/></pc><mrk id="m" type="term">词</mrk>'
        '<sm id="9"/>注<em startRef="9"/><cp hex="001F"/><cp hex="FFFFFFFFFF"/><cp/>'
    )
    (unit,) = xliff21.read(version_2(f"<segment><source>{source}</source></segment>"))
    assert unit.source == "<1>粗</1>斜<3/>词注\x1f"


def test_a_note_of_a_reviewer_is_read() -> None:
    note = 'id="7"><source>新</source><target>New</target><note from="Ann" priority="1">Why?</note><note/>'
    assert xliff12.read(version_1(note))[0].remarks == (Remark("note", "Why?"),)
    unit = '<notes><note category="review">Why?</note></notes><segment><source>新</source></segment>'
    assert xliff21.read(version_2(unit))[0].remarks == (Remark("note", "Why?"),)


@pytest.mark.parametrize("attributes", ["", 'version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1"'])
def test_an_older_version_or_one_without_namespace_is_read(attributes: str) -> None:
    assert xliff12.read(version_1('id="7"><source>新</source>', attributes))[0].source == "新"


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
@pytest.mark.parametrize("segment", ["", "7", "s1", "B 7", "a_b", "_u41_", "表1/单元格#2", "-"])
def test_any_name_of_a_segment_is_kept(form: str, segment: str) -> None:
    data = FORMATS[form].write([Unit("a.txt", segment, "新", "New")])
    assert FORMATS[form].read(data, "x")[0].segment == segment
    assert problems(form, data) == []


def test_deeply_nested_tags_are_read_back() -> None:
    text = "".join(f"<{n}>" for n in range(1, 600)) + "x" + "".join(f"</{n}>" for n in range(599, 0, -1))
    for form in ("xliff", "xliff2", "tmx"):
        (unit,) = FORMATS[form].read(FORMATS[form].write([Unit("a", "1", text, text)]), "x")
        assert (unit.source, unit.target) == (text, text)
