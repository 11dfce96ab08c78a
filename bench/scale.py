"""Time and memory of a run over many small documents, and of the same run again.

    python bench/scale.py [--documents 1000 10000] [--finished 100000 1000000] [--flat]

`--documents` runs the real program over so many documents against the simulated model (`simulated.py`, 50 ms
of latency), as a process of its own, and then once more over the untouched folder. `--finished` prepares a
folder in which everything is finished (one document is run, its result copied) and measures the runs over it:
the first takes in the folder, the next ones find it untouched. `--flat` puts all documents into one folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT)]

from documents import text  # noqa: E402
from throughput import simulated, told  # noqa: E402

LATENCY = 0.05  # seconds
IN_A_FOLDER = 1000


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds on the clock and of CPU, and the most memory in MB."""

    seconds: float
    cpu: float
    memory: float


def run(pages: Path, out: Path, url: str, cache: Path) -> Cost:
    """One run. Raises where the program does not end well."""
    command = [sys.executable, "-m", "summarizer", "summarize", str(pages), "-o", str(out), "-q"]
    command += ["--concurrency", "64", "--format", "json,md", "--base-url", url, "--model", "simulated"]
    environment = {**os.environ, "SUMMARIZER_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)}
    started = monotonic()
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the run ended with status {os.waitstatus_to_exitcode(status)}")
    return Cost(monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def places(count: int, *, flat: bool) -> Iterator[str]:
    """Paths of so many documents, in order."""
    for number in range(count):
        yield f"{number:07}.txt" if flat else f"{number // IN_A_FOLDER:04}/{number:07}.txt"


def written(root: Path, count: int, *, flat: bool) -> Path:
    """A folder with so many documents, all different."""
    for number, place in enumerate(places(count, flat=flat), start=1):
        file = root / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text(number), encoding="utf-8")
    return root


def finished(root: Path, count: int, url: str, *, flat: bool) -> tuple[Path, Path]:
    """Sources and an output folder in which they are all finished: copies of one that was run."""
    first = written(root / "first", 1, flat=False)
    run(first, root / "made", url, root / "cache")
    made = [json.loads(line) for line in (root / "made" / "journal.jsonl").read_bytes().splitlines()]
    line = next(entry for entry in made if entry["event"] == "document")
    results = [(root / "made" / file).read_bytes() for file in line["files"]]
    stem, pages, out = f"documents/{line['name']}", root / "pages", root / "out"
    pages.mkdir()
    out.mkdir()
    with (out / "journal.jsonl").open("w", encoding="utf-8") as journal:
        journal.write(json.dumps(next(entry for entry in made if entry["event"] == "run")) + "\n")
        for place in places(count, flat=flat):
            data = f"{text(1)}\n\n{place}\n".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            for folder in (pages / place, out / "documents" / place):
                folder.parent.mkdir(parents=True, exist_ok=True)
            (pages / place).write_bytes(data)
            files = [file.replace(stem, f"documents/{place}") for file in line["files"]]
            for file, content in zip(files, results, strict=True):
                (out / file).write_bytes(content.replace(line["name"].encode(), place.encode()))
            own = {
                "path": place, "name": place, "sha256": sha256, "files": files, "seen": "",
                "fingerprint": line["fingerprint"].replace(line["sha256"], sha256),
                "sizes": [(out / file).stat().st_size for file in files],
            }  # fmt: skip
            journal.write(json.dumps(line | own, ensure_ascii=False) + "\n")
    return pages, out


def shown(what: str, count: int, cost: Cost) -> None:
    """A row of the table."""
    pace = f"{count / cost.seconds:9,.0f}/s"
    print(f"{count:>9,}  {what:<22} {cost.seconds:8.1f} s {cost.cpu:8.1f} s CPU {pace} {cost.memory:6.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--finished", type=int, nargs="*", default=[])
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    options = parser.parse_args()
    with simulated() as url:
        told(url, "configure", {"latency": LATENCY})
        for count in options.documents:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                home = Path(folder)
                pages = written(home / "pages", count, flat=options.flat)
                shown("first run", count, run(pages, home / "out", url, home / "cache"))
                shown("untouched", count, run(pages, home / "out", url, home / "cache"))
        for count in options.finished:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                pages, out = finished(Path(folder), count, url, flat=options.flat)
                for what in ("finished, taken in", "untouched", "untouched"):
                    shown(what, count, run(pages, out, url, Path(folder) / "cache"))


if __name__ == "__main__":
    main()
