"""Whether nearly, about, over and the like survive translation: 近百 is not 100."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.numerals import Figure, Qualifier
from summarizer.text import Severity

Side = Literal["zh", "en"]
# 近百 is not 100: to lose a qualifier makes a figure wrong.
LOST: Severity = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A disagreement about one figure; `side` is the text that `surface` stands in."""

    code: str
    severity: Severity
    message: str
    surface: str
    side: Side


_RENDERINGS: dict[Qualifier, frozenset[Qualifier]] = {
    "over": frozenset({"over", "at_least", "about"}),
    "nearly": frozenset({"nearly", "about", "under"}),
    "about": frozenset({"about", "nearly"}),
    "at_least": frozenset({"at_least", "over"}),
    "under": frozenset({"under", "nearly", "at_most"}),
    "at_most": frozenset({"at_most", "under"}),
}
_OVER = (
    r"\b(?:more than|over|exceed\w*|above|excess|surpass\w*|top(?:s|ped|ping)?|beyond|past|plus|upwards?|odd"
    r"|several|most|at least|greater|higher|broken?|cross\w*|larger|pass(?:ed|es|ing)?|breach\w*|outstrip\w*|eclips\w*|extra|better)\b|\+"
)
_NEARLY = r"\b(?:nearly|almost|close to|approach\w*|near|just (?:under|short)|virtually|some|about|around|approximately|roughly|shy of|verg\w*|nudg\w*|not far|just over)\b"
_UNDER = (
    r"\b(?:less than|fewer than|under|below|short of|not yet|lower than|not quite|within|insufficient|up to"
    r"|smaller than|not even|barely|inside|only|no more than|shy of)\b"
)
_TRACES: dict[Qualifier, re.Pattern[str]] = {
    "over": re.compile(_OVER, re.IGNORECASE),
    "nearly": re.compile(_NEARLY, re.IGNORECASE),
    "about": re.compile(
        rf"{_NEARLY}|\b(?:approximate\w*|roughly|estimate\w*|or so|circa|in the region|thereabouts|odd|(?:in|on|of) the order|close|just (?:over|under)|more or less|or thereabouts|ca)\b|~",
        re.IGNORECASE,
    ),
    "at_least": re.compile(
        rf"{_OVER}|\b(?:no fewer|no less|not less|not fewer|minimum"
        r"|(?:or|and) (?:more|above|higher|over|older|longer|up|upwards?|better|greater|larger|later)|not below|from|starting)\b",
        re.IGNORECASE,
    ),
    "under": re.compile(_UNDER, re.IGNORECASE),
    "at_most": re.compile(
        rf"{_UNDER}|\b(?:(?:no|not) more than|at most|exceed\w*|maximum|or (?:less|fewer|below)"
        r"|capp?\w*|limit\w*"
        r"|no (?:longer|later|higher)|not (?:longer|later|higher)|ceiling|keep\w*|kept|control\w*|held|hold|contain\w*|top out|or lower|and under|before)\b",
        re.IGNORECASE,
    ),
}
_ADDED: tuple[Qualifier, ...] = ("nearly", "over")
_PERIODS = {
    "year",
    "years",
    "month",
    "months",
    "day",
    "days",
    "week",
    "weeks",
    "hour",
    "hours",
    "decade",
    "decades",
}
_ANY_ZH = re.compile(r"[超逾近约余多过破上达高]|以下|不足|不到|至少|不低于|不少于|左右|开外")


_PASSED = ("突破", "突破了")  # may also be said by "reached ... for the first time"


def lost(matched: Sequence[tuple[Figure, Figure]], zh: str, en: str) -> Iterator[Problem]:
    """The qualifiers of matched Chinese figures that English lost or changed, and those it added.

    A rendering away from its figure counts too, once for each that is needed.
    """
    needed = Counter(figure.qualifier for figure, _ in matched if figure.qualifier)
    traces = {kind: len(_TRACES[kind].findall(en)) for kind in needed}
    spoken_of = bool(_ANY_ZH.search(zh))
    for figure, rendering in matched:
        wanted, found = figure.qualifier, rendering.qualifier
        if wanted and found not in _RENDERINGS[wanted] and traces[wanted] < needed[wanted]:
            severity = "warning" if zh[: figure.start].endswith(_PASSED) else LOST
            yield _problem(severity, f'"{_NAMES[wanted]}" of {figure.surface} is lost in English', figure)
        elif not wanted and found in _ADDED and not spoken_of and rendering.unit not in _PERIODS:
            yield _problem("warning", f'"{_NAMES[found]}" is added to {figure.surface} in English', figure)


_NAMES: dict[Qualifier, str] = {
    "over": "more than", "nearly": "nearly", "about": "about", "at_least": "at least", "under": "less than",
    "at_most": "at most",
}  # fmt: skip


def _problem(severity: Severity, message: str, figure: Figure) -> Problem:
    return Problem("qualifier", severity, message, figure.surface, "zh")
