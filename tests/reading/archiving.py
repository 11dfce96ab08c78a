"""Writes archives, Word documents among them, with what a test wants to be wrong with them; and says how
reading something ends.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Mapping
from functools import cache

import docx

from summarizer.errors import UnreadableDocument
from summarizer.reading import read_bytes

TEXT = "市教育局昨日召开会议，研究今年的招生工作。\n会议要求各学校认真落实有关规定。\n"
LINE = TEXT.split(maxsplit=1)[0]


def zipped(files: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip archive of `files`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def word(body: str = "") -> bytes:
    """A Word document whose body is `body` (XML of w:p and w:tbl), or one paragraph."""
    files = dict(_blank())
    xml = files["word/document.xml"].decode()
    before, _, after = xml.partition("<w:body>")
    files["word/document.xml"] = (
        f"{before}<w:body>{body or paragraph(LINE)}{after[after.index('<w:sectPr') :]}".encode()
    )
    return zipped(files)


@cache
def _blank() -> dict[str, bytes]:
    """The blank document of python-docx without its hundred looks of tables, which take long to read."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    files = unzipped(stream.getvalue())
    looks = re.compile(rb'<w:style (?=[^>]*w:type="table")(?![^>]*w:default=).*?</w:style>', re.DOTALL)
    files["word/styles.xml"] = looks.sub(b"", files["word/styles.xml"])
    again = "word/stylesWithEffects.xml"  # the same once more, for Word 2010
    del files[again]
    for name, element in (
        ("word/_rels/document.xml.rels", "Relationship"),
        ("[Content_Types].xml", "Override"),
    ):
        about = rf"<{element} [^>]*{again.partition('/')[2]}[^>]*/>"
        files[name] = re.sub(about.encode(), b"", files[name])
    return files


def noted(data: bytes, foot: str = "页下的说明", end: str = "文末的说明") -> bytes:
    """A Word document with a footnote and an endnote (id 2 each); to its first paragraph, both are added."""
    files: dict[str, str | bytes] = dict(unzipped(data))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    marks = ""
    for kind, text in (("footnote", foot), ("endnote", end)):
        rule = f'<w:{kind} w:type="separator" w:id="0">{paragraph("---")}</w:{kind}>'
        note = f'<w:{kind} w:id="2">{paragraph(text)}</w:{kind}>'
        files[f"word/{kind}s.xml"] = f"<w:{kind}s {space}>{rule}{note}</w:{kind}s>"
        relation = (
            f'<Relationship Id="x{kind}" Type="{office}/{kind}s" Target="{kind}s.xml"/></Relationships>'
        )
        override = f'<Override PartName="/word/{kind}s.xml" ContentType="{kinds}.{kind}s+xml"/></Types>'
        marks += f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
        for name, end_tag, put in (
            ("word/_rels/document.xml.rels", "</Relationships>", relation),
            ("[Content_Types].xml", "</Types>", override),
        ):
            files[name] = _text(files[name]).replace(end_tag, put)
    files["word/document.xml"] = _text(files["word/document.xml"]).replace("</w:p>", f"{marks}</w:p>", 1)
    return zipped(files)


def _text(content: str | bytes) -> str:
    return content.decode() if isinstance(content, bytes) else content


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """An archive with a text of one of its files replaced."""
    files: dict[str, str | bytes] = dict(unzipped(data))
    content = files[name]
    files[name] = (content.decode() if isinstance(content, bytes) else content).replace(old, new)
    assert files[name] != content
    return zipped(files)


def ending(data: bytes, name: str, seconds: float = 5.0) -> str:
    """How reading ends, if within the time: the text, or what the error says is to be done."""
    started = time.process_time()  # of this process alone: the machine may be busy
    try:
        found = "\n".join(read_bytes(data, name).texts)
    except UnreadableDocument as error:
        found = error.hint
    assert time.process_time() - started < seconds
    return found
