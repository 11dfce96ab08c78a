"""The body of a Word document as XML, piece by piece: what goes by once need not be held in memory.

Every text is made harmless (`writing.plain`) and escaped here, so that no caller can forget it. Styles are
those of `word_frame`, by their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from summarizer.writing.plain import plain

TEXT_WIDTH = 9412  # twentieths of a point: A4 less its margins
_NARROWEST, _SHORT, _LONGEST_WORD, _WIDEST = (
    7,
    10,
    20,
    46,
)  # characters that widths of columns are reckoned with
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z]")
# Punctuation that both scripts have is set in the font of the Chinese only where this is said.
_CHINESE = '<w:rFonts w:hint="eastAsia"/>'
_LANGUAGE = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'


def run(text: str, style: str = "", *, bold: bool = False, together: bool = False) -> str:
    """A run of text, or "" for none. `style` is a character style; text in Chinese is marked as such.

    What is to stay `together` is not broken at its blanks.
    """
    shown = _escaped(text).replace(" ", "\u00a0" if together else " ")
    if not shown:
        return ""
    chinese = bool(_HAN.search(shown)) and not _LATIN.search(shown)
    properties = (
        f'<w:rStyle w:val="{style}"/>' * bool(style)
        + _CHINESE * chinese
        + "<w:b/>" * bold
        + _LANGUAGE * chinese
    )
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marked}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def space() -> str:
    """A blank between runs, which lose the blanks at their ends."""
    return '<w:r><w:t xml:space="preserve"> </w:t></w:r>'


def newline() -> str:
    """A new line within a paragraph."""
    return "<w:r><w:br/></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph, or "" if nothing is in it."""
    inner = "".join(runs)
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}{inner}</w:p>" if inner else ""


def heading(level: int, text: str, anchor: str = "", number: int = 0) -> str:
    """A heading that Word's navigation lists; links can lead to `anchor`; `number` is its own."""
    inner = run(text)
    if anchor:
        inner = f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    return paragraph(inner, style=f"Heading{level}")


def link(anchor: str, *runs: str) -> str:
    """A link to an anchor of this document; there are no others."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{"".join(runs)}</w:hyperlink>'


def page_break() -> str:
    """What follows begins on a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def contents(entries: Iterable[str]) -> Iterator[str]:
    """A table of contents that Word can bring up to date; until then, it shows `entries` (runs)."""
    first = _mark("begin") + _code(r'TOC \o "1-1" \h \z \u') + _mark("separate")
    yield (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    yield paragraph(run("Contents"), style="TOCHeading")
    for entry in entries:
        yield paragraph(first, entry, style="TOC1")
        first = ""
    yield paragraph(first, _mark("end"))
    yield "</w:sdtContent></w:sdt>"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """A table of cells that are runs already. Its first row is repeated on every page, and no row is torn."""
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Fields"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    yield _row([run(column) for column in columns], widths, "<w:tblHeader/>", "TableHead")
    for row in rows:
        yield _row(row, widths, "", "TableText")
    yield "</w:tbl>"
    yield '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'  # two tables in a row would be one


def shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns with these texts: more for longer ones, within reason; as wide as the page."""
    texts = list(zip(columns, *rows, strict=True))
    least = [_within(_NARROWEST, map(_longest_word, column), _LONGEST_WORD) for column in texts]
    wanted = [_within(low, map(_width, column), _WIDEST) for low, column in zip(least, texts, strict=True)]
    return [TEXT_WIDTH * weight // sum(wanted) for weight in wanted]


def _within(low: int, sizes: Iterable[int], high: int) -> int:
    """The largest size, but not below `low` nor above `high`; with some air."""
    return max(low, min(max(sizes, default=0), high)) + 2


def _width(text: str) -> int:
    """In Latin letters: a Chinese character takes two."""
    return len(text) + len(_HAN.findall(text))


def _longest_word(text: str) -> int:
    """Chinese can be broken everywhere, but a date should not be."""
    longest = max((len(word) for word in _HAN.sub(" ", text).split()), default=0)
    return max(longest, min(_width(text), _SHORT))


def _row(cells: Sequence[str], widths: Sequence[int], properties: str, style: str) -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{cell}</w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{filled}</w:tr>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'


def _escaped(text: str) -> str:
    return escape(plain(text), quote=False)
