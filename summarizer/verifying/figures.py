"""Figures: those of the Chinese summary stand in the article, and the English states the same ones.

`compare` and `unsupported` are pure functions over texts; `check` runs them over a result. Dates are
taken out of both sides first: they have a check of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from summarizer.dates import DateMention, dates_en, dates_zh
from summarizer.numerals import Figure, Qualifier, figures_en, figures_zh, plain, value_of
from summarizer.numerals.figure import fold
from summarizer.numerals.readings import Key, keys_en, keys_zh, leaves_trace
from summarizer.results import NewsFields, Result
from summarizer.text import Finding, Severity

NAME = "figures"
Side = Literal["zh", "en"]
_WRITTEN_BY_THE_MODEL = {"sentence", "point"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A disagreement about one figure; `side` is the text that `surface` stands in."""

    code: str
    severity: Severity
    message: str
    surface: str
    side: Side


def check(result: Result) -> Iterator[Finding]:
    """Check every claim, the translation, and the values of the number fields."""
    shown, noise = _source(result)
    supply, elsewhere = Supply(shown), Supply(noise)
    for claim in result.claims():
        if claim.kind in _WRITTEN_BY_THE_MODEL:
            for figure in supply.lacks(claim.zh):
                yield _unsupported_finding(figure, elsewhere, claim.where, claim.lines)
        yield from _pair(claim.zh, claim.en, claim.where, claim.lines)
    for segment in result.translation.segments if result.translation else ():
        yield from _pair(segment.zh, segment.en, f"translation.segments.{segment.n}", (segment.n,))
    if isinstance(result.fields, NewsFields):
        yield from _number_fields(result.fields)


def _source(result: Result) -> tuple[list[str], list[str]]:
    shown: list[str] = []
    noise: list[str] = []
    for line in result.document.lines:
        (noise if line.role == "noise" else shown).append(line.text)
    return shown, noise


def _pair(zh: str, en: str, where: str, lines: tuple[int, ...]) -> Iterator[Finding]:
    if not (zh and en):
        return
    for problem in compare(zh, en):
        category = "accuracy/omission" if problem.code == "number_missing" else "accuracy/mistranslation"
        if problem.code == "number_added":
            category = "accuracy/addition"
        yield Finding(
            problem.code, category, problem.severity, f"{where}.en", problem.message, lines, problem.surface
        )


def _number_fields(fields: NewsFields) -> Iterator[Finding]:
    for index, number in enumerate(fields.numbers):
        value = value_of(number.surface)[0]
        if value and _normal(number.value) != value:
            yield Finding(
                "value", "accuracy/mistranslation", "error", f"fields.numbers.{index}.value",
                f"{number.surface} is {value}, not {number.value or 'nothing'}", tuple(number.lines), number.surface,
            )  # fmt: skip


def _normal(value: str) -> str:
    """A value as written by others: 120,000.0 is 120000."""
    parts = re.split(r"(?<=\d)\s*[-–—~]\s*(?=\d)", value.replace(",", "").strip())
    try:
        return "-".join(plain(Fraction(part)) for part in parts)
    except (ValueError, ZeroDivisionError):
        return value


# ----------------------------------------------------------------------- support by the article


def unsupported(zh: str, source: Sequence[str]) -> list[Figure]:
    """The figures of a Chinese text that no line of the source supports.

    The same value supports, however it is written; a qualified figure is supported by a value that it
    rounds (超22万亿 by 22.1万亿). Sums and other arithmetic support nothing.
    """
    return Supply(source).lacks(zh)


