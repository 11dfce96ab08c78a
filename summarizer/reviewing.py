"""Reviewed translations come back into an output folder: taken over, verified, and never paid for again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic_core import from_json

from summarizer import bodies, exchange, handout, reviews
from summarizer.accepting import reason, stored
from summarizer.errors import UsageError
from summarizer.exchange import Entry, Review, Unit, sheet, tmx
from summarizer.exchange.retagging import repieced
from summarizer.files import printable
from summarizer.finishing import verified
from summarizer.journal import Journal, State
from summarizer.journal import read as read_journal
from summarizer.preferring import Preference, preferences
from summarizer.results import Result, TranslatedLine, Translation
from summarizer.reviews import Reviewed
from summarizer.termbase import Termbase
from summarizer.writing import FORMATS, write
from summarizer.writing.collections import results_jsonl

Write = Callable[[Iterable[Unit], Iterable[Entry]], bytes]
SUFFIXES = (".xlsx", handout.SUFFIX, ".xlf", ".xliff", ".tmx")


@dataclass(frozen=True)
class Imported:
    """What an import did: the comparison, the status of each document that changed, by path, the terms that
    were given another rendering, and those that reviewers seem to want one for.
    """

    review: Review
    statuses: dict[str, str]
    terms: tuple[Entry, ...] = ()
    preferred: tuple[Preference, ...] = ()


def export(
    out: Path,
    file: Path,
    *,
    to: str = "",
    include: Sequence[str] = (),
    warn: Callable[[str], object] = lambda _: None,
) -> int:
    """Write the translations of an output folder to `file`, in the format of its suffix; returns how many
    segments there are. `to` is the one language wanted, `include` are patterns of the documents wanted;
    `warn` is told which documents are left out, as the others are in Chinese and they are not. Raises
    UsageError.
    """
    write_ = _writer(file)
    termbase = Termbase.load(out / "terms.csv")
    units = [
        exchange.sound(unit)
        for path, result in _results(out, _state(out))
        if not include or any(fnmatchcase(name, one) for one in include for name in (path, Path(path).name))
        for unit in exchange.units(result, terms=termbase.matching)
        if to.casefold() in ("", unit.target_language.casefold())
    ]
    if not units:
        which = "such translations" if to or include else "translations"
        raise UsageError(
            f"{printable(out)} has no {which}.", "Make them first: `summarizer translate ... -o OUT`."
        )
    units = _of_one_pair(units, file, warn)
    data = write_(units, _entries(units, termbase))
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"Cannot write {printable(file)}: {error.strerror}.") from error
    return len(units)


def _writer(file: Path) -> Write:
    suffix = file.suffix.lower()
    tables: dict[str, Write] = {handout.SUFFIX: handout.write, ".xlsx": sheet.write}
    if suffix in tables:
        return tables[suffix]
    form = next((one for one in exchange.FORMATS.values() if one.suffix == suffix), None)
    if form is None:
        known = ", ".join(SUFFIXES)
        raise UsageError(f"There is no format {suffix or 'without a suffix'}.", f"Give one of {known}.")
    write_ = form.write
    return lambda units, _entries: write_(units)


def _of_one_pair(units: list[Unit], file: Path, warn: Callable[[str], object]) -> list[Unit]:
    """All formats but one hold one pair of languages: that of Chinese documents, or say how to have one."""
    if file.suffix.lower() == ".tmx":
        return units
    targets = sorted({unit.target_language for unit in units})
    if len(targets) > 1:
        problem = f"The translations are in {', '.join(targets)}, and one file holds one language."
        raise UsageError(problem, f"Give it: --to {targets[0]}")
    sources: dict[str, str] = {}
    for unit in units:
        sources.setdefault(unit.source_language, unit.document)
    chinese = [tag for tag in sources if tag.lower().startswith("zh")]
    if len(sources) > 1 and len(chinese) == 1:
        others = {unit.document: unit.source_language for unit in units if unit.source_language != chinese[0]}
        told = ", ".join(f"{printable(path)} ({tag})" for path, tag in others.items())
        warn(f"Left out, as one file holds one pair of languages: {told}.")
        return [unit for unit in units if unit.source_language == chinese[0]]
    if len(sources) > 1:
        told = ", ".join(f"{tag} ({printable(path)})" for tag, path in sorted(sources.items()))
        problem = f"The documents are in several languages: {told}. One file holds one pair."
        raise UsageError(problem, "Export some of them: --include GLOB")
    return units


def _entries(units: Iterable[Unit], termbase: Termbase) -> list[Entry]:
    """The terms that occur in the units, in order."""
    names = dict.fromkeys(zh for unit in units for zh, _ in unit.terms)
    found = (termbase.get(zh) for zh in names)
    return [Entry(term.zh, term.en, term.kind, term.note) for term in found if term is not None]


def import_(out: Path, file: Path, *, overwrite: bool = False) -> Imported:
    """Take a reviewed file back in. Edited and approved segments become *reviewed*; the documents are
    verified again and written anew. Use it inside `journal.lock(out)`.

    Raises UsageError for a file that cannot be read or is of another folder.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"Cannot read {printable(file)}: {error.strerror}.") from error
    state = _state(out)
    results = dict(_results(out, state))
    current = [unit for result in results.values() for unit in exchange.units(result)]
    returned, entries = _returned(data, file, current)
    found = exchange.review(returned, current, overwrite=overwrite)
    exchange.refuse_strangers(found, file.name)
    if found.reviewed:
        reviews.add(out, _rows(found))
    termbase = Termbase.load(out / "terms.csv")
    changed = tuple(entry for entry in entries if entry.is_changed and termbase.approve(entry.zh, entry.en))
    statuses = _applied(out, state, results, found.reviewed, termbase)
    preferred = tuple(preferences(reviews.load(out), termbase))
    for preference in preferred:
        for en in preference.instead[:1]:
            termbase.contest(preference.term.zh, en)
    termbase.save(out / "terms.csv", root=out)
    return Imported(found, statuses, changed, preferred)


