"""What every check looks at: the lines of a result's document in plain form, and its texts in pairs.

A `Page` is a view of one result that computes what is asked of it,
once for all checks. Plain forms (see `summarizer.matching`) are compared, never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from itertools import pairwise
from typing import Literal, NamedTuple

from summarizer.dates.masking import Quantifier, Quantities, quantities_zh
from summarizer.fields import Dated, Mention, dates_of, mentions_of, numbers_of
from summarizer.matching import plain, plain_each, within
from summarizer.results import LineOut, NewsFields, Number, Result, TranslatedLine
from summarizer.scripts import simplified
from summarizer.surfaces import unpadded
from summarizer.text import Claim, ClaimKind, Finding, Severity, headlines, joined
from summarizer.verifying.cantonese import in_mandarin
from summarizer.verifying.copies import without_copies
from summarizer.verifying.heard import speakers
from summarizer.verifying.nested import strings_of
from summarizer.verifying.signs import unsigned
from summarizer.verifying.statements import unattributed

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # for use within [] of a pattern
ANY_HAN = re.compile(f"[{HAN}]")
NUMERAL = r"\d零〇一二三四五六七八九十百千万亿年月第约近超"
GOES_ON, COMES_FROM = re.compile(f"[{NUMERAL}]"), re.compile(f"[{NUMERAL}{HAN}%]")
SEAM = 16  # characters on either side of a break within which a figure or a date goes on
BREAK = "\n"  # between the plain forms of lines: no plain form contains it
REMEMBERED = 4096  # pairs of texts: a result is verified more than once on its way
LONG = 8000  # characters: longer texts are looked at anew, so that the memory of others stays small

PairKind = ClaimKind | Literal["summary", "line", "custom"]
RUNNING = frozenset({"title", "sentence", "point", "event", "statement", "clause", "line"})


class Pair(NamedTuple):
    """A Chinese text of a result and its English. `where` is their address without `.zh` and `.en`."""

    where: str
    kind: PairKind
    zh: str
    en: str
    lines: tuple[int, ...] = ()

    def error(self, code: str, category: str, message: str, side: str = "en", quote: str = "") -> Finding:
        """A finding that makes the result flagged."""
        return self._finding("error", code, category, message, side, quote)

    def warning(self, code: str, category: str, message: str, side: str = "en", quote: str = "") -> Finding:
        """A finding to look at."""
        return self._finding("warning", code, category, message, side, quote)

    def _finding(
        self, severity: Severity, code: str, category: str, message: str, side: str, quote: str
    ) -> Finding:
        return Finding(code, category, severity, f"{self.where}.{side}", message, self.lines, quote)


Examination = Callable[[Pair], Iterable[Finding]]


def remembered(examine: Examination) -> Examination:
    """`examine`, which looks at nothing but texts and kind, not done again where it found nothing."""

    @lru_cache(maxsize=REMEMBERED)
    def is_clean(zh: str, en: str, kind: PairKind) -> bool:
        return next(iter(examine(Pair("", kind, zh, en))), None) is None

    @wraps(examine)
    def found(pair: Pair) -> Iterable[Finding]:
        zh, en = pair.zh, pair.en
        return () if len(zh) + len(en) < LONG and is_clean(zh, en, pair.kind) else examine(pair)

    return found


ARTICLES = 256  # so many others may come between a draft and what is made of it


@lru_cache(maxsize=ARTICLES)
def _plain_each(texts: tuple[str, ...]) -> Sequence[str]:
    return plain_each(texts)


@lru_cache(maxsize=ARTICLES)
def _clean_against(_background: Hashable) -> set[tuple[str, str, tuple[int, ...]]]:
    """In which texts a check found nothing, against one background; filled as they are looked at."""
    return set()


@dataclass(frozen=True)
class Page:
    """The document of a result, line by line and as a whole, and the result's texts."""

    result: Result

    @property
    def is_chinese(self) -> bool:
        """Whether the document is: Chinese texts can only be compared with lines in Chinese."""
        return self.result.document.language in ("", "zh")

    @cached_property
    def lines(self) -> dict[int, LineOut]:
        """The lines by their numbers."""
        return {line.n: line for line in self.result.document.lines}

    @cached_property
    def plain(self) -> dict[int, str]:
        """The plain forms of the non-blank lines by their numbers."""
        texts = _plain_each(self._texts) if self._is_short else plain_each(self._texts)
        return {n: text for n, text in zip(self.lines, texts, strict=True) if text}

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple([line.text for line in self.lines.values()])

    @cached_property
    def _is_short(self) -> bool:
        """Whether what is worked out about the article is kept."""
        return sum(map(len, self._texts)) < LONG

    @cached_property
    def shown(self) -> str:
        """Title, meta and body lines in plain form: what the result may be based on."""
        return self._joined(self.plain, "title", "meta", "body")

    @cached_property
    def simple(self) -> dict[int, str]:
        """The same in simplified characters."""
        return dict(zip(self.plain, self.every.split(BREAK), strict=False))  # no line: one empty part

    @cached_property
    def simplified(self) -> str:
        """What is shown, in simplified characters."""
        return self._joined(self.simple, "title", "meta", "body")

    @cached_property
    def every(self) -> str:
        """All lines, noise included, in simplified characters: what is not in them is nowhere."""
        return simplified(self._every)

    @cached_property
    def heading(self) -> str:
        """Title and meta lines in simplified characters: whom the page is about may be named only there."""
        return self._joined(self.simple, "title", "meta")

    @cached_property
    def noise(self) -> str:
        """The lines in plain form that are not the article."""
        return self._joined(self.plain, "noise")

    @cached_property
    def noise_text(self) -> str:
        """The lines that are not the article, as they are written."""
        return BREAK.join(line.text for line in self.lines.values() if line.role == "noise")

    @cached_property
    def written(self) -> str:
        """The article as it is written, without noise."""
        return BREAK.join(line.text for line in self.lines.values() if line.role != "noise")

    def once(self, check: str, pair: Pair, examine: Callable[[], Iterable[Finding]]) -> Iterable[Finding]:
        """What is found in the Chinese of a text by its background, not looked for again where nothing was.

        A result is verified as a draft, and again with its English.
        """
        text = check, pair.zh, pair.lines
        if text in self._clean:
            return ()
        found = tuple(examine())
        if not found:
            self._clean.add(text)
        return found

    @cached_property
    def _clean(self) -> set[tuple[str, str, tuple[int, ...]]]:
        """The texts that are clean, of this result or another one with the same background.

        That is the article, and whom and which organisations the fields name, and when they say that it was
        published.
        """
        if not self._is_short:
            return set()
        roles, published = [line.role for line in self.lines.values()], self.news.publication_date
        told = self.is_chinese, self.names, self.organisations, self.scenes, published.iso, published.basis
        return _clean_against((*self.lines, *roles, *self._texts, *told))

    @cached_property
    def quantifier(self) -> Quantifier:
        """The figures and dates of any text of the result or its lines, worked out once."""
        return Quantifier()

    @cached_property
    def quantities(self) -> dict[int, Quantities]:
        """The figures and dates of the non-blank lines of the article (no noise) by their numbers."""
        known = self.quantifier.zh
        return {n: known(self.lines[n].text) for n in self.plain if self.lines[n].role != "noise"}

    @cached_property
    def noise_quantities(self) -> Quantities:
        """The figures and dates of the lines that are not the article; worked out only when asked for."""
        return quantities_zh(self.noise_text)

    @cached_property
    def seams(self) -> tuple[Quantities, ...]:
        """The figures and dates that go on from one line of the article to the next."""
        texts = pairwise(self.lines[n].text.strip() for n in self.quantities)
        return tuple(
            quantities_zh(left[-SEAM:] + right[:SEAM])
            for left, right in texts
            if GOES_ON.search(left[-1:]) and COMES_FROM.search(right[:1])
        )

    def role(self, number: int) -> str:
        """The role of line `number`, "" if there is no such line or nothing on it."""
        return self._roles.get(number, "")

    @cached_property
    def _roles(self) -> dict[int, str]:
        return {n: self.lines[n].role for n in self.plain}

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """The dates of the fields, see `dates_of`."""
        return tuple(dates_of(self.news))

    def text(self, numbers: Iterable[int]) -> str:
        """The plain forms of those of the lines that exist, in order and without a break between them.

        A sentence may go on from one physical line to the next.
        """
        return _of_lines(self.plain, numbers)

    def simple_text(self, numbers: Iterable[int]) -> str:
        """The same in simplified characters."""
        return _of_lines(self.simple, numbers)

    def numbers_with(self, zh: str) -> list[int]:
        """Numbers of the lines in which `zh` (in plain form) stands."""
        if "…" not in zh and zh not in self._every:
            return []
        return [n for n, text in self.plain.items() if within(zh, text)]

    @cached_property
    def _every(self) -> str:
        return BREAK.join(self.plain.values())

    def occurs(self, zh: str) -> bool:
        """Whether `zh` stands in the article."""
        return within(plain(zh), self.shown)

    @cached_property
    def claims(self) -> tuple[Pair, ...]:
        """The texts of title, sentences, points and fields; of a statement what it says, not who does."""
        claimed = map(_claimed, self.result.claims())
        return tuple(self._unattributed(pair) if pair.kind == "statement" else pair for pair in claimed)

    def _unattributed(self, pair: Pair) -> Pair:
        said = self.news.statements[int(pair.where.rpartition(".")[2])]
        named = (*self.news.people, *self.news.organisations)
        own = next((item.en for item in named if item.zh == said.speaker.strip()), "")
        others = (item.en for item in (self.news.people if own else named) if item.zh not in said.speaker)
        return pair._replace(en=unattributed(said, own, others))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every text that is there in Chinese and English, the lines of a full translation included.

        The summary as a whole is not among them: it is its sentences, which a check of its own sees to. Nor
        are lines in another language than Chinese, which are copied.
        """
        return (*self.claims, *self._custom(), *(each for each in self._translated() if not _is_copy(each)))

    @cached_property
    def running(self) -> tuple[Pair, ...]:
        """The texts with whole sentences or clauses: not names, figures and labels."""
        return tuple(pair for pair in self.pairs if pair.kind in RUNNING)

    @cached_property
    def english(self) -> str:
        """The English of all pairs: what it has not, none of them has."""
        return BREAK.join([pair.en for pair in self.pairs])

    @cached_property
    def told(self) -> tuple[Pair, ...]:
        """The running texts that have English, the Chinese in simplified characters: compared by meaning.

        What Cantonese denies is denied in the words of Mandarin. What is quoted in English is not compared.
        """
        chinese = (pair for pair in self.running if pair.en.strip() and ANY_HAN.search(pair.zh))
        running = map(_without_copies, chinese)
        told = ((pair, in_mandarin(simplified(pair.zh))) for pair in running)
        return tuple(pair if zh == pair.zh else pair._replace(zh=zh) for pair, zh in told)

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The figures of the fields by their addresses."""
        return dict(numbers_of(self.news))

    @cached_property
    def names(self) -> frozenset[str]:
        """The Chinese names of the people in plain form, without those of one character."""
        names = (plain(person.zh) for person in self.news.people)
        return frozenset(name for name in names if len(name) > 1)

    @cached_property
    def people(self) -> frozenset[str]:
        """These, and who speaks in the article, whom the fields may leave out."""
        heard = speakers(self.simplified, self.shown)
        return self.names.union(name for name in heard if not any(map(name.startswith, self.names)))

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The Chinese names of the organisations in plain form, in simplified characters."""
        named = (simplified(plain(item.zh)) for item in self.news.organisations)
        return frozenset(name for name in named if len(name) > 2)

    @cached_property
    def scenes(self) -> tuple[frozenset[str], ...]:
        """The Chinese names of the places, and of the programmes, in the same form."""
        kinds = self.news.places, self.news.programmes
        return tuple(frozenset(simplified(plain(item.zh)) for item in items) for items in kinds)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that are given within the items of the fields."""
        return tuple(mentions_of(self.news))

    @cached_property
    def news(self) -> NewsFields:
        """The fields of a preset, all of which have the lists of news; empty ones for the user's own."""
        fields = self.result.fields
        return fields if isinstance(fields, NewsFields) else NewsFields()

    @cached_property
    def head(self) -> str:
        """The lines about the article in plain form: its byline, its source."""
        return self._joined(self.plain, "meta")

    def _joined(self, lines: Mapping[int, str], *roles: str) -> str:
        return BREAK.join([text for n, text in lines.items() if self._roles[n] in roles])

    def _custom(self) -> Iterator[Pair]:
        if isinstance(self.result.fields, NewsFields):
            return
        for path, zh, en, lines in strings_of(self.result.fields):
            if ANY_HAN.search(zh):
                known = tuple(lines or self.result.fields_lines.get(path, ()))
                yield Pair(f"fields.{path}", "custom", zh, en or self.result.fields_en.get(path, ""), known)

    def _translated(self) -> Iterator[Pair]:
        made = self.result.translation
        if made and made.is_english:  # others: see `translations`
            kind = self.result.document.media_type
            for item in made.segments:
                zh, en = unsigned(item.zh, item.en, kind) if item.pieces else (item.zh, item.en)
                yield Pair(f"translation.segments.{item.n}", "line", zh, en, (item.n,))
            yield from self._head({item.n: item for item in made.head})

    def _head(self, made: dict[int, TranslatedLine]) -> Iterator[Pair]:
        """The lines above the body; those of one headline are one text."""
        together = {line.n: lines for lines in headlines(self.lines.values()) for line in lines}
        for n, item in made.items():
            several = [line.n for line in together.get(n, ()) if line.n in made]
            if len(several) < 2:
                yield Pair(f"translation.head.{n}", "line", item.zh, item.en, (n,))
            elif several[0] == n:
                zh, en = joined(together[n]), " ".join(made[k].en for k in several)
                yield Pair(f"translation.head.{n}", "line", zh, en, tuple(several))


def _of_lines(lines: Mapping[int, str], numbers: Iterable[int]) -> str:
    return "".join([lines.get(number, "") for number in sorted(set(numbers))])


def _is_copy(pair: Pair) -> bool:
    """Whether a line is no Chinese, and its translation is the line."""
    return pair.zh == pair.en and not ANY_HAN.search(pair.zh)


def _without_copies(pair: Pair) -> Pair:
    """A pair without the English of its Chinese that its translation has as it is."""
    zh, en = without_copies(pair.zh, pair.en)
    return pair._replace(zh=zh, en=en) if ANY_HAN.search(zh) else pair


def _claimed(claim: Claim) -> Pair:
    """A claim as a pair; the Chinese of a person is without the blanks of a layout."""
    pair = Pair._make(claim)  # it has the same parts
    return pair._replace(zh=unpadded(pair.zh)) if claim.kind == "person" else pair
