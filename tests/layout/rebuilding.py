"""What the tests of layouts share: a file is read, its pieces are changed, and it is written anew."""

from __future__ import annotations

from collections.abc import Callable

from summarizer.layout import LAYOUTS
from summarizer.reading import read_bytes
from summarizer.text import Document


def pieces_of(document: Document) -> dict[int, tuple[str, ...]]:
    """Line number -> its pieces, for all lines that are not blank."""
    return {
        number: document.pieces.get(number, (text,))
        for number, text in enumerate(document.texts, 1)
        if text.strip()
    }


def rebuilt(
    data: bytes, name: str, change: Callable[[str], str] = lambda piece: piece, *, bilingual: bool = False
) -> bytes:
    """The file with each of its pieces changed."""
    document = read_bytes(data, name)
    texts = {n: tuple(map(change, pieces)) for n, pieces in pieces_of(document).items()}
    return LAYOUTS[document.media_type].rebuild(data, texts, bilingual=bilingual, to="en")


def put(data: bytes, name: str, texts: dict[int, str | tuple[str, ...]], *, bilingual: bool = False) -> str:
    """The file as text, with some lines translated."""
    document = read_bytes(data, name)
    given = {n: (text,) if isinstance(text, str) else text for n, text in texts.items()}
    return LAYOUTS[document.media_type].rebuild(data, given, bilingual=bilingual, to="en").decode()
