"""The lines of a document as columns of small integers: each line's own shape and its surroundings.

A *unit* is a run of physical lines that belong together because a crawl broke a sentence at an inline
tag. A column is a `bytes` over the units, so that whole columns are looked up, shifted and compared by
single operations; what does not fit a byte counts as 255.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub
from typing import TypeVar

from summarizer.cleaning.shapes import Shape, fold, measure
from summarizer.text import Document

# A line that begins with one of these goes on where the line before it stopped ...
_GOES_ON = frozenset(",。、;:!?)”’」』》%")
# ... and one that ends with one of these has not ended.
_OPEN = frozenset(",、“‘(《「")
_NEXT = ("size", "last", "first", "indent", "ends", "date", "nav", "legal", "meta", "prose", "repeats")
_LONG = 4000  # a unit stops growing here, so that a hostile page cannot become one unit
_FAR = 25  # units from which a distance does not grow
_RAMP = bytes(range(256))
_MANY = 15
_VOTERS = 3

_Number = TypeVar("_Number", int, float)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Units of a document with their columns. `spans` are half-open ranges of line indices.

    `votes` is 1 and how many of three extractors took the unit for main content, 0 if unknown. `main` is 2
    for units that two of them took (or the format's own, where there is one only), 1 for others, 0 if
    unknown: no extractor counts more than another, since which is right differs from site to site.
    """

    texts: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    shapes: tuple[Shape, ...]
    columns: dict[str, bytes]
    main: bytes
    votes: bytes


def survey(document: Document) -> Sheet:
    """The sheet of a document."""
    texts = document.texts
    if document.bare:
        texts = tuple("" if n in document.bare else text for n, text in enumerate(texts, 1))
    return tabulate(texts, document.main, tuple(vote.lines for vote in document.votes))


def tabulate(
    texts: tuple[str, ...],
    main: frozenset[int] | None = None,
    votes: tuple[frozenset[int] | None, ...] = (),
) -> Sheet:
    """Fold, join and measure the lines `texts`; blank lines belong to no unit. `main` as in `Document`,
    `votes` as in its votes.
    """
    folded = fold("\n".join(text.replace("\n", " ") for text in texts)).split("\n")
    units, spans = _join(folded)
    known = {unit: measure(unit) for unit in dict.fromkeys(units)}
    shapes = [known[unit] for unit in units]
    stripped = tuple(unit.strip() for unit in units)
    columns = _columns(stripped, spans, shapes)
    named = _votes(spans, [vote for vote in votes if vote] or [main or frozenset()])
    chosen = _majority(named) or _membership(spans, main)
    return Sheet(stripped, tuple(spans), tuple(shapes), columns, chosen, named)


def _membership(spans: list[tuple[int, int]], main: frozenset[int] | None) -> bytes:
    if main is None:
        return bytes(len(spans))
    return bytes(2 if any(n + 1 in main for n in range(*span)) else 1 for span in spans)


