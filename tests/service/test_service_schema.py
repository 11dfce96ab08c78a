"""The API keeps to its own description, whatever it is sent (schemathesis, bounded)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import hypothesis
import pytest
from hosted import Host, Idle, hosting, settings_for, texts

schemathesis = pytest.importorskip("schemathesis", reason="not installed: pip install '.[dev]'")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("schema")
    with hosting(folder / "data", settings_for("http://127.0.0.1:9/v1"), kind=Idle) as running:
        yield running


@pytest.fixture(scope="module")
def caller(host: Host) -> httpx.Client:
    return host.at("mei")


@pytest.fixture(scope="module")
def jobs(caller: httpx.Client) -> list[str]:
    """Jobs that are there, one of them a draft."""
    return [caller.post("/v1/jobs", json=texts("a.txt", start=start)).json()["id"] for start in (True, False)]


# What a request means may be refused although its form is right: a glossary that is no table.
BY_MEANING = [schemathesis.checks.positive_data_acceptance]
OPERATIONS = [
    "GET /healthz", "GET /metrics", "GET /readyz", "GET /v1/jobs", "GET /v1/jobs/{job}",
    "GET /v1/jobs/{job}/archive", "GET /v1/jobs/{job}/events", "GET /v1/jobs/{job}/report",
    "GET /v1/jobs/{job}/results", "GET /v1/session", "DELETE /v1/jobs/{job}", "DELETE /v1/session",
    "PATCH /v1/jobs/{job}", "POST /v1/estimate", "POST /v1/jobs", "POST /v1/jobs/{job}/cancel",
    "POST /v1/jobs/{job}/estimate", "POST /v1/jobs/{job}/start", "POST /v1/session", "POST /v1/summarize",
    "POST /v1/translate",
]  # fmt: skip


@pytest.fixture(scope="module")
def operations(host: Host) -> dict[str, Any]:
    """Every operation of the description, by its name."""
    description = schemathesis.openapi.from_url(f"{host.url}/openapi.json")
    found = (result.ok() for result in description.get_all_operations())
    return {operation.label: operation for operation in found}


WITHOUT_INPUT = ("/healthz", "/readyz", "/metrics", "DELETE /v1/session")
MODES = [
    (name, mode)
    for name in OPERATIONS
    for mode in ("positive", "negative")
    if mode == "positive" or not name.endswith((*WITHOUT_INPUT, "GET /v1/session"))
]


@pytest.mark.parametrize(("name", "mode"), MODES)
def test_every_answer_is_as_described(
    operations: dict[str, Any], caller: httpx.Client, jobs: list[str], name: str, mode: str
) -> None:
    token = {"Authorization": caller.headers["authorization"]}
    strategy = operations[name].as_strategy(generation_mode=schemathesis.GenerationMode(mode))

    @hypothesis.given(case=strategy)
    @hypothesis.settings(
        max_examples=3, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    def check(case: Any) -> None:
        named = (case.path_parameters or {}).get("job")
        if named is not None and case.method != "DELETE":  # half of the time one that is there
            chosen = zlib.crc32(str(named).encode()) % 4
            case.path_parameters["job"] = jobs[chosen] if chosen < len(jobs) else named
        case.call_and_validate(timeout=20, headers=token, excluded_checks=BY_MEANING)

    check()


def test_nothing_of_the_api_is_left_untried(operations: dict[str, Any]) -> None:
    assert sorted(operations) == sorted(OPERATIONS)


def test_references_of_the_description_lead_somewhere(host: Host) -> None:
    whole = host.local.get("/openapi.json").json()
    names = set(whole["components"]["schemas"])
    text = host.local.get("/openapi.json").text
    used = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used <= names
    assert all(
        "example" in str(whole["components"]["schemas"][name]) for name in ("JobOut", "Problem", "JobOptions")
    )
