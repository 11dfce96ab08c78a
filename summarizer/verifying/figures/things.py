"""What two figures are of, told by words right beside them, where each has what is the other's.

Article 2, paragraph 116 for 第一百一十六条第二款; 73 accidents and 59 people for 事故59起，死亡73人. A figure
may stand in a text more than once: looked at is what stands beside all that have its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.verifying.figures.turned import Rendered
from summarizer.verifying.problem import Problem
from summarizer.verifying.tables import rows_of

# What follows a figure in Chinese, and in English: words that each language has one for.
_THINGS = """
人 名 位=people persons men women students pupils teachers workers officials residents passengers soldiers
人=players athletes contestants volunteers patients experts scholars spectators employees children farmers
人=doctors nurses members participants delegates representatives crew candidates visitors
艘=ships boats vessels|辆=vehicles cars buses trucks lorries motorcycles bicycles bikes taxis
架=aircraft planes jets helicopters drones|起 宗=accidents cases incidents fires crimes lawsuits attacks
株 棵=trees plants seedlings saplings|张=beds tickets tables|票=votes|座=bridges buildings stations temples
所=schools universities colleges kindergartens|家=companies enterprises firms banks hotels restaurants shops
个国 国=countries nations|个省 省=provinces|个城 个市 市=cities|个村=villages|个县=counties
户=households families|场=matches games performances concerts|项=projects items measures patents events tasks
本 册=copies books volumes|支=teams tubes|篇=articles papers essays stories|部=films works novels
间=rooms houses|层=floors storeys|球=goals|头 只 匹=cattle sheep pigs cows horses dogs cats birds chickens
个班=classes|个小时 小时=hours|分钟=minutes|天 日=days|个月=months|周 个星期=weeks|年 岁 周岁=years
公里 千米=kilometres kilometers km|米=metres meters|吨=tonnes tons|公斤=kilograms kg|亩=mu
公顷=hectares|元 块=yuan|级=magnitude
"""
_NAMELESS = (
    "人次",
    "人均",
    "名额",
    "位数",
    "位于",
    "家庭",
    "家长",
    "年级",
    "日均",
    "周年",
    "项目",
    "国家级",
    "市值",
)
# The same before a figure in English.
_PROVISIONS = """
条=article articles|款=paragraph paragraphs|项=item items subparagraph subparagraphs|章=chapter chapters
节=section sections|级=magnitude|号线=line|室=room rooms|单元=unit|号楼 幢 栋=building buildings|楼=floor
"""
_SKIPPED = r"(?:(?! (?:of|and|or|in|from|for|to|by|with|at|on|per|than|the|a|an)\b) [A-Za-z'’-]+){0,3}?"
_MOST = 16  # values behind one that may have changed places with it
_QUAKE, _NEAR = "震", 8  # characters within which 6.9级 is said to be of an earthquake

Kinds = Mapping[Value, frozenset[str]]


def misplaced(
    ordered: Sequence[Rendered], ours: Sequence[Figure], theirs: Sequence[Figure], zh: str, en: str
) -> Iterator[Problem]:
    """The first two figures of a Chinese text each of which is of in English what the other is of.

    The figures that are rendered are in the order of the Chinese.
    """
    if not _are_out_of_order(ordered, zh):
        return
    here, there = _by_value(ours, zh, _ours), _by_value(theirs, en, _theirs)
    said = {figure.value: figure for figure, _ in ordered}
    for one, other in _exchanged(here, there):
        if one in said and other in said:
            message = (
                f"{said[one].surface} and {said[other].surface} are of each other's things in the English"
            )
            yield Problem("number", "error", message, said[one].surface, "zh")
            return


def _are_out_of_order(ordered: Sequence[Rendered], zh: str) -> bool:
    """Whether two neighbours come the other way round, or do not where English should: 三省的20人."""
    return any(
        other.start < one.start or zh[following.start - 1] == "的"
        for (_, one), (following, other) in pairwise(ordered)
    )


def _exchanged(here: Kinds, there: Kinds) -> Iterator[tuple[Value, Value]]:
    """Values of two kinds in the Chinese that have each the kind of the other in the English."""
    moved = [
        value for value, kinds in there.items() if kinds and here.get(value) and kinds.isdisjoint(here[value])
    ]
    for at, one in enumerate(moved):
        for other in moved[at + 1 : at + _MOST]:
            if there[one] <= here[other] and there[other] <= here[one]:
                yield one, other


def _by_value(
    figures: Sequence[Figure], text: str, kind_of: Callable[[Figure, str], str]
) -> dict[Value, frozenset[str]]:
    """Of what kinds all figures of a value are, for those of which that is known."""
    found: dict[Value, set[str]] = {}
    for figure in figures:
        for value in figure.values:
            found.setdefault(value, set()).add(kind_of(figure, text))
    return {value: frozenset(kinds) for value, kinds in found.items() if "" not in kinds}


def _ours(figure: Figure, zh: str) -> str:
    """The kind of a Chinese figure, "" if nothing beside it tells."""
    at = figure.end - len(figure.unit) if figure.surface.endswith(figure.unit) else figure.end
    known = _words().numbered if figure.kind == "ordinal" else _words().counted
    if zh.startswith(_NAMELESS, at):
        return ""
    kind = next((kind for word, kind in known.get(zh[at : at + 1], ()) if zh.startswith(word, at)), "")
    return kind if kind != "级" or _QUAKE in zh[at : at + _NEAR] else ""


def _theirs(figure: Figure, en: str) -> str:
    """The same of an English one."""
    words = _words()
    if found := words.before.search(en, max(0, figure.start - _BACK), figure.start):
        return words.kinds[found[1].lower()]
    found = words.behind.match(en, figure.end)
    return words.kinds[found[1]] if found else ""


class _Words(NamedTuple):
    """The words of the tables: Chinese by their first characters, and what finds those of English."""

    counted: Mapping[str, Sequence[tuple[str, str]]]
    numbered: Mapping[str, Sequence[tuple[str, str]]]
    kinds: Mapping[str, str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


_BACK = 40  # characters before an English figure in which the number of another one may stand


@cache
def _words() -> _Words:
    things, provisions = ([*rows_of(table)] for table in (_THINGS, _PROVISIONS))
    kinds = {word: zh[0] for zh, en in (*things, *provisions) for word in en.split()}
    counted, numbered = (
        "|".join(word for _, en in rows for word in en.split()) for rows in (things, provisions)
    )
    return _Words(
        _by_first(things),
        _by_first(provisions),
        MappingProxyType(kinds),
        re.compile(rf"\b({numbered}) (?:\(?\d{{1,4}}\)?(?:,| and| or| to)? ){{0,6}}\(?\Z", re.IGNORECASE),
        re.compile(rf"{_SKIPPED} ({counted})(?![\w'’-])"),
    )


def _by_first(rows: Sequence[tuple[list[str], str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for zh, _ in rows:
        for word in zh:
            found.setdefault(word[0], []).append((word, zh[0]))
    return {head: sorted(each, key=lambda one: -len(one[0])) for head, each in found.items()}
