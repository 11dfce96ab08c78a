"""How often an English text says no: its negative words, but for what the Chinese says otherwise.

Words are counted that negate ("not", "without", "unable"), and words that only say no ("fail", "prevent",
"unknown"); of the latter as many are left out as Chinese words explain that are no negations (失败 "fail",
防止 "prevent").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from string import ascii_lowercase
from types import MappingProxyType

from summarizer.verifying.negative_words import MAYBE, OPPOSITES, SOFTLY, Kind
from summarizer.verifying.patterns import when_met

# Words that negate whatever the Chinese is; each with what follows it where it negates nothing.
_DUTY = "|".join(f"(?<={modal} not)" for modal in ("must", "may", "shall", "should", "can", "could"))
_SURELY = re.compile(
    r"n(?<=\bn)(?:ot\b(?<!whether or not)(?! (?:only|to mention|least|exceed\w*"
    r"|(?:be )?(?:more|less|fewer|later|lower|higher) than))"
    rf"(?:(?! (?:just|merely|simply))|{_DUTY})"
    r"|o\b(?! (?:matter|doubt|wonder|sooner|(?:more|less|fewer|later|other) than)"
    r"|(?<!(?:was|aid|ays|ere|her) no)\.)"
    r"|(?:ever|one|or|either|obody|othing|owhere|o-one)\b)(?! but\b)"
)
# The same with other letters, and what a text with any of them has.
_ALSO_SURELY = re.compile(
    r"\b(?:(?:without|cannot|cant|dont|nots|don['’]ts|hardly|barely|scarcely|(?:still|much) less|let alone"
    r"|deter(?:s|red|ring)?|rare(?:ly)?|seldom|reluctan\w*|inability|un(?:less|able|willing\w*))\b"
    r"|(?:i[nmrl]|un)[a-z]{2,12}[ai](?:bl[ey]|bility)\b)"
)
_OF_THOSE = frozenset(
    """
    ithout cannot cant dont nots n'ts n’ts arely ardly arcely less alone deter rare seldom reluct inability
    unless unable unwill able ible bly bility
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
_SHORTENED = re.compile(r"n['’]t\b(?! (?:only|just))")


_LETTERS = 3  # by which words are looked up
_WORD = re.compile(r"\b[a-z]{1,3}")
_HEAD = re.compile(r"(?:\(\?<![^()]*\))?([a-z]+)(?:\(\?:([^()]*)\))?(.*)", re.DOTALL)
# Words that say no by how they end, or by "non".
_WITHOUT = re.compile(
    r"\b(?:non[- ]?\w{3,}|\w+-(?:free|proof)\b|\w{3,}-?less(?:ly|ness)?\b"
    r"(?<!unless)(?<!regardless)(?<!nonetheless)(?<!nevertheless))"
)
_SHARED = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|without|cannot|nobody|none|prohibited|forbidden|banned)|n['’]t)\b"
    r"(?:(?!\b(?:must|shall|may|can|will|should|who|which|that|those|but|or|and (?:is|are|was|ha[sd]))\b)"
    r"[^.;]){0,160}?\bor\b(?! (?:more|less|fewer|so|over|under|above|below|longer|higher|lower|older)\b)"
    r"|, (?:as|and so|nor) (?:is|are|do|does|did|was|were)\b"
)
# A verb that refuses holds for all its objects: "opposes tariffs and quotas".
# Nor for what is said to be so behind the "and": "did not register and did declare".
_IS_SO = (
    r"(?! (?:\w+ ){0,3}(?:is|are|was|were|ha[sd]|have|do|does|did"
    r"|will|would|can|could|may|must|shall|should)\b)"
)
_REFUSED = re.compile(
    r"(?:\b(?:oppos|reject|refus|prohibit|forbid|ban|without|not?|never|cannot|unable|unlikely|fail|lack)\w*|n['’]t)\b[^.;]{0,160}?\band\b"
    rf"{_IS_SO}"
)


