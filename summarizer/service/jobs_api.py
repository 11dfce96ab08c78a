"""`/v1/jobs`: take documents in, say how far they are, hand out what was made of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse

from summarizer.service.archive import zipped
from summarizer.service.describing import documents, refusals
from summarizer.service.filing import Sent
from summarizer.service.folders import JobFolder, remove
from summarizer.service.guarding import Served, User
from summarizer.service.intake import received
from summarizer.service.jobs import OPEN, Job
from summarizer.service.options import JobOptions, form_of, settled
from summarizer.service.problems import body
from summarizer.service.refusing import Problem, answer
from summarizer.service.results import results
from summarizer.service.shapes import EstimateOut, JobOut, JobsOut
from summarizer.service.state import Service
from summarizer.service.store import new_id

PING = 15.0  # seconds between two signs of life on a stream of events
router = APIRouter(prefix="/v1", tags=["jobs"])
KEY = Header(
    alias="Idempotency-Key", min_length=1, max_length=200, pattern="^[!-~]+$",
    description="the same key with the same request gives the job that is there, and makes no other one",
)  # fmt: skip


def found(service: Service, job: str, user: str) -> Job:
    """The user's job. Raises Problem 404, also for a job of somebody else."""
    known = service.store.owned(job, user)
    if known is None:
        raise Problem(404, "There is no such job.", code="not_found")
    return known


def shown(service: Service, job: Job) -> dict[str, Any]:
    """A job as it is answered."""
    return job.shown(service.store.cost(job.id), service.store.position(job))


def answered(
    service: Service, job: Job, status: int = 200, headers: dict[str, str] | None = None
) -> JSONResponse:
    """A job as an answer."""
    return JSONResponse(shown(service, job), status, headers)


# ------------------------------------------------------------------------------------------------- taking in


@router.post(
    "/jobs",
    status_code=201,
    response_model=JobOut,
    openapi_extra=documents(),
    responses=refusals(408, 409, 413, 415, 422, 429, 507)
    | {200: {"model": JobOut, "description": "This request was made before"}},
)
async def create(
    request: Request, service: Served, user: User, key: Annotated[str | None, KEY] = None
) -> Response:
    """Make a job of documents: it waits for its turn, or is a draft (`start` false)."""
    if key is None:
        return await _created(request, service, user, None)
    if (user, key) in service.busy_keys:
        raise Problem(409, "A request with this Idempotency-Key is under way.", code="idempotency")
    service.busy_keys.add((user, key))
    try:
        return await _created(request, service, user, key)
    finally:
        service.busy_keys.discard((user, key))


async def _created(request: Request, service: Service, user: str, key: str | None) -> Response:
    async with received(request, service.data, service.limits) as sent:
        before = service.store.keyed(user, key) if key else None
        if before is not None:
            digest, job = before
            if digest != sent.digest:
                raise Problem(
                    422,
                    "This Idempotency-Key stands for another request.",
                    "Use a new one.",
                    code="idempotency",
                )
            return answered(service, found(service, job, user), 200, {"Idempotency-Replayed": "true"})
        made = await accepted(service, user, sent, start=sent.start, key=(key, sent.digest) if key else None)
    return answered(service, made, 201, {"Location": f"/v1/jobs/{made.id}"})


async def accepted(
    service: Service, user: str, sent: Sent, *, start: bool, key: tuple[str, str] | None = None
) -> Job:
    """Make what was sent a job. Raises Problem 422 for options that cannot be used, 429 for too many jobs."""
    await asyncio.to_thread(_usable, service, sent.options, sent.folder)
    _room(service, user, start=start)
    ident = new_id()
    folder = await asyncio.to_thread(service.data.accept, sent.folder, ident)
    name = sent.name or _name(sent.files)
    try:
        job = await asyncio.to_thread(
            service.store.add, ident, user, name, sent.options.shown(), sent.files,
            state="queued" if start else "draft", key=key,
        )  # fmt: skip
    except OSError:  # a full disk: nothing is left on it that nobody knows of
        remove(folder.root)
        raise
    service.crew.wake()
    return job


def _usable(service: Service, options: JobOptions, folder: JobFolder) -> None:
    """Find out now what is wrong with fields and glossaries. Raises UsageError."""
    from summarizer.leverage import brought  # noqa: PLC0415 - as below
    from summarizer.termbase import Termbase  # noqa: PLC0415 - it loads the readers of tables
    from summarizer.wiring import formats  # noqa: PLC0415 - it loads the whole machine

    memories = folder.memories()
    settings = settled(options, service.settings, folder.extras, folder.glossaries(), memories)
    form_of(settings)
    formats(settings.format)
    Termbase.load(None, settings.glossary)
    if memories:
        brought(memories, options.languages.split(",") if options.languages else ["en"])


