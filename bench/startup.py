"""Measures start-up: how long `summarizer --help` and `import summarizer` take, and what they load.

    .venv/bin/python bench/startup.py [--runs 15]

Times are medians of whole processes. Machines differ and are shared, so each is also given as a ratio to an
interpreter that does nothing, started in turn with the others.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
HELP = "import sys\nfrom summarizer.cli import main\nmain(sys.argv[1:])"
PROGRAMS = {
    "python -c pass": ("pass",),
    "import summarizer": ("import summarizer",),
    "summarizer --help": (HELP, "--help"),
    "summarizer summarize --help": (HELP, "summarize", "--help"),
}
COUNT = "\nfinally:\n    sys.stderr.write(str(len(sys.modules)))"
GOAL = 0.3  # seconds for `summarizer --help`


def seconds(program: tuple[str, ...]) -> float:
    """How long one process takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", *program], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def modules(program: tuple[str, ...]) -> int:
    """How many modules a program has loaded when it ends."""
    body = program[0].replace("\n", "\n    ")
    counted = f"import sys\ntry:\n    {body}{COUNT}"
    command = [sys.executable, "-c", counted, *program[1:]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return int(done.stderr)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for turn in range(runs + 1):
        for name, program in PROGRAMS.items():
            taken = seconds(program)
            if turn:  # the first one warms the disk cache and writes bytecode
                times[name].append(taken)
    bare = median(times["python -c pass"])
    print(f"{'':30}{'median':>9}{'fastest':>10}{'ratio':>8}{'modules':>9}")
    for name, program in PROGRAMS.items():
        middle = median(times[name])
        print(f"{name:30}{middle:8.3f}s{min(times[name]):9.3f}s{middle / bare:8.1f}{modules(program):9}")
    reached = median(times["summarizer --help"]) < GOAL
    print(f"Goal: `summarizer --help` in under {GOAL} s: {'reached' if reached else 'NOT reached'}")


if __name__ == "__main__":
    main()
