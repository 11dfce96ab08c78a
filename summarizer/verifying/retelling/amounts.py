"""A figure of the digest keeps what stands beside it in the article: nearly, at most, a rise or a fall.

It is compared with every place where the article has the figure; one that has what the digest has is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from summarizer.numerals import Figure, Qualifier
from summarizer.verifying.figures.qualified import may_be_qualified
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import MANY, Article, Retold, clause_at, sentence_at, share_words

_DOWN = (
    "负增长|下[降跌滑调挫]|降低|减少|回落|走低|缩[小减水]|收窄|缩短|减至|降[至到幅为]|跌[至到破幅]"
    "|少于|低于|[减降跌少低]"
)
_UP = (
    "提高|上[升涨调浮扬]|增[长加多至到幅]|提升|升[高至到幅]|涨[至到幅]|攀升|回升|走高|扩大|多于"
    "|高[于出]|[增升涨高多]"
)
_ADVERBS = "(?:[了到至为约近超逾达仅]|不?超过|接近|大约|幅度?|不足|不到|至少)*"
MOVES = re.compile(f"(?:(?P<down>{_DOWN})|(?P<up>{_UP})){_ADVERBS}\\Z")
_MOVED = re.compile("\\A的(?:(?P<down>降幅|跌幅|下降|减幅|跌势)|(?P<up>增幅|涨幅|升幅|增长|增速))")
# 降幅扩大, 亏损减少: what moves is a movement or a lack itself, and may be told the other way round.
_OF_A_MOVE = re.compile("[幅速差损亏债耗逾]|缺口|风险|误差|贫困|[增减降升涨跌]\\Z")
_COUNTED = ("count", "amount", "percentage", "multiple")
_BESIDE, _BEHIND, _SUBJECT = 9, 8, 40  # characters
_HINT = re.compile("[近约逾超余多破过上下达足到低少增减升降涨跌提回缩高扩内右]")
_SAME: Mapping[Qualifier, frozenset[Qualifier]] = {
    "": frozenset(),
    "about": frozenset({"about", "nearly", "over"}),
    "nearly": frozenset({"nearly", "about", "under"}),
    "over": frozenset({"over", "at_least", "about"}),
    "at_least": frozenset({"at_least", "over"}),
    "under": frozenset({"under", "nearly", "at_most"}),
    "at_most": frozenset({"at_most", "under"}),
}
_CONTRARY: Mapping[Qualifier, frozenset[Qualifier]] = {
    "": frozenset(),
    "about": frozenset(),
    "nearly": frozenset({"over", "at_least"}),
    "over": frozenset({"under", "at_most", "nearly"}),
    "at_least": frozenset({"under", "at_most"}),
    "under": frozenset({"over", "at_least"}),
    "at_most": frozenset({"over", "at_least"}),
}
_QUALIFIES = re.compile("[近约逾超余多破上下达足满低高少内右]|至少|最|含")
_NUMBER = re.compile(r"\d[\d.,]*")
_IN_WORDS = re.compile(  # 最高45元, 最长可开12周
    "(?:最[高低多少大小长短][^，。；\\d]{0,3}|[至顶]多|上限|下限|封顶|起步)[为达是]?\\Z"
)
_REACHES = re.compile("(?:达到?|至|到|破|突破)了?\\Z")  # 突破3亿元 may be told as 达3亿元


class Place(NamedTuple):
    """A figure where it stands in a text."""

    figure: Figure
    text: str

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.text[max(0, self.figure.start - _BESIDE) : self.figure.start]

    def about(self, part: Callable[[str, int], tuple[int, int]]) -> str:
        """What its clause, or sentence, tells before it, but for the move: what it is a figure of."""
        start = part(self.text, self.figure.start)[0]
        told = self.text[max(start, self.figure.start - _SUBJECT) : self.figure.start]
        found = MOVES.search(told)
        return told[: found.start()] if found else told

    @property
    def behind(self) -> str:
        """What follows it."""
        return self.text[self.figure.end : self.figure.end + _BEHIND]

    @property
    def may_be_qualified(self) -> bool:
        """Whether anything farther off may qualify it: 不超过规模的20%, 6周岁（含）以下."""
        start, end = clause_at(self.text, self.figure.start)
        return _QUALIFIES.search(self.text, start, min(end, self.figure.end + _BEHIND)) is not None

    @property
    def move(self) -> str:
        """Whether it tells of a move "up" or "down", or of none that is known ("")."""
        found = MOVES.search(self.before) or _MOVED.match(self.text, self.figure.end)
        if found is None or _OF_A_MOVE.search(self.before[: found.start()][-3:]):
            return ""
        return found.lastgroup or ""


def changed(retold: Retold) -> Iterator[Problem]:
    """Findings `qualifier`, `direction` and `unit`."""
    mine = retold.told
    if not retold.reworded or not _NUMBER.search(retold.text):
        return
    for figure in mine.figures:
        surely = figure.digits and figure.kind in _COUNTED and not (figure.vague or figure.soft)
        if surely and _may_differ(figure, mine.folded, retold.cited):
            yield from _compared(Place(figure, mine.folded), retold.article, retold.pair.lines)


def _may_differ(figure: Figure, text: str, cited: str) -> bool:
    """Whether anything beside the figure, here or in the cited lines, could tell of a move or a qualifier."""
    found = _NUMBER.match(figure.surface)
    surface = found[0] if found else "".join(figure.surface.split())
    here = text[max(0, figure.start - _BESIDE) : figure.end + _BEHIND]
    for at in islice(all_places(surface, cited), MANY):
        there = cited[max(0, at - _BESIDE) : at + len(figure.surface) + _BEHIND]
        if there not in text and (_HINT.search(there) or _HINT.search(here)):
            return True
    return False


def _compared(mine: Place, article: Article, numbers: Sequence[int]) -> Iterator[Problem]:
    found = islice(_places(mine.figure, article, numbers), MANY)
    cited = [place for place in found if place.figure.unit == mine.figure.unit]
    if not cited and mine.figure.kind == "percentage":
        yield from _in_points(mine, article)
    if not cited or len(cited) == MANY:
        return
    if _is_turned(mine, cited) and not any(p.move == mine.move for p in _everywhere(mine, article)):
        told = cited[0].before[-4:] + mine.figure.surface
        message = f"“{mine.before[-4:]}{mine.figure.surface}”: the article has “{told}”."
        yield Problem("direction", "error", message, mine.figure.surface, "zh")
    wanted = {place.figure.qualifier for place in cited}
    added = wanted == {""} and _is_in_words(mine)
    if "" in wanted and any(_may_be(place, added=added) for place in cited):
        return
    if all(_differs(each, mine) for each in wanted):
        places = list(_everywhere(mine, article))
        same = all(_is_of_the_same(mine, place, clause_at) for place in cited)
        if same and all(_differs(place.figure.qualifier, mine) for place in places):
            yield from _requalified(mine, wanted, added=added)


_ADDED = re.compile("(?:大约|接近|将近|超过|近|约|逾|超|至少|至多)\\Z")


def _is_in_words(mine: Place) -> bool:
    """Whether the digest itself qualifies a figure, just before it."""
    return _ADDED.search(mine.before) is not None


def _may_be(place: Place, *, added: bool) -> bool:
    """Whether a place may qualify its figure; what the digest `added` is told by nothing farther off."""
    if added:
        return may_be_qualified(place.text, place.figure.start, place.figure.end)
    return place.may_be_qualified


def _in_points(mine: Place, article: Article) -> Iterator[Problem]:
    """Percent where the article has percentage points, or points where it has percent."""
    found = [place for place in _everywhere(mine, article) if place.figure.kind == "percentage"]
    told = {"点" in place.figure.unit for place in found}
    same = any(
        place.before[-2:] == mine.before[-2:] and _is_of_the_same(mine, place, clause_at) for place in found
    )
    if same and told == {"点" not in mine.figure.unit}:
        message = (
            f"{mine.figure.surface}: the article has {'percentage points' if True in told else 'percent'}."
        )
        yield Problem("unit", "error", message, mine.figure.surface, "zh")


def _requalified(mine: Place, wanted: set[Qualifier], *, added: bool) -> Iterator[Problem]:
    found = mine.figure.qualifier
    contrary = all(found in _CONTRARY[each] for each in wanted)
    if not found and (_IN_WORDS.search(mine.before) or (wanted == {"over"} and _REACHES.search(mine.before))):
        return
    names = ", ".join(sorted(filter(None, wanted))).replace("_", " ") or "no qualifier"
    has = found.replace("_", " ") or "none"
    message = f"{mine.figure.surface}: the article qualifies it ({names}), the digest otherwise ({has})."
    yield Problem(
        "qualifier",
        "error" if contrary or not found or added else "warning",
        message,
        mine.figure.surface,
        "zh",
    )


def _is_turned(mine: Place, cited: Sequence[Place]) -> bool:
    if not mine.move or not all(place.move and place.move != mine.move for place in cited):
        return False
    return all(_is_of_the_same(mine, place, sentence_at) for place in cited)


def _is_of_the_same(mine: Place, place: Place, part: Callable[[str, int], tuple[int, int]]) -> bool:
    """Whether what stands around a figure in two texts has any words in common."""
    here, there = mine.about(part), place.about(part)
    return (
        len(here) < 2 or len(there) < 2 or share_words(here, there) or share_words(mine.behind, place.behind)
    )


def _differs(wanted: Qualifier, mine: Place) -> bool:
    found = mine.figure.qualifier
    return found != wanted and found not in _SAME[wanted]


def _everywhere(mine: Place, article: Article) -> Iterator[Place]:
    return _places(mine.figure, article, article.page.quantities)


def _places(figure: Figure, article: Article, numbers: Iterable[int]) -> Iterator[Place]:
    """Where lines have the value of a figure."""
    digit, known = figure.surface[:1], article.page.quantities
    for n in numbers:
        if n in known and digit in known[n].folded:
            for each in article.figures(n).get(figure.value, ()):
                if each.upper == figure.upper and _is_same_unit(each, figure):
                    yield Place(each, known[n].folded)


def _is_same_unit(one: Figure, other: Figure) -> bool:
    return ("%" in one.unit or "百分" in one.unit) == ("%" in other.unit or "百分" in other.unit)
