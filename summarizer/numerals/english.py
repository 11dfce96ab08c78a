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

from summarizer.numerals.figure import Figure, FigureKind, Qualifier, digit_value, fold

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINALS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "tn": 10**12, "mn": 10**6, "mln": 10**6, "bln": 10**9, "trn": 10**12, "decade": 10, "century": 100,
}  # fmt: skip
_VAGUE = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12, "decades": 10, "centuries": 100,
}  # fmt: skip
# Words that carry a number without being numerals; they answer for a Chinese figure but never ask for one.
_ECHOES = {
    "both": 2, "twice": 2, "couple": 2, "pair": 2, "dual": 2, "twin": 2, "duo": 2, "bilateral": 2, "fortnight": 2,
    "secondary": 2, "secondly": 2, "thirdly": 3, "triple": 3, "tripartite": 3, "trilateral": 3, "trio": 3, "thrice": 3,
    "tertiary": 3, "quadrilateral": 4, "quartet": 4, "fourthly": 4, "quintet": 5, "ii": 2, "iii": 3, "iv": 4, "vi": 6,
    "vii": 7, "viii": 8, "once": 1, "single": 1, "primary": 1, "firstly": 1, "biennial": 2, "triennial": 3,
    "centenary": 100, "centennial": 100, "either": 2, "neither": 2, "none": 0, "no": 0, "nil": 0, "respective": 2, "another": 1,
}  # fmt: skip
_MULTIPLES = {"doubled": 2, "doubles": 2, "doubling": 2, "double": 2, "tripled": 3, "tripling": 3, "triples": 3,
              "quadrupled": 4, "quadrupling": 4, "quadruple": 4, "quintupled": 5, "sextupled": 6}  # fmt: skip
_FOLDS = {f"{word}fold": value for word, value in _CARDINALS.items() if 1 < value < 21}
_FRACTIONS = {"half": 2, "halves": 2, "halved": 2, "quarter": 4, "quarters": 4}
_UNIT_SUFFIX = {
    "km", "kg", "cm", "mm", "ha", "kw", "mw", "gw", "kwh", "mwh", "gwh", "twh", "kv", "gb", "tb", "mb", "kb", "hz",
    "mhz", "ghz", "ml", "g", "l", "w", "v", "mu", "sqm", "t", "am", "pm", "yuan", "rmb", "cny", "usd", "hours", "mins",
}  # fmt: skip
_SHORT_SCALES = {
    "m": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "k": 1000,
    "tn": 10**12,
    "mn": 10**6,
    "mln": 10**6,
    "bln": 10**9,
}

_D = r"(?:\d{1,3}(?:,\d{3})++(?![\d])|\d++)(?:\.\d++)?"
_WORDS = sorted({*_CARDINALS, *_ORDINALS, *_SCALES, *_VAGUE, *_ECHOES, *_MULTIPLES, *_FOLDS, *_FRACTIONS,
                 "half-a", "fifths", "thirds", "tenths", "sixths", "eighths", "hundredths"}, key=len, reverse=True)  # fmt: skip
_ATOM = re.compile(
    r"(?P<skip>(?:https?://|www\.)[!-~]++|[\w.+-]++@[\w-]++\.[\w.-]++)"
    r"|(?P<clock>\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))(?: ?(?:a\.m\.|p\.m\.|am\b|pm\b))?(?![\d%]))"
    r"|(?P<oclock>\b(?P<hour_only>\d{1,2}|"
    + "|".join(_ONES[1:13])
    + r") ?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock|o’clock))"
    r"|(?P<ratio>(?<![\d.])(?P<ratio_a>\d++(?:\.\d++)?):(?P<ratio_b>\d++(?:\.\d++)?)(?!\d))"
    r"|(?P<slash>(?<![\d/.])(?P<slash_a>\d{1,2})/(?P<slash_b>\d{1,3})(?![\d/.]))"
    r"|(?P<phone>(?<![\d.])(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{3,4})(?!\d|\.\d))"
    rf"|(?P<digits>(?<![A-Za-z\d])(?P<number>{_D})(?P<suffix>[A-Za-z]++(?:-?\d++[A-Za-z]*+)*+)?)"
    r"|(?P<label>(?<![A-Za-z\d])[A-Za-z]++-?\d++[A-Za-z\d]*+)"
    r"|(?P<word>\b(?:" + "|".join(_WORDS) + r")\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"[- ]?(?:%|per ?cent\b|pc\b|percentage[- ]points?\b|basis points\b|(?P<permille>‰|per mille\b|per thousand\b))",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[- ]?(?P<unit>[A-Za-z]++)")


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
    for match in _ATOM.finditer(folded):
        whole = _whole(match, folded)
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


