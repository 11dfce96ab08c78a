"""E-books (.epub): the chapters in reading order, as one document."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives, html, metadata
from summarizer.reading.archives import Entry
from summarizer.reading.decoding import decode
from summarizer.reading.opening import damaged
from summarizer.text import Document, SourceIssue

MEDIA_TYPE = "application/epub+zip"
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_LARGEST_XML = 5_000_000  # bytes of the package's description
_LARGEST_CHAPTER = 20_000_000
_MOST_CHAPTERS = 1_000
_MOST_CHARACTERS = 10_000_000


@dataclass(frozen=True)
class _Book:
    """The files of an e-book by name, and the archive to unpack them from."""

    stream: io.BytesIO
    files: dict[str, Entry]

    def content(self, name: str, max_bytes: int) -> bytes:
        """Return a file's content. Raises UnreadableDocument where there is none, or it is damaged."""
        entry = self.files.get(name)
        if entry is None:
            raise damaged("A file that belongs to the e-book is missing in it.")
        if entry.fault:
            raise entry.fault
        return archives.unpack(self.stream, entry.packed, max_bytes)

    def xml(self, name: str) -> Any:
        """Return the root of a description, parsed with nothing fetched and nothing expanded."""
        from lxml import etree  # noqa: PLC0415 (not needed for texts)

        content = self.content(name, _LARGEST_XML)
        if b"<!ENTITY" in content:
            raise damaged("The e-book's description declares entities.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError) as error:
            raise damaged("The e-book's description is broken.") from error


def read(data: bytes, blank: Document) -> Document:
    """Read an e-book. `blank` has the path and digest; texts, title, date and issues are added.

    Raises:
        UnreadableDocument: codes `damaged`, `encrypted` (copy protection), `too_large`; those of a page,
            where a chapter cannot be read.
    """
    stream = io.BytesIO(data)
    book = _Book(stream, {entry.name: entry for entry in archives.entries(stream, archives.DOCUMENT)})
    package = _package(book)
    root = book.xml(package)
    chapters = list(_chapters(root, posixpath.dirname(package)))
    if len(chapters) > _MOST_CHAPTERS:
        raise _too_long()
    _refuse_protected(book, set(chapters))
    texts, issues = _read_all(book, chapters, blank)
    title, date = _named(root, "title"), metadata.day_of(_named(root, "date"))
    return replace(blank, media_type=MEDIA_TYPE, texts=tuple(texts), title=title, date=date, issues=issues)


def _package(book: _Book) -> str:
    """Return the name of the file that describes the book."""
    for element in book.xml(_CONTAINER).iter("{*}rootfile"):
        if element.get("full-path"):
            return str(element.get("full-path"))
    raise damaged("The file is not a whole e-book: it does not say where its description is.")


def _chapters(root: Any, folder: str) -> Iterator[str]:
    """Yield the names of the chapters' files, each once, in reading order; not what lies beside the order."""
    items = {item.get("id"): item.get("href") or "" for item in root.iter("{*}item")}
    seen = set()
    for reference in root.iter("{*}itemref"):
        href = unquote(items.get(reference.get("idref"), "").partition("#")[0])
        name = posixpath.normpath(posixpath.join(folder, href)) if href else ""
        if name and name not in seen and reference.get("linear") != "no":
            seen.add(name)
            yield name


def _refuse_protected(book: _Book, chapters: set[str]) -> None:
    """Refuse books whose chapters are encrypted; encrypted fonts are common and do not matter."""
    if _ENCRYPTION not in book.files:
        return
    protected = {
        unquote(element.get("URI") or "") for element in book.xml(_ENCRYPTION).iter("{*}CipherReference")
    }
    if protected & chapters:
        raise UnreadableDocument(
            "The e-book is copy-protected.", "Get it without protection from its publisher.", "encrypted"
        )


def _read_all(book: _Book, chapters: list[str], blank: Document) -> tuple[list[str], tuple[SourceIssue, ...]]:
    texts: list[str] = []
    issues: list[SourceIssue] = []
    size = 0
    for name in chapters:
        content = book.content(name, _LARGEST_CHAPTER)
        chapter = _chapter(content, blank)
        if chapter is None:
            continue
        size += sum(map(len, chapter.texts))
        if size > _MOST_CHARACTERS:
            raise _too_long()
        texts += [""] * bool(texts) + list(chapter.texts)
        issues += chapter.issues
    return texts, tuple(issues)


def _chapter(content: bytes, blank: Document) -> Document | None:
    """Read one chapter; None for a page of pictures."""
    try:
        text = decode(content, declared=html.declared_charset(content)).text
        return html.page(text, blank, extract=False)
    except UnreadableDocument as error:
        if error.code in {"no_text", "empty"}:
            return None
        raise


def _named(root: Any, name: str) -> str:
    found = root.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return " ".join("".join(found.itertext()).split())[:300] if found is not None else ""


def _too_long() -> UnreadableDocument:
    return UnreadableDocument(
        "The e-book is longer than what is read as one document.", "Give its chapters as files.", "too_large"
    )
