"""A word of degree or status in the digest for another one of the article: 部分下跌 for 均下跌, 可 for 须.

Both stand before the same words, and the article has the digest's word before them nowhere. So with a hedge
(原则上, 普遍) without which the article never has what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from summarizer.numerals.figure import any_of
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import MANY, Retold, clause_at, key_at, sentence_at

# What the digest has, and what it stands for in the article, with the code of the finding.
_ROWS = """
qualifier | 部分 少数 个别 有的 | 均 都 全部 全 一律 所有 各 多数 大多数 大部分 大部
qualifier | 全部 所有 一律 均 都 全 | 部分 多数 大多数 大部分 大部 少数 个别 有的
qualifier | 主要 | 只 仅 仅仅
qualifier | 仅 只 | 主要
qualifier | 一般 通常 | 一律
qualifier | 同时 | 先后 相继
qualifier | 先后 相继 | 同时
modality | 建议 希望 鼓励 | 要求 责令
modality | 要求 责令 | 建议 鼓励 希望 倡议
modality | 决定 | 考虑 计划 打算
modality | 可以 可 | 必须 须 应当 应 务必
modality | 必须 须 应当 应 务必 | 可以 可
modality | 确保 保证 | 力争 争取 力求 希望
"""
_WITHIN = re.compile(  # these characters as part of another word
    "(?<=[不认许无亦尚未本相供反适响对效感回必首成古建共丰迁船一两几这那每])[可应须都只]|[可应须都全均](?=[见惜靠能以该急用对邀聘知市会督江国面体球程身年力文场衡等匀])"
)
_HEDGES = re.compile(
    "原则上|尽量|尽可能|(?<![同那这像似如不之])一般|普遍|大致|基本(?=[实完建形消])|适当(?=[减降提增延放调扩补])"
)
_ANY_HEDGE = re.compile(
    "原则|尽量|尽可能|一般|通常|普遍|大致|大体|大多|多数|基本|适当|酌|相应|主要|大部|整体|总体|几乎|有所|均|多|皆|全"
)
_DENIES = frozenset("非不没未无")  # not all are some
_BESIDE = 2  # characters that are the same before a word where few are behind it
_SURELY = 4  # characters behind it that need nothing before


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    found = []
    for row in _ROWS.strip().split("\n"):
        code, here, there = row.split(" | ")
        words = sorted(here.split(), key=len, reverse=True)
        found.append((code, re.compile(any_of(words)), tuple(there.split())))
    return tuple(found)


@cache
def _any_word() -> re.Pattern[str]:
    """What finds any of the words of the digest."""
    return re.compile("|".join(here.pattern for _, here, _ in _rows()))


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Findings `qualifier` and `modality`: a word of degree or status that became another one."""
    text = retold.text
    for start, end in retold.reworded:
        for code, here, there in _rows() if _any_word().search(text, start, end) else ():
            for found in here.finditer(text, start, end):
                word = "" if _WITHIN.match(text, found.start()) else _instead(found, there, retold)
                if word:
                    message = f"“{found[0]}” stands where the article has “{word}”."
                    yield Problem(code, "error", message, found[0], "zh")
                    return


def _instead(found: re.Match[str], there: tuple[str, ...], retold: Retold) -> str:
    """Which of some words the article has before what follows a word of the digest; "" if that word, too."""
    text, article = retold.text, retold.article.text
    key = key_at(text, found.end())
    if len(key) < _BESIDE or found[0] + key in article:
        return ""
    before = "" if len(key) >= _SURELY else text[max(0, found.start() - _BESIDE) : found.start()]
    if len(key) < _SURELY and len(before) < _BESIDE:
        return ""
    return next((word for word in there if _is_only(before, word + key, found[0], retold)), "")


def _is_only(before: str, told: str, word: str, retold: Retold) -> bool:
    """Whether the lines have some words, and a word of the digest in none of the clauses with them."""
    cited = retold.cited
    if before + told not in cited or told in retold.text:
        return False
    places = [at + len(before) for at in islice(all_places(before + told, cited), MANY)]
    return not any(
        word in cited[slice(*clause_at(cited, at))]
        or cited[at - 1 : at] in _DENIES
        or _WITHIN.match(cited, at)
        for at in places
    )


def unhedged(retold: Retold) -> Iterator[Problem]:
    """Finding `qualifier`: a hedge that the digest lost."""
    cited = retold.cited
    for hedge in _HEDGES.finditer(cited):
        key = key_at(cited, hedge.end())
        if len(key) < _BESIDE or retold.text.count(key) != 1:
            continue
        at = retold.text.find(key)
        start, end = sentence_at(retold.text, at)[0], clause_at(retold.text, at)[1]
        before = cited[max(0, hedge.start() - _BESIDE) : hedge.start()]
        same = len(key) >= _SURELY or retold.text[:at].endswith(before)
        if same and not _ANY_HEDGE.search(retold.text, start, end) and _is_always_hedged(key, retold):
            message = f"The article has “{hedge[0]}{key}”; the digest leaves “{hedge[0]}” out."
            yield Problem("qualifier", "error", message, key, "zh")
            return


def _is_always_hedged(key: str, retold: Retold) -> bool:
    """Whether the article has some words only in clauses with a hedge."""
    article = retold.article.text
    places = list(islice(all_places(key, article), MANY))
    return len(places) < MANY and all(_HEDGES.search(article, *clause_at(article, at)) for at in places)
