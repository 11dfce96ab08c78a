"""What is around the text of a Word report: styles, page, header and footer, properties, and the archive.

python-docx (the extra `office`) makes an empty document with all of this; the text is put into it while the
archive is written, so that long reports need little memory. Nothing in the file depends on the clock.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from summarizer.errors import UsageError
from summarizer.writing.plain import plain, shortened

if TYPE_CHECKING:
    from docx.document import Document

LATIN, CHINESE = "Calibri", "SimSun"
_INSTEAD = "Noto Serif CJK SC"  # where a computer does not have SimSun
_BODY = "word/document.xml"
_LONGEST_PROPERTY = 255  # characters: what the properties of a document may hold
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can tell
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_INK, _ACCENT, _QUIET, _GOOD, _BAD = "1F2933", "1F4E79", "56616C", "1E6B3A", "A33B00"


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks: size in points, colour, and space before and after in points."""

    size: float
    colour: str = _INK
    bold: bool = False
    before: float = 0
    after: float = 4
    keep: bool = False  # on one page with what follows


_PARAGRAPHS = {
    "Title": Look(30, _ACCENT, bold=True, before=150, after=6),
    "Subtitle": Look(14, _QUIET, after=30),
    "TOC Heading": Look(18, _ACCENT, bold=True, after=10, keep=True),
    "toc 1": Look(10.5, after=3),
    "Heading 1": Look(18, _ACCENT, bold=True, after=2, keep=True),
    "Heading 2": Look(13, _ACCENT, bold=True, before=12, after=3, keep=True),
    "Heading 3": Look(10.5, _QUIET, bold=True, before=8, after=3, keep=True),
    "Chinese Title": Look(13, after=6, keep=True),
    "Facts": Look(9.5, _QUIET, after=2),
    "Chinese Text": Look(10.5, after=6),
    "List Bullet": Look(10.5, after=4),
    "Table Head": Look(9, _ACCENT, bold=True, before=2, after=2, keep=True),
    "Table Text": Look(9, before=2, after=2),
    "Gap": Look(2, after=2),
    "Header": Look(8.5, _QUIET),
    "Footer": Look(8.5, _QUIET),
}
_RUNS = {
    "Lines": Look(8, _QUIET),
    "Quiet": Look(9, _QUIET),
    "Good": Look(10, _GOOD, bold=True),
    "Bad": Look(10, _BAD, bold=True),
}
_KEPT = {*_PARAGRAPHS, *_RUNS, "Normal", "Default Paragraph Font", "Normal Table", "No List"}
_BUILT_IN = frozenset({"toc 1"})  # Word's own, though not in the template
_UNUSED_PARTS = ("/stylesWithEffects", "/metadata/thumbnail")


