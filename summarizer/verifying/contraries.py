"""What shuts each other out: 三天前 and "three days later", 推迟 and "brought forward".

Each is one of a few sides. A sentence of the English that has another one than its Chinese, and not its own,
is wrong, unless some word of either tells it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from summarizer.text import Severity
from summarizer.verifying.patterns import when_met
from summarizer.verifying.problem import Problem
from summarizer.verifying.sentences import SENTENCE, aligned


@dataclass(frozen=True, slots=True)
class Side:
    """One of them: in Chinese and English, and what else explains the English, or tells the Chinese.

    All are patterns as they are written: most are never met, and to compile them all takes long.
    """

    zh: str
    within: tuple[str, ...]  # one of these is in what `en` finds
    en: str
    explains: str
    tells: str

    def said_in(self, zh: str) -> re.Match[str] | None:
        """Where a Chinese text has it."""
        return when_met(self.zh).search(zh)

    def told_in(self, en: str) -> re.Match[str] | None:
        """Where an English text, in small letters, has it."""
        return when_met(self.en).search(en) if any(map(en.__contains__, self.within)) else None


def sides(*rows: tuple[str, str, str, str, str]) -> tuple[Side, ...]:
    """Sides as they are written: `zh`, the words `within`, `en`, what `explains` it and what `tells` it."""
    return tuple(Side(zh, tuple(within.split()), *patterns) for zh, within, *patterns in rows)


@dataclass(frozen=True, slots=True)
class Kind:
    """Sides that shut each other out, and what texts have that have any: cheap, and false for most."""

    chars: frozenset[str]  # one of these is in what `zh` finds
    zh: re.Pattern[str]
    en: tuple[str, ...]
    sides: tuple[Side, ...]
    code: str = "date"
    severity: Severity = "error"


def exchanged(kinds: Iterable[Kind], zh: str, en: str, chars: AbstractSet[str]) -> Iterator[Problem]:
    """What of a text became another one, once for each kind; `chars` are those of the Chinese."""
    kinds = [
        kind
        for kind in kinds
        if not kind.chars.isdisjoint(chars) and any(map(en.__contains__, kind.en)) and kind.zh.search(zh)
    ]
    if kinds and (kinds := list(_met(kinds, zh, en.lower()))):
        parts = aligned(zh, en) if SENTENCE.search(zh[:-1]) else ((zh, en),)
        lowered = [(ours, theirs.lower()) for ours, theirs in parts]
        for kind in kinds:
            found = (_exchanged(kind, ours, theirs) for ours, theirs in lowered)
            yield from islice(filter(None, found), 1)


def _met(kinds: Iterable[Kind], zh: str, en: str) -> Iterator[Kind]:
    """Those of which the Chinese has a side, and the English another one."""
    for kind in kinds:
        ours = [side for side in kind.sides if side.said_in(zh)]
        if ours and any(side.told_in(en) for side in kind.sides if ours != [side]):
            yield kind


def _exchanged(kind: Kind, zh: str, en: str) -> Problem | None:
    """What of a sentence became another one; the English is in small letters."""
    for was in kind.sides:
        lost = was.said_in(zh)
        if lost and not when_met(was.tells).search(en):
            for now in kind.sides:
                if now is not was and (told := now.told_in(en)) and not when_met(now.explains).search(zh):
                    return Problem(kind.code, kind.severity, f"{lost[0]} -> {told[0]}", lost[0], "en")
    return None
