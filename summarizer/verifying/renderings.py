"""What a result says twice it says alike: two English texts for one Chinese do not contradict each other.

A key point repeats a line, a statement repeats a sentence, and each was put into English on its own. Where
the one text "rose" and the other "fell", where the one is of yesterday, must or is not, and the other is of
today, may or is, and where they have no word in common, one of them is wrong, whatever the Chinese is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from summarizer.dates.mention import WEEKDAYS
from summarizer.text import Finding
from summarizer.verifying import denying, opposing
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.sentences import aligned
from summarizer.verifying.words import characters_of, different_words, words_in

MISTRANSLATION = "accuracy/mistranslation"
SHORTEST = 12  # characters: what is shorter may mean anything
RUN, STEP = 4, 2  # characters that are looked up, and from the beginning of one run to that of the next
SAME, SOME = 0.75, 3  # of the runs of the shorter text: a share of the longer one, a number of its sentence
MARKS = "。！？；，、：.!?;,: "  # around a text
CROWD = 40  # texts that cite one line: a longer article has more lines
AS_LONG = 1.05  # times: a text that says hardly more than the other
MOST, SURE, NOTHING = 0.6, 0.75, 0.12  # of the words of a text, in common with the other
ENOUGH = 6  # words: of fewer, having nothing in common tells nothing
# What is told of one time only: each word or phrase of a row excludes the others.
TIMES = (
    ("yesterday", "today", "tomorrow"),
    ("last year", "this year", "next year"),
    ("last month", "this month", "next month"),
    ("last week", "this week", "next week"),
    tuple(dict.fromkeys(day.lower() for day in WEEKDAYS.values())),
    ("morning", "afternoon", "evening"),
)
IN_TIMES = ("day", "year", "month", "week", "noon", "ning")  # what nearly all of them have
EVERY_TIME = tuple(chain.from_iterable(TIMES))
ENDS_OF_TIMES = frozenset(time.split()[-1] for time in EVERY_TIME)
TIME = re.compile(rf"\b({'|'.join(EVERY_TIME)})\b")
MAY = re.compile(r"(?:\d|\b(?:in|of|since|by|until|early|mid|late))[ -]may\b|\bmay \d")  # the month
LIMIT = re.compile(r"\bno (?:more|less|fewer|later|earlier) than\b")
DUTY = frozenset({"must", "shall", "should", "required"})
NEGATING = frozenset("不没沒未无無非莫勿别別禁拒否停免失缺难難防止")  # with none of these nothing is denied
LEAVE = frozenset({"may", "can", "could", "might", "allowed", "permitted", "entitled", "encouraged"})
BOUND = ((DUTY, LEAVE), (LEAVE, DUTY))
FUNCTION = frozenset(
    """
    the a an of and to in on for at by with from as is was were are be been it its that this which who has
    had have will would said he she they his her their not or but also than more into over under about after
    during before between through up out all each other such these those
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)


def check(page: Page) -> Iterator[Finding]:
    """Findings `agreement`, all errors, at both places."""
    for one, other in _twice(page.told):
        if told := _contradicting(one, other):
            yield from _findings(one, other, *told)


def _findings(one: Pair, other: Pair, here: str, there: str) -> Iterator[Finding]:
    for pair, told, elsewhere, place in ((one, here, there, other), (other, there, here, one)):
        message = f"{told} here, {elsewhere} at {place.where}.en, for the same Chinese."
        yield pair.error("agreement", MISTRANSLATION, message, "en", one.zh)


class _Told(NamedTuple):
    """What an English text tells, in small letters."""

    en: str
    words: frozenset[str]
    content: frozenset[str]  # of these, what means something by itself
    sides: int  # the rules of opposites that have a word of it, each a bit,
    others: int  # and those for the other sides
    times: frozenset[str]


