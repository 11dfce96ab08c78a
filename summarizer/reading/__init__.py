"""File -> Document: opened with limits, decoded with confidence, split into lines that can be cited."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives, bylines, formats, html, markdown, plain, rows
from summarizer.reading.decoding import Decoded, decode
from summarizer.reading.language import article_of, language_of, require
from summarizer.reading.mojibake import mend
from summarizer.reading.opening import opened, too_large, whole
from summarizer.reading.scrubbing import garbled, scrub
from summarizer.reading.sources import Packed, Row, Source
from summarizer.reading.walking import (
    ARCHIVE_SUFFIX,
    UNSUPPORTED_SUFFIXES,
    holds_many,
    located,
    renamed,
    suffix_of,
    walk,
)
from summarizer.reading.web import Web
from summarizer.text import Document, SourceIssue

__all__ = [
    "MAX_BYTES", "Row", "Source", "Web", "content", "digest", "holds_many", "located", "read", "read_bytes",
    "read_text", "renamed", "require", "suffix_of", "walk",
]  # fmt: skip

MAX_BYTES = 20_000_000
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--[^>]{0,500}-->\s*+)?<(?:!doctype\s++html|html[\s>])",
    re.IGNORECASE,
)
_VISIBLE = re.compile(r"[^\W_]")


def read(source: Source, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read one input.

    Raises:
        UnreadableDocument: with a code that says why: `unreadable` (cannot be opened, not a regular file, a
            page beyond the parser's limits), `unsupported`, `too_large` (more than `max_bytes` bytes, or
            beyond a limit of its format), `binary`, `undecodable`, `empty`, `no_text`, `damaged`,
            `encrypted`, `scanned`, `missing_extra`; `fetch` and `forbidden` for a URL; `language` where it is
            in none of those that the source's `only` names.
    """
    document = _read(source, max_bytes)
    require(document.language, source.only)
    return document


def _read(source: Source, max_bytes: int) -> Document:
    if isinstance(source.place, Row):
        return read_text(rows.text_of(source.file, source.place), source.path)
    if isinstance(source.place, Web):
        page = source.place.fetched(max_bytes)
        name = f"page{page.suffix}"
        return read_bytes(page.data, source.path, max_bytes=max_bytes, name=name, charset=page.charset)
    if not source.fault:
        _refuse_unsupported(suffix_of(source.name))
    return read_bytes(
        content(source, max_bytes=max_bytes), source.path, max_bytes=max_bytes, name=source.name
    )


def read_bytes(
    data: bytes, path: str, *, max_bytes: int = MAX_BYTES, name: str = "", charset: str = ""
) -> Document:
    """Read a document from its bytes (standard input); `name`, or `path`, and the content say the format.

    `charset` is what a server said of the encoding, or "": a hint, like what a page says itself.

    Raises:
        UnreadableDocument: as `read`.
    """
    if len(data) > max_bytes:
        raise too_large(max_bytes)
    suffix = suffix_of(name or path) or formats.guessed(data)
    _refuse_unsupported(suffix)
    sha256 = hashlib.sha256(data).hexdigest()
    reader = formats.reader(suffix)
    if reader:
        draft = reader(data, Document(path, sha256, "", "", ()))
        if suffix in formats.WHOLE:
            draft = replace(draft, main=frozenset(range(1, len(draft.texts) + 1)))
        return _finished(draft, Decoded("", ""), is_page=False)
    declared = html.declared_charset(data) if suffix in _HTML_SUFFIXES or html.looks_like_page(data) else ""
    return _document(decode(data, declared=charset or declared), path, suffix, sha256)


