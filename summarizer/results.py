"""What is written: `Result`, the contract of `documents/*.json`, schema_version 1.

Keys may be added, none is renamed. A result reads leniently (one made elsewhere may lack or add keys) and
is written whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, PlainSerializer, SerializationInfo, Tag

from summarizer.fields import (
    AcademicFields,
    Agreement,
    CompanyFields,
    DateValue,
    Event,
    IssueType,
    MinutesFields,
    NewsFields,
    NoticeFields,
    Number,
    Organisation,
    Person,
    Place,
    PolicyFields,
    Post,
    Programme,
    Statement,
    Text,
    items_of,
)
from summarizer.recognising import which
from summarizer.text import Article, Claim, ClaimKind

__all__ = [
    "SCHEMA_VERSION", "Agreement", "DateValue", "DatumOut", "DifferenceOut", "DocumentOut", "Edit", "Event",
    "Fields", "FindingOut", "IssueType", "Ledger", "LineOut", "NewsFields", "Number", "Organisation",
    "Person", "Place", "Post", "Programme", "Provenance", "Result", "Sentence", "SourceIssueOut",
    "Statement", "Summary", "Text", "TokensOut", "TranslatedLine", "Translation", "described", "edited",
    "summary_of",
]  # fmt: skip

SCHEMA_VERSION: Literal[1] = 1


class Frozen(BaseModel):
    """Base of everything written: immutable, lenient about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class LineOut(Frozen):
    """One line of the document with its role."""

    n: int
    text: str = ""
    role: Literal["title", "meta", "body", "noise"] = "body"


class DatumOut(Frozen):
    """A particular of the publication as the document states it; see `summarizer.text.Datum`."""

    name: str
    value: str = ""
    origin: str = ""
    lines: list[int] = []


class DifferenceOut(Frozen):
    """Where a repeat differs: `zh` in its own `lines`, `of` in its original; either may be "" ."""

    lines: list[int] = []
    zh: str = ""
    of: str = ""


class DocumentOut(Frozen):
    """The document the result is about; `path` is relative to the PATH given.

    `metadata` is what it says about its publication, each with where it says so; nothing in it is checked.
    `duplicate_of` is the path of the document whose text it repeats, but for the `differences`.
    """

    path: str = ""
    sha256: str = ""
    media_type: str = ""
    encoding: str = ""
    language: str = "zh"
    metadata: list[DatumOut] = []
    duplicate_of: str = ""
    differences: list[DifferenceOut] = []
    lines: list[LineOut] = []


class Sentence(Text):
    """A sentence of the summary (`s1`, ...) or a key point (`p1`, ...)."""

    id: str = ""


class Summary(Frozen):
    """The summary as one text in each language, and sentence by sentence."""

    zh: str = ""
    en: str = ""
    sentences: list[Sentence] = []


def _dumped(value: Any, info: SerializationInfo) -> dict[str, Any]:
    """Fields of a form of the user's own: as keys and values, or as an instance of the user's model."""
    return value.model_dump(mode=info.mode) if isinstance(value, BaseModel) else value


# Not a plain union: pydantic would take any mapping for a preset of which all keys are missing.
Fields = Annotated[
    Annotated[NewsFields, Tag("news")]
    | Annotated[PolicyFields, Tag("policy")]
    | Annotated[NoticeFields, Tag("notice")]
    | Annotated[CompanyFields, Tag("company")]
    | Annotated[AcademicFields, Tag("academic")]
    | Annotated[MinutesFields, Tag("minutes")]
    | Annotated[dict[str, Any], PlainSerializer(_dumped), Tag("custom")],
    Discriminator(which),
]


class TranslatedLine(Frozen):
    """One body line of the full translation. `en` is in the language of the translation, whichever it is.

    A line without a translation is `withheld` (the provider declined it) or `failed`. `pieces` are the
    translations of the cells and of texts with inline tags, for lines that have such.
    """

    n: int
    zh: str = ""
    en: str = ""
    state: Literal["translated", "reviewed", "withheld", "failed"] = "translated"
    pieces: list[str] = []


