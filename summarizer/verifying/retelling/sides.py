"""What stands on either side of a word that cannot be turned round: 甲高于乙, 甲收购乙, 甲由于乙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.numerals.figure import any_of
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, share_of
from summarizer.verifying.retelling.source import Retold, clause_at

_WORDS = """
由于 因为 源于 导致 高于 低于 多于 少于 快于 慢于 大于 小于 优于 好于 强于 早于 晚于 先于 超过 收购 并购
入股 起诉 战胜 击败 接替 取代 替代 领先 委托 聘请 赠送 会见 看望 慰问 表彰 举报 指控 批评 支援 援助 依赖
取决于
"""
_BETWEEN = re.compile(any_of(_WORDS.split()))
_TURNS = re.compile("[被遭获受不没未无]|为.{1,12}所")  # 乙被甲收购, 甲不高于乙
_ALIKE, _UNLIKE = 0.8, 0.5  # shares of the pairs of one side that stand, or do not, on the other


class Sides(NamedTuple):
    """What stands before and behind a word in its clause."""

    before: str
    behind: str

    @property
    def whole(self) -> str:
        """Both of them."""
        return f"{self.before}，{self.behind}"


def turned(retold: Retold) -> Iterator[Problem]:
    """Finding `direction`: what one clause has on either side has changed sides."""
    for start, end in retold.reworded:
        for found in _BETWEEN.finditer(retold.text, start, end):
            if found[0] not in retold.cited:
                continue
            mine, there = _sides(found), list(_told(found[0], retold.cited))
            if any(_is_turned(mine, each) for each in there) and not any(
                _is_same(mine, each) for each in _told(found[0], retold.article.text)
            ):
                message = f"“{retold.text[start:end]}”: the article has it the other way round."
                yield Problem("direction", "error", message, found[0], "zh")
                return


def _told(word: str, text: str) -> Iterator[Sides]:
    return (_sides(found) for found in _BETWEEN.finditer(text) if found[0] == word)


def _sides(found: re.Match[str]) -> Sides:
    start, end = clause_at(found.string, found.start())
    return Sides(found.string[start : found.start()], found.string[found.end() : end])


def _is_turned(mine: Sides, there: Sides) -> bool:
    """Whether what is behind the word in each stands before it in the other, and only there."""
    if _TURNS.search(mine.whole) or _TURNS.search(there.whole):
        return False
    here, other = _apart(mine.behind, there.behind), _apart(there.behind, mine.behind)
    return _stand(here, there.before, mine.before) and _stand(other, mine.before, there.before)


def _apart(one: str, other: str) -> list[str]:
    """The pairs of characters of a side that another has not: 东闸水位, 西闸水位."""
    return [pair for pair in pairs_of(one) if pair not in other]


def _stand(pairs: Sequence[str], in_this: str, not_in: str) -> bool:
    """Whether some pairs stand in one text and not in another."""
    return bool(pairs) and share_of(pairs, in_this) >= _ALIKE and share_of(pairs, not_in) < _UNLIKE


def _is_same(mine: Sides, there: Sides) -> bool:
    here = pairs_of(mine.behind)
    return share_of(here, there.behind) >= _ALIKE
