"""Not, must and may leave a trace in the English.

A sentence that lost its "not" reads well and says the opposite. What Chinese denies, forbids or refuses is an
error where no word of the English says no, but for what English often tells otherwise: that is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying import (
    denied,
    denying,
    grounds,
    modality,
    negated,
    plans,
    polarity,
    sentences,
    untold,
)
from summarizer.verifying.page import Page, Pair, remembered
from summarizer.verifying.vocabulary import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    GAP,
    LEXICAL,
    LIMITED,
    MAY_BE_LEXICAL,
    english,
)

MISTRANSLATION = "accuracy/mistranslation"
SHORTEST = 4  # characters: a shorter text may be a name
# An obligation with nothing negative behind it, and what obliges in Chinese.
FORBIDDEN, OBLIGES = re.compile("不[得准许]|禁止"), re.compile("[应须需要必务当责]")
OBLIGATION = re.compile(r"\b(?:must|shall)\b((?:(?!\b(?:must|shall)\b)[^.;])*)")
FORBIDS = re.compile(
    r"\b(?:(?:must|shall|may|should|can|could|will|do|does) ?not|prohibit|forb[ai]d|bann|bans?\b|barr|bars?\b"
    r"|no one\b|no \w+ (?:may|shall|must|can)|nor\b|never|not? (?:be )?(?:allow|permit))|n['’]t\b"
)
# A title is told by another one: 《别》. One of a rule is told as it is.
TITLE = re.compile("《[^《》]*+》(?<![法例定知见案告则约]》)")
QUALIFIED = english("only until before within under below strictly at_least at_most minimum maximum up_to")


def check(page: Page) -> Iterator[Finding]:
    """Findings `negation` (an error but for what English may tell otherwise), `modality` and others."""
    for pair in page.told:
        yield from _meaning(pair)
    for pair in page.claims:
        if pair.kind == "number" and pair.en.strip():  # what a figure is of may be a caption
            yield from _of_a_figure(pair._replace(zh=simplified(pair.zh)))


@remembered
def _of_a_figure(pair: Pair) -> Iterator[Finding]:
    """What the English of a figure's field says beyond the Chinese, or against it; it may leave much out."""
    en = pair.en.lower()
    added = negated.check(pair, en)
    found = chain([added] if added else [], modality.check(pair, en), plans.check(pair), _unfounded(pair))
    yield from (each for each in found if each.severity == "error")


@remembered
def _meaning(pair: Pair) -> Iterator[Finding]:
    en = pair.en.lower()
    if polarity.NEGATING.search(pair.zh):
        part = _read(pair.zh, en)
        found = _fewer(pair, part)
        if part.reading.negations and sentences.SENTENCE.search(pair.zh[:-1]):
            found = _in_sentences(pair, found) or found
        if not (found and found.severity == "error"):
            found = _asserted(pair, en) or found
        yield from filter(None, [found or _duty(pair, part) or _bound_turned(pair, en)])
    if found := negated.check(pair, en):
        yield found
    yield from modality.check(pair, en)
    yield from plans.check(pair)
    yield from untold.check(pair)
    yield from _unfounded(pair)


@remembered
def _unfounded(pair: Pair) -> Iterator[Finding]:
    for problem in grounds.unfounded(pair.zh, pair.en):
        yield pair.error(problem.code, MISTRANSLATION, problem.message, "en", problem.surface)


def _asserted(pair: Pair, en: str) -> Finding | None:
    """A word that the Chinese denies and the English asserts."""
    if not (told := denied.asserted(pair.zh, pair.en, en)):
        return None
    ours, theirs = told
    message = f"“{ours}” has become “{theirs}”, which nothing denies."
    return pair.error("negation", MISTRANSLATION, message, "en", ours)


class _Part(NamedTuple):
    """What a Chinese text negates, and the English in small letters; without what both have a word for."""

    reading: polarity.Reading
    en: str


