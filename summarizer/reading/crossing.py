"""Finds Chinese that was read in the wrong one of the Asian encodings, and then saved as Unicode.

Such a text is valid and consists of real characters, only hardly ever of common ones. Read back the way it
came, it is everyday Chinese: that is the proof. It is not repaired: bytes that belonged to no character are
mostly gone, and those after them belong to other ones.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.reading.commonness import COMMON, PUNCTUATION, look

_FEWEST = 8  # characters of a line that can prove anything
_PROVEN, _BETTER = (
    0.45,
    0.3,
)  # how much a line must look like Chinese read back, and how much more than before
_SOUND = 0.4  # a line that looks so much like Chinese is what it seems to be
_MOST_LINES = 400  # looked at closely
_COMMA = "ㄛ"  # what the comma of GBK is in Big5
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")  # kana that nobody writes whole lines in
# How it was read, and what it was.
_WAYS = (
    ("cp950", "gb18030"),
    ("big5hkscs", "gb18030"),
    ("cp932", "gb18030"),
    ("cp949", "gb18030"),
    ("gb18030", "cp950"),
    ("cp932", "cp950"),
    ("cp949", "cp950"),
    ("latin-1", "cp950"),
    ("cp1252", "cp950"),
    ("cp950", "utf-8"),
    ("cp932", "utf-8"),
    ("cp949", "utf-8"),
)


def is_crossed(text: str) -> bool:
    """Whether a line of the text proves to be Chinese that was read wrongly."""
    if not _strange().search(text):  # one pass for nearly all texts
        return False
    suspects = (line for line in text.split("\n") if _strange().search(line))
    return any(_is_proven(line) for line, _ in zip(suspects, range(_MOST_LINES), strict=False))


@cache
def _strange() -> re.Pattern[str]:
    """Three characters in a row that are neither ASCII nor common in Chinese."""
    return re.compile(f"[^\x00-\x7f{_everyday()}]{{3}}")


@cache
def _familiar() -> re.Pattern[str]:
    """Eight in a row that are common."""
    return re.compile(f"[{_everyday()}]{{8}}")


def _everyday() -> str:
    return re.escape("".join(sorted(COMMON | PUNCTUATION)))


def _is_proven(line: str) -> bool:
    own = look(line)
    if own.total < _FEWEST or own.score >= _SOUND:
        return False
    for wrong, right in _WAYS:
        text = line.encode(wrong, "ignore").decode(right, "ignore")
        found = look(text)
        if found.total < max(_FEWEST, 0.3 * own.total):
            continue
        if found.score >= max(_PROVEN, own.score + _BETTER):
            return True
        # After a lost byte the rest is shifted: what stands before it tells. (Not so in Korean.)
        if wrong != "cp949" and found.score > own.score and _familiar().search(text):
            return True
        if own.score < 0 and found.score >= 0.2 and _COMMA in line and right == "gb18030":
            return True
    return len(_HALF_WIDTH.findall(line)) >= max(40, 0.6 * own.total)
