"""A sheet and the range of its units that is the body -> an Article, every line with its role."""

from __future__ import annotations

from summarizer.cleaning import leftovers
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.frames import is_framed
from summarizer.cleaning.headlines import Headline
from summarizer.cleaning.roles import assign
from summarizer.cleaning.spans import Span
from summarizer.text import Article, Document, Line, Role


def article(
    document: Document,
    sheet: Sheet,
    body: Span,
    headline: Headline | None,
    confidence: float,
    *,
    framed: bool | None = None,
) -> Article:
    """The article whose body is the units `body`, scraps inside them excepted.

    Where a format (not HTML, where that is guessed) says that all is main content, nothing is noise; nor
    is anything where no site stands around the text, but for what a copy brought along at its ends.
    `framed` says whether one does, None that nobody has looked yet.
    """
    units = assign(sheet, *body, headline, document.title)
    whole = document.media_type != "text/html" and all(value == 2 for value in sheet.main)
    if whole or ("noise" in units and not (is_framed(sheet) if framed is None else framed)):
        units = ["body" if role == "noise" else role for role in units]
    if not whole:
        units = leftovers.without(sheet, units)
    roles = _spread(sheet, units, len(document.texts))
    for number in document.bare:
        roles[number - 1] = "noise"
    return Article(document, _lines(document.texts, roles), 1.0 if whole else confidence)


def nothing(document: Document) -> Article:
    """The article of a document without text."""
    return Article(document, _lines(document.texts, ["noise"] * len(document.texts)), 0.0)


def _spread(sheet: Sheet, units: list[Role], height: int) -> list[Role]:
    """Roles of units -> roles of lines; a blank line is body only between two body lines."""
    lines: list[Role] = ["noise"] * height
    before = 0
    for k, (start, stop) in enumerate(sheet.spans):
        lines[start:stop] = [units[k]] * (stop - start)
        if k and units[k] == units[k - 1] == "body":
            lines[before:start] = ["body"] * (start - before)
        before = stop
    return lines


def _lines(texts: tuple[str, ...], kinds: list[Role]) -> tuple[Line, ...]:
    return tuple(map(Line, range(1, len(texts) + 1), texts, kinds))
