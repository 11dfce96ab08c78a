"""Numbers that Word writes by itself, in a translated document: in the figures of its language."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from summarizer.layout.word import rebuild
from summarizer.layout.word_numbers import worded
from summarizer.reading import read_bytes
from tests.layout.word_sample import SAMPLE_SPACE

LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{suffix}'
    '<w:lvlText w:val="{text}"/>'
    '<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:hint="eastAsia"/></w:rPr></w:lvl>'
)


def document(*items: tuple[int, str], suffix: str = "", **levels: str) -> bytes:
    """A document with a list of these levels (`chineseCounting="%1、"`), and an item for each level named."""
    made = docx.Document()
    numbering = made.part.numbering_part.element
    parts = [
        LEVEL.format(level=level, kind=kind.rstrip("_"), text=text, suffix=suffix)
        for level, (kind, text) in enumerate(levels.items())
    ]
    listed = f'<w:abstractNum {SAMPLE_SPACE} w:abstractNumId="88">{"".join(parts)}</w:abstractNum>'
    numbering.insert(0, parse_xml(listed))
    numbering.append(parse_xml(f'<w:num {SAMPLE_SPACE} w:numId="88"><w:abstractNumId w:val="88"/></w:num>'))
    for level, text in items or [(level, "要点") for level in range(len(levels))]:
        numbered = made.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val = level
        numbered.get_or_add_numId().val = 88
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def translated(data: bytes, *, to: str = "en", bilingual: bool = False) -> list[str]:
    """The lines of the document with every line translated as "Point"."""
    count = len(read_bytes(data, "a.docx").texts)
    made = rebuild(data, dict.fromkeys(range(1, count + 1), ("Point",)), bilingual=bilingual, to=to)
    return [text.partition("Point")[0].strip() for text in read_bytes(made, "a.docx").texts]


@pytest.mark.parametrize(
    ("kind", "pattern", "number"),
    [
        ("chineseCounting", "%1、", "1."),
        ("chineseCountingThousand", "（%1）", "(1)"),
        ("chineseCountingThousand", "第%1条", "Article 1"),
        ("chineseCounting", "第%1章　", "Chapter 1"),
        ("ideographTraditional", "%1．", "A."),
        ("ideographZodiac", "%1、", "A."),
        ("chineseLegalSimplified", "%1、", "1."),
        ("decimal", "%1、", "1."),
        ("decimal", "（%1）", "(1)"),
        ("decimal", "附件%1：", "Annex 1:"),
        ("decimalEnclosedCircleChinese", "%1", "①"),
        ("upperLetter", "%1)", "A)"),
        ("decimal", "%1.", "1."),
    ],
)
def test_chinese_numbers_become_western_ones(kind: str, pattern: str, number: str) -> None:
    assert translated(document(**{kind: pattern})) == [number]


def test_levels_that_would_look_the_same_are_told_apart() -> None:
    data = document(
        chineseCounting="%1、", chineseCountingThousand="（%2）", decimal="%3.", decimal_="（%4）"
    )
    assert translated(data) == ["I.", "(I)", "1.", "(1)"]


def test_a_level_that_nobody_uses_takes_no_number_away() -> None:
    data = document((0, "甲"), (0, "乙"), chineseCounting="%1、", decimal="%2.")
    assert translated(data) == ["1.", "2."]


def test_articles_count_on_through_chapters() -> None:
    data = document(
        (0, "总则"),
        (1, "甲"),
        (0, "附则"),
        (1, "乙"),
        chineseCounting="第%1章",
        chineseCountingThousand="第%2条",
    )
    assert translated(data) == ["Chapter 1", "Article 1", "Chapter 2", "Article 1"]


def test_where_chinese_needs_no_space_after_a_number_english_does() -> None:
    data = document(chineseCounting="%1、", suffix='<w:suff w:val="nothing"/>')
    made = docx.Document(io.BytesIO(rebuild(data, {1: ("Point",)}, bilingual=False, to="en")))
    level = next(one for one in made.part.numbering_part.element.iter(f"{{{W}}}lvl"))
    assert level.find(f"{{{W}}}suff").get(f"{{{W}}}val") == "space"
    assert level.find(f"{{{W}}}rPr/{{{W}}}rFonts").get(f"{{{W}}}ascii") == "Times New Roman"


def test_beside_its_source_and_for_chinese_readers_numbers_stay() -> None:
    data = document(chineseCounting="%1、")
    assert translated(data, bilingual=True)[0] == "一、要点"
    assert translated(data, to="ja") == ["一、"]


def test_other_languages_get_figures_without_english_words() -> None:
    assert translated(document(chineseCounting="第%1条"), to="fr") == ["1."]


def test_pages_are_numbered_in_figures() -> None:
    made = docx.Document(io.BytesIO(document(chineseCounting="%1、")))
    section: Any = made.sections[0]._sectPr
    section.append(parse_xml(f'<w:pgNumType {SAMPLE_SPACE} w:fmt="chineseCounting"/>'))
    out = io.BytesIO()
    made.save(out)
    again = docx.Document(io.BytesIO(rebuild(out.getvalue(), {1: ("Point",)}, bilingual=False, to="en")))
    assert again.sections[0]._sectPr.find(f"{{{W}}}pgNumType").get(f"{{{W}}}fmt") == "decimal"


@pytest.mark.parametrize("pattern", ["", "%1", "•", "%1.%2.%3", "Step %1:", "§%1"])
def test_what_has_nothing_chinese_stays(pattern: str) -> None:
    assert worded(pattern, english=True) == pattern


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
