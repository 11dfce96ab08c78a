"""What the service refuses, with which status; always as problem details, and nothing of it is left."""

from __future__ import annotations

import errno
import io
import json
import socket
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hosted import SMALL, TEXT, Host, Idle, hosting, settings_for, texts

from summarizer.errors import UsageError
from summarizer.service import filing, multipart
from summarizer.service.folders import Data
from summarizer.service.guarding import COOKIE
from summarizer.service.refusing import Problem
from summarizer.service.serving import require_token

NOWHERE = settings_for("http://127.0.0.1:9/v1")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A service without tokens."""
    folder = tmp_path_factory.mktemp("open")
    with hosting(folder / "data", NOWHERE, replace(SMALL, idle=0.3), kind=Idle) as running:
        yield running


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, httpx.Client]]:
    """A service with tokens, and a client that has one."""
    folder = tmp_path_factory.mktemp("closed")
    with hosting(folder / "data", NOWHERE, kind=Idle) as running:
        yield running, running.at("mei")


def refused(answer: httpx.Response, status: int, code: str = "") -> dict[str, Any]:
    """The problem in an answer of this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    if code:
        assert problem["code"] == code
    return problem


# ------------------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Authorization": "Bearer"}, {"Authorization": "Bearer sum_000000000000_" + "A" * 43},
        {"Authorization": "Basic bWVpOng="}, {"Authorization": "Bearer ünïcode"},
        {"Cookie": f"{COOKIE}=nobody"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/jobs", "/v1/jobs/x", "/v1/session", "/metrics"])
def test_without_a_valid_token_nobody_gets_in(
    closed: tuple[Host, httpx.Client], headers: dict[str, str], path: str
) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = closed[0].local.get(path, headers=raw)
    refused(answer, 401, "token")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/healthz", "/readyz", "/openapi.json"])
def test_what_holds_no_data_is_open(closed: tuple[Host, httpx.Client], path: str) -> None:
    answer = closed[0].local.get(path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


def test_a_session_is_a_cookie_that_no_script_and_no_other_site_has(
    closed: tuple[Host, httpx.Client],
) -> None:
    host = closed[0]
    token = host.service.tokens.add("ana")
    with host.client() as browser:
        refused(browser.post("/v1/session", json={"token": token[:-1] + "_"}), 401, "token")
        answer = browser.post("/v1/session", json={"token": token})
        assert answer.json()["user"] == "ana"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert token not in cookie
        assert browser.get("/v1/session").json()["user"] == "ana"
        assert browser.delete("/v1/session").status_code == 204
        browser.cookies.set(COOKIE, cookie.partition("=")[2].partition(";")[0])
        refused(browser.get("/v1/session"), 401)
        browser.cookies.clear()
        browser.post("/v1/session", json={"token": token})
        host.service.tokens.revoke("ana")
        refused(browser.get("/v1/session"), 401)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_page_of_another_site_cannot_make_a_browser_send_jobs(host: Host, headers: dict[str, str]) -> None:
    files = {"files": ("a.txt", TEXT.encode())}
    refused(host.local.post("/v1/jobs", files=files, headers=headers), 403, "origin")


def test_a_foreign_name_that_leads_to_this_machine_gets_nothing(host: Host) -> None:
    refused(host.local.get("/v1/jobs", headers={"Host": "evil.example"}), 421, "host")


def test_beyond_this_machine_nobody_listens_without_a_token(
    host: Host, closed: tuple[Host, httpx.Client]
) -> None:
    require_token(host.service, "127.0.0.1")
    require_token(closed[0].service, "0.0.0.0")
    with pytest.raises(UsageError, match="token"):
        require_token(host.service, "0.0.0.0")


# ------------------------------------------------------------------------------------------- what was sent


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"modle": "x"}, "options.modle"),
        ({"model": "gpt-4o"}, "options.model"),
        ({"base_url": "https://evil.example/v1"}, "options.base_url"),
        ({"allow_url": True}, "options.allow_url"),
        ({"cache_dir": "/tmp"}, "options.cache_dir"),
        ({"fields": "/etc/passwd"}, "options.fields"),
        ({"fields": "evil.py:Model"}, "options.fields"),
        ({"glossary": "/etc/passwd"}, "options.glossary"),
        ({"format": ["exe"]}, "options.format.0"),
        ({"to": "not a tag!"}, "options.to"),
        ({"only": ["tlh"]}, "options.only"),
        ({"max_cost": -1}, "options.max_cost"),
    ],
)
@pytest.mark.parametrize("shape", ["json", "multipart"])
def test_an_option_that_is_unknown_or_the_operators_is_named(
    host: Host, options: dict[str, Any], where: str, shape: str
) -> None:
    if shape == "json":
        answer = host.local.post("/v1/jobs", json=texts("a.txt", options=options))
    else:
        files: Any = [("files", ("a.txt", TEXT.encode())), ("options", (None, json.dumps(options)))]
        answer = host.local.post("/v1/jobs", files=files)
    errors = refused(answer, 422, "invalid")["errors"]
    assert any(error["where"].startswith(where) for error in errors), errors
    assert host.left_over() == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"x", "text/plain", 415),
        (b"x", "", 415),
        (b"", "multipart/form-data", 400),
        (b"--b\r\n", "multipart/form-data; boundary=b", 400),
        (b"no boundary at all", "multipart/form-data; boundary=b", 400),
        (
            b"--b\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nx",
            "multipart/form-data; boundary=b",
            400,
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            422,
        ),
        (b'{"texts": []}', "application/json", 422),
        (b'{"texts": [{"text": ""}]}', "application/json", 422),
    ],
)
def test_a_body_that_is_not_what_it_says_is_refused(
    host: Host, content: bytes, kind: str, status: int
) -> None:
    refused(
        host.local.post("/v1/jobs", content=content, headers={"Content-Type": kind} if kind else {}), status
    )
    assert host.left_over() == []


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.txt", "a/../../b.txt", "..\\..\\b.txt", "C:\\x.txt", ".."]
)
def test_a_name_that_leads_out_is_refused(host: Host, name: str) -> None:
    refused(host.local.post("/v1/jobs", files={"files": (name, TEXT.encode())}), 422, "name")
    assert host.left_over() == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告/第1章.txt", "报告/第1章.txt"),
        ("/etc/passwd", "etc/passwd"),
        (".hidden.txt", "hidden.txt"),
        ("a\nb\x00c.txt", "a b c.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("", "document"),
        ("   ", "document"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert filing.safe_name(name) == safe


@pytest.mark.parametrize("name", ["con.txt", "a" * 400 + ".txt", "a?b*.txt", "x.json/y.txt"])
def test_a_name_that_file_systems_refuse_gets_another(name: str) -> None:
    assert "~" in filing.safe_name(name)


def test_names_that_are_there_already_get_a_number(host: Host) -> None:
    files = [("files", ("a.txt", TEXT.encode())), ("files", ("A.txt", TEXT.encode()))]
    assert [file["name"] for file in host.local.post("/v1/jobs", files=files).json()["files"]] == [
        "a.txt",
        "A-2.txt",
    ]


def test_a_gigabyte_is_refused_before_it_is_sent(host: Host) -> None:
    with socket.create_connection(("127.0.0.1", int(host.url.rpartition(":")[2]))) as wire:
        wire.sendall(
            b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            b"Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n"
        )
        wire.settimeout(10)
        assert wire.recv(100).startswith(b"HTTP/1.1 413 ")
    assert host.left_over() == []


def test_what_does_not_say_its_size_is_measured_while_it_comes(host: Host) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(20):
            yield b"x" * 100_000

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    refused(host.local.post("/v1/jobs", content=endless(), headers=kind), 413, "too_large")
    assert host.left_over() == []


def test_a_hundred_thousand_files_are_refused_at_the_first_too_many(host: Host) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="%d.txt"\r\n\r\nx\r\n'

    def many() -> Iterator[bytes]:
        yield from (part % number for number in range(100))

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    refused(host.local.post("/v1/jobs", content=many(), headers=kind), 413, "too_many")
    assert host.left_over() == []


@pytest.mark.parametrize("cut", [True, False])
def test_a_slow_or_cut_upload_leaves_nothing(host: Host, *, cut: bool) -> None:
    jobs = host.service.store.ids()
    with socket.create_connection(("127.0.0.1", int(host.url.rpartition(":")[2]))) as wire:
        wire.sendall(
            b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            b"Content-Length: 5000\r\n\r\n"
            b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf of i'
        )
        wire.settimeout(10)
        if not cut:
            assert wire.recv(100).startswith(b"HTTP/1.1 408 ")
    deadline = time.monotonic() + 10
    while host.left_over() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (host.left_over(), host.service.store.ids()) == ([], jobs)


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(zipped(a=b"0" * 50_000_000), id="bomb"),
        pytest.param(zipped(**{f"n{n}": b"x" for n in range(40)}), id="too many files"),
    ],
)
def test_an_archive_beyond_the_bounds_is_refused(host: Host, content: bytes) -> None:
    refused(host.local.post("/v1/jobs", files={"files": ("a.zip", content)}), 413)
    kind = {"Content-Type": "application/zip"}
    refused(host.local.post("/v1/estimate", content=content, headers=kind), 413)
    assert host.left_over() == []


