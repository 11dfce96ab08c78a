"""A stranger who wants to break the service: malformed, forged and racing requests change nothing and stay
refusals.
"""

from __future__ import annotations

import asyncio
import errno
import io
import logging
import sqlite3
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hosted import SMALL, TEXT, Host, Stuck, hosting, settings_for, texts

from summarizer.service.crew import Crew
from summarizer.service.database import Database
from summarizer.service.folders import Data
from summarizer.service.guarding import Guard
from summarizer.service.jobs import Job
from summarizer.service.options import JobOptions
from summarizer.service.problems import outside
from summarizer.service.store import Store, new_id
from summarizer.service.tokens import Tokens

NOWHERE = settings_for("http://127.0.0.1:9/v1")
FAST = replace(SMALL, streams=3, extra_bytes=80_000)
FORM = "multipart/form-data; boundary=b"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A service without tokens, whose jobs never end by themselves."""
    folder = tmp_path_factory.mktemp("attacked")
    with hosting(folder / "data", NOWHERE, FAST, kind=Stuck) as running:
        yield running


def part(disposition: str, text: str = TEXT) -> bytes:
    """A multipart body of one part."""
    return f"--b\r\nContent-Disposition: {disposition}\r\n\r\n{text}\r\n--b--\r\n".encode()


def sent(host: Host, content: bytes, kind: str = FORM) -> httpx.Response:
    return host.local.post("/v1/estimate", content=content, headers={"Content-Type": kind})


# ---------------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "["}, 421), ({"Host": "127.0.0.1:8787]["}, 421), ({"Host": "evil.example"}, 421),
        ({"Origin": "http://["}, 403), ({"Origin": "null"}, 403), ({"Origin": ""}, 403),
        ({"X-Forwarded-For": "203.0.113.9"}, 421), ({"Forwarded": "for=203.0.113.9"}, 421),
    ],
)  # fmt: skip
def test_a_forged_or_malformed_address_is_refused_and_is_no_fault(
    host: Host, headers: dict[str, str], status: int
) -> None:
    answer = host.local.get("/v1/jobs", headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_who_revokes_the_last_token_does_not_open_the_service_to_the_network(host: Host) -> None:
    statuses = []

    async def told(message: Any) -> None:
        statuses.append(message.get("status"))

    for client in ("203.0.113.9", "127.0.0.1"):
        scope = {
            "type": "http", "method": "GET", "path": "/v1/jobs", "query_string": b"", "state": {},
            "headers": [(b"host", b"127.0.0.1:8787")], "client": (client, 5000),
        }  # fmt: skip

        async def app(_scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def nothing() -> Any:
            return {"type": "http.request"}

        class Metrics:
            def answered(self, *_told: object) -> None:
                """Count nothing."""

        await Guard(app, host.service, Metrics())(scope, nothing, told)  # type: ignore[arg-type]
    assert [status for status in statuses if status] == [421, 200]


def test_an_unexpected_fault_goes_out_with_all_headers(
    host: Host, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("秘密")

    monkeypatch.setattr(host.service.store, "listed", broken)
    with caplog.at_level(logging.CRITICAL):
        answer = host.local.get("/v1/jobs")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]
    assert "秘密" not in answer.text


# ----------------------------------------------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    "disposition",
    [
        f'form-data; name="files"; filename*{"1" * 4_500}=x',
        'form-data; name="files"; filename*=x; filename*0=y',
        "form-data; " + '";' * 2_000,
        "form-data",
        "form-data; name=base_url",
    ],
)
def test_a_hostile_disposition_is_refused_and_is_no_fault(host: Host, disposition: str) -> None:
    answer = sent(host, part(disposition))
    assert answer.status_code in (400, 422), answer.text
    assert host.left_over() == []


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary*=x; boundary*0=y",
        f"multipart/form-data; boundary*{'1' * 4_500}=x",
        'multipart/form-data; boundary="' + ";" * 20_000,
    ],
)
def test_a_hostile_content_type_is_refused_and_is_no_fault(host: Host, kind: str) -> None:
    assert sent(host, part('form-data; name="files"; filename="a.txt"'), kind).status_code in (400, 415)
    assert host.left_over() == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"texts": [{"text": "\\ud800"}]}', b'{"\\ud800": 1}',
        b'{"texts": [{"name": "\\udfff", "text": "x"}]}',
        b'{"texts": [{"text": "x"}], "options": {"max_cost": NaN}}', b"[" * 100_000, b"1" * 5_000,
        b'{"texts": [{"text": "x"}], "options": {"limit": 1e999}}',
        b'{"texts": [{"text": "x"}], "options": {"max_cost": "1e999999999"}}',
    ],
)  # fmt: skip
def test_hostile_json_is_refused_and_is_no_fault(host: Host, body: bytes) -> None:
    assert sent(host, body, "application/json").status_code in (400, 422)
    assert host.left_over() == []


@pytest.mark.parametrize(
    "option",
    [
        "base_url", "model", "api_key", "prompts", "prompts_dir", "cache_dir", "record", "replay", "tm",
        "allow_url", "out", "price", "rpm", "concurrency", "data", "extra_body", "headers", "judge_model",
    ],
)  # fmt: skip
def test_what_is_the_operators_cannot_be_asked_for(host: Host, option: str) -> None:
    body = texts("a.txt", options={option: "x"})
    answer = host.local.post("/v1/jobs", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == f"options.{option}"


@pytest.mark.parametrize(
    "options", [{"fields": "/etc/passwd"}, {"glossary": "/etc/passwd"}, {"fields": "../x"}]
)
def test_no_path_of_the_server_can_be_named(host: Host, options: dict[str, str]) -> None:
    assert host.local.post("/v1/jobs", json=texts("a.txt", options=options)).status_code == 422


@pytest.mark.parametrize("name", ["长" * 200 + ".txt", "a" * 290 + ".txt", "x/" * 15 + "长" * 80, "." * 200])
def test_long_names_that_are_the_same_are_told_apart(host: Host, name: str) -> None:
    made = host.local.post("/v1/jobs", json=texts(name, name, name, start=False))
    assert made.status_code == 201, made.text
    names = [file["name"] for file in made.json()["files"]]
    assert len(set(names)) == 3
    assert all(len(part.encode()) <= 240 for name in names for part in name.split("/"))
    host.local.delete(made.json()["links"]["self"])


def test_a_table_that_swells_is_no_glossary(host: Host) -> None:
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 300_000_000)
    files = [("files", ("a.txt", TEXT.encode())), ("glossary", ("t.xlsx", swollen.getvalue()))]
    answer = host.local.post("/v1/estimate", files=files)
    assert answer.status_code in (413, 422), answer.text


def test_glossaries_are_bounded_together_and_a_disk_that_fills_meanwhile_ends_an_upload(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = [("glossary", (f"{n}.csv", b"x" * 30_000)) for n in range(3)]
    answer = host.local.post("/v1/estimate", files=[("files", ("a.txt", TEXT.encode())), *tables])
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    monkeypatch.setattr("summarizer.service.intake._LOOK", 50_000)
    room = iter([10, 10, 0, 0, 0])
    monkeypatch.setattr(Data, "free", lambda _: next(room))
    answer = host.local.post("/v1/jobs", files=[("files", ("a.txt", b"x" * 180_000))])
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert host.left_over() == []


@pytest.mark.parametrize(
    "path",
    [
        "/v1/jobs/..%2f..%2fetc", "/v1/jobs/%00", "/v1/jobs/%2e%2e/archive", "/reports/../service.sqlite",
        "/reports/x.7fffffff.y/index.html", "/reports/%2e%2e.1.1/report/a.js", "/page/..%2f..%2flimits.py",
        "/page/%2e%2e/limits.py", "/reports/ä.ö.ü/index.html", "/v1/jobs/%ff%fe",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_its_folder(host: Host, path: str) -> None:
    answer = host.local.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


# ------------------------------------------------------------------------------------------ much, and at once


def test_one_user_may_hold_only_so_many_streams_and_gets_them_back(host: Host) -> None:
    job = host.local.post("/v1/jobs", json=texts("a.txt")).json()["links"]
    with ExitStack() as streams:
        for _ in range(3):
            assert streams.enter_context(host.local.stream("GET", job["events"])).status_code == 200
        answer = host.local.get(job["events"])
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_streams")
    host.local.delete(job["self"])
    for _ in range(100):
        if not host.service.streams:
            break
        host.local.get("/healthz")
    assert not host.service.streams


def test_starting_and_deleting_at_once_harms_nobody(host: Host) -> None:
    with ThreadPoolExecutor(6) as pool:
        for _ in range(4):
            made = host.local.post("/v1/jobs", json=texts("a.txt", start=False)).json()["links"]["self"]
            calls = [pool.submit(host.local.post, f"{made}/start") for _ in range(3)]
            calls += [pool.submit(host.local.delete, made) for _ in range(3)]
            assert {call.result().status_code for call in calls} <= {202, 204, 404, 409}
            host.local.delete(made)
    assert host.local.get("/readyz").status_code == 200
    assert not list((host.service.data.root / "jobs").glob("*"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(Database(tmp_path))


def added(store: Store) -> Job:
    return store.add(new_id(), "mei", "x", {"task": "summarize"}, [], state="queued")


def test_what_is_still_said_of_a_deleted_job_is_not_a_fault(store: Store) -> None:
    job = added(store).id
    assert not store.remove(job)
    assert store.withdraw(job)
    assert store.remove(job)
    store.note(job, [("document", {"path": "a"})])
    store.again(job)
    store.end(job, "done")
    store.died(job, ["a.txt"])
    store.progress(job, {}, 5)
    assert store.begin(job) is None
    assert store.events(job) == []


def test_a_used_token_is_good_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(tmp_path)
    tokens = Tokens(database)
    token = tokens.add("mei")

    def full() -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(database, "write", full)
    assert tokens.user(token) == "mei"


async def test_an_estimate_that_gets_nowhere_is_ended(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stalled(Stuck):
        async def order(self, **order: Any) -> None:
            """Say that there is progress, for ever."""
            self._task = asyncio.create_task(self.chatter())

        async def chatter(self) -> None:
            while True:
                self.say("progress", progress={})
                await asyncio.sleep(0.01)

    service = host.service
    monkeypatch.setattr("summarizer.service.crew.Worker", Stalled)
    crew = Crew(service.settings, service.store, service.data, replace(FAST, answer_seconds=0.05))
    folder = service.data.incoming()
    said = await crew.estimate(JobOptions(), folder)
    assert (said["problem"]["status"], said["problem"]["code"]) == (504, "slow")


def test_warnings_do_not_say_where_the_data_folder_is() -> None:
    told = outside({"warnings": ["/srv/data/jobs/1/in/a.txt is odd"], "error": "x"}, Path("/srv/data"))
    assert told["warnings"] == ["a.txt is odd"]


def test_the_database_refuses_an_event_without_its_job(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with pytest.raises(sqlite3.IntegrityError), database.write() as db:
        db.execute("INSERT INTO events VALUES ('x', 1, 'state', 0, '{}')")
