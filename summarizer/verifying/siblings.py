"""Words of closed classes that shut each other out: 小麦 told as rice, 发改委 as the Ministry of Finance.

The table `siblings.txt` has the classes. An English word of a class is wrong where nothing of the whole
Chinese text explains it, and a sentence has another member of the class that its English does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from summarizer.verifying.opposing import Chinese, chinese
from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of


@dataclass(frozen=True, slots=True)
class Member:
    """One of a class: its words, what else explains its English, that English, and what else tells it."""

    said: Chinese
    explains: Chinese
    within: tuple[str, ...]  # one of these is in what `told` finds
    told: re.Pattern[str]
    tells: re.Pattern[str]

    def told_in(self, en: str) -> re.Match[str] | None:
        """Where an English text, in small letters, has it."""
        return self.told.search(en) if any(map(en.__contains__, self.within)) else None


@dataclass(frozen=True, slots=True)
class Class:
    """Members that shut each other out, and characters of which every text with any of them has one."""

    code: str
    chars: frozenset[str]
    members: tuple[Member, ...]


def exchanged(zh: str, en: str) -> Iterator[Problem]:
    """What of a text became another of its class, once for each class."""
    chars, lower = characters_of(zh), en.lower()
    for each in classes():
        if not each.chars.isdisjoint(chars):
            wrong = [one for one in each.members if one.told_in(lower) and not one.explains.any_in(zh)]
            if wrong:
                yield from _in_place_of(each, wrong, zh, en)


def _in_place_of(group: Class, wrong: Sequence[Member], zh: str, en: str) -> Iterator[Problem]:
    """The first sentence in which one that nothing explains stands for another."""
    for ours, theirs in side_by_side(zh, en):
        told = next(filter(None, (member.told_in(theirs) for member in wrong)), None)
        lost = next((word for each in group.members if (word := _lost(each, ours, theirs))), "")
        if told and lost:
            yield Problem(group.code, "error", f"“{lost}” has become “{told[0]}”.", lost, "en")
            return


def _lost(member: Member, zh: str, en: str) -> str:
    """What a sentence has of a member that its English does not tell, or ""."""
    if not member.said.any_in(zh) or member.tells.search(en):
        return ""
    return next((word for _, word in member.said.places(zh)), "")


@cache
def classes() -> tuple[Class, ...]:
    """The classes of the table."""
    text = files(__package__).joinpath("siblings.txt").read_text(encoding="utf-8")
    return tuple(map(_class, text.split("\n# ")[1:]))


def _class(text: str) -> Class:
    head, *rows = (line for line in text.strip().split("\n") if line)
    members = tuple(map(_member, rows))
    chars = frozenset(_sure(word) for row in rows for word in row.partition(" ~ ")[0].split())
    return Class(head.split()[1], chars, members)


_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|.\?|[^\u4e00-\u9fff℃℉股]")


def _sure(word: str) -> str:
    """The last character that a Chinese word of the table surely has."""
    return _ASIDE.sub("", word)[-1]


def _member(row: str) -> Member:
    zh, en = row.split(" | ")
    (said, _, explains), (told, _, tells) = zh.partition(" ~ "), en.partition(" ~ ")
    phrases, others = told.split(", "), tells.split(", ") if tells else []
    return Member(
        chinese(said),
        chinese(said, explains),
        tuple(map(_literal, phrases)),
        _any_of(phrases),
        _any_of([*phrases, *others]),
    )


_PATTERN, _LETTERS = re.compile(r"\(.*?\)|\\."), re.compile("[^\\W\\d_]+")


def _literal(phrase: str) -> str:
    """The longest run of letters that a phrase of the table surely has, or ""."""
    return max(_LETTERS.findall(_PATTERN.sub(" ", phrase)), key=len, default="")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for phrases of the table."""
    written = (each.replace("*", r"\w*").replace(" ", "[ -]") for each in phrases)
    return re.compile("|".join(rf"(?<!\w){each}(?!\w)" for each in written))