def _read(zh: str, en: str) -> _Part:
    if "《" in zh:
        zh = TITLE.sub(f"《{GAP}》", zh)
    for ours, theirs in LEXICAL if MAY_BE_LEXICAL.search(zh) else ():
        if ours.search(zh) and theirs.search(en):
            zh, times = ours.subn(GAP, zh)
            en = theirs.sub(GAP, en, count=times)
    return _Part(polarity.read(zh), en)


def _in_sentences(pair: Pair, found: Finding | None) -> Finding | None:
    """A negation that is lost in some sentences and not told beside them, however they are aligned.

    What is `found` in the whole text is an error only if there are such sentences: in a long text much else
    explains the words that tell it.
    """
    apart = not (found and found.severity == "error")
    if apart:
        found = _in_any(pair, sentences.aligned(pair.zh, pair.en), apart=True)
        if not (found and found.severity == "error"):
            return found
    groups = sentences.fairly_aligned(pair.zh, pair.en, _denied, _told)
    near = _in_any(pair, groups, apart=apart)
    if found and len(groups) > 1 and not (near and near.severity == "error"):
        return replace(found, severity="warning")
    return near if apart else found


def _denied(zh: str) -> int:
    return len(polarity.read(zh).negations) if polarity.NEGATING.search(zh) else 0


def _told(en: str) -> int:
    return denying.surely(en.lower())


def _in_any(pair: Pair, groups: sentences.Groups, *, apart: bool) -> Finding | None:
    """The same, of sentences that go together: an error if there is one.

    `apart`: the text as a whole says no often enough, so that what is missing may be told beside them.
    """
    warned = None
    for number, (zh, en) in enumerate(groups if len(groups) > 1 else ()):
        if not polarity.NEGATING.search(zh):
            continue
        part = _read(zh, en.lower())
        if part.reading.negations and (found := _fewer(pair, part)):
            beside = (_read(zh, en.lower()) for zh, en in groups[max(0, number - 1) : number + 2])
            if apart and any(polarity.has_more(other.reading, other.en) for other in beside):
                continue
            if found.severity == "error":
                return found
            warned = warned or found
    return warned


def _fewer(pair: Pair, part: _Part) -> Finding | None:
    """More negations in the Chinese than words in the English that say no."""
    count = polarity.counted(part.reading, part.en)
    if not count.is_short:
        return None
    quote = count.negations[0].words.rstrip(GAP)
    message = f"“{quote}” has left no trace: no negative word in the English."
    if len(count.negations) > 1:
        every = "、".join(negation.words.rstrip(GAP) for negation in count.negations)
        message = f"{len(count.negations)} negations of the Chinese ({every}), {count.told} of the English."
    sure = count.is_surely_short and len(pair.zh) > SHORTEST
    return (pair.error if sure else pair.warning)("negation", MISTRANSLATION, message, "en", quote)


def _duty(pair: Pair, part: _Part) -> Finding | None:
    """A duty of the English, where the Chinese only forbids."""
    if "must" not in part.en and "shall" not in part.en:
        return None
    forbidden = [found[0] for each in part.reading.negations if (found := FORBIDDEN.match(each.words))]
    if (
        OBLIGES.search(pair.zh)
        or polarity.DOUBLE.search(pair.zh)
        or len(FORBIDS.findall(part.en)) >= len(forbidden)
    ):
        return None
    for duty in OBLIGATION.finditer(part.en):
        if not (GAP in duty[1] or QUALIFIED.search(duty[1]) or denying.has_any(duty[1])):
            message = f"“{forbidden[-1]}” has become “{duty[0][:40]}”."
            return pair.error("negation", MISTRANSLATION, message, "en", forbidden[-1])
    return None


def _bound_turned(pair: Pair, en: str) -> Finding | None:
    """不低于 that became “less than”, 不超过 that became “more than”."""
    for bound, wrong in ((AT_LEAST, BELOW), (AT_MOST, ABOVE)):
        found = bound.search(pair.zh)
        if found and (turned := wrong.search(en)) and not LIMITED.search(en):
            message = f"“{found[0]}” has become “{turned[0]}”."
            return pair.error("negation", MISTRANSLATION, message, "en", found[0])
    return None
