"""Terms of the glossary and names are rendered as decided, everywhere.

Terms are found in the Chinese longest first, what is nested in a longer one is skipped. Their English may
be inflected, in another order and with words in between ("secretary of the CPC Suzhou Municipal
Committee"): its content words must be there. The names of the fields are terms of the result itself, so
that its texts agree with its fields even without a termbase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from summarizer import pinyin
from summarizer.matching import plain
from summarizer.text import Finding, Term, TermKind
from summarizer.verifying import peoples
from summarizer.verifying.inflection import bases
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import all_places, places_apart
from summarizer.verifying.vocabulary import simplified
from summarizer.verifying.words import squeezed, words_in

TERMINOLOGY = "terminology"
_SHORT = 4  # letters of a word that others may hold by chance
_ENOUGH = 0.75  # of a wording's content words
NAMES = ("person", "organisation", "place", "programme")
BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
ALTERNATIVES = re.compile(r"[;|]| / ")
EMPTY = frozenset(
    """
    a an and at by for from in into of on or s the to with its their as
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# Words that may be left out of the name of a place or an institution without making it another one.
GENERIC = frozenset(
    """
    autonomous bureau centre center city co committee commission company corp corporation council
    county cpc department development district division group inc institute limited ltd municipal
    municipality national office people prefecture province provincial region school state town
    township university college government village zone area chinese china
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# An institution may be named in full in the Chinese and by what it is in the English.
SHORTENED = re.compile(
    r"\b(?:the|this|its|our|both) (?:\w+ )?(compan|firm|group|universit|school|college|institut|bureau"
    r"|department|ministr|committee|hospital|bank|government|association|agenc|authorit|office|cent|paper|newspaper|academ"
    r"|council|commission|administration|federation|league|alliance|court|club|team"
    r"|district|city|county|province|town|prefecture|village|region)",
    re.IGNORECASE,
)
SHORT_FOR = {
    "compan": "公司",
    "firm": "公司",
    "group": "集团",
    "paper": "报",
    "newspaper": "报",
    "school": "学",
}
COMMON_PARTS = re.compile("国家|研究院|研究所|研究中心|总局|有限|责任|股份|公司|集团")
LEGAL_FORM = re.compile(r"(?:股份|责任)?有限(?:责任)?公司$|公司$")
PLACE_ENDING = re.compile(r"(?:省|市|[区區]|[县縣]|[镇鎮]|[乡鄉]|村|州|街道)$")
POINTING = re.compile(r"[该其它本我]|双方|各方|两家|上述|这[一家个]|甲方|乙方")
LEVELS = "市县区省镇村州乡国"
MEANT = re.compile(
    rf"[全该本我当此各两某同]([{LEVELS}])|(?:^|[，。；：、“（的由在和与])([{LEVELS}])(?:委|政府)"
    "|当地|这里|这座|该地|各地"
)
# "苏州" in "苏州大学" is a part of the name of the university, which has an English name of its own.
PART_OF_NAME = re.compile(r"(?:大学|学院|银行|日报|集团|股份|证券)")


@dataclass(frozen=True)
class Index:
    """Terms by the two characters they begin with: finding them costs the length of the text."""

    terms: dict[str, Term] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Sequence[Term]) -> Index:
        """An index of the terms of two characters or more; of equal Chinese the first counts."""
        by_zh: dict[str, Term] = {}
        for term in terms:
            if len(zh := _plain(term.zh)) > 1 and term.en.strip():
                by_zh.setdefault(zh, term)
        lengths: dict[str, set[int]] = defaultdict(set)
        for zh in by_zh:
            lengths[zh[:2]].add(len(zh))
        return cls(by_zh, {start: sorted(found, reverse=True) for start, found in lengths.items()})

    def found_in(self, text: str) -> Iterator[tuple[Term, int]]:
        """The terms in a plain text with their ends, from left to right, the longest at each place."""
        end = 0
        for at in self._starts(text):
            if at < end:
                continue
            sizes = self.lengths.get(text[at : at + 2], ())
            size = next((size for size in sizes if text[at : at + size] in self.terms), 0)
            if size:
                end = at + size
                yield self.terms[text[at:end]], end

    def _starts(self, text: str) -> Iterable[int]:
        """Where a term may begin, in order."""
        if len(self.lengths) > len(text):  # a large termbase
            return range(len(text) - 1)
        starts = [start for start in self.lengths if start in text]
        return sorted([at for start in starts for at in all_places(start, text)]) if starts else ()


def check(page: Page, terms: Sequence[Term] = ()) -> Iterator[Finding]:
    """Findings `term` (not as decided) and `term_consistency` (one name, two Englishes)."""
    decided = {_plain(term.zh) for term in terms}
    own = [term for term in _own(page) if plain(term.zh) not in decided]
    index = Index.of([*terms, *own])
    mine = {id(term) for term in own}
    for pair in page.pairs:
        if pair.en.strip() and pair.kind != "person":
            yield from _rendered(pair, index, mine)
    named = [Term(p.zh, p.en, p.kind) for p in page.claims if p.kind in ("organisation", "place") and p.en]
    organisations = [term for term in named if term.kind == "organisation" and len(term.zh) > 3]
    places = [term for term in named if term.kind == "place" and len(term.zh) > 1]
    for pair in page.running:
        if pair.en:
            yield from _exchanged(pair, organisations)
            yield from _elsewhere(pair, places)
    yield from _consistent(page)


def _own(page: Page) -> list[Term]:
    """The names of the fields as terms, those of companies also without their legal form."""
    kinds: dict[str, TermKind] = {"organisation": "organisation", "place": "place", "person": "person"}
    own = [Term(pair.zh, pair.en, kinds[pair.kind]) for pair in page.claims if pair.kind in kinds and pair.en]
    short = [
        Term(stem, term.en, term.kind)
        for term in own
        if term.kind == "organisation" and len(stem := LEGAL_FORM.sub("", term.zh)) > 3 and stem != term.zh
    ]
    return [*own, *short]


def _rendered(pair: Pair, index: Index, own: set[int]) -> Iterator[Finding]:
    text = plain(pair.zh)
    seen: set[str] = set()
    for term, end in index.found_in(text):
        if term.zh in seen or term.kind == "person":
            continue  # how people are named is the business of `names`
        if term.kind == "place" and PART_OF_NAME.match(text, end):
            continue
        seen.add(term.zh)
        if id(term) not in own or text != plain(term.zh):
            yield from _judged(pair, term, mine=id(term) in own)


# Of 天空新闻(Sky News) and 《柳叶刀》 a text may have no more than the name.
_MARKS = re.compile(r"[《》“”]|[（(][^（()）]{0,40}[)）]")


def _exchanged(pair: Pair, organisations: Sequence[Term]) -> Iterator[Finding]:
    """The English of an organisation that the Chinese does not name, in place of one that it names."""
    en = _squeezed(pair.en)
    there = [term for term in organisations if _squeezed(term.en) in en]
    text = plain(pair.zh) if there else ""
    names = [(term, _MARKS.sub("", LEGAL_FORM.sub("", term.zh))) for term in there]
    foreign = [term for term, zh in names if _stands_in(_plain(zh), text) < 0.6]
    if not foreign:
        return
    for term in foreign:
        if len(term.en.split()) > 1 and not _may_be_meant(term.zh, text):
            message = f"“{term.en}” ({term.zh}) is not what the Chinese names."
            yield pair.error("name_swapped", TERMINOLOGY, message, "en", pair.zh)
            return
    named = [term for term in organisations if _plain(term.zh) in text]
    longest = [term for term in named if not any(term.zh in other.zh for other in named if other is not term)]
    for term in longest:
        if _share(term.en, term, pair.en) < 0.75 and not any(
            _squeezed(term.en) in _squeezed(f.en) for f in foreign
        ):
            message = f"“{foreign[0].en}” stands where the Chinese names {term.zh}."
            yield pair.error("name_swapped", TERMINOLOGY, message, "en", term.zh)
            return


def _may_be_meant(zh: str, text: str) -> bool:
    """Whether a text may speak of an organisation without its name: "the university", "it", "we"."""
    return (
        zh[-2:] in text or zh[-1:] in text or POINTING.search(text) is not None or _is_abbreviated(zh, text)
    )


def _is_abbreviated(zh: str, text: str) -> bool:
    """Whether a text has the first and a later character of a name side by side: 国办, of 国务院办公厅."""
    heads = (at for at, char in enumerate(text) if char == zh[:1])
    shorts = (text[at : at + 2] for at in heads)
    return any(short not in zh and short[1:] in zh[2:] for short in shorts if len(short) > 1)


def _elsewhere(pair: Pair, places: Sequence[Term]) -> Iterator[Finding]:
    """A place of the fields that the Chinese does not name, while one that it names is there too seldom.

    "The city" may be named in the English; so nothing is said where the Chinese has such a word.
    """
    foreign = [term for term in places if term.en in pair.en and not _is_named(term.zh, pair.zh)]
    foreign = [term for term in foreign if not _is_meant(term, simplified(pair.zh))]
    foreign = [term for term in foreign if not peoples.is_meant(term.zh, pair.zh)]
    if not foreign:
        return
    lower = pair.en.lower()
    for term in places:
        if peoples.is_known(term.zh) and peoples.is_told(term.zh, pair.en):
            continue
        own = term.en.lower().split()[0]
        wanted = 0 if _within_a_name(term.zh, pair.zh) else pair.zh.count(_stem_of(term.zh))
        if wanted > lower.count(own) and term.zh in pair.zh and not any(term.en in f.en for f in foreign):
            message = f"“{foreign[0].en}” stands where the Chinese names {term.zh}."
            yield pair.error("name_swapped", TERMINOLOGY, message, "en", term.zh)
            return


@lru_cache(maxsize=4096)
def _stem_of(zh: str) -> str:
    """A place without what it is ("青禾" of "青禾市")."""
    stem = PLACE_ENDING.sub("", zh)
    return stem if len(stem) > 1 else zh


def _is_meant(place: Term, text: str) -> bool:
    """Whether a text in simplified characters may mean the place: "the city", "here"."""
    for found in MEANT.finditer(text):
        level = found[1] or found[2]
        if level is None or simplified(place.zh[-1]) == level:
            return True
        if simplified(place.zh[-1]) not in LEVELS and " " not in place.en:
            return True  # a bare "Suzhou" may be a city or anything else
    return False


def _is_named(zh: str, text: str) -> bool:
    """Whether a text names a place, with or without what it is ("青禾", "青禾市")."""
    return _stem_of(zh) in text


def _within_a_name(zh: str, text: str) -> bool:
    return any(PART_OF_NAME.match(text, at + len(zh)) for at in places_apart(zh, text))


def _stands_in(zh: str, text: str) -> float:
    """The share of a name's pairs of characters that a text has; 国家, 研究院 may be left out."""
    bare = COMMON_PARTS.sub("", zh)
    zh = bare if len(bare) > 3 else zh
    pairs = {zh[at : at + 2] for at in range(len(zh) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs)


def _best(term: Term, en: str) -> float:
    """The largest share of the words of one of a term's wordings that an English text has."""
    wordings = [wording for given in (term.en, *term.variants) for wording in ALTERNATIVES.split(given)]
    return max((_share(wording, term, en) for wording in wordings if wording.strip()), default=1.0)


def _judged(pair: Pair, term: Term, *, mine: bool) -> Iterator[Finding]:
    known = peoples.is_known(term.zh)
    if known and peoples.is_told(term.zh, pair.en):
        return  # a country has an adjective, a people and a short name, too
    best = _best(term, pair.en)
    if best >= (0.5 if mine else _ENOUGH):
        return
    if mine and term.kind == "place" and not _in_pinyin(term.en):
        return  # such names have adjectives, too
    message = f"“{term.zh}” is to be rendered as “{term.en}”."
    binding = _is_binding(term, best, pair.en, mine=mine)
    if binding and known and not _is_decided(term):  # "the country", "at home": only another country is wrong
        binding = bool(peoples.foreign(pair.zh, pair.en))
    make = pair.error if binding else pair.warning
    yield make("term", TERMINOLOGY, message, "en", term.zh)


def _is_binding(term: Term, share: float, en: str, *, mine: bool) -> bool:
    """Whether another rendering is an error: where the user decided, and for names.

    The fields may hold a longer form than a text does ("the company"), so theirs bind only in part.
    """
    if mine:
        return share == 0.0 and not _is_shortened(term, en)
    if _is_decided(term):
        return len(term.zh) > 2 or term.kind in NAMES  # short common nouns depend on what is around them
    return term.kind in ("person", "organisation", "place") and share < 0.5


def _is_decided(term: Term) -> bool:
    """Whether a person decided how the term is rendered."""
    return term.origin in ("glossary", "reviewed") or term.status == "reviewed"


def _is_shortened(term: Term, en: str) -> bool:
    """Whether the English has "the university" for the university of that name."""
    own = term.en.lower()
    return any(
        kind in own or SHORT_FOR.get(kind, "\n") in term.zh for kind in map(str.lower, SHORTENED.findall(en))
    )


def _share(wording: str, term: Term, en: str) -> float:
    """The share of the content words of a wording that the English has (1.0: all)."""
    bare = BRACKETED.sub(" ", wording).strip() or wording
    squeezed = _squeezed(bare)
    is_short = len(squeezed) <= _SHORT and len(words_in(bare)) == 1  # "say" is in "essay"
    if not is_short and squeezed in _squeezed(en):
        return 1.0
    wanted = content(bare)
    if term.kind in ("place", "organisation"):
        wanted = [word for word in wanted if _stem(word) not in _generic()] or wanted
    if not wanted:
        return 1.0
    words = stems(en)
    return sum(_has(_stem(word), words) or _is_inflected(word, en) for word in wanted) / len(wanted)


def _is_inflected(word: str, en: str) -> bool:
    """Whether an English text has another form of a word: "said" of "say"."""
    return not bases(word).isdisjoint(_bases(en))


@lru_cache(maxsize=1024)
def _bases(en: str) -> frozenset[str]:
    return frozenset().union(*map(bases, content(en)))


def _has(word: str, words: frozenset[str]) -> bool:
    """Whether a word is there, perhaps inflected: integrate, integration; industry, industrial."""
    if word in words:
        return True
    head = word[: max(5, len(word) * 3 // 5)]
    return len(word) > 5 and any(other.startswith(head) for other in words)


@lru_cache(maxsize=16384)
def _plain(zh: str) -> str:
    return plain(zh)  # of a term: the same ones for every document of a folder


def content(text: str) -> list[str]:
    """The content words of an English text in small letters, each once."""
    return [word for word in dict.fromkeys(words_in(text.lower())) if word not in EMPTY]


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The content words of an English text in small letters, without endings of number and tense."""
    return frozenset(_stem(word) for word in words_in(text.lower()) if word not in EMPTY)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(map(_stem, GENERIC))


def _stem(word: str) -> str:
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) > 2
            and not (ending == "s" and word.endswith("ss"))
        ):
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return squeezed(text)


def _in_pinyin(english: str) -> bool:
    words = [word for word in words_in(pinyin.letters(english)) if _stem(word) not in _generic()]
    return bool(words) and all(map(pinyin.is_pinyin, words))


def _consistent(page: Page) -> Iterator[Finding]:
    """One name has one English within the fields."""
    first: dict[tuple[str, str], Pair] = {}
    for pair in page.claims:
        if pair.kind not in NAMES or not pair.en.strip():
            continue
        known = first.setdefault((pair.kind, plain(pair.zh)), pair)
        if _squeezed(known.en) != _squeezed(pair.en):
            message = f"{pair.zh} is “{known.en}” at {known.where} and “{pair.en}” here."
            yield pair.warning("term_consistency", TERMINOLOGY, message, "en", pair.zh)
