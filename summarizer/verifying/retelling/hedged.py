"""What the article only suspects, holds possible or means to do is not told as a fact in the digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import are_same, pairs_of, tells
from summarizer.verifying.retelling.source import MANY, Article, Hedged, Retold, clause_at, sentence_at

_WORDS = (
    *("可能", "拟", "涉嫌", "疑似", "或许", "也许", "似乎", "力争", "争取", "有望", "预计", "计划", "建议"),
)
_HEDGE = re.compile(
    f"(涉嫌|疑似|(?<![不尽只])可能|或许|也许|似乎|(?<![草虚模比])拟(?![定稿人为])"
    f"|力争|争取|有望|(?:预计|(?<![该此本这项度年市县按])计划)(?!总?投资)|建议)(?:会|将会?|还|也|再|于|已经?)?(?=[{HAN}\\d]{{2}})"
)
# Whatever may leave something open, in a clause that is to tell it as a fact.
_OPEN = re.compile(
    "[拟将要或恐疑嫌料会能可应须需若如凡据似愿欲待望控诉告查捕拘审判罪刑险防免避警慎忧担怕未不没無无否非易]"
    "|计划|准备|打算|力争|争取|预|目标|规划|意向|意图|意在|提议|建议|方案|草案|商讨|讨论|考虑|估计|推测|猜测|判断|认为|指出|表示|说|称"
    "|威胁|隐患|潜在|一旦|未来|明年|下一步|[？?]|以[便防免]?|用于|旨在|为[了]?|关于|有关|对于?|的|时|前|后"
)
_EARLIER = re.compile(
    "[若恐疑嫌料险威胁忧]|可能|如[果若]|一旦|除非|只要|或[许者将]|也许|预[计期测]|有望|担心|警告|提醒|指控|假[设如]|估计|推测|拟|计划"
)
_LENGTH, _AS_MUCH = 4, 0.5  # characters in a row, or the share of a clause, that are surely the same
_FEWEST = 6


def made_certain(retold: Retold) -> Iterator[Problem]:
    """Finding `modality`: the hedge before a verb was lost."""
    text = retold.text
    for each in _hedges(retold):
        if text.count(each.key) != 1 or each.word in text:
            continue
        at = text.find(each.key)
        start, end = clause_at(text, at)
        if _is_certain(text, start, end, each) and not _is_certain_in(text[start:end], each, retold.article):
            message = f"The article has “{each.word}{each.key}”; the digest tells it as a fact."
            yield Problem("modality", "error", message, text[start:end], "zh")
            return


def _hedges(retold: Retold) -> Iterator[Hedged]:
    known = retold.article.hedges
    for n in retold.pair.lines:
        if n not in known:
            line = retold.article.line.get(n, "")
            known[n] = tuple(_in_line(line)) if any(map(line.__contains__, _WORDS)) else ()
        yield from known[n]


def _in_line(line: str) -> Iterator[Hedged]:
    for found in _HEDGE.finditer(line):
        start, end = clause_at(line, found.start())
        begin, last = sentence_at(line, start)
        key, rest = (
            line[found.end() : found.end() + 2],
            f"{line[start : found.start()]}　{line[found.end(1) : end]}",
        )
        if not key.startswith(("的", "性")):
            yield Hedged(found[1], key, rest, line[begin : found.start()] + line[end:last])


def _is_certain(text: str, start: int, end: int, hedged: Hedged) -> bool:
    """Whether a clause tells the same as a hedged one, and neither it nor what comes before is open."""
    told, before = text[start:end], text[sentence_at(text, start)[0] : start]
    if any(found[0] not in hedged.rest for found in _OPEN.finditer(told)):
        return False
    if any(found[0] not in hedged.around for found in _EARLIER.finditer(before)):
        return False
    at = told.find(hedged.key)
    alike = told[at : at + _LENGTH] in hedged.rest and at + _LENGTH <= len(told)
    return alike or (len(told) >= _FEWEST and are_same(told, hedged.rest))


def _is_certain_in(told: str, hedged: Hedged, article: Article) -> bool:
    """Whether the article tells it anywhere without the hedge."""
    text, pairs = article.text, pairs_of(told)
    places = list(islice(all_places(hedged.key, text), MANY))
    return len(places) == MANY or any(_tells_it(at, pairs, hedged, text) for at in places)


def _tells_it(at: int, pairs: list[str], hedged: Hedged, text: str) -> bool:
    start, end = clause_at(text, at)
    if _HEDGE.search(text, start, at) or hedged.word in text[start:end]:
        return False
    after = hedged.rest[hedged.rest.find(hedged.key) :][:_LENGTH]
    return text.startswith(after, at) or tells(text[start:end], pairs, _AS_MUCH)
