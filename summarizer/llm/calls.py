"""A model is a function: `async Request -> Reply`. These are its argument, its value and its type."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from pydantic_core import PydanticSerializationError, to_json

ChatRole = Literal["system", "user", "assistant"]
Cause = Literal["first", "reask", "repair"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: ChatRole
    content: str


_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Schema(dict[str, Any]):
    """A JSON Schema that many requests have in common. Not to be changed."""

    @cached_property
    def canonical(self) -> str:
        """The schema as it goes into keys: with sorted keys, written out once."""
        return _canonical(self)


def _canonical(value: Any) -> str:
    return _WRITER.encode(value)


def compact(value: Any) -> bytes:
    """What has no fractions as JSON without blanks, keys as they are: a quarter of the time of `json`, and
    the same to the letter. Half a character, which models do send, stays one.
    """
    try:
        return to_json(value)
    except PydanticSerializationError:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Request:
    """One question to a model.

    `key` is the SHA-256 of everything that decides the answer and nothing else: `document` and `cause` (for
    the bill) and `task` (for the record) are not part of it. `prompt` is the digest of the template. `cause`
    says why it is asked: for the first time, again because an answer did not fit or left something out, or
    to repair what verification found wrong.
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
    cause: Cause = "first"

    @cached_property
    def key(self) -> str:
        """64 hex digits; equal for equal questions, whoever asks."""
        parts = {  # in the order of their names
            "endpoint": self.endpoint,
            "max_tokens": self.max_tokens,
            "messages": [[message.role, message.content] for message in self.messages],
            "model": self.model,
            "prompt": self.prompt,
        }
        schema = self.schema if isinstance(self.schema, Schema) else Schema(self.schema)
        others = {"temperature": self.temperature, "v": 1}
        rest = f',"schema":{schema.canonical},{_canonical(others)[1:]}'
        return hashlib.sha256(compact(parts)[:-1] + rest.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or many calls. Of `prompt`, `cached` is the part that the provider read from its own
    cache, and `written` what it put there (some providers charge extra for that).
    """

    prompt: int = 0
    completion: int = 0
    cached: int = 0
    written: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.prompt + other.prompt,
            self.completion + other.completion,
            self.cached + other.cached,
            self.written + other.written,
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked before, by its key, with the digest of the answer's text."""

    key: str
    task: str
    cause: Cause
    answer: str

    @classmethod
    def of(cls, request: Request, reply: Reply) -> Asked:
        """The question that was answered."""
        return cls(request.key, request.task, request.cause, digest_of(reply))

    def again(self, document: str, model: str) -> Request:
        """The question once more, to be counted and noted: its key is known, what it says is not."""
        request = Request(self.task, model, (), self.task, {}, document=document, cause=self.cause)
        vars(request)["key"] = self.key  # where `cached_property` looks first
        return request


def digest_of(reply: Reply) -> str:
    """The digest of what a reply says."""
    return hashlib.sha256(reply.text.encode("utf-8", "surrogatepass")).hexdigest()


Complete = Callable[[Request], Awaitable[Reply]]