@dataclass(frozen=True)
class Supply:
    """The figures of the lines that may support a text; they are parsed when first asked for."""

    lines: Sequence[str]
    _keys: set[Key] = field(default_factory=set)
    _read: list[str] = field(default_factory=list)

    def lacks(self, zh: str) -> list[Figure]:
        """The figures of `zh` that the lines do not state."""
        figures = [
            figure
            for figure in _figures_zh(zh)[0]
            if not (figure.soft or figure.vague or figure.kind == "idiom")
        ]
        return [figure for figure in figures if not self._has(figure)]

    def _has(self, figure: Figure) -> bool:
        if figure.kind == "label":
            token = _token(figure.surface)
            return any(token in _token(line) for line in self.lines)
        keys = self._known()
        return all(_same(figure, value) in keys or self._rounds(figure, value) for value in figure.values)

    def _known(self) -> set[Key]:
        if not self._read and self.lines:
            text = "\n".join(self.lines)
            figures, mentions = _figures_zh(text)
            self._keys.update(_same(figure, value) for figure in figures for value in figure.values)
            self._keys.update(("n", Fraction(year)) for year in _years(mentions))
            self._read.append(text)
        return self._keys

    def _rounds(self, figure: Figure, value: Fraction) -> bool:
        low, high = _ROUNDING.get(figure.qualifier, (1, 1))
        if low == high:
            return False
        kind, wanted = _same(figure, value)
        return any(key == kind and wanted * low <= known <= wanted * high for key, known in self._known())


# What a qualified figure may stand for, as shares of it.
_ROUNDING: dict[Qualifier, tuple[Fraction, Fraction]] = {
    "over": (Fraction(1), Fraction(6, 5)),
    "at_least": (Fraction(1), Fraction(6, 5)),
    "nearly": (Fraction(4, 5), Fraction(1)),
    "under": (Fraction(4, 5), Fraction(1)),
    "about": (Fraction(9, 10), Fraction(11, 10)),
}


def _same(figure: Figure, value: Fraction) -> Key:
    """The key under which equal Chinese figures meet: 三成 and 30%, 一半 and 50%."""
    if figure.kind == "multiple" and figure.unit == "番":
        return "n", Fraction(2) ** int(value)
    if figure.surface.startswith("翻"):
        return "n", Fraction(2)
    return next(iter(keys_zh(figure, value, "", "")))[0].replace("t", "n"), _plain_value(figure, value)


def _plain_value(figure: Figure, value: Fraction) -> Fraction:
    return next(iter(keys_zh(figure, value, "", "")))[1]


_COUNTED_BY_THE_READER = re.compile(r"[方地校市省国县区者点大家个项类种]|方面|部门|领域")


def _unsupported_finding(figure: Figure, noise: Supply, where: str, lines: tuple[int, ...]) -> Finding:
    small = not figure.digits and figure.value <= 5 and bool(_COUNTED_BY_THE_READER.fullmatch(figure.unit))
    place = "only in the page's noise" if not noise.lacks(figure.surface) else "nowhere in the article"
    return Finding(
        "figure", "accuracy/addition", "warning" if small else "error", f"{where}.zh",
        f"{figure.surface} stands {place}", lines, figure.surface,
    )  # fmt: skip


# --------------------------------------------------------------------------- Chinese and English


@dataclass
class _Item:
    """One value of a figure on its way to be matched."""

    figure: Figure
    value: Fraction
    keys: tuple[Key, ...]
    strict: bool
    partner: _Item | None = None


def compare(zh: str, en: str) -> list[Problem]:
    """The figures that a Chinese text and its English rendering do not share, and lost qualifiers.

    Codes: "number" (another value, a wrong power of ten named as such), "number_missing" (English lacks
    it), "number_added" (Chinese lacks it), "qualifier" (nearly, over, about lost or changed).
    """
    figures_of_zh, dates_of_zh = _figures_zh(zh)
    figures_of_en, dates_of_en = _figures_en(en)
    if not (figures_of_zh or figures_of_en):
        return []
    wanted = _wanted(figures_of_zh, zh, en)
    offered = _offered(figures_of_en)
    _match(wanted, offered)
    missing = [
        item for item in wanted if item.partner is None and not _excused(item, dates_of_en, figures_of_en, en)
    ]
    unsaid = _unsaid(dates_of_zh, dates_of_en)
    added = [item for item in offered if item.partner is None and not _explained(item, unsaid, zh)]
    problems = list(_disagreements(missing, added))
    problems += _absences(missing, wanted, offered, zh)
    problems += _additions(added, wanted)
    problems += _qualifiers(wanted, zh, en)
    return problems


