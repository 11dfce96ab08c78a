"""`/v1/summarize` and `/v1/translate`: one document, one answer. A job like any other, only waited for."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from summarizer.service.describing import documents, refusals
from summarizer.service.guarding import Served, User
from summarizer.service.intake import received
from summarizer.service.jobs import Job
from summarizer.service.jobs_api import accepted, not_in_time
from summarizer.service.problems import body
from summarizer.service.refusing import Problem, answer
from summarizer.service.results import results
from summarizer.service.state import Service

router = APIRouter(prefix="/v1", tags=["one document"])
RESULT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The result: `result.schema.json`. The header `Location` names its job",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["schema_version", "document", "status", "title", "summary", "fields"],
                    "properties": {"status": {"enum": ["verified", "flagged"]}},
                }
            }
        },
    }
}
_REFUSALS = refusals(404, 408, 409, 413, 415, 422, 429, 504, 507) | RESULT


@router.post("/summarize", openapi_extra=documents(single=True), responses=_REFUSALS)
async def summarize(request: Request, service: Served, user: User) -> Response:
    """Digest one document: summaries in Chinese and English, fields, every statement traced to its lines."""
    return await _answered(request, service, user, "summarize")


@router.post("/translate", openapi_extra=documents(single=True), responses=_REFUSALS)
async def translate(request: Request, service: Served, user: User) -> Response:
    """Translate one document in full, with the digest on top."""
    return await _answered(request, service, user, "translate")


async def _answered(request: Request, service: Service, user: str, task: str) -> Response:
    async with received(request, service.data, service.limits, single=True) as sent:
        if len(sent.files) != 1:
            raise Problem(422, "This takes one document.", "Send a job for more.", code="too_many")
        sent.options = sent.options.model_copy(update={"task": task})
        job = await accepted(service, user, sent, start=True)
    try:
        async with asyncio.timeout(service.limits.answer_seconds):
            ended = await _ended(request, service, job)
    except TimeoutError:
        return not_in_time(job.id)
    return await asyncio.to_thread(_result, service, ended)


async def _ended(request: Request, service: Service, job: Job) -> Job:
    """The job when it has ended. Who goes away meanwhile wants it no more."""
    while not (known := _known(service, job)).is_ended:
        if service.crew.bell.closing.is_set():
            raise Problem(503, "The service stops; the job goes on later.", code="stopped", job=job.id)
        if await request.is_disconnected():
            await service.crew.cancel(job.id)
        else:
            await service.crew.bell.wait(job.id, 1.0)
    return known


def _known(service: Service, job: Job) -> Job:
    try:
        return service.store.known(job.id)
    except KeyError as error:
        raise Problem(404, "The job was deleted.", code="not_found") from error


def _result(service: Service, job: Job) -> Response:
    headers = {"Location": f"/v1/jobs/{job.id}"}
    if job.state != "done":
        problem = job.problem or body(409, "The job was cancelled.", code="cancelled")
        return answer(problem | {"job": job.id}, headers)
    lines = b"".join(results(service.data.job(job.id).out, ended=True)).splitlines()
    if len(lines) == 1:
        return Response(lines[0], media_type="application/json", headers=headers)
    return answer(_why(service, job) | {"job": job.id}, headers)


def _why(service: Service, job: Job) -> dict[str, Any]:
    """Why there is not one result: the document failed, or it was several."""
    documents = [event.data for event in service.store.events(job.id) if event.kind == "document"]
    if len(documents) == 1 and documents[0]["status"] == "failed":
        failed = documents[0]
        status = 503 if failed["code"] == "wire" else 422
        return body(status, failed["error"], failed["hint"], failed["code"])
    return body(422, "This takes one document.", "Send a job for more.", "too_many")
