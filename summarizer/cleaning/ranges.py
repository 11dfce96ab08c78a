"""Candidates for the body: ranges of units that the scores propose at several thresholds.

A score says how much a line looks like prose of an article; how high a body scores as a whole differs
from page to page (verse and price lists score low, but higher than the menus around them). So ranges
are proposed at several thresholds, and `comparing` chooses by what shows only at the level of a range.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from summarizer.cleaning import roles
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.spans import best, gains, weigh

_THRESHOLDS = (-2, -1, 0, 1, 2, 3, 4)
_SECOND_AT = (0, 2)
_BYLINES = 6
_UNLIKELY = -2.0  # score below which even a full sentence is taken for noise
_GAP = 12  # units between two parts of one body


def propose(sheet: Sheet, scores: Sequence[float]) -> list[tuple[int, int]]:
    """Candidate ranges, the plain best one first, without duplicates."""
    weights = weigh(sheet.columns["size"])
    worths = {shift: gains(scores, weights, shift) for shift in _THRESHOLDS}
    plain = best(worths[0])
    found: dict[tuple[int, int], None] = {plain: None}
    for shift, worth in worths.items():
        first = best(worth) if shift else plain
        found[first] = None
        if shift in _SECOND_AT:
            values = worth.copy()
            for _ in range(2):
                values[slice(*first)] = [-50.0] * (first[1] - first[0])
                start, stop = first
                first = best(values)
                found[first] = None
                if max(start, first[0]) - min(stop, first[1]) <= _GAP:
                    found[min(start, first[0]), max(stop, first[1])] = None
    starts = _below_bylines(sheet)
    for shift in (0, 1, 2):
        for start in starts:
            found[start, _best_stop(worths[shift], start)] = None
    for span in _of_main(sheet):
        found[span] = None
    return list(dict.fromkeys(_grown(sheet, scores, *roles.tidy(sheet, *span)) for span in found))


def _grown(sheet: Sheet, scores: Sequence[float], start: int, stop: int) -> tuple[int, int]:
    """The range with up to two full sentences more at its end, as long as they do not look like noise."""
    limit = min(len(scores), stop + 2)
    while stop < limit and scores[stop] > _UNLIKELY and roles.extends(sheet, stop):
        stop += 1
    return start, stop


def _of_main(sheet: Sheet) -> list[tuple[int, int]]:
    """What the format's own extractor took: from its first unit to its last, and its longest part."""
    units = [k for k, value in enumerate(sheet.main) if value == 2]
    if not units:
        return []
    return [(units[0], units[-1] + 1), best([3.0 if value == 2 else -2.0 for value in sheet.main])]


def _below_bylines(sheet: Sheet) -> list[int]:
    """The first longer units below the first lines that give a date and a source."""
    starts: list[int] = []
    size = sheet.columns["size"]
    for k, since in enumerate(sheet.columns["since_byline"]):
        if 1 <= since <= 6 and size[k] >= 14 and (not starts or since == 1 or k - starts[-1] > 6):
            starts.append(k)
            if len(starts) == _BYLINES:
                break
    return starts


def _best_stop(values: Sequence[float], start: int) -> int:
    sums = list(accumulate(values[start:]))
    return start + 1 + max(range(len(sums)), key=sums.__getitem__)
