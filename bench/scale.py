"""Memory and time of a run over many small documents, and of the same run again.

    python bench/scale.py [--documents 5000] [--again 1000]

Starts the tests' scripted model on loopback, runs the real program as a process of its own against it, and
prints the peak memory of the first run and the time of the second, which sends nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from support import folder_of, serving  # noqa: E402


def run(pages: Path, out: Path, url: str, cache: Path) -> tuple[float, float]:
    """One run; returns wall seconds and peak memory in MB. Raises where the program does not end well."""
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "summarize",
        str(pages),
        "-o",
        str(out),
        "--concurrency",
        "64",
        "-q",
    ]
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": url,
        "SUMMARIZER_CACHE_DIR": str(cache),
        "PYTHONPATH": str(ROOT),
    }
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the run ended with status {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="*", default=[500, 5000])
    options = parser.parse_args()
    print("documents   first run                 memory   again")
    for count in options.documents:
        with tempfile.TemporaryDirectory() as folder, serving() as server:
            home = Path(folder)
            pages = folder_of(home, count)
            first, memory = run(pages, home / "out", server.url, home / "cache")
            again, _ = run(pages, home / "out", server.url, home / "cache")
        timing = f"{first:7.1f} s, {1000 * first / count:6.1f} ms each"
        print(f"{count:>9}   {timing}  {memory:5.0f} MB  {again:5.2f} s")


if __name__ == "__main__":
    main()
