"""Labelled pages as training material: read, fold, cut down to what is clean."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

FULL = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
VARIANTS = ("full", "rp", "frag")


@dataclass(frozen=True)
class Page:
    """One rendering of a page. `site` groups the pages that may not be on both sides of a split."""

    name: str
    site: str
    variant: str
    language: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]


def load(folder: Path) -> list[Page]:
    """All pages of `folder`/*.json in every rendering."""
    pages = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        renderings = {"full": data, **data.get("variants", {})}
        for variant, rendering in renderings.items():
            kind = "seed" if data["id"].startswith("seed_") else variant
            pages.append(
                Page(data["id"], data.get("site") or data["id"], kind, data["lang"],
                     tuple(rendering["lines"]), tuple(rendering["labels"]))
            )  # fmt: skip
    return pages


def cleaned(page: Page) -> Page:
    """The page as somebody would paste it: without its noise."""
    kept = [(line, label) for line, label in zip(page.lines, page.labels, strict=True) if label != "noise"]
    lines, labels = zip(*kept, strict=True)
    return Page(page.name, page.site, "clean", page.language, lines, labels)


def shortened(page: Page, rng: random.Random) -> Page:
    """The page as if its article were a flash: only the first one to three paragraphs of the body."""
    left, size = rng.randint(1, 3), 0
    rows = []
    for line, label in zip(page.lines, page.labels, strict=True):
        if label == "body":
            if left <= 0 and size >= 40:
                continue
            left, size = left - bool(line.strip()), size + len(line)
        rows.append((line, label))
    return _rebuilt(page, "short", rows)


def versified(page: Page, rng: random.Random) -> Page:
    """The page as if its article were verse or a list: a line a clause, often without a mark."""
    keep = rng.random() < 0.5
    rows = []
    for line, label in zip(page.lines, page.labels, strict=True):
        if label != "body" or not line.strip():
            rows.append((line, label))
            continue
        clauses = re.findall(r"[^，。！？；,;!?]+[，。！？；,;!?”」）)]*", line) or [line]
        rows += [(clause.strip() if keep else clause.strip(" ，。；,;"), "body") for clause in clauses]
    return _rebuilt(page, "verse", rows)


def _rebuilt(page: Page, variant: str, rows: list[tuple[str, str]]) -> Page:
    lines, labels = zip(*rows, strict=True)
    return Page(page.name, page.site, variant, page.language, lines, labels)
