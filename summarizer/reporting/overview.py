"""The folder at a glance: what is counted and listed while the results go by, one at a time.

Of each result only a row of the list, the numbers of its names and its dates are kept: some hundred bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from summarizer.fields import Event, NewsFields, Text, dates_of, items_of
from summarizer.results import Result
from summarizer.writing.plain import plain, shortened
from summarizer.writing.tables import kind_of
from summarizer.writing.wording import date_text

# The kinds of names that are listed and can be filtered by: the kind of the claim, and the key in the page.
KINDS = ("place", "organisation", "person")
_LEAD = 220  # characters of the summary in the list


@dataclass(slots=True)
class Names:
    """The names of one kind, numbered as they come: in Chinese, in English, and in how many documents."""

    numbers: dict[str, int] = field(default_factory=dict)
    english: list[str] = field(default_factory=list)
    documents: Counter[int] = field(default_factory=Counter)

    def add(self, zh: str, en: str) -> int:
        """The number of a name; counts a document."""
        number = self.numbers.setdefault(zh, len(self.numbers))
        if number == len(self.english):
            self.english.append(en)
        self.english[number] = self.english[number] or en
        self.documents[number] += 1
        return number

    def pairs(self) -> list[tuple[str, str]]:
        """Chinese and English of each name, by number."""
        return [(plain(zh), plain(en)) for zh, en in zip(self.numbers, self.english, strict=True)]

    def most(self, count: int) -> list[tuple[str, str, int]]:
        """Chinese, English and documents of the names in most documents."""
        pairs = self.pairs()
        ranked = sorted(self.documents.items(), key=lambda item: (-item[1], item[0]))[:count]
        return [(*pairs[number], documents) for number, documents in ranked]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated in a document: the start of its date, where in the result, in words, when in words."""

    iso: str
    row: int
    where: str
    en: str
    zh: str
    status: str
    when: str

    @property
    def is_ahead(self) -> bool:
        """Whether the document sees it as lying ahead."""
        return self.status != "done"


@dataclass
class Overview:
    """What is known of the folder so far."""

    names: dict[str, Names] = field(default_factory=lambda: {kind: Names() for kind in KINDS})
    rows: list[list[Any]] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    dates: list[str] = field(default_factory=list)
    cost: float = 0.0
    unpriced: int = 0
    requests: int = 0
    tokens: int = 0
    latest: str = ""
    _ids: set[str] = field(default_factory=set)

    def add(self, result: Result, names: Mapping[str, str], at: tuple[int, int]) -> None:
        """Take a result in; `at` is the block and the place where the page finds the whole of it."""
        self._count(result)
        self.happenings += _happenings(result, len(self.rows))
        self.rows.append(self._row(result, names, at))

    def _count(self, result: Result) -> None:
        made = result.provenance
        self.statuses[result.status] += 1
        self.models[made.model] += bool(made.model)
        self.findings.update(finding.severity for finding in result.findings)
        self.requests += made.requests
        self.tokens += made.tokens.prompt + made.tokens.completion
        self.latest = max(self.latest, made.created_at)
        self.cost += made.cost_usd or 0
        self.unpriced += made.cost_usd is None

    def _row(self, result: Result, names: Mapping[str, str], at: tuple[int, int]) -> list[Any]:
        """A row of the list; the script knows the order of its columns."""
        published = _published(result)
        kind = plain(kind_of(result))
        self.kinds[kind] += bool(kind)
        self.dates += [published] * bool(published)
        return [
            self._id(plain(result.document.path)),
            *at,
            result.status,
            kind,
            published,
            plain(result.title.en),
            plain(result.title.zh),
            _lead(result),
            len(result.findings),
            *self._named(result, names).values(),
        ]

    def _id(self, path: str) -> str:
        """The path, or the path with a number: what a link to this document says."""
        unique, count = path, 1
        while unique in self._ids:
            count += 1
            unique = f"{path}~{count}"
        self._ids.add(unique)
        return unique

    def _named(self, result: Result, names: Mapping[str, str]) -> dict[str, list[int]]:
        """The numbers of the names in a result by kind, each once."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        if isinstance(result.fields, NewsFields):
            for _, item in items_of(result.fields):
                if item.claim in found and item.zh:
                    found[item.claim][item.zh] = names.get(item.zh) or item.en
        return {
            kind: [self.names[kind].add(zh, en) for zh, en in given.items()] for kind, given in found.items()
        }


def _published(result: Result) -> str:
    fields = result.fields
    return fields.publication_date.iso.split("/")[0][:10] if isinstance(fields, NewsFields) else ""


def _lead(result: Result) -> str:
    """The beginning of the summary, in English where there is any."""
    summary = result.summary
    text = plain(summary.en or " ".join(one.en for one in summary.sentences if one.en) or summary.zh)
    return text if len(text) <= _LEAD else shortened(text, _LEAD)[:-1].rpartition(" ")[0] + " …"


def _happenings(result: Result, row: int) -> Iterator[Happening]:
    """Everything dated in a result but its publication, with a date that code could make out."""
    if not isinstance(result.fields, NewsFields):
        return
    items: dict[str, Text] = dict(items_of(result.fields))
    for dated in dates_of(result.fields):
        if dated.where == "fields.publication_date" or not dated.value.iso:
            continue
        owner, _, name = dated.where.rpartition(".")
        item = items.get(owner)
        yield Happening(
            iso=dated.value.iso.split("/")[0][:10],
            row=row,
            where=dated.where if item is None else owner,
            en=plain(_said(item, name, result.title.en)),
            zh=plain(_said(item, name, result.title.zh) if item is None else item.zh),
            status=item.status if isinstance(item, Event) else ("planned" if dated.ahead else "done"),
            when=date_text(dated.value),
        )


def _said(item: Text | None, name: str, title: str) -> str:
    """What a date is about: its item, or, for a date of the document, what it is called."""
    return (item.en or item.zh) if item is not None else f"{name.replace('_', ' ').capitalize()}: {title}"
