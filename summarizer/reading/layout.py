"""Pieces of text with their places on pages -> paragraphs in reading order: columns, tables, running heads.

Pure geometry: y points upwards, all lengths are in points. A *row* is what stands on one baseline; a *block*
is a run of rows that are read one after the other: a page, or one of its columns.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE = 3  # outermost rows of a page that may be running heads and page numbers
_SAME_PLACE = 12.0  # points
_LONGEST_HEAD = 15  # characters of what may be a running head although it ends like a sentence
_NARROWEST = 10  # heights: lines of a narrower column are verse or a list, not a paragraph
_BINS = 100
_SENTENCE_END = frozenset("。！？；：…!?;:”’」』")
_NUMBER = re.compile(r"\d{1,5}")
_LONE_PAGE_NUMBER = re.compile(
    r"[-–—―·•~\s]{1,5}\d{1,4}[-–—―·•~\s]{1,5}|第\s?\d{1,4}\s?页(?:[\s,，/／]{0,3}共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one baseline."""

    x0: float
    x1: float
    y: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one baseline, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def y(self) -> float:
        """Its baseline."""
        return self.pieces[0].y

    @property
    def height(self) -> float:
        """The height of most of its text."""
        return max(self.pieces, key=lambda piece: len(piece.text)).height

    @property
    def text(self) -> str:
        """Its text, the pieces separated by a space."""
        return " ".join(piece.text for piece in self.pieces)


def paragraphs(pages: Sequence[Sequence[Piece]]) -> list[str]:
    """Return the paragraphs of all pages in reading order, one text each; rows of a table one each."""
    rows = [rows_of(page) for page in pages]
    furniture = _furniture(rows)
    out: list[str] = []
    last: tuple[Row, float] | None = None  # the row that ended the block before; its right edge
    for number, page in enumerate(rows):
        kept = [row for place, row in enumerate(page) if (number, place) not in furniture]
        for block in _blocks(kept):
            last = _write(block, out, last)
    return out


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Group the pieces of a page, or of a column, by their baselines, from top to bottom."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if groups and groups[-1][0].y - piece.y < 0.4 * min(groups[-1][0].height, piece.height):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Row(tuple(sorted(group, key=lambda piece: piece.x0))) for group in groups]


# ---------------------------------------------------------------------------- running heads, page numbers


def _furniture(pages: list[list[Row]]) -> set[tuple[int, int]]:
    """Find the rows (page, place on it) that return at the same place of most pages, and page numbers."""
    found: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    out = set()
    for number, rows in enumerate(pages):
        for place in _edges(len(rows)):
            text = "".join(rows[place].text.split())
            if _LONE_PAGE_NUMBER.fullmatch(rows[place].text.strip()):
                out.add((number, place))
            for key in _keys(text, number):
                found[key].append((number, place))
    needed = max(2.0, 0.4 * len(pages))  # heads of left and right pages differ: each is on half of them
    for places in found.values():
        height = median(pages[number][place].y for number, place in places)
        near = {at for at in places if abs(pages[at[0]][at[1]].y - height) <= _SAME_PLACE}
        if len({number for number, _ in near}) >= needed:
            out |= near
    return out if len(out) < sum(map(len, pages)) else set()


def _edges(count: int) -> list[int]:
    return [place for place in range(count) if place < _EDGE or place >= count - _EDGE]


def _keys(text: str, page: int) -> Iterator[tuple[str, int]]:
    """Yield what a row shares with its like on other pages: its text, or all but a number that counts."""
    if (len(text) > _LONGEST_HEAD and text[-1] in _SENTENCE_END) or not any(map(str.isalnum, text)):
        return  # a sentence, or a full stop left over from the line above
    yield text, -1
    for match in list(_NUMBER.finditer(text))[:3]:
        yield f"{text[: match.start()]}\0{text[match.end() :]}", int(match.group()) - page


# ------------------------------------------------------------------------------------------ columns


def _blocks(rows: list[Row], depth: int = 0) -> Iterator[list[Row]]:
    """Yield the blocks of a page in reading order; columns one after the other."""
    gutter = _gutter(rows) if depth < 3 else None
    if gutter is None:
        if rows:
            yield rows
        return
    for band, is_split in _bands(rows, gutter):
        if is_split:
            pieces = [piece for row in band for piece in row.pieces]
            yield from _blocks(rows_of([piece for piece in pieces if piece.x1 <= gutter + 1]), depth + 1)
            yield from _blocks(rows_of([piece for piece in pieces if piece.x1 > gutter + 1]), depth + 1)
        else:
            yield band


def _gutter(rows: list[Row]) -> float | None:
    """Find the x that few pieces cover, with many on both sides of it."""
    pieces = [piece for row in rows for piece in row.pieces]
    if len(pieces) < 8:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    width = (right - left) / _BINS
    if width <= 0:
        return None
    cover = _cover(pieces, left, width)
    best: tuple[int, int, float] | None = None
    for start, stop in _valleys(cover):
        low = min(cover[start:stop])
        if min(max(cover[:start]), max(cover[stop:])) >= 2 * low + 3 and (
            best is None or (low, start - stop) < best[:2]
        ):
            best = (low, start - stop, left + width * (start + stop) / 2)
    return best[2] if best else None


