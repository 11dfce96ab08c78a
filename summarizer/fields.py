"""The structured fields of a result: what the presets extract, and how to walk over it.

Every preset has the lists of `news`, so that a reader of results finds people and figures where they always
are; a list that a preset does not ask for is empty. What it has of its own are dates, copied texts, and lists
of them. An item says of what kind its claim is: that is all that verification, translation and tables need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from summarizer.text import ClaimKind, TermKind

Kind = Literal[
    "news", "speech", "policy", "notice", "announcement", "minutes", "academic", "company", "contract",
    "tender", "recruitment", "statistics", "other",
]  # fmt: skip
Basis = Literal["stated", "inferred", "repost", "missing"]
Precision = Literal["day", "month", "year", "range", "unknown"]
EventStatus = Literal["done", "planned", "called_for"]
Mode = Literal["direct", "indirect", "instruction"]
IssueType = Literal["censored", "garbled", "truncated", "repost", "missing_date", "injection"]
ProgrammeKind = Literal[
    "policy", "plan", "designation", "base", "alliance", "award", "project", "slogan", "concept", "other"
]
PlaceLevel = Literal["country", "province", "city", "district", "town", "venue", "other"]
NumberKind = Literal[
    "count", "amount", "percentage", "ratio", "area", "length", "weight", "period", "date", "rank",
    "ordinal", "label", "other",
]  # fmt: skip
Origin = Literal["zh", "ja", "ko", "foreign", "unknown"]
AnnouncementType = Literal[
    "results", "transaction", "guarantee", "pledge", "dividend", "financing", "personnel", "meeting",
    "litigation", "operations", "other",
]  # fmt: skip
Outcome = Literal["passed", "rejected", "postponed", "other"]
# Names as in the source; results of earlier versions have a single one as a string.
Names = Annotated[list[str], BeforeValidator(lambda one: [one] * bool(one) if isinstance(one, str) else one)]


class Frozen(BaseModel):
    """Base of all fields: immutable, lenient about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Text(Frozen):
    """A Chinese text, its English, and the lines that support it.

    `claim` is the kind of its claim; `named` are the keys that hold names as in the source, and their kinds.
    """

    claim: ClassVar[ClaimKind] = "clause"
    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({})

    zh: str = ""
    en: str = ""
    lines: list[int] = []


class DateValue(Frozen):
    """A date: `iso` as far as known ("2024-05-31", "2024-05", "2024", or ""), `zh` as written."""

    iso: str = ""
    precision: Precision = "unknown"
    basis: Basis = "missing"
    zh: str = ""
    lines: list[int] = []


class Event(Text):
    """Something that happened, is planned or is called for. `zh` is copied from a line."""

    claim: ClassVar[ClaimKind] = "event"
    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({"place": "place"})

    type: str = ""
    date: DateValue = DateValue()
    place: str = ""
    status: EventStatus = "done"


class Organisation(Text):
    """An organisation and its role in the article."""

    claim: ClassVar[ClaimKind] = "organisation"

    role: str = ""


class Post(Frozen):
    """A post held by a person; `organisation` as in the source."""

    zh: str = ""
    en: str = ""
    organisation: str = ""


class Person(Text):
    """A person with all posts given in the article."""

    claim: ClassVar[ClaimKind] = "person"

    posts: list[Post] = []
    role: str = ""


class Place(Text):
    """A place and its level."""

    claim: ClassVar[ClaimKind] = "place"

    level: str = ""


class Programme(Text):
    """A named programme, policy, plan, alliance, award, base, slogan or concept."""

    claim: ClassVar[ClaimKind] = "programme"

    kind: str = ""


class Agreement(Text):
    """An agreement, its parties (as in the source) and its status."""

    claim: ClassVar[ClaimKind] = "agreement"
    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({"parties": "organisation"})

    parties: list[str] = []
    status: str = ""


