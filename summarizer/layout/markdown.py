"""A Markdown text once more, in another language: its signs stay, the texts between them are translated.

With `bilingual`, the translation stands below its source: a heading as a heading, a line after a line break
in the same paragraph or item, a table's cell in the same cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from summarizer.exchange import inline
from summarizer.layout.matching import fits, shared, untagged
from summarizer.layout.plain import rewritten
from summarizer.reading.markdown import Cell, cells

_TAG_START = re.compile("<(?=[A-Za-z/!?])")
_BLOCK_START = re.compile(r"(?:#{1,6}|[-+*>]|[0-9]{1,9}[.)])(?=\s|\Z)|>|={3,}|-{3,}|`{3,}|~{3,}")
_UNSAFE_VALUE = re.compile(r"[\[\]{}&*!|>'\"%@`#,?:-]|.*(?:: | #|:\Z)")


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:  # noqa: ARG001
    """The text with its lines translated; see the package `layout`."""

    def writer(lines: tuple[str, ...]) -> _Writer:
        return _Writer(lines, cells(lines), bilingual=bilingual)

    return rewritten(data, texts, writer)


class _Writer:
    """Writes lines anew."""

    def __init__(self, lines: tuple[str, ...], found: list[tuple[Cell, ...]], *, bilingual: bool) -> None:
        self._lines, self._cells, self._bilingual = lines, found, bilingual

    def __call__(self, number: int, pieces: tuple[str, ...]) -> list[str]:
        source, found = self._lines[number - 1], self._cells[number - 1]
        if not found:
            return [source]
        given = [
            text if text.strip() else cell.text
            for text, cell in zip(shared(pieces, len(found)), found, strict=True)
        ]
        texts = [_text(cell, text) for cell, text in zip(found, given, strict=True)]
        if not self._bilingual:
            return ["".join(_line(cell, text) for cell, text in zip(found, texts, strict=True))]
        return self._both(number, source, found, texts)

    def _both(self, number: int, source: str, found: tuple[Cell, ...], texts: list[str]) -> list[str]:
        first = found[0]
        if first.kind == "row":
            pairs = [f"{_source(cell)}<br>{text}" for cell, text in zip(found, texts, strict=True)]
            same = zip(found, texts, pairs, strict=True)
            return [
                "".join(
                    _line(cell, _source(cell) if _source(cell) == text else pair) for cell, text, pair in same
                )
            ]
        translated = _line(first, texts[0])
        if texts[0] == _source(first) or first.kind == "key":
            return [source]
        if first.kind == "heading":
            return [source, "", translated]
        if first.kind == "code":
            return [source, translated]
        indent = "".join(char if char in ">\t" else " " for char in first.before.replace("\u3000", ""))
        follows = number < len(self._lines) and self._lines[number].strip() and self._cells[number]
        below = f"{indent if first.kind == 'item' else ''}{_opened(first)}{texts[0]}{first.after.rstrip()}"
        return [f"{source.rstrip()}  ", below + ("  " if follows else "")]


def _opened(cell: Cell) -> str:
    """The signs of emphasis around the whole of an item or line, which its translation has, too."""
    return cell.before[len(cell.before.rstrip("*_~`[!")) :] if cell.kind != "item" else ""


def _line(cell: Cell, text: str) -> str:
    if cell.kind == "key" and not cell.after and _UNSAFE_VALUE.match(text):
        text = json.dumps(text, ensure_ascii=False)
    return f"{cell.before}{text}{cell.after}"


def _text(cell: Cell, translated: str) -> str:
    """The translation with the source's signs for its tags."""
    text = " ".join(translated.strip().splitlines())
    sign = cell.before.strip()
    if sign and text.startswith(f"{sign} "):  # a translation of the line with its signs
        text = text.removeprefix(sign).lstrip()
    if cell.kind == "code":
        return text
    if cell.kind == "key":
        return _quoted(text, cell.after[:1])
    tagged = fits(text, cell.text)
    parts = inline.pieces(text) if tagged and cell.tags else (text if tagged else untagged(text, cell.text),)
    out = "".join(_signed(parts, cell))
    is_safe = cell.kind in {"row", "heading"} or isinstance(next(iter(parts), ""), inline.Tag)
    return out if is_safe else _no_block(out)


def _quoted(text: str, quote: str) -> str:
    """A value of front matter between its quotes."""
    if quote == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if quote == "'" else text


def _signed(parts: Sequence[inline.Piece], cell: Cell) -> Iterator[str]:
    """The parts of a translation, with signs for tags; what is code is not escaped."""
    in_code = cell.before.endswith("`")
    for part in parts:
        if isinstance(part, str):
            yield _escaped(part, cell, is_code=in_code)
            continue
        signs = cell.tags[part.number]
        in_code = (part.kind == "open") if signs[0].startswith("`") else in_code
        yield signs[part.kind == "close"]


def _no_block(text: str) -> str:
    """Take the meaning from what would begin a list, a heading or a quote."""
    begins = _BLOCK_START.match(text)
    if not begins:
        return text
    at = begins.end() - 1 if text[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def _escaped(text: str, cell: Cell, *, is_code: bool) -> str:
    text = text if is_code else _TAG_START.sub(r"\\<", text)
    return re.sub(r"(?<!\\)\|", r"\\|", text) if cell.kind == "row" else text


def _source(cell: Cell) -> str:
    """The text of a cell as it stands in the source."""
    if not cell.tags:
        return cell.text
    return "".join(
        part if isinstance(part, str) else cell.tags[part.number][part.kind == "close"]
        for part in inline.pieces(cell.text)
    )
