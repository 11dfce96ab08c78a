"""From scores of units to the one range of units that is the article's body.

A score says how much a line looks like prose of an article; how high a body scores as a whole differs
from page to page (verse and price lists score low, but higher than the menus around them). So ranges
are proposed at several thresholds, and a second small model chooses by what shows only at the level
of a range: the steps at its borders, what remains outside, the headline above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from summarizer.cleaning import roles
from summarizer.cleaning.context import Sheet, doublings
from summarizer.cleaning.headlines import Headlines
from summarizer.cleaning.spans import best, gains

_CLIP = 4.0
_THRESHOLDS = (-2, -1, 0, 1, 2, 3, 4)
_SECOND_AT = (0, 2)
_BYLINES = 6
_HOPELESS = -6.0  # score of what is certainly not text
_GAP = 12  # units between two parts of one body


def propose(sheet: Sheet, scores: Sequence[float]) -> list[tuple[int, int]]:
    """Candidate ranges, the plain best one first, without duplicates."""
    sizes = sheet.columns["size"]
    found: dict[tuple[int, int], None] = {best(gains(scores, sizes)): None}
    for shift in _THRESHOLDS:
        values = gains(scores, sizes, shift)
        first = best(values)
        found[first] = None
        if shift in _SECOND_AT:
            for _ in range(2):
                values[slice(*first)] = [-50.0] * (first[1] - first[0])
                start, stop = first
                first = best(values)
                found[first] = None
                if max(start, first[0]) - min(stop, first[1]) <= _GAP:
                    found[min(start, first[0]), max(stop, first[1])] = None
    starts = _below_bylines(sheet)
    for shift in (0, 1, 2) if starts else ():
        values = gains(scores, sizes, shift)
        for start in starts:
            found[start, _best_stop(values, start)] = None
    for span in _of_main(sheet):
        found[span] = None
    return list(dict.fromkeys(roles.tidy(sheet, start, stop) for start, stop in found))


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


def describe(
    sheet: Sheet, scores: Sequence[float], candidates: Sequence[tuple[int, int]], titles: Headlines
) -> dict[str, list[int]]:
    """Columns of small integers over `candidates`, for the second model."""
    context = _Context(sheet, scores, candidates, titles)
    rows = [context.facts(start, stop) for start, stop in candidates]
    return {name: [row[name] for row in rows] for name in rows[0]}


class _Context:
    """Running sums over a sheet, so that a candidate costs little."""

    def __init__(self, sheet: Sheet, scores: Sequence[float], candidates: Sequence[tuple[int, int]], titles: Headlines) -> None:
        self.sheet, self.plain, self.titles = sheet, candidates[0], titles
        columns = sheet.columns
        sizes = columns["size"]
        self.scores = scores
        self.weight = list(accumulate((min(s, 120) for s in sizes), initial=0))
        self.scored = list(
            accumulate((z * min(s, 120) for z, s in zip(scores, sizes, strict=True)), initial=0.0)
        )
        self.positive = list(
            accumulate(
                (max(0.0, min(_CLIP, z)) * min(s, 120) for z, s in zip(scores, sizes, strict=True)),
                initial=0.0,
            )
        )
        self.prose = list(
            accumulate((s if p else 0 for s, p in zip(sizes, columns["prose"], strict=True)), initial=0)
        )
        main = [s if m == 2 else 0 for s, m in zip(sizes, sheet.main, strict=True)]
        self.main = list(accumulate(main, initial=0))
        texts = (
            0 if score < _HOPELESS or roles.is_meta(sheet, k) or roles.is_scrap(sheet, k) else sizes[k]
            for k, score in enumerate(scores)
        )
        self.texts = list(accumulate(texts, initial=0))
        found = [title for start in dict.fromkeys(a for a, _ in candidates) if (title := titles.above(start))]
        self.headline = max(found, key=lambda title: title.worth).unit if found else -1
        self.sized = list(accumulate(sizes, initial=0))
        self.counts = {
            name: list(accumulate(marks, initial=0))
            for name, marks in {
                "bylines": [since == 0 for since in columns["since_byline"]],
                "dates": [since == 0 for since in columns["since_dateline"]],
                "headers": [since == 0 for since in columns["since_header"]],
                "rules": [since == 0 for since in columns["since_rule"]],
                "menus": [since == 0 for since in columns["since_menu"]],
                "ended": [last in (1, 3, 4) for last in columns["last"]],
                "teasers": [last == 2 for last in columns["last"]],
                "repeated": [times > 0 for times in columns["repeats"]],
                "good": [score > 0 for score in scores],
            }.items()
        }

    def facts(self, a: int, b: int) -> dict[str, int]:
        columns, count = self.sheet.columns, len(self.scores)
        within = {name: sums[b] - sums[a] for name, sums in self.counts.items()}
        length, prose = b - a, self.prose[b] - self.prose[a]
        title = self.titles.above(a)
        skipped = self._skipped(a)
        known = self.sheet.main[a] > 0 and self.main[-1] > 0
        head, tail = self._mean(a, min(b, a + 3)), self._mean(max(a, b - 3), b)
        above, below = self._mean(max(0, a - 4), a), self._mean(b, min(count, b + 4))
        left, right, own = (
            self.positive[a],
            self.positive[-1] - self.positive[b],
            self.positive[b] - self.positive[a],
        )
        return {
            "mean": _scale(self._mean(a, b), 3),
            "head": _scale(head, 2),
            "tail": _scale(tail, 2),
            "above": _scale(above, 2),
            "below": _scale(below, 2),
            "step_in": _scale(head - above, 2),
            "step_out": _scale(tail - below, 2),
            "last_unit": _scale(self.scores[b - 1], 2),
            "first_unit": _scale(self.scores[a], 2),
            "size": doublings(self.weight[b] - self.weight[a]),
            "prose": doublings(prose),
            "prose_share": prose * 20 // (self.prose[-1] + 1),
            "prose_above": doublings(self.prose[a]),
            "prose_below": doublings(self.prose[-1] - self.prose[b]),
            "gain_share": int(own * 20 / (left + own + right + 1)),
            "gain_above": int(left * 20 / (left + own + 1)),
            "gain_below": int(right * 20 / (right + own + 1)),
            "units": doublings(length),
            "title": 1 + title.overlap if title else 0,
            "title_gap": a - title.unit + 3 if title else 0,
            "title_worth": _scale(title.worth, 2) if title else 0,
            "skipped": doublings(skipped),
            "before_title": min(9, max(0, self.headline - a)),
            "other_title": int(bool(title) and title.unit != self.headline),
            "since_byline": columns["since_byline"][a],
            "since_dateline": columns["since_dateline"][a],
            "since_credit": columns["since_credit"][a],
            "until_rule": columns["until_rule"][b - 1],
            "since_header": columns["since_header"][a],
            "headers_above": columns["headers_before"][a],
            **{
                name: min(10, value)
                for name, value in within.items()
                if name in ("bylines", "dates", "headers", "rules", "menus", "teasers")
            },
            **{f"{name}_share": value * 10 // length for name, value in within.items()},
            "main_within": 1 + (self.main[b] - self.main[a]) * 10 // (self.sized[b] - self.sized[a] + 1) if known else 0,
            "main_covered": 1 + (self.main[b] - self.main[a]) * 10 // (self.main[-1] + 1) if known else 0,
            "last": columns["last"][b - 1],
            "relation": self._relation(a, b),
            "place": a * 10 // count,
            "whole": int(a <= 3) + int(count - b <= 3),
        }

    def _skipped(self, a: int) -> int:
        """The size of text between the page's likeliest headline and a range that begins with unit `a`."""
        return max(0, self.texts[a] - self.texts[self.headline + 1]) if 0 <= self.headline < a else 0

    def _mean(self, a: int, b: int) -> float:
        if b <= a:
            return -8.0
        return (self.scored[b] - self.scored[a]) / (self.weight[b] - self.weight[a] or 1)

    def _relation(self, a: int, b: int) -> int:
        low, high = self.plain
        if (a, b) == self.plain:
            return 0
        if b <= low or high <= a:
            return 1
        return 2 if a <= low and b >= high else 3 if a >= low and b <= high else 4


def _scale(value: float, steps: int) -> int:
    """Scores of -10..10 as integers from 0, `steps` to the unit."""
    return int((max(-10.0, min(10.0, value)) + 10) * steps)
