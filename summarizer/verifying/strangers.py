"""A country or a place that the Chinese says nothing of, where the English has too little of what it names.

Either is doubtful alone: English may name a country that Chinese calls "our side", and say "it" of one that
is named twice. Both together are one name in the place of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from summarizer.numerals.figure import any_of
from summarizer.pinyin import is_pinyin
from summarizer.scripts import simplified
from summarizer.text import Finding, Term
from summarizer.verifying import peoples
from summarizer.verifying.attested import is_city
from summarizer.verifying.exchanges import POINTING, is_abbreviated, is_bank, is_meant, stem_of
from summarizer.verifying.meant import place_is_meant, stated, times_told
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import spans_of, stands_alone, words_apart

HEAD = 3  # letters by which a country is looked for: U.S. has fewer before its stop
LEAST = 3  # letters of a word that names a place by itself
# What tells of China without its name: wherever English names it, another country is wrong.
AT_HOME = re.compile("我国|国内|国产|全国")
# Words that are names of other things as well, and countries that are known by their capitals.
COMMON = frozenset(
    """
    mainland domestic* national* nation country* stateside capital* strait* island* gree* lao* mali* mona*
    malt* pole* ital* dane* polish ivor* côte cote lucia* solomon* marshall* cook_island* kiwi* georgia*
    jordan* chad* turk* niger* guinea* dominica* saha* cape_verd* congo* gabon* peru* central_african
    sino-african china-africa* sino* prc washington london parisian berlin tokyo seoul pyongyang moscow
    kremlin delhi rome madrid lisbon bern athens warsaw budapest kyiv kiev hanoi bangkok jakarta manila
    islamabad kabul tehran jerusalem riyadh doha cairo nairobi pretoria ottawa havana canberra wellington
    hellenic nippon* brasil* english england great_britain
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# Those of them that are not, without their other endings.
SURELY = (
    "greece", "greek", "greeks", "laos", "laotian", "malta", "maltese", "italy", "italian", "italians",
    "denmark", "danish", "poland", "turkey", "turkish",
)  # fmt: skip
# What may be a part of another word: 大马士革, 上海地区, 中非合作.
UNSURE = frozenset("中华 中非 大马 阿曼 海地 马里 多哥 汤加 约旦 加纳 巴新".split())  # noqa: SIM905
# What a Chinese text may say of a country without its name.
BESIDE = "中美英法德日韩俄欧以伊乌印访驻对与和同及涉援赴来在从向、"
BEHIND = "方国媒军总外议武民政企称境籍裔队"
MEANING = {
    "韩国": "韩朝汉首光釜济",
    "朝鲜": "韩朝平汉",
    "美国": "美华白五联纽加",
    "英国": "英伦",
    "俄罗斯": "俄莫克普",
}
NEVER = frozenset({"中国", "朝鲜"})


class _Country(NamedTuple):
    """The Chinese names of a country, the English words that are its alone, and what else means it."""

    names: tuple[str, ...]
    stems: tuple[str, ...]
    english: re.Pattern[str]
    meant: re.Pattern[str]


@cache
def _countries() -> tuple[_Country, ...]:
    """The countries that can be known to be foreign to a text."""
    found = []
    for names, words in peoples.countries():
        own = [word for word in words if word.lower() not in COMMON]
        own += [word for word in SURELY if any(word.startswith(some.rstrip("*")) for some in words)]
        if own and names[0] not in NEVER:
            stems = [word.partition("_")[0].rstrip("*") for word in own]
            stems = [stem if stem[:2].isupper() or "." in stem else stem.capitalize() for stem in stems]
            found.append(_Country(names, tuple(stems), peoples.pattern_of(own), _meaning(names)))
    return tuple(found)


def _meaning(names: Sequence[str]) -> re.Pattern[str]:
    """What may mean a country in Chinese without its name: any of some characters, or 贝方, 中贝, 贝称."""
    surely = peoples.short_of(names) + MEANING.get(names[0], "")
    first = "".join({name[0] for name in names})
    return re.compile(f"[{surely or first}]" if surely else f"[{BESIDE}][{first}]|[{first}][{BEHIND}]")


@cache
def _named_countries() -> re.Pattern[str]:
    names = {name for known, _ in peoples.countries() for name in known} - UNSURE
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def check(page: Page, named: Sequence[Term]) -> Iterator[Finding]:
    """Findings `name_swapped` for countries and for the places of the fields."""
    known = [_simplified(term) for term in named if len(term.zh) > 1 and term.en[:1].isupper()]
    countries = _told_in(page.english)
    for pair in page.told:
        if stranger := _stranger(pair, known, countries, page):
            yield from _judged(pair, stranger, known, page)


def _simplified(term: Term) -> Term:
    zh = simplified(term.zh)
    return term if zh == term.zh else replace(term, zh=zh)


def _told_in(en: str) -> list[_Country]:
    """The countries of which an English text may tell: a word of theirs begins with a capital."""
    known = _by_head()
    begun = [each for head in set(_any_head().findall(en)) for each in known[head]]
    numbers = {number for stem, number in begun if stem in en}
    return [_countries()[number] for number in sorted(numbers)]


@cache
def _any_head() -> re.Pattern[str]:
    return re.compile(any_of(head for head in _by_head() if head.isascii() and head.isalpha()))


