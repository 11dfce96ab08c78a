"""Seals every test: no socket beyond loopback, a clean environment, a working directory of its own.

And what the tests of the command line share: the program called in this process, an endpoint, some pages.
"""

from __future__ import annotations

import gc
import io
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import typer
from calling import Cli, Ended
from server import Server
from support import ScriptedModel, folder_of, serving

from summarizer.cli import main
from summarizer.cli.application import application

# Thousands of tests have to end within minutes; those that need more examples say so.
hypothesis.settings.register_profile("brisk", hypothesis.settings(), max_examples=40)
hypothesis.settings.load_profile("brisk")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
MEMORY = Path("/dev/shm")


def pytest_configure() -> None:
    """Temporary files lie in memory where there is room: flushing takes a disk milliseconds each time."""
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30:
        os.environ["TMPDIR"] = str(MEMORY)  # also for the workers of pytest, and for what they start
        tempfile.tempdir = None


def pytest_collection_finish() -> None:
    """What collecting thousands of tests has made stays; there is no garbage in it to be looked for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@cache
def assembled() -> typer.Typer:
    """The command line, put together once and not with each of hundreds of calls."""
    return application()


commands = cache(typer.main.get_command)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder for each test that asks for none itself, which is most of them."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, homes: Iterator[Path]) -> None:
    """Refuse connections that leave the machine; forget the developer's keys, settings and folder."""
    asks = "tmp_path" in request.fixturenames
    home: Path = request.getfixturevalue("tmp_path") if asks else next(homes)
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to leave this machine: {address[0]}")
        connect(self, address)

    def guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in {*LOOPBACK, None, ""}:
            raise AssertionError(f"a test tried to look up {host}")
        return lookup(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZER_")) or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(home / "cache"))
    folder = home / "cwd"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Call `summarizer` with these arguments; `stdin` are the bytes it reads."""

    monkeypatch.setattr("summarizer.cli.application.application", assembled)
    monkeypatch.setattr("typer.main.get_command", commands)

    def call(*arguments: Any, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Ended(code, told.out, told.err)

    return call


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture
def server(model: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The endpoint that the environment names, as a user would have it."""
    with serving(model) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("SUMMARIZER_MODEL", "m")
        yield running


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Three small articles."""
    return folder_of(tmp_path, 3)
