"""Figures in English text: digits, number words and mixtures of both ("1.2 billion", "twenty-three").

Atoms are found by one pattern; neighbours that belong together by the text between them are then put
together by a loop, so that time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import cast

from summarizer.numerals.english_atoms import Atom, atoms_in
from summarizer.numerals.english_words import (
    FILLERS,
    HINTS_AFTER,
    LAST_WORDS,
    NUMBERED,
    OPENERS,
    ORDINAL_SUFFIXES,
    PERCENT,
    QUALIFIED_AFTER,
    QUALIFIED_BEFORE,
    QUALIFYING,
    SAYING,
    SCALES,
    SHORT_SCALES,
    TENS,
    UNIT,
    VAGUE,
)  # fmt: skip
from summarizer.numerals.figure import (
    Figure,
    FigureKind,
    Qualifier,
    Value,
    fold,
    product,
    small,
    with_fractions,
    with_surface,
)
from summarizer.numerals.tokens import Token, tokens_of

_LONGEST = 12  # so many words make one numeral at most


def figures_en(text: str) -> list[Figure]:
    """Every figure of an English text, in order, labels included (with their kind)."""
    folded = fold(text)
    lower = small(folded)
    found = figures_of_folded(folded, lower, tokens_of(lower, OPENERS))
    return [with_surface(figure, text) for figure in found]


def figures_of_folded(folded: str, lower: str, tokens: Iterable[Token]) -> list[Figure]:
    """The figures of a text that is folded, with its surfaces.

    `lower` is the text in small letters, `tokens` are what figures may begin with (see `OPENERS`) and others.
    """
    figures: list[Figure] = []
    group: list[Atom] = []
    for found in atoms_in(folded, lower, tokens):
        if isinstance(found, Atom):
            if group:
                if found.start - group[-1].end <= _WIDEST and _goes_on(group, found, lower):
                    group.append(found)
                    continue
                figures.append(_figure(group, folded, lower))
            group = [found]
        else:
            if group:
                figures.append(_figure(group, folded, lower))
                group = []
            figures.append(found)
    if group:
        figures.append(_figure(group, folded, lower))
    figures = _without_sayings(figures, lower)
    return _in_ranges(figures, folded) if len(figures) > 1 else figures


def _without_sayings(figures: list[Figure], lower: str) -> list[Figure]:
    """The figures, those of sayings made soft: "six of one and half a dozen of the other" counts nothing."""
    return [
        figure._replace(soft=True)
        if not (figure.digits or figure.soft) and SAYING.match(lower, figure.start)
        else figure
        for figure in figures
    ]


# -------------------------------------------------------------------------------- put together

_AND = {" and ", "-and-"}
_WIDEST = len(" and a ")


def _goes_on(group: list[Atom], found: Atom, lower: str) -> bool:
    """Whether a numeral goes on: not with digits, nor with a word where it begins with digits.

    In "4.2 million ten years ago" there are two.
    """
    if found.role == "digits" or len(group) == _LONGEST:
        return False
    mixed = found.role in {"cardinal", "ordinal"} and group[0].role == "digits"
    return not mixed and _joins(group[-1], found, lower)


def _joins(left: Atom, right: Atom, lower: str) -> bool:
    """Whether two neighbours are parts of one numeral: "two hundred and five", "two-thirds"."""
    gap = lower[left.end : right.start]
    if "and" in gap and right.role == "fraction":
        halved = gap == " and " and right.unit == "half" and not lower.startswith(_OF_WHAT, right.end)
        return (halved or gap in _AND_A) and left.role in {"cardinal", "digits"}
    if len(gap) > 6:
        return False
    tight = gap in {" ", "-", "  "}
    if right.role in {"scale", "vague"}:
        if gap == " of ":
            return left.role == "vague"
        # 4,000 century-old trees
        old = right.unit in _SPANS and lower.startswith("old", right.end + 1) and not 1 < left.value < _MANY
        joins = (tight or gap == " a ") and left.role in {"digits", "cardinal", "scale", "fraction", "vague"}
        return joins and not old
    if right.role in {"cardinal", "ordinal"}:
        return not _is_ranked(left, right, gap, lower) and _small_joins(left, right, gap, tight=tight)
    return (
        right.role == "fraction"
        and tight
        and left.role in {"cardinal", "digits"}
        and left.value < right.value
    )


def _is_ranked(left: Atom, right: Atom, gap: str, lower: str) -> bool:
    """Whether a rank is that of what is counted: one third prize, a million first secretaries."""
    if right.role != "ordinal" or gap != " ":
        return False
    if left.role == "scale":
        return right.value == 1
    return left.value == 1 and lower.startswith(_RANKED, right.end)


_RANKED = (" prize", "-prize", " place", "-place", " award", "-class", "-grade", "-year", "-tier", "-level")
_AND_A = frozenset({" and a ", "-and-a-"})
_OF_WHAT, _SPANS, _MANY = (" of ", " the ", " a "), frozenset({"century", "decade"}), 100


def _small_joins(left: Atom, right: Atom, gap: str, *, tight: bool) -> bool:
    if left.role == "scale" and left.unit in {"hundred", "thousand", "million", "billion"}:
        return right.role != "digits" and (gap in _AND or (tight and right.value < left.value))
    if left.role != "cardinal" or not tight:
        return False
    if left.unit in TENS and right.value < 10:
        return True
    plural = right.unit.endswith("s")
    return right.role == "ordinal" and right.value > 2 and (plural or left.value == 1 or gap == "-")


def _figure(group: list[Atom], text: str, lower: str) -> Figure:
    first, last = group[0], group[-1]
    start, end = first.start, last.end
    digits, unit = first.role == "digits", ""
    if first is last:
        value, kind, soft = _alone(first)
    elif len(group) == 2 and first.role == "digits" and last.role == "scale":
        value, kind, soft = product(first.value or 1, last.value), "count", False
    else:
        value, kind, soft = _together(group)
    if last.role == "digits":
        kind, unit = _GLUED.get(last.unit, (kind, last.unit))
    after = lower[end : end + 1]
    if after in _BETWEEN:
        after = lower[end + 1 : end + 2]
    percent = PERCENT.match(lower, end) if after in _PERCENT else None
    if percent:
        end, kind = percent.end(), "percentage"
        unit = "‰" if percent["permille"] else "‱" if percent["basis"] else "%"
    elif not unit and "a" <= after <= "z" and (found := UNIT.match(lower, end)):
        unit = found[1]
    if (kind == "count" and unit in _TIMES) or (kind == "multiple" and _is_told_as_times(group)):
        kind, unit = "multiple", "times"
    qualifier = _qualifier(text, lower, start, end)
    if not digits and first.unit in ORDINAL_SUFFIXES:
        digits = True
    if digits and end - start == 1 and lower[start] == "1":
        soft = NUMBERED.search(lower, max(0, start - 8), start) is not None
    return Figure(
        text[start:end], start, end, value, None, unit, kind, qualifier, digits, first.role == "vague", soft
    )


_BETWEEN = frozenset(" -")
_PERCENT = frozenset("%‰pbo")  # what the words for a percentage begin with
_TIMES = frozenset({"times", "fold", "folds"})
_GLUED: dict[str, tuple[FigureKind, str]] = dict.fromkeys(("bp", "bps"), ("percentage", "‱"))  # 25bp
_KINDS: dict[str, FigureKind] = {
    "fraction": "fraction", "multiple": "multiple", "times": "multiple", "ordinal": "ordinal",
}  # fmt: skip
_SOFT = frozenset({"fraction", "multiple", "scale", "echo"})


def _alone(atom: Atom) -> tuple[Value, FigureKind, bool]:
    """Value and kind of a figure of one part, and whether it needs no counterpart.

    Such are one, first, a half, doubled, a hundred.
    """
    value, role = atom.value, atom.role
    if role == "digits":  # most are
        return value, "count", False
    soft = role in _SOFT or (value <= 1 and role in {"cardinal", "ordinal"})
    return Fraction(1, value) if role == "fraction" else value, _KINDS.get(role, "count"), soft


def _together(group: list[Atom]) -> tuple[Value, FigureKind, bool]:
    """The same for a figure of several parts."""
    roles = {atom.role for atom in group}
    soft = roles == {"echo"}
    if "fraction" in roles or _is_fraction(group):
        return _value(group), "fraction", soft
    if "multiple" in roles or "times" in roles:
        return _value(group), "multiple", soft
    return _value(group), "ordinal" if "ordinal" in roles else "count", soft


def _is_told_as_times(group: list[Atom]) -> bool:
    return any(atom.role == "times" for atom in group)


def _is_fraction(group: list[Atom]) -> bool:
    if group[-1].role != "ordinal" or group[0].role != "cardinal":
        return False
    return group[-2].unit not in TENS or group[-1].unit.endswith("s")


def _value(group: list[Atom]) -> Value:
    if _is_fraction(group):
        return Fraction(_sum(group[:-1]), group[-1].value)
    if group[-1].role == "fraction" and group[-1].unit == "half":  # two and a half
        return _sum(group[:-1]) + Fraction(1, 2)
    if group[-1].role == "fraction":
        return Fraction(_sum(group[:-1]), group[-1].value)
    if group[0].role == "fraction":  # half a million
        return Fraction(_sum(group[1:]), group[0].value)
    return _sum(group)


def _sum(group: list[Atom]) -> Value:
    total: Value = 0
    section: Value = 0
    for atom in group:
        if atom.role not in {"scale", "vague"}:
            section += atom.value
        elif atom.value == 100 or atom.unit in {"dozen", "decade", "century", "tens", "dozens"}:
            section = (section or 1) * atom.value
        elif section and total and atom.value > total:
            total, section = (total + section) * atom.value, 0
        elif section or not total:
            total, section = total + (section or 1) * atom.value, 0
        else:  # hundreds of thousands
            total *= atom.value
    return total + section


# --------------------------------------------------------------------------- ranges, qualifiers

_RANGE_GAP = re.compile(r"(?:%| percent| per cent)?(?: ?-{1,2} ?| to )(?:[A-Z]{2,3} ?)?[$¥€£]?\Z")


def _in_ranges(figures: list[Figure], text: str) -> list[Figure]:
    """Ranges and lists share what their last part carries: "3-5 million", "12, 15 and 18 percent"."""
    result = with_fractions(figures, text) if "/" in text else figures
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        if right.start - left.end > _FAR:
            continue
        gap = text[left.end : right.start]
        result[index] = (
            _timed(left, right, gap, text) or _of_times(left, right, gap) or _shared(left, right, gap, text)
        )
        if gap in {" in ", " out of "} and left.value < right.value == 10 and left.kind == "count":
            result[index] = left._replace(value=Fraction(left.value, right.value), kind="fraction")
            result[index + 1] = right._replace(soft=True)
    return result


_FAR = 14  # so far behind a figure nothing is shared with it
_BOTH_ENDS = re.compile(r"\b(?:between|at) \Z", re.IGNORECASE)


def _timed(left: Figure, right: Figure, gap: str, text: str) -> Figure | None:
    """The hour that begins a period told as one: from 9 to 11 a.m., at 2 and 4 p.m."""
    if right.kind != "time" or left.kind != "count" or not (left.value.denominator == 1 <= left.value <= 12):
        return None
    near = max(0, left.start - 8)
    if gap in (" to ", "-", " - ") or (gap == " and " and _BOTH_ENDS.search(text, near, left.start)):
        minutes = left.value % 12 * 60
        return left._replace(value=minutes, kind="time", unit="", digits=True, soft=False)
    return None


def _of_times(left: Figure, right: Figure, gap: str) -> Figure | None:
    """The number that begins a range of multiples: two to three times."""
    if right.unit != "times" or right.kind != "multiple" or left.kind != "count":
        return None
    goes_on = gap == " or " or _RANGE_GAP.match(gap) is not None
    return left._replace(unit="times", kind="multiple") if goes_on else None


def _shared(left: Figure, right: Figure, gap: str, text: str) -> Figure:
    # in "12, 15 and 18 percent" a comma joins only what "and" has joined already
    inherits = right.kind == "percentage" and right.surface[-1:].isdigit()
    listed = gap in {" and ", ", and ", " or "} or (gap == ", " and inherits)
    ranged = bool(_RANGE_GAP.match(gap)) or (gap == " and " and _is_between(left, text))
    if not (listed or ranged) or left.kind != "count":
        return left
    if gap == " or " and right.kind == "count":  # five or six hundred
        scale = _last_scale(right, text)
        return left._replace(value=left.value * scale) if _is_next(left, right, scale) else left
    if right.kind == "percentage" and right.surface[-1:] == "%" and not ranged:
        alike = ("." in left.surface) is ("." in right.surface)  # "those aged 25-29 and 3.9% of the others"
        listed = listed and alike
    if not (listed or ranged):
        return left
    if right.kind == "percentage" and "%" not in left.unit:
        return left._replace(unit=right.unit, kind="percentage")
    if ranged and left.value < 1000 and right.value >= _SCALED:
        scale = _last_scale(right, text)
        if scale > 1 and left.value * scale < right.value:
            return left._replace(value=left.value * scale)
    return left


def _is_between(left: Figure, text: str) -> bool:
    """Whether a figure is the first of two that something lies between: between four and five million."""
    return text[max(0, left.start - 12) : left.start].rstrip(" $€£¥").lower().endswith("between")


def _is_next(left: Figure, right: Figure, scale: int) -> bool:
    """Whether a figure goes on with the next one: 4 or 5 million, ten or twenty, forty or fifty thousand."""
    if right.value == (left.value + 1) * scale:
        return True
    tens = left.value % 10 == 0 and right.value == (left.value + 10) * scale
    return not left.digits and (tens or right.value == 2 * left.value * scale)


_SCALED = 20  # two decades are the least that a range shares a scale with
_SCALE_AT_END = re.compile(
    r"(hundred|thousand|million|billion|trillion|decades|dozen|centuries|bn|trn|tn|mn|m|k)\Z", re.IGNORECASE
)


_SHARED = VAGUE | SCALES | SHORT_SCALES


def _last_scale(figure: Figure, text: str) -> int:
    found = _SCALE_AT_END.search(text[figure.start : figure.end])
    return _SHARED[found[1].lower()] if found else 1


def _qualifier(text: str, lower: str, start: int, end: int) -> Qualifier:
    near = start - 36 if start > 36 else 0
    if _hints_at(lower, near, start) and (before := QUALIFIED_BEFORE.search(lower, near, start)):
        return cast("Qualifier", before.lastgroup or "")
    after = QUALIFIED_AFTER.match(text, end, end + 40) if HINTS_AFTER.search(text, end, end + 40) else None
    return cast("Qualifier", after.lastgroup or "") if after else ""


def _hints_at(lower: str, near: int, start: int) -> bool:
    """Cheap: most figures have nothing in front of them that qualifies them."""
    if lower[start - 1 : start] == " ":
        word = lower[max(near, lower.rfind(" ", near, start - 1) + 1) : start - 1]
        if word not in _TELLING and word.isalpha():
            return False
    rest = lower[near:start].rstrip(_SIGNS)
    while rest:
        rest, _, word = rest.rpartition(" ")
        if word in QUALIFYING:
            return True
        if word not in FILLERS:
            return not word.isalpha() and _hints_within(lower[near:start])
    return False


_TELLING = QUALIFYING | FILLERS
_SIGNS = " $¥€£"  # of currencies, which stand between a qualifier and its figure


def _hints_within(before: str) -> bool:
    """The same for words that something is joined to."""
    for word in reversed(LAST_WORDS.findall(before)):
        if word in QUALIFYING:
            return True
        if word not in FILLERS:
            return False
    return False
