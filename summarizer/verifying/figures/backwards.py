"""Two figures in an order that the English itself gives away: from 80 to 100 for 由100降至80, 16 of the 10.

Elsewhere a translation may turn figures round; behind "from" and "between", in a share of a whole and at the
head of a provision their places say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.numerals import Figure
from summarizer.verifying.figures.turned import Rendered
from summarizer.verifying.problem import Problem

_ABOUT = (
    r"(?: (?:about|around|some|nearly|over|more than|only|just|the|an?|present|current|original|as|low|high))"
    "{0,3}"
)
_MONEY = r" ?(?:[A-Z]{0,3}[$€£¥]|RMB ?|CNY ?)?"
_FROM = re.compile(rf"\b(?:from|between){_ABOUT}{_MONEY}\Z", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|and){_ABOUT}{_MONEY}\Z")
_TO_ZH = re.compile("[^，。；、：]{0,12}[至到为转~-][约近超过了]{0,2}")
_PART_OF = re.compile(r"(?: [a-z-]+){0,2} (?:of (?:the|all|its|their)|out of(?: the)?)(?: total)?(?: of)? ")
_HEADING = re.compile(r"\W{0,3}(?:Article|Chapter|Section) (\d{1,4})\b")
_HEADED = frozenset("条章节")
_BELOW = frozenset("-负")
_BEFORE, _NEAR = 32, 60  # characters of the English before a figure, and between two that go together


def backwards(ordered: Sequence[Rendered], zh: str, en: str) -> Iterator[Problem]:
    """The first two figures whose places in the English say what the Chinese says the other way round.

    The figures are in the order of the Chinese.
    """
    if _is_headed_otherwise(ordered[0], en):
        yield _problem(ordered[0], ordered[0])
        return
    for one, other in pairwise(ordered):
        if one[0].unit != other[0].unit or one[1].value == other[1].value:
            continue
        turned = other[1].start < one[1].start
        if (turned and _is_led_back(one, other, zh, en)) or _is_more_than_all(
            one[1], other[1], en, turned=turned
        ):
            yield _problem(one, other)
            return


def _problem(one: Rendered, other: Rendered) -> Problem:
    message = f"{one[0].surface} and {other[0].surface} have changed places in the English"
    return Problem("number", "error", message, one[0].surface, "zh")


def _is_headed_otherwise(first: Rendered, en: str) -> bool:
    """Whether a provision has the number of another one: 第一条 as "Article 90"."""
    figure, rendering = first
    if figure.start > 1 or figure.kind != "ordinal" or figure.unit not in _HEADED or rendering.start < _NEAR:
        return False
    heading = _HEADING.match(en)
    return heading is not None and int(heading[1]) != figure.value


def _is_led_back(one: Rendered, other: Rendered, zh: str, en: str) -> bool:
    """Whether English goes from where the Chinese goes to, or has a range from its upper end down."""
    (figure, later), (following, earlier) = one, other
    if later.start - earlier.end > _NEAR:
        return False
    if zh[figure.start - 1 : figure.start] in _BELOW:  # -2亿元至-1亿元: a loss of 100 to 200 million
        return False
    leads = figure is following or _TO_ZH.fullmatch(zh, figure.end, following.start)
    return bool(
        leads
        and _TO.search(en, earlier.end, later.start)
        and _FROM.search(en, max(0, earlier.start - _BEFORE), earlier.start)
    )


def _is_more_than_all(one: Figure, other: Figure, en: str, *, turned: bool) -> bool:
    """Whether English has more of something than there is of it: "16 of the 10 lines"."""
    part, whole = (other, one) if turned else (one, other)
    if part.value <= whole.value or part.kind != "count":
        return False
    return _PART_OF.fullmatch(en, part.end, whole.start) is not None
