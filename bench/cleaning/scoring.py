"""How good a kept text is: F1 and leak of characters in 5-grams; titles and particulars are neutral."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from pages import Page

N = 5
LEAK_WEIGHT = 0.3  # what a leak of all noise costs in F1 when the model is trained


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    f1: float
    leak: float


def usefulness(kept: str, page: Page) -> float:
    """What training maximises."""
    score = compare(kept, page)
    return score.f1 - LEAK_WEIGHT * score.leak


def compare(kept: str, page: Page) -> Score:
    """Score the text `kept` of a page against its gold lines."""
    rows = list(zip(page.gold_lines, page.gold_labels, strict=True))
    body = "".join(_normal(line) for line, label in rows if label == "body")
    noise = sum(len(_normal(line)) for line, label in rows if label == "noise")
    text = _normal(kept)
    hits, found = _covered(text, Counter(_grams(body))), sum(_covered(body, Counter(_grams(text))))
    neutral: Counter[str] = Counter()
    for line, label in rows:
        if label in ("title", "meta"):
            neutral.update(_grams(_normal(line)) or [_normal(line)])
    wrong = sum(_unexplained(text, hits, neutral))
    right = sum(hits)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = found / len(body) if body else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1, min(1.0, wrong / noise) if noise else 0.0)


def _normal(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def _grams(text: str) -> list[str]:
    return [text[i : i + N] for i in range(len(text) - N + 1)]


def _covered(text: str, have: Counter[str]) -> bytearray:
    """Mark the characters of `text` in grams that `have` still has; each is used up once."""
    mask = bytearray(len(text))
    for i, gram in enumerate(_grams(text)):
        if have.get(gram, 0) > 0:
            have[gram] -= 1
            mask[i : i + N] = b"\1" * N
    return mask


def _unexplained(text: str, hits: bytearray, neutral: Counter[str]) -> bytearray:
    """Mark the characters of `text` that neither the body nor a neutral line accounts for."""
    wrong = bytearray(len(text))
    start = 0
    while start < len(text):
        if hits[start]:
            start += 1
            continue
        stop = hits.find(b"\1", start)
        stop = len(text) if stop < 0 else stop
        low, high = max(0, start - N + 1), min(len(text), stop + N - 1)
        known = _covered(text[low:high], neutral)[start - low : stop - low]
        if not any(known) and stop - start < N and neutral.get(text[start:stop], 0) > 0:
            known = bytearray(b"\1" * (stop - start))
        for i, value in enumerate(known):
            wrong[start + i] = not value
        start = stop
    return wrong
