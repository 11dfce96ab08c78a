"""A Word document with all that a layout has to keep: styles, lists, a table, links, an image, notes, a box.

Made with python-docx, and with XML of its own where that library has no way to write something.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

LINK = "https://library.example/night"
SAMPLE_SPACE = _SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{}" w:hanging="420"/></w:pPr></w:lvl>'
)
_BOX = (
    '<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2"'
    ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0"'
    ' y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3600000'
    '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>120000</wp:posOffset>'
    '</wp:positionV><wp:extent cx="1900000" cy="620000"/><wp:wrapSquare wrapText="bothSides"/>'
    '<wp:docPr id="77" name="box"/><a:graphic><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1900000" cy="620000"/></a:xfrm>'
    '<a:prstGeom prst="rect">'
    '<a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill></a:ln>'
    "</wps:spPr>"
    "<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{text}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_SPACES = (
    f"{_SPACE} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def sample() -> bytes:
    """The document: a work plan of an invented library."""
    document = docx.Document()
    _fonts(document)
    _chinese_list(document)
    document.sections[0].header.paragraphs[0].text = "临川街道文件"
    document.add_heading("社区图书馆夜间开放工作方案", 0)
    _opening(document)
    document.add_heading("工作目标", 1)
    _goals(document)
    document.add_heading("任务分工", 1)
    _table(document)
    document.add_heading("保障措施", 2)
    _measures(document)
    return _with_notes(document, {"2": "数据截至2025年6月底，不含临时展区。"})


def picture(width: int = 120, height: int = 60) -> bytes:
    """A PNG of a plain colour with a border."""
    rows = b"".join(
        b"\0"
        + b"".join(
            b"\x1f\x4e\x79" if _is_edge(x, y, width, height) else b"\xdd\xeb\xf7" for x in range(width)
        )
        for y in range(height)
    )
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _is_edge(x: int, y: int, width: int, height: int) -> bool:
    return x < 3 or y < 3 or x >= width - 3 or y >= height - 3


def _fonts(document: Any) -> None:
    """The body in a Chinese font for all scripts, as Chinese offices set it."""
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "仿宋_GB2312")
    document.styles["Normal"].font.size = Pt(12)


def _chinese_list(document: Any) -> None:
    """List 88: 一、 and below it （1）."""
    numbering = document.part.numbering_part.element
    levels = _LEVEL.format(0, "chineseCounting", "%1、", 420) + _LEVEL.format(1, "decimal", "（%2）", 840)
    listed = f'<w:abstractNum {_SPACE} w:abstractNumId="88">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(listed))
    numbering.append(parse_xml(f'<w:num {_SPACE} w:numId="88"><w:abstractNumId w:val="88"/></w:num>'))


def _listed(document: Any, text: str, level: int) -> None:
    numbered = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = 88


def _opening(document: Any) -> None:
    """Bold, a link, a note's reference and a tracked change inside sentences."""
    found = document.add_paragraph()
    found.paragraph_format.first_line_indent = Cm(0.85)
    found.add_run("为方便上班族借阅，街道决定自9月起")
    found.add_run("延长三家图书馆的开放时间").bold = True
    found.add_run("，具体安排见")
    found._p.append(_link(document, "夜间开放专页"))
    found.add_run("。目前馆藏图书4.6万册")
    reference = found.add_run()
    reference.font.superscript = True
    reference._r.append(parse_xml(f'<w:footnoteReference {_SPACE} w:id="2"/>'))
    found.add_run("，其中")
    coloured = found.add_run("儿童读物")
    coloured.font.color.rgb = RGBColor(0xC0, 0, 0)
    found.add_run("约占三成。")
    author = 'w:id="1" w:author="甲" w:date="2025-07-01T00:00:00Z"'
    for kind, text, name in (("del", "试行一年。", "delText"), ("ins", "试行两年。", "t")):
        run = f"<w:r><w:{name}>{text}</w:{name}></w:r>"
        found._p.append(parse_xml(f"<w:{kind} {_SPACE} {author}>{run}</w:{kind}>"))


def _link(document: Any, text: str) -> Any:
    relation = document.part.relate_to(LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f'<w:r><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr><w:t>{text}</w:t></w:r>'
    return parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}">{run}</w:hyperlink>')


def _goals(document: Any) -> None:
    _listed(document, "全年夜间服务读者不少于2万人次", 0)
    _listed(document, "其中学生不少于8000人次", 1)
    _listed(document, "每周五晚举办一场读书会", 1)
    _listed(document, "读者满意度达到95%以上", 0)
    document.add_paragraph("开馆时间由各馆公布", style="List Bullet")
    document.add_paragraph("节假日另行通知", style="List Bullet 2")
    shown = document.add_paragraph("图1：")
    shown.add_run().add_picture(io.BytesIO(picture()), width=Cm(3))
    shown.add_run("位于桥南路的总馆")


