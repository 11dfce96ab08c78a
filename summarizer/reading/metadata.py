"""What the markup of a page says about the article: title, author, day of publication, publisher and so on.

`title_of` and `date_of` decide; `particulars` lists all that is said, with where.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from summarizer.reading.scrubbing import scrub
from summarizer.text import Datum

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
_META_NAMES = {
    "title": ("og:title", "articletitle", "twitter:title", "dc.title", "dcterms.title"),
    "author": (
        "author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "byl",
        "sailthru.author",
    ),
    "editor": ("editor", "responsibleeditor", "article:editor", "dc.contributor"),
    "date": _DATE_NAMES,
    "publisher": (
        "og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "sitename", "application-name",
    ),
    "source": ("contentsource", "source", "article:source", "og:source", "dc.source", "mediaid"),
    "url": ("og:url",),
    "language": ("content-language", "og:locale", "dc.language", "language"),
}  # fmt: skip
_ARTICLES = ("article", "posting", "report", "webpage")  # ends of the types that are about what is published
_MOST_NODES = 20_000
_MOST_VALUES = 4  # of one name
_NOTHING = frozenset({"", "-", "--", "null", "undefined", "none", "n/a", "无", "暂无"})
_LABEL = re.compile(r"(?:文章|信息|稿件)?(?:来源|稿源|作者|记者|编辑|责编|责任编辑)\s?[:：]\s?")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
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
    """Yield each `datePublished` of the JSON-LD, whatever it is nested in."""
    for block in _linked(root):
        yield from (str(node.get("datePublished", "")) for node in _nodes(block))


def _linked(root: Any) -> list[Any]:
    """Read the blocks of JSON-LD that can be read."""
    blocks = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind == "application/ld+json" and script.text and len(script.text) <= _LARGEST_JSON:
            try:
                blocks.append(json.loads(script.text, strict=False))
            except (ValueError, RecursionError):
                continue
    return blocks


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a block, outer ones first."""
    queue = deque([block])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        item = queue.popleft()
        if isinstance(item, dict):
            yield item
            queue.extend(item.values())
        elif isinstance(item, list):
            queue.extend(item)


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


# ------------------------------------------------------------------------------------------- particulars


def particulars(root: Any) -> tuple[Datum, ...]:
    """Return what the JSON-LD, meta tags, links and marked elements say, the likeliest first for each name.

    Dates are days (YYYY-MM-DD), URLs absolute; what is neither is left out, and so are repetitions.
    """
    said: dict[tuple[str, str], Datum] = {}
    counts: dict[str, int] = {}
    for name, text, origin in (*_from_links(root), *_from_metas(root), *_from_elements(root)):
        value = _normal(name, text)
        if value and (name, value) not in said and counts.get(name, 0) < _MOST_VALUES:
            said[name, value] = Datum(name, value, origin)
            counts[name] = counts.get(name, 0) + 1
    return tuple(said.values())


def _normal(name: str, text: str) -> str:
    """Return a value in the form of its name, or "" if it is none."""
    (value,), _ = scrub([" ".join(text.split())[:_LONGEST] if name != "url" else text.strip()])
    value = value[found.end() :] if (found := _LABEL.match(value)) else value
    if value.lower() in _NOTHING:
        return ""
    if name == "date":
        return day_of(value)
    if name == "url":
        return value if _ADDRESS.match(value) else ""
    if name == "language":
        return value.replace("_", "-") if _LANGUAGE.match(value) else ""
    letters = str.isalnum if name == "title" else str.isalpha
    return "" if _ADDRESS.match(value) or not any(map(letters, value)) else value


_Said = tuple[str, str, str]  # name, text, origin


def _from_links(root: Any) -> Iterator[_Said]:
    """What the JSON-LD says of articles; names that it only refers to are looked up."""
    for block in _linked(root):
        nodes = list(_nodes(block))
        known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
        for node in nodes:
            if _is_article(node):
                yield from _of_article(node, known)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in names)


def _of_article(node: dict[str, Any], known: dict[str, Any]) -> Iterator[_Said]:
    keys = (
        ("title", "headline"), ("author", "author"), ("author", "creator"), ("editor", "editor"),
        ("date", "datePublished"), ("publisher", "publisher"), ("source", "sourceOrganization"),
        ("url", "url"),
        ("url", "mainEntityOfPage"), ("language", "inLanguage"),
    )  # fmt: skip
    for name, key in keys:
        for text in _texts(node.get(key), known, "@id" if name == "url" else "name"):
            yield name, text, f"json-ld {key}"


def _texts(value: Any, known: dict[str, Any], key: str) -> Iterator[str]:
    """Yield the texts that a value is, or that it names, or refers to."""
    for item in value[:_MOST_VALUES] if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            reference = item.get("@id")
            named = item if key in item else known.get(reference, {}) if isinstance(reference, str) else {}
            yield from (text for text in [named.get(key)] if isinstance(text, str))


def _from_metas(root: Any) -> Iterator[_Said]:
    metas = _metas(root)
    for element in root.iter("meta"):
        metas.setdefault((element.get("http-equiv") or "").strip().lower(), element.get("content") or "")
    for name, labels in _META_NAMES.items():
        yield from ((name, metas[label], f"meta {label}") for label in labels if label in metas)


def _from_elements(root: Any) -> Iterator[_Said]:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield "url", element.get("href") or "", "link canonical"
    yield "language", root.get("lang") or "", "html lang"
    yield from (("date", text, "time") for text in _marked_dates(root))
    for element in root.iterfind('.//*[@itemprop="author"]'):
        yield "author", element.get("content") or "".join(element.itertext())[:_LONGEST], "itemprop author"
    for tag in ("title", "h1"):
        element = next((found for found in root.iter(tag) if not _in_drawing(found)), None)
        if element is not None:
            yield "title", "".join(element.itertext()), tag
