"""What the operator's tools ask: is it alive, is it ready, how does it do."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from summarizer.service.describing import refusals
from summarizer.service.guarding import Served, User
from summarizer.service.problems import body
from summarizer.service.refusing import answer
from summarizer.service.shapes import HealthOut

router = APIRouter(tags=["operations"])


@router.get("/healthz", response_model=HealthOut, responses=refusals())
async def alive() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz", response_model=HealthOut, responses=refusals())
async def ready(service: Served) -> Any:
    """Say whether new jobs would be worked on: not while it stops, and not when the disk is full."""
    if service.crew.bell.closing.is_set():
        return answer(body(503, "The service stops.", code="stopped"))
    if not service.is_working:
        return answer(body(503, "Nobody takes jobs from the queue.", "Restart the service.", "stuck"))
    if service.data.free() < service.limits.free_bytes:
        return answer(body(503, "The disk is nearly full.", code="disk_full"))
    return {"status": "ok"}


@router.get(
    "/metrics",
    responses=refusals()
    | {
        200: {
            "description": "In the text format of Prometheus",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    response_class=Response,
)
async def metrics(request: Request, _user: User) -> Response:
    """Show the metrics of the service."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4")
