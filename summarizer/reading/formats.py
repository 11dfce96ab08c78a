"""Which module reads which format; each is imported only when a document of its format is read."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.text import Document

# (content, a document with path and digest) -> the document with texts; raises UnreadableDocument.
Reader = Callable[[bytes, Document], Document]

# Formats that hold a document and nothing around it, as a page has: all of it is main content.
WHOLE = frozenset({".pdf", ".docx", ".epub", ".xlsx", ".srt", ".vtt"})


def reader(suffix: str) -> Reader | None:
    """Return the reader for a suffix, or None for texts and pages."""
    choose = _READERS.get(suffix)
    return choose() if choose else None


def guessed(data: bytes) -> str:
    """Return the suffix of a document without a name by how it begins (standard input), or ""."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return ".docx"
    if data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in data:
        return ".xlsx"
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return ".vtt"
    return ".epub" if data[30:58] == b"mimetypeapplication/epub+zip" else ""


def _pdf() -> Reader:
    from summarizer.reading import pdf  # noqa: PLC0415

    return pdf.read


def _word() -> Reader:
    from summarizer.reading import word  # noqa: PLC0415

    return word.read


def _spreadsheet() -> Reader:
    from summarizer.reading import spreadsheet  # noqa: PLC0415

    return spreadsheet.read


def _subtitles() -> Reader:
    from summarizer.reading import subtitles  # noqa: PLC0415

    return subtitles.read


def _epub() -> Reader:
    from summarizer.reading import epub  # noqa: PLC0415

    return epub.read


def _mail() -> Reader:
    from summarizer.reading import mail  # noqa: PLC0415

    return mail.read_mail


def _saved_page() -> Reader:
    from summarizer.reading import mail  # noqa: PLC0415

    return mail.read_saved_page


_READERS: dict[str, Callable[[], Reader]] = {
    ".pdf": _pdf,
    ".docx": _word,
    ".epub": _epub,
    ".xlsx": _spreadsheet,
    ".srt": _subtitles,
    ".vtt": _subtitles,
    ".eml": _mail,
    ".mht": _saved_page,
    ".mhtml": _saved_page,
}
