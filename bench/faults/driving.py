"""What the scripts of this folder share: a simulated model in its own process, runs of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from documents import folder

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Simulated:
    """A simulated model that listens at `url`."""

    url: str

    def stats(self) -> dict[str, Any]:
        """What it has seen since it was started."""
        with urlopen(self.url.removesuffix("/v1") + "/stats", timeout=10) as response:
            return json.load(response)


@contextmanager
def simulated(*switches: str) -> Iterator[Simulated]:
    """A simulated model with these switches of `simulated.py`."""
    command = [sys.executable, str(ROOT / "bench/simulated.py"), *switches]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Simulated(process.stdout.readline().strip())
        finally:
            process.kill()


@dataclass(frozen=True)
class Place:
    """A folder to work in: documents, and what runs write."""

    root: Path
    documents: Path

    def start(self, model: Simulated, out: str, *options: str, cache: str = "cache") -> subprocess.Popen[str]:
        """The command line over all documents, into the folder `out`."""
        command = [sys.executable, "-m", "summarizer", "summarize", str(self.documents)]
        command += ["-o", str(self.root / out), "--base-url", model.url, "--model", "simulated", "--json"]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("SUMMARIZER_")}
        environ |= {"PYTHONPATH": str(ROOT), "SUMMARIZER_CACHE_DIR": str(self.root / cache)}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*command, "--format", "json", *options], env=environ, stdout=pipe, stderr=pipe, text=True
        )

    def run(self, model: Simulated, out: str, *options: str, cache: str = "cache") -> dict[str, Any]:
        """The same, to its end; what it prints (`run.json`), with its exit code."""
        process = self.start(model, out, *options, cache=cache)
        stdout, stderr = process.communicate()
        if not stdout:
            sys.exit(f"the run ended with {process.returncode}:\n{stderr}")
        return {**json.loads(stdout), "exit": process.returncode}

    def results(self, out: str) -> dict[str, Any]:
        """All results by their path, without what is different in every run."""
        found = {}
        for file in sorted((self.root / out / "documents").rglob("*.json")):
            found[file.name] = json.loads(file.read_bytes()) | {"provenance": None}
        return found


@contextmanager
def place(documents: int) -> Iterator[Place]:
    """A new place with so many documents, gone afterwards."""
    with tempfile.TemporaryDirectory() as root:
        yield Place(Path(root), folder(Path(root) / "pages", documents))


class Verdict:
    """Prints what was found, line by line; `end` ends the script, with 1 if anything was not as promised."""

    def __init__(self) -> None:
        self._broken = 0

    def say(self, promise: str, found: object, *, kept: bool) -> None:
        """One promise, and what came of it."""
        self._broken += not kept
        print(f"{'ok    ' if kept else 'BROKEN'} {promise}: {found}", flush=True)

    def end(self) -> None:
        """Leave."""
        sys.exit(1 if self._broken else 0)
