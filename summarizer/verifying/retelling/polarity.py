"""A clause of the digest that tells what one of the article does, in whatever order, but for its only no.

The words right behind a negative word are looked for first, then whether the two clauses have most of their
words in common. One of them denies, and the other has nothing that could be meant to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import are_same, pairs_of, tells
from summarizer.verifying.retelling.denials import (
    BACK,
    BY_THEN,
    CASE,
    DENIES_TOO,
    ITSELF_WRONG,
    LACKS,
    MAY_TURN,
    NEGATOR,
    NO_DENIAL,
    OTHERWISE,
    SCOPE,
    SINCE,
    negators_of,
    without_it,
)
from summarizer.verifying.retelling.source import (
    MANY,
    STRONG,
    Article,
    Retold,
    clause_at,
    is_copied,
    sentence_at,
)

_FEWEST = 6  # characters of a clause that are enough to know it again
_AS_MUCH = 0.5  # of a clause that may tell the same elsewhere
_AROUND = ((3, 2), (2, 4))  # characters on either side of a negative word
_CASE_ENDS = re.compile("(?:的|者|时|前|后|情况|情形|行为)\\Z")
_KEY = re.compile(f"[{HAN}]{{2}}")


class Refusal(NamedTuple):
    """A negative word in its clause."""

    negator: str
    key: str  # the two characters that follow it
    rest: str  # the clause without it
    only: bool  # whether nothing else of the clause denies
    without_it: bool  # whether only who lacks something is meant: 未……的，不得……
    seams: tuple[str, ...]  # what stands around it, put together


def lost(retold: Retold) -> Iterator[Problem]:
    """Finding `negation`: the clause of the article denies, that of the digest does not."""
    text = retold.text
    for line, found in _negators(retold):
        if line[found.end() : found.end() + 2] not in text:
            continue
        key = _key(line, found)
        if not key or found[0] + key in text or _is_over(line, found):
            continue
        each = _refusal(line, found, key)
        told = next((told for at in _some(key, text) if (told := _asserted(at, each, retold))), "")
        if told:
            message = f"The article has “{each.negator}{key}”; “{told}” does not say no."
            yield Problem("negation", "error", message, told, "zh")
            return


def _asserted(at: int, refusal: Refusal, retold: Retold) -> str:
    """The clause of the digest around a place, if it tells what the article denies, or ""."""
    start, end = clause_at(retold.text, at)
    told, before = retold.text[start:end], retold.text[sentence_at(retold.text, at)[0] : start]
    if SCOPE.search(before) or (refusal.without_it and not LACKS.search(before)):
        return ""
    return told if _is_taken_out(told, refusal, retold) or _asserts_it(told, refusal, retold) else ""


def added(retold: Retold) -> Iterator[Problem]:
    """Finding `negation`: the clause of the digest denies, that of the article does not."""
    text, source = retold.text, retold.cited
    for found in NEGATOR.finditer(text):
        key = _key(text, found)
        if not key or key not in source or found[0] + key in source or text.count(key) != 1:
            continue
        if not any(start <= found.start() < end for start, end in retold.reworded):
            continue
        each = _refusal(text, found, key)
        asserted = _is_whole_clause(text, found, source) or (
            each.only and any(_is_asserted(source, at, each) for at in _some(key, source))
        )
        if asserted and not _is_denied_elsewhere(each, retold.article):
            message = f"The digest has “{each.negator}{key}”; the article does not say no."
            yield Problem("negation", "error", message, each.negator + key, "zh")
            return


def _is_whole_clause(text: str, found: re.Match[str], source: str) -> bool:
    """Whether what follows a negative word at the beginning of a clause is all of one that denies nothing.

    未提起上诉: 不服，提起上诉.
    """
    start, end = clause_at(text, found.start())
    rest = text[found.end() : end]
    if found.start() != start or len(rest) < STRONG or not is_copied(rest, source):
        return False
    at = source.find(rest)
    before = source[sentence_at(source, at)[0] : at].replace("不服", "")
    return not (SCOPE.search(before) or NEGATOR.search(before))


def _some(part: str, text: str) -> Iterator[int]:
    return islice(all_places(part, text), MANY)


def _negators(retold: Retold) -> Iterator[tuple[str, re.Match[str]]]:
    """The negative words of the cited lines, and their lines."""
    for n in retold.pair.lines:
        line = retold.article.line.get(n, "")
        for found in negators_of(n, retold.article):
            yield line, found


def _key(text: str, found: re.Match[str]) -> str:
    """The two characters behind a negative word, unless it asks (能不能) or tells what is so instead."""
    key, before = _KEY.match(text, found.end()), text[found.start() - 1 : found.start()]
    if key is None or before == key[0][0] or before == found[0][-1] or key[0] in ITSELF_WRONG:
        return ""
    return key[0]


def _is_over(line: str, found: re.Match[str]) -> bool:
    """Whether a denial is of the past, or its sentence goes on to tell what is so.

    不是……，而是……; 未……的，不得……: whoever does so may.
    """
    start, end = clause_at(line, found.start())
    before = max(0, sentence_at(line, start)[0] - BACK)
    if BY_THEN.search(line, before, start) or SINCE.search(line, end, end + BACK):
        return True
    is_case = _CASE_ENDS.search(line, start, end) or CASE.search(line, start, found.start())
    return line.startswith(("而", "就"), end + 1) or bool(is_case and NEGATOR.search(line, end, end + BACK))


def _refusal(text: str, found: re.Match[str], key: str) -> Refusal:
    start, end = clause_at(text, found.start())
    before, behind = text[start : found.start()], text[found.end() : end]
    rest = f"{before}　{behind}"
    only = len(rest) > _FEWEST and rest.count(key) == 1 and not DENIES_TOO.search(NO_DENIAL.sub("", rest))
    return Refusal(found[0], key, rest, only, without_it(text, found), tuple(_seams(before, behind)))


def _seams(before: str, behind: str) -> Iterator[str]:
    """What stands on either side of a negative word, without it."""
    for left, right in _AROUND:
        if len(before) >= left and len(behind) >= right:
            yield before[-left:] + behind[:right]


def _is_taken_out(told: str, refusal: Refusal, retold: Retold) -> bool:
    """Whether a clause has what stands around a negative word, which the article has nowhere without it."""
    if not any(seam in told and seam not in retold.article.text for seam in refusal.seams):
        return False
    return _has_no_word(told, refusal)


def _asserts_it(told: str, refusal: Refusal, retold: Retold) -> bool:
    """Whether a clause tells what only a denial does in the article."""
    if not (refusal.only and _is_asserted_in(told, refusal)):
        return False
    return not _is_told_elsewhere(told, refusal.key, retold.article.text)


def _is_asserted_in(told: str, refusal: Refusal) -> bool:
    return len(told) >= _FEWEST and _has_no_word(told, refusal) and are_same(told, refusal.rest)


def _has_no_word(told: str, refusal: Refusal) -> bool:
    """Whether a clause has no word that could deny, but for those that the other has, too."""
    case, rest = _CASE_ENDS.search(told), refusal.rest
    if case and not rest.endswith(case[0]):
        return False  # 挪用经费的，……
    if CASE.search(rest) and not CASE.search(told):
        return False  # 如不……，……
    return all(found[0] in rest for turn in (MAY_TURN, CASE, OTHERWISE) for found in turn.finditer(told))


def _is_asserted(source: str, at: int, refusal: Refusal) -> bool:
    start, end = clause_at(source, at)
    told = source[start:end]
    first = sentence_at(source, at)[0]  # 拒绝满足要求，详细开列清单: what goes before denies, too
    denied = SCOPE.search(source, first, start) or NEGATOR.search(source, first, start)
    return _is_asserted_in(told, refusal) and not denied


def _is_told_elsewhere(told: str, key: str, article: str) -> bool:
    """Whether any clause of the article tells it without a denial."""
    pairs = pairs_of(told)
    for at in _some(key, article):
        start, end = clause_at(article, at)
        if not DENIES_TOO.search(article, start, at) and tells(article[start:end], pairs, _AS_MUCH):
            return True
    return False


def _is_denied_elsewhere(refusal: Refusal, article: Article) -> bool:
    """Whether any clause of the article with these words denies anything."""
    pairs, text = pairs_of(refusal.rest), article.text
    for at in _some(refusal.key, text):
        start, end = clause_at(text, at)
        if DENIES_TOO.search(text, start, end) and tells(text[start:end], pairs, _AS_MUCH):
            return True
    return False
