"""Who did what: the one who presides, speaks or signs in the Chinese does so in the English.

Only acts that the Chinese gives to one person alone are looked at, in a clause that names nobody else; in
English whoever is named last before the word, or after "by", is taken for the actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from summarizer import pinyin
from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

CLAUSE_ZH = re.compile(r"[，。；！？,;]")
CLAUSE_EN = re.compile(r"[.;!?](?=\s|$)")
# Acts by their Chinese and their English; one that may be said by several words has all of them.
ACTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(zh), re.compile(rf"\b(?:{en})", re.IGNORECASE))
    for zh, en in (
        ("主持", r"presid|chair(?:ed|ing|s\b)|host|moderat"),
        ("致辞|致词|讲话|发言|致欢迎", r"address|remarks|speech|spoke|speak|welcom"),
        ("宣布", r"declar|announc|proclaim"),
        ("宣读", r"read\b|reads\b|reading\b"),
        ("出席|参加", r"attend|(?:was|were) present|took part|participat"),
        ("汇报", r"report|brief"),
        ("揭牌|揭幕", r"unveil"),
    )
)


def check(page: Page) -> Iterator[Finding]:
    """Findings `actor`: an act of one person is told of another."""
    people = {
        person.zh: person.en
        for person in page.news.people
        if len(person.zh) > 1 and len(person.en.split()) > 1
    }
    for pair in page.running if len(people) > 1 else ():
        here = {zh: en for zh, en in people.items() if zh in pair.zh and pair.en}
        if len(here) > 1:
            yield from _acts(pair, here)


def _acts(pair: Pair, people: Mapping[str, str]) -> Iterator[Finding]:
    clauses = CLAUSE_ZH.split(pair.zh)
    for chinese, english in ACTS:
        if not chinese.search(pair.zh):
            continue
        actors = [_named(clause, people) for clause in clauses if chinese.search(clause)]
        if any(len(named) != 1 for named in actors):
            continue
        wanted = {zh for named in actors for zh in named}
        said = set(_actors(pair.en, english, people))
        if said and wanted.isdisjoint(said):
            zh, other = min(wanted), min(said)
            found = chinese.search(pair.zh)
            message = (
                f"“{found[0] if found else ''}” is said of {zh}; the English says it of {people[other]}."
            )
            yield pair.error("actor", "accuracy/mistranslation", message, "en", zh)


def _named(clause: str, people: Mapping[str, str]) -> set[str]:
    return {zh for zh in people if zh in clause}


def _actors(en: str, act: re.Pattern[str], people: Mapping[str, str]) -> Iterator[str]:
    """The person named last before each mention of an act, or after its "by"."""
    for sentence in CLAUSE_EN.split(en):
        places = sorted((at, zh) for zh, form in people.items() for at in _places(form, sentence))
        for found in act.finditer(sentence):
            if by := re.compile(r"\w*(?: \w+){0,2}? by ").match(sentence, found.end()):
                after = [zh for at, zh in places if by.end() <= at < by.end() + 60]
                yield from after[:1]
                continue
            before = [zh for at, zh in places if at < found.start()]
            yield from before[-1:]


def _places(form: str, sentence: str) -> Iterator[int]:
    """Where a person is named, in full or by the surname."""
    at = sentence.find(form)
    if at >= 0:
        yield at
        return
    surname = form.split(maxsplit=1)[0]
    if pinyin.is_surname(surname) and (found := re.search(rf"\b{re.escape(surname)}\b", sentence)):
        yield found.start()
