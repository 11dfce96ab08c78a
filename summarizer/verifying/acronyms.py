"""Letters in brackets behind a name that are not its own: Ministry of Science and Technology (MSK).

An acronym may be that of the name in another language (Doctors Without Borders, MSF), and take letters from
within words (Kuomintang, KMT). So it is wrong only where it begins with the initials of the words before it,
and then has a letter that comes nowhere in the rest of them; what the article writes is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

_ACRONYM = re.compile(r"(?<=[a-z] )\(([A-Z]{3,7})\)")
_LONGEST = 120  # characters of a name
_NAME = re.compile(r"(?:[A-Z][\w.-]*(?:['’]s?)?,? (?:(?:of|the|and|for|on|in|to|at|de|du) ){0,3}){2,14}\Z")
_LEAST = 2  # initials with which an acronym begins
_LAST = 1  # letter that is another one; CAAC is called by other words in another order


def check(page: Page) -> Iterator[Finding]:
    """Findings `name_invented`: an acronym that is nearly that of the name before it."""
    if page.is_chinese and _ACRONYM.search(page.english):
        for pair in page.pairs:
            yield from _mistaken(pair, page)


def _mistaken(pair: Pair, page: Page) -> Iterator[Finding]:
    for found in _ACRONYM.finditer(pair.en):
        letters = found[1]
        name = _NAME.search(pair.en, max(0, found.start() - _LONGEST), found.start())
        if name and plain(letters) not in page.shown and _is_nearly_of(letters, name[0].split()):
            message = f"“{letters}” is nothing that “{name[0].strip()}” is called by."
            yield pair.error("name_invented", "accuracy/addition", message, "en", letters)


def _is_nearly_of(letters: str, words: list[str]) -> bool:
    """Whether letters are the initials of words from some word on, up to one that none of the words has."""
    starts = [words[at:] for at, word in enumerate(words) if word[0] == letters[0]]
    if not starts or any(_is_within(letters, "".join(rest)) for rest in starts):
        return False
    begun = max(_initials_of(letters, rest) for rest in starts)
    return begun >= max(_LEAST, len(letters) - _LAST)


def _is_within(letters: str, text: str) -> bool:
    rest = iter(text.upper())
    return all(letter in rest for letter in letters)


def _initials_of(letters: str, words: list[str]) -> int:
    """How many of some letters, from the first, are the initials of words in their order."""
    begun = 0
    for word in words:
        if begun < len(letters) and word[0].upper() == letters[begun]:
            begun += 1
    return begun
