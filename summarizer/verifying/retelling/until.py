"""What is to be done before a day is not done after it, nor from it on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold, clause_at

_SIDE = r"(?:之|以)?(?P<side>[前后])(?![天日年月期往者任沿来])"
_BOUND = re.compile(rf"(?P<day>\d{{1,2}}(?:月\d{{1,2}}日|日|月[底末初中]?|时))(?:零时)?{_SIDE}")

# What is told of whoever is late: 6月20日后不再受理, of what is to be handed in 6月20日前.
_LAPSED = re.compile("[不未无尚停罚补]|暂缓|逾期|过期|滞纳|关闭|截止|加收|追究")


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `date`: 6月20日后, where the article has only 6月20日前."""
    for found in _BOUND.finditer(retold.text):
        article, day = retold.article.text, found["day"]
        sides = _sides(article).get(day, "") if day in retold.cited else ""
        if not sides or found["side"] in sides or article.count(day) != len(sides):
            continue
        if _is_lapsed(retold.text, found.start()) == _is_lapsed(article, article.find(day)):
            message = f"“{found[0]}”: the article has “{day}{sides[0]}”."
            yield Problem("date", "error", message, found[0], "zh")
            return


def _is_lapsed(text: str, at: int) -> bool:
    """Whether the clause of a day, or the one that it introduces, tells what is not done then."""
    start, end = clause_at(text, at)
    bound = _BOUND.search(text, at, end)
    if bound and bound.end() == end:  # 6月20日后，不再受理
        end = clause_at(text, min(end + 1, len(text)))[1]
    return _LAPSED.search(text, start, end) is not None


@lru_cache(maxsize=4)
def _sides(article: str) -> dict[str, str]:
    """What stands behind the days of an article, 前 or 后, by the day; once for all texts about it."""
    sides: dict[str, str] = {}
    for found in _BOUND.finditer(article):
        sides[found["day"]] = sides.get(found["day"], "") + found["side"]
    return sides
