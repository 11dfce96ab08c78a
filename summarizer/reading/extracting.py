"""Which lines of a page are its main content, according to extractors that know markup and nothing of ours.

They fail on different pages: where they agree they are nearly always right, and where they do not the page
deserves doubt. None of them can make a page fail, and none gets a page on which it would take minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.reading import readable
from summarizer.reading.locating import locate
from summarizer.text import Vote

_LARGEST = 2_000_000  # characters of the rendered page
_MOST_ELEMENTS = 60_000
_MANY_BLOCKS = 2_500  # beyond, the extractor's fallback would take time that grows with the square
_BLOCKS = ("div", "p", "li", "td", "section", "br", "dd")


def votes(root: Any, lines: Sequence[str]) -> tuple[Vote, ...]:
    """Ask each extractor for the lines of main content; the first vote is that of the most precise one.

    `root` is an lxml element without what no reader sees, and is changed. A vote without lines says that the
    extractor found nothing or stumbled; who was not asked because of the page's size has no vote.
    """
    if sum(map(len, lines)) > _LARGEST or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return ()
    is_intricate = readable.is_beyond(root)
    found = {} if is_intricate else {"readability": readable.extract(root), **_resiliparse(root)}
    trafilatura = _trafilatura(root, fast=is_intricate)  # last: it changes the tree
    return tuple(
        Vote(name, _located(text, lines)) for name, text in {"trafilatura": trafilatura, **found}.items()
    )


def _located(extract: str, lines: Sequence[str]) -> frozenset[int] | None:
    return locate(extract, lines) or None if extract else None


def _trafilatura(root: Any, *, fast: bool) -> str:
    import trafilatura  # noqa: PLC0415 (a second of imports, needed for pages only)
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        found = trafilatura.bare_extraction(
            root,
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=False,
            fast=fast or sum(1 for _ in root.iter(*_BLOCKS)) > _MANY_BLOCKS,
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ""  # the extractor stumbled over the page's structure; cleaning goes by the text alone
    return str(found.text or "") if found and not isinstance(found, dict) else ""


def _resiliparse(root: Any) -> dict[str, str]:
    """Ask the fast one, if it is there: some systems have no wheel of it."""
    from lxml.etree import tostring  # noqa: PLC0415

    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    except ImportError:
        return {}
    markup = tostring(root, encoding="unicode", method="html")
    options: dict[str, Any] = dict.fromkeys(("comments", "alt_texts", "list_bullets", "post_meta"), False)
    try:
        return {"resiliparse": str(extract_plain_text(markup, main_content=True, **options))}
    except (ValueError, RuntimeError):
        return {"resiliparse": ""}
