"""Labelled pages as training material: read, fold, cut down to what is clean."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FULL = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
VARIANTS = ("full", "rp", "frag")
WEIGHTS = {"clean": 0.4}


@dataclass(frozen=True)
class Page:
    """One rendering of a page. `site` groups the pages that may not be on both sides of a split.

    `gold_lines` and `gold_labels` are what an answer is scored against: the page's own lines, but for HTML
    those of the labelled text rendering.
    """

    name: str
    site: str
    variant: str
    language: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]
    main: frozenset[int] | None = None
    title: str = ""
    votes: tuple[frozenset[int] | None, ...] = ()
    gold: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def gold_lines(self) -> tuple[str, ...]:
        return self.gold[0] if self.gold else self.lines

    @property
    def gold_labels(self) -> tuple[str, ...]:
        return self.gold[1] if self.gold else self.labels

    @property
    def weight(self) -> float:
        return WEIGHTS.get(self.variant, 1.0 if self.language == "zh" else 0.5)

    @property
    def natural(self) -> bool:
        """Whether somebody published it like this."""
        return self.variant not in WEIGHTS


def load(folder: Path) -> list[Page]:
    """All pages of `folder`/*.json in every rendering; HTML if the project's reader can read it."""
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
        if data.get("html_file"):
            pages.append(_html(folder / data["html_file"], pages[-len(renderings)]))
    return pages


def _html(path: Path, full: Page) -> Page:
    """The page as the project's reader renders it, labels carried over from the rendering `full`."""
    from summarizer.reading import read_text  # noqa: PLC0415

    document = read_text(gzip.decompress(path.read_bytes()).decode("utf-8"), "page.html")
    return Page(full.name, full.site, "html", full.language, document.texts, _carried(document.texts, full),
                document.main, document.title, tuple(vote.lines for vote in document.votes),
                (full.lines, full.labels))  # fmt: skip


def _carried(texts: tuple[str, ...], full: Page) -> tuple[str, ...]:
    """The label of the gold lines that share most of a line's grams; noise where nothing is shared."""
    votes: dict[str, Counter[str]] = {}
    for line, label in zip(full.lines, full.labels, strict=True):
        for gram in _grams(line):
            votes.setdefault(gram, Counter())[label] += 1
    labels = []
    for text in texts:
        tally: Counter[str] = Counter()
        for gram in _grams(text):
            counts = votes.get(gram, {})
            for label, count in counts.items():
                tally[label] += count / sum(counts.values())
        labels.append(tally.most_common(1)[0][0] if tally else "noise")
    return tuple(labels)


def _grams(text: str) -> list[str]:
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    return [letters[i : i + 5] for i in range(max(1, len(letters) - 4))] if letters else []


def material(folder: Path) -> list[Page]:
    """What the model is trained on: every rendering, and every Chinese page without its noise."""
    pages = load(folder)
    return pages + [cleaned(p) for p in pages if p.variant in ("full", "seed") and p.language == "zh"]


def cleaned(page: Page) -> Page:
    """The page as somebody would paste it: without its noise."""
    kept = [(line, label) for line, label in zip(page.lines, page.labels, strict=True) if label != "noise"]
    lines, labels = zip(*kept, strict=True)
    return Page(page.name, page.site, "clean", page.language, lines, labels)
