"""A text once more, in another language: line for line, with the same indentation and blank lines, in UTF-8.

With `bilingual`, each line is followed by its translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summarizer.exchange import inline
from summarizer.reading import html, plain
from summarizer.reading.decoding import decode

# (line number, lines, translated pieces) -> the lines to be written
Write = Callable[[int, tuple[str, ...], tuple[str, ...]], list[str]]


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:  # noqa: ARG001
    """The text with its lines translated; see the package `layout`."""

    def write(number: int, lines: tuple[str, ...], pieces: tuple[str, ...]) -> list[str]:
        source = lines[number - 1]
        text = inline.flat(" | ".join(pieces)) if inline.tags(source) == () else " | ".join(pieces)
        indent = source[: len(source) - len(source.lstrip())]
        end = source[len(source.rstrip()) :]
        translated = indent + " ".join(text.strip().splitlines()) + end
        return [source, translated] if bilingual and source.strip() != text.strip() else [translated]

    return rewritten(data, texts, lambda lines: lambda number, pieces: write(number, lines, pieces))


def rewritten(
    data: bytes,
    texts: Mapping[int, tuple[str, ...]],
    writer: Callable[[tuple[str, ...]], Callable[[int, tuple[str, ...]], list[str]]],
) -> bytes:
    """The file with the lines that have a translation written anew, with the line ends that it has, and
    without those whose entry is empty. Blank ones among these stay where they part two lines that are kept:
    in Markdown they make the difference between two paragraphs and one.
    """
    declared = html.declared_charset(data) if html.looks_like_page(data) else ""
    text = decode(data, declared=declared).text
    lines = plain.lines_of(text)
    write = writer(lines)
    out: list[str] = []
    dropped: list[str] = []
    for number, line in enumerate(lines, 1):
        pieces = texts.get(number, ("",))
        if not pieces:
            dropped.append(line)
            continue
        written = write(number, pieces) if line.strip() and any(map(str.strip, pieces)) else [line]
        out += [*_parting(dropped, out, line), *written]
        dropped = []
    end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    last = end if text.endswith(("\n", "\r")) else ""
    return (end.join(out) + last).encode("utf-8", "replace")


def _parting(dropped: list[str], before: list[str], after: str) -> list[str]:
    """The blank lines among those `dropped` that part what stands before them from what comes after."""
    blank = [line for line in dropped if not line.strip()]
    if not before or not blank:
        return []
    if len(blank) == len(dropped):
        return blank
    return blank[:1] if before[-1].strip() and after.strip() else []
