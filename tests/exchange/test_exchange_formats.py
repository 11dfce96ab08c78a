"""What every format of exchange promises: nothing is lost, nothing is run, nothing is fetched."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import exchange, handout
from summarizer.errors import UsageError
from summarizer.exchange import FORMATS, Remark, State, Unit, sound
from summarizer.exchange.unit import UNSOUND, broken, named
from tests.exchange.exchanging import SOUND_TEXT, STATES, TEXT, UNITS, kept, problems, returned

XML_FORMS = ("tmx", "xliff", "xliff2")
ROOTS = {"tmx": "tmx", "xliff": "xliff", "xliff2": "xliff"}


@pytest.mark.parametrize("form", FORMATS)
def test_units_come_back_as_they_were(form: str) -> None:
    assert returned(form, UNITS) == kept(form, UNITS)


@pytest.mark.parametrize("form", FORMATS)
def test_equal_units_are_equal_files(form: str) -> None:
    assert FORMATS[form].write(UNITS) == FORMATS[form].write(iter(UNITS))


@pytest.mark.parametrize("form", XML_FORMS)
def test_a_file_has_the_structure_that_its_standard_prescribes(form: str) -> None:
    assert problems(form, FORMATS[form].write(UNITS)) == []


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("tmx", b' o-tmf="summarizer"', b""),
        ("tmx", b'<tuv xml:lang="en">', b"<tuv>"),
        ("xliff", b'state="signed-off"', b'state="approved"'),
        ("xliff", b"<source>", b"<note/><source>"),
        ("xliff2", b'state="reviewed"', b'state="signed-off"'),
        ("xliff2", b'unit id="7"', b'unit id="a/7"'),
    ],
)
def test_the_structure_is_told_from_another_one(form: str, old: bytes, new: bytes) -> None:
    data = FORMATS[form].write(UNITS)
    assert old in data
    assert problems(form, data.replace(old, new)) != []


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, deadline=None)
@given(source=TEXT, target=TEXT)
def test_any_text_comes_back_or_is_refused_with_its_name(form: str, source: str, target: str) -> None:
    unit = Unit("b.txt", "3", f"源{source}", f"T{target}")
    if UNSOUND.search(source + target):
        with pytest.raises(UsageError, match=r"b\.txt#3 holds U\+.* Take the character out"):
            returned(form, (unit,))
    elif form == "xlsx":  # a cell breaks its lines in one way
        assert returned(form, (unit,)) == [
            replace(unit, source=broken(unit.source), target=broken(unit.target))
        ]
    else:
        assert returned(form, (unit,)) == [unit]


@pytest.mark.parametrize("form", XML_FORMS)
@settings(max_examples=40, deadline=None)
@given(text=SOUND_TEXT, state=st.sampled_from(STATES), path=SOUND_TEXT, segment=SOUND_TEXT, remark=SOUND_TEXT)
def test_any_text_that_xml_can_hold_comes_back_from_a_valid_file(
    form: str, text: str, state: State, path: str, segment: str, remark: str
) -> None:
    unit = Unit(
        f"d{path}", segment, f"源{text}", f"T{text}", state=state, remarks=(Remark("warning", f"W{remark}"),)
    )
    assert problems(form, FORMATS[form].write([unit])) == []
    if state in ("withheld", "failed") and form != "tmx":
        assert returned(form, (unit,))[0].target == unit.target  # a text makes it a translation again
    else:
        assert returned(form, (unit,)) == [unit]


@pytest.mark.parametrize("form", FORMATS)
@given(text=st.text().map(lambda text: broken(text).rstrip()))
@settings(max_examples=30, deadline=None)
def test_a_unit_made_sound_can_always_be_written(form: str, text: str) -> None:
    unit = sound(Unit(f"a{text}", f"7{text}", f"源{text}", f"T{text}", remarks=(Remark("note", f"N{text}"),)))
    assert returned(form, (unit,)) == [unit]


ODD = (
    "a\rb.txt",
    "a\x01b.txt",
    "a\x02b.txt",
    "a\udcffb.txt",
    "a\tb.txt",
    " a.txt",
    "a\u2028b.txt",
    "_x000D_.txt",
)


@pytest.mark.parametrize("form", [*FORMATS, "docx"])
def test_a_document_with_an_odd_name_is_known_by_it_when_it_comes_back(form: str) -> None:
    units = [Unit(path, "7", f"第{number}行", f"Line {number}") for number, path in enumerate(ODD)]
    write, read = (
        (handout.write, handout.read) if form == "docx" else (FORMATS[form].write, FORMATS[form].read)
    )
    back = read(write(map(sound, units)), "x")
    assert all(unit.document.isprintable() for unit in back)
    found = exchange.review([replace(unit, target=f"{unit.target}!") for unit in back], units)
    assert [(edit.unit.document, edit.target) for edit in found.edited] == [
        (path, f"Line {number}!") for number, path in enumerate(ODD)
    ]


@given(paths=st.sets(TEXT | st.text(st.sampled_from("⟦⟧0D\r \u3000a"), max_size=8)))
def test_different_names_are_told_differently(paths: set[str]) -> None:
    assert len({named(path) for path in paths}) == len(paths)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_to_export_is_an_error(form: str) -> None:
    with pytest.raises(UsageError, match="nothing to export"):
        FORMATS[form].write([])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_segment_twice_is_refused(form: str) -> None:
    with pytest.raises(UsageError, match=r"b\.txt#3 is there twice"):
        FORMATS[form].write([UNITS[2], UNITS[2]])


@pytest.mark.parametrize("form", ["xliff", "xliff2", "xlsx"])
def test_several_languages_need_several_files(form: str) -> None:
    with pytest.raises(UsageError, match="zh → de, zh → en"):
        FORMATS[form].write([UNITS[0], replace(UNITS[1], target_language="de")])


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_language_tag_is_refused(form: str) -> None:
    with pytest.raises(UsageError, match="no language tag"):
        FORMATS[form].write([replace(UNITS[0], target_language='en" x="')])


@pytest.mark.parametrize("form", XML_FORMS)
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not well-formed"),
        (b"<", "not well-formed"),
        (b"PK\x03\x04", "not well-formed"),
        (b"<html><body/></html>", "is not a"),
        (b"<html><tu/><unit/><trans-unit/></html>", "is not a"),
        (b"<a>" * 100_000, "is not a|not well-formed"),
        (b'<?xml version="1.0" encoding="utf-7"?><tmx/>', "encoding utf-7"),
    ],
)
def test_what_is_another_file_is_refused_with_its_name(form: str, content: bytes, problem: str) -> None:
    with pytest.raises(UsageError, match=rf"my file.*({problem})") as caught:
        FORMATS[form].read(content, "my file")
    assert caught.value.hint


def declared(form: str, declaration: str, text: str) -> str:
    """A file of a form with a document type declaration of its own and a text where a translation stands."""
    data = FORMATS[form].write(UNITS[2:3]).decode()
    data = data.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', "")
    start = data.index("?>") + 2
    return (
        data[:start] + f"<!DOCTYPE {ROOTS[form]} {declaration}>" + data[start:].replace(">News<", f">{text}<")
    )


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
ATTACKS = {
    "a file": ('[<!ENTITY x SYSTEM "file:///etc/hostname">]', "&x;"),
    "an address": ('[<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]', "x"),
    "laughs": (f'[<!ENTITY a0 "ha">{LAUGHS}]', "&a29;"),
    "much": (f'[<!ENTITY a "{"x" * 100_000}">]', "&a;" * 100_000),
}


@pytest.mark.parametrize("form", XML_FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_entities_are_refused_at_once(form: str, attack: str, encoding: str) -> None:
    text = declared(form, *ATTACKS[attack]).replace("encoding='UTF-8'", f"encoding='{encoding}'")
    started = time.process_time()
    with pytest.raises(UsageError, match="declares entities"):
        FORMATS[form].read(text.encode(encoding), "x")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("form", XML_FORMS)
def test_a_document_type_that_stands_elsewhere_is_not_fetched(form: str) -> None:
    text = declared(form, 'SYSTEM "http://127.0.0.1:9/x.dtd"', "Other news")
    (unit,) = FORMATS[form].read(text.encode(), "x")
    assert unit.target == "Other news"


@pytest.mark.parametrize("form", XML_FORMS)
def test_what_is_too_large_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.exchange.markup.MOST_BYTES", 100)
    with pytest.raises(UsageError, match="too large"):
        FORMATS[form].read(FORMATS[form].write(UNITS), "x")


@pytest.mark.parametrize("form", XML_FORMS)
def test_a_file_in_utf_16_is_read(form: str) -> None:
    text = FORMATS[form].write(UNITS).decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    units = FORMATS[form].read(text.encode("utf-16"), "x")
    assert [unit.source for unit in units] == [unit.source for unit in kept(form, UNITS)]


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_read_in_the_format_that_it_is_in(form: str) -> None:
    data = FORMATS[form].write(UNITS)
    assert exchange.read(data, f"My.Review{FORMATS[form].suffix.upper()}")[0].id == UNITS[0].id


def test_of_xliff_the_version_counts_and_not_the_suffix() -> None:
    assert exchange.read(FORMATS["xliff2"].write(UNITS), "x.xlf")[0].id == UNITS[0].id
    assert exchange.read(FORMATS["xliff"].write(UNITS), "x.xliff")[0].id == UNITS[0].id


def test_the_wrong_version_of_xliff_is_refused() -> None:
    with pytest.raises(UsageError, match=r"not a XLIFF 1\.2 file"):
        FORMATS["xliff"].read(FORMATS["xliff2"].write(UNITS), "x")
    with pytest.raises(UsageError, match="not a XLIFF 2 file"):
        FORMATS["xliff2"].read(FORMATS["xliff"].write(UNITS), "x")


def test_an_unknown_suffix_is_told_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match=r"\.tmx, \.xlf, \.xliff, \.xlsx"):
        exchange.read(b"", "review.doc")
