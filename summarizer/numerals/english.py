"""Figures in English text: digits, number words and mixtures of both ("1.2 billion", "twenty-three").

Atoms are found by one pattern; neighbours that belong together by the text between them are then put
together by a loop, so that time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from summarizer.numerals.english_words import (
    CARDINALS,
    CURRENCIES,
    DIGITS,
    FILLERS,
    HINTS_AFTER,
    LABEL,
    LAST_WORDS,
    ORDINAL_SUFFIXES,
    PERCENT,
    QUALIFIED_AFTER,
    QUALIFIED_BEFORE,
    QUALIFYING,
    SCALES,
    SHORT_SCALES,
    SKIP,
    STARTS,
    SUFFIXES,
    TENS,
    UNIT,
    WORD_OCLOCK,
    WORD_POINT,
    WORDS,
)  # fmt: skip
from summarizer.numerals.figure import (
    Figure,
    FigureKind,
    Qualifier,
    digit_value,
    fold,
    is_hour,
    small,
    with_surface,
)


@dataclass(eq=False, slots=True)
class _Atom:
    start: int
    end: int
    value: Fraction
    role: str  # digits, cardinal, ordinal, scale, vague, echo, multiple, times, fraction, article
    unit: str = ""


_LONGEST = 12  # so many words make one numeral at most


def figures_en(text: str) -> list[Figure]:
    """Every figure of an English text, in order, labels included (with their kind)."""
    folded = fold(text)
    return [with_surface(figure, text) for figure in figures_of_folded(folded, small(folded))]


def figures_of_folded(folded: str, lower: str) -> list[Figure]:
    """The figures of a text that is folded, with its surfaces; `lower` is the text in small letters."""
    figures: list[Figure] = []
    group: list[_Atom] = []
    hinted = HINTS_AFTER.search(folded) is not None  # most texts qualify nothing behind a figure
    for found in _found(folded, lower):
        if isinstance(found, _Atom) and 0 < len(group) < _LONGEST and _joins(group[-1], found, folded):
            group.append(found)
            continue
        if group:
            figures.append(_figure(group, folded, hinted=hinted))
        group = [found] if isinstance(found, _Atom) else []
        if isinstance(found, Figure):
            figures.append(found)
    if group:
        figures.append(_figure(group, folded, hinted=hinted))
    return _in_ranges(figures, folded) if len(figures) > 1 else figures


def _found(text: str, lower: str) -> Iterator[Figure | _Atom]:
    """The atoms of figures, and the figures that are complete in themselves, in order."""
    at = 0
    while start := STARTS.search(lower, at):
        at = start.end()
        token = start[0]
        if text[at : at + 1] in {"@", ".", "_", "+", ":"} and (skipped := SKIP.match(text, start.start())):
            at = skipped.end()
        elif token[0].isdigit():
            match = DIGITS.match(text, start.start())
            if match:
                at = match.end()
                yield _whole(match) or _atom(match)
        elif token in CURRENCIES and text[at : at + 1].isdecimal():
            continue  # RMB38.5 million: an amount, no label
        elif text[at : at + 1].isdecimal() or (
            text[at : at + 1] == "-" and text[at + 1 : at + 2].isdecimal()
        ):
            match = LABEL.match(text, start.start())
            if match:
                at = match.end()
                yield _whole(match) or _atom(match)
        elif token in WORDS:
            word = _word(token, start.start(), text)
            at = word.end
            yield word


def _word(token: str, start: int, text: str) -> Figure | _Atom:
    role, value = WORDS[token]
    clock = WORD_OCLOCK.match(text, start) if role == "cardinal" and 0 < value < 13 else None
    if clock:
        return Figure(clock[0], start, clock.end(), Fraction(value % 12 * 60), kind="time", digits=True)
    point = WORD_POINT.match(text, start) if role == "cardinal" else None
    if point:  # six point five
        decimals = [CARDINALS[word] for word in point["decimals"].lower().split()]
        exact = value + Fraction(int("".join(map(str, decimals))), 10 ** len(decimals))
        return _Atom(start, point.end(), exact, role, token)
    return _Atom(start, start + len(token), Fraction(value), role, token)


# ------------------------------------------------------------------------------------- atoms


def _whole(match: re.Match[str]) -> Figure | None:
    """A figure that is complete in itself: a time, a ratio, a fraction with a slash, a label."""
    name, value, upper = match.lastgroup, Fraction(), None
    kind: FigureKind = "label"
    if name in {"clock", "oclock"}:
        if name == "clock" and ":" not in match[0] and match[0][-1].isdigit():  # 9.30 is a number
            return None
        bare = name == "clock" and match[0][-1].isdigit()
        if bare and not is_hour(match["hour"], match["minute"], _goes_on(match)):
            kind, value, upper = "ratio", Fraction(int(match["hour"])), Fraction(int(match["minute"]))
        else:
            kind, value = "time", _minutes(match)
    elif name == "ratio":
        kind, value, upper = "ratio", digit_value(match["ratio_a"]), digit_value(match["ratio_b"])
    elif match[0] == "24/7":
        return Figure(match[0], match.start(), match.end(), Fraction(24), digits=True, soft=True)
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


def _minutes(match: re.Match[str]) -> Fraction:
    """A time of day in minutes of a half day."""
    return Fraction(int(match["hour"] or match["hour_only"]) % 12 * 60 + int(match["minute"] or 0))


def _is_label(match: re.Match[str]) -> bool:
    suffix = match["suffix"] or ""
    # 5G is a standard, 5g a weight
    return suffix == "G" or bool(suffix and suffix.lower() not in SUFFIXES)


def _atom(match: re.Match[str]) -> _Atom:
    if match.lastgroup == "clock":
        return _Atom(match.start(), match.end(), digit_value(match[0]), "digits")
    suffix = (match["suffix"] or "").lower()
    value = digit_value(match["number"]) * SHORT_SCALES.get(suffix, 1)
    role = "ordinal" if suffix in ORDINAL_SUFFIXES else "digits"
    return _Atom(match.start(), match.end(), value, role, suffix)


# -------------------------------------------------------------------------------- put together

_AND = {" and ", "-and-"}


def _joins(left: _Atom, right: _Atom, text: str) -> bool:
    """Whether two neighbours are parts of one numeral: "two hundred and five", "two-thirds"."""
    gap = text[left.end : right.start].lower()
    if gap in {" and a ", "-and-a-"} and right.role == "fraction":
        return left.role in {"cardinal", "digits"}
    if len(gap) > 6:
        return False
    tight = gap in {" ", "-", "  "}
    if right.role in {"scale", "vague"}:
        if gap == " of ":
            return left.role == "vague"
        return (tight or gap == " a ") and left.role in {"digits", "cardinal", "scale", "fraction", "vague"}
    if right.role in {"cardinal", "ordinal"}:
        return _small_joins(left, right, gap, tight=tight)
    return (
        right.role == "fraction"
        and tight
        and left.role in {"cardinal", "digits"}
        and left.value < right.value
    )


def _small_joins(left: _Atom, right: _Atom, gap: str, *, tight: bool) -> bool:
    if left.role == "scale" and left.unit in {"hundred", "thousand", "million", "billion"}:
        return right.role != "digits" and (gap in _AND or (tight and right.value < left.value))
    if left.role != "cardinal" or not tight:
        return False
    if left.unit in TENS and right.value < 10:
        return True
    plural = right.unit.endswith("s")
    return right.role == "ordinal" and right.value > 2 and (plural or left.value == 1)


def _figure(group: list[_Atom], text: str, *, hinted: bool) -> Figure:
    start, end, unit = group[0].start, group[-1].end, ""
    value, roles = _value(group), {atom.role for atom in group}
    kind: FigureKind = "count"
    if roles == {"digits"}:
        pass  # most are
    elif "fraction" in roles or _is_fraction(group):
        kind = "fraction"
    elif roles & {"multiple", "times"}:
        kind = "multiple"
    elif "ordinal" in roles:
        kind = "ordinal"
    if group[-1].role == "digits":
        unit = group[-1].unit
    percent = PERCENT.match(text, end)
    if percent:
        end, kind = percent.end(), "percentage"
        unit = "‰" if percent["permille"] else "‱" if percent["basis"] else "%"
    elif not unit:
        found = UNIT.match(text, end)
        unit = found["unit"].lower() if found else ""
    if "times" in roles or (unit in {"times", "fold"} and kind == "count"):
        kind, unit = "multiple", "times"
    qualifier = _qualifier(text, start, end, hinted=hinted)
    return Figure(
        text[start:end], start, end, value, unit=unit, kind=kind, qualifier=qualifier,
        digits=group[0].role == "digits" or group[0].unit in ORDINAL_SUFFIXES, vague=group[0].role == "vague",
        soft=roles == {"echo"} or _is_soft(group, value),
    )  # fmt: skip


def _is_soft(group: list[_Atom], value: Fraction) -> bool:
    """Words that need no counterpart: one, first, a half, doubled, a hundred."""
    if len(group) > 1:
        return False
    role = group[0].role
    return role in {"fraction", "multiple", "scale"} or (role in {"cardinal", "ordinal"} and value <= 1)


def _is_fraction(group: list[_Atom]) -> bool:
    if len(group) < 2 or group[-1].role != "ordinal" or group[0].role != "cardinal":
        return False
    return group[-2].unit not in TENS or group[-1].unit.endswith("s")


def _value(group: list[_Atom]) -> Fraction:
    if len(group) == 1 and group[0].role != "fraction":
        return group[0].value
    if _is_fraction(group):
        return _sum(group[:-1]) / group[-1].value
    if group[-1].role == "fraction" and len(group) > 1 and group[-1].unit == "half":  # two and a half
        return _sum(group[:-1]) + Fraction(1, 2)
    if group[-1].role == "fraction":
        parts = _sum(group[:-1]) if len(group) > 1 else Fraction(1)
        return parts / group[-1].value
    if group[0].role == "fraction":  # half a million
        return _sum(group[1:]) / group[0].value
    return _sum(group)


def _sum(group: list[_Atom]) -> Fraction:
    total = section = Fraction()
    for atom in group:
        if atom.role not in {"scale", "vague"}:
            section += atom.value
        elif atom.value == 100 or atom.unit in {"dozen", "decade", "century", "tens", "dozens"}:
            section = (section or Fraction(1)) * atom.value
        elif section and total and atom.value > total:
            total, section = (total + section) * atom.value, Fraction()
        elif section or not total:
            total, section = total + (section or Fraction(1)) * atom.value, Fraction()
        else:  # hundreds of thousands
            total *= atom.value
    return total + section


# --------------------------------------------------------------------------- ranges, qualifiers

_RANGE_GAP = re.compile(r"(?:%| percent| per cent)?(?: ?-{1,2} ?| to )(?:[A-Z]{2,3} ?)?[$¥€£]?\Z")


def _in_ranges(figures: list[Figure], text: str) -> list[Figure]:
    """Ranges and lists share what their last part carries: "3-5 million", "12, 15 and 18 percent"."""
    result = list(figures)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        gap = text[left.end : right.start]
        if len(gap) <= 14:
            result[index] = _shared(left, right, gap, text)
        if gap in {" in ", " out of "} and left.value < right.value == 10 and left.kind == "count":
            result[index] = replace(left, value=left.value / right.value, kind="fraction")
            result[index + 1] = replace(right, soft=True)
    return result


def _shared(left: Figure, right: Figure, gap: str, text: str) -> Figure:
    # in "12, 15 and 18 percent" a comma joins only what "and" has joined already
    inherits = right.kind == "percentage" and right.surface[-1:].isdigit()
    listed = gap in {" and ", ", and ", " or "} or (gap == ", " and inherits)
    ranged = bool(_RANGE_GAP.match(gap))
    if not (listed or ranged) or left.kind != "count":
        return left
    if right.kind == "percentage" and "%" not in left.unit:
        return replace(left, unit=right.unit, kind="percentage")
    if ranged and left.value < 1000 <= right.value:
        scale = _last_scale(right, text)
        if scale > 1 and left.value < right.value / scale:
            return replace(left, value=left.value * scale)
    return left


_SCALE_AT_END = re.compile(r"(thousand|million|billion|trillion|bn|tn|mn|m|k)\Z", re.IGNORECASE)


def _last_scale(figure: Figure, text: str) -> int:
    found = _SCALE_AT_END.search(text[figure.start : figure.end])
    return (SCALES | SHORT_SCALES)[found[1].lower()] if found else 1


def _qualifier(text: str, start: int, end: int, *, hinted: bool) -> Qualifier:
    near = max(0, start - 36)
    before = QUALIFIED_BEFORE.search(text, near, start) if _hints_at(text[near:start]) else None
    if before:
        return cast("Qualifier", before.lastgroup or "")
    if not (hinted and HINTS_AFTER.search(text, end, end + 40)):
        return ""
    after = QUALIFIED_AFTER.match(text, end, end + 40)
    return cast("Qualifier", after.lastgroup or "") if after else ""


def _hints_at(before: str) -> bool:
    """Cheap: most figures have nothing in front of them that qualifies them."""
    words = LAST_WORDS.findall(before.lower())
    while words:
        word = words.pop()
        if word not in FILLERS:
            return word in QUALIFYING
        if word in QUALIFYING:
            return True
    return False
