"""What is to be done before a day is not done after it, nor from it on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold

_SIDE = r"(?:之|以)?(?P<side>[前后])(?![天日年月期往者任沿来])"
_BOUND = re.compile(rf"(?P<day>\d{{1,2}}(?:月\d{{1,2}}日|日|月[底末初中]?|时))(?:零时)?{_SIDE}")


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `date`: 6月20日后, where the article has only 6月20日前."""
    if "前" not in retold.text and "后" not in retold.text:
        return
    for found in _BOUND.finditer(retold.text):
        article, day = retold.article.text, found["day"]
        sides = _sides(article).get(day, "") if day in retold.cited else ""
        if sides and found["side"] not in sides and article.count(day) == len(sides):
            message = f"“{found[0]}”: the article has “{day}{sides[0]}”."
            yield Problem("date", "error", message, found[0], "zh")
            return


@lru_cache(maxsize=4)
def _sides(article: str) -> dict[str, str]:
    """What stands behind the days of an article, 前 or 后, by the day; once for all texts about it."""
    sides: dict[str, str] = {}
    for found in _BOUND.finditer(article):
        sides[found["day"]] = sides.get(found["day"], "") + found["side"]
    return sides