@lru_cache(maxsize=256)  # each text is compared with several
def _told(text: str) -> _Told:
    en = text.lower()
    words = different_words(en)
    may_tell = any(map(en.__contains__, IN_TIMES)) and not ENDS_OF_TIMES.isdisjoint(words)
    parts = TIME.split(en) if may_tell else [en]
    times, plain = parts[1::2], " ".join(parts[::2])  # "last year" is not the last one
    if times or " may" in plain:
        words = frozenset(words_in(MAY.sub(" ", plain) if " may" in plain else plain))
    told = _sides()
    sides = others = 0
    for word in opposing.words_met(en):
        if word in words and word in told:  # "last" is not in "last year"
            mine, back = told[word]
            sides |= mine
            others |= back
    return _Told(en, words, words - FUNCTION, sides, others, frozenset(times))


@cache
def _sides() -> Mapping[str, tuple[int, int]]:
    """English word -> the rules for it that have another side, and those for that side, each a bit."""
    back = opposing.mirrored()
    paired = {word: [rule for rule in rules if rule.surely_tells] for word, rules in opposing.rules().items()}
    return {
        word: (opposing.bits(rules), opposing.bits(back[rule] for rule in rules))
        for word, rules in paired.items()
        if rules
    }


@lru_cache(maxsize=256)
def _runs(zh: str) -> tuple[str, ...]:
    return tuple([zh[at : at + RUN] for at in range(0, len(zh) - RUN + 1, STEP)])


