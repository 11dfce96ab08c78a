"""Which translated piece goes where, and whether it carries the tags of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.exchange import inline

_SEPARATOR = " | "
_LIKE_A_TAG = re.compile("</?[0-9]{1,5}/?>")


def shared(pieces: Sequence[str], count: int) -> tuple[str, ...]:
    """The pieces for `count` cells: as given, or one text parted where the cells meet.

    What does not fit goes into the first cell, so that nothing is lost; the others are then blank, which
    leaves them as they are.
    """
    if len(pieces) == count:
        return tuple(pieces)
    parts = _SEPARATOR.join(pieces).split(_SEPARATOR)
    if len(parts) == count:
        return tuple(parts)
    return (_SEPARATOR.join(pieces), *([""] * (count - 1)))


def fits(translated: str, source: str) -> bool:
    """Whether a translation has the very tags of its source, and nothing left that looks like one."""
    if inline.tags(translated) != inline.tags(source):
        return False
    return not _LIKE_A_TAG.search(inline.flat(translated)) or not inline.tags(source)


def untagged(translated: str, source: str) -> str:
    """A translation whose tags do not fit, as plain text: without what its source does not have, either."""
    if not inline.tags(source):
        return translated if _LIKE_A_TAG.search(source) else _LIKE_A_TAG.sub("", translated)
    return _LIKE_A_TAG.sub("", translated)
