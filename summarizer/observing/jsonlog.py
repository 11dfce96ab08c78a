"""`--log-json`: one JSON object a line for the beginning and end of a run, each request, retry and document.

    time, event         always: UTC; run_begun, request, retry, reused, document, warning or run_ended
    stage, cause, key   of a request: what for, why, and under which key `cache why` finds its answer
    seconds, waited     what the provider took, and how long the limiter held it back before

A request that failed has an `error` ("429", "timeout", ...) in place of tokens. Lines of two runs that write
into the same file do not mix.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarizer.files import printable, unwritable
from summarizer.llm.bills import Attempt
from summarizer.llm.calls import Reply, Request

STANDARD_OUTPUT = "-"
_KEY = 16  # hex digits of a request's key: enough to find it


class JsonLog:
    """A log open for appending. A disk that is full ends the log, not the run."""

    def __init__(self, descriptor: int, name: str, warn: Callable[[str], None]) -> None:
        self._descriptor: int | None = descriptor
        self._name = name
        self._warn = warn

    @classmethod
    def open(cls, name: str, warn: Callable[[str], None]) -> JsonLog:
        """Append to the file `name`, or write to standard output. Raises UsageError if that is impossible."""
        try:
            if name == STANDARD_OUTPUT:
                return cls(os.dup(sys.stdout.fileno()), "standard output", warn)
            return cls(os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644), name, warn)
        except OSError as error:
            raise unwritable(Path(name), error) from error

    def begun(self, run: Mapping[str, Any]) -> None:
        """Note how a run begins."""
        self._line("run_begun", run)

    def attempted(self, attempt: Attempt) -> None:
        """Note a request that came back."""
        entry = {
            **_about(attempt.request, attempt.cause),
            "seconds": round(attempt.seconds, 4),
            "waited": round(attempt.waited, 4),
        }
        self._line("request", entry | (_answered(attempt) if attempt.reply else _failed(attempt)))

    def retried(self, request: Request, cause: str) -> None:
        """Note that a request is tried again."""
        self._line("retry", {**_about(request, request.cause), "error": cause})

    def reused(self, request: Request, reply: Reply) -> None:  # noqa: ARG002 - the answer is none of our concern
        """Note a reply from the cache."""
        self._line("reused", _about(request, request.cause))

    def document(self, path: str, ended: Mapping[str, Any]) -> None:
        """Note how a document ended."""
        self._line("document", {"document": printable(path), **ended})

    def warned(self, text: str) -> None:
        """Note a warning."""
        self._line("warning", {"text": text})

    def ended(self, run: Mapping[str, Any]) -> None:
        """Note how the run ended."""
        self._line("run_ended", run)

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _line(self, event: str, entry: Mapping[str, Any]) -> None:
        if self._descriptor is None:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        data = json.dumps({"time": now, "event": event, **entry}, ensure_ascii=False).encode(
            "utf-8", "replace"
        )
        try:
            os.write(self._descriptor, data + b"\n")  # one write: lines of several processes do not mix
        except OSError as error:
            self.close()
            self._warn(f"The log {printable(self._name)} ends here: {error.strerror}.")


def _about(request: Request, cause: str) -> dict[str, Any]:
    return {
        "document": printable(request.document),
        "stage": request.task,
        "cause": cause,
        "key": request.key[:_KEY],
    }


def _answered(attempt: Attempt) -> dict[str, Any]:
    reply, usage = attempt.reply, attempt.usage
    if reply is None or usage is None:
        return {}
    tokens = {"prompt": usage.prompt, "completion": usage.completion, "cached": usage.cached}
    return {
        "requests": attempt.requests,
        "tokens": tokens | ({"written": usage.written} if usage.written else {}),
        "estimated": attempt.guessed,
        "cost_usd": None if attempt.cost is None else float(attempt.cost),
        "model": reply.model,
        "mode": reply.mode,
        "finish": reply.finish,
        "request_id": reply.request_id,
    }


def _failed(attempt: Attempt) -> dict[str, Any]:
    return {
        "requests": attempt.requests,
        "error": error_of(attempt.error),
        "maybe_billed": attempt.maybe_billed,
    }


def error_of(error: BaseException | None) -> str:
    """A word for why a request failed: "429", "timeout", "refused", ...; never what the provider said."""
    for name in ("cause", "code"):
        if isinstance(word := getattr(error, name, None), str) and word:
            return word
    return type(error).__name__
