"""What is sent in, piece by piece onto the disk, with bounds: size, count, time, names, archives.

An upload goes into a folder of its own; when it is whole and right, the folder becomes that of a job. When it
is cut off, too slow, too large or wrong in any way, the folder goes, and nothing is left of it. Nothing is
unpacked: an archive stays one file, which the library reads as a folder.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import ClientDisconnect

from summarizer.reading.walking import suffix_of
from summarizer.service.filing import Sent, checked, opened
from summarizer.service.folders import Data, remove
from summarizer.service.limits import Limits
from summarizer.service.multipart import Parts, parameter
from summarizer.service.options import JobOptions
from summarizer.service.problems import full, listed
from summarizer.service.refusing import Problem

_DRAIN = 3.0  # seconds in which the rest of what is refused is still taken, so that the answer arrives
_LOOK = 16_000_000  # bytes of an upload between two looks at the room on the disk
_STRICT = ConfigDict(extra="forbid")


class Text(BaseModel):
    """A document as text."""

    model_config = _STRICT

    name: str = Field("", max_length=300, description="what to call it", examples=["notice.txt"])
    text: str = Field(
        min_length=1, max_length=5_000_000, examples=["青河县图书馆新馆6月1日开放，面积1.2万平方米。"]
    )


class TextsIn(BaseModel):
    """A job of texts."""

    model_config = _STRICT

    texts: list[Text] = Field(min_length=1, max_length=2_000)
    options: JobOptions = Field(default_factory=JobOptions)
    name: str = Field("", max_length=200, description="what to call the job")
    start: bool = Field(default=True, description="false: a draft, to be estimated and started later")


class TextIn(BaseModel):
    """One text."""

    model_config = _STRICT

    text: str = Field(
        min_length=1, max_length=5_000_000, examples=["青河县图书馆新馆6月1日开放，面积1.2万平方米。"]
    )
    name: str = Field("", max_length=300, examples=["notice.txt"])
    options: JobOptions = Field(default_factory=JobOptions)


@asynccontextmanager
async def received(
    request: Request, data: Data, limits: Limits, *, single: bool = False
) -> AsyncIterator[Sent]:
    """Take in the body of a request. The folder is removed at the end of the block, unless it was accepted.

    Raises Problem: 400, 408, 413, 415, 422, 507.
    """
    try:
        _announced(request, data, limits)
    except Problem:
        if "expect" not in request.headers:  # else nothing comes before we say so
            await _drained(request)
        raise
    folder = data.incoming()
    try:
        sent = Sent(folder)
        try:
            await _taken(request, sent, limits, single=single)
        except Problem as problem:
            if problem.status_code == 413:
                await _drained(request)
            raise
        await asyncio.to_thread(checked, sent, limits)
        yield sent
    finally:
        remove(folder.root)


def _announced(request: Request, data: Data, limits: Limits) -> None:
    """Refuse what says itself that it is too large, before any of it is taken."""
    length = request.headers.get("content-length", "")
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
    if size > limits.upload_bytes:
        raise _too_large(limits)
    _require_room(data, limits, size)


def _require_room(data: Data, limits: Limits, size: int = 0) -> None:
    if data.free() - size < limits.free_bytes:
        raise Problem(507, full()["detail"], full()["hint"], code="disk_full")


async def _taken(request: Request, sent: Sent, limits: Limits, *, single: bool) -> None:
    header = request.headers.get("content-type", "")
    match header.partition(";")[0].strip().lower():
        case "application/json":
            await _json(request, sent, limits, single=single)
        case "multipart/form-data":
            await _multipart(request, sent, limits, parameter(header, "boundary") or "")
        case "application/zip" if not single:
            await _zip(request, sent, limits)
        case other:
            hint = "Send application/json or multipart/form-data" + (
                "." if single else ", or application/zip."
            )
            raise Problem(415, f"Content of the type “{other[:60]}” is not taken." if other else "", hint)


async def pieces(request: Request, limits: Limits, most: int) -> AsyncIterator[bytes]:
    """The body, as it comes. Raises Problem where it is too slow, too much, or cut off."""
    stream, size, looked = request.stream(), 0, 0
    end = asyncio.get_running_loop().time() + limits.upload_seconds
    while True:
        left = end - asyncio.get_running_loop().time()
        try:
            piece = await asyncio.wait_for(anext(stream), max(0.001, min(limits.idle, left)))
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            headers = {"Connection": "close"}
            raise Problem(
                408, "The upload was too slow, or stopped.", code="slow", headers=headers
            ) from error
        except ClientDisconnect as error:
            raise Problem(400, "The upload was cut off.", code="cut_off") from error
        size += len(piece)
        if size > most:
            raise _too_large(limits)
        if size // _LOOK > looked:  # others may be filling the disk, too
            looked = size // _LOOK
            _require_room(request.app.state.service.data, limits)
        yield piece


async def _drained(request: Request) -> None:
    """Take what still comes for a moment: who is cut off while sending does not see why."""
    try:
        async with asyncio.timeout(_DRAIN):
            async for _ in request.stream():
                pass
    except (TimeoutError, ClientDisconnect, RuntimeError):
        return


# ------------------------------------------------------------------------------------------- the three shapes


async def _json(request: Request, sent: Sent, limits: Limits, *, single: bool) -> None:
    body = b"".join([piece async for piece in pieces(request, limits, limits.text_bytes)])
    sent.digest = hashlib.sha256(body).hexdigest()
    if single:
        one = _parsed(TextIn, body)
        texts, sent.options = [Text(name=one.name, text=one.text)], one.options
    else:
        given = _parsed(TextsIn, body)
        texts, sent.options, sent.name, sent.start = given.texts, given.options, given.name, given.start
    for number, text in enumerate(texts, 1):
        name = text.name or f"text-{number}.txt"
        with opened(sent, name if suffix_of(name) else f"{name}.txt", limits) as file:
            file.write(text.text.encode("utf-8", "replace"))


async def _zip(request: Request, sent: Sent, limits: Limits) -> None:
    digest = hashlib.sha256(request.url.query.encode())  # the options are there
    with opened(sent, "documents.zip", limits) as file:
        async for piece in pieces(request, limits, limits.upload_bytes):
            digest.update(piece)
            await asyncio.to_thread(file.write, piece)
    sent.digest = digest.hexdigest()
    sent.fields = dict(request.query_params)
    _understood(sent)


async def _multipart(request: Request, sent: Sent, limits: Limits, boundary: str) -> None:
    from python_multipart.exceptions import MultipartParseError  # noqa: PLC0415

    if not 0 < len(boundary) <= 200 or not boundary.isascii():
        raise Problem(400, "The multipart body has no boundary.", code="multipart")
    parts = Parts(sent, limits)
    parser = parts.parser(boundary)
    try:
        async for piece in pieces(request, limits, limits.upload_bytes):
            await asyncio.to_thread(parser.write, piece)
        if not parts.whole:
            raise Problem(400, "The multipart body has no end.", code="multipart")
    except MultipartParseError as error:
        raise Problem(400, "The multipart body cannot be read.", code="multipart") from error
    finally:
        parts.close()
    sent.digest = parts.digest.hexdigest()
    _understood(sent)


def _understood(sent: Sent) -> None:
    """The fields beside the files: `options` (JSON), `name`, `start`."""
    fields = dict(sent.fields)
    options, name, start = fields.pop("options", ""), fields.pop("name", ""), fields.pop("start", "true")
    errors = [{"where": where[:200], "what": "There is no such field"} for where in sorted(fields)]
    if start not in ("true", "false"):
        errors.append({"where": "start", "what": "Input should be true or false"})
    if len(name) > 200:
        errors.append({"where": "name", "what": "At most 200 characters"})
    if errors:
        raise Problem(422, "The request does not fit.", code="invalid", errors=errors)
    sent.name, sent.start = name, start == "true"
    if options.strip():
        sent.options = _parsed(JobOptions, options.encode(), "options")


def _parsed(model: type[Any], text: bytes, where: str = "") -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = "The options are" if where else "The body is"
        raise Problem(400 if not where else 422, f"{what} not JSON.", code="json") from error
    try:
        return model.model_validate(value)
    except ValidationError as error:
        rows = listed(error.errors(include_input=False, include_url=False))
        for row in rows:
            row["where"] = ".".join(part for part in (where, row["where"]) if part)
        raise Problem(422, "The request does not fit.", code="invalid", errors=rows) from error


def _too_large(limits: Limits) -> Problem:
    return Problem(
        413,
        f"At most {limits.upload_bytes // 1_000_000} MB are taken at once"
        f" ({limits.text_bytes // 1_000_000} MB of JSON).",
        "Send several jobs.",
        code="too_large",
    )
