"""Lets a run be watched from outside: a log a program can read, and OpenTelemetry, each only where asked for.

What is told are names of files, counts, times and amounts: never the text of a document or an answer, never a
key. Who watches is told of each call (see `Listener`) and of the run itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from summarizer.llm.metering import Listener

__all__ = ["Observer", "observers"]


class Observer(Listener, Protocol):
    """Who watches a run. Nothing that it does may fail a run or keep it waiting."""

    def begun(self, run: Mapping[str, Any]) -> None:
        """A run begins: its model, endpoint, version and limits, and how many documents it has."""
        ...

    def document(self, path: str, ended: Mapping[str, Any]) -> None:
        """A document has ended: its `status`, its bill, and the `code` of why it failed."""
        ...

    def warned(self, text: str) -> None:
        """Something is worth knowing."""
        ...

    def ended(self, run: Mapping[str, Any]) -> None:
        """The run is over: the content of its `run.json`."""
        ...

    def close(self) -> None:
        """Nothing more is to come."""
        ...


def observers(log: str, *, otel: bool, warn: Callable[[str], None], version: str = "") -> Sequence[Observer]:
    """Those that were asked for: a log to the file `log` ("-": standard output), OpenTelemetry with `otel`.

    `warn` hears when a log can no longer be written; `version` is that of the program. Raises UsageError for
    a file that cannot be written, or where OpenTelemetry is not installed.
    """
    found: list[Observer] = []
    if log:
        from summarizer.observing.jsonlog import JsonLog  # noqa: PLC0415

        found.append(JsonLog.open(log, warn))
    if otel:
        from summarizer.observing.telemetry import Telemetry  # noqa: PLC0415

        found.append(Telemetry.started(version))
    return found
