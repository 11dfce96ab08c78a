"""Where a Chinese quote stands in a line, although width, blanks and punctuation may differ.

Models copy Chinese almost literally: they turn full-width digits into ASCII, drop the blanks that a
crawler left between characters, and exchange quote marks. So quotes are compared in a *plain form* and
found through a map back to the text, which itself is never changed: `text[span.start:span.end]` is the
occurrence. Nothing is guessed; the one liberty is that a quote with an ellipsis in it stands where its
pieces stand in order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from summarizer.text import Line

# Each group is written as its first character in the plain form.
VARIANTS = (
    "\"“”„‟«»'‘’‚‛`´＂＇「」『』｢｣〝〞〟﹁﹂﹃﹄",
    ",，、､﹐﹑︐",
    ".。．｡﹒",
    ":：﹕︰",
    ";；﹔",
    "(（﹙〔❨",
    ")）﹚〕❩",
    "[［【〖",
    "]］】〗",
    "-‐‑‒–—―−－─━~～〜∼﹣",
    "…⋯",
    "·•‧・･‣∙⋅",
    "?？﹖",
    "!！﹗",
    "%％﹪",
    "《〈",
    "》〉",
    "〇○",
)
# Blanks of every kind, and characters that show nothing: zero-width, direction marks, selectors.
DROPPED = "".join(
    map(
        chr,
        [
            *range(9, 14),
            *range(28, 33),
            0x85,
            0xA0,
            0xAD,
            0x1680,
            0x180E,
            *range(0x2000, 0x2010),
            *range(0x2028, 0x2030),
            0x205F,
            *range(0x2060, 0x2065),
            0x3000,
            *range(0xFE00, 0xFE10),
            0xFEFF,
        ],
    )
)
FEW = 100  # different characters of a text that are exchanged one after the other, which is faster by far
SEAM = "\2"  # between texts whose plain forms are made together: nothing joins across it
LONG = 2000  # characters: the plain forms of longer texts are not kept
MOST_MARKS = 30  # combining marks of one character; Unicode's own bound for streams
DASHES, DOTS = re.compile("--++"), re.compile(r"[.…][.…]++")
TWO_DOTS = ("……", "..", "….", ".…")  # one of which every run of dots has


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` is the occurrence; `exact` if it equals the quote character by character."""

    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """A plain form with, for each of its characters, the start and end in the text it came from."""

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, plain_quote: str, begin: int = 0) -> tuple[int, int] | None:
        """The next occurrence from `begin` on, as a range of the plain form; no character is cut in two."""
        size = len(plain_quote)
        at = self.plain.find(plain_quote, begin)
        while at >= 0 and (self._inside(at) or self._inside(at + size)):
            at = self.plain.find(plain_quote, at + 1)
        return (at, at + size) if at >= 0 else None

    def _inside(self, at: int) -> bool:
        return 0 < at < len(self.plain) and self.starts[at] < self.ends[at - 1]


def plain(text: str) -> str:
    """The form in which texts are compared: no blanks, one width, one form of each mark, small letters."""
    return _remembered(text) if len(text) < LONG else _plain(text)


def plain_each(texts: Sequence[str]) -> list[str]:
    """The plain forms of some texts, made together, which takes half the time of one after the other."""
    together = SEAM.join(texts)
    if unicodedata.is_normalized("NFC", together) and together.count(SEAM) == len(texts) - 1:
        return _plain(together).split(SEAM)
    return [plain(text) for text in texts]


@lru_cache(maxsize=16_384)
def _remembered(text: str) -> str:
    return _plain(text)  # every check compares the same short texts