def _masked(text: str, mentions: Sequence[DateMention]) -> str:
    """The text with its dates blanked out, so that every offset stays."""
    pieces, at = [], 0
    for mention in mentions:
        pieces += [text[at : mention.start], "\x1f" * (mention.end - mention.start)]
        at = mention.end
    return "".join([*pieces, text[at:]])


def _figures_zh(text: str) -> tuple[list[Figure], list[DateMention]]:
    mentions = dates_zh(text)
    return figures_zh(_masked(text, [found for found in mentions if found.kind != "relative"])), mentions


def _figures_en(text: str) -> tuple[list[Figure], list[DateMention]]:
    mentions = dates_en(text)
    return figures_en(_masked(text, [found for found in mentions if found.kind != "relative"])), mentions


def _unsaid(wanted: Sequence[DateMention], offered: Sequence[DateMention]) -> set[int]:
    """The years, months and days of Chinese dates that no English date states: English may count them."""
    said = {day[1:] for found in offered for day in found.days}
    days = [day for mention in wanted for day in mention.days]
    return {
        part for day in days for part in day if part is not None and (day[0] == part or day[1:] not in said)
    }


def _years(mentions: Sequence[DateMention]) -> set[int]:
    return {day[0] for mention in mentions for day in mention.days if day[0] is not None}


def _wanted(figures: Sequence[Figure], zh: str, en: str) -> list[_Item]:
    items = []
    for figure in figures:
        if figure.kind in {"idiom", "label"}:
            if figure.kind == "label":
                items.append(
                    _Item(
                        figure, figure.value, (("label:" + _token(figure.surface), Fraction()),), strict=True
                    )
                )
            continue
        soft = figure.soft or figure.vague or (figure.kind == "ratio" and not figure.digits)
        for value in figure.values:
            keys = tuple(
                dict.fromkeys(keys_zh(figure, value, zh[max(0, figure.start - 8) : figure.start], en))
            )
            extra: tuple[Key, ...] = (
                (("n", Fraction(12)),) if value == 10 and (figure.vague or figure.qualifier == "over") else ()
            )
            items.append(_Item(figure, value, keys + extra, strict=not soft))
    return items


def _offered(figures: Sequence[Figure]) -> list[_Item]:
    items = []
    for figure in figures:
        if figure.kind == "label":
            items.append(
                _Item(figure, figure.value, (("label:" + _token(figure.surface), Fraction()),), strict=True)
            )
            continue
        keys = keys_en(figure)
        if figure.kind == "ratio":
            items += [_Item(figure, key[1], (key,), strict=True) for key in keys]
        else:
            items.append(_Item(figure, figure.value, keys, strict=not figure.soft))
    return items


def _match(wanted: list[_Item], offered: list[_Item]) -> None:
    """Pair the items: strict Chinese figures first by their plain value, then by other readings, soft ones last."""
    by_key: dict[Key, list[_Item]] = {}
    for item in offered:
        for key in item.keys:
            by_key.setdefault(key, []).append(item)
    for strict in (True, False):
        for first in (True, False):
            for item in wanted:
                if item.strict is strict and item.partner is None:
                    _take(item, item.keys[:1] if first else item.keys, by_key)


def _take(item: _Item, keys: Sequence[Key], by_key: dict[Key, list[_Item]]) -> None:
    free = [other for key in keys for other in by_key.get(key, ()) if other.partner is None]
    if free:
        # A figure in digits prefers one in digits; a lone 一 takes what nothing else asks for.
        other = max(
            free, key=lambda found: (found.figure.digits == item.figure.digits, found.strict is item.strict)
        )
        item.partner, other.partner = other, item


