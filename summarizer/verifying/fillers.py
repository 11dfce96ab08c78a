"""A sentence or a clause that the English adds of its own, as models fill up what they write.

"The move is expected to boost the local economy", "despite strong opposition from residents": of a table of
such words (`fillers.txt`), each with all Chinese that it may stand for, the added part has two or more that
nothing in the Chinese explains, and hardly one that something does. Names and figures have checks of their
own. Of 10,700 right pairs none has such a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair, remembered
from summarizer.verifying.words import different_words

_KINDS = frozenset({"sentence", "point", "line", "event", "statement"})
_SENTENCE_ZH = re.compile(r"[^。！？；!?;”」』）)\s][^。！？；!?;]*+")
_STOP_EN = re.compile(r"(?<=[a-z\d)\"”%][.!?]) +(?=[A-Z\"“])")
# The last clause, without a figure or a name.
_CLAUSE_EN = re.compile(r"(?:, |\bwith (?=the )|\bfor (?=the ))([^,.;:\dA-Z]{15,90})\.?\Z")
_NAMED = re.compile(r"\d|(?<!^)(?<![\"“])\b[A-Z]")
_WORD = re.compile("[a-z]+")
_FEWEST = 2  # words that nothing explains
_FOR_ONE = 2  # so many of them for one that something explains


def check(page: Page) -> Iterator[Finding]:
    """Finding `addition`, an error."""
    for pair in page.running:
        if pair.kind in _KINDS and pair.en:
            yield from _added(pair)


@remembered
def _added(pair: Pair) -> Iterator[Finding]:
    if len(_table().keys() & different_words(pair.en.lower())) < _FEWEST:
        return  # as in most texts
    for part in _parts(pair.zh, pair.en.strip()):
        if (words := _told(part)) and (strange := _unexplained(words, simplified(pair.zh))):
            message = f"“{part.strip()[:120]}” is added: nothing in the Chinese says {', '.join(strange)}."
            yield pair.error("addition", "accuracy/addition", message)
            return


def _parts(zh: str, en: str) -> Iterator[str]:
    """The last clause, and the sentences where there are more of them than in the Chinese."""
    if clause := _CLAUSE_EN.search(en, max(0, len(en) - 110)):
        yield clause[1]
    sentences = _STOP_EN.split(en)
    if len(sentences) > 1 and len(sentences) > len(_SENTENCE_ZH.findall(zh)):
        yield from (each for each in sentences if not _NAMED.search(each[1:]))


def _told(part: str) -> list[str]:
    """The words of the table in a part, if there are enough."""
    known = _table()
    found = [word for word in dict.fromkeys(_WORD.findall(part.lower())) if word in known]
    return found if len(found) >= _FEWEST else []


def _unexplained(words: list[str], zh: str) -> list[str]:
    """Those of some words that nothing in the Chinese explains, if they are by far the most."""
    known = _table()
    rows = {known[word][0]: word for word in words}
    strange = [word for at, word in rows.items() if not known[word][1].search(zh)]
    explained = len(rows) - len(strange)
    return strange if len(strange) >= _FEWEST and explained * _FOR_ONE <= len(strange) else []


@cache
def _table() -> dict[str, tuple[int, re.Pattern[str]]]:
    """Each word with its row and what explains it."""
    rows = files(__package__).joinpath("fillers.txt").read_text(encoding="utf-8").strip().split("\n")
    parted = (row.split(" | ") for row in rows)
    told = [(words.split(), re.compile("|".join(zh.split()))) for words, zh in parted]
    return {word: (at, zh) for at, (words, zh) in enumerate(told) for word in words}
