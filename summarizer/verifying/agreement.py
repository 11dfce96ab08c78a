"""The parts of a result agree with each other: two of them never say different things about the same matter.

Every part is compared with the article elsewhere. Here is what each part may say for itself, but not both:
two spellings of a person, two years for one day. A disagreement names both places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summarizer import pinyin
from summarizer.dates import DateMention, Day, dates_zh
from summarizer.dates.masking import quantities_zh
from summarizer.dates.mention import fits, iso_days
from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Finding, Severity
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.wordings import compact

MISTRANSLATION = "accuracy/mistranslation"
FULL_NAME = re.compile(r"[A-ZÀ-Þ](?<![\w'’-].)[\w'’-]++(?: [A-ZÀ-Þ][\w'’-]++){1,2}+")
NO_LETTERS = re.compile(r"[^a-z]")
SENTENCE_END = re.compile(r"[。！？；!?;]")
ALIKE = 0.85  # of the letters of two spellings of a foreign name
SAME_ENGLISH = 5  # words: shorter texts may be the same for different Chinese


def check(page: Page) -> Iterator[Finding]:
    """Findings `agreement` and, for the same English of different Chinese, `repeat`."""
    yield from _spellings(page)
    yield from _years(page)
    yield from _event_dates(page)
    yield from _same_english(page)
    yield from _same_names(page)


def _spellings(page: Page) -> Iterator[Finding]:
    """A person is spelled one way: "Lyu Fang" among the people is not "Lu Fang" in the summary."""
    people = [
        (person.zh, person.en, f"fields.people.{index}.en")
        for index, person in enumerate(page.news.people)
        if person.en and len(person.zh) > 1
    ]
    every = {_bare(en) for _, en, _ in people}
    for pair in page.running if people else ():
        for zh, en, where in people:
            if zh not in pair.zh or en in pair.en:
                continue
            for found in FULL_NAME.findall(pair.en):
                words = found.removesuffix("'s").removesuffix("’s")
                if _bare(words) not in every and _is_other_spelling(zh, en, words):
                    message = f"{zh} is “{en}” at {where} and “{words}” here."
                    yield pair.error("agreement", MISTRANSLATION, message, "en", zh)


def _is_other_spelling(zh: str, en: str, words: str) -> bool:
    """Whether `words` is `en` otherwise spelled: another reading, or foreign and but for a letter or two."""
    if pinyin.is_chinese_name(zh) and pinyin.accepts(zh, en):
        return pinyin.accepts(zh, words)
    if words.count(" ") != en.count(" "):
        return False
    one, other = _bare(en), _bare(words)
    return len(one) > 6 and one != other and SequenceMatcher(None, one, other).ratio() > ALIKE


def _bare(name: str) -> str:
    return NO_LETTERS.sub("", pinyin.letters(name))


def _years(page: Page) -> Iterator[Finding]:
    """A day that the Chinese gives without a year is of the same year wherever the English adds one."""
    first: dict[tuple[int, int], tuple[int, str]] = {}
    for index, event in enumerate(page.news.events):
        for day in _without_year(dates_zh(event.date.zh)):
            for year, month, number in iso_days(event.date.iso):
                if year and (month, number) == day:
                    first.setdefault(day, (year, f"fields.events.{index}.date.iso"))
    known = page.quantifier
    for pair in page.pairs:
        dates = known.zh(pair.zh).dates if pair.en else ()
        if not dates or not (days := _without_year(dates)):
            continue
        for mention in page.quantifier.en(pair.en).dates:
            day = (mention.month or 0, mention.day or 0)
            if mention.year is None or day not in days:
                continue
            year, where = first.setdefault(day, (mention.year, f"{pair.where}.en"))
            if year != mention.year:
                message = f"{mention.surface} is of {mention.year} here and of {year} at {where}."
                yield pair.error("agreement", MISTRANSLATION, message, "en", mention.surface)


def _without_year(mentions: Sequence[DateMention]) -> set[tuple[int, int]]:
    """The days of a Chinese text that no year is given for, anywhere in it."""
    dates = [mention for mention in mentions if mention.month and mention.day]
    if not dates:
        return set()
    dated = {(mention.month, mention.day) for mention in dates if mention.year}
    return {
        day
        for mention in dates
        if not mention.year and (day := (mention.month or 0, mention.day or 0)) not in dated
    }


def _event_dates(page: Page) -> Iterator[Finding]:
    """The date of an event is the one in its own text, or in the sentence that its text is copied from."""
    for index, event in enumerate(page.news.events):
        days = iso_days(event.date.iso)
        if not days or len(days) > 1:
            continue
        where = f"fields.events.{index}.zh"
        stated = _days_in(event.zh)
        if not stated and not _names_month(event.zh):
            where, stated = _sentence_days(event.zh, event.lines, page)
        if len(stated) == 1 and not any(_fit(day, stated[0]) for day in days):
            message = f"The date is {event.date.iso} here and {_said(stated[0])} at {where}."
            address = f"fields.events.{index}.date.iso"
            # Where the date's own wording says it, the text may tell of another day: pictures taken in May.
            sure = not any(_fit(day, said) for day in days for said in _days_in(event.date.zh))
            severity: Severity = "error" if sure else "warning"
            yield Finding(
                "agreement", MISTRANSLATION, severity, address, message, tuple(event.lines), event.date.zh
            )


def _fit(day: Day, other: Day) -> bool:
    return fits(day, other) or (day[1] is None and other[0] is None)


def _days_in(zh: str) -> list[Day]:
    """The days and months of a text, each once; none where some date of it is relative or a range."""
    dates = quantities_zh(zh).dates
    if any(mention.kind != "date" or mention.part or len(mention.days) > 1 for mention in dates):
        return []
    return list(dict.fromkeys(day for mention in dates for day in mention.days if day[1]))


def _names_month(zh: str) -> bool:
    """Whether a text says a month, though perhaps no single one, or a part of it: 11月中旬."""
    return any(day[1] for mention in quantities_zh(zh).dates for day in mention.days)


def _sentence_days(zh: str, lines: list[int], page: Page) -> tuple[str, list[Day]]:
    """The last day before the text in the only sentence of the cited lines in which it stands."""
    for number in lines:
        for sentence in SENTENCE_END.split(page.lines[number].text if number in page.quantities else ""):
            at = sentence.find(zh) if zh else -1
            if at >= 0:
                return f"line {number}", _days_in(sentence[:at])[-1:]
    return "", []


def _said(day: Day) -> str:
    return "-".join(f"{part:02}" for part in day if part)


def _same_english(page: Page) -> Iterator[Finding]:
    """One English for two Chinese texts that have little in common: one of them took the other's."""
    first: dict[str, Pair] = {}
    times = Counter(compact(pair.en) for pair in page.running)
    for pair in page.running if len(times) < len(page.running) else ():
        words = pair.en.split() if times[compact(pair.en)] > 1 else ()
        if len(words) < SAME_ENGLISH:
            continue
        known = first.setdefault(" ".join(words).lower(), pair)
        if known is not pair and not _alike(known.zh, pair.zh):
            message = f"This is also the English of another Chinese text, at {known.where}.en."
            yield pair.error("repeat", "accuracy/addition", message, "en", pair.en)


