"""Two figures of a text that stand in each other's place.

A translation keeps the order of figures of one kind that something parts in the Chinese: of 2,193
neighbouring pairs in real ones, of which 154 came in the other order, none was of that kind but behind "of",
"from" and the like ("21 of the 25"). A freer one turns whole clauses round, which what stands about the
figures tells (`turned`). Figures of two kinds are told by their units, wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from summarizer.dates.masking import Quantities
from summarizer.numerals import Figure
from summarizer.verifying.figures.labels import Label, labels_in
from summarizer.verifying.figures.turned import Rendered, is_moved_first, is_turned
from summarizer.verifying.figures.units import CURRENCIES, DIMENSIONS, ENDINGS
from summarizer.verifying.problem import Problem

_PARTED, _CLAUSE = re.compile("[，；、：,;和与及（）()]"), re.compile("[，；,;（(]")
_SCALES = frozenset("万亿")
_AGES = 999  # years; more are those of a date
_NEAR = 4  # so many figures behind one are compared with it
_NAMED = 40  # characters about two figures within which their order is told
_COUNTED = frozenset({"count", "amount", "percentage", "multiple", "ordinal"})
_KINDS = ("time", "length", "area", "weight")
_SAID = re.compile(
    "[ -]?(?:in )?(?:"
    + "|".join(
        f"(?P<{kind}>{'|'.join(words for _, words in dimension)})"
        for kind, dimension in zip(_KINDS, DIMENSIONS, strict=True)
    )
    + f"|(?P<times>times|fold)|(?P<money>{'|'.join(dict.fromkeys(said for _, said in CURRENCIES.values()))}))"
    + "(?![A-Za-z])"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₩₽]|RMB|CNY|USD|HKD) ?\Z")


def exchanged(
    rendered: Sequence[Rendered], ours: Quantities, theirs: Quantities, en: str
) -> Iterator[Problem]:
    """The first two figures of a Chinese text that changed places in its English."""
    zh, single = ours.folded, _single(rendered, ours.figures, theirs.figures)
    labelled = _labelled(single, ours, theirs, en) if _may_be_labelled(single) else {}
    for at, one in enumerate(single):
        near = single[at + 1 : at + 1 + _NEAR]
        for other in near:
            if _in_other_units(one, other, en) or _under_other_labels(one, other, labelled, en):
                yield _problem(one, other)
                return
        alike = [other for other in near if _is_alike(one[0], other[0])]
        for other in (*alike[:1], *near[:1]):
            if not _in_other_order(one, other, zh):
                continue
            if _are_told_respectively(one, other, zh, en) or not (
                _by_labels(one, other, labelled, en) or is_turned(one, other, single, zh, en)
            ):
                yield _problem(one, other)
                return


def _are_told_respectively(one: Rendered, other: Rendered, zh: str, en: str) -> bool:
    """Whether in both texts their order is that of what was named before: 分别增长5%和9%."""
    end = other[0].start
    said = "分别" in zh[max(0, one[0].start - _NAMED) : end] and _PARTED.search(zh, one[0].end, end)
    return bool(said) and "respectively" in en[one[1].end : one[1].end + _NAMED]


def _problem(one: Rendered, other: Rendered) -> Problem:
    message = f"{one[0].surface} and {other[0].surface} have changed places in the English"
    return Problem("number", "error", message, one[0].surface, "zh")


def _may_be_labelled(single: Sequence[Rendered]) -> bool:
    """Cheap: whether it matters what stands beside the figures, with two of one kind or in another order."""
    return any(
        other[1].start < one[1].start or _is_alike(one[0], other[0])
        for at, one in enumerate(single)
        for other in single[at + 1 : at + 1 + _NEAR]
    )


_CLAUSES = re.compile("[，；。、：！？,;（）()和与及]")


def _labelled(
    single: Sequence[Rendered], ours: Quantities, theirs: Quantities, en: str
) -> Mapping[int, Label]:
    """The label of each figure that has one in its clause, which has no other figure, by where it begins."""
    zh, labels = ours.folded, list(labels_in(ours, theirs, en.lower()))
    ends = [0, *(found.end() for found in _CLAUSES.finditer(zh)), len(zh) + 1] if labels else []
    places, labels = [each.start for each, _ in single], sorted(labels)
    named = {label.at for label in labels}  # 二期 counts nothing
    found: dict[int, Label] = {}
    for start, end in pairwise(ends):
        own = labels[bisect_left(labels, (start,)) : bisect_left(labels, (end,))]
        here = places[bisect_left(places, start) : bisect_left(places, end)]
        counting = [place for place in here if place not in named]
        if len(counting) == len(own) == 1:
            found[counting[0]] = own[0]
    return found


def _by_labels(one: Rendered, other: Rendered, labelled: Mapping[int, Label], en: str) -> bool:
    """Whether a label came along: both of two come the other way round, too, or one stays with its figure."""
    label, next_label = (labelled.get(figure.start) for figure, _ in (one, other))
    if label and next_label and next_label.to < label.to:
        return True
    places = one[1].start, other[1].start
    return (label is not None and _is_nearer(label.to, places[::-1], en)) or (
        next_label is not None and _is_nearer(next_label.to, places, en)
    )


def _under_other_labels(one: Rendered, other: Rendered, labelled: Mapping[int, Label], en: str) -> bool:
    """Whether two figures of one kind stand each beside the label of the other."""
    label, next_label = (labelled.get(figure.start) for figure, _ in (one, other))
    if label is None or next_label is None or not _may_be_exchanged(one[0], other[0]):
        return False
    places = one[1].start, other[1].start
    if (places[0] < places[1]) == (label.to < next_label.to) or is_moved_first(other[1], one[1], en):
        return False
    return _is_nearer(label.to, places, en) and not _is_nearer(next_label.to, places, en)


def _may_be_exchanged(one: Figure, other: Figure) -> bool:
    """Whether two figures that have a label each are of one kind: marks and votes may have no unit."""
    return _is_alike(one, other) or (one.kind == other.kind == "count" and not (one.unit or other.unit))


def _is_nearer(place: int, places: tuple[int, int], en: str) -> bool:
    """Whether a place is nearer to the second of two, which a border of clauses makes farther."""
    first, second = (_distance(min(place, each), max(place, each), en) for each in places)
    return second < first


def _distance(start: int, end: int, en: str) -> int:
    return end - start + _BORDER * len(_PARTS.findall(en, start, end))


_PARTS, _BORDER = re.compile("[,;:.] | (?:and|while|but|whereas) "), 30


def _single(rendered: Sequence[Rendered], ours: Iterable[Figure], theirs: Iterable[Figure]) -> list[Rendered]:
    """Those that stand once in either text, in the order of the Chinese."""
    if len(rendered) < 2:
        return []
    zh, en = _once(ours), _once(theirs)
    single = [
        (figure, rendering)
        for figure, rendering in rendered
        if figure.kind in _COUNTED
        and figure.upper is None
        and not (figure.soft or figure.vague)
        and figure.value.as_integer_ratio() in zh
        and rendering.value.as_integer_ratio() in en
    ]
    return sorted(single, key=lambda pair: pair[0].start)


def _once(figures: Iterable[Figure]) -> set[tuple[int, int]]:
    """The values that stand once, as numerators and denominators: a fraction takes long to be looked up."""
    found: set[tuple[int, int]] = set()
    again: set[tuple[int, int]] = set()
    for figure in figures:
        for value in figure.values:
            ratio = value.as_integer_ratio()
            (again if ratio in found else found).add(ratio)
    return found - again


def _in_other_order(one: Rendered, other: Rendered, zh: str) -> bool:
    """Whether two figures of one unit that something parts in the Chinese come the other way round.

    So with two counts of things in two clauses; money, shares and times stand anywhere in English.
    """
    (figure, rendering), (next_figure, next_rendering) = one, other
    if next_rendering.start > rendering.start:
        return False
    counted = _counts(figure) and _counts(next_figure)
    parted = _PARTED if _is_alike(figure, next_figure) else _CLAUSE if counted else None
    return parted is not None and parted.search(zh, figure.end, next_figure.start) is not None


def _counts(figure: Figure) -> bool:
    """Whether a figure counts things: with a measure word, or in a great many."""
    many = not _SCALES.isdisjoint(figure.surface)
    return figure.kind == "count" and (figure.unit != "" or many) and not _dimension(figure.unit)


def _is_year(figure: Figure) -> bool:
    return figure.unit == "年" and figure.value > _AGES


def _is_alike(one: Figure, other: Figure) -> bool:
    if one.kind != other.kind or not (one.unit and other.unit) or _is_year(one) or _is_year(other):
        return False
    return one.unit == other.unit or _dimension(one.unit) == _dimension(other.unit) == "money"


def _in_other_units(one: Rendered, other: Rendered, en: str) -> bool:
    """Whether one of two figures has the unit of the other, which has not: 8427万元 and 10.26倍."""
    ours, next_ours = (_dimension(figure.unit) for figure, _ in (one, other))
    if ours == next_ours or "ordinal" in (one[0].kind, other[0].kind):
        return False
    if not (_UNSAID.isdisjoint(one[0].unit) and _UNSAID.isdisjoint(other[0].unit)):
        return False
    theirs, next_theirs = (_said(rendering, en) for _, rendering in (one, other))
    return (theirs == next_ours != "" and next_theirs in ("", ours)) or (
        next_theirs == ours != "" and theirs in ("", next_ours)
    )


@lru_cache(maxsize=512)
def _dimension(unit: str) -> str:
    """What a Chinese unit measures, "" where it counts things."""
    if unit.endswith(ENDINGS):
        return "money"
    if unit.endswith("倍"):
        return "times"
    named = (
        kind for kind, units in zip(_KINDS, DIMENSIONS, strict=True) if any(unit in each for each, _ in units)
    )
    return "share" if unit.endswith(("%", "点")) else next(named, "")


_UNSAID = frozenset("岁歲龄齡届屆")  # "people over 60"


def _said(rendering: Figure, en: str) -> str:
    """What the unit of an English figure measures, "" where it has none."""
    if rendering.kind == "percentage":
        return "share"
    if _MONEY_BEFORE.search(en, max(0, rendering.start - 8), rendering.start):
        return "money"
    found = _SAID.match(en, rendering.end)
    return (found.lastgroup or "") if found else ""
