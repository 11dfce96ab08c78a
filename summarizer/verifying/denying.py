"""How often an English text says no: its negative words, but for what the Chinese says otherwise.

Words are counted that negate ("not", "without", "unable"), and words that only say no ("fail", "prevent",
"unknown"); of the latter as many are left out as Chinese words explain that are no negations (失败 "fail",
防止 "prevent").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from types import MappingProxyType

# Words that negate whatever the Chinese is; each with what follows it where it negates nothing.
_DUTY = "|".join(f"(?<={modal} not)" for modal in ("must", "may", "shall", "should", "can", "could"))
_SURELY = re.compile(
    r"n(?<=\bn)(?:ot\b(?<!whether or not)(?! (?:only|to mention|least|exceed\w*"
    r"|(?:be )?(?:more|less|fewer|later|lower|higher) than))"
    rf"(?:(?! (?:just|merely|simply))|{_DUTY})"
    r"|o\b(?! (?:matter|doubt|wonder|sooner|(?:more|less|fewer|later|other) than)|\.)"
    r"|(?:ever|one|or|either|obody|othing|owhere|o-one)\b)(?! but\b)"
)
# The same with other letters, and what a text with any of them has.
_ALSO_SURELY = re.compile(
    r"\b(?:(?:without|cannot|cant|dont|hardly|barely|scarcely|(?:still|much) less|let alone"
    r"|deter(?:s|red|ring)?|rare(?:ly)?|seldom|reluctan\w*|inability|un(?:less|able|willing\w*))\b"
    r"|(?:i[nmrl]|un)[a-z]{3,12}[ai](?:bl[ey]|bility)\b)"
)
_OF_THOSE = frozenset(
    """
    ithout cannot cant dont arely ardly arcely less alone deter rare seldom reluct inability unless unable
    unwill able ible bly bility
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
_SHORTENED = re.compile(r"n['’]t\b(?! (?:only|just))")


@dataclass(frozen=True, eq=False)
class _Kind:
    """Words that say no, what else they stand for, and what they may tell."""

    words: re.Pattern[str]
    explained: re.Pattern[str] | None
    telling: re.Pattern[str] | None
    soft: bool  # an adjective, which may tell a word of the Chinese that is no negation


def _patterns(*rows: tuple[str, str, str], soft: bool = False) -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            re.compile(rf"\b(?:{en})"),
            re.compile(zh) if zh else None,
            re.compile(telling) if telling else None,
            soft,
        )
        for en, zh, telling in rows
    )


