"""Names of people are read rightly, kept in every sentence, and not invented.

The English of a Chinese name must be an accepted reading of it, or what the termbase says. Where a
Chinese text names somebody, its English does too; and an English name shaped like pinyin must be a
reading of something in the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer import pinyin
from summarizer.text import Finding, Term
from summarizer.verifying import hongkong, institutions, misnamed, offices, supplied, unnamed
from summarizer.verifying.abbreviations import OTHERWISE_NAMED
from summarizer.verifying.abroad import FOREIGN_LETTER
from summarizer.verifying.attested import is_read, is_read_beside, is_read_in
from summarizer.verifying.cast import Cast, same
from summarizer.verifying.meant import stated
from summarizer.verifying.page import RUNNING, Page, Pair
from summarizer.verifying.readings import Capitals, bare, capitals_of
from summarizer.verifying.romanised import (
    is_heard,
    names_someone,
)

MISTRANSLATION = "accuracy/mistranslation"
NAMING = RUNNING | {"agreement"}  # kinds of texts whose English names whom their Chinese names


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
        if not expected or same(expected, pair.en):
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
