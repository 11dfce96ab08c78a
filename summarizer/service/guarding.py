"""The rules that hold for every request: where it may come from, who sent it, and what goes out with its
answer.

A page in somebody's browser can send requests to any address it can guess, this service on loopback included.
So a request that says it comes from another page is refused, and so is one whose Host is not this service's
while it runs without tokens (an attacker's name may lead to 127.0.0.1). Cookies are HttpOnly and
SameSite=Strict.
"""

from __future__ import annotations

import logging
import secrets
import time
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.llm.addresses import is_loopback
from summarizer.service.observing import Metrics
from summarizer.service.problems import body
from summarizer.service.refusing import Problem, answer
from summarizer.service.state import Service

LOG = logging.getLogger("summarizer.service")
COOKIE = "summarizer_session"
LOCAL = "local"  # who uses a service without tokens
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")  # a proxy says that somebody else asks


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, service: Service, metrics: Metrics) -> None:
        self._app, self._service, self._metrics = app, service, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it; its answer gets the headers, and a line in the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.monotonic(), 500
        ident = secrets.token_hex(8)

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = ident
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        scope.setdefault("state", {})["headers"] = {"X-Request-Id": ident, **HEADERS}  # for a fault
        try:
            refused = self._refused(scope)
            await (answer(refused) if refused else self._app)(scope, receive, sending)
        finally:
            seconds = time.monotonic() - started
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in (*_SAFE, "POST", "PATCH", "DELETE") else "other"
            self._metrics.answered(method, route, status, seconds)
            told = {"id": ident, "method": method, "route": route, "status": status}
            told["job"] = scope.get("path_params", {}).get("job", "")[:40]
            told["user"] = scope.get("state", {}).get("user", "")
            LOG.info("request", extra=told | {"ms": round(seconds * 1000, 1)})

    def _refused(self, scope: Scope) -> dict[str, object] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._service.tokens.exist() and not _is_here(scope, headers):
            return body(421, "Without tokens, the service answers to this machine only.", code="host")
        origin = headers.get("origin")
        if origin is not None and _address(origin)[0] != host:
            return body(403, "Pages of other sites may not use this service.", code="origin")
        if scope["method"] not in _SAFE and headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return body(403, "Pages of other sites may not use this service.", code="origin")
        return None


def _is_here(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from this machine, and by its name. That the service listens here alone is not
    enough: it may have been started with tokens, and the last one been revoked since.
    """
    client = scope.get("client")
    names = [_address(f"//{headers.get('host', '')}")[1], *([client[0]] if client else [])]
    return all(map(is_loopback, names)) and not any(name in headers for name in _FORWARDED)


def _address(url: str) -> tuple[str, str]:
    """Host and port, and the host alone; empty for what is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc, parts.hostname or ""


async def service_of(request: Request) -> Service:
    """The service that a request is for; a coroutine, because plain functions are called in a thread."""
    found: Service = request.app.state.service
    return found


_BEARER = HTTPBearer(auto_error=False, description="`summarizer serve token add NAME` makes a token.")
_COOKIE = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by `POST /v1/session`.")


async def user_of(
    request: Request,
    service: Annotated[Service, Depends(service_of)],
    _bearer: Annotated[object, Security(_BEARER)] = None,
    _cookie: Annotated[object, Security(_COOKIE)] = None,
) -> str:
    """Who sent a request. Raises Problem 401."""
    user = _found(request, service)
    if user is None:
        headers = {"WWW-Authenticate": 'Bearer realm="summarizer"'}
        raise Problem(401, "Send a token: Authorization: Bearer …", code="token", headers=headers)
    request.state.user = user
    return user


def _found(request: Request, service: Service) -> str | None:
    tokens = service.tokens
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind:
        return tokens.user(token.strip()) if kind.lower() == "bearer" else None
    session = request.cookies.get(COOKIE, "")
    if session and (user := tokens.session_user(session)):
        return user
    return None if tokens.exist() else LOCAL


User = Annotated[str, Depends(user_of)]
Served = Annotated[Service, Depends(service_of)]