def _plain(text: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        return fold(text).plain
    simple = _simple(text)
    if "--" in simple:
        simple = DASHES.sub("-", simple)
    if ("…" in simple or ".." in simple) and any(map(simple.__contains__, TWO_DOTS)):
        simple = DOTS.sub("…", simple)
    return simple


def _simple(text: str) -> str:
    """What `_table` makes of a text, one kind of character after the other: most have few that it changes."""
    found = _odd().findall(text)
    if not found:
        return text
    table, others = _table(), set(found)
    if len(others) > FEW:
        return text.translate(table)
    for char in others:
        text = text.replace(char, table[ord(char)] or "")
    return text


def fold(text: str) -> Folded:
    """The plain form of `text` with the way back into it."""
    table = _table()
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _characters(text):
        for char in _composed(text[start:end]).translate(table):
            if chars and _joins(chars[-1], char):
                chars[-1] = "-" if char == "-" else "…"
                ends[-1] = end
                continue
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return Folded("".join(chars), tuple(starts), tuple(ends))


def locate(quote: str, text: str) -> Span | None:
    """Where `quote` first stands in `text`, or None.

    A quote with an ellipsis that is not in the text as such is found where its pieces stand in order.
    """
    wanted = plain(quote)
    if not wanted or not _may_contain(wanted, text):
        return None
    folded = fold(text)
    found = folded.find(wanted) or _find_pieces(wanted, folded)
    if found is None:
        return None
    start, end = folded.starts[found[0]], folded.ends[found[1] - 1]
    return Span(start, end, exact=text[start:end] == quote)


def contains(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text`; a quote of nothing but blanks does not."""
    return locate(quote, text) is not None


def find_line(quote: str, lines: Iterable[Line]) -> Line | None:
    """The first of `lines` in which `quote` stands, or None."""
    return next((line for line in lines if contains(quote, line.text)), None)


def pieces_of(plain_quote: str) -> list[str]:
    """The pieces around the ellipses of a quote in plain form; none if they are too short to mean much."""
    if "…" not in plain_quote:
        return []
    pieces = [piece for piece in plain_quote.split("…") if piece]
    return pieces if sum(map(len, pieces)) >= 4 and min(map(len, pieces)) >= 2 else []


def within(plain_quote: str, plain_text: str) -> bool:
    """`contains` for two texts that are in plain form already (cheap: no way back is built)."""
    if plain_quote in plain_text:
        return bool(plain_quote)
    if "…" not in plain_quote:
        return False
    at = 0
    pieces = pieces_of(plain_quote)
    for piece in pieces:
        at = plain_text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return bool(pieces)


def _may_contain(wanted: str, text: str) -> bool:
    return within(wanted, plain(text))


def _find_pieces(wanted: str, folded: Folded) -> tuple[int, int] | None:
    begin, end = -1, 0
    for piece in pieces_of(wanted):
        found = folded.find(piece, end)
        if found is None:
            return None
        begin, end = (found[0] if begin < 0 else begin), found[1]
    return (begin, end) if begin >= 0 else None


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the characters as a reader sees them: one with the combining marks that follow it."""
    heads = [at for at, char in enumerate(text) if not unicodedata.combining(char) or at == 0]
    for start, end in pairwise([*heads, len(text)]):
        for at in range(start, end, MOST_MARKS + 1):
            yield at, min(at + MOST_MARKS + 1, end)


def _composed(char: str) -> str:
    return char if char.isascii() else unicodedata.normalize("NFC", char)


def _joins(last: str, char: str) -> bool:
    """Dashes in a row are one dash, dots in a row an ellipsis."""
    return last == char == "-" or (last in ".…" and char in ".…")


@cache
def _odd() -> re.Pattern[str]:
    """A pattern for the characters that `_table` changes."""
    changed = (chr(code) for code, plain in sorted(_table().items()) if plain != chr(code))
    return re.compile(f"[{re.escape(''.join(changed))}]")


@cache
def _table() -> dict[int, str | None]:
    """What each character becomes: built once, when first needed."""
    table: dict[int, str | None] = {}
    letters = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530)]
    table.update({code: lower for code in letters if len(lower := chr(code).lower()) == 1})
    wide = [*range(0xFF01, 0xFFEF), *range(0x2F00, 0x2FD6)]  # widths, and radicals for their characters
    for code in wide:
        usual = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(usual) == 1:
            table[code] = usual
    table.update({ord(char): group[0] for group in VARIANTS for char in group})
    table.update(dict.fromkeys(map(ord, DROPPED)))
    for code, simpler in table.items():  # of "｀" its usual width, of that the first of its group
        table[code] = table.get(ord(simpler), simpler) if simpler else None
    return table
