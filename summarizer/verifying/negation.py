"""Not, must and may leave a trace in the English, and what rises does not fall.

A sentence that lost its "not" reads well and says the opposite. Strong negations and prohibitions without
any negative word in the English are errors; weaker ones, and lost modality, are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.vocabulary import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    BOUNDED,
    BOUNDING,
    DENIED,
    DENYING,
    FALLING,
    FELL,
    FORBIDDING,
    IDIOMS,
    LEXICAL,
    LIMITED,
    MAY_NEGATE,
    OBLIGED,
    OBLIGING,
    PLANNED,
    PLANNING,
    PROHIBITED,
    RISING,
    ROSE,
    SURELY,
    WEAK,
    simplified,
)

MISTRANSLATION = "accuracy/mistranslation"
SENTENCE_EN = re.compile(r"(?<=[a-z\d)\"”])[.!?][\"”]? +(?=[A-Z\"“(])|; ")
CLAUSE = re.compile(r"[。！？；，!?;,]")
# One negative word may hold for several: "must not charge or advertise".
SHARED = re.compile(r"\b(?:or|either)\b")
# 未经批准，不得……: the permission that is missing is not what is forbidden.
UNLESS = re.compile(r"未经[^，。；]{1,12}[，,]?[^。；]{0,20}不得")
WITHOUT = re.compile(r"\b(?:without|unapproved|unauthori[sz]ed|unlicen[sc]ed|unless)\b")
SENTENCE = re.compile(r"[。！？；!?;]")
# Stands for what was taken out of a text.
GAP = "＿"


def check(page: Page) -> Iterator[Finding]:
    """Findings `negation` (an error if strong), `direction` (an error), and `modality` (a warning)."""
    for pair in page.running:
        if pair.en.strip():
            text = replace(pair, zh=simplified(pair.zh))
            yield from _negated(text)
            yield from _modal(text)
            yield from _turned(text)


def _negated(pair: Pair) -> Iterator[Finding]:
    """One finding at most, of the sentences in pairs where they go in pairs, else of the whole text."""
    if MAY_NEGATE.search(pair.zh):
        found = next(_lost(pair), None)
        sentences = () if found else _sentences(pair)
        yield from filter(None, [found or next((bad for one in sentences for bad in _lost(one)), None)])


def _sentences(pair: Pair) -> list[Pair]:
    """The sentences of both sides in pairs, [] where they do not go in pairs."""
    ours = [text for text in SENTENCE.split(pair.zh) if text.strip("”」』）) ")]
    theirs = [text for text in SENTENCE_EN.split(pair.en) if text.strip()]
    if len(ours) != len(theirs) or len(ours) < 2:
        return []
    if not all(1.8 <= len(en) / len(zh) <= 9 for zh, en in zip(ours, theirs, strict=True)):
        return []
    pairs = (replace(pair, zh=zh, en=en) for zh, en in zip(ours, theirs, strict=True))
    return [one for one in pairs if PROHIBITED.search(one.zh) or DENIED.search(one.zh)]


def _lost(pair: Pair) -> Iterator[Finding]:
    zh, en = _without_lexical(IDIOMS.sub(GAP, pair.zh), pair.en.lower())
    for negation, trace in ((PROHIBITED, FORBIDDING), (BOUNDED, BOUNDING), (DENIED, DENYING)):
        if (found := negation.search(zh)) and not trace.search(en):
            yield pair.error("negation", MISTRANSLATION, _message(found[0]), "en", found[0])
            return
    negative = [text for text in SENTENCE.split(zh) if PROHIBITED.search(text) or DENIED.search(text)]
    if len(negative) > 1 and (traces := len(SURELY.findall(en))) < len(negative):
        message = (
            f"{len(negative)} sentences of the Chinese are negative; the English has {traces} negative words."
        )
        yield pair.error("negation", MISTRANSLATION, message, "en", negative[-1])
        return
    clauses = [text for text in CLAUSE.split(zh) if PROHIBITED.search(text) or DENIED.search(text)]
    if len(clauses) > 1 and len(SURELY.findall(en)) + len(SHARED.findall(en)) < len(clauses):
        message = f"{len(clauses)} clauses of the Chinese are negative; the English has fewer negative words."
        yield pair.error("negation", MISTRANSLATION, message, "en", clauses[-1])
        return
    if UNLESS.search(zh) and WITHOUT.search(en) and not FORBIDDING.search(WITHOUT.sub(" ", en)):
        yield pair.error("negation", MISTRANSLATION, _message("不得"), "en", "不得")
        return
    for bound, wrong in ((AT_LEAST, BELOW), (AT_MOST, ABOVE)):
        found, turned = bound.search(zh), wrong.search(en)
        if found and turned and not LIMITED.search(en):
            message = f"“{found[0]}” has become “{turned[0]}”."
            yield pair.error("negation", MISTRANSLATION, message, "en", found[0])
            return
    if (weak := WEAK.search(zh)) and not BOUNDING.search(en):
        quote = zh[weak.start() : weak.start() + 3].rstrip(GAP)
        yield pair.warning("negation", MISTRANSLATION, _message(quote), "en", quote)


def _without_lexical(zh: str, en: str) -> tuple[str, str]:
    for chinese, english in LEXICAL:
        if chinese.search(zh) and english.search(en):
            zh, times = chinese.subn(GAP, zh)
            en = english.sub(GAP, en, count=times)
    return zh, en


def _message(zh: str) -> str:
    return f"“{zh}” has left no trace: no negative word in the English."


def _modal(pair: Pair) -> Iterator[Finding]:
    for modal, trace in ((OBLIGED, OBLIGING), (PLANNED, PLANNING)):
        found = modal.search(pair.zh)
        if found and not trace.search(pair.en.lower()):
            message = f"“{found[0]}” has left no trace in the English."
            yield pair.warning("modality", MISTRANSLATION, message, "en", found[0])


def _turned(pair: Pair) -> Iterator[Finding]:
    """What rises in the Chinese falls in the English, or the reverse; nothing is said where both occur."""
    for there, opposite, trace, wrong in ((ROSE, FELL, RISING, FALLING), (FELL, ROSE, FALLING, RISING)):
        found = there.search(pair.zh)
        if not found or opposite.search(pair.zh) or trace.search(pair.en.lower()):
            continue
        if turned := wrong.search(pair.en.lower()):
            message = f"“{found[0]}” has become “{turned[0]}”."
            yield pair.error("direction", MISTRANSLATION, message, "en", found[0])
