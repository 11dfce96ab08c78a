"""A model is a function: `async Request -> Reply`. These are its argument, its value and its type."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

ChatRole = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: ChatRole
    content: str


@dataclass(frozen=True)
class Request:
    """One question to a model.

    `key` is the SHA-256 of everything that decides the answer and nothing else: `document` (for the
    bill) and `task` (for the record) are not part of it. `prompt` is the digest of the template.
    """

    task: str
    model: str
    messages: tuple[Message, ...]
    schema_name: str
    schema: Mapping[str, Any]
    endpoint: str = ""
    prompt: str = ""
    temperature: float | None = None
    max_tokens: int | None = None
    document: str = ""

    @cached_property
    def key(self) -> str:
        """64 hex digits; equal for equal questions, whoever asks."""
        parts = {
            "v": 1,
            "endpoint": self.endpoint,
            "model": self.model,
            "messages": [[message.role, message.content] for message in self.messages],
            "schema": self.schema,
            "prompt": self.prompt,
            "temperature": self.temperature,
            "max_tokens": self.max_tokens,
        }
        canonical = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or many calls. `cached` is the part of `prompt` the provider read from its own cache."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompt + other.prompt, self.completion + other.completion, self.cached + other.cached
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, raw. `text` is what the model wrote, before any parsing.

    `finish` is the provider's finish reason ("stop", "length", "content_filter", ...); `refusal` is set
    when the model or the provider declined. `from_cache` says that nothing was sent for it now.
    """

    text: str
    finish: str = "stop"
    refusal: str = ""
    usage: Usage | None = None
    model: str = ""
    mode: str = "json_schema"
    request_id: str = ""
    seconds: float = 0.0
    from_cache: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    def cached_copy(self) -> Reply:
        """The same reply, marked as coming from the cache."""
        return replace(self, from_cache=True)


Complete = Callable[[Request], Awaitable[Reply]]