def _whole(match: re.Match[str], text: str) -> Figure | None:
    """A figure that is complete in itself: a time, a ratio, a fraction with a slash, a label."""
    start, end, surface = match.start(), match.end(), match[0]
    if match.lastgroup == "clock" and (":" in surface or not surface[-1].isdigit()):
        minutes = int(match["hour"]) % 12 * 60 + int(match["minute"])
        return Figure(surface, start, end, Fraction(minutes), kind="time", digits=True)
    if match.lastgroup == "oclock":
        hour = match["hour_only"].lower()
        value = _CARDINALS[hour] if hour in _CARDINALS else int(hour)
        return Figure(surface, start, end, Fraction(value % 12 * 60), kind="time", digits=True)
    if match.lastgroup == "ratio":
        pair = digit_value(match["ratio_a"]), digit_value(match["ratio_b"])
        return Figure(surface, start, end, pair[0], pair[1], kind="ratio", digits=True)
    if match.lastgroup == "slash" and int(match["slash_b"]):
        value = Fraction(int(match["slash_a"]), int(match["slash_b"]))
        return Figure(surface, start, end, value, kind="fraction", digits=True)
    if match.lastgroup in {"label", "phone"} or _is_label(match):
        return Figure(surface, start, end, Fraction(), kind="label", digits=True)
    return None


def _is_label(match: re.Match[str]) -> bool:
    suffix = (match["suffix"] or "").lower()
    if match["suffix"] == "G":  # 5G is a standard, 5g a weight
        return True
    return bool(suffix) and suffix not in {
        "st",
        "nd",
        "rd",
        "th",
        "s",
        "pc",
        "x",
        "fold",
    } | _UNIT_SUFFIX | set(_SHORT_SCALES)


def _atom(match: re.Match[str]) -> _Atom | None:
    if match.lastgroup == "clock":
        return _Atom(match.start(), match.end(), digit_value(match[0]), "digits")
    if match.lastgroup == "digits":
        return _digit_atom(match)
    return _word_atom(match[0].lower(), match.start(), match.end()) if match.lastgroup == "word" else None


def _digit_atom(match: re.Match[str]) -> _Atom:
    value, suffix = digit_value(match["number"]), (match["suffix"] or "").lower()
    if suffix in _SHORT_SCALES and match["suffix"] not in {"M", "B", "K"} | {"m", "k", "b"} | set(
        _SHORT_SCALES
    ):
        suffix = ""
    role = "ordinal" if suffix in {"st", "nd", "rd", "th"} else "digits"
    return _Atom(match.start(), match.end(), value * _SHORT_SCALES.get(suffix, 1), role, suffix)


_TABLES: tuple[tuple[str, dict[str, int]], ...] = (
    ("cardinal", _CARDINALS), ("ordinal", _ORDINALS), ("scale", _SCALES), ("vague", _VAGUE), ("echo", _ECHOES),
    ("multiple", _MULTIPLES), ("times", _FOLDS), ("fraction", _FRACTIONS),
)  # fmt: skip


def _word_atom(word: str, start: int, end: int) -> _Atom | None:
    for role, table in _TABLES:
        if word in table:
            return _Atom(start, end, Fraction(table[word]), role, word)
    singular = word.rstrip("s")
    return (
        _Atom(start, end, Fraction(_ORDINALS[singular]), "ordinal", word) if singular in _ORDINALS else None
    )


# -------------------------------------------------------------------------------- put together

_GAP = re.compile(r"(?:-| {1,2}| and |-and-| a | of |, and )\Z|\Z")
_AND = {" and ", "-and-"}


