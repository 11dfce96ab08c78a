"""Web pages: the visible text as lines that can be cited, and which of them are the main content.

The parser never touches the network and never expands entities of a document type; pages that would take it
too long, or that it would cut short in silence, are refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from summarizer.errors import UnreadableDocument
from summarizer.reading import extracting, metadata, rendering, sentences
from summarizer.reading.scrubbing import QUOTE
from summarizer.suspicion import suspects
from summarizer.text import Document, Line, SourceIssue

_HEAD = 4096  # bytes in which a page says what it is
_CHARSET = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_PAGE = re.compile(rb"<(?:!doctype\s|html[\s>]|\?xml\s)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype[^>\[]{0,2000}\[", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_TAG = re.compile(r"""<[A-Za-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_BARE_TAG = re.compile(r"""<([A-Za-z][A-Za-z0-9]*+)[^<>"']{20000,}+>""")  # nothing in it can be mistaken
_MOST_ATTRIBUTES = 20_000  # of one element: the parser compares each with all before it
_MANY_ATTRIBUTES = 500  # of one element: no reader needs them, and the extractor would copy them for minutes
_MOST_TAGS = 1_000_000
_MOST_ISSUES = 20
_LONGEST_HIDDEN = 20_000  # characters of a hidden text that are looked at


def declared_charset(data: bytes) -> str:
    """Return the charset that a page declares in its first bytes, or "" ."""
    found = _CHARSET.search(data[:_HEAD])
    return found.group(1).decode("ascii") if found else ""


def looks_like_page(data: bytes) -> bool:
    """Say whether bytes begin like an HTML page, in an encoding that extends ASCII."""
    return _PAGE.match(data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")) is not None


def page(text: str, blank: Document, *, extract: bool = True) -> Document:
    """Read a page. `blank` has the path, digest and encoding; texts, main, title, date and issues are added.

    Without `extract`, what is main content is not asked: the chapters of a book are all of it.

    Raises:
        UnreadableDocument: code "unreadable" for what is beyond the limits (nesting, attributes, number of
            tags, entities declared in the document type), "no_text" where nothing is visible.
    """
    root = parsed(text)
    rendered = rendering.render(root)
    if not rendered.lines:
        raise UnreadableDocument(
            "The page has no visible text.", "It may need scripts: save it from a browser as text.", "no_text"
        )
    draft = replace(
        blank,
        media_type="text/html",
        texts=tuple(rendered.lines),
        title=metadata.title_of(root),
        date=metadata.date_of(root),
        metadata=metadata.particulars(root),
        issues=_issues(rendered),
        revealed=frozenset(rendered.revealed),
        pieces=sentences.pieces(rendered),
    )
    if not extract:
        return draft
    rendering.prune(root, rendered)
    votes = extracting.votes(root, draft.texts)  # last: it changes the tree
    return replace(draft, votes=votes, main=votes[0].lines if votes else None)


def parsed(text: str) -> Any:
    """Parse a page; its root element. What reading numbers, writing finds again in the same tree.

    Raises:
        UnreadableDocument: code "unreadable" for what is beyond the limits.
    """
    text = _BARE_TAG.sub(r"<\1>", text)
    _refuse_hostile(text)
    return _parse(text)


def _refuse_hostile(text: str) -> None:
    if _DOCTYPE.search(text[:20_000]):
        raise _beyond("its document type declares entities")
    if text.count("<") > _MOST_TAGS:
        raise _beyond("it has too many tags")
    tags = (match.group() for match in _TAG.finditer(text)) if len(text) > 2 * _MOST_ATTRIBUTES else ()
    if any(len(tag) > 2 * _MOST_ATTRIBUTES and len(set(tag.split())) > _MOST_ATTRIBUTES for tag in tags):
        raise _beyond("one element has too many attributes")


def _parse(text: str) -> Any:
    """Parse with libxml2, recovering from broken markup, within its own limits."""
    from lxml import etree, html  # noqa: PLC0415 (not needed for texts)

    parser = html.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(_CONTROLS.sub("", text).encode(), parser=parser)
    except etree.LxmlError as error:
        raise _beyond("its markup cannot be parsed") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _beyond("its elements are nested too deeply")
    body, head = root.find("body"), root.find("head")
    if body is None and head is not None:  # markup before the doctype: the parser took the page for its head
        head.tag = "body"
    for element in root.iter("*"):
        if len(element.attrib) > _MANY_ATTRIBUTES:
            element.attrib.clear()
    return root


def _issues(rendered: rendering.Rendered) -> tuple[SourceIssue, ...]:
    """Report hidden texts that seem to address a model; what else is hidden is nobody's business."""
    orders = [text for text in rendered.hidden if rendering.looks_like_orders(text) or _is_suspicious(text)]
    orders += [
        text.strip()
        for text in rendered.comments
        if rendering.looks_like_orders(text, in_comment=True) or _is_suspicious(text)
    ]
    return tuple(SourceIssue("injection", text[:QUOTE]) for text in orders[:_MOST_ISSUES])


def _is_suspicious(text: str) -> bool:
    return any(suspects([Line(1, text[:_LONGEST_HIDDEN])]))


def _beyond(why: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"The page cannot be read: {why}.", "Save it from a browser as text, and read that."
    )
