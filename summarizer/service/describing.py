"""The description of the API (OpenAPI 3.1): what a route needs and answers, also where it reads the body
itself.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from summarizer.service.intake import TextIn, TextsIn
from summarizer.service.options import JobOptions
from summarizer.service.problems import TITLES, ProblemOut
from summarizer.service.refusing import MEDIA_TYPE
from summarizer.tally import installed_version

ABOUT = """Digests and translations of Chinese documents, verified by code.

Send documents as a job, watch its events, fetch its results. Errors are problem details (RFC 9457). The model
and its endpoint are those of the operator; no address in a request or a document is ever fetched."""
_OPTIONS = {"$ref": "#/components/schemas/JobOptions"}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
_EXTRAS = {
    "options": {"type": "string", "contentMediaType": "application/json", "contentSchema": _OPTIONS,
                "description": "options as JSON", "examples": ['{"task": "translate"}']},
    "glossary": {"type": "array", "items": {"type": "string", "format": "binary"},
                 "description": "CSV, JSON, XLSX or TBX"},
    "memory": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "TMX"},
}  # fmt: skip
_JOB = {"name": {"type": "string", "maxLength": 200}, "start": {"type": "string", "enum": ["true", "false"]}}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: the problems that it answers, beside those that every route does."""
    return {
        status: {
            "description": TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in (*statuses, 400, 401, 403, 421, 503)
    }


def documents(*, single: bool = False) -> dict[str, Any]:
    """For `openapi_extra=` of a route that takes documents: the bodies that it reads itself."""
    files = {"files": _FILES | ({"maxItems": 1} if single else {})}
    properties = files | _EXTRAS | ({} if single else _JOB)
    form = {"type": "object", "properties": properties, "required": ["files"], "additionalProperties": False}
    model = "TextIn" if single else "TextsIn"
    content: dict[str, Any] = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}},
        "multipart/form-data": {"schema": form},
    }
    if not single:
        content["application/zip"] = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": content}}


def described(app: FastAPI) -> dict[str, Any]:
    """The whole description."""
    if app.openapi_schema:
        return app.openapi_schema
    found = get_openapi(
        title="summarizer",
        version=installed_version() or "0",
        description=ABOUT,
        routes=app.routes,
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    models = [(model, "validation") for model in (TextIn, TextsIn, JobOptions, ProblemOut)]
    _, extra = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    for name, schema in extra["$defs"].items():
        schemas[_plain(name)] = schema
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in found["paths"].values():
        for operation in path.values():
            _tidied(operation)
    app.openapi_schema = found
    return found


def _plain(name: str) -> str:
    return "Problem" if name == "ProblemOut" else name


def _tidied(operation: dict[str, Any]) -> None:
    """What the framework says of its own validation is replaced by what is really answered."""
    for status, response in list(operation.get("responses", {}).items()):
        content = response.get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        if status == "422" and "HTTPValidationError" in str(schema):
            operation["responses"]["422"] = refusals(422)[422]
        elif MEDIA_TYPE in content:
            content.pop("application/json", None)
