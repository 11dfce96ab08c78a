"""What the Chinese denies and the English asserts, word by word: 没有登记 that is told by "registered".

How often both texts say no is counted elsewhere (`polarity`); in a long sentence another word that says no
may make up for the one that is lost. Here the denied word itself is looked for: in the English it is asserted
more often than in the Chinese, in clauses where nothing says no. The words are in `denied.txt`: what may be
denied in Chinese, and the English of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from summarizer.verifying import denying, polarity
from summarizer.verifying.inflection import forms
from summarizer.verifying.places import all_places, words_apart
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.vocabulary import NEEDED
from summarizer.verifying.words import words_in

# A negative word that is no part of a double one or of a question, with what may stand before what it denies.
_MODAL = "[能得会可想愿要敢准许应宜予曾再肯必需用该]"
_NEGATIVE = (
    "[不没未无毋缺](?<![不无非莫好有没].)(?<!无所.)(?<!不[能得可会是].)(?<!没有.)(?<!没有人.)(?<![没无]人.)"
    f"(?:(?<=不){_MODAL}{{0,2}}|(?<=没)有?|(?<=未)[能曾经予有]?|(?<=无)[法权意力须需]?|(?<=毋)[须需]|(?<=缺)[乏少])"
)
_FILLED = (
    "(?:任何|什么|进行|作出|做出|明确|完全|彻底|及时|立即|继续|一直|主动|直接|真正|对此|这样|[明事]先|依法|如实|按时"
    "|[被再过太很大])*"
)
_BEFORE = re.compile(f"{_NEGATIVE}{_FILLED}")
# What may stand between: 没有对材料进行核实, 未按规定申报, 没有相应的证件.
_BETWEEN = re.compile(
    "(?:[对就把将向给与和从在以按依因经]|根据)[^，。；：！？]{0,20}?"
    f"(?:进行|作出|做出|予以|加以|规定|要求|约定|[中内上里]){_FILLED}"
    "|(?<=[有乏少])[^，。；：！？的]{1,5}的"
)
# The same behind what is denied: 经验都没有, 找不到.
_BEHIND = re.compile(
    "没有?(?=[，。；”」）]|$)|无(?=[，。；”」）]|$)|不(?<![要能会可看].)(?:[了出上下清完住成]|到(?![位\\d])|动(?!产)|起(?!眼))"
)
_NONE_OF = re.compile("[未没无不]有?(?:发现|检出|查出|存在|出现|发生|见)[^，。；]{0,6}\\Z")
_NONE_WRONG = re.compile(f"{_NONE_OF.pattern[:-2]}不[合达良安符]")
_EVEN = frozenset("都也皆均则")
_ASKING = re.compile(
    "吗|难道|岂|何[尝不必]|怎么?[不会能可]|[谁哪][不没能会敢知里有个]|[是能][不否]|不[^，。；]{0,12}么[？?]"
)
_ENDS = ("", *"的，。；、：！？”）」")
_LONGEST = 4  # characters of a word of the table

# Where another clause begins, in which a word before it denies nothing.
_FINITE = r"(?:is|are|was|were|ha[sd]|have|did|does|do|can|could|will|would|may|might|must|should|shall)\b"
_BORDER = re.compile(
    r"[.;:!?()—–]|, (?=(?:and|but|while|whereas|which|who|so|as|because|since|although|though|if|when|where"
    r"|yet|or|some|it|they|he|she|we|you|i|this|that|these|those|there|others?|one)\b)"
    r"| (?=(?:but|because|although|though|while|whereas|which|who|where|when|if|so that)\b)"
    rf"| and (?=(?:\w+ ){{0,2}}{_FINITE})"
)
_END = re.compile(r"[,.;:!?()—–]| (?:but|or)? ?(?:which|who|while|whereas)\b| but\b")
_BACK, _AHEAD = 240, 40  # characters before and behind a word within which it is denied
_PLAINLY = re.compile(  # just before it, in the same clause
    r"\b(?:(?:not?|never|cannot|without|unable)(?: (?!(?:and|but|or|which|who|that|because|if|when) )\w+)"
    r"{0,3}|who|god|goodness|heaven) \Z"  # "who knows"
)
_NEAR = 36
_SAYS_NO = re.compile(
    r"\b(?:not?|before|until|only|little|few|otherwise|former\w*|rather|instead|any|too|beyond|whether|knows|less|still"
    r"|remain\w*|yet|lapse\w*|expir\w*|r[ua]n\w* (?:out|low|short)|slow\w*|delay\w*|late|overdue|hinder\w*"
    r"|imped\w*|escap\w*|surviv\w*)\b"
)
_GAP = "＿"

Told = tuple[str, str] | tuple[()]


@dataclass(frozen=True, eq=False)
class Denied:
    """A row of the table: Chinese words of one meaning, and their English, "give_up" for "give up"."""

    zh: tuple[str, ...]
    en: tuple[str, ...]

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """All forms of the first words of the English, each with what must follow it."""
        parted = (word.partition("_") for word in self.en)
        return MappingProxyType(
            {form: f" {rest}" * bool(rest) for head, _, rest in parted for form in forms(head)}
        )

    def told(self, en: str) -> list[tuple[int, int]]:
        """Where an English text in small letters tells a row."""
        known = self.forms
        return [
            (at, at + len(form))
            for form in known.keys() & words_in(en)
            for at in words_apart(form, en)
            if en.startswith(known[form], at + len(form))
            and "-" not in en[at - 1 : at + len(form) + 1 : len(form) + 1]
        ]

    def times(self, zh: str) -> int:
        """How often a Chinese text has one of the words."""
        touched = {at + n for word in self.zh for at in all_places(word, zh) for n in range(len(word))}
        return sum(at - 1 not in touched for at in touched)

    def is_told_alike(self, zh: str, en: str, asserted: list[str]) -> bool:
        """Whether the English tells a row as often as the Chinese, or denies it nowhere."""
        return len(self.told(en)) in (len(asserted), self.times(zh))


@cache
def _table() -> Mapping[str, Denied]:
    """Chinese word -> its row."""
    rows = files(__package__).joinpath("denied.txt").read_text(encoding="utf-8").strip().split("\n")
    parted = (row.partition(" | ") for row in rows)
    every = (Denied(tuple(zh.split()), tuple(en.split())) for zh, _, en in parted)
    return MappingProxyType({word: row for row in every for word in row.zh})


def asserted(zh: str, en: str, lower: str) -> Told:
    """What a Chinese text denies, and the word of the English one that asserts it; () if there is none.

    `lower`: the English in small letters.
    """
    if not any(_too_often(row, zh, lower, quotes) for row, quotes in _denied(zh).items()):
        return ()
    found = (_in_sentence(part, other) for part, other in side_by_side(zh, en))
    return next((told for told in found if told), ())


def _in_sentence(zh: str, en: str) -> Told:
    for row, quotes in _denied(zh).items():
        told = _too_often(row, zh, en, quotes)
        if told and row.is_told_alike(zh, en, told) and _is_plain(zh, quotes):
            return quotes[0], told[0]
    return ()


def _is_plain(zh: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence asks nothing, and its denials are none that English may tell by what is said."""
    loose = {said.words for said in polarity.read(zh).negations if not said.sure}
    return not (_ASKING.search(zh) or any(quote.startswith(words) for quote in quotes for words in loose))


