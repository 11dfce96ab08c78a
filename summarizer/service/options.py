"""What a caller may ask of a job: the options of the command line that are a caller's.

The endpoint, the model, keys, limits, prompts and the cache are the operator's: no option names them, so that
asking for one is an unknown option. Paths are never a caller's: fields and glossaries come by value.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from summarizer import forms
from summarizer.errors import UsageError
from summarizer.files import write_atomically
from summarizer.finishing import languages
from summarizer.forms import Form
from summarizer.reading.language import TAGS
from summarizer.settings import Settings

Preset = Literal["news", "policy", "notice", "company", "academic", "minutes", "auto"]
Format = Literal["md", "tmx", "xliff", "xliff2", "review", "source", "docx", "xlsx"]
Kind = Literal["", "person", "organisation", "place", "programme", "title", "term"]
Glob = Annotated[str, StringConstraints(min_length=1, max_length=200)]
ALWAYS = ("json", "md", "html")  # what this service itself reads of an output folder, and the briefs
_STRICT = ConfigDict(extra="forbid", frozen=True)


class Wish(BaseModel):
    """A field of the caller's own."""

    model_config = _STRICT

    name: str = Field(min_length=1, max_length=60, description="what the field is called", examples=["buyer"])
    description: str = Field("", max_length=500, description="what is wanted", examples=["who buys"])


class Rendering(BaseModel):
    """A binding rendering of a name or term."""

    model_config = _STRICT

    zh: str = Field(min_length=1, max_length=200, examples=["青河县"])
    en: str = Field(min_length=1, max_length=400, examples=["Qinghe County"])
    kind: Kind = ""
    note: str = Field("", max_length=400)


class JobOptions(BaseModel):
    """The options of a job; all have the meaning and the default of the command line."""

    model_config = _STRICT | ConfigDict(
        json_schema_extra={"examples": [{"task": "translate", "to": "en", "fields": "auto"}]}
    )

    task: Literal["summarize", "translate"] = Field(
        "summarize", description="digests, or digests and translations in full"
    )
    to: str = Field(
        "",
        max_length=60,
        description="languages of the translation, separated by commas; en if none is given",
        examples=["en", "en,fr"],
    )
    fields: Preset | Annotated[list[Wish], Field(min_length=1, max_length=40)] | None = Field(
        None, description="a preset, or a list of fields of your own; the operator's choice if not given"
    )
    glossary: list[Rendering] = Field(default_factory=list, max_length=5_000)
    format: list[Format] = Field(
        default_factory=list, max_length=10, description="what to write beside the results and the report"
    )
    bilingual: bool = Field(
        default=False, description="keep the Chinese beside the translation in `source` files"
    )
    only: list[str] = Field(
        default_factory=list, max_length=20, description="refuse other languages", examples=[["zh"]]
    )
    include: list[Glob] = Field(default_factory=list, max_length=50)
    exclude: list[Glob] = Field(default_factory=list, max_length=50)
    text_column: str = Field("", max_length=100, description="each row of .csv and .jsonl is a document")
    limit: int | None = Field(None, ge=1, le=1_000_000)
    max_cost: Decimal | None = Field(None, gt=0, le=1_000_000, description="USD; never exceeded")
    duplicates: Literal["refer", "keep"] | None = None
    no_ask: bool = False
    no_learn: bool = False
    fresh: bool = False
    strict: bool = Field(default=False, description="a job with flagged documents ends as failed")

    @field_validator("only")
    @classmethod
    def _languages(cls, value: list[str]) -> list[str]:
        if unknown := [tag for tag in value if tag not in TAGS]:
            raise ValueError(f"{unknown[0][:20]!r} is none of {', '.join(TAGS)}")
        return value

    @field_validator("to")
    @classmethod
    def _tags(cls, value: str) -> str:
        try:
            return ",".join(languages(value))
        except UsageError as error:
            raise ValueError(error.message) from error

    @property
    def languages(self) -> str:
        """The languages of full translations, "" for none."""
        return (self.to or "en") if self.task == "translate" else ""

    def shown(self) -> dict[str, Any]:
        """As JSON: what was given, and the task."""
        given = self.model_dump(mode="json", exclude_defaults=True)
        return {"task": self.task, **given}


def settled(
    options: JobOptions, operator: Settings, folder: Path, glossaries: list[Path], memories: list[Path]
) -> Settings:
    """The operator's settings with a job's options. Files that options need lie in, or go into, `folder`.

    Raises UsageError for a field or glossary that cannot be used.
    """
    changes: dict[str, Any] = {
        "format": tuple(dict.fromkeys([*ALWAYS, *options.format, *_own_form(options)])),
        "glossary": (*operator.glossary, *glossaries, *_glossary(options, folder)),
        "tm": (*operator.tm, *memories),
        "allow_url": False,
        "record": None,
        **{
            name: getattr(options, name)
            for name in ("bilingual", "text_column", "limit", "no_ask", "no_learn", "fresh", "strict")
            if getattr(options, name)
        },
        **{
            name: tuple(getattr(options, name))
            for name in ("only", "include", "exclude")
            if getattr(options, name)
        },
    }
    if options.duplicates:
        changes["duplicates"] = options.duplicates
    if options.fields:
        changes["fields"] = _fields(options.fields, folder)
    return operator.model_copy(update=changes)


def form_of(settings: Settings) -> Form:
    """The form of the settings' fields. Raises UsageError for fields that cannot be asked for."""
    return forms.load(settings.fields)


def _own_form(options: JobOptions) -> list[str]:
    """A translation comes in the form of its source, as on the command line, unless formats were chosen."""
    return ["source"] if options.task == "translate" and not options.format else []


def _fields(fields: str | list[Wish], folder: Path) -> str:
    if isinstance(fields, str):
        return fields
    file = folder / "fields.yaml"  # JSON is YAML
    write_atomically(file, json.dumps([wish.model_dump() for wish in fields], ensure_ascii=False).encode())
    return str(file)


def _glossary(options: JobOptions, folder: Path) -> list[Path]:
    if not options.glossary:
        return []
    file = folder / "glossary.json"
    rows = [row.model_dump() for row in options.glossary]
    write_atomically(file, json.dumps(rows, ensure_ascii=False).encode())
    return [file]
