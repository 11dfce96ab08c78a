"""What bodies are called in English, and the Chinese that speaks of them: the table `body_words.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from summarizer.verifying.tables import rows_of
from summarizer.verifying.words import different_words, words_in

# A single word before a kind is no part of a name: "The Council", "Taking Office".
_NO_NAME = re.compile(
    "The|A|An|This|That|These|Its|Our|Their|Your|His|Her|My|In|At|On|By|And|For|From|Taking|No|Any"
)
_FIRST_WORD = re.compile(r"[A-Z]\w*")
_OFFICE = (
    "(?:Ministry|Bureau|Department|Commission|Administration|Committee|Authority|School|Institute|Faculty"
    "|College|Academy)"
)
_OTHERWISE = (
    "(?! Stores?| for Administration| of (?:Directors|Experts)| [0-9]| Awards?| Entrance| Students?| English"
    "| Board| Rates?)"
)
# What may be the end of the name of another body: the Agricultural "Bank of China".
_COMMON = re.compile(r"Bank of China|University of|\w+ Party|China \w+ Bank|State Council|Supreme")
_WHOSE = re.compile(r"[A-Z][\w'’.-]*(?: of| for|'s|’s)?(?: the)? \Z")
_FREE = frozenset({"The ", "And ", "With ", "At ", "In ", "By ", "From ", "For ", "Both ", "While ", "When "})
_LONGEST = 40  # characters of what a name is the end of


class Name(NamedTuple):
    """A body known by its name: what every text with the name has, the name, and its Chinese."""

    plainly: str
    en: re.Pattern[str]
    zh: re.Pattern[str]

    def found_in(self, en: str) -> re.Match[str] | None:
        """Where a text has it, if not as the end of a longer name."""
        found = self.en.search(en) if self.plainly in en else None
        if not (found and _COMMON.match(self.plainly)):
            return found
        before = _WHOSE.search(en, max(0, found.start() - _LONGEST), found.start())
        return found if before is None or before[0] in _FREE else None


class Called(NamedTuple):
    """What an English text calls a body, the Chinese that explains it, and where it stands."""

    said: str
    zh: re.Pattern[str]
    at: int


class _Tables(NamedTuple):
    kinds: Mapping[str, re.Pattern[str]]
    kind: re.Pattern[str]
    levels: frozenset[str]
    offices: Mapping[str, re.Pattern[str]]
    office: re.Pattern[str]
    office_for: re.Pattern[str]
    purpose: re.Pattern[str]
    names: tuple[tuple[str, Name], ...]
    heads: frozenset[str]  # the first words of kinds, levels and offices


@cache
def _tables() -> _Tables:
    written = files(__package__).joinpath("body_words.txt").read_text(encoding="utf-8")
    kinds, offices, levels, parts, names = (list(_forms(part)) for part in written.split("\n# ")[1:])
    kind, purpose, level = (_any_of(en for en, _ in part) for part in (kinds, offices, levels))
    return _Tables(
        MappingProxyType(dict([*kinds, *levels, *parts])),
        re.compile(rf"(?:{kind}|{level})(?!\w){_OTHERWISE}"),
        frozenset(en for en, _ in levels),
        MappingProxyType(dict(offices)),
        re.compile(rf"\b{_OFFICE}\b"),
        re.compile(r" (?:of|for|on) (?:the )?(?:[A-Z][\w-]+(?:, and |, | and | )?){1,6}"),
        re.compile(rf"\b(?:{purpose})\b"),
        tuple((_FIRST_WORD.findall(en)[0], _name(en, zh)) for en, zh in names),
        frozenset([*(words_in(en)[0] for en, _ in (*kinds, *levels)), *words_in(_OFFICE)]),
    )


def _forms(part: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    for zh, forms in rows_of(part):
        pattern = re.compile("|".join(zh))
        for en in forms.split("; "):
            yield en, pattern


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def _name(en: str, zh: re.Pattern[str]) -> Name:
    return Name(en, re.compile(rf"(?<![\w'’-]){re.escape(en)}(?![\w-])(?! of\b)"), zh)


def names_in(en: str) -> list[Name]:
    """The bodies of whose names a text has anything."""
    words = set(_FIRST_WORD.findall(en))
    return [name for first, name in _tables().names if first in words and name.plainly in en]


def called(en: str, names: Iterable[Name]) -> Iterator[Called]:
    """What an English text calls bodies, those of `names` first."""
    for name in names:
        if found := name.found_in(en):
            yield Called(found[0], name.zh, found.start())
    tables = _tables()
    if tables.heads.isdisjoint(different_words(en)):
        return
    for found in tables.kind.finditer(en):
        if (start := _begins(en, found)) is not None:
            yield Called(en[start : found.end()], tables.kinds[found[0]], start)
    for found in tables.office.finditer(en):
        yield from _purposes(en, found)


def _begins(en: str, kind: re.Match[str]) -> int | None:
    """Where a name begins whose end is a kind, or that goes on with "of"; for a level, before a name."""
    start, end = kind.span()
    if kind[0] in _tables().levels:
        return start if _CAPITAL.match(en, end) else None
    before = _WORD_BEFORE.search(en, max(0, start - _LONGEST), start)
    if before and not _NO_NAME.fullmatch(before[1]):
        return before.start()
    return start if _OF.match(en, end) and not en[start - 1 : start].isalnum() else None


_CAPITAL, _OF = re.compile(" [A-Z]"), re.compile(" (?:of|for) (?:the )?[A-Z]")
_WORD_BEFORE = re.compile(r"\b([A-Z][\w'’&-]*) \Z")
_BEFORE = re.compile(r"(?:[A-Z][\w-]+(?: and)? ){1,6}\Z")
_FAR = 60  # characters of what an office is for


def _purposes(en: str, office: re.Match[str]) -> Iterator[Called]:
    """What an office is for: "Ministry of Ecology and Environment", "Education Bureau"."""
    tables = _tables()
    behind = tables.office_for.match(en, office.end())
    before = None if behind else _BEFORE.search(en, max(0, office.start() - _FAR), office.start())
    if behind:
        start, end = office.start(), behind.end()
    elif before:
        start, end = before.start(), office.end()
    else:
        return
    said = en[start:end].strip(" ,")
    for purpose in tables.purpose.findall(said):
        yield Called(said, tables.offices[purpose], start)


def is_kind(word: str) -> bool:
    """Whether a word tells what a body is."""
    return word in _tables().kinds


def explained(word: str) -> re.Pattern[str] | None:
    """The Chinese of a word in the name of a body, None for other words."""
    tables = _tables()
    return tables.kinds.get(word) or tables.offices.get(word)
