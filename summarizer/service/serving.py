"""The life of the server: checked before it starts, then uvicorn, then a graceful end."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import uvicorn

from summarizer.errors import UsageError
from summarizer.files import preflight, printable
from summarizer.journal import lock
from summarizer.llm.addresses import is_loopback
from summarizer.llm.prices import parse_price, price
from summarizer.service.application import application
from summarizer.service.folders import Data
from summarizer.service.limits import Limits
from summarizer.service.observing import log_to_stderr
from summarizer.service.state import Service
from summarizer.settings import Settings

LOG = logging.getLogger("summarizer.service")
_HEADER_BYTES = 32_768


class Stoppable(uvicorn.Server):
    """Tells those who watch jobs when it stops: it waits for all answers to be over."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal: let go of streams, then end as usual."""
        LOG.info("stops", extra={"signal": signal.Signals(sig).name})
        self._stopping()
        super().handle_exit(sig, frame)


def serve(settings: Settings, folder: Path, host: str, port: int, limits: Limits, *, proxy: str = "") -> None:
    """Serve until a signal comes. `proxy` are the addresses whose X-Forwarded headers are believed.

    Raises:
        UsageError: no model can be reached with these settings, a budget without a known price, another
            server over the same folder, an address beyond this machine while there is no token.
    """
    settings = settings.require_endpoint()
    _require_price(settings, limits)
    preflight(folder)
    folder.chmod(0o700)
    with ExitStack() as stack:
        stack.enter_context(lock(folder))
        service = Service.opened(settings, Data(folder), limits)
        require_token(service, host)
        log_to_stderr()
        config = uvicorn.Config(
            application(service),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            http="h11",  # the one that bounds headers
            h11_max_incomplete_event_size=_HEADER_BYTES,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=int(limits.grace),
            proxy_headers=bool(proxy),
            forwarded_allow_ips=proxy or "127.0.0.1",
        )
        LOG.info("serves", extra={"address": f"http://{host}:{port}", "data": printable(folder)})
        Stoppable(config, service.crew.bell.close).run()


def require_token(service: Service, host: str) -> None:
    """Raise UsageError for an address that others can reach, while there is no token."""
    if not is_loopback(host) and not service.tokens.exist():
        raise UsageError(
            f"Nobody has a token, and {host} can be reached from other machines.",
            "Make one first (`summarizer serve token add NAME`), or leave --host alone.",
        )


def _require_price(settings: Settings, limits: Limits) -> None:
    own = parse_price(settings.price) if settings.price else None
    wanted = limits.budget is not None or limits.user_budget is not None
    if wanted and price(settings.model_name, settings.base_url, own) is None:
        raise UsageError(
            f"A budget needs a price, and none is known of {settings.model_name} at {settings.base_url}.",
            "Give it with --price IN,OUT (USD per million tokens).",
        )