def frame(title: str, header: str, made: str) -> bytes:
    """An empty Word document with our styles; `made` (an ISO time stamp, or "") is when it says it was made.

    Raises UsageError where python-docx is not installed.
    """
    try:
        from docx import Document  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "Word files need a further library.", "Install it: pip install 'summarizer[office]'."
        ) from error
    document = Document()
    _set_styles(document)
    _set_page(document, plain(header))
    _set_settings(document)
    _name_alternative(document)
    _set_properties(document, plain(title), made)
    _drop_unused(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def fill(framed: bytes, body: Iterable[bytes], file: BinaryIO) -> None:
    """Write to `file` the document `framed` with `body` (UTF-8): equal input gives equal bytes."""
    with zipfile.ZipFile(BytesIO(framed)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(name)
            with target.open(entry, "w", force_zip64=False) as part:
                if name != _BODY:
                    part.write(data)
                    continue
                head, mark, tail = data.partition(b"<w:sectPr")
                part.write(head)
                for piece in body:
                    part.write(piece)
                part.write(mark + tail)


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    styles = document.styles
    for style in [one for one in styles if one.name not in _KEPT]:
        style.delete()
    present = {style.name for style in styles}
    for names, kind in ((_PARAGRAPHS, WD_STYLE_TYPE.PARAGRAPH), (_RUNS, WD_STYLE_TYPE.CHARACTER)):
        for name, look in names.items():
            new = name not in present
            style = styles.add_style(name, kind, builtin=name in _BUILT_IN) if new else styles[name]
            _set_look(style, look, paragraph=kind is WD_STYLE_TYPE.PARAGRAPH)
    _set_look(styles["Normal"], Look(10.5, after=6), paragraph=True)
    styles["Heading 1"].paragraph_format.page_break_before = True
    _add_table_style(document)
    _mend_references(document)
    _add_contents_tab(styles["toc 1"])
    _set_fonts(styles.element)


def _mend_references(document: Document) -> None:
    """Remove what refers to styles that are gone."""
    present = {style.style_id for style in document.styles}
    numbering = document.part.numbering_part.element
    for root, names in ((document.styles.element, ("link", "next", "basedOn")), (numbering, ("pStyle",))):
        for node in [node for name in names for node in root.iter(_w(name))]:
            if node.get(_w("val")) not in present:
                node.getparent().remove(node)


def _set_look(style: Any, look: Look, *, paragraph: bool) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    style.font.size = Pt(look.size)
    style.font.color.rgb = RGBColor.from_string(look.colour)
    style.font.bold, style.font.italic = look.bold, False
    style.font.name = LATIN  # makes the element that `_set_fonts` completes
    style.hidden, style.quick_style = False, True
    if paragraph:
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
        layout.keep_with_next, layout.line_spacing = look.keep, 1.1
        for border in style.element.findall(f".//{_w('pBdr')}"):
            border.getparent().remove(border)


def _set_fonts(styles: Any) -> None:
    """One font for each script everywhere, instead of those of a theme."""
    for fonts in styles.iter(_w("rFonts")):
        fonts.attrib.clear()
        for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", CHINESE)):
            fonts.set(_w(script), name)
    for language in styles.iter(_w("lang")):
        language.set(_w("val"), "en-GB")
        language.set(_w("eastAsia"), "zh-CN")


def _add_table_style(document: Document) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    rule = 'w:val="single" w:sz="4" w:space="0" w:color="C5CDD5"'
    borders = "".join(f"<w:{side} {rule}/>" for side in ("top", "bottom", "insideH"))
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Fields">'
            '<w:name w:val="Fields"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EAF0F6"/>'
            "</w:tcPr></w:tblStylePr></w:style>"
        )
    )


def _add_contents_tab(style: Any) -> None:
    """Page numbers, once there are any, at the right edge."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    style.element.set(_w("styleId"), "TOC1")  # what Word calls it, whose new contents have this style
    layout = style.paragraph_format
    layout.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    layout.left_indent, layout.first_line_indent = Cm(0.8), Cm(-0.8)


def _set_page(document: Document, header: str) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].alignment = 1  # centred
    for text, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        section.footer.paragraphs[0].add_run(text)
        _add_field(section.footer.paragraphs[0], code)


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(_w("instr"), code)
    shown, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _set_settings(document: Document) -> None:
    """The layout of today's Word: otherwise it opens the file in "compatibility mode"."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    settings = document.settings.element
    for language in settings.iter(_w("themeFontLang")):
        language.set(_w("eastAsia"), "zh-CN")  # which forms of the characters are drawn
    compat = settings.find(_w("compat"))
    for old in [] if compat is None else compat.findall(_w("compatSetting")):
        compat.remove(old)
    if compat is not None:
        setting = OxmlElement("w:compatSetting")
        setting.set(_w("name"), "compatibilityMode")
        setting.set(_w("uri"), "http://schemas.microsoft.com/office/word")
        setting.set(_w("val"), "15")
        compat.append(setting)


def _name_alternative(document: Document) -> None:
    font = f'<w:font w:name="{CHINESE}"><w:altName w:val="{_INSTEAD}"/></w:font>'.encode()
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            part: Any = relation.target_part
            part._blob = part.blob.replace(b"</w:fonts>", font + b"</w:fonts>")  # noqa: SLF001 - as it came


def _set_properties(document: Document, title: str, made: str) -> None:
    properties = document.core_properties
    properties.title = shortened(title, _LONGEST_PROPERTY)
    properties.author = properties.last_modified_by = "summarizer"
    properties.comments = "Machine translation, checked by code, not edited by a person"
    properties.created = properties.modified = moment(made)
    properties.revision = 1


def moment(stamp: str) -> datetime:
    """An ISO time stamp as a time, in UTC without saying so; a fixed day for anything else."""
    try:
        found = datetime.fromisoformat(stamp)
        found = found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        found = _UNDATED
    return found.replace(tzinfo=None, microsecond=0)


def _drop_unused(document: Document) -> None:
    """Leave out a picture of an empty page, and styles for a Word of 2010."""
    for owner in (document.part, document.part.package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(_UNUSED_PARTS):
                del owner.rels[key]


def _w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