def test_an_archive_is_not_unpacked_on_the_disk(host: Host) -> None:
    job = host.local.post("/v1/jobs", files={"files": ("a.zip", zipped(a=b"x", b=b"y"))}).json()
    folder = host.service.data.job(job["id"]).documents
    assert [file.name for file in folder.rglob("*")] == ["a.zip"]


@pytest.mark.parametrize(
    "glossary", [("a.csv", b"zh,en\n\xe9\x9d\x92,\n"), ("a.exe", b"x"), ("a.xlsx", b"no workbook")]
)
def test_a_glossary_that_cannot_be_used_is_refused_at_once(host: Host, glossary: tuple[str, bytes]) -> None:
    files = [("files", ("a.txt", TEXT.encode())), ("glossary", glossary)]
    problem = refused(host.local.post("/v1/jobs", files=files), 422)
    assert host.left_over() == []
    assert str(host.service.data.root) not in json.dumps(problem), "it names a path of the server"


# -------------------------------------------------------------------------------------------------- the rest


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404), ("GET", "/page/../state.py", 404), ("GET", "/page/%2e%2e%2fstate.py", 404),
        ("GET", "/v1/jobs/x", 404), ("PUT", "/v1/jobs", 405), ("GET", "/v1/summarize", 405),
        ("GET", "/v1/jobs?limit=0", 422), ("GET", "/v1/jobs?after=x", 422), ("GET", "/docs", 404),
        ("GET", "/reports/x.y.z/index.html", 404), ("GET", "/reports/..%2f..%2fx/index.html", 404),
    ],
)  # fmt: skip
def test_every_refusal_is_a_problem(host: Host, method: str, path: str, status: int) -> None:
    answer = host.local.request(method, path)
    refused(answer, status)
    assert ("allow" in answer.headers) == (status == 405)


def test_several_documents_are_not_one(host: Host) -> None:
    files = [("files", (f"{n}.txt", TEXT.encode())) for n in range(2)]
    refused(host.local.post("/v1/summarize", files=files), 422, "too_many")


def test_a_disk_that_is_nearly_full_takes_nothing_more(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Data, "free", lambda _self: 0)
    refused(host.local.post("/v1/jobs", json=texts("a.txt")), 507, "disk_full")
    refused(host.local.get("/readyz"), 503, "disk_full")


def test_a_disk_that_fills_up_while_something_is_sent_is_told(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(multipart.Parts, "_data", full)
    refused(host.local.post("/v1/jobs", files={"files": ("a.txt", TEXT.encode())}), 507, "disk_full")
    assert host.left_over() == []


def test_a_fault_says_nothing_about_the_inside(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host.service.store, "listed", lambda *_: 1 / 0)
    problem = refused(host.local.get("/v1/jobs"), 500, "internal")
    assert "division" not in json.dumps(problem)


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    folder = Data(tmp_path).incoming()
    sent = filing.Sent(folder)
    filing.opened(sent, "a.txt", SMALL).close()
    with pytest.raises(Problem, match="twice"):
        filing.opened(sent, "a.txt/b.txt", SMALL)
