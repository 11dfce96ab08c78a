"""Subtitles once more, in another language: numbers, times, notes, styles and settings stay.

A text is wrapped to two lines of 42 characters where it fits, as is usual; a longer one to more. With
`bilingual`, the source text stands above its translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from summarizer.exchange import inline
from summarizer.layout.matching import fits, untagged
from summarizer.reading.decoding import decode
from summarizer.reading.subtitles import Cue, cues, is_webvtt

WIDTH = 42  # characters of a line
_ARROW = re.compile("-{1,2}(?=>)")
_TAG = re.compile(r"\x00([0-9]+)\x01")


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:  # noqa: ARG001
    """The subtitles with their texts translated, in UTF-8; see the package `layout`."""
    source = decode(data).text
    end = "\r\n" if 2 * source.count("\r\n") > source.count("\n") else "\n"
    out: list[str] = []
    start = 0
    for number, cue in enumerate(cues(source), 1):
        text = " ".join(" ".join(texts.get(number, ())).split())
        if text:
            out += [source[start : cue.start], end.join(_lines(source, cue, text, bilingual=bilingual))]
            start = cue.end
    return "".join([*out, source[start:]]).encode("utf-8", "replace")


def _lines(source: str, cue: Cue, text: str, *, bilingual: bool) -> Iterator[str]:
    if bilingual and text == cue.text:
        bilingual = False
    kept = source[cue.start : cue.end].splitlines() if bilingual else []
    before = _without_position(cue.before) if bilingual else cue.before
    written = [line for line in _written(cue, text, is_escaped=is_webvtt(source[:20])) if line.strip()]
    if not written:
        return
    written[0] = before + written[0]
    written[-1] += cue.after
    yield from (*kept, *written)


def _without_position(tags: str) -> str:
    """The tags around a text without what is said of a whole cue once, such as its place on the screen."""
    return re.sub(r"\{[^{}]*\}", "", tags)


def _written(cue: Cue, text: str, *, is_escaped: bool) -> list[str]:
    """The lines of a translation, with the source's tags."""
    tagged = bool(cue.tags) and fits(text, cue.text)
    pieces: Sequence[inline.Piece] = inline.pieces(text) if tagged else (untagged(text, cue.text),)
    marked: list[str] = [""]
    signs: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            marked[-1] += _harmless(piece, is_escaped=is_escaped)
            continue
        sign = cue.tags[piece.number][piece.kind == "close"]
        if sign == "\n":
            marked.append("")
        else:
            marked[-1] += f"\x00{len(signs)}\x01"
            signs.append(sign)
    lines = [line for part in marked for line in wrapped(part)]
    return [_TAG.sub(lambda match: signs[int(match[1])], line) for line in lines]


def _harmless(text: str, *, is_escaped: bool) -> str:
    """A text that is neither times nor a tag, whatever it says."""
    text = text.replace("\x00", "").replace("\x01", "")
    if is_escaped:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub("<(?=[/A-Za-z])", "< ", _ARROW.sub(lambda match: "\u2013" * len(match[0]), text))


def wrapped(text: str) -> list[str]:
    """The text in lines of like lengths, of at most `WIDTH` characters, tags not counted."""
    words = text.split()
    shown = " ".join(_TAG.sub("", word) for word in words)
    count = len(wrap(shown, WIDTH, break_long_words=False, break_on_hyphens=False))
    if count < 2:
        return [" ".join(words)] if words else []
    narrow = next(
        width
        for width in range(len(shown) // count, WIDTH + 1)
        if len(_filled(words, width)) <= count or width == WIDTH
    )
    return _filled(words, narrow)


def _filled(words: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    room = 0
    for word in words:
        length = len(_TAG.sub("", word))
        if lines and length + 1 <= room:
            lines[-1] += f" {word}"
            room -= length + 1
        else:
            lines.append(word)
            room = width - length
    return lines
