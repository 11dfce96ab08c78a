"""How long verification takes: a document for the first time and again, beside a floor of the same run.

    python bench/verification/speed.py [OUT...] [--documents 24] [--largest 300000]

Results are those of the bundled samples (or of output folders), each made into documents of its own with
bodies of 1,500, 15,000 and 300,000 characters, with the digest alone and with the full translation. No two of
them have the same figures, and nothing that was worked out about one text is remembered for the next: only
compiled patterns and the vocabulary of names stay, as in a program that runs. The floor is what any reader of
such a result has to do, to parse its JSON and to validate it. Processor time, of which the least of a few
turns counts, in turns with the floor: so both are slowed alike where a machine is shared.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.verification.cost import Pairs, alone, document, forget, more_pairs, results, samples  # noqa: E402
from bench.verification.texts import Data  # noqa: E402
from summarizer.results import Result  # noqa: E402
from summarizer.verifying import verify  # noqa: E402

SIZES = (1500, 15_000, 300_000)
USUAL = 4500  # characters of all lines: of longer samples no short document is made
ALLOWED = {("digest", 1500): 5, ("translation", 1500): 15}  # milliseconds, for the first time
TEXTS = frozenset({"zh", "en", "text", "surface", "value"})
HUNDREDS = re.compile(r"(?<![\d.,:/-])[3-9](?=\d\d(?![\d.,:/-]))")


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one document: for the first time, again, and of the floor."""

    first: float
    again: float
    floor: float


def distinct(node: Any, number: int, key: str = "") -> Any:
    """A copy whose figures of three digits are others, on both sides alike: nothing is known of it."""
    if isinstance(node, dict):
        return {name: distinct(value, number, name) for name, value in node.items()}
    if isinstance(node, list):
        return [distinct(value, number, key) for value in node]
    if isinstance(node, str) and key in TEXTS:
        return HUNDREDS.sub(lambda found: str(3 + (int(found[0]) + number) % 7), node)
    return node


def made(known: Sequence[Data], size: int, count: int, pool: Pairs) -> list[Data]:
    """So many documents of a size, from the results in turn."""
    return [
        distinct(document(known[n % len(known)], size, pool, random.Random(n)), n // len(known))
        for n in range(count)
    ]


def _timed(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return (time.process_time() - begun) * 1e3


def measured(data: Data, turns: int) -> Taken:
    """The least of some turns, each with everything forgotten at its beginning."""
    text = json.dumps(data, ensure_ascii=False)
    taken = []
    for _ in range(turns):
        floor = _timed(lambda: Result.model_validate(json.loads(text)))
        result = Result.model_validate(json.loads(text))
        forget()
        first, again = (_timed(lambda result=result: verify(result)) for _ in range(2))  # type: ignore[misc]
        taken.append((first, again, floor))
    return Taken(*(min(column) for column in zip(*taken, strict=True)))


def show(name: str, size: int, taken: Sequence[Taken]) -> None:
    """A line of the table."""
    first, again, floor = (mean(getattr(one, key) for one in taken) for key in ("first", "again", "floor"))
    allowed = f"{ALLOWED[name, size]} ms" if (name, size) in ALLOWED else ""
    print(
        f"{size:10,} {name:12} {first:9.2f} ms {again:9.2f} ms {floor:9.2f} ms {first / floor:6.1f}x"
        f" {again / floor:6.1f}x {first / size * 1e3:8.2f} us {allowed:>8}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=24, help="of 1,500 characters; fewer longer ones")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.out:
            samples(Path(folder))
        known = list(results(options.out or [Path(folder)]))
    small = [data for data in known if sum(len(line["text"]) for line in data["document"]["lines"]) < USUAL]
    for data in small:  # patterns are compiled, names are known
        verify(Result.model_validate(data))
    pool = more_pairs()
    print(
        f"{'characters':>10} {'':12} {'first':>12} {'again':>12} {'floor':>12} {'first':>7} {'again':>7}",
        end="",
    )
    print(f" {'a character':>11} {'allowed':>8}")
    gc.disable()
    for size in (size for size in SIZES if size <= options.largest):
        documents = made(small, size, max(1, options.documents * SIZES[0] // size), pool)
        for name, each in (("digest", [alone(data) for data in documents]), ("translation", documents)):
            show(name, size, [measured(data, 5 if size < SIZES[-1] else 2) for data in each])
            gc.collect()


if __name__ == "__main__":
    main()
