"""Labelled pages as training material: read, fold, cut down to what is clean."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FULL = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
VARIANTS = ("full", "rp", "frag")


WEIGHTS = {"clean": 0.4, "short": 0.3, "verse": 0.3, "interrupted": 0.3}


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
                document.main, document.title, (full.lines, full.labels))  # fmt: skip


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


def interrupted(page: Page, rng: random.Random) -> Page:
    """The page as if short lines of its noise stood between the paragraphs of its body, as adverts do."""
    scraps = [
        line
        for line, label in zip(page.lines, page.labels, strict=True)
        if label == "noise" and 2 <= len(line.strip()) <= 40
    ]
    rows = []
    for line, label in zip(page.lines, page.labels, strict=True):
        rows.append((line, label))
        if label == "body" and line.strip() and scraps and rng.random() < 0.4:
            rows += [(rng.choice(scraps), "noise") for _ in range(rng.randint(1, 2))]
    return _rebuilt(page, "interrupted", rows)


def varied(pages: list[Page]) -> list[Page]:
    """Pages made of others, for what is rare in the collection and common outside: see `train.py`."""
    rng = random.Random(7)
    chinese = [page for page in pages if page.language == "zh"]
    full = [page for page in chinese if page.variant == "full"]
    makers = [
        (shortened, [p for p in chinese if p.variant in ("full", "rp")]),
        (versified, full),
        (interrupted, full),
    ]
    return [make(page, rng) for make, sources in makers for page in sources]


def _rebuilt(page: Page, variant: str, rows: list[tuple[str, str]]) -> Page:
    lines, labels = zip(*rows, strict=True)
    return Page(page.name, page.site, variant, page.language, lines, labels)
