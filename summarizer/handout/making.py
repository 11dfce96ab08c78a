"""Writes the table for review as a Word document: landscape, its head on every page, no row torn apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.exchange.languages import called
from summarizer.exchange.sheet_layout import STATES
from summarizer.exchange.unit import UNSOUND, Entry, Unit, broken, by_document, checked, fingerprint
from summarizer.handout.columns import FINDINGS, KIND, NOTE, NUMBER, STATUS, TERM, key, of_document

if TYPE_CHECKING:
    from docx.document import Document

MOST_ROWS = 8_000  # Word takes minutes to open more; and editors add to what the reader bounds
_WIDTHS = (850, 4700, 5400, 2589, 1600)  # twentieths of a point: A4 on its side, less its margins
_TERM_WIDTHS = (4000, 5400, 2100, 3639)
_LATIN, _CHINESE = "Calibri", "SimSun"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can tell: equal units are equal files
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = {"Review Text": (9.5, "1F2933"), "Review Note": (8, "56616C"), "Review Key": (4, "9AA5B1")}
_GUIDE = (
    "Correct the translation where it stands, in the tinted column. Tracked changes count as accepted.",
    "To accept a translation as it is, choose “approved” as its status. Other rows count as not reviewed.",
    "Comments on a row are passed on. Tags such as <1> and </1> are formatting: keep all of them.",
    "Do not change the Chinese, nor the grey characters below the numbers. Rows may be left out and moved.",
    "Save as .docx, and give it back to be read with: summarizer review import OUT FILE.docx",
)


def write(units: Iterable[Unit], entries: Iterable[Entry] = ()) -> bytes:
    """The units as a Word document, with a table of the terms at its end; equal units are equal files.

    Raises UsageError: see `unit.checked`; for too many rows; where python-docx is not installed.
    """
    found = checked(units)
    if len(found) > MOST_ROWS:
        problem = f"There are {len(found):,} segments; a Word file for review takes {MOST_ROWS:,}."
        raise UsageError(problem, "Export as .xlsx or XLIFF, or some documents with --include.")
    document = _frame()
    languages = (found[0].source_language, found[0].target_language)
    columns = [NUMBER, *(called(tag, "Text") for tag in languages)]
    _open(document, columns[1:])
    for path, parts in by_document(found).items():
        _add(document, _table(path, [*columns, FINDINGS, STATUS], parts))
    terms = [_sound(entry) for entry in entries]
    if terms:
        document.add_heading("Terms", 1)
        document.add_paragraph("A rendering that is changed here becomes the one for the whole folder.")
        _add(document, _terms_table(terms))
    return _saved(document)


def _frame() -> Document:
    try:
        from docx import Document as new  # noqa: N813, PLC0415 - an extra
        from docx.enum.section import WD_ORIENTATION  # noqa: PLC0415
        from docx.shared import Cm  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Word files need a further library.", "Install it: pip install 'summarizer[office]'."
        ) from error
    document = new()
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.6)
    _set_styles(document)
    _number_pages(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author = "Translation for review", "summarizer"
    properties.comments = "Machine translation, checked by code, for a person to correct"
    properties.created = properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - as the library wants it
    return document


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    styles = document.styles
    for name, (size, colour) in _STYLES.items():
        style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(2)
    for fonts in styles.element.iter(f"{{{_SPACE}}}rFonts"):
        fonts.attrib.clear()
        for script, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", _CHINESE)):
            fonts.set(f"{{{_SPACE}}}{script}", font)
    for given in styles.element.iter(f"{{{_SPACE}}}lang"):
        given.set(f"{{{_SPACE}}}eastAsia", "zh-CN")


def _number_pages(paragraph: Any) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415

    field = '<w:fldSimple xmlns:w="{}" w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph.alignment = 1  # centred
    paragraph._p.append(parse_xml(field.format(_SPACE)))  # noqa: SLF001 - python-docx has no fields


def _open(document: Document, languages: Sequence[str]) -> None:
    """What the file is, and how to work on it."""
    document.add_heading(f"Translation for review: {' → '.join(languages)}", 1)
    for line in _GUIDE:
        document.add_paragraph(line, style="List Bullet")


def _add(document: Document, table: str) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415

    document.element.body.insert_element_before(parse_xml(table), "w:sectPr")
    document.add_paragraph()  # two tables in a row would be one


def _saved(document: Document) -> bytes:
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


# ------------------------------------------------------------------------------------------------ tables


def _table(path: str, columns: Sequence[str], units: Iterable[Unit]) -> str:
    band = _cell(_paragraph(path, bold=True), sum(_WIDTHS), fill="DDE6F0", span=len(columns))
    rows = "".join(_row(_cells(unit)) for unit in units)
    return _begun(_WIDTHS) + _row([band], is_head=True) + _head(columns, _WIDTHS) + rows + "</w:tbl>"


def _sound(entry: Entry) -> Entry:
    zh, en, kind, note = (UNSOUND.sub(" ", text) for text in (entry.zh, entry.en, entry.kind, entry.note))
    return Entry(zh, en, kind, note)


def _terms_table(entries: Iterable[Entry]) -> str:
    columns = (TERM, "English", KIND, NOTE)
    rows = "".join(
        _row(
            [
                _cell(
                    _paragraph(entry.zh, tag="zh-CN") + _key(of_document(entry.zh), entry.en), _TERM_WIDTHS[0]
                ),
                _cell(_paragraph(entry.en, tag="en"), _TERM_WIDTHS[1], fill="FFF9E5"),
                _cell(_paragraph(entry.kind), _TERM_WIDTHS[2]),
                _cell(_paragraph(entry.note, "ReviewNote"), _TERM_WIDTHS[3]),
            ]
        )
        for entry in entries
    )
    return _begun(_TERM_WIDTHS) + _head(columns, _TERM_WIDTHS) + rows + "</w:tbl>"


def _begun(widths: Sequence[int]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C4CE"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{_SPACE}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _head(columns: Iterable[str], widths: Iterable[int]) -> str:
    cells = [
        _cell(_paragraph(column, bold=True), width, fill="EEF2F6")
        for column, width in zip(columns, widths, strict=True)
    ]
    return _row(cells, is_head=True)


def _row(cells: Iterable[str], *, is_head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_head}</w:trPr>{''.join(cells)}</w:tr>"


def _cells(unit: Unit) -> Iterator[str]:
    document, _, written = key(unit).partition(".")
    number, source, target, findings, status = _WIDTHS
    yield _cell(_paragraph(unit.segment) + _written(document, written), number)
    yield _cell(_paragraph(unit.source, tag=unit.source_language), source)
    yield _cell(_paragraph(unit.target, tag=unit.target_language), target, fill="FFF9E5")
    yield _cell("".join(_findings(unit)) or _paragraph(""), findings)
    yield _cell(_choice(unit), status, fill="FFF9E5")


def _findings(unit: Unit) -> Iterator[str]:
    for remark in unit.remarks:
        colour = "A33B00" if remark.severity == "error" else ""
        yield _paragraph(f"{remark.severity}: {remark.message}", "ReviewNote", colour=colour)
    for zh, en in unit.terms:
        yield _paragraph(f"{zh} = {en}", "ReviewNote")


def _choice(unit: Unit) -> str:
    """The status, to be chosen from a list."""
    chosen = next(text for text, state in STATES.items() if state == unit.state)
    items = "".join(f'<w:listItem w:displayText="{text}" w:value="{text}"/>' for text in STATES)
    return (
        '<w:p><w:pPr><w:pStyle w:val="ReviewNote"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val="Status"/>'
        f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>{chosen}</w:t></w:r>"
        "</w:sdtContent></w:sdt></w:p>"
    )


def _cell(content: str, width: int, *, fill: str = "", span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>{content}</w:tc>'


def _key(document: str, text: str) -> str:
    return _written(document, fingerprint(text))


def _written(document: str, written: str) -> str:
    return _paragraph(f"{document}.{written}", "ReviewKey", tag="und")


def _paragraph(
    text: str, style: str = "ReviewText", *, tag: str = "", colour: str = "", bold: bool = False
) -> str:
    """A paragraph with one text; `tag` is the text's language, "und" for what no speller is to look at."""
    is_chinese = tag.lower().startswith("zh")
    properties = (
        '<w:rFonts w:hint="eastAsia"/>' * is_chinese
        + "<w:b/>" * bold
        + "<w:noProof/>" * (tag == "und")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:lang w:val="{escape(tag)}"/>' if tag not in ("", "und") and not is_chinese else "")
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r><w:rPr>{properties}</w:rPr>{_content(text)}</w:r></w:p>"
    )


def _content(text: str) -> str:
    """A text as the content of a run: its line breaks and tabs are elements."""
    return "".join(
        {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(part)
        or f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
        for part in re.split("([\n\t])", broken(text))
        if part
    )
