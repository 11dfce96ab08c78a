"""What tells one candidate range from another: the steps at its borders, what it leaves out, its headline.

Few facts on purpose: there are thousands of lines to learn from, but only some hundred pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from summarizer.cleaning.context import Sheet, column, doublings
from summarizer.cleaning.furniture import is_scrap
from summarizer.cleaning.headlines import Headlines
from summarizer.cleaning.levels import steps
from summarizer.cleaning.roles import is_meta
from summarizer.cleaning.spans import Span

_CLIP = 4.0
_POOR = -3.2  # score of what is hardly text of an article
_HOPELESS = -6.0  # score of what certainly is none
_CAPPED = bytes(min(size, 120) for size in range(256))  # a longer unit does not weigh more


def describe(
    sheet: Sheet, scores: Sequence[float], candidates: Sequence[Span], titles: Headlines
) -> dict[str, bytes]:
    """Columns over `candidates`, for the model that chooses among them."""
    page = _Page(sheet, scores, candidates, titles)
    rows = [page.facts(start, stop) for start, stop in candidates]
    return {name: column(row[name] for row in rows) for name in rows[0]}


class _Page:
    """Running sums over a sheet, so that a candidate costs little."""

    def __init__(
        self, sheet: Sheet, scores: Sequence[float], candidates: Sequence[Span], titles: Headlines
    ) -> None:
        sizes = [shape.size for shape in sheet.shapes]
        weights = sheet.columns["size"].translate(_CAPPED)
        prose = sheet.columns["prose"]
        self.sheet, self.titles = sheet, titles
        self.headline = _likeliest(candidates, titles)
        self.size = _sums(sizes)
        self.weight = _sums(weights)
        self.scored = _sums(score * weight for score, weight in zip(scores, weights, strict=True))
        self.gain = _sums(
            (0.0 if score <= 0 else _CLIP if score >= _CLIP else score) * weight  # noqa: FURB136 (speed)
            for score, weight in zip(scores, weights, strict=True)
        )
        self.prose = _sums(size if p else 0 for size, p in zip(sizes, prose, strict=True))
        self.main = _sums(size if m == 2 else 0 for size, m in zip(sizes, sheet.main, strict=True))
        self.voted = _sums(size * max(0, votes - 1) for size, votes in zip(sizes, sheet.votes, strict=True))
        self.text = _sums(
            0 if score < _HOPELESS or is_meta(sheet, k) or is_scrap(sheet, k) else sizes[k]
            for k, score in enumerate(scores)
        )
        self.ended = _sums(last in (1, 3, 4) for last in sheet.columns["last"])
        walls = _walls(sheet, scores)
        self.walls = _sums(walls)
        self.wall_above, self.wall_below = _nearest(walls)

    def facts(self, a: int, b: int) -> dict[str, int]:
        """The facts about the units `a` to `b` (half-open)."""
        columns, count = self.sheet.columns, len(self.sheet.texts)
        head, tail = self._mean(a, min(b, a + 3)), self._mean(max(a, b - 3), b)
        above, below = self._mean(max(0, a - 4), a), self._mean(b, min(count, b + 4))
        return {
            "above": steps(above),
            "below": steps(below),
            "step_in": steps(head - above),
            "step_out": steps(tail - below),
            "size": doublings(int(self.weight[b] - self.weight[a])),
            "units": doublings(b - a),
            "last": columns["last"][b - 1],
            "bare_tail": min(columns["bare_tail"][b - 1], b - a),
            "ended_share": int(self.ended[b] - self.ended[a]) * 10 // (b - a),
            "gain_share": int((self.gain[b] - self.gain[a]) * 20 / (self.gain[-1] + 1)),
            "prose_above": doublings(int(self.prose[a])),
            "prose_below": doublings(int(self.prose[-1] - self.prose[b])),
            "lost_above": doublings(int(self.size[a] - self.size[self.wall_above[a]])),
            "lost_below": doublings(int(self.size[self.wall_below[b]] - self.size[b])),
            "barriers": min(9, int(self.walls[b] - self.walls[a])),
            "since_byline": columns["since_byline"][a],
            "since_header": columns["since_header"][a],
            "whole": int(a <= 3) + int(count - b <= 3),
            **self._about_headline(a),
            **self._about_main(a, b),
            **self._about_votes(a, b),
        }

    def _about_headline(self, a: int) -> dict[str, int]:
        own = self.titles.above(a)
        skipped = self.text[a] - self.text[self.headline + 1] if 0 <= self.headline < a else 0
        return {
            "title": 1 + own.overlap if own else 0,
            "title_gap": a - own.unit + 3 if own else 0,
            "title_worth": steps(own.worth) if own else 0,
            "other_title": int(own is not None and own.unit != self.headline),
            "before_title": min(9, max(0, self.headline - a)),
            "skipped": doublings(int(skipped)),
        }

    def _about_main(self, a: int, b: int) -> dict[str, int]:
        """How much of the range is main content of the format's extractor, and the reverse; 0 if unknown."""
        shared = self.main[b] - self.main[a]
        if not self.main[-1]:
            return {"main_within": 0, "main_covered": 0}
        return {
            "main_within": 1 + int(shared * 10 / (self.size[b] - self.size[a] + 1)),
            "main_covered": 1 + int(shared * 10 / (self.main[-1] + 1)),
        }

    def _about_votes(self, a: int, b: int) -> dict[str, int]:
        """How many votes a character of the range has in the mean, and which share of all votes it has."""
        shared = self.voted[b] - self.voted[a]
        if not self.voted[-1]:
            return {"votes_within": 0, "votes_covered": 0}
        return {
            "votes_within": 1 + int(shared * 4 / (self.size[b] - self.size[a] + 1)),
            "votes_covered": 1 + int(shared * 10 / (self.voted[-1] + 1)),
        }

    def _mean(self, a: int, b: int) -> float:
        if b <= a:
            return -8.0
        return (self.scored[b] - self.scored[a]) / (self.weight[b] - self.weight[a] or 1)


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0))


def _likeliest(candidates: Sequence[Span], titles: Headlines) -> int:
    """The unit that is the headline of the page, whatever its body is; -1 if there is none."""
    starts = dict.fromkeys(start for start, _ in candidates)
    found = [title for start in starts if (title := titles.above(start))]
    return max(found, key=lambda title: title.worth).unit if found else -1


def _walls(sheet: Sheet, scores: Sequence[float]) -> list[bool]:
    """The units beyond which a body hardly goes on: boilerplate, and what scores low."""
    kinds = [sheet.columns[name] for name in ("since_header", "since_rule", "since_menu")]
    return [
        score < _POOR or 0 in since for score, since in zip(scores, zip(*kinds, strict=True), strict=True)
    ]


def _nearest(walls: list[bool]) -> tuple[list[int], list[int]]:
    """For each border between units: the one below the last wall above it, that above the first below."""
    above = [0]
    for k, wall in enumerate(walls, 1):
        above.append(k if wall else above[-1])
    below = [len(walls)]
    for k in range(len(walls) - 1, -1, -1):
        below.append(k if walls[k] else below[-1])
    return above, below[::-1]
