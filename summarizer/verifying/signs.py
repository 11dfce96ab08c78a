"""Signs of Markdown and HTML within a line, which are put back where its translation is written."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)")
MARKDOWN = "text/markdown"
_ITEM = re.compile(r"^\d{1,9}[.)][ \t]+")
_NOTE = re.compile(r"\[\^[^\[\]]{1,40}\]:?")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


def unlinked(zh: str) -> str:
    """A text of Markdown without what its pieces have tags for: where links lead, and tags of HTML."""
    if "](" in zh or "<" in zh:
        zh = _TAG.sub("", _LINK.sub(r"\1", zh))
    return zh


def unnoted(text: str) -> str:
    """A line of Markdown without the number of its item and marks of notes."""
    return _NOTE.sub("", _ITEM.sub("", text)) if "[^" in text or text[:1].isdigit() else text


def unsigned(zh: str, en: str, media_type: str) -> tuple[str, str]:
    """A line and its English without what its pieces have tags for; of Markdown, without its number, and
    marks of notes, either: these are put back where it is written.
    """
    if media_type != MARKDOWN:
        return unlinked(zh), en
    return unnoted(unlinked(zh)), unnoted(en)
