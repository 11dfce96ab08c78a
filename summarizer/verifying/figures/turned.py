"""Clauses that English tells the other way round, figures and all: "now 250 yuan, previously 300 yuan".

What parts the two figures in English says so ("although", "compared with", a bracket), or names and other
figures that stand beside them came along.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer import pinyin
from summarizer.numerals import Figure

Rendered = tuple[Figure, Figure]

# What begins the part of a sentence that Chinese tells first: a reason, a concession, what was before.
_SUBORDINATE = re.compile(
    r"\b(?:compared|relative to|as opposed|although|though|despite|notwithstanding|given|having|after|before"
    r"|since|because|previous(?:ly)?|original(?:ly)?|former(?:ly)?|initial(?:ly)?|earlier|instead|rather than"
    r"|more than the|less than the|(?:short|ahead|in excess|on top) of|exceed\w*|follow\w*)\b"
    r"|\((?:(?:was|were|had been|planned|budgeted|target|last|prior)\b|\d{4}\))",
    re.IGNORECASE,
)
# What has one of these between its clauses in Chinese, too, has them in the same order: 85元（此前100元）.
_SUBORDINATE_ZH = re.compile("此前|先前|前值|原[来先为价定本]|因为|由于|相当于|预[期测]")
# "to 3% from 5%", "5% as against 3%": what English tells first
_TOLD_FIRST = re.compile(
    r"\b(?:of|from|out of|against|versus|vs|among|in|(?<!more )(?<!less )(?<!fewer )than)\b"
    r"(?: (?!and\b|but\b|or\b)[A-Za-z'’]+){0,2} ?(?:[A-Z]{0,3}[$€£¥])?\Z"
)
_JOINED = re.compile("[;()]|, and | and (?:an?|the) ")
# "12 of the 38": the part first; "of the 38, 12", "38, of which 12": the whole first.
_ALL = r"(?: (?:the|a|an|all|its|their|these|those|some|only|total|nearly|almost|about|over|more than))*"
_PART_OF = re.compile(
    rf"(?: (?!and\b|but\b|or\b|with\b)[\w'’-]+){{0,5}}? (?:out of|of|among){_ALL}"
    r"(?: [A-Z]{0,3}[$€£¥]?)? ?\Z"
)
_OF_ALL = re.compile(
    rf"(?:\A|[.;:,(“] ?)(?:(?:out )?of|among){_ALL} (?:[A-Z]{{0,3}}[$€£¥])?\Z", re.IGNORECASE
)
_OF_WHICH = re.compile(r"\b(?:of|among) (?:which|whom|them|these|those)\b")
# What a figure is of, and how Chinese says so before it.
_WHAT = {
    "rise": re.compile("[增升涨提扩]"),
    "fall": re.compile("[降减跌缩]"),
    "loss": re.compile("损失|亏"),
    "profit": re.compile("利"),
    "area": re.compile("面积"),
    "total": re.compile("[共总]|合计|累计"),
    "length": re.compile("长"),
    "price": re.compile("价"),
}
_OF_WHAT = re.compile(
    r"\b(?:(?P<rise>(?:increas|ris|growth|gain)e?)|(?P<fall>(?:decreas|fall|drop|decline|reduction)e?)|(?P<loss>loss)"
    r"|(?P<profit>profit)|(?P<area>area)|(?P<total>total)|(?P<length>length)|(?P<price>price))(?:e?s)? of"
    r"(?: [a-z]+)? (?:[A-Z]{0,3}[$€£¥])?\Z"
)
# "rose by 20 to 300"
_BY, _TO = (
    re.compile(
        r"\b(?:by|of|up|down|(?:rose|fell|grew|gain|increas|declin|drop|add|lost|clos)\w*)"
        r"(?: (?:about|nearly|over|more than|a|an|around))* (?:[A-Z]{0,3}[$€£¥])?\Z"
    ),
    re.compile(r"\bto(?: (?:about|nearly|over|more than|a|an|around))* (?:[A-Z]{0,3}[$€£¥])?\Z"),
)
# "closed at 300, down 20": where something moved to before by how much
_AT = re.compile(
    r"\b(?:at|to)(?: (?:about|nearly|over|more than|a|an|around))* (?:[A-Z]{0,3}[$€£¥])?\Z", re.IGNORECASE
)
_MOVED = re.compile(
    r", (?:up|down|(?:an? |the )?(?:rise|increase|gain|fall|drop|decline|decrease|loss) of)"
    r"(?: (?:about|nearly|over|more than|around))* (?:[A-Z]{0,3}[$€£¥])?\Z"
)
_MOVED_ZH = re.compile("[涨漲跌升降增减減挫调調加][了近约約超逾]{0,2}\\Z")
_LOW_FIRST = re.compile(r"\b(?:between|from|range of)(?: [A-Za-z]+)? \Z", re.IGNORECASE)
_TO_HIGH = re.compile(r"\W{0,2}(?:[CF]\b)?(?: [a-z]+)? (?:and|to) \Z")
_BEFORE = 32  # characters before a figure that tell how it is joined to the next
_BESIDE = 8  # characters of the Chinese before a figure that tell what it is
_REACH, _BEHIND = 40, 20  # characters of the Chinese before and behind a figure that tell what it is of
_WINDOW = 200  # characters of the English around the two
_EDGE, _END = re.compile("[。！？]"), re.compile("[。；]")
_CAPITAL = re.compile(r"\b([A-Z][a-z']+)(?= ([A-Z][a-z']+))?")  # a word, and the next one


def is_turned(one: Rendered, other: Rendered, single: Sequence[Rendered], zh: str, en: str) -> bool:
    """Whether two figures that come the other way round are in clauses that do."""
    (_, later), (_, earlier) = one, other
    between = en[earlier.end : later.start]
    parallel = _SUBORDINATE_ZH.search(zh, one[0].end, other[0].start)
    if not parallel and (_SUBORDINATE.search(between) or _is_told_first(one, other, zh, en)):
        return True
    if is_moved_first(earlier, later, en) or _is_range(earlier, later, between, en):
        return True
    if _is_reached_first(one, other, zh, en):
        return True
    return _came_along(one, other, single, zh, en)


def _is_told_first(one: Rendered, other: Rendered, zh: str, en: str) -> bool:
    """Whether English tells a part before its whole, or where something moved to before where it was."""
    (_, later), (_, earlier) = one, other
    between = en[earlier.end : later.start]
    alike = one[0].unit == other[0].unit != "个"  # which counts anything
    if alike and _PART_OF.match(between):
        return earlier.value <= later.value
    if _OF_ALL.search(en[max(0, earlier.start - _BEFORE) : earlier.start]) or _OF_WHICH.search(between):
        return earlier.value >= later.value
    if not _TOLD_FIRST.search(between) or (alike and _JOINED.search(between)):
        return False
    return not (alike and _is_of_the_other(one[0], other[0], zh, between))


def _is_of_the_other(one: Figure, other: Figure, zh: str, between: str) -> bool:
    """Whether what English says a figure is of stands beside the other in Chinese: "an increase of 375"."""
    of = _OF_WHAT.search(between)
    what = of and _WHAT[of.lastgroup or ""]
    return bool(
        what
        and what.search(zh, max(0, other.start - _BESIDE), other.start)
        and not what.search(zh, max(0, one.start - _BESIDE), one.start)
    )


def is_moved_first(earlier: Figure, later: Figure, en: str) -> bool:
    """Whether English tells by how much something moved before where to: "rose by 20 to 300"."""
    before = en[max(0, earlier.start - _BEFORE) : earlier.start]
    return _TO.search(en, earlier.end, later.start) is not None and _BY.search(before) is not None


def _is_reached_first(one: Rendered, other: Rendered, zh: str, en: str) -> bool:
    """Whether English tells where something moved to first, and Chinese by how much: 跌20点，收于300点."""
    (moved, later), (_, earlier) = one, other
    return bool(
        _MOVED_ZH.search(zh, max(0, moved.start - _BESIDE), moved.start)
        and _MOVED.search(en, earlier.end, later.start)
        and _AT.search(en, max(0, earlier.start - _BEFORE), earlier.start)
    )


def _is_range(low: Figure, high: Figure, between: str, en: str) -> bool:
    """Between 22°C and 35°C."""
    rising = low.value < high.value and _TO_HIGH.match(between) is not None
    return rising and _LOW_FIRST.search(en, max(0, low.start - 24), low.start) is not None


def _came_along(one: Rendered, other: Rendered, single: Sequence[Rendered], zh: str, en: str) -> bool:
    """Whether other figures or names beside the two come the other way round, as well."""
    start, end = one[0].end, other[0].start
    before, next_before = (max(0, one[0].start - _REACH), one[0].start), (max(start, end - _REACH), end)
    behind = start, min(_stop(zh, start), end)
    next_behind = other[0].end, _stop(zh, other[0].end)
    first = bisect_left(single, before[0], key=_place)
    near = single[first : bisect_left(single, next_behind[1], first, key=_place)]
    window = max(0, other[1].start - _WINDOW), one[1].end + _WINDOW
    names = tuple(_CAPITAL.finditer(en, *window))
    for mine, theirs in (((_last_edge(zh, *before), before[1]), next_before), (behind, next_behind)):
        ours = [*_figures(near, *mine), *_names(names, zh[slice(*mine)])]
        others = [*_figures(near, *theirs), *_names(names, zh[slice(*theirs)])]
        if ours and others and min(others) < max(ours):
            return True
    return False


def _place(rendered: Rendered) -> int:
    return rendered[0].start


def _stop(zh: str, at: int) -> int:
    found = _END.search(zh, at, at + _BEHIND)
    return found.start() if found else at + _BEHIND


def _last_edge(zh: str, start: int, end: int) -> int:
    """Where the sentence begins of which a stretch of text is the end."""
    return max((found.end() for found in _EDGE.finditer(zh, start, end)), default=start)


def _figures(single: Sequence[Rendered], start: int, end: int) -> Iterator[int]:
    """Where the English has the figures of a stretch of the Chinese."""
    return (rendering.start for figure, rendering in single if start <= figure.start and figure.end <= end)


def _names(names: Sequence[re.Match[str]], zh: str) -> Iterator[int]:
    """Where the English has the names of a Chinese text that it writes in pinyin."""
    return (
        name.start() for name in names if _reads(zh, name[1]) or (name[2] and _reads(zh, name[1], name[2]))
    )


def _reads(zh: str, *name: str) -> bool:
    """Whether a part of a Chinese text reads like a name of one or two words, of two syllables or more."""
    each = [_syllables(word.lower()) for word in name]
    wanted = [said for syllables in each for said in syllables] if all(each) else []
    return len(wanted) > 1 and any(
        all(said in pinyin.char_readings(char) for said, char in zip(wanted, zh[at:], strict=False))
        for at in range(len(zh) - len(wanted) + 1)
    )


@lru_cache(maxsize=512)
def _syllables(name: str) -> tuple[str, ...]:
    return pinyin.syllables(name.replace("'", ""))
