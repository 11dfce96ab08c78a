"""What the Chinese says in one way and the English in the opposite one: 支持 that is told by "oppose".

A word of the English is wrong where the Chinese says its opposite, nothing in the Chinese may be told by the
word, and nothing in the English tells the opposite. It must stand about where the opposite should be told: in
the sentence that goes with it, and not far away. What is denied says nothing. The words are in `opposing`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from summarizer.verifying import opposing
from summarizer.verifying.opposing import NO, Chinese, Rule
from summarizer.verifying.sentences import clauses, clauses_apart, side_by_side
from summarizer.verifying.words import characters_of, different_words, words_in

# What is denied says the other side, or neither: 没有增长, 不再支持, "did not grow"; so with "years old".
_DENIED_ZH = re.compile(
    "(?:[不没未无非勿违]|(?<!困)难|[防免](?=.)|缺乏|有[失损]|[丧失]失|破坏|损害|打破)[^，。；：、]*$|(?:停止?|终止|取消|禁止?)对?外?$|负增?$"
)
_NEXT = 3  # places before and behind: of many only the next ones matter
_BEFORE_ZH = 5  # characters before a word within which it is denied
# Borders of clauses: of a thousand exchanged words all but ten stand in the same clause or the one beside it,
# of what is told by another word of the sentence not half.
_APART = 1
# 下 and 上 that say no more than "in" and "on", and names of places.
_ASIDE_ZH = re.compile(
    "(?<=条件|情况|形势|背景|领导|支持|前提|影响|指导|环境|帮助|带动|推动|作用|基础)[下上]|旗下|上海|(?<![困戒准平界水])线[上下]"
    "|[下上](?=[属辖设列述])|[山江陕]西|广[东西]|山东|[河湖]北|[河湖云海]南|[南北]京|[一第][步线]|有所|所有|有关|可支配|支(?=持)|签发|颁发|发[布言展]|研发|(?<=不)[大小高低长短远近](?!于)"
)
# How far off the even way a word may be told, and how far around it what may tell other things matters.
_OFF, _AROUND_ZH, _AROUND_EN = 20, 9, 40
_GAP = "＿"  # stands for what was taken out of a text
Exchange = tuple[str, str] | tuple[()]  # what the Chinese says, and what the English has in its place


def exchanged(zh: str, en: str) -> Exchange:
    """What a Chinese text says, and the opposite that the English one has, in small letters; () if nothing.

    What excuses a word may belong to another sentence: so those that go together are looked at, too.
    """
    lower = en.lower()
    excused = []
    for rule in _concerning(characters_of(zh), opposing.words_met(lower)):
        if rule.opposite.any_in(zh):
            if _is_turned(rule, zh, different_words(lower)) and (
                turned := _in_one(rule, side_by_side(zh, en))
            ):
                return turned
            excused.append(rule)
    return _in_sentences(excused, zh, en) if excused else ()


def _in_one(rule: Rule, groups: Sequence[tuple[str, str]]) -> Exchange:
    """What stands together in the first sentence where that is so: what is elsewhere tells something else."""
    for zh, en in groups:
        turned = _together(rule, rule.opposite, rule.wrong, zh, en)
        if turned and (rule.tells_the_opposite or not _is_told_beside(turned[0], zh, en)):
            return turned
    return ()


def _in_sentences(rules: Sequence[Rule], zh: str, en: str) -> Exchange:
    """The same of sentences and clauses that go together: what excuses a word may belong to another one."""
    groups = side_by_side(zh, en)
    for number, (part, lower) in enumerate(groups):
        concerned = _concerned(rules, part, different_words(lower))
        if not concerned:
            continue
        nearby = groups[max(0, number - 1) : number + 2]
        around = "".join(sentence for sentence, _ in nearby)
        beside = " ".join(sentence for _, sentence in nearby)
        if len(nearby) > 1:  # what a sentence lacks may be told in one beside it
            concerned = [
                rule
                for rule in concerned
                if not rule.tells_the_opposite or _is_told_less(rule, around, beside)
            ]
        if turned := _in_sentence(concerned, part, lower, around, anew=len(groups) > 1):
            return turned
        if turned := _beside(concerned, part, lower):
            return turned
        for clause, english in clauses(part, lower):
            if turned := _in_sentence(concerned, clause, english, around, anew=False):
                return turned
    return ()


def _beside(rules: Sequence[Rule], zh: str, en: str) -> Exchange:
    """The same of a sentence, in small letters, by what is just beside both words.

    Words that may tell a side among other things (much, very, 大, 加) excuse little if they are far away;
    those that surely do excuse it anywhere.
    """
    scale, words = len(zh) / (len(en) or 1), words_in(en)
    for rule in rules:
        whole = rule.of_whole_words
        said = [each for each in whole.places(zh) if NO.isdisjoint(each[1])] if whole.any_in(zh) else []
        if not said or sum(map(rule.tellers.__contains__, words)) >= _runs({*rule.of_several.touched(zh)}):
            continue
        for place, turned, is_denied in opposing.told_in(rule.wrong & {*words}, en, scale, alone=True):
            at, word = min(said, key=lambda each: abs(each[0] + len(each[1]) / 2 - place))
            if abs(at + len(word) / 2 - place) > _OFF or is_denied or _is_denied(zh, at):
                continue
            rest = zh[:at] + _GAP + zh[at + len(word) :]
            is_bare = _tells_nothing(rule, en, int(place / scale))
            if is_bare and _is_unexcused(rule, turned, rest, at, place):
                return word, turned
    return ()


def _is_denied(zh: str, at: int) -> bool:
    return _DENIED_ZH.search(zh, max(0, at - _BEFORE_ZH), at) is not None


def _is_unexcused(rule: Rule, turned: str, zh: str, at: int, told: float) -> bool:
    """Whether nothing around a place may be told by a word, nor anything nearer to where it is `told`,
    and no word of several characters anywhere.
    """
    rules = (rule, *opposing.rules()[turned])
    return not any(
        len(word) > 1 or abs(place - at) <= _AROUND_ZH or abs(place - told) <= abs(at - told)
        for each in rules
        for place, word in each.may_be_told_so.places(zh)
    )


def _tells_nothing(rule: Rule, en: str, middle: int) -> bool:
    """Whether no word around a place may tell the opposite."""
    around = en[max(0, middle - _AROUND_EN) : middle + _AROUND_EN]
    return rule.tells_the_opposite.isdisjoint(words_in(around))


def _concerned(rules: Sequence[Rule], zh: str, words: AbstractSet[str]) -> list[Rule]:
    """The rules for some English words whose opposites a Chinese text has."""
    return [rule for rule in rules if not rule.wrong.isdisjoint(words) and rule.opposite.any_in(zh)]


def _in_sentence(rules: Sequence[Rule], zh: str, en: str, around: str, *, anew: bool) -> Exchange:
    """The same of one, in small letters: `anew` by what is there at all, and by counting."""
    words = different_words(en)
    for rule in _concerned(rules, zh, words):
        # Of a row of words of one side the rest of the English has to matter.
        is_turned = anew and rule.tells_the_opposite and _is_turned(rule, zh, words)
        turned = _together(rule, rule.opposite, rule.wrong, zh, en) if is_turned else ()
        if turned := turned or _outnumbered(rule, zh, en, words, around):
            return turned
    return ()


def _outnumbered(rule: Rule, zh: str, en: str, words: AbstractSet[str], around: str) -> Exchange:
    """The same for a sentence that says the one more often than its English, and the other less often.

    If it says the other at all, a sentence beside it, in the text `around`, may say it again.
    """
    thorough = rule.wrong & words & _thorough()
    if not thorough or not _is_told_less(rule, zh, en):
        return ()
    turned = _times(rule.wrong & words, en)
    also = _may_be_told(thorough, _without_told(zh, en, words - rule.wrong, rule))
    if turned <= also or (also and turned <= _may_be_told(thorough, around)):
        return ()
    return _together(rule, rule.of_several, thorough, zh, en)


def _is_told_less(rule: Rule, zh: str, en: str) -> bool:
    """Whether an English text surely tells the opposite less often than the Chinese one says it."""
    return _times(rule.tellers, en) < _runs({*rule.of_several.touched(zh)})


def _may_be_told(words: AbstractSet[str], zh: str) -> int:
    """How much of a Chinese text may be told by some words."""
    rules = {rule for word in words for rule in opposing.rules()[word]}
    return _runs({at for rule in rules for at in rule.may_be_told_so.touched(zh)})


def _without_told(zh: str, en: str, words: AbstractSet[str], rule: Rule) -> str:
    """A Chinese sentence without what says nothing of its own, and what some words of the English tell."""
    zh = _ASIDE_ZH.sub(lambda found: _GAP * len(found[0]), zh)
    telling = _telling()
    for word in sorted(telling.keys() & words):
        for each in telling[word]:
            if each in zh and each not in rule.may_be_told_so.plain:
                zh = zh.replace(each, _GAP * len(each), _times({word}, en))
    return zh


@cache
def _thorough() -> frozenset[str]:
    """The English words of which all is known that they may tell: they have rows of their own."""
    return frozenset().union(*(rule.wrong for rule in opposing.every() if not rule.tells_the_opposite))


def _times(words: AbstractSet[str], en: str) -> int:
    return sum(map(words.__contains__, words_in(en)))


def _runs(places: AbstractSet[int]) -> int:
    """How many runs of neighbours are in a set of numbers."""
    return sum(at - 1 not in places for at in places)


def _concerning(chars: AbstractSet[str], words: AbstractSet[str]) -> list[Rule]:
    """The rules for some English words whose opposites begin with some Chinese characters, in order."""
    rules = opposing.rules()
    found = {rule for word in words for rule in rules[word] if not rule.opposite.heads.isdisjoint(chars)}
    return sorted(found, key=attrgetter("at")) if found else []


def _is_turned(rule: Rule, zh: str, words: AbstractSet[str]) -> bool:
    """Whether nothing in the Chinese may be told by a rule's words, and nothing tells the opposite."""
    return rule.tells_the_opposite.isdisjoint(words) and not rule.may_be_told_so.any_in(zh)


