"""What became so many times as much has one English: 两倍 is not "doubled" here and "tripled" there.

Each of the two may be right for itself: 增长两倍 is three times as much in strict use, and often twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.text import Finding
from summarizer.verifying.figures.pairs import matches
from summarizer.verifying.page import Page, Pair

_MULTIPLE = re.compile(r"[倍番折]")


def _matches(pair: Pair, page: Page) -> list[tuple[Figure, Figure]]:
    ours = page.quantifier.zh(pair.zh)
    if not any(map(_is_multiple, ours.figures)):
        return []
    return matches(ours, page.quantifier.en(pair.en), pair.en)


def _is_multiple(figure: Figure) -> bool:
    return (figure.kind == "multiple" or figure.unit == "折") and figure.upper is None


def _is_rest(figure: Figure, one: Value, other: Value) -> bool:
    """Whether one is what remains and the other what is taken off: 九折 is 90%, and 10% off."""
    return figure.unit == "折" and one + other == 100


def disagreements(page: Page) -> Iterator[Finding]:
    """Findings `agreement`: one Chinese multiple with two values in English, with both places."""
    first: dict[tuple[str, str, str], tuple[Value, str, str]] = {}
    for pair in page.pairs:
        if not pair.en or not _MULTIPLE.search(pair.zh):
            continue
        for figure, rendering in _matches(pair, page):
            if not _is_multiple(figure):
                continue
            context = plain(pair.zh[max(0, figure.start - 3) : figure.end])
            key = (context, rendering.kind, rendering.unit)
            value, surface, where = first.setdefault(key, (rendering.value, rendering.surface, pair.where))
            if value != rendering.value and not _is_rest(figure, value, rendering.value):
                message = f"{figure.surface} is “{rendering.surface}” here and “{surface}” at {where}.en."
                yield pair.error("agreement", "accuracy/mistranslation", message, "en", figure.surface)
