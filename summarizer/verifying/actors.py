"""Who did what: the one who presides, speaks or signs in the Chinese does so in the English.

An act is that of the people whom its clause names, or a list that ends in it; in English whoever is named
last before the word, or after "by", is taken for the actor. Of speaking only what stands right beside a name
is looked at: "A说", "said A".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from summarizer import pinyin
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying import beside, neighbours, openings, pronouns, surname_first
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import places_apart, words_apart
from summarizer.verifying.vocabulary import SAYING

LONG_NAME = 4  # letters: a name of one word that is hardly anything else
CLAUSE_ZH = re.compile(r"[，。；！？,;]")
APART, CLAUSES_EN = re.compile(r"[，。；！？,;]"), re.compile(r"[,.;!?](?=\s)")
SUBORDINATE = re.compile("[在应据继与和因随经受当为对除自从虽如同跟按]|由于|根据|鉴于|尽管")
# What follows tells when, why or of whom: "Li became mayor, after Wang had left".
TELLING_MORE = re.compile(r"\b(?:after|before|when|while|as|since|because|until|once|wh(?:ich|o|om|ose))\b")
CLAUSE_EN = re.compile(r"[.;!?](?=\s|$)")
# Acts by their Chinese and their English; one that may be said by several words has all of them.
ACTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(zh), re.compile(rf"\b(?:{en})", re.IGNORECASE))
    for zh, en in (
        ("主持", r"presid|(?<!vice )(?<!vice-)chair(?:ed|ing|s (?:the|a|an)\b)|host|moderat"),
        # 学习贯彻重要讲话精神: what was said is learnt, nobody speaks.
        (
            r"致辞|致词|(?:发表|作)[^，。；、]{0,6}讲话(?!精神)|(?<!重要)(?<!列)(?<!系)讲话(?![精和及、]|重要|指示)|发言|致欢迎",
            r"address|remarks|speech|spoke|speak|welcom",
        ),
        ("宣布", r"declar|announc|proclaim"),
        ("宣读", r"read\b|reads\b|reading\b"),
        ("出席|参加", r"attend|(?:was|were) present|took part|participat"),
        ("汇报", r"report|brief"),
        ("揭牌|揭幕", r"unveil"),
    )
)
# 会见李四时表示: whoever meets him speaks
WHILE = "(?!(?:一行|等人?)?(?:时(?!任|而|常)|之?后(?!来|卫)|之际|期间|之前|的时候|(?:举行)?的?会[谈晤]|通话))"
SPEAKS = re.compile(rf"{WHILE}(?:[^，。！？；：“”、]{{0,16}}?)(?:{SAYING})")
MEETS = re.compile(
    "(?:会[见晤谈]|[接约召]见|拜[会访]|采访|专访|看望|陪同|致[电函信])(?:时任|[^，。；：时后]){0,14}\\Z"
)
SAY = (
    r"(?:said|says|told|stressed|emphasi[sz]ed|noted|added|explained|argue[sd]|admit(?:s|ted)|remarked"
    r"|recalled|believes?d?|considers?|thinks|pointed out|expects|warned)\b"
)
SAYS, SAYING_EN = re.compile(rf"(?:,[^,.;]{{2,80}},)? {SAY}"), re.compile(rf"\b{SAY} \Z|\b[Aa]ccording to \Z")
BY = re.compile(r"\w*(?: \w+){0,2}? by ")
# Acts that are done to somebody, who stands after them: 宣布李四任职.
DONE = re.compile("宣布|宣读|汇报|主持")
UNNAMED = re.compile(".某[某甲乙丙丁]?")  # 李某, "Li"
LISTED = re.compile(r"(?:等(?:人|同志|领导)?|同志|[）)])+\Z")


def check(page: Page) -> Iterator[Finding]:
    """Findings `actor`: an act of one person is told of another; `name_swapped`: see `neighbours`."""
    yield from pronouns.check(page)
    yield from surname_first.check(page)
    people = {
        person.zh: person.en
        for person in page.news.people
        if len(person.zh) > 1 and (" " in person.en or len(person.en) > LONG_NAME)
    }
    for pair in page.running if len(people) > 1 else ():
        here = {zh: en for zh, en in people.items() if zh in pair.zh and pair.en}
        if len(here) > 1:
            yield from _acts(pair, here)
            yield from _told(pair, here)
            yield from neighbours.exchanged(pair, here, _known(page))
            yield from _turned(pair, here)
    unnamed = {person.zh: person.en for person in page.news.people if UNNAMED.fullmatch(person.zh)}
    named = {**unnamed, **people}
    forms = openings.forms_of(named)
    simple = {simplified(zh): own for zh, own in forms.items()}
    for pair in page.running if len(named) > 1 else ():
        if pair.en and any(map(pair.zh.__contains__, named)):
            yield from openings.exchanged(pair, named, forms)
            yield from beside.exchanged(pair, simple)
    organisations = {
        item.zh: item.en for item in page.news.organisations if min(len(item.zh), len(item.en)) > 1
    }
    for pair in page.running if len(organisations) > 1 else ():
        here = {zh: en for zh, en in organisations.items() if zh in pair.zh and en in pair.en}
        if len(here) > 1:
            yield from neighbours.exchanged(pair, here, _known(page))


def _turned(pair: Pair, people: Mapping[str, str]) -> Iterator[Finding]:
    """Two who stand in each other's place among those named once, in clauses of their own."""
    places = {
        zh: (pair.zh.find(zh), pair.en.find(en))
        for zh, en in people.items()
        if pair.zh.count(zh) == 1 and pair.en.count(en) == 1
    }
    chinese = sorted(places, key=lambda zh: places[zh][0])
    english = sorted(places, key=lambda zh: places[zh][1])
    moved = [(one, other) for one, other in zip(chinese, english, strict=True) if one != other]
    if len(moved) != 2 or moved[0] != moved[1][::-1]:
        return
    one, other = moved[0]
    start, end = places[one][0], places[one][0] + len(one)
    if SPEAKS.match(simplified(pair.zh), end) or SUBORDINATE.match(APART.split(pair.zh[:start])[-1].strip()):
        return  # English may tell last who says it, or when and why
    between = pair.en[places[other][1] : places[one][1]]
    if TELLING_MORE.search(between):
        return
    if APART.search(pair.zh[end : places[other][0]]) and CLAUSES_EN.search(between):
        message = f"“{people[other]}” stands where the Chinese names {one}, and the other way round."
        yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", one)


