"""Where something is held in the digest is where the article has it: 在县会议中心举行."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold, share_words

_HELD = re.compile(
    "在([^，。；：、“”]{2,16}?)(?:隆重|胜利|顺利|正式)?(?:举[行办]|召开|开幕|闭幕|启动|揭牌|签约)"
)


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `support`: another place before the same word than all of the cited lines."""
    for found in _HELD.finditer(retold.text):
        places = [each[1] for each in _HELD.finditer(retold.cited)]
        here, article = found[1], retold.article.text
        if not places or any(share_words(here, each) for each in places):
            continue
        if not any(f"{before}{here}" in article for before in ("在", "于", "地点:", "赴", "到")):
            message = f"“{found[0]}”: the article has this in {places[0]}."
            yield Problem("support", "error", message, found[0], "zh")
            return
