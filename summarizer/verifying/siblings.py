"""Words of closed classes that shut each other out: 小麦 told as rice, 发改委 as the Ministry of Finance.

The table `siblings.txt` has the classes. An English word of a class is wrong where nothing of the whole
Chinese text explains it, and a sentence has another member of the class that its English does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from summarizer.verifying.opposing import Chinese, chinese
from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of, different_words


class Trace(NamedTuple):
    """What a text surely has that has a phrase: some words, and the beginning of one."""

    words: frozenset[str]
    stem: str

    def is_in(self, en: str) -> bool:
        """Whether an English text, in small letters, has it."""
        return self.words <= different_words(en) and self.stem in en


@dataclass(frozen=True, eq=False)
class Member:
    """One of a class: its words, what else explains its English, that English, and what else tells it."""

    said: Chinese
    explains: Chinese
    traces: tuple[Trace, ...]  # of the phrases that tell it
    phrases: tuple[str, ...]
    others: tuple[str, ...]

    @cached_property
    def told(self) -> re.Pattern[str]:
        """Its English."""
        return _any_of(self.phrases)

    @cached_property
    def tells(self) -> re.Pattern[str]:
        """All that tells it."""
        return _any_of((*self.phrases, *self.others))

    def told_in(self, en: str) -> re.Match[str] | None:
        """Where an English text, in small letters, has it."""
        return self.told.search(en) if any(trace.is_in(en) for trace in self.traces) else None

    def is_unexplained(self, zh: str, en: str) -> bool:
        """Whether the English has it, and nothing of the Chinese explains it; what is fast to see first."""
        if not any(trace.is_in(en) for trace in self.traces) or self.explains.any_in(zh):
            return False
        return self.told.search(en) is not None


@dataclass(frozen=True, slots=True)
class Class:
    """Members that shut each other out, and characters of which every text with any of them has one."""

    code: str
    chars: frozenset[str]
    words: frozenset[str]  # and one word, or the beginning of one, of every English phrase
    stems: tuple[str, ...]
    members: tuple[Member, ...]

    def may_be_in(self, en: str) -> bool:
        """Whether an English text, in small letters, may have any of them."""
        return not self.words.isdisjoint(different_words(en)) or any(map(en.__contains__, self.stems))


def exchanged(zh: str, en: str) -> Iterator[Problem]:
    """What of a text became another of its class, once for each class."""
    chars, lower = characters_of(zh), en.lower()
    for each in classes():
        if not each.chars.isdisjoint(chars) and each.may_be_in(lower):
            wrong = [member for member in each.members if member.is_unexplained(zh, lower)]
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
    traces = [trace for member in members for trace in member.traces]
    words = frozenset(max(trace.words, key=len) for trace in traces if trace.words)
    return Class(
        head.split()[1], chars, words, tuple({trace.stem for trace in traces if not trace.words}), members
    )


_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|.\?|[^\u4e00-\u9fff℃℉股]")


def _sure(word: str) -> str:
    """The last character that a Chinese word of the table surely has."""
    return _ASIDE.sub("", word)[-1]


def _member(row: str) -> Member:
    zh, en = row.split(" | ")
    (said, _, explains), (told, _, tells) = zh.partition(" ~ "), en.partition(" ~ ")
    phrases, others = tuple(told.split(", ")), tuple(tells.split(", ")) if tells else ()
    return Member(chinese(said), chinese(said, explains), tuple(map(_trace, phrases)), phrases, others)


_PATTERN, _PART, _ANY = re.compile(r"\(.*?\)|\\[^w]"), re.compile(r"[^ ]+"), re.compile(r"\\w[*+]")
_PLAIN = re.compile("[a-z0-9.'’/]+")


def _trace(phrase: str) -> Trace:
    parts = _PART.findall(_ANY.sub("*", _PATTERN.sub(" ", phrase)))
    words = frozenset(part for part in parts if part.isascii() and part.isalpha())
    stems = (part.partition("*")[0] for part in parts if part not in words)
    return Trace(words, max(filter(_PLAIN.fullmatch, stems), key=len, default=""))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for phrases of the table."""
    written = (_office(each[1:]) if each[0] == "@" else each.replace("*", r"\w*") for each in phrases)
    return re.compile("|".join(rf"(?<!\w)(?:{each.replace(' ', '[ -]')})(?!\w)" for each in written))


_OFFICE = (
    "(?:minist|bureau|depart|commission|administ|authorit|agenc|office|official|regulat|watchdog|supervis|chief"
    "|board|organ|bod|head|director|secretar|division|section|service|system|unit|branch)\\w*"
)


def _office(topic: str) -> str:
    """A pattern for a word within the name of an office."""
    before, behind = rf"{topic}\w*(?:,? \w+){{0,5}} {_OFFICE}", rf"(?:\w+,? ){{0,5}}{topic}\w*"
    return rf"{before}|{_OFFICE} (?:of|for|on|in charge of) {behind}"


# Of these a Chinese text has the own words: what is all or some, or how often, has too many.
_OF_WORDS = frozenset({"name_swapped", "direction", "unit"})


def replaced(text: str, cited: str, article: str) -> Iterator[Problem]:
    """What a Chinese text has of a class in place of what the lines have, and its article nothing like it.

    The whole article is asked last: it may be long.
    """
    chars = characters_of(text)
    for each in classes():
        if each.code not in _OF_WORDS or each.chars.isdisjoint(chars):
            continue
        told = [one for one in each.members if one.said.any_in(text) and not one.explains.any_in(cited)]
        lost = (
            next((word for one in each.members if (word := _left_out(one, text, cited))), "") if told else ""
        )
        foreign = (one for one in told if not one.explains.any_in(article)) if lost else ()
        if word := next((word for one in foreign for _, word in one.said.places(text)), ""):
            message = f"“{word}” stands nowhere in the article; its lines have “{lost}”."
            yield Problem(each.code, "error", message, word, "zh")


def _left_out(member: Member, text: str, cited: str) -> str:
    """What the lines have of a member of which a text has nothing, or ""."""
    if not member.said.any_in(cited) or member.explains.any_in(text):
        return ""
    return next((word for _, word in member.said.places(cited)), "")