def _cover(pieces: list[Piece], left: float, width: float) -> list[int]:
    """Count for each bin of x how many pieces are in it."""
    steps = [0] * (_BINS + 1)
    for piece in pieces:
        steps[min(_BINS - 1, max(0, int((piece.x0 - left) / width)))] += 1
        steps[min(_BINS, max(0, int((piece.x1 - left) / width) + 1))] -= 1
    cover, total = [], 0
    for step in steps[:_BINS]:
        total += step
        cover.append(total)
    return cover


def _valleys(cover: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of bins, away from the edges, whose cover is lower than before and after."""
    start = 1
    for stop in range(1, _BINS):
        if cover[stop] != cover[stop - 1]:
            if (
                cover[start - 1] > cover[start] < cover[stop]
                and start >= 0.12 * _BINS
                and stop <= 0.88 * _BINS
            ):
                yield start, stop
            start = stop


def _bands(rows: list[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Cut rows into runs that cross the gutter and runs that do not; say of each if it is two columns."""
    band: list[Row] = []
    crosses = False
    for row in rows:
        now = any(piece.x0 < gutter - 1 and piece.x1 > gutter + 1 for piece in row.pieces)
        if band and now != crosses:
            yield band, not crosses and _is_prose(band, gutter)
            band = []
        band.append(row)
        crosses = now
    if band:
        yield band, not crosses and _is_prose(band, gutter)


def _is_prose(band: list[Row], gutter: float) -> bool:
    """Whether both sides are lines of text that fill their column; the cells of a table do not."""
    pieces = [piece for row in band for piece in row.pieces]
    for side in ([p for p in pieces if p.x1 <= gutter + 1], [p for p in pieces if p.x1 > gutter + 1]):
        rows = rows_of(side)
        if len(rows) < 3:
            return False
        width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
        if median(row.x1 - row.x0 for row in rows) < 0.6 * width or median(len(row.text) for row in rows) < 8:
            return False
    return True


# ------------------------------------------------------------------------------------------ paragraphs


def _write(block: list[Row], out: list[str], last: tuple[Row, float] | None) -> tuple[Row, float]:
    """Append a block's paragraphs to `out`; its first row may go on with the last block's paragraph."""
    left, right = min(row.x0 for row in block), _right_edge(block)
    leading = median([a.y - b.y for a, b in pairwise(block)] or [0.0])
    tabular = _table_rows(block)
    is_indented = any(1.2 * row.height < row.x0 - left < 4 * row.height for row in block)
    before: Row | None = None
    for number, row in enumerate(block):
        if number in tabular:
            out.append(" | ".join(piece.text.strip() for piece in row.pieces))
            before = None
            continue
        goes_on = (
            _continues(before, row, left, right, is_indented=is_indented)
            and before.y - row.y <= 1.35 * leading
            if before
            else not number and last is not None and _turns_over(*last, row, left)
        )
        if goes_on and out:
            out[-1] = glued(out[-1], row.text)
        else:
            out.append(row.text.strip())
        before = row
    return block[-1], (right if before is not None else math.inf)


def _right_edge(block: list[Row]) -> float:
    """Where full lines of a block end; nowhere if no line can be told to be full.

    Lines of a narrow column are verse or a list; one line longer than all others is full only if it is long.
    """
    right = max(row.x1 for row in block)
    longest = max(block, key=lambda row: row.x1)
    width = right - min(row.x0 for row in block)
    alike = sum(row.x1 >= right - 2 * longest.height for row in block)
    least = _NARROWEST if alike > 1 else 2 * _NARROWEST
    return right if width >= least * longest.height else math.inf


def _table_rows(block: list[Row]) -> set[int]:
    """Find the rows of tables: two or more of several pieces, one below the other."""
    several = [len(row.pieces) > 1 for row in block]
    return {
        number
        for number, is_several in enumerate(several)
        if is_several and (any(several[max(0, number - 1) : number]) or any(several[number + 1 : number + 2]))
    }


def _continues(before: Row, row: Row, left: float, right: float, *, is_indented: bool) -> bool:
    """Whether a row goes on with the sentence of the one above: that is full, and this is not indented.

    Where paragraphs are not indented, one also ends where a sentence ends with its line.
    """
    height = before.height
    if abs(row.height - height) > 0.15 * height or before.x1 < right - 2 * height:
        return False
    is_open = before.text.rstrip()[-1:] not in _SENTENCE_END
    if row.x0 <= left + 1.2 * height:
        return is_indented or is_open
    return is_open and abs(row.x0 - before.x0) < 0.5 * height


def _turns_over(last: Row, right: float, row: Row, left: float) -> bool:
    """Whether a column or page begins in the middle of a sentence."""
    return (
        last.x1 >= right - 2 * last.height
        and abs(row.height - last.height) <= 0.15 * last.height
        and row.x0 <= left + 1.2 * row.height
        and last.text.rstrip()[-1:] not in _SENTENCE_END
    )


def glued(text: str, more: str) -> str:
    """Join two lines: Chinese without a space, words with one, a divided word without its hyphen."""
    text, more = text.rstrip(), more.lstrip()
    a, b = text[-1:], more[:1]
    if a == "-" and text[-2:-1].isascii() and text[-2:-1].isalpha() and b.islower():
        return text[:-1] + more
    words = a.isascii() and b.isascii() and a and b
    return f"{text} {more}" if words else text + more
