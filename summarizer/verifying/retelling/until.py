"""What is to be done before a day is not done after it, nor from it on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold

_SIDE = r"(?:之|以)?(?P<side>[前后])(?![天日年月期往者任沿来])"
_BOUND = re.compile(rf"(?P<day>\d{{1,2}}(?:月\d{{1,2}}日|日|月[底末初中]?|时))(?:零时)?{_SIDE}")


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `date`: 6月20日后, where the article has only 6月20日前."""
    if "前" not in retold.text and "后" not in retold.text:
        return
    for found in _BOUND.finditer(retold.text):
        article = retold.article.text
        sides = {each["side"] for each in _BOUND.finditer(article) if each["day"] == found["day"]}
        if (
            sides
            and found["side"] not in sides
            and article.count(found["day"])
            == len([each for each in _BOUND.finditer(article) if each["day"] == found["day"]])
        ):
            message = f"“{found[0]}”: the article has “{found['day']}{min(sides)}”."
            yield Problem("date", "error", message, found[0], "zh")
            return
