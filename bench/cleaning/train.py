"""Train the cleaning model: `python bench/cleaning/train.py PAGES_FOLDER` (numpy and scikit-learn needed).

Writes summarizer/cleaning/model.json from all labelled pages of the folder, in all their renderings.
Figures by cross-validation grouped by site come from `evaluate.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import fitting  # noqa: E402
from pages import Page, cleaned, load  # noqa: E402

from summarizer.cleaning.context import Sheet, tabulate  # noqa: E402

STRENGTH = 0.03


def targets(page: Page, sheet: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """Whether each unit is body, and its weight: longer units count more, titles and particulars little."""
    body = np.array([any(page.labels[i] == "body" for i in range(*span)) for span in sheet.spans])
    neutral = np.array([page.labels[a] in ("title", "meta") for a, _ in sheet.spans]) & ~body
    size = np.minimum([shape.size for shape in sheet.shapes], 80)
    weight = (0.5 + size / 40) * np.where(neutral, 0.15, 1.0)
    scale = 0.4 if page.variant == "clean" else 0.5 if page.language != "zh" else 1.0
    return body.astype(float), weight / weight.sum() * 100 * scale


def fit_lines(pages: list[Page], strength: float = STRENGTH) -> dict[str, Any]:
    """The line model of `pages`."""
    sheets = [tabulate(page.lines) for page in pages]
    names = list(sheets[0].columns)
    rows = np.vstack([np.array([sheet.columns[name] for name in names]).T for sheet in sheets])
    labels = [targets(page, sheet) for page, sheet in zip(pages, sheets, strict=True)]
    body, weight = (np.concatenate(parts) for parts in zip(*labels, strict=True))
    return fitting.fit(names, rows, body, weight, strength)


def material(folder: Path) -> list[Page]:
    """Every rendering of every page, and every page without its noise."""
    pages = load(folder)
    return pages + [cleaned(page) for page in pages if page.variant in ("full", "seed") and page.language == "zh"]


def fit(pages: list[Page]) -> dict[str, Any]:
    return {"lines": fit_lines(pages)}


def write(model: dict[str, Any], path: Path) -> None:
    text = json.dumps(model, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit(material(Path(sys.argv[1]))), ROOT / "summarizer" / "cleaning" / "model.json")
