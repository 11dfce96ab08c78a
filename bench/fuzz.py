"""Damage files of every format at random for as long as one likes, and read them.

    python bench/fuzz.py [--seconds 600] [--seed 0] [--only a.docx a.pdf] [--keep FOLDER]

Each example must end in documents or in clear errors within its time; memory is limited. What does not is
printed with its traceback, and kept in FOLDER under a name that tells the format; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "reading"), str(ROOT / "tests"), str(ROOT)]

from mutating import KINDS, MEMBERS, Change, damaged, problems, rearranged, valid  # noqa: E402

MEMORY = 3_000_000_000  # bytes of address space
SLOW, STUCK = 5.0, 30  # seconds


def changes(chance: random.Random) -> list[Change]:
    """Damage by chance: mostly little, sometimes much."""
    count = chance.choice((1, 1, 1, 2, 3, 5, 10, 30))
    return [
        Change(chance.choice(sorted(KINDS)), *(chance.randrange(10**6) for _ in range(3)))
        for _ in range(count)
    ]


def example(name: str, chance: random.Random) -> bytes:
    """A damaged file of a format; now and then grown together with one of another."""
    data = valid()[name]
    if chance.random() < 0.1:
        other = valid()[chance.choice(sorted(valid()))]
        data = data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
        return damaged(data, changes(chance)[:1])
    if name in MEMBERS and chance.random() < 0.7:
        return rearranged(data, changes(chance), chance.choice((0, 0, chance.randrange(10**4))))
    return damaged(data, changes(chance))


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Raise TimeoutError if the block takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def fault(data: bytes, file: Path) -> str:
    """What went wrong, or ""."""
    try:
        with within(STUCK):
            return "; ".join(problems(data, file, SLOW))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-3:])


def main() -> None:
    """Fuzz and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=sorted(valid()), choices=sorted(valid()))
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chance, done, bad = random.Random(options.seed), Counter[str](), Counter[str]()
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name = chance.choice(options.only)
            data = example(name, chance)
            found = fault(data, Path(folder) / name)
            done[name] += 1
            if found:
                bad[name] += 1
                print(f"{name}: {found}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{bad.total():04}-{name}").write_bytes(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{done.total()} examples, {bad.total()} bad, {memory} MB")
    for name in sorted(done):
        print(f"{name:<10} {done[name]:>7} {bad[name]:>5}")
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
