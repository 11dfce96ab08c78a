"""The data of the story: lines, documents, articles, segments, terms, findings. Frozen, no behaviour
beyond looking things up.

A *line* is a physical line of the decoded text (formats with structure number their paragraphs);
its number is its address everywhere: in prompts, in results, in findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple, Protocol, TypeVar

# The cell before a title in the index of an official page.
TITLE_LABEL = re.compile(r"标\s*题\s*[:：][\s|]*|\Atitle:\s+")

Role = Literal["title", "meta", "body", "noise"]
TermKind = Literal["person", "organisation", "place", "programme", "title", "term"]
TermOrigin = Literal["glossary", "reviewed", "model", "pinyin"]
TermStatus = Literal["decided", "conflict", "reviewed"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: number from 1, text without its line break, and what it is on the page."""

    n: int
    text: str
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class SourceIssue:
    """Something wrong in the source itself: censored, garbled, truncated, repost, missing_date, injection."""

    type: str
    zh: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """The lines that one extractor takes for the main content of a page, or None if it found none."""

    extractor: str
    lines: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """A particular of a publication: its title, author, editor, date, publisher, source, url or language.

    `origin` says where it was found ("json-ld datePublished", "meta PubDate", "link canonical", "html lang",
    "line"); `lines` are the lines that state it, if it was found in lines.
    """

    name: str
    value: str
    origin: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded file, before anybody has said what of it is the article.

    `path` is relative to the PATH the user gave, with `/`. `texts` are all lines in order, blank ones
    included. `main` holds the numbers of the lines that the format's own extractor takes for the main
    content (HTML), or None where the format has no such thing (plain text). `title` and `date` are what
    the format's metadata says, or "".

    `votes` are what several extractors name (HTML; `main` is that of the first), `metadata` the particulars
    of the publication with their origin, the likeliest first for each name, and `revealed` the lines that the
    page's styles hide but that are most of its text (a script shows them), so that they are read.

    `pieces` has, for a line that is made of several cells or has inline markup, its pieces in order: each is
    translated on its own, with `<1>...</1>` and `<2/>` standing for markup. A line of cells is its pieces
    without tags, joined with " | ".

    `bare` are the lines that are nothing but markup (an image, a tag of HTML in Markdown) or tell programs
    something: nobody reads them, and they are no part of the article.
    """

    path: str
    sha256: str
    media_type: str
    encoding: str
    texts: tuple[str, ...]
    main: frozenset[int] | None = None
    title: str = ""
    date: str = ""
    language: str = "zh"
    issues: tuple[SourceIssue, ...] = ()
    votes: tuple[Vote, ...] = ()
    metadata: tuple[Datum, ...] = ()
    revealed: frozenset[int] = frozenset()
    pieces: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    bare: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Article:
    """A document whose lines have roles. `confidence` (0..1) says how sure the cleaning is."""

    document: Document
    lines: tuple[Line, ...]
    confidence: float = 1.0

    @cached_property
    def size(self) -> int:
        """The characters of all lines."""
        return sum(len(line.text) for line in self.lines)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The non-blank body lines, in order."""
        return tuple(line for line in self.lines if line.role == "body" and line.text.strip())

    @cached_property
    def shown(self) -> tuple[Line, ...]:
        """What a model may read: non-blank title, meta and body lines, in order."""
        return tuple(line for line in self.lines if line.role != "noise" and line.text.strip())

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """Number -> text of the lines that are `shown`."""
        return {line.n: line.text for line in self.shown}

    @cached_property
    def noise(self) -> tuple[Line, ...]:
        """The non-blank lines that are not the article."""
        return tuple(line for line in self.lines if line.role == "noise" and line.text.strip())

    @cached_property
    def title(self) -> str:
        """The headline, whole if it is set on several lines, or the metadata's title, or "" ."""
        return TITLE_LABEL.sub("", joined(self.headline), count=1) or self.document.title

    @cached_property
    def headline(self) -> tuple[Line, ...]:
        """The lines of the first headline, several if it is set on several; none without a title line."""
        return next(iter(headlines(self.lines)), ())

    def text_of(self, number: int) -> str:
        """The text of line `number`, or "" if there is no such line."""
        return self.lines[number - 1].text if 0 < number <= len(self.lines) else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of an article's shown lines that fits one request. `index` counts from 1."""

    lines: tuple[Line, ...]
    index: int = 1
    total: int = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of Chinese to be put into another language; the answer carries the same id.

    `context` shows where a piece stands that cannot be understood alone. `running` says that it is part of a
    text: what stands before and after it in the list of segments is its context.
    """

    id: str
    zh: str
    context: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name met in a document and not settled yet, with a line of context."""

    zh: str
    kind: TermKind
    context: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the termbase: the rendering of a Chinese name or term in the whole folder."""

    zh: str
    en: str
    kind: TermKind = "term"
    origin: TermOrigin = "model"
    status: TermStatus = "decided"
    note: str = ""
    variants: tuple[str, ...] = field(default=())

    @property
    def binds(self) -> bool:
        """Whether a person decided how it is rendered."""
        return self.origin in ("glossary", "reviewed") or self.status == "reviewed"


ClaimKind = Literal[
    "title", "sentence", "point", "event", "organisation", "person", "post", "place", "programme",
    "agreement", "number", "statement", "clause", "label",
]  # fmt: skip


class Complaint(NamedTuple):
    """A translation that verification did not accept, and what it said of it, a message an error."""

    previous: str
    messages: tuple[str, ...]


class Claim(NamedTuple):
    """A text of a result that can be checked, with its address in the result and its evidence.

    Sentences and points are written by the model; the Chinese of all other kinds is copied from the
    lines it cites.
    """

    where: str
    kind: ClaimKind
    zh: str
    en: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `where` is a path into the result ("summary.sentences.s2.en").

    `category` is an MQM category, `lines` and `quote` are the evidence on the source's side.
    """

    code: str
    category: str
    severity: Severity
    where: str
    message: str
    lines: tuple[int, ...] = ()
    quote: str = ""


class Roled(Protocol):
    """A line that has a role."""

    @property
    def text(self) -> str:
        """What it says."""
        ...

    @property
    def role(self) -> Role:
        """What it is."""
        ...


OfPage = TypeVar("OfPage", bound=Roled)


def headlines(lines: Iterable[OfPage]) -> list[tuple[OfPage, ...]]:
    """The headlines among `lines`: adjacent title lines are one, unless one says what others say, too."""
    shown = (line for line in lines if line.text.strip())
    runs = (tuple(run) for is_title, run in groupby(shown, lambda line: line.role == "title") if is_title)
    return [found for run in runs for found in _apart(run)]


def _apart(run: tuple[OfPage, ...]) -> Iterator[tuple[OfPage, ...]]:
    """The headlines in a run of title lines, which may have the same one whole and on several lines."""
    texts = ["".join(line.text.split()) for line in run]
    parts = [any(text in other and len(text) < len(other) for other in texts) for text in texts]
    if len(set(texts)) == len(texts) and not any(parts):
        yield run
        return
    for is_part, group in groupby(zip(run, parts, strict=True), lambda item: item[1]):
        same = tuple(line for line, _ in group)
        yield from [same] if is_part else [(line,) for line in same]


def joined(lines: Iterable[Roled]) -> str:
    """What the lines of a headline say together; words do not run together, Chinese is not drawn apart."""
    return "".join(_spaced(line.text.strip()) for line in lines).strip()


def _spaced(text: str) -> str:
    """A part of a text with a space where the next part would run into its last word."""
    return f"{text} " if text[-1:].isascii() and text[-1:].isalnum() else text
