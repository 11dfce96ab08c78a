"""The year of the digest is the one that stands there in the lines it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from summarizer.dates.mention import iso_days
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import EDGES, MANY, Article, Retold

# What begins a year first, which is found fast, then what must be around it.
_TOLD = re.compile(
    r"[12去今明前本](?:(?<=1)(?<!\d1)[89]\d\d年(?![代级])|(?<=2)(?<!\d2)0\d\d年(?![代级])|(?<=去)(?<!过去)年"
    r"|(?<=今)(?<!如今)年(?![轻龄纪])|(?<=明)(?<![说表证]明)年|(?<=前)(?<![\d一-龥]前)年|(?<=本)年(?!度))"
)
_Year = tuple[bool, int]  # whether it is known by its number, and the number
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
        for found in islice(_TOLD.finditer(retold.text, start, end), MANY):
            told = _told(found, retold)
            mine = _year(found[0], retold.article)
            if not told or any(_may_be_same(mine, each) for each in told):
                continue
            if _is_between(found, retold) or not any(word in retold.cited for word in _UNNAMED):
                message = f"{found[0]} stands where the article has {', '.join(sorted(told.values()))}"
                yield Problem("date", "error", message, found[0], "zh")


def _told(found: re.Match[str], retold: Retold) -> dict[_Year, str]:
    """The years that the cited lines have between the same words, and how they are told."""
    source = retold.cited
    mine = retold.text, found.start(), found.end()
    return {
        _year(place[0], retold.article): place[0]
        for place in _TOLD.finditer(source)
        if _is_same_place(mine, (source, place.start(), place.end()))
    }


def _is_between(found: re.Match[str], retold: Retold) -> bool:
    """Whether the cited lines have another year between the very same words, two before and four behind."""
    text = retold.text
    left, right = text[max(0, found.start() - _LEFT) : found.start()], text[found.end() : found.end() + _MUCH]
    between = re.compile(rf"{re.escape(left)}\d{{4}}年{re.escape(right)}")
    return len(right) == _MUCH and between.search(retold.cited) is not None


def _may_be_same(mine: _Year, theirs: _Year) -> bool:
    """Whether two years are one, or cannot be compared: a year by its number, and one told from now."""
    return mine == theirs or mine[0] != theirs[0]


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


def _year(told: str, article: Article) -> _Year:
    """A year by its number; without a stated date of publication by its distance from now."""
    if told[:-1].isdigit():
        return True, int(told[:-1])
    published = article.page.news.publication_date
    year = next((day[0] for day in iso_days(published.iso)), None)
    offset = _FROM_NOW[told[0]]
    return (True, year + offset) if year and published.basis == "stated" else (False, offset)
