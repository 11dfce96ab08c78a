"""English that a Chinese text quotes and its translation copies: it means the same in both."""

from __future__ import annotations

import re

_COPIED = re.compile(
    r"(?:[A-Za-z][A-Za-z'’-]{0,30}[,;:]? ){2,60}[A-Za-z][A-Za-z'’-]{0,30}"
)  # three words or more
_MAY_BE_COPIED = re.compile(r"[a-z][,;:]? [A-Za-z'’-]+[,;:]? [A-Za-z]")


def without_copies(zh: str, en: str) -> tuple[str, str]:
    """A Chinese text without the English that its translation has as it is, and the translation."""
    for copied in _COPIED.findall(zh) if _MAY_BE_COPIED.search(zh) else ():
        if copied in en:
            zh, en = zh.replace(copied, ""), en.replace(copied, "")
    return zh, en
