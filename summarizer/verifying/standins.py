"""Whether a name that nothing explains stands where English has none of an organisation's own.

A name of the fields that is not told is left out ("they", or a sentence turned round), or it is another one
now: then English names a company, an office or a school of which the Chinese has nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.matching import plain
from summarizer.text import Term
from summarizer.verifying import peoples
from summarizer.verifying.attested import is_read
from summarizer.verifying.meant import is_kind
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.readings import bare
from summarizer.verifying.wordings import GENERIC
from summarizer.verifying.words import words_in

# It begins where a word does, and no word has no end: what is in capitals would be tried from each of them.
_NAME = re.compile(
    r"(?<![\w&-])[A-Z][\w'’&-]{0,40}+(?:(?: (?:of|for|and|the|on|in|&)){0,2} [A-Z][\w'’&-]*){1,9}"
)
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "a", "an", "its", "at", "by"})


def has_one(term: Term, pair: Pair, page: Page) -> bool:
    """Whether the English of a text names an institution in place of one that its Chinese has."""
    return any(_is_strange(name, term, pair, page) for name in _institutions(pair.en))


@lru_cache(maxsize=256)
def _institutions(en: str) -> tuple[str, ...]:
    """The names of several words of an English text that have a word for what institutions are."""
    names = (found[0] for found in _NAME.finditer(en))
    return tuple(name for name in names if any(map(is_kind, words_in(name.lower()))))


def _is_strange(name: str, term: Term, pair: Pair, page: Page) -> bool:
    """Whether nothing explains any of the words of a name that tell of whom it is."""
    own = [
        word
        for word in words_in(name)
        if word.lower() not in (GENERIC | _SMALL) and not is_kind(word.lower())
    ]
    known = frozenset(_explained(term, pair, page))
    return bool(own) and not any(_is_explained(word, known, pair, page) for word in own)


def _is_explained(word: str, known: frozenset[str], pair: Pair, page: Page) -> bool:
    if word.lower() in known or word in page.written or peoples.tells_of_any(word):
        return True
    return is_read(bare(word), pair.zh, single=True)


def _explained(term: Term, pair: Pair, page: Page) -> Iterator[str]:
    """The words of the names that the Chinese has, and of those of another kind that its lines have."""
    zh, cited = plain(pair.zh), page.text(pair.lines)
    for claim in page.claims:
        name = (
            plain(claim.zh) if claim.kind in ("person", "organisation", "place", "programme", "post") else ""
        )
        if name and (name in zh or (claim.kind != term.kind and name in cited)):
            yield from words_in(claim.en.lower())
