"""The Chinese of the digest, in the model's own words, tells what the lines say that it cites.

Elsewhere figures, dates and names of the digest are looked for in the article, and its English is held
against its Chinese. Here its Chinese is held against the Chinese of the article: what the model turned round
in both languages alike would not be seen otherwise. An alarm needs the same words in both, and beside them
in the article the contrary; what is merely not found is nobody's fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling import (
    amounts,
    counted,
    dated,
    degrees,
    denials,
    doers,
    duties,
    employed,
    hedged,
    holders,
    kindred,
    measured,
    parts,
    plans,
    polarity,
    presence,
    quoted,
    replaced,
    sides,
    spans,
    speakers,
    targets,
    until,
    venues,
    years,
)
from summarizer.verifying.retelling.source import Article, Retold
from summarizer.verifying.words import characters_of

_ADDITIONS = ("figure", "support")  # what is told of nobody else
_WRITTEN_BY_THE_MODEL = ("sentence", "point")
_DIGITS = "0123456789"
Rule = Callable[[Retold], Iterator[Problem]]
# Each with characters of which a text must have one for it to find anything, if there are such.
_TABLE: tuple[tuple[Rule, str], ...] = (
    (denials.turned, ""),
    (polarity.lost, ""),
    (polarity.added, "不没未无禁勿拒否"),
    (amounts.changed, _DIGITS),
    (counted.changed, _DIGITS),
    (spans.exchanged, "内"),
    (kindred.exchanged, ""),
    (replaced.by_siblings, ""),
    (sides.turned, ""),
    (duties.exchanged, "可要必须应将一肯务"),
    (duties.unconditional, ""),
    (targets.reached, "已完实了"),
    (plans.exchanged, "已了拟划备算望计将"),
    (hedged.made_certain, ""),
    (degrees.exchanged, ""),
    (degrees.unhedged, ""),
    (doers.exchanged, ""),
    (holders.given, ""),
    (employed.given, ""),
    (presence.attended, "席临会场加"),
    (quoted.made, "“「"),
    (years.exchanged, "年"),
    (dated.exchanged, "年"),
    (until.exchanged, "前后"),
    (venues.exchanged, "在"),
    (parts.exchanged, ""),
    (parts.of_one, ""),
    (measured.exchanged, _DIGITS),
    (speakers.exchanged, ""),
    (speakers.of_organisations, ""),
)
_RULES = tuple((rule, frozenset(any_of)) for rule, any_of in _TABLE)


def check(page: Page) -> Iterator[Finding]:
    """Findings of the codes that the same errors have in a translation."""
    if not page.is_chinese:
        return
    article = Article(page)
    for pair in page.claims:
        if pair.kind in _WRITTEN_BY_THE_MODEL and pair.zh:
            yield from page.once("retelling", pair, partial(_retold, pair, article))


def _retold(pair: Pair, article: Article) -> Iterator[Finding]:
    """What the rules find; what two of them see in the same words is told once."""
    retold = Retold(pair, article)
    told: set[tuple[str, str]] = set()
    for rule in _concerning(characters_of(retold.text)):
        for problem in rule(retold):
            if (said := (problem.code, problem.surface)) not in told:
                told.add(said)
                yield _finding(problem, pair)


def _concerning(chars: AbstractSet[str]) -> list[Rule]:
    return [rule for rule, any_of in _RULES if not (any_of and any_of.isdisjoint(chars))]


def _finding(problem: Problem, pair: Pair) -> Finding:
    make = pair.error if problem.severity == "error" else pair.warning
    kind = "addition" if problem.code in _ADDITIONS else "mistranslation"
    return make(problem.code, f"accuracy/{kind}", problem.message, problem.side, problem.surface)
