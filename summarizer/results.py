"""What is written: `Result`, the contract of `documents/*.json`, schema_version 1.

Keys may be added, none is renamed. A result reads leniently (one made elsewhere may lack or add keys) and
is written whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Tag

from summarizer.text import Claim, ClaimKind

SCHEMA_VERSION: Literal[1] = 1

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


class Frozen(BaseModel):
    """Base of everything written: immutable, lenient about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class LineOut(Frozen):
    """One line of the document with its role."""

    n: int
    text: str = ""
    role: Literal["title", "meta", "body", "noise"] = "body"


class DocumentOut(Frozen):
    """The document the result is about; `path` is relative to the PATH given."""

    path: str = ""
    sha256: str = ""
    media_type: str = ""
    encoding: str = ""
    language: str = "zh"
    lines: list[LineOut] = []


class Text(Frozen):
    """A Chinese text, its English, and the lines that support it."""

    zh: str = ""
    en: str = ""
    lines: list[int] = []


class Sentence(Text):
    """A sentence of the summary (`s1`, ...) or a key point (`p1`, ...)."""

    id: str = ""


class Summary(Frozen):
    """The summary as one text in each language, and sentence by sentence."""

    zh: str = ""
    en: str = ""
    sentences: list[Sentence] = []


class DateValue(Frozen):
    """A date: `iso` as far as known ("2024-05-31", "2024-05", "2024", or ""), `zh` as written."""

    iso: str = ""
    precision: Precision = "unknown"
    basis: Basis = "missing"
    zh: str = ""
    lines: list[int] = []


class Event(Text):
    """Something that happened, is planned or is called for. `zh` is copied from a line."""

    type: str = ""
    date: DateValue = DateValue()
    place: str = ""
    status: EventStatus = "done"


class Organisation(Text):
    """An organisation and its role in the article."""

    role: str = ""


class Post(Frozen):
    """A post held by a person; `organisation` as in the source."""

    zh: str = ""
    en: str = ""
    organisation: str = ""


class Person(Text):
    """A person with all posts given in the article."""

    posts: list[Post] = []
    role: str = ""


class Place(Text):
    """A place and its level."""

    level: str = ""


class Programme(Text):
    """A named programme, policy, plan, alliance, award, base, slogan or concept."""

    kind: str = ""


class Agreement(Text):
    """An agreement, its parties (as in the source) and its status."""

    parties: list[str] = []
    status: str = ""


class Number(Text):
    """A figure. `surface` as written; `value` (plain decimal) and `unit_zh` are computed by code."""

    surface: str = ""
    value: str = ""
    unit_zh: str = ""
    kind: str = "count"


class Statement(Text):
    """What somebody said. Indirect speech is never a direct quote."""

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


def _which(value: Any) -> str:
    """Fields of a form of the user's own have other keys than the preset, or other values under them."""
    if not isinstance(value, dict):
        return "news" if isinstance(value, NewsFields) else "custom"
    known = value.keys() <= NewsFields.model_fields.keys() and isinstance(value.get("kind", ""), str)
    lists = (value[name] for name in value if name not in ("kind", "publication_date"))
    items = (item for found in lists for item in _items(found))
    return "news" if known and all(isinstance(item, dict | BaseModel) for item in items) else "custom"


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# Not a plain union: pydantic would take any mapping for a preset of which all keys are missing.
Fields = Annotated[
    Annotated[NewsFields, Tag("news")] | Annotated[dict[str, Any], Tag("custom")], Discriminator(_which)
]


class TranslatedLine(Frozen):
    """One body line of the full translation."""

    n: int
    zh: str = ""
    en: str = ""


class Translation(Frozen):
    """The body, one entry for each non-blank body line, in order."""

    to: str = "en"
    segments: list[TranslatedLine] = []


class SourceIssueOut(Frozen):
    """Something wrong in the source itself."""

    type: str
    zh: str = ""
    lines: list[int] = []


class FindingOut(Frozen):
    """What a check found; see `summarizer.text.Finding`."""

    code: str
    category: str = ""
    severity: Literal["error", "warning"] = "error"
    where: str = ""
    message: str = ""
    lines: list[int] = []
    quote: str = ""


class TokensOut(Frozen):
    """Tokens billed for this document in the run that made the result."""

    prompt: int = 0
    completion: int = 0


class Provenance(Frozen):
    """How the result was made. `cost_usd` is None where the price is unknown."""

    model: str = ""
    endpoint: str = ""
    prompts: dict[str, str] = {}
    requests: int = 0
    cached: int = 0
    tokens: TokensOut = TokensOut()
    cost_usd: float | None = None
    created_at: str = ""
    version: str = ""


