"""Options, environment, `.env`, defaults -> `Settings`, read once at the edge.

No stage can import this module (the floors forbid it), so nothing below can read a setting in secret.
Every default stands here and nowhere else; `.env.example` is checked against it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from summarizer.errors import UsageError
from summarizer.llm import addresses
from summarizer.reading.language import TAGS as LANGUAGES

OPENAI = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-5-mini"
PREFIX = "SUMMARIZER_"
# The two names that the whole ecosystem knows.
SHARED = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}


class Settings(BaseModel):
    """Everything that can be set. Frozen; secrets are masked in every text form."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    api_key: SecretStr = SecretStr("")
    base_url: str = OPENAI
    model: str = ""
    fields: str = "news"
    glossary: tuple[Path, ...] = ()
    tm: tuple[Path, ...] = ()
    format: tuple[str, ...] = ("json", "md", "html")
    out: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    bilingual: bool = False
    text_column: str = ""
    allow_url: bool = False
    only: tuple[str, ...] = ()
    concurrency: int = Field(16, ge=1, le=1000)
    workers: int | None = Field(None, ge=0, le=64)
    rpm: float | None = Field(None, gt=0)
    tpm: float | None = Field(None, gt=0)
    max_cost: Decimal | None = Field(None, gt=0)
    price: str = ""
    limit: int | None = Field(None, ge=1)
    timeout: float = Field(180.0, gt=0)
    attempts: int = Field(8, ge=1, le=20)
    temperature: float | None = Field(None, ge=0, le=2)
    structured: Literal["auto", "json_schema", "json_object", "tool", "text"] = "auto"
    fresh: bool = False
    no_cache: bool = False
    strict: bool = False
    no_ask: bool = False
    no_learn: bool = False
    duplicates: Literal["refer", "keep"] = "refer"
    prompts: Path | None = None
    record: Path | None = None
    replay: Path | None = None
    cache_dir: Path | None = None
    aiohttp: bool = True
    log_json: str = ""
    otel: bool = False
    batch: bool = False
    batch_requests: int = Field(50_000, ge=1)
    batch_mb: float = Field(190.0, gt=0)
    flex: bool = False

    @field_validator("glossary", "tm", "format", "include", "exclude", "only", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        """A comma-separated text (as in the environment) is a list."""
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("out")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value.expanduser() if value else value

    @field_validator("only")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        tags = tuple(tag.strip() for item in value for tag in item.lower().split(",") if tag.strip())
        if unknown := [tag for tag in tags if tag not in LANGUAGES]:
            raise ValueError(f"{unknown[0]} is none of the languages told apart: {', '.join(LANGUAGES)}")
        return tuple(dict.fromkeys(tags))

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address like https://host/v1")
        if parts.username or parts.password:
            raise ValueError("must not carry a user or password; give the key as OPENAI_API_KEY")
        if parts.scheme == "http" and not is_loopback(value):
            raise ValueError("must be https: only this machine may be reached over plain http")
        return value.rstrip("/")

    @property
    def model_name(self) -> str:
        """The model that is asked: the one configured, else the default."""
        return self.model or DEFAULT_MODEL

    def require_endpoint(self) -> Settings:
        """These settings, if a model can be reached with them. Raises UsageError naming the ways out."""
        keyless = self.replay or is_loopback(self.base_url) or (self.model and self.base_url != OPENAI)
        if self.api_key.get_secret_value() or keyless:
            return self
        raise UsageError(
            "No model is configured and there is no API key.",
            "Three ways out: put OPENAI_API_KEY=... into .env or the environment; point --base-url at a "
            "local server, with --model (Ollama: http://localhost:11434/v1; llama.cpp and vLLM: "
            "http://localhost:8000/v1); or try `summarizer demo`, which needs neither.",
        )


def is_loopback(address: str) -> bool:
    """Whether an address names this machine."""
    return addresses.is_loopback(urlsplit(address).hostname or "")


def load(
    options: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    dotenv: Path | None = Path(".env"),
) -> Settings:
    """Settings from `options` (None means not given), then `environ`, then the file `dotenv`, then defaults.

    Raises UsageError naming the setting that is wrong and where it came from.
    """
    environ = os.environ if environ is None else environ
    sources = {**_from_file(dotenv), **environ}
    values: dict[str, Any] = {}
    for name in Settings.model_fields:
        text = sources.get(variable(name), "")
        if text.strip():
            values[name] = text.strip()
    values.update({name: value for name, value in (options or {}).items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UsageError(_explained(error)) from error


def unknown(*, environ: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> list[str]:
    """What is wrong with variables that have our prefix and are no setting: a bound that nobody reads.

    Raises UsageError for a file that cannot be read.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    environ = os.environ if environ is None else environ
    known = [variable(name) for name in Settings.model_fields]
    given = {name for name in (*_from_file(dotenv), *environ) if name.upper().startswith(PREFIX)}
    told = []
    for name in sorted(given.difference(known)):
        likely = get_close_matches(name.upper(), known, n=1)
        told.append(f"{name} is no setting." + (f" Did you mean {likely[0]}?" if likely else ""))
    return told


def variable(name: str) -> str:
    """The name of a setting in the environment."""
    return SHARED.get(name, PREFIX + name.upper())


def _from_file(path: Path | None) -> dict[str, str]:
    """The variables of a `.env` file; never searched for anywhere but where it is expected."""
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415

    try:
        values = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}.", "It must be UTF-8 text with NAME=value lines."
        ) from error
    return {name: value for name, value in values.items() if value is not None}


def _explained(error: ValidationError) -> str:
    rows = []
    for item in error.errors(include_input=False, include_url=False):
        name = str(item["loc"][0]) if item["loc"] else ""
        option = "--" + name.replace("_", "-")
        rows.append(f"{option} ({variable(name)}): {item['msg'].removeprefix('Value error, ')}")
    return "Wrong setting: " + "; ".join(rows) + "."
