"""What verification costs: processor time a result, how it grows with the document, and which check takes it.

    python bench/verification/cost.py [OUT...] [--turns 15] [--largest 300000]

The results are those of the bundled samples, made anew from their recorded answers (or those of output
folders). From the texts of each, which are there in both languages, a document of about 1,500 characters is
built with its full translation, and longer ones by adding the pairs of the tests. Every turn starts with
fresh objects and without anything remembered about texts; the vocabulary of names and the compiled patterns
stay. The first call is measured in processes of its own. Machines differ and are shared, so the time of a
plain loop is given, too.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.verification.texts import Data, spots  # noqa: E402
from summarizer.results import Result  # noqa: E402
from summarizer.verifying import CHECKS, verify  # noqa: E402
from summarizer.verifying.page import Page  # noqa: E402

TESTS = ROOT / "tests" / "verifying"
SIZE = 1500  # characters of a usual document
# What a program that runs has met before, whatever the document.
VOCABULARY = ("summarizer.pinyin", "summarizer.verifying.names", "summarizer.verifying.readings")
Pairs = Sequence[tuple[str, str]]


def samples(folder: Path) -> None:
    """Make the results of the bundled samples from their recorded answers."""
    command = [sys.executable, "-m", "summarizer", "demo", "-o", str(folder), "-q"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def results(folders: Sequence[Path]) -> Iterator[Data]:
    for folder in folders:
        for file in sorted((folder / "documents").rglob("*.json")):
            yield dict(Result.model_validate_json(file.read_bytes()).model_dump())


def more_pairs() -> Pairs:
    """Sentences with their English: those of the tests."""
    found = []
    for name in ("correct_pairs.txt", "pairs.txt"):
        for line in (TESTS / name).read_text(encoding="utf-8").splitlines():
            if line[:1] != "#" and "|" in line:
                zh, en = line.split("|", 1)
                found.append((zh.strip(), en.strip()))
    for file in sorted((TESTS / "correct_results").glob("*.json")):
        found += [(spot.zh, spot.en) for spot in spots(json.loads(file.read_text(encoding="utf-8")), "line")]
    return found


def document(data: Data, size: int, pool: Pairs, rng: random.Random) -> Data:
    """The digest of `data` with a body of `size` characters: its own texts first, then others.

    What is noise on the page stays; a paragraph has a few sentences.
    """
    own = [(s.zh, s.en) for s in spots(data, "sentence", "point", "events", "statements") if s.zh and s.en]
    sentences, length = [], 0
    while length < size:
        zh, en = own.pop(0) if own else rng.choice(pool)
        sentences.append((zh, en))
        length += len(zh)
    lines = [dict(line) for line in data["document"]["lines"] if line["role"] != "body"]
    segments = []
    while sentences:
        count = rng.randint(2, 4)
        part, sentences = sentences[:count], sentences[count:]
        zh, en = "。".join(zh for zh, _ in part), " ".join(en for _, en in part)
        lines.append({"n": 0, "text": zh, "role": "body"})
        segments.append({"n": 0, "zh": zh, "en": en})
    for n, line in enumerate(lines, start=1):
        line["n"] = n
    first = len(lines) - len(segments)
    for n, segment in enumerate(segments, start=first + 1):
        segment["n"] = n
    translation = {"to": "en", "segments": segments}
    return _cited({**data, "document": {**data["document"], "lines": lines}, "translation": translation})


def _cited(data: Data) -> Data:
    """A copy in which every text cites the first body line that it stands in, as a right result does."""
    copied: Data = json.loads(json.dumps(data, ensure_ascii=False))
    body = [(line["n"], line["text"]) for line in copied["document"]["lines"] if line["role"] == "body"]

    def cite(node: object) -> None:
        if isinstance(node, dict):
            if "lines" in node and isinstance(node.get("zh"), str):
                node["lines"] = [n for n, text in body if node["zh"] in text][:1] or [body[0][0]]
            for value in node.values():
                cite(value)
        elif isinstance(node, list):
            for value in node:
                cite(value)

    for part in ("title", "summary", "key_points", "fields"):
        cite(copied[part])
    return copied


def alone(data: Data) -> Data:
    """The result without its translation."""
    return {**data, "translation": None}


@cache
def remembering() -> list[Any]:
    """The functions of the program that remember what they worked out about a text."""
    found = [
        each for each in gc.get_objects() if hasattr(each, "cache_clear") and hasattr(each, "cache_info")
    ]
    modules = [getattr(each, "__module__", "") or "" for each in found]
    return [
        each
        for each, module in zip(found, modules, strict=True)
        if module.startswith("summarizer") and module not in VOCABULARY and each.cache_info().currsize > 1
    ]


def forget() -> None:
    """Drop what is remembered about texts."""
    for function in remembering():
        function.cache_clear()


def seconds(datas: Sequence[Data], turns: int) -> list[float]:
    """Processor seconds of `turns` verifications for each of some results."""
    taken = []
    for data in datas:
        verify(Result.model_validate(data))
    for data in datas:
        for _ in range(turns):
            result = Result.model_validate(data)
            forget()
            begun = time.process_time()
            verify(result)
            taken.append(time.process_time() - begun)
    return taken


def by_check(datas: Sequence[Data], turns: int) -> dict[str, float]:
    """The mean processor seconds of each check, in the order in which they share what is worked out."""
    total = dict.fromkeys(["(page)", *(name for name, _ in CHECKS)], 0.0)
    for data in datas:
        for _ in range(turns):
            result = Result.model_validate(data)
            forget()
            begun = time.process_time()
            page = Page(result)
            _ = page.plain, page.shown, page.pairs, page.running
            total["(page)"] += time.process_time() - begun
            for name, check in CHECKS:
                begun = time.process_time()
                list(check(page, ()))
                total[name] += time.process_time() - begun
    return {name: taken / (turns * len(datas)) for name, taken in total.items()}


FIRST = """
import json, sys, time
from summarizer.results import Result
begun = time.process_time()
from summarizer.verifying import verify
loaded = time.process_time()
result = Result.model_validate(json.load(sys.stdin))
validated = time.process_time()
verify(result)
print(loaded - begun, time.process_time() - validated)
"""


def first_call(data: Data, processes: int = 5) -> tuple[float, float]:
    """Seconds to import the checks and for the first call, in processes of their own."""
    text = json.dumps(data, ensure_ascii=False)
    command = [sys.executable, "-c", FIRST]
    runs = [
        subprocess.run(
            command, cwd=ROOT, input=text, check=True, capture_output=True, text=True
        ).stdout.split()
        for _ in range(processes)
    ]
    return median(float(run[0]) for run in runs), median(float(run[1]) for run in runs)


def loop() -> float:
    """Seconds of a turn of a loop that adds: what this machine gives at the moment."""
    total, begun = 0, time.process_time()
    for number in range(1_000_000):
        total += number
    return (time.process_time() - begun) / 1_000_000


def show(name: str, taken: Sequence[float]) -> None:
    ordered = sorted(taken)
    print(f"{name:34} {median(ordered) * 1e3:8.2f} ms  (90%: {ordered[len(ordered) * 9 // 10] * 1e3:.2f} ms)")


def growth(data: Data, pool: Pairs, largest: int) -> None:
    """How the time a character changes with the size of the document."""
    print(f"\n{'characters':>10} {'digest':>12} {'a char':>8} {'translation':>12} {'a char':>8}")
    sizes = [size for size in (1500, 3000, 10_000, 30_000, 100_000, 300_000) if size <= largest]
    for size in sizes:
        full = document(data, size, pool, random.Random(size))
        row = ""
        for each in (alone(full), full):
            taken = min(seconds([each], 3 if size > 30_000 else 7))
            row += f" {taken * 1e3:9.1f} ms {taken / size * 1e6:5.1f} us"
        print(f"{size:10}{row}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--largest", type=int, default=300_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.out:
            samples(Path(folder))
        made = list(results(options.out or [Path(folder)]))
    pool = more_pairs()
    small = [data for data in made if sum(len(line["text"]) for line in data["document"]["lines"]) < 3 * SIZE]
    full = [document(data, SIZE, pool, random.Random(n)) for n, data in enumerate(small)]
    digests = [alone(data) for data in full]
    show(f"{SIZE} characters, digest", seconds(digests, options.turns))
    show(f"{SIZE} characters, translation", seconds(full, options.turns))
    print(f"a plain loop: {loop() * 1e9:.0f} ns a turn")
    loaded, first = first_call(full[0])
    print(f"first call: {first * 1e3:.0f} ms, after an import of {loaded * 1e3:.0f} ms")
    one, other = by_check(digests, options.turns), by_check(full, options.turns)
    print(f"\n{'check':14} {'digest':>9} {'translation':>12}")
    for name in sorted(one, key=lambda name: -other[name]):
        print(f"{name:14} {one[name] * 1e3:6.2f} ms {other[name] * 1e3:9.2f} ms")
    growth(small[0], pool, options.largest)


if __name__ == "__main__":
    main()