def content(source: Source, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of one input: of the file, of the member of an archive, of a row's text in UTF-8, of
    the page that a URL leads to (fetched once).

    Raises:
        UnreadableDocument: codes `unreadable`, `too_large`, `damaged`, `encrypted`; `no_text` for a row;
            `fetch`, `forbidden` and `unsupported` for a URL.
    """
    if source.fault:
        raise UnreadableDocument(*source.fault.args)
    if isinstance(source.place, Row):
        return rows.text_of(source.file, source.place).encode("utf-8", "surrogatepass")
    if isinstance(source.place, Web):
        return source.place.fetched(max_bytes).data
    if isinstance(source.place, Packed):
        with opened(source.file) as stream:
            return archives.unpack(stream, source.place, max_bytes)
    return whole(source.file, max_bytes)


def digest(source: Source) -> str:
    """Return the SHA-256 of an input's content, in hexadecimal, as `Document.sha256` has it.

    Raises:
        UnreadableDocument: as `content`; a file may have any size.
    """
    if source.place or source.fault:
        return hashlib.sha256(content(source)).hexdigest()
    with opened(source.file) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_text(text: str, path: str = "-") -> Document:
    """Read a document from a text that is decoded already. A page is recognised by how it begins.

    Raises:
        UnreadableDocument: codes `empty`, `no_text`, `unreadable`, and `undecodable` for mojibake.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    mended, repaired = mend(text.removeprefix("\ufeff"))
    return _document(Decoded(mended, "utf-8", repaired=repaired), path, suffix_of(path), digest)


def _refuse_unsupported(suffix: str) -> None:
    if suffix == ARCHIVE_SUFFIX:
        raise UnreadableDocument(
            "This is an archive, not a document.",
            "Give an archive as an input of a run (with -o); one within another must be unpacked first.",
            "unsupported",
        )
    if suffix in UNSUPPORTED_SUFFIXES:
        what = f"The format {suffix}{' (with macros)' if suffix in {'.docm', '.xlsm'} else ''}"
        raise UnreadableDocument(
            f"{what} is not supported.",
            "Save the document as .docx, .xlsx, .pdf, .html or .txt and run again.",
            "unsupported",
        )


# ------------------------------------------------------------------------------------------ building


def _document(decoded: Decoded, path: str, suffix: str, digest: str) -> Document:
    """Dispatch on suffix and content, then clean the lines and say what is wrong with them."""
    text = decoded.text
    if not text.strip("\ufeff\u200b\x00 \t\r\n\u3000"):
        raise _empty()
    is_page = (suffix in _HTML_SUFFIXES and "<" in text) or _HTML_START.match(text) is not None
    blank = Document(path, digest, "", decoded.encoding, ())
    if is_page:
        draft = html.page(text, blank)
    else:
        lines = plain.lines_of(text)
        is_markdown = suffix in _MARKDOWN_SUFFIXES
        title = plain.heading_of(lines) or markdown.title_of(lines) if is_markdown else ""
        media_type = "text/markdown" if is_markdown else "text/plain"
        pieces = markdown.pieces(lines) if is_markdown else {}
        bare = markdown.bare(lines) if is_markdown else frozenset()
        draft = replace(blank, media_type=media_type, texts=lines, title=title, pieces=pieces, bare=bare)
    return _finished(draft, decoded, is_page=is_page)


def _finished(draft: Document, decoded: Decoded, *, is_page: bool) -> Document:
    lines, issues = scrub(draft.texts)
    (title,), _ = scrub([draft.title])
    whole = "\n".join(lines)
    _refuse_textless(whole, is_page=is_page)
    issues += draft.issues + _damage(decoded, lines)
    language = language_of(article_of(lines, draft.main))
    stated = draft.metadata + bylines.stated(lines, draft.main)
    pieces = {number: scrub(texts)[0] for number, texts in draft.pieces.items()}
    return replace(
        draft, texts=lines, title=title, language=language, issues=issues, metadata=stated, pieces=pieces
    )


def _damage(decoded: Decoded, lines: tuple[str, ...]) -> tuple[SourceIssue, ...]:
    issues = []
    lost = [number for number, line in enumerate(lines, 1) if "\ufffd" in line]
    if decoded.broken or lost:
        issues.append(garbled("部分字符已损坏，以“\ufffd”代替", lost))
    if decoded.repaired:
        issues.append(garbled("原文曾有乱码，已复原", ()))
    if decoded.mixed:
        issues.append(garbled("文件混用两种编码", ()))
    return tuple(issues)


def _empty() -> UnreadableDocument:
    return UnreadableDocument("The document is empty.", "There is nothing to summarise in it.", "empty")


def _refuse_textless(text: str, *, is_page: bool) -> None:
    """Refuse what has no words, or nothing that could be summarised: one character repeated, encoded data."""
    if not text.strip():
        raise _no_text("The page has no visible text.") if is_page else _empty()
    if not _VISIBLE.search(text):
        raise _no_text("The document has no words, only punctuation.")
    few = len(set(text[:100])) <= 5 and len(set(text)) <= 5
    if few and len(text) >= 100 and len(set(_VISIBLE.findall(text[:2_000]))) <= 2:
        raise _no_text("The document repeats one character.")
    if len(text) >= 2_000 and text.isascii() and max(map(len, text[:1_000_000].split())) > 0.9 * len(text):
        raise _no_text("The document is one long run of letters: encoded data, not a text.")


def _no_text(message: str) -> UnreadableDocument:
    return UnreadableDocument(message, "Check that the right file was saved.", "no_text")