def _known(page: Page) -> Iterator[tuple[str, str]]:
    """What the fields name in both languages: people, their posts, organisations, programmes, places."""
    news = page.news
    for item in (*news.people, *news.organisations, *news.programmes, *news.places):
        if item.zh and item.en:
            yield item.zh, item.en
    for person in news.people:
        yield from ((post.zh, post.en) for post in person.posts if post.zh and post.en)


def _told(pair: Pair, people: Mapping[str, str]) -> Iterator[Finding]:
    """Who "said" in the English says nothing in the Chinese, and who speaks there does not in the English."""
    text = simplified(pair.zh)
    speakers = {zh for zh in people if any(_speaks(text, zh, end) for end in _ends(zh, pair.zh))}
    said = {
        zh for zh, en in people.items() if any(_says(pair.en, at, en) for at in places_apart(en, pair.en))
    }
    if len(speakers) == 1 and said and speakers.isdisjoint(said):
        zh, other = min(speakers), min(said)
        message = f"{zh} speaks in the Chinese, {people[other]} in the English."
        yield pair.error("actor", "accuracy/mistranslation", message, "en", zh)


def _speaks(text: str, name: str, end: int) -> bool:
    """Whether whose name ends at a place of a Chinese text says something, and is not whom another meets."""
    return SPEAKS.match(text, end) is not None and not MEETS.search(text, 0, end - len(name))


def _ends(zh: str, text: str) -> list[int]:
    return [at + len(zh) for at in places_apart(zh, text)]


def _says(en: str, at: int, name: str) -> bool:
    """Whether a word of saying stands right beside the name at a place of an English text."""
    return bool(SAYS.match(en, at + len(name)) or SAYING_EN.search(en, max(0, at - 20), at))


def _acts(pair: Pair, people: Mapping[str, str]) -> Iterator[Finding]:
    text = simplified(pair.zh)
    for chinese, english in ACTS:
        if not chinese.search(text):
            continue
        actors = list(_of_clauses(text, pair.zh, chinese, people))
        if not all(actors):
            continue
        wanted = {zh for named in actors for zh in named}
        said = set(_actors(pair.en, english, people))
        if said and wanted.isdisjoint(said):
            zh, other = min(wanted), min(said)
            found = chinese.search(text)
            message = (
                f"“{found[0] if found else ''}” is said of {zh}; the English says it of {people[other]}."
            )
            yield pair.error("actor", "accuracy/mistranslation", message, "en", zh)


def _of_clauses(text: str, zh: str, act: re.Pattern[str], people: Mapping[str, str]) -> Iterator[set[str]]:
    """The people of each clause with an act, and of the clauses before it that are a list of names."""
    ends = [0, *(found.end() for found in CLAUSE_ZH.finditer(text)), len(text) + 1]
    clauses = [(text[one : other - 1], zh[one : other - 1]) for one, other in pairwise(ends)]
    for number, (clause, written) in enumerate(clauses):
        found = act.search(clause)
        if not found:
            continue
        named = _named(written[: found.start()] if DONE.match(found[0]) else written, people)
        for before in reversed([item for _, item in clauses[:number]]):
            bare = LISTED.sub("", before)
            if not any(bare.endswith(name) for name in people):
                break
            named |= _named(before, people)
        yield named


def _named(clause: str, people: Mapping[str, str]) -> set[str]:
    return {zh for zh in people if zh in clause}


def _actors(en: str, act: re.Pattern[str], people: Mapping[str, str]) -> Iterator[str]:
    """The person named last before each mention of an act, or after its "by"."""
    for sentence in CLAUSE_EN.split(en):
        places = sorted((at, zh) for zh, form in people.items() for at in _places(form, sentence))
        for found in act.finditer(sentence):
            if by := BY.match(sentence, found.end()):
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
    surname = form.strip().partition(" ")[0]
    if pinyin.is_surname(surname):
        yield from words_apart(surname, sentence)[:1]
