"""An English sentence that stands in two paragraphs, though the Chinese of one of them says nothing like it.

A model is shown what stands around a segment, and may translate some of that, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.sentences import SENTENCE_ZH, sentences_en

LEAST = 40  # letters: shorter sentences come again (he said so, the rest is history)
TAIL = 30  # letters by which sentences that end alike are found
LEAST_HAN = 6  # characters of a sentence that may be what the English says
MOST = 6  # paragraphs that have one sentence: what stands in more is a refrain
ALIKE = 0.4  # of the pairs of characters of a sentence: Chinese that says the same in other words has more

MORE_ALIKE = 0.6  # the same of a clause, which is shorter
_CLAUSE = re.compile("[，。；：！？（）(),;:!?\\s]+")


def check(page: Page) -> Iterator[Finding]:
    """Findings `addition`, all errors."""
    for (one, other), sentence in _sharing([pair for pair in page.running if pair.kind == "line"]).items():
        if one.zh != other.zh and not _say_alike(one.zh, other.zh):
            stray, home = (one, other) if _density(one) > _density(other) else (other, one)
            message = f"“{sentence}” stands at {home.where}.en as well; the Chinese here does not say it."
            yield stray.error("addition", "accuracy/addition", message, "en", sentence)


def _sharing(pairs: Sequence[Pair]) -> dict[tuple[Pair, Pair], str]:
    """The paragraphs that have a sentence in common, with the first that they have."""
    having: dict[str, list[Pair]] = {}
    for pair in pairs:
        for sentence in dict.fromkeys(sentences_en(pair.en)):
            if len(sentence) >= LEAST:
                having.setdefault(sentence, []).append(pair)
    for sentence, added in _run_on(having):
        having[added] += (pair for pair in having[sentence] if pair not in having[added])
    found: dict[tuple[Pair, Pair], str] = {}
    for sentence, those in having.items():
        for two in combinations(those, 2) if 1 < len(those) <= MOST else ():
            found.setdefault(two, sentence)
    return found


def _run_on(sentences: Collection[str]) -> list[tuple[str, str]]:
    """Sentences that end with another one, before which nothing ends: a heading or caption had no stop."""
    ends = {sentence[-TAIL:]: sentence for sentence in sorted(sentences, key=len, reverse=True)}
    shorter = ((sentence, ends[sentence[-TAIL:]]) for sentence in sentences)
    return [(long, short) for long, short in shorter if long != short and long.endswith(f" {short}")]


def _density(pair: Pair) -> float:
    """How much English there is for the Chinese of a paragraph."""
    return len(pair.en) / (len(pair.zh) or 1)


def _say_alike(one: str, other: str) -> bool:
    """Whether some sentence of one Chinese text may say what one of the other does."""
    here, there = _pairs(one), _pairs(other)
    return _has_alike(one, there) or _has_alike(other, here)


def _has_alike(text: str, known: set[str]) -> bool:
    sentences = (_pairs(part) for part in SENTENCE_ZH.findall(text) if len(part) >= LEAST_HAN)
    if any(len(pairs & known) >= ALIKE * len(pairs) for pairs in sentences):
        return True
    clauses = (_pairs(part) for part in _CLAUSE.split(text) if len(part) >= LEAST_HAN)
    return any(len(pairs & known) >= MORE_ALIKE * len(pairs) for pairs in clauses)


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
