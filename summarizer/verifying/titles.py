"""What posts are called in the fields: 总理 is no President, 教授 no Lecturer.

A post is wrong whose English has a word for one post, and none of those that its Chinese may be told by. The
table `titles.txt` has the endings of posts with the beginnings of all such words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from summarizer.scripts import simplified
from summarizer.verifying.tables import rows_of

# Words that are a post by themselves, besides those of the table.
_OTHERS = "shareholder employee intern clerk student senator congress lieutenant accountant"
_NO_POST = frozenset(
    {"board", "super", "general", "prime", "executive", "chief", "officer", "master", "research"}
)


@cache
def _rows() -> tuple[tuple[list[str], str], ...]:
    return tuple(rows_of(files(__package__).joinpath("titles.txt").read_text(encoding="utf-8")))


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {zh: _begun(en.split()) for titles, en in _rows() for zh in titles}


def _begun(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:\b|(?<=vice)|(?<=co)|head)(?:{'|'.join(words)})", re.IGNORECASE)


@cache
def _every() -> re.Pattern[str]:
    words = {word for _, en in _rows() for word in en.split()} - _NO_POST
    return re.compile(rf"\b(?:{'|'.join(sorted({*words, *_OTHERS.split()}))})\w*", re.IGNORECASE)


@cache
def _any_title() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words(), key=len, reverse=True)))


def mistaken(zh: str, en: str) -> str:
    """The word for another post than any that the Chinese has, or "".

    Only of a post that ends with what is called so: 主任医师 is none.
    """
    text = simplified(zh).strip()
    titles = _any_title().findall(text)
    if not titles or not text.endswith(titles[-1]):
        return ""
    other = _every().search(en)
    return other[0] if other and not any(_words()[title].search(en) for title in titles) else ""
