"""`--otel`: a run is a tree of spans with the money on them; nothing of it is there unless asked for."""

from __future__ import annotations

import builtins
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from support import Ran, ScriptedModel, fails, folder_of, refuses, run_over, serving

from summarizer.api import AsyncSummarizer
from summarizer.errors import UsageError
from summarizer.observing.telemetry import Telemetry

ROOT = Path(__file__).parents[2]


class Collected:
    """What a collector would have got."""

    def __init__(self) -> None:
        self.exporter, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        self.traces, self.meters = TracerProvider(), MeterProvider([self.reader])
        self.traces.add_span_processor(SimpleSpanProcessor(self.exporter))

    def spans(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.exporter.get_finished_spans() if span.name.startswith(name)]

    def points(self, name: str) -> list[Any]:
        data = self.reader.get_metrics_data()
        return [
            point
            for resource in (data.resource_metrics if data else ())
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
            for point in metric.data.data_points
        ]


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collected]:
    found = Collected()
    made = Telemetry(found.traces.get_tracer("t"), found.meters.get_meter("t"))
    monkeypatch.setattr(Telemetry, "started", classmethod(lambda _cls, _version="": made))
    yield found
    found.traces.shutdown()
    found.meters.shutdown()


async def ran(tmp_path: Path, model: ScriptedModel, **options: Any) -> Ran:
    with serving(model) as server:
        folder = folder_of(tmp_path, 3)
        return await run_over(server, folder, out=tmp_path / "out", otel=True, price="1,2", **options)


async def test_requests_lie_in_documents_and_documents_in_the_run(
    tmp_path: Path, collected: Collected
) -> None:
    model = ScriptedModel()
    model.once("digest", fails(500))
    model.once("digest", refuses(), having="（3）")
    run = await ran(tmp_path, model)
    (root,) = collected.spans("summarizer.run")
    documents = collected.spans("summarizer.document")
    requests = collected.spans("chat m")
    assert root.parent is None
    assert {span.parent.span_id for span in documents if span.parent} == {root.context.span_id}
    assert {span.attributes["summarizer.status"] for span in documents if span.attributes} == {
        "verified",
        "failed",
    }
    assert len(requests) == run.tally["requests"]
    within = {span.context.span_id for span in [root, *documents]}
    assert all(span.parent and span.parent.span_id in within for span in requests)
    attributes: list[dict[str, Any]] = [dict(span.attributes or {}) for span in requests]
    costs = sum(of.get("summarizer.cost_usd", 0.0) for of in attributes)
    assert costs == pytest.approx(run.tally["cost_usd"])
    assert [of["error.type"] for of in attributes if "error.type" in of] == ["500"]
    assert {of["gen_ai.operation.name"] for of in attributes} == {"chat"}
    assert {of["server.address"] for of in attributes} == {"127.0.0.1"}
    assert all(span.end_time and span.start_time and span.end_time >= span.start_time for span in requests)


async def test_tokens_durations_and_money_are_measured(tmp_path: Path, collected: Collected) -> None:
    model = ScriptedModel()
    model.once("digest", fails(500))
    run = await ran(tmp_path, model)
    tokens = {
        kind: sum(
            point.sum
            for point in collected.points("gen_ai.client.token.usage")
            if point.attributes["gen_ai.token.type"] == kind
        )
        for kind in ("input", "output")
    }
    assert tokens == {"input": run.tally["tokens"]["prompt"], "output": run.tally["tokens"]["completion"]}
    durations = collected.points("gen_ai.client.operation.duration")
    assert sum(point.count for point in durations) == run.tally["requests"]
    money = sum(point.value for point in collected.points("summarizer.cost"))
    assert money == pytest.approx(run.tally["cost_usd"])
    (retry,) = collected.points("summarizer.retries")
    assert (retry.value, retry.attributes["error.type"]) == (1, "500")
    (done,) = collected.points("summarizer.documents")
    assert (done.value, done.attributes["summarizer.status"]) == (3, "verified")


async def test_no_text_reaches_a_collector(tmp_path: Path, collected: Collected) -> None:
    model = ScriptedModel()
    model.once("digest", refuses(), having="（1）")
    await ran(tmp_path, model)
    text = "".join(span.to_json() for span in collected.exporter.get_finished_spans())
    assert not any("\u3400" <= char <= "\u9fff" for char in text)
    assert "Yunling" not in text


async def test_in_a_library_requests_lie_in_the_callers_span(tmp_path: Path, collected: Collected) -> None:
    with serving() as server, collected.traces.get_tracer("mine").start_as_current_span("mine") as mine:
        async with AsyncSummarizer(base_url=server.url, model="m", otel=True) as summarizer:
            await summarizer.summarize(folder_of(tmp_path, 1) / "001.txt")
    requests = collected.spans("chat m")
    assert requests
    assert {span.parent.span_id for span in requests if span.parent} == {mine.get_span_context().span_id}


async def test_an_interrupted_run_leaves_no_span_open(tmp_path: Path, collected: Collected) -> None:
    model = ScriptedModel()
    model.always("translate", fails(401))
    run = await ran(tmp_path, model)
    assert run.error is not None
    assert len(collected.spans("summarizer.run")) == 1
    assert len(collected.spans("summarizer.document")) == 3


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("opentelemetry"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"summarizer\[otel\]"):
        Telemetry.started()


def test_nothing_of_it_is_loaded_unless_it_is_asked_for() -> None:
    program = "import sys, summarizer.cli.folder\nprint(*(n for n in sys.modules if 'opentelemetry' in n))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_without_an_sdk_everything_goes_nowhere() -> None:
    telemetry = Telemetry.started()
    telemetry.begun({"model": "m"})
    telemetry.warned("one")
    telemetry.document("a.txt", {"status": "verified"})
    telemetry.ended({"requests": 0, "tokens": {"prompt": 1}})
    telemetry.close()
