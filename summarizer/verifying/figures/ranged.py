"""A range of days, months or hours that English tells from its end: "from 27 to 25 October".

The score of a match is no range, and is told from either side: 1-3负于, "won 3-1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.verifying.problem import Problem

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
_TOKEN = rf"(?:\d{{1,2}}[:.]\d\d|\d{{1,2}}|{'|'.join(name.capitalize() for name in _MONTH)})"
_EN = re.compile(
    rf"(?<![\d.,:$€£¥-])(?P<first>{_TOKEN})(?P<and> and )?(?(and)|(?: to | ?[-–—~] ?))(?P<last>{_TOKEN})"
    r"(?![\d%:.,]*\d)"
)
_SCORE = re.compile("[胜败赢]|负于|不敌|输给|告负|[战打踢逼]平|平局|力克|比分|击溃|逆转|横扫")
_BEHIND, _TO, _AND = r"(?:[日号月点时周]|:00)?\s?", "(?:[-—–~～至到]|--|——)+", "[、和与及]"


_RANGE_ZH = re.compile(r"\d[日号月点时周]?\s?(?:[-—–～~－至到、和与及])+\s?\d")


def may_be_turned(zh: str) -> bool:
    """Whether a Chinese text has a range at all: most have none."""
    return _RANGE_ZH.search(zh) is not None


def turned(zh: str, en: str) -> Iterator[Problem]:
    """Findings `date`: what a folded Chinese text tells the right way round, and nowhere so."""
    every = _EN.finditer(en) if not _SCORE.search(zh) else ()
    for found in {each[0]: each for each in every}.values():
        first, last = _number(found["first"]), _number(found["last"])
        if _worth(first) <= _worth(last):
            continue
        between = _AND if found["and"] else _TO
        if _told(last, first, between).search(zh) and not _told(first, last, between).search(zh):
            yield Problem("date", "error", f"{found[0]} begins with its end", found[0], "en")


def _number(token: str) -> str:
    return str(_MONTH.get(token.lower(), token)).replace(".", ":")


def _worth(number: str) -> int:
    hours, _, minutes = number.partition(":")
    return 60 * int(hours) + int(minutes or 0)


@lru_cache(maxsize=256)
def _told(first: str, last: str, between: str) -> re.Pattern[str]:
    """A pattern for a Chinese range from one number to another."""
    return re.compile(rf"(?<!\d[.:])(?<!\d){first}{_BEHIND}{between}\s?(?:\d{{1,2}}月)?0?{last}(?![\d.:])")