def _too_often(row: Denied, zh: str, en: str, quotes: Sequence[str]) -> list[str]:
    """The words of the English that assert a row, if more often than the Chinese, which may deny it."""
    bare = [en[start:end] for start, end in row.told(en) if _is_bare(en, start, end, quotes)]
    return bare if bare and len(bare) > row.times(zh) - len(quotes) else []


def _denied(zh: str) -> dict[Denied, list[str]]:
    """The rows that a Chinese text denies, with its words."""
    found: dict[Denied, list[str]] = {}
    for quote, word in _denials(zh):
        found.setdefault(_table()[word], []).append(quote)
    return found


def _denials(zh: str) -> Iterator[tuple[str, str]]:
    """What a Chinese text denies, with the negative word, and alone."""
    for found in _BEFORE.finditer(zh):
        start, end = found.span()
        if zh[start - 1 : start] == zh[start + 1 : start + 2]:
            continue  # asks: 公不公平
        if _NONE_OF.search(zh, max(0, start - _NEAR), start) or _NONE_WRONG.match(zh, start):
            continue  # says yes: 未发现不合格产品
        word = _word_at(zh, end)
        if not word and (between := _BETWEEN.match(zh, end)):
            end = between.end()
            word = _word_at(zh, end)
        if word:
            yield zh[start : end + len(word)], word
        elif word := _filler_at(zh, start, end):
            yield zh[start:end], word
    for found in _BEHIND.finditer(zh):
        end = found.start() - (zh[found.start() - 1 : found.start()] in _EVEN)
        if word := _word_before(zh, end):
            yield zh[end - len(word) : found.end()], word


def _word_at(zh: str, start: int) -> str:
    """The longest word of the table that begins at a place, "" if there is none."""
    table = _table()
    for size in _beginning().get(zh[start : start + 1], ()):
        if (word := zh[start : start + size]) in table:
            return word
    return ""


def _filler_at(zh: str, start: int, end: int) -> str:
    """What else only fills, where it is itself denied: 整改不及时, 清理不彻底."""
    if zh[end : end + 1] not in _ENDS:
        return ""
    parts = (zh[max(start, end - size) : end] for size in range(_LONGEST, 1, -1))
    return next(filter(_table().__contains__, parts), "")


def _word_before(zh: str, end: int) -> str:
    """The longest word of the table that ends at a place, "" if there is none."""
    parts = (zh[max(0, end - size) : end] for size in range(_LONGEST, 0, -1))
    return next(filter(_table().__contains__, parts), "")


@cache
def _beginning() -> Mapping[str, tuple[int, ...]]:
    """The first character of a word -> how long the words are that begin with it, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in _table():
        sizes.setdefault(word[0], set()).add(len(word))
    return MappingProxyType({head: tuple(sorted(each, reverse=True)) for head, each in sizes.items()})


def _is_bare(en: str, start: int, end: int, quotes: Sequence[str]) -> bool:
    """Whether nothing says no around a word, in its clause before it or just behind."""
    if _PLAINLY.search(en, max(0, start - _NEAR), start):
        return False  # as nearly always
    first = max(0, start - _BACK)
    left = max((border.end() for border in _BORDER.finditer(en, first, start)), default=first)
    behind = _END.search(en, end, end + _AHEAD)
    around = en[left : behind.start() if behind else end + _AHEAD]
    without = f"{en[left:start]}{_GAP}{around[end - left :]}"  # "refuse" itself may be denied
    if _SAYS_NO.search(without) or NEEDED.search(around) or denying.surely(without):
        return False
    return denying.otherwise(around, "", quotes) <= denying.otherwise(en[start:end], "", quotes)