def _returned(data: bytes, file: Path, current: Sequence[Unit]) -> tuple[tuple[Unit, ...], tuple[Entry, ...]]:
    """The units and the terms of a file that came back."""
    suffix = file.suffix.lower()
    if suffix == handout.SUFFIX:
        return handout.read(data, file.name), handout.entries(data, file.name)
    if suffix == ".xlsx":
        return sheet.read(data, file.name), sheet.entries(data, file.name)
    if suffix == ".tmx":
        return _memory(data, file.name, current), ()
    if suffix not in SUFFIXES:
        problem = f"{printable(file.name)} is in no format that can be read here."
        raise UsageError(problem, f"They are {', '.join(SUFFIXES)}.")
    return exchange.read(data, file.name), ()


def _memory(data: bytes, name: str, current: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units of a memory in all languages that are here. Raises UsageError where it is in none of them."""
    found: list[Unit] = []
    problem: UsageError | None = None
    for source, target in dict.fromkeys((unit.source_language, unit.target_language) for unit in current):
        try:
            found += tmx.read(data, name, source=source or "zh", target=target)
        except UsageError as error:
            problem = error
    if not found and problem is not None:
        raise problem
    return tuple(found)


def _rows(found: Review) -> Iterator[Reviewed]:
    """What is to be remembered, with what it was before."""
    before = {(edit.unit.id, edit.unit.target_language): edit.unit.target for edit in found.edited}
    for unit in found.reviewed:
        was = before.get((unit.id, unit.target_language), unit.target)
        yield Reviewed(unit.document, int(unit.segment), unit.source, unit.target, unit.target_language, was)


def _state(out: Path) -> State:
    """What the journal of an output folder says. Raises UsageError where there is none."""
    state = read_journal(out / "journal.jsonl")
    if not state.documents:
        raise UsageError(
            f"{printable(out)} is not an output folder.", "Give the folder that a run has written."
        )
    return state


def _results(out: Path, state: State) -> Iterator[tuple[str, Result]]:
    """The results of an output folder with the paths of their sources, as its journal has them."""
    for path, record in state.documents.items():
        try:
            text = (out / record.files[0]).read_bytes()
        except (OSError, IndexError):
            continue  # deleted by the user: nothing can come back into it
        try:
            result = stored(text)
        except ValueError as error:
            message = f"{printable(out / record.files[0])} is not a result: {reason(error)}."
            raise UsageError(message, "Mend it, or delete it and run the job again.") from error
        yield path, result


def _applied(
    out: Path, state: State, results: Mapping[str, Result], reviewed: Sequence[Unit], termbase: Termbase
) -> dict[str, str]:
    """Write the documents anew that have reviewed segments; path -> status."""
    by_document: dict[str, list[Unit]] = {}
    for unit in reviewed:
        by_document.setdefault(unit.document, []).append(unit)
    statuses: dict[str, str] = {}
    if not by_document:
        return statuses
    with Journal.open(out / "journal.jsonl") as journal:
        for path, result in results.items():
            if units := by_document.get(result.document.path):
                edited = verified(_edited(result, units), termbase.view())
                _keep(out, state, journal, path, edited, termbase)
                statuses[path] = edited.status
    results_jsonl(out, _in_order(out, state, results), out / "results.jsonl")
    return statuses


def _in_order(out: Path, state: State, results: Mapping[str, Result]) -> list[str]:
    """The names of the outputs in the order of `results.jsonl` as it is; what is not in it comes last."""
    names = {result.document.path: state.documents[path].name for path, result in results.items()}
    known: list[str] = []
    with suppress(OSError, ValueError, KeyError, TypeError), (out / "results.jsonl").open("rb") as lines:
        for line in lines:
            known.append(from_json(line)["document"]["path"])  # noqa: PERF401 - up to a line that is damaged
    return [names[path] for path in dict.fromkeys([*known, *names]) if path in names]


def _edited(result: Result, units: Iterable[Unit]) -> Result:
    texts = {(unit.target_language, int(unit.segment)): unit.target for unit in units}

    def line(item: TranslatedLine, to: str) -> TranslatedLine:
        text = texts.get((to, item.n))
        if text is None:
            return item
        pieces = repieced(item.pieces, text)
        return item.model_copy(update={"en": text, "pieces": pieces, "state": "reviewed"})

    def translation(made: Translation) -> Translation:
        segments = [line(item, made.to) for item in made.segments]
        head = [line(item, made.to) for item in made.head]
        edited = made.model_copy(update={"segments": segments, "head": head})
        return edited.model_copy(update={"ledger": bodies.ledger(result, edited)})

    return result.model_copy(
        update={
            "translation": translation(result.translation) if result.translation else None,
            "translations": [translation(made) for made in result.translations],
        }
    )


def _keep(out: Path, state: State, journal: Journal, path: str, result: Result, termbase: Termbase) -> None:
    """Write a result's files, and its line in the journal.

    A file in the form of the source can only be made with the source: where there is one, the document is not
    finished, and the next run makes it, for nothing, from what is remembered.
    """
    record = state.documents[path]
    formats = [name for name, form in FORMATS.items() if _has(record.files, record.name, form.suffix)]
    files = [
        file.relative_to(out).as_posix() for file in write(result, out, record.name, formats, termbase.names)
    ]
    others = [file for file in record.files if file not in files]
    journal.append(
        "document",
        path=path,
        name=record.name,
        sha256=result.document.sha256,
        fingerprint="" if others else record.fingerprint,
        status=result.status,
        files=[*files, *others],
        requests=0,
        tokens={},
        cost=None,
    )


def _has(files: Sequence[str], name: str, suffix: str) -> bool:
    return any(file.endswith(f"{name}{suffix}") for file in files)
