"""Puts the routes, the rules and the answers to errors together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from summarizer.errors import SummarizerError
from summarizer.service import jobs_api, operations, pages, session_api, single_api
from summarizer.service.describing import described
from summarizer.service.guarding import Guard
from summarizer.service.observing import Metrics
from summarizer.service.refusing import on_disk, on_error, on_fault, on_http, on_validation
from summarizer.service.state import Service


def application(service: Service) -> FastAPI:
    """The application over a service, which it starts and closes."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.close()

    app = FastAPI(
        lifespan=lifespan,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        openapi_url="/openapi.json",
        exception_handlers={
            HTTPException: on_http,
            RequestValidationError: on_validation,
            SummarizerError: on_error,
            OSError: on_disk,
            Exception: on_fault,
        },
    )
    app.state.service = service
    app.state.metrics = Metrics(service.store, service.crew, service.data)
    for part in (single_api, jobs_api, session_api, operations, pages):
        app.include_router(part.router)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    app.add_middleware(Guard, service=service, metrics=app.state.metrics)
    return app
