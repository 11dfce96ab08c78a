"""Who only sent a letter, an instruction or a recording did not attend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import MANY, Retold, sentence_at

_SENT = re.compile(
    "贺信|贺电|批示|致信|致电|去信|函贺|(?:视频|书面|线上|在线|远程)(?:方式)?(?:出席|参[加会]|致辞|讲话|发言|连线)?|录制|委托"
)
_ATTENDS = re.compile(
    "[出莅到亲参](?<!未.)(?<!视频.)(?<!线上.)(?:(?<=出)席|(?<=[莅亲])临|(?<=到)[会场]"
    "|(?<=参)加(?:会议|大会|论坛|活动|仪式|座谈))"
)
_PRESENT = re.compile(
    "出席|参加|到会|参会|与会|列席|莅临|到场|[赴抵]|前往|主持|会见|考察|调研|[看慰]问|率|宣布|揭[牌幕]|现场|陪同|见证|颁奖"
    "|(?<!视频)(?<!书面)(?:讲话|致辞|发言)"
)
_NEAR = 24  # characters between somebody and what he does


def attended(retold: Retold) -> Iterator[Problem]:
    """Finding `attendance`."""
    if not _ATTENDS.search(retold.text) or not _SENT.search(retold.cited):
        return
    for name in retold.names:
        for at in all_places(name, retold.text):
            if _is_told_to_attend(name, at, retold) and (sent := _only_sent(name, retold)):
                message = f"{name} attends in the digest; the article tells only of “{sent}”."
                yield Problem("attendance", "error", message, name, "zh")
                return


def _is_told_to_attend(name: str, at: int, retold: Retold) -> bool:
    text = retold.text
    start, end = sentence_at(text, at)
    found = _ATTENDS.search(text, at + len(name), min(end, at + len(name) + _NEAR))
    if found is None or _SENT.search(text, start, end):
        return False
    between = text[at + len(name) : found.start()]
    return not any(other in between for other in retold.article.names)


def _only_sent(name: str, retold: Retold) -> str:
    """What somebody sent, if no sentence of the article that names him tells that he was there."""
    article, sent = retold.article.text, ""
    for at in islice(all_places(name, article), MANY):
        start, end = sentence_at(article, at)
        if found := _SENT.search(article, at, end):
            sent = sent or found[0]
            others = [article.find(other, found.end(), end) for other in retold.article.names]
            end = min([place for place in others if place >= 0], default=end)  # what another one does
        if _PRESENT.search(article, start, end):
            return ""
    return sent
