"""A page once more, in another language: its markup, styles, scripts and images as they are in the source.

Event handlers and `javascript:` links are dropped, and nothing is added that would be fetched. With
`bilingual`, a paragraph is followed by its translation, and so is the text of any other block, within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from summarizer.layout import inserting
from summarizer.layout.matching import shared
from summarizer.reading import html, rendering, sentences
from summarizer.reading.decoding import decode
from summarizer.reading.sentences import Sentence

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "background", "poster", "content", "to", "values", "from"}
)
_SCRIPTED = re.compile(r"(?:[^;]{0,40};\s*url\s*=\s*['\"]?)?(?:javascript|vbscript):", re.IGNORECASE)
_SPACE_AND_CONTROLS = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]+")
_LEAST_TITLE = 4  # characters of a line that are taken for the beginning of the page's title


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:
    """The page in UTF-8, with its lines translated; see the package `layout`."""
    from lxml import etree  # noqa: PLC0415 (not needed for texts)

    root = html.parsed(decode(data, declared=html.declared_charset(data)).text)
    page = rendering.render(root)
    _translate_title(root, page.lines, texts)
    _write(page, texts, to if bilingual else "")
    _declare(root, "" if bilingual else to)
    _disarm(root)
    return bytes(etree.tostring(root.getroottree(), method="html", encoding="utf-8"))


def _write(page: rendering.Rendered, texts: Mapping[int, tuple[str, ...]], beside: str) -> None:
    """Put the texts in, the last first: so the places of those before them stay what they are."""
    hidden = frozenset(page.unseen)
    found = {
        number: [sentences.sentence(cell, hidden) for cell in page.cells[number - 1]]
        for number in texts
        if 0 < number <= len(page.cells)
    }
    crowd = _crowd(page) if beside else Counter()
    for number in sorted(found, reverse=True):
        cells = found[number]
        given = shared(texts[number], len(cells))
        for cell, text in reversed(list(zip(cells, given, strict=True))):
            if not cell.runs or not text.strip():
                continue
            if not beside:
                inserting.replace(cell, text.strip())
            elif text.strip() != cell.text:  # figures, names in Latin letters
                _put_beside(cell, text.strip(), beside, crowd)


def _crowd(page: rendering.Rendered) -> Counter[Any]:
    """How many lines stand in each paragraph."""
    return Counter(
        block
        for cells in page.cells
        for block in {_paragraph(run.container) for cell in cells for run in cell if run.text.strip()}
        if block is not None
    )


def _paragraph(element: Any) -> Any:
    """The paragraph or heading around an element, or None."""
    while element is not None and element.tag not in _PARAGRAPHS:
        element = element.getparent()
    return element


def _put_beside(cell: Sentence, text: str, language: str, crowd: Counter[Any]) -> None:
    paragraph = _paragraph(cell.top)
    if paragraph is not None and crowd[paragraph] == 1 and paragraph.getparent() is not None:
        inserting.add_paragraph(cell, text, paragraph, language)
    else:
        inserting.add_line(cell, text, language)


# ------------------------------------------------------------------------------------------ the whole page


def _translate_title(root: Any, lines: Sequence[str], texts: Mapping[int, tuple[str, ...]]) -> None:
    """Translate what the page's title begins with, if it is a line that is translated."""
    element = root.find(".//title")
    title = rendering.spaced(element.text or "").strip() if element is not None else ""
    known = {lines[n - 1]: pieces for n, pieces in texts.items() if 0 < n <= len(lines)}
    lengths = {len(line) for line in known if _LEAST_TITLE <= len(line) <= len(title)}
    for length in sorted(lengths, reverse=True):
        pieces = known.get(title[:length])
        if pieces:
            element.text = inserting.plain(" | ".join(pieces)) + title[length:]
            return


def _declare(root: Any, language: str) -> None:
    """Say that the page is in UTF-8, and in which language."""
    if root.tag != "html":
        return
    head = root.find("head")
    if head is None:
        head = root.makeelement("head")
        root.insert(0, head)
    for meta in list(root.iter("meta")):
        says = meta.get("charset") is not None or (meta.get("http-equiv") or "").lower() == "content-type"
        if says and meta.getparent() is not None:
            inserting.take_out(meta)
    head.insert(0, root.makeelement("meta", {"charset": "utf-8"}))
    if language:
        root.attrib.pop("xml:lang", None)
        root.set("lang", language)
    elif not root.get("lang"):
        root.set("lang", "zh")


def _disarm(root: Any) -> None:
    """Drop event handlers, and links that are scripts."""
    for element in root.iter("*"):
        for name, value in list(element.attrib.items()):
            plain = name.lower().rpartition(":")[2]
            scripted = plain in _ADDRESSES and _SCRIPTED.match(_SPACE_AND_CONTROLS.sub("", value[:500]))
            if plain.startswith("on") or scripted or plain == "srcdoc":
                del element.attrib[name]