def _room(service: Service, user: str, *, start: bool) -> None:
    limits, store = service.limits, service.store
    states, most = (OPEN, limits.waiting) if start else (("draft",), limits.drafts)
    if store.counted(user, states) >= most:
        raise Problem(
            429, f"You have {most} jobs of this kind already.", "Wait until some have ended, or delete some.",
            code="too_many_jobs", headers={"Retry-After": "60"},
        )  # fmt: skip
    left = service.crew.money.left(user)
    if start and left is not None and not left:
        seconds = service.crew.money.until_next_month()
        raise Problem(
            429, "The budget of this month is used up.", "Ask the operator.",
            code="budget", headers={"Retry-After": str(seconds)},
        )  # fmt: skip


def _name(files: list[dict[str, Any]]) -> str:
    first = str(files[0]["name"]).rpartition("/")[2]
    return first if len(files) == 1 else f"{first} + {len(files) - 1}"


@router.post(
    "/estimate",
    response_model=EstimateOut,
    openapi_extra=documents(),
    responses=refusals(408, 413, 415, 422, 507),
)
async def estimate(request: Request, service: Served, user: User) -> Any:  # noqa: ARG001 - who asks must be known
    """Say what a job of these documents would send and cost, as a range. Nothing is sent or kept."""
    async with received(request, service.data, service.limits) as sent:
        await asyncio.to_thread(_usable, service, sent.options, sent.folder)
        said = await service.crew.estimate(sent.options, sent.folder)
    return answer(said["problem"]) if said["problem"] else said["estimate"]


# ------------------------------------------------------------------------------------------------ looking at


@router.get("/jobs", response_model=JobsOut, responses=refusals(422))
async def listed(
    service: Served,
    user: User,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    after: Annotated[str, Query(pattern="^[0-9]{0,15}$", description="`next` of the page before")] = "",
) -> Any:
    """List your jobs, the newest first."""
    jobs = service.store.listed(user, limit + 1, int(after) if after else None)
    more = str(jobs[limit - 1].number) if len(jobs) > limit else None
    return JSONResponse({"jobs": [shown(service, job) for job in jobs[:limit]], "next": more})


@router.get("/jobs/{job}", response_model=JobOut, responses=refusals(404))
async def one(job: str, service: Served, user: User) -> Any:
    """Show a job."""
    return answered(service, found(service, job, user))


@router.get(
    "/jobs/{job}/events",
    responses=refusals(404, 429)
    | {
        200: {
            "description": "Server-sent events: `state`, `document`, `progress`, and at last `end`",
            "content": {
                "text/event-stream": {
                    "example": 'id: 2\nevent: state\ndata: {"state": "running"}\n\n',
                }
            },
        }
    },
    response_class=StreamingResponse,
)
async def events(
    job: str,
    service: Served,
    user: User,
    last: Annotated[str, Header(alias="Last-Event-ID", max_length=40)] = "0",
) -> StreamingResponse:
    """Watch a job, from the event after `Last-Event-ID` on. The stream ends with the job, by `end`."""
    known = found(service, job, user)
    if service.streams[user] >= service.limits.streams:
        raise Problem(429, "You watch too many jobs at once.", "Close some.", code="too_many_streams")
    after = int(last) if last.isascii() and last.isdigit() and len(last) < 16 else 0
    return StreamingResponse(
        _counted(service, known, after), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


async def _counted(service: Service, job: Job, after: int) -> AsyncIterator[str]:
    """The stream of a job, counted among its owner's: each holds a connection of the server."""
    service.streams[job.user] += 1
    try:
        async for event in _stream(service, job.id, after):
            yield event
    finally:
        service.streams[job.user] -= 1
        if not service.streams[job.user]:
            del service.streams[job.user]


async def _stream(service: Service, job: str, after: int) -> AsyncIterator[str]:
    shown_before = ""
    bell = service.crew.bell
    while True:
        rung = bell.count(job)
        fresh = service.store.events(job, after)
        for event in fresh:
            after = event.number
            yield _event(event.kind, event.data, event.number)
        try:
            known = service.store.known(job)
        except KeyError:
            return
        text = json.dumps(shown(service, known), ensure_ascii=False)
        if text != shown_before:
            shown_before = text
            yield f"event: progress\ndata: {text}\n\n"
        if known.state not in OPEN and not service.store.events(job, after, 1):
            yield _event("end", {"state": known.state})
            return
        if bell.closing.is_set():
            return
        if not fresh and not await bell.wait(job, PING, rung):
            yield ": \n\n"


def _event(kind: str, data: dict[str, Any], number: int | None = None) -> str:
    ident = f"id: {number}\n" if number else ""
    return f"{ident}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@router.get(
    "/jobs/{job}/results",
    responses=refusals(404)
    | {
        200: {
            "description": "JSON lines: a result (`result.schema.json`) each, as far as there are",
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
        }
    },
    response_class=StreamingResponse,
)
async def all_results(job: str, service: Served, user: User) -> StreamingResponse:
    """Fetch the results of a job; while it runs, those that are there."""
    known = found(service, job, user)
    lines = results(service.data.job(known.id).out, ended=known.is_ended)
    return StreamingResponse(lines, media_type="application/x-ndjson")


