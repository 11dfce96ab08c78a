"""Terms as TBX (ISO 30042): the exchange format of termbases.

Written in the dialect TBX-Basic of the 2019 edition, in the style of data categories as attributes (dca).
Read in any style of it, and as the older `martif` (2008); elements are told by their local names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from summarizer.text import Term

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_NOT_FOR_USE = ("deprecated", "superseded")
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")


def render(terms: Iterable[Term]) -> bytes:
    """The terms as a TBX file in UTF-8: an entry each, the preferred English first."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - its customary name; few runs need it

    root = ET.Element("tbx", {"xmlns": NAMESPACE, "type": "TBX-Basic", "style": "dca", _LANG: "en"})
    about = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(about, "titleStmt"), "title").text = "Chinese names and terms in English"
    ET.SubElement(ET.SubElement(about, "sourceDesc"), "p").text = "Exported by summarizer"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, term in enumerate(terms, 1):
        _write(ET.SubElement(body, "conceptEntry", id=f"c{number}"), term)
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace")


def rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The entries with Chinese and English, a row for each Chinese term: the entry's number, and the cells.

    Terms that are marked as deprecated or superseded are left out. Raises ValueError for what is no TBX.
    """
    root = _parsed(data)
    if _local(root) not in ("tbx", "martif"):
        raise ValueError("its root is neither <tbx> nor <martif>")
    entries = (element for element in root.iter() if _local(element) in _ENTRIES)
    for number, entry in enumerate(entries, 1):
        chinese, english = (list(_terms(entry, languages)) for languages in (("zh", "cmn"), ("en",)))
        if not english:
            continue
        for zh in chinese:
            cells = {"zh": zh, "en": "|".join(english), "origin": "", "kind": _said(entry, "subjectField")}
            if status := _said(entry, "source").rpartition(", ")[2]:  # as `_write` notes it
                cells["status"] = status
            yield number, {**cells, "note": _said(entry, "note")}


def _write(entry: Element, term: Term) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    ET.SubElement(entry, "descrip", type="subjectField").text = term.kind
    chinese = ET.SubElement(entry, "langSec", {_LANG: "zh"})
    ET.SubElement(ET.SubElement(chinese, "termSec"), "term").text = _sound(term.zh)
    english = ET.SubElement(entry, "langSec", {_LANG: "en"})
    for index, text in enumerate((term.en, *term.variants)):
        section = ET.SubElement(english, "termSec")
        ET.SubElement(section, "term").text = _sound(text)
        status = _ADMITTED if index else _PREFERRED
        ET.SubElement(section, "termNote", type="administrativeStatus").text = status
        if not index:
            ET.SubElement(section, "admin", type="source").text = f"{term.origin}, {term.status}"
            if term.note:
                ET.SubElement(section, "note").text = _sound(term.note)


def _sound(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(
        char
        for char in text
        if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )


def _parsed(data: bytes) -> Element:
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ValueError("it declares entities")
    try:
        root: Element = ET.fromstring(data)  # noqa: S314 - without entities there is nothing to expand
    except ET.ParseError as error:
        raise ValueError(f"it is not well-formed XML: {error}") from error
    return root


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _terms(entry: Element, languages: tuple[str, ...]) -> Iterator[str]:
    """The terms of an entry in a language, in order, the preferred ones first."""
    found: list[tuple[bool, str]] = []
    for section in entry.iter():
        code = section.get(_LANG, section.get("lang", "")).lower().partition("-")[0]
        if _local(section) not in _LANGUAGES or code not in languages:
            continue
        for part in section.iter():
            if _local(part) in _TERMS:
                status = _said(part, "administrativeStatus")
                text = " ".join(_said(part, "term").split())
                if text and not status.startswith(_NOT_FOR_USE):
                    found.append((not status.startswith("preferred"), text))
    for _, text in sorted(found, key=lambda pair: pair[0]):
        yield text


def _said(element: Element, category: str) -> str:
    """The text of the first element below that is of this category: by its name, or by its type (dca)."""
    for part in element.iter():
        if category in (_local(part), part.get("type")):
            return " ".join("".join(part.itertext()).split())
    return ""