# Words that say no, each kind with the Chinese that it may stand for without a negation, and with the
# negations that it may tell, where those are few.
_MAYBE = _patterns(
    (r"fail", "[败失落垮塌]|故障", ""),
    (
        r"refus|reject|rebuff|dismiss|spurn|turn\w* (?:down|away)|with(?:held|hold)",
        "驳回|驳斥|扣|推辞|辞谢|谢绝|婉谢|解散|免",
        "",
    ),
    (
        r"declin(?:ed|es|ing) to|den(?:y|ie[sd]|ial)|disown|disavow|refut|repudiat",
        "推辞|辞谢|谢绝|婉谢|反驳",
        "拒|否|不[予准让许承愿]|无|没",
    ),
    (
        r"prohibit|forbid|forbad|ban(?:ned|s|ning)?\b|bar(?:red|s|ring)\b|outlaw|disallow|impermissib",
        "",
        "禁|不[得准许允让予可能会]|勿|拒|莫|无[法权]",
    ),
    (r"veto", "", "否"),
    (
        (
            r"skip|orphan|disappoint|substandard|defectiv|deficien|inferior|faulty|dysfunction|illiter|impunity|anonym"
            r"|ill[- ](?:advis|equip|prepar|inform|suit|defin|conceiv)"
            r"|under(?:develop|prepar|privileg|perform|nourish|staff)"
        ),
        "",
        "",
    ),
    (r"restrict", "限", "不|禁"),
    (
        (
            r"avoid|refrain|abstain|shun|shy away|steer clear|prevent|avert|preclud|exempt|waiv"
            r"|free (?:of|from)|keep\w* (?:away|out)|kept (?:away|out)"
        ),
        "[避免防阻杜]",
        "",
    ),
    (
        r"exclud|exclusive of|minus\b|except\b|exception|other than|apart from|aside from",
        "除|[以之]外|例外|另外",
        "不|没|无|未",
    ),
    (r"instead|rather than", "代替|替代|取代|改(?![革善进变造])|宁", "不|非|没"),
    (
        r"stop|halt|ceas|suspend|cancel|discontin|rescind|revok|call\w* off|quit(?!e)",
        "[停止站休断消撤歇]|中止|收回",
        "",
    ),
    (
        r"oppos|oppon|deplor|object(?:ed|ing|ion|s?\s(?:to|the))|against|protest|dissen|anti(?:\b|-)|condemn|critici",
        "[抗敌逆批谴]|反(?!对)|对立|相对|对面",
        "反对|不[同赞支符利服认]|无视|否",
    ),
    (r"fight|fought|combat|resist|st(?:an|oo)d\w* up to", "[抗打击斗战]|反(?!对)", "反对|拒|不"),
    (r"free[sd]?\b(?! (?:of|from|trade|market|throw|kick))|admission free", "[免自费]", "不|无|没"),
    (r"ignor|neglect|overlook|disregard|blind\w*|deaf", "[忽疏罔盲聋]|无视", ""),
    (
        (
            r"yet to\b|still to\b|far from|out of (?:the )?(?:production|stock|service|use|reach"
            r"|work|print|control|accord|expectation|imagination|trouble|step|touch|date|line|place|season|tune)|beyond"
            r"|too \w+(?: \w+){0,4} to"
            r"|ke(?:ep|pt)\b[^.,;]{0,20} from"
        ),
        "[缺短超停]|(?<![另此])外|以[上后]|(?<!远)远(?![非未没不])",
        "",
    ),
    (r"less (?!than)[a-z]", "", "不[太那怎够]"),
    (
        r"gone\b|vanish|disappear|forg[eo]t|miss(?:es|ed|ing)?\b|outstanding|pending|await|premature|overdue",
        "[失错漏缺想导等忘走早待]|优秀|杰出",
        "",
    ),
    (r"difficult|hard to|tough|troubl|challenging", "[难困烦]|挑战", "不[易容好能是]|非|无|没"),
    (r"wonder(?!f)|unaware|ignoran|myster|at a loss|clueless", "[疑奇惊怪迷秘谜惑亏损]", "不"),
    (
        (
            r"contrary|contradict|violat|ran (?:\w+ )?counter|run\w* (?:\w+ )?counter|at odds"
            r"|mismatch|imbalanc|asymm"
        ),
        "[违反逆相矛背侵]",
        "不(?!违|反)|无",
    ),
    (r"doubt(?!less)|sceptic|skeptic", "疑", "不[清确知明信敢]"),
    (r"below|less than|lower than", "低于|以下", "没有达|未达|没达|达不|不及|不如|不到"),
    (r"vain\b|futil|empty|vacan|blank", "空|白", ""),
    (
        r"silen|mum\b|mute|quiet",
        "默|静|哑|寂",
        "不[说语言发吭作做]|说不出|不出|没有?[说表回发作]|未[说表回发作]|无[言语声]",
    ),
    (r"secre|behind closed|confidential|opaque|opacity|murky", "密|秘", "不[公透]|未[公透]"),
    (r"stranger|unfamiliar", "陌生", "不[认相熟]"),
    (r"regardless|irrespective", "无论|不论|不管|尽管|不顾", "不|无|没"),
)
# Beginnings and endings of adjectives that say no, and what tells of too little.
_SOFTLY = _patterns(
    (r"lack|absen|void of|devoid|short of|fall\w* short|fell short", "[缺欠乏短匮难]", ""),
    (
        r"in(?:formal|suffic|adeq|complet|capab|correct|accur|valid|effect|elig|approp|conven|consist|visib|signif|toler|volunt|secur|stab|experien|equal|differen|justice|sincer|human\b|humane|equit|explic|discr|hospit|compet|activ|attent|sensit)",
        "[残误错废隐弱难差淡冷]",
        "",
    ),
    (r"im(?:poss|pract|mobil)", "难", ""),
    (r"im(?:proper|patien|matur|perfect|polite)", "急", ""),
    (r"il(?:legal|licit|litera|logic)|unlawful", "[违盗私盲]|非法", ""),
    (r"ir(?:respons|relev|regul|ration|resist|replac|repar|revers|recov|reconcil)", "", ""),
    (
        r"dis(?:agre|crepan|claim|approv|qualif|lik|satisf|contin|hon|obey|pleas|dain)|displeas",
        "[歧消厌讨停断]",
        "",
    ),
    (
        r"un(?!der|ion|it|iv|til|less|iq|if|iform|ani|veil|leash|fold|lock|swerv|ravel|remit|able|willing|dertak|eas)\w{4,}|unprecedented",
        "异常|异样|遗憾|可惜|惋惜|失业|联合国",
        "",
    ),
    (r"(?<!\ba )little|(?<!\ba )few(?!er)|anything but", "[小点少微]|几(?!乎)", ""),
    (r"a (?:little|few)", "[小点少微]|几(?!乎)", "不[多大太怎]"),
    soft=True,
)
_LETTERS = 3  # by which words are looked up
_WORD = re.compile(r"\b[a-z]{1,3}")
_HEAD = re.compile(r"(?:\(\?<![^()]*\))?([a-z]+)(?:\(\?:([^()]*)\))?(.*)", re.DOTALL)
# Words that say no by how they end, or by "non".
_WITHOUT = re.compile(
    r"\b(?:non-?\w{3,}|\w+-free\b|\w{3,}-?less(?:ly|ness)?\b"
    r"(?<!unless)(?<!regardless)(?<!nonetheless)(?<!nevertheless))"
)
_SHARED = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|without|cannot|nobody|none|prohibited|forbidden|banned)|n['’]t)\b"
    r"(?:(?!\b(?:must|shall|may|can|will|should|who|which|that|those|but|or|and (?:is|are|was|ha[sd]))\b)"
    r"[^.;]){0,160}?\bor\b(?! (?:more|less|fewer|so|over|under|above|below|longer|higher|lower|older)\b)"
    r"|, (?:as|and so|nor) (?:is|are|do|does|did|was|were)\b"
)
# A verb that refuses holds for all its objects: "opposes tariffs and quotas".
_REFUSED = re.compile(
    r"(?:\b(?:oppos|reject|refus|prohibit|forbid|ban|without|not?|never|cannot)\w*|n['’]t)\b[^.;]{0,160}?\band\b"
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


def surely(en: str) -> int:
    """How many words of an English text in small letters negate, whatever the Chinese is."""
    shortened = _SHORTENED.findall(en) if "n't" in en or "n’t" in en else ()
    others = _ALSO_SURELY.findall(en) if any(map(en.__contains__, _OF_THOSE)) else ()
    return len(_SURELY.findall(en)) + len(others) + len(shortened)


def otherwise(en: str, zh: str, negations: Sequence[str], free: int = 0) -> int:
    """How often an English text in small letters says no by other words, but for what the Chinese explains.

    One negative word may hold for several things: they are counted, too, if there are several `negations`.
    Without any, every word counts, whatever it may tell. As many adjectives are left out as the Chinese has
    words that may be told so, `free` of them.
    """
    met = _met(en)
    softly = _told(met, zh, negations, soft=True)
    if "less" in en or "-free" in en or "non" in en:  # cheap, and false for most
        softly += len(_WITHOUT.findall(en))
    told = _told(met, zh, negations, soft=False) + max(0, softly - free)
    alike = len({words[:2] for words in negations}) < len(negations)
    beside = len(negations) - len({_LIKE.get(words[:1], words[:1]) for words in negations})
    return told + (min(beside, _shared(en, alike=alike)) if beside else 0)


def has_any(en: str) -> bool:
    """Whether an English text in small letters has any word that says no."""
    return surely(en) > 0 or otherwise(en, "", ()) > 0


def all_told(en: str) -> int:
    """How many words of an English text in small letters say no."""
    return surely(en) + otherwise(en, "", ())


def _met(en: str) -> Counter[_Kind]:
    """How often an English text has words of each kind: every word is looked up by its first letters."""
    ends: dict[_Kind, int] = {}
    met: Counter[_Kind] = Counter()
    known = _by_beginning()
    for place in _WORD.finditer(en):
        for kind in known.get(place[0], ()):
            at = place.start()
            if at >= ends.get(kind, 0) and (found := kind.words.match(en, at)):
                ends[kind] = found.end()
                met[kind] += 1
    return met


def _told(met: Counter[_Kind], zh: str, negations: Sequence[str], *, soft: bool) -> int:
    told = 0
    for kind, times in met.items():
        if kind.soft is soft:
            rest = times - len(kind.explained.findall(zh)) if kind.explained else times
            if kind.telling and negations:
                rest = min(rest, sum(kind.telling.search(words) is not None for words in negations))
            told += max(0, rest)
    return told


@cache
def _by_beginning() -> Mapping[str, tuple[_Kind, ...]]:
    """The first three letters of a word (or all it has) -> the kinds that it may be of."""
    found: dict[str, list[_Kind]] = {}
    for kind in (*_MAYBE, *_SOFTLY):
        for beginning in _beginnings(kind.words.pattern):
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
    return sum(1 + found[0].count(", ") for found in every)
