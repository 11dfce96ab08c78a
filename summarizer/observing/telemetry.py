"""`--otel`: spans and metrics for OpenTelemetry, after its conventions for generative AI. Never any text.

    span summarizer.run                      a run
      span summarizer.document               a document, from its first request to its end
        span chat MODEL                      a request: stage, cause, tokens, how it ended

Where they go is for the SDK of whoever starts the program (`opentelemetry-instrument`, or a library's user);
without one they go nowhere. This is the only module that knows OpenTelemetry, and only its API.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.llm.bills import Attempt
from summarizer.llm.calls import Reply, Request
from summarizer.observing.jsonlog import error_of

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.metrics import Meter
    from opentelemetry.trace import Span, Tracer

NAME = "summarizer"
_BOUNDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)


class Telemetry:
    """Makes spans and measurements of what it hears. Spans of documents are kept while they are under way."""

    def __init__(self, tracer: Tracer, meter: Meter) -> None:
        self._tracer = tracer
        self._run: Span | None = None
        self._documents: dict[str, Span] = {}
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration",
            unit="s",
            description="How long the provider took",
            explicit_bucket_boundaries_advisory=_BOUNDS,
        )
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage",
            unit="{token}",
            description="Tokens of requests and answers",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )
        self._waiting = meter.create_histogram(
            "summarizer.limiter.wait",
            unit="s",
            description="How long requests waited for their turn",
            explicit_bucket_boundaries_advisory=_BOUNDS,
        )
        self._cost = meter.create_counter("summarizer.cost", unit="{USD}", description="What answers cost")
        self._ended = meter.create_counter("summarizer.documents", unit="{document}", description="By status")
        self._retries = meter.create_counter("summarizer.retries", unit="{retry}", description="By cause")
        self._reused = meter.create_counter("summarizer.reused", unit="{reply}", description="From the cache")

    @classmethod
    def started(cls, version: str = "") -> Telemetry:
        """With the providers that the process has set up. Raises UsageError where it is not installed."""
        try:
            from opentelemetry import metrics, trace  # noqa: PLC0415 - an extra, only where it is asked for
        except ImportError as error:
            raise UsageError(
                "OpenTelemetry is not installed.", "pip install 'summarizer[otel]', or leave --otel away."
            ) from error
        return cls(trace.get_tracer(NAME, version), metrics.get_meter(NAME, version))

    def begun(self, run: Mapping[str, Any]) -> None:
        """Begin the span of a run."""
        self._run = self._tracer.start_span("summarizer.run", attributes=_flat(run))

    def attempted(self, attempt: Attempt) -> None:
        """Make the span of a request, and measure it."""
        end = time.time_ns()
        start = end - round(attempt.seconds * 1e9)
        attributes = _attributes(attempt)
        span = self._tracer.start_span(
            f"chat {attempt.request.model}",
            context=self._parent(attempt.request.document, start),
            kind=_client(),
            attributes=attributes | _details(attempt),
            start_time=start,
        )
        if attempt.error is not None:
            span.set_status(_failure(), error_of(attempt.error))
        span.end(end)
        self._measure(attempt, attributes)

    def retried(self, request: Request, cause: str) -> None:
        """Count a retry."""
        self._retries.add(1, {"summarizer.stage": request.task, "error.type": cause})

    def reused(self, request: Request, reply: Reply) -> None:  # noqa: ARG002 - its text is none of our concern
        """Count a reply from the cache."""
        self._reused.add(1, {"summarizer.stage": request.task})

    def document(self, path: str, ended: Mapping[str, Any]) -> None:
        """End the span of a document; one for which nothing was asked has none."""
        self._ended.add(1, {"summarizer.status": str(ended.get("status", ""))})
        if span := self._documents.pop(path, None):
            span.set_attributes(_flat(ended))
            span.end()

    def warned(self, text: str) -> None:
        """Note it with the run."""
        if self._run:
            self._run.add_event("warning", {"text": text})

    def ended(self, run: Mapping[str, Any]) -> None:
        """End the span of the run, and of documents that it did not finish."""
        for span in self._documents.values():
            span.end()
        self._documents.clear()
        if self._run:
            self._run.set_attributes(_flat(run))
            self._run.end()
            self._run = None

    def close(self) -> None:
        """The providers are not ours to shut down."""

    def _parent(self, document: str, start: int) -> Context | None:
        """The document's span, else the run's; outside of a run whatever span the caller is in."""
        from opentelemetry.trace import set_span_in_context  # noqa: PLC0415

        if self._run is None:
            return None
        inside = set_span_in_context(self._run)
        if not document:
            return inside
        if document not in self._documents:
            named = {"summarizer.document": printable(document)}
            self._documents[document] = self._tracer.start_span(
                "summarizer.document", context=inside, attributes=named, start_time=start
            )
        return set_span_in_context(self._documents[document])

    def _measure(self, attempt: Attempt, attributes: dict[str, str]) -> None:
        self._duration.record(attempt.seconds, attributes)
        self._waiting.record(attempt.waited, {"summarizer.stage": attempt.request.task})
        if attempt.usage is not None:
            counts = {"input": attempt.usage.prompt, "output": attempt.usage.completion}
            for kind, count in counts.items():
                self._tokens.record(count, attributes | {"gen_ai.token.type": kind})
        if attempt.cost is not None:
            self._cost.add(float(attempt.cost), attributes)


def _attributes(attempt: Attempt) -> dict[str, str]:
    """What requests are told apart by in metrics: few values each."""
    request = attempt.request
    found = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": request.model,
        "server.address": urlsplit(request.endpoint).hostname or "",
        "summarizer.stage": request.task,
        "summarizer.cause": attempt.cause,
    }
    if attempt.reply is not None and attempt.reply.model:
        found["gen_ai.response.model"] = attempt.reply.model
    if attempt.error is not None:
        found["error.type"] = error_of(attempt.error)
    return found


def _details(attempt: Attempt) -> dict[str, Any]:
    """What only a span says."""
    found: dict[str, Any] = {"summarizer.waited": attempt.waited, "summarizer.key": attempt.request.key[:16]}
    if attempt.usage is not None:
        found["gen_ai.usage.input_tokens"] = attempt.usage.prompt
        found["gen_ai.usage.output_tokens"] = attempt.usage.completion
        found["gen_ai.usage.cache_read.input_tokens"] = attempt.usage.cached
    if attempt.reply is not None:
        found["gen_ai.response.finish_reasons"] = [attempt.reply.finish]
        found["gen_ai.response.id"] = attempt.reply.request_id
    if attempt.cost is not None:
        found["summarizer.cost_usd"] = float(attempt.cost)
    return found


def _client() -> Any:
    from opentelemetry.trace import SpanKind  # noqa: PLC0415

    return SpanKind.CLIENT


def _failure() -> Any:
    from opentelemetry.trace import StatusCode  # noqa: PLC0415

    return StatusCode.ERROR


def _flat(found: Mapping[str, Any], prefix: str = NAME) -> dict[str, Any]:
    """Attributes have no structure: `{"tokens": {"prompt": 1}}` -> `{"summarizer.tokens.prompt": 1}`."""
    flat: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}.{name}")
        elif isinstance(value, str | int | float):
            flat[f"{prefix}.{name}"] = value
    return flat
