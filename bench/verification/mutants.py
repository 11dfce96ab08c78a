"""How many errors verification finds, kind by kind, and how often it is wrong about what is right.

    python bench/verification/mutants.py [FOLDER...] [--most 12] [--missed KIND]

Takes results that were reviewed by hand (folders of results or whole output folders; those of the tests by
default), makes single errors in them by program, and prints for each kind how many mutants have an
error-level finding, or any finding, that the untouched result has not.
`--most` is the number of mutants a kind and result, drawn with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.verification import kinds_of_bodies as bodies  # noqa: E402
from bench.verification import kinds_of_digests as digests  # noqa: E402
from bench.verification import kinds_of_figures as figures  # noqa: E402
from bench.verification import kinds_of_retelling as retelling  # noqa: E402
from bench.verification import kinds_of_turns as turns  # noqa: E402
from bench.verification import kinds_of_words as words  # noqa: E402
from bench.verification.texts import Data, running  # noqa: E402
from summarizer.results import Result  # noqa: E402
from summarizer.termbase import Termbase  # noqa: E402
from summarizer.text import Term  # noqa: E402
from summarizer.verifying import verify  # noqa: E402

Kind = Callable[[Data, random.Random], Iterator[Data]]
CHECKABLE: tuple[Kind, ...] = (
    figures.digit,
    figures.power_of_ten,
    figures.figure_added,
    figures.figure_dropped,
    figures.figures_exchanged,
    figures.chinese_digit,
    figures.chinese_date,
    figures.day_shifted,
    figures.told_from_now,
    figures.month,
    figures.year,
    figures.event_date,
    figures.publication_date,
    figures.qualifier,
    figures.more_or_less,
    figures.currency,
    figures.unit,
    figures.points,
    figures.surface,
    figures.value,
    figures.value_unit,
    words.names_swapped,
    words.another_person,
    words.name_dropped,
    words.posts_swapped,
    words.deputy_promoted,
    words.wrong_reading,
    words.name_reversed,
    words.chinese_name,
    words.invented_person,
    words.invented_institution,
    words.off_the_terms,
    words.sentence_dropped,
    words.sentence_added,
    words.segment_dropped,
    words.segment_duplicated,
    words.segments_swapped,
    words.cut_off,
    words.english_missing,
    words.stuck,
    words.negation_lost,
    words.negation_added,
    words.negative_word_lost,
    words.direction,
    words.opposite,
    words.chinese_left,
    words.link_added,
    words.markup_added,
    words.machine_speaks,
    words.quotes_added,
    words.made_direct,
    words.speaker,
    words.wrong_line,
    words.noise_line,
    words.noise_fact,
    words.copied_altered,
    words.code_altered,
    bodies.body_added,
    bodies.body_part_changed,
    bodies.initials_wrong,
    bodies.post_word_changed,
    bodies.event_place,
    bodies.event_status,
    turns.hedge_added,
    turns.plan_as_done,
    turns.done_as_plan,
    turns.filler_sentence_added,
    turns.run_repeated,
    turns.range_from_its_end,
    turns.pronoun_turned,
    turns.compass_turned,
    turns.may_as_must,
    digests.retold_negation,
    digests.retold_denial,
    digests.retold_post,
    digests.retold_promotion,
    digests.retold_direction,
    digests.retold_qualifier,
    digests.retold_plan,
    digests.retold_quotation,
    digests.retold_year,
    retelling.retold_hedge,
    retelling.retold_share,
    retelling.retold_order,
    retelling.retold_speaker,
    retelling.place_swapped_in_both,
)
WEAK: tuple[Kind, ...] = (words.modality, words.another_word, words.clause_dropped)
Key = tuple[str, str, str]
CORRECT = ROOT / "tests" / "verifying" / "correct_results"


@dataclass(frozen=True)
class Source:
    """A correct result, the terms that are in force for it, and what is found in it as it is."""

    name: str
    data: Data
    terms: tuple[Term, ...]

    def found(self, data: Data) -> tuple[set[Key], set[Key]]:
        """The errors, and all findings."""
        findings = verify(Result.model_validate(data), self.terms).findings
        every = {(item.code, item.where, item.message) for item in findings}
        return {(i.code, i.where, i.message) for i in findings if i.severity == "error"}, every


@dataclass
class Tally:
    """Mutants of one kind: made, found at error level, found at all, and those that were missed."""

    made: int = 0
    errors: int = 0
    any: int = 0
    missed: list[tuple[Source, Data]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.missed = []


def sources(folders: Sequence[Path]) -> Iterator[Source]:
    """The results of output folders, and of folders of results."""
    for folder in folders:
        yield from _run(folder) if (folder / "documents").is_dir() else _written(folder)


def _run(folder: Path) -> Iterator[Source]:
    """The results of an output folder, with its terms."""
    terms = Termbase.load(folder / "terms.csv")
    for file in sorted((folder / "documents").rglob("*.json")):
        data = _read(file)
        text = json.dumps(data, ensure_ascii=False)
        yield Source(f"{folder.name}/{file.stem}", data, tuple(terms.matching(text)))


def _written(folder: Path) -> Iterator[Source]:
    """Results written by hand; each has its own terms under `terms`."""
    for file in sorted(folder.glob("*.json")):
        terms = (_term(item) for item in json.loads(file.read_bytes()).get("terms", ()))
        yield Source(f"{folder.name}/{file.stem}", _read(file), tuple(terms))


def _term(item: dict[str, str]) -> Term:
    english, *variants = item["en"].split(";")
    return Term(item["zh"], english, item["kind"], item["origin"], item["status"], "", tuple(variants))  # type: ignore[arg-type]


def _read(file: Path) -> Data:
    return dict(Result.model_validate_json(file.read_bytes()).model_dump())


def measure(source: Source, kind: Kind, most: int, tally: Tally) -> None:
    """Make up to `most` mutants of a kind out of one source and count what is found."""
    name = kind.__name__
    rng = random.Random(f"{source.name} {name}")
    mutants = list(kind(source.data, rng))
    rng.shuffle(mutants)
    errors, every = source.found(source.data)
    for mutant in mutants[:most]:
        if mutant == source.data:
            continue
        now_errors, now_every = source.found(mutant)
        tally.made += 1
        tally.errors += bool(now_errors - errors)
        tally.any += bool(now_every - every)
        if not now_errors - errors:
            tally.missed.append((source, mutant))


def show(
    kinds: Sequence[Kind], known: Sequence[Source], most: int, missed: str
) -> tuple[int, int, list[str]]:
    """Print a row for each kind; returns how many mutants were made, and found at error level."""
    made = errors = 0
    weak = []
    for kind in kinds:
        tally = Tally()
        for source in known:
            measure(source, kind, most, tally)
        made, errors = made + tally.made, errors + tally.errors
        share = (
            f"{tally.errors / tally.made:7.1%} {tally.any / tally.made:7.1%}"
            if tally.made
            else "      -       -"
        )
        print(f"{kind.__name__:22} {tally.made:6} {share}")
        if tally.made and tally.errors / tally.made < 0.97:
            weak.append(kind.__name__)
        if missed in (kind.__name__, "all"):
            for source, mutant in tally.missed[:8]:
                print("   ", source.name, *_differences(source.data, mutant), sep="\n      ")
    return made, errors, weak


def _differences(one: object, other: object, path: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            if (path, key) not in (("summary", "en"), ("summary", "zh")):
                yield from _differences(one[key], other.get(key), f"{path}.{key}" if path else key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differences(left, right, f"{path}.{n}")
    elif one != other:
        yield f"{path}: {one} -> {other}"


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", nargs="*", type=Path)
    parser.add_argument("--most", type=int, default=12)
    parser.add_argument("--missed", default="")
    options = parser.parse_args()
    known = list(sources(options.out or [CORRECT]))
    print(f"{'kind':22} mutants  errors     any")
    made, errors, weak = show(CHECKABLE, known, options.most, options.missed)
    print(
        f"{'all checkable kinds':22} {made:6} {errors / max(made, 1):7.1%}"
        f"   below 97%: {', '.join(weak) or 'none'}\n"
    )
    print("Kinds that need a reader:")
    show(WEAK, known, options.most, options.missed)
    false = {source.name: source.found(source.data) for source in known}
    paragraphs = sum(1 for source in known for _ in running(source.data))
    wrong = sum(len(found) for found, _ in false.values())
    print(f"\n{len(known)} untouched results, {paragraphs} texts: {wrong} false errors,", end=" ")
    print(f"{sum(len(every) - len(found) for found, every in false.values())} warnings")
    for name, (found, _) in false.items():
        for item in sorted(found):
            print("  ", name, *item)


if __name__ == "__main__":
    main()
