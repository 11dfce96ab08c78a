"""The people of a result: who they are, and how each may be written in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import filterfalse

from summarizer import pinyin
from summarizer.text import Term
from summarizer.verifying import hongkong, institutions
from summarizer.verifying.abroad import ABROAD_FIRST, READ_OTHERWISE, is_from_abroad
from summarizer.verifying.attested import is_read, keys_of
from summarizer.verifying.misspelt import (
    by_first,
    is_misspelt,
    is_spelled_nearly,
    is_word,
    misspelt_in,
    nearly_named,
)
from summarizer.verifying.page import BREAK, Page, Pair
from summarizer.verifying.places import spans_of
from summarizer.verifying.readings import POSSESSIVE, Keys, bare
from summarizer.verifying.romanised import (
    is_of_taiwan,
    may_be_foreign,
    sounds_so,
    took_a_name,
)

PLACE_ENDING = re.compile(r"(?:省|市|区|县|镇|乡|村|州|街道)$")
WORDS, LETTERS, APOSTROPHES = re.compile(r"\w+"), re.compile(r"[^\W\d_]+"), re.compile(r"['’]")

_JOINED = re.compile(r"\b[a-z]{2,8}[-–]([A-Z][\w'’]+)")


@dataclass(frozen=True)
class Cast:
    """The people of a result and what is known about how they are written in English."""

    page: Page
    terms: Sequence[Term]

    @cached_property
    def known(self) -> dict[str, Term]:
        """The entries for people by their Chinese."""
        return {term.zh: term for term in self.terms if term.kind in ("person", "term")}

    @cached_property
    def decided(self) -> str:
        """The English of all terms, without blanks."""
        return BREAK.join(bare(term.en) for term in self.terms).replace(" ", "")

    @cached_property
    def institutions(self) -> str:
        """The English of all terms and of the organisations and programmes of the fields, without blanks."""
        own = (*self.page.news.organisations, *self.page.news.programmes, *self.page.news.places)
        return BREAK.join([self.decided, *(bare(item.en).replace(" ", "") for item in own)])

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of institutions that the texts may name, see `institutions.kinds_in`."""
        return institutions.kinds_in(self.page.english)

    @cached_property
    def abroad(self) -> tuple[str, ...]:
        """The English of what the fields name and the article says to be abroad: it is no pinyin."""
        own = (*self.page.news.organisations, *self.page.news.places)
        return tuple(item.en for item in own if item.zh and is_from_abroad(item.zh, self.page.shown))

    @cached_property
    def keys(self) -> Keys:
        """How the characters of the article may be read."""
        return keys_of(self.page.shown)

    @cached_property
    def people(self) -> dict[str, Pair]:
        """The people by their Chinese names, those without a Chinese name left out."""
        return {pair.zh: pair for pair in self.page.claims if pair.kind == "person" and len(pair.zh) > 1}

    @cached_property
    def places(self) -> dict[str, str]:
        """The stems of places in pinyin ("青禾" of "青禾市") and their English in small letters."""
        found = {}
        for place in self.page.news.places:
            first = bare(place.en.split()[0]) if place.en.strip() else ""
            if pinyin.is_pinyin(first) and len(stem := PLACE_ENDING.sub("", place.zh)) > 1:
                found[stem] = first
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        others = (zh for zh, term in self.known.items() if term.kind == "person" and zh in self.page.shown)
        return frozenset({*self.people, *others, *self._heard})

    @cached_property
    def _heard(self) -> frozenset[str]:
        """Who speaks in an article of the mainland and is left out of the fields."""
        here = self.page.shown == self.page.simplified and not READ_OTHERWISE.search(self.page.shown)
        return frozenset(filterfalse(may_be_foreign, self.page.people if here else ()))

    def named_in(self, zh: str) -> list[str]:
        """The people, of the fields and of the termbase, whose names stand in `zh`, each once."""
        found = [name for name in self._names if name in zh]
        if len(found) < 2:
            return found
        return list(dict.fromkeys(zh[start:end] for start, end in spans_of(found, zh)))

    @cached_property
    def _of_three(self) -> dict[str, list[str]]:
        return by_first(self.people)

    def misspelt_in(self, zh: str) -> list[str]:
        """What looks like the name of one of the people but for a character, and is not in the article."""
        found = misspelt_in(zh, self._of_three)
        return [form for form in found if form not in self.people and form not in self.page.shown]

    def misspells(self, zh: str, pair: Pair) -> str:
        """What an English text has for the name of a person but for a letter or two, or ""."""
        if not pinyin.is_chinese_name(zh) or any(is_word(form, pair.en) for form in self.forms(zh)):
            return ""
        wrong = nearly_named(zh, pair.en)
        wanted = bare(wrong).replace(" ", "")
        known = wanted in self.spelled.split(BREAK) or is_read(wanted, pair.zh, single=False)
        return "" if not wrong or known else wrong

    def verdict(self, zh: str, en: str) -> str:
        """Whether `en` is right for the person: "right", "other" (not pinyin, may be right), or "wrong"."""
        term = self.known.get(zh)
        if term and any(same(en, known) for known in (term.en, *term.variants)):
            if term.binds or not _all_pinyin(en) or not pinyin.is_chinese_name(zh):
                return "right"
        elif term and term.kind == "person" and term.en:
            return "right" if _is_fuller(zh, en, term) else "wrong"
        foreign = (" " not in en.strip() or not _all_pinyin(en)) and self._is_foreign(zh)
        if not pinyin.is_chinese_name(zh) or foreign:
            return "other" if not pinyin.HAN_NAME.fullmatch(zh) or not _all_pinyin(en) else "right"
        if pinyin.accepts(zh, en):
            return "right"
        # in one word: a name without a surname (乌尔善, Wuershan), or from abroad (席尔瓦, Silva)
        alone = " " not in en.strip() and (term is not None or same(en, pinyin.propose(zh)))
        elsewhere = is_of_taiwan(zh, en) or self._is_of_hongkong(zh, en) or sounds_so(zh, en)
        elsewhere = elsewhere or took_a_name(en, self.page.shown)
        other = alone or elsewhere or (pinyin.other_spelling(zh, en) and not is_misspelt(zh, en))
        return "other" if other else "wrong"

    def _is_foreign(self, zh: str) -> bool:
        """Whether the article, or a post of the fields, says of what other country somebody is: 泰国总理."""
        posts = (post.zh for person in self.page.news.people if person.zh == zh for post in person.posts)
        return is_from_abroad(zh, self.page.shown) or any(map(ABROAD_FIRST.match, posts))

    def _is_of_hongkong(self, zh: str, en: str) -> bool:
        spelled = hongkong.is_of_hongkong(zh, en)
        return spelled or (not _all_pinyin(en) and hongkong.has_surname(zh, en, self.page.shown))

    def is_other_way_round(self, en: str) -> bool:
        """Whether the texts have a name of two words only in the other order: "Chih-ming Lin"."""
        words = en.split()
        texts = [pair.en for pair in self.page.running] if len(words) == 2 else []
        turned = " ".join(reversed(words))
        return any(turned in text for text in texts) and not any(en in text for text in texts)

    @cached_property
    def spelled(self) -> str:
        """How the people, and what is abroad, may be written, without blanks."""
        forms = (*self.abroad, *(en for person in self.people for en in self.forms(person)))
        return BREAK.join(bare(form) for form in forms).replace(" ", "")

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        return {}  # filled as they are asked for

    def forms(self, zh: str) -> list[str]:
        """What may stand in an English text for the person: other forms than accepted readings."""
        if (known := self._forms.get(zh)) is None:
            known = self._forms[zh] = self._worked_out(zh)
        return known

    def _worked_out(self, zh: str) -> list[str]:
        term, own = self.known.get(zh), self.people[zh].en if zh in self.people else ""
        forms = [term.en, *term.variants] if term else []
        return [*forms, own] if own and self.verdict(zh, own) != "wrong" else forms

    def is_mentioned(self, zh: str, words: tuple[str, ...]) -> bool:
        """Whether the capitalised `words` of an English text have the person's surname."""
        parts = _parts_of(words)
        others = [_words_of(form) for form in self.forms(zh)]
        if not pinyin.is_chinese_name(zh):
            known = {word for form in others for word in form if len(word) > 1}
            return not known or bool(known & parts) or is_spelled_nearly(known, parts)
        elsewhere = (form for form in others if self._is_spelled_elsewhere(zh, " ".join(form)))
        ends = {word for form in elsewhere for word in (form[:1] + form[-1:])}
        decided = {form[0] for form in others if form and zh in self.known}
        if zh not in self.people:  # who is only heard may be of anywhere
            ends |= {*pinyin.OTHER_SURNAMES.get(pinyin.simple(pinyin.split(zh)[0]), "").split()}
        whole = bare(pinyin.propose(zh)).replace(" ", "")
        return bool((pinyin.surname_keys(zh) | ends | decided) & parts) or whole in bare("".join(words))

    def _is_spelled_elsewhere(self, zh: str, form: str) -> bool:
        return not _all_pinyin(form) or hongkong.is_of_hongkong(zh, form)

    def is_as_written(self, zh: str, en: str) -> bool:
        """Whether somebody who goes by a name in small letters or with digits (of the net) is named so.

        Or joined to a word in small letters: "anti-Trump".
        """
        written = any(form in en for form in self.forms(zh) if form[:1].islower() or not form.isalpha())
        return written or self.is_mentioned(zh, tuple(_JOINED.findall(en)))

    def is_whole(self, zh: str, names: Sequence[str]) -> bool:
        """Whether one of the English `names` is the whole name of the person."""
        return any(pinyin.accepts(zh, name) or name in self.forms(zh) for name in names)


@lru_cache(maxsize=1024)
def _parts_of(words: tuple[str, ...]) -> frozenset[str]:
    """Capitalised words in small letters, and the parts of hyphenated ones."""
    present = {POSSESSIVE.sub("", pinyin.letters(word)) for word in words}
    return frozenset(present.union(*(word.split("-") for word in present)))


@lru_cache(maxsize=4096)
def _words_of(form: str) -> list[str]:
    return WORDS.findall(pinyin.letters(form))


def _all_pinyin(english: str) -> bool:
    words = LETTERS.findall(APOSTROPHES.sub("", pinyin.letters(english)))
    return bool(words) and all(map(pinyin.is_pinyin, words))


def _is_fuller(zh: str, english: str, term: Term) -> bool:
    """A foreigner's whole name where the decision has the last name: "Donald Trump" for "Trump"."""
    if pinyin.is_chinese_name(zh) and _all_pinyin(term.en):
        return False
    return any(f" {bare(english)} ".endswith(f" {bare(known)} ") for known in (term.en, *term.variants))


def same(one: str, other: str) -> bool:
    """Whether two names are written alike but for blanks, capitals and accents."""
    return bare(one).replace(" ", "") == bare(other).replace(" ", "") and bool(one.strip())