class Result(Frozen):
    """One document's result: `documents/<path>.json`."""

    schema_version: Literal[1] = SCHEMA_VERSION
    document: DocumentOut = DocumentOut()
    status: Literal["verified", "flagged"] = "flagged"
    title: Text = Text()
    summary: Summary = Summary()
    key_points: list[Sentence] = []
    fields: Fields = NewsFields()
    fields_en: dict[str, str] = {}
    fields_lines: dict[str, list[int]] = {}
    translation: Translation | None = None
    source_issues: list[SourceIssueOut] = []
    checks: list[str] = []
    findings: list[FindingOut] = []
    provenance: Provenance = Provenance()

    def claims(self) -> Iterator[Claim]:
        """Every checkable text of the result but the translation, with its address and its evidence."""
        yield Claim("title", "title", self.title.zh, self.title.en, tuple(self.title.lines))
        for item in self.summary.sentences:
            yield _claim(f"summary.sentences.{item.id}", "sentence", item)
        for item in self.key_points:
            yield _claim(f"key_points.{item.id}", "point", item)
        if isinstance(self.fields, NewsFields):
            yield from _field_claims(self.fields)


# The lists of the news fields whose items carry zh, en and lines, with the kind of their claims.
FIELD_KINDS: dict[str, ClaimKind] = {
    "events": "event",
    "organisations": "organisation",
    "people": "person",
    "places": "place",
    "programmes": "programme",
    "agreements": "agreement",
    "numbers": "number",
    "statements": "statement",
}


def _claim(where: str, kind: ClaimKind, item: Text) -> Claim:
    return Claim(where, kind, item.zh, item.en, tuple(item.lines))


def _post_claim(where: str, post: Post, person: Text) -> Claim:
    return Claim(where, "post", post.zh, post.en, tuple(person.lines))


def _field_claims(fields: NewsFields) -> Iterator[Claim]:
    for name, kind in FIELD_KINDS.items():
        for index, item in enumerate(getattr(fields, name)):
            where = f"fields.{name}.{index}"
            yield _claim(where, kind, item)
            for number, post in enumerate(getattr(item, "posts", ())):
                yield _post_claim(f"{where}.posts.{number}", post, item)


Edit = Callable[[Claim], Mapping[str, Any] | None]


def edited(result: Result, edit: Edit) -> Result:
    """`result` with `edit` applied to each of its claims.

    `edit` returns the keys to change ({} for none), or None to take the item out. The summary's two
    texts follow its sentences.
    """
    sentences = _edited_items(result.summary.sentences, "summary.sentences", "sentence", edit)
    changes: dict[str, Any] = {
        "title": result.title.model_copy(update=dict(edit(_claim("title", "title", result.title)) or {})),
        "summary": summary_of(sentences),
        "key_points": _edited_items(result.key_points, "key_points", "point", edit),
    }
    if isinstance(result.fields, NewsFields):
        changes["fields"] = _edited_fields(result.fields, edit)
    return result.model_copy(update=changes)


def summary_of(sentences: list[Sentence]) -> Summary:
    """The summary that these sentences make."""
    return Summary(
        zh="".join(item.zh.strip() for item in sentences),
        en=" ".join(item.en.strip() for item in sentences if item.en.strip()),
        sentences=sentences,
    )


def _edited_items(items: list[Sentence], where: str, kind: ClaimKind, edit: Edit) -> list[Sentence]:
    kept = ((item, edit(_claim(f"{where}.{item.id}", kind, item))) for item in items)
    return [item.model_copy(update=dict(change)) for item, change in kept if change is not None]


def _edited_fields(fields: NewsFields, edit: Edit) -> NewsFields:
    changes: dict[str, Any] = {}
    for name, kind in FIELD_KINDS.items():
        kept: list[Text] = []
        for index, item in enumerate(getattr(fields, name)):
            where = f"fields.{name}.{index}"
            change = edit(_claim(where, kind, item))
            if change is not None:
                kept.append(_edited_item(item, where, dict(change), edit))
        changes[name] = kept
    return fields.model_copy(update=changes)


def _edited_item(item: Text, where: str, change: dict[str, Any], edit: Edit) -> Text:
    if isinstance(item, Person):
        posts = (
            (post, edit(_post_claim(f"{where}.posts.{number}", post, item)))
            for number, post in enumerate(item.posts)
        )
        change["posts"] = [post.model_copy(update=dict(new)) for post, new in posts if new is not None]
    return item.model_copy(update=change)
