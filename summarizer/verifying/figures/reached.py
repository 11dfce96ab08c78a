"""Whether something moved to a figure or by it: 提高到8% is no "rose by 8%", 提高了8% no "rose to 8%"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarizer.numerals import Figure
from summarizer.verifying.problem import Problem

_ABOUT_ZH = "[约近超逾]?(?:大约|超过|接近|不足|不到)?"
_MOVED = (
    "(?:提高|增长|增加|上升|上涨|上调|攀升|扩大|升高|提升|延长|增|升|涨"
    "|下降|降低|减少|下调|缩短|缩减|压缩|压减|下跌|回落|收窄|降|减|跌)"
)
_TO_ZH = re.compile(rf"{_MOVED}了?[到至]了?{_ABOUT_ZH}\Z")
_BY_ZH = re.compile(rf"(?:{_MOVED}了?|(?<![高低平半特廉原])[降减涨提增加][价产薪])了?{_ABOUT_ZH}\Z")
_SHARE_ZH = re.compile("占[^，。；：、]{0,8}\\Z")
_MOVES = frozenset("增升涨提扩攀加高降减跌缩落低少快慢大小涨漲变改超多")
_MANY = frozenset("倍番成")

_ABOUT = r"(?: (?:about|around|some|nearly|almost|over|more than|roughly|approximately|as much as|a|an))*"
_MONEY = r" ?(?:[A-Z]{0,3}[$€£¥]|RMB ?|CNY ?)?\Z"
_VERB = (
    r"(?:rose|risen|rise[sn]?|rising|grew|grown?s?|growing|increas\w+|rais\w+|climb\w*|gain\w*|jump\w*|surg\w+|lift\w*|boost\w*|extend\w*|prolong\w*"
    r"|expand\w*|fell|fall\w*|drop\w*|declin\w+|decreas\w+|reduc\w+|cut|cuts|cutting|lower\w*|shorten\w*|shrank|shrunk|down|up)"
)
_GIVEN = r"(?<!gave )(?<!give )(?<!gives )(?<!giving )"  # rise to: they brought about
_BY = re.compile(rf"\b{_VERB}(?: [a-z-]+){{0,4}} by{_ABOUT}{_MONEY}", re.IGNORECASE)
_MOVED_EN = "(?:rose|grew|climbed|gained|jumped|fell|dropped|declined|decreased|increased)"
_STRAIGHT = re.compile(rf"\b{_MOVED_EN}{_ABOUT}{_MONEY}", re.IGNORECASE)
_TO = re.compile(
    rf"\b(?!up ){_GIVEN}{_VERB}(?: (?!by\b|from\b|up\b|\d)[a-z-]+){{0,3}} to{_ABOUT}{_MONEY}", re.IGNORECASE
)
_BEHIND_TO = re.compile(
    r"[^.;]{0,20}?\b(?:more|less|higher|lower|fewer|above|below|points? |new|further|additional"
    r"|other|extra|others)\b"
)
_BEFORE, _BEFORE_EN = 16, 60  # characters before a figure in which what moved stands


def moved_otherwise(rendered: Sequence[tuple[Figure, Figure]], zh: str, en: str) -> Iterator[Problem]:
    """The figures to which something moved that are told as by how much, and the other way round."""
    if " to" not in en and " by" not in en and not _ANY.search(en):
        return
    often = Counter(rendering.value for _, rendering in rendered)
    for figure, rendering in rendered:
        if figure.unit[:1] in _MANY or figure.kind == "time" or often[rendering.value] > 1:
            continue
        if told := _told(figure, rendering, zh, en):
            message = f"“{told[0]}{figure.surface}” has become “{told[1].strip()} {rendering.surface}”"
            yield Problem("number", "error", message, figure.surface, "zh")


_ANY = re.compile(rf"\b{_MOVED_EN} ")


def _told(figure: Figure, rendering: Figure, zh: str, en: str) -> tuple[str, str] | None:
    """How the Chinese and the English lead up to a figure, if these exclude each other."""
    ours = zh[max(0, figure.start - _BEFORE) : figure.start]
    if _MOVES.isdisjoint(ours) and "占" not in ours and "延" not in ours:
        return None
    theirs = en[max(0, rendering.start - _BEFORE_EN) : rendering.start]
    if found := _TO_ZH.search(ours):
        other = _BY.search(theirs) or _STRAIGHT.search(theirs)
    elif found := _BY_ZH.search(ours):
        other = None if _BEHIND_TO.match(en, rendering.end) else _TO.search(theirs)
    elif (found := _SHARE_ZH.search(ours)) and _MOVES.isdisjoint(zh):
        other = _BY.search(theirs) or _STRAIGHT.search(theirs)
    else:
        return None
    return (found[0], other[0]) if other else None
