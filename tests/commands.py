"""The command line in processes of their own, against the loopback server of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from server import Server
from support import ROOT

CONCURRENCY = 4


@contextmanager
def started(server: Server, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The command line in a process of its own, against `server`."""
    line = [sys.executable, "-m", "summarizer", "summarize", *map(str, arguments)]
    line += ["--base-url", server.url, "--model", "m", "--concurrency", str(CONCURRENCY)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(line, env=environ, stdout=pipe, stderr=pipe, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.005)
