"""Terms of a folder that do not agree with each other, for a person to look at.

Two Chinese names with one English are told apart by no reader; a short form of an institution ought to share
its English with the long one. A short form with the English of the long one (市教育局, 云岭市教育局) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.text import Term

# Common nouns share their English by right (高校 and 大学), and so do places (苏州 and 宿州).
NAMED = ("person", "organisation", "programme")
LONGEST_SHORT_FORM = 8
_WORD = re.compile(r"[^\W_]+")
# Words that institutions of one kind have in common.
_GENERIC = frozenset(
    """
    university college school institute academy bureau department office committee commission company
    group corporation limited association center centre hospital bank
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
_EMPTY = frozenset("the of and for in on at to a an s no".split())  # noqa: SIM905  # reads better


@dataclass(frozen=True, slots=True)
class Conflict:
    """Names that do not agree: one Chinese with several Englishes, or several names with one English."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    message: str


def among(terms: Sequence[Term]) -> Iterator[Conflict]:
    """The conflicts between terms, in their order."""
    yield from _with_one_english(terms)
    yield from _abbreviations([term for term in terms if term.kind == "organisation"])


def alike(terms: Iterable[Term], most: int = 3) -> Iterator[str]:
    """What a run says of names that a reader of the English cannot tell apart: `most` of them, and how many
    more there are. Where people have decided on all of them, they know.
    """
    groups = [group for group in _sharing(terms) if not all(term.binds for term in group)]
    found = list(map(_conflict, groups))
    yield from (one.message for one in found[:most])
    if len(found) > most:
        yield f"{len(found) - most} more names share their English: `summarizer terms list OUT --conflicts`."


def is_short_form(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in this order.

    >>> is_short_form("河职院", "河谷职业技术学院")
    True
    """
    if not 2 <= len(short) < len(long):
        return False
    at = -1
    for char in short:
        at = long.find(char, at + 1)
        if at < 0:
            return False
    return True


def _with_one_english(terms: Iterable[Term]) -> Iterator[Conflict]:
    yield from map(_conflict, _sharing(terms))


def _conflict(group: Sequence[Term]) -> Conflict:
    forms, en = [term.zh for term in group], group[0].en
    return Conflict(tuple(forms), (en,), f"{' and '.join(forms)} are both “{en}”.")


def _sharing(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """The terms that share one English though they are not forms of one name."""
    sharing: dict[tuple[str, str], list[Term]] = {}
    for term in terms:
        if term.kind in NAMED:
            sharing.setdefault((term.kind, term.en.casefold()), []).append(term)
    for group in sharing.values():
        forms = [term.zh for term in group]
        different = group[0].kind == "person" or any(
            not (is_short_form(one, other) or is_short_form(other, one))
            for one, other in combinations(forms, 2)
        )
        if len(group) > 1 and different:
            yield group


def _abbreviations(institutions: Sequence[Term]) -> Iterator[Conflict]:
    having: dict[str, list[Term]] = {}
    for term in institutions:
        for char in set(term.zh):
            having.setdefault(char, []).append(term)
    for short in institutions:
        if len(short.zh) > LONGEST_SHORT_FORM:
            continue
        rarest = min(map(having.__getitem__, short.zh), key=len)
        for long in rarest:
            # Two characters stand in many a long name by chance.
            begins = len(short.zh) > 2 or long.zh.startswith(short.zh[0])
            if begins and is_short_form(short.zh, long.zh) and not _related(short, long):
                message = (
                    f"{short.zh} “{short.en}” may be short for {long.zh} “{long.en}”; their Englishes differ."
                )
                yield Conflict((short.zh, long.zh), (short.en, long.en), message)


def _is_picked(short: str, long: str) -> bool:
    """Whether a short form picks characters out of words (河职院); 苏州大学 leaves out whole ones."""
    at, pieces = -2, 0
    for char in short:
        found = long.find(char, at + 1 if at >= 0 else 0)
        pieces += found != at + 1
        at = found
    return pieces > 2


def _related(short: Term, long: Term) -> bool:
    """Whether the shorter English is made of the longer: half of its words, or its initials.

    Where the Chinese is an abbreviation beyond doubt, words that any institution may have do not count.
    """
    mine, theirs = (_WORD.findall(term.en.casefold()) for term in (short, long))
    ignored = _EMPTY | _GENERIC if _is_picked(short.zh, long.zh) else _EMPTY
    content = [word for word in mine if word not in ignored]
    if not content or len(set(content) & set(theirs)) * 2 >= len(content):
        return True
    initials = "".join(word[0] for word in theirs if word not in _EMPTY)
    return "".join(content) in initials