# 不披露及不申报, "failed to disclose and declare": both have one form, not "did not disclose and declared"
_PAIRED_ZH = re.compile("([不未没无勿])有?[^，。；、]{1,6}(?:[及和与、且亦也又或]|以及|而且)\\1")
_PAIRED = re.compile(
    r"\b(?:(?:fail|refus|declin|neglect|omit)\w* to|(?:un|not )(?:able|willing) to|not|cannot|never)"
    r" (?:\w+ ){1,5}and (?:to )?(?!\w+(?:ed|s)\b)\w"
    r"|\b(?:abstain|refrain|stop|without)\w*(?: from)? (?:\w+ ){1,5}and \w+ing\b"
)


# A limit: "may not work more than 20 hours" says no more than 不超过, and "not until" no more than 才.
_LIMIT = re.compile(
    r"(?:\bnot|n['’]t)\b(?: \w+){1,4} (?:more|less|fewer|later|earlier|longer|lower|higher) than\b"
)
_UNTIL = re.compile(r"(?:\bnot?|n['’]t|never)\b[^.;]{1,80}\b(?:until|till|unless)\b")


def limiting(en: str) -> int:
    """How many words that negate an English text in small letters needs for a limit."""
    return len(_LIMIT.findall(en)) if "than" in en else 0


def awaiting(en: str) -> int:
    """How many words that negate an English text in small letters needs for what comes only then."""
    return len(_UNTIL.findall(en)) if "until" in en or "unless" in en else 0


# Words that negate by their form or of themselves, and the Chinese that is no negation and each may tell.
_EXPLAINED = (
    ("inevitab", re.compile("必然|必定|势必|注定|必将|难免|在所难免")),
    ("unavoidab", re.compile("必然|势必|难免")),
    ("unreasonab", re.compile("过分|过高|苛刻")),
    ("invaluab", re.compile("宝贵|珍贵")),
    ("incredib", re.compile("难以置信|惊人|神奇|太|极|特别")),
    ("unless", re.compile("除[^，。；]{1,24}[外的]|除非|但书|另有")),
    ("let alone", re.compile("更＿|何况|遑论|[别慢]说|别提|[必用]说")),
    ("much less", re.compile("更＿|何况|遑论|[别慢]说|别提|[必用]说")),
    ("still less", re.compile("更＿|何况|遑论|[别慢]说|别提|[必用]说")),
)


def explained(en: str, zh: str) -> int:
    """How many words that negate in an English text the Chinese explains, without what it negates.

    The "unless" of 除另有规定外 tells no 不再, and the "inevitable" of 必然 no 不.
    """
    return sum(min(en.count(word), len(ours.findall(zh))) for word, ours in _EXPLAINED if word in en)


@lru_cache(maxsize=256)  # two checks ask
def surely(en: str) -> int:
    """How many words of an English text in small letters negate, whatever the Chinese is."""
    shortened = _SHORTENED.findall(en) if "n't" in en or "n’t" in en else ()
    others = _ALSO_SURELY.findall(en) if any(map(en.__contains__, _OF_THOSE)) else ()
    return len(_SURELY.findall(en)) + len(others) + len(shortened)


def otherwise(en: str, zh: str, negations: Sequence[str], free: int = 0) -> int:
    """How often an English text in small letters says no by other words, but for what the Chinese explains.

    One negative word may hold for several things: they are counted, too, if there are several `negations`.
    Without any, every word counts that says no, whatever it may tell. As many adjectives are left out as the
    Chinese has words that may be told so, `free` of them.
    """
    met = _met(en)
    softly = _told(met, en, zh, negations, soft=True)
    if "less" in en or "-free" in en or "-proof" in en or "non" in en:  # cheap, and false for most
        softly += len(_WITHOUT.findall(en))
    told = _told(met, en, zh, negations, soft=False) + max(0, softly - free)
    alike = len({words[:2] for words in negations}) < len(negations)
    beside = len(negations) - len({_LIKE.get(words[:1], words[:1]) for words in negations})
    shared = _shared(en, alike=alike) if beside else 0
    if beside > shared and _PAIRED_ZH.search(zh):
        shared = max(shared, len(_PAIRED.findall(en)))
    return told + min(beside, shared)


def has_any(en: str) -> bool:
    """Whether an English text in small letters has any word that says no."""
    return surely(en) > 0 or otherwise(en, "", ()) > 0


