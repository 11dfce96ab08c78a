"""Part of something is not told as all of it, nor the first of several as the second."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.verifying.page import HAN
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, tells
from summarizer.verifying.retelling.source import CLAUSE, Retold, clause_at

_SHARES = {
    **dict.fromkeys(("所有", "全部", "全体", "一切"), "all"),
    **dict.fromkeys(("绝大多数", "大多数", "绝大部分", "大部分", "多数"), "most"),
    **dict.fromkeys(("部分", "一些", "有些", "若干", "少数", "极少数", "少部分", "个别"), "some"),
}
_SHARE = re.compile(f"({'|'.join(sorted(_SHARES, key=len, reverse=True))})的?([{HAN}]{{2}})")
_ORDER = re.compile(
    f"(第[一二三四五六七八九十\\d]{{1,3}}|首)((?:阶段|季度|[批期轮届代名个位项次步审家])[{HAN}]?)"
)
_AMONG = re.compile(f"其中([{HAN}]{{2,10}}?)((?:已|将|完成|获|均)[^，。；]{{3,60}})")
_ALL = 0.8  # of what one of several did
_NUMERALS = str.maketrans("一二三四五六七八九首", "1234567891", "第")
_FEWEST, _MOST = 4, 0.6  # pairs of characters of a clause, and their share in another


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Findings `qualifier` and `figure`: another share, or another one of several, of the same."""
    if any(map(retold.text.__contains__, _SHARES)):
        yield from _told_otherwise(retold, "qualifier", _SHARE, _SHARES.__getitem__)
    if "第" in retold.text:
        yield from _told_otherwise(retold, "figure", _ORDER, lambda told: told.translate(_NUMERALS))


def of_one(retold: Retold) -> Iterator[Problem]:
    """Finding `qualifier`: what only one of several did (其中甲厂已动工) is told of all, or of others."""
    if "其中" not in retold.cited:
        return
    for found in _AMONG.finditer(retold.cited):
        done, who = pairs_of(found[2]), found[1][:2]
        if len(done) < _FEWEST or who in retold.text:
            continue
        for clause in CLAUSE.finditer(retold.text):
            if "其中" not in clause[0] and tells(clause[0], done, _ALL):
                yield Problem(
                    "qualifier", "error", f"The article tells this of “{found[1]}” alone.", clause[0], "zh"
                )
                return


def _told_otherwise(
    retold: Retold, code: str, pattern: re.Pattern[str], kind: Callable[[str], str]
) -> Iterator[Problem]:
    """What the article has only with another word of a kind before it, in a clause that tells the same."""
    for found in pattern.finditer(retold.text):
        if found[0] in retold.article.text:
            continue
        there = [each for each in pattern.finditer(retold.article.text) if each[2] == found[2]]
        if not there or any(kind(each[1]) == kind(found[1]) for each in there):
            continue
        start, end = clause_at(retold.text, found.start())
        pairs = pairs_of(retold.text[start : found.start()] + "，" + retold.text[found.end() - 2 : end])
        other = next((each for each in there if _tells_the_same(each, pairs)), None)
        if other and other[0] in retold.cited and len(pairs) >= _FEWEST:
            yield Problem(code, "error", f"“{found[0]}”: the article has “{other[0]}”.", found[0], "zh")


def _tells_the_same(there: re.Match[str], pairs: list[str]) -> bool:
    start, end = clause_at(there.string, there.start())
    return tells(there.string[start:end], pairs, _MOST)