class Number(Text):
    """A figure as written (`surface`). Code gives its `unit_zh` and `value`: a plain decimal or a range
    ("-5", "3-5"), "" where none is exact (a third, 1:18).
    """

    claim: ClassVar[ClaimKind] = "number"

    surface: str = ""
    value: str = ""
    unit_zh: str = ""
    kind: str = "count"


class Statement(Text):
    """What somebody said. Indirect speech is never a direct quote."""

    claim: ClassVar[ClaimKind] = "statement"
    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({"speaker": None})

    speaker: str = ""
    mode: Mode = "indirect"


class NewsFields(Frozen):
    """The fields of the `news` preset."""

    kind: str = "news"
    publication_date: DateValue = DateValue()
    events: list[Event] = []
    organisations: list[Organisation] = []
    people: list[Person] = []
    places: list[Place] = []
    programmes: list[Programme] = []
    agreements: list[Agreement] = []
    numbers: list[Number] = []
    statements: list[Statement] = []


# ------------------------------------------------------------------------------- items of other presets


class Label(Text):
    """A short text that is no clause: a document's number, a code, a keyword, how to get in touch."""

    claim: ClassVar[ClaimKind] = "label"


class Party(Text):
    """An organisation by its name alone."""

    claim: ClassVar[ClaimKind] = "organisation"


class Participant(Text):
    """A person by the name alone."""

    claim: ClassVar[ClaimKind] = "person"


class Venue(Text):
    """Where something takes place."""

    claim: ClassVar[ClaimKind] = "place"


class Task(Text):
    """What somebody has to do, and until when. `responsible` are names as in the source."""

    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({"responsible": "organisation"})

    responsible: list[str] = []
    deadline: DateValue = DateValue()


class Target(Number):
    """A figure to be reached, and until when."""

    by: DateValue = DateValue()


class Deadline(Text):
    """What has to be done by a date, and from when on it can be done."""

    start: DateValue = DateValue()
    date: DateValue = DateValue()


class Decision(Text):
    """What a meeting decided, and how. `owner` are names as in the source: who has to carry it out."""

    named: ClassVar[Mapping[str, TermKind | None]] = MappingProxyType({"owner": "organisation"})

    outcome: str = ""
    owner: Names = []
    due: DateValue = DateValue()


# -------------------------------------------------------------------------------------- other presets


class PolicyFields(NewsFields):
    """The fields of the `policy` preset: opinions, measures, plans, regulations."""

    kind: str = "policy"
    document_number: Label = Label()
    issuers: list[Party] = []
    issued_on: DateValue = DateValue()
    effective_on: DateValue = DateValue()
    valid_until: DateValue = DateValue()
    repeals: list[Text] = []
    applies_to: list[Text] = []
    tasks: list[Task] = []
    targets: list[Target] = []
    penalties: list[Text] = []
    contacts: list[Label] = []


class NoticeFields(NewsFields):
    """The fields of the `notice` preset: what some public has to do or may do, and until when."""

    kind: str = "notice"
    issuers: list[Party] = []
    audience: list[Label] = []
    deadlines: list[Deadline] = []
    requirements: list[Text] = []
    procedures: list[Text] = []
    contacts: list[Label] = []


class CompanyFields(NewsFields):
    """The fields of the `company` preset: announcements of listed companies."""

    kind: str = "company"
    company: Party = Party()
    stock_code: Label = Label()
    announcement_type: AnnouncementType = "other"
    transactions: list[Number] = []
    counterparties: list[Party] = []
    resolutions: list[Text] = []
    risks: list[Text] = []
    forward_looking: list[Text] = []


class AcademicFields(NewsFields):
    """The fields of the `academic` preset: abstracts and papers."""

    kind: str = "academic"
    authors: list[Participant] = []
    affiliations: list[Party] = []
    journal: Label = Label()
    doi: Label = Label()
    question: Text = Text()
    method: Text = Text()
    data: Text = Text()
    findings: list[Text] = []
    limits: list[Text] = []
    funding: list[Label] = []
    keywords: list[Label] = []