def _together(rule: Rule, opposite: Chinese, wrong: AbstractSet[str], zh: str, en: str) -> Exchange:
    """What a sentence says, and the opposite about where it should be told; () if that is not there.

    Both are denied, or neither is.
    """
    told = list(opposing.told_in(wrong, en, len(zh) / (len(en) or 1), alone=not rule.tells_the_opposite))
    said = sorted((at + len(word) // 2, at, word) for at, word in (opposite.places(zh) if told else ()))
    nearest = min(
        (
            (abs(middle - place), word, turned)
            for place, turned, is_denied in told
            for middle, at, word in _next_to(place, said)
            if is_denied == _is_denied(zh, at)
            and _are_near(zh, word, turned, clauses_apart(zh, middle, place))
        ),
        default=None,
    )
    return nearest[1:] if nearest else ()


def _next_to(place: int, said: Sequence[tuple[int, int, str]]) -> Sequence[tuple[int, int, str]]:
    """Of places in order, those next to another."""
    at = bisect(said, (place,))
    return said[max(0, at - _NEXT) : at + _NEXT]


def _is_told_beside(word: str, zh: str, en: str) -> bool:
    """Whether an English sentence surely tells a word as often as the Chinese one says it."""
    return zh.count(word) <= _times(_surely().get(word, frozenset()), en)


@cache
def _surely() -> Mapping[str, frozenset[str]]:
    """Chinese word -> the English words that surely tell it."""
    found: dict[str, set[str]] = {}
    for rule in opposing.every():
        for word in rule.opposite.plain if rule.surely_tells else ():
            found.setdefault(word, set()).update(rule.surely_tells)
    return MappingProxyType({word: frozenset(telling) for word, telling in found.items()})


def _are_near(zh: str, word: str, turned: str, apart: int) -> bool:
    """Whether a word may be told by another so many clauses away: the next one, if nothing else may be."""
    if apart and (apart > _APART or len(word) == 1):
        return False
    return not apart or not _may_be_told({turned}, zh.replace(word, _GAP))


@cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    """English word -> the Chinese words of several characters that it surely tells."""
    found: dict[str, set[str]] = {}
    for rule in opposing.every():
        for word in rule.surely_tells:
            found.setdefault(word, set()).update(each for each in rule.opposite.plain if len(each) > 1)
    return MappingProxyType(
        {word: tuple(sorted(every, key=lambda each: (-len(each), each))) for word, every in found.items()}
    )
