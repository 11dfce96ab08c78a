"""A point of the compass for another one: 东部 told as "western", 中部 as "southern".

Many names have these characters, and English tells some of them otherwise. So what counts is that a sentence
has more of one point than the whole Chinese text, and less of the opposite one, which stands there as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import side_by_side

_ANY_ZH, _ANY_EN = re.compile("[东西南北]|中部|中心"), re.compile("east|west|north|south")
_ENDING = "(?:ern|erly|erner|ward|wards|bound|ernmost)?"
_KOREA = r"(?![ -]korea)"  # 韩国, 朝鲜


@dataclass(frozen=True, slots=True)
class _Point:
    """A point in Chinese, where it surely is one, and in English."""

    zh: str
    surely: re.Pattern[str]
    en: re.Pattern[str]


def _point(zh: str, en: str) -> _Point:
    surely = (
        f"{zh}(?:[部侧面边岸端郊麓坡翼段经纬]|[东西南北中][部侧面]|[一二三四五六七八九十百\\d]+公?里|行|$)"
        f"|华{zh}|中{zh}部|[东西]{zh}(?:部|地区)"
    )
    before = "(?:north|south|mid)?[ -]?" if en in ("east", "west") else ""
    behind = "" if before else f"|{en}[ -]?(?:east|west){_ENDING}"
    return _Point(zh, re.compile(surely), re.compile(rf"\b(?:{before}{en}{_ENDING}{behind})\b{_KOREA}"))


_EAST, _WEST = _point("东", "east"), _point("西", "west")
_SOUTH, _NORTH = _point("南", "south"), _point("北", "north")
_OPPOSITE = ((_EAST, _WEST), (_WEST, _EAST), (_SOUTH, _NORTH), (_NORTH, _SOUTH))
_MIDDLE_ZH = re.compile("中部|中东部|中西部|市中心")
_MIDDLE = re.compile(
    r"\bcent(?:ral|re|er)\w*|\bmid(?:dle|land\w*|west\w*|town)?\b|\bdowntown\b|\bheart\b|\binner\b"
)


def turned(zh: str, en: str) -> Iterator[Problem]:
    """Finding `direction`: the first point that became another one."""
    if not _ANY_ZH.search(zh) or not _ANY_EN.search(en.lower()):
        return
    for ours, theirs in side_by_side(zh, en):
        for now, was in _OPPOSITE:
            told = _told_too_often(now, zh, ours, theirs)
            if told and (lost := _lost(now, was, ours, theirs)):
                yield Problem("direction", "error", f"“{lost}” has become “{told}”.", lost, "en")
                return


def _told_too_often(now: _Point, zh: str, ours: str, theirs: str) -> str:
    """The English of a point that a sentence tells more often than the Chinese has it, or ""."""
    told = now.en.findall(theirs) if now.en.search(theirs) else []
    return told[-1] if len(told) > max(zh.count(now.zh), ours.count(now.zh)) else ""


def _lost(now: _Point, was: _Point, ours: str, theirs: str) -> str:
    """What of the opposite point, or of the middle, a sentence has not told, or ""."""
    surely = was.surely.search(ours)
    if surely and len(was.en.findall(theirs)) < ours.count(was.zh):
        return surely[0]
    middle = _MIDDLE_ZH.search(ours) if now in (_SOUTH, _NORTH) and now.zh not in ours else None
    return middle[0] if middle and not _MIDDLE.search(theirs) else ""
