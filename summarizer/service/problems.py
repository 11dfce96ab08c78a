"""Errors as problem details (RFC 9457): one shape for everything that goes wrong, over HTTP and in a job."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from summarizer.errors import (
    DocumentError,
    Interrupted,
    MoneyError,
    ProviderError,
    SummarizerError,
    UsageError,
)

TITLES = {
    400: "The request cannot be read", 401: "A valid token is needed", 403: "Not from here", 404: "Not found",
    405: "This method does not fit this address", 406: "Not available in this form",
    408: "The request took too long", 409: "Not possible at this moment", 410: "Gone",
    413: "Too large", 415: "This kind of content is not taken", 416: "No such range",
    421: "Not an address of this service", 422: "Something in the request is wrong",
    429: "Too many, or too much", 431: "The headers are too large", 500: "A fault of the service",
    503: "Not available at this moment", 504: "No answer in time", 507: "The disk is full",
}  # fmt: skip
FULL = (errno.ENOSPC, errno.EDQUOT)


class Wrong(BaseModel):
    """One thing that is wrong in a request."""

    where: str = Field(examples=["options.fields"])
    what: str = Field(examples=["Input should be 'news' or 'policy'"])


class ProblemOut(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(
        title="Problem",
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not found",
                    "status": 404,
                    "detail": "There is no such job.",
                    "code": "not_found",
                }
            ]
        },
    )

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    hint: str = Field("", description="what to do about it")
    code: str = Field("", description="a short machine-readable reason")
    errors: list[Wrong] = Field(default_factory=list)
    job: str | None = Field(None, description="the job that it is about")


def body(status: int, detail: str = "", hint: str = "", code: str = "", **more: Any) -> dict[str, Any]:
    """Problem details as JSON; what is empty is left out."""
    given = {"detail": detail, "hint": hint, "code": code, **more}
    return {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        **{name: value for name, value in given.items() if value},
    }


def of_error(error: SummarizerError) -> dict[str, Any]:
    """The problem that an error of ours is."""
    status, code = 500, "internal"
    if isinstance(error, DocumentError):
        status, code = (503, error.code) if error.code == "wire" else (422, error.code)
    elif isinstance(error, UsageError):
        cause = error.__cause__
        full = isinstance(cause, OSError) and cause.errno in FULL
        status, code = (507, "disk_full") if full else (422, "usage")
    elif isinstance(error, MoneyError):
        status, code = 429, "money"
    elif isinstance(error, ProviderError):
        status, code = 503, "provider"
    elif isinstance(error, Interrupted):
        status, code = 503, "stopped"
    return body(status, error.message, error.hint, code)


def outside(content: dict[str, Any], root: Path) -> dict[str, Any]:
    """A problem (or what is told of a document) that names files of the data folder without their folders."""
    inside = re.compile(re.escape(f"{root}/") + r"(?:[^/\s]++/)*+")
    told = {
        name: inside.sub("", value) if name in ("detail", "hint", "error") else value
        for name, value in content.items()
    }
    if "warnings" in told:
        told["warnings"] = [inside.sub("", warning) for warning in told["warnings"]]
    return told


def of_disk(error: OSError) -> dict[str, Any]:
    """The problem that an error of the disk is."""
    if error.errno in FULL:
        return full()
    return body(500, "The service cannot use its disk.", "Its log says more.", "disk")


def full() -> dict[str, Any]:
    """The disk is full."""
    return body(507, "There is no room left on the disk of the service.", "Ask its operator.", "disk_full")


def listed(found: Any) -> list[dict[str, str]]:
    """What pydantic found, place by place; no value that was sent."""
    rows = []
    for item in list(found)[:50]:
        place = ".".join(str(part) for part in item["loc"] if part not in ("body", "query", "path"))
        rows.append({"where": place[:200], "what": str(item["msg"]).removeprefix("Value error, ")[:300]})
    return rows
