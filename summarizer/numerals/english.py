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
    ATOM,
    CARDINALS,
    ECHOES,
    FOLDS,
    FRACTIONS,
    MULTIPLES,
    ORDINAL_SUFFIXES,
    ORDINALS,
    PERCENT,
    QUALIFIED_AFTER,
    QUALIFIED_BEFORE,
    SCALES,
    SHORT_SCALES,
    SUFFIXES,
    TENS,
    UNIT,
    VAGUE,
)  # fmt: skip
from summarizer.numerals.figure import Figure, FigureKind, Qualifier, digit_value, fold


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    value: Fraction
    role: str  # digits, cardinal, ordinal, scale, vague, echo, multiple, times, fraction, article
    unit: str = ""


def figures_en(text: str) -> list[Figure]:
    """Every figure of an English text, in order, labels included (with their kind)."""
    folded = fold(text)
    figures: list[Figure] = []
    group: list[_Atom] = []
    for match in ATOM.finditer(folded):
        whole = _whole(match)
        atom = None if whole else _atom(match)
        if atom and group and _joins(group[-1], atom, folded):
            group.append(atom)
            continue
        _close(group, folded, figures)
        group = [atom] if atom else []
        if whole:
            figures.append(whole)
    _close(group, folded, figures)
    return [
        replace(figure, surface=text[figure.start : figure.end]) for figure in _in_ranges(figures, folded)
    ]


def _close(group: list[_Atom], text: str, figures: list[Figure]) -> None:
    if group:
        figures.append(_figure(group, text))


# ------------------------------------------------------------------------------------- atoms


def _whole(match: re.Match[str]) -> Figure | None:
    """A figure that is complete in itself: a time, a ratio, a fraction with a slash, a label."""
    name, value, upper = match.lastgroup, Fraction(), None
    kind: FigureKind = "label"
    if name in {"clock", "oclock"}:
        if name == "clock" and ":" not in match[0] and match[0][-1].isdigit():  # 9.30 is a number
            return None
        kind, value = "time", _minutes(match)
    elif name == "ratio":
        kind, value, upper = "ratio", digit_value(match["ratio_a"]), digit_value(match["ratio_b"])
    elif name == "slash" and int(match["slash_b"]):
        kind, value = "fraction", Fraction(int(match["slash_a"]), int(match["slash_b"]))
    elif name not in {"label", "phone"} and not _is_label(match):
        return None
    return Figure(match[0], match.start(), match.end(), value, upper, kind=kind, digits=True)


def _minutes(match: re.Match[str]) -> Fraction:
    """A time of day in minutes of a half day."""
    hour = (match["hour"] or match["hour_only"]).lower()
    number = CARDINALS[hour] if hour in CARDINALS else int(hour)
    return Fraction(number % 12 * 60 + int(match["minute"] or 0))


def _is_label(match: re.Match[str]) -> bool:
    suffix = match["suffix"] or ""
    # 5G is a standard, 5g a weight
    return suffix == "G" or bool(suffix and suffix.lower() not in SUFFIXES)


def _atom(match: re.Match[str]) -> _Atom | None:
    if match.lastgroup == "clock":
        return _Atom(match.start(), match.end(), digit_value(match[0]), "digits")
    if match.lastgroup == "digits":
        suffix = (match["suffix"] or "").lower()
        value = digit_value(match["number"]) * SHORT_SCALES.get(suffix, 1)
        role = "ordinal" if suffix in ORDINAL_SUFFIXES else "digits"
        return _Atom(match.start(), match.end(), value, role, suffix)
    return _word_atom(match[0].lower(), match.start(), match.end()) if match.lastgroup == "word" else None


_TABLES: tuple[tuple[str, dict[str, int]], ...] = (
    ("cardinal", CARDINALS), ("ordinal", ORDINALS), ("scale", SCALES), ("vague", VAGUE), ("echo", ECHOES),
    ("multiple", MULTIPLES), ("times", FOLDS), ("fraction", FRACTIONS),
)  # fmt: skip


def _word_atom(word: str, start: int, end: int) -> _Atom | None:
    for role, table in _TABLES:
        if word in table:
            return _Atom(start, end, Fraction(table[word]), role, word)
    singular = word.rstrip("s")
    return _Atom(start, end, Fraction(ORDINALS[singular]), "ordinal", word) if singular in ORDINALS else None


# -------------------------------------------------------------------------------- put together

_AND = {" and ", "-and-"}


def _joins(left: _Atom, right: _Atom, text: str) -> bool:
    """Whether two neighbours are parts of one numeral: "two hundred and five", "two-thirds"."""
    gap = text[left.end : right.start].lower()
    if gap == " and a " and right.role == "fraction":
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


def _figure(group: list[_Atom], text: str) -> Figure:
    start, end = group[0].start, group[-1].end
    value, roles = _value(group), {atom.role for atom in group}
    kind: FigureKind = "count"
    if "fraction" in roles or _is_fraction(group):
        kind = "fraction"
    elif roles & {"multiple", "times"}:
        kind = "multiple"
    elif "ordinal" in roles:
        kind = "ordinal"
    unit = group[-1].unit if group[-1].role == "digits" else ""
    percent = PERCENT.match(text, end)
    if percent:
        end, unit, kind = percent.end(), "‰" if percent["permille"] else "%", "percentage"
    elif not unit:
        found = UNIT.match(text, end)
        unit = found["unit"].lower() if found else ""
    if "times" in roles or (unit in {"times", "fold"} and kind == "count"):
        kind, unit = "multiple", "times"
    return Figure(
        text[start:end], start, end, value, unit=unit, kind=kind, qualifier=_qualifier(text, start, end),
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


def _in_ranges(figures: list[Figure], text: str) -> Iterator[Figure]:
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
    return iter(result)


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


def _qualifier(text: str, start: int, end: int) -> Qualifier:
    before = QUALIFIED_BEFORE.search(text, max(0, start - 36), start)
    if before:
        return cast("Qualifier", before.lastgroup or "")
    after = QUALIFIED_AFTER.match(text, end, end + 40)
    return cast("Qualifier", after.lastgroup or "") if after else ""