def _joins(left: _Atom, right: _Atom, text: str) -> bool:
    """Whether two neighbours are parts of one numeral: "two hundred and five", "two-thirds", "1.2 billion"."""
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
    if left.unit in _TENS and right.value < 10:
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
    percent = _PERCENT.match(text, end)
    unit = group[-1].unit if group[-1].role == "digits" else ""
    if percent:
        end, unit, kind = percent.end(), "‰" if percent["permille"] else "%", "percentage"
    elif not unit:
        found = _UNIT.match(text, end)
        unit = found["unit"].lower() if found else ""
    if "times" in roles or (unit in {"times", "fold"} and kind == "count"):
        kind, unit = "multiple", "times"
    return Figure(
        text[start:end], start, end, value, unit=unit, kind=kind, qualifier=_qualifier(text, start, end),
        digits=group[0].role == "digits" or group[0].unit in {"st", "nd", "rd", "th"}, vague=group[0].role == "vague",
        soft=roles <= {"echo"} or (len(group) == 1 and group[0].role in {"cardinal", "ordinal", "fraction", "multiple", "scale"}
                                   and (value <= 1 or group[0].role in {"fraction", "multiple", "scale"})),
    )  # fmt: skip


def _is_fraction(group: list[_Atom]) -> bool:
    if len(group) < 2 or group[-1].role != "ordinal" or group[0].role != "cardinal":
        return False
    return group[-2].unit not in _TENS or group[-1].unit.endswith("s")


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
        else:
            total, section = (
                total + (section or (total or Fraction(1))) * atom.value - (0 if section else total),
                Fraction(),
            )
    return total + section


# --------------------------------------------------------------------------- ranges, qualifiers

_RANGE_GAP = re.compile(r"(?:%| percent| per cent)?(?: ?-{1,2} ?| to )(?:[A-Z]{2,3} ?)?[$¥€£]?\Z")


def _in_ranges(figures: list[Figure], text: str) -> Iterator[Figure]:
    """Ranges share what their upper bound carries: "3-5 million", "5 to 8 percent", "12, 15 and 18 percent"."""
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
    listed = gap in {", ", " and ", ", and ", " or "}
    ranged = bool(_RANGE_GAP.match(gap))
    if not (listed or ranged) or left.kind != "count" or not (left.digits or left.kind == "count"):
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
    return (_SCALES | _SHORT_SCALES)[found[1].lower()] if found else 1


_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", r"no more than|not more than|at most|up to|not exceed(?:ing)?|not to exceed|a maximum of|within|as many as|as much as|capped at"),
    ("at_least", r"at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum|or more than"),
    ("under", r"fewer than|less than|under|below|short of|not yet|lower than|not quite"),
    ("over", (r"more than|over|exceed(?:s|ed|ing)?|above|in excess of|upwards? of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops"
             r"|beyond|north of|past|higher than|greater than|better than|well over")),
    ("nearly", r"nearly|almost|close to|approaching|approach(?:es|ed)|near|just under|just short of|virtually|towards"),
    ("about", r"about|around|approximately|roughly|some|an estimated|or so|circa|estimated|in the region of"),
)  # fmt: skip
_QUALIFIED = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + r")"
    r"(?: (?:a|an|the|total|of|by|all|at|mark|RMB|CNY|USD|US|HK|yuan)\b)*+ ?[$¥€£]*+\Z",
    re.IGNORECASE,
)  # fmt: skip
_AFTER = re.compile(
    r"(?: ?[A-Za-z%]+){0,3}? ?(?:(?P<at_least>or (?:more|above|higher|over|longer|older)|and (?:above|over|more)|upwards)"
    r"|(?P<at_most>or (?:less|fewer|below|under)|and (?:below|under))|(?P<about>or so|or thereabouts)|(?P<over>\+|-plus|-odd|plus\b|odd\b))",
)


def _qualifier(text: str, start: int, end: int) -> Qualifier:
    before = _QUALIFIED.search(text, max(0, start - 36), start)
    if before:
        return cast("Qualifier", before.lastgroup or "")
    after = _AFTER.match(text, end, end + 40)
    return cast("Qualifier", after.lastgroup or "") if after else ""
