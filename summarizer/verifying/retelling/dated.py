"""A year of the digest that what it is told of has not in the article, in whatever order both tell it.

The sentence of the cited lines is looked for that tells the same. If only another year stands there, and the
digest has nothing of that one, the years were exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, share_of, tells
from summarizer.verifying.retelling.source import (
    CLAUSE_ENDS,
    MANY,
    Article,
    Dated,
    Retold,
    clause_at,
    sentence_at,
)

_YEAR = re.compile(r"(1[89]\d\d|20\d\d)年(?<![\d.]\d{4}年)(?![代级])")
_OTHERWISE = re.compile(
    r"(?<!\d)\d\d年|[去今明前本当同次翌后]年|上年|报告期|财年|学年|年度|年代|世纪|[一二三四五六七八九〇零]{2}年"
)
_COMPARED = re.compile("[去上]年同[期月季]")
_SENTENCE = re.compile("[^。！？!?\n]+")
_LONGEST = 40  # characters behind, or before, a year that are looked for
_ALIKE = 4  # characters behind a year that the cited lines have there, too
_FEWEST = 8  # pairs of characters that are enough to know a sentence again
_MOST, _NEARLY_ALL, _MARGIN = 0.6, 0.75, 0.25


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `date`: the same is told of another year."""
    text, source = retold.text, retold.cited
    for found in _YEAR.finditer(text):
        if text[found.start() : found.end() + _ALIKE] in source or not _is_reworded(found, retold):
            continue
        told = pairs_of(_told(found, text))
        if len(told) < _FEWEST or _is_told_so(found[0], told, source):
            continue
        other = _other_year(found[1], told, retold)
        if other:
            message = f"{found[0]}: where the article tells this, it has {other}年."
            yield Problem("date", "error", message, found[0], "zh")


def _is_reworded(found: re.Match[str], retold: Retold) -> bool:
    return any(start <= found.start() < end for start, end in retold.reworded)


def _told(found: re.Match[str], text: str) -> str:
    """What is told of a year: what follows it in its sentence, or stands before it: 学会创办于2011年，……."""
    start, end = sentence_at(text, found.start())
    before = text[clause_at(text, found.start())[0] : found.start()]
    if len(before) > _FEWEST and text[found.end() : found.end() + 1] in CLAUSE_ENDS:
        return before
    following = _YEAR.search(text, found.end(), end)
    behind = text[found.end() : min(found.end() + _LONGEST, following.start() if following else end)]
    if len(behind) > _FEWEST:
        return behind
    return text[max(start, found.start() - _LONGEST) : found.start()] + "，" + behind


def _is_told_so(year: str, told: list[str], cited: str) -> bool:
    """Whether a sentence of the cited lines has the year and tells the same, as nearly all do."""
    places = islice(all_places(year, cited), MANY)
    return any(tells(cited[slice(*sentence_at(cited, at))], told, _MOST) for at in places)


def _other_year(year: str, told: list[str], retold: Retold) -> str:
    """The only year of the one sentence that tells the same, or ""."""
    best, share, second = None, 0.0, 0.0
    for each in _dated(retold):
        if each.year and year not in each.sentence and not tells(each.text, told, _MARGIN):
            continue
        found = share_of(told, each.text)
        if year in each.sentence or not each.year:
            second = max(second, found)
        elif found > share:
            best, share = each, found
    if best is None or share < _MOST or share - second < _MARGIN or best.year in retold.text:
        return ""
    published = year in retold.article.page.news.publication_date.iso
    if (published and share < _NEARLY_ALL) or _OTHERWISE.search(_COMPARED.sub("", best.sentence)):
        return ""
    return best.year


def _dated(retold: Retold) -> Iterator[Dated]:
    known = retold.article.dated
    for n in retold.pair.lines:
        if n not in known:
            known[n] = tuple(_parts(n, retold.article))
        yield from known[n]


def _parts(number: int, article: Article) -> Iterator[Dated]:
    """The sentences of a line; one of several years in parts that reach from year to year."""
    for found in _SENTENCE.finditer(article.line.get(number, "")):
        sentence = found[0]
        years = list(_YEAR.finditer(sentence))
        if not years:
            yield Dated("", sentence, sentence)
        ends = [0, *(year.end() for year in years)]
        starts = [*(year.start() for year in years[1:]), len(sentence)]
        for at, year in enumerate(years):
            yield Dated(year[1], sentence[ends[at] : starts[at]], sentence)
