"""A word of a closed class in the digest for another one of the article: 湖北 for 湖南, 水稻 for 小麦."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.verifying import siblings
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling import kindred
from summarizer.verifying.retelling.source import Retold


def by_siblings(retold: Retold) -> Iterator[Problem]:
    """The findings of the classes, where the article has nothing at all that the word may be for.

    What stands between the same words as the other one is found by that.
    """
    found = list(siblings.replaced(retold.text, retold.cited, retold.article.text)) if retold.reworded else []
    if found and not any(kindred.exchanged(retold)):
        yield from found