SHORT_NAME = 4  # characters: shorter ones with one in common may be of the same (本港 and 香港)
MAINLAND = "mainland"  # 内地 and 大陆


def _same_names(page: Page) -> Iterator[Finding]:
    """One English for two places, organisations or programmes of the fields that have other names."""
    kinds = (("places", "place"), ("organisations", "organisation"), ("programmes", "programme"))
    for name, kind in kinds:
        first: dict[str, Pair] = {}
        for pair in page.claims:
            if pair.kind == kind and pair.where.startswith(f"fields.{name}.") and pair.en.strip():
                known = first.setdefault(pair.en.strip().lower(), pair)
                if known is not pair and MAINLAND not in pair.en and not _may_be_one(known.zh, pair.zh):
                    message = f"This is also the English of “{known.zh}”, at {known.where}.en."
                    yield pair.error("repeat", "accuracy/addition", message, "en", pair.en)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be of the same: one is a part of the other, or short for it."""
    short, long = sorted((simplified(plain(one)), simplified(plain(other))), key=len)
    common = set(short) & set(long)
    return short in long or common == set(short) or (bool(common) and len(short) < SHORT_NAME)


def _alike(one: str, other: str) -> bool:
    """Whether one text is a part of the other, or most characters of the shorter one are in both."""
    short, long = sorted((plain(one), plain(other)), key=len)
    if short in long:
        return True
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    return not pairs or sum(pair in long for pair in pairs) > 0.6 * len(pairs)
