"""Train the cleaning model: `python bench/cleaning/train.py PAGES_FOLDER` (numpy and scikit-learn needed).

Writes summarizer/cleaning/model.json from all labelled pages of the folder, in all their renderings.
Figures by cross-validation grouped by site come from `evaluate.py`.

The three models stand on each other's shoulders, so each is trained on what the one below it says about
pages of sites it has not seen (inner folds); otherwise it would learn to trust it too much.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import fitting  # noqa: E402
from pages import Page, material  # noqa: E402
from scoring import compare, usefulness  # noqa: E402

from summarizer.cleaning import choosing, levels, model, roles  # noqa: E402
from summarizer.cleaning.context import Sheet, tabulate  # noqa: E402
from summarizer.cleaning.headlines import Headline, Headlines  # noqa: E402

# Inverse regularisation of the three models; found by cross-validation, coarse on purpose.
STRENGTHS = {"lines": 0.03, "levels": 0.03, "headlines": 0.1, "ranges": 0.02}
NOTHING = model.Additive(0.0, {})
INNER = 4
RIGHT = 0.95  # F1 from which an answer is right; the confidence is the probability of that


@dataclass(eq=False)
class Case:
    """A page with everything about it that does not depend on a model."""

    page: Page
    worths: dict[tuple[int, int], float] = field(default_factory=dict)

    @cached_property
    def sheet(self) -> Sheet:
        return tabulate(self.page.lines, self.page.main, self.page.votes)

    @cached_property
    def rows(self) -> np.ndarray:
        return matrix(self.sheet.columns)

    @cached_property
    def body(self) -> np.ndarray:
        labels = self.page.labels
        return np.array([any(labels[i] == "body" for i in range(*span)) for span in self.sheet.spans])

    @cached_property
    def weight(self) -> np.ndarray:
        """Longer units count more, titles and particulars little, every page the same."""
        neutral = (
            np.array([self.page.labels[a] in ("title", "meta") for a, _ in self.sheet.spans]) & ~self.body
        )
        size = np.minimum([shape.size for shape in self.sheet.shapes], 80)
        weight = (0.5 + size / 40) * np.where(neutral, 0.15, 1.0)
        return weight / weight.sum() * 100 * self.page.weight

    @cached_property
    def sample(self) -> tuple[np.ndarray, np.ndarray]:
        """Indices of the units to train on, with weights: all near the body, a third of the rest."""
        units = np.arange(len(self.body))
        inside = units[self.body]
        near = (units >= inside[0] - 25) & (units <= inside[-1] + 25) if len(inside) else units < 0
        third = ~near & (units % 3 == 0)
        return units[near | third], (self.weight * np.where(near, 1.0, 3.0))[near | third]

    def worth(self, span: tuple[int, int]) -> float:
        """How good it would be to keep the units of `span`."""
        if span not in self.worths:
            low, high = self.sheet.spans[span[0]][0], self.sheet.spans[span[1] - 1][1]
            self.worths[span] = usefulness("\n".join(self.page.lines[low:high]), self.page)
        return self.worths[span]

    def kept(self, start: int, stop: int, headline: Headline | None) -> float:
        """The F1 of the article whose body is the units `start` to `stop`."""
        kinds = roles.assign(self.sheet, start, stop, headline)
        body = [span for span, kind in zip(self.sheet.spans, kinds, strict=True) if kind == "body"]
        lines = [line for span in body for line in self.page.lines[slice(*span)]]
        return compare("\n".join(lines), self.page).f1


Columns = dict[str, bytes]


def matrix(columns: Columns) -> np.ndarray:
    """A row for each unit or candidate, a column for each feature."""
    return np.array([np.frombuffer(column, np.uint8) for column in columns.values()], dtype=np.int32).T


def fit_lines(cases: list[Case]) -> dict[str, Any]:
    """The model of units by themselves."""
    names = list(cases[0].sheet.columns)
    rows = np.vstack([case.rows[case.sample[0]] for case in cases])
    return fitting.fit(names, rows, *_targets(cases), STRENGTHS["lines"])


def fit_levels(cases: list[Case], related: dict[Case, Columns]) -> dict[str, Any]:
    """The model that corrects the first one's scores."""
    names = list(related[cases[0]])
    rows = np.vstack([matrix(related[case])[case.sample[0]] for case in cases])
    return fitting.fit(names, rows, *_targets(cases), STRENGTHS["levels"])


def _targets(cases: list[Case]) -> tuple[np.ndarray, np.ndarray]:
    body = np.concatenate([case.body[case.sample[0]] for case in cases])
    return body.astype(float), np.concatenate([case.sample[1] for case in cases])