class MinutesFields(NewsFields):
    """The fields of the `minutes` preset: what a meeting decided, who does it, until when."""

    kind: str = "minutes"
    meeting: Label = Label()
    held_on: DateValue = DateValue()
    place: Venue = Venue()
    chair: Participant = Participant()
    present: list[Participant] = []
    in_attendance: list[Participant] = []
    absent: list[Participant] = []
    decisions: list[Decision] = []
    open_points: list[Text] = []
    next_meeting: DateValue = DateValue()


MODELS: Mapping[str, type[NewsFields]] = MappingProxyType({
    "news": NewsFields,
    "policy": PolicyFields,
    "notice": NoticeFields,
    "company": CompanyFields,
    "academic": AcademicFields,
    "minutes": MinutesFields,
})  # fmt: skip

# ------------------------------------------------------------------------------------------- walking

# The dates of a preset that lie behind it; all others of its own lie ahead.
BEHIND = frozenset({"publication_date", "issued_on", "held_on"})
_addresses = lru_cache(2_000)(lambda name, count: tuple(f"fields.{name}.{n}" for n in range(count)))


class Dated(NamedTuple):
    """A date of the fields: its address, its value, the lines of what has it, whether it lies ahead."""

    where: str
    value: DateValue
    lines: tuple[int, ...]
    ahead: bool


class Mention(NamedTuple):
    """A name that is given within an item, as in the source. `kind` is None where it is not known."""

    where: str
    zh: str
    kind: TermKind | None
    lines: tuple[int, ...]


@cache
def own_names(model: type[NewsFields]) -> tuple[str, ...]:
    """The keys that a preset has beside those of `news`, in order."""
    return tuple(name for name in model.model_fields if name not in NewsFields.model_fields)


def items_of(fields: NewsFields) -> Iterator[tuple[str, Text]]:
    """Every item with its address, in order; a single text that is "" is not there."""
    for name in type(fields).__pydantic_fields__:  # `model_fields` takes a while
        value = getattr(fields, name)
        if value and isinstance(value, list):
            yield from zip(_addresses(name, len(value)), value, strict=True)
        elif isinstance(value, Text) and value.zh:
            yield f"fields.{name}", value


def dates_of(fields: NewsFields) -> Iterator[Dated]:
    """Every date, the publication date first."""
    for name in _dates_within(type(fields)):
        value: DateValue = getattr(fields, name)
        yield Dated(f"fields.{name}", value, tuple(value.lines), ahead=name not in BEHIND)
    for where, item in items_of(fields):
        for name in _dates_within(type(item)):
            value, ahead = getattr(item, name), not isinstance(item, Event) or item.status != "done"
            yield Dated(f"{where}.{name}", value, tuple(value.lines or item.lines), ahead)


@cache
def _dates_within(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model that hold dates."""
    return tuple(name for name, field in model.model_fields.items() if field.annotation is DateValue)


def numbers_of(fields: NewsFields) -> Iterator[tuple[str, Number]]:
    """Every figure with its address."""
    return ((where, item) for where, item in items_of(fields) if isinstance(item, Number))


def mentions_of(fields: NewsFields) -> Iterator[Mention]:
    """Every name that is given within an item: employers, parties, places, speakers, who is responsible."""
    for where, item in items_of(fields):
        if isinstance(item, Person):
            lines = tuple(item.lines)
            for index, post in enumerate(item.posts):
                yield Mention(f"{where}.posts.{index}.organisation", post.organisation, "organisation", lines)
        for name, kind in item.named.items():
            value, lines = getattr(item, name), tuple(item.lines)
            if isinstance(value, str):
                yield Mention(f"{where}.{name}", value, kind, lines)
            else:
                for index, zh in enumerate(value):
                    yield Mention(f"{where}.{name}.{index}", zh, kind, lines)