def _excused(item: _Item, dates: Sequence[DateMention], figures: Sequence[Figure], en: str) -> bool:
    """Chinese figures that English may state in another shape, or not at all."""
    if item.figure.soft:
        return True
    if item.figure.kind == "label":
        return _label_stands(item.figure.surface, en)
    if ("n", Fraction(item.value)) == item.keys[0] and item.value in {
        Fraction(year) for year in _years(dates)
    }:
        return True
    digits = plain(item.value)
    return any(figure.kind == "label" and digits in re.findall(r"\d+", figure.surface) for figure in figures)


def _explained(item: _Item, unsaid: set[int], zh: str) -> bool:
    """English figures that the Chinese states in another shape: in a date, a name, an idiom."""
    figure = item.figure
    if figure.soft:
        return True
    if figure.kind == "label":
        return _label_stands(figure.surface, fold(zh)) or _digits_stand(figure.surface, zh)
    if figure.vague:
        return bool(re.search(r"[十百千万亿数几多众]", zh))
    if figure.kind == "time":
        return False
    if figure.value in unsaid:
        return True
    if figure.kind in {"percentage", "multiple"}:
        return False
    return leaves_trace(figure.value, fold(zh), loose=not figure.digits)


_SEPARATORS = re.compile(r"[\s\-–—.,_/()（）]+")


def _token(surface: str) -> str:
    return _SEPARATORS.sub("", fold(surface)).lower()


def _label_stands(surface: str, text: str) -> bool:
    return _token(surface) in _token(text)


def _digits_stand(surface: str, zh: str) -> bool:
    return all(leaves_trace(Fraction(digits), zh, loose=True) for digits in re.findall(r"\d+", surface)[:4])


# ------------------------------------------------------------------------------------- problems


def _disagreements(missing: list[_Item], added: list[_Item]) -> Iterator[Problem]:
    """Pair what is missing with what was added: one wrong figure is one problem. Both lists shrink."""
    for item in [each for each in missing if each.figure.kind != "label"]:
        other = _likely(item, added)
        if other is None:
            continue
        missing.remove(item)
        added.remove(other)
        power = _power_of_ten(item, other)
        tail = f", {power}" if power else ""
        yield Problem(
            "number", "error" if item.strict else "warning", f"{item.figure.surface} -> {other.figure.surface}{tail}",
            item.figure.surface, "zh",
        )  # fmt: skip


def _likely(item: _Item, added: list[_Item]) -> _Item | None:
    candidates = [
        other
        for other in added
        if other.strict and (other.figure.kind == "time") == (item.figure.kind == "time")
    ]
    if not item.strict or not candidates:
        return None
    powers = [other for other in candidates if _power_of_ten(item, other)]
    alike = [other for other in candidates if other.keys[0][0] == item.keys[0][0]]
    return (powers or alike or candidates)[0]


def _power_of_ten(item: _Item, other: _Item) -> str:
    if not (item.value and other.value) or item.keys[0][0] != other.keys[0][0]:
        return ""
    ratio = other.value / item.value
    for exponent in range(1, 13):
        if ratio == Fraction(10) ** exponent:
            return f"x{10**exponent:,}"
        if ratio == Fraction(1, 10**exponent):
            return f"x1/{10**exponent:,}"
    return ""


# 江城、云河两地: the English names them and need not count them
_LIST = re.compile(r"[、和与及跟同]")


def _absences(missing: list[_Item], wanted: list[_Item], offered: list[_Item], zh: str) -> Iterator[Problem]:
    said = {key for item in offered for key in item.keys}
    for item in missing:
        figure = item.figure
        repeated = any(key in said for key in item.keys) and figure.kind != "label"
        near = zh[max(0, figure.start - 24) : figure.end + 24]
        listed = not figure.digits and item.value <= 5 and bool(_LIST.search(near))
        severe = item.strict and not listed and (figure.digits or not repeated)
        message = (
            f"{figure.surface} is stated less often in English"
            if repeated
            else f"{figure.surface} is not in the English"
        )
        yield Problem("number_missing", "error" if severe else "warning", message, figure.surface, "zh")


