"""What a figure of the digest is the figure of: 净利润 for 营业收入, or one company's for another's.

A figure has before it what it measures; a rate that follows an amount is of the same. In the digest it is
another one only if its lines have the figure with another measure, and that measure with other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from summarizer.dates.masking import Quantities
from summarizer.matching import plain
from summarizer.numerals import Figure
from summarizer.scripts import simplified
from summarizer.verifying.absent import SPOKEN_OF, acts
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
_WORD = re.compile(f"[{HAN}]{{2}}\\Z")
_ALIKE = 2  # characters by which a measure is known
_DEEPEST = 2  # figures that one may follow as a rate


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Findings `figure`."""
    page = retold.article.page
    mine = retold.told
    figures = [each for each in mine.figures if each.digits and each.kind in _COUNTED]
    if not figures:
        return
    cited = [page.quantities[n] for n in retold.pair.lines if n in page.quantities]
    for figure in figures:
        yield from _of_another_measure(figure, mine, cited)
    yield from _changed_places(figures, mine, cited)
    if figures[0].kind in _AMOUNTS and len(page.organisations) > 1:
        yield from _of_another_company(figures, retold)


def _of_another_measure(figure: Figure, mine: Quantities, cited: Sequence[Quantities]) -> Iterator[Problem]:
    measure = _measure(figure, mine)
    if not measure or not any(measure in each.folded for each in cited):
        return
    found = islice(((each, there) for there in cited for each in there.figures if each.digits), MANY)
    told = [place for place in found if place[0].kind == figure.kind]
    here = [
        _measure(*place) for place in told if place[0].value == figure.value and place[0].unit == figure.unit
    ]
    if not here or not all(of and set(of).isdisjoint(measure) for of in here):  # 出口, 出口额
        return
    if any(place[0].value != figure.value and _measure(*place) == measure for place in told):
        message = f"{figure.surface} is told of “{measure}”; the article has it of “{here[0]}”."
        yield Problem("figure", "error", message, figure.surface, "zh")


def _changed_places(
    figures: Sequence[Figure], mine: Quantities, cited: Sequence[Quantities]
) -> Iterator[Problem]:
    """Two figures of one unit that stand behind each other's words: 幼儿园15所、中小学22所."""
    for one, other in pairwise(figures):
        words = _word(one, mine), _word(other, mine)
        if one.unit != other.unit or one.value == other.value or not all(words) or words[0] == words[1]:
            continue
        there = [{_word(each, told) for each, told in _places(which, cited)} for which in (one, other)]
        if there == [{words[1]}, {words[0]}]:
            message = f"{one.surface} and {other.surface} stand in the article the other way round."
            yield Problem("figure", "error", message, one.surface, "zh")


def _word(figure: Figure, told: Quantities) -> str:
    """The two characters right before a figure."""
    found = _WORD.search(told.folded, max(0, figure.start - _ALIKE), figure.start)
    return found[0] if found else ""


def _places(figure: Figure, cited: Sequence[Quantities]) -> Iterator[tuple[Figure, Quantities]]:
    for told in cited:
        for each in told.figures:
            if each.value == figure.value and each.unit == figure.unit:
                yield each, told


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
    if (
        len(named) != 1
        or named[0] in page.heading
        or text.find(named[0]) > max(0, retold.text.find(figures[0].surface))
    ):
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
        line = page.simple[n]
        here = {each for each in page.organisations if acts(each, line)}
        if not here or name[:_ALIKE] in line or name[-_ALIKE - 1 :] in line or SPOKEN_OF.search(line):
            return ""
        others |= here
    return others.pop() if len(others) == 1 else ""