@cache
def _by_head() -> dict[str, tuple[tuple[str, int], ...]]:
    """The first words of the countries, with their numbers, by their first letters."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, country in enumerate(_countries()):
        for stem in country.stems:
            found[stem[:HEAD]] = (*found.get(stem[:HEAD], ()), (stem, number))
    return found


def _stranger(pair: Pair, known: Sequence[Term], countries: Sequence[_Country], page: Page) -> Term | None:
    """What a text in English names and its Chinese, in simplified characters, says nothing of."""
    for term in known:
        if term.en not in pair.en:
            continue
        is_strange = (_is_absent if term.kind == "place" else _is_unheard)(term, pair)
        if is_strange and stands_alone(term.en, pair.en, stated(known, pair, page)):
            return term
    country = next(_foreign(pair, countries), "") if countries else ""
    return Term("", country, "place") if country else None


def _is_unheard(term: Term, pair: Pair) -> bool:
    """Whether a Chinese text has no organisation like this one: nothing of what it is, or of its place."""
    if term.zh in pair.zh or " " not in term.en or is_bank(term.zh, pair.zh):
        return False
    if (
        term.zh[:2] not in pair.zh
        and is_pinyin(term.en.partition(" ")[0])
        and is_city(term.en.partition(" ")[0].lower())
    ):
        unheard = term.zh[0] not in pair.zh
    else:
        parts = {term.zh[at : at + 2] for at in range(2, len(term.zh) - 1)}
        unheard = len(parts) > 1 and not any(part in pair.zh for part in parts)
    return unheard and not (is_abbreviated(term.zh, pair.zh) or POINTING.search(pair.zh))


def _is_absent(term: Term, pair: Pair) -> bool:
    stem = stem_of(term.zh)
    if stem[:2] in pair.zh or is_meant(term, pair.zh) or peoples.is_meant(term.zh, pair.zh):
        return False
    return bool(words_apart(term.en, pair.en)) and not place_is_meant(term, pair.zh)


def _foreign(pair: Pair, countries: Sequence[_Country]) -> Iterator[str]:
    """The countries of which a text tells in English and not in Chinese."""
    for country in countries:
        if not any(map(pair.en.__contains__, country.stems)) or any(map(pair.zh.__contains__, country.names)):
            continue
        found = country.english.search(pair.en)
        if found and found[0][:1].isupper() and not _is_meant(country, pair.zh):
            yield found[0]


def _is_meant(country: _Country, zh: str) -> bool:
    """Whether a Chinese text may mean a country by a character that is no part of another one's name."""
    return country.meant.search(_named_countries().sub("和", zh)) is not None


def _judged(pair: Pair, stranger: Term, known: Sequence[Term], page: Page) -> Iterator[Finding]:
    """A finding where the stranger stands for something like it: a place is none for an office."""
    countries = _tally_of_countries(pair, known) if stranger.kind == "place" else ()
    within = "" if stranger.en in stated([stranger], pair, page) else stranger.en
    for zh, wanted, told in (*countries, *_tally_of_names(pair, known, stranger, within)):
        if wanted > told:
            message = f"“{stranger.en}” stands where the Chinese names {zh}."
            yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", zh)
            return


def _tally_of_countries(pair: Pair, known: Sequence[Term]) -> Iterator[tuple[str, int, int]]:
    """How often countries are named in the Chinese and in the English."""
    found = _named_countries().findall(pair.zh)
    for name in dict.fromkeys(found):
        names = peoples.names_with(name)
        wanted = sum(other in names for other in found) + peoples.times_meant(name, pair.zh)
        wanted += len(AT_HOME.findall(_named_countries().sub("、", pair.zh))) if name == "中国" else 0
        words = peoples.told_by(name, pair.en)
        others = [term.en for term in known if term.zh not in names and term.zh in pair.zh]
        inside = sum(any(word in other for other in others) for word in words)
        yield name, wanted, len(words) - inside


def _tally_of_names(
    pair: Pair, known: Sequence[Term], stranger: Term, within: str
) -> Iterator[tuple[str, int, int]]:
    """How often the places, or the organisations, of the fields are named in the Chinese and in the English.

    What stands in a longer name is not counted: 苏州 of 苏州大学, Suzhou of Suzhou University. A name of
    another kind may have gone into the stranger, if that is no name of the lines: it is `within`.
    """
    chinese = [pair.zh[start:end] for start, end in spans_of([term.zh for term in known], pair.zh)]
    forms = {term.zh: _forms(term, stranger.en) for term in known}
    spans = spans_of([form for own in forms.values() for form in own], pair.en)
    english = [pair.en[start:end] for start, end in spans]
    for term in known:
        alike = term.kind == stranger.kind or term.en in within
        if alike and term.zh in chinese and not peoples.is_known(term.zh):
            told = sum(part in forms[term.zh] for part in english)
            yield term.zh, chinese.count(term.zh), told + times_told(term, pair.en)


def _forms(term: Term, stranger: str) -> tuple[str, ...]:
    """How a name may be written: in full, a place also without what it is, unless the stranger is one."""
    words, last = term.en.split(), stranger.rsplit(maxsplit=1)[-1]
    is_short = term.kind == "place" and words[-1] != last and len(words[0]) >= LEAST
    return (term.en, words[0]) if is_short and len(words) > 1 else (term.en,)
