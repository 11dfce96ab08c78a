"""The command line, called in this process: exit code, stdout, stderr."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from calling import Cli, Ended
from server import Server
from support import ScriptedModel, folder_of, serving

from summarizer.cli import main


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Call `summarizer` with these arguments; `stdin` are the bytes it reads."""

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
