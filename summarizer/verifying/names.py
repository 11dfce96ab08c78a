"""Names of people are read rightly, kept in every sentence, and not invented.

The English of a Chinese name must be an accepted reading of it, or what the termbase says. Where a
Chinese text names somebody, its English does too; and an English name shaped like pinyin must be a
reading of something in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import filterfalse

from summarizer import pinyin
from summarizer.text import Finding, Term
from summarizer.verifying import hongkong, institutions, misnamed, offices, supplied, unnamed
from summarizer.verifying.abbreviations import OTHERWISE_NAMED
from summarizer.verifying.abroad import FOREIGN_LETTER, READ_OTHERWISE, is_from_abroad
from summarizer.verifying.attested import is_read, is_read_beside, is_read_in, keys_of
from summarizer.verifying.meant import stated
from summarizer.verifying.misspelt import (
    by_first,
    is_misspelt,
    is_spelled_nearly,
    is_word,
    misspelt_in,
    nearly_named,
)
from summarizer.verifying.page import BREAK, RUNNING, Page, Pair
from summarizer.verifying.places import spans_of
from summarizer.verifying.readings import POSSESSIVE, Capitals, Keys, bare, capitals_of
from summarizer.verifying.romanised import (
    is_heard,
    is_of_taiwan,
    may_be_foreign,
    names_someone,
    sounds_so,
    took_a_name,
)

MISTRANSLATION = "accuracy/mistranslation"
PLACE_ENDING = re.compile(r"(?:省|市|区|县|镇|乡|村|州|街道)$")
NAMING = RUNNING | {"agreement"}  # kinds of texts whose English names whom their Chinese names
WORDS, LETTERS, APOSTROPHES = re.compile(r"\w+"), re.compile(r"[^\W\d_]+"), re.compile(r"['’]")


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
        if term and any(_same(en, known) for known in (term.en, *term.variants)):
            if term.binds or not _all_pinyin(en) or not pinyin.is_chinese_name(zh):
                return "right"
        elif term and term.kind == "person" and term.en:
            return "right" if _is_fuller(zh, en, term) else "wrong"
        if not pinyin.is_chinese_name(zh) or (not _all_pinyin(en) and is_from_abroad(zh, self.page.shown)):
            return "other" if not pinyin.HAN_NAME.fullmatch(zh) or not _all_pinyin(en) else "right"
        if pinyin.accepts(zh, en):
            return "right"
        # in one word: a name without a surname (乌尔善, Wuershan), or from abroad (席尔瓦, Silva)
        alone = " " not in en.strip() and (term is not None or _same(en, pinyin.propose(zh)))
        elsewhere = is_of_taiwan(zh, en) or self._is_of_hongkong(zh, en) or sounds_so(zh, en)
        elsewhere = elsewhere or took_a_name(en, self.page.shown)
        other = alone or elsewhere or (pinyin.other_spelling(zh, en) and not is_misspelt(zh, en))
        return "other" if other else "wrong"

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


def check(page: Page, terms: Sequence[Term] = ()) -> Iterator[Finding]:
    """Findings `name`, `name_missing`, `name_swapped`, `name_invented`."""
    cast = Cast(page, terms)
    yield from _readings(cast)
    explained: dict[str, bool] = {}
    stems = [stem for stem in offices.STEMS if stem in page.english]
    before = None
    for pair in page.pairs:
        if pair.kind in ("title", "sentence", "point"):
            for form in cast.misspelt_in(pair.zh):
                message = f"“{form}” is nobody in the article."
                yield pair.error("name", MISTRANSLATION, message, "zh", form)
        if pair.en.strip() and pair.kind != "person":
            yield from offices.check(pair, stems)
            yield from misnamed.check(pair, page, terms)
            if pair.kind != "post":
                yield from _text(pair, cast, explained, before)
        before = pair


def _readings(cast: Cast) -> Iterator[Finding]:
    for pair in cast.page.claims:
        if pair.kind != "person" or not pair.en.strip():
            continue
        verdict = cast.verdict(pair.zh, pair.en)
        expected = cast.known[pair.zh].en if pair.zh in cast.known else ""
        if not expected or _same(expected, pair.en):
            expected = pinyin.propose(pair.zh)
        if verdict == "wrong":
            order = ", with the surname first" if pinyin.accepts_reversed(pair.zh, pair.en) else ""
            message = f"“{pair.en}” is not how {pair.zh} is written; expected “{expected}”{order}."
            yield pair.error("name", MISTRANSLATION, message, "en", pair.zh)
        elif cast.is_other_way_round(pair.en):
            message = f"“{pair.en}” stands in the texts the other way round."
            yield pair.error("name", MISTRANSLATION, message, "en", pair.zh)
        elif verdict == "other" and pinyin.is_chinese_name(pair.zh):
            message = (
                f"“{pair.en}” is not the pinyin of {pair.zh} (“{expected}”); right only for another origin."
            )
            yield pair.warning("name", MISTRANSLATION, message, "en", pair.zh)


def _text(pair: Pair, cast: Cast, explained: dict[str, bool], before: Pair | None) -> Iterator[Finding]:
    known = capitals_of(pair.en)
    if pair.kind in NAMING and (named := cast.named_in(pair.zh)):
        yield from _named(pair, cast, known, named, before)
        yield from _swapped(pair, cast, known.shapes, named)
    if known.places and pair.kind not in ("person", "place"):
        yield from _moved(pair, cast, known)
    for shape in dict.fromkeys((*known.shapes, *known.places)):
        if shape not in explained:
            explained[shape] = _is_explained(shape, cast, pair.zh)
        if not explained[shape] and not (" " not in shape and supplied.is_joined(shape, pair)):
            message = f"“{shape}” is a reading of nothing in the article."
            doubtful = supplied.is_doubtful(shape, pair)
            make = pair.warning if doubtful else pair.error
            yield make("name_invented", "accuracy/addition", message, "en", shape)
            if not doubtful:
                return
    if any(map(pair.en.__contains__, cast.kinds)):
        yield from institutions.check(pair, cast.institutions, cast.page)


def _named(
    pair: Pair, cast: Cast, known: Capitals, named: Sequence[str], before: Pair | None
) -> Iterator[Finding]:
    """Those whom the Chinese names and the English does not, or spells otherwise."""
    for zh in named:
        if not (cast.is_mentioned(zh, known.words) or cast.is_as_written(zh, pair.en)):
            expected = next(iter(cast.forms(zh)), "") or pinyin.propose(zh)
            message = f"{zh} (“{expected}”) is named in the Chinese, not in the English."
            make = pair.warning if unnamed.may_be(zh, pair, before, cast.page) else pair.error
            yield make("name_missing", "accuracy/omission", message, "en", zh)
        elif wrong := cast.misspells(zh, pair):
            message = f"“{wrong}” is not how {zh} is written."
            yield pair.error("name", MISTRANSLATION, message, "en", zh)


_JOINED = re.compile(r"\b[a-z]{2,8}[-–]([A-Z][\w'’]+)")


def _swapped(pair: Pair, cast: Cast, shapes: Sequence[str], named: Sequence[str]) -> Iterator[Finding]:
    """A name of somebody else where the Chinese names a person whose whole name is not there."""
    absent = [zh for zh in named if pinyin.is_chinese_name(zh) and not cast.is_whole(zh, shapes)]
    for shape in shapes:
        others = [zh for zh in cast.people if zh not in named and pinyin.accepts(zh, shape)]
        if absent and others and not any(pinyin.accepts(zh, shape) for zh in named):
            message = f"“{shape}” ({others[0]}) stands where the Chinese names {'、'.join(absent)}."
            yield pair.error("name_swapped", MISTRANSLATION, message, "en", absent[0])
            return
    yield from _replaced(pair, cast, named)


def _replaced(pair: Pair, cast: Cast, named: Sequence[str]) -> Iterator[Finding]:
    """The whole name of somebody whom the Chinese does not name, while another is named too few times."""
    foreign = [
        (zh, person.en)
        for zh, person in cast.people.items()
        if person.en in pair.en and " " in person.en and not any(part in pair.zh for part in zh.split("·"))
    ]
    for zh, en in foreign:
        if any(en in cast.people[other].en for other in named if other in cast.people):
            continue
        for other in named:
            own = cast.people[other].en.split() if other in cast.people else []
            if own and max(map(pair.en.count, (own[0], own[-1]))) < pair.zh.count(other):
                message = f"“{en}” ({zh}) stands where the Chinese names {other}."
                yield pair.error("name_swapped", MISTRANSLATION, message, "en", other)
                return


def _moved(pair: Pair, cast: Cast, known: Capitals) -> Iterator[Finding]:
    """A place that the Chinese does not name, where the one that it names is absent."""
    if not any(zh in pair.zh for zh in cast.places):
        return
    present = {bare(word) for word in known.words}
    absent = [zh for zh, english in cast.places.items() if zh in pair.zh and english not in present]
    strange = (place for place in known.places if not is_read_in(bare(place), pair.zh, cast.page.shown))
    longer = stated(cast.page.news.organisations, pair, cast.page) if absent else []
    foreign = [place for place in strange if absent and supplied.is_of_its_own(place, pair.en, longer)]
    if foreign and not any(bare(place) in cast.decided for place in foreign):
        message = f"“{foreign[0]}” stands where the Chinese names {absent[0]}."
        yield pair.error("name_swapped", MISTRANSLATION, message, "en", absent[0])


def _is_explained(shape: str, cast: Cast, zh: str) -> bool:
    """Whether a pinyin-shaped name is that of a person, a term or a reading of characters of the article.

    `zh` is the Chinese of the text that has it.
    """
    if shape in cast.page.written or (not shape.isascii() and FOREIGN_LETTER.search(shape)):
        return True  # Latin in the article itself; no pinyin
    if " " in shape and any(pinyin.accepts(zh, shape) for zh in cast.people if zh in cast.page.shown):
        return True
    wanted = bare(shape).replace(" ", "").replace("shaan", "shan")  # 陕西, told apart from 山西
    if wanted in cast.decided and (" " not in shape or _is_decided(wanted, cast)):
        return True
    if wanted in cast.spelled or is_read_beside(wanted, zh, cast.page.shown):
        return True
    offices = OTHERWISE_NAMED.get(pinyin.letters(shape), ())
    if any(map(cast.page.shown.__contains__, offices)) or _is_read(shape, wanted, cast.page.shown):
        return True
    page = cast.page  # 陝 for 陕西
    return page.simplified != page.shown and is_read(wanted, page.simplified, single=" " not in shape)


def _is_read(shape: str, wanted: str, shown: str) -> bool:
    """Whether the article is read so: in pinyin, in Wade-Giles, in Cantonese, or as a foreign name sounds."""
    single = " " not in shape
    if is_read(wanted, shown, single=single) or is_heard(wanted, shown, single=single):
        return True
    if "-" in shape and not single and names_someone(shape, shown):
        return True
    return hongkong.names_so(shape, shown)


def _is_decided(wanted: str, cast: Cast) -> bool:
    """A person of the termbase must also be in the article."""
    return any(wanted in bare(term.en).replace(" ", "") and term.zh in cast.page.shown for term in cast.terms)


def _all_pinyin(english: str) -> bool:
    words = LETTERS.findall(APOSTROPHES.sub("", pinyin.letters(english)))
    return bool(words) and all(map(pinyin.is_pinyin, words))


def _is_fuller(zh: str, english: str, term: Term) -> bool:
    """A foreigner's whole name where the decision has the last name: "Donald Trump" for "Trump"."""
    if pinyin.is_chinese_name(zh) and _all_pinyin(term.en):
        return False
    return any(f" {bare(english)} ".endswith(f" {bare(known)} ") for known in (term.en, *term.variants))


def _same(one: str, other: str) -> bool:
    return bare(one).replace(" ", "") == bare(other).replace(" ", "") and bool(one.strip())
