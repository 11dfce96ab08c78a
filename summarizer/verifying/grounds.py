"""Words that cannot stand without others: "plans to" without 计划 or its like, 原则上 without "in principle".

Words of status and degree read well whichever of them it is. The table `grounds.txt` has what an English word
needs in its Chinese sentence, and what a Chinese word leaves in the English one, both widely: what a text has
none of says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of, different_words


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence has in either language, and what in those beside it, too, excuses it."""

    code: str
    zh: re.Pattern[str]
    en: re.Pattern[str]
    excuses: re.Pattern[str]
    tells: re.Pattern[str]
    only_zh: bool  # whether it is about what the English lacks


_WHOLE = 2.6  # English characters for a Chinese one: what is shorter leaves much untold
_ANYTHING, _NOTHING = re.compile(""), re.compile("(?!)")


def unfounded(zh: str, en: str) -> Iterator[Problem]:
    """What a text has without what it needs in the other language, once for each rule."""
    by_word, by_char = _index()
    lower = en.lower()
    words, chars = by_word.keys() & different_words(lower), by_char.keys() & characters_of(zh)
    met = {at for word in words for at in by_word[word]}.union(at for char in chars for at in by_char[char])
    rules = rules_of_table()
    for at in sorted(met):
        rule = rules[at]
        if rule.zh.search(zh) and rule.en.search(lower) and (found := _broken(rule, side_by_side(zh, en))):
            yield Problem(rule.code, "error", found[0], found[1], "en")


def _broken(rule: Rule, groups: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """What is wrong with the first sentence that breaks a rule, and what it has."""
    for number, (zh, en) in enumerate(groups):
        ours, theirs = rule.zh.search(zh), rule.en.search(en)
        if not (ours and theirs) or (rule.only_zh and len(en) < _WHOLE * len(zh)):
            continue
        if not _is_excused(rule, groups[max(0, number - 1) : number + 2]):
            if rule.only_zh:
                return f"“{ours[0]}” has left no trace in the English.", ours[0]
            if ours[0]:
                return f"“{ours[0]}” is told as “{theirs[0]}”.", ours[0]
            return f"“{theirs[0]}”: nothing in the Chinese says so.", theirs[0]
    return None


def _is_excused(rule: Rule, nearby: Sequence[tuple[str, str]]) -> bool:
    return any(rule.excuses.search(zh) or rule.tells.search(en) for zh, en in nearby)


@cache
def rules_of_table() -> tuple[Rule, ...]:
    """The rules, as the table has them."""
    return tuple(map(_rule, _blocks()))


@cache
def _blocks() -> tuple[str, ...]:
    text = files(__package__).joinpath("grounds.txt").read_text(encoding="utf-8")
    return tuple(text.split("\n# ")[1:])


def _rule(block: str) -> Rule:
    lines = _lines(block)
    code = block.split("\n", 1)[0].split()[1]
    zh, en = (_pattern(lines.get(name, [])) or _ANYTHING for name in ("zh", "en"))
    excuses, tells = (_pattern(lines.get(name, [])) or _NOTHING for name in ("but", "told"))
    return Rule(code, zh, en, excuses, tells, "en" not in lines)


def _lines(block: str) -> dict[str, list[str]]:
    """The patterns of a rule by what they are."""
    found: dict[str, list[str]] = {}
    for line in block.strip().split("\n")[1:]:
        name, _, pattern = line.partition(" ")
        found.setdefault(name, []).append(pattern)
    return found


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(alternatives)) if alternatives else None


Index = tuple[Mapping[str, list[int]], Mapping[str, list[int]]]


@cache
def _index() -> Index:
    """The rules by their English words, and by their Chinese characters."""
    by_word: dict[str, list[int]] = {}
    by_char: dict[str, list[int]] = {}
    for at, block in enumerate(_blocks()):
        lines = _lines(block)
        for word in " ".join(lines.get("word", [])).split():
            by_word.setdefault(word, []).append(at)
        for char in "".join(lines.get("char", [])):
            by_char.setdefault(char, []).append(at)
    return MappingProxyType(by_word), MappingProxyType(by_char)
