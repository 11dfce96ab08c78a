"""How surely each Chinese negation leaves a word in English that says no: counted over translations.

    python bench/verification/negatives.py CHINESE ENGLISH... [--fewest 3]

Takes a text and its translations by several people, aligned line by line (none is part of the project). Only
lines with a single negation count. Prints for each negation, with the character after it, in how many lines
it stands, how many translations there are, and the share that the check would find told. One that more than
one translation in ten tells without any word that says no belongs to `polarity._LOOSE` or, if it is a set
phrase, to `idioms`: its loss is no error.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from summarizer.scripts import simplified  # noqa: E402
from summarizer.verifying import polarity  # noqa: E402

LOOSE = 0.9  # below this share


def shares(chinese: Sequence[str], translations: Sequence[Sequence[str]]) -> dict[str, tuple[int, int, int]]:
    """For the first two characters of each negation: its lines, its translations, and those that tell it."""
    lines, made, told = Counter[str](), Counter[str](), Counter[str]()
    for zh, *english in zip(chinese, *translations, strict=True):
        reading = polarity.read(simplified(zh))
        if len(reading.negations) != 1:
            continue
        key = reading.negations[0].words[:2]
        lines[key] += 1
        for en in filter(str.strip, english):
            made[key] += 1
            told[key] += not polarity.counted(reading, en.lower()).is_short
    return {key: (lines[key], made[key], told[key]) for key in made}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("chinese", type=Path)
    parser.add_argument("english", nargs="+", type=Path)
    parser.add_argument("--fewest", type=int, default=3, help="lines: rarer negations are summed up")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8").splitlines() for path in (options.chinese, *options.english)]
    found = shares(texts[0], texts[1:])
    rare = [numbers for numbers in found.values() if numbers[0] < options.fewest]
    print(f"{'negation':10} {'lines':>6} {'translations':>12} {'told':>7}")
    for key, (lines, made, told) in sorted(found.items(), key=lambda item: -item[1][1]):
        if lines >= options.fewest:
            print(
                f"{key:10} {lines:6} {made:12} {told / made:7.1%}  {'loose' if told < LOOSE * made else ''}"
            )
    if made := sum(numbers[1] for numbers in rare):
        share = sum(numbers[2] for numbers in rare) / made
        print(f"{'rare ones':10} {sum(numbers[0] for numbers in rare):6} {made:12} {share:7.1%}")


if __name__ == "__main__":
    main()
