"""The result as JSON: the contract of `documents/*.json`, checked against its schema before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from summarizer.errors import DocumentError
from summarizer.results import Result


def render(result: Result, names: Mapping[str, str]) -> bytes:  # noqa: ARG001  # one signature for all formats
    """The whole result as UTF-8 JSON, one blank of indent, keys in the order of the contract.

    Raises DocumentError if the result does not fit its schema: such a file is never written.
    """
    data = _dumped(result) + b"\n"
    try:
        Result.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"]))
        message = f"The result does not fit its own schema (at {where})."
        raise DocumentError(message, "Please report this: it is a fault of the program.") from error
    return data


def published_schema() -> dict[str, Any]:
    """The JSON Schema of a written result; `schemas/result.schema.json` is this, as a file."""
    schema = Result.model_json_schema(mode="serialization")
    # Fields of a preset also are an object like any: one of the two is not exactly one.
    fields = schema["properties"]["fields"]
    schema["properties"]["fields"] = {
        ("anyOf" if key == "oneOf" else key): value for key, value in fields.items() if key != "discriminator"
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "summarizer result, version 1",
    }
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


def _dumped(result: Result) -> bytes:
    """One call. Half a character (a lone surrogate, which is no text) becomes a visible escape."""
    try:
        return _form().dump_json(result, indent=1, warnings="error")
    except PydanticSerializationError:
        return to_json(
            _sound(result.model_dump(mode="python", warnings=False)), indent=1, inf_nan_mode="null"
        )


@cache
def _form() -> TypeAdapter[Result]:
    return TypeAdapter(Result)  # which writes bytes; a model itself writes text that is then encoded


def _sound(value: Any) -> Any:
    """The value with every lone surrogate in it spelt out."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_sound(key): _sound(item) for key, item in value.items()}
    return [_sound(item) for item in value] if isinstance(value, list | tuple) else value
