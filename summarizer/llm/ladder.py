"""Structured answers from any endpoint: the strictest form of request it honours, found out by trying.

Four rungs: a JSON Schema that the server enforces, JSON mode with the schema in the prompt, a forced tool
call, plain text with the schema in the prompt. What a server can do is not read off its address: its refusal
(or its answers, when it accepts a form and does not honour it) moves the model one rung down, for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import BaseModel

from summarizer.errors import UsageError
from summarizer.llm.calls import Request
from summarizer.llm.failures import ContextTooLong, Said

Mode = Literal["json_schema", "json_object", "tool", "text"]
Limit = Literal["max_tokens", "max_completion_tokens"]

LADDER: Final[tuple[Mode, ...]] = ("json_schema", "json_object", "tool", "text")
LIMITS: Final[tuple[Limit, ...]] = ("max_tokens", "max_completion_tokens")

# DeepSeek and DashScope refuse JSON mode unless the word "json" occurs in the prompt.
_PREFACE: Final = (
    "Reply with exactly one JSON object and nothing else: no Markdown, no comments. "
    "The json object must follow this JSON Schema:\n"
)
_FORMAT = re.compile(
    r"response_?\s?format|json[_ ](?:schema|object|mode)|structured|guided|grammar|tools?\b|tool_choice"
    r"|function.?call|\bstrict\b|\bschema\b"
)
_INTEGER = re.compile(r"(?<![\d.,])\d{3,7}(?![\d.,]\d)")
_MISSES = 3  # answers in a row that are not JSON, until a rung counts as not honoured
_MISSES_HONOURED = 12  # the same where the rung was honoured before
_LEAST_ROOM = 256  # a server's limit below this is not a limit of answers


@dataclass
class _Known:
    """What was learnt about one model."""

    rung: int = 0
    misses: int = 0
    honoured: bool = False
    refused: set[str] = field(default_factory=set)
    most: int | None = None


class Ladder:
    """The rung and the quirks of every model of one endpoint. One instance per endpoint, kept for the run.

    `pinned` is one of the modes, or "" to find out. A pinned ladder never moves; it still learns parameters.
    """

    def __init__(self, pinned: str = "") -> None:
        if pinned and pinned not in LADDER:
            raise UsageError(f"There is no answer format `{pinned}`.", f"Choose one of {', '.join(LADDER)}.")
        self._pinned: Mode | None = next((mode for mode in LADDER if mode == pinned), None)
        self._known: dict[str, _Known] = {}

    def mode(self, model: str) -> Mode:
        """The form to use for `model` now."""
        return self._pinned or LADDER[self._of(model).rung]

    def body(self, request: Request, mode: Mode, *, limit: Limit = "max_tokens") -> dict[str, Any]:
        """The request's JSON body in `mode`. `limit` is the parameter tried first for the answer's length."""
        known = self._of(request.model)
        knobs: dict[str, Any] = {}
        if request.temperature is not None and "temperature" not in known.refused:
            knobs["temperature"] = request.temperature
        name = next((n for n in (limit, *LIMITS) if n not in known.refused), None)
        if request.max_tokens is not None and name:
            knobs[name] = min(request.max_tokens, known.most or request.max_tokens)
        return {"model": request.model, "messages": _messages(request, mode), **knobs, **_form(request, mode)}

    def learn(self, body: Mapping[str, Any], mode: Mode, said: Said) -> bool:
        """Takes note of a refusal of `body`. True when asking again in a new form makes sense."""
        known = self._of(body["model"])
        return _learn_parameter(known, body, said) or self._step(known, mode, said)

    def learn_room(self, body: Mapping[str, Any], refusal: ContextTooLong) -> bool:
        """A request too long only because of the room it reserves for the answer: no limit from now on."""
        reserved = any(name in body for name in LIMITS)
        if not reserved or not re.search(r"completion|max_tokens|output", refusal.message):
            return False
        self._of(body["model"]).refused.update(LIMITS)
        return True

    def unusable(self, reply_mode: str, model: str) -> None:
        """An answer in `reply_mode` was not JSON. A row of them moves the model one rung down; where the
        form was honoured before, only a long row: with many requests at once, bad answers meet by chance.
        """
        known = self._of(model)
        if reply_mode != self.mode(model):
            return
        known.misses += 1
        if known.misses >= (_MISSES_HONOURED if known.honoured else _MISSES) and self._pinned is None:
            self._descend(known, known.rung)

    def usable(self, reply_mode: str, model: str) -> None:
        """An answer in `reply_mode` was JSON: the form is honoured."""
        if reply_mode == self.mode(model):
            known = self._of(model)
            known.misses, known.honoured = 0, True

    def _of(self, model: str) -> _Known:
        return self._known.setdefault(model, _Known())

    def _step(self, known: _Known, mode: Mode, said: Said) -> bool:
        seen = LADDER.index(mode)
        if self._pinned is not None or not _FORMAT.search(f"{said.param} {said.blob}"):
            return False
        return known.rung > seen or self._descend(known, seen)

    @staticmethod
    def _descend(known: _Known, seen: int) -> bool:
        """Compare and set: fifty refusals of the same rung at once move down one rung, not fifty."""
        if known.rung != seen or seen + 1 == len(LADDER):
            return False
        known.rung, known.misses, known.honoured = seen + 1, 0, False
        return True


def _learn_parameter(known: _Known, body: Mapping[str, Any], said: Said) -> bool:
    for name in ("temperature", *LIMITS):
        if name not in body or not _names(said, name):
            continue
        most = _most(said, body[name]) if name in LIMITS else None
        if most is None:
            known.refused.add(name)
        else:
            known.most = most
        return True
    return False


def _names(said: Said, name: str) -> bool:
    return said.param == name or (not said.param and re.search(rf"\b{name}\b", said.blob) is not None)


def _most(said: Said, sent: int) -> int | None:
    """The largest answer a server allows, from "the valid range of max_tokens is [1, 8192]" and the like."""
    numbers = [int(number) for number in _INTEGER.findall(said.blob)]
    return max((number for number in numbers if _LEAST_ROOM <= number < sent), default=None)


# -------------------------------------------------------------------------------- building a request


def _messages(request: Request, mode: Mode) -> list[dict[str, str]]:
    messages = [{"role": message.role, "content": message.content} for message in request.messages]
    if mode in ("json_schema", "tool"):
        return messages
    told = _PREFACE + json.dumps(request.schema, ensure_ascii=False, separators=(",", ":"))
    if not messages or messages[0]["role"] != "system":
        return [{"role": "system", "content": told}, *messages]
    messages[0]["content"] += f"\n\n{told}"
    return messages


def _form(request: Request, mode: Mode) -> dict[str, Any]:
    schema, name = dict(request.schema), _identifier(request.schema_name)
    if mode == "json_schema":
        form = {"name": name, "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": form}}
    if mode == "json_object":
        return {"response_format": {"type": "json_object"}}
    if mode == "text":
        return {}
    function = {"name": name, "description": "Hands in the answer.", "parameters": schema}
    return {
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": name}},
    }


def _identifier(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:64] or "answer"


def question(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a body asks, whatever the rung it was built for: model, messages, schema.

    Two bodies of the same request have the same question; knobs that a server may refuse are not part of it.
    """
    messages = [dict(message) for message in body.get("messages", ()) if isinstance(message, Mapping)]
    schema = _schema_in(body)
    if messages and messages[0].get("role") == "system" and isinstance(messages[0].get("content"), str):
        content, found, told = messages[0]["content"].rpartition(_PREFACE)
        if found:
            schema = json.loads(told)
        messages[0]["content"] = (content if found else told).rstrip("\n")
        messages = messages if messages[0]["content"] else messages[1:]
    return {"model": body.get("model", ""), "messages": messages, "schema": schema}


