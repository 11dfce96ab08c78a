"""How far the extractors of a page agree on what its main content is: doubt where they do not."""

from __future__ import annotations

from itertools import combinations

from summarizer.text import Document


def agreement(document: Document) -> float:
    """Return the mean, over pairs of votes, of the share of characters on which two agree (Jaccard): 0 to 1.

    1.0 where fewer than two extractors were asked: nobody disagrees. An extractor that was asked and found
    nothing agrees with nobody.
    """
    votes = [vote.lines or frozenset() for vote in document.votes]
    pairs = list(combinations(votes, 2))
    if not pairs:
        return 1.0
    sizes = (0, *(len(text) for text in document.texts))
    return sum(_shared(one, other, sizes) for one, other in pairs) / len(pairs)


def _shared(one: frozenset[int], other: frozenset[int], sizes: tuple[int, ...]) -> float:
    either = sum(sizes[n] for n in one | other)
    return sum(sizes[n] for n in one & other) / either if either else 0.0
