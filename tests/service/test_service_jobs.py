"""Jobs over HTTP, as a program uses them: sent in, watched, fetched, stopped, removed; only one's own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hosted import SMALL, Host, Stuck, ended, hosting, settings_for, texts
from support import ScriptedModel, counts, page, serving

from summarizer.results import Result

MODEL = ScriptedModel()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("service")
    with (
        serving(MODEL) as server,
        hosting(folder / "data", settings_for(server.url, cache_dir=folder / "cache")) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def mei(host: Host) -> httpx.Client:
    return host.at("mei")


@pytest.fixture(scope="module")
def jun(host: Host) -> httpx.Client:
    return host.at("jun")


@pytest.fixture(scope="module")
def done(mei: httpx.Client) -> dict[str, Any]:
    """A job of two texts that has ended."""
    made = mei.post("/v1/jobs", json=texts("a.txt", "b/c.txt", name="Two"))
    assert made.status_code == 201, made.text
    assert made.headers["location"] == made.json()["links"]["self"]
    return ended(mei, made.json()["id"])


def test_a_job_of_texts_is_done_like_a_folder_on_the_command_line(host: Host, done: dict[str, Any]) -> None:
    assert (done["state"], done["name"], done["problem"]) == ("done", "Two", None)
    assert done["documents"] == {"found": 2, "verified": 2, "flagged": 0, "failed": 0}
    out = host.service.data.job(done["id"]).out
    assert {file.name for file in out.iterdir()} >= {"index.html", "results.jsonl", "run.json", "terms.csv"}
    assert (out / "documents" / "b" / "c.txt.json").is_file()
    assert json.loads((out / "run.json").read_bytes())["documents"] == counts(2, 2)
    assert done["cost_usd"] > 0


def test_events_tell_each_document_and_can_be_taken_up_again(mei: httpx.Client, done: dict[str, Any]) -> None:
    whole = mei.get(f"/v1/jobs/{done['id']}/events").text.split("\n\n")
    numbered = [event for event in whole if event.startswith("id: ")]
    assert sum("event: document" in event for event in numbered) == 2
    assert "云岭县第一小学" in "".join(numbered)
    rest = mei.get(f"/v1/jobs/{done['id']}/events", headers={"Last-Event-ID": "3"}).text.split("\n\n")
    assert [event for event in rest if event.startswith("id: ")] == numbered[3:]
    assert [event for event in rest if event][-1] == 'event: end\ndata: {"state": "done"}'


def test_results_are_lines_of_json(mei: httpx.Client, done: dict[str, Any]) -> None:
    answer = mei.get(f"/v1/jobs/{done['id']}/results")
    results = [Result.model_validate_json(line) for line in answer.text.splitlines()]
    assert [result.document.path for result in results] == ["a.txt", "b/c.txt"]


def test_the_archive_is_the_output_folder(mei: httpx.Client, done: dict[str, Any], host: Host) -> None:
    answer = mei.get(f"/v1/jobs/{done['id']}/archive")
    out = host.service.data.job(done["id"]).out
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            file.relative_to(out).as_posix()
            for file in out.rglob("*")
            if file.is_file() and file.name != ".lock"
        }


def test_the_report_runs_as_nobody_and_needs_no_token_but_its_address(
    host: Host, mei: httpx.Client, done: dict[str, Any]
) -> None:
    answer = mei.get(f"/v1/jobs/{done['id']}/report")
    address = answer.headers["location"]
    report = host.local.get(address)
    assert (answer.status_code, report.status_code) == (303, 200)
    assert "2 documents at a glance" in report.text
    assert report.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in report.headers["content-security-policy"]
    forged = address.replace(done["id"], "0" * 20)
    assert host.local.get(forged).status_code == 404
    assert host.local.get(address.replace("index.html", "report/run.json")).status_code == 404


def test_one_document_in_one_answer(mei: httpx.Client) -> None:
    answer = mei.post("/v1/summarize", json={"text": page(5), "name": "one.txt"})
    result = Result.model_validate_json(answer.content)
    assert (answer.status_code, result.document.path, result.status) == (200, "one.txt", "verified")
    assert result.translation is None


def test_one_translation_in_one_answer_from_a_file(mei: httpx.Client) -> None:
    answer = mei.post("/v1/translate", files={"files": ("one.txt", page(6).encode())})
    result = Result.model_validate_json(answer.content)
    assert result.translation is not None
    assert result.translation.to == "en"


def test_options_mean_what_they_mean_on_the_command_line(mei: httpx.Client, host: Host) -> None:
    glossary = "zh,en\n青河建筑公司,Green River Builders\n"
    options = {"task": "translate", "to": "en", "fields": [{"name": "builder"}], "format": ["tmx"]}
    made = mei.post(
        "/v1/jobs",
        files=[
            ("files", ("站点/a.txt", page(7).encode())),
            ("glossary", ("ours.csv", glossary.encode())),
            ("options", (None, json.dumps(options))),
        ],
    )
    job = ended(mei, made.json()["id"])
    assert job["documents"]["found"] == 1, job
    (line,) = mei.get(f"/v1/jobs/{job['id']}/results").text.splitlines()
    result = json.loads(line)
    assert "builder" in result["fields"]
    assert "Green River Builders" in json.dumps(result["translation"])
    assert (host.service.data.job(job["id"]).out / "documents" / "站点" / "a.txt.tmx").is_file()


def test_a_zip_is_read_as_a_folder(mei: httpx.Client) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x/1.txt", page(8))
        archive.writestr("x/2.txt", page(9))
    made = mei.post("/v1/jobs", content=stream.getvalue(), headers={"Content-Type": "application/zip"})
    assert ended(mei, made.json()["id"])["documents"]["found"] == 2


def test_an_estimate_sends_nothing_and_keeps_nothing(mei: httpx.Client, host: Host) -> None:
    asked, jobs = len(MODEL.asked), host.service.store.ids()
    answer = mei.post("/v1/estimate", json={"texts": texts("a.txt", "b.txt")["texts"]})
    found = answer.json()
    assert [document["path"] for document in found["documents"]] == ["a.txt", "b.txt"]
    assert 0 < found["cost_usd"][0] < found["cost_usd"][1]
    assert (len(MODEL.asked), host.service.store.ids(), host.left_over()) == (asked, jobs, [])


def test_a_draft_waits_until_it_is_started_with_the_options_of_then(mei: httpx.Client) -> None:
    draft = mei.post("/v1/jobs", json=texts("a.txt", start=False)).json()
    assert draft["state"] == "draft"
    cheap = mei.post(f"/v1/jobs/{draft['id']}/estimate").json()
    changed = mei.patch(f"/v1/jobs/{draft['id']}", json={"task": "translate"}).json()
    assert (changed["estimate"], changed["options"]) == (None, {"task": "translate"})
    dear = mei.post(f"/v1/jobs/{draft['id']}/estimate").json()
    assert dear["tokens_out"][1] > cheap["tokens_out"][1]
    assert mei.post(f"/v1/jobs/{draft['id']}/start").status_code == 202
    assert ended(mei, draft["id"])["state"] == "done"
    assert '"translation":{"to":"en"' in mei.get(f"/v1/jobs/{draft['id']}/results").text
    assert mei.patch(f"/v1/jobs/{draft['id']}", json={}).status_code == 409


def test_the_same_request_with_the_same_key_makes_one_job(mei: httpx.Client) -> None:
    key = {"Idempotency-Key": "k-1"}
    body = texts("a.txt")
    first, second = (mei.post("/v1/jobs", json=body, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second.headers["idempotency-replayed"] == "true"
    other = mei.post("/v1/jobs", json=texts("b.txt"), headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency")


def test_a_document_that_fails_is_told_and_the_others_are_done(mei: httpx.Client) -> None:
    files = [("files", ("good.txt", page(10).encode())), ("files", ("bad.txt", b"\x00\x01" * 400))]
    job = ended(mei, mei.post("/v1/jobs", files=files).json()["id"])
    assert (job["state"], job["documents"]["verified"], job["documents"]["failed"]) == ("done", 1, 1)
    single = mei.post("/v1/summarize", files=files[1:])
    assert (single.status_code, single.json()["code"]) == (422, "binary")
    assert single.headers["content-type"] == "application/problem+json"


def test_jobs_are_listed_page_by_page_the_newest_first(jun: httpx.Client) -> None:
    made = [jun.post("/v1/jobs", json=texts(f"{n}.txt", start=False)).json()["id"] for n in range(5)]
    first = jun.get("/v1/jobs", params={"limit": 3}).json()
    second = jun.get("/v1/jobs", params={"limit": 3, "after": first["next"]}).json()
    assert [job["id"] for job in (*first["jobs"], *second["jobs"])] == made[::-1]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""), ("GET", "/events"), ("GET", "/results"), ("GET", "/report"), ("GET", "/archive"),
        ("POST", "/cancel"), ("POST", "/start"), ("POST", "/estimate"), ("PATCH", ""), ("DELETE", ""),
    ],
)  # fmt: skip
def test_a_job_of_somebody_else_is_not_there(
    jun: httpx.Client, done: dict[str, Any], method: str, path: str
) -> None:
    answer = jun.request(
        method, f"/v1/jobs/{done['id']}{path}", json={} if method in ("PATCH", "POST") else None
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert done["id"] not in jun.get("/v1/jobs").text


def test_a_deleted_job_is_gone_with_its_files(mei: httpx.Client, host: Host) -> None:
    job = mei.post("/v1/jobs", json=texts("a.txt", start=False)).json()["id"]
    folder = host.service.data.job(job).root
    assert folder.is_dir()
    assert mei.delete(f"/v1/jobs/{job}").status_code == 204
    assert (mei.get(f"/v1/jobs/{job}").status_code, folder.exists()) == (404, False)


def test_the_model_that_is_down_ends_the_job_and_it_can_be_taken_up_again(mei: httpx.Client) -> None:
    from support import fails  # noqa: PLC0415

    MODEL.always("digest", fails(401, "invalid_api_key"), having="（77）")
    body = {"texts": [{"name": "a.txt", "text": page(77)}]}
    job = ended(mei, mei.post("/v1/jobs", json=body).json()["id"])
    assert (job["state"], job["problem"]["status"], job["problem"]["code"]) == ("failed", 503, "provider")
    MODEL._rules.pop()
    assert mei.post(f"/v1/jobs/{job['id']}/start").status_code == 202
    assert ended(mei, job["id"])["state"] == "done"


def test_metrics_count_and_name_nobody(mei: httpx.Client, done: dict[str, Any]) -> None:
    text = mei.get("/metrics").text
    assert 'summarizer_jobs{state="done"}' in text
    assert 'route="/v1/jobs/{job}"' in text
    assert "mei" not in text
    assert done["id"] not in text


def test_a_job_under_way_can_be_stopped_and_deleted(tmp_path: Path) -> None:
    with hosting(tmp_path / "data", settings_for("http://127.0.0.1:9/v1"), kind=Stuck) as host:
        ids = [host.local.post("/v1/jobs", json=texts("a.txt")).json()["id"] for _ in range(4)]
        states = [host.local.get(f"/v1/jobs/{ident}").json()["state"] for ident in ids]
        assert states[3] == "queued"
        for ident in (ids[0], ids[3]):
            assert host.local.post(f"/v1/jobs/{ident}/cancel").json()["state"] == "cancelled"
        assert host.local.post(f"/v1/jobs/{ids[0]}/cancel").status_code == 409
        assert host.local.delete(f"/v1/jobs/{ids[1]}").status_code == 204
        assert host.local.get(f"/v1/jobs/{ids[1]}").status_code == 404


def test_a_stop_of_the_service_keeps_jobs_for_the_next_start(tmp_path: Path) -> None:
    with serving(ScriptedModel()) as server:
        settings = settings_for(server.url, cache_dir=tmp_path / "cache")
        with hosting(tmp_path / "data", settings, kind=Stuck) as host:
            job = host.local.post("/v1/jobs", json=texts("a.txt")).json()["id"]
        with hosting(tmp_path / "data", settings) as host:
            assert ended(host.local, job)["state"] == "done"


def test_a_user_has_so_many_jobs_and_no_more(tmp_path: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415

    limits = replace(SMALL, waiting=2)
    with hosting(tmp_path / "data", settings_for("http://127.0.0.1:9/v1"), limits, kind=Stuck) as host:
        statuses = [host.local.post("/v1/jobs", json=texts("a.txt")).status_code for _ in range(3)]
        assert statuses == [201, 201, 429]
