"""Takes the text and its geometry out of a PDF, in a process of its own; imports nothing of this package.

The library that parses PDF is written in C++: what it does with a hostile file (crash, hang, fill the memory)
must not happen in the process that has other documents in work. Started as a script, with the folder of the
library as argument; reads the PDF from standard input and writes one JSON object to standard output:

    {"pages": [{"pieces": [[x0, x1, y, height, text, is_hidden], ...], "has_image": false}, ...]}
    {"error": "damaged" | "encrypted" | "too_large"}

Coordinates are in points, y upwards, turned so that the text of a page runs from left to right, also where it
is written vertically.
"""

from __future__ import annotations

import json
import math
import sys
from ctypes import byref, c_double, c_void_p
from dataclasses import dataclass, field
from typing import Any

MEMORY = 1_000_000_000  # bytes of address space
SECONDS = 40  # of processor time
_MOST_PAGES = 3_000
_MOST_CHARACTERS = 1_500_000
_MOST_OBJECTS = 2_000  # of a page, looked through for images
_HYPHENS = frozenset({0x2, 0xFFFE})  # how the library marks a hyphen at the end of a line
_WIDE_SPACE = "\u3000"
_SPACES = frozenset({*range(0x3, 0x21), 0xA0, ord(_WIDE_SPACE)})
_INVISIBLE = frozenset({3, 7})  # render modes: neither filled nor stroked
_TINY = 2.0  # points
_RIGHT_ANGLE = math.pi / 2
_IMAGE = 3
_FEWEST_MOVES = 20  # from one character to the next, to say that writing is vertical


def main() -> None:
    """Limit this process, then do the one thing it is for."""
    _limit()
    sys.path.append(sys.argv[1])
    answer = _read(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


def _limit() -> None:
    import resource  # noqa: PLC0415 (only this process is limited)

    for kind, limit in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):  # not every system can limit everything
            continue


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 (found only once its folder was given)
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        wrong = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        return {"error": "encrypted" if wrong else "damaged"}
    count = len(document)
    if not 0 < count <= _MOST_PAGES:
        return {"error": "too_large" if count else "damaged"}
    pages, characters = [], 0
    for index in range(count):
        page = raw.FPDF_LoadPage(document.raw, index)
        if not page:
            return {"error": "damaged"}
        found = _Page(raw, page, _MOST_CHARACTERS - characters)
        characters += found.count
        if characters > _MOST_CHARACTERS:
            return {"error": "too_large"}
        pages.append({"pieces": found.pieces(), "has_image": found.has_image()})
        raw.FPDF_ClosePage(page)
    return {"pages": pages}


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    height: float
    hidden: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class _Style:
    """What characters of one object share: quarter turns (-1: aslant, as watermarks are), size in points."""

    turn: int
    height: float
    is_invisible: bool


