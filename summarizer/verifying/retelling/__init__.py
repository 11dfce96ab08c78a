"""The Chinese of the digest, in the model's own words, tells what the lines say that it cites.

Elsewhere figures, dates and names of the digest are looked for in the article, and its English is held
against its Chinese. Here its Chinese is held against the Chinese of the article: what the model turned round
in both languages alike would not be seen otherwise. An alarm needs the same words in both, and beside them
in the article the contrary; what is merely not found is nobody's fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling import (
    amounts,
    counted,
    dated,
    denials,
    doers,
    duties,
    employed,
    hedged,
    holders,
    kindred,
    measured,
    opposed,
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

_ADDITIONS = ("figure", "support")  # what is told of nobody else
_WRITTEN_BY_THE_MODEL = ("sentence", "point")
_RULES: tuple[Callable[[Retold], Iterator[Problem]], ...] = (
    denials.turned,
    polarity.lost,
    polarity.added,
    amounts.changed,
    counted.changed,
    spans.exchanged,
    opposed.turned,
    replaced.by_siblings,
    sides.turned,
    duties.exchanged,
    duties.unconditional,
    targets.reached,
    plans.exchanged,
    hedged.made_certain,
    doers.exchanged,
    holders.given,
    employed.given,
    presence.attended,
    quoted.made,
    years.exchanged,
    dated.exchanged,
    until.exchanged,
    venues.exchanged,
    parts.exchanged,
    parts.of_one,
    kindred.exchanged,
    measured.exchanged,
    speakers.exchanged,
    speakers.of_organisations,
)


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
    for rule in _RULES:
        for problem in rule(retold):
            if (said := (problem.code, problem.surface)) not in told:
                told.add(said)
                yield _finding(problem, pair)


def _finding(problem: Problem, pair: Pair) -> Finding:
    make = pair.error if problem.severity == "error" else pair.warning
    kind = "addition" if problem.code in _ADDITIONS else "mistranslation"
    return make(problem.code, f"accuracy/{kind}", problem.message, problem.side, problem.surface)
