"""Copied texts as the source spells them.

Models copy almost literally: ＡＢＢ公司 comes back as "ABB公司", “星火”研究院 between straight quotation
marks. Such a copy is found all the same (`matching`); what is published is what stands in the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.matching import locate, plain, within
from summarizer.surfaces import is_whole_word, unpadded
from summarizer.text import Line

# The lines of one article are looked into dozens of times.
plainly = lru_cache(maxsize=4096)(plain)

_TIMES = 3  # so much longer than its copy may be what stands around an ellipsis
_BLANKS = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})  # categories of characters that no name has


def line_with(quote: str, lines: Iterable[Line]) -> Line | None:
    """The first of `lines` in which `quote` stands, punctuation and widths aside."""
    wanted = plainly(quote)
    return next((line for line in lines if within(wanted, plainly(line.text))), None)


def spelled(quote: str, texts: Sequence[str], *, person: bool = False) -> str:
    """A copy as the first of `texts` in which it stands spells it; unchanged where it stands in none.

    The blanks that a layout sets in the name of a person are no part of it.

    >>> spelled("(华岳)ABB公司", ["（华岳）ＡＢＢ公司"]), spelled("王芳", ["王　芳"], person=True)
    ('（华岳）ＡＢＢ公司', '王芳')
    """
    quote = quote.strip()
    if not quote or any(quote in text for text in texts):
        return quote
    closed = unpadded(quote) if person else quote
    if closed != quote and any(closed in text for text in texts):
        return closed
    found = next((there for text in texts if (there := _standing(quote, text))), quote)
    return quote if person and _solid(found) == _solid(quote) else found


def _standing(quote: str, text: str) -> str:
    """What stands in `text` where `quote` is found; "" if that is part of a word, or much more."""
    if not within(plainly(quote), plainly(text)) or (span := locate(quote, text)) is None:
        return ""
    there = text[span.start : span.end]
    sound = is_whole_word(text, span.start, span.end) and len(there) <= _TIMES * len(quote)
    return there if sound and _UNSEEN.isdisjoint(map(unicodedata.category, there)) else ""


def _solid(name: str) -> str:
    return _BLANKS.sub("", name)
