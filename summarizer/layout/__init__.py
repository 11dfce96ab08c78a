"""A translated document in the form of its source: the file once more, with its structure, styles and images.

A layout is one module for each kind of file, with `rebuild(data, texts, *, bilingual, to) -> bytes`:

- `data` is the source file; `texts` has for a line's number the translation of its pieces, in order (one for
  a line that `Document.pieces` does not name). A line without an entry stays as it is; of a
  text or Markdown, a line with an empty entry is left out.
- With `bilingual`, the source text stays, and the translation follows it.
- `to` is the language's tag.

What readers see of a file and is no line of it (running heads, names of sheets) stays as it is: `left(data)`
gives these texts, so that nothing is left out in silence.

Places are found by the code that numbered the lines when the file was read. Where the tags of a translation
are not those of its source, the text goes in without them: markup is never broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol


class Rebuild(Protocol):
    """How a file is made anew."""

    def __call__(
        self, data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str
    ) -> bytes:
        """The file with its lines translated; see the package. Raises UnreadableDocument as reading does."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file: what its files end in, how one is made anew, and what `left` of it stays."""

    suffix: str
    rebuild: Rebuild
    left: Callable[[bytes], list[str]] = lambda _data: []


def _html() -> Rebuild:
    from summarizer.layout import page  # noqa: PLC0415 (each only where a file of its kind is made)

    return page.rebuild


def _text() -> Rebuild:
    from summarizer.layout import plain  # noqa: PLC0415

    return plain.rebuild


def _markdown() -> Rebuild:
    from summarizer.layout import markdown  # noqa: PLC0415

    return markdown.rebuild


def _subtitles() -> Rebuild:
    from summarizer.layout import subtitles  # noqa: PLC0415

    return subtitles.rebuild


def _spreadsheet() -> Rebuild:
    from summarizer.layout import spreadsheet  # noqa: PLC0415

    return spreadsheet.rebuild


def _word() -> Rebuild:
    from summarizer.layout import word  # noqa: PLC0415

    return word.rebuild


def _running_heads(data: bytes) -> list[str]:
    from summarizer.layout import word  # noqa: PLC0415

    return word.left(data)


def _names_of_sheets(data: bytes) -> list[str]:
    from summarizer.layout import spreadsheet  # noqa: PLC0415

    return spreadsheet.left(data)


def _late(choose: Callable[[], Rebuild]) -> Rebuild:
    """A rebuilder whose module is imported when it is first used."""

    def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:
        return choose()(data, texts, bilingual=bilingual, to=to)

    return rebuild


# By the media type of `Document`.
LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "text/html": Layout(".html", _late(_html)),
        "text/plain": Layout(".txt", _late(_text)),
        "text/markdown": Layout(".md", _late(_markdown)),
        "application/x-subrip": Layout(".srt", _late(_subtitles)),
        "text/vtt": Layout(".vtt", _late(_subtitles)),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Layout(
            ".xlsx", _late(_spreadsheet), _names_of_sheets
        ),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Layout(
            ".docx", _late(_word), _running_heads
        ),
    }
)