def _table(document: Any) -> None:
    table = document.add_table(4, 3, style="Table Grid")
    rows = (
        ("场馆", "开放时间", "负责人"),
        ("总馆", "18:00至21:30", "陆文清"),
        ("城东分馆", "18:00至20:30", "方一鸣"),
    )
    for row, texts in zip(table.rows, rows, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    last = table.rows[3].cells
    last[0].merge(last[1]).text = "流动书车"
    last[0].add_paragraph("每周六到社区")
    last[2].text = "待定，"
    last[2].paragraphs[0].add_run("8月公布").bold = True


def _measures(document: Any) -> None:
    """A line break, a tab, a text box beside the text, and a field."""
    found = document.add_paragraph("联系单位：文化服务中心")
    found.add_run().add_break(WD_BREAK.LINE)
    found.add_run("联系电话：\t0791-5550123")
    boxed = document.add_paragraph("各社区要在")
    boxed.add_run("7月15日前").italic = True
    boxed.add_run("报送志愿者名单，并安排专人负责夜间安全。")
    box = "<w:p><w:r><w:t>咨询时间：工作日上午9点至11点</w:t></w:r></w:p>"
    boxed._p.append(parse_xml(_BOX.format(spaces=_SPACES, text=box)))
    ending = document.add_paragraph("本方案由街道办事处负责解释，全文共")
    ending._p.append(
        parse_xml(f'<w:fldSimple {_SPACE} w:instr=" NUMPAGES "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
    ending.add_run("页。")


def _with_notes(document: Any, notes: dict[str, str]) -> bytes:
    """The saved document with a part for its footnotes."""
    stream, target = io.BytesIO(), io.BytesIO()
    document.save(stream)
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    with zipfile.ZipFile(stream) as saved, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in saved.infolist():
            packed.writestr(info, _related(info.filename, saved.read(info)))
        packed.writestr("word/footnotes.xml", f"<w:footnotes {_SPACE}>{rules}{body}</w:footnotes>")
    return target.getvalue()


def _related(name: str, content: bytes) -> bytes:
    put = {
        "word/_rels/document.xml.rels": f'<Relationship Id="notes" Type="{_OFFICE}/footnotes"'
        ' Target="footnotes.xml"/></Relationships>',
        "[Content_Types].xml": '<Override PartName="/word/footnotes.xml"'
        f' ContentType="{_KINDS}.footnotes+xml"/></Types>',
    }.get(name)
    return content.replace(put[put.rindex("</") :].encode(), put.encode()) if put else content


# Line number -> the pieces in English, as a careful translator would return them.
ENGLISH: dict[int, tuple[str, ...]] = {
    1: ("Work Plan for Evening Opening of Community Libraries",),
    2: (
        (
            "To make borrowing easier for people who work, the subdistrict has decided to <1>extend the"
            " opening hours of three libraries</1> from September; for details, see the <2>evening opening"
            " page</2>. The libraries currently hold 46,000 books<3/>, of which <4>children's books</4>"
            " account for about 30 per cent. The trial will run for two years."
        ),
    ),
    3: ("<1>Footnote: </1>Figures as of the end of June 2025, not including temporary exhibition areas.",),
    4: ("Objectives",),
    5: ("<1>I. </1>Serve at least 20,000 evening visits over the year",),
    6: ("<1>(1) </1>Of these, at least 8,000 visits by students",),
    7: ("<1>(2) </1>Hold a reading club every Friday evening",),
    8: ("<1>II. </1>Reach a reader satisfaction rate of at least 95%",),
    9: ("Each library will announce its opening hours",),
    10: ("Separate notice will be given for public holidays",),
    11: ("Figure 1: <1/>The main library on Qiaonan Road",),
    12: ("Division of Work",),
    13: ("Venue", "Opening hours", "Person in charge"),
    14: ("Main library", "18:00 to 21:30", "Lu Wenqing"),
    15: ("Chengdong branch", "18:00 to 20:30", "Fang Yiming"),
    16: (
        "Mobile library<1/>Visits communities every Saturday",
        "<1>To be decided; </1>announcement in August",
    ),
    17: ("Supporting Measures",),
    18: ("Contact: Cultural Service Centre",),
    19: ("Telephone:<1/> 0791-5550123",),
    20: (
        (
            "All communities shall submit their lists of volunteers <1>by 15 July</1> and assign staff to be"
            " responsible for safety in the evening."
        ),
    ),
    21: ("Enquiries: 9 to 11 a.m. on working days",),
    22: ("The subdistrict office will interpret this plan, which has <1>2</1> pages.",),
}
