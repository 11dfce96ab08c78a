"""Figures of the cleaning, by cross-validation grouped by site: `evaluate.py PAGES_FOLDER`.

With `--shipped` the shipped model is scored instead (on the pages it was trained on).
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from pages import Page, material
from scoring import Score, compare
from train import Case, fit, folds

from summarizer.cleaning import clean, model
from summarizer.text import Article, Document

OUTER = 5
BAD = 0.8
LEAST_SURE = 0.15


def document(page: Page) -> Document:
    kind = "text/html" if page.variant == "html" else "text/plain"
    return Document("page", "", kind, "utf-8", page.lines, page.main, page.title)


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
    """Print a row for each rendering, and its worst pages."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for page, article, score in answers:
        groups[page.variant if page.language == "zh" else f"{page.variant} {page.language}"].append(
            (page, article, score)
        )
    for name, group in groups.items():
        f1 = [score.f1 for _, _, score in group]
        unsure = sorted(group, key=lambda row: row[1].confidence)[: round(LEAST_SURE * len(group))]
        caught = sum(score.f1 < BAD for _, _, score in unsure)
        titles = np.mean([_title_found(page, article) for page, article, _ in group])
        print(
            f"{name:8} n={len(group):3} F1={np.mean(f1):.4f} "
            f"R={np.mean([s.recall for _, _, s in group]):.4f} "
            f"leak={np.mean([s.leak for _, _, s in group]):.4f} "
            f"bad={sum(f < BAD for f in f1)} caught={caught} title={titles:.2f}"
        )
        low = sorted(group, key=lambda row: row[2].f1)[:worst]
        leaky = sorted(group, key=lambda row: -row[2].leak)[:worst]
        print(
            "   ",
            " ".join(f"{page.name}:{score.f1:.2f}/{article.confidence:.2f}" for page, article, score in low),
        )
        print("    leak", " ".join(f"{page.name}:{score.leak:.2f}" for page, _, score in leaky))


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