def fit_headlines(cases: list[Case]) -> dict[str, Any]:
    """The model of headlines, from what stands above the labelled bodies."""
    names: list[str] = []
    rows, hits, weights = [], [], []
    for case in cases:
        if not case.body.any() or "title" not in case.page.labels:
            continue
        units, columns = Headlines(case.sheet, NOTHING, case.page.title).describe(int(case.body.argmax()))
        names = list(columns)
        rows += list(zip(*columns.values(), strict=True))
        hits += [case.page.labels[case.sheet.spans[k][0]] == "title" for k in units]
        weights += [case.page.weight] * len(units)
    return fitting.fit(names, np.array(rows), np.array(hits), np.array(weights), STRENGTHS["headlines"])


def fit_ranges(cases: list[Case], offers: dict[Case, choosing.Offer]) -> dict[str, Any]:
    """The model that prefers one candidate range to another: fitted on pairs of the best with a worse one."""
    names = list(offers[cases[0]].columns)
    tables = {case: matrix(offers[case].columns) for case in cases}
    pairs = []
    for case in cases:
        worth = np.array([case.worth(span) for span in offers[case].candidates])
        best = int(worth.argmax())
        pairs += [
            (tables[case][best], tables[case][k], case.page.weight * min(1.0, 2 * (worth[best] - worth[k])))
            for k in range(len(worth))
            if worth[best] - worth[k] > 0.003
        ]
    return fitting.fit_pairs(names, np.vstack(list(tables.values())), pairs, STRENGTHS["ranges"])


def fit_sureness(cases: list[Case], offers: dict[Case, choosing.Offer]) -> dict[str, float]:
    """The weights of the confidence, from facts about choices on unseen sites and whether they were right."""
    facts, good, weights = [], [], []
    for rest, part in folds(cases, INNER):
        chooser = model.additive(fit_ranges(rest, offers))
        for case in part:
            if case.page.natural:
                facts.append(choosing.doubt(offers[case], chooser))
                good.append(case.kept(*settled(offers[case], chooser)) >= RIGHT)
                weights.append(case.page.weight)
    return fitting.fit_sureness(facts, good, weights)


def settled(offer: choosing.Offer, chooser: model.Additive) -> tuple[int, int, Headline | None]:
    """The range that becomes the body of a page, and its headline."""
    start, stop = choosing.rank(offer, chooser)[0]
    headline = offer.titles.above(start)
    return (*roles.widened(offer.sheet, start, stop, headline), headline)


def folds(cases: list[Case], count: int) -> list[tuple[list[Case], list[Case]]]:
    """(rest, part) for each of `count` parts; all pages of a site are in one part, parts of similar size."""
    sites: dict[str, list[Case]] = {}
    for case in cases:
        sites.setdefault(case.page.site, []).append(case)
    parts: list[list[Case]] = [[] for _ in range(count)]
    for members in sorted(sites.values(), key=lambda members: (-len(members), members[0].page.site)):
        min(parts, key=len).extend(members)
    return [([c for other in parts if other is not part for c in other], part) for part in parts]


def fit(cases: list[Case]) -> dict[str, Any]:
    """All parts of the model, from `cases`."""
    inner = folds(cases, INNER)
    first = _unseen(cases, fit_lines, lambda case, lines: lines.score(case.sheet.columns))
    related = {case: levels.relate(case.sheet, first[case]) for case in cases}
    second: dict[Case, list[float]] = {}
    for rest, part in inner:
        corrected = model.additive(fit_levels(rest, related))
        second |= {case: corrected.score(related[case]) for case in part}
    headlines = fit_headlines(cases)  # few parameters and no feedback: needs no inner folds
    titled = model.additive(headlines)
    offers = {case: _offer(case, (first[case], second[case]), titled) for case in cases}
    fitted = {
        "lines": fit_lines(cases),
        "levels": fit_levels(cases, related),
        "headlines": headlines,
        "ranges": fit_ranges(cases, offers),
    }
    return {**fitted, "sureness": fit_sureness(cases, offers)}


def _unseen(
    cases: list[Case], fit_part: Callable[[list[Case]], dict[str, Any]],
    score: Callable[[Case, model.Additive], list[float]],
) -> dict[Case, list[float]]:  # fmt: skip
    """For each case the scores of a model that has not seen its site."""
    out = {}
    for rest, part in folds(cases, INNER):
        fitted = model.additive(fit_part(rest))
        out |= {case: score(case, fitted) for case in part}
    return out


def _offer(case: Case, scores: tuple[list[float], list[float]], headlines: model.Additive) -> choosing.Offer:
    return choosing.gather(case.sheet, scores, Headlines(case.sheet, headlines, case.page.title))


def write(parts: dict[str, Any], path: Path) -> None:
    """Write the model, a line for each feature."""
    blocks = []
    for name, part in parts.items():
        if "features" not in part:
            blocks.append(f' "{name}": {json.dumps(part)}')
            continue
        rows = ",\n".join(f'   "{key}": {json.dumps(value)}' for key, value in part["features"].items())
        blocks.append(
            f' "{name}": {{\n  "intercept": {part["intercept"]},\n  "features": {{\n{rows}\n  }}\n }}'
        )
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write(
        fit([Case(page) for page in material(Path(sys.argv[1]))]),
        ROOT / "summarizer" / "cleaning" / "model.json",
    )
