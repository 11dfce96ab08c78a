"""PDF with a text layer: paragraphs in reading order. The parser runs in a limited process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarizer.errors import UnreadableDocument
from summarizer.reading import pdf_process
from summarizer.reading.layout import Piece, paragraphs
from summarizer.reading.opening import damaged
from summarizer.reading.rendering import looks_like_orders
from summarizer.reading.scrubbing import QUOTE, garbled
from summarizer.text import Document, SourceIssue

MEDIA_TYPE = "application/pdf"
SECONDS = 60.0  # on the clock; the process limits its own processor time to less
_LETTER = re.compile(r"[^\W_]")
_FEWEST_LETTERS = 5  # on a page that has text
_LOST = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff]")
_TAIL = 4096  # bytes within which a whole file ends
_MOST_PAGES_NAMED = 20


@dataclass(frozen=True)
class _Page:
    shown: tuple[Piece, ...]
    hidden: tuple[Piece, ...]
    has_image: bool


def read(data: bytes, blank: Document) -> Document:
    """Read a PDF. `blank` has the path and digest; texts and issues are added.

    Raises:
        UnreadableDocument: codes `missing_extra`, `damaged`, `encrypted`, `scanned` (pictures of text),
            `undecodable` (fonts that do not say which characters they show), `too_large` (pages, characters,
            time or memory).
    """
    folder = _library()
    if b"%PDF-" not in data[:1024] or b"%%EOF" not in data[-_TAIL:]:
        raise damaged("The file is not a whole PDF: its beginning or its end is missing.")
    pages = _pages(_answer(data, folder))
    pages, issues = _revealed(pages)
    issues += _textless(pages)
    texts = tuple(paragraphs([page.shown for page in pages]))
    _refuse_unmapped("".join(texts))
    return replace(blank, media_type=MEDIA_TYPE, texts=texts, issues=issues)


def _library() -> str:
    """Find the folder of the parser without importing it."""
    from importlib.util import find_spec  # noqa: PLC0415

    found = find_spec("pypdfium2")
    if found is None or not found.origin:
        raise UnreadableDocument(
            "Reading .pdf needs an extra that is not installed.",
            "Install it: pip install 'summarizer[pdf]'",
            "missing_extra",
        )
    return str(Path(found.origin).parents[1])


def _answer(data: bytes, folder: str) -> dict[str, Any]:
    """Run the parser on `data`: with no environment, only the library on its path, deaf to Ctrl-C."""
    command = [sys.executable, "-I", "-S", pdf_process.__file__, folder]
    try:
        done = subprocess.run(  # noqa: S603 (our own script; the document comes by standard input)
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise _excessive() from error
    except OSError as error:
        raise UnreadableDocument(
            f"The reader of PDF cannot be started: {error.strerror}.", "Try again."
        ) from error
    if done.returncode:
        raise _excessive() if done.returncode < 0 or b"MemoryError" in done.stderr else _broken()
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise _broken() from error
    return answer


def _pages(answer: dict[str, Any]) -> list[_Page]:
    """Take the answer apart, or raise what it says."""
    error = answer.get("error", "")
    if error == "encrypted":
        raise UnreadableDocument(
            "The PDF is protected with a password.",
            "Open it with the password, and print or save it without (`qpdf --decrypt --password=...`).",
            "encrypted",
        )
    if error == "too_large":
        raise _excessive()
    if error:
        raise _broken()
    return [
        _Page(
            tuple(Piece(*row[:5]) for row in page["pieces"] if not row[5]),
            tuple(Piece(*row[:5]) for row in page["pieces"] if row[5]),
            page["has_image"],
        )
        for page in answer["pages"]
    ]


def _revealed(pages: list[_Page]) -> tuple[list[_Page], tuple[SourceIssue, ...]]:
    """Take invisible text for the content where there is hardly other text: so OCR writes what it recognised.

    Elsewhere it is left out. In both cases it is reported where it seems to address a model.
    """
    shown, hidden = (
        sum(map(_letters, side)) for side in ([p.shown for p in pages], [p.hidden for p in pages])
    )
    orders = ["".join(piece.text for piece in page.hidden) for page in pages if page.hidden]
    issues = tuple(SourceIssue("injection", text[:QUOTE]) for text in orders if looks_like_orders(text))
    if shown * 10 > hidden or not hidden:
        return pages, issues
    read = [replace(page, shown=page.shown + page.hidden, hidden=()) for page in pages]
    return read, (*issues, garbled("文字层为不可见文字，可能由扫描识别得出，未经核对", ()))


def _textless(pages: list[_Page]) -> tuple[SourceIssue, ...]:
    """Refuse a document without text on most pages; name the pages that are pictures where they are few."""
    bare = [number for number, page in enumerate(pages, 1) if _letters(page.shown) < _FEWEST_LETTERS]
    pictures = [number for number in bare if pages[number - 1].has_image]
    if len(bare) == len(pages) or 2 * len(pictures) > len(pages):
        raise UnreadableDocument(
            "The PDF has no text layer: its pages are pictures.",
            "Make the text readable with OCR first (such as `ocrmypdf -l chi_sim in.pdf out.pdf`).",
            "scanned",
        )
    if not pictures:
        return ()
    named = "、".join(map(str, pictures[:_MOST_PAGES_NAMED])) + ("等" * (len(pictures) > _MOST_PAGES_NAMED))
    return (SourceIssue("truncated", f"第{named}页为图片，没有文字层，未读取"),)


def _letters(pieces: Sequence[Piece]) -> int:
    return sum(len(_LETTER.findall(piece.text)) for piece in pieces)


def _refuse_unmapped(text: str) -> None:
    lost = len(_LOST.findall(text))
    if lost > 0.2 * len(text):
        raise UnreadableDocument(
            "The PDF does not say which characters its fonts show.",
            "Make the text readable with OCR first (`ocrmypdf --force-ocr -l chi_sim in.pdf out.pdf`).",
            "undecodable",
        )


def _broken() -> UnreadableDocument:
    return damaged("The PDF is broken.")


def _excessive() -> UnreadableDocument:
    return UnreadableDocument(
        "The PDF takes too much time or memory, or has too many pages.",
        "Split it into smaller files.",
        "too_large",
    )
