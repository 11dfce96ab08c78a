"""What one person says in the article is not put into the mouth of another in the digest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, tells
from summarizer.verifying.retelling.source import Retold, sentence_at
from summarizer.verifying.vocabulary import SAYING

_SAYS = re.compile(f"[^，。；：、“”「」与和及]{{0,12}}?(?:{SAYING})")
_SENTENCE = re.compile("[^。！？!?；;\n]+")
_FEWEST = 8  # pairs of characters of what is said
_MOST, _PART = 0.75, 0.4  # shares of them that a sentence of the article has


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `speaker`: the only sentence that tells what is said has somebody else who says it."""
    names, text = retold.article.names, retold.text
    if not any(map(text.__contains__, names)):
        return
    if not any(name in retold.cited and name not in text for name in names):
        return  # nobody else may say it
    for name in names:
        for at in all_places(name, text):
            if says := _SAYS.match(text, at + len(name)):
                told = text[says.end() : sentence_at(text, at)[1]]
                if other := _other_speaker(name, told, retold):
                    message = f"{name} says this in the digest; in the article {other} does."
                    yield Problem("speaker", "error", message, name + says[0], "zh")
                    return


def _other_speaker(name: str, told: str, retold: Retold) -> str:
    """Who says it in the article, if it is not he, and the digest does not name him at all."""
    pairs = pairs_of(told)
    if len(pairs) < _FEWEST:
        return ""
    speakers = set()
    for found in _SENTENCE.finditer(retold.cited):
        sentence = found[0]
        if name in sentence and tells(sentence, pairs, _PART):
            return ""
        if tells(sentence, pairs, _MOST):
            speakers.add(_speaker(sentence, retold.article.names, pairs))
    other = speakers.pop() if len(speakers) == 1 else ""
    return "" if other in retold.text or other in name or name in other else other


def _speaker(sentence: str, names: Sequence[str], pairs: Sequence[str]) -> str:
    """The only person whom a sentence names, if he says what follows, or ""."""
    named = [name for name in names if name in sentence]
    if len(named) != 1:
        return ""
    at = sentence.find(named[0])
    says = _SAYS.match(sentence, at + len(named[0]))
    return named[0] if says and tells(sentence[says.end() :], pairs, _MOST) else ""