def _schema_in(body: Mapping[str, Any]) -> Any:
    if tools := body.get("tools"):
        return tools[0]["function"]["parameters"]
    return body.get("response_format", {}).get("json_schema", {}).get("schema")


# ----------------------------------------------------------------------------------- portable schemas

# Bounds of values are left to pydantic: each is refused by some server that enforces the rest.
_KEPT = ("type", "description", "enum")


def portable_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of `model` in the subset that every server with structured answers accepts.

    References are put in place, every property is required, no further ones are allowed, bounds of values
    are left out (pydantic checks them on the answer). Descriptions of fields stay, docstrings go.
    Raises TypeError, naming the field, for what has no portable form: free-form dicts, tuples, recursion,
    fields without a type.
    """
    root = model.model_json_schema(mode="validation")
    schema = _Portable(root.get("$defs", {})).of({**root, "description": None}, model.__name__, ())
    if schema.get("type") != "object":
        raise TypeError(f"{model.__name__} is not an object: an answer must be one")
    return schema


@dataclass(frozen=True)
class _Portable:
    """Rewrites a schema; `definitions` are what its references name."""

    definitions: Mapping[str, Any]

    def of(self, schema: Any, path: str, inside: tuple[str, ...]) -> dict[str, Any]:
        """`schema` in its portable form; `inside` are the definitions it lies in."""
        if not isinstance(schema, dict):
            raise TypeError(f"{path} has no type")
        if "$ref" in schema:
            return self._referred(schema, path, inside)
        if len(every := schema.get("allOf", ())) == 1:
            return self.of({**every[0], **{k: v for k, v in schema.items() if k != "allOf"}}, path, inside)
        out = {key: schema[key] for key in _KEPT if schema.get(key) is not None}
        if "const" in schema:
            out["enum"] = [schema["const"]]
        if alternatives := schema.get("anyOf") or schema.get("oneOf"):
            out["anyOf"] = [self.of(item, path, inside) for item in alternatives]
        elif schema.get("type") == "object":
            out |= self._object(schema, path, inside)
        elif schema.get("type") == "array":
            out["items"] = self._items(schema, path, inside)
        if not out.keys() & {"type", "enum", "anyOf"}:
            raise TypeError(f"{path} has no type")
        return out

    def _referred(self, schema: dict[str, Any], path: str, inside: tuple[str, ...]) -> dict[str, Any]:
        name = schema["$ref"].rsplit("/", 1)[-1]
        if name in inside:
            raise TypeError(f"{path} is recursive ({name} contains itself): not portable")
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        target = {**self.definitions[name], "description": None, **beside}
        return self.of(target, path, (*inside, name))

    def _object(self, schema: dict[str, Any], path: str, inside: tuple[str, ...]) -> dict[str, Any]:
        if schema.get("additionalProperties") not in (None, False) or "patternProperties" in schema:
            raise TypeError(f"{path} has free keys (a dict, or extra='allow'): not portable")
        properties = schema.get("properties", {})
        return {
            "properties": {key: self.of(value, f"{path}.{key}", inside) for key, value in properties.items()},
            "required": list(properties),
            "additionalProperties": False,
        }

    def _items(self, schema: dict[str, Any], path: str, inside: tuple[str, ...]) -> dict[str, Any]:
        if "prefixItems" in schema or not isinstance(schema.get("items"), dict) or not schema["items"]:
            raise TypeError(f"{path} is a tuple or a list without a type of items: not portable")
        return self.of(schema["items"], f"{path}[]", inside)