def all_told(en: str) -> int:
    """How many words of an English text in small letters say no."""
    return surely(en) + otherwise(en, "", ())


@lru_cache(maxsize=256)
def _met(en: str) -> Mapping[Kind, int]:
    """How often an English text has words of each kind: every word is looked up by its first letters."""
    ends: dict[Kind, int] = {}
    met: dict[Kind, int] = {}
    known = _by_beginning()
    for place in _WORD.finditer(en):
        for kind in known.get(place[0], ()):
            at = place.start()
            if at >= ends.get(kind, 0) and (found := when_met(kind.words).match(en, at)):
                ends[kind] = found.end()
                met[kind] = met.get(kind, 0) + 1
    return met


def _told(met: Mapping[Kind, int], en: str, zh: str, negations: Sequence[str], *, soft: bool) -> int:
    told = 0
    for kind, times in met.items():
        if kind.soft is soft and (negations or not kind.opposite):
            rest = times - _explained(kind, en, zh)
            if kind.telling and negations:
                telling = when_met(kind.telling)
                rest = min(rest, sum(telling.search(words) is not None for words in negations))
            told += max(0, rest)
    return told


def _explained(kind: Kind, en: str, zh: str) -> int:
    """How many words of the Chinese explain a word that says no, and are not told by another one."""
    explained = len(when_met(kind.explained).findall(zh)) if kind.explained else 0
    told = len(when_met(kind.beside).findall(en)) if explained and kind.beside else 0
    return max(0, explained - told)


@cache
def _by_beginning() -> Mapping[str, tuple[Kind, ...]]:
    """The first three letters of a word (or all it has) -> the kinds that it may be of."""
    found: dict[str, list[Kind]] = {}
    for kind in (*MAYBE, *OPPOSITES, *SOFTLY):
        for beginning in _beginnings(kind.words):
            found.setdefault(beginning, []).append(kind)
    return MappingProxyType({beginning: tuple(kinds) for beginning, kinds in found.items()})


def _beginnings(pattern: str) -> frozenset[str]:
    """What the ways of a pattern begin with: up to three letters, with all that may follow on fewer."""
    found: set[str] = set()
    for head, grouped, rest in map(_parts, _ways(pattern.removeprefix(r"\b(?:")[:-1])):
        if grouped and len(head) < _LETTERS:
            found.update(f"{head}{_parts(each)[0]}" for each in grouped.split("|"))
        elif len(head) < _LETTERS and rest[:1] not in (" ", "\\"):
            found.update(f"{head}{letter}" for letter in (*ascii_lowercase, ""))
        else:
            found.add(head)
    return frozenset(head[:_LETTERS] for head in found)


def _parts(way: str) -> Sequence[str]:
    """The letters that a way of a pattern begins with, the group behind them, and the rest."""
    found = _HEAD.match(way)
    return found.groups("") if found else ("", "", way)


def _ways(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that stand in no group."""
    depth, way = 0, ""
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            yield way
            way = ""
        else:
            way += char
    yield way


_LIKE = dict.fromkeys("没无", "不")  # what negates as another word does


def _shared(en: str, *, alike: bool) -> int:
    """How many more things a negative word of an English text may hold for: "no fees, charges or fines".

    With "and" only if the Chinese negations are `alike`: "opposes tariffs and quotas".
    """
    every = [*_SHARED.finditer(en), *(_REFUSED.finditer(en) if alike else ())]
    return sum(1 + found[0].count(", ") for found in every if not _is_done_then(found, en))


# What follows "did not ... and" in a form of its own is not denied: "did not disclose it and declared that".
_DO, _DONE = re.compile(r"\b(?:did|do|does) ?\Z"), re.compile(r"and (?:\w+ly )?\w{2,}ed\b")


def _is_done_then(found: re.Match[str], en: str) -> bool:
    """Whether what a negative word seems to hold for, too, is told as done."""
    if not found[0].endswith("and") or not found[0].startswith(("not", "n")):
        return False
    start, end = found.span()
    return _DO.search(en, max(0, start - 5), start) is not None and _DONE.match(en, end - 3) is not None
