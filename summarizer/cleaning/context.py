"""The lines of a document as columns of small integers: each line's own shape and its surroundings.

A *unit* is a run of physical lines that belong together because a crawl broke a sentence at an inline
tag. All columns are lists over units, so that one comprehension fills one column.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeVar

from summarizer.cleaning.shapes import FOLD, Shape, measure

# A line that begins with one of these goes on where the line before it stopped ...
_GOES_ON = frozenset(",。、;:!?)”’」』》%")
# ... and one that ends with one of these has not ended.
_OPEN = frozenset(",、“‘(《「")
_NEXT = ("size", "last", "first", "indent", "ends", "date", "nav", "legal", "meta", "prose", "repeats")
_LONG = 4000  # a unit stops growing here, so that a hostile page cannot become one unit


_Number = TypeVar("_Number", int, float)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Units of a document with their columns. `spans` are half-open ranges of line indices.

    `main` is 2 for units that a format's own extractor took for main content, 1 for others, 0 if unknown.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    shapes: tuple[Shape, ...]
    columns: dict[str, list[int]]
    main: list[int]


def tabulate(texts: tuple[str, ...], main: frozenset[int] | None = None) -> Sheet:
    """Fold, join and measure the lines `texts`; blank lines belong to no unit. `main` as in `Document`."""
    folded = "\n".join(text.replace("\n", " ") for text in texts).translate(FOLD).split("\n")
    units, spans = _join(folded)
    known: dict[str, Shape] = {}
    shapes = []
    for unit in units:
        shape = known.get(unit)
        if shape is None:
            shape = known[unit] = measure(unit)
        shapes.append(shape)
    stripped = tuple(unit.strip() for unit in units)
    columns = _columns(stripped, spans, shapes)
    return Sheet(stripped, tuple(spans), tuple(shapes), columns, _membership(spans, main))


def _membership(spans: list[tuple[int, int]], main: frozenset[int] | None) -> list[int]:
    if main is None:
        return [0] * len(spans)
    return [2 if any(n + 1 in main for n in range(*span)) else 1 for span in spans]


def _join(lines: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    units: list[str] = []
    spans: list[tuple[int, int]] = []
    end, tail = -1, ""
    for index, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if end == index and (bare[0] in _GOES_ON or tail in _OPEN) and len(units[-1]) < _LONG:
            units[-1] += bare
            spans[-1] = (spans[-1][0], index + 1)
        else:
            units.append(line)
            spans.append((index, index + 1))
        end, tail = index + 1, bare[-1]
    return units, spans


def _columns(
    texts: tuple[str, ...], spans: list[tuple[int, int]], shapes: list[Shape]
) -> dict[str, list[int]]:
    if not shapes:
        return {name: [] for name in ("size", "prose")}
    count = len(shapes)
    columns = {
        name: list(column) for name, column in zip(Shape._fields, zip(*shapes, strict=True), strict=True)
    }
    # Prose: long enough and marked as sentences, and not cut short like a teaser.
    prose = [s.size if s.size >= 16 and (s.ends or s.commas >= 2) and s.last != 2 else 0 for s in shapes]
    columns["prose"] = [doublings(size) for size in prose]
    columns["solid"] = [doublings(s.size) if s.ends and s.last == 1 else 0 for s in shapes]
    columns["open"] = [doublings(s.size) if s.last in (0, 2, 7) else 0 for s in shapes]
    columns["repeats"] = _repeats(texts)
    columns["echo"] = [
        int(text in (before, after))
        for text, before, after in zip(texts, ("", *texts[:-1]), (*texts[1:], ""), strict=True)
    ]
    gaps = [low[0] - high[1] for high, low in pairwise(spans)]
    columns["gap_before"], columns["gap_after"] = [3, *gaps], [*gaps, 3]
    columns |= _neighbours(columns, count)
    rest = [0 if p else s.size for s, p in zip(shapes, prose, strict=True)]
    columns |= _surroundings(prose, rest)
    columns |= _positions(prose, rest)
    columns |= _distances(shapes, prose)
    return columns


def _neighbours(columns: dict[str, list[int]], count: int) -> dict[str, list[int]]:
    """The units before and after; outside the document there is a class of its own, or nothing."""
    out = {}
    for name in _NEXT:
        column, edge = columns[name], 0 if name == "size" else 15
        out[f"{name}-1"] = [edge, *column[:-1]]
        out[f"{name}+1"] = [*column[1:], edge]
    for name in ("size", "last", "prose"):
        column = columns[name]
        out[f"{name}-2"] = [0, 0, *column[:-2]][:count]
        out[f"{name}+2"] = [*column[2:], 0, 0][-count:]
    return out


def _surroundings(prose: list[int], rest: list[int]) -> dict[str, list[int]]:
    """How much prose there is around each unit, how much of the text around it is prose."""
    sums, others = list(accumulate(prose, initial=0)), list(accumulate(rest, initial=0))
    out = {}
    for reach in (2, 4, 10):
        near = windows(sums, reach, reach + 1)
        far = windows(others, reach, reach + 1)
        out[f"prose_within_{reach}"] = [doublings(x) for x in near]
        out[f"prose_share_{reach}"] = [x * 10 // (x + y + 1) for x, y in zip(near, far, strict=True)]
    for reach in (4, 12):
        out[f"prose_before_{reach}"] = [doublings(x) for x in windows(sums, reach, 0)]
        out[f"prose_after_{reach}"] = [doublings(x) for x in windows(sums, -1, reach + 1)]
    return out


def _positions(prose: list[int], rest: list[int]) -> dict[str, list[int]]:
    """Where each unit stands in the document, and what kind of document it is."""
    count, total, others = len(prose), sum(prose), sum(rest)
    sums = list(accumulate(prose, initial=0))
    return {
        "past": [before * 10 // (total + 1) for before in sums[:-1]],
        "future": [(total - through) * 10 // (total + 1) for through in sums[1:]],
        "place": [k * 10 // count for k in range(count)],
        "from_top": [*range(min(count, 60)), *[60] * (count - 60)],
        "from_end": [*[60] * (count - 60), *range(min(count, 60), 0, -1)],
        "all_prose": [doublings(total)] * count,
        "all_share": [total * 20 // (total + others + 1)] * count,
    }


def _distances(shapes: list[Shape], prose: list[int]) -> dict[str, list[int]]:
    """How far the nearest lines of some kinds are, and what was met on the way."""
    marks = {
        "prose": [p > 0 for p in prose],
        "byline": [s.size < 60 and s.date >= 1 and s.meta >= 1 for s in shapes],
        "dateline": [s.date >= 2 and s.size < 50 for s in shapes],
        "credit": [s.meta >= 2 and s.size < 50 for s in shapes],
        "header": [s.nav >= 3 and s.size <= 10 for s in shapes],
        "rule": [s.legal >= 2 for s in shapes],
        "menu": [s.nav >= 2 and s.size <= 30 for s in shapes],
    }
    columns = {}
    for name, mark in marks.items():
        columns[f"since_{name}"] = _since(mark)
        columns[f"until_{name}"] = _since(mark[::-1])[::-1]
    loose = [not p and s.last not in (1, 3, 4) for s, p in zip(shapes, prose, strict=True)]
    count = len(shapes)
    ahead, behind = _streak(loose), _streak(loose[::-1])[::-1]
    columns["loose_run"] = [min(a + b - 1, 30) if a else 0 for a, b in zip(ahead, behind, strict=True)]
    bare = [not s.commas and not s.ends and s.size >= 5 and s.last not in (1, 4) for s in shapes]
    ahead, behind = _streak(bare), _streak(bare[::-1])[::-1]
    columns["bare_run"] = [min(a + b - 1, 40) if a else 0 for a, b in zip(ahead, behind, strict=True)]
    columns["bare_tail"] = [min(a, 20) for a in ahead]
    for name in ("header", "rule"):
        seen = list(accumulate(marks[name], initial=0))
        columns[f"{name}s_before"] = [min(x, 15) for x in seen[:count]]
        columns[f"{name}s_after"] = [min(seen[-1] - x, 15) for x in seen[1:]]
    dates = list(accumulate(marks["dateline"], initial=0))
    columns["dates_near"] = [dates[min(count, k + 6)] - dates[max(0, k - 5)] for k in range(count)]
    return columns


def _since(mark: list[bool]) -> list[int]:
    """Units since the last marked one before each, 0 for itself, at most 25."""
    out, gap = [], 25
    for hit in mark:
        gap = 0 if hit else gap + 1 if gap < 25 else 25
        out.append(gap)
    return out


def _streak(mark: list[bool]) -> list[int]:
    out, run = [], 0
    for hit in mark:
        run = run + 1 if hit else 0
        out.append(run)
    return out


def _repeats(texts: tuple[str, ...]) -> list[int]:
    counts = Counter(texts)
    return [min(counts[text], 4) - 1 for text in texts]


def windows(sums: list[_Number], back: int, ahead: int) -> list[_Number]:
    """For each unit k the sum over the units from k - `back` to before k + `ahead`, from running `sums`.

    `back` may be -1 (from the unit after k on).
    """
    count = len(sums) - 1
    lows = [sums[0]] * back + sums if back >= 0 else sums[1:]
    highs = sums[ahead:] + [sums[-1]] * ahead
    return [high - low for low, high in zip(lows[:count], highs[:count], strict=True)]


def doublings(size: int) -> int:
    """Twice the binary logarithm, roughly: 0, 1.. for sizes; steps of about 40%."""
    return size.bit_length() * 2 + (size >> (size.bit_length() - 2) & 1 if size > 1 else 0)
