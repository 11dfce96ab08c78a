"""Terms of the glossary and names are rendered as decided, everywhere.

Terms are found in the Chinese longest first, what is nested in a longer one is skipped. The names of the
fields are terms of the result itself, so that its texts agree with its fields even without a termbase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from summarizer.conflicts import is_short_form
from summarizer.matching import plain
from summarizer.text import Finding, Term, TermKind
from summarizer.verifying import peoples, standins, strangers
from summarizer.verifying.exchanges import LEGAL_FORM, LONG, PART_OF_NAME, elsewhere, exchanged, stem_of
from summarizer.verifying.meant import counts_places, stated, times_told
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import all_places, stands_alone
from summarizer.verifying.wordings import best_share, compact, is_in_pinyin, plain_of

TERMINOLOGY = "terminology"
_ENOUGH = 0.75  # of a wording's content words
NAMES = ("person", "organisation", "place", "programme")


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
            if len(zh := plain_of(term.zh)) > 1 and term.en.strip():
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
        starts = list(filter(text.__contains__, self.lengths))
        return sorted([at for start in starts for at in all_places(start, text)]) if starts else ()


def check(page: Page, terms: Sequence[Term] = ()) -> Iterator[Finding]:
    """Findings `term` (not as decided) and `term_consistency` (one name, two Englishes)."""
    decided = {plain_of(term.zh) for term in terms}
    named = _named(page)
    own = [term for term in (*named, *_short(named)) if plain(term.zh) not in decided]
    index = Index.of([*terms, *own])
    mine = {id(term) for term in own}
    for pair in page.pairs:
        if pair.en.strip() and pair.kind != "person":
            yield from _rendered(pair, index, mine, page)
    named = [term for term in named if term.kind != "person"]
    yield from _strayed(page, named)
    yield from strangers.check(page, named)
    yield from _consistent(page)
    yield from _one_english(page)


def _strayed(page: Page, named: Sequence[Term]) -> Iterator[Finding]:
    """Organisations and places of the fields that stand where others belong."""
    organisations = [term for term in named if term.kind == "organisation" and len(term.zh) > 1]
    places = [term for term in named if term.kind == "place" and len(term.zh) > 1 and term.en.strip()]
    written = [
        (compact(term.en), term) for term in organisations if len(term.zh) > LONG or len(term.en) > LONG
    ]
    shared = _sharing(organisations)
    for pair in page.running if named else ():
        if not pair.en:
            continue
        en = compact(pair.en) if written else ""
        if there := [term for own, term in written if own in en and not _is_anothers(term, shared, pair.zh)]:
            yield from exchanged(pair, organisations, there, places, page.shown)
        if there := [term for term in places if term.en in pair.en and stem_of(term.zh) not in pair.zh]:
            longer = stated(named, pair, page)
            apart = [term for term in there if stands_alone(term.en, pair.en, longer)]
            yield from elsewhere(pair, places, apart, page.shown) if apart else ()


def _sharing(organisations: Sequence[Term]) -> dict[str, list[str]]:
    """The Chinese names of those that share their English, by that."""
    found: dict[str, list[str]] = defaultdict(list)
    for term in organisations:
        if term.zh not in found[term.en]:
            found[term.en].append(term.zh)
    return {en: names for en, names in found.items() if len(names) > 1}


def _is_anothers(term: Term, shared: Mapping[str, Sequence[str]], zh: str) -> bool:
    """Whether a text names another organisation of the same English: it is right about that one."""
    return any(other != term.zh and other in zh for other in shared.get(term.en, ()))


def _one_english(page: Page) -> Iterator[Finding]:
    """Organisations of the fields with one English that are no forms of one name."""
    pairs = {pair.zh: pair for pair in page.claims if pair.kind == "organisation" and pair.en.strip()}
    for names in _sharing([Term(pair.zh, pair.en, "organisation") for pair in pairs.values()]).values():
        one, other = names[:2]
        if not (is_short_form(one, other) or is_short_form(other, one)):
            pair = pairs[other]
            message = f"{one} and {other} are both “{pair.en}”."
            yield pair.warning("term_consistency", TERMINOLOGY, message, "en", other)


def _named(page: Page) -> list[Term]:
    """The names of the fields as terms."""
    kinds: dict[str, TermKind] = {"organisation": "organisation", "place": "place", "person": "person"}
    return [
        Term(pair.zh, pair.en, kinds[pair.kind]) for pair in page.claims if pair.kind in kinds and pair.en
    ]


def _short(named: Sequence[Term]) -> list[Term]:
    """The names of companies without their legal form."""
    return [
        Term(stem, term.en, term.kind)
        for term in named
        if term.kind == "organisation" and len(stem := LEGAL_FORM.sub("", term.zh)) > 3 and stem != term.zh
    ]


def _rendered(pair: Pair, index: Index, own: set[int], page: Page) -> Iterator[Finding]:
    text = plain(pair.zh)
    if id(index.terms.get(text)) in own:
        return  # it is a name of the fields itself
    seen: set[str] = set()
    for term, end in index.found_in(text):
        if term.zh in seen or term.kind == "person":
            continue  # how people are named is the business of `names`
        if (term.kind == "place" and PART_OF_NAME.match(text, end)) or _OF_NUMBER.match(text, end):
            continue
        if term.zh == "国务院" and _OF_COUNCIL.match(text, end):
            continue
        seen.add(term.zh)
        if id(term) not in own or text != plain(term.zh):
            yield from _judged(pair, term, page, mine=id(term) in own)


_OF_COUNCIL = re.compile("副?总理|國務委員|国务委员")  # "Vice Premier": of what goes without saying
_OF_NUMBER = re.compile(
    r"[发發字函办辦令批]{0,2}[(\[〔【][12]\d{3}[)\]〕】]第?\d"
)  # 民航总局〔2006〕80号: read aloud


def _judged(pair: Pair, term: Term, page: Page, *, mine: bool) -> Iterator[Finding]:
    known = peoples.is_known(term.zh)
    if known and peoples.is_told(term.zh, pair.en):
        return  # a country has an adjective, a people and a short name, too
    if (adjective := _ADJECTIVES.get(term.zh)) and adjective in pair.en.lower():
        return
    best = best_share(term, pair.en)
    if best >= (0.5 if mine else _ENOUGH):
        return
    if mine and term.kind == "place" and not is_in_pinyin(term.en):
        return  # such names have adjectives, too
    message = f"“{term.zh}” is to be rendered as “{term.en}”."
    binding = _is_replaced(term, best, pair, page) if mine else _is_binding(term, best)
    if binding and known and not term.binds:  # "the country", "at home": only another country is wrong
        binding = bool(peoples.foreign(pair.zh, pair.en))
    make = pair.error if binding else pair.warning
    yield make("term", TERMINOLOGY, message, "en", term.zh)


# What is named by another word as an adjective: 月球采样, "lunar samples".
_ADJECTIVES = MappingProxyType({
    "月球": "lunar", "月亮": "lunar", "太阳": "solar", "火星": "martian", "地球": "terrestrial",
    "大西洋": "atlantic",
    "太平洋": "pacific", "北极": "arctic", "南极": "antarctic", "地中海": "mediterranean", "长江": "yangtze",
})  # fmt: skip


def _is_binding(term: Term, share: float) -> bool:
    """Whether another rendering is an error: where the user decided, and for names."""
    if term.binds:
        return len(term.zh) > 2 or term.kind in NAMES  # short common nouns depend on what is around them
    return term.kind in ("person", "organisation", "place") and share < 0.5


def _is_replaced(term: Term, share: float, pair: Pair, page: Page) -> bool:
    """Whether another name stands for one of the fields, which nobody decided on.

    They may hold a longer form than a text does ("the company"), and English may do without a name.
    """
    if share > 0.0 or times_told(term, pair.en):
        return False
    if term.kind == "place":  # which has its reading, and no other name
        known = _holds_another(term.zh, pair.zh) or counts_places(pair.en)
        return not (known or pair.where.startswith("fields."))
    return len(term.zh) >= LONG and standins.has_one(term, pair, page)


# 广东省深圳市: the city is known without its province.
_WITHIN = re.compile(
    "(?:(?![和与及至到同跟、])[\u4e00-\u9fff]){1,6}?(?:自治[州县旗]|新区|[市县區区镇鎮乡鄉村州旗縣])"
)


def _holds_another(zh: str, text: str) -> bool:
    """Whether what stands right behind a province or a city in a text is a place in it."""
    if zh[-1:] not in "省市区州县":
        return False
    return all(_WITHIN.match(text, at + len(zh)) for at in all_places(zh, text))


def _consistent(page: Page) -> Iterator[Finding]:
    """One name has one English within the fields."""
    first: dict[tuple[str, str], Pair] = {}
    for pair in page.claims:
        if pair.kind not in NAMES or not pair.en.strip():
            continue
        known = first.setdefault((pair.kind, plain(pair.zh)), pair)
        if compact(known.en) != compact(pair.en):
            message = f"{pair.zh} is “{known.en}” at {known.where} and “{pair.en}” here."
            yield pair.warning("term_consistency", TERMINOLOGY, message, "en", pair.zh)
