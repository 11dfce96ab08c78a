"""Who does something in the digest does it in the article: 县财政局举行推进会, where 县水利局 holds it.

What is done is told in the article in a clause that begins with somebody else of the same kind, and in none
that names this one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.verifying.bodies import bodies_in
from summarizer.verifying.places import spans_of
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, tells
from summarizer.verifying.retelling.source import CLAUSE, Article, Retold

_SENTENCE = re.compile("[^。；！？;!?\n]+")
# What makes of somebody something else than who does it: 在县水利局, 与…, 该局.
_ELSE = re.compile("[在与和同跟向对于从由为给被把将让请赴到经据该其本我他她它、及等]")
_FEWEST, _MOST = 4, 0.8  # pairs of characters of what is done, and their share in a clause
_FIRST = 14  # characters at the beginning of a clause in which its subject stands
_TAIL = 3  # characters by which an organisation is called for short


class Doer(NamedTuple):
    """Somebody who may do what a clause tells, and where his name ends."""

    name: str
    end: int
    is_person: bool


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `actor`."""
    article = retold.article
    for start, end in retold.reworded if _names_any(retold) else ():
        clause = retold.text[start:end]
        doer = _only_doer(clause, article)
        if doer is None:
            continue
        done = pairs_of(clause[doer.end :])
        if len(done) < _FEWEST or not tells(retold.cited, done, _MOST):
            continue
        if (other := _another(doer, done, retold)) and not _does_it(doer, done, article):
            message = f"“{clause}” is said of {other} in the article, not of {doer.name}."
            yield Problem("actor", "error", message, clause, "zh")
            return


def _names_any(retold: Retold) -> bool:
    return bool(retold.names or retold.organisations or bodies_in(retold.text))


def _only_doer(clause: str, article: Article) -> Doer | None:
    """The only one whom a clause names, if that is at its beginning and as one who acts."""
    found = _named(clause, article)
    return found[0] if len(found) == 1 and _acts(found[0], clause) else None


def _acts(doer: Doer, clause: str) -> bool:
    start = doer.end - len(doer.name)
    return (
        start <= _FIRST
        and not _ELSE.search(clause, 0, start)
        and clause[doer.end : doer.end + 1] not in "的、"
    )


def _named(text: str, article: Article) -> Sequence[Doer]:
    """The people, organisations and bodies of a text, in order."""
    people = [name for name in article.names if name in text]
    others = [name for name in article.organisations if name in text]
    found = [*_doers(people, text, is_person=True), *_doers([*others, *bodies_in(text)], text)]
    return sorted(found, key=lambda doer: doer.end)


def _doers(names: Sequence[str], text: str, *, is_person: bool = False) -> list[Doer]:
    spans = spans_of(names, text) if names else []
    return [Doer(text[at:end], end, is_person) for at, end in spans]


def _another(doer: Doer, done: Sequence[str], retold: Retold) -> str:
    """Who begins a clause of the cited lines that tells the same, of the same kind, or ""."""
    for found in CLAUSE.finditer(retold.cited):
        clause = found[0]
        if tells(clause, done, _MOST) and doer.name[-_TAIL:] not in clause:
            others = [each for each in _named(clause, retold.article) if each.is_person == doer.is_person]
            known = others and (others[0].name in retold.text or _is_one(others[0].name, doer.name))
            if others and _acts(others[0], clause) and not known:
                return others[0].name
    return ""


def _is_one(name: str, other: str) -> bool:
    """Whether one of two names is short for the other: all of it stands there in order, 工信部."""
    short, long = sorted((name, other), key=len)
    rest = iter(long)
    return short[-1:] == long[-1:] and all(char in rest for char in short)


def _does_it(doer: Doer, done: Sequence[str], article: Article) -> bool:
    """Whether a clause of the article that tells the same names somebody, or goes on from one that does."""
    short = doer.name if doer.is_person else doer.name[-_TAIL:]
    for sentence in _SENTENCE.finditer(article.text):
        if short in sentence[0]:
            for clause in CLAUSE.finditer(sentence[0]):
                if tells(clause[0], done, _MOST) and _is_subject(short, clause, doer, article):
                    return True
    return False


def _is_subject(short: str, clause: re.Match[str], doer: Doer, article: Article) -> bool:
    if short in clause[0]:
        return True
    others = [each for each in _named(clause[0], article) if each.is_person == doer.is_person]
    return short in clause.string[: clause.start()] and not (others and _acts(others[0], clause[0]))