def _additions(added: list[_Item], wanted: list[_Item]) -> Iterator[Problem]:
    said = {key for item in wanted for key in item.keys}
    for item in added:
        figure = item.figure
        repeated = any(key in said for key in item.keys)
        severe = not repeated and not figure.vague and (figure.digits or figure.value > 2)
        message = (
            f"{figure.surface} is stated more often than in the Chinese"
            if repeated
            else f"{figure.surface} is not in the Chinese"
        )
        yield Problem("number_added", "error" if severe else "warning", message, figure.surface, "en")


# What may render a Chinese qualifier, and words that leave its trace somewhere in the English.
_RENDERINGS: dict[Qualifier, frozenset[Qualifier]] = {
    "over": frozenset({"over", "at_least", "about"}),
    "nearly": frozenset({"nearly", "about", "under"}),
    "about": frozenset({"about", "nearly"}),
    "at_least": frozenset({"at_least", "over"}),
    "under": frozenset({"under", "nearly", "at_most"}),
    "at_most": frozenset({"at_most", "under"}),
}
_TRACES: dict[Qualifier, re.Pattern[str]] = {
    "over": re.compile(r"\bmore than|\bover\b|exceed|\babove\b|excess|surpass|\btop|beyond|\bpast\b|\bplus\b|\+|\bupwards|\bodd\b"
                       r"|\bseveral|\bmajority|\bmost\b|\bat least|\bgreater|\bhigher|\bbroke|\bcross", re.IGNORECASE),
    "nearly": re.compile(r"nearly|almost|close to|approach|\bnear\b|just under|just short|virtually|some\b|about\b|around\b", re.IGNORECASE),
    "about": re.compile(r"about|around|approximate|roughly|\bsome\b|estimate|\bor so\b|\bcirca\b|nearly|in the region|thereabouts|-odd", re.IGNORECASE),
    "at_least": re.compile(r"at least|no fewer|no less|not less|not fewer|minimum|or more|or above|or higher|or over|and above|more than|over\b"
                           r"|exceed|above|upwards|-plus|\+|or older|or longer|and over", re.IGNORECASE),
    "under": re.compile(r"less than|fewer than|under\b|below|short of|not yet|lower than|not quite|within|insufficient|up to", re.IGNORECASE),
    "at_most": re.compile(r"no more than|not more than|at most|up to|exceed|maximum|within|or less|or fewer|or below|below|under\b|cap"
                          r"|limit|less than|fewer than|no longer|no later|ceiling|and under|keep", re.IGNORECASE),
}  # fmt: skip
_FROM_NOWHERE: tuple[Qualifier, ...] = ("nearly", "over")
_ANY_QUALIFIER_ZH = re.compile(
    r"[超逾近约余多过破上余达高]|左右|以上|以下|不足|不到|至少|不低于|不少于|接近|开外"
)


def _qualifiers(wanted: list[_Item], zh: str, en: str) -> Iterator[Problem]:
    seen: set[int] = set()
    for item in wanted:
        figure, partner = item.figure, item.partner
        if (
            partner is None
            or figure.vague
            or figure.start in seen
            or figure.kind in {"time", "ratio", "label"}
        ):
            continue
        seen.add(figure.start)
        found = partner.figure.qualifier
        if (
            figure.qualifier
            and found not in _RENDERINGS[figure.qualifier]
            and not _TRACES[figure.qualifier].search(en)
        ):
            yield Problem(
                "qualifier",
                "warning",
                f'"{figure.qualifier}" of {figure.surface} is lost in English',
                figure.surface,
                "zh",
            )
        elif not figure.qualifier and found in _FROM_NOWHERE and not _ANY_QUALIFIER_ZH.search(zh):
            yield Problem(
                "qualifier",
                "warning",
                f'"{found}" is added to {figure.surface} in English',
                figure.surface,
                "zh",
            )
