"""What a figure of the digest is the figure of: 净利润 for 营业收入, or one company's for another's.

A figure has before it what it measures; a rate that follows an amount is of the same. In the digest it is
another one only if its lines have the figure with another measure, and that measure with other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from summarizer.dates.masking import Quantities
from summarizer.matching import plain
from summarizer.numerals import Figure
from summarizer.scripts import simplified
from summarizer.verifying.absent import SPOKEN_OF
from summarizer.verifying.page import HAN, Page
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.amounts import MOVES
from summarizer.verifying.retelling.source import MANY, Retold, clause_at, sentence_at

_COUNTED = ("amount", "percentage", "count")
_AMOUNTS = ("amount", "percentage")
_BEFORE = 24  # characters before a figure in which its measure stands
_TO = re.compile(
    "(?:同比|环比|[比较]上年(?:同期)?|累计|共计|合计|总计|实现|完成|已经?|[共约为达到至有是了仅近超逾计将:：]"
    "|大约|接近|超过|不足|人民币)+\\Z"
)
_EACH = re.compile("分别|各")
# What ends as a measure does: 净利润, 投资额, 产量, 失业率.
_MEASURE = re.compile(f"[{HAN}]{{1,3}}[入润额值量数率费资产价积口款税金债贷比距速重宽龄]\\Z")
_ALIKE = 2  # characters by which a measure is known
_DEEPEST = 2  # figures that one may follow as a rate


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Findings `figure`."""
    page = retold.article.page
    mine = page.quantifier.zh(retold.pair.zh)
    figures = [each for each in mine.figures if each.digits and each.kind in _COUNTED]
    if not figures:
        return
    cited = [page.quantities[n] for n in retold.pair.lines if n in page.quantities]
    for figure in figures:
        yield from _of_another_measure(figure, mine, cited)
    if figures[0].kind in _AMOUNTS and len(page.organisations) > 1:
        yield from _of_another_company(figures, retold)


def _of_another_measure(figure: Figure, mine: Quantities, cited: Sequence[Quantities]) -> Iterator[Problem]:
    measure = _measure(figure, mine)
    if not measure or not any(measure in each.folded for each in cited):
        return
    found = islice(((each, there) for there in cited for each in there.figures if each.digits), MANY)
    told = [(each, _measure(each, there)) for each, there in found if each.kind == figure.kind]
    here = [of for each, of in told if each.value == figure.value and each.unit == figure.unit]
    others = [each.surface for each, of in told if of == measure and each.value != figure.value]
    if others and here and all(of and set(of).isdisjoint(measure) for of in here):  # 出口, 出口额
        message = f"{figure.surface} is told of “{measure}”; the article has it of “{here[0]}”."
        yield Problem("figure", "error", message, figure.surface, "zh")


def _measure(figure: Figure, told: Quantities, depth: int = 0) -> str:
    """What a figure measures, by its last characters, or "": that of the one before for a mere rate."""
    text = told.folded
    start, _ = clause_at(text, figure.start)
    before = text[max(start, figure.start - _BEFORE) : figure.start].rstrip()
    if found := MOVES.search(before):
        before = before[: found.start()]
    before = _TO.sub("", before)
    if _EACH.search(before):
        return ""
    if not before and depth < _DEEPEST:
        first = sentence_at(text, figure.start)[0]
        earlier = [each for each in told.figures if first <= each.start and each.end <= start and each.digits]
        return _measure(earlier[-1], told, depth + 1) if earlier else ""
    measure = _MEASURE.search(before)
    return measure[0][-_ALIKE:] if measure else ""


def _of_another_company(figures: Sequence[Figure], retold: Retold) -> Iterator[Problem]:
    """A figure that only lines about another organisation have, told of the only one that is named."""
    page, text = retold.article.page, simplified(plain(retold.pair.zh))
    named = [name for name in page.organisations if name in text]
    if len(named) != 1 or text.find(named[0]) > max(0, retold.text.find(figures[0].surface)):
        return
    for figure in figures:
        lines = [n for n, each in page.quantities.items() if _has(figure, each)]
        if figure.kind not in _AMOUNTS or not lines or len(lines) == MANY:
            continue
        if other := _company_of_all(named[0], lines, page):
            message = f"{figure.surface} is told of {named[0]}; in the article it is {other}'s."
            yield Problem("figure", "error", message, figure.surface, "zh")
            return


def _has(figure: Figure, told: Quantities) -> bool:
    return figure.surface[:1] in told.folded and any(
        each.value == figure.value and each.unit == figure.unit for each in told.figures
    )


def _company_of_all(name: str, lines: Sequence[int], page: Page) -> str:
    """The organisation that each of some lines names, if none speaks of one that may be `name`, or ""."""
    others: set[str] = set()
    for n in lines:
        line = simplified(page.plain[n])
        here = {each for each in page.organisations if each in line}
        if not here or name[:_ALIKE] in line or name[-_ALIKE - 1 :] in line or SPOKEN_OF.search(line):
            return ""
        others |= here
    return others.pop() if len(others) == 1 else ""
