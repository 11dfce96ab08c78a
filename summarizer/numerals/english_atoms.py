"""What figures in English text are made of: digits, number words, labels, times, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from summarizer.numerals.english_words import (
    CARDINALS,
    CURRENCIES,
    DIGITS,
    HYPHENATED,
    HYPHENED,
    LABEL,
    MANY_DIGITS,
    NUMBER,
    OPENERS,
    ORDINAL_SUFFIXES,
    POWERS,
    SHORT_SCALES,
    SKIP,
    SUFFIXES,
    UNIT_BEFORE,
    US_AMOUNT,
    WORD_OCLOCK,
    WORD_POINT,
    WORDS,
)  # fmt: skip
from summarizer.numerals.figure import Figure, FigureKind, Value, digit_value, is_hour, ratio
from summarizer.numerals.tokens import Token


@dataclass(eq=False, slots=True)
class Atom:
    """A part of a numeral: where it stands, what it is worth, and what part it plays."""

    start: int
    end: int
    value: Value
    role: str  # digits, cardinal, ordinal, scale, vague, echo, multiple, times, fraction, article
    unit: str = ""


def atoms_in(text: str, lower: str, tokens: Iterable[Token]) -> list[Figure | Atom]:
    """The atoms of figures, and the figures that are complete in themselves, in order."""
    at = 0
    addressed = "@" in lower or "://" in lower or "www." in lower
    found: list[Figure | Atom] = []
    for start, end, word in tokens:
        if start < at:
            if end <= at or not word[0].isdecimal():
                continue  # a part of what was found before
            start = at  # noqa: PLW2901  # digits that were left over
        after = lower[end : end + 1]
        if addressed and after in _ADDRESSING and (match := SKIP.match(text, start)):
            at = match.end()
            continue
        if word < "a":
            one = _digits(start, end, after, text, lower)
        elif after.isdecimal() or (
            after == "-" and lower[end + 1 : end + 2].isdecimal() and word not in _TOLD_APART
        ):
            one = _labelled(word, start, end, text, lower)
        else:
            one = _word(word, start, end, text, lower) if word in OPENERS else None
        if one is not None:
            at = one.end
            found.append(one)
    return found


def _digits(start: int, end: int, after: str, text: str, lower: str) -> Figure | Atom | None:
    """What begins with a run of digits."""
    if after in _ENDING and end - start < MANY_DIGITS and lower[end + 1 : end + 2] not in _GOING_ON:
        return Atom(start, end, int(lower[start:end]), "digits")
    if number := NUMBER.match(lower, start):  # 38.5, 1,234
        return Atom(start, number.end(), digit_value(number[0]), "digits")
    match = DIGITS.match(text, start)
    return (_whole(match) or _atom(match)) if match else None


def _labelled(word: str, start: int, end: int, text: str, lower: str) -> Figure | Atom | None:
    """What begins with a word that digits follow: a label, an amount (of which the digits are told apart)."""
    if lower[end] != "-":
        if word in CURRENCIES or (word == "us" and US_AMOUNT.match(lower, end)):
            return None  # RMB38.5 million
        if word in _LENGTHS and POWERS.match(lower, end) and lower[start - 2 : start - 1].isdecimal():
            return Figure(text[start : end + 1], start, end + 1, 0, kind="idiom", soft=True)  # 300 m2
    match = LABEL.match(text, start)
    return (_whole(match) or _atom(match)) if match else None


# After digits that are a number and nothing else, if digits (or "a.m.", "o'clock") do not follow these.
_ENDING = frozenset(" ,.;%)!?") | {""}
_GOING_ON = frozenset("0123456789aApPoO")
_ADDRESSING = frozenset("@._+:")
# What a hyphen only joins to digits: the mid-1990s, 1.5 trillion-2 trillion yen
_TOLD_APART = frozenset(
    {"mid", "pre", "post", "early", "late", "non", "hundred", "thousand", "million", "billion", "trillion"}
)


_LENGTHS = frozenset({"m", "km", "cm", "mm"})
_AMBIGUOUS = frozenset({"second", "scores"})


def _is_no_numeral(word: str, start: int, end: int, lower: str) -> bool:
    """Whether “second” is a time (per second), and whether “scores” are results of games."""
    if word.startswith("sec"):
        return UNIT_BEFORE.search(lower, max(0, start - 12), start) is not None
    return not lower.startswith(" of ", end) or lower[end + 4 : end + 5].isdecimal()


def _word(token: str, start: int, end: int, text: str, lower: str) -> Figure | Atom | None:
    """A numeral in words, or a part of one."""
    if token in HYPHENED and (match := HYPHENATED.match(lower, start)):
        token, end = match[0], match.end()
    if token not in WORDS or (token in _AMBIGUOUS and _is_no_numeral(token, start, end, lower)):
        return None
    role, value = WORDS[token]
    if role == "cardinal":
        near = lower[end : end + 2]
        clock = WORD_OCLOCK.match(lower, start) if 0 < value < 13 and near[-1:] in _OF_HOURS else None
        if clock:
            surface = text[start : clock.end()]
            return Figure(surface, start, clock.end(), value % 12 * 60, kind="time", digits=True)
        point = WORD_POINT.match(lower, start) if near == " p" else None
        if point:  # six point five
            decimals = [CARDINALS[word] for word in point["decimals"].split()]
            exact = value + ratio(int("".join(map(str, decimals))), 10 ** len(decimals))
            return Atom(start, point.end(), exact, role, token)
    return Atom(start, end, value, role, token)


# What "a.m.", "p.m." and "o'clock" begin with, and what may follow where nothing stands between: am, pm, o'
_OF_HOURS = frozenset("apom.'’")


def _whole(match: re.Match[str]) -> Figure | None:
    """A figure that is complete in itself: a time, a ratio, a fraction with a slash, a label."""
    name = match.lastgroup
    value: Value = 0
    upper: Value | None = None
    kind: FigureKind = "label"
    if name in {"clock", "oclock"}:
        if name == "clock" and ":" not in match[0] and match[0][-1].isdigit():  # 9.30 is a number
            return None
        bare = name == "clock" and match[0][-1].isdigit()
        if bare and not is_hour(match["hour"], match["minute"], _goes_on(match)):
            kind, value, upper = "ratio", int(match["hour"]), int(match["minute"])
        else:
            kind, value = "time", _minutes(match)
    elif name == "ratio":
        kind, value, upper = "ratio", digit_value(match["ratio_a"]), digit_value(match["ratio_b"])
    elif match[0] == "24/7":
        return Figure(match[0], match.start(), match.end(), 24, digits=True, soft=True)
    elif name == "slash" and int(match["slash_b"]):
        kind, value = "fraction", Fraction(int(match["slash_a"]), int(match["slash_b"]))
    elif name not in {"label", "phone"} and not _is_label(match):
        return None
    return Figure(match[0], match.start(), match.end(), value, upper, kind=kind, digits=True)


# from 22:00 to 5:30: what follows an hour of the day is one
_HOUR_BEFORE = re.compile(r"(?<!\d)(?:[01]\d|2[0-4]|[7-9]):[0-5]\d ?(?:-|to|until|till) ?\Z")


_HOUR_AFTER = re.compile(r" ?(?:-|to|until|till) ?\d{1,2}(?::[0-5]\d)? ?[ap]\.?m\b", re.IGNORECASE)


def _goes_on(match: re.Match[str]) -> bool:
    """Whether what is written with a colon begins or ends a period of the day."""
    text, start, end = match.string, match.start(), match.end()
    return bool(_HOUR_BEFORE.search(text, max(0, start - 14), start) or _HOUR_AFTER.match(text, end))


def _minutes(match: re.Match[str]) -> int:
    """A time of day in minutes of a half day."""
    return int(match["hour"] or match["hour_only"]) % 12 * 60 + int(match["minute"] or 0)


def _is_label(match: re.Match[str]) -> bool:
    suffix = match["suffix"] or ""
    # 5G is a standard, 5g a weight; Long March 5B is a rocket
    if suffix == "G" or (suffix == "B" and _TYPE_BEFORE.search(match.string, 0, match.start())):
        return True
    return bool(suffix and suffix.lower() not in SUFFIXES)


_TYPE_BEFORE = re.compile(r"[A-Z][a-z]++ \Z")


# section 118K: the letter tells one section from the next
_IN_A_LAW = re.compile(r"\b(?:[Ss]ections?|[Aa]rticles?|[Rr]ules?|[Rr]egulations?|[Cc]lauses?|[Pp]ara\w*) \Z")


def _atom(match: re.Match[str]) -> Atom:
    if match.lastgroup == "clock":
        return Atom(match.start(), match.end(), digit_value(match[0]), "digits")
    suffix = (match["suffix"] or "").lower()
    scaled = suffix and not _IN_A_LAW.search(match.string, max(0, match.start() - 12), match.start())
    value = digit_value(match["number"]) * (SHORT_SCALES.get(suffix, 1) if scaled else 1)
    role = "ordinal" if suffix in ORDINAL_SUFFIXES else "digits"
    return Atom(match.start(), match.end(), value, role, suffix)
