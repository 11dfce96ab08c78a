"""Words of closed classes that shut each other out: 小麦 told as rice, 发改委 as the Ministry of Finance.

The table `siblings.txt` has the classes. An English word of a class is wrong where nothing of the whole
Chinese text explains it, and a sentence has another member of the class that its English does not tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.opposing import Chinese, chinese
from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of, different_words


class Trace(NamedTuple):
    """What a text surely has that has a phrase: some words, and the beginning of one."""

    words: frozenset[str]
    stem: str

    def is_in(self, en: str, words: frozenset[str]) -> bool:
        """Whether an English text, in small letters, of these words has it."""
        return self.words <= words and self.stem in en


@dataclass(frozen=True, eq=False)
class Member:
    """One of a class: its words, the characters that a text surely has with each of them, what else explains
    its English, that English, and what else tells it.
    """

    said: Chinese
    needs: tuple[frozenset[str], ...]
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
        return self.told.search(en) if self.may_be_in(en, different_words(en)) else None

    def may_be_in(self, en: str, words: frozenset[str]) -> bool:
        """Whether an English text, in small letters, of these words may have it: fast to see."""
        return any(trace.is_in(en, words) for trace in self.traces)

    def is_unexplained(self, zh: str, en: str, words: frozenset[str]) -> bool:
        """Whether the English has it, and nothing of the Chinese explains it."""
        if not self.may_be_in(en, words) or self.explains.any_in(zh):
            return False
        return self.told.search(en) is not None


@dataclass(frozen=True, slots=True)
class Class:
    """Members that shut each other out."""

    code: str
    members: tuple[Member, ...]
    stems: tuple[tuple[str, int], ...]  # how phrases begin that have no whole word, and whose they are


def exchanged(zh: str, en: str) -> Iterator[Problem]:
    """What of a text became another of its class, once for each class."""
    if not (met := {at: None for at, _ in _met(zh)}):
        return
    lower = en.lower()
    words = different_words(lower)
    may = _may_be_told(lower, words, met)
    for at in met if may else ():
        each = classes()[at]
        told = (each.members[n] for of, n in may if of == at)
        if wrong := [member for member in told if member.is_unexplained(zh, lower, words)]:
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


_Place = tuple[int, int]  # of a class, and of a member in it


@cache
def _by_character() -> Mapping[str, tuple[tuple[frozenset[str], _Place], ...]]:
    """For a character of each word what else it needs, and the member whose word it is."""
    found: dict[str, tuple[tuple[frozenset[str], _Place], ...]] = {}
    needed = Counter(
        char for each in classes() for one in each.members for need in one.needs for char in need
    )
    for at, each in enumerate(classes()):
        for n, member in enumerate(each.members):
            for need in member.needs:
                rarest = min(sorted(need), key=lambda char: needed[char])
                found[rarest] = (*found.get(rarest, ()), (need, (at, n)))
    return MappingProxyType(found)


def _met(zh: str) -> list[_Place]:
    """The members of which a Chinese text may have a word, in order."""
    index, chars = _by_character(), characters_of(zh)
    known = index.keys() & chars
    return sorted({place for char in known for need, place in index[char] if need <= chars})


@cache
def _by_word() -> Mapping[str, tuple[_Place, ...]]:
    """For the longest word of every English phrase the members that it may tell."""
    found: dict[str, tuple[_Place, ...]] = {}
    for at, each in enumerate(classes()):
        for n, member in enumerate(each.members):
            for trace in member.traces:
                if trace.words:
                    longest = max(trace.words, key=len)
                    found[longest] = (*found.get(longest, ()), (at, n))
    return MappingProxyType(found)


def _may_be_told(en: str, words: frozenset[str], met: Collection[int]) -> list[_Place]:
    """The members of some classes that an English text, in small letters, of these words may tell."""
    by_word = _by_word()
    found = {place for word in by_word.keys() & words for place in by_word[word] if place[0] in met}
    stems = ((at, n) for at in met for stem, n in classes()[at].stems if stem in en)
    return sorted(found.union(stems))


def _class(text: str) -> Class:
    head, *rows = (line for line in text.strip().split("\n") if line)
    members = tuple(map(_member, rows))
    stems = [
        (trace.stem, n) for n, member in enumerate(members) for trace in member.traces if not trace.words
    ]
    return Class(head.split()[1], members, tuple(stems))


_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|.\?|[^\u4e00-\u9fff℃℉股]")


def _sure(word: str) -> frozenset[str]:
    """The characters that a Chinese word of the table surely has."""
    return frozenset(_ASIDE.sub("", word))


def _member(row: str) -> Member:
    zh, en = row.split(" | ")
    (said, _, explains), (told, _, tells) = zh.partition(" ~ "), en.partition(" ~ ")
    phrases, others = tuple(told.split(", ")), tuple(tells.split(", ")) if tells else ()
    needs = tuple(dict.fromkeys(map(_sure, said.split())))
    return Member(chinese(said), needs, chinese(said, explains), tuple(map(_trace, phrases)), phrases, others)


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
    met = [place for place in _met(text) if classes()[place[0]].code in _OF_WORDS]
    for each in (classes()[at] for at in dict.fromkeys(at for at, _ in met)):
        here = [each.members[n] for at, n in met if classes()[at] is each]
        told = [one for one in here if one.said.any_in(text) and not one.explains.any_in(cited)]
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
