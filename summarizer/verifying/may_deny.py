"""What of a Chinese text may be denied in its English by a "not", and what the English tells otherwise.

没 and 不 deny; but English denies for much else, too: 推迟到五月, "not before May"; 仅, "no more than". Which
words these are, and by which other words English tells them, is in `may_deny.txt`: what English has such a
word for is told, and gives no reason for a "not" any more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

_GAP = "＿"
_LONG = 4000  # characters of what is no sentence, but a list: there all may be told by a "not"
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z ,'’-]{8,}+")
_NOTHING = "*"  # a row of words that a "not" never stands for
_ANYHOW = "~"  # one of words that deny: what else says no in English tells them
_SAYS_NO = re.compile(
    r"\b(?:no(?!\.| (?:doubt|matter|wonder|sooner|(?:less|fewer|more|later|earlier|lower|higher) than))"
    r"|nothing(?! (?:but|short of|less than))|none|nobody|nowhere|neither|unless"
    r"|without(?! (?:permission|authori|approv|consent|delay|exception|incident|fail|a doubt|doubt|hesitat"
    r"|interrupt|a break|question))"
    r"|seldom|hardly|scarcely|barely|fail(?:s|ed|ing|ure to)?|refus\w*|lack\w*"
    r"|un(?!der|til|i|exp|usual|veil|lock|fold|preced|anim|cle\b|rest|cover|earth|leash|load|fort|less)\w{3,}"
    r"|im(?:possib|prop|probab|mov|measur)\w*"
    r"|in(?:valid|complete|suffic|adequa|accura|correct|ability|capab|visib|cred|dispens)\w*"
    r"|ir(?:reg|resp|rel|rev|resis)\w*|il(?:leg|lic)\w*|dis(?:satis|agre|allow|regard|qualif)\w*"
    r"|(?:use|help|power|worth|meaning|motion|harm|base|ground|sleep|speech|point|fruit)less(?:ly|ness)?)\b"
)


class _Row(NamedTuple):
    """What finds the English words that tell some Chinese ones otherwise, if there are any."""

    at: int  # in the table, in which the words that deny are the first
    otherwise: re.Pattern[str] | None


def untold(zh: str, en: str) -> int:
    """How many words of a Chinese text may be told by a "not": those that its English tells by no other word.

    `en` is in small letters. What has words of its own is told by them before others are.
    """
    if len(zh) > _LONG:
        return sum(1 for _ in _met(zh))
    for quoted in _ENGLISH.findall(zh):  # what stands there in English tells nothing of the Chinese
        en = en.replace(quoted.lower(), _GAP)
    left = 0
    for row, times in sorted(Counter(_met(zh)).items(), reverse=True):
        en, told = row.otherwise.subn(_GAP, en, times) if row.otherwise else (en, 0)
        left += times - told
    return left


def denials(zh: str, en: str) -> int:
    """The same of those words alone that deny: 不, 没, 未."""
    said = sum(not row.at for row in _met(zh))
    return max(0, said - len(_SAYS_NO.findall(en))) if said else 0


def _met(zh: str) -> Iterator[_Row]:
    """The rows of the words of a text that may be told by a "not", the longest word at each place."""
    beginning, words = _table()
    end = 0
    for place in beginning.finditer(zh):
        at = place.start()
        found = at >= end and next((known for known in words[place[0]] if zh.startswith(known[0], at)), None)
        if found:
            end = at + len(found[0])
            if found[1]:
                yield found[1]


class _Table(NamedTuple):
    """What finds where a word may begin, and the words by what they begin with, the longest first."""

    beginning: re.Pattern[str]
    words: Mapping[str, tuple[tuple[str, _Row | None], ...]]


@cache
def _table() -> _Table:
    found: dict[str, list[tuple[str, _Row | None]]] = {}
    lines = files(__package__).joinpath("may_deny.txt").read_text(encoding="utf-8").strip().split("\n")
    for at, line in enumerate(lines):
        zh, _, en = line.partition("|")
        row = None if en.strip() == _NOTHING else _Row(at, _pattern(en.split()))
        for word in zh.split():
            found.setdefault(word[0], []).append((word, row))
    words = {head: tuple(sorted(each, key=lambda one: -len(one[0]))) for head, each in found.items()}
    return _Table(re.compile(f"[{re.escape(''.join(words))}]"), MappingProxyType(words))


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """What finds words by how they begin; a point ends one, and "#" is a figure."""
    if not words or words == [_ANYHOW]:
        return _SAYS_NO if words else None
    ways = (
        re.escape(word.removesuffix(".")).replace("_", " ").replace(r"\#", r"\d") + r"\b" * word.endswith(".")
        for word in words
    )
    return re.compile(rf"\b(?:{'|'.join(ways)})")
