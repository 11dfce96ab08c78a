"""A text that the model wrote in its own Chinese, beside the lines that it cites.

Both are Chinese and the digest mostly reuses the words of the article, so what they have in common shows
where in the lines a clause of the digest is told; what stands beside these words there can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from summarizer.numerals.figure import Figure, Value, fold
from summarizer.verifying.page import ANY_HAN, BREAK, HAN, Page, Pair
from summarizer.verifying.places import all_places

CLAUSE_ENDS = frozenset("。，；！？:;!?…\n")
EDGES = CLAUSE_ENDS | frozenset('、“”"「」『』（）()《》')
SENTENCE_ENDS = frozenset("。；！？;!?\n")
CLAUSE = re.compile("[^。，；！？:;!?…\n]+")
RUN = re.compile(f"[{HAN}]{{2,4}}")
LONGEST = 160  # characters of a sentence that are looked at on either side of a place
MANY = 40  # places of one wording: where there are more, nothing is said
STRONG = 4  # characters in a row that hardly stand in two texts by chance


class Denied(NamedTuple):
    """What a line denies: the negative word, what stands before it in its clause, and what behind it."""

    negator: str
    before: str
    key: str  # what the rest begins with
    rest: str
    without_it: bool  # whether only who lacks something is meant: 未……的，不得……

    @property
    def ends(self) -> bool:
        """Whether the clause ends behind the key."""
        return len(self.rest) == len(self.key)


class Dated(NamedTuple):
    """A part of a sentence, and its year, if it has any."""

    year: str
    text: str
    sentence: str


class Hedged(NamedTuple):
    """A word that leaves something open."""

    word: str
    key: str  # the two characters that follow it
    rest: str  # its clause without it
    around: str  # what else its sentence has


@dataclass(frozen=True)
class Article:
    """The lines of a page, folded (see `fold`) and without blanks."""

    page: Page

    @cached_property
    def line(self) -> Mapping[int, str]:
        """Every line that is no noise, by its number."""
        return {n: "".join(each.folded.split()) for n, each in self.page.quantities.items()}

    def lines(self, numbers: Iterable[int]) -> str:
        """The lines of these numbers, in order."""
        known = self.line
        return BREAK.join([known[n] for n in sorted(set(numbers)) if n in known])

    @cached_property
    def text(self) -> str:
        """All of them."""
        return BREAK.join(self.line.values())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The people of the fields, and who speaks."""
        return tuple(sorted(map(fold, self.page.people)))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations of the fields."""
        return tuple(sorted(map(fold, self.page.organisations)))

    def figures(self, number: int) -> Mapping[Value, list[Figure]]:
        """The figures of a line by their values."""
        known = self._figures
        if number not in known:
            known[number] = {}
            for figure in self.page.quantities[number].figures:
                known[number].setdefault(figure.value, []).append(figure)
        return known[number]

    @cached_property
    def _figures(self) -> dict[int, dict[Value, list[Figure]]]:
        return {}

    @cached_property
    def owners(self) -> dict[str, list[frozenset[str]]]:
        """Who holds a post at each of its places, as far as it was asked."""
        return {}

    @cached_property
    def negators(self) -> dict[int, tuple[re.Match[str], ...]]:
        """The negative words of lines, filled by whom it concerns: several texts may cite one line."""
        return {}

    @cached_property
    def denying(self) -> dict[int, tuple[tuple[re.Match[str], str], ...]]:
        """Those that deny what follows them, with that; filled in the same way."""
        return {}

    @cached_property
    def dated(self) -> dict[int, tuple[Dated, ...]]:
        """The sentences of lines with their years, filled in the same way."""
        return {}

    @cached_property
    def hedges(self) -> dict[int, tuple[Hedged, ...]]:
        """What lines leave open, filled in the same way."""
        return {}


class Retold:
    """A text of the digest, the lines it cites, and the whole article; all folded and without blanks."""

    def __init__(self, pair: Pair, article: Article) -> None:
        """All that several rules ask for: the people and organisations that the text names, and which clauses
        are `reworded`, and not copied as they are.
        """
        self.pair, self.article = pair, article
        self.told = article.page.quantifier.zh(pair.zh)
        self.text = "".join(self.told.folded.split())
        self.cited = article.lines(pair.lines)
        self.names = [name for name in article.names if name in self.text]
        self.organisations = [name for name in article.organisations if name in self.text]
        self.reworded = tuple(
            clause.span() for clause in CLAUSE.finditer(self.text) if not is_copied(clause[0], self.cited)
        )


def is_copied(clause: str, source: str) -> bool:
    """Whether a clause is one of the source, from end to end."""
    for at in all_places(clause, source):
        end = at + len(clause)
        if source[at - 1 : at] in EDGES_OR_NONE and source[end : end + 1] in EDGES_OR_NONE:
            return True
    return False


EDGES_OR_NONE, KEY_ENDS = EDGES | {""}, CLAUSE_ENDS | {"", "、", "”", "」"}


def clause_at(text: str, at: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    return _around(text, at, *_OF_CLAUSES)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    return _around(text, at, *_OF_SENTENCES)


def _ending(ends: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for all up to the last end of a text, and for an end."""
    end = f"[{''.join(sorted(ends))}]"
    return re.compile(f".*{end}", re.DOTALL), re.compile(end)


_OF_CLAUSES, _OF_SENTENCES = _ending(CLAUSE_ENDS), _ending(SENTENCE_ENDS)


def _around(text: str, at: int, last_end: re.Pattern[str], end: re.Pattern[str]) -> tuple[int, int]:
    first, last = max(0, at - LONGEST), min(len(text), at + LONGEST)
    before, behind = last_end.match(text, first, at), end.search(text, at, last)
    return before.end() if before else first, behind.start() if behind else last


def key_at(text: str, at: int) -> str:
    """What a text says from a place on, to be looked for elsewhere.

    These are four characters, or fewer that end a clause.
    """
    found = RUN.match(text, at)
    if found is None:
        return ""
    ends = len(found[0]) == STRONG or text[found.end() : found.end() + 1] in KEY_ENDS
    return found[0] if ends else ""


def ends_clause(key: str, text: str, at: int) -> bool:
    """Whether a clause ends behind a key."""
    end = at + len(key)
    return text[end : end + 1] in KEY_ENDS


def common_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    return next((at for at in range(size) if one[at] != other[at]), size)


def share_words(one: str, other: str) -> bool:
    """Whether two texts have a pair of characters in common."""
    pairs = (one[at : at + 2] for at in range(len(one) - 1))
    return any(pair in other and ANY_HAN.search(pair) for pair in pairs)
