"""Figures of the cleaning, by cross-validation grouped by site: `evaluate.py PAGES_FOLDER`.

With `--shipped` the shipped model is scored instead (on the pages it was trained on).

For each rendering: the scores of the articles; how many pages are `unsure` and how many of the bad ones they
hold; the area under the ROC curve of the confidence against F1 < 0.9; and the F1 when the least confident 5,
10 and 15% are asked about and somebody who sees the page gives its first and last line. Last, how often
answers of each confidence are right.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from pages import Page, material
from scoring import Score, compare
from train import RIGHT, Case, fit, folds

from summarizer.cleaning import UNSURE, clean, model, within
from summarizer.text import Article, Document, Vote

OUTER = 5
BAD = 0.8
POOR = 0.9
SHARES = (0.05, 0.1, 0.15)
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


def document(page: Page) -> Document:
    kind = "text/html" if page.variant == "html" else "text/plain"
    return Document(
        "page",
        "",
        kind,
        "utf-8",
        page.lines,
        page.main,
        page.title,
        votes=tuple(Vote(str(k), lines) for k, lines in enumerate(page.votes)),
    )


def answer(page: Page, parts: model.Model | None) -> tuple[Page, Article, Score]:
    """The article that `clean` makes of a page, and its score."""
    article = clean(document(page), parts)
    return page, article, compare("\n".join(line.text for line in article.body), page)


def crossed(cases: list[Case]) -> list[tuple[Page, Article, Score]]:
    """Every page answered by a model that has not seen its site."""
    answers = []
    for rest, part in folds(cases, OUTER):
        parts = model.parse(fit(rest))
        answers += [answer(case.page, parts) for case in part]
    return answers


def report(answers: list[tuple[Page, Article, Score]], worst: int = 8) -> None:
    """Print some rows for each rendering, with its worst pages."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for page, article, score in answers:
        groups[page.variant if page.language == "zh" else f"{page.variant} {page.language}"].append(
            (page, article, score)
        )
    for name, group in groups.items():
        f1 = [score.f1 for _, _, score in group]
        titles = np.mean([_title_found(page, article) for page, article, _ in group])
        print(
            f"{name:8} n={len(group):3} F1={np.mean(f1):.4f} "
            f"R={np.mean([s.recall for _, _, s in group]):.4f} "
            f"leak={np.mean([s.leak for _, _, s in group]):.4f} "
            f"bad={sum(f < BAD for f in f1)} title={titles:.2f}"
        )
        print("   ", _doubts(group))
        low = sorted(group, key=lambda row: row[2].f1)[:worst]
        leaky = sorted(group, key=lambda row: -row[2].leak)[:worst]
        print(
            "   ",
            " ".join(f"{page.name}:{score.f1:.2f}/{article.confidence:.2f}" for page, article, score in low),
        )
        print("    leak", " ".join(f"{page.name}:{score.leak:.2f}" for page, _, score in leaky))
    _calibration([row for row in answers if row[0].natural])


def _doubts(group: list[tuple[Page, Article, Score]]) -> str:
    """What the confidence is good for."""
    ranked = sorted(group, key=lambda row: row[1].confidence)
    f1 = np.array([score.f1 for _, _, score in ranked])
    told = np.array([max(score.f1, _told(page)) for page, _, score in ranked])
    unsure = sum(article.confidence < UNSURE for _, article, _ in ranked)
    poor = f1 < POOR
    pairs = poor.sum() * (~poor).sum()
    auc = sum((~poor[k:]).sum() for k in np.flatnonzero(poor)) / pairs if pairs else float("nan")
    curve = [np.mean([*told[: round(share * len(f1))], *f1[round(share * len(f1)) :]]) for share in SHARES]
    return (
        f"unsure={unsure / len(group):.2f} bad among them={sum(f1[:unsure] < BAD)} AUC={auc:.3f} asked: "
        + " ".join(f"{share:.0%}:{value:.4f}" for share, value in zip(SHARES, curve, strict=True))
    )


def _told(page: Page) -> float:
    """The F1 if somebody says in which line of `page` the article begins and in which it ends."""
    lines = [n for n, label in enumerate(page.labels, 1) if label == "body"]
    if not lines:
        return 0.0
    article = within(document(page), lines[0], lines[-1])
    return compare("\n".join(line.text for line in article.body), page).f1


def _calibration(answers: list[tuple[Page, Article, Score]]) -> None:
    for low, high in pairwise(BINS):
        right = [score.f1 >= RIGHT for _, article, score in answers if low <= article.confidence < high]
        if right:
            print(
                f"confidence {low:.2f}-{min(high, 1):.2f}: {len(right):3} pages, {np.mean(right):.2f} right"
            )


def _title_found(page: Page, article: Article) -> bool:
    """Whether the first title line is a gold title, or there is neither."""
    gold = {
        _plain(line)
        for line, label in zip(page.gold_lines, page.gold_labels, strict=True)
        if label == "title"
    }
    ours = next((_plain(line.text) for line in article.lines if line.role == "title"), "")
    return ours in gold if gold else True


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


if __name__ == "__main__":
    cases = [Case(page) for page in material(Path(sys.argv[1]))]
    if "--shipped" in sys.argv:
        report([answer(case.page, None) for case in cases])
    else:
        report(crossed(cases))