@dataclass
class _Piece:
    """A run of glyphs on one line, none far from the next."""

    glyphs: list[_Glyph] = field(default_factory=list)
    text: str = ""

    def takes(self, glyph: _Glyph, space: str) -> bool:
        """Whether a glyph goes on where this piece ends, after `space`."""
        last = self.glyphs[-1]
        gap, height = glyph.x0 - last.x1, max(last.height, glyph.height)
        furthest = 1.2 + space.count(_WIDE_SPACE)
        return (
            abs(glyph.y - last.y) < 0.4 * height
            and -0.6 * height < gap < furthest * height
            and glyph.hidden == last.hidden
        )

    def add(self, glyph: _Glyph, space: str) -> None:
        """Append a glyph; the same one printed twice, which makes it bold, counts once."""
        last = self.glyphs[-1] if self.glyphs else None
        if last and last.text == glyph.text and abs(last.x0 - glyph.x0) < 0.2 * glyph.height:
            return
        gap = glyph.x0 - last.x1 if last else 0.0
        spaced = gap > 0.2 * glyph.height and glyph.text.isascii() and self.text[-1:].isascii()
        self.text += (space or " " * spaced if last else "") + glyph.text
        self.glyphs.append(glyph)

    def row(self) -> list[Any]:
        """As it is written out."""
        heights = sorted(glyph.height for glyph in self.glyphs)
        ends = self.glyphs[0].x0, self.glyphs[-1].x1, self.glyphs[0].y, heights[len(heights) // 2]
        whole = self.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        hidden = self.glyphs[0].hidden or all(glyph.outside for glyph in self.glyphs)
        return [*(round(value, 2) for value in ends), whole, hidden]


class _Page:
    """One page that is open in the library."""

    def __init__(self, raw: Any, page: Any, limit: int) -> None:
        self._raw, self._page = raw, page
        self._text = raw.FPDFText_LoadPage(page)
        self.count = max(0, raw.FPDFText_CountChars(self._text)) if self._text else 0
        self._readable = self.count <= limit
        self._styles: dict[int, _Style] = {}
        self._owner_of, self._mode_of = raw.FPDFText_GetTextObject, raw.FPDFTextObj_GetTextRenderMode
        self._owner_of.restype = c_void_p  # plain addresses, instead of an object made for each call
        self._mode_of.argtypes = [c_void_p]
        self._rectangle, self._x, self._y, self._matrix = (
            raw.FS_RECTF(),
            c_double(),
            c_double(),
            raw.FS_MATRIX(),
        )
        self._box = self._visible_box()

    def pieces(self) -> list[list[Any]]:
        """The page's text as runs with their places; text that runs in another direction is left out."""
        if not self.count or not self._readable:
            return []
        turn = self._direction()
        lay = 3 if turn == 0 and self._is_vertical() else turn
        pieces: list[_Piece] = [_Piece()]
        space = ""
        for index in range(self.count):
            code = self._raw.FPDFText_GetUnicode(self._text, index)
            if code in _SPACES:
                space = space.rstrip(" ") + _WIDE_SPACE if code == ord(_WIDE_SPACE) else space or " "
                continue
            glyph = self._glyph(index, code, turn, lay)
            if glyph is None:
                continue
            if pieces[-1].glyphs and not pieces[-1].takes(glyph, space):
                pieces.append(_Piece())
            pieces[-1].add(glyph, space)
            space = ""
        return [piece.row() for piece in pieces if piece.glyphs]

    def has_image(self) -> bool:
        """Whether there is a picture on the page, as on one that was scanned."""
        raw, page = self._raw, self._page
        count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
        return any(
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) in {_IMAGE, raw.FPDF_PAGEOBJ_FORM}
            for index in range(count)
        )

    def _glyph(self, index: int, code: int, turn: int, lay: int) -> _Glyph | None:
        """One character, if it is turned as most are; placed as if the page were laid by `lay` quarters."""
        raw, text = self._raw, self._text
        box, x, y = self._rectangle, self._x, self._y
        if not raw.FPDFText_GetLooseCharBox(text, index, byref(box)) or not raw.FPDFText_GetCharOrigin(
            text, index, byref(x), byref(y)
        ):
            return None
        style = self._style(index)
        if style.turn != turn:
            return None
        x0, _ = _turned(box.left, box.bottom, lay)
        x1, _ = _turned(box.right, box.top, lay)
        shown = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else "\ufffd"
        baseline = _turned(x.value, y.value, lay)[1]
        outside = not self._is_inside(box)
        return _Glyph(shown, min(x0, x1), max(x0, x1), baseline, style.height, style.is_invisible, outside)

    def _direction(self) -> int:
        """The direction of most of the text, from a sample."""
        step = max(1, self.count // 200)
        turns = [self._style(index).turn for index in range(0, self.count, step)]
        return max((0, 1, 2, 3), key=turns.count)

    def _is_vertical(self) -> bool:
        """Whether most characters stand below the one before, as in vertical writing: then columns are lines,
        from right to left, and are the lines of a page that was turned.
        """
        step = max(1, self.count // 200)
        places = [(self._origin(index - 1), self._origin(index)) for index in range(1, self.count, step)]
        moves = [(after[0] - before[0], before[1] - after[1]) for before, after in places if before and after]
        down = sum(abs(across) < 0.3 * below for across, below in moves)
        return len(moves) >= _FEWEST_MOVES and down > 0.6 * len(moves)

    def _origin(self, index: int) -> tuple[float, float] | None:
        if self._raw.FPDFText_GetUnicode(self._text, index) in _SPACES:
            return None
        found = self._raw.FPDFText_GetCharOrigin(self._text, index, byref(self._x), byref(self._y))
        return (self._x.value, self._y.value) if found else None

    def _style(self, index: int) -> _Style:
        """The style of a character: that of the object it belongs to, asked once for each."""
        owner = self._owner_of(self._text, index)
        if not owner:
            return self._measured(index, 0)
        if owner not in self._styles:
            self._styles[owner] = self._measured(index, owner)
        return self._styles[owner]

    def _measured(self, index: int, owner: int) -> _Style:
        """The size comes from the font: some characters, such as 一, have boxes no higher than their ink."""
        raw, text, matrix = self._raw, self._text, self._matrix
        if not raw.FPDFText_GetMatrix(text, index, byref(matrix)):
            return _Style(0, 0.0, is_invisible=False)
        quarters = math.atan2(matrix.b, matrix.a) / _RIGHT_ANGLE
        is_upright = abs(quarters - round(quarters)) < 0.06
        height = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        is_invisible = bool(owner) and self._mode_of(owner) in _INVISIBLE
        return _Style(round(quarters) % 4 if is_upright else -1, height, is_invisible or height < _TINY)

    def _visible_box(self) -> Any:
        box = self._raw.FS_RECTF()
        return box if self._raw.FPDF_GetPageBoundingBox(self._page, byref(box)) else None

    def _is_inside(self, box: Any) -> bool:
        """Whether the middle of a character is on the page."""
        x, y, page = (box.left + box.right) / 2, (box.bottom + box.top) / 2, self._box
        return page is None or (page.left <= x <= page.right and page.bottom <= y <= page.top)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point after the page was turned back by quarters, so that its text runs to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


if __name__ == "__main__":
    main()