def _share(zh: str, text: str) -> float:
    """How much of a Chinese text stands in another; nothing where hardly any of it does."""
    runs = _runs(zh)
    if not any(map(text.__contains__, runs[:: max(1, len(runs) // 4)])):  # most texts have nothing of it
        return 0.0
    return sum(map(text.__contains__, runs)) / len(runs)


def _twice(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Texts whose Chinese stands in another that cites a line of theirs, each with that longer one."""
    citing: dict[int, list[int]] = {}
    for at, pair in enumerate(pairs):
        for line in pair.lines:
            citing.setdefault(line, []).append(at)
    together = chain.from_iterable(
        combinations(each, 2) if len(each) <= CROWD else _with_lines(each, pairs) for each in citing.values()
    )
    for at, to in dict.fromkeys(together):
        one, other = pairs[at], pairs[to]
        short, long = (one, other) if len(one.zh) <= len(other.zh) else (other, one)
        if len(short.zh) >= SHORTEST and _share(short.zh, long.zh) >= SAME:
            yield short, long


def _with_lines(texts: Sequence[int], pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """Of a crowd that cites one line, each with the translation of the line: their number may not square."""
    lines = [at for at in texts if pairs[at].kind == "line"]
    return ((min(at, line), max(at, line)) for line in lines for at in texts if at != line)


def _contradicting(one: Pair, other: Pair) -> tuple[str, str] | tuple[()]:
    """What two texts tell against each other; () if nothing. Which sentences matter is asked if need be."""
    here, there = _told(one.en), _told(other.en)
    if len(here.content) >= ENOUGH and len(here.content & there.content) <= NOTHING * len(here.content):
        return f"“{_begin(one)}”", f"“{_begin(other)}”"
    as_long = len(other.zh) <= AS_LONG * len(one.zh)
    denies = not NEGATING.isdisjoint(characters_of(one.zh)) and (as_long or _denials(here.en) > 0)
    if not (
        denies
        or here.others & there.sides
        or (here.times and there.times - here.times)
        or any(mine & here.words and theirs & there.words for mine, theirs in BOUND)
    ):
        return ()
    part = _part(one, other)
    if part is None:
        return ()
    told = _told(part.en)
    found = _opposed(here, told, part.more)
    is_same = one.zh.strip(MARKS) in other.zh  # else 今天 may stand here, and 明天 there
    if is_same:
        found = found or _at_other_times(here.times, told.times) or _bound_otherwise(here, told)
    if found:
        return f"“{found[0]}”", f"“{found[1]}”"
    return _denied(here, told, as_long=as_long) if denies and is_same and part.share >= SURE else ()


def _begin(pair: Pair) -> str:
    return f"{pair.en[:30].rstrip()}…"


class _Part(NamedTuple):
    """The sentences of a longer text that tell a shorter one, and what else their Chinese says."""

    en: str
    more: str
    share: float  # of the words of the shorter text that they have


def _part(one: Pair, other: Pair) -> _Part | None:
    """Where the longer text tells the shorter one, with most of its words; None if that is not sure."""
    runs, words = _runs(one.zh), _told(one.en).content
    groups = aligned(other.zh, other.en)
    least = min(SOME, len(runs))
    at = [n for n, (zh, _) in enumerate(groups) if sum([run in zh for run in runs]) >= least]
    en, zh = " ".join(groups[n][1] for n in at), "".join(groups[n][0] for n in at)
    share = len(_told(en).content & words) / max(1, len(words))
    return _Part(en, _beside(runs, zh), share) if at and share >= MOST else None


def _beside(runs: Sequence[str], zh: str) -> str:
    """What is left of a Chinese text without some runs of its characters."""
    rest, end = [], 0
    for at in sorted({zh.find(run) for run in runs} - {-1}):
        rest.append(zh[end:at])
        end = at + RUN
    return "".join([*rest, zh[end:]])


def _opposed(one: _Told, other: _Told, more: str) -> tuple[str, str] | tuple[()]:
    """Words that tell opposite things; what both texts have in common cancels out.

    Each has a word that the other lacks, and none for what the other tells; what the longer text says `more`
    in Chinese is not told by its word.
    """
    words, others = one.words - other.words, other.words - one.words
    for rule in opposing.of_bits(one.sides):
        back = opposing.mirrored()[rule]
        if rule.wrong.isdisjoint(words) or back.wrong.isdisjoint(others) or back.may_be_told_so.any_in(more):
            continue
        if rule.tells_the_opposite.isdisjoint(words) and back.tells_the_opposite.isdisjoint(others):
            here, there = _by_denial(rule.wrong & words, one.en), _by_denial(back.wrong & others, other.en)
            for denied in here.keys() & there.keys():
                return here[denied], there[denied]
    return ()


def _by_denial(words: frozenset[str], en: str) -> dict[bool, str]:
    """The last of some words that an English text has, and the last that it denies."""
    return {denied: word for _, word, denied in opposing.told_in(words, en, 1.0, alone=False)}


def _at_other_times(here: frozenset[str], there: frozenset[str]) -> tuple[str, str] | tuple[()]:
    """Two days, or two years, that exclude each other."""
    for row in TIMES if here - there and there - here else ():
        mine, others = (here - there).intersection(row), (there - here).intersection(row)
        if len(mine) == len(others) == 1:
            return min(mine), min(others)
    return ()


def _bound_otherwise(one: _Told, other: _Told) -> tuple[str, str] | tuple[()]:
    """A duty against a leave; where something is denied, both may say the same: "no one may"."""
    words, others = one.words - other.words, other.words - one.words
    for mine, theirs in BOUND:
        here, there = mine & words, theirs & others
        if here and there and not (theirs & words or mine & others):
            return () if denying.has_any(one.en) or denying.has_any(other.en) else (min(here), min(there))
    return ()


def _denied(one: _Told, other: _Told, *, as_long: bool) -> tuple[str, str] | tuple[()]:
    """One says no more often than the other."""
    denied, also = _denials(one.en), _denials(other.en)
    fewer = denied > also + _shared(other.en) or (as_long and denied + _shared(one.en) < also)
    return (_count(denied), _count(also)) if fewer else ()


_SHARED = re.compile(
    r"(?:\b(?:not|no|never|neither|without)|n['’]t)\b[^.;]{1,80}?\b(?:or|nor)\b", re.IGNORECASE
)


def _shared(en: str) -> int:
    """How many denials one word says for two: "does not have a seal or issue documents"."""
    return len(_SHARED.findall(en))


@lru_cache(maxsize=256)
def _denials(en: str) -> int:
    """How many words of a text say no; "no less than" is "at least"."""
    return denying.all_told(en) - denying.limiting(en) - len(LIMIT.findall(en))


def _count(number: int) -> str:
    return f"{number or 'no'} negative {'word' if number == 1 else 'words'}"
