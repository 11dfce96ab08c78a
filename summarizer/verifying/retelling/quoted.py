"""Indirect speech of the article does not become a quotation in the digest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.numerals.figure import fold
from summarizer.scripts import simplified
from summarizer.verifying.attribution import is_quoted
from summarizer.verifying.page import BREAK
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, share_of
from summarizer.verifying.retelling.source import Retold
from summarizer.verifying.vocabulary import SAYING

_FEWEST = 8  # characters: a shorter quotation is a term in quotation marks
_AS_SAID = 10  # characters: a shorter part may be a slogan that is put together
_SAID = re.compile(rf"(?:{SAYING})[^，。；：:,“”「」]{{0,4}}[：:，,]?[“「]([^“”「」]{{{_FEWEST},600}})[”」]")
_QUOTES = re.compile('[“”"「」『』‘’:]')
_PIECE = re.compile("[，。；！？：…]")
_MARKS = re.compile(r"[\W_]+")
_TOLD = 0.6  # share of the pairs of characters of what is quoted that the cited lines have
_END = "。，；！？、.,;!? "


def made(retold: Retold) -> Iterator[Problem]:
    """Finding `quotation`: what the article has, but nowhere in quotation marks, or has in other words."""
    zh = retold.pair.zh
    for found in _SAID.finditer(zh):
        said = found[1].strip(_END)
        if len(said) >= _FEWEST and (message := _wrong(said, retold)):
            yield Problem("quotation", "error", f"“{said[:40]}” is in quotation marks; {message}", said, "zh")


def _wrong(said: str, retold: Retold) -> str:
    """What is wrong with a quotation, or ""."""
    pieces = [piece for piece in _PIECE.split(said) if len(piece) >= _FEWEST]
    found = [place for piece in dict.fromkeys((said, *pieces)) for place in _places(piece, retold)]
    is_told = bool(found) and any(is_quoted(piece, text) for piece, text in found)
    if not is_told and (found or not _may_quote(retold)):
        return "the article does not quote it."
    altered = next((piece for piece in pieces if _is_altered(piece, retold)), "")
    return f"the article has “{altered}” in other words." if altered else ""


def _is_altered(piece: str, retold: Retold) -> bool:
    """Whether the article has a part of a quotation, but not as it is, marks aside."""
    if len(_bare(piece)) < _AS_SAID or _bare(piece) in _bare(retold.article.page.written):
        return False
    return share_of(pairs_of(simplified(fold(piece))), simplified(retold.cited)) >= _TOLD


def _bare(text: str) -> str:
    return _MARKS.sub("", simplified(fold(text)))


def _may_quote(retold: Retold) -> bool:
    """Whether anything is quoted in the cited lines, or before them and not yet ended."""
    page = retold.article.page
    last = max(retold.pair.lines, default=0)
    before = BREAK.join(page.lines[n].text for n in page.quantities if n <= last)
    is_open = any(before.rfind(one) > before.rfind(other) for one, other in ("“”", "「」", "『』"))
    return is_open or _QUOTES.search(retold.cited) is not None


def _places(said: str, retold: Retold) -> list[tuple[str, str]]:
    """What is quoted, as the article writes it, and the lines that have it.

    Where nothing has it as it is, the cited lines may have it but for marks.
    """
    page, words = retold.article.page, plain(said)
    exact = [(said, page.lines[n].text) for n in page.quantities if words in page.plain.get(n, "")]
    cited = (page.lines[n].text for n in retold.pair.lines if n in page.quantities)
    return exact or [(written, text) for text in cited if (written := _as_written(said, text))]


def _as_written(said: str, text: str) -> str:
    """The part of a text that has what is quoted but for marks, or ""."""
    kept = [at for at, char in enumerate(text) if char.isalnum()]
    bare, wanted = _bare(text), _bare(said)
    at = bare.find(wanted)
    if at < 0 or not wanted or len(bare) != len(kept):
        return ""
    return text[kept[at] : kept[at + len(wanted) - 1] + 1]