class Ledger(Frozen):
    """What became of every line of the document: they add up to `lines`. `skipped` counts by the reason:
    noise, blank.
    """

    lines: int = 0
    translated: int = 0
    withheld: int = 0
    failed: int = 0
    skipped: dict[str, int] = {}


class Translation(Frozen):
    """The body, one entry for each non-blank body line, in order. `head` has the lines of the title and those
    about the publication.
    """

    to: str = "en"
    segments: list[TranslatedLine] = []
    head: list[TranslatedLine] = []
    ledger: Ledger | None = None

    @property
    def lines(self) -> list[tuple[str, TranslatedLine]]:
        """Its lines in the order of the document, each with the key that it stands under here."""
        placed = [("segments", item) for item in self.segments] + [("head", item) for item in self.head]
        return sorted(placed, key=lambda found: found[1].n)

    @property
    def is_english(self) -> bool:
        """Whether it is in English, of whatever country."""
        return self.to.lower().partition("-")[0] == "en"


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
    """How the result was made. `cost_usd` is None where the price is unknown. `mode` says how the model was
    asked: live, in batches, or in the provider's flex tier.
    """

    model: str = ""
    endpoint: str = ""
    prompts: dict[str, str] = {}
    requests: int = 0
    cached: int = 0
    tokens: TokensOut = TokensOut()
    cost_usd: float | None = None
    mode: Literal["live", "batch", "flex"] = "live"
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
    translations: list[Translation] = []  # into further languages
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

    def renderings(self) -> Iterator[tuple[str, Translation]]:
        """The full translations with their addresses, the one that was asked for first at their head."""
        if self.translation is not None:
            yield "translation", self.translation
        yield from ((f"translations.{made.to}", made) for made in self.translations)


def _claim(where: str, kind: ClaimKind, item: Text) -> Claim:
    return Claim(where, kind, item.zh, item.en, tuple(item.lines))


def _post_claim(where: str, post: Post, person: Text) -> Claim:
    return Claim(where, "post", post.zh, post.en, tuple(person.lines))


def _field_claims(fields: NewsFields) -> Iterator[Claim]:
    for where, item in items_of(fields):
        yield _claim(where, item.claim, item)
        if isinstance(item, Person):
            for number, post in enumerate(item.posts):
                yield _post_claim(f"{where}.posts.{number}", post, item)


M = TypeVar("M", bound=BaseModel)
Edit = Callable[[Claim], Mapping[str, Any] | None]


def described(article: Article) -> DocumentOut:
    """The document of an article, as results have it."""
    document = article.document
    # Validated at once: a line on its own takes three times as long.
    return DocumentOut.model_validate(
        {
            "path": document.path,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "encoding": document.encoding,
            "language": document.language,
            "metadata": [
                {"name": datum.name, "value": datum.value, "origin": datum.origin, "lines": list(datum.lines)}
                for datum in document.metadata
            ],
            "lines": [{"n": line.n, "text": line.text, "role": line.role} for line in article.lines],
        }
    )


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
    return [_changed(item, change) for item, change in kept if change is not None]


def _edited_fields(fields: NewsFields, edit: Edit) -> NewsFields:
    changes: dict[str, Any] = {}
    for where, item in items_of(fields):
        name, *index = where.split(".")[1:]
        change = edit(_claim(where, item.claim, item))
        kept = _edited_item(item, where, dict(change), edit) if change is not None else None
        if not index:
            changes[name] = kept or type(item)()
        elif kept is not None:
            changes.setdefault(name, []).append(kept)
        else:
            changes.setdefault(name, [])
    return fields.model_copy(update=changes)


def _edited_item(item: Text, where: str, change: dict[str, Any], edit: Edit) -> Text:
    if isinstance(item, Person):
        posts = (
            (post, edit(_post_claim(f"{where}.posts.{number}", post, item)))
            for number, post in enumerate(item.posts)
        )
        change["posts"] = [_changed(post, new) for post, new in posts if new is not None]
    return _changed(item, change)


def _changed(item: M, change: Mapping[str, Any]) -> M:
    return item.model_copy(update=dict(change)) if change else item
