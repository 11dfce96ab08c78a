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
_BEGINS = re.compile(f"([^，。；：、“”「」]{{2,24}}?)(?:{SAYING}|预[计测]|估计|判断)")
_WHO = """
业内人士 有关专家 专家 分析人士 分析师 市场人士 知情人士 消息人士 网友 居民 村民 学者 经济学家
"""
_UNNAMED = frozenset(_WHO.split())
_TAIL, _HEAD = 3, 2  # characters by which an organisation is called for short
_FEWEST = 8  # pairs of characters of what is said
_MOST, _PART = 0.75, 0.4  # shares of them that a sentence of the article has


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `speaker`: the only sentence that tells what is said has somebody else who says it."""
    text = retold.text
    if not retold.names or not any(
        name in retold.cited and name not in text for name in retold.article.names
    ):
        return  # nobody else may say it
    for name in retold.names:
        for at in all_places(name, text):
            if says := _SAYS.match(text, at + len(name)):
                told = text[says.end() : sentence_at(text, at)[1]]
                if other := _other_speaker(name, told, retold):
                    message = f"{name} says this in the digest; in the article {other} does."
                    yield Problem("speaker", "error", message, name + says[0], "zh")
                    return


def of_organisations(retold: Retold) -> Iterator[Problem]:
    """Finding `speaker`: what another organisation says, or somebody whom the article does not name."""
    text = retold.text
    for name in retold.organisations:
        at = text.find(name)
        says = _SAYS.match(text, at + len(name))
        if says is None:
            continue
        told = pairs_of(text[says.end() : sentence_at(text, at)[1]])
        if len(told) < _FEWEST or not tells(retold.cited, told, _MOST):
            continue
        if other := _other_organisation(name, told, retold):
            message = f"{name} says this in the digest; in the article {other} does."
            yield Problem("speaker", "error", message, name + says[0], "zh")
            return


def _other_organisation(name: str, told: Sequence[str], retold: Retold) -> str:
    """Who says in the cited lines what another one does in the digest, or ""."""
    others: set[str] = set()
    for found in _SENTENCE.finditer(retold.cited):
        sentence = found[0]
        if tells(sentence, told, _PART):
            begins = _BEGINS.match(sentence)
            if begins is None or name[-_TAIL:] in sentence or name[:_HEAD] in begins[1]:
                return ""
            others.add(begins[1])
    other = others.pop() if len(others) == 1 else ""
    is_known = other in _UNNAMED or other in retold.article.organisations
    return other if is_known and other not in retold.text else ""


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
