"""The main content of a page according to readability-lxml, in time that hostile pages cannot stretch.

The library asks for the text of the same elements over and over, which on nested or repeated markup takes
time that grows with the square of the page. So it gets a tree whose elements count what they hand out, and
is stopped when that is more than any real page needs: by a count, not by a clock, for the same page must get
the same answer everywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

_MOST_ELEMENTS = 30_000
_MOST_NESTED = 12_000_000  # characters times the depth at which they stand
_MOST_TEXT = 40_000_000  # characters handed out
_CALL = 60  # what asking for a text costs at least, in characters
_ELEMENT = 16  # what an element counts, in characters
_LONGEST_ATTRIBUTE = 300  # characters; names of classes are shorter, data in addresses of pictures longer


def extract(root: Any) -> str:
    """Return the text of the main content, or "" if there is none or finding it would take too long.

    `root` is an lxml element without scripts, styles and comments that is not beyond (`is_beyond`) what the
    library can do; it is not changed.
    """
    from readability.readability import Unparseable  # noqa: PLC0415

    try:
        return str(_reader()(root).summary(html_partial=True))
    except Unparseable:  # whatever it stumbled over, or its budget
        return ""


def is_beyond(root: Any) -> bool:
    """Say whether a tree is so large or so deep that time would go before any text is asked for."""
    nested = 0
    for elements, (depth, element) in enumerate(_walk(root)):
        nested += depth * (_ELEMENT + len(element.text or "") + len(element.tail or ""))
        if elements > _MOST_ELEMENTS or nested > _MOST_NESTED:
            return True
    return False


def _walk(root: Any) -> Iterator[tuple[int, Any]]:
    from lxml.etree import iterwalk  # noqa: PLC0415

    depth = 0
    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            yield depth, element
        else:
            depth -= 1


@cache
def _reader() -> Any:
    """Make the library's class with a text at the end in place of markup, and without what is not bounded."""
    from readability import Document  # noqa: PLC0415 (a tenth of a second of imports, needed for pages only)

    log = logging.getLogger("readability.readability")
    log.addHandler(logging.NullHandler())
    log.propagate = False  # it reports with a traceback what is answered here with ""

    class Reader(Document):  # type: ignore[misc]
        def _parse(self, input: Any) -> Any:  # noqa: A002 (the library's name)
            return _metered(input)

        def get_article(self, candidates: Any, best_candidate: Any, html_partial: bool = False) -> Any:
            found = super().get_article(candidates, best_candidate, html_partial=html_partial)
            return _metered(found, copy=False)  # the library gathers it in a tree of its own

        def get_clean_html(self) -> str:
            return str(self.html.text_content())

        def merge_article_segments(self, *_: Any) -> None:
            """Articles in pieces under a frame: compares all with all."""

        def get_editorial_leads(self, *_: Any) -> list[Any]:
            """Leads outside the article's element: compares all with all."""
            return []

        def get_preserved_elements(self, *_: Any) -> dict[Any, bool]:
            """Tables of contents and quotations after a colon: looks beside every ancestor."""
            return {}

    return Reader


def _metered(root: Any, *, copy: bool = True) -> Any:
    """Move `root` or a copy of it into a tree whose elements count the text they are asked for."""
    from lxml import etree, html  # noqa: PLC0415

    left = _MOST_TEXT

    class Metered(html.HtmlElement):  # type: ignore[misc]
        def text_content(self) -> str:
            nonlocal left
            text = " ".join("".join(self.itertext()).split())  # runs of spaces would cost the library dear
            left -= _CALL + len(text)
            if left < 0:
                raise ValueError("more text was asked for than is given to one page")
            return text

    parser = html.HTMLParser()
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Metered))
    holder = parser.makeelement("html")
    holder.append(deepcopy(root) if copy else root)
    for element in holder.iter("*"):
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                del element.attrib[name]
    return holder
