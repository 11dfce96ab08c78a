"""A figure that the article only plans is not told as reached: 已完成投资1.2亿元, where that is the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals import Figure
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Article, Retold, clause_at

_KINDS = ("amount", "count")
_REACHED = re.compile("已(?!婚)|完成|实际|(?<![为除])了(?!解)")
_PLANNED = re.compile("计划|拟(?![定稿])|将(?![军近])|预计|力争|目标|争取|预算|规划")


def reached(retold: Retold) -> Iterator[Problem]:
    """Finding `modality`."""
    if not _REACHED.search(retold.text):
        return
    mine = retold.told
    for figure in mine.figures:
        if figure.digits and figure.kind in _KINDS and _is_told_as_reached(figure, mine.folded):
            there = list(_clauses(figure, retold.article))
            if there and all(_PLANNED.search(each) and not _REACHED.search(each) for each in there):
                message = f"{figure.surface} is told as reached; in the article it is planned."
                yield Problem("modality", "error", message, figure.surface, "zh")
                return


def _is_told_as_reached(figure: Figure, text: str) -> bool:
    start, _ = clause_at(text, figure.start)
    return bool(_REACHED.search(text, start, figure.start)) and not _PLANNED.search(text, 0, figure.start)


def _clauses(figure: Figure, article: Article) -> Iterator[str]:
    """What stands before a figure in its clause, wherever the article has it."""
    for n, told in article.page.quantities.items():
        if figure.surface[:1] in told.folded:
            for each in article.figures(n).get(figure.value, ()):
                if each.unit == figure.unit:
                    yield told.folded[clause_at(told.folded, each.start)[0] : each.start]