@router.get(
    "/jobs/{job}/report",
    status_code=303,
    responses=refusals(404, 409) | {303: {"description": "Where the report is, for some hours"}},
    response_class=RedirectResponse,
)
async def report(job: str, service: Served, user: User) -> RedirectResponse:
    """Lead to the report of a job that has ended."""
    known = found(service, job, user)
    if not known.is_ended or not (service.data.job(known.id).out / "index.html").is_file():
        raise Problem(409, "There is no report (yet).", "Wait until the job has ended.", code="not_ready")
    return RedirectResponse(f"/reports/{service.capability(known.id)}/index.html", 303)


@router.get(
    "/jobs/{job}/archive",
    responses=refusals(404, 409)
    | {
        200: {
            "description": "The whole output folder",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
    response_class=StreamingResponse,
)
async def archive(job: str, service: Served, user: User) -> StreamingResponse:
    """Fetch the output folder of a job that has ended, as a zip."""
    known = found(service, job, user)
    out = service.data.job(known.id).out
    if not known.is_ended or not out.is_dir():
        raise Problem(
            409, "There is nothing to fetch (yet).", "Wait until the job has ended.", code="not_ready"
        )
    headers = {"Content-Disposition": f'attachment; filename="summarizer-{known.id}.zip"'}
    return StreamingResponse(zipped(out), media_type="application/zip", headers=headers)


# --------------------------------------------------------------------------------------------------- changing


@router.patch("/jobs/{job}", response_model=JobOut, responses=refusals(404, 409, 422))
async def change(job: str, options: JobOptions, service: Served, user: User) -> Any:
    """Give a draft other options. An estimate that was made for the old ones goes."""
    known = _draft(service, job, user)
    await asyncio.to_thread(_usable, service, options, service.data.job(known.id))
    await asyncio.to_thread(service.store.change, known.id, options=options.shown(), estimate="")
    return answered(service, found(service, job, user))


@router.post("/jobs/{job}/estimate", response_model=EstimateOut, responses=refusals(404, 409, 422))
async def estimate_draft(job: str, service: Served, user: User) -> Any:
    """Say what a draft would send and cost, as a range."""
    known = _draft(service, job, user)
    options = JobOptions.model_validate(known.options)
    said = await service.crew.estimate(options, service.data.job(known.id))
    if said["problem"]:
        return answer(said["problem"])
    await asyncio.to_thread(service.store.change, known.id, estimate=said["estimate"])
    return said["estimate"]


@router.post("/jobs/{job}/start", response_model=JobOut, status_code=202, responses=refusals(404, 409, 429))
async def start(job: str, service: Served, user: User) -> Any:
    """Start a draft; or take up again a job that failed or was cancelled: what is finished stays."""
    known = found(service, job, user)
    if known.state in OPEN:
        raise Problem(409, "The job is under way.", code="under_way")
    _room(service, user, start=True)
    await asyncio.to_thread(service.store.enqueue, known.id)
    service.crew.bell.ring(known.id)
    service.crew.wake()
    return answered(service, found(service, job, user), 202)


@router.post("/jobs/{job}/cancel", response_model=JobOut, responses=refusals(404, 409))
async def cancel(job: str, service: Served, user: User) -> Any:
    """Stop a job; what is finished of it is kept."""
    known = found(service, job, user)
    if known.state not in OPEN:
        raise Problem(409, "The job is not under way.", code="ended")
    with suppress(KeyError):  # it was deleted meanwhile, which is said below
        await service.crew.cancel(known.id)
    return answered(service, found(service, job, user))


@router.delete("/jobs/{job}", status_code=204, responses=refusals(404))
async def delete(job: str, service: Served, user: User) -> Response:
    """Delete a job with all its files; one that is under way is stopped first."""
    known = found(service, job, user)
    await service.forget(known.id)
    return Response(status_code=204)


def _draft(service: Service, job: str, user: str) -> Job:
    known = found(service, job, user)
    if known.state != "draft":
        raise Problem(409, "Only a job that was not started can be changed.", code="started")
    return known


def not_in_time(job: str) -> JSONResponse:
    """The answer when a document took longer than a request may."""
    content = body(504, "The document is not finished yet.", "Watch its job.", "slow", job=job)
    return answer(content, {"Location": f"/v1/jobs/{job}"})
