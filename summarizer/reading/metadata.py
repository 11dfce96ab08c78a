"""What the head of a page says about the article: its title and its day of publication."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

_LONGEST = 300  # characters of a title
_LARGEST_JSON = 500_000  # characters
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:release_date",
    "datepublished",
    "publishdate", "publish_date", "publish-date", "pubdate", "pub_date", "publishtime", "publish_time",
    "publishedtime", "apub:time", "firstpublishtime", "article:create_at", "weibo:article:create_at",
    "dc.date.issued", "dcterms.created", "dc.date", "sailthru.date", "bytedance:published_time",
    "releasedate", "date",
)  # fmt: skip
_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=\d{4}(?:\d\d)?(?!\d)|(?!\d))"
)


def title_of(root: Any) -> str:
    """Return the title: og:title, else <title>, else the first h1; spaces collapsed; "" if there is none."""
    named = _metas(root).get("og:title", "")
    texts = [
        named,
        *("".join(element.itertext()) for element in root.iter("title", "h1") if not _in_drawing(element)),
    ]
    titles = (" ".join(text.split())[:_LONGEST] for text in texts)
    return next((title for title in titles if title), "")


def date_of(root: Any) -> str:
    """Return the day of publication as YYYY-MM-DD, as the page writes it, or "" if it does not say."""
    metas = _metas(root)
    candidates = [*_linked_dates(root), *(metas.get(name, "") for name in _DATE_NAMES), *_marked_dates(root)]
    return next((day for text in candidates if (day := day_of(text))), "")


def _in_drawing(element: Any) -> bool:
    return any(ancestor.tag == "svg" for ancestor in element.iterancestors())


def _metas(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), element.get("content") or "")
    return metas


def _marked_dates(root: Any) -> Iterator[str]:
    """Yield the dates of `<time>` and of elements marked as datePublished."""
    for element in root.iter("time"):
        if element.get("pubdate") is not None or "published" in (element.get("itemprop") or "").lower():
            yield element.get("datetime") or "".join(element.itertext())
    for element in root.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("content") or element.get("datetime") or "".join(element.itertext())


def _linked_dates(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            yield from _published(script.text)


def _published(text: str) -> Iterator[str]:
    """Yield each `datePublished` of a JSON-LD block, whatever it is nested in."""
    if len(text) > _LARGEST_JSON:
        return
    try:
        queue = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while queue:
        item = queue.pop(0)
        if isinstance(item, dict):
            yield str(item.get("datePublished", ""))
            queue += item.values()
        elif isinstance(item, list):
            queue += item


def day_of(text: str) -> str:
    """Return the first day in a text as YYYY-MM-DD, or "" if there is none that exists."""
    found = _DAY.search(text[:200])
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
