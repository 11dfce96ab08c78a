"""The year of the digest is the one that stands there in the lines it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from summarizer.dates.mention import iso_days
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import EDGES, Article, Retold

_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)年")
_TOLD = re.compile(r"(?<!\d)(?:1[89]|20)\d\d年|[去今明前]年|本年")
_FROM_NOW = {"去": -1, "今": 0, "本": 0, "明": 1, "前": -2}
_UNNAMED = (
    "报告期",
    "当年",
    "同年",
    "次年",
    "翌年",
    "财年",
    "学年",
    "年度",
)  # years that only the context tells
_LEFT, _RIGHT = 2, 6  # characters that are compared
_MUCH = 4


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `date`: another year between the same words."""
    for start, end in retold.reworded:
        for found in _YEAR.finditer(retold.text, start, end):
            told = _told(found, retold)
            if not told or int(found[1]) in told or None in told:
                continue
            if not any(word in retold.cited for word in _UNNAMED):
                years = ", ".join(sorted(map(str, told)))
                message = f"{found[0]} stands where the article has {years}"
                yield Problem("date", "error", message, found[0], "zh")


def _told(found: re.Match[str], retold: Retold) -> set[int | None]:
    """The years that the cited lines have between the same words; None is one that is not known."""
    source = retold.cited
    places = _TOLD.finditer(source)
    return {
        _year(place[0], retold.article)
        for place in places
        if _is_same_place((retold.text, found.start(), found.end()), (source, place.start(), place.end()))
    }


def _is_same_place(mine: tuple[str, int, int], theirs: tuple[str, int, int]) -> bool:
    left = _common(
        mine[0][max(0, mine[1] - _LEFT) : mine[1]][::-1],
        theirs[0][max(0, theirs[1] - _LEFT) : theirs[1]][::-1],
    )
    right = _common(_behind(mine), _behind(theirs))
    return right >= _MUCH or (left >= 1 and right >= 2) or (left >= 2 and right >= 1)


def _behind(place: tuple[str, int, int]) -> str:
    """What stands behind a year, also where it is told first: 1956年，……."""
    text, _, end = place
    return text[end : end + _RIGHT + 1].removeprefix("，")[:_RIGHT]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, up to the end of a clause."""
    same = takewhile(lambda pair: pair[0] == pair[1] and pair[0] not in EDGES, zip(one, other, strict=False))
    return sum(1 for _ in same)


def _year(told: str, article: Article) -> int | None:
    if told[:-1].isdigit():
        return int(told[:-1])
    published = article.page.news.publication_date
    year = next((day[0] for day in iso_days(published.iso)), None)
    return year + _FROM_NOW[told[0]] if year and published.basis == "stated" else None
