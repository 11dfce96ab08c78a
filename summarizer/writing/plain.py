"""Makes any text one harmless line: no control characters, no invisible or direction-changing ones."""

from __future__ import annotations

import unicodedata

_BLANK = frozenset({"Zs", "Zl", "Zp"})
# Controls, format characters (bidi, zero width, tags), surrogates, unassigned.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})


def plain(text: str) -> str:
    """The text on one line, blanks collapsed, without what a reader cannot see."""
    if not text.isprintable():
        text = "".join(map(_visible, text))
    elif "  " not in text and text[:1] != " " != text[-1:]:  # the only blank that is printable
        return text
    return " ".join(text.split())


def shortened(text: str, limit: int) -> str:
    """The text, cut to `limit` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category in _BLANK or char in "\t\n\r\v\f\x85":
        return " "
    return "" if category in _DROPPED else char
