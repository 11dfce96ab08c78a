"""`summarizer serve`: what it refuses, tokens, and a server that is killed in the middle of its work."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from calling import Cli
from hosted import ended, plain, texts
from server import Server
from support import ScriptedModel, serving

ROOT = Path(__file__).parents[2]


def test_a_token_is_made_listed_and_revoked(cli: Cli) -> None:
    made = cli("serve", "token", "add", "mei")
    assert re.fullmatch(r"sum_[0-9a-f]{12}_[\w-]{43}\n", made.out)
    assert cli("serve", "token", "list").out.startswith("mei\t")
    assert cli("serve", "token", "revoke", "mei").code == 0
    assert cli("serve", "token", "list").out == ""
    cli("serve", "token", "revoke", "mei").says("no token for mei")
    cli("serve", "token", "add", "a b").says("cannot be the name")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--host", "0.0.0.0"], "Nobody has a token"),
        (["--budget", "5"], "A budget needs a price"),
        (["--budget", "much"], "no amount of money"),
        (["--user-budget", "-1"], "no amount of money"),
    ],
)
def test_what_cannot_work_is_found_out_before_it_starts(
    cli: Cli, server: Server, arguments: list[str], text: str
) -> None:
    told = cli("serve", *arguments)
    told.says(text)
    assert told.code == 2


def test_without_a_model_nothing_is_served(cli: Cli) -> None:
    assert cli("serve").code == 2


def test_a_missing_extra_is_explained(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "fastapi" else object())
    cli("serve").says("fastapi", "pip install 'summarizer[service]'")


@contextmanager
def served(folder: Path, port: int, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process of its own, once it answers."""
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": url,
        "SUMMARIZER_MODEL": "m",
        "SUMMARIZER_CACHE_DIR": str(folder / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "serve",
        "--port",
        str(port),
        "--data",
        str(folder / "data"),
    ]
    log = (folder / "log").open("ab")
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        with plain(f"http://127.0.0.1:{port}") as client:
            for _ in range(600):
                try:
                    client.get("/readyz").raise_for_status()
                    break
                except httpx.HTTPError:
                    assert process.poll() is None, (folder / "log").read_text()
                    time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()
        log.close()


def test_a_server_that_is_killed_goes_on_at_the_next_start_and_pays_for_nothing_twice(tmp_path: Path) -> None:
    model = ScriptedModel()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving(model, slow=0.1) as server:
        with served(tmp_path, port, server.url) as process:
            with plain(f"http://127.0.0.1:{port}") as client:
                job = client.post("/v1/jobs", json=texts(*(f"{n}.txt" for n in range(5)))).json()["id"]
                deadline = time.monotonic() + 60
                while len(model.asked) <= 5 and time.monotonic() < deadline:
                    time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
        half = len(model.asked)
        with served(tmp_path, port, server.url) as process:
            with plain(f"http://127.0.0.1:{port}") as client:
                found = ended(client, job)
                doubt = client.get(f"/v1/jobs/{job}/archive")
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
    assert (found["state"], found["documents"]["failed"]) == ("done", 0)
    assert doubt.status_code == 200
    bodies = [str(question.body) for question in model.asked]
    again = len(bodies) - len(set(bodies))
    assert 5 < half < len(bodies)
    assert again <= 10, "more than was in flight was asked again"
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log
    assert "云岭" not in log
