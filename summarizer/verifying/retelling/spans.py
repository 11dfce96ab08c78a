"""Within what time something is to be done: 三年内 is not 五年内, but 三十天内 is 30日内 or 一个月内."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.dates.masking import Quantities
from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold

_WITHIN = re.compile(r"\s*(?:之|以)?内")
_MONTHS, _HOURS = "months", "hours"
_A_DAY, _A_WEEK, _A_MONTH, _A_YEAR = 24, 7 * 24, 30 * 24, 365 * 24
# What a unit is reckoned in; a month may be told as thirty days, and a year as twelve months.
_RECKONED: dict[str, tuple[tuple[str, int], ...]] = {
    **dict.fromkeys(("年",), ((_MONTHS, 12), (_HOURS, _A_YEAR))),
    **dict.fromkeys(("个月", "月"), ((_MONTHS, 1), (_HOURS, _A_MONTH))),
    **dict.fromkeys(("周", "星期", "个星期"), ((_HOURS, _A_WEEK),)),
    **dict.fromkeys(("天", "日", "个工作日"), ((_HOURS, _A_DAY),)),
    **dict.fromkeys(("小时", "个小时"), ((_HOURS, 1),)),
}
_YEAR_IN_WORDS = re.compile("(?<![\\d一二两三四五六七八九十])年内|[明全次翌]年|周年")


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `figure`: another span of time than the article has, in the unit of one that it has."""
    quantities = retold.article.page.quantities
    cited = [quantities[n] for n in retold.pair.lines if n in quantities]
    there = [span for told in cited for span in _spans(told)]
    for span in _spans(retold.told):
        other = next((each for each in there if _RECKONED[each.unit] == _RECKONED[span.unit]), None)
        if other and not _is_told(span, list(quantities.values()), retold.article.text):
            message = f"“{span.surface}内”: the article has {other.surface}内."
            yield Problem("figure", "error", message, span.surface, "zh")
            return


def _spans(told: Quantities) -> Iterator[Figure]:
    """The figures of a text within which something is."""
    for figure in told.figures:
        if figure.unit in _RECKONED and _WITHIN.match(told.folded, figure.end):
            yield figure


def _is_told(span: Figure, article: Sequence[Quantities], text: str) -> bool:
    """Whether the article has as long a time anywhere, in whatever unit."""
    wanted = _lengths(span)
    if (_MONTHS, 12) in wanted and _YEAR_IN_WORDS.search(text):
        return True
    return any(not wanted.isdisjoint(_lengths(each)) for told in article for each in told.figures)


def _lengths(figure: Figure) -> set[tuple[str, Value]]:
    """How long a time is, of 三至五天 either end."""
    ends = [end for end in (figure.value, figure.upper) if end is not None]
    return {(kind, end * size) for kind, size in _RECKONED.get(figure.unit, ()) for end in ends}
