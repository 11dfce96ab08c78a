"""Indirect speech of the article does not become a quotation in the digest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.verifying.attribution import is_quoted
from summarizer.verifying.page import BREAK
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold
from summarizer.verifying.vocabulary import SAYING

_FEWEST = 8  # characters: a shorter quotation is a term in quotation marks
_SAID = re.compile(rf"(?:{SAYING})[^，。；：:,“”「」]{{0,4}}[：:，,]?[“「]([^“”「」]{{{_FEWEST},600}})[”」]")
_QUOTES = re.compile('[“”"「」『』‘’:]')
_PIECE = re.compile("[，。；！？：]")
_END = "。，；！？、.,;!? "


def made(retold: Retold) -> Iterator[Problem]:
    """Finding `quotation`: what the article has, but nowhere in quotation marks."""
    zh = retold.pair.zh
    if "“" not in zh and "「" not in zh:
        return
    for found in _SAID.finditer(zh):
        said = found[1].strip(_END)
        if len(said) >= _FEWEST and _is_indirect(said, retold):
            message = f"“{said[:40]}” is in quotation marks; the article does not quote it."
            yield Problem("quotation", "error", message, said, "zh")


def _is_indirect(said: str, retold: Retold) -> bool:
    """Whether the article has these words, and nowhere in quotation marks; or others, and quotes none."""
    pieces = (said, *(piece for piece in _PIECE.split(said) if len(piece) >= _FEWEST))
    found = [(piece, text) for piece in dict.fromkeys(pieces) for text in _texts(plain(piece), retold)]
    if found:
        return not any(is_quoted(piece, text) for piece, text in found)
    return not _may_quote(retold)


def _may_quote(retold: Retold) -> bool:
    """Whether anything is quoted in the cited lines, or before them and not yet ended."""
    page = retold.article.page
    last = max(retold.pair.lines, default=0)
    before = BREAK.join(page.lines[n].text for n in page.quantities if n <= last)
    is_open = any(before.rfind(one) > before.rfind(other) for one, other in ("“”", "「」", "『』"))
    return is_open or _QUOTES.search(retold.cited) is not None


def _texts(said: str, retold: Retold) -> list[str]:
    """The lines of the article that have what is quoted."""
    page = retold.article.page
    return [page.lines[n].text for n in page.quantities if said in page.plain.get(n, "")]
