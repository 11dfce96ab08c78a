"""`/v1/session`: who one is, and signing in and out on the page, with a cookie that no script can read."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from summarizer.llm.prices import parse_price, price
from summarizer.service.describing import refusals
from summarizer.service.guarding import COOKIE, Served, User
from summarizer.service.jobs import NANO
from summarizer.service.refusing import Problem
from summarizer.service.shapes import SessionIn, SessionOut
from summarizer.service.state import Service

PAUSE = 0.5  # seconds before a wrong token is refused
router = APIRouter(prefix="/v1/session", tags=["session"])


@router.get("", response_model=SessionOut, responses=refusals())
async def show(service: Served, user: User) -> Any:
    """Say who one is, and what this service can do."""
    return _shown(service, user)


@router.post("", response_model=SessionOut, responses=refusals(422))
async def sign_in(given: SessionIn, request: Request, response: Response, service: Served) -> Any:
    """Sign in with a token: the answer sets a cookie."""
    limits = service.limits
    seconds = limits.session_days * 86_400
    session = await asyncio.to_thread(service.tokens.open_session, given.token.strip(), seconds)
    if session is None:
        await asyncio.sleep(PAUSE)
        raise Problem(401, "This token is not valid.", "Ask the operator for one.", code="token")
    user = service.tokens.session_user(session) or ""
    request.state.user = user
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, session, max_age=int(seconds), httponly=True, samesite="strict", secure=secure, path="/"
    )
    return _shown(service, user)


@router.delete("", status_code=204, responses=refusals())
async def sign_out(request: Request, service: Served) -> Response:
    """Sign out: the session is over, also for whoever else has its cookie."""
    if session := request.cookies.get(COOKIE):
        await asyncio.to_thread(service.tokens.close_session, session)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


def _shown(service: Service, user: str) -> dict[str, Any]:
    settings, limits = service.settings, service.limits
    own = parse_price(settings.price) if settings.price else None
    left = service.crew.money.left(user)
    return {
        "user": user,
        "needs_token": service.tokens.exist(),
        "model": settings.model_name,
        "price_known": price(settings.model_name, settings.base_url, own) is not None,
        "budget_left_usd": left / NANO if left is not None else None,
        "limits": {
            "upload_bytes": limits.upload_bytes,
            "files": limits.files,
            "text_bytes": limits.text_bytes,
        },
    }
