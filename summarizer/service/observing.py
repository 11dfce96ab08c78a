"""What the operator sees: metrics for Prometheus, and a log with a line of JSON for each request and event.

Neither holds a document's text, a name of a file, a token, or anything else that a caller sent, but for the
path of the address; a job is named by its id.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from summarizer.service.crew import Crew
from summarizer.service.folders import Data
from summarizer.service.jobs import NANO
from summarizer.service.store import Store

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 600.0)


class Metrics:
    """Counters and gauges of one service, in a registry of their own."""

    def __init__(self, store: Store, crew: Crew, data: Data) -> None:
        self._registry = CollectorRegistry()
        self._store, self._crew, self._data = store, crew, data
        self._requests = Counter(
            "summarizer_http_requests",
            "Answered requests",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "summarizer_http_request_seconds",
            "Time until an answer was sent",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._gauge("summarizer_workers_busy", "Workers with a job", lambda: len(crew.attempts))
        self._gauge("summarizer_worker_deaths", "Workers that died since the start", lambda: crew.deaths)
        self._gauge("summarizer_spent_usd", "US dollars spent by all jobs", lambda: store.spent(0.0) / NANO)
        self._gauge("summarizer_disk_free_bytes", "Bytes left on the disk of the data folder", data.free)
        states = Gauge("summarizer_jobs", "Jobs by state", ["state"], registry=self._registry)
        for state in ("draft", "queued", "running", "done", "failed", "cancelled"):
            states.labels(state).set_function(partial(store.counted, None, (state,)))

    def _gauge(self, name: str, text: str, value: object) -> None:
        Gauge(name, text, registry=self._registry).set_function(value)  # type: ignore[arg-type]

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer. `route` is the template of the address: there are few of these."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """In the format of Prometheus."""
        return generate_latest(self._registry)


class _Lines(logging.Formatter):
    """A line of JSON for each record: its `extra`, the time, the level, the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        extra = {name: value for name, value in vars(record).items() if name not in _PLAIN}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        row = {
            "at": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            extra["fault"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                extra["where"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return json.dumps(row | extra, ensure_ascii=False, default=str)


def log_to_stderr() -> None:
    """Send the log of the service, and the errors of its server, to the standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    for name in ("summarizer.service", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name.startswith("summarizer") else logging.WARNING)
