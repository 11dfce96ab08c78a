"""What one must do is not what one may do, what may happen not what will, and a condition stays one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, share_of
from summarizer.verifying.retelling.source import CLAUSE, MANY, STRONG, Retold

# The first character first, which is found fast, then what must not stand before it.
_MUST = "必须|应当|务必|须(?<![必无毋需]须)|要(?<![只主需重还]要)|应(?<![相适理反对供]应)"
_MAY, _MIGHT, _WILL = (
    "可(?<![不未认许尚]可)以?(?!能)",
    "可能|或许|或(?!者)|也许|恐怕?|有望",
    "必将|必定|一定|肯定|将会?",
)
_TOLD_AS = tuple(
    (
        re.compile(f"(?:{mine})(?=[{HAN}\\d]{{{STRONG}}})"),
        re.compile(f"(?:{other})会?\\Z"),
        re.compile(f"(?:{mine})\\Z"),
    )
    for mine, other in ((_MAY, _MUST), (_MUST, _MAY), (_WILL, _MIGHT))
)
_LOOKED_AT = 4  # characters before what must or may be done

_EXCEPT = re.compile("除(?![了此])([^，。；]{2,24})(?:之外|以外|外)，([^，。；]{6,60})")
_EXCEPTS = re.compile("除|例外|以外|不含|不包括|不计|不在此[列限]|不受此限|另行|豁免|原则上|一般")
_ALL = re.compile("一律|不得|禁止|严禁|所有|全部|均|必须|应当|须")
_ONLY = re.compile(
    "(?:经[^，。；]{2,16}?(?:批准|同意|审批|许可|审核|备案|验收|合格|认定|评估|检测|培训)|取得[^，。；]{2,14}|(?:满足|符合)[^，。；]{2,14})后?，?"
    f"(?:方可|方能|才能|才可)([{HAN}]{{2}})"
)
_ON_CONDITION = re.compile("[经批准同意许审核备案验收须后取得前符满足条件如若才方凭持需不未]")
_AS_MUCH = 0.8


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `modality`: 可 for 要, 必须 for 可以, 将 for 可能, before the same words."""
    for pattern, contrary, same in _TOLD_AS:
        for found in pattern.finditer(retold.text):
            key = retold.text[found.end() : found.end() + STRONG]
            there = _before(key, retold.article.text) if key in retold.cited else []
            if any(map(contrary.search, there)) and not any(map(same.search, there)):
                message = f"“{found[0]}{key}”: the article has another word of duty or chance before this."
                yield Problem("modality", "error", message, found[0] + key, "zh")
                return


def _before(key: str, text: str) -> list[str]:
    return [text[max(0, at - _LOOKED_AT) : at] for at in islice(all_places(key, text), MANY)]


def unconditional(retold: Retold) -> Iterator[Problem]:
    """Finding `modality`: an exception (除……外) or what must come before (经……后方可) is left out."""
    if "除" in retold.cited and not _EXCEPTS.search(retold.text):
        yield from _without_exception(retold)
    if "可" in retold.text:
        yield from _without_condition(retold)


def _without_exception(retold: Retold) -> Iterator[Problem]:
    for found in _EXCEPT.finditer(retold.cited):
        told = pairs_of(found[2])
        if share_of(pairs_of(found[1]), retold.text) >= _AS_MUCH:  # 应急车辆可以驶入
            continue
        for clause in CLAUSE.finditer(retold.text):
            if _ALL.search(clause[0]) and share_of(told, clause[0]) >= _AS_MUCH:
                message = f"“{clause[0]}”: the article excepts something, “{found[0]}”."
                yield Problem("modality", "error", message, clause[0], "zh")
                return


def _without_condition(retold: Retold) -> Iterator[Problem]:
    for found in _ONLY.finditer(retold.cited):
        for clause in CLAUSE.finditer(retold.text):
            may = clause[0].find(f"可{found[1]}")
            if may >= 0 and not _ON_CONDITION.search(retold.text):
                message = f"“{clause[0]}”: the article sets a condition, “{found[0]}”."
                yield Problem("modality", "error", message, clause[0], "zh")
                return
