"""How a request is refused: errors, whoever raises them, as answers with problem details."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from summarizer.errors import SummarizerError
from summarizer.service.problems import body, listed, of_disk, of_error, outside

MEDIA_TYPE = "application/problem+json"


class Problem(HTTPException):
    """An answer that is a problem."""

    def __init__(
        self,
        status: int,
        detail: str,
        hint: str = "",
        *,
        code: str = "",
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(status, detail, headers)
        self.hint, self.code, self.more = hint, code, more


def answer(content: dict[str, Any], headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as an answer."""
    return JSONResponse(content, content["status"], headers, MEDIA_TYPE)


async def on_http(_request: Request, error: Exception) -> JSONResponse:
    """Whatever a route, or the framework, refuses."""
    if isinstance(error, Problem):
        content = body(error.status_code, str(error.detail), error.hint, error.code, **error.more)
        return answer(content, dict(error.headers or {}))
    status = getattr(error, "status_code", 500)
    detail = {404: "There is nothing at this address.", 405: "See the Allow header, or /openapi.json."}.get(
        status, str(getattr(error, "detail", ""))
    )
    return answer(body(status, detail), dict(getattr(error, "headers", None) or {}))


async def on_validation(_request: Request, error: Exception) -> JSONResponse:
    """A request that does not fit its model: every place with what is wrong there, without what was sent."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return answer(body(422, "The request does not fit.", code="invalid", errors=listed(found)))


async def on_error(request: Request, error: Exception) -> JSONResponse:
    """An error of ours that reached the edge."""
    content = of_error(error) if isinstance(error, SummarizerError) else body(500)
    return answer(outside(content, request.app.state.service.data.root))


async def on_disk(_request: Request, error: Exception) -> JSONResponse:
    """The disk failed us."""
    return answer(of_disk(error) if isinstance(error, OSError) else body(500))


async def on_fault(request: Request, _error: Exception) -> JSONResponse:
    """A fault of this program. What it was stands in the log. The framework answers outside of the guard."""
    content = body(500, "The service met a fault.", "Its log says more.", "internal")
    return answer(content, getattr(request.state, "headers", None))