def _votes(spans: list[tuple[int, int]], votes: Sequence[frozenset[int]]) -> bytes:
    """1 and how many of three `votes` each unit has, fewer voters counting more; 0 where none has any."""
    if not any(votes):
        return bytes(len(spans))
    named = Counter(n for vote in votes for n in vote)
    return bytes(1 + _VOTERS * max(named[n + 1] for n in range(*span)) // len(votes) for span in spans)


def _majority(votes: bytes) -> bytes:
    """2 for the units that have most of the `votes`, 1 for others; b"" if no unit has."""
    main = votes.translate(b"\0\1\1" + b"\2" * 253)
    return main if 2 in main else b""


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


def _columns(texts: tuple[str, ...], spans: list[tuple[int, int]], shapes: list[Shape]) -> dict[str, bytes]:
    if not shapes:
        return dict.fromkeys(("size", "prose"), b"")
    count = len(shapes)
    sizes, commas, ends, last, *_ = fields = tuple(zip(*shapes, strict=True))
    columns = {name: column(field) for name, field in zip(Shape._fields, fields, strict=True)}
    # Prose: long enough and marked as sentences, and not cut short like a teaser.
    prose = [
        size if size >= 16 and (stops or pauses >= 2) and mark != 2 else 0
        for size, pauses, stops, mark in zip(sizes, commas, ends, last, strict=True)
    ]
    columns["prose"] = all_doublings(prose)
    columns["solid"] = all_doublings(
        [size if stops and mark == 1 else 0 for size, stops, mark in zip(sizes, ends, last, strict=True)]
    )
    columns["open"] = all_doublings(
        [size if mark in (0, 2, 7) else 0 for size, mark in zip(sizes, last, strict=True)]
    )
    columns["repeats"] = _repeats(texts)
    neighbours = zip(texts, ("", *texts[:-1]), (*texts[1:], ""), strict=True)
    columns["echo"] = bytes([text in (before, after) for text, before, after in neighbours])
    gaps = column(low[0] - high[1] for high, low in pairwise(spans))
    columns["gap_before"], columns["gap_after"] = b"\3" + gaps, gaps + b"\3"
    columns |= _neighbours(columns, count)
    rest = [0 if p else size for size, p in zip(sizes, prose, strict=True)]
    columns |= _surroundings(prose, rest)
    columns |= _positions(prose, rest)
    columns |= _distances(columns)
    return columns


def _neighbours(columns: dict[str, bytes], count: int) -> dict[str, bytes]:
    """The units before and after; outside the document there is a class of its own, or nothing."""
    out = {}
    for name in _NEXT:
        own, edge = columns[name], b"\0" if name == "size" else b"\x0f"
        out[f"{name}-1"] = edge + own[:-1]
        out[f"{name}+1"] = own[1:] + edge
    for name in ("size", "last", "prose"):
        own = columns[name]
        out[f"{name}-2"] = (b"\0\0" + own)[:count]
        out[f"{name}+2"] = (own + b"\0\0")[-count:]
    return out


def _surroundings(prose: list[int], rest: list[int]) -> dict[str, bytes]:
    """How much prose there is around each unit, how much of the text around it is prose."""
    sums, others = list(accumulate(prose, initial=0)), list(accumulate(rest, initial=0))
    out = {}
    for reach in (2, 4, 10):
        near = windows(sums, reach, reach + 1)
        far = windows(others, reach, reach + 1)
        out[f"prose_within_{reach}"] = all_doublings(near)
        out[f"prose_share_{reach}"] = bytes([x * 10 // (x + y + 1) for x, y in zip(near, far, strict=True)])
    for reach in (4, 12):
        out[f"prose_before_{reach}"] = all_doublings(windows(sums, reach, 0))
        out[f"prose_after_{reach}"] = all_doublings(windows(sums, -1, reach + 1))
    return out


def _positions(prose: list[int], rest: list[int]) -> dict[str, bytes]:
    """Where each unit stands in the document, and what kind of document it is."""
    count, total, others = len(prose), sum(prose), sum(rest)
    sums = list(accumulate(prose, initial=0))
    shares = bytes([before * 10 // (total + 1) for before in sums])
    return {
        "past": shares[:-1],
        "future": bytes([(total - through) * 10 // (total + 1) for through in sums[1:]]),
        "place": bytes([k * 10 // count for k in range(count)]),
        "from_top": _RAMP[: min(count, 60)] + b"\x3c" * (count - 60),
        "from_end": (_RAMP[1 : min(count, 60) + 1] + b"\x3c" * (count - 60))[::-1],
        "all_prose": column([doublings(total)]) * count,
        "all_share": column([total * 20 // (total + others + 1)]) * count,
    }


def _distances(columns: dict[str, bytes]) -> dict[str, bytes]:
    """How far the nearest lines of some kinds are, and what was met on the way."""
    size, date, meta, nav = (columns[name] for name in ("size", "date", "meta", "nav"))
    marks = {
        "prose": within(columns["prose"], 1),
        "byline": both(within(size, 0, 59), within(date, 1), within(meta, 1)),
        "dateline": both(within(date, 2), within(size, 0, 49)),
        "credit": both(within(meta, 2), within(size, 0, 49)),
        "header": both(within(nav, 3), within(size, 0, 10)),
        "rule": within(columns["legal"], 2),
        "menu": both(within(nav, 2), within(size, 0, 30)),
    }
    out = {}
    for name, mark in marks.items():
        out[f"since_{name}"] = _since(mark)
        out[f"until_{name}"] = _since(mark[::-1])[::-1]
    last = columns["last"]
    loose = both(within(columns["prose"], 0, 0), last.translate(_LOOSE))
    out["loose_run"] = _RUN.sub(lambda run: bytes([min(len(run[0]), 30)]) * len(run[0]), loose)
    plain = both(within(columns["commas"], 0, 0), within(columns["ends"], 0, 0))
    bare = both(plain, within(size, 5), last.translate(_UNMARKED))
    out["bare_run"] = _RUN.sub(lambda run: bytes([min(len(run[0]), 40)]) * len(run[0]), bare)
    out["bare_tail"] = _RUN.sub(lambda run: ramp(1, len(run[0]), 20), bare)
    for name in ("header", "rule"):
        out[f"{name}s_before"] = _seen(marks[name])
        out[f"{name}s_after"] = _seen(marks[name][::-1])[::-1]
    dates = list(accumulate(marks["dateline"], initial=0))
    out["dates_near"] = bytes(windows(dates, 5, 6))
    return out


_RUN, _GAP = re.compile(rb"\x01+"), re.compile(rb"\x00+")
_RAISED = b"\0\xff" + bytes(254)  # marks out of the way of the distances that are put between them ...
_LOWERED = _RAMP[:255] + b"\0"  # ... and back
_LOOSE = bytes(k not in (1, 3, 4) for k in range(256))
_UNMARKED = bytes(k not in (1, 4) for k in range(256))


def within(values: bytes, low: int, high: int = 255) -> bytes:
    """1 for each value from `low` to `high`, 0 for others."""
    return values.translate(bytes(low) + b"\1" * (high + 1 - low) + bytes(255 - high))


def both(*marks: bytes) -> bytes:
    """1 where all of the `marks`, columns of 0 and 1 of the same length, have 1."""
    common = int.from_bytes(marks[0], "little")
    for mark in marks[1:]:
        common &= int.from_bytes(mark, "little")
    return common.to_bytes(len(marks[0]), "little")


def _since(mark: bytes) -> bytes:
    """Units since the last marked one before each, 0 for itself, at most 25."""
    start = mark.find(1)
    if start < 0:
        return bytes([_FAR]) * len(mark)
    gaps = _GAP.sub(lambda gap: ramp(1, len(gap[0]), _FAR), mark[start:].translate(_RAISED))
    return bytes([_FAR]) * start + gaps.translate(_LOWERED)


def ramp(start: int, length: int, most: int) -> bytes:
    """`length` integers that grow from `start` to `most` and stay there."""
    return _RAMP[start : min(start + length, most + 1)] + bytes([most]) * (length - most - 1 + start)


def _seen(mark: bytes) -> bytes:
    """How many marked units stand above each, at most 15."""
    runs = mark.split(b"\1")
    return b"".join(bytes([min(k, _MANY)]) * (len(run) + 1) for k, run in enumerate(runs))[:-1]


def _repeats(texts: tuple[str, ...]) -> bytes:
    counts = Counter(texts)
    return bytes([min(counts[text], 4) - 1 for text in texts])


def windows(sums: list[_Number], back: int, ahead: int) -> list[_Number]:
    """For each unit k the sum over the units from k - `back` to before k + `ahead`, from running `sums`.

    `back` may be -1 (from the unit after k on).
    """
    count = len(sums) - 1
    lows = [sums[0]] * back + sums if back >= 0 else sums[1:]
    highs = sums[ahead:] + [sums[-1]] * ahead
    return list(map(sub, highs[:count], lows[:count]))


def column(values: Iterable[int]) -> bytes:
    """The `values` as a column, greater ones than 255 as 255."""
    kept = list(values)
    try:
        return bytes(kept)
    except ValueError:
        return bytes([min(255, value) for value in kept])


def doublings(size: int) -> int:
    """Twice the binary logarithm, roughly: 0, 1.. for sizes; steps of about 40%."""
    return size.bit_length() * 2 + (size >> (size.bit_length() - 2) & 1 if size > 1 else 0)


_DOUBLINGS = bytes(map(doublings, range(1 << 13)))


def all_doublings(sizes: Sequence[int]) -> bytes:
    """A column of the `doublings` of `sizes`."""
    try:
        return bytes(map(_DOUBLINGS.__getitem__, sizes))
    except IndexError:
        return bytes(map(doublings, sizes))
